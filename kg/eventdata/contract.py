"""What a data set's format must offer so that kg can import it."""

from __future__ import annotations

import csv
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final, Protocol

import polars as pl

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from datetime import date

    from kg.eventdata.actors import Found
    from kg.eventdata.acts import Act

LINE: Final = "line"
"""The column with the line of a row, counted from 1."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Head:
    """The first lines of a data file: what separates its fields, and the fields themselves."""

    separator: str
    rows: tuple[tuple[str, ...], ...]

    @property
    def first(self) -> tuple[str, ...]:
        """Return the fields of the first line, none where there is no line."""
        return self.rows[0] if self.rows else ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Options:
    """What the user asks for: all events of GDELT, columns by name, the first and last day, the name of the data set."""

    all_events: bool = False
    columns: Mapping[str, str] = field(default_factory=dict)
    since: date | None = None
    until: date | None = None
    dataset: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Layout:
    """Where the columns of a file stand: the place of each that is read, how many there are, whether a header goes first."""

    places: Mapping[str, int]
    width: int
    header: bool


def named_layout(first: Sequence[str], columns: Mapping[str, str], needed: frozenset[str]) -> Layout | None:
    """Return where the columns stand by the names in a header, None where one that is needed is missing."""
    header = [name.strip() for name in first]
    if not set(header) >= needed:
        return None
    places = {key: header.index(name) for key, name in columns.items() if name in header}
    return Layout(places=places, width=len(header), header=True)


def with_all_columns(rows: pl.DataFrame, columns: Iterable[str]) -> pl.DataFrame:
    """Return the rows with empty text for what a file lacks, and without the quotation marks around its cells."""
    names = list(columns)
    missing = (pl.lit("").alias(name) for name in names if name not in rows.columns)
    return rows.with_columns(missing).with_columns(pl.col(*names).fill_null("").str.strip_chars('"'))


class EventFormat(Protocol):
    """Anything that can code the rows of a data file, the same way every time."""

    @property
    def name(self) -> str:
        """What users call the format."""

    @property
    def about(self) -> str:
        """A line on it."""

    @property
    def dataset(self) -> str:
        """The data set that its rows are of."""

    @property
    def own_ids(self) -> bool:
        """Whether a row has an id that no other row has, so that a second one is the same row."""

    def layout(self, head: Head, options: Options) -> Layout | None:
        """Return where the columns stand, None where the file is not of this format."""

    def code(self, rows: pl.DataFrame, options: Options) -> tuple[pl.DataFrame, pl.DataFrame]:
        """Return coded rows of rows of text, as `coded_rows` makes them."""

    def act(self, key: str) -> Act:
        """Return what the key of an act stands for."""

    def actor(self, key: str) -> Found:
        """Return who the key of an actor stands for."""


def coded_rows(rows: pl.DataFrame, why: pl.Expr, **columns: pl.Expr) -> tuple[pl.DataFrame, pl.DataFrame]:
    """Return the coded rows that are to be mapped, and the line and the reason of those that are left out before.

    Columns are ``event``, what leads back to the row ("" where nothing in it does), its ``day``, the keys of its ``act``,
    ``source`` and ``target``, its ``teller``, and the number of ``tellers`` that it stands for; empty text is "".
    """
    told = rows.select(LINE, why.cast(pl.String).alias("why"))
    bad = told["why"].is_not_null()
    texts = ("event", "act", "source", "target", "teller")
    kept = (
        (rows.lazy().filter(~bad) if bad.any() else rows.lazy())
        .select(
            LINE,
            *(each.fill_null("").alias(name) if name in texts else each.alias(name) for name, each in columns.items()),
        )
        .collect()
    )
    return kept, told.filter(bad)


def head_of(data: bytes) -> Head:
    r"""Return the head of the first bytes of a file; what separates its fields is a tab where the first line has one.

    >>> head_of(b"date;source\n2024-01-02;France\n").first
    ('date', 'source')
    """
    lines = [line for line in data.decode("utf-8-sig", "replace").splitlines()[:20] if line.strip()]
    first = lines[0] if lines else ""
    separator = next((each for each in "\t;" if each in first and "," not in first.partition(each)[0]), ",")
    return Head(separator=separator, rows=tuple(tuple(row) for row in split_lines(lines, separator)))


def split_lines(lines: Sequence[str], separator: str) -> list[list[str]]:
    """Return the fields of lines; quotes mean something in tables with commas only."""
    if separator == "\t":
        return [line.rstrip("\r\n").split("\t") for line in lines]
    try:
        return list(csv.reader(lines, delimiter=separator))
    except csv.Error:
        return []
