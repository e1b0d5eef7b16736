"""The name of some work in; a process of its own that does it, hears and answers, and never outlives this one, out.

What a process is told is pickled: it may trust who started it. What it says is JSON, and is never unpickled: it may have
read what a stranger wrote with a library that has a hole, and a pickle can do whatever its writer wants.
"""

from __future__ import annotations

import contextlib
import json
import math
import os
import pickle
import queue
import signal
import subprocess
import sys
import threading
import time
from dataclasses import dataclass
from enum import Enum
from typing import IO, TYPE_CHECKING, Final, Self

from kg.child.serve import NO_MEMORY, SIZE_BYTES
from kg.errors import KgError

if TYPE_CHECKING:
    from collections.abc import Mapping

# Ctrl-C reaches the whole group of processes; who waits for this one ends it. The folders where modules lie are those of
# the process that starts it, and so the current folder is among them only if it was.
_START: Final = """\
import pickle, signal, sys
signal.signal(signal.SIGINT, signal.SIG_IGN)
try:
    sys.path[:] = pickle.load(sys.stdin.buffer)
except EOFError:  # who started this is gone already
    sys.exit()
from kg.child.serve import main
main(sys.argv[1])
"""
_TURN_SECONDS: Final = 0.2
_LAST_SECONDS: Final = 10.0
"""How long a process that says no more may take to end."""


class Gone(Enum):
    """What is heard last of a process: that it ended, or cannot be understood."""

    GONE = "gone"


Answers = queue.Queue[tuple["Child", object]]
"""Processes with what they said: a value of JSON, a KgError that one ended with, or at last ``Gone.GONE``."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Death:
    """How a process ended: by an exit code, or by a signal, whose number is then negative.

    ``garbled`` says that it was ended because what it said made no sense.
    """

    code: int
    garbled: bool = False

    @property
    def no_memory(self) -> bool:
        """Return whether the process itself said that it had not enough memory."""
        return self.code == NO_MEMORY

    def __str__(self) -> str:  # type: ignore[explicit-override]  # typing.override needs Python 3.12
        """Return what happened to the process, as the end of a sentence about it."""
        if self.garbled:
            return "was ended, since what it said made no sense"
        if self.no_memory:
            return "had not enough memory"
        if self.code < 0:
            name = signal.Signals(-self.code).name if -self.code in set(signal.Signals) else f"signal {-self.code}"
            return f"was ended by {name}" + (", most likely for want of memory" if name == "SIGKILL" else "")
        return f"ended with exit code {self.code}"


class ChildDiedError(Exception):
    """A process ended before it said what was waited for."""

    def __init__(self, death: Death) -> None:
        super().__init__(f"the process {death}")
        self.death: Final = death


class ChildLateError(Exception):
    """A process did not say in time what was waited for."""


class Child:
    """A process that does the work ``kg.child.serve`` is given: a function, by its module and name, as "kg.a:b".

    It ends when `end` is called or this process ends, however that happens, and goes on at Ctrl-C, of which this one
    hears. ``answers`` is where what it says is put, None for a queue of its own that holds ``ahead`` answers, 0 for any
    number: where it is full, the process waits. ``environment`` is added to that of this process, and ``quiet`` drops
    what it prints to standard error.
    """

    def __init__(
        self,
        work: str,
        *,
        answers: Answers | None = None,
        ahead: int = 0,
        environment: Mapping[str, str] | None = None,
        quiet: bool = False,
    ) -> None:
        self._owner: Final = os.getpid()
        self._answers: Final[Answers] = queue.Queue(ahead) if answers is None else answers
        self._shared: Final = answers is not None
        self._garbled = False
        self._ended = False
        self._process: Final = subprocess.Popen(
            [sys.executable, "-P", "-c", _START, work],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL if quiet else None,
            env={**os.environ, **(environment or {})},
        )
        assert self._process.stdin is not None and self._process.stdout is not None  # noqa: PT018  # they are pipes
        self._stdin: Final = self._process.stdin
        try:
            threading.Thread(target=self._listen, args=(self._process.stdout,), daemon=True).start()
            self._send(pickle.dumps(sys.path))
        except BaseException:
            self.end()
            raise

    def __enter__(self) -> Self:
        """Return the process, to be ended on leaving."""
        return self

    def __exit__(self, *_: object) -> None:
        """End the process."""
        self.end()

    @property
    def pid(self) -> int:
        """Return the number by which the system knows the process."""
        return self._process.pid

    @property
    def alive(self) -> bool:
        """Return whether it runs and is of this process: after a fork two have its pipes, and only one may use them."""
        return self._owner == os.getpid() and self._process.poll() is None

    def tell(self, what: object) -> None:
        """Tell it what pickle can say; where it died, that is heard and not raised here."""
        data = pickle.dumps(what)
        self._send(len(data).to_bytes(SIZE_BYTES, "little") + data)

    def hear(self, *, until: float = math.inf) -> object:
        """Return what it says next; ``until`` is the moment by `time.monotonic` after which it is late.

        Raises
        ------
        ChildDiedError
            If it ended, or says what makes no sense.
        ChildLateError
            If it said nothing in time.
        KgError
            If its work raised one.
        """
        _, said = hear(self._answers, until=until)
        if said is Gone.GONE:
            raise ChildDiedError(self.death())
        if isinstance(said, KgError):
            raise said
        return said

    def death(self) -> Death:
        """Return how it ended, once that it is gone was heard."""
        with contextlib.suppress(subprocess.TimeoutExpired):
            self._process.wait(_LAST_SECONDS)
        self.end()
        return Death(code=self._process.returncode, garbled=self._garbled)

    def end(self) -> None:
        """End it at once, whatever it does."""
        self._ended = True
        if self._owner == os.getpid():
            self._process.kill()
            self._process.wait()
        with contextlib.suppress(OSError):
            self._stdin.close()
        if not self._shared:
            # Who listens may be waiting for room.
            with contextlib.suppress(queue.Empty):
                while True:
                    self._answers.get_nowait()

    def _send(self, data: bytes) -> None:
        # Where it died, who listens hears of it. That is a broken pipe, and on Windows an invalid argument.
        with contextlib.suppress(OSError):
            self._stdin.write(data)
            self._stdin.flush()

    def _listen(self, pipe: IO[bytes]) -> None:
        try:
            with pipe:
                for line in pipe:
                    if self._ended or not line.endswith(b"\n"):
                        break  # the last answer of a process that died may be cut short
                    self._answers.put((self, _said(line)))
        except (ValueError, LookupError, TypeError, RecursionError):
            self._garbled = True
            self._process.kill()
        finally:
            if not self._ended:
                self._answers.put((self, Gone.GONE))


def hear(answers: Answers, *, until: float = math.inf) -> tuple[Child, object]:
    """Return the process that says something next, and what it says; `Child.hear` is for one alone.

    Raises
    ------
    ChildLateError
        If none said anything until then.
    """
    # It waits in short turns: where a library has threads of its own, Ctrl-C may reach one of these, and the main thread
    # hears of it only when it wakes.
    while True:
        left = until - time.monotonic()
        try:
            return answers.get(timeout=max(0.0, min(left, _TURN_SECONDS)))
        except queue.Empty:
            if left <= _TURN_SECONDS:
                raise ChildLateError("the process said nothing in time") from None


def _said(line: bytes) -> object:
    answer = json.loads(line)
    if "error" not in answer:
        return answer["said"]
    name, message = answer["error"]
    kinds = {kind.__name__: kind for kind in KgError.__subclasses__()}
    return kinds.get(name, KgError)(message)
