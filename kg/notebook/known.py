"""A corpus in; the names, articles and events that a value of it refers to by id, out."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from kg.built import Graph
from kg.disputes import Claim, Dispute
from kg.graph import actors_of
from kg.listing import Listing
from kg.measured import Measured
from kg.model import Article, Corpus, Event, Evidence
from kg.strength import Contribution, Tie

if TYPE_CHECKING:
    from collections.abc import Iterable


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """What ids stand for; an id that stands for nothing here is shown as it is."""

    names: Mapping[str, str] = field(default_factory=dict)
    articles: Mapping[str, Article] = field(default_factory=dict)
    events: Mapping[str, Event] = field(default_factory=dict)
    disputed: frozenset[str] = frozenset()

    def name(self, identifier: str) -> str:
        """Return the name of an actor."""
        return self.names.get(identifier, identifier)


NOTHING: Final = Known()


def known_of(origin: object) -> Known:
    """Return what a corpus, or a graph with one, knows; nothing of anything else."""
    corpus = origin.corpus if isinstance(origin, Graph) else origin
    if not isinstance(corpus, Corpus):
        return NOTHING
    disputes = origin.disputes if isinstance(origin, Graph) else ()
    return Known(
        names={actor.id: actor.name for actor in actors_of(corpus)},
        articles={article.id: article for article in corpus.articles},
        events={event.id: event for event in corpus.events},
        disputed=frozenset(event for dispute in disputes for event in dispute.events),
    )


def known_in(namespace: Mapping[str, object], value: object) -> Known:
    """Return what the first of the graphs in a notebook that the value is from knows; nothing where it is from none.

    An event has the id of its article, and a tie those of two actors: what these are called, only the graph tells.
    """
    if not isinstance(value, Event | Evidence | Claim | Dispute | Tie | Contribution):
        return NOTHING
    return next((known_of(each) for each in _origins(namespace.values()) if _holds(_corpus(each), value)), NOTHING)


def _origins(values: Iterable[object]) -> Iterator[Graph | Corpus]:
    for value in list(values):
        if isinstance(value, Graph | Corpus):
            yield value
        elif isinstance(value, Listing) and isinstance(value.origin, Graph | Corpus):
            yield value.origin
        elif isinstance(value, Measured):
            yield from value.source.corpora


def _corpus(origin: Graph | Corpus) -> Corpus:
    return origin.corpus if isinstance(origin, Graph) else origin


def _holds(corpus: Corpus, value: Event | Evidence | Claim | Dispute | Tie | Contribution) -> bool:
    """Return whether the value was made from the corpus."""
    match value:
        case Event():
            return any(each.id == value.id and each == value for each in corpus.events)
        case Evidence():
            return any(claim == value for each in corpus.events for claim in each.evidence)
        case Claim():
            return _holds(corpus, value.event)
        case Dispute():
            return all(_holds(corpus, claim) for claim in (*value.assertions, *value.denials))
        case Contribution():
            return any(each.id == value.event for each in corpus.events)
        case Tie():
            told = {each.event for each in value.contributions}
            return bool(told) and told <= {each.id for each in corpus.events}
