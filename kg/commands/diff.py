"""Two graphs in; what came, went or changed from one to the other printed or written."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

from kg import argument_types as types
from kg.commands.common import FOUND
from kg.commands.measuring import add_blocs, add_measure, measure_of

if TYPE_CHECKING:
    import argparse

    from kg.commands.common import Commands


def add_parser(commands: Commands) -> None:
    """Add the command with its help."""
    parser = commands.add_parser(
        "diff",
        help="tell what came, went or changed between two graphs, with the sentences that did it",
        description="Compare two graphs and print the articles, decisions of people, actors, events and ties that came (+), went (-) or changed "
        "(~); actors that were merged into others (>) or split from them (<); and under each tie, with its strength and "
        "interval before and after, the sentences that changed it, or the reason where none did. An event told by the same "
        "sentence is the same event, so that one whose date was corrected has changed. The exit code is 0 if nothing "
        "differs of what was asked for, 1 if something does, and 2 for errors.",
        epilog="Example: kg build news --known-on 2024-05-02 --out w1 && kg build news --known-on 2024-05-09 --out w2 && "
        "kg diff w1 w2",
    )
    for name, what in (("before", "the first graph"), ("after", "the second")):
        parser.add_argument(
            name,
            metavar="A" if name == "before" else "B",
            type=Path,
            help=f"{what}: the folder of a build, RDF, or an events file (.jsonl)",
        )
    parser.add_argument(
        "--only",
        action="append",
        choices=("articles", "decisions", "actors", "events", "ties"),
        help="compare these alone; may be given several times",
    )
    parser.add_argument(
        "--actor", metavar="NAME", help="only what touches this actor; between states, all who act for it do"
    )
    parser.add_argument(
        "--least",
        metavar="X",
        type=types.strength,
        default=0.05,
        help="smallest change of strength told of a tie that both have; smaller ones are counted (default: %(default)g)",
    )
    parser.add_argument(
        "--tolerance",
        metavar="X",
        type=types.share,
        default=0.05,
        help="a confidence that moved by no more has not changed (default: %(default)g)",
    )
    parser.add_argument(
        "--top", metavar="N", type=types.count, default=20, help="rows of each section of the text (default: 20)"
    )
    parser.add_argument(
        "--format",
        choices=("text", "json", "csv"),
        default="text",
        help="text for people; JSON and CSV have everything (default: %(default)s)",
    )
    parser.add_argument("-o", "--out", metavar="FILE", type=Path, help="write there instead of printing")
    add_blocs(parser)
    add_measure(parser, as_of_default="each at its own latest day")
    parser.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    """Run the command and return its exit code: 0 the same, 1 differences."""
    from kg.differences import diff
    from kg.differences.values import SECTIONS

    found = diff(
        options.before,
        options.after,
        measure=measure_of(options),
        as_of=options.as_of,
        since=options.since,
        blocs=options.blocs,
        least=options.least,
        tolerance=options.tolerance,
        actor=options.actor,
        only=options.only or SECTIONS,
    )
    texts = {"text": lambda: found.to_text(top=options.top) + "\n", "json": found.to_json, "csv": found.to_csv}
    _give(texts[options.format](), options.out)
    return 0 if found.same else FOUND


def _give(text: str, path: Path | None) -> None:
    if path is None:
        sys.stdout.write(text)
        return
    from kg.files import write_text_atomic

    write_text_atomic(path, text)
