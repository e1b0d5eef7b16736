"""Files of JSON Lines and Parquet in; their rows with their numbers, spread over Spark's workers, out."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, cast
from urllib.parse import unquote, urlsplit

from kg.cluster.sources import Source, escaped
from kg.readers.file import UnreadableError
from kg.readers.jsonl import MAX_LINE
from kg.readers.parquet import count_rows, numbered_rows

if TYPE_CHECKING:
    from pyspark import RDD
    from pyspark.sql import DataFrame, SparkSession

    from kg.cluster.tasks import Line
    from kg.readers.contract import Hints

_MB: Final = 1 << 20
_SMALLEST, _LARGEST = 1 * _MB, 64 * _MB
"""Bytes of a part: small enough to be done anew when it fails, large enough that there are not too many."""
_MOST_PARTS: Final = 2000
"""Parts from which on they grow: each sends something to each part of the result."""
_ROWS: Final = 5000
"""Rows of a table that are a part."""
_PARTS_PER_CORE: Final = 4
"""Parts of a small input, so that no core waits long for another."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Lines:
    """The rows, how many each file has, by its place, and the files that Spark is not to divide after all."""

    rows: list[RDD[Line]]
    counts: Mapping[int, int]
    whole: tuple[Source, ...]


def spread(session: SparkSession, sources: Iterable[Source], hints: Hints) -> Lines:
    """Return the rows of the files; what Spark divides it as, it reads the same way every time."""
    given = tuple(sources)
    _set_parts(session, sum(source.size for source in given))
    rows: list[RDD[Line]] = []
    counts: dict[int, int] = {}
    whole: list[Source] = []
    texts = [source for source in given if source.way == "lines" and source.size]
    if texts:
        parts = _parts_of(_text(session, texts), texts)
        long = {part.place for part in parts.values() if part.longest >= MAX_LINE}
        whole = [source for source in texts if source.place in long]
        texts = [source for source in texts if source.place not in long]
    if texts:
        parts = {key: part for key, part in parts.items() if part.place not in long}
        firsts: dict[tuple[str, int], tuple[int, int]] = {}
        for key in sorted(parts, key=lambda key: (parts[key].place, key[1])):
            part = parts[key]
            done = counts.get(part.place, 0)
            firsts[key] = (part.place, done + 1)
            counts[part.place] = done + part.count
        rows.append(_text(session, texts).rdd.mapPartitions(_Numbered(firsts)))
    tables = [source for source in given if source.way == "table"]
    if tables:
        found = (
            session.sparkContext.parallelize(tables, len(tables))
            .map(lambda source: _row_count(source, hints))
            .collect()
        )
        spans = [_Span(source, first, _ROWS) for source, count in found for first in range(0, count, _ROWS)]
        counts |= {source.place: count for source, count in found if count}
        # The reader of the whole file says why there is nothing.
        whole += [source for source, count in found if not count]
        if spans:
            parts_of_tables = session.sparkContext.parallelize(spans, len(spans))
            rows.append(parts_of_tables.flatMap(lambda span: span.rows(hints)))
    return Lines(rows=rows, counts=counts, whole=tuple(whole))


def _set_parts(session: SparkSession, size: int) -> None:
    part = min(_LARGEST, max(_SMALLEST, size // _MOST_PARTS))
    session.conf.set("spark.sql.files.maxPartitionBytes", str(part))
    # A file counts at least so much when parts are made of several.
    session.conf.set("spark.sql.files.openCostInBytes", str(_MB // 16))
    cores = session.sparkContext.defaultParallelism
    session.conf.set("spark.sql.files.minPartitionNum", str(_PARTS_PER_CORE * cores))
    # Ids are a small part of what is read.
    session.conf.set("spark.sql.shuffle.partitions", str(max(cores, min(_MOST_PARTS, size // _LARGEST))))


def _text(session: SparkSession, sources: list[Source]) -> DataFrame:
    from pyspark.sql import functions as f

    # Only \n ends a line, as in kg's reader; the bytes are taken as they are.
    text = session.read.option("lineSep", "\n").text(escaped(sources))
    return text.select("_metadata.file_path", "_metadata.file_block_start", f.col("value").cast("binary").alias("line"))


@dataclass(frozen=True, slots=True)
class _Part:
    place: int
    count: int
    longest: int


def _parts_of(text: DataFrame, sources: list[Source]) -> dict[tuple[str, int], _Part]:
    """Return for each file and start of a part of it how many lines it has, which Spark counts without Python."""
    from pyspark.sql import functions as f

    places = {str(path): source.place for path, source in zip(_absolute(sources), sources, strict=True)}
    found = text.groupBy("file_path", "file_block_start").agg(
        f.count("line").alias("count"), f.max(f.length("line")).alias("longest")
    )
    return {
        (row["file_path"], row["file_block_start"]): _Part(
            places[path_of(row["file_path"])], row["count"], row["longest"]
        )
        for row in found.collect()
    }


def _absolute(sources: list[Source]) -> list[str]:
    from pathlib import Path

    return [str(Path(source.path).absolute()) for source in sources]


def _row_count(source: Source, hints: Hints) -> tuple[Source, int]:
    """Return how many rows a table has, 0 where it cannot be read or its text cannot be told."""
    try:
        next(numbered_rows(source.file(), hints=hints, most=1), None)
        return source, count_rows(source.file())
    except UnreadableError:
        return source, 0


@dataclass(frozen=True, slots=True)
class _Span:
    """A part of a table: at most so many rows, from one on, counted from 0."""

    source: Source
    first: int
    most: int

    def rows(self, hints: Hints) -> Iterator[Line]:
        """Yield the rows; where they cannot be read on, why is what the last of them is."""
        number = self.first
        try:
            for number, row in numbered_rows(self.source.file(), hints=hints, first=self.first, most=self.most):
                yield self.source.place, number, row
        except UnreadableError as error:
            yield self.source.place, number + 1, error


def path_of(address: str) -> str:
    """Return the path that a file's address stands for.

    >>> path_of("file:/news/b%20x.jsonl")
    '/news/b x.jsonl'
    """
    return unquote(urlsplit(address).path)


class _Numbered:
    """Gives each line its file and number: those of a part of a file come together and in their order."""

    def __init__(self, firsts: Mapping[tuple[str, int], tuple[int, int]]) -> None:
        self._firsts: Final = firsts

    def __call__(self, rows: Iterable[object]) -> Iterator[Line]:
        part: tuple[str, int] | None = None
        place = number = 0
        for path, start, line in cast("Iterable[tuple[str, int, bytearray]]", rows):
            if part != (path, start):
                part = (path, start)
                place, number = self._firsts[part]
            yield place, number, bytes(line)
            number += 1
