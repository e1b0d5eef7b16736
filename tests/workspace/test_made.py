"""What the last build was asked for: kept beside where it was built into, told, and set against a plain build."""

from __future__ import annotations

import shutil
from datetime import date
from typing import TYPE_CHECKING

import pytest

from kg.asked import GraphKeywords, GraphOptions
from kg.workspace.made import said
from tests.factories import article
from tests.workspace.standin import workspace

if TYPE_CHECKING:
    from pathlib import Path

    from kg.workspace import Workspace

MET = "Ana met-with Ben on 2024-05-09"
BLAMED = "Ana accused Cleo on 2024-05-10"


def kept(tmp_path: Path) -> Workspace:
    place = workspace(tmp_path / "w")
    place.add([article("a", MET, published=date(2024, 5, 9)), article("b", BLAMED, published=date(2024, 6, 9))])
    return place


@pytest.mark.parametrize(
    ("options", "command", "plainly"),
    [
        ({"min_confidence": 0.9}, "--min-confidence 0.9", "not of 0.9 and more"),
        ({"copies": False}, "--copies off", "counts copies of one text as one source"),
        ({"today": date(2024, 7, 1)}, "--today 2024-07-01", "has strengths as of the latest day, not of 2024-07-01"),
        ({"known_on": date(2024, 5, 31)}, "--known-on 2024-05-31", "takes all articles"),
    ],
)
def test_the_status_tells_what_the_last_build_was_asked_for_and_what_a_plain_one_changes(
    tmp_path: Path, options: GraphKeywords, command: str, plainly: str
) -> None:
    place = kept(tmp_path)
    place.build(tmp_path / "out")

    place.build(tmp_path / "out", **options)

    status = place.status()
    assert not status.up_to_date
    assert status.unchanged
    assert f"Built: {tmp_path / 'out'} is up to date, with {command}" in status.to_text()
    assert plainly in status.to_text()
    place.build(tmp_path / "out")
    assert place.status().up_to_date
    assert command not in place.status().to_text()


def test_a_base_of_iris_is_kept_as_well(tmp_path: Path) -> None:
    place = kept(tmp_path)

    place.build(tmp_path / "out", base="https://example.org/kg/")

    assert "it begins IRIs with kg's own base, not with https://example.org/kg/" in place.status().to_text()
    assert not place.status().up_to_date


def test_what_has_changed_since_a_build_with_options_is_told_with_the_command_that_builds_the_same(
    tmp_path: Path,
) -> None:
    place = kept(tmp_path)
    place.build(tmp_path / "out", min_confidence=0.9)

    place.remove("a")

    text = place.status().to_text()
    assert "with --min-confidence 0.9: 1 article removed; build it with: kg build --min-confidence 0.9" in text


def test_a_replay_in_the_place_of_the_build_tells_of_no_article_as_added_since(tmp_path: Path) -> None:
    place = kept(tmp_path)
    place.build(tmp_path / "out")

    place.build(tmp_path / "out", known_on=date(2024, 5, 31))

    assert place.status().added == ()


def test_a_trial_elsewhere_leaves_what_the_workspace_was_built_into(tmp_path: Path) -> None:
    place = kept(tmp_path)
    place.build(tmp_path / "out")

    place.build(tmp_path / "trial", min_confidence=0.9)

    assert place.last_built is not None
    assert place.last_built.name == "out"
    assert place.status().up_to_date


def test_who_always_builds_with_the_same_options_may_build_elsewhere(tmp_path: Path) -> None:
    place = kept(tmp_path)
    place.build(tmp_path / "one", copies=False)

    place.build(tmp_path / "two", copies=False)

    assert place.last_built is not None
    assert place.last_built.name == "two"


def test_a_graph_that_something_else_wrote_in_the_place_of_the_build_is_told(tmp_path: Path) -> None:
    place = kept(tmp_path)
    place.build(tmp_path / "out")
    place.build(tmp_path / "trial", known_on=date(2024, 5, 31))

    shutil.copy(tmp_path / "trial" / "graph.ttl", tmp_path / "out" / "graph.ttl")

    assert not place.status().up_to_date
    assert "holds another graph than this workspace wrote there; build it with: kg build" in place.status().to_text()
    place.build(tmp_path / "out")
    assert place.status().up_to_date


def test_a_plain_build_is_said_to_be_plain() -> None:
    assert said(GraphOptions()) == {}
