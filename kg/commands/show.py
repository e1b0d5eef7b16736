"""A built graph and a name in; ties with their evidence printed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.commands.common import add_graph

if TYPE_CHECKING:
    import argparse

    from kg.commands.common import Commands


def add_parser(commands: Commands) -> None:
    """Add the command with its help."""
    parser = commands.add_parser(
        "show",
        help="print the ties of an actor or of a pair, with their evidence",
        description="Print the ties of an actor, or the tie of two, with every event and its evidence sentences. "
        "Names, other names, last names and ids are understood.",
    )
    parser.add_argument("actor", metavar="ACTOR", help="name or id, such as 'Kim Jong Un'")
    parser.add_argument("other", metavar="ACTOR", nargs="?", help="second actor: only what joins the two")
    parser.add_argument("--ids", action="store_true", help="print the id of each event, by which kg decide knows it")
    add_graph(parser)
    parser.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    """Run the command and return its exit code."""
    from kg.pipeline import read

    print(read(options.graph).show(options.actor, options.other, ids=options.ids))
    return 0
