"""Articles with what was read in them, in any order, in; the one corpus that they make out."""

from __future__ import annotations

from dataclasses import replace
from types import MappingProxyType
from typing import TYPE_CHECKING, Final

from kg.copies import acts_of_originals
from kg.decisions import apply_decisions, left_out
from kg.model import Corpus, Reading
from kg.rdf.canonical import canonical, with_originals

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from kg.decision import Decision
    from kg.model import Article, Event, Skipped

DEFAULT_MIN_CONFIDENCE: Final = 0.5
"""Events below it are left out: a pattern that is right less often than not says nothing about a pair."""

MARKED_MIN_CONFIDENCE: Final = 0.2
"""The same for articles in which somebody marked the actors: asked what is between two, kg says what is likeliest."""

Read = tuple["Article", "tuple[Event, ...]"]
"""An article with everything that was read in it, however uncertain."""


def assemble(
    read: Iterable[Read],
    *,
    min_confidence: float | None = None,
    copies: Mapping[str, str] = MappingProxyType({}),
    decisions: Iterable[Decision] = (),
    skipped: tuple[Skipped, ...] = (),
) -> Corpus:
    """Return the corpus of some articles: the same whatever their order, for a build at once and for a workspace.

    Events that several articles tell are made one, with the evidence of all; where copies of one text tell an act that has
    no day, that of the original is the one, see `kg.copies.acts_of_originals`. The articles are as they were given.

    Parameters
    ----------
    read
        Each article once, with its events.
    min_confidence
        Events with less confidence are left out, see `trusted`, unless a person affirmed them.
    copies
        For each article that is a copy, the id of its original, see `kg.copies.find_copies`; others stay as they are.
    decisions
        What people decided, in the order of their file. Articles that they leave out may be given, and are not there.
    skipped
        What was left out of the input.

    Raises
    ------
    OntologyError
        If an event has a relation that the ontology does not know.
    """
    decided = tuple(decisions)
    gone = left_out(decided)
    in_order = sorted(read, key=lambda each: each[0].id)
    given = tuple(replace(each, copy_of=copies.get(each.id, each.copy_of)) for each, _ in in_order)
    out = tuple(each for each in given if each.id in gone)
    # An article whose original is left out is a copy of nothing that is there.
    there = with_originals(
        replace(each, copy_of=None) if each.copy_of in gone else each for each in given if each.id not in gone
    )
    sure: list[Event] = []
    doubted: list[Event] = []
    # What was read in articles that are left out is not told of: it may have been read before they were, or not at all.
    told = [each for each in in_order if each[0].id not in gone]
    for article, events in told:
        kept = tuple(trusted(article, events, min_confidence=min_confidence))
        sure += kept
        ids = {event.id for event in kept}
        doubted += (event for event in events if event.id not in ids)
    applied = apply_decisions(sure, (*there, *out), decided, doubted=doubted)
    merged = canonical(_told_once(Corpus(articles=there, events=applied.events, decisions=applied.decided)))
    reading = Reading(
        events=sum(len(events) for _, events in told),
        doubtful=applied.doubtful,
        decided=len(sure) + len(doubted) - applied.doubtful - len(applied.events),
    )
    return replace(merged, articles=there, skipped=skipped, unmet=applied.unmet, reading=reading)


def _told_once(corpus: Corpus) -> Corpus:
    """Return the corpus with the undated acts of copies as those of their originals; what was decided of them goes with them.

    It comes after the decisions, which are about what single articles tell: one can make an actor of two, or a date unknown.
    """
    homes = acts_of_originals(corpus.events, {article.id: article for article in corpus.articles})
    if not homes:
        return corpus
    events: list[Event] = []
    became: dict[tuple[str, str, int], str] = {}
    for event in corpus.events:
        home = homes.get((event.article, event.id))
        if home is not None:
            became |= {(event.id, item.article, item.start): home.id for item in event.evidence}
        events.append(event if home is None else replace(event, id=home.id, article=home.article))
    decided = (
        replace(each, claims=tuple((became.get(claim, claim[0]), *claim[1:]) for claim in each.claims))
        for each in corpus.decisions
    )
    return replace(corpus, events=tuple(events), decisions=tuple(decided))


def trusted(article: Article, events: Iterable[Event], *, min_confidence: float | None = None) -> Iterator[Event]:
    """Yield the events of an article that are trusted enough; None is kg's own threshold, which is lower for marked ones."""
    least = min_confidence
    if least is None:
        least = MARKED_MIN_CONFIDENCE if article.mentions else DEFAULT_MIN_CONFIDENCE
    return (event for event in events if event.confidence >= least)
