"""A limit of memory in; whether this system can hold a process to it, and the process held to it, out."""

from __future__ import annotations

from pathlib import Path
from typing import Final

_PAGES: Final = Path("/proc/self/statm")
"""Where Linux says how many pages of address space this process takes; other systems have no such file."""
_MB: Final = 1024 * 1024


def enforceable(memory_mb: int | None) -> int | None:
    """Return the limit where this system can hold a process of ours to one, which Linux can, and None where it cannot.

    What cannot be enforced must not be claimed in a message either.
    """
    try:
        import resource

        resource.setrlimit(resource.RLIMIT_AS, resource.getrlimit(resource.RLIMIT_AS))
        _PAGES.read_bytes()
    except (ImportError, OSError, ValueError):
        return None
    return memory_mb


def limit_memory(memory_mb: int | None) -> None:
    """Allow this process so much address space beyond what it takes now; None lifts the limit. See `enforceable`."""
    import resource

    _, most = resource.getrlimit(resource.RLIMIT_AS)
    wanted = most
    if memory_mb is not None:
        wanted = int(_PAGES.read_bytes().split()[0]) * resource.getpagesize() + memory_mb * _MB
        # Who started kg may have set a limit of their own, and it cannot be raised.
        wanted = wanted if most == resource.RLIM_INFINITY else min(wanted, most)
    resource.setrlimit(resource.RLIMIT_AS, (wanted, most))
