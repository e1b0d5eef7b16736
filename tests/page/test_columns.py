"""How values are packed for a page."""

from __future__ import annotations

import json
from itertools import accumulate

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.page.columns import DIGITS, Interned, packed, unpacked
from kg.page.html import escaped_json


@given(st.lists(st.integers(min_value=-29_000_000, max_value=29_000_000)))
def test_what_is_packed_comes_out_again(values: list[int]) -> None:
    assert unpacked(packed(values)) == values


@given(st.lists(st.integers(min_value=-42, max_value=42), min_size=1))
def test_a_small_step_takes_a_character(steps: list[int]) -> None:
    values = list(accumulate(steps))

    assert len(packed([0, *values])) == 3 + len(values)


def test_a_number_that_is_too_large_is_refused() -> None:
    with pytest.raises(ValueError, match="30000000 is too large"):
        packed([1, 30_000_000])


def test_packed_numbers_stand_in_a_page_as_they_are() -> None:
    assert escaped_json(DIGITS) == f'"{DIGITS}"' == json.dumps(DIGITS)


def test_a_string_keeps_its_first_number() -> None:
    kept = Interned(["", "a"])

    assert [kept.number(text) for text in ("b", "a", "b", "")] == [2, 1, 2, 0]
    assert kept.texts() == ["", "a", "b"]
