"""What an extractor is loaded with in; a process that reads articles with it and can die without harm out."""

from __future__ import annotations

import contextlib
import os
import pickle
import signal
import subprocess
import sys
import threading
from collections import deque
from typing import IO, TYPE_CHECKING, Final

from kg.workers.child import NO_MEMORY

if TYPE_CHECKING:
    from queue import SimpleQueue

    from kg.model import Article
    from kg.workers.load import Load

# The folders where modules lie are those of this process, and so the current folder is among them only if it was.
_START: Final = (
    "import sys, pickle; sys.path[:] = pickle.load(sys.stdin.buffer); from kg.workers.child import main; main()"
)
ONE_THREAD: Final = dict.fromkeys(
    ("BLIS_NUM_THREADS", "MKL_NUM_THREADS", "OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "VECLIB_MAXIMUM_THREADS"), "1"
)
"""As many processes as cores each have one; a library that started a thread for each core would make them fight."""

Answer = tuple["WorkerProcess", object]
"""A process with what it said: None when it died."""


class WorkerProcess:
    """A process that reads articles one after the other.

    ``held`` is what it was given and has not answered, oldest first, and ``given`` how many it was given in all.
    """

    def __init__(self, load: Load, answers: SimpleQueue[Answer]) -> None:
        self.ready = False
        self.given = 0
        self.held: Final[deque[int]] = deque()
        self._process: Final = subprocess.Popen(
            [sys.executable, "-P", "-c", _START],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            env={**os.environ, **ONE_THREAD},
        )
        assert self._process.stdin is not None and self._process.stdout is not None  # noqa: PT018  # they are pipes
        self._stdin: Final = self._process.stdin
        self._send(sys.path)
        self._send(load)
        threading.Thread(target=self._listen, args=(self._process.stdout, answers), daemon=True).start()

    @property
    def pid(self) -> int:
        """Return the number by which the system knows the process."""
        return self._process.pid

    def give(self, number: int, article: Article) -> None:
        """Give an article to read; it is known by a number."""
        self.held.append(number)
        self.given += 1
        self._send(article)

    def death(self) -> str:
        """Return how a process that is gone ended, for a person to read."""
        code = self._process.wait()
        self.end()
        if code == NO_MEMORY:
            return "there was not enough memory"
        if code < 0:
            name = signal.Signals(-code).name if -code in set(signal.Signals) else f"signal {-code}"
            likely = ", most likely for want of memory" if name == "SIGKILL" else ""
            return f"the process that read it was ended by {name}{likely}"
        return f"the process that read it ended with exit code {code}"

    def end(self) -> None:
        """End the process at once."""
        self._process.kill()
        self._process.wait()
        with contextlib.suppress(BrokenPipeError):
            self._stdin.close()

    def _send(self, what: object) -> None:
        # Where it died, the thread that listens tells so.
        with contextlib.suppress(BrokenPipeError):
            pickle.dump(what, self._stdin)
            self._stdin.flush()

    def _listen(self, pipe: IO[bytes], answers: SimpleQueue[Answer]) -> None:
        with pipe:
            while True:
                try:
                    answers.put((self, pickle.load(pipe)))  # from our own process
                except (EOFError, OSError, pickle.UnpicklingError):
                    answers.put((self, None))
                    return
