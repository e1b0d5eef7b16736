"""A JSON Lines corpus in; one article for each row out."""

from __future__ import annotations

import json
import re
from collections import Counter
from typing import TYPE_CHECKING, Final, cast

from kg.model import Article, MarkedSpan, Skipped
from kg.readers.file import UnreadableError
from kg.readers.published import to_day

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from datetime import date

    from kg.readers.contract import Hints
    from kg.readers.file import File

KEYS: Final = ("id", "text", "title", "published", "source", "url", "language", "mentions")
"""What a row may hold; ``text`` must be there."""

_MAX_LINE: Final = 50_000_000
"""How many bytes a row may have: a file without line breaks is not taken into memory whole."""

_MARK_KEYS: Final = frozenset({"start", "end", "actor"})
_SURROGATE: Final = re.compile("[\ud800-\udfff]")
_Row = dict[str, object]


class _BadRowError(ValueError):
    """Why a row is left out."""


class JsonlReader:
    """Read ``.jsonl``: one object a line, with the keys of `KEYS`.

    A row without an id is called after its file and line. Further keys are not read; that is said once a file.
    ``published`` is an ISO date or date and time; ``mentions`` marks spans that are actors.
    """

    suffixes: Final = (".jsonl", ".ndjson")

    def read(self, file: File, *, hints: Hints) -> Iterator[Article | Skipped]:
        """Yield an article or a reason for every line that is not blank; a row's own date goes before the user's."""
        unread: Counter[str] = Counter()
        lines_of: dict[str, int] = {}
        rows = 0
        for number, line in _lines(file):
            rows += 1
            try:
                row = _parse(line)
                article = _article(row, identifier=f"{file.identifier}-{number}", published=hints.published)
                _check_new(article.id, lines_of)
                lines_of[article.id] = number
                yield article
            except _BadRowError as error:
                yield Skipped(where=f"{file.where}:{number}", why=str(error))
            else:
                unread.update(row.keys() - set(KEYS))
        if not rows:
            yield Skipped(where=file.where, why="is empty; remove it, or put the text in")
        if unread:
            keys = ", ".join(f"{key!r} ({count})" for key, count in sorted(unread.items()))
            yield Skipped(where=file.where, why=f"keys that are not read, with their rows: {keys}; known: {_known()}")


def _lines(file: File) -> Iterator[tuple[int, bytes]]:
    """Yield the lines that are not blank, each with its number, counted from 1."""
    with file.open() as stream:
        number = 0
        while raw := stream.readline(_MAX_LINE + 1):
            number += 1
            if len(raw) > _MAX_LINE:
                raise UnreadableError(
                    f"line {number} has more than {_MAX_LINE / 1e6:g} MB, the limit for one row; write one object a line"
                )
            line = raw.removeprefix(b"\xef\xbb\xbf") if number == 1 else raw
            if line.strip():
                yield number, line


def _parse(line: bytes) -> _Row:
    if b"\0" in line:
        raise _BadRowError("is not text (it holds a zero byte); save the file as UTF-8")
    try:
        row = json.loads(line.rstrip(b"\r\n").decode("utf-8"))
    except UnicodeDecodeError as error:
        raise _BadRowError(f"byte {error.start + 1} is not UTF-8; save the file as UTF-8") from error
    except json.JSONDecodeError as error:
        raise _BadRowError(f"column {error.colno}: not JSON ({error.msg}); write one object a line") from error
    except (RecursionError, ValueError) as error:
        raise _BadRowError(f"not JSON that can be read ({error}); write one flat object a line") from error
    if not isinstance(row, dict):
        raise _BadRowError(f'found {_name(row)}, expected an object such as {{"id": "a1", "text": "..."}}')
    return row


def _article(row: _Row, *, identifier: str, published: date | None) -> Article:
    text = _string(row, "text")
    if text is None or not text.strip():
        raise _BadRowError("has no text; give the article under the key 'text'")
    surrogate = _SURROGATE.search(text)
    if surrogate:
        raise _BadRowError(f"character {surrogate.start()} of the text is half of a surrogate pair; write it whole")
    return Article(
        id=_identifier(row) or identifier,
        text=text,
        title=_string(row, "title"),
        published=_day(row) or published,
        source=_string(row, "source"),
        url=_string(row, "url"),
        language=_string(row, "language"),
        mentions=tuple(_marks(row, text)),
    )


def _check_new(identifier: str, lines_of: Mapping[str, int]) -> None:
    if identifier in lines_of:
        first = lines_of[identifier]
        raise _BadRowError(f"id {identifier!r} was read before, in line {first}; give each row its own id")


def _string(row: _Row, key: str) -> str | None:
    value = row.get(key)
    if value is None or value == "":
        return None
    if not isinstance(value, str):
        raise _BadRowError(f"{key!r} is {_name(value)}; write it as a string, or leave it out")
    return value


def _identifier(row: _Row) -> str | None:
    """Return the id; whole numbers, as tables of articles have them, are taken as text."""
    value = row.get("id")
    if isinstance(value, int) and not isinstance(value, bool):
        return str(value)
    text = _string(row, "id")
    if text and not text.strip("."):
        raise _BadRowError(f"id {text!r} is a step in paths and addresses; give a name such as a1")
    return text


def _day(row: _Row) -> date | None:
    text = _string(row, "published")
    if text is None:
        return None
    day = to_day(text)
    if day is None:
        raise _BadRowError(f"'published' is {text!r}; write an ISO date such as 2024-05-09, or leave it out")
    return day


def _marks(row: _Row, text: str) -> Iterator[MarkedSpan]:
    marks = row.get("mentions")
    if marks is None:
        return
    if not isinstance(marks, list):
        raise _BadRowError(f"'mentions' is {_name(marks)}; write a list of objects with start, end and actor")
    for number, mark in enumerate(marks, 1):
        if not isinstance(mark, dict) or mark.keys() - _MARK_KEYS:
            raise _BadRowError(f"mention {number} is {mark!r}; write an object with start, end and perhaps actor")
        yield _mark(mark, number, text)


def _mark(mark: Mapping[str, object], number: int, text: str) -> MarkedSpan:
    start, end, actor = mark.get("start"), mark.get("end"), mark.get("actor")
    whole = all(isinstance(value, int) and not isinstance(value, bool) for value in (start, end))
    if not whole or not 0 <= cast("int", start) < cast("int", end) <= len(text):
        raise _BadRowError(
            f"mention {number} goes from {start!r} to {end!r}; the text has {len(text)} characters, counted from 0"
        )
    if actor is not None and not isinstance(actor, str):
        raise _BadRowError(f"mention {number}: 'actor' is {_name(actor)}; write a name or id, or leave it out")
    return MarkedSpan(start=cast("int", start), end=cast("int", end), actor=actor or None)


def _name(value: object) -> str:
    """Return what JSON calls a value of the kind."""
    names = {"NoneType": "null", "dict": "an object", "list": "a list", "str": "a string", "bool": "true or false"}
    return names.get(type(value).__name__, "a number")


def _known() -> str:
    return ", ".join(KEYS)
