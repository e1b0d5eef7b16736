"""A corpus in; events as JSON Lines out, and back again."""

from __future__ import annotations

import difflib
from datetime import date
from typing import TYPE_CHECKING, Final, cast

from kg.errors import GraphFileError
from kg.exporters.contract import Exporter
from kg.files import read_jsonl_numbered, write_jsonl
from kg.model import MODALITIES, POLARITIES, Actor, ActorId, DateRange, Event, Evidence, Place, RelationId
from kg.ontology import load_relations

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from pathlib import Path

    from kg.exporters.contract import Export, Notes
    from kg.model import ActorKind, Modality, Polarity, Span

Row = dict[str, object]
_EVENT_TEXTS: Final = ("id", "article", "relation", "attribution")
_ACTOR_TEXTS: Final = ("id", "name", "state", "organ")
_EVIDENCE_TEXTS: Final = ("article", "quote", "attribution", "rule")
_PLACE_TEXTS: Final = ("name", "country")


def write_events(export: Export, path: Path) -> Notes:
    """Write one event a line, in the order of articles and of text."""
    events = export.corpus.events
    write_jsonl(path, (event_to_dict(event) for event in export.told(events, total=len(events))))
    return ()


EVENTS: Final = Exporter(
    name="events",
    suffix=".jsonl",
    others=(".ndjson",),
    about="JSON Lines: an event a line with all its evidence",
    write=write_events,
    stem="events",
    built=True,
)


def event_to_dict(event: Event) -> Row:
    """Return the event as plain JSON values; ``date``, ``place`` and ``occasion`` are None where no text says them."""
    when, place = event.date, event.place
    return {
        "id": event.id,
        "article": event.article,
        "relation": event.relation,
        "root": event.root,
        "quad": event.quad,
        "source": _actor_to_dict(event.source),
        "target": _actor_to_dict(event.target),
        "polarity": event.polarity,
        "modality": event.modality,
        "attribution": event.attribution,
        "date": {"earliest": when.earliest.isoformat(), "latest": when.latest.isoformat(), "text": when.text}
        if when
        else None,
        "place": {"name": place.name, "country": place.country} if place else None,
        "occasion": event.occasion,
        "confidence": event.confidence,
        "evidence": [_evidence_to_dict(each, article=event.article) for each in event.evidence],
    }


def read_events(path: Path | str) -> Iterator[Event]:
    """Yield the events of an events file in their order; blank lines are passed over.

    Raises
    ------
    InputError
        If the file cannot be read, or a line is not a JSON object.
    GraphFileError
        If a line is no event of kg's, or has a relation that the ontology lacks; it names the line.
    """
    for number, row in read_jsonl_numbered(path):
        event = event_from_dict(row, where=f"{path}:{number}")
        if event.relation not in load_relations():
            near = difflib.get_close_matches(event.relation, load_relations(), n=3) or sorted(load_relations())
            raise GraphFileError(
                f"{path}:{number}: relation {event.relation!r} is not in the ontology; write one of {', '.join(near)}"
            )
        yield event


def event_from_dict(row: Mapping[str, object], *, where: str = "events") -> Event:
    """Return the event that a row of an events file tells of; the inverse of `event_to_dict`.

    ``where`` names the file and line for messages.

    Raises
    ------
    GraphFileError
        If a field is missing or holds a value that kg does not write.
    """
    try:
        return _checked(_event(row))
    except KeyError as error:
        raise GraphFileError(f"{where}: field {error.args[0]!r} is missing; write the file again with kg") from error
    except (TypeError, ValueError, AttributeError) as error:
        raise GraphFileError(f"{where}: {error}; write the file again with kg") from error


def _event(row: Mapping[str, object]) -> Event:
    article = cast("str", row["article"])
    when, place = cast("Row | None", row["date"]), cast("Row | None", row["place"])
    return Event(
        id=cast("str", row["id"]),
        article=article,
        relation=RelationId(cast("str", row["relation"])),
        root=cast("str", row["root"]),
        quad=cast("str", row["quad"]),
        source=_actor(cast("Row", row["source"])),
        target=_actor(cast("Row", row["target"])),
        polarity=cast("Polarity", row["polarity"]),
        modality=cast("Modality", row["modality"]),
        attribution=cast("str", row["attribution"]),
        date=DateRange(
            earliest=date.fromisoformat(cast("str", when["earliest"])),
            latest=date.fromisoformat(cast("str", when["latest"])),
            text=cast("str", when["text"]),
        )
        if when is not None
        else None,
        place=Place(name=cast("str", place["name"]), country=cast("str", place["country"])) if place else None,
        occasion=cast("str | None", row.get("occasion")),
        confidence=cast("float", row["confidence"]),
        evidence=tuple(_evidence(each, article=article) for each in cast("list[Row]", row["evidence"])),
    )


def _checked(event: Event) -> Event:
    """Return the event if its fields hold what they should; TypeError and ValueError say which does not."""
    _check_texts(event, _EVENT_TEXTS, "")
    _check_texts(event.source, _ACTOR_TEXTS, "source.")
    _check_texts(event.target, _ACTOR_TEXTS, "target.")
    for number, each in enumerate(event.evidence):
        _check_texts(each, _EVIDENCE_TEXTS, "evidence[{}].", number)
    if event.place is not None:
        _check_texts(event.place, _PLACE_TEXTS, "place.")
    for field, word, allowed in (
        ("polarity", event.polarity, POLARITIES),
        ("modality", event.modality, MODALITIES),
    ):
        if word not in allowed:
            raise ValueError(f"{field} is {word!r}, which is not one of {', '.join(allowed)}")
    confidence: object = event.confidence
    if not isinstance(confidence, int | float) or not 0.0 <= confidence <= 1.0:
        raise ValueError(f"confidence is {confidence!r}, which is not a number in [0, 1]")
    return event


def _check_texts(value: object, fields: Sequence[str], where: str, number: int = 0) -> None:
    for field in fields:
        text = getattr(value, field)
        if not isinstance(text, str):
            # Only now is the name made: an event has many fields, and events are read by the million.
            raise TypeError(f"{where.format(number)}{field} is {text!r}, which is not text")


def _actor_to_dict(actor: Actor) -> Row:
    return {
        "id": actor.id,
        "name": actor.name,
        "kind": actor.kind,
        "state": actor.state,
        "organ": actor.organ,
        "wikidata": actor.wikidata,
    }


def _actor(row: Row) -> Actor:
    return Actor(
        id=ActorId(cast("str", row["id"])),
        name=cast("str", row["name"]),
        kind=cast("ActorKind", row["kind"]),
        state=cast("str", row["state"]),
        organ=cast("str", row["organ"]),
        wikidata=cast("str", row.get("wikidata", "")),
    )


def _evidence_to_dict(evidence: Evidence, *, article: str) -> Row:
    """Return the evidence; its article is written only where it is another than the event's."""
    row: Row = {
        "start": evidence.start,
        "end": evidence.end,
        "quote": evidence.quote,
        "source_span": list(evidence.source_span),
        "target_span": list(evidence.target_span),
        "trigger_span": list(evidence.trigger_span),
        "polarity": evidence.polarity,
        "modality": evidence.modality,
        "attribution": evidence.attribution,
        "confidence": evidence.confidence,
        "rule": evidence.rule,
    }
    return row if evidence.article == article else {"article": evidence.article, **row}


def _evidence(row: Row, *, article: str) -> Evidence:
    start, end = _span([row["start"], row["end"]])
    return Evidence(
        article=cast("str", row.get("article", article)),
        start=start,
        end=end,
        quote=cast("str", row["quote"]),
        source_span=_span(row["source_span"]),
        target_span=_span(row["target_span"]),
        trigger_span=_span(row["trigger_span"]),
        polarity=cast("Polarity", row["polarity"]),
        modality=cast("Modality", row["modality"]),
        attribution=cast("str", row["attribution"]),
        confidence=cast("float", row.get("confidence", 1.0)),
        rule=cast("str", row["rule"]),
    )


def _span(value: object) -> Span:
    match value:
        case [int(start), int(end)] if 0 <= start <= end:
            return start, end
    raise ValueError(f"{value!r} are no offsets of a piece of text")
