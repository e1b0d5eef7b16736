"""Events in; the strength of every pair printed or written."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

from kg import argument_types as types
from kg.commands.measuring import add_blocs, add_measure, add_sources, measured_of

if TYPE_CHECKING:
    import argparse

    from kg.commands.common import Commands
    from kg.strength.strengths import Strengths


def add_parser(commands: Commands) -> None:
    """Add the command with its help."""
    parser = commands.add_parser(
        "strength",
        help="compute how strong every relationship is, friendly or hostile",
        description="Print the strength T of every pair, with its interval: affinity A, the balance of friendly over "
        "hostile acts in [-1, 1], times log2(1 + lift), where lift is how many times as often as their prominence predicts "
        "the two deal with each other; engagement L is its log2. Every output carries the parameters.",
        epilog="Example: kg strength out --actor France --level state --format csv -o strengths.csv",
    )
    add_sources(parser)
    parser.add_argument(
        "--actor", metavar="NAME", action="append", default=[], help="only ties of this actor; given twice, of the pair"
    )
    parser.add_argument("--top", metavar="N", type=types.count, default=20, help="rows of the table (default: 20)")
    parser.add_argument("--no-intervals", action="store_true", help="leave out the intervals, which take most time")
    parser.add_argument(
        "--format", choices=("text", "csv", "json", "parquet"), default="text", help="form of the output"
    )
    parser.add_argument("-o", "--out", metavar="FILE", type=Path, help="write there instead of printing")
    add_blocs(parser)
    add_measure(parser)
    parser.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    """Run the command and return its exit code."""
    found = measured_of(options, intervals=not options.no_intervals)
    for name in options.actor:
        found = found.of(name)
    if options.format == "parquet":
        _write_parquet(found.strengths, options.out)
        return 0
    texts = {
        "text": lambda: found.to_text(top=options.top) + "\n",
        "csv": found.strengths.to_csv,
        "json": found.strengths.to_json,
    }
    _give(texts[options.format](), options.out)
    return 0


def _write_parquet(found: Strengths, path: Path | None) -> None:
    from kg.errors import InputError
    from kg.files import open_atomic_bytes

    if path is None:
        raise InputError("--format parquet: give the file to write with -o FILE")
    with open_atomic_bytes(path) as out:
        found.to_frame().write_parquet(out, compression="zstd", compression_level=3, statistics=True)


def _give(text: str, path: Path | None) -> None:
    if path is None:
        sys.stdout.write(text)
        return
    from kg.files import write_text_atomic

    write_text_atomic(path, text)
