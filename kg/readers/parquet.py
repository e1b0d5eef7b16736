"""A Parquet table in; one article for each row out."""

from __future__ import annotations

from contextlib import closing
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, cast

from kg.model import Article, Skipped
from kg.readers.apart import APART, DEFAULT_BOUNDS, Bounds
from kg.readers.contract import KEYS
from kg.readers.file import UnreadableError
from kg.readers.rows import Row, check_header, column_name, read_rows

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kg.readers.contract import Hints
    from kg.readers.file import File

_MAGIC: Final = b"PAR1"
_INNER: Final = "kg.readers.parquet_rows"
"""Is imported in the process apart only."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ParquetReader:
    """Read ``.parquet``, whose columns are the keys of an article or stand for them, in parts of a thousand rows.

    The place of a row is its number, counted from 1. Columns that are not read are said once, and are not loaded.
    The library ends the whole process at some damaged files, so it runs in one of its own.
    """

    bounds: Bounds = DEFAULT_BOUNDS
    suffixes: tuple[str, ...] = (".parquet",)

    def read(self, file: File, *, hints: Hints) -> Iterator[Article | Skipped]:
        """Yield an article or a reason for every row."""
        yield from read_rows(numbered_rows(file, hints=hints, bounds=self.bounds), file=file, hints=hints)


def numbered_rows(
    file: File, *, hints: Hints, bounds: Bounds = DEFAULT_BOUNDS, first: int = 0, most: int | None = None
) -> Iterator[tuple[int, Row]]:
    """Yield rows with their numbers, counted from 1, those from ``first`` on, counted from 0; at most so many.

    Raises
    ------
    UnreadableError
        If the file cannot be read, or has no text.
    """
    begin = file.begins(len(_MAGIC))
    if not begin.strip():
        raise UnreadableError("is empty; remove it, or put the text in")
    if begin != _MAGIC:
        raise UnreadableError("is not Parquet; write it anew, or name it by what it is")
    options = {"wanted": sorted({*KEYS, *hints.columns.values()}), "first": first, "most": most}
    with file.on_disk() as path, closing(APART.read(f"{_INNER}:rows", path, bounds=bounds, options=options)) as rows:
        head = next(rows)
        header, read = (
            [column_name(name, columns=hints.columns) for name in cast("list[str]", head[which])]
            for which in ("header", "read")
        )
        check_header(header, columns=hints.columns)
        others: Row = dict.fromkeys(header)
        for number, row in enumerate(rows, first + 1):
            yield number, {**others, **dict(zip(read, cast("list[object]", row["values"]), strict=True))}


def count_rows(file: File, *, bounds: Bounds = DEFAULT_BOUNDS) -> int:
    """Return how many rows a file says that it has.

    Raises
    ------
    UnreadableError
        If the file cannot be read.
    """
    with file.on_disk() as path, closing(APART.read(f"{_INNER}:count_rows", path, bounds=bounds)) as rows:
        return cast("int", next(rows)["rows"])
