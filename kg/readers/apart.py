"""A file, and what reads it with a library that hostile bytes can bring down, in; its rows, read in a process apart, out."""

from __future__ import annotations

import atexit
import threading
import time
from collections.abc import Generator, Mapping
from dataclasses import dataclass
from pathlib import Path
from types import NoneType
from typing import Final, cast

from kg.child.memory import enforceable
from kg.child.process import Child, ChildDiedError, ChildLateError, Death
from kg.errors import KgError
from kg.readers.file import UnreadableError

Row = Mapping[str, object]

_AHEAD: Final = 64
"""How many rows may wait: a process that is faster than who reads it must wait too."""

_NONSENSE: Final = "made the process that read it say what makes no sense; save it anew, or give its text"


@dataclass(frozen=True, slots=True, kw_only=True)
class Bounds:
    """What one file may take: seconds of waiting for each row, and memory beyond what its libraries take.

    Memory is limited where the system can do so (Linux).
    """

    seconds: float = 60.0
    memory_mb: int = 1024


DEFAULT_BOUNDS: Final = Bounds()


class Apart:
    """Processes that read one file at a time; one that is done waits for the next file, and ends with this process.

    Starting a process and its libraries takes longer than reading most files.
    """

    def __init__(self) -> None:
        self._idle: list[Child] = []
        self._lock = threading.Lock()

    def read(self, inner: str, path: Path, *, bounds: Bounds, options: Row | None = None) -> Generator[Row, None, None]:
        """Yield the rows that a function yields for the path; ``inner`` is its module and name, as "kg.readers.a:read".

        The module is not imported here. The function takes the path and the options, and yields what JSON can say.

        Raises
        ------
        UnreadableError
            If the file cannot be read or its bounds are reached; whatever happens to the process is told so.
        """
        allowed_mb = enforceable(bounds.memory_mb)
        child, done = self._take(), False
        try:
            child.tell({"inner": inner, "path": str(path), "options": options or {}, "memory_mb": allowed_mb})
            while "row" in (answer := _answer(child, bounds.seconds, allowed_mb)):
                yield cast("Row", answer["row"])
            done = True
        finally:
            if done:
                self._give_back(child)
            else:
                child.end()
        if answer["why"] is not None:
            raise UnreadableError(str(answer["why"]))

    @property
    def waiting(self) -> int:
        """How many processes wait for a file."""
        return len(self._idle)

    def close(self) -> None:
        """End the processes that wait."""
        with self._lock:
            idle, self._idle = self._idle, []
        for child in idle:
            child.end()

    def _take(self) -> Child:
        with self._lock:
            for child in self._idle:
                if child.alive:
                    self._idle.remove(child)
                    return child
        return Child(
            "kg.readers.apart_worker:read",
            ahead=_AHEAD,
            # Threads take memory that has nothing to do with the file.
            environment={"POLARS_MAX_THREADS": "1"},
            # Libraries tell of damaged files there, each in its way; what is wrong with one is told by us.
            quiet=True,
        )

    def _give_back(self, child: Child) -> None:
        with self._lock:
            self._idle.append(child)


def _answer(child: Child, seconds: float, allowed_mb: int | None) -> Row:
    """Return the next thing that is said of a file: a row, or why there are no more."""
    try:
        said = child.hear(until=time.monotonic() + seconds)
    except ChildLateError:
        raise UnreadableError(
            f"was given up after {seconds:g} seconds; give its text, or split it into smaller files"
        ) from None
    except ChildDiedError as error:
        raise UnreadableError(_why(error.death, allowed_mb)) from None
    except KgError as error:
        raise UnreadableError(_NONSENSE) from error
    # Whoever took the process over by a hole in a library can say anything.
    if isinstance(said, dict) and (isinstance(said.get("row"), dict) or isinstance(said.get("why", 0), str | NoneType)):
        return cast("Row", said)
    raise UnreadableError(_NONSENSE)


def _why(death: Death, allowed_mb: int | None) -> str:
    if death.no_memory:
        most = "memory to read than there is" if allowed_mb is None else f"than {allowed_mb} MB of memory to read"
        return f"needs more {most}; split it, or give its text"
    allowed = "" if allowed_mb is None else f" ({allowed_mb} MB are allowed)"
    return f"brought down the process that read it, by damage or for want of memory{allowed}; save it anew, or give its text"


APART: Final = Apart()
"""The processes that all readers share."""

atexit.register(APART.close)
