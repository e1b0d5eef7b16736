"""Rank correlation, area under the curve and Brier score: against scipy, a plain loop, and figures worked out by hand."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats  # type: ignore[import-untyped]  # scipy ships no types

from kg.assessment.statistics import auc, brier, brier_skill, spearman

VALUES = st.lists(st.tuples(st.integers(-3, 3), st.integers(0, 1), st.integers(0, 3)), min_size=3, max_size=30)


def columns(rows: list[tuple[int, int, int]]) -> tuple[np.ndarray[tuple[int], np.dtype[np.float64]], ...]:
    return tuple(np.array(column, np.float64) for column in zip(*rows, strict=True))


@given(VALUES)
def test_the_rank_correlation_is_that_of_scipy_with_ties(rows: list[tuple[int, int, int]]) -> None:
    one, _, other = columns(rows)

    found = spearman(one, other)[0]

    constant = len(set(one)) == 1 or len(set(other)) == 1
    assert np.isnan(found) if constant else found == pytest.approx(stats.spearmanr(one, other).statistic)


@given(VALUES)
def test_the_area_is_the_share_of_pairs_in_the_right_order(rows: list[tuple[int, int, int]]) -> None:
    values, truth, _ = columns(rows)
    yes, no = values[truth == 1], values[truth == 0]

    found = auc(values, truth)[0]

    won = [float(a > b) + (a == b) / 2.0 for a in yes for b in no]
    assert np.isnan(found) if not won else found == pytest.approx(np.mean(won))


@given(VALUES)
def test_a_weight_of_three_counts_like_three_rows(rows: list[tuple[int, int, int]]) -> None:
    values, truth, weights = columns(rows)
    times = weights.astype(int)
    many, held = np.repeat(values, times), np.repeat(truth, times)

    for statistic in (spearman, auc, brier, brier_skill):
        found = statistic(values, truth, weights[None, :])
        assert found == pytest.approx(statistic(many, held), nan_ok=True)


def test_every_row_of_weights_is_a_replicate_of_its_own() -> None:
    values, truth = np.array([1.0, 2.0, 3.0]), np.array([0.0, 1.0, 0.0])

    # Without the third row the one pair is in order, without the first it is not.
    assert auc(values, truth, np.array([[1.0, 1.0, 0.0], [0.0, 1.0, 1.0]])).tolist() == [1.0, 0.0]


def test_the_brier_score_by_hand() -> None:
    chances, truth = np.array([0.9, 0.2, 0.5, 0.4]), np.array([1.0, 0.0, 1.0, 0.0])

    # (.01 + .04 + .25 + .16) / 4 = .115; half of the outcomes are 1, so that knowing the share scores .25.
    assert brier(chances, truth)[0] == pytest.approx(0.115)
    assert brier_skill(chances, truth)[0] == pytest.approx(1.0 - 0.115 / 0.25)


def test_the_skill_of_outcomes_that_are_all_the_same_is_no_number() -> None:
    assert np.isnan(brier_skill(np.array([0.5, 0.5]), np.array([1.0, 1.0]))[0])
