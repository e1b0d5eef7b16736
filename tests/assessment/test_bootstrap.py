"""Draws of actors: the same each time, and intervals about as wide as figures vary from world to world."""

from __future__ import annotations

from itertools import combinations

import numpy as np

from kg.assessment.bootstrap import actor_weights, interval
from kg.assessment.statistics import spearman

NAMES = [f"actor{number:02}" for number in range(30)]
ENDS = list(combinations(NAMES, 2))


def test_the_same_seed_gives_the_same_draws_and_another_one_others() -> None:
    one, same, other = (np.concatenate(list(actor_weights(ENDS, draws=20, seed=seed))) for seed in (1, 1, 2))

    assert (one == same).all()
    assert (one != other).any()


def test_a_pair_counts_as_often_as_its_ends_were_drawn() -> None:
    weights = np.concatenate(list(actor_weights([("a", "b"), ("a", "c"), ("b", "c")], draws=500)))

    # Three draws of three actors: the times add up to three, and a pair has the product of two of them.
    assert set(map(tuple, weights.tolist())) <= {
        (1.0, 1.0, 1.0),
        (2.0, 0.0, 0.0),
        (0.0, 2.0, 0.0),
        (0.0, 0.0, 2.0),
        (0.0, 0.0, 0.0),
    }
    assert (weights.sum(axis=1) > 0).any()


def test_many_draws_come_in_blocks_that_add_up() -> None:
    assert sum(len(block) for block in actor_weights(ENDS, draws=2_500)) == 2_500


def test_the_interval_holds_the_true_figure_about_as_often_as_it_says() -> None:
    random = np.random.default_rng(5)
    one, other = (np.array(places) for places in zip(*combinations(range(30), 2), strict=True))

    def one_world() -> tuple[np.ndarray[tuple[int], np.dtype[np.float64]], ...]:
        habit, value = random.normal(size=30), random.normal(size=30)
        truth = habit[one] + habit[other] + random.normal(size=len(one))
        seen = 0.5 * (habit[one] + habit[other]) + value[one] + value[other] + random.normal(size=len(one))
        return seen, truth

    figures = [spearman(*one_world())[0] for _ in range(300)]
    inside, widths = [], []
    for _ in range(60):
        seen, truth = one_world()
        drawn = np.concatenate([spearman(seen, truth, block) for block in actor_weights(ENDS, draws=100)])
        low, high = interval(drawn)
        inside.append(low <= float(np.mean(figures)) <= high)
        widths.append(high - low)

    # What 95 % of worlds give is the width that the interval of one world should have.
    across = float(np.percentile(figures, 97.5) - np.percentile(figures, 2.5))
    assert 0.75 < float(np.mean(widths)) / across < 1.35
    assert np.mean(inside) >= 0.85


def test_an_interval_of_draws_that_are_mostly_no_numbers_is_none() -> None:
    assert np.isnan(interval(np.array([1.0, np.nan, np.nan]))).all()
    assert interval(np.array([1.0, 1.0, np.nan])) == (1.0, 1.0)
