"""Shares, their Wilson intervals and the calibration of confidences, against published and hand-made numbers."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.intervals import Judged, Share, reliability, share_of, wilson

counts = st.integers(1, 500).flatmap(lambda total: st.tuples(st.integers(0, total), st.just(total)))
judged = st.builds(
    Judged, right=st.booleans(), confidence=st.floats(0, 1), weight=st.floats(0.1, 100, allow_subnormal=False)
)


@pytest.mark.parametrize(
    ("right", "total", "low", "high"),
    [
        # Newcombe (1998), Statistics in Medicine 17, p. 857-872, table I, method 3.
        (81, 263, 0.2553, 0.3662),
        (15, 148, 0.0624, 0.1605),
        (0, 20, 0.0, 0.1611),
        (1, 29, 0.0061, 0.1718),
    ],
)
def test_wilson_gives_the_published_ends(right: int, total: int, low: float, high: float) -> None:
    found = wilson(right, total)

    assert found == pytest.approx((low, high), abs=5e-5)


def test_nothing_counted_says_nothing() -> None:
    nothing = Share(right=0, total=0)

    assert (nothing.value, nothing.interval) == (None, (0.0, 1.0))


@given(counts)
def test_the_interval_holds_the_share_and_stays_in_zero_to_one(count: tuple[int, int]) -> None:
    low, high = wilson(*count)

    assert 0.0 <= low <= count[0] / count[1] <= high <= 1.0
    assert low < high


@given(counts)
def test_counting_the_wrong_mirrors_the_interval(count: tuple[int, int]) -> None:
    right, total = count

    low, high = wilson(right, total)

    assert wilson(total - right, total) == pytest.approx((1 - high, 1 - low))


@given(counts, st.integers(2, 10))
def test_more_of_the_same_makes_the_interval_narrower(count: tuple[int, int], times: int) -> None:
    right, total = count

    few, many = wilson(right, total), wilson(right * times, total * times)

    assert many[1] - many[0] < few[1] - few[0]


def test_a_share_above_one_is_refused() -> None:
    with pytest.raises(ValueError, match=r"3 of 2 is no share"):
        wilson(3, 2)
    with pytest.raises(ValueError, match=r"3 of 2 is no share"):
        Share(right=3, total=2)


@pytest.mark.parametrize(("confidence", "weight"), [(1.1, 1.0), (-0.1, 1.0), (0.5, 0.0), (0.5, float("inf"))])
def test_a_judgement_out_of_range_is_refused(confidence: float, weight: float) -> None:
    with pytest.raises(ValueError, match=r"confidence|weight"):
        Judged(right=True, confidence=confidence, weight=weight)


def test_a_weighted_share_counts_as_fewer_trials() -> None:
    # By hand: right 3 of 4; (1 + 3)^2 / (1 + 9) = 1.6 trials.
    rows = [Judged(right=False, confidence=1, weight=1), Judged(right=True, confidence=1, weight=3)]

    share = share_of(rows)

    assert (share.right, share.total) == (3, 4)
    assert share.size == pytest.approx(1.6)
    assert share.interval == pytest.approx(wilson(1.2, 1.6))


@given(st.lists(judged, min_size=1), st.floats(0.1, 50))
def test_equal_weights_are_no_weights(rows: list[Judged], weight: float) -> None:
    plain = share_of(Judged(right=row.right, confidence=row.confidence) for row in rows)

    weighted = share_of(Judged(right=row.right, confidence=row.confidence, weight=weight) for row in rows)

    assert weighted.value == pytest.approx(plain.value)
    assert weighted.interval == pytest.approx(plain.interval)


@given(st.lists(judged, min_size=1))
def test_weights_never_tell_more_than_the_rows_do(rows: list[Judged]) -> None:
    share = share_of(rows)

    assert share.size is not None
    assert 0 < share.size <= len(rows) * (1 + 1e-9)
    assert share.value is not None
    assert share.interval[0] - 1e-9 <= share.value <= share.interval[1] + 1e-9


def test_bands_and_calibration_error_are_those_worked_out_by_hand() -> None:
    # Two bands: 1 of 2 right at mean .55, 2 of 2 right at .9; error = 2/4 * .05 + 2/4 * .1.
    rows = [
        Judged(right=True, confidence=0.5),
        Judged(right=False, confidence=0.6 - 1e-12),
        Judged(right=True, confidence=0.8),
        Judged(right=True, confidence=1.0),
    ]

    found = reliability(rows, bins=2)

    (band,) = found.bands
    assert (band.low, band.high, band.count, band.share.right) == (0.5, 1.0, 4, 3)
    assert found.error == pytest.approx(0.75 - 0.725)

    low, high, top = reliability(rows, bins=5).bands
    assert [(each.low, each.count, each.share.right) for each in (low, high, top)] == [
        (0.4, 1, 1),
        (0.6, 1, 0),
        (0.8, 2, 2),
    ]
    assert reliability(rows, bins=5).error == pytest.approx((0.5 + 0.6 + 2 * 0.1) / 4)


@pytest.mark.parametrize("tenth", range(10))
def test_a_confidence_on_an_edge_belongs_to_the_band_that_begins_there(tenth: int) -> None:
    (band,) = reliability([Judged(right=True, confidence=tenth * 0.1)], bins=10).bands

    assert band.low == pytest.approx(tenth / 10)


def test_without_judgements_there_is_no_error() -> None:
    found = reliability([])

    assert (found.bands, found.error) == ((), None)


@given(st.lists(judged), st.integers(1, 30))
def test_every_event_is_in_one_band_that_holds_its_mean(rows: list[Judged], bins: int) -> None:
    found = reliability(rows, bins=bins)

    assert sum(band.count for band in found.bands) == len(rows)
    assert all(band.low - 1e-8 <= band.mean <= band.high + 1e-8 for band in found.bands)
    assert found.error is None or 0.0 <= found.error <= 1.0 + 1e-9


def test_a_confidence_that_is_always_met_has_no_error() -> None:
    rows = [Judged(right=number < 7, confidence=0.7) for number in range(10)]

    assert reliability(rows).error == pytest.approx(0.0)


def test_no_bins_are_refused() -> None:
    with pytest.raises(ValueError, match="0 bins"):
        reliability([], bins=0)
