"""Events of articles of which some are copies in; for each undated act that a copy tells again, the event of an earlier one out."""

from __future__ import annotations

from collections import defaultdict
from datetime import date
from functools import lru_cache
from typing import TYPE_CHECKING, Final

from kg.copies.words import words_of
from kg.ontology import load_relations
from kg.tellers import original_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from kg.model import Article, Event

NEAR: Final = 0.5
"""Two sentences that tell one act are one sentence, rewritten, if they share this part of the words of the shorter.

Of 794 acts that rewrites of every third article of the sample told again, all share seven tenths or more; of 16 pairs of
different sentences about one pair of actors in one article, 14 share under a third, and two are a headline and its story."""


_ALIKE: Final = 0.8
"""Sentences that share this part of all words of both are near the same others."""

_Sentences = defaultdict[frozenset[str], dict[str, "Event"]]
"""By its words, what a sentence tells, by id."""


def acts_of_originals(events: Iterable[Event], articles: Mapping[str, Article]) -> Mapping[tuple[str, str], Event]:
    """Return by its article and id each undated event of a copy, and the event of its original that it is.

    An act without a date is known by its article, so that what copies of one text tell in one sentence, of the same
    actors, would be as many acts. It is the act of the original or, where this does not tell it, of the copy published
    first that does; one that has a day there has it. What the original itself tells is never another's, and what
    has a day is what others tell of that day.

    Parameters
    ----------
    events
        Those of each article; of the same id they are one already.
    articles
        By id; each copy points at the original of its group.
    """
    originals = {article.copy_of for article in articles.values() if article.copy_of is not None}
    told: dict[tuple[str, ...], dict[str, list[Event]]] = defaultdict(lambda: defaultdict(list))
    for event in events:
        article = articles.get(event.article)
        if article is not None and (article.copy_of is not None or article.id in originals):
            told[original_of(article.id, articles), *_act(event)][article.id].append(event)
    return {
        key: home for by_article in told.values() if len(by_article) > 1 for key, home in _homes(by_article, articles)
    }


def _act(event: Event) -> tuple[str, ...]:
    """Return what two tellings of one act have in common: its relation, its actors, and whether it was done, planned or denied."""
    pair = [str(event.source.id), str(event.target.id)]
    relation = load_relations().get(event.relation)
    if relation is not None and relation.symmetric:
        pair.sort()
    return event.relation, *pair, event.polarity, "" if event.modality == "actual" else "planned"


def _homes(told: Mapping[str, list[Event]], articles: Mapping[str, Article]) -> Iterator[tuple[tuple[str, str], Event]]:
    """Go through the articles that tell one act, the original first, and yield what each tells again."""
    known: dict[str, Event] = {}
    sentences: _Sentences = defaultdict(dict)
    # Of a thousand copies in which a word or two differ, only what differs more is compared with the next.
    variants: _Sentences = defaultdict(dict)
    for key in sorted(told, key=lambda each: _place(articles[each])):
        here: list[tuple[frozenset[str], Event]] = []
        for event in sorted(told[key], key=lambda each: each.id):
            home = known.get(event.id)
            if home is None and event.date is None and (home := _told_before(event, sentences, variants)) is not None:
                yield (key, event.id), home
            here += ((_words(claim.quote), home or event) for claim in event.evidence)
            known[event.id] = home or event
        for words, home in here:
            sentences[words].setdefault(home.id, home)
            if not any(home.id in variants[other] and _is_alike(words, other) for other in variants):
                variants[words].setdefault(home.id, home)


def _told_before(event: Event, sentences: _Sentences, variants: _Sentences) -> Event | None:
    """Return the event that the nearest sentence tells, None where none is near or events of several days are equally so."""
    best = NEAR
    nearest: dict[str, Event] = {}
    for own in {_words(claim.quote) for claim in event.evidence}:
        known = {own: sentences[own]} if own in sentences else variants
        for other, homes in known.items():
            near = _share(own, other)
            fitting = {key: each for key, each in homes.items() if _fits(event, each)} if near >= best else None
            if fitting:
                nearest = {**(nearest if near == best else {}), **fitting}
                best = near
    undated = [each for each in nearest.values() if each.date is None]
    if undated:
        return min(undated, key=lambda each: each.id)
    return next(iter(nearest.values())) if len(nearest) == 1 else None


def _fits(event: Event, other: Event) -> bool:
    return event.occasion is None or other.occasion is None or event.occasion == other.occasion


def _share(one: frozenset[str], other: frozenset[str]) -> float:
    smaller = min(len(one), len(other))
    return len(one & other) / smaller if smaller else float(one == other)


def _is_alike(one: frozenset[str], other: frozenset[str]) -> bool:
    return len(one & other) >= _ALIKE * len(one | other)


def _place(article: Article) -> tuple[bool, date, str]:
    return article.copy_of is not None, article.published or date.max, article.id


@lru_cache(maxsize=10_000)
def _words(quote: str) -> frozenset[str]:
    return frozenset(words_of(quote))
