"""A workspace in; the right to write to it, which one process has at a time, out."""

from __future__ import annotations

import os
from contextlib import contextmanager
from typing import TYPE_CHECKING, Final

from filelock import FileLock, Timeout

from kg.errors import WorkspaceError
from kg.files import write_text_atomic

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

LOCK: Final = ".kg-writer.lock"
_HOLDER: Final = ".kg-writer"


@contextmanager
def writing(folder: Path, doing: str) -> Iterator[None]:
    """Hold the right to write; the system gives it back when the process ends, however it ends.

    Raises
    ------
    WorkspaceError
        If another process has it; the message says which, and what it does.
    """
    lock = FileLock(folder / LOCK, thread_local=False)
    try:
        lock.acquire(timeout=0)
    except Timeout:
        raise WorkspaceError(
            f"{folder}: another kg is writing to it{_holder(folder)}; wait until it is done, or stop it"
        ) from None
    except OSError as error:
        raise WorkspaceError(
            f"{folder}: cannot be written to ({error.strerror or error}); check its permissions"
        ) from error
    try:
        # A link that lies in wait under the name is not followed, as one that a user made is.
        (folder / _HOLDER).unlink(missing_ok=True)
        write_text_atomic(folder / _HOLDER, f"process {os.getpid()}, {doing}")
        yield
    finally:
        (folder / _HOLDER).unlink(missing_ok=True)
        lock.release()


def _holder(folder: Path) -> str:
    """Return who says that it writes, "" where nobody has said so yet."""
    try:
        return f" ({(folder / _HOLDER).read_text(encoding='utf-8', errors='replace')})"
    except OSError:
        return ""
