"""Bytes in; what is read of them, and a whole file for each suffix that kg reads, out."""

from __future__ import annotations

from datetime import date
from functools import cache

from benchmarks.fuzz_seeds import sample
from kg.model import Article, Skipped
from kg.readers import File, Hints, read_file
from tests.readers import wire_seeds


def read(data: bytes, name: str = "a.txt", *, published: date | None = None, **columns: str) -> list[Article | Skipped]:
    """Return what is read of bytes as of a file of that name."""
    return list(read_file(File.of_bytes(data, name=name), hints=Hints(published=published, columns=columns)))


def articles(data: bytes, name: str = "a.txt", **columns: str) -> list[Article]:
    """Return the articles only."""
    return [item for item in read(data, name, **columns) if isinstance(item, Article)]


def whys(data: bytes, name: str = "a.txt", **columns: str) -> list[tuple[str, str]]:
    """Return where something was left out, and why."""
    return [(item.where, item.why) for item in read(data, name, **columns) if isinstance(item, Skipped)]


@cache
def whole(suffix: str) -> bytes:
    """Return a small valid file for a suffix."""
    wire = {name[name.rindex(".") :]: data for name, data in reversed(wire_seeds.seeds().items())}
    return wire[suffix] if suffix in wire else sample(suffix)
