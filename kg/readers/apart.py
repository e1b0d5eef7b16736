"""A file, and what reads it with a library that hostile bytes can bring down, in; its rows, read in a process apart, out."""

from __future__ import annotations

import atexit
import contextlib
import json
import math
import os
import queue
import subprocess
import sys
import threading
import time
from collections.abc import Generator, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Final, cast

from kg.readers.file import UnreadableError

Row = Mapping[str, object]

_TURN_SECONDS: Final = 0.2
_AHEAD: Final = 64
"""How many rows may wait: a process that is faster than who reads it must wait too."""

# The folders where modules lie are those of this process, and so the current folder is among them only if it was.
_START: Final = (
    "import sys, json; sys.path[:] = json.loads(sys.stdin.buffer.readline()); "
    "from kg.readers.apart_worker import main; main()"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Bounds:
    """What one file may take: seconds of waiting for each row, and memory beyond what its libraries take."""

    seconds: float = 60.0
    memory_mb: int = 1024


DEFAULT_BOUNDS: Final = Bounds()


class Apart:
    """Processes that read one file at a time; one that is done waits for the next file, and ends with this process.

    Starting a process and its libraries takes longer than reading most files.
    """

    def __init__(self) -> None:
        self._idle: list[_Worker] = []
        self._lock = threading.Lock()

    def read(self, inner: str, path: Path, *, bounds: Bounds, options: Row | None = None) -> Generator[Row, None, None]:
        """Yield the rows that a function yields for the path; ``inner`` is its module and name, as "kg.readers.a:read".

        The module is not imported here. The function takes the path and the options, and yields what JSON can say.

        Raises
        ------
        UnreadableError
            If the file cannot be read or its bounds are reached; whatever happens to the process is told so.
        """
        worker = self._take(bounds)
        try:
            yield from worker.read(inner, path, options or {})
        finally:
            if worker.busy:
                worker.stop()
            else:
                self._give_back(worker)

    @property
    def waiting(self) -> int:
        """How many processes wait for a file."""
        return len(self._idle)

    def close(self) -> None:
        """End the processes that wait."""
        with self._lock:
            idle, self._idle = self._idle, []
        for worker in idle:
            worker.stop()

    def _take(self, bounds: Bounds) -> _Worker:
        with self._lock:
            for worker in self._idle:
                # After a fork two processes have the same pipes, and only one of them may use these.
                if worker.bounds == bounds and worker.owner == os.getpid():
                    self._idle.remove(worker)
                    return worker
        return _Worker(bounds)

    def _give_back(self, worker: _Worker) -> None:
        with self._lock:
            self._idle.append(worker)


class _Worker:
    def __init__(self, bounds: Bounds) -> None:
        self.bounds = bounds
        self.owner = os.getpid()
        self.busy = False
        self._ended = False
        self._process = subprocess.Popen(
            [sys.executable, "-P", "-c", _START],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            # Libraries tell of damaged files there, each in its way; what is wrong with one is told by us.
            stderr=subprocess.DEVNULL,
            # Threads take memory that has nothing to do with the file.
            env={**os.environ, "POLARS_MAX_THREADS": "1"},
        )
        self._answers: queue.Queue[Row | None] = queue.Queue(_AHEAD)
        threading.Thread(target=_listen, args=(self._process.stdout, self._answers), daemon=True).start()
        self._ask(sys.path)

    def read(self, inner: str, path: Path, options: Row) -> Iterator[Row]:
        self.busy = True
        self._ask({"inner": inner, "path": str(path), "options": options, "memory_mb": self.bounds.memory_mb})
        while True:
            answer = self._next()
            if answer is None:
                self._ended = True
                raise UnreadableError(
                    "brought down the process that read it, by damage or for want of memory "
                    f"({self.bounds.memory_mb} MB are allowed); save it anew, or give its text"
                )
            if "row" not in answer:
                break
            yield cast("Row", answer["row"])
        self.busy = False
        if answer["why"] is not None:
            raise UnreadableError(str(answer["why"]))

    def stop(self) -> None:
        self._process.kill()
        self._process.wait()
        while not self._ended:
            # Who listens may be waiting for room.
            self._ended = self._answers.get() is None
        with contextlib.suppress(BrokenPipeError):
            cast("IO[bytes]", self._process.stdin).close()

    def _ask(self, what: object) -> None:
        pipe = cast("IO[bytes]", self._process.stdin)
        with contextlib.suppress(BrokenPipeError):  # it died; that is told when there is no answer
            pipe.write(json.dumps(what).encode() + b"\n")
            pipe.flush()

    def _next(self) -> Row | None:
        """Return the next answer, None after the last; it waits in short turns so that Ctrl-C is heard."""
        end = time.monotonic() + self.bounds.seconds
        left = math.inf
        while left > 0:
            left = end - time.monotonic()
            with contextlib.suppress(queue.Empty):
                return self._answers.get(timeout=max(0.0, min(left, _TURN_SECONDS)))
        raise UnreadableError(
            f"was given up after {self.bounds.seconds:g} seconds; give its text, or split it into smaller files"
        )


def _listen(pipe: IO[bytes], answers: queue.Queue[Row | None]) -> None:
    with pipe:
        for line in pipe:
            # A line that is cut short is that of a process that died.
            if line.endswith(b"\n"):
                answers.put(json.loads(line))
    answers.put(None)


APART: Final = Apart()
"""The processes that all readers share."""

atexit.register(APART.close)
