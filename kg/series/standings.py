"""Acts and periods in; the figures of strength of pairs at the end of each period, and of each period alone, out.

Decay is mergeable: the sums of a day are those of an earlier day, rescaled by 2^(-days / half-life), and the acts between.
So every act is looked at once, however many periods there are.
"""

from __future__ import annotations

import math
from datetime import date
from typing import TYPE_CHECKING, Final

import numpy as np
import polars as pl

from kg.series.acts import compact
from kg.strength.posterior import Posteriors, figures, interval, posteriors
from kg.strength.sums import PairSums

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from numpy.typing import NDArray

    from kg.series.acts import Acts
    from kg.series.periods import Period
    from kg.strength.measure import Measure

    Floats = NDArray[np.float64]

FIGURES: Final = (
    "strength", "low", "high", "affinity", "engagement", "observed", "expected", "cooperative", "hostile",
    "prior_share", "acts",
)  # fmt: skip
"""The figures of a pair at one time, in the order of the columns; those of a period alone have ``alone_`` before them."""

_ALONE: Final = "alone_"


def series_of(
    acts: Acts,
    measure: Measure,
    periods: Sequence[Period],
    *,
    pairs: NDArray[np.intp],
    trim: bool,
    intervals: bool = True,
) -> pl.DataFrame:
    """Return the long table of some pairs, sorted by pair and period: a row for each pair in each period.

    A pair begins with the period of its first dated act; with ``trim`` it ends with that of its last one.
    The figures are the measure's own on the last day of the period, from all dated acts up to it, and in the columns
    that begin with ``alone_`` from the acts of the period, null where it has none.
    Without ``intervals`` the columns low and high are null.
    """
    begin, end = (each[pairs] for each in _ends(acts))
    acts = compact(acts, pairs)
    views: list[tuple[pl.DataFrame, Floats]] = []
    for number, period in enumerate(periods):
        first, last = period.first.toordinal(), period.last.toordinal()
        wanted = np.flatnonzero((begin <= last) & ((end >= first) if trim else True))
        if number == 0:
            running = _Running(acts, first - 1, measure)
        alone = running.step(first, last)
        rows, parameters = _rows(running.total, wanted, measure)
        only, others = _rows(alone, wanted, measure)
        met = only["acts"] > 0
        only = only.select(pl.when(met).then(pl.all())).with_columns(acts=only["acts"])
        labels = pl.DataFrame(
            {
                "a": acts.a[wanted],
                "b": acts.b[wanted],
                "period": pl.repeat(period.label, len(wanted), dtype=pl.String, eager=True),
                "first": pl.repeat(period.first, len(wanted), dtype=pl.Date, eager=True),
                "last": pl.repeat(period.last, len(wanted), dtype=pl.Date, eager=True),
            }
        )
        frame = pl.concat([labels, rows, only.rename(lambda name: _ALONE + name)], how="horizontal")
        views.append((frame, np.concatenate([parameters, others])))
    found = _with_intervals(views) if intervals and views else pl.concat([view for view, _ in views] or [_empty()])
    names = pl.Series(acts.actors, dtype=pl.String)
    order = ["a", "b", "period", "first", "last", *FIGURES, *(_ALONE + name for name in FIGURES)]
    missing = [pl.lit(None, pl.Float64).alias(name) for name in order if name not in found.columns]
    return (
        found.with_columns(missing)
        .sort("a", "b", "first")
        .with_columns(pl.col("a", "b").map_batches(names.gather, return_dtype=pl.String))
        .select(order)
    )


class _Running:
    """The sums of all pairs, moved on from period to period."""

    def __init__(self, acts: Acts, day: int, measure: Measure) -> None:
        self._acts = acts
        self._measure = measure
        self._day = day
        self.total = self._sums(slice(0, acts.between(0, day).stop), day)

    def step(self, first: int, last: int) -> PairSums:
        """Move on to a day; return the sums of the acts that were passed."""
        alone = self._sums(self._acts.between(first, last), last)
        fade = math.pow(2.0, (self._day - last) / self._measure.half_life_days)
        self._day, old = last, self.total
        self.total = PairSums(
            actors=old.actors,
            a=old.a,
            b=old.b,
            observed=old.observed * fade + alone.observed,
            cooperative=old.cooperative * fade + alone.cooperative,
            hostile=old.hostile * fade + alone.hostile,
            acts=old.acts + alone.acts,
            last=np.maximum(old.last, alone.last),
        )
        return alone

    def _sums(self, here: slice, day: int) -> PairSums:
        acts, size = self._acts, len(self._acts.a)
        pair, sign, days = acts.pair[here], acts.sign[here], acts.day[here]
        oldest = int(days[0]) if len(days) else day
        decay = np.array([math.pow(2.0, -age / self._measure.half_life_days) for age in range(day - oldest + 1)])
        weight = acts.credibility[here] * decay[day - days]
        last = np.zeros(size, np.int64)
        last[pair] = days

        def total(weights: Floats) -> Floats:
            return np.bincount(pair, weights, size).astype(np.float64)

        return PairSums(
            actors=acts.actors,
            a=acts.a,
            b=acts.b,
            observed=total(weight),
            cooperative=total(np.where(sign > 0, weight, 0.0)),
            hostile=total(np.where(sign < 0, weight, 0.0)),
            acts=np.bincount(pair, minlength=size).astype(np.int64),
            last=last,
        )


def _rows(sums: PairSums, wanted: NDArray[np.intp], measure: Measure) -> tuple[pl.DataFrame, Floats]:
    """Return the figures of the pairs, without interval, and the parameters of their posteriors."""
    # Pairs that have not met yet have no weight, and so no part in what is expected of others or in their habits.
    found = figures(sums, measure, intervals=False)
    c, h, n = sums.cooperative[wanted], sums.hostile[wanted], sums.observed[wanted]
    habit, expected = found.habit[wanted], found.expected[wanted]
    frame = pl.DataFrame(
        {
            "strength": found.strength[wanted],
            "affinity": found.affinity[wanted],
            "engagement": found.engagement[wanted],
            "observed": n,
            "expected": expected,
            "cooperative": c,
            "hostile": h,
            "prior_share": found.prior_share[wanted],
            "acts": sums.acts[wanted],
        }
    )
    return frame, np.stack(posteriors(n, c, h, expected, habit, measure))


def _with_intervals(views: Sequence[tuple[pl.DataFrame, Floats]]) -> pl.DataFrame:
    """Return the views as one table with their intervals, all worked out at once."""
    found = pl.concat([view for view, _ in views])
    parameters = np.concatenate([each for _, each in views], axis=1)
    low, high = interval(Posteriors(*parameters[:4]))
    met = found[f"{_ALONE}acts"].to_numpy() > 0
    ends = np.full((2, len(met)), np.nan)
    ends[0, met], ends[1, met] = interval(Posteriors(*parameters[4:, met]))
    return found.with_columns(
        low=pl.Series(low),
        high=pl.Series(high),
        **{f"{_ALONE}low": pl.Series(ends[0]).fill_nan(None), f"{_ALONE}high": pl.Series(ends[1]).fill_nan(None)},
    )


def _ends(acts: Acts) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Return for each pair the day of its first and of its last act; for one without, the end of time and its start."""
    begin = np.full(len(acts.a), date.max.toordinal(), np.int64)
    end = np.zeros(len(acts.a), np.int64)
    begin[acts.pair[::-1]] = acts.day[::-1]
    end[acts.pair] = acts.day
    return begin, end


def _empty() -> pl.DataFrame:
    counts = {"acts", f"{_ALONE}acts"}
    columns: Iterator[str] = iter([*FIGURES, *(_ALONE + name for name in FIGURES)])
    kinds = {name: pl.Int64() if name in counts else pl.Float64() for name in columns}
    return pl.DataFrame(
        schema={"a": pl.Int64(), "b": pl.Int64(), "period": pl.String(), "first": pl.Date(), "last": pl.Date(), **kinds}
    )
