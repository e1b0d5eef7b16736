"""Events, evidence and articles in; flat rows of plain values out, None for what is not known."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from datetime import date
from typing import TYPE_CHECKING

from kg.exporters.plain import utf8_text

if TYPE_CHECKING:
    from typing import TextIO

    from kg.model import Actor, Article, Event, Evidence

Value = str | int | float | date | None
Row = dict[str, Value]


def event_row(event: Event) -> Row:
    """Return what is said of the event as a whole, without its actors."""
    when, place = event.date, event.place
    return {
        "relation": event.relation,
        "root": event.root,
        "quad": event.quad,
        "earliest": when.earliest if when else None,
        "latest": when.latest if when else None,
        "date_precision": when.precision if when else "unknown",
        "date_text": (when.text or None) if when else None,
        "place": place.name if place else None,
        "country": (place.country or None) if place else None,
        "occasion": event.occasion,
    }


def status_row(said: Event | Evidence) -> Row:
    """Return polarity, modality, speaker and confidence of an event or a piece of evidence."""
    return {
        "polarity": said.polarity,
        "modality": said.modality,
        "attribution": said.attribution or None,
        "confidence": float(said.confidence),
    }


def actor_row(actor: Actor) -> Row:
    """Return the actor; its id is the first value."""
    return {
        "id": actor.id,
        "name": actor.name,
        "kind": actor.kind,
        "state": actor.state or None,
        "organ": actor.organ or None,
        "wikidata": actor.wikidata or None,
    }


def article_row(identifier: str, article: Article | None) -> Row:
    """Return the article, only its id where it is not in the corpus."""
    return {
        "id": identifier,
        "title": article.title if article else None,
        "source": article.source if article else None,
        "published": article.published if article else None,
        "url": article.url if article else None,
        "language": article.language if article else None,
        "text_sha256": article.sha256 if article else None,
        "copy_of": article.copy_of if article else None,
    }


def span_row(item: Evidence) -> Row:
    """Return the quote with its place in the text and those of the actors and the trigger."""
    return {
        "quote": item.quote,
        "start": item.start,
        "end": item.end,
        "source_start": item.source_span[0],
        "source_end": item.source_span[1],
        "target_start": item.target_span[0],
        "target_end": item.target_span[1],
        "trigger_start": item.trigger_span[0],
        "trigger_end": item.trigger_span[1],
        "rule": item.rule or None,
    }


def prefixed(prefix: str, row: Mapping[str, Value]) -> Row:
    """Return the row with longer names of its columns; that of an id becomes the prefix itself."""
    return {prefix if name == "id" else f"{prefix}_{name}": value for name, value in row.items()}


def write_csv(
    out: TextIO, header: Iterable[str], rows: Iterable[Iterable[Value]], *, text: Callable[[str], str] = utf8_text
) -> None:
    """Write the header and the rows as RFC 4180 has it, but with line feeds at the end of rows.

    Every text stands in quotation marks, so that readers keep its line breaks and the spaces at its ends; None and
    the empty text are a field with nothing in it. ``text`` makes every text fit for the file.
    """

    def field(value: Value) -> str:
        if isinstance(value, str):
            return '"' + text(value).replace('"', '""') + '"' if value else ""
        return "" if value is None else str(value)

    out.write(",".join(header) + "\n")
    out.writelines(",".join(map(field, row)) + "\n" for row in rows)
