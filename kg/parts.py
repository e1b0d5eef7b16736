"""The place of an output in; a hidden file beside it to write to, none of which outlives its process for long, out."""

from __future__ import annotations

import os
import secrets
import stat
import sys
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING, BinaryIO, Final

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

if sys.platform != "win32":
    import fcntl

_SUFFIX: Final = ".part"
_NUMBERS: Final = 10**12


@contextmanager
def held_part(place: Path) -> Iterator[tuple[Path, BinaryIO]]:
    """Open a new file for the part of an output that is written; rename it to keep it, or it is removed at the end.

    What processes that were killed left of the same output is removed first. The system gives a process's lock on its
    part back when it ends, however it ends, so nothing is guessed from the number of a process, of this machine or of another.

    Raises
    ------
    OSError
        If no file can be made there.
    """
    _drop_abandoned(place)
    part, handle = _new(place)
    held = _locked(handle)
    while held is not None and not _is_at(part, os.fstat(handle.fileno())):
        # Another process took it for abandoned before it was locked.
        os.close(held)
        handle.close()
        part, handle = _new(place)
        held = _locked(handle)
    try:
        with handle:
            yield part, handle
    finally:
        part.unlink(missing_ok=True)
        # Only now: whoever finds the part free before it has its name takes it for abandoned.
        if held is not None:
            os.close(held)


def _new(place: Path) -> tuple[Path, BinaryIO]:
    """Open a file that was not there, under a name that nothing else has.

    The number of the process would not do: its threads share it, and so may processes in containers that write to one
    disk. One would write under the name of the other.
    """
    while True:
        part = place.with_name(f".{place.name}.{secrets.randbelow(_NUMBERS)}{_SUFFIX}")
        with suppress(FileExistsError):
            return part, part.open("xb")


def _is_at(path: Path, status: os.stat_result) -> bool:
    try:
        return os.path.samestat(path.lstat(), status)
    except OSError:
        return False


def _drop_abandoned(place: Path) -> None:
    head = f".{place.name}."
    try:
        # Not a path for each: the cache of kg fetch holds tens of thousands of files.
        with os.scandir(place.parent) as entries:
            names = [entry.name for entry in entries if entry.name.startswith(head)]
    except OSError:
        # A folder may be one to write to, and not to look into.
        return
    for name in names:
        if name.endswith(_SUFFIX) and name[len(head) : -len(_SUFFIX)].isdigit():
            # Another's file, or one that another process has just named or removed, stays.
            with suppress(OSError):
                _drop_if_free(place.with_name(name))


if sys.platform == "win32":

    def _locked(_handle: BinaryIO) -> int | None:
        return None

    def _drop_if_free(part: Path) -> None:
        # The system removes no file that a process has open.
        part.unlink()

else:

    def _locked(handle: BinaryIO) -> int | None:
        """Lock the part beyond its handle's end; return what to close then, None where the disk knows no locks."""
        held = os.dup(handle.fileno())
        try:
            # Whoever looks whether it is abandoned has it for an instant only.
            fcntl.flock(held, fcntl.LOCK_EX)
        except OSError:
            os.close(held)
            return None
        return held

    def _drop_if_free(part: Path) -> None:
        # A link is not followed, and a pipe that lies in wait does not hold kg up.
        found = os.open(part, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK)
        try:
            status = os.fstat(found)
            if stat.S_ISREG(status.st_mode):
                fcntl.flock(found, fcntl.LOCK_EX | fcntl.LOCK_NB)
                # It may have got its name since, and its process be writing the next of that name.
                if _is_at(part, status):
                    part.unlink()
        finally:
            os.close(found)
