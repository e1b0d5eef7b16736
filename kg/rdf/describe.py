"""A corpus in; the triples of each of its subjects out, sorted, without any RDF library."""

from __future__ import annotations

import hashlib
import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from datetime import date
from functools import cache
from typing import Final

from kg.model import Actor, ActorId, Article, Corpus, Event, Evidence, Place, RelationId, Span
from kg.ontology import IR, REL, RelationType, load_relations
from kg.rdf.canonical import canonical, common_actors
from kg.rdf.namespaces import RDFS, WIKIDATA, XSD, Namespaces
from kg.rdf.terms import TYPE, Iri, Literal, Term, to_decimal

Description = tuple[Iri, list[tuple[Iri, Term]]]
"""A subject with its predicates and objects, in the order in which Turtle shows them."""

CLASS_OF_KIND: Final[Mapping[str, str]] = {
    "person": "Person",
    "state": "State",
    "organization": "Organization",
    "group": "Group",
}

_LABEL: Final = Iri(RDFS + "label")
_ITEM: Final = re.compile(r"Q[1-9][0-9]*")


def describe(corpus: Corpus, names: Namespaces) -> Iterator[Description]:
    """Yield every subject of the corpus once, sorted by IRI within articles, entities, events, evidence, places.

    Raises
    ------
    OntologyError
        If an event has a relation that the ontology does not know.
    """
    corpus = canonical(corpus)
    actors = common_actors(corpus.events)
    by_name = {actor.name: Iri(names.entity(actor.id)) for actor in reversed(list(actors.values()))}
    states = {actor.name: Iri(names.entity(actor.id)) for actor in actors.values() if actor.kind == "state"}
    relations = load_relations()
    ties = _ties(corpus, names, relations)
    for article in sorted(corpus.articles, key=lambda article: names.article(article.id)):
        yield _article(article, names)
    for key in sorted(actors, key=names.entity):
        yield _entity(actors[key], names, states, ties.get(key, set()))
    events = sorted(corpus.events, key=lambda event: names.event(event.id))
    for event in events:
        yield _event(event, names, relations[event.relation], actors)
    claims = ((evidence_id(event.id, item), item) for event in events for item in event.evidence)
    for identifier, item in sorted(claims, key=lambda claim: claim[0]):
        yield _evidence(identifier, item, names, by_name)
    for place in sorted({event.place for event in events if event.place}, key=names.place):
        yield _place(place, names)


def evidence_id(event: str, evidence: Evidence) -> str:
    """Return the id of a claim: the first 24 hex digits of the SHA-256 of its event and all that it says."""
    parts = (
        event, evidence.article, evidence.start, evidence.end, *evidence.source_span, *evidence.target_span,
        *evidence.trigger_span, evidence.polarity, evidence.modality, evidence.rule,
        to_decimal(evidence.confidence).value, evidence.attribution, evidence.quote,
    )  # fmt: skip
    text = "\x1f".join(map(str, parts))
    return hashlib.sha256(text.encode("utf-8", "replace")).hexdigest()[:24]


def _ties(
    corpus: Corpus, names: Namespaces, relations: Mapping[RelationId, RelationType]
) -> Mapping[ActorId, set[tuple[Iri, Iri]]]:
    """Return the direct triples of each actor: those that some affirmed and actual evidence bears out."""
    ties: dict[ActorId, set[tuple[Iri, Iri]]] = defaultdict(set)
    for event in corpus.events:
        if any(item.polarity == "affirmed" and item.modality == "actual" for item in event.evidence):
            kind = relations[event.relation]
            predicate = Iri(IR + kind.direct_property)
            ties[event.source.id].add((predicate, Iri(names.entity(event.target.id))))
            if kind.symmetric:
                ties[event.target.id].add((predicate, Iri(names.entity(event.source.id))))
    return ties


def _article(article: Article, names: Namespaces) -> Description:
    address = None if article.url is None else Literal(article.url, XSD + "anyURI")
    return Iri(names.article(article.id)), _present(
        (TYPE, _ir("Article")),
        (_ir("articleId"), Literal(article.id)),
        (_ir("title"), None if article.title is None else Literal(article.title)),
        (_ir("published"), _day(article.published)),
        (_ir("sourceName"), None if article.source is None else Literal(article.source)),
        (_ir("url"), address),
        (_ir("language"), None if article.language is None else Literal(article.language)),
        (_ir("textSha256"), Literal(article.sha256)),
    )


def _entity(actor: Actor, names: Namespaces, states: Mapping[str, Iri], ties: set[tuple[Iri, Iri]]) -> Description:
    if actor.wikidata and not _ITEM.fullmatch(actor.wikidata):
        raise ValueError(f"actor {actor.id!r}: {actor.wikidata!r} is not a Wikidata id such as Q142")
    return Iri(names.entity(actor.id)), [
        *_present(
            (TYPE, _ir("Entity")),
            (TYPE, _ir(CLASS_OF_KIND[actor.kind])),
            (_LABEL, Literal(actor.name)),
            (_ir("stateName"), Literal(actor.state) if actor.state else None),
            (_ir("actsFor"), states.get(actor.state)),
            (_ir("wikidata"), Iri(WIKIDATA + actor.wikidata) if actor.wikidata else None),
        ),
        *sorted(ties),
    ]


def _event(event: Event, names: Namespaces, kind: RelationType, actors: Mapping[ActorId, Actor]) -> Description:
    source, target = Iri(names.entity(event.source.id)), Iri(names.entity(event.target.id))
    first, second = ("firstNamed", "secondNamed") if kind.symmetric else ("initiator", "recipient")
    when = event.date
    return Iri(names.event(event.id)), [
        *_present(
            (TYPE, _ir("Event")),
            (_ir("relationType"), Iri(REL + event.relation)),
            *((_ir("participant"), participant) for participant in sorted({source, target})),
            (_ir(first), source),
            (_ir("sourceOrgan"), Literal(event.source.organ) if event.source.organ else None),
            (_ir("sourceState"), _own_state(event.source, actors)),
            (_ir(second), target),
            (_ir("targetOrgan"), Literal(event.target.organ) if event.target.organ else None),
            (_ir("targetState"), _own_state(event.target, actors)),
            (_ir("earliest"), _day(when.earliest if when else None)),
            (_ir("latest"), _day(when.latest if when else None)),
            (_ir("datePrecision"), Literal(when.precision if when else "unknown")),
            (_ir("dateText"), Literal(when.text) if when and when.text else None),
            (_ir("place"), Iri(names.place(event.place)) if event.place else None),
            (_ir("occasion"), None if event.occasion is None else Literal(event.occasion, language="en")),
            (_ir("filedUnder"), Iri(names.article(event.article))),
            (_ir("summaryPolarity"), _ir(event.polarity)),
            (_ir("summaryModality"), _ir(event.modality)),
            (_ir("summaryAttribution"), Literal(event.attribution) if event.attribution else None),
            (_ir("summaryConfidence"), to_decimal(event.confidence)),
        ),
        *((_ir("evidence"), Iri(names.evidence(key))) for key in _evidence_ids(event)),
    ]


def _evidence_ids(event: Event) -> list[str]:
    return sorted(evidence_id(event.id, item) for item in event.evidence)


def _own_state(actor: Actor, actors: Mapping[ActorId, Actor]) -> Literal | None:
    return None if actor.state == actors[actor.id].state else Literal(actor.state)


def _evidence(identifier: str, item: Evidence, names: Namespaces, by_name: Mapping[str, Iri]) -> Description:
    return Iri(names.evidence(identifier)), _present(
        (TYPE, _ir("Evidence")),
        (_ir("article"), Iri(names.article(item.article))),
        (_ir("quote"), Literal(item.quote)),
        (_ir("beginChar"), Literal(str(item.start), XSD + "integer")),
        (_ir("endChar"), Literal(str(item.end), XSD + "integer")),
        (_ir("sourceSpan"), _span(item.source_span)),
        (_ir("targetSpan"), _span(item.target_span)),
        (_ir("triggerSpan"), _span(item.trigger_span)),
        (_ir("polarity"), _ir(item.polarity)),
        (_ir("modality"), _ir(item.modality)),
        (_ir("attribution"), Literal(item.attribution) if item.attribution else None),
        (_ir("attributedTo"), by_name.get(item.attribution)),
        (_ir("confidence"), to_decimal(item.confidence)),
        (_ir("rule"), Literal(item.rule) if item.rule else None),
    )


def _place(place: Place, names: Namespaces) -> Description:
    return Iri(names.place(place)), _present(
        (TYPE, _ir("Place")),
        (_LABEL, Literal(place.name)),
        (_ir("country"), Literal(place.country) if place.country else None),
    )


def _day(day: date | None) -> Literal | None:
    return None if day is None else Literal(day.isoformat(), XSD + "date")


def _span(span: Span) -> Literal:
    return Literal(f"{span[0]}:{span[1]}")


@cache
def _ir(name: str) -> Iri:
    return Iri(IR + name)


def _present(*pairs: tuple[Iri, Term | None]) -> list[tuple[Iri, Term]]:
    return [(predicate, term) for predicate, term in pairs if term is not None]
