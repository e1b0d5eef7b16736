"""A built graph in; what a person should settle first printed, written as a sheet, or asked one by one."""

from __future__ import annotations

import shlex
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Final

from kg import argument_types as types
from kg.commands.deciding import GRAPH_DEFAULT, add_place, graph_of, is_placed, person, place_of, where_of

if TYPE_CHECKING:
    import argparse
    from collections.abc import Sequence

    from kg.commands.common import Commands
    from kg.review.propose import Proposal

_MOST: Final = 30
"""As `kg.review.propose.DEFAULT_MOST`, which the help must not wait for."""


def add_parser(commands: Commands) -> None:
    """Add the command with its help."""
    parser = commands.add_parser(
        "review",
        help="propose what a person should settle first: likely merges, doubtful events",
        description="Print the questions whose answers are expected to change the strengths most: pairs of actors that "
        "may be one, and events that may be wrong, each with its reasons, its sentences, what the answers change, and the "
        "commands that decide. What was decided before, in the graph or in the file of decisions, is not asked again.",
        epilog="Example: kg review out --sheet review.csv, fill in the first column, then: kg decide --sheet review.csv",
    )
    parser.add_argument(
        "graph",
        metavar="GRAPH",
        nargs="?",
        type=Path,
        help=f"folder of a built graph, or its Turtle file (default: {GRAPH_DEFAULT})",
    )
    parser.add_argument(
        "--most",
        metavar="N",
        type=types.positive,
        default=_MOST,
        help="questions at most (default: %(default)s, about 15 minutes' work)",
    )
    parser.add_argument("--only", choices=("merges", "events"), help="only pairs of actors, or only events")
    how = parser.add_mutually_exclusive_group()
    how.add_argument("--sheet", metavar="FILE", type=Path, help="write them as CSV, to be filled in with yes and no")
    how.add_argument(
        "--interactive",
        action="store_true",
        help="ask them one by one, and write each answer at once into the file of decisions",
    )
    parser.add_argument(
        "--who",
        metavar="NAME",
        help="with --interactive: who decides (default: the name that git has, or the login name)",
    )
    add_place(parser, below=False)
    parser.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    """Run the command and return its exit code."""
    from kg.decisions import read_decisions
    from kg.pipeline import read
    from kg.report import count
    from kg.review.propose import propose
    from kg.review.rows import write_proposals
    from kg.review.words import review_text
    from kg.visible import visible

    where = where_of(options)
    file = place_of(options) if options.interactive or is_placed(options) else None
    made = read_decisions(file, missing_ok=True) if file else ()
    proposals = propose(read(graph_of(options)), most=options.most, only=options.only, decisions=made)
    if options.graph is not None:
        where = ("--graph", str(options.graph), *where)
    if options.interactive and file:
        return _ask(proposals, file=file, who=options.who)
    if options.sheet is not None:
        write_proposals(proposals, options.sheet)
        then = shlex.join(("kg", "decide", "--sheet", str(options.sheet), *where))
        asked = count(len(proposals), "question")
        print(visible(f"Written to {options.sheet}: {asked}. Write yes or no into the first column, then: {then}"))
        return 0
    print(visible(review_text(proposals, most=options.most, where=where)))
    return 0


def _ask(proposals: Sequence[Proposal], *, file: Path, who: str | None) -> int:
    from kg.review.ask import HELP, ask
    from kg.visible import visible

    if proposals:
        print(HELP.strip())
    ask(
        proposals,
        file=file,
        who=who or person(),
        when=date.today(),  # a person decides on the day that the calendar on the wall has
        read=input,
        say=lambda text: print(visible(text)),
    )
    return 0
