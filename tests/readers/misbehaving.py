"""Functions that a process apart is asked for in tests: what libraries do at files that they cannot bear."""

from __future__ import annotations

import os
import stat
import time
from collections.abc import Iterator, Mapping
from contextlib import suppress
from pathlib import Path

Row = Mapping[str, object]


def rows(_path: Path, *, number: int) -> Iterator[Row]:
    """Yield so many rows, and the process that does it."""
    yield from ({"number": each, "process": os.getpid()} for each in range(number))


def die(_path: Path) -> Iterator[Row]:
    """End the process as a library does that aborts, after a row."""
    yield {"number": 0}
    os.abort()


def hang(_path: Path) -> Iterator[Row]:
    """Come to no end, after a row."""
    yield {"number": 0}
    time.sleep(3600)


def hoard(_path: Path) -> Iterator[Row]:
    """Take more memory than there is, after a row."""
    yield {"number": 0}
    yield {"number": len(bytearray(1 << 45))}


def panic(_path: Path) -> Iterator[Row]:
    """Raise what is no Exception, as libraries in Rust do."""
    yield {"number": 0}
    raise BaseException("Option::unwrap() on None")  # noqa: TRY002  # is what they raise


def chatter(_path: Path) -> Iterator[Row]:
    """Print to both streams, as libraries do, and yield a row."""
    print("noise")  # noqa: T201
    os.write(1, b"noise of C\n")
    os.write(2, b"noise\n")
    yield {"number": 1, "text": "half of a pair \ud800"}


def lie(_path: Path, *, line: str) -> Iterator[Row]:
    """Write a line to the process that asked, past kg, as who took this one over could."""
    for number in range(3, 64):
        with suppress(OSError):
            if stat.S_ISFIFO(os.fstat(number).st_mode):
                os.write(number, f"{line}\n".encode())
    yield {"number": 1}
