"""Acts in, dated changes out, with the acts that made them: constructed series."""

from __future__ import annotations

from datetime import timedelta

import polars as pl
import pytest

from kg.courses import Course, course, courses_of
from tests.courses.tables import START, Act, background, table

WEEKS = 120
TURN = 60


def told(*acts: Act) -> Course:
    return course(table([*acts, *background(WEEKS)]), "a", "b")


def weekly(relation: str, weeks: range, *, day: int = 3, ways: int = 1) -> list[Act]:
    """Return one act of the two every week, or one each way."""
    return [(*ends, 7 * week + day) for week in weeks for ends in (("a", relation, "b"), ("b", relation, "a"))[:ways]]


def test_friends_who_fall_out_broke_on_the_day_of_the_first_hostile_act() -> None:
    acts = [*weekly("praised", range(TURN)), *weekly("accused", range(TURN, WEEKS))]

    (found,) = told(*acts).changes

    assert found.phrase == f"broke on {START + timedelta(7 * TURN + 3)}"
    assert (found.kind, found.before, found.after) == ("affinity", 1.0, -1.0)
    assert (found.acts_before, found.acts_after) == (TURN, WEEKS - TURN)
    assert found.earliest <= found.day <= found.latest <= found.earliest + timedelta(days=35)


def test_enemies_who_become_friends_made_up() -> None:
    (found,) = told(*weekly("accused", range(TURN)), *weekly("praised", range(TURN, WEEKS))).changes

    assert found.word == "made up"


@pytest.mark.parametrize(
    ("first", "second", "word"), [("praised", "accused", "cooling"), ("accused", "praised", "warming")]
)
def test_a_change_that_leaves_the_sign_is_a_warming_or_a_cooling(first: str, second: str, word: str) -> None:
    mixed = weekly("praised", range(WEEKS), ways=2)
    some = [*weekly(first, range(TURN), day=5, ways=2), *weekly(second, range(TURN, WEEKS), day=5, ways=2)]
    some += weekly("praised" if word == "cooling" else "thanked", range(WEEKS), day=4)

    (found,) = [each for each in told(*mixed, *some).changes if each.kind == "affinity"]

    assert found.word == word


def test_the_acts_of_a_change_lead_back_to_their_events() -> None:
    acts = [*weekly("praised", range(TURN)), *weekly("accused", range(TURN, WEEKS))]

    (found,) = told(*acts).changes

    assert [(each.source, each.relation, each.target, each.sign) for each in found.acts] == [
        ("a", "accused", "b", -1)
    ] * 3
    assert [each.events for each in found.acts] == [(f"e{TURN + place}",) for place in range(3)]
    assert [each.day for each in found.acts] == [START + timedelta(7 * (TURN + place) + 3) for place in range(3)]


def test_more_dealings_are_told_from_fewer_and_from_none() -> None:
    busy = [
        *weekly("met-with", range(0, TURN, 4)),
        *(act for day in (1, 2, 3, 4) for act in weekly("met-with", range(TURN, WEEKS), day=day)),
    ]
    quiet = [(one, relation, other, 7 * WEEKS - when) for one, relation, other, when in busy if when is not None]

    (more,), (fewer,) = told(*busy).changes, told(*quiet).changes

    assert more.word == "more dealings"
    assert abs((more.day - START).days - 7 * TURN) <= 7
    assert more.after > more.before
    assert fewer.word == "fewer dealings"
    assert abs((fewer.day - START).days - 7 * TURN) <= 7
    assert all(act.day < fewer.day for act in fewer.acts)


def test_where_all_deal_more_with_each_other_no_pair_does() -> None:
    calm = [(one, relation, other, when) for one, relation, other, when in background(WEEKS)]
    busy = [
        (one, "met-with", other, 7 * week + day)
        for week in range(TURN, WEEKS)
        for one, _, other, _ in [*background(1), ("a", "met-with", "b", 0)]
        for day in (0, 1, 4, 5)
    ]
    rows = table([*weekly("met-with", range(WEEKS), day=2), *calm, *busy])

    assert course(rows, "a", "b").changes == ()


@pytest.mark.parametrize("relation", ["praised", "attacked"])
def test_one_story_makes_no_change(relation: str) -> None:
    story = [act for day in range(7) for act in weekly(relation, range(TURN, TURN + 4), day=day, ways=2)]
    usual = weekly("met-with", range(0, WEEKS, 2))

    assert told(*story, *usual).changes == ()


def test_neutral_acts_change_no_affinity_and_are_said_to_be_neutral() -> None:
    found = told(*weekly("appealed-to", range(0, WEEKS, 2)))

    assert found.changes == ()
    assert "No act is friendly or hostile: affinity is what the habits" in found.to_table()


def test_changes_before_since_are_left_out() -> None:
    acts = [*weekly("praised", range(TURN)), *weekly("accused", range(TURN, WEEKS))]

    later = course(table([*acts, *background(WEEKS)]), "a", "b", since=START + timedelta(7 * TURN + 60))

    assert later.changes == ()


def test_the_changes_of_a_graph_are_those_of_its_pairs() -> None:
    acts = [*weekly("praised", range(TURN)), *weekly("accused", range(TURN, WEEKS)), *background(WEEKS)]
    courses = courses_of(table(acts))

    found = list(courses.changes(courses.pairs_of()))

    assert ("a", "b", *courses.course("a", "b").changes) in found
    assert {each[:2] for each in found} == {("a", "b")}


def test_an_act_told_by_several_weighs_more_and_is_shown_first() -> None:
    acts = [*weekly("praised", range(TURN)), *weekly("accused", range(TURN, WEEKS))]
    rows = table([*acts, *background(WEEKS)])
    again = rows.filter(pl.col("event") == f"e{TURN + 6}").with_columns(teller=pl.lit("another"), event=pl.lit("again"))

    (found,) = course(pl.concat([rows, again]), "a", "b").changes

    assert ("again", f"e{TURN + 6}") in [each.events for each in found.acts]
