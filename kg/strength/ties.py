"""Events in; for every pair of actors a signed strength with its interval, its parts and its receipt out.

Two things are measured, because no single number does the work of both.
*Engagement* is how much more two actors deal with each other than their prominence predicts.
*Affinity* is the balance of their friendly over their hostile acts, pulled toward how each behaves with
everyone else where there is little evidence.
Strength is affinity times engagement.
"""

from __future__ import annotations

import hashlib
import math
from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import numpy as np

from kg.acts import Act, acts_of
from kg.expected import expected_counts

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from datetime import date

    from kg.acts import ActType
    from kg.model import ActorId, Event, RelationId

DEFAULT_HALF_LIFE_DAYS: Final = 365.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Measure:
    """The constants of the measure, with the defaults that were validated on country pairs.

    ``reliability`` is the chance that one source is right, ``lift_prior`` the pseudo-count ``a`` of engagement,
    ``balance_prior`` the pseudo-acts ``k`` of affinity, ``actor_prior`` the pseudo-acts that shrink an actor's
    own share, ``pull`` the factor ``g`` of the actors' habits, ``draws`` and ``seed`` make the interval.
    Unless ``habits_overrule``, p stays on the side of a pair's own acts while these all agree, so that in a small
    graph one attack among friendly news cannot come out as friendship.
    """

    reliability: float = 0.7
    lift_prior: float = 0.3
    balance_prior: float = 4.0
    actor_prior: float = 5.0
    pull: float = 0.5
    habits_overrule: bool = False
    draws: int = 2000
    seed: int = 0

    def __post_init__(self) -> None:
        if not 0.0 < self.reliability <= 1.0:
            raise ValueError(f"reliability {self.reliability} is not in (0, 1]")
        if min(self.lift_prior, self.balance_prior, self.actor_prior) <= 0.0 or self.draws < 1:
            raise ValueError("priors and draws of a measure must be positive")


DEFAULT_MEASURE: Final = Measure()


@dataclass(frozen=True, slots=True, kw_only=True)
class Contribution:
    """What one event adds to a strength: the strength as it is less the strength without the event.

    ``weight`` is the decayed credibility that would be lost, 0 where another report of the same act stays.
    ``sign`` is 1, 0 or -1: a cooperative, neutral or hostile act.
    """

    event: str
    relation: RelationId
    sign: int
    weight: float
    share: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Tie:
    """The strength of one pair of actors, its parts, and the events it is made of.

    ``strength`` is T = A log2(1 + lift); 0 is no tie or an evenly mixed one. ``affinity`` is A in [-1, 1].
    ``engagement`` is L = log2 lift: 0 as expected, 1 twice as often. ``low`` and ``high`` are the 5th and 95th
    percentile of T. ``observed`` and ``expected`` are the weighted counts behind lift, ``cooperative`` and
    ``hostile`` the weighted sums of signed acts. ``prior_share`` is the part of A that is assumption.
    ``last`` is None where no counted event has a known day. ``contributions`` are sorted by size.
    """

    a: ActorId
    b: ActorId
    strength: float
    affinity: float
    engagement: float
    low: float
    high: float
    events: int
    observed: float
    expected: float
    cooperative: float
    hostile: float
    prior_share: float
    last: date | None
    contributions: tuple[Contribution, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Sums:
    observed: float
    cooperative: float
    hostile: float

    def without(self, lost: float, *, sign: int) -> _Sums:
        return _Sums(
            observed=max(0.0, self.observed - lost),
            cooperative=max(0.0, self.cooperative - lost * (sign > 0)),
            hostile=max(0.0, self.hostile - lost * (sign < 0)),
        )


def tie_strengths(
    events: Iterable[Event],
    *,
    relations: Mapping[RelationId, ActType],
    published: Mapping[str, date] | None = None,
    sources: Mapping[str, str] | None = None,
    today: date | None = None,
    half_life_days: float = DEFAULT_HALF_LIFE_DAYS,
    measure: Measure = DEFAULT_MEASURE,
) -> tuple[Tie, ...]:
    """Return the tie of every pair that some counted event joins, sorted by pair.

    Parameters
    ----------
    events
        Counted are affirmed, actual acts between two different actors; static relations are not acts.
    relations
        What each relation is: its sign, and whether it is static or symmetric.
    published
        The publication day of each article, used to age undated events and for nothing else.
        An event whose day stays unknown is not aged.
    sources
        The news source of each article; an article without one counts as a source of its own.
    today
        Strengths are as of this day and later events do not count.
        None takes the latest day of an event or publication among the events given.
    half_life_days
        After so many days an act counts half.

    Notes
    -----
    With w the weight of an act (see `kg.acts`), n the sum of w of a pair, E its expectation (see `kg.expected`),
    c and h the sums of w over cooperative and hostile acts::

        lift = (n + a) / (E + a)                     posterior Gamma(n + a, rate E + a)
        A = 2 q - 1,  q = (c + k p) / (c + h + k)     posterior Beta(c + k p, h + k (1 - p))
        T = A log2(1 + lift)

    where p is what the habits of both actors predict (see `habit_balance` and ``Measure.habits_overrule``).
    The gamma posterior follows DuMouchel (1999), The American Statistician 53(3), the sign of an act Goldstein
    (1992), Journal of Conflict Resolution 36(2).
    The interval takes events as independent, so it is too narrow where one story is told in bursts.
    """
    if not half_life_days > 0:
        raise ValueError(f"half_life_days {half_life_days} is not a positive number of days")
    acts = acts_of(
        events,
        relations=relations,
        published=published or {},
        sources=sources or {},
        today=today,
        half_life_days=half_life_days,
        reliability=measure.reliability,
    )
    by_pair: dict[tuple[ActorId, ActorId], list[Act]] = defaultdict(list)
    for act in acts:
        by_pair[act.pair].append(act)
    sums = {pair: _sum_acts(of_pair) for pair, of_pair in sorted(by_pair.items())}
    expected = expected_counts({pair: each.observed for pair, each in sums.items()})
    balance = habit_balance({pair: (each.cooperative, each.hostile) for pair, each in sums.items()}, measure=measure)
    return tuple(
        _tie(pair, by_pair[pair], sums[pair], expected=expected[pair], habit=balance[pair], measure=measure)
        for pair in sums
    )


def habit_balance(
    signed: Mapping[tuple[ActorId, ActorId], tuple[float, float]], *, measure: Measure = DEFAULT_MEASURE
) -> dict[tuple[ActorId, ActorId], float]:
    """Return for each pair the cooperative share that the habits of its two actors predict, in (0, 1).

    With l_i the log-odds of actor i's own cooperative share, shrunk toward the global share with
    ``measure.actor_prior`` pseudo-acts, and l_0 the global log-odds::

        p = sigmoid(l_0 + g ((l_i - l_0) + (l_j - l_0)))

    The global share has one pseudo-act on each side, so that it stays inside (0, 1) in an all-friendly graph.
    """
    own: dict[ActorId, list[float]] = defaultdict(lambda: [0.0, 0.0])
    for pair, (cooperative, hostile) in signed.items():
        for actor in pair:
            own[actor][0] += cooperative
            own[actor][1] += hostile
    friendly = math.fsum(c for c, _ in signed.values())
    hostile_sum = math.fsum(h for _, h in signed.values())
    overall = (friendly + 1.0) / (friendly + hostile_sum + 2.0)
    base = _logit(overall)
    prior = measure.actor_prior
    odds = {actor: _logit((c + prior * overall) / (c + h + prior)) for actor, (c, h) in own.items()}
    return {
        (a, b): 1.0 / (1.0 + math.exp(-(base + measure.pull * ((odds[a] - base) + (odds[b] - base)))))
        for a, b in signed
    }


def _tie(
    pair: tuple[ActorId, ActorId],
    acts: Sequence[Act],
    sums: _Sums,
    *,
    expected: float,
    habit: float,
    measure: Measure,
) -> Tie:
    affinity, lift, strength = _point(sums, expected=expected, habit=habit, measure=measure)
    low, high = _interval(pair, sums, expected=expected, habit=habit, measure=measure)
    receipt = []
    for act in acts:
        for event, lost in act.losses:
            rest = sums.without(lost, sign=act.sign)
            share = strength - _point(rest, expected=expected, habit=habit, measure=measure)[2]
            receipt.append(Contribution(event=event, relation=act.relation, sign=act.sign, weight=lost, share=share))
    days = [act.day for act in acts if act.day is not None]
    return Tie(
        a=pair[0],
        b=pair[1],
        strength=strength,
        affinity=affinity,
        engagement=math.log2(lift),
        low=low,
        high=high,
        events=len(receipt),
        observed=sums.observed,
        expected=expected,
        cooperative=sums.cooperative,
        hostile=sums.hostile,
        prior_share=measure.balance_prior / (sums.cooperative + sums.hostile + measure.balance_prior),
        last=max(days, default=None),
        contributions=tuple(sorted(receipt, key=lambda each: (-abs(each.share), each.event))),
    )


def _point(sums: _Sums, *, expected: float, habit: float, measure: Measure) -> tuple[float, float, float]:
    k, a = measure.balance_prior, measure.lift_prior
    prior = _prior(sums, habit=habit, measure=measure)
    share = (sums.cooperative + k * prior) / (sums.cooperative + sums.hostile + k)
    affinity = 2.0 * share - 1.0
    lift = (sums.observed + a) / (expected + a)
    return affinity, lift, affinity * math.log2(1.0 + lift)


def _prior(sums: _Sums, *, habit: float, measure: Measure) -> float:
    """Return p: the habits, kept from turning round what all acts of the pair agree on."""
    if measure.habits_overrule or (sums.cooperative > 0.0) == (sums.hostile > 0.0):
        return habit
    return max(habit, 0.5) if sums.cooperative > 0.0 else min(habit, 0.5)


def _interval(
    pair: tuple[ActorId, ActorId], sums: _Sums, *, expected: float, habit: float, measure: Measure
) -> tuple[float, float]:
    """Return the 5th and 95th percentile of T; the seed hangs on the pair, so other pairs do not move it."""
    digest = hashlib.sha256("\0".join(pair).encode("utf-8", "surrogatepass")).digest()
    generator = np.random.default_rng([measure.seed, int.from_bytes(digest[:8])])
    k, a = measure.balance_prior, measure.lift_prior
    prior = _prior(sums, habit=habit, measure=measure)
    share = generator.beta(sums.cooperative + k * prior, sums.hostile + k * (1.0 - prior), measure.draws)
    lift = generator.gamma(sums.observed + a, 1.0 / (expected + a), measure.draws)
    low, high = np.percentile((2.0 * share - 1.0) * np.log2(1.0 + lift), [5.0, 95.0])
    return float(low), float(high)


def _sum_acts(acts: Sequence[Act]) -> _Sums:
    return _Sums(
        observed=math.fsum(act.weight for act in acts),
        cooperative=math.fsum(act.weight for act in acts if act.sign > 0),
        hostile=math.fsum(act.weight for act in acts if act.sign < 0),
    )


def _logit(share: float) -> float:
    return math.log(share / (1.0 - share))
