"""A source in; how well the affinity of a pair foretells whether its next quarter turns to conflict, with intervals, out."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise
from typing import TYPE_CHECKING, Final

import numpy as np
import polars as pl
from scipy import special  # type: ignore[import-untyped]  # scipy ships no types

from kg.assessment.bootstrap import SEED, Estimate, actor_weights, interval
from kg.assessment.outlook import outlook
from kg.assessment.records import SCORE
from kg.assessment.statistics import auc, brier, brier_skill
from kg.errors import InputError

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from numpy.typing import NDArray

    from kg.assessment.measures import Source

    Floats = NDArray[np.float64]

OURS: Final = "q"
THEIRS: Final = "Goldstein sum, decayed"
CONFLICT: Final = 0.25
"""Of more hostile acts than this share among its signed ones a quarter counts as one of conflict."""

LEAST_ACTS: Final = 5
"""A quarter with fewer signed acts says too little to count as either."""

_FEWEST: Final = 30
_STEPS: Final = 50
_RIDGE: Final = 1e-6
_ONE_QUARTER: Final = 92


@dataclass(frozen=True, slots=True, kw_only=True)
class Forecast:
    """How good a forecast is: area under the curve, Brier score, and Brier skill against knowing the share beforehand."""

    auc: Estimate
    brier: Estimate
    skill: Estimate


@dataclass(frozen=True, slots=True, kw_only=True)
class ConflictTest:
    """The forecasts of `OURS` and `THEIRS` over ``rows`` pairs and quarters, ``positives`` of them of conflict.

    ``differences`` are ours less theirs: of ``auc``, and of ``skill``. ``first`` and ``last`` are the days on which the
    first and the last of the quarters begin.
    """

    rows: int
    positives: int
    first: date
    last: date
    forecasts: Mapping[str, Forecast]
    differences: Mapping[str, Estimate]


def conflict_test(
    source: Source, *, since: date | None = None, until: date | None = None, draws: int = 200, seed: int = SEED
) -> ConflictTest:
    """Return how well the quarters that begin from ``since`` and end before ``until`` are foretold, by default all.

    Each forecast is made on the day before its quarter and turned into a chance by a logistic curve fitted to the
    quarters before: of the log-odds of q, the posterior mean of the cooperative share, and of the signed logarithm of the
    sum of Goldstein weights, which decays with the half-life of the measure. Only pairs with an act before, and at least
    `LEAST_ACTS` signed acts in the quarter, count.

    Raises
    ------
    InputError
        If there are too few quarters, or none of conflict, to fit a curve to.
    """
    rows = _rows(source, until=until)
    parts = []
    for number in sorted(set(rows["origin"])):
        here, before = rows.filter(pl.col("origin") == number), rows.filter(pl.col("origin") < number)
        if (since is None or here["day"][0] >= since) and _can_fit(before):
            parts.append(
                here.with_columns(
                    pl.Series(f"chance {name}", _foretold(before[name], before["conflict"], here[name]))
                    for name in (OURS, THEIRS)
                )
            )
    judged = pl.concat(parts) if parts else pl.DataFrame()
    if judged.is_empty() or judged["conflict"].n_unique() < 2:
        raise InputError(
            f"quarters of conflict cannot be foretold from these events: it takes at least {_FEWEST} pairs and quarters "
            f"with {LEAST_ACTS} signed acts, some of conflict and some not, and as many before them to learn from"
        )
    return _judged(judged, draws=draws, seed=seed)


def _rows(source: Source, *, until: date | None) -> pl.DataFrame:
    days = source.events["day"].drop_nulls()
    if days.is_empty():
        raise InputError("no event has a day; conflict can be foretold of dated events alone")
    first, last = days.min(), days.max()
    assert isinstance(first, date)
    assert isinstance(last, date)
    stop = min(last + timedelta(days=1), until or date.max)
    starts = [day for day, end in pairwise(_quarters(first, last)) if day > first and end <= stop]
    tables = [_quarter(source, number, start) for number, start in enumerate(starts)]
    if not tables:
        raise InputError(f"the events run from {first} to {last}: no whole quarter has events before it")
    return pl.concat(tables)


def _quarter(source: Source, number: int, start: date) -> pl.DataFrame:
    after = (start + timedelta(days=_ONE_QUARTER)).replace(day=1)
    found = outlook(source, [start], days=(after - start).days)
    period = found.periods[0]
    acts = period.friendly + period.hostile
    with np.errstate(invalid="ignore"):
        conflict = (period.hostile / acts > CONFLICT).astype(np.float64)
    known = pl.DataFrame(
        {
            "i": [a for a, _ in found.pairs], "j": [b for _, b in found.pairs], "acts": acts, "conflict": conflict,
            OURS: -special.logit(found.share),
        }
    )  # fmt: skip
    decay = 2.0 ** ((pl.col("day") - start).dt.total_days().cast(pl.Float64) / source.measure.half_life_days)
    sums = (
        source.events.filter(pl.col("day") < start).group_by("i", "j").agg((decay * pl.col(SCORE)).sum().alias("sum"))
    )
    found_sums = known.join(sums, on=["i", "j"], how="left", maintain_order="left").with_columns(
        pl.col("sum").fill_null(0.0)
    )
    theirs = -pl.col("sum").sign() * pl.col("sum").abs().log1p()
    return found_sums.filter(pl.col("acts") >= LEAST_ACTS).select(
        "i", "j", "conflict", OURS, theirs.alias(THEIRS), origin=pl.lit(number), day=pl.lit(start)
    )


def _quarters(first: date, last: date) -> Sequence[date]:
    """Return the first days of the quarters that the days lie in, and of the one after."""
    starts = [date(year, month, 1) for year in range(first.year, last.year + 2) for month in (1, 4, 7, 10)]
    return [
        day for day in starts if day > first - timedelta(days=_ONE_QUARTER) and day <= last + timedelta(_ONE_QUARTER)
    ]


def _can_fit(before: pl.DataFrame) -> bool:
    return before.height >= _FEWEST and before["conflict"].n_unique() > 1


def _foretold(known: pl.Series, came: pl.Series, now: pl.Series) -> Floats:
    """Return the chances that a logistic curve, fitted to what is known, gives now (Platt 1999)."""
    x, y = known.to_numpy(), came.to_numpy()
    middle, scale = float(x.mean()), float(x.std()) or 1.0
    design = np.column_stack([np.ones(len(x)), (x - middle) / scale])
    weights = np.zeros(2)
    for _ in range(_STEPS):
        chance = special.expit(design @ weights)
        slope = design.T @ (y - chance) - _RIDGE * weights
        bend = (design * (chance * (1.0 - chance))[:, None]).T @ design + _RIDGE * np.eye(2)
        step = np.linalg.solve(bend, slope)
        weights = weights + np.clip(step, -2.0, 2.0)
        if float(np.abs(step).max()) < _RIDGE:
            break
    found: Floats = special.expit(weights[0] + weights[1] * (now.to_numpy() - middle) / scale)
    return found


def _judged(rows: pl.DataFrame, *, draws: int, seed: int) -> ConflictTest:
    truth = rows["conflict"].to_numpy()
    values = {name: rows[name].to_numpy() for name in (OURS, THEIRS)}
    chances = {name: rows[f"chance {name}"].to_numpy() for name in (OURS, THEIRS)}

    def figures_of(weights: Floats | None) -> dict[tuple[str, str], Floats]:
        return {
            (name, what): statistic(source[name], truth, weights)
            for name in (OURS, THEIRS)
            for what, statistic, source in (
                ("auc", auc, values), ("brier", brier, chances), ("skill", brier_skill, chances),
            )
        }  # fmt: skip

    at = figures_of(None)
    blocks = [
        figures_of(weights)
        for weights in actor_weights(list(rows.select("i", "j").iter_rows()), draws=draws, seed=seed)
    ]
    drawn = {key: np.concatenate([block[key] for block in blocks]) if blocks else np.empty(0) for key in at}

    def estimate(name: str, what: str) -> Estimate:
        return Estimate(float(at[name, what][0]), *interval(drawn[name, what]))

    return ConflictTest(
        rows=rows.height,
        positives=int(truth.sum()),
        first=rows["day"][0],
        last=rows["day"][-1],
        forecasts={
            name: Forecast(auc=estimate(name, "auc"), brier=estimate(name, "brier"), skill=estimate(name, "skill"))
            for name in (OURS, THEIRS)
        },
        differences={
            what: Estimate(
                float(at[OURS, what][0] - at[THEIRS, what][0]), *interval(drawn[OURS, what] - drawn[THEIRS, what])
            )
            for what in ("auc", "skill")
        },
    )
