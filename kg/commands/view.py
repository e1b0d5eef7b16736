"""A built graph in; its page opened in the browser."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from kg.commands.common import DEFAULT_OUT
from kg.errors import KgError

if TYPE_CHECKING:
    import argparse

    from kg.commands.common import Commands


def add_parser(commands: Commands) -> None:
    """Add the command with its help."""
    parser = commands.add_parser(
        "view",
        help="open the page of a built graph in the browser",
        description="Open graph.html in the browser; it needs no network.",
    )
    parser.add_argument(
        "graph", metavar="DIR", nargs="?", type=Path, default=DEFAULT_OUT, help="built graph (default: %(default)s)"
    )
    parser.add_argument("--print", action="store_true", dest="only_print", help="only print the path of the page")
    parser.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    """Run the command and return its exit code."""
    import webbrowser

    from kg.built import PAGE_FILE, built_file

    page = built_file(options.graph, PAGE_FILE)
    if options.only_print:
        print(page)
    elif not webbrowser.open(page.resolve().as_uri()):
        raise KgError(f"{page}: no browser could be started; open the file in one yourself")
    return 0
