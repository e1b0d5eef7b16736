"""Articles that people left out, or removed: what a workspace takes in again, and what it says of that."""

from __future__ import annotations

import json
from datetime import date
from typing import TYPE_CHECKING

import pytest

from kg import build
from kg.decision import Decision
from kg.decisions import add_decisions, undo_decision
from kg.model import Reading
from tests.factories import article
from tests.workspace.standin import built, read_lines, workspace

if TYPE_CHECKING:
    from pathlib import Path

    from kg.workspace import Workspace

MET = "Ana met-with Ben on 2024-05-09"
BLAMED = "Ana accused Cleo on 2024-05-10"


def leave_out(place: Workspace, *articles: str) -> None:
    decision = Decision(
        kind="leave-out-article", who="Ana", when=date(2026, 11, 26), why="retracted", articles=articles, name="out"
    )
    add_decisions(place.folder / "decisions.toml", [decision])


def texts(folder: Path, **content: str) -> Path:
    folder.mkdir(exist_ok=True)
    for name, text in content.items():
        (folder / f"{name}.txt").write_text(text)
    return folder


def test_a_left_out_article_stays_in_the_workspace_and_out_of_its_graph(tmp_path: Path) -> None:
    place = workspace(tmp_path / "w")
    place.add([article("a", MET), article("b", BLAMED)])
    leave_out(place, "a")

    graph = place.graph()

    assert [each.id for each in graph.articles] == ["b"]
    assert [(each.where, each.why) for each in graph.corpus.skipped] == [
        ("article a", "is left out by the decision out of Ana on 2026-11-26: retracted")
    ]
    assert [each.id for each in place.articles()] == ["a", "b"]
    undo_decision(place.folder / "decisions.toml", "out")
    assert [each.id for each in place.graph().articles] == ["a", "b"]


def test_a_graph_is_the_same_whether_the_workspace_keeps_what_is_left_out_or_not(tmp_path: Path) -> None:
    one, other = workspace(tmp_path / "one"), workspace(tmp_path / "other")
    one.add([article("a", MET), article("b", BLAMED)])
    leave_out(one, "a")
    leave_out(other, "a")

    change = other.add([article("a", MET), article("b", BLAMED)])

    assert change.added == ("b",)
    assert built(one, tmp_path / "out1") == built(other, tmp_path / "out2")


@pytest.mark.parametrize("known_on", [None, date(2024, 5, 9)])
def test_a_workspace_says_what_a_build_at_once_says_of_what_is_left_out(tmp_path: Path, known_on: date | None) -> None:
    given = [
        article("a", MET, published=date(2024, 5, 11)),
        article("b", BLAMED, published=date(2024, 5, 9)),
        article("c", MET, published=date(2024, 5, 9)),
    ]
    place = workspace(tmp_path / "w")
    place.add(given)
    leave_out(place, "a", "c")

    kept = place.graph(known_on=known_on)
    at_once = build(given, decisions=place.folder / "decisions.toml", extractor=read_lines, known_on=known_on)

    assert kept.summary() == at_once.summary()
    assert (
        (kept.corpus.reading, kept.corpus.unmet)
        == (at_once.corpus.reading, at_once.corpus.unmet)
        == (
            Reading(events=1),
            (),
        )
    )


def test_an_article_that_was_removed_and_left_out_does_not_come_back(tmp_path: Path) -> None:
    given = texts(tmp_path / "texts", a=MET, b=BLAMED)
    place = workspace(tmp_path / "w")
    place.add(given)
    place.remove("a")
    leave_out(place, "a")

    change = place.add(given)

    assert (change.added, change.same) == ((), ("b",))
    assert "article a: is left out by the decision out of Ana on 2026-11-26: retracted" in change.to_text()
    assert place.update(given).added == ()
    assert place.status().edited == ()
    assert place.status().left_out == ()
    assert b"Ben" not in b"".join(path.read_bytes() for path in place.folder.glob("*.sqlite*"))


def test_once_that_is_undone_it_comes_in_when_its_file_is_added(tmp_path: Path) -> None:
    given = texts(tmp_path / "texts", a=MET)
    place = workspace(tmp_path / "w")
    leave_out(place, "a")
    assert not place.add(given)
    undo_decision(place.folder / "decisions.toml", "out")

    assert place.add(given).added == ("a",)


def test_of_a_file_with_many_articles_only_the_left_out_one_is_not_taken(tmp_path: Path) -> None:
    given = tmp_path / "rows.jsonl"
    given.write_text("".join(json.dumps({"id": key, "text": MET}) + "\n" for key in ("r1", "r2", "r3")))
    place = workspace(tmp_path / "w")
    leave_out(place, "x/r2")

    change = place.add(given, prefix="x/")

    assert change.added == ("x/r1", "x/r3")
    assert place.status().edited == ()


def test_what_is_kept_is_brought_up_to_date_though_it_is_left_out(tmp_path: Path) -> None:
    given = texts(tmp_path / "texts", a=MET)
    place = workspace(tmp_path / "w")
    place.add(given)
    leave_out(place, "a")
    texts(given, a=BLAMED)

    assert place.update().updated == ("a",)


def test_an_article_that_was_removed_since_the_last_build_is_said_to_come_in_again(tmp_path: Path) -> None:
    given = texts(tmp_path / "texts", a=MET, b=BLAMED)
    place = workspace(tmp_path / "w")
    place.add(given)
    place.build(tmp_path / "out")
    place.remove("a")

    change = place.add(given)

    assert (change.added, change.again) == (("a",), ("a",))
    assert "Taken in again, though removed since the last build: 1 article\n  a\n" in change.to_text()
    assert "kg decide leave-out ARTICLE --why TEXT, and kg remove ARTICLE" in change.to_text()


def test_what_is_new_is_not_said_to_come_in_again(tmp_path: Path) -> None:
    place = workspace(tmp_path / "w")
    place.add([article("a", MET)])
    place.build(tmp_path / "out")

    assert place.add([article("b", BLAMED)]).again == ()


def test_a_decision_to_leave_out_is_a_change_since_the_build(tmp_path: Path) -> None:
    place = workspace(tmp_path / "w")
    place.add([article("a", MET), article("b", BLAMED)])
    place.build(tmp_path / "out")
    assert place.status().up_to_date

    leave_out(place, "a")

    assert not place.status().up_to_date
    place.build(tmp_path / "out")
    assert place.status().up_to_date
