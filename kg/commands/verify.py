"""A built graph and news texts in; whether every quote still stands in its article printed."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from kg.commands.common import add_columns

if TYPE_CHECKING:
    import argparse

    from kg.commands.common import Commands


def add_parser(commands: Commands) -> None:
    """Add the command with its help."""
    parser = commands.add_parser(
        "verify",
        help="check that every quote of a graph still stands in its article",
        description="Read the articles that a graph was built from, in the same way as kg build does; check the digest "
        "of each text and every quote at its offsets. Print which texts changed, which articles are missing and where "
        "quotes moved to; the exit code is 0 if every quote stands, else 1.",
        epilog="Example: kg verify out data/sample",
    )
    parser.add_argument("graph", metavar="GRAPH", type=Path, help="folder of a built graph, or its Turtle file")
    parser.add_argument("paths", metavar="PATH", nargs="+", type=Path, help="file or folder as given to kg build")
    add_columns(parser)
    parser.add_argument(
        "--format", choices=("text", "json"), default="text", help="form of the report (default: %(default)s)"
    )
    parser.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    """Run the command and return its exit code: 1 if a text changed, an article is missing or a quote is lost."""
    from kg.built import turtle_of
    from kg.inputs import in_languages
    from kg.readers import read_articles
    from kg.verified import to_dict, to_text
    from kg.verify import verify

    # As kg build reads them: of two articles of one id, the one that it could read.
    found = verify(
        turtle_of(options.graph), read_articles(options.paths, columns=options.columns, screen=in_languages())
    )
    if options.format == "json":
        print(json.dumps(to_dict(found), ensure_ascii=False, indent=2))
    else:
        sys.stdout.write(to_text(found))
    return 0 if found.stands else 1
