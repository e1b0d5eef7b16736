"""How figures become digits: as Python rounds them, and through the whole numbers of the page just so."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from kg.rounding import cut, percent, rounded, signed

FIGURES = st.floats(min_value=-40, max_value=40)
"""Strengths, and all that they are made of, are smaller."""


@pytest.mark.parametrize(
    ("value", "digits", "text"),
    [
        (1.17496, 2, "+1.17"),  # by way of thousandths it would be +1.18
        (0.125, 2, "+0.12"),  # a tie goes to the even digit
        (0.375, 2, "+0.38"),
        (-0.125, 2, "-0.12"),
        (0.285, 2, "+0.28"),  # the float is a little less than 0.285
        (-0.0049, 2, "0.00"),
        (-0.0, 2, "0.00"),
        (1.17496, 3, "+1.175"),
    ],
)
def test_a_figure_has_the_digits_that_its_exact_value_rounds_to(value: float, digits: int, text: str) -> None:
    assert signed(value, digits) == text


@given(FIGURES, st.integers(0, 5))
def test_rounded_is_the_nearest_whole_number_of_units_and_a_tie_goes_to_the_even_one(value: float, digits: int) -> None:
    assert rounded(value, digits) == round(Fraction(value) * 10**digits)


@given(FIGURES, st.sampled_from([(3, 2), (3, 1), (3, 0), (6, 3), (6, 2), (6, 1), (6, 0)]))
@example(1.17496, (3, 2))
@example(0.125, (3, 2))
@example(0.12500000000000003, (6, 2))
@example(0.0050000000000000001, (6, 2))
@example(-1e-300, (6, 2))
def test_to_round_what_was_cut_gives_what_the_figure_gives(value: float, digits: tuple[int, int]) -> None:
    many, few = digits

    again = round(Fraction(cut(value, many), 10 ** (many - few)))

    assert again == rounded(value, few)


@given(FIGURES, st.integers(-800, 800))
def test_what_was_cut_lies_on_the_same_side_of_a_threshold(value: float, twentieths: int) -> None:
    there, here = Fraction(value) - Fraction(twentieths, 20), Fraction(cut(value, 6), 10**6) - Fraction(twentieths, 20)

    assert (there > 0, there < 0) == (here > 0, here < 0)


@given(FIGURES)
def test_what_was_cut_is_less_than_a_unit_off(value: float) -> None:
    assert abs(Fraction(cut(value, 6), 10**6) - Fraction(value)) < Fraction(1, 10**6)


def test_a_share_is_told_in_percent() -> None:
    assert [percent(share) for share in (0.0, 0.125, 0.785, 1.0)] == ["0%", "12%", "79%", "100%"]


@pytest.mark.parametrize("convert", [rounded, cut])
def test_a_figure_that_is_not_finite_is_a_broken_promise(convert: object) -> None:
    with pytest.raises(ValueError, match="a figure to be shown is nan"):
        convert(float("nan"), 2)  # type: ignore[operator]  # either takes a number and its digits
