"""A ledger in; its acts in the order of their days, each with the number of its pair, out: what a course is made of."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from kg.ontology import load_relations
from kg.strength.ledger import acts_of as packed_acts
from kg.strength.ledger import ends_of, signs_of
from kg.strength.sums import act_weight

if TYPE_CHECKING:
    from collections.abc import Mapping

    from numpy.typing import NDArray

    from kg.model import RelationId
    from kg.strength.kinds import ActType
    from kg.strength.ledger import Ledger
    from kg.strength.measure import Measure


class Acts(NamedTuple):
    """The acts of a graph, sorted by day.

    ``actors`` are ids; ``a`` and ``b`` have for each pair the places of its two. Of each act that has a day, ``pair`` is
    the place of its pair, ``day`` the proleptic ordinal, ``sign`` 1, 0 or -1 as it counts for affinity, ``credibility``
    the weight it has on its day. ``undated`` counts for each pair the acts whose day nobody knows.
    """

    actors: tuple[str, ...]
    a: NDArray[np.int64]
    b: NDArray[np.int64]
    pair: NDArray[np.int64]
    day: NDArray[np.int64]
    sign: NDArray[np.int64]
    credibility: NDArray[np.float64]
    undated: NDArray[np.int64]

    def between(self, first: int, last: int) -> slice:
        """Return where the acts of some days are, both ends included, as ordinals."""
        low, high = np.searchsorted(self.day, [first, last + 1])
        return slice(int(low), int(high))

    def pair_of(self, one: str, other: str) -> int | None:
        """Return the place of the pair of two actors, None where no act joins them."""
        places = {name: place for place, name in enumerate(self.actors) if name in (one, other)}
        if len(places) < 2:
            return None
        low, high = sorted(places.values())
        found = np.flatnonzero((self.a == low) & (self.b == high))
        return int(found[0]) if len(found) else None

    def ends(self, pair: int) -> tuple[str, str]:
        """Return the ids of the two actors of a pair, sorted."""
        return self.actors[self.a[pair]], self.actors[self.b[pair]]

    def span(self, pair: int) -> tuple[date, date] | None:
        """Return the days of the first and last dated act of a pair, None where it has none."""
        days = self.day[self.pair == pair]
        return (date.fromordinal(int(days[0])), date.fromordinal(int(days[-1]))) if len(days) else None


def acts_of(ledger: Ledger, measure: Measure, *, relations: Mapping[RelationId, ActType] | None = None) -> Acts:
    """Return the acts of a ledger; its reports of one act are made one, as `kg.strength.sums.pair_sums` does."""
    acts = packed_acts(ledger)
    day, signs, sources = acts.day, signs_of(acts, measure, relations or load_relations()), acts.sources
    weights = np.array([act_weight(0, count, measure) for count in range(int(sources.max(initial=0)) + 1)])
    names = sorted(range(len(ledger.actors)), key=ledger.actors.__getitem__)
    rank = np.empty(len(names), np.int64)
    rank[names] = np.arange(len(names))
    codes, pair = np.unique(acts.pair, return_inverse=True)
    one, other = (rank[end] for end in ends_of(codes))
    dated = day > 0
    order = np.argsort(day[dated], kind="stable")
    return Acts(
        actors=tuple(ledger.actors[code] for code in names),
        a=np.minimum(one, other),
        b=np.maximum(one, other),
        pair=pair[dated][order].astype(np.int64),
        day=day[dated][order].astype(np.int64),
        sign=signs[dated][order].astype(np.int64),
        credibility=weights[sources][dated][order],
        undated=np.bincount(pair[~dated], minlength=len(codes)).astype(np.int64),
    )


def compact(acts: Acts, pairs: NDArray[np.intp]) -> Acts:
    """Return the acts as those of the pairs, and of every other pair half an act of each of its actors with itself.

    What is expected of a pair, and the habits of its actors, hang on the sums of actors and of the whole alone, and these
    stay the same: an act counts once for each of its actors and once in the whole.
    """
    size = len(pairs)
    place = np.full(len(acts.a), -1, np.int64)
    place[pairs] = np.arange(size)
    row = place[acts.pair]
    rest = np.flatnonzero(row < 0)
    order = np.concatenate([np.flatnonzero(row >= 0), rest, rest])
    rows = np.concatenate([row[row >= 0], size + acts.a[acts.pair[rest]], size + acts.b[acts.pair[rest]]])
    weight = np.where(row < 0, 0.5, 1.0)[order] * acts.credibility[order]
    by_day = np.lexsort((rows, acts.day[order]))
    order, rows, weight = order[by_day], rows[by_day], weight[by_day]
    everybody = np.arange(len(acts.actors))
    return acts._replace(
        a=np.concatenate([acts.a[pairs], everybody]),
        b=np.concatenate([acts.b[pairs], everybody]),
        pair=rows,
        day=acts.day[order],
        sign=acts.sign[order],
        credibility=weight,
    )
