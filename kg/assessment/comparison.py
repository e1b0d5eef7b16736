"""Records and truth tables in; how well each measure of strength agrees with each outcome, with intervals, out."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType
from typing import TYPE_CHECKING, Final, Literal

import numpy as np
import polars as pl

from kg.assessment.bootstrap import SEED, Estimate, actor_weights, interval
from kg.assessment.measures import BASELINES, MEASURES, OURS, Source, measured
from kg.assessment.statistics import auc, spearman
from kg.assessment.truth import Scale, matched
from kg.errors import InputError

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from numpy.typing import NDArray

    from kg.assessment.truth import Outcome, Truth

    Floats = NDArray[np.float64]

By = Literal["period", "year"]
DRAWS: Final = 200


@dataclass(frozen=True, slots=True, kw_only=True)
class Agreement:
    """How each measure agrees with one outcome, over ``rows`` rows of which ``positives`` hold a binary outcome.

    ``scale`` says what the figures are: rank correlations of a continuous outcome, areas under the curve of a binary one.
    For ``hostile`` outcomes the measures are turned round, so that a figure is good where hostility goes with little.
    ``differences`` are those of T, A and L from each measure of other tools, on the same draws.
    """

    outcome: str
    scale: Scale
    hostile: bool
    rows: int
    positives: int
    figures: Mapping[str, Estimate]
    differences: Mapping[tuple[str, str], Estimate]


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparison:
    """What was compared, and how well it agrees.

    ``pairs`` are those that have both events and truth, ``actors`` theirs; ``without`` is a list of outcomes that say
    nothing about them.
    """

    by: By
    years: tuple[int, ...]
    rows: int
    pairs: int
    actors: int
    draws: int
    seed: int
    agreements: tuple[Agreement, ...]
    without: tuple[str, ...]


def compared(
    source: Source, truth: Truth, *, path: Path | str, by: By = "period", draws: int = DRAWS, seed: int = SEED
) -> Comparison:
    """Return how well the measures agree with the truth.

    By "period" each pair is one row: its events from the first to the last year of the truth that has events, against the
    outcomes over these years. By "year" each pair and year is one: all events up to the end of the year for T, A and L,
    which let them age, those of the year for the others, against the outcomes of that year.

    Raises
    ------
    InputError
        If events and truth share no actor, no year or no pair.
    """
    truth = matched(truth, source.ledger.actors, path=path)
    days = source.events["day"].drop_nulls()
    years = tuple(sorted(set(days.dt.year().unique()) & set(truth.years)))
    if not years:
        raise InputError(
            f"{path}: it speaks of {_span(truth.years)}, the events of {_span(days.dt.year().unique().sort())}; "
            "give truth of the years of the events"
        )
    rows = _by_period(source, truth, years) if by == "period" else _by_year(source, truth, years)
    if rows.is_empty():
        raise InputError(f"{path}: no pair of it has an event in {_span(years)}; give truth of the pairs of the events")
    judged, without = [], []
    for outcome in truth.outcomes:
        known = rows.drop_nulls([outcome.name, *MEASURES])
        if known[outcome.name].n_unique() > 1:
            judged.append(_agreement(known, outcome, draws=draws, seed=seed))
        else:
            without.append(outcome.name)
    return Comparison(
        by=by,
        years=years,
        rows=rows.height,
        pairs=rows.select("i", "j").n_unique(),
        actors=pl.concat([rows["i"], rows["j"]]).n_unique(),
        draws=draws,
        seed=seed,
        agreements=tuple(judged),
        without=tuple(without),
    )


def _by_period(source: Source, truth: Truth, years: tuple[int, ...]) -> pl.DataFrame:
    found = measured(source, as_of=date(years[-1], 12, 31), since=date(years[0], 1, 1))
    shown = truth.rows.filter(pl.col("year").is_in(years))
    return found.join(type(truth)(rows=shown, outcomes=truth.outcomes).one_row_a_pair(), on=["i", "j"]).sort("i", "j")


def _by_year(source: Source, truth: Truth, years: tuple[int, ...]) -> pl.DataFrame:
    tables = []
    for year in years:
        ours = measured(source, as_of=date(year, 12, 31)).drop(BASELINES)
        theirs = measured(source, as_of=date(year, 12, 31), since=date(year, 1, 1)).drop(OURS)
        found = ours.join(theirs, on=["i", "j"])
        tables.append(found.join(truth.rows.filter(pl.col("year") == year), on=["i", "j"]).sort("i", "j"))
    return pl.concat(tables)


def _agreement(rows: pl.DataFrame, outcome: Outcome, *, draws: int, seed: int) -> Agreement:
    truth = rows[outcome.name].to_numpy().astype(np.float64)
    statistic = spearman if outcome.scale == "continuous" else auc
    turned = -1.0 if outcome.hostile else 1.0
    values = {name: turned * rows[name].to_numpy().astype(np.float64) for name in MEASURES}
    drawn: dict[str, list[Floats]] = {name: [] for name in MEASURES}
    for weights in actor_weights(list(rows.select("i", "j").iter_rows()), draws=draws, seed=seed):
        for name in MEASURES:
            drawn[name].append(statistic(values[name], truth, weights))
    at = {name: float(statistic(values[name], truth)[0]) for name in MEASURES}
    spread = {name: np.concatenate(blocks) if blocks else np.empty(0) for name, blocks in drawn.items()}
    return Agreement(
        outcome=outcome.name,
        scale=outcome.scale,
        hostile=outcome.hostile,
        rows=rows.height,
        positives=int((truth == 1).sum()) if outcome.scale == "binary" else 0,
        figures=MappingProxyType({name: Estimate(at[name], *interval(spread[name])) for name in MEASURES}),
        differences=MappingProxyType(
            {
                (ours, other): Estimate(at[ours] - at[other], *interval(spread[ours] - spread[other]))
                for ours in OURS
                for other in BASELINES
            }
        ),
    )


def _span(years: Iterable[int]) -> str:
    found = list(years)
    if not found:
        return "no year"
    return str(found[0]) if found[0] == found[-1] else f"{found[0]} to {found[-1]}"
