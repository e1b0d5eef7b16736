"""Bytes in; what is read of them, and a whole file for each suffix that kg reads, out."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from functools import cache

from benchmarks.fuzz_seeds import sample
from kg.model import Article, Skipped
from kg.readers import File, Hints, read_file
from tests.readers import wire_seeds

Columns = Mapping[str, str]


def read(data: bytes, name: str, *, columns: Columns | None = None) -> list[Article | Skipped]:
    """Return what is read of bytes as of a file of that name."""
    return list(read_file(File.of_bytes(data, name=name), hints=Hints(columns=columns or {})))


def articles(data: bytes, name: str, *, columns: Columns | None = None) -> list[Article]:
    """Return the articles only."""
    return [item for item in read(data, name, columns=columns) if isinstance(item, Article)]


def ids(items: Iterable[object]) -> list[str]:
    """Return the ids of the articles, with a # for the digits of those that are called by what they say."""
    return [re.sub(r"-[0-9a-f]{16}$", "-#", item.id) for item in items if isinstance(item, Article)]


def whys(data: bytes, name: str, *, columns: Columns | None = None) -> list[tuple[str, str]]:
    """Return where something was left out, and why."""
    return [(item.where, item.why) for item in read(data, name, columns=columns) if isinstance(item, Skipped)]


@cache
def whole(suffix: str) -> bytes:
    """Return a small valid file for a suffix."""
    wire = {name[name.rindex(".") :]: data for name, data in reversed(wire_seeds.seeds().items())}
    return wire[suffix] if suffix in wire else sample(suffix)
