"""The values of a course: what it says for people and for programs, and what it refuses."""

from __future__ import annotations

import json
from datetime import date, timedelta
from pathlib import Path

import pytest

import kg
from kg.built import Graph
from kg.courses import course, courses_of
from kg.courses.text import bar, spark
from kg.errors import InputError, MeasureError, UnknownActorError
from kg.eventtable import table_of, write_table
from kg.strength import Measure
from kg.tables import EventSource
from tests.courses.tables import START, Act, table
from tests.factories import actor, article, corpus, day, event, evidence

FEW: list[Act] = [
    ("a", "met-with", "b", 0),
    ("a", "attacked", "b", 40),
    ("b", "praised", "c", 50),
    ("a", "met-with", "c", 60),
]


def test_kg_course_is_the_course_of_two_by_name() -> None:
    found = kg.course(table(FEW), "A", "B", by="quarter", sources=["few.parquet"])

    assert (found.a, found.b, found.a_name, found.b_name) == ("a", "b", "A", "B")
    assert [each.label for each in found.periods] == ["2010-Q1"]
    assert found.acts == ((START, 1), (START + timedelta(40), -1))
    assert repr(found) == "<kg.Course: A and B, 2010-Q1 to 2010-Q1, 2 acts, 0 changes>"


def test_sources_of_all_kinds_are_mixed_and_named(tmp_path: Path) -> None:
    path = tmp_path / "few.parquet"
    write_table(table(FEW), path)
    met = event("met-with", actor("A", "state"), actor("B", "state"), when=day("2010-03-01"))
    built = Graph(corpus=corpus(met))
    built.write(tmp_path / "out")
    events = tmp_path / "out" / "events.jsonl"

    found = course([path, tmp_path / "out", table(FEW[1:2]), built, events], "a", "b")

    assert found.sources == ("few.parquet", "out", "events.jsonl")
    assert [each.standing.acts for each in found.periods] == [1, 2, 3]


def test_one_act_alone_has_a_course_and_no_change() -> None:
    found = course(table(FEW[:1]), "a", "b")

    assert len(found.periods) == 1
    assert found.changes == ()
    assert "No change stands out" in found.to_table()


def test_undated_acts_are_in_no_period_but_are_counted_and_said() -> None:
    rows = table([*FEW, ("a", "attacked", "b", None)])

    found = course(rows, "a", "b")

    assert found.undated == 1
    assert [each.standing for each in found.periods] == [each.standing for each in course(table(FEW), "a", "b").periods]
    assert "1 act of no known day: in no period, and left out." in found.to_table()


def test_since_and_until_are_the_first_and_the_last_day() -> None:
    found = course(table(FEW), "a", "b", since=date(2010, 1, 20), until=date(2010, 4, 10))

    assert [(each.first, each.last) for each in found.periods][:1] == [(date(2010, 1, 20), date(2010, 1, 31))]
    assert found.periods[-1].last == date(2010, 4, 10)
    assert found.periods[0].standing.acts == 1
    assert found.periods[0].alone is None


def test_since_after_the_last_act_shows_what_is_left() -> None:
    found = course(table(FEW), "a", "b", since=date(2012, 5, 1))

    assert [each.label for each in found.periods] == ["2012-05"]
    assert 0.0 < found.periods[0].standing.observed < 0.5


def test_a_row_for_json_has_the_parameters_and_is_json() -> None:
    found = course(table(FEW), "a", "b", measure=Measure(half_life_days=90), sources=["few"])

    row = json.loads(json.dumps(found.to_dict()))

    assert row["parameters"]["half_life_days"] == 90
    assert row["parameters"]["sources"] == ["few"]
    assert row["periods"][0]["first"] == "2010-01-01"
    assert row["periods"][0]["standing"]["acts"] == 1


def test_the_frame_has_a_row_for_each_period() -> None:
    found = course(table(FEW), "a", "b")

    assert found.frame["period"].to_list() == ["2010-01", "2010-02"]
    assert found.frame["strength"].to_list() == [each.standing.strength for each in found.periods]


def test_the_sentence_of_a_change_is_that_of_its_evidence() -> None:
    france, chad = actor("France", "state"), actor("Chad", "state")
    articles, events = [], []
    for week in range(80):
        published = START + timedelta(7 * week)
        articles.append(article(f"n{week}", published=published, source=f"wire {week}"))
        relation = "praised" if week < 40 else "accused"
        claims = [evidence(f"France {relation} Chad  in week {week}.", article=f"n{week}")]
        events.append(event(relation, france, chad, article=f"n{week}", claims=claims))
    told = corpus(*events, articles=articles)
    (found,) = course(EventSource(table=table_of(told), corpora=(told,)), "France", "Chad").changes

    assert found.acts[0].sentence == "France accused Chad in week 40."
    assert found.acts[0].events == (events[40].id,)


@pytest.mark.parametrize(
    ("names", "error", "message"),
    [
        (("a", "x"), UnknownActorError, "actor 'x' is not in the graph; it has A, B, C, D"),
        (("a", "a"), InputError, "'a' and 'a' are the same actor, A (a); give two"),
        (("a", "d"), MeasureError, "no act that counts joins A and D; A has acts with B (2), C (1); D has none at all"),
        (("c", "d"), MeasureError, "nobody knows the day of the 1 act of C and D; a course needs days"),
    ],
)
def test_pairs_without_a_course_are_told_why(names: tuple[str, str], error: type[Exception], message: str) -> None:
    rows = table([*FEW, ("c", "met-with", "d", None)])

    with pytest.raises(error) as caught:
        course(rows, *names)

    assert str(caught.value) == message


def test_days_that_leave_nothing_are_refused() -> None:
    rows = table(FEW)

    with pytest.raises(InputError, match=r"since 2011-01-01 is after until 2010-01-01; swap the two"):
        course(rows, "a", "b", since=date(2011, 1, 1), until=date(2010, 1, 1))
    with pytest.raises(MeasureError, match=r"A and B have no act by 2009-01-01; their first is of 2010-01-04"):
        course(rows, "a", "b", until=date(2009, 1, 1))
    with pytest.raises(InputError, match=r"more than 20,000 weeks from 2010-01-04 to 9999-12-31; give nearer days"):
        course(rows, "a", "b", by="week", until=date.max)
    with pytest.raises(InputError, match=r"by is 'day'; give one of week, month, quarter, year"):
        course(rows, "a", "b", by="day")  # type: ignore[arg-type]  # what a user may give


def test_a_graph_without_days_has_no_courses() -> None:
    courses = courses_of(table([("a", "met-with", "b", None)]))

    with pytest.raises(MeasureError, match="no act has a day; a course needs days"):
        courses.frame(courses.pairs_of())
    assert list(courses.changes(courses.pairs_of())) == []
    with pytest.raises(MeasureError, match=r"A \(a\) has no dated act with another that counts"):
        courses.pairs_of("a")


def test_bars_go_to_the_left_for_strengths_below_zero() -> None:
    assert bar(0.0, 0.0) == " " * 12 + "│" + " " * 12
    assert bar(-0.5, 1.0) == " " * 6 + "█" * 6 + "│" + " " * 12
    assert spark([0.0] * 100, 0.0) == "▅" * 32


def test_the_same_events_give_the_same_text() -> None:
    assert course(table(FEW), "a", "b").to_table() == course(table(FEW[::-1]), "b", "a").to_table()
