"""What a user names in; the files, the articles or the folder that it stands for, out."""

from __future__ import annotations

import difflib
from pathlib import Path
from typing import TYPE_CHECKING, Final

from kg.errors import InputError, WorkspaceError
from kg.files import DECISIONS_FILE, write_text_atomic
from kg.model import Article
from kg.workspace.origins import origin_of
from kg.workspace.settings import SETTINGS

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from kg.inputs import Inputs
    from kg.workspace.change import Gone
    from kg.workspace.shelf import Kept

_UNVERSIONED: Final = """\
# Decisions and settings belong under version control; what kg makes of the articles does not.
*.sqlite*
.kg-writer*
.*.lock
"""
_VERSIONED: Final = frozenset((DECISIONS_FILE, SETTINGS))


def make_folder(place: Path) -> None:
    """Make the folder of a new workspace; what people keep of one under version control may lie in it already.

    Raises
    ------
    WorkspaceError
        If it cannot be made, or holds something else.
    """
    try:
        place.mkdir(parents=True, exist_ok=True)
        if any(not entry.name.startswith(".") and entry.name not in _VERSIONED for entry in place.iterdir()):
            raise WorkspaceError(f"{place}: holds files and is no workspace; name a new folder for it")
    except OSError as error:
        raise WorkspaceError(f"{place}: cannot be a workspace ({error.strerror}); choose another folder") from error
    if not (place / ".gitignore").exists():
        write_text_atomic(place / ".gitignore", _UNVERSIONED)


def places_of(sources: Inputs) -> list[Path]:
    """Return the paths that are given."""
    return [Path(each) for each in _every(sources) if not isinstance(each, Article)]


def without(sources: Inputs, lost: Iterable[Gone], folder: Path) -> list[Path | str | Article]:
    """Return what is given, but for files that were read before and are no longer there."""
    origins = {each.origin for each in lost}
    return [
        each for each in _every(sources) if isinstance(each, Article) or origin_of(Path(each), folder) not in origins
    ]


def named(name: str | Path, kept: Mapping[str, Kept], folder: Path) -> tuple[str, ...]:
    """Return the articles of an id, of a file, or of the files of a folder.

    Raises
    ------
    InputError
        If there is none; the message has the nearest ids.
    """
    if str(name) in kept:
        return (str(name),)
    origin = origin_of(Path(name), folder)
    found = tuple(key for key, each in kept.items() if each.origin and f"{each.origin}/".startswith(f"{origin}/"))
    if not found:
        near = difflib.get_close_matches(str(name), kept, n=3)
        hint = (
            f"; did you mean {', '.join(near)}?"
            if near
            else "; give the id of one, or a file (see kg status --articles)"
        )
        raise InputError(f"{name}: no article of {folder} has this id or came from there{hint}")
    return found


def _every(sources: Inputs) -> list[Path | str | Article]:
    return [sources] if isinstance(sources, Path | str) else list(sources)
