"""A built graph and news texts in; whether every quote still stands in its article printed."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from kg.commands.common import FOUND, add_columns, add_languages, add_workspace
from kg.errors import InputError

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
        "quotes moved to; the exit code is 0 if every quote stands, 1 if one does not, and 2 for errors.",
        epilog="Example: kg verify out data/sample, or for the build of a workspace: kg verify out -w workspace",
    )
    parser.add_argument("graph", metavar="GRAPH", type=Path, help="folder of a built graph, or its Turtle file")
    parser.add_argument("paths", metavar="PATH", nargs="*", type=Path, help="file or folder as given to kg build")
    add_workspace(parser, default=None, help="folder of the workspace that the graph was built from, in place of PATH")
    add_columns(parser)
    add_languages(parser)
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
    from kg.workspace import Workspace

    if options.workspace is not None:
        if options.paths or options.columns or options.languages:
            raise InputError("give PATH or --workspace, not both; a workspace knows where its texts are")
        articles = Workspace(options.workspace).as_they_are()
    elif options.paths:
        # Of two articles of one id, the one that kg build could read.
        articles = read_articles(options.paths, columns=options.columns, screen=in_languages(options.languages))
    else:
        raise InputError("no texts to look for the quotes in; give PATH, or the workspace with --workspace DIR")
    found = verify(turtle_of(options.graph), articles)
    if options.format == "json":
        print(json.dumps(to_dict(found), ensure_ascii=False, indent=2))
    else:
        sys.stdout.write(to_text(found))
    return 0 if found.stands else FOUND
