"""The name of a page of the documentation in; its text, or the list of pages, printed."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import argparse

    from kg.commands.common import Commands


def add_parser(commands: Commands) -> None:
    """Add the command with its help."""
    parser = commands.add_parser(
        "docs",
        help="print a page of the documentation: a tutorial, how-tos, the method, limits",
        description="Print a page of the documentation, which is Markdown, or the list of pages. Who is new begins with "
        "the tutorial, which takes an hour.",
        epilog="Example: kg docs tutorial | less",
    )
    parser.add_argument("page", metavar="PAGE", nargs="?", help="name of a page (default: the list of them)")
    parser.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    """Run the command and return its exit code."""
    from kg.docs import page_named, pages

    if options.page is not None:
        print(page_named(options.page).text, end="")
        return 0
    width = max(len(page.name) for page in pages())
    for page in pages():
        print(f"{page.name:{width}}  {page.about}")
    print("\nPrint one: kg docs NAME")
    return 0
