"""Gold relations and the events that match them in; for each attribute, how often the event says the same, out."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from kg.gold import days_of
from kg.intervals import Share
from kg.naming import fold

if TYPE_CHECKING:
    from kg.gold import GoldRelation
    from kg.model import Event
    from kg.naming import Names

ATTRIBUTES: Final = ("polarity", "modality", "date", "attribution", "place")
_EMPTY_WORDS: Final = frozenset("a an the of in at on and".split())


@dataclass(frozen=True, slots=True, kw_only=True)
class Agreement:
    """How often events have an attribute as the gold has it.

    ``said`` counts where the gold has a value: right is the same value, and ``missing`` of the others have none.
    ``silent`` counts where the gold says that the text is silent: right is that the event has no value either.
    """

    attribute: str
    said: Share
    missing: int
    silent: Share


def agreements(pairs: Iterable[tuple[GoldRelation, Event]], *, names: Names) -> tuple[Agreement, ...]:
    """Return the agreement on each attribute over pairs of the same relation between the same actors."""
    counts: Counter[tuple[str, bool, bool]] = Counter()
    missing: Counter[str] = Counter()
    for row, event in pairs:
        for attribute, right in compare(row, event, names=names).items():
            said = bool(getattr(row, attribute))
            counts[attribute, said, right] += 1
            missing[attribute] += said and not getattr(event, attribute)
    return tuple(
        Agreement(
            attribute=each,
            said=_share(counts, each, said=True),
            missing=missing[each],
            silent=_share(counts, each, said=False),
        )
        for each in ATTRIBUTES
    )


def compare(row: GoldRelation, event: Event, *, names: Names) -> dict[str, bool]:
    """Return for each attribute that was annotated whether the event has it right.

    Polarity and modality must be equal. A date must share a day with the gold's, which may be a month, a year or a
    range. An attribution or place must be the same name, or have all the words of the other ("Kremlin spokesman Peskov"
    and "Peskov"); the country that an event is placed in counts where the gold names no more than that.
    """
    when, place = event.date, event.place
    found = {
        "polarity": row.polarity == event.polarity,
        "modality": row.modality == event.modality,
        "date": days_of(row.date).overlaps(when) if row.date and when else not row.date and when is None,
        "attribution": _same(row.attribution or "", event.attribution, names),
        "place": _same(row.place or "", place.name, names) or _same_name(row.place or "", place.country, names)
        if place
        else not row.place,
    }
    return {attribute: right for attribute, right in found.items() if getattr(row, attribute) is not None}


def pair_up(rows: Sequence[GoldRelation], events: Sequence[Event], *, names: Names) -> list[tuple[GoldRelation, Event]]:
    """Return one-to-one pairs of gold rows and events that tell of the same relation between the same actors.

    Where there are several of each, those that agree on the most attributes are paired first, then by their order.
    """
    fits = sorted(
        (-sum(compare(row, event, names=names).values()), i, j)
        for i, row in enumerate(rows)
        for j, event in enumerate(events)
    )
    taken_rows: set[int] = set()
    taken_events: set[int] = set()
    pairs = []
    for _, i, j in fits:
        if i not in taken_rows and j not in taken_events:
            taken_rows.add(i)
            taken_events.add(j)
            pairs.append((rows[i], events[j]))
    return pairs


def _share(counts: Mapping[tuple[str, bool, bool], int], attribute: str, *, said: bool) -> Share:
    right = counts.get((attribute, said, True), 0)
    return Share(right=right, total=right + counts.get((attribute, said, False), 0))


def _same(one: str, other: str, names: Names) -> bool:
    if not one or not other:
        return one == other
    a, b = _words(one), _words(other)
    return _same_name(one, other, names) or (bool(a and b) and (a <= b or b <= a))


def _same_name(one: str, other: str, names: Names) -> bool:
    return bool(one and other) and names.normal(one) == names.normal(other)


def _words(text: str) -> frozenset[str]:
    return frozenset(fold(text).split()) - _EMPTY_WORDS
