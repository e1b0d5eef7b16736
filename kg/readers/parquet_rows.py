"""The path of a Parquet file in; its header and its rows out, for the process apart in which `kg.readers.parquet` runs it."""

from __future__ import annotations

from datetime import date
from itertools import count
from typing import TYPE_CHECKING, Final

import polars as pl

from kg.readers.file import UnreadableError

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from pathlib import Path

_PART: Final = 1000


def count_rows(path: Path) -> Iterator[Mapping[str, object]]:
    """Yield how many rows there are, which the end of the file tells."""
    yield {"rows": pl.scan_parquet(path).select(pl.len()).collect().item()}


def rows(
    path: Path, *, wanted: Sequence[str], first: int = 0, most: int | None = None
) -> Iterator[Mapping[str, object]]:
    """Yield the names of all columns and of those that are wanted, and then the values of the latter for each row.

    ``first`` is the row to begin with, counted from 0, and ``most`` how many are wanted, None for all.
    """
    schema = pl.read_parquet_schema(path)
    folded = {name.casefold() for name in wanted}
    read = [name for name in schema if name in wanted or name.strip().casefold() in folded]
    for name in read:
        if schema[name] == pl.Binary:
            raise UnreadableError(f"column {name!r} holds bytes; write it as text")
    yield {"header": list(schema), "read": read}
    table = pl.scan_parquet(path).select(read)
    end = None if most is None else first + most
    for start in count(first, _PART):
        size = _PART if end is None else min(_PART, end - start)
        part = table.slice(start, size).collect()
        for found in part.iter_rows():
            yield {"values": [value.isoformat() if isinstance(value, date) else value for value in found]}
        if part.height < _PART:
            return
