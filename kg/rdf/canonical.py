"""A corpus in; the same corpus in the form and order that Turtle keeps out."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from kg.errors import OntologyError
from kg.model import MODALITIES, POLARITIES, Actor, ActorId, Article, Corpus, Event, Evidence
from kg.ontology import load_relations

if TYPE_CHECKING:
    from kg.decision import Decided

CONFIDENCE_DIGITS: Final = 18
"""Digits after the point that stores and validators keep of a decimal."""


def canonical(corpus: Corpus) -> Corpus:
    """Return what a graph keeps of the corpus: reading back its Turtle gives exactly this.

    Articles have their digest instead of their text and marked spans, and are sorted by id; a copy of a copy is one of the
    original. An actor has one
    name, kind and Wikidata id, those used most often; its state and organ may differ from event to event.
    Events of the same id are made one, with the evidence of all; confidence has at most 18 digits after the point. Events are sorted by article and place in
    its text, evidence by article and place. Decisions stay in their order, with those
    of the events, evidence and actors that they changed which are there. What was skipped is left out.

    Raises
    ------
    OntologyError
        If an event has a relation that the ontology does not know.
    """
    actors = common_actors(corpus.events)
    by_id: dict[str, list[Event]] = defaultdict(list)
    for event in corpus.events:
        by_id[event.id].append(event)
    events = (_event(merged(same), actors) for same in by_id.values())
    articles = {article.id: article for article in with_originals(reversed(corpus.articles))}
    kept = tuple(sorted(events, key=_event_order))
    claims = (
        {(event.id, item.article, item.start) for event in kept for item in event.evidence}
        if corpus.decisions
        else set()
    )
    return Corpus(
        articles=tuple(_article(articles[key]) for key in sorted(articles)),
        events=kept,
        decisions=tuple(_decided(each, claims, actors) for each in corpus.decisions),
    )


def with_originals(articles: Iterable[Article]) -> tuple[Article, ...]:
    """Return articles, the last of each id counting, with a copy of a copy as one of the original."""
    given = tuple(articles)
    known = {article.id: article for article in given}
    originals = {key: _original(article, known) for key, article in known.items()}
    return tuple(replace(each, copy_of=originals[each.id]) for each in given)


def common_actors(events: Iterable[Event]) -> Mapping[ActorId, Actor]:
    """Return each actor with the name, kind, state and Wikidata id that its events give most often.

    Among equals the first in sorted order is taken; an empty state or Wikidata id only where there is no other.
    """
    uses: Counter[Actor] = Counter()
    for event in events:
        uses[event.source] += 1
        uses[event.target] += 1
    forms: dict[ActorId, list[Actor]] = defaultdict(list)
    for actor in uses:
        forms[actor.id].append(actor)
    return {key: _common(same, uses) for key, same in sorted(forms.items())}


def merged(same: Sequence[Event]) -> Event:
    """Return events of one id, at least one, as one event with the evidence of all, each piece once."""
    if len(same) == 1:
        return same[0]
    # Decisions can make two events of one place in one article the same: only all that they say tells which is first.
    same = sorted(same, key=lambda event: (*_event_order(event), repr(event)))
    # What a copy tells again is filed under its original, whose own words count.
    same.sort(key=lambda event: all(item.article != event.article for item in event.evidence))
    first = same[0]
    polarity = min((event.polarity for event in same), key=POLARITIES.index)
    return replace(
        first,
        evidence=tuple(dict.fromkeys(item for event in same for item in event.evidence)),
        polarity=polarity,
        # A deed that is denied does not make a plan a deed.
        modality=min((event.modality for event in same if event.polarity == polarity), key=MODALITIES.index),
        date=first.date or next((event.date for event in same if event.date), None),
        place=first.place or next((event.place for event in same if event.place), None),
        occasion=first.occasion or next((event.occasion for event in same if event.occasion), None),
        confidence=max(event.confidence for event in same),
    )


def evidence_order(evidence: Evidence) -> tuple[object, ...]:
    """Return the sort key of evidence: article, place in the text, then every other field."""
    return (
        evidence.article, evidence.start, evidence.end, evidence.source_span, evidence.target_span,
        evidence.trigger_span, evidence.rule, evidence.polarity, evidence.modality, evidence.attribution,
        evidence.confidence, evidence.quote,
    )  # fmt: skip


def _decided(decided: Decided, claims: AbstractSet[tuple[str, str, int]], actors: Mapping[ActorId, Actor]) -> Decided:
    return replace(
        decided,
        claims=tuple(sorted(claims & {*decided.claims})),
        actors=tuple(sorted({*decided.actors} & actors.keys())),
        before=tuple(sorted({*decided.before} - {""})),
    )


def _common(forms: list[Actor], uses: Mapping[Actor, int]) -> Actor:
    if len(forms) == 1:
        return replace(forms[0], organ="") if forms[0].organ else forms[0]

    def most_used(field: Callable[[Actor], str]) -> str:
        counts: Counter[str] = Counter()
        for form in forms:
            counts[field(form)] += uses[form]
        return min(counts, key=lambda value: (not value, -counts[value], value))

    name, kind = most_used(lambda a: a.name), most_used(lambda a: a.kind)
    return replace(
        next(form for form in forms if form.kind == kind),
        name=name,
        state=most_used(lambda a: a.state),
        organ="",
        wikidata=most_used(lambda a: a.wikidata),
    )


def _article(article: Article) -> Article:
    return replace(article, text="", mentions=(), digest=article.sha256)


def _original(article: Article, articles: Mapping[str, Article]) -> str | None:
    """Return the id of the article at the end of the chain; of articles that are copies of each other the smallest."""
    passed = [article.id]
    while (following := articles[passed[-1]].copy_of) is not None and following in articles and following not in passed:
        passed.append(following)
    if following in passed:
        following = min(passed[passed.index(following) :])
    end = following or passed[-1]
    return None if end == article.id else end


def _event(event: Event, actors: Mapping[ActorId, Actor]) -> Event:
    kind = load_relations().get(event.relation)
    if kind is None:
        raise OntologyError(
            f"event {event.id}: relation {event.relation!r} is not in ontology/ir.ttl; add its stanza there"
        )
    return replace(
        event,
        root=kind.root,
        quad=kind.quad,
        source=_actor(event.source, actors),
        target=_actor(event.target, actors),
        evidence=tuple(sorted(dict.fromkeys(map(_rounded, event.evidence)), key=evidence_order)),
        confidence=round(event.confidence, CONFIDENCE_DIGITS),
    )


def _rounded(evidence: Evidence) -> Evidence:
    confidence = round(evidence.confidence, CONFIDENCE_DIGITS)
    return evidence if confidence == evidence.confidence else replace(evidence, confidence=confidence)


def _actor(actor: Actor, actors: Mapping[ActorId, Actor]) -> Actor:
    common = actors[actor.id]
    if actor.state == common.state and not actor.organ:
        return common
    return replace(common, state=actor.state, organ=actor.organ)


def _event_order(event: Event) -> tuple[object, ...]:
    here = [item.start for item in event.evidence if item.article == event.article]
    return event.article, min(here, default=0), event.id
