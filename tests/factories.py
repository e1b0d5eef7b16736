"""Defaults in for all that a test is not about; articles, actors, evidence, events and corpora out."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from kg.gold import GoldRelation, GoldSide
from kg.model import (
    Actor,
    ActorId,
    ActorKind,
    Article,
    Corpus,
    DateRange,
    Event,
    Evidence,
    Modality,
    Place,
    Polarity,
    RelationId,
    event_id,
    event_key,
    slug,
)
from kg.ontology import load_relations


def article(identifier: str = "a1", text: str = "Kim Jong Un met Vladimir Putin.", **fields: object) -> Article:
    """Return an article; further fields by name."""
    return Article(id=identifier, text=text, **fields)  # type: ignore[arg-type]  # tests pass what Article takes


def actor(name: str = "Kim Jong Un", kind: ActorKind = "person", **fields: str) -> Actor:
    """Return an actor whose id is made of the name; a state is its own state."""
    fields.setdefault("state", name if kind == "state" else "")
    return Actor(id=ActorId(fields.pop("id", slug(name))), name=name, kind=kind, **fields)


def evidence(
    quote: str = "Kim Jong Un met Vladimir Putin.",
    *,
    article: str = "a1",
    start: int = 0,
    polarity: Polarity = "affirmed",
    modality: Modality = "actual",
    attribution: str = "",
    confidence: float = 0.9,
    rule: str = "met-with/verb",
) -> Evidence:
    """Return evidence whose end follows from its quote and start."""
    return Evidence(
        article=article,
        start=start,
        end=start + len(quote),
        quote=quote,
        source_span=(start, start + 3),
        target_span=(start + 5, start + 8),
        trigger_span=(start + 3, start + 5),
        polarity=polarity,
        modality=modality,
        attribution=attribution,
        confidence=confidence,
        rule=rule,
    )


def day(text: str = "2023-09-13", until: str | None = None, *, words: str = "") -> DateRange:
    """Return a range of days from ISO dates."""
    return DateRange(earliest=date.fromisoformat(text), latest=date.fromisoformat(until or text), text=words)


def event(
    relation: str = "met-with",
    source: Actor | None = None,
    target: Actor | None = None,
    *,
    article: str = "a1",
    when: DateRange | None = None,
    claims: Iterable[Evidence] | None = None,
    polarity: Polarity = "affirmed",
    modality: Modality = "actual",
    attribution: str = "",
    place: Place | None = None,
    occasion: str | None = None,
    confidence: float = 0.9,
    scope: str = "",
) -> Event:
    """Return an event whose id, root and group follow from the rest; its one claim has the event's status."""
    kind = load_relations()[RelationId(relation)]
    source = source or actor()
    target = target or actor("Vladimir Putin")
    key = event_key(
        relation=relation,
        source=source.id,
        target=target.id,
        symmetric=kind.symmetric,
        when=when,
        scope=scope if when else scope or article,
    )
    found = tuple(claims) if claims is not None else (
        evidence(
            article=article, polarity=polarity, modality=modality, attribution=attribution, confidence=confidence
        ),
    )  # fmt: skip
    return Event(
        id=event_id(key),
        article=article,
        relation=RelationId(relation),
        root=kind.root,
        quad=kind.quad,
        source=source,
        target=target,
        evidence=found,
        polarity=polarity,
        modality=modality,
        attribution=attribution,
        date=when,
        place=place,
        occasion=occasion,
        confidence=confidence,
    )


def corpus(*events: Event, articles: Iterable[Article] | None = None) -> Corpus:
    """Return a corpus of the events, with an article for every one they name."""
    if articles is None:
        ids = {item.article for one in events for item in one.evidence} | {one.article for one in events}
        articles = [article(identifier) for identifier in sorted(ids)]
    return Corpus(articles=tuple(articles), events=events)


def gold(
    relation: str = "met-with",
    source: str = "Kim Jong Un",
    target: str = "Vladimir Putin",
    *,
    states: tuple[str, str] = ("", ""),
    **fields: object,
) -> GoldRelation:
    """Return a gold relation between two named actors; further fields by name."""
    return GoldRelation(
        source=GoldSide(name=source, state=states[0]),
        relation=RelationId(relation),
        target=GoldSide(name=target, state=states[1]),
        **fields,  # type: ignore[arg-type]  # tests pass what GoldRelation takes
    )
