"""A graph in an RDF format in; what is wrong with it printed."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from kg import argument_types as types
from kg.commands.common import FOUND

if TYPE_CHECKING:
    import argparse

    from kg.commands.common import Commands


def add_parser(commands: Commands) -> None:
    """Add the command with its help."""
    parser = commands.add_parser(
        "validate",
        help="check a graph against kg's shapes and rules",
        description="Check a graph against kg's SHACL shapes and against the rules that span several nodes, such as "
        "that a direct triple has its evidence. Print what is wrong, where and by which rule; the exit code is 0 if "
        "nothing is, 1 if something is, and 2 for errors.",
        epilog="Example: kg validate out --limit 3",
    )
    parser.add_argument(
        "graph",
        metavar="FILE|DIR",
        type=Path,
        help="folder of a built graph, or file in Turtle, N-Triples, N-Quads, TriG, RDF/XML or JSON-LD (by its suffix)",
    )
    parser.add_argument(
        "--shapes",
        metavar="FILE",
        type=Path,
        action="append",
        default=[],
        help="Turtle file with SHACL shapes of your own to check too; may be given more than once",
    )
    parser.add_argument(
        "--limit",
        metavar="N",
        type=types.positive,
        default=10,
        help="show no more than so many places of each rule (default: %(default)s)",
    )
    parser.add_argument(
        "--format",
        choices=("text", "json", "turtle"),
        default="text",
        help="form of the report; json and turtle (a sh:ValidationReport) have every finding (default: %(default)s)",
    )
    parser.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    """Run the command and return its exit code: 1 if something is wrong with the graph."""
    from kg.built import turtle_of
    from kg.validation import validate
    from kg.validation.report import to_dict, to_text, to_turtle

    found = validate(turtle_of(options.graph), shapes=options.shapes)
    if options.format == "json":
        print(json.dumps(to_dict(found), ensure_ascii=False, indent=2))
    elif options.format == "turtle":
        sys.stdout.write(to_turtle(found))
    else:
        sys.stdout.write(to_text(found, limit=options.limit))
    return 0 if found.conforms else FOUND
