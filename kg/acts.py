"""Events in; the acts that count for strength out, each with its weight, its sign and its reports."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import date

    from kg.model import ActorId, Event, RelationId


class ActType(Protocol):
    """What strength must know of a relation."""

    @property
    def sign(self) -> int:
        """1 for a cooperative act, -1 for a hostile one, 0 for a neutral one."""

    @property
    def symmetric(self) -> bool:
        """Whether the order of the two actors says nothing."""

    @property
    def static(self) -> bool:
        """Whether it is a lasting state and not an act."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Act:
    """One act of a pair on a day, however many events and sources report it.

    ``weight`` is 2^(-age / half-life) (1 - (1 - r)^k) for k independent sources of reliability r.
    ``losses`` names each event and the weight that would be lost without it, in the order of event ids.
    ``day`` is None where neither the texts nor a publication date tell it.
    """

    pair: tuple[ActorId, ActorId]
    relation: RelationId
    sign: int
    day: date | None
    weight: float
    losses: tuple[tuple[str, float], ...]


def acts_of(
    events: Iterable[Event],
    *,
    relations: Mapping[RelationId, ActType],
    published: Mapping[str, date],
    sources: Mapping[str, str],
    today: date | None,
    half_life_days: float,
    reliability: float,
) -> tuple[Act, ...]:
    """Return the acts behind the affirmed, actual, non-static events of two different actors, in fixed order.

    Events of the same pair, relation and day are one act: wire copies and repeated codings count once.
    At this level each actor acts for itself; only where acts are rolled up to states does it matter who is an
    official.
    """
    counted = [event for event in events if _counts(event, relations)]
    days = {id(event): _day(event, published) for event in counted}
    as_of = today or max((day for day in days.values() if day is not None), default=None)
    groups: dict[tuple[str, ...], list[Event]] = defaultdict(list)
    for event in counted:
        day = days[id(event)]
        if day is not None and as_of is not None and day > as_of:
            continue
        ends = [event.source.id, event.target.id]
        if relations[event.relation].symmetric:
            ends.sort()
        when = day.isoformat() if day is not None else f"undated {event.id}"
        groups[(when, event.relation, *ends)].append(event)

    acts = []
    for _, group in sorted(groups.items()):
        first = group[0]
        day = days[id(first)]
        age = (as_of - day).days if as_of is not None and day is not None else 0
        decay = 2.0 ** (-age / half_life_days)
        named = {id(event): _sources(event, sources) for event in group}
        weight = decay * _credibility(frozenset().union(*named.values()), reliability)
        losses = []
        for event in sorted(group, key=lambda each: (each.id, each.article)):
            rest = frozenset().union(*(named[id(other)] for other in group if other is not event))
            losses.append((event.id, weight - decay * _credibility(rest, reliability)))
        a, b = sorted((first.source.id, first.target.id))
        sign = relations[first.relation].sign
        acts.append(Act(pair=(a, b), relation=first.relation, sign=sign, day=day, weight=weight, losses=tuple(losses)))
    return tuple(acts)


def _counts(event: Event, relations: Mapping[RelationId, ActType]) -> bool:
    return (
        event.polarity == "affirmed"
        and event.modality == "actual"
        and event.source.id != event.target.id
        and not relations[event.relation].static
    )


def _day(event: Event, published: Mapping[str, date]) -> date | None:
    """Return the last day on which the event can have happened: what was done was done before it was published."""
    told = published.get(event.article)
    if event.date is None:
        return told
    if told is not None and event.date.earliest <= told < event.date.latest:
        return told
    return event.date.latest


def _sources(event: Event, sources: Mapping[str, str]) -> frozenset[str]:
    """Return the distinct news sources that affirm the event; an article without one stands for itself."""
    telling = {each.article for each in event.evidence if each.polarity == "affirmed" and each.modality == "actual"}
    return frozenset(sources.get(article) or f"article {article}" for article in telling or {event.article})


def _credibility(telling: frozenset[str], reliability: float) -> float:
    return 1.0 - (1.0 - reliability) ** len(telling)
