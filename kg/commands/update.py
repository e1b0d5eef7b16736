"""Edited news texts in; the workspace with what they say now, and nothing of what they said before, out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.commands.common import FOUND, INPUTS, add_hints, add_keeping, add_paths, add_work, add_workspace
from kg.commands.failing import errors_file
from kg.commands.progress import counter

if TYPE_CHECKING:
    import argparse

    from kg.commands.common import Commands


def add_parser(commands: Commands) -> None:
    """Add the command with its help."""
    parser = commands.add_parser(
        "update",
        help="take edited texts into a workspace; nothing of the old ones remains",
        description="Read again the files that have changed since they were added, or those named. An edited article "
        "replaces the old one with everything that was read in it; new articles are added. The exit code is 1 if nothing of "
        "what is named is in the workspace then, and 2 for errors.",
    )
    add_paths(parser, nargs="*", more=" (default: the files that the articles came from)")
    add_workspace(parser)
    add_hints(parser)
    add_keeping(parser)
    add_work(parser)
    parser.add_argument(
        "--prune",
        action="store_true",
        help="remove the articles that their files hold no longer, or whose files are gone",
    )
    parser.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    """Run the command and return its exit code."""
    from kg.workspace import Workspace

    with (
        errors_file(options.errors) as on_failed,
        counter("updating", unit="article", verbose=options.verbose) as told,
    ):
        workspace = Workspace(options.workspace, jobs=options.jobs, on_failed=on_failed)
        change = workspace.update(
            options.paths or None,
            published=options.published,
            columns=options.columns,
            prefix=options.prefix,
            prune=options.prune,
            on_kept=told,
        )
    given = bool(options.paths)
    places = ", ".join(map(str, options.paths))
    none = (
        f"taken in: no file was found in {places}; give a {INPUTS}"
        if given
        else "changed: no file was edited since it was read"
    )
    print(change.to_text(nothing=f"Nothing was {none}"))
    return FOUND if given and not (change or change.same or change.gone) else 0
