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


@dataclass(frozen=True, slots=True, kw_only=True)
class ParquetReader:
    """Read ``.parquet``, whose columns are the keys of an article or stand for them, in parts of a thousand rows.

    A row is called after its number, counted from 1. Columns that are not read are said once, and are not loaded.
    The library ends the whole process at some damaged files, so it runs in one of its own.
    """

    bounds: Bounds = DEFAULT_BOUNDS
    suffixes: tuple[str, ...] = (".parquet",)

    def read(self, file: File, *, hints: Hints) -> Iterator[Article | Skipped]:
        """Yield an article or a reason for every row."""
        first = file.begins(len(_MAGIC))
        if not first.strip():
            raise UnreadableError("is empty; remove it, or put the text in")
        if first != _MAGIC:
            raise UnreadableError("is not Parquet; write it anew, or name it by what it is")
        with file.on_disk() as path:
            wanted = sorted({*KEYS, *hints.columns.values()})
            rows = APART.read("kg.readers.parquet_rows:rows", path, bounds=self.bounds, options={"wanted": wanted})
            with closing(rows):
                head = next(rows)
                header, read = (
                    [column_name(name, columns=hints.columns) for name in cast("list[str]", head[which])]
                    for which in ("header", "read")
                )
                check_header(header, columns=hints.columns)
                yield from read_rows(_numbered(rows, header, read), file=file, hints=hints)


def _numbered(rows: Iterator[Row], header: list[str], read: list[str]) -> Iterator[tuple[int, Row]]:
    others: Row = dict.fromkeys(header)
    for number, row in enumerate(rows, 1):
        yield number, {**others, **dict(zip(read, cast("list[object]", row["values"]), strict=True))}
