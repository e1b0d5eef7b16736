"""Events in; communities, brokers, camps and other measures of the whole graph printed or written."""

from __future__ import annotations

import io
import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Final

from kg import argument_types as types
from kg.commands.measuring import add_blocs, add_measure, add_sources, measured_of

if TYPE_CHECKING:
    import argparse

    from kg.analysis import Analysis
    from kg.commands.common import Commands

_MEASURES: Final = (
    "communities", "brokerage", "status", "balance", "frustration", "similarity", "bridges", "unexpected",
)  # fmt: skip
"""As `kg.analysis.MEASURES` has them, which is not imported so that help comes at once."""


def add_parser(commands: Commands) -> None:
    """Add the command with its help."""
    parser = commands.add_parser(
        "analyse",
        help="measure the whole graph: communities, brokers, camps, balance, surprises",
        description="Measure the graph of ties by their signed strengths: communities, brokers, standing, structural "
        "balance, the two camps, actors that are alike, bridges, and ties that nobody would expect.",
        epilog="Example: kg analyse out --level state --measure balance --top 20",
    )
    add_sources(parser)
    parser.add_argument("--measure", choices=_MEASURES, help="one of the measures alone (default: all)")
    parser.add_argument(
        "--top", metavar="N", type=types.positive, default=10, help="lines of a kind in a report (default: %(default)s)"
    )
    parser.add_argument(
        "--resolution",
        metavar="X",
        type=types.above_zero,
        default=1.0,
        help="more than 1 gives more and smaller communities (default: %(default)s)",
    )
    parser.add_argument(
        "--seed",
        metavar="N",
        type=types.count,
        default=0,
        help="another number tries other orders (default: %(default)s)",
    )
    parser.add_argument(
        "--format",
        choices=("text", "json", "csv", "gexf"),
        default="text",
        help="a report; everything; a table of the actors, or of what the measure found; the graph of ties for Gephi with "
        "all figures as attributes (default: %(default)s)",
    )
    parser.add_argument("-o", "--out", metavar="FILE", type=Path, help="write there instead of printing")
    add_blocs(parser)
    add_measure(parser)
    parser.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    """Run the command and return its exit code."""
    from kg.analysis import annotate
    from kg.exporters.gexf import gexf_text
    from kg.files import write_text_atomic

    measured = measured_of(options)
    found = measured.analyse(resolution=options.resolution, seed=options.seed)
    if options.format == "gexf":
        text = gexf_text(annotate(measured.to_networkx(), found))
    else:
        text = {"text": _report, "json": _json, "csv": _csv}[options.format](found, options)
    if options.out is None:
        sys.stdout.write(text)
    else:
        write_text_atomic(options.out, text)
    return 0


def _report(found: Analysis, options: argparse.Namespace) -> str:
    from kg.analysis.text import analysis_text
    from kg.visible import visible

    return visible(analysis_text(found, top=options.top, measures=[options.measure] if options.measure else _MEASURES))


def _json(found: Analysis, options: argparse.Namespace) -> str:
    from kg.analysis.tables import measure_table

    whole = found.to_dict()
    if options.measure:
        columns, rows = measure_table(found, options.measure)
        listed = [dict(zip(columns, row, strict=True)) for row in rows]
        whole = {"parameters": whole["parameters"], "overall": whole["overall"], options.measure: listed}
    return json.dumps(whole, ensure_ascii=False, indent=2, allow_nan=False) + "\n"


def _csv(found: Analysis, options: argparse.Namespace) -> str:
    from kg.analysis.tables import measure_table
    from kg.cells import guard
    from kg.exporters.plain import utf8_text
    from kg.exporters.rows import write_csv

    columns, rows = measure_table(found, options.measure) if options.measure else found.to_table()
    out = io.StringIO()
    write_csv(out, columns, rows, text=lambda text: utf8_text(guard(text)))
    return out.getvalue()
