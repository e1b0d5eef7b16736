"""The days of events in; the periods of the page's time range, and the course of every tie over them, out."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from types import MappingProxyType
from typing import TYPE_CHECKING, Final

import numpy as np
import polars as pl

from kg.page.columns import packed
from kg.page.pairs import MIXED_AFFINITY
from kg.rounding import rounded
from kg.series.acts import acts_of
from kg.series.periods import end_of, periods_between, start_of
from kg.series.standings import series_of
from kg.strength.ledger import Ledger

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from kg.model import RelationId
    from kg.series.periods import Period, Unit
    from kg.strength import Measure
    from kg.strength.kinds import ActType

MOST_PERIODS: Final = 40
"""So many bars of a histogram can be told apart and pointed at; a longer range takes the next longer unit."""
FEW_ACTS: Final = 3
"""Ties of fewer acts are by far the most, and say least."""
MANY_EVENTS: Final = 20_000
"""In a page of more events the past of a tie of few acts has no intervals: they would take most of the time to make it."""

_DAYS: Final[tuple[tuple[Unit, int], ...]] = (("week", 7), ("month", 30), ("quarter", 91), ("year", 365))
_OUTLIERS: Final = 0.01
_NEAR_A_TIE: Final = 1e-6
"""To multiply by a hundred errs by far less."""

Course = dict[str, object]


def time_range(days: Sequence[date], *, as_of: date) -> tuple[Unit, tuple[Period, ...]]:
    """Return unit and periods from the first of the days to the last, or to the day that strengths are as of.

    A hundredth of the days, at most, lies so far before the others that it would take most of the range: then the first
    period reaches back to them, and its label begins with "to". All others are whole, so that a label is true; there are
    none where there are no days.
    """
    if not days:
        return "month", ()
    ordered = sorted(days)
    last = max(ordered[-1], as_of)
    main = ordered[int(len(ordered) * _OUTLIERS)]
    first = main if (last - main) * 2 < last - ordered[0] else ordered[0]
    span = (last - first).days
    unit: Unit = next((each for each, length in _DAYS if span <= length * MOST_PERIODS), _DAYS[-1][0])
    if span > 365 * MOST_PERIODS:
        first = last - timedelta(days=365 * (MOST_PERIODS - 1))
    periods = list(periods_between(start_of(first, unit), end_of(last, unit), unit))
    if ordered[0] < periods[0].first:
        periods[0] = replace(periods[0], first=ordered[0], label=f"to {periods[0].label}")
    return unit, tuple(periods)


def courses_of(
    table: pl.DataFrame,
    periods: Sequence[Period],
    *,
    measure: Measure,
    as_of: date,
    relations: Mapping[RelationId, ActType] | None = None,
    signs: Mapping[tuple[str, str], int] = MappingProxyType({}),
) -> dict[tuple[str, str], Course]:
    """Return the course of every pair with a dated act, in hundredths of strength, by its sorted ends.

    ``t`` are strengths at the end of periods, ``lo`` and ``hi`` their intervals, from the period ``p`` of the first act on,
    packed as by `kg.page.columns.packed`. ``s`` are the signs of affinity, 0 where it is mixed; they are left out where all
    are the one of ``signs``, the pair's sign of today. With more than `MANY_EVENTS` ties of fewer than `FEW_ACTS` have no
    intervals. The figures of the period in which ``as_of`` lies are of that day; later periods have none.
    """
    ends = [replace(each, last=min(each.last, as_of)) for each in periods if each.first <= as_of]
    if not ends:
        return {}
    acts = acts_of(Ledger.of(table, measure, relations=relations), measure, relations=relations)
    before = acts.between(0, as_of.toordinal())
    numbers = np.bincount(acts.pair[before], minlength=len(acts.a))
    label = {each.label: place for place, each in enumerate(ends)}
    found: dict[tuple[str, str], Course] = {}
    few, many = np.flatnonzero((numbers > 0) & (numbers < FEW_ACTS)), np.flatnonzero(numbers >= FEW_ACTS)
    for pairs, intervals in ((few, table.height <= MANY_EVENTS), (many, True)):
        frame = series_of(acts, measure, ends, pairs=pairs, trim=False, intervals=intervals)
        names = {"t": "strength", "lo": "low", "hi": "high"} if intervals else {"t": "strength"}
        hundredths = [_hundredths(frame[column]).alias(name) for name, column in names.items()]
        sign = (
            pl.when(pl.col("affinity").abs() < MIXED_AFFINITY)
            .then(0.0)
            .otherwise(pl.col("affinity").sign())
            .cast(pl.Int32)
        )
        ordered = frame.select("a", "b", "period", sign.alias("s"), *hundredths).group_by("a", "b", maintain_order=True)
        columns = (pl.col("period").first(), pl.col("s"), *map(pl.col, names))
        for a, b, period, of, *figures in ordered.agg(columns).iter_rows():
            found[a, b] = {"p": label[period], **dict(zip(names, map(packed, figures), strict=True))}
            if set(of) != {signs.get((a, b))}:
                found[a, b]["s"] = packed(of)
    return found


def _hundredths(figures: pl.Series) -> pl.Series:
    """Return figures in hundredths, rounded as kg prints them; those near a tie are rounded one by one."""
    values = figures.to_numpy()
    scaled = values * 100
    found = np.rint(scaled).astype(np.int32)
    for place in np.flatnonzero(np.abs(np.abs(scaled - np.trunc(scaled)) - 0.5) < _NEAR_A_TIE):
        found[place] = rounded(float(values[place]), 2)
    return pl.Series(figures.name, found)
