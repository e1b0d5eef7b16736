"""Printed lines are put together again to the paragraphs that they were set from."""

from __future__ import annotations

import re
from collections.abc import Sequence
from textwrap import wrap

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.readers.paragraphs import Line, mend

LEADING = 14.0
ONE = (
    "The foreign ministers of Aland and Borduria met in Bern on Friday and spoke for more than two hours about a "
    "ceasefire, while their deputies went through the lists of prisoners that both sides had drawn up in the spring."
)
TWO = (
    "Both praised the hosts, who had asked for a pause of ten days, and agreed that the next round of talks should be "
    "held before the summer, in a place that neither side has named so far."
)


def lines(*texts: str, top: float = 700.0, x: float = 60.0, size: float = 11.0) -> list[Line]:
    return [Line(text=text, x=x, y=top - LEADING * number, size=size) for number, text in enumerate(texts)]


def set_as(text: str, *, width: int = 60, top: float = 700.0, x: float = 60.0, indent: float = 0.0) -> list[Line]:
    """Return a paragraph as lines of a width, the first set in."""
    first, *others = wrap(text, width)
    return [Line(text=first, x=x + indent, y=top, size=11.0), *lines(*others, top=top - LEADING, x=x)]


def below(page: Sequence[Line], *, gap: float = LEADING) -> float:
    return page[-1].y - gap


def test_paragraphs_are_parted_by_a_wider_gap() -> None:
    first = set_as(ONE)

    assert mend([[*first, *set_as(TWO, top=below(first, gap=22))]]) == (ONE, TWO)


def test_paragraphs_are_parted_by_an_indent() -> None:
    first = set_as(ONE, indent=15)

    assert mend([[*first, *set_as(TWO, top=below(first), indent=15)]]) == (ONE, TWO)


def test_paragraphs_are_parted_by_a_short_last_line_where_nothing_else_tells() -> None:
    first = set_as(ONE, width=64)

    assert len(first[-1].text) < 0.7 * 64
    assert mend([[*first, *set_as(TWO, top=below(first), width=64)]]) == (ONE, TWO)


def test_a_heading_in_larger_letters_is_a_paragraph_of_its_own() -> None:
    heading = [Line(text="Talks in Bern", x=60, y=720, size=16)]

    assert mend([[*heading, *set_as(ONE)]]) == ("Talks in Bern", ONE)


def test_each_point_of_a_list_is_a_paragraph() -> None:
    page = lines(
        "They agreed on", "• a pause of ten days, which both sides", "will watch,", "• an exchange.", "(b) a visit."
    )

    assert mend([page]) == (
        "They agreed on",
        "• a pause of ten days, which both sides will watch,",
        "• an exchange.",
        "(b) a visit.",
    )


def test_a_paragraph_goes_on_in_the_next_column_and_on_the_next_page() -> None:
    whole = set_as(f"{ONE} {TWO}")
    texts = [line.text for line in whole]
    columns = [*lines(*texts[:2], top=300), *lines(*texts[2:4], top=700, x=320)]

    assert mend([columns, lines(*texts[4:], top=700)]) == (f"{ONE} {TWO}",)


@pytest.mark.parametrize(
    ("first", "second", "expected"),
    [
        ("They met in the moun-", "tains of Aland.", "They met in the mountains of Aland."),
        ("They met for long-", "awaited talks.", "They met for long-awaited talks."),
        ("The Franco-", "German talks.", "The Franco-German talks."),
        ("A treaty of 2019-", "2020 ended.", "A treaty of 2019- 2020 ended."),
        ("They met in the moun\u00ad", "tains of Al\u00adand.", "They met in the mountains of Aland."),
        ("They met -", "and parted.", "They met - and parted."),
    ],
)
def test_a_hyphen_at_the_end_of_a_line_stays_where_the_word_has_one(first: str, second: str, expected: str) -> None:
    assert mend([lines(first, second)]) == (expected,)


def test_a_word_is_written_as_elsewhere_in_the_text() -> None:
    assert mend([lines("The cease-fire held. A cease-", "fire is a pause.")]) == (
        "The cease-fire held. A cease-fire is a pause.",
    )
    assert mend([lines("The nonstate actors met non-", "state actors.")]) == (
        "The nonstate actors met nonstate actors.",
    )


def test_what_stands_at_the_edge_of_page_after_page_is_left_out() -> None:
    pages = [
        [Line(text="Yearbook of Talks", y=780, size=9), *set_as(text), Line(text=f"{number}", y=40, size=9)]
        for number, text in enumerate((ONE, TWO, ONE), 1)
    ]

    assert mend(pages) == (ONE, TWO, ONE)


def test_a_head_that_changes_but_counts_the_pages_is_left_out() -> None:
    texts = (ONE, TWO, f"{TWO} {ONE}")
    pages = [
        [Line(text=f"Chapter {name} {number}", y=780, size=11), *set_as(text)]
        for number, (name, text) in enumerate(zip(("1: Talks", "2: Trade", "3: War"), texts, strict=True), 12)
    ]

    assert mend(pages) == texts


def test_pages_that_are_all_alike_are_read() -> None:
    assert "".join(mend([lines("The end.")] * 3)).count("The end.") == 3
    assert mend([lines("Civil"), lines("xiv"), lines("12")]) == ("Civil",)


def test_a_line_that_stands_on_two_of_many_pages_stays() -> None:
    pages = [set_as(ONE), set_as(ONE), set_as(TWO), set_as(TWO)]

    assert mend(pages) == (ONE, ONE, TWO, TWO)


def test_no_lines_make_no_paragraphs() -> None:
    assert mend([]) == ()
    assert mend([[], [Line(text="  ")]]) == ()


LINES = st.builds(
    Line,
    text=st.text(st.sampled_from("ab A.-\u00ad•1é"), max_size=12),
    x=st.floats(-100, 700),
    y=st.floats(-100, 900),
    size=st.floats(0, 30),
)


@given(pages=st.lists(st.lists(LINES, max_size=6), max_size=4))
def test_no_letter_is_lost_but_with_a_running_head(pages: list[list[Line]]) -> None:
    letters = re.compile(r"[abAé]")

    found = mend(pages)

    kept = letters.findall("".join(found))
    given_letters = [letter for page in pages for line in page for letter in letters.findall(line.text)]
    if len(pages) == 1:
        assert kept == given_letters
    assert len(kept) <= len(given_letters)
    assert all(text.strip() == text and text for text in found)
