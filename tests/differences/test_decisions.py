"""Decisions of people between two builds: which were made and undone, and what they made of actors, events and ties."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

from kg.built import Graph
from kg.decision import Decision
from kg.differences import diff
from kg.notebook import to_html
from kg.rdf.turtle import write_turtle
from tests.decisions.deciding import NATIONS, RUSSIA, UKRAINE, UN, apply, dated, decide, graph_of, judge
from tests.factories import day, event, evidence

CONDEMNED = event("condemned", UN, RUSSIA, when=day("2024-05-09"), claims=[evidence("The UN condemned Russia.")])
PRAISED = event("praised", NATIONS, UKRAINE, article="a2", when=day("2024-05-09"))
ATTACKED = event("attacked", RUSSIA, UKRAINE, article="a3", when=day("2024-05-09"))
MERGE = decide("merge-actors", "un", "united-nations", name="merge-un", into="united-nations")


def built(*decisions: Decision) -> Graph:
    return Graph(corpus=graph_of(apply((CONDEMNED, PRAISED, ATTACKED), *decisions)))


def test_a_merge_is_told_as_a_decision_and_as_what_it_made_of_actors_and_ties() -> None:
    found = diff(built(), built(MERGE))

    assert [(each.kind, each.after and each.after.decision.name) for each in found.decisions] == [("came", "merge-un")]
    assert [each.kind for each in found.actors] == ["merged"]
    assert [each.follows for each in found.events] == [True]
    lines = found.to_text().splitlines()
    assert '  + merge-un (merge-actors, Ana, 2026-11-26): "checked"' in lines
    assert "      because UN is now United Nations" in lines


def test_a_decision_that_was_undone_is_gone() -> None:
    found = diff(built(dated(ATTACKED, "2024-05-01", name="fix")), built())

    assert [(each.kind, each.before and each.before.decision.name) for each in found.decisions] == [("gone", "fix")]
    assert [[change.name for change in each.changes] for each in found.events] == [["date"]]


def test_a_decision_of_the_same_name_that_says_something_else_has_changed() -> None:
    one, other = (built(dated(ATTACKED, when, name="fix")) for when in ("2024-05-01", "2024-05-02"))

    found = diff(one, other)

    assert [(change.name, change.before, change.after) for each in found.decisions for change in each.changes] == [
        ("earliest", "2024-05-01", "2024-05-02"),
        ("latest", "2024-05-01", "2024-05-02"),
    ]
    assert "      earliest 2024-05-01 -> 2024-05-02, latest 2024-05-01 -> 2024-05-02" in found.to_text().splitlines()


def test_a_rejected_event_is_gone_with_the_decision_that_did_it() -> None:
    found = diff(built(), built(judge("reject-event", ATTACKED, name="no-attack")), actor="Ukraine")

    assert [each.kind for each in found.events] == ["gone"]
    assert [each.after and each.after.decision.kind for each in found.decisions] == ["reject-event"]


def test_with_an_actor_only_decisions_about_it_are_told() -> None:
    found = diff(built(), built(MERGE, dated(ATTACKED, "2024-05-01", name="fix")), actor="United Nations")

    assert [each.after and each.after.decision.name for each in found.decisions] == ["merge-un"]


def test_decisions_read_back_are_the_same(tmp_path: Path) -> None:
    one = built(MERGE, dated(ATTACKED, "2024-05-01", name="fix"))
    write_turtle(one.corpus, tmp_path / "graph.ttl")

    assert diff(one, tmp_path).same


def test_json_csv_and_notebooks_have_decisions() -> None:
    found = diff(built(), built(MERGE))

    (row,) = json.loads(found.to_json())["decisions"]
    assert list(row) == ["kind", "before", "after", "changes"]
    assert list(row["after"]) == ["name", "kind", "who", "when", "why", "events", "actors"]
    cells = next(each for each in csv.DictReader(io.StringIO(found.to_csv())) if each["section"] == "decisions")
    assert (cells["kind"], cells["id"], cells["source"], cells["quote"]) == ("came", "merge-un", "Ana", "checked")
    assert "1 decision that differs" in to_html(found)
