"""Any polars frame in; whether it is shown as kg's own values are."""

from __future__ import annotations

from datetime import date, datetime

import polars as pl
import pytest

import kg
from kg.notebook import to_html
from kg.visible import visible
from tests.notebook.invented import HOSTILE
from tests.notebook.pages import page_of


def test_a_frame_is_shown_in_the_look_of_a_measure() -> None:
    frame = pl.DataFrame({"pair": ["Ada, Bo"], "strength": [-0.456], "acts": [1200], "last": [date(2024, 1, 2)]})

    html = kg.table(frame, "The coldest pair")._repr_html_()

    assert html.partition("</style>")[0] == to_html(kg.Measure()).partition("</style>")[0]
    page = page_of(html)
    assert page.words("caption") == ["The coldest pair"]
    assert page.words("td") == ["\N{MINUS SIGN}0.46", "1,200", "2 Jan 2024"]
    assert 'class="kg-neg"' in html


def test_a_number_that_is_neither_friendly_nor_hostile_has_no_colour() -> None:
    html = kg.table(pl.DataFrame({"pair": ["x"], "engagement": [-0.456]}), decimals=1)._repr_html_()

    assert page_of(html).words("td") == ["\N{MINUS SIGN}0.5"]
    assert 'class="kg-neg"' not in html


def test_what_is_unknown_and_what_is_nested_can_be_read() -> None:
    frame = pl.DataFrame(
        {"a": ["x"], "none": [None], "nan": [float("nan")], "list": [["u", "v"]], "when": [datetime(2024, 1, 2, 3, 4)]}
    )

    page = page_of(kg.table(frame)._repr_html_())

    assert page.words("td") == ["\N{EN DASH}", "\N{EN DASH}", "u, v", "2024-01-02 03:04:00"]


def test_twenty_rows_of_a_long_frame_are_shown_with_how_many_there_are() -> None:
    frame = pl.DataFrame({"row": range(1234)})

    bare, titled = (page_of(kg.table(frame, caption)._repr_html_()) for caption in ("", "Counted"))

    assert bare.words("caption") == ["First 20 of 1,234 rows"]
    assert titled.words("caption") == ["Counted (first 20 of 1,234 rows)"]
    assert len(titled.all("tr")) == 21


def test_a_frame_without_rows_says_so() -> None:
    shown = kg.table(pl.DataFrame({"a": []}))

    assert (page_of(shown._repr_html_()).words("strong"), repr(shown)) == (["0 rows"], "0 rows")


def test_what_a_frame_holds_is_never_markup() -> None:
    frame = pl.DataFrame({HOSTILE.replace("\ud800", ""): [HOSTILE.replace("\ud800", "")]})
    shown = kg.table(frame, HOSTILE)

    assert page_of(shown._repr_html_()).wrong == []
    assert visible(repr(shown)) == repr(shown)


def test_the_plain_text_of_a_frame_is_a_table_too() -> None:
    frame = pl.DataFrame({"pair": ["Ada, Bo"], "strength": [0.5]})

    assert repr(kg.table(frame, "Warm")).splitlines() == [
        "Warm",
        "  pair     strength",
        "  -------  --------",
        "  Ada, Bo     +0.50",
    ]


@pytest.mark.parametrize(
    ("frame", "decimals", "message"),
    [
        ([{"a": 1}], 2, r"kg\.table shows a polars DataFrame, and this is a list; give pl\.DataFrame"),
        (pl.LazyFrame({"a": [1]}), 2, r"this is a LazyFrame; .*\.collect\(\)"),
        (pl.DataFrame({"a": [1]}), -1, "decimals is -1; give 0 or more"),
    ],
)
def test_what_cannot_be_shown_is_refused_with_a_way_out(frame: pl.DataFrame, decimals: int, message: str) -> None:
    with pytest.raises(kg.InputError, match=message):
        kg.table(frame, decimals=decimals)
