"""Ids of articles, or files, in; the workspace without them and all that was read in them out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.commands.common import add_workspace
from kg.errors import DecisionError, InputError
from kg.files import DECISIONS_FILE

if TYPE_CHECKING:
    import argparse
    from collections.abc import Collection
    from pathlib import Path

    from kg.commands.common import Commands


def add_parser(commands: Commands) -> None:
    """Add the command with its help."""
    parser = commands.add_parser(
        "remove",
        help="remove articles from a workspace",
        description="Remove articles with everything that was read in them. The files that they came from stay.",
    )
    parser.add_argument(
        "names", metavar="ARTICLE", nargs="+", help="id of an article, or a file or folder that articles came from"
    )
    add_workspace(parser)
    parser.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    """Run the command and return its exit code."""
    from kg.workspace import Workspace

    workspace = Workspace(options.workspace)
    origins = workspace.origins()
    change = workspace.remove(options.names)
    print(change.to_text())
    out = _left_out(workspace.folder)
    back = (origins[each] for each in change.removed if each not in out)
    if any(path is not None and path.exists() for path in back):
        print(
            "Their files stay: kg add takes them in again, unless you say: kg decide leave-out ARTICLE --removed --why TEXT"
        )
    return 0


def _left_out(folder: Path) -> Collection[str]:
    """Return the articles that a decision keeps out; where the file is broken, which a build tells of, none."""
    from kg.decisions import left_out, read_decisions

    try:
        return left_out(read_decisions(folder / DECISIONS_FILE, missing_ok=True))
    except (DecisionError, InputError):
        return ()
