"""French dates and the days that they are, counted by hand from Tuesday, 14 May 2024."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.extract.french.dates import find_dates

TUESDAY = date(2024, 5, 14)


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("le 9 mai 2024", "2024-05-09", "2024-05-09"),
        ("le lundi 6 mai", "2024-05-06", "2024-05-06"),
        ("le 1er juin", "2023-06-01", "2023-06-01"),
        ("lundi", "2024-05-13", "2024-05-13"),
        ("mardi", "2024-05-14", "2024-05-14"),
        ("mardi dernier", "2024-05-07", "2024-05-07"),
        ("vendredi prochain", "2024-05-17", "2024-05-17"),
        ("jeudi soir", "2024-05-09", "2024-05-09"),
        ("hier", "2024-05-13", "2024-05-13"),
        ("avant-hier", "2024-05-12", "2024-05-12"),
        ("il y a trois jours", "2024-05-11", "2024-05-11"),
        ("il y a deux semaines", "2024-04-29", "2024-05-05"),
        ("la semaine dernière", "2024-05-06", "2024-05-12"),
        ("le mois prochain", "2024-06-01", "2024-06-30"),
        ("l'an dernier", "2023-01-01", "2023-12-31"),
        ("en avril", "2024-04-01", "2024-04-30"),
        ("en décembre", "2023-12-01", "2023-12-31"),
        ("en mai 2021", "2021-05-01", "2021-05-31"),
        ("en 2019", "2019-01-01", "2019-12-31"),
    ],
)
def test_a_date_of_the_past_is_the_last_one_that_it_can_be(text: str, first: str, last: str) -> None:
    (found,) = find_dates(f"Ils se sont rencontrés {text}.", published=TUESDAY)

    assert tuple(day.isoformat() for day in found.past) == (first, last)
    assert found.text == text


@pytest.mark.parametrize(
    ("text", "day"), [("vendredi", "2024-05-17"), ("le 2 mai", "2025-05-02"), ("le 20 mai", "2024-05-20")]
)
def test_a_date_of_a_plan_is_the_next_one(text: str, day: str) -> None:
    (found,) = find_dates(f"Ils se rencontreront {text}.", published=TUESDAY)

    assert found.days(ahead=True).earliest.isoformat() == day


def test_a_day_that_no_calendar_has_is_none() -> None:
    assert find_dates("le 31 février 2024", published=TUESDAY) == ()


def test_without_a_day_of_publication_only_whole_dates_are_known() -> None:
    found = find_dates("Lundi, le 9 mai 2024, puis en mai et hier.", published=None)

    assert [each.text for each in found] == ["le 9 mai 2024"]


def test_where_something_lasting_began_is_marked() -> None:
    (found,) = find_dates("membre de l'Otan depuis 2023", published=TUESDAY)

    assert found.since


@given(st.text(alphabet="lundi mercre9/0-'éfhvî 12anà", max_size=60), st.dates())
def test_dates_lie_in_the_text_and_end_after_they_begin(text: str, published: date) -> None:
    for found in find_dates(text, published=published):
        assert text[found.start : found.end] == found.text
        assert found.past[0] <= found.past[1]
        assert found.ahead[0] <= found.ahead[1]
