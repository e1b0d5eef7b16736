"""Articles and events in; the text of their rows in a workspace out, and back again."""

from __future__ import annotations

import hashlib
import json
from datetime import date
from typing import TYPE_CHECKING, Final, Literal

from kg.exporters.events import event_from_dict, event_to_dict
from kg.files import to_json_line
from kg.model import Article, MarkedSpan

if TYPE_CHECKING:
    from collections.abc import Iterable

    from kg.model import Event

_FIELDS: Final[tuple[Literal["title", "source", "url", "language"], ...]] = ("title", "source", "url", "language")


def content_of(article: Article) -> str:
    """Return an article as a row of a JSON Lines corpus: everything that its events hang on."""
    row: dict[str, object] = {"id": article.id, "text": article.text}
    row |= {field: value for field in _FIELDS if (value := getattr(article, field)) is not None}
    if article.published is not None:
        row["published"] = article.published.isoformat()
    if article.mentions:
        row["mentions"] = [{"start": each.start, "end": each.end, "actor": each.actor} for each in article.mentions]
    return to_json_line(row)


def article_from(content: str) -> Article:
    """Return the article of a row; the inverse of `content_of`."""
    row = json.loads(content)
    published = row.get("published")
    return Article(
        id=row["id"],
        text=row["text"],
        published=None if published is None else date.fromisoformat(published),
        mentions=tuple(MarkedSpan(**mark) for mark in row.get("mentions", ())),
        **{field: row.get(field) for field in _FIELDS},
    )


def digest_of(content: str) -> str:
    """Return the hex SHA-256 of a row."""
    return hashlib.sha256(content.encode("utf-8", "surrogatepass")).hexdigest()


def lines_of(events: Iterable[Event]) -> str:
    """Return events as JSON Lines."""
    return "".join(to_json_line(event_to_dict(event)) + "\n" for event in events)


def events_from(lines: str) -> tuple[Event, ...]:
    """Return the events of JSON Lines; the inverse of `lines_of`."""
    # Not splitlines, which also splits at characters that JSON need not escape.
    return tuple(event_from_dict(json.loads(line)) for line in lines.split("\n") if line)
