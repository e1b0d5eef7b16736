"""Strengths of two graphs: which ties changed, by which sentences, or else for which reason."""

from __future__ import annotations

import csv
import io
from dataclasses import replace
from datetime import date

import pytest

import kg
from kg.built import Graph
from kg.differences import Difference, TieDifference, diff
from kg.strength import Measure
from tests.differences.invented import FRANCE, GERMANY, MACRON, RUSSIA, SCHOLZ, graph, news, told
from tests.factories import actor

PRAISED = told("praised", FRANCE, GERMANY, "France praised Germany.", when="2024-05-01")
ACCUSED = told("accused", FRANCE, GERMANY, "France accused Germany.", by="a2", when="2024-05-01")
MET = told("met-with", FRANCE, RUSSIA, "France met Russia.", by="a3", when="2024-05-01")


def tie(found: Difference, a: str, b: str) -> TieDifference:
    return next(each for each in found.ties if {each.a_name, each.b_name} == {a, b})


def test_a_tie_has_both_strengths_with_their_intervals_and_the_sentence_that_did_it() -> None:
    before, after = graph(PRAISED, MET), graph(PRAISED, MET, ACCUSED)

    changed = tie(diff(before, after), "France", "Germany")

    old, new = (kg.strengths(each).tie("France", "Germany") for each in (before, after))
    assert changed.before is not None
    assert changed.after is not None
    assert (changed.before.strength, changed.before.low, changed.before.high) == (old.strength, old.low, old.high)
    assert (changed.after.strength, changed.after.low, changed.after.high) == (new.strength, new.low, new.high)
    assert changed.change == new.strength - old.strength < 0
    (claim,) = changed.claims
    assert (claim.kind, claim.quote, claim.teller, claim.sign) == ("came", "France accused Germany.", "Hill Post", -1)
    assert (claim.day, claim.published) == (date(2024, 5, 1), date(2024, 5, 2))


def test_ties_come_by_the_size_of_their_change() -> None:
    found = diff(graph(PRAISED), graph(PRAISED, MET, ACCUSED), least=0.0)

    sizes = [abs(each.change) for each in found.ties]
    assert len(sizes) == 2
    assert sizes == sorted(sizes, reverse=True)


def test_changes_below_the_least_are_counted_and_ties_that_came_are_told_whatever_their_size() -> None:
    neutral = told("rejected", SCHOLZ, RUSSIA, "Scholz rejected Russia.", by="a4", when="2024-05-01")
    before, after = graph(PRAISED, MET), graph(PRAISED, MET, neutral)

    found = diff(before, after, least=9.0)

    assert [(each.kind, each.b_name) for each in found.ties] == [("came", "Russia")]
    assert found.smaller == 2


def test_a_corrected_date_is_told_as_the_change_of_its_sentence() -> None:
    before = graph(told("accused", FRANCE, GERMANY, "France accused Germany.", when="2023-05-01"), MET)
    after = graph(told("accused", FRANCE, GERMANY, "France accused Germany.", when="2024-05-01"), MET)

    (claim,) = tie(diff(before, after), "France", "Germany").claims

    assert claim.kind == "changed"
    assert [(each.name, each.before, each.after) for each in claim.changes] == [("day", "2023-05-01", "2024-05-01")]


def test_a_plan_that_is_now_told_as_done_is_the_change_of_its_sentence() -> None:
    before = graph(
        told("praised", FRANCE, GERMANY, "France praises Germany.", when="2024-05-01", modality="planned"), MET
    )
    after = graph(told("praised", FRANCE, GERMANY, "France praises Germany.", when="2024-05-01"), MET)

    came = tie(diff(before, after), "France", "Germany")

    assert came.kind == "came"
    changes = [(each.name, each.before, each.after) for each in came.claims[0].changes]
    assert changes == [("modality", "planned", "actual"), ("counts", "no", "yes")]


def test_another_news_source_of_an_article_is_the_change_of_its_sentences() -> None:
    twice = told("praised", FRANCE, GERMANY, "France praised Germany again.", by="a2", when="2024-05-01")
    before = graph(PRAISED, twice, articles=(news("a1"), news("a2")))
    after = graph(PRAISED, twice, articles=(news("a1"), news("a2", source="Lantern Daily")))

    changed = tie(diff(before, after, least=0.01), "France", "Germany")

    assert [(each.name, each.before, each.after) for claim in changed.claims for each in claim.changes] == [
        ("teller", "Hill Post", "Lantern Daily")
    ]


def test_where_no_sentence_changed_the_prominence_of_the_actors_is_the_reason() -> None:
    more = [
        told(
            "spoke-with",
            GERMANY,
            actor(f"Person {number}"),
            f"Germany spoke with {number}.",
            by="a5",
            when="2024-05-01",
        )
        for number in range(4)
    ]

    found = diff(graph(PRAISED, MET), graph(PRAISED, MET, *more), least=0.001)

    changed = tie(found, "France", "Germany")
    assert changed.claims == ()
    assert "prominence" in [each.cause for each in changed.reasons]
    assert f"{sum(each.part or 0.0 for each in changed.reasons):.2f}" == f"{changed.change:.2f}"
    assert "because the prominence of France and Germany changed, expected acts " in found.to_text()


def test_where_no_sentence_changed_how_the_actors_behave_toward_others_is_the_reason() -> None:
    hostile = [
        told("attacked", GERMANY, actor(f"Person {number}"), f"Germany attacked {number}.", by="a5", when="2024-05-01")
        for number in range(9)
    ]
    kind = [
        told("praised", GERMANY, actor(f"Person {number}"), f"Germany attacked {number}.", by="a5", when="2024-05-01")
        for number in range(9)
    ]

    found = diff(graph(PRAISED, MET, *hostile), graph(PRAISED, MET, *kind), least=0.01)

    (reason,) = tie(found, "France", "Germany").reasons
    assert reason.cause == "habits"
    assert "because how France and Germany behave toward others changed, affinity " in found.to_text()


def test_where_only_the_day_moved_it_is_the_reason_and_the_same_day_for_both_leaves_no_difference() -> None:
    one = graph(PRAISED, MET)
    later = Graph(corpus=one.corpus, today=date(2026, 5, 1))

    found = diff(one, later)

    assert {each.cause for each in tie(found, "France", "Germany").reasons} == {"day"}
    (note,) = found.notes
    assert note.startswith("strengths are as of 2024-05-02 before and 2026-05-01 after, between which acts age")
    assert diff(one, later, as_of=date(2026, 5, 1)).same


def test_what_an_act_of_others_after_the_first_day_does_is_not_the_moving_of_the_day() -> None:
    later = told("spoke-with", GERMANY, SCHOLZ, "Germany spoke with Scholz.", by="a9", when="2024-05-03")
    before = graph(PRAISED, MET)
    after = graph(PRAISED, MET, later, articles=(news("a9", published="2024-05-03"),))

    changed = tie(diff(before, after, least=0.001), "France", "Germany")

    parts = {each.cause: each.part or 0.0 for each in changed.reasons}
    assert abs(parts.get("day", 0.0)) < 0.01 < abs(changed.change)
    assert parts["prominence"] + parts["habits"] == pytest.approx(changed.change, abs=0.01)


def test_an_act_that_only_counts_on_the_later_day_is_the_change_of_its_sentence() -> None:
    one = graph(PRAISED, told("accused", FRANCE, GERMANY, "France accused Germany.", by="a2", when="2024-05-20"),
                articles=(news("a2", published="2024-05-21"),))  # fmt: skip
    early = Graph(corpus=one.corpus, today=date(2024, 5, 2))

    changed = tie(diff(early, one), "France", "Germany")

    assert [(each.name, each.before, each.after) for each in changed.claims[0].changes] == [("counts", "no", "yes")]


def test_between_states_the_sentences_of_their_people_are_told() -> None:
    before = graph(PRAISED)
    after = graph(PRAISED, told("accused", MACRON, SCHOLZ, "Macron accused Scholz.", by="a2", when="2024-05-01"))

    (changed,) = diff(before, after, measure=Measure(level="state")).ties

    assert (changed.a_name, changed.b_name) == ("France", "Germany")
    assert [claim.quote for claim in changed.claims] == ["Macron accused Scholz."]


def test_acts_before_a_day_do_not_count_when_so_asked() -> None:
    old = told("attacked", FRANCE, GERMANY, "France attacked Germany.", by="a2", when="2020-01-01")

    assert diff(graph(PRAISED), graph(PRAISED, old), since=date(2023, 1, 1), only=["ties"]).same


def test_a_sentence_of_a_copy_is_cited_from_the_copy_and_its_original_named_beside_it() -> None:
    """Its day is that of the copy, so that an original cited with it would be one that nobody finds."""
    added = told("accused", FRANCE, GERMANY, "France accused Germany.", by="a3", when="2024-05-01")
    original, copy = news("a2", source="Lantern Daily"), news("a3", published="2024-05-04", source="Daily Echo")
    articles = (original, replace(copy, copy_of="a2"))

    found = diff(graph(PRAISED, articles=articles), graph(PRAISED, added, articles=articles))

    (claim,) = tie(found, "France", "Germany").claims
    assert (claim.article, claim.outlet, claim.teller) == ("a3", "Daily Echo", "Lantern Daily")
    ties = found.to_text().partition("Ties:")[2]
    assert '"France accused Germany." (Daily Echo, 2024-05-04, a copy of Lantern Daily)' in ties
    (row,) = [
        row
        for row in csv.DictReader(io.StringIO(found.to_csv()))
        if row["what"] == "sentence" and row["section"] == "ties"
    ]
    assert (row["article"], row["source"]) == ("a3", "Daily Echo")


def test_a_sentence_of_a_copy_without_a_source_is_cited_by_its_own_article() -> None:
    added = told("accused", FRANCE, GERMANY, "France accused Germany.", by="a3", when="2024-05-01")
    articles = (news("a2", source=""), replace(news("a3", source=""), copy_of="a2"))

    found = diff(graph(PRAISED, articles=articles), graph(PRAISED, added, articles=articles))

    ties = found.to_text().partition("Ties:")[2]
    assert '"France accused Germany." (article a3, 2024-05-02, a copy of article a2)' in ties
