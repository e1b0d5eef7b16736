"""Work that tests give to a child process: what honest, broken and hostile ones say."""

from __future__ import annotations

import os
import pickle
import signal
import time
from pathlib import Path
from typing import TYPE_CHECKING, cast

from kg.bounded import READY, Job
from kg.child.memory import limit_memory
from kg.errors import QueryError
from kg.store import store_folder

if TYPE_CHECKING:
    from kg.child.serve import Parent

_MB = 1024 * 1024


def echo(parent: Parent) -> None:
    """Say what is told, until the word is "end"."""
    while (told := parent.listen()) != "end":
        parent.say(told)


def count_up(parent: Parent) -> None:
    """Say numbers without an end."""
    number = 0
    while True:
        parent.say(number)
        number += 1


def print_much(parent: Parent) -> None:
    """Print as libraries in Python and in C do, and say something."""
    print("noise")  # noqa: T201
    os.write(1, b"noise of C\n")
    parent.say("heard")


def hang(parent: Parent) -> None:
    """Say that it begins, and come to no end."""
    parent.say("begun")
    time.sleep(600)


def leave(parent: Parent) -> None:
    """End as it is told: with an exit code, or by a signal, whose number is then negative."""
    code = cast("int", parent.listen())
    if code >= 0:
        os._exit(code)
    os.kill(os.getpid(), -code)


def hoard(_parent: Parent) -> None:
    """Take more memory than there is."""
    bytearray(1 << 45)


def stumble(_parent: Parent) -> None:
    """Raise what nobody foresaw."""
    raise ValueError("not foreseen")


def refuse(_parent: Parent) -> None:
    """Raise what a user can mend."""
    raise QueryError("mend this")


class _StrangeError(QueryError):
    pass


def refuse_strangely(_parent: Parent) -> None:
    """Raise an error of a kind that the parent does not know."""
    raise _StrangeError("mend that")


class _Evil:
    """Makes the process that unpickles it touch a file."""

    def __init__(self, path: str) -> None:
        self._path = path

    def __reduce__(self) -> tuple[object, ...]:  # type: ignore[explicit-override]  # typing.override needs Python 3.12
        return os.system, (f"touch {self._path}",)


def deceive(parent: Parent) -> None:
    """Say in raw bytes what does harm where it is unpickled, or what it is told to say."""
    told = parent.listen()
    raw = told if isinstance(told, bytes) else pickle.dumps(_Evil(str(told))) + b"\n"
    parent._out.write(raw)  # noqa: SLF001  # as one does that was taken over
    parent._out.flush()  # noqa: SLF001
    time.sleep(600)


def die_at_the_query(parent: Parent) -> None:
    """End, at a query, as its text says: by a signal or an exit code."""
    code = int(cast("Job", parent.listen()).query)
    parent.say(READY)
    if code >= 0:
        os._exit(code)
    os.kill(os.getpid(), -code)


def die_while_it_builds(parent: Parent) -> None:
    """Run out of memory while the store for a query is built."""
    job = cast("Job", parent.listen())
    (store_folder(job.turtle_path) / f".abc.{os.getpid()}.part").mkdir(parents=True)
    raise MemoryError


def say_limits(parent: Parent) -> None:
    """Say which limits of memory hold, at first, limited to 100 MB, and not limited again, in MB."""
    import resource

    hard = cast("int | None", parent.listen())
    if hard is not None:
        resource.setrlimit(resource.RLIMIT_AS, (hard * _MB, hard * _MB))
    pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[0])
    taken = pages * resource.getpagesize() // _MB
    limits = []
    for wanted in (100, None):
        limit_memory(wanted)
        limits.append(resource.getrlimit(resource.RLIMIT_AS)[0])
    parent.say([taken, *(limit if limit == resource.RLIM_INFINITY else limit // _MB for limit in limits)])


def ignore_ctrl_c(parent: Parent) -> None:
    """Say how many times it was told, though Ctrl-C reaches it."""
    os.kill(os.getpid(), signal.SIGINT)
    parent.say("unmoved")
