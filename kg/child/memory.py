"""What a process that another one started does so that it never outlives it and keeps to its memory."""

from __future__ import annotations

import os
from pathlib import Path
from typing import IO


def end_with_parent(pipe: IO[bytes]) -> None:
    """End this process when the pipe closes: the process that asked is gone, and nobody waits for the answer."""
    pipe.read()
    os._exit(1)


def limit_memory(size: int | None) -> None:
    """Allow so many bytes of address space more than are in use now, where the system knows such a limit; None lifts it."""
    try:
        import resource

        pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[0])
        most = resource.RLIM_INFINITY if size is None else pages * resource.getpagesize() + size
        resource.setrlimit(resource.RLIMIT_AS, (most, resource.RLIM_INFINITY))
    except (ImportError, OSError, ValueError):
        return
