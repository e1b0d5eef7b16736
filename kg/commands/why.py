"""Events and a pair in; what its strength is made of printed."""

from __future__ import annotations

import json
import sys
from typing import TYPE_CHECKING

from kg import argument_types as types
from kg.commands.measuring import add_blocs, add_measure, add_sources, measured_of

if TYPE_CHECKING:
    import argparse

    from kg.commands.common import Commands


def add_parser(commands: Commands) -> None:
    """Add the command with its help."""
    parser = commands.add_parser(
        "why",
        help="print the receipt of a strength: what it is made of, to the sentence",
        description="Print what the strength of a pair is made of: the part that is assumption, and the share of every "
        "report, by relation, source and month, with its sentence. The parts add up to the strength.",
        epilog="Example: kg why 'Kim Jong Un' Trump",
    )
    parser.add_argument("a", metavar="ACTOR", help="name or id, such as 'Kim Jong Un'")
    parser.add_argument("b", metavar="ACTOR", help="the other actor")
    add_sources(parser)
    parser.add_argument("--top", metavar="N", type=types.count, default=10, help="reports to print (default: 10)")
    parser.add_argument("--format", choices=("text", "csv", "json"), default="text", help="form of the receipt")
    add_blocs(parser)
    add_measure(parser)
    parser.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    """Run the command and return its exit code."""
    from kg.receipts import receipt_text, receipt_to_csv, receipt_to_dict

    found = measured_of(options, intervals=False)
    tie = found.tie(options.a, options.b)
    if options.format == "json":
        print(json.dumps(receipt_to_dict(tie, found.strengths, found.source), ensure_ascii=False, indent=2))
    elif options.format == "csv":
        sys.stdout.write(receipt_to_csv(tie, found.strengths))
    else:
        print(receipt_text(tie, found.strengths, found.source, top=options.top))
    return 0
