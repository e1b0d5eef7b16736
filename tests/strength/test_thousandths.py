"""How the parts of a strength are rounded so that they add up."""

from __future__ import annotations

import math

from hypothesis import given
from hypothesis import strategies as st

from kg.rounding import rounded
from kg.strength.thousandths import apportioned


@given(st.lists(st.floats(min_value=-3, max_value=3), min_size=1, max_size=300))
def test_parts_add_up_to_the_rounded_whole_and_each_is_near_what_it_is(values: list[float]) -> None:
    whole = rounded(math.fsum(values), 3)

    parts = apportioned(values, whole)

    assert sum(parts) == whole
    assert all(abs(part - value * 1000) <= 1.01 for part, value in zip(parts, values, strict=True))
