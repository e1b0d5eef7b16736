"""The periods of the time range, and the courses over them."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import pairwise

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.eventtable import table_of
from kg.page import timeline
from kg.page.columns import unpacked
from kg.page.timeline import MOST_PERIODS, courses_of, time_range
from kg.rounding import rounded
from kg.strength import DEFAULT_MEASURE, tie_strengths
from tests import factories

DAYS = st.lists(st.dates(min_value=date(1950, 1, 1), max_value=date(2050, 1, 1)), min_size=1, max_size=60)
FRANCE, EGYPT = factories.actor("France", "state"), factories.actor("Egypt", "state")


def figures(course: dict[str, object], name: str) -> list[float]:
    return [value / 100 for value in unpacked(str(course[name]))]


@given(days=DAYS, as_of=st.dates(min_value=date(1950, 1, 1), max_value=date(2050, 1, 1)))
def test_every_day_lies_in_one_period_and_periods_follow_one_another(days: list[date], as_of: date) -> None:
    _, periods = time_range(days, as_of=as_of)

    assert len(periods) <= MOST_PERIODS + 2
    assert all(one.last + timedelta(days=1) == other.first for one, other in pairwise(periods))
    assert periods[0].first <= min(days)
    assert periods[-1].last >= max(*days, as_of)


def test_without_days_there_are_no_periods() -> None:
    assert time_range([], as_of=date(2024, 1, 1)) == ("month", ())


@pytest.mark.parametrize(
    ("last", "unit"),
    [("2024-03-01", "week"), ("2026-01-01", "month"), ("2030-01-01", "quarter"), ("2060-01-01", "year")],
)
def test_the_unit_is_the_shortest_that_can_be_told_apart(last: str, unit: str) -> None:
    day = date.fromisoformat(last)

    assert time_range([date(2024, 1, 1), day], as_of=day)[0] == unit


def test_one_early_day_does_not_take_the_range_from_the_others() -> None:
    days = [date(1953, 7, 27), *(date(2024, 1, 1) + timedelta(days=n) for n in range(300))]

    unit, periods = time_range(days, as_of=days[-1])

    assert unit == "month"
    assert periods[0].first == date(1953, 7, 27)
    assert periods[0].label == "to 2024-01"


def test_a_course_ends_with_the_strength_of_the_tie_and_has_its_interval() -> None:
    corpus = factories.corpus(
        *(
            factories.event(relation, FRANCE, EGYPT, when=factories.day(f"2024-{month:02}-10"))
            for month, relation in enumerate(["condemned", "met-with", "supports", "met-with"], 1)
        )
    )
    as_of = date(2024, 4, 10)
    (tie,) = tie_strengths(corpus, today=as_of)
    _, periods = time_range([date(2024, 1, 10), as_of], as_of=as_of)

    course = courses_of(table_of(corpus), periods, measure=DEFAULT_MEASURE, as_of=as_of)[tie.a, tie.b]

    last = tuple(figures(course, name)[-1] for name in ("t", "lo", "hi"))
    assert last == pytest.approx((tie.strength, tie.low, tie.high), abs=0.006)
    assert course["p"] == 0
    assert len(figures(course, "t")) == sum(each.first <= as_of for each in periods)


@pytest.mark.parametrize("day", ["2024-02-29", "2024-08-31"])
def test_a_course_has_the_strength_of_every_tie_as_of_the_end_of_each_period(day: str) -> None:
    corpus = factories.corpus(
        factories.event("condemned", FRANCE, EGYPT, when=factories.day("2024-01-10")),
        factories.event("met-with", FRANCE, factories.actor("Chad", "state"), when=factories.day("2024-01-20")),
        factories.event("met-with", FRANCE, EGYPT, when=factories.day("2024-12-20")),
    )
    _, periods = time_range([date(2024, 1, 10), date(2026, 1, 1)], as_of=date(2026, 1, 1))
    (place,) = (place for place, each in enumerate(periods) if each.last == date.fromisoformat(day))

    courses = courses_of(table_of(corpus), periods, measure=DEFAULT_MEASURE, as_of=date(2026, 1, 1))

    ties = tie_strengths(corpus, today=date.fromisoformat(day))
    assert len(ties) == 2
    for tie in ties:
        then = tuple(figures(courses[tie.a, tie.b], name)[place] for name in ("t", "lo", "hi"))
        assert then == tuple(rounded(each, 2) / 100 for each in (tie.strength, tie.low, tie.high))


@given(st.lists(st.floats(min_value=-40, max_value=40) | st.integers(-8000, 8000).map(lambda number: number / 200)))
def test_hundredths_are_those_that_kg_prints(values: list[float]) -> None:
    found = timeline._hundredths(pl.Series("t", values, dtype=pl.Float64))  # noqa: SLF001  # the law is of this step

    assert found.to_list() == [rounded(value, 2) for value in values]


def test_signs_are_left_out_where_they_are_the_one_of_today() -> None:
    corpus = factories.corpus(
        factories.event("condemned", FRANCE, EGYPT, when=factories.day("2022-01-10")),
        *(factories.event("met-with", FRANCE, EGYPT, when=factories.day(f"2024-0{month}-10")) for month in (7, 8, 9)),
        factories.event("met-with", FRANCE, factories.actor("Chad", "state"), when=factories.day("2024-08-10")),
    )
    as_of = date(2024, 9, 30)
    _, periods = time_range([date(2022, 1, 10), as_of], as_of=as_of)
    today: dict[tuple[str, str], int] = {(tie.a, tie.b): 1 for tie in tie_strengths(corpus, today=as_of)}

    courses = courses_of(table_of(corpus), periods, measure=DEFAULT_MEASURE, as_of=as_of, signs=today)

    assert "s" not in courses["chad", "france"]
    signs = unpacked(str(courses["egypt", "france"]["s"]))
    assert (signs[0], signs[-1]) == (-1, 1)


def test_in_a_page_of_many_events_ties_of_few_acts_have_no_intervals(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(timeline, "MANY_EVENTS", 0)
    corpus = factories.corpus(factories.event("met-with", FRANCE, EGYPT, when=factories.day("2024-01-10")))
    _, periods = time_range([date(2024, 1, 10)], as_of=date(2024, 1, 10))

    (course,) = courses_of(table_of(corpus), periods, measure=DEFAULT_MEASURE, as_of=date(2024, 1, 10)).values()

    assert set(course) == {"p", "t", "s"}


def test_acts_after_the_day_of_the_strengths_have_no_part() -> None:
    corpus = factories.corpus(
        *(factories.event("met-with", FRANCE, EGYPT, when=factories.day(day)) for day in ("2024-01-10", "2024-06-10"))
    )
    _, periods = time_range([date(2024, 1, 10), date(2024, 6, 10)], as_of=date(2024, 2, 1))

    (course,) = courses_of(table_of(corpus), periods, measure=DEFAULT_MEASURE, as_of=date(2024, 2, 1)).values()

    (tie,) = tie_strengths(corpus, today=date(2024, 2, 1))
    assert figures(course, "t")[-1] == pytest.approx(tie.strength, abs=0.006)
