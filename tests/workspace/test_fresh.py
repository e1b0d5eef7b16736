"""A folder that is to become a workspace: what people keep in it stays, and a clone of what they keep is one again."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest

from kg.errors import WorkspaceError
from kg.workspace import Settings, Workspace
from kg.workspace.settings import write_settings
from tests.factories import article
from tests.workspace.standin import built, read_lines, workspace

if TYPE_CHECKING:
    from pathlib import Path

MET = "Ana met-with Ben on 2024-05-09"
DECIDED = """\
[[decision]]
name = "rename-ana"
kind = "rename-actor"
who = "Eva"
when = 2024-06-01
actor = "ana"
label = "Ana Maria"
"""


def test_what_is_under_version_control_makes_a_workspace_again(tmp_path: Path) -> None:
    place = tmp_path / "w"
    place.mkdir()
    write_settings(place, Settings(readers="rules"))
    (place / "decisions.toml").write_text(DECIDED)

    again = workspace(place)
    again.add([article("a", MET)])

    assert again.settings.readers == "rules"
    assert [event.source.name for event in again.graph().events] == ["Ana Maria"]


def test_one_that_was_stopped_while_it_was_made_is_made_by_the_next(tmp_path: Path) -> None:
    place = tmp_path / "w"
    workspace(place)
    for path in place.glob("kg-workspace.sqlite*"):
        path.unlink()

    assert workspace(place).add([article("a", MET)]).added == ("a",)


def test_settings_that_stand_in_the_folder_are_not_overwritten_by_others(tmp_path: Path) -> None:
    place = tmp_path / "w"
    place.mkdir()
    write_settings(place, Settings(readers="rules"))

    with pytest.raises(WorkspaceError, match="reads with other settings than those given"):
        Workspace.make(place, settings=Settings(readers="learned"), extractor=read_lines)


def test_what_the_folder_says_to_leave_out_of_version_control_stays(tmp_path: Path) -> None:
    place = tmp_path / "w"
    place.mkdir()
    (place / ".gitignore").write_text("secrets\n")

    workspace(place)

    assert (place / ".gitignore").read_text() == "secrets\n"


def test_locks_are_left_out_of_version_control(tmp_path: Path) -> None:
    place = workspace(tmp_path / "w")

    assert ".*.lock" in (place.folder / ".gitignore").read_text().split()


def test_a_build_whose_folder_is_gone_is_not_up_to_date(tmp_path: Path) -> None:
    place = workspace(tmp_path / "w")
    place.add([article("a", MET)])
    built(place, tmp_path / "out")
    assert place.status().up_to_date

    for path in (tmp_path / "out").iterdir():
        path.unlink()

    assert not place.status().up_to_date
    assert place.status().to_text().endswith("Never built; build it with: kg build")


def test_a_graph_as_it_was_known_on_a_day_is_not_the_build_that_the_status_tells_of(tmp_path: Path) -> None:
    place = workspace(tmp_path / "w")
    place.add([article("a", MET, published=date(2024, 5, 9)), article("b", MET, published=date(2024, 6, 9))])
    built(place, tmp_path / "out")

    place.build(tmp_path / "then", known_on=date(2024, 5, 10))

    assert place.status().up_to_date
    place.build(tmp_path / "out", known_on=date(2024, 5, 10))
    assert not place.status().up_to_date
