"""A seed in; an invented world whose news comes in stories, with the true lift and cooperative share of every pair, out."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from types import MappingProxyType
from typing import TYPE_CHECKING

import numpy as np
import polars as pl

from kg.assessment.records import Records, as_event_table
from kg.strength.posterior import expected_counts
from kg.strength.sums import PairSums

if TYPE_CHECKING:
    from collections.abc import Mapping

    from numpy.typing import NDArray

_FRIENDLY = ("visited", "hosted", "agreed-with", "supports", "negotiated-with", "invited", "praised", "promised")
_LOYAL = 0.9
"""The chance that an act has the sign of its story."""

_HOSTILE = ("accused", "condemned", "threatened", "sanctioned", "rejected", "demanded-of", "attacked", "coerced")


@dataclass(frozen=True, slots=True, kw_only=True)
class World:
    """Records, and by pair the true lift and the true chance that an act between the two is friendly."""

    records: Records
    lift: Mapping[tuple[str, str], float]
    share: Mapping[tuple[str, str], float]


def world(
    *,
    seed: int,
    actors: int = 40,
    days: int = 1095,
    stories: float = 4_000.0,
    acts: float = 5.0,
    first: date | None = None,
) -> World:
    """Return a world in which stories come at random and each brings many acts within days.

    Actors differ in prominence, pairs in how much they deal (Gamma, mean 1, shape .3) and in friendliness (Beta about .8). Stories of
    a pair are Poisson; each has a geometric number of acts, ``acts`` in the mean, spread over the days that follow, and
    nine acts in ten have the sign of their story. With ``acts`` 1 all acts are independent.
    """
    random = np.random.default_rng(seed)
    start = first or date(2010, 1, 1)
    names = [f"actor{number:02}" for number in range(actors)]
    prominence = random.lognormal(0.0, 1.0, actors)
    one, other = np.triu_indices(actors, 1)
    lift = random.gamma(0.3, 1.0 / 0.3, len(one))
    share = random.beta(3.2, 0.8, len(one))
    rate = prominence[one] * prominence[other] * lift
    rate *= stories / rate.sum()
    pair = np.repeat(np.arange(len(one)), random.poisson(rate))
    begins = random.integers(0, days, len(pair))
    friendly = random.random(len(pair)) < share[pair]
    sizes = random.geometric(1.0 / acts, len(pair))
    story = np.repeat(np.arange(len(pair)), sizes)
    day = begins[story] + random.geometric(0.4, len(story)) - 1
    good = friendly[story] == (random.random(len(story)) < _LOYAL)
    kind = random.integers(0, len(_FRIENDLY), len(story))
    turned = random.random(len(story)) < 0.5
    kept = day < days
    return World(
        records=Records(
            table=_table(
                [names[each] for each in np.where(turned, other[pair[story]], one[pair[story]])[kept]],
                [names[each] for each in np.where(turned, one[pair[story]], other[pair[story]])[kept]],
                [(_FRIENDLY if yes else _HOSTILE)[each] for yes, each in zip(good[kept], kind[kept], strict=True)],
                [start + timedelta(days=int(each)) for each in day[kept]],
            ),
            skipped=MappingProxyType({}),
        ),
        lift=_by_pair(names, one, other, rate / _expected(names, one, other, rate)),
        share=_by_pair(names, one, other, _LOYAL * share + (1.0 - _LOYAL) * (1.0 - share)),
    )


def _expected(
    names: list[str], one: NDArray[np.intp], other: NDArray[np.intp], rate: NDArray[np.float64]
) -> NDArray[np.float64]:
    nothing = np.zeros(len(one))
    sums = PairSums(
        actors=tuple(names), a=one.astype(np.int64), b=other.astype(np.int64), observed=rate, cooperative=nothing,
        hostile=nothing, acts=nothing.astype(np.int64), last=nothing.astype(np.int64),
    )  # fmt: skip
    return expected_counts(sums)


def _by_pair(
    names: list[str], one: NDArray[np.intp], other: NDArray[np.intp], values: NDArray[np.float64]
) -> Mapping[tuple[str, str], float]:
    return {(names[a], names[b]): float(value) for a, b, value in zip(one, other, values, strict=True)}


def _table(sources: list[str], targets: list[str], relations: list[str], days: list[date]) -> pl.DataFrame:
    rows = pl.DataFrame(
        {"source": sources, "target": targets, "relation": relations, "day": days, "goldstein": [0.0] * len(days)}
    )
    return as_event_table(rows.with_row_index("row"), "invented")
