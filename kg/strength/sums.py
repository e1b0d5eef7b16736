"""A ledger of reports in; for every pair the weighted counts of its acts out: all, friendly and hostile ones."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import numpy as np

from kg.ontology import load_relations
from kg.strength.ledger import ends_of, unpacked

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from numpy.typing import NDArray

    from kg.acts import ActType
    from kg.model import RelationId
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


def pair_sums(
    ledger: Ledger,
    measure: Measure,
    *,
    as_of: date,
    since: date | None = None,
    relations: Mapping[RelationId, ActType] | None = None,
) -> PairSums:
    """Return the sums as of a day, of acts on or before it and, where ``since`` is given, not before that.

    An act weighs w = 2^(-age / half-life) (1 - (1 - r)^k) with k independent sources of reliability r.
    """
    kinds = relations or load_relations()
    pair, relation, day = unpacked(ledger.keys)
    kept = day <= as_of.toordinal()
    if since is not None:
        kept &= day >= since.toordinal()
    start = _first_of_each(ledger.keys)
    kept = kept[start]
    tellers = np.diff(np.append(start, len(ledger.keys)))
    counted = np.maximum(tellers, np.maximum.reduceat(ledger.counted, start) if len(start) else 0)[kept]
    official = (np.logical_or.reduceat(ledger.official, start) if len(start) else ledger.official)[kept]
    pair, relation, day = pair[start][kept], relation[start][kept], day[start][kept]

    signs = np.array([kinds[each].sign for each in sorted(kinds)], np.int64)[relation]
    if measure.official_only:
        signs = np.where(official, signs, 0)
    age = np.where(day == 0, 0, as_of.toordinal() - day)
    weight = 2.0 ** (-age / measure.half_life_days) * (1.0 - (1.0 - measure.reliability) ** counted)
    units = np.rint(weight * _UNIT).astype(np.int64)
    first = _first_of_each(pair)

    def total(values: NDArray[np.int64]) -> NDArray[np.int64]:
        return np.add.reduceat(values, first) if len(first) else values

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
        last=(np.maximum.reduceat(day, first) if len(first) else day)[order],
    )


def _first_of_each(values: NDArray[np.int64] | NDArray[np.uint64]) -> NDArray[np.intp]:
    """Return where each run of equal values begins."""
    if not len(values):
        return np.empty(0, np.intp)
    return np.flatnonzero(np.append(True, values[1:] != values[:-1]))


def _by_name(
    names: tuple[str, ...], low: NDArray[np.int64], high: NDArray[np.int64]
) -> tuple[tuple[str, ...], NDArray[np.int64], NDArray[np.int64], NDArray[np.intp]]:
    """Return the actors of the pairs by name, the pairs in their numbers, and the order that sorts them."""
    used = np.unique(np.concatenate([low, high]))
    ranked = sorted(used.tolist(), key=lambda code: names[code])
    rank = np.zeros(len(names), np.int64)
    rank[ranked] = np.arange(len(ranked))
    one, other = rank[low], rank[high]
    a, b = np.minimum(one, other), np.maximum(one, other)
    order = np.lexsort((b, a))
    return tuple(names[code] for code in ranked), a[order], b[order], order
