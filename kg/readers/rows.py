"""Rows of a table in; an article for each, and what was left out with its place, out."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Final, cast

from kg.model import Article, MarkedSpan, Skipped
from kg.readers.called import called_by_content
from kg.readers.contract import KEYS
from kg.readers.file import UnreadableError
from kg.readers.published import day_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from datetime import date

    from kg.readers.contract import Hints
    from kg.readers.file import File

Row = Mapping[str, object]

_MARK_KEYS: Final = frozenset({"start", "end", "actor"})
_SHOWN_COLUMNS: Final = 12
_SURROGATE: Final = re.compile("[\ud800-\udfff]")


class BadRowError(ValueError):
    """Why a row is left out."""


def read_rows(
    rows: Iterable[tuple[int, Row | BadRowError]], *, file: File, hints: Hints
) -> Iterator[Article | Skipped]:
    """Yield an article or a reason for every row; a row's own date goes before the one that the user names.

    The number of a row tells its place in messages. Where it has no id it is called by what it says, so that its id
    hangs on no other row; of rows that say the same, the first is read. Columns that are not read, and those that the
    user names but no row has, are said once a file.
    """
    tally = Tally()
    places: dict[str, int] = {}
    for number, given in rows:
        found = article_of_row(given, number=number, file=file, hints=hints)
        if isinstance(found, Article):
            first = places.setdefault(found.id, number)
            if first != number:
                found = repeated_row(found, number=number, first=first, file=file)
        tally.add(given, kept=isinstance(found, Article))
        yield found
    yield from tally.notices(file=file, columns=hints.columns)


def article_of_row(given: Row | BadRowError, *, number: int, file: File, hints: Hints) -> Article | Skipped:
    """Return the article of one row, or why there is none; whether its id was read before is for others to say."""
    try:
        if isinstance(given, BadRowError):
            raise given
        row = _Named.of(given, hints.columns)
        own = _identifier(row)
        article = _article(row, identifier=own or file.identifier)
    except BadRowError as error:
        return Skipped(where=f"{file.where}:{number}", why=str(error))
    if own is None:
        named = called_by_content(article, within=file.identifier)
        article = replace(article, id=named, place=f"{file.where}:{number}")
    return article if article.published else replace(article, published=hints.published)


def repeated_row(found: Article, *, number: int, first: int, file: File) -> Skipped:
    """Return what is said of a row whose id an earlier row of the file has.

    A row that gives its id itself may say something else, even where the id looks like one that kg gives.
    """
    where = f"{file.where}:{number}"
    if found.place:
        return Skipped(where=where, why=f"says the same as line {first}, and is read once", lost=False)
    why = f"id {found.id!r} was read before, in line {first}; give each row its own id"
    return Skipped(where=where, why=why)


@dataclass(slots=True)
class Tally:
    """How many rows a file, or a part of it, has, and in how many of those that were read each column is."""

    count: int = 0
    names: Counter[str] = field(default_factory=Counter)

    def add(self, given: Row | BadRowError, *, kept: bool) -> None:
        """Count a row."""
        self.count += 1
        if kept and not isinstance(given, BadRowError):
            self.names.update(given.keys())

    @classmethod
    def of(cls, count: int, names: Mapping[str, int]) -> Tally:
        """Return the tally of so many rows."""
        return cls(count, Counter(names))

    def add_part(self, other: Tally) -> None:
        """Count the rows of another part of the file."""
        self.count += other.count
        self.names.update(other.names)

    def notices(self, *, file: File, columns: Mapping[str, str]) -> Iterator[Skipped]:
        """Yield what is to be said of the file as a whole."""
        if not self.count:
            yield Skipped(where=file.where, why="is empty; remove it, or put the text in")
        yield from _notices(self.names, file=file, columns=columns)


@dataclass(frozen=True, slots=True)
class _Named:
    """A row, with the columns that hold the keys of an article."""

    row: Row
    columns: Mapping[str, str]

    @classmethod
    def of(cls, row: Row, columns: Mapping[str, str]) -> _Named:
        return cls(row, {key: column for key, column in columns.items() if column in row} if columns else columns)

    def name(self, key: str) -> str:
        return self.columns.get(key, key)

    def get(self, key: str) -> object:
        return self.row.get(self.name(key))

    def string(self, key: str) -> str | None:
        value = self.get(key)
        if value is None or value == "":
            return None
        if not isinstance(value, str):
            raise BadRowError(f"{self.name(key)!r} is {name_of(value)}; write it as a string, or leave it out")
        half = _SURROGATE.search(value)
        if half:
            what = "the text" if key == "text" else repr(self.name(key))
            raise BadRowError(f"character {half.start()} of {what} is half of a surrogate pair; write it whole")
        return value


def _article(row: _Named, *, identifier: str) -> Article:
    text = row.string("text")
    if text is None or not text.strip():
        raise BadRowError(f"has no text; give the article under the key {row.name('text')!r}")
    return Article(
        id=identifier,
        text=text,
        title=row.string("title"),
        published=_day(row),
        source=row.string("source"),
        url=row.string("url"),
        language=row.string("language"),
        mentions=tuple(_marks(row, text)),
    )


def _identifier(row: _Named) -> str | None:
    """Return the id; whole numbers, as tables of articles have them, are taken as text."""
    value = row.get("id")
    if isinstance(value, int) and not isinstance(value, bool):
        return str(value)
    text = row.string("id")
    if text and not text.strip("."):
        raise BadRowError(f"id {text!r} is a step in paths and addresses; give a name such as a1")
    return text


def _day(row: _Named) -> date | None:
    value = row.get("published")
    text = str(value) if isinstance(value, int) and not isinstance(value, bool) else row.string("published")
    if text is None:
        return None
    day = day_of(text)
    if day is None:
        raise BadRowError(
            f"{row.name('published')!r} is {text!r}; write an ISO date such as 2024-05-09, or leave it out"
        )
    return day


def _marks(row: _Named, text: str) -> Iterator[MarkedSpan]:
    marks, name = row.get("mentions"), row.name("mentions")
    if isinstance(marks, str):
        marks = _unpacked(marks)
    if marks is None:
        return
    if not isinstance(marks, list):
        raise BadRowError(f"{name!r} is {name_of(marks)}; write a list of objects with start, end and actor")
    for number, mark in enumerate(marks, 1):
        if not isinstance(mark, dict) or mark.keys() - _MARK_KEYS:
            raise BadRowError(f"mention {number} is {mark!r}; write an object with start, end and perhaps actor")
        yield _mark(mark, number, text)


def _unpacked(cell: str) -> object:
    """Return what a cell of a table holds, which has no lists and objects of its own."""
    try:
        return json.loads(cell) if cell.strip() else None
    except (RecursionError, ValueError):
        return cell


def _mark(mark: Mapping[str, object], number: int, text: str) -> MarkedSpan:
    start, end, actor = mark.get("start"), mark.get("end"), mark.get("actor")
    whole = all(isinstance(value, int) and not isinstance(value, bool) for value in (start, end))
    if not whole or not 0 <= cast("int", start) < cast("int", end) <= len(text):
        raise BadRowError(
            f"mention {number} goes from {start!r} to {end!r}; the text has {len(text)} characters, counted from 0"
        )
    if actor is not None and not isinstance(actor, str):
        raise BadRowError(f"mention {number}: 'actor' is {name_of(actor)}; write a name or id, or leave it out")
    return MarkedSpan(start=cast("int", start), end=cast("int", end), actor=actor or None)


def _notices(names: Counter[str], *, file: File, columns: Mapping[str, str]) -> Iterator[Skipped]:
    read = {columns[key] if columns.get(key) in names else key for key in KEYS}
    unread = {name: count for name, count in sorted(names.items()) if name not in read and name}
    if unread:
        keys = ", ".join(f"{name!r} ({count})" for name, count in unread.items())
        why = f"keys that are not read, with their rows: {keys}; known: {', '.join(KEYS)}"
        yield Skipped(where=file.where, why=why, lost=False)
    for key, column in columns.items():
        if names and column not in names and key not in names:
            why = f"has no {column!r}, which is given for {key!r}; check the spelling, or leave it out of the columns"
            yield Skipped(where=file.where, why=why, lost=False)


def name_of(value: object) -> str:
    """Return what JSON calls a value of the kind."""
    names = {"NoneType": "null", "dict": "an object", "list": "a list", "str": "a string", "bool": "true or false"}
    return names.get(type(value).__name__, "a number")


def column_name(name: str, *, columns: Mapping[str, str]) -> str:
    """Return the name of a column of a header: a key of an article in whatever case it is written, else as it is."""
    bare = name.strip()
    folded = bare.casefold()
    return folded if folded in KEYS and bare not in columns.values() else bare


def check_header(names: Sequence[str], *, columns: Mapping[str, str]) -> None:
    """Tell whether rows with such columns can be articles.

    Raises
    ------
    UnreadableError
        If no column holds the text, or two have the name of one that is read.
    """
    read = {columns.get(key, key) for key in KEYS} | set(KEYS)
    twice = sorted(name for name, count in Counter(names).items() if count > 1 and name in read)
    if twice:
        raise UnreadableError(f"has two columns that are called {twice[0]!r}; give each its own name")
    if columns.get("text", "text") not in names and "text" not in names:
        shown = ", ".join(repr(name) for name in names[:_SHOWN_COLUMNS])
        more = f" and {len(names) - _SHOWN_COLUMNS} more" if len(names) > _SHOWN_COLUMNS else ""
        raise UnreadableError(
            f"has no column for the text; it has {shown or 'no columns'}{more}; "
            "name the one with the text by --columns text=COLUMN"
        )
