"""Weeks in, changes out: where they were put, and none where there is none."""

from __future__ import annotations

from itertools import pairwise

import numpy as np
import pytest
from numpy.typing import NDArray

from kg.courses import segments
from kg.courses.segments import STORY_WEEKS, count_breaks, count_dispersion, sign_breaks, sign_dispersion

Floats = NDArray[np.float64]


def even(*levels: tuple[int, int]) -> Floats:
    """Return weeks with the same count each, for stretches of (weeks, count)."""
    return np.concatenate([np.full(weeks, float(count)) for weeks, count in levels])


def test_a_step_in_the_counts_is_found_in_its_week() -> None:
    counts = even((60, 1), (60, 4))

    (found,) = count_breaks(counts, np.ones(120))

    assert found.week == 60
    assert found.low <= 60 <= found.high


def test_counts_that_follow_what_is_expected_do_not_change() -> None:
    counts = even((60, 1), (60, 4))

    assert count_breaks(counts, counts) == ()


def test_a_step_in_the_signs_is_found_in_its_week() -> None:
    friendly, hostile = even((40, 2), (40, 0)), even((40, 0), (40, 2))

    (found,) = sign_breaks(friendly, hostile)

    assert found.week == 40
    # By hand: a week on the wrong side costs the cap, 2/8 * 1.5 log(80) = 1.64, which leaves it a chance of 0.19 to 1.
    assert (found.low, found.high) == (39, 41)


@pytest.mark.parametrize("many", [5, 50, 5000])
def test_a_story_however_large_makes_no_change(many: int) -> None:
    counts = even((60, 1), (STORY_WEEKS - 2, many), (60, 1))

    assert count_breaks(counts, np.ones(len(counts))) == ()


def test_what_lasts_longer_than_a_story_makes_a_change_and_a_change_back() -> None:
    counts = even((100, 1), (4 * STORY_WEEKS, 9), (100, 1))

    assert [each.week for each in count_breaks(counts, np.ones(len(counts)))] == [100, 100 + 4 * STORY_WEEKS]


@pytest.mark.parametrize("counts", [[], [0.0], [3.0], [0.0] * 50, [0.0] * 49 + [1.0]])
def test_few_acts_make_no_change(counts: list[float]) -> None:
    assert count_breaks(np.array(counts), np.ones(len(counts))) == ()
    signed = np.array([each for each in counts if each])
    assert sign_breaks(signed, np.zeros(len(signed))) == ()


def test_independent_acts_have_dispersion_one_and_bursts_more() -> None:
    chance = np.random.default_rng(1)
    calm = chance.poisson(2.0, 4000).astype(float)
    some = calm[calm > 0]
    friendly = chance.binomial(some.astype(int), 0.6).astype(float)

    assert count_dispersion(calm) == pytest.approx(1.0, abs=0.15)
    assert sign_dispersion(friendly, some - friendly) == pytest.approx(1.0, abs=0.1)
    # Each act told of ten times: variances are ten times as large.
    assert count_dispersion(10 * calm) == pytest.approx(10.0, rel=0.1)


def test_no_other_segmentation_costs_less(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(segments, "CAP", 10.0)
    monkeypatch.setattr(segments, "WEIGHT", 0.5)
    chance = np.random.default_rng(5)
    penalty = 0.5 * np.log(8)
    numbers = set()
    for _ in range(30):
        loss = chance.exponential(1.0, (8, 3))

        found = [each.week for each in segments._breaks(loss)]  # noqa: SLF001  # the recursion itself, on any loss

        every = ([week for week in range(1, 8) if chosen >> week & 1] for chosen in range(0, 256, 2))
        assert cost(loss, found, penalty) == pytest.approx(min(cost(loss, each, penalty) for each in every), abs=1e-6)
        numbers.add(len(found))
    assert numbers == {0, 1, 2}


def cost(loss: Floats, weeks: list[int], penalty: float) -> float:
    edges = [0, *weeks, len(loss)]
    parts = (loss[low:high].sum(axis=0).min() for low, high in pairwise(edges))
    return float(sum(parts)) + penalty * len(weeks)
