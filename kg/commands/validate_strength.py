"""Events and truth tables in; how far strength agrees with the outside world printed."""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Final, TypeVar

from kg import argument_types as types
from kg.errors import InputError

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from kg.assessment.records import Records
    from kg.commands.common import Commands

_Found = TypeVar("_Found")
_STRUCTURE_DAYS: Final = 1461
_MONITORING_DAYS: Final = 365
_BUILT: Final = frozenset({".jsonl", ".ttl", ".trig", ".nt", ".nq", ".rdf", ".jsonld"})
"""What a built graph is kept as; everything else is taken for a table."""

_SEED: Final = 20_260_101


def add_parser(commands: Commands) -> None:
    """Add the command with its help."""
    parser = commands.add_parser(
        "validate-strength",
        help="say how far strength agrees with what else you know of the pairs",
        description="Compare T, A and L of every pair with outcomes from outside, such as votes, alliances or disputes, and "
        "with what other tools compute: counts, sums and means of Goldstein weights, NPMI. Outcomes of 0 and 1 are judged by "
        "the area under the curve, others by rank correlation, with intervals from drawing actors. Then conflict in the "
        "next quarter is foretold, and 90 % intervals are tested on later months. EVENTS is a built graph, an event table, or CSV with "
        "columns date, source, target, relation or cameo, and perhaps goldstein; TRUTH is CSV with i, j, year and outcomes.",
        epilog="Example: kg validate-strength events.csv.gz dyads.csv --outcome un_agree --outcome rival",
    )
    parser.add_argument(
        "events", metavar="EVENTS", type=Path, help="CSV file, event table in Parquet, or folder of a built graph"
    )
    parser.add_argument(
        "truth", metavar="TRUTH", nargs="+", type=Path, help="CSV file with outcomes of pairs and years"
    )
    parser.add_argument(
        "--where",
        metavar="COLUMN=VALUE",
        action="append",
        default=[],
        type=_condition,
        help="take only events whose column has the value (may be given again)",
    )
    parser.add_argument(
        "--outcome", metavar="COLUMN", action="append", default=[], help="take this outcome (default: all of numbers)"
    )
    parser.add_argument(
        "--hostile",
        metavar="COLUMN",
        action="append",
        help="high values of this outcome mean hostility (default: those named like rival, mid, war, dispute)",
    )
    parser.add_argument(
        "--by",
        choices=("period", "year"),
        default="period",
        help="a row for each pair over the whole time, or for each pair and year (default: %(default)s)",
    )
    parser.add_argument(
        "--half-life",
        metavar="DAYS",
        type=types.number,
        default=_STRUCTURE_DAYS,
        help="age at which an act counts half, against outcomes (default: %(default)s)",
    )
    parser.add_argument(
        "--recent-half-life",
        metavar="DAYS",
        type=types.number,
        default=_MONITORING_DAYS,
        help="the same where the next quarter and month are foretold (default: %(default)s)",
    )
    parser.add_argument(
        "--level", choices=("state", "actor"), default="state", help="whose acts they are (default: %(default)s)"
    )
    parser.add_argument(
        "--habits-overrule",
        action="store_true",
        help="let the habits of two actors outweigh a pair's few acts that all agree, as in the published figures",
    )
    parser.add_argument(
        "--draws",
        metavar="N",
        type=types.count,
        default=200,
        help="draws of actors for intervals (default: %(default)s)",
    )
    parser.add_argument(
        "--seed", metavar="N", type=types.count, default=_SEED, help="seed of the draws (default: %(default)s)"
    )
    parser.add_argument("--format", choices=("text", "json"), default="text", help="form (default: %(default)s)")
    parser.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    """Run the command and return its exit code."""
    from dataclasses import replace

    from kg.assessment import show
    from kg.assessment.calibration import interval_test
    from kg.assessment.comparison import compared
    from kg.assessment.conflict import conflict_test
    from kg.assessment.measures import Source
    from kg.assessment.truth import read_truth
    from kg.strength import Measure

    measure = Measure(half_life_days=options.half_life, level=options.level, habits_overrule=options.habits_overrule)
    truth = read_truth(options.truth, outcomes=options.outcome, hostile=options.hostile)
    records = _records(options.events, dict(options.where))
    for reason, number in records.skipped.items():
        print(f"kg: {options.events}: {number:,} rows {reason} left out", file=sys.stderr)
    recent = Source.of(records, replace(measure, half_life_days=options.recent_half_life))
    found = compared(
        Source.of(records, measure), truth, path=options.truth[0], by=options.by, draws=options.draws, seed=options.seed
    )
    conflict = _unless_too_few(lambda: conflict_test(recent, draws=options.draws, seed=options.seed))
    intervals = _unless_too_few(lambda: interval_test(recent))
    if options.format == "json":
        print(
            json.dumps(
                show.assessment_to_dict(found, conflict, intervals, measure, recent.measure),
                ensure_ascii=False,
                indent=2,
            )
        )
        return 0
    print(show.comparison_text(found))
    if conflict:
        print(f"\n{show.conflict_text(conflict)}")
    if intervals:
        print(f"\n{show.intervals_text(intervals)}")
    return 0


def _records(path: Path, where: Mapping[str, str]) -> Records:
    """Return the events of a CSV file or table, or of what else kg takes events from."""
    from kg.assessment.records import read_records, records_of
    from kg.tables import open_tables

    if path.is_dir() or path.suffix in _BUILT:
        if where:
            raise InputError(f"{path}: --where chooses rows of CSV files; leave it out")
        return records_of(open_tables([path]).table, path)
    return read_records(path, where=where)


def _unless_too_few(test: Callable[[], _Found]) -> _Found | None:
    """Return the result of a test, or say why these events are too few for it and return None."""
    try:
        return test()
    except InputError as error:
        print(f"kg: left out: {error}", file=sys.stderr)
        return None


def _condition(text: str) -> tuple[str, str]:
    column, sign, value = text.partition("=")
    if not (column and sign):
        raise argparse.ArgumentTypeError(f"{text!r} is not a condition such as set=A")
    return column, value
