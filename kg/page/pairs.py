"""A corpus and its ties in; the pairs that can be drawn out, strongest first, and the opening view."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, Literal

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from kg.model import ActorId, Corpus, Event
    from kg.strength import Tie

TIES_EACH: Final = 3
"""How many strongest ties of each actor the opening view draws; with those of its neighbours that is about four."""

FAINT: Final = 0.02
"""What a pair without strength weighs in a drawing; no line is thinner than that of such a one."""

MIXED_AFFINITY: Final = 0.1
"""An affinity nearer to 0 is neither friendly nor hostile."""

Line = Literal["solid", "dashed", "dotted"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Pair:
    """Two actors that some event joins; ``tie`` is None where no event counts as an act.

    ``events`` are places in ``corpus.events``.
    ``line`` is solid where something was done or holds, dashed where it is only planned, possible or
    hypothetical, dotted where it is only denied. ``arrow`` is 1 where all acts go from a to b, -1 the other
    way, 0 both ways.
    """

    a: ActorId
    b: ActorId
    tie: Tie | None
    events: tuple[int, ...]
    line: Line
    arrow: int

    @property
    def weight(self) -> float:
        """Return how much the pair matters for a drawing: the size of its strength, or a little for any event."""
        return abs(self.tie.strength) if self.tie else FAINT

    @property
    def sign(self) -> int:
        """Return 1, -1, or 0 for a pair that is evenly mixed or has no strength."""
        if self.tie is None or abs(self.tie.affinity) < MIXED_AFFINITY:
            return 0
        return 1 if self.tie.affinity > 0 else -1


def pairs_of(corpus: Corpus, ties: Iterable[Tie], *, symmetric: frozenset[str] = frozenset()) -> tuple[Pair, ...]:
    """Return every pair of different actors that an event joins, the heaviest first, ties of weight by id."""
    tie_of = {(tie.a, tie.b): tie for tie in ties}
    places: dict[tuple[ActorId, ActorId], list[int]] = defaultdict(list)
    for place, event in enumerate(corpus.events):
        if event.source.id != event.target.id:
            a, b = sorted((event.source.id, event.target.id))
            places[a, b].append(place)
    found = []
    for (a, b), of_pair in places.items():
        events = [corpus.events[place] for place in of_pair]
        found.append(
            Pair(
                a=a,
                b=b,
                tie=tie_of.get((a, b)),
                events=tuple(of_pair),
                line=_line(events),
                arrow=_arrow(events, a=a, symmetric=symmetric),
            )
        )
    return tuple(sorted(found, key=lambda pair: (-pair.weight, pair.a, pair.b)))


def rank_actors(pairs: Sequence[Pair]) -> tuple[ActorId, ...]:
    """Return the actors of the pairs, those with the strongest ties and the most events first."""
    reach: Counter[ActorId] = Counter()
    for pair in pairs:
        for actor in (pair.a, pair.b):
            reach[actor] += pair.weight + 0.1 * len(pair.events)  # type: ignore[assignment]  # sums, not counts
    return tuple(sorted(reach, key=lambda actor: (-reach[actor], actor)))


def opening_view(
    pairs: Sequence[Pair], *, limit: int, ties_each: int = TIES_EACH
) -> tuple[tuple[ActorId, ...], tuple[Pair, ...]]:
    """Return the strongest actors and the pairs to draw between them.

    Drawn is a pair that is among the ``ties_each`` heaviest of one of its actors within the view.
    """
    actors = rank_actors(pairs)[:limit]
    inside = frozenset(actors)
    drawn: Counter[ActorId] = Counter()
    chosen = []
    for pair in pairs:
        if pair.a in inside and pair.b in inside and min(drawn[pair.a], drawn[pair.b]) < ties_each:
            drawn.update((pair.a, pair.b))
            chosen.append(pair)
    return actors, tuple(chosen)


def _line(events: Sequence[Event]) -> Line:
    affirmed = [event for event in events if event.polarity == "affirmed"]
    if any(event.modality == "actual" for event in affirmed):
        return "solid"
    return "dashed" if affirmed else "dotted"


def _arrow(events: Sequence[Event], *, a: ActorId, symmetric: frozenset[str]) -> int:
    directed = [event for event in events if event.relation not in symmetric]
    if len(directed) < len(events) or not directed:
        return 0
    forward = [event.source.id == a for event in directed]
    return 1 if all(forward) else -1 if not any(forward) else 0
