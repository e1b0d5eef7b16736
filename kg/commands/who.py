"""Phrases in; their countries, roles and actors printed."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from kg import argument_types as types

if TYPE_CHECKING:
    import argparse
    from collections.abc import Iterator, Sequence

    from kg.commands.common import Commands


def add_parser(commands: Commands) -> None:
    """Add the command with its help."""
    parser = commands.add_parser(
        "who",
        help="say which country and role a phrase names",
        description="Print for each phrase its country (ISO3; UNO, EUR or IGO for bodies of several states), its role "
        "code (PLOVER and NGEC), the actor it is if the tables know it, and the words that decided.",
        epilog="Example: kg who 'four Saudi soldiers' 'the French president' --on 2015-03-01",
    )
    parser.add_argument("phrases", metavar="PHRASE", nargs="+", help="a phrase, or - for one a line on standard input")
    parser.add_argument(
        "--on", metavar="DATE", type=types.day, help="day, as 2024-05-09 (default: up to which the tables know)"
    )
    parser.add_argument(
        "--format", choices=("text", "json"), default="text", help="form of the answers (default: %(default)s)"
    )
    parser.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    """Run the command and return its exit code."""
    from kg.files import to_json_line
    from kg.phrases.answer import who
    from kg.phrases.show import to_dict, to_text
    from kg.visible import visible

    for phrase in _phrases(options.phrases):
        answer = who(phrase, on=options.on)
        print(to_json_line(to_dict(answer)) if options.format == "json" else visible(to_text(answer)))
    return 0


def _phrases(given: Sequence[str]) -> Iterator[str]:
    """Give the phrases in order, and in the place of "-" the lines of the standard input that are not empty."""
    for phrase in given:
        if phrase == "-":
            yield from (line.strip() for line in sys.stdin if line.strip())
        else:
            yield phrase
