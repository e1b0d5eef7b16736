"""Events and ties in; the events whose being wrong would change most out, each with what its tie would be without it."""

from __future__ import annotations

import math
from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from kg.strength import DEFAULT_MEASURE

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping, Sequence

    from kg.model import Event
    from kg.strength import Contribution, Measure, Tie

DISPUTED: Final = 0.5
"""The least chance that an event is wrong which some affirm and some deny: one side is."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Doubt:
    """One event that may be wrong.

    ``chance`` is that of being wrong. ``without`` is the strength of the tie if the event is rejected, None where it is
    all that the tie stands on. ``disputed`` says that some deny it.
    """

    event: Event
    tie: Tie
    chance: float
    without: float | None
    disputed: bool

    @property
    def moved(self) -> float:
        """Return by how much the strength of the tie moves if the event is rejected."""
        return abs(self.tie.strength - (self.without or 0.0))

    @property
    def gain(self) -> float:
        """Return what settling the event is expected to change: the chance that it is wrong, times what is moved then."""
        return self.chance * self.moved


def doubts_of(
    events: Iterable[Event],
    ties: Iterable[Tie],
    *,
    disputed: Collection[str] = (),
    measure: Measure = DEFAULT_MEASURE,
) -> tuple[Doubt, ...]:
    """Return the doubts about all events that count for a tie, those with the largest gain first.

    The gain is d |T - T'|. The chance d of being wrong is 1 less the confidence of the event, and at least one half where
    some affirm it and some deny it. T is the strength of its tie, T' what that would be without the event::

        T' = (2 (c' + k p) / (c' + h' + k) - 1) log2(1 + (n' + a) / (E + a))

    with n', c' and h' the sums of the tie less the weights of the event's reports, and what is expected of the pair, E,
    and what its habits predict, p, held as they are (see `kg.strength.posterior.figures`). Where no report is left there
    is no tie, and T' is 0. So an event counts for more the less sure it is, the more it weighs, and most where it
    carries a tie alone.
    """
    by_id: dict[str, Event] = {}
    for event in events:
        by_id.setdefault(event.id, event)
    some = frozenset(disputed)
    found = []
    for tie in ties:
        parts: dict[str, list[Contribution]] = defaultdict(list)
        for each in tie.contributions:
            parts[each.event].append(each)
        for key, own in parts.items():
            if key not in by_id:
                continue
            wrong = 1.0 - by_id[key].confidence
            found.append(
                Doubt(
                    event=by_id[key],
                    tie=tie,
                    chance=max(wrong, DISPUTED) if key in some else wrong,
                    without=None if len(parts) == 1 else strength_without(tie, own, measure=measure),
                    disputed=key in some,
                )
            )
    return tuple(sorted(found, key=lambda each: (-each.gain, each.event.id)))


def strength_without(tie: Tie, reports: Sequence[Contribution], *, measure: Measure = DEFAULT_MEASURE) -> float:
    """Return the strength of a tie without some of its reports, expected count and habits held; see `doubts_of`."""
    k, a = measure.balance_prior, measure.lift_prior
    share = (tie.affinity + 1.0) / 2.0
    assumed = share * (tie.cooperative + tie.hostile + k) - tie.cooperative
    c = max(0.0, tie.cooperative - _weight(reports, sign=1))
    h = max(0.0, tie.hostile - _weight(reports, sign=-1))
    n = max(0.0, tie.observed - math.fsum(each.weight for each in reports))
    affinity = 2.0 * (c + assumed) / (c + h + k) - 1.0
    return affinity * math.log2(1.0 + (n + a) / (tie.expected + a))


def ties_by_actor(ties: Iterable[Tie]) -> Mapping[str, tuple[Tie, ...]]:
    """Return the ties of each actor, by its id."""
    found: dict[str, list[Tie]] = defaultdict(list)
    for tie in ties:
        found[tie.a].append(tie)
        found[tie.b].append(tie)
    return {actor: tuple(own) for actor, own in found.items()}


def _weight(reports: Iterable[Contribution], *, sign: int) -> float:
    return math.fsum(each.weight for each in reports if each.sign == sign)
