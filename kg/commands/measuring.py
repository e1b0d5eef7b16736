"""Arguments of the commands that compute strength: which events, and by what measure."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from kg import argument_types as types
from kg.commands.common import DEFAULT_OUT
from kg.model import MODALITIES
from kg.strength.measure import DEFAULT_MEASURE, LEVELS, Measure

if TYPE_CHECKING:
    import argparse

    from kg.measured import Measured


def add_sources(parser: argparse.ArgumentParser) -> None:
    """Add the sources of events."""
    parser.add_argument(
        "sources",
        metavar="SOURCE",
        nargs="*",
        type=Path,
        default=[Path(DEFAULT_OUT)],
        help="folder of a built graph, RDF, events file (.jsonl) or event table (.parquet, see kg import); several are "
        f"taken together (default: {DEFAULT_OUT})",
    )


def add_measure(
    parser: argparse.ArgumentParser, *, one_day: bool = True, as_of_default: str = "the latest day"
) -> None:
    """Add what counts for strength, and how much; unless it is not of one day, as of which day."""
    group = parser.add_argument_group("measure")
    if one_day:
        group.add_argument(
            "--as-of",
            metavar="DATE",
            type=types.day,
            help="day, as 2024-05-09: later events do not count, whenever they were published; what was known by a day is "
            f"built with kg build --known-on (default: {as_of_default})",
        )
        group.add_argument("--since", metavar="DATE", type=types.day, help="leave out acts before that day")
    group.add_argument(
        "--level",
        choices=LEVELS,
        default=DEFAULT_MEASURE.level,
        help="each actor for itself, people and organs for their states, or these for blocs (default: %(default)s)",
    )
    group.add_argument(
        "--half-life",
        metavar="DAYS",
        type=types.number,
        default=DEFAULT_MEASURE.half_life_days,
        help="age at which an act counts half (default: %(default)g)",
    )
    group.add_argument(
        "--reliability",
        metavar="R",
        type=types.share,
        default=DEFAULT_MEASURE.reliability,
        help="chance that one source is right; more of them count more (default: %(default)g)",
    )
    group.add_argument(
        "--modality",
        choices=MODALITIES,
        action="append",
        help="count these acts; may be given several times (default: actual)",
    )
    group.add_argument(
        "--all-acts", action="store_true", help="between states, let also what is not official count for affinity"
    )


def add_blocs(parser: argparse.ArgumentParser) -> None:
    """Add who belongs to which bloc."""
    parser.add_argument(
        "--blocs",
        metavar="FILE",
        type=Path,
        help="CSV with the columns member, bloc and, where known, from and to: states act for these blocs (--level bloc)",
    )


def measure_of(options: argparse.Namespace) -> Measure:
    """Return the measure that the options ask for.

    Raises
    ------
    MeasureError
        If a parameter is out of its range.
    """
    return Measure(
        half_life_days=options.half_life,
        reliability=options.reliability,
        modalities=tuple(options.modality or DEFAULT_MEASURE.modalities),
        official_only=not options.all_acts,
        level="bloc" if getattr(options, "blocs", None) else options.level,
    )


def measured_of(options: argparse.Namespace, *, intervals: bool = True) -> Measured:
    """Return the strengths that the options ask for, of the sources that they name.

    Raises
    ------
    GraphFileError, MeasureError, ReferenceDataError
        As `kg.strengths` does.
    """
    from kg.measured import strengths

    return strengths(
        *options.sources,
        measure=measure_of(options),
        as_of=options.as_of,
        since=options.since,
        intervals=intervals,
        blocs=options.blocs,
    )
