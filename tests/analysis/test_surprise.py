"""Departures of ties from what prominence and habits predict."""

from __future__ import annotations

import math
from dataclasses import replace

import numpy as np
import pytest

from kg.analysis import SignedNetwork
from kg.analysis.surprise import MOST_BITS, Surprise, surprises
from kg.strength.measure import Measure
from tests.analysis.networks import ODD, network

INDEPENDENT = Measure(lift_prior=0.3, burst=1.0, drift=0.0, wander=0.0)
"""A measure for which acts do not come in bursts and relations do not change, so that figures can be had by hand."""

K = INDEPENDENT.balance_prior


def tie(
    *, observed: float = 1.0, expected: float = 1.0, cooperative: float = 0.0, hostile: float = 0.0, habit: float = 0.5
) -> Surprise:
    """Return the surprise of the one tie of two actors whose acts and predictions are these."""
    share = (cooperative + K * habit) / (cooperative + hostile + K)
    figures = (2.0 * share - 1.0, 0.0, -1.0, 1.0, observed, expected, cooperative, hostile)
    return surprises(SignedNetwork.of_ties("ab", [("a", "b", 1.0, *figures)]), measure=INDEPENDENT)


def test_more_dealings_than_predicted_are_a_positive_surprise_and_fewer_a_negative_one() -> None:
    assert tie(observed=10.0).engagement[0] > 0.0
    assert tie(observed=1.0, expected=10.0).engagement[0] < 0.0


def test_what_is_as_predicted_is_no_surprise() -> None:
    found = tie(observed=3.0, expected=3.0, cooperative=4.0, hostile=4.0)

    assert (found.engagement[0], found.affinity[0]) == pytest.approx((0.0, 0.0), abs=1e-6)


def test_engagement_by_hand() -> None:
    # With a = 0.3, n = 3.7 and E = 1.7: P(Gamma(4, rate 2) < 1) = 1 - e^-2 (1 + 2 + 2 + 4/3), as a Poisson tail, and
    # as predicted P(Gamma(2, rate 2) < 1) = 1 - e^-2 (1 + 2).
    bits = math.log2((1 - 3 * math.exp(-2)) / (1 - (19 / 3) * math.exp(-2)))

    assert tie(observed=3.7, expected=1.7).engagement[0] == pytest.approx(bits)


def test_affinity_by_hand() -> None:
    # k = 4 and p = 1/2 give Beta(2 + 4, 2): P(q < 1/2) = P(Binomial(7, 1/2) >= 6) = 8/128, and as predicted 1/2.
    assert tie(cooperative=4.0).affinity[0] == pytest.approx(3.0)
    assert tie(hostile=4.0).affinity[0] == pytest.approx(-3.0)


def test_the_habit_is_taken_back_from_the_affinity() -> None:
    assert tie(cooperative=2.0, hostile=1.0, habit=0.8).habit[0] == pytest.approx(0.6)


def test_friendliness_surprises_more_where_habits_are_hostile() -> None:
    assert tie(cooperative=2.0, habit=0.2).affinity[0] > tie(cooperative=2.0, habit=0.8).affinity[0] > 0.0


def test_the_same_shares_surprise_more_with_more_evidence() -> None:
    assert tie(observed=40.0, expected=20.0).engagement[0] > tie(observed=4.0, expected=2.0).engagement[0]
    assert tie(cooperative=40.0).affinity[0] > tie(cooperative=4.0).affinity[0]


def test_bursts_make_the_same_counts_less_surprising() -> None:
    of = SignedNetwork.of_ties("ab", [("a", "b", 1.0, 0.5, 0.0, -1.0, 1.0, 20.0, 5.0, 10.0, 1.0)])

    steady, bursty = (surprises(of, measure=replace(INDEPENDENT, burst=x, swing=x)) for x in (1.0, 3.0))

    assert 0.0 < bursty.engagement[0] < steady.engagement[0]
    assert 0.0 < bursty.affinity[0] < steady.affinity[0]


def test_the_thinnest_tails_are_cut_off() -> None:
    assert MOST_BITS - 1.0 <= tie(observed=1e6).engagement[0] <= MOST_BITS


def test_without_signed_acts_affinity_is_no_surprise() -> None:
    found = tie(observed=5.0, habit=0.9)

    assert (found.affinity[0], found.habit[0]) == (0.0, 0.0)


@pytest.mark.parametrize("name", ODD)
def test_graphs_that_tell_no_counts_have_no_surprises(name: str) -> None:
    found = surprises(network(*ODD[name]))

    assert not np.concatenate([found.engagement, found.affinity, found.habit]).any()
