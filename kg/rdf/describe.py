"""A corpus in; the triples of each of its subjects out, sorted, without any RDF library."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Mapping
from operator import itemgetter

from kg.disputes import Claim, Dispute, find_disputes
from kg.model import Actor, ActorId, Article, Corpus, Event, Evidence, Place, Span
from kg.ontology import REL, RelationType, load_relations
from kg.rdf.canonical import canonical, common_actors
from kg.rdf.decisions import Changes, describe_decisions
from kg.rdf.entities import LABEL, describe_entities
from kg.rdf.labels import article_label, dispute_label, event_label, evidence_label
from kg.rdf.namespaces import XSD, Namespaces
from kg.rdf.sources import describe_sources
from kg.rdf.speakers import speakers
from kg.rdf.terms import TYPE, Description, Iri, Literal, ir, present, to_date, to_decimal


def describe(corpus: Corpus, names: Namespaces) -> Iterator[Description]:
    """Yield every subject of the corpus once.

    First come the graph as a whole and the tables that it draws on; then, sorted by IRI within each, articles,
    entities, terms of office, events, evidence, disputes, places, and the decisions of people with those who made them.

    Raises
    ------
    OntologyError
        If an event has a relation that the ontology does not know.
    """
    corpus = canonical(corpus)
    actors = common_actors(corpus.events)
    relations = load_relations()
    yield from describe_sources(names)
    for article in sorted(corpus.articles, key=lambda article: names.article(article.id)):
        yield _article(article, names)
    said_by = speakers({item.attribution for event in corpus.events for item in event.evidence}, actors.values())
    changes = Changes(corpus, names)
    yield from describe_entities(corpus, actors, said_by.values(), names, changes)
    events = sorted(corpus.events, key=lambda event: names.event(event.id))
    claims: list[tuple[str, Evidence, list[tuple[Iri, Iri]]]] = []
    for event in events:
        told = sorted(((evidence_id(event.id, item), item) for item in event.evidence), key=itemgetter(0))
        subject, pairs = _event(event, names, relations[event.relation], actors, [key for key, _ in told])
        yield subject, [*pairs, *changes.of_event(event.id)]
        claims += ((key, item, changes.of_evidence(event.id, item.article, item.start)) for key, item in told)
    by_name = {text: Iri(names.entity(actor.id)) for text, actor in said_by.items()}
    for identifier, item, changed in sorted(claims, key=itemgetter(0)):
        subject, pairs = _evidence(identifier, item, names, by_name)
        yield subject, [*pairs, *changed]
    for dispute in sorted(find_disputes(corpus), key=lambda dispute: names.dispute(dispute.id)):
        yield _dispute(dispute, names)
    for place in sorted({event.place for event in events if event.place}, key=names.place):
        yield _place(place, names)
    yield from describe_decisions(corpus, names)


def evidence_id(event: str, evidence: Evidence) -> str:
    """Return the id of a claim: the first 24 hex digits of the SHA-256 of its event and all that it says."""
    parts = (
        event, evidence.article, evidence.start, evidence.end, *evidence.source_span, *evidence.target_span,
        *evidence.trigger_span, evidence.polarity, evidence.modality, evidence.rule,
        to_decimal(evidence.confidence).value, evidence.attribution, evidence.quote,
    )  # fmt: skip
    text = "\x1f".join(map(str, parts))
    return hashlib.sha256(text.encode("utf-8", "replace")).hexdigest()[:24]


def _article(article: Article, names: Namespaces) -> Description:
    address = None if article.url is None else Literal(article.url, XSD + "anyURI")
    return Iri(names.article(article.id)), present(
        (TYPE, ir("Article")),
        (LABEL, Literal(article_label(article))),
        (ir("articleId"), Literal(article.id)),
        (ir("title"), None if article.title is None else Literal(article.title)),
        (ir("published"), to_date(article.published)),
        (ir("sourceName"), None if article.source is None else Literal(article.source)),
        (ir("url"), address),
        (ir("language"), None if article.language is None else Literal(article.language)),
        (ir("textSha256"), Literal(article.sha256)),
        (ir("copyOf"), None if article.copy_of is None else Iri(names.article(article.copy_of))),
    )


def _event(
    event: Event, names: Namespaces, kind: RelationType, actors: Mapping[ActorId, Actor], evidence: Iterable[str]
) -> Description:
    source, target = Iri(names.entity(event.source.id)), Iri(names.entity(event.target.id))
    first, second = ("firstNamed", "secondNamed") if kind.symmetric else ("initiator", "recipient")
    when = event.date
    return Iri(names.event(event.id)), [
        *present(
            (TYPE, ir("Event")),
            (LABEL, Literal(event_label(event))),
            (ir("relationType"), Iri(REL + event.relation)),
            *((ir("participant"), participant) for participant in sorted({source, target})),
            (ir(first), source),
            (ir("sourceOrgan"), Literal(event.source.organ) if event.source.organ else None),
            (ir("sourceState"), _own_state(event.source, actors)),
            (ir(second), target),
            (ir("targetOrgan"), Literal(event.target.organ) if event.target.organ else None),
            (ir("targetState"), _own_state(event.target, actors)),
            (ir("earliest"), to_date(when.earliest if when else None)),
            (ir("latest"), to_date(when.latest if when else None)),
            (ir("datePrecision"), Literal(when.precision if when else "unknown")),
            (ir("dateText"), Literal(when.text) if when and when.text else None),
            (ir("place"), Iri(names.place(event.place)) if event.place else None),
            (ir("occasion"), None if event.occasion is None else Literal(event.occasion, language="en")),
            (ir("filedUnder"), Iri(names.article(event.article))),
            (ir("summaryPolarity"), ir(event.polarity)),
            (ir("summaryModality"), ir(event.modality)),
            (ir("summaryAttribution"), Literal(event.attribution) if event.attribution else None),
            (ir("summaryConfidence"), to_decimal(event.confidence)),
        ),
        *((ir("evidence"), Iri(names.evidence(key))) for key in evidence),
    ]


def _own_state(actor: Actor, actors: Mapping[ActorId, Actor]) -> Literal | None:
    return None if actor.state == actors[actor.id].state else Literal(actor.state)


def _evidence(identifier: str, item: Evidence, names: Namespaces, by_name: Mapping[str, Iri]) -> Description:
    return Iri(names.evidence(identifier)), present(
        (TYPE, ir("Evidence")),
        (LABEL, Literal(evidence_label(item))),
        (ir("article"), Iri(names.article(item.article))),
        (ir("quote"), Literal(item.quote)),
        (ir("beginChar"), Literal(str(item.start), XSD + "integer")),
        (ir("endChar"), Literal(str(item.end), XSD + "integer")),
        (ir("sourceSpan"), _span(item.source_span)),
        (ir("targetSpan"), _span(item.target_span)),
        (ir("triggerSpan"), _span(item.trigger_span)),
        (ir("polarity"), ir(item.polarity)),
        (ir("modality"), ir(item.modality)),
        (ir("attribution"), Literal(item.attribution) if item.attribution else None),
        (ir("attributedTo"), by_name.get(item.attribution)),
        (ir("confidence"), to_decimal(item.confidence)),
        (ir("rule"), Literal(item.rule) if item.rule else None),
    )


def _dispute(dispute: Dispute, names: Namespaces) -> Description:
    def of(claims: tuple[Claim, ...]) -> list[Iri]:
        return sorted(Iri(names.evidence(evidence_id(claim.event.id, claim.evidence))) for claim in claims)

    return Iri(names.dispute(dispute.id)), [
        (TYPE, ir("Dispute")),
        (LABEL, Literal(dispute_label(dispute))),
        *((ir("disputedEvent"), Iri(names.event(event))) for event in sorted(dispute.events, key=names.event)),
        *((ir("assertion"), claim) for claim in of(dispute.assertions)),
        *((ir("denial"), claim) for claim in of(dispute.denials)),
    ]


def _place(place: Place, names: Namespaces) -> Description:
    return Iri(names.place(place)), present(
        (TYPE, ir("Place")),
        (LABEL, Literal(place.name)),
        (ir("country"), Literal(place.country) if place.country else None),
    )


def _span(span: Span) -> Literal:
    return Literal(f"{span[0]}:{span[1]}")
