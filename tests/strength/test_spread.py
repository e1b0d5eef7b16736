"""Burst, swing, drift and wander: what they do to the interval of strength, and what they leave alone."""

from __future__ import annotations

import math
from dataclasses import replace

import numpy as np
import pytest
from scipy import stats  # type: ignore[import-untyped]  # scipy ships no types

from kg.errors import MeasureError
from kg.strength import Measure
from kg.strength.posterior import figures
from kg.strength.sums import PairSums

PLAIN = Measure(habits_overrule=True, lift_prior=0.3, burst=1.0, swing=1.0, drift=0.0, wander=0.0)
SUMS = PairSums(
    actors=("a", "b", "c"),
    a=np.array([0, 0, 1]),
    b=np.array([1, 2, 2]),
    observed=np.array([20.0, 200.0, 5.0]),
    cooperative=np.array([15.0, 120.0, 2.0]),
    hostile=np.array([2.0, 60.0, 2.0]),
    acts=np.array([20, 200, 5]),
    last=np.array([1, 1, 1]),
)


def width(measure: Measure) -> np.ndarray[tuple[int], np.dtype[np.float64]]:
    found = figures(SUMS, measure)
    return found.high - found.low


def test_without_them_the_posteriors_are_those_of_independent_acts() -> None:
    found = figures(SUMS, PLAIN)
    draws = np.random.default_rng(1)
    lift = stats.gamma(SUMS.observed + 0.3, scale=1.0 / (found.expected + 0.3)).rvs((200_000, 3), random_state=draws)
    habit = found.habit
    share = stats.beta(SUMS.cooperative + 4 * habit, SUMS.hostile + 4 * (1 - habit)).rvs(
        (200_000, 3), random_state=draws
    )

    drawn = np.percentile((2.0 * share - 1.0) * np.log2(1.0 + lift), [5, 95], axis=0)

    assert np.stack([found.low, found.high]) == pytest.approx(drawn, abs=0.02)


@pytest.mark.parametrize(
    "measure",
    [replace(PLAIN, burst=3.0), replace(PLAIN, swing=3.0), replace(PLAIN, drift=0.2), replace(PLAIN, wander=0.2)],
)
def test_each_widens_the_interval_and_leaves_the_strength(measure: Measure) -> None:
    assert (width(measure) > width(PLAIN)).all()
    assert (figures(SUMS, measure).strength == figures(SUMS, PLAIN).strength).all()


def test_however_much_is_known_drift_and_wander_stay() -> None:
    much = replace(SUMS, observed=SUMS.observed * 1e6, cooperative=SUMS.cooperative * 1e6, hostile=SUMS.hostile * 1e6)

    found, plain = (figures(much, replace(PLAIN, drift=drift, wander=drift)) for drift in (0.05, 0.0))

    assert (plain.high - plain.low < 0.01).all()
    assert (found.high - found.low > 0.1).all()


@pytest.mark.parametrize(("drift", "wander"), [(-0.1, 0.0), (0.0, 1.0), (0.0, math.nan), (math.inf, 0.0)])
def test_values_out_of_range_are_refused(drift: float, wander: float) -> None:
    with pytest.raises(MeasureError, match="drift is .*, wander .*; give 0 or more, wander below 1"):
        replace(PLAIN, drift=drift, wander=wander)
