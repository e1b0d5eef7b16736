"""A passage in; why it gives the events that it gives, printed."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

from kg import argument_types as types
from kg.commands.common import add_model
from kg.errors import InputError
from kg.model import Article

if TYPE_CHECKING:
    import argparse

    from kg.commands.common import Commands


def add_parser(commands: Commands) -> None:
    """Add the command with its help."""
    parser = commands.add_parser(
        "explain",
        help="say why a passage gives the events that it gives, and how to add a trigger",
        description="Print for each sentence of a passage the actors, the trigger words, the rules that fired and those "
        "that nearly did, with the reason; and where no rule joins two actors, the pattern that would.",
        epilog="Example: kg explain 'Rome doffed its cap to Canada.'",
    )
    what = parser.add_mutually_exclusive_group(required=True)
    what.add_argument("text", metavar="TEXT", nargs="?", help="the passage; - reads it from standard input")
    what.add_argument(
        "--file", metavar="FILE", type=Path, help="file that holds the passage, of any kind that kg build reads"
    )
    add_model(parser)
    parser.add_argument("--published", metavar="DATE", type=types.day, help="publication day, as 2024-05-09")
    parser.add_argument(
        "--near",
        metavar="N",
        type=types.count,
        help="show at most N rules that nearly fired for a sentence (default: 5)",
    )
    parser.add_argument("--parse", action="store_true", help="show the parse too")
    parser.add_argument(
        "--format", choices=("text", "json"), default="text", help="form of the result (default: %(default)s)"
    )
    parser.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    """Run the command and return its exit code."""
    from kg.explained import NEAR, explain, read_passage
    from kg.files import to_json_line

    if options.file is not None:
        passage = read_passage(options.file, published=options.published)
    else:
        text = _read_input() if options.text == "-" else options.text
        passage = Article(id="passage", text=text, published=options.published)
    near = NEAR if options.near is None else options.near
    explained = explain(passage, model=options.model, near=near)
    if options.format == "json":
        print(to_json_line(explained.to_dict(parse=options.parse)))
    else:
        print(explained.to_text(parse=options.parse))
    return 0


def _read_input() -> str:
    raw = sys.stdin.buffer.read()
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise InputError(f"standard input: byte {error.start + 1} is not UTF-8; give text in UTF-8") from error
