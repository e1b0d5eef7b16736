"""How much strength varies: what intervals cover in invented worlds where acts come alone, and where they come in stories."""

from __future__ import annotations

from datetime import date, timedelta
from functools import cache
from pathlib import Path

import numpy as np
import pytest
from scipy import stats  # type: ignore[import-untyped]  # scipy ships no types

from benchmarks.stories import World, world
from benchmarks.strength_validation import true_strength_covered, true_values_covered
from kg.assessment.calibration import interval_test
from kg.assessment.coverage import lift_coverage, share_coverage
from kg.assessment.measures import Source
from kg.assessment.outlook import Outlook, Period, outlook
from kg.assessment.records import read_records
from kg.assessment.spread import INDEPENDENT, USUAL, Spread, estimate_spread
from kg.errors import InputError
from kg.strength import Measure

MEASURE = Measure(level="state", habits_overrule=True, lift_prior=0.3)
STORIES = 6.0


@cache
def invented(acts: float) -> tuple[World, Source]:
    made = world(seed=3, acts=acts, stories=20_000 / acts)
    return made, Source.of(made.records, MEASURE)


@cache
def learnt(acts: float) -> Spread:
    origins = [date(2010, 10, 1) + timedelta(days=30 * number) for number in range(12)]
    return estimate_spread(outlook(invented(acts)[1], origins, days=30, ahead=3))


def later(acts: float) -> Outlook:
    origins = [date(2012, 1, 1) + timedelta(days=30 * number) for number in range(8)]
    return outlook(invented(acts)[1], origins, days=30)


def one(*, expected: float, acts: float, hostile: float = 0.0, signed: float = 10.0) -> Outlook:
    """Return the outlook of one pair whose lift is 1 and whose share is a half."""
    return Outlook(
        origin=np.zeros(1, np.int64), pairs=(("a", "b"),), observed=np.array([10.0]), expected=np.array([10.0]),
        signed=np.array([signed]), share=np.array([0.5]), measure=MEASURE,
        periods=(Period(np.array([acts]), np.array([expected]), np.array([acts - hostile]), np.array([hostile])),),
    )  # fmt: skip


def test_acts_that_come_alone_are_not_taken_for_stories() -> None:
    assert learnt(1.0).burst < 1.3
    assert learnt(1.0).noise < 1.2


def test_stories_are_seen_in_burst_noise_and_mood() -> None:
    found = learnt(STORIES)

    assert found.burst > 2.0
    assert 2.0 < found.noise < 12.0
    assert found.mood > 0.1


@pytest.mark.parametrize("acts", [1.0, STORIES])
def test_ninety_percent_of_what_comes_is_inside_with_the_spread_learnt_before(acts: float) -> None:
    found = later(acts)

    lift, share = lift_coverage(found, learnt(acts))[0], share_coverage(found, learnt(acts))[0]

    assert 0.85 < lift.inside < 0.95
    assert 0.85 < share.inside < 0.95


def test_taking_acts_for_independent_covers_too_little_where_they_come_in_stories() -> None:
    busy = lift_coverage(later(STORIES), INDEPENDENT)[-2]

    assert busy.label == "acts expected 3 to 10"
    assert busy.inside < 0.6


def test_intervals_hold_the_true_lift_share_and_strength_of_stories() -> None:
    made, source = invented(STORIES)
    seen = outlook(source, [date(2012, 12, 1)], days=30)

    lift, share = true_values_covered(seen, made, learnt(STORIES))

    assert lift > 0.8 > true_values_covered(seen, made, INDEPENDENT)[0]
    assert share > 0.85
    assert true_strength_covered(source, made, learnt(STORIES)) > 0.85


def test_without_stories_the_counts_are_those_of_gamma_and_poisson() -> None:
    # The interval of a count: negative binomial with size n + a and mean 12, from scipy.
    known = stats.nbinom(10.3, 10.3 / (10.3 + 12.0))

    for acts in range(40):
        found = lift_coverage(one(expected=12.0, acts=acts), INDEPENDENT)[0]
        chance, below = known.pmf(acts), known.cdf(acts - 1)
        inside = min(below + chance, 0.95) - max(below, 0.05)
        assert found.inside == pytest.approx(max(0.0, inside) / chance, abs=1e-6)


def test_the_chances_of_hostile_acts_are_those_of_scipy() -> None:
    # Half friendly with 10 + 4 pseudo-acts: beta-binomial with 7 and 7.
    known = stats.betabinom(9, 7.0, 7.0)

    for hostile in range(10):
        found = share_coverage(one(expected=9.0, acts=9.0, hostile=hostile), INDEPENDENT)[0]
        chance, below = known.pmf(hostile), known.cdf(hostile - 1)
        inside = min(below + chance, 0.95) - max(below, 0.05)
        assert found.inside == pytest.approx(max(0.0, inside) / chance, abs=1e-6)


def test_what_lies_outside_is_said_to_lie_below_or_above() -> None:
    none, many = (lift_coverage(one(expected=30.0, acts=acts), INDEPENDENT)[0] for acts in (0.0, 300.0))

    assert [none.inside, none.below] == pytest.approx([0.0, 1.0])
    assert [many.inside, many.above] == pytest.approx([0.0, 1.0])


def test_variances_by_hand() -> None:
    spread = Spread(burst=4.0, drift=0.1, swing=2.0, wander=0.5)

    assert spread.of_lift(np.array([0.8]), 0.3) == pytest.approx([1.0 / 0.5 + 0.1])
    assert spread.of_share(np.array([10.0]), 4.0) == pytest.approx([0.1 + 0.5 * 0.9])


def test_the_period_of_a_pair_has_the_acts_of_its_days_and_what_its_actors_make_expected(tmp_path: Path) -> None:
    days = ["2012-01-01,a,b", "2012-01-01,a,c", "2012-01-02,b,c"]
    days += ["2012-02-01,a,b", "2012-03-01,a,b", "2012-03-02,a,b", "2012-02-15,a,c", "2012-03-02,a,c", "2012-02-10,c,d"]
    (tmp_path / "events.csv").write_text("date,source,target,cameo\n" + "".join(f"{day},112\n" for day in days))

    found = outlook(Source.of(read_records(tmp_path / "events.csv"), MEASURE), [date(2012, 2, 1)], days=30)

    # From 1 February to 1 March: two acts of a and b, one of a and c; that of c and d is of no pair known before.
    assert found.pairs == (("a", "b"), ("a", "c"), ("b", "c"))
    assert found.periods[0].acts.tolist() == [2.0, 1.0, 0.0]
    assert found.periods[0].hostile.tolist() == [2.0, 1.0, 0.0]
    # Their activity is 3, 2, 2, 1; with the factors x, y, y, z: x (2 y + z) = 3, y (x + y + z) = 2, z (x + 2 y) = 1.
    assert found.periods[0].expected.tolist() == pytest.approx([1.2324, 1.2324, 0.5352], abs=1e-3)


def test_the_command_learns_before_it_tests() -> None:
    found = interval_test(invented(STORIES)[1], split=date(2012, 1, 1))

    assert (found.first, found.days) == (date(2012, 1, 1), 30)
    assert found.lift[0].inside > found.naive_lift[0].inside


def test_too_few_events_are_no_ground_to_learn_from() -> None:
    few = Source.of(world(seed=1, actors=4, stories=30.0, acts=1.0).records, MEASURE)

    with pytest.raises(InputError, match="pairs had acts in the periods looked at, too few to estimate"):
        interval_test(few)
    with pytest.raises(InputError, match="look two or three periods ahead"):
        estimate_spread(later(1.0))
    with pytest.raises(InputError, match="no event lies before any of the days"):
        outlook(few, [date(1990, 1, 1)], days=30)
    with pytest.raises(InputError, match="too short to learn from one part"):
        interval_test(few, days=400)


@pytest.mark.parametrize("wrong", [{"burst": 0.5}, {"noise": 0.0}])
def test_factors_below_one_are_no_spread(wrong: dict[str, float]) -> None:
    with pytest.raises(ValueError, match="it is 1 for independent acts, or more"):
        Spread(**wrong)
    with pytest.raises(ValueError, match="must be shares"):
        Spread(wander=1.5)
    assert USUAL.burst > 1.0
