"""A ledger of reports in; for every pair the weighted counts of its acts out: all, friendly and hostile ones."""

from __future__ import annotations

import math
from dataclasses import dataclass, fields
from typing import TYPE_CHECKING, Final

import numpy as np

from kg.ontology import load_relations
from kg.strength.ledger import acts_of, ends_of, first_of_each, signs_of

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date

    from numpy.typing import NDArray

    from kg.model import RelationId
    from kg.strength.kinds import ActType
    from kg.strength.ledger import Ledger
    from kg.strength.measure import Measure

_UNIT: Final = 2.0**40
"""Weights are added up as whole numbers of 2^-40, so that the order of the acts cannot move the last bit of a sum."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PairSums:
    """The sums of every pair with an act, sorted by pair: ``actors`` is in the order of the alphabet, ``a`` < ``b``.

    ``observed`` is the sum of the weights of all acts, ``cooperative`` and ``hostile`` of the signed ones, ``acts`` their
    number, ``last`` the ordinal of the latest known day, 0 where none is known.
    """

    actors: tuple[str, ...]
    a: NDArray[np.int64]
    b: NDArray[np.int64]
    observed: NDArray[np.float64]
    cooperative: NDArray[np.float64]
    hostile: NDArray[np.float64]
    acts: NDArray[np.int64]
    last: NDArray[np.int64]

    def at(self, places: Sequence[int]) -> PairSums:
        """Return the sums of some of the pairs; the actors stay those of all."""
        here = np.array(places, np.intp)
        columns = {field.name: getattr(self, field.name)[here] for field in fields(self) if field.name != "actors"}
        return PairSums(actors=self.actors, **columns)


def pair_sums(
    ledger: Ledger,
    measure: Measure,
    *,
    as_of: date,
    since: date | None = None,
    relations: Mapping[RelationId, ActType] | None = None,
) -> PairSums:
    """Return the sums as of a day, of acts on or before it and, where ``since`` is given, not before that."""
    kinds = relations or load_relations()
    acts = acts_of(ledger)
    kept = acts.day <= as_of.toordinal()
    if since is not None:
        kept &= acts.day >= since.toordinal()
    if not kept.all():
        acts = acts.at(kept)
    pair, day, signs = acts.pair, acts.day, signs_of(acts, measure, kinds)
    age = np.where(day == 0, np.int32(0), np.int32(as_of.toordinal()) - day)
    units = np.rint(_weights(age, acts.sources, measure) * _UNIT).astype(np.int64)
    first = first_of_each(pair)

    def total(values: NDArray[np.int64]) -> NDArray[np.int64]:
        added: NDArray[np.int64] = np.add.reduceat(values, first) if len(first) else values
        return added

    low, high = ends_of(pair[first])
    actors, a, b, order = _by_name(ledger.actors, low, high)
    return PairSums(
        actors=actors,
        a=a,
        b=b,
        observed=total(units)[order] / _UNIT,
        cooperative=total(np.where(signs > 0, units, 0))[order] / _UNIT,
        hostile=total(np.where(signs < 0, units, 0))[order] / _UNIT,
        acts=np.diff(np.append(first, len(pair)))[order],
        last=(np.maximum.reduceat(day, first) if len(first) else day)[order].astype(np.int64),
    )


def act_weight(age_days: int, sources: int, measure: Measure) -> float:
    """Return the weight of an act, in [0, 1]: w = 2^(-age / half-life) (1 - (1 - r)^k).

    k is the number of independent sources that report it, r the chance that one of them is right.

    >>> from kg.strength.measure import DEFAULT_MEASURE
    >>> act_weight(365, 1, DEFAULT_MEASURE), round(act_weight(0, 2, DEFAULT_MEASURE), 9)
    (0.35, 0.91)
    """
    return _decay(age_days, measure) * _credibility(sources, measure)


def _decay(age_days: int, measure: Measure) -> float:
    return math.pow(2.0, -age_days / measure.half_life_days)


def _credibility(sources: int, measure: Measure) -> float:
    return 1.0 - math.pow(1.0 - measure.reliability, sources)


def _weights(age: NDArray[np.int32], sources: NDArray[np.uint16], measure: Measure) -> NDArray[np.float64]:
    """Return the weight of each act, looked up: powers worked out for many at once may differ in their last bit."""
    decay = np.array([_decay(days, measure) for days in range(int(age.max(initial=0)) + 1)])
    credibility = np.array([_credibility(count, measure) for count in range(int(sources.max(initial=0)) + 1)])
    weights: NDArray[np.float64] = decay[age] * credibility[sources]
    return weights


def _by_name(
    names: tuple[str, ...], low: NDArray[np.int64], high: NDArray[np.int64]
) -> tuple[tuple[str, ...], NDArray[np.int64], NDArray[np.int64], NDArray[np.intp]]:
    """Return the actors of the pairs by name, the pairs in their numbers, and the order that sorts them."""
    seen = np.zeros(len(names), np.bool_)
    seen[low] = seen[high] = True
    ranked = sorted(np.flatnonzero(seen).tolist(), key=lambda code: names[code])
    rank = np.zeros(len(names), np.int64)
    rank[ranked] = np.arange(len(ranked))
    one, other = rank[low], rank[high]
    a, b = np.minimum(one, other), np.maximum(one, other)
    order = np.argsort(a * len(ranked) + b)
    return tuple(names[code] for code in ranked), a[order], b[order], order
