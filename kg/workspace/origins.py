"""Files in; how a workspace calls them, and whether they are still what they were, out."""

from __future__ import annotations

import hashlib
import json
import os
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path

from kg.readers import Hints


@dataclass(frozen=True, slots=True, kw_only=True)
class FileRow:
    """How a file was read, and how it was then: its size in bytes, time of change in nanoseconds, and SHA-256 in hex.

    ``identifier`` is what its article is called, and ``prefix`` stands before the ids of all that are in it.
    """

    identifier: str
    prefix: str = ""
    hints: Hints = field(default_factory=Hints)
    size: int = 0
    modified: int = 0
    digest: str = ""

    def told(self, *, hints: Hints, prefix: str) -> FileRow:
        """Return the row with what the user says now, where something is said."""
        return replace(self, hints=self.hints if hints == Hints() else hints, prefix=prefix or self.prefix)

    def as_it_is(self, path: Path) -> FileRow:
        """Return the row with how the file is now; one that cannot be read has no digest."""
        try:
            state = path.stat()
            with path.open("rb") as handle:
                digest = hashlib.file_digest(handle, "sha256").hexdigest()
        except OSError:
            return replace(self, size=0, modified=0, digest="")
        return replace(self, size=state.st_size, modified=state.st_mtime_ns, digest=digest)

    def unread(self) -> FileRow:
        """Return the row of a file that is to be read again, whatever it holds."""
        return replace(self, size=-1, modified=0, digest="")

    def is_edited(self, path: Path) -> bool:
        """Return whether the file, which is there, holds something else by now."""
        state = path.stat()
        if (state.st_size, state.st_mtime_ns) == (self.size, self.modified):
            return False
        return self.as_it_is(path).digest != self.digest

    def to_json(self) -> str:
        """Return the row as one line of JSON."""
        hints = {"columns": dict(self.hints.columns)} if self.hints.columns else {}
        published = {"published": self.hints.published.isoformat()} if self.hints.published else {}
        own = {"identifier": self.identifier, "prefix": self.prefix, **hints, **published}
        return json.dumps({**own, "size": self.size, "modified": self.modified, "digest": self.digest}, sort_keys=True)

    @classmethod
    def from_json(cls, line: str) -> FileRow:
        """Return the row of a line; the inverse of `to_json`."""
        row = json.loads(line)
        published = row.pop("published", None)
        hints = Hints(published=date.fromisoformat(published) if published else None, columns=row.pop("columns", {}))
        return cls(hints=hints, **row)


def origin_of(path: Path, folder: Path) -> str:
    """Return how a workspace calls a file: its path from the workspace, so that both can be moved together.

    On another drive of Windows it is the whole path.
    """
    try:
        name = os.path.relpath(path.resolve(), folder.resolve())
    except ValueError:
        name = str(path.resolve())
    return Path(name).as_posix().encode("utf-8", "surrogateescape").decode("utf-8", "backslashreplace")


def path_of(origin: str, folder: Path) -> Path:
    """Return the path of a file that a workspace calls so, from the current folder where that is shorter."""
    path = Path(os.path.normpath(folder.resolve() / origin))
    near = Path(os.path.relpath(path)) if path.anchor == Path.cwd().anchor else path
    return near if len(near.parts) < len(path.parts) else path
