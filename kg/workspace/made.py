"""What a build was asked for in; how it is kept beside the articles, told in words and set against a plain build, out."""

from __future__ import annotations

import hashlib
import json
import shlex
from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import TYPE_CHECKING, Final

from kg.built import TURTLE_FILE
from kg.files import BUILT_FILES, to_json_line
from kg.ontology import BASE
from kg.workspace.origins import path_of

if TYPE_CHECKING:
    from pathlib import Path

    from kg.asked import GraphOptions
    from kg.workspace.shelf import Shelf

_PLAIN: Final[Mapping[str, str]] = {
    "known-on": "takes all articles, not only those known on {}",
    "today": "has strengths as of the latest day, not of {}",
    "min-confidence": "takes events of the confidence that kg asks for by itself, not of {} and more",
    "copies": "counts copies of one text as one source, where now every outlet is one",
    "base": "begins IRIs with kg's own base, not with {}",
}
"""What a build without an option does, by the name of the option."""
_TRIAL: Final = frozenset(("known-on", "min-confidence", "copies"))
"""The options that make a graph of other articles, events or sources."""


@dataclass(frozen=True, slots=True, kw_only=True)
class LastBuild:
    """The folder that a workspace was last built into, and how.

    ``options`` are those by which it differs from a plain build, by their names on the command line, as they are written
    there. ``replaced`` is whether the folder holds another graph by now, as a build of something else leaves it there, and
    ``missing`` are the files of the build that are no longer there.
    """

    folder: Path
    options: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    replaced: bool = False
    missing: tuple[str, ...] = ()

    @property
    def command(self) -> str:
        """Return the options as they are written behind ``kg build``, "" for a plain one."""
        return command_of(self.options)

    @property
    def plainly(self) -> tuple[str, ...]:
        """Return in words what a plain build does instead, for each option."""
        return tuple(_PLAIN.get(key, "leaves out {}").format(value) for key, value in self.options.items())


def said(options: GraphOptions, *, base: str = BASE) -> Mapping[str, str]:
    """Return the options by which a build differs from a plain one, as they are written on the command line."""
    found = {
        "known-on": options.known_on and options.known_on.isoformat(),
        "today": options.today and options.today.isoformat(),
        "min-confidence": None if options.min_confidence is None else str(options.min_confidence),
        "copies": None if options.copies else "off",
        "base": None if base == BASE else base,
    }
    return {key: value for key, value in found.items() if value}


def command_of(options: Mapping[str, str]) -> str:
    """Return options as they are written behind a command."""
    return " ".join(f"--{key} {shlex.quote(value)}" for key, value in options.items())


def last_build(shelf: Shelf, folder: Path) -> LastBuild | None:
    """Return how the workspace in a folder was built last, None where it was not, or the files are gone."""
    built = shelf.note("built")
    place = path_of(built, folder)
    if not built or not (place / TURTLE_FILE).is_file():
        return None
    # A workspace that an earlier kg built has neither.
    options, digest = shelf.note("said"), shelf.note("turtle")
    replaced = bool(digest) and digest != digest_of_turtle(place)
    missing = tuple(name for name in BUILT_FILES if not (place / name).is_file())
    return LastBuild(folder=place, options=json.loads(options) if options else {}, replaced=replaced, missing=missing)


def is_trial(options: Mapping[str, str], last: LastBuild | None) -> bool:
    """Return whether a build into another folder than the last one is a replay or a trial, which takes not its place.

    Where nothing was built, or the same was asked for, it is none; a replay always is.
    """
    other = last is not None and options != last.options
    return "known-on" in options or (other and not _TRIAL.isdisjoint(options))


def notes_of(options: Mapping[str, str], place: Path) -> dict[str, str]:
    """Return what is kept of a build whose files are written: what was asked for, and the digest of the graph."""
    return {"said": to_json_line(options), "turtle": digest_of_turtle(place)}


def digest_of_turtle(place: Path) -> str:
    """Return the hex SHA-256 of the graph in a folder."""
    with (place / TURTLE_FILE).open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
