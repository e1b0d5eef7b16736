"""News texts in; a workspace that keeps them, with what was read in them, out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.commands.common import FOUND, INPUTS, add_hints, add_keeping, add_paths, add_reading, add_work, add_workspace
from kg.commands.failing import errors_file
from kg.commands.progress import counter

if TYPE_CHECKING:
    import argparse

    from kg.commands.common import Commands


def add_parser(commands: Commands) -> None:
    """Add the command with its help."""
    parser = commands.add_parser(
        "add",
        help="add news texts to a workspace, which is made where there is none",
        description="Read what is new in files and folders, and keep it with its events; what was added before is not "
        "read again. What is reported as added is on the disk, and a run that was stopped goes on where it was. The exit "
        "code is 1 if nothing of what is given is in the workspace then, and 2 for errors.",
    )
    add_paths(parser, nargs="+")
    add_workspace(parser)
    add_hints(parser)
    add_keeping(parser)
    add_work(parser)
    add_reading(parser)
    parser.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    """Run the command and return its exit code."""
    from kg.workspace import Settings, Workspace

    settings = None
    if (options.model, options.readers, options.languages) != (None, None, None):
        languages = ",".join(options.languages or ())
        settings = Settings(model=options.model or "", readers=options.readers or "both", languages=languages)
    with (
        errors_file(options.errors) as on_failed,
        counter("adding", unit="article", verbose=options.verbose) as told,
    ):
        workspace = Workspace.make(options.workspace, settings=settings, jobs=options.jobs, on_failed=on_failed)
        change = workspace.add(
            options.paths, published=options.published, columns=options.columns, prefix=options.prefix, on_kept=told
        )
    places = ", ".join(map(str, options.paths))
    print(change.to_text(nothing=f"Nothing was taken in: no file was found in {places}; give a {INPUTS}"))
    # Nothing was there either: what was given is not what was meant.
    return 0 if change or change.same else FOUND
