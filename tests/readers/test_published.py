"""A day is read where it can mean one day only."""

from __future__ import annotations

from datetime import date

import pytest

from kg.readers.published import day_of

NINTH = date(2024, 5, 9)


@pytest.mark.parametrize(
    "text",
    [
        "2024-05-09",
        "2024-05-09T23:30:00-05:00",
        "20240509",
        "2024/5/9",
        "2024/05/09 08:00:00",
        "9 May 2024",
        "09-May-2024",
        "May 9, 2024",
        "Thursday, May 9, 2024",
        "Thu, 09 May 2024 08:00:00 GMT",
        " 9 may 2024 ",
    ],
)
def test_ways_to_write_one_day(text: str) -> None:
    assert day_of(text) == NINTH


@pytest.mark.parametrize(
    "text",
    [
        "09/05/2024",
        "05.09.2024",
        "9 May",
        "May 2024",
        "2024",
        "31 April 2024",
        "20241340",
        "9 Mayday 2024",
        "yesterday",
        "",
        "1715212800",
        "٢٠٢٤٠٥٠٩",
    ],
)
def test_what_may_mean_another_day_or_none_is_unknown(text: str) -> None:
    assert day_of(text) is None


@pytest.mark.parametrize(("text", "month"), [("1 Sept. 2023", 9), ("1 Sep 2023", 9), ("1 December 2023", 12)])
def test_months_are_known_by_their_english_names(text: str, month: int) -> None:
    assert day_of(text) == date(2023, month, 1)
