"""A graph in; what a person should settle first out: likely merges and doubtful events, those that change most first."""

from __future__ import annotations

import math
from dataclasses import dataclass
from itertools import combinations
from typing import TYPE_CHECKING, Final, Literal

from kg.decision import Decided
from kg.disputes import find_disputes
from kg.review.doubts import Doubt, doubts_of, ties_by_actor
from kg.review.merges import Likeness, likely_pairs
from kg.review.profile import profiles_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from kg.built import Graph
    from kg.decision import Decision
    from kg.model import ActorId, Article, Event, Evidence
    from kg.strength import Tie

Only = Literal["merges", "events"]
ONLY: Final[tuple[Only, ...]] = ("merges", "events")

DEFAULT_MOST: Final = 30
"""What can be settled in a quarter of an hour: half a minute each, to read two or three sentences and to decide."""

LEAST_MOVED: Final = 0.1
"""What a merge changes at least, in strength: a list of actors that is right is worth something where no act counts."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Sentence:
    """One sentence to judge by: who of the proposal it names, its words, and the article that it stands in."""

    names: str
    quote: str
    article: Article | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Proposal:
    """One question for a person.

    ``about`` is a pair of actors that may be one, or an event that may be wrong. ``chance`` is that of the answer which
    changes the graph: that the two are one, that the event is wrong. ``moved`` is by how much strengths move then, and
    ``gain`` the product of both, by which proposals are sorted. ``joined`` counts the ties that a merge makes one.
    """

    about: Likeness | Doubt
    chance: float
    moved: float
    sentences: tuple[Sentence, ...]
    ties: tuple[Tie, ...] = ()
    joined: int = 0
    events: int = 0

    @property
    def gain(self) -> float:
        """Return what settling the question is expected to change, in strength."""
        return self.chance * self.moved


_MOST_SENTENCES: Final = 3
_SENTENCES_EACH: Final = 2


def propose(
    graph: Graph, *, most: int = DEFAULT_MOST, only: Only | None = None, decisions: Iterable[Decision] = ()
) -> tuple[Proposal, ...]:
    """Return what is to be settled first, at most so many proposals, or of one sort only.

    ``decisions`` are those that the graph was built without, such as those made since.

    A merge is expected to change its chance times the strengths, without their signs, of the ties of the actor that would
    be merged into the other, but not less than `LEAST_MOVED`; an event what `kg.review.doubts.doubts_of` says. What was
    decided before is not proposed again: events that a decision affirmed, rejected or corrected, and pairs kept apart.
    """
    corpus = graph.corpus
    articles = {article.id: article for article in corpus.articles}
    made = (*corpus.decisions, *(Decided(decision=each) for each in decisions))
    found: list[Proposal] = []
    if only != "events":
        apart = _decided_pairs(made)
        ties = ties_by_actor(graph.ties)
        pairs = [each for each in likely_pairs(profiles_of(corpus)) if _pair(each) not in apart]
        told = _events_of(corpus.events, {key for each in pairs for key in _pair(each)})
        found += [_merge(each, ties, told, articles) for each in pairs]
    if only != "merges":
        settled = _settled(made)
        disputed = {event for dispute in find_disputes(corpus) for event in dispute.events}
        doubts = doubts_of(corpus.events, graph.ties, disputed=disputed)
        found += [_event(each, articles) for each in doubts if each.event.id not in settled and each.gain > 0.0]
    return tuple(sorted(found, key=_order)[:most])


def _merge(
    each: Likeness,
    ties: Mapping[str, Sequence[Tie]],
    told: Mapping[ActorId, Sequence[Event]],
    articles: Mapping[str, Article],
) -> Proposal:
    own = ties.get(each.drop.id, ())
    others = {tie.b if tie.a == each.keep.id else tie.a for tie in ties.get(each.keep.id, ())}
    sentences = [
        Sentence(names=actor.name, quote=" ".join(evidence.quote.split()), article=articles.get(evidence.article))
        for actor in (each.keep, each.drop)
        for evidence in _best(told[actor.id])[:_SENTENCES_EACH]
    ]
    return Proposal(
        about=each,
        chance=each.chance,
        moved=max(LEAST_MOVED, math.fsum(abs(tie.strength) for tie in own)),
        sentences=tuple(sentences),
        ties=tuple(own),
        joined=sum((tie.b if tie.a == each.drop.id else tie.a) in others for tie in own),
        events=len(told[each.drop.id]),
    )


def _event(doubt: Doubt, articles: Mapping[str, Article]) -> Proposal:
    sentences = [
        Sentence(names="", quote=" ".join(each.quote.split()), article=articles.get(each.article))
        for each in _best([doubt.event])[:_MOST_SENTENCES]
    ]
    return Proposal(
        about=doubt, chance=doubt.chance, moved=doubt.moved, sentences=tuple(sentences), ties=(doubt.tie,), events=1
    )


def _best(events: Iterable[Event]) -> list[Evidence]:
    """Return the evidence of events, the surest sentences first, each sentence once."""
    told = {(each.article, each.start): each for event in events for each in event.evidence}
    return sorted(told.values(), key=lambda each: (-each.confidence, each.article, each.start))


def _events_of(events: Iterable[Event], actors: set[ActorId]) -> Mapping[ActorId, list[Event]]:
    found: dict[ActorId, list[Event]] = {actor: [] for actor in actors}
    for event in events:
        for actor in {event.source.id, event.target.id} & actors:
            found[actor].append(event)
    return found


def _pair(each: Likeness) -> frozenset[ActorId]:
    return frozenset((each.keep.id, each.drop.id))


def _decided_pairs(decisions: Iterable[Decided]) -> frozenset[frozenset[str]]:
    """Return the pairs that a decision has kept apart, or made one; actors by their ids then and now."""
    about = [each for each in decisions if each.decision.kind in {"keep-apart", "merge-actors"}]
    return frozenset(
        frozenset(pair)
        for each in about
        for pair in combinations(
            {*each.decision.actors, each.decision.into or each.decision.actors[0], *each.actors}, 2
        )
    )


def _settled(decisions: Iterable[Decided]) -> frozenset[str]:
    """Return the ids of events that a decision was about, as they were then and as they are now."""
    return frozenset(
        key
        for each in decisions
        if each.decision.event is not None
        for key in (each.decision.event.event, *each.events)
    )


def _order(proposal: Proposal) -> tuple[object, ...]:
    about = proposal.about
    ids = (about.keep.id, about.drop.id) if isinstance(about, Likeness) else (about.event.id, "")
    return (-proposal.gain, isinstance(about, Doubt), *ids)
