"""The events of two graphs in; which of the one is which of the other, whatever their ids, out."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from kg.model import Event, Evidence

Keys = Callable[[Event], Iterable[object]]

_CROSSED: Final = 64
"""Of more pairs than this that share one mark, only as many are tried as there are events: hostile files stay quick."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Pairing:
    """``pairs`` are events of both, ``came`` and ``gone`` those of one alone; all sorted by id.

    ``others`` has, for an event of one graph alone, the id of the event that its sentence tells of in the other.
    """

    pairs: tuple[tuple[Event, Event], ...]
    came: tuple[Event, ...]
    gone: tuple[Event, ...]
    others: Mapping[str, str]


def pair_events(before: Iterable[Event], after: Iterable[Event], *, renamed: Mapping[str, str]) -> Pairing:
    """Return the events of two graphs, each id once, in pairs.

    Events with the same id are the same. Of the others, two are the same that share a sentence of an article, with the
    two actors and the trigger at the same places in it, first those of the same relation; then those that join the
    same two actors by the same relation in the same article, where its sentences changed. Those that share most come
    first. The result for the graphs the other way round is the same the other way round.

    ``renamed`` are the articles that have another id in the second graph.
    """
    old, new = {each.id: each for each in before}, {each.id: each for each in after}
    pairs = [(old[key], new[key]) for key in sorted(old) if key in new]
    gone, came = {key: old[key] for key in old if key not in new}, {key: new[key] for key in new if key not in old}

    def at(each: Evidence) -> tuple[object, ...]:
        return _place(each, renamed.get(each.article, each.article))

    def read_alike(event: Event) -> Iterable[object]:
        return [(event.relation, *at(each)) for each in event.evidence]

    def same_words(event: Event) -> Iterable[object]:
        return [_any_direction(at(each)) for each in event.evidence]

    def same_article(event: Event) -> Iterable[object]:
        ends = frozenset((event.source.id, event.target.id))
        return {(event.relation, ends, renamed.get(each.article, each.article)) for each in event.evidence}

    for keys in (read_alike, same_words, same_article):
        for one, other in _matched(gone, came, keys):
            pairs.append((gone.pop(one), came.pop(other)))
    others = _told_elsewhere(gone, new.values(), same_words) | _told_elsewhere(came, old.values(), same_words)
    return Pairing(
        pairs=tuple(sorted(pairs, key=lambda pair: (pair[1].id, pair[0].id))),
        came=tuple(came[key] for key in sorted(came)),
        gone=tuple(gone[key] for key in sorted(gone)),
        others=others,
    )


def _place(each: Evidence, article: str) -> tuple[object, ...]:
    """Return where a claim stands, by its sentence: what was written before it moves it without changing it."""
    spans = ((start - each.start, end - each.start) for start, end in (each.source_span, each.target_span))
    trigger = each.trigger_span[0] - each.start, each.trigger_span[1] - each.start
    return (article, each.quote, trigger, *spans)


def _any_direction(place: tuple[object, ...]) -> tuple[object, ...]:
    return (*place[:-2], frozenset(place[-2:]))


def _matched(gone: Mapping[str, Event], came: Mapping[str, Event], keys: Keys) -> Sequence[tuple[str, str]]:
    """Return the ids of those that are the same by their keys: those that share most first, then by id."""
    if not gone or not came:
        return []
    old, new = _by_key(gone, keys), _by_key(came, keys)
    shared: Counter[tuple[str, str]] = Counter()
    for key, ids in old.items():
        others = new.get(key, [])
        crossed = len(ids) * len(others) <= _CROSSED
        shared.update([(one, other) for one in ids for other in others] if crossed else zip(ids, others, strict=False))
    # An id of one graph alone is in no pair of the other, so that this order is the same the other way round.
    order = sorted(shared, key=lambda pair: (-shared[pair], min(pair), max(pair)))
    found: list[tuple[str, str]] = []
    taken: set[str] = set()
    for one, other in order:
        if one not in taken and other not in taken:
            taken |= {one, other}
            found.append((one, other))
    return found


def _by_key(events: Mapping[str, Event], keys: Keys) -> Mapping[object, list[str]]:
    found: dict[object, list[str]] = defaultdict(list)
    for name in sorted(events):
        for key in dict.fromkeys(keys(events[name])):
            found[key].append(name)
    return found


def _told_elsewhere(alone: Mapping[str, Event], others: Iterable[Event], keys: Keys) -> dict[str, str]:
    """Return, for events of one graph alone, the first event of the other that one of their sentences tells of."""
    wanted = {name: frozenset(keys(event)) for name, event in alone.items()}
    first: dict[object, str] = dict.fromkeys((key for some in wanted.values() for key in some), "")
    for event in others if wanted else ():
        for key in keys(event):
            if key in first:
                first[key] = min(first[key] or event.id, event.id)
    told = {name: [first[key] for key in some if first[key]] for name, some in wanted.items()}
    return {name: min(found) for name, found in told.items() if found}
