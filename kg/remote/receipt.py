"""What a push has got to in; a small file beside the Turtle, by which a push cut short goes on, out."""

from __future__ import annotations

import hashlib
import json
import logging
from dataclasses import asdict, dataclass
from pathlib import Path

from kg.errors import OutputError
from kg.files import write_text_atomic

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True, kw_only=True)
class Progress:
    """A point that a push has passed: batches ``1`` to ``batches`` were sent, and the graph held ``held`` triples then.

    As a push only adds, a server that now holds fewer has lost some, and the point counts for nothing.
    """

    batches: int
    held: int


class Receipt:
    """The file for one push: of these files, to this place, in this way. It holds no address and no secret."""

    def __init__(self, turtle: Path, *, key: tuple[str, ...]) -> None:
        self._key = hashlib.sha256("\n".join(key).encode()).hexdigest()
        self.path = turtle.with_name(f".{turtle.name}.push-{self._key[:12]}.json")
        self._can_write = True

    def read(self) -> Progress | None:
        """Return the last point that was noted; None where there is none, or the file is not one of kg's."""
        try:
            found = json.loads(self.path.read_text(encoding="utf-8"))
            if found["key"] != self._key or not all(type(found[name]) is int for name in ("batches", "held")):
                return None
            return Progress(batches=found["batches"], held=found["held"])
        except (OSError, ValueError, KeyError, TypeError):
            return None

    def write(self, progress: Progress) -> None:
        """Note a point; where the folder cannot be written, say so once and go on without."""
        if not self._can_write:
            return
        try:
            write_text_atomic(self.path, json.dumps({"key": self._key, **asdict(progress)}) + "\n")
        except OutputError as error:
            self._can_write = False
            log.warning("%s; a push cut short would begin anew", error)

    def remove(self) -> None:
        """Remove the file: the push is done, or must begin anew."""
        try:
            self.path.unlink(missing_ok=True)
        except OSError as error:
            log.info("%s: cannot be removed (%s)", self.path, error)
