"""Days in, periods of the calendar out: by hand."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.series.periods import UNITS, Unit, end_of, periods_between, start_of


@pytest.mark.parametrize(
    ("unit", "labels"),
    [
        ("week", ["2014-W52", "2015-W01", "2015-W02"]),
        ("month", ["2014-12", "2015-01"]),
        ("quarter", ["2014-Q4", "2015-Q1"]),
        ("year", ["2014", "2015"]),
    ],
)
def test_periods_are_labelled_as_the_calendar_does(unit: Unit, labels: list[str]) -> None:
    found = periods_between(date(2014, 12, 28), date(2015, 1, 6), unit)

    assert [each.label for each in found] == labels


def test_the_first_period_begins_and_the_last_ends_on_the_days_asked_for() -> None:
    found = periods_between(date(2012, 2, 10), date(2012, 3, 5), "month")

    assert [(each.first, each.last) for each in found] == [
        (date(2012, 2, 10), date(2012, 2, 29)),
        (date(2012, 3, 1), date(2012, 3, 5)),
    ]


@given(st.dates(date(1600, 1, 1)), st.integers(0, 900), st.sampled_from(UNITS))
def test_periods_cover_every_day_once(first: date, more: int, unit: Unit) -> None:
    last = date.fromordinal(min(first.toordinal() + more, date.max.toordinal()))

    found = periods_between(first, last, unit)

    assert found[0].first == first
    assert found[-1].last == last
    for one, other in pairwise(found):
        assert one.last + timedelta(days=1) == other.first
        assert end_of(one.first, unit) == one.last
        assert start_of(other.last, unit) == other.first
