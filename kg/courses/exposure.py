"""Acts in; how many acts of a pair their prominence predicts for each week, out: the measure's expectation over time."""

from __future__ import annotations

import math
from datetime import date
from typing import TYPE_CHECKING, Final, NamedTuple

import numpy as np

from kg.series.acts import compact
from kg.series.periods import periods_between
from kg.strength.posterior import expected_counts
from kg.strength.sums import PairSums

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from kg.series.acts import Acts
    from kg.strength.measure import Measure

    Floats = NDArray[np.float64]

WEEK: Final = 7
_REACH: Final = 183
"""What is expected in a month is worked out from half a year on either side, for a month alone is thin."""

_CALM: Final = 10.0
"""Acts spread evenly over the months that are added before a month's share of all news is worked out."""


class Weeks(NamedTuple):
    """The first days of weeks as ordinals, the last day of all, and for each pair (row) and week the acts expected in it."""

    first: NDArray[np.int64]
    last: int
    expected: Floats


def weeks_of(acts: Acts, measure: Measure, *, pairs: NDArray[np.intp], until: date) -> Weeks:
    """Return the weeks (Monday to Sunday) from the first act of the graph to a day, with what is expected of pairs.

    For each month, E of the pair is what the configuration model of `kg.strength.posterior.expected_counts` gives for the
    acts of half a year before to half a year after its middle, each counted once. It is spread over these months by the
    share of the acts of all other pairs that fall in each, so that a gap in the news is no gap between the two. To each
    week its part of the measure's pseudo-count a is added: a stands beside sums over H / ln 2 days.
    """
    final = until.toordinal()
    if not len(acts.day) or int(acts.day[0]) > final:
        return Weeks(np.empty(0, np.int64), final, np.empty((len(pairs), 0)))
    start = int(acts.day[0])
    months = periods_between(date.fromordinal(start), until, "month")
    rows = compact(acts, pairs)
    daily = np.empty((len(pairs), final - start + 1))
    for month in months:
        first, last = month.first.toordinal(), month.last.toordinal()
        middle = (first + last) // 2
        low, high = max(start, middle - _REACH), min(final, middle + _REACH)
        wide, own, everything = _sums(rows, low, high, len(pairs))
        _, own_here, here = _sums(rows, first, last, len(pairs))
        days, all_days = last - first + 1, high - low + 1
        share = (here - own_here + _CALM * days / all_days) / (everything - own + _CALM)
        daily[:, first - start : last - start + 1] = (expected_counts(wide)[: len(pairs)] * share / days)[:, None]
    daily += measure.lift_prior * math.log(2.0) / measure.half_life_days
    monday = start - (start - 1) % WEEK
    edges = np.arange(monday, final + 1, WEEK)
    return Weeks(edges, final, np.add.reduceat(daily, np.maximum(edges - start, 0), axis=1))


def _sums(rows: Acts, low: int, high: int, size: int) -> tuple[PairSums, Floats, float]:
    """Return the acts of some days counted, those of each of the pairs, and those of all."""
    here = rows.between(low, high)
    weight = np.where(rows.pair[here] < size, 1.0, 0.5)
    counts = np.bincount(rows.pair[here], weight, len(rows.a)).astype(np.float64)
    nothing = np.zeros(len(counts))
    whole = np.zeros(len(counts), np.int64)
    sums = PairSums(
        actors=rows.actors,
        a=rows.a,
        b=rows.b,
        observed=counts,
        cooperative=nothing,
        hostile=nothing,
        acts=whole,
        last=whole,
    )
    return sums, counts[:size], float(counts.sum())
