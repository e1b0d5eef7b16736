"""The actors of two graphs and their events in pairs in; actors that came, went, changed or became others out."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from kg.differences.values import ActorDifference, FieldChange
from kg.model import Actor, Event

_COMPARED: Final = ("id", "name", "kind", "state", "wikidata")


@dataclass(frozen=True, slots=True, kw_only=True)
class Moves:
    """Which actors of one graph became which of the other: ``renamed`` one for one, ``merged`` and ``split``.

    ``merged`` has who they went into by the id of before, ``split`` who they came out of by the id of after.
    ``states`` has the ids of before with the state of before and that of after, of actors that act for another one.
    """

    renamed: Mapping[str, str]
    merged: Mapping[str, str]
    split: Mapping[str, str]
    states: frozenset[tuple[str, str, str]] = frozenset()

    def explain(self, before: str, after: str) -> bool:
        """Return whether an event has another actor only because that one became another."""
        return after in (before, self.renamed.get(before), self.merged.get(before)) or self.split.get(after) == before


def moves_of(
    before: Mapping[str, Actor],
    after: Mapping[str, Actor],
    became: Iterable[tuple[Event, Event]],
    *,
    counts: tuple[Counter[str], Counter[str]],
) -> Moves:
    """Return which actors became others: most of their events are still told, and all these are another's.

    If the other is new, and all that was told of it before was told of this one, the two are one actor with another id;
    else who is gone is merged into the other, and who is new is split from it. ``became`` are events with what is told of them in the
    other graph; ``counts`` the numbers of events of each actor in both graphs.
    """
    there: dict[str, Counter[str]] = defaultdict(Counter)
    back: dict[str, Counter[str]] = defaultdict(Counter)
    for one, other in became:
        for old, new in _ends(one, other):
            there[old][new] += 1
            back[new][old] += 1
    into = {key: only for key in before.keys() - after.keys() if (only := _only(there[key], counts[0][key]))}
    out_of = {key: only for key in after.keys() - before.keys() if (only := _only(back[key], counts[1][key]))}
    renamed = {key: other for key, other in sorted(into.items()) if out_of.get(other) == key}
    arrived = set(renamed.values())
    both = [(one, after[renamed.get(key, key)]) for key, one in before.items() if renamed.get(key, key) in after]
    return Moves(
        renamed=renamed,
        merged={key: other for key, other in sorted(into.items()) if key not in renamed},
        split={key: other for key, other in sorted(out_of.items()) if key not in arrived},
        states=frozenset((one.id, one.state, other.state) for one, other in both if one.state != other.state),
    )


def actor_differences(
    before: Mapping[str, Actor], after: Mapping[str, Actor], moves: Moves, *, counts: tuple[Counter[str], Counter[str]]
) -> tuple[ActorDifference, ...]:
    """Return who came, who went, who became another, and who changed, each sorted by id.

    ``counts`` are the numbers of events of each actor in both graphs.
    """
    old_counts, new_counts = counts
    arrived = {*moves.renamed.values(), *moves.split}
    came = [
        ActorDifference(kind="came", before=None, after=after[key], events=new_counts[key])
        for key in sorted(after.keys() - before.keys() - arrived)
    ]
    gone = [
        ActorDifference(kind="gone", before=before[key], after=None, events=old_counts[key])
        for key in sorted(before.keys() - after.keys() - moves.renamed.keys() - moves.merged.keys())
    ]
    merged = [
        ActorDifference(kind="merged", before=before[key], after=after[other], events=old_counts[key])
        for key, other in moves.merged.items()
    ]
    split = [
        ActorDifference(kind="split", before=before[other], after=after[key], events=new_counts[key])
        for key, other in moves.split.items()
    ]
    both = [(key, moves.renamed.get(key, key)) for key in sorted(before) if moves.renamed.get(key, key) in after]
    changed = [
        ActorDifference(
            kind="changed", before=before[one], after=after[other], changes=changes, events=new_counts[other]
        )
        for one, other in both
        if (changes := _changes(before[one], after[other]))
    ]
    return (*came, *gone, *merged, *split, *changed)


def events_by_actor(events: Iterable[Event]) -> Counter[str]:
    """Return in how many events each actor is."""
    return Counter(end for event in events for end in {event.source.id, event.target.id})


def _ends(one: Event, other: Event) -> Iterator[tuple[str, str]]:
    """Yield which actor of an event is which of it in the other graph; an event may have been turned round."""
    source, target = one.source.id, one.target.id
    if source == other.target.id or target == other.source.id:
        yield from ((source, other.target.id), (target, other.source.id))
    else:
        yield from ((source, other.source.id), (target, other.target.id))


def _only(others: Mapping[str, int], events: int) -> str:
    return next(iter(others)) if len(others) == 1 and 2 * sum(others.values()) > events else ""


def _changes(one: Actor, other: Actor) -> tuple[FieldChange, ...]:
    return tuple(
        FieldChange(name=name, before=getattr(one, name), after=getattr(other, name))
        for name in _COMPARED
        if getattr(one, name) != getattr(other, name)
    )
