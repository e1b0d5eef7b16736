"""What the process that started this one says in; the work that it asked for done, and what is found said to it, out.

`kg.child.process` is the other side.
"""

from __future__ import annotations

import json
import os
import pickle
import queue
import sys
import threading
import traceback
from importlib import import_module
from typing import IO, TYPE_CHECKING, Final

from kg.errors import KgError

if TYPE_CHECKING:
    from collections.abc import Callable

    Work = Callable[["Parent"], None]

NO_MEMORY: Final = 12
"""The exit code of a process that had not enough memory."""
SIZE_BYTES: Final = 8
"""How long the number is that says how long what follows is, the lowest byte first."""


class Parent:
    """The process that started this one."""

    def __init__(self, told: queue.SimpleQueue[bytes], out: IO[bytes]) -> None:
        self._told: Final = told
        self._out: Final = out

    def listen(self) -> object:
        """Return what it says next; this process ends when it can say no more."""
        return pickle.loads(self._told.get())  # who started us is trusted

    def say(self, what: object) -> None:
        """Tell it what JSON can say."""
        self._send({"said": what})

    def fail(self, error: KgError) -> None:
        """Tell it of an error, which it raises."""
        self._send({"error": [type(error).__name__, str(error)]})

    def _send(self, what: object) -> None:
        line = json.dumps(what).encode() + b"\n"
        try:
            self._out.write(line)
            self._out.flush()
        except OSError:
            os._exit(0)  # it is gone, and nobody waits for the answer


def main(work: str) -> None:
    """Do the work whose module and name are given, as "kg.a:b", and end this process; it ends with its parent too.

    The work takes the parent. A KgError that it raises is raised there; where memory runs out, the exit code says so.
    """
    out = _own_output()
    told: queue.SimpleQueue[bytes] = queue.SimpleQueue()
    threading.Thread(target=_listen, args=(told,), daemon=True).start()
    parent = Parent(told, out)
    module, _, name = work.partition(":")
    code = 0
    try:
        do: Work = getattr(import_module(module), name)
        do(parent)
    except KgError as error:
        parent.fail(error)
    except MemoryError:
        code = NO_MEMORY
    except BaseException:  # noqa: BLE001  # whatever it is, this is the last to see it
        traceback.print_exc()
        code = 1
    # The thread holds standard input, which an orderly end would want to close.
    os._exit(code)


def _own_output() -> IO[bytes]:
    """Return the pipe to the parent; what libraries print, in Python or in C, goes to standard error from now on."""
    out = os.fdopen(os.dup(1), "wb")
    try:
        os.dup2(2, 1)
    except OSError:  # there is none
        os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
    sys.stdout = sys.stderr
    return out


def _listen(told: queue.SimpleQueue[bytes]) -> None:
    """Take in at once what is said, so that who says it need not wait; end the process when no more can come."""
    pipe = sys.stdin.buffer
    try:
        while head := pipe.read(SIZE_BYTES):
            told.put(pipe.read(int.from_bytes(head, "little")))
    finally:
        os._exit(0)
