"""Trust and support in; shares that follow the laws of a calibration out."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from kg.learned import load_calibration

SHARES = st.floats(min_value=0.0, max_value=1.0)


@given(trust=SHARES, support=SHARES)
def test_every_trust_is_a_share(trust: float, support: float) -> None:
    calibration = load_calibration()

    assert 0.0 <= calibration.of_rule(trust, support) <= 1.0
    assert 0.0 <= calibration.of_reader(support) <= 1.0


@given(trust=SHARES, low=SHARES, high=SHARES)
def test_more_support_never_lowers_the_trust(trust: float, low: float, high: float) -> None:
    calibration = load_calibration()
    low, high = min(low, high), max(low, high)

    assert calibration.of_rule(trust, low) <= calibration.of_rule(trust, high)
    assert calibration.of_reader(low) <= calibration.of_reader(high)
