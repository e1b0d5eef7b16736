"""A workspace in; what it holds, what has changed, and what to do next, out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.commands.common import FOUND, add_workspace

if TYPE_CHECKING:
    import argparse

    from kg.commands.common import Commands


def add_parser(commands: Commands) -> None:
    """Add the command with its help."""
    parser = commands.add_parser(
        "status",
        help="show what a workspace holds, and what has changed since it was built",
        description="Show how much is kept, what came, went or changed since the last build, which files have been "
        "edited since they were added, and what was left out and why. Nothing is read or changed.",
    )
    add_workspace(parser)
    parser.add_argument("--articles", action="store_true", help="list the articles: id, day of publication, file")
    parser.add_argument(
        "--check",
        action="store_true",
        help="exit with 1 where a plain kg build would give something else than the last build gave, and with 2 for errors",
    )
    parser.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    """Run the command and return its exit code: 1 where something waits to be built, if that is asked."""
    from kg.visible import visible
    from kg.workspace import Workspace

    workspace = Workspace(options.workspace)
    if options.articles:
        origins = workspace.origins()
        for article in workspace.articles():
            published = article.published.isoformat() if article.published else ""
            print("\t".join(map(visible, (article.id, published, str(origins[article.id] or "")))))
        return 0
    status = workspace.status()
    print(status.to_text())
    return FOUND if options.check and not status.up_to_date else 0
