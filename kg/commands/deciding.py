"""Arguments of the commands that write decisions: which file they are kept in, and who decides."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import Final

from kg.commands.common import DEFAULT_OUT
from kg.errors import InputError
from kg.files import DECISIONS_FILE, DEFAULT_WORKSPACE, WORKSPACE_MARK

GRAPH_DEFAULT: Final = f"what the workspace was last built into, else {DEFAULT_OUT}"


def add_place(parser: argparse.ArgumentParser, *, below: bool = True) -> None:
    """Add the file; a command ``below`` another leaves alone what was said before its name."""
    unsaid = argparse.SUPPRESS if below else None
    parser.add_argument(
        "--file", metavar="FILE", type=Path, default=unsaid, help="file of decisions (default: that of the workspace)"
    )
    parser.add_argument(
        "-w",
        "--workspace",
        metavar="DIR",
        type=Path,
        default=unsaid,
        help=f"folder of the workspace, whose {DECISIONS_FILE} it is (default: {DEFAULT_WORKSPACE})",
    )


def is_placed(options: argparse.Namespace) -> bool:
    """Return whether there is a file of decisions: one is given, or a workspace is, or is there."""
    given = options.file is not None or options.workspace is not None
    return given or (Path(DEFAULT_WORKSPACE) / WORKSPACE_MARK).is_file()


def place_of(options: argparse.Namespace) -> Path:
    """Return the file of decisions: the one that is given, or that of the workspace.

    Raises
    ------
    InputError
        If both are given, or there is no workspace.
    """
    if options.file is not None:
        if options.workspace is not None:
            raise InputError("give --file or --workspace, not both")
        return Path(options.file)
    folder = Path(options.workspace or DEFAULT_WORKSPACE)
    if not (folder / WORKSPACE_MARK).is_file():
        raise InputError(
            f"there is no workspace here ({folder}); name a file with --file {DECISIONS_FILE}, which a build applies "
            f"with: kg build PATH --decisions {DECISIONS_FILE}"
        )
    return folder / DECISIONS_FILE


def graph_of(options: argparse.Namespace) -> Path:
    """Return the built graph that is decided about: the one given, else what the workspace was last built into.

    Where neither is, it is the folder that a build writes to by itself.
    """
    if options.graph is not None:
        return Path(options.graph)
    folder = Path(options.workspace or DEFAULT_WORKSPACE)
    if options.file is None and (folder / WORKSPACE_MARK).is_file():
        from kg.workspace import Workspace

        built = Workspace(folder).last_built
        if built is not None:
            return built
    return Path(DEFAULT_OUT)


def where_of(options: argparse.Namespace) -> tuple[str, ...]:
    """Return the words of a command line that name the same file again."""
    if options.file is not None:
        return ("--file", str(options.file))
    return ("-w", str(options.workspace)) if options.workspace is not None else ()


def person() -> str:
    """Return the name that git knows the person by, else the login name.

    Raises
    ------
    InputError
        If neither is known.
    """
    import getpass
    import subprocess

    try:
        asked = subprocess.run(["git", "config", "user.name"], capture_output=True, text=True, check=False, timeout=10)
        name = asked.stdout.strip()
    except (OSError, subprocess.SubprocessError):
        name = ""
    try:
        return name or getpass.getuser()
    except (KeyError, OSError):
        raise InputError("nobody knows your name here; give it with --who NAME") from None
