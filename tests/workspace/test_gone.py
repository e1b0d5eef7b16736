"""What files no longer hold: told of until it is pruned, and never pruned because a file is damaged."""

from __future__ import annotations

import json
import zipfile
from typing import TYPE_CHECKING

import pytest

from tests.workspace.standin import workspace

if TYPE_CHECKING:
    from pathlib import Path

MET = "Ana met-with Ben on 2024-05-09"
BLAMED = "Ana accused Cleo on 2024-05-10"


def rows(path: Path, **texts: str) -> Path:
    path.write_text("".join(json.dumps({"id": name, "text": text}) + "\n" for name, text in texts.items()))
    return path


def test_what_an_update_told_of_is_pruned_by_the_next_though_the_file_has_not_changed_since(tmp_path: Path) -> None:
    given = rows(tmp_path / "rows.jsonl", r1=MET, r2=BLAMED)
    place = workspace(tmp_path / "w")
    place.add(given)
    rows(given, r1=MET)

    told = place.update()

    assert [each.article for each in told.gone] == ["r2"]
    assert [each.article for each in place.update().gone] == ["r2"]
    assert place.update(prune=True).removed == ("r2",)
    assert place.status().edited == ()
    assert not place.update(prune=True)


@pytest.mark.parametrize("vanished", [False, True], ids=["the row goes", "the file goes"])
def test_an_article_that_two_tables_hold_stays_when_it_goes_from_one(tmp_path: Path, *, vanished: bool) -> None:
    first = rows(tmp_path / "may.jsonl", r1=MET, r2=BLAMED)
    second = rows(tmp_path / "june.jsonl", r1=MET, r3=BLAMED)
    place = workspace(tmp_path / "w")
    place.add(first)
    place.add(second)
    if vanished:
        second.unlink()
    else:
        rows(second, r3=BLAMED)

    change = place.update(prune=True)

    assert change.removed == (("r3",) if vanished else ())
    assert place.origins()["r1"] == first
    fresh = workspace(tmp_path / "fresh")
    fresh.add([path for path in (first, second) if path.exists()])
    assert [each.id for each in fresh.articles()] == [each.id for each in place.articles()]
    rows(first, r2=BLAMED)
    assert place.update(prune=True).removed == ("r1",)


def test_an_edited_row_that_another_table_still_holds_as_it_was_stays(tmp_path: Path) -> None:
    """Both are called alike, so that a row without an id has one id in both."""
    tables = [tmp_path / name / "t.csv" for name in ("a", "b")]
    for path in tables:
        path.parent.mkdir()
        path.write_text(f"title,text\nTalks,{MET}\n" + (f"More,{BLAMED}\n" if path == tables[0] else ""))
    place = workspace(tmp_path / "w")
    place.add(tables[0])
    place.add(tables[1])
    tables[1].write_text(f"title,text\nTalks,{MET} again\n")

    place.update()

    assert sorted(each.text for each in place.articles()) == [BLAMED, MET, f"{MET} again"]


def test_a_file_that_is_damaged_takes_none_of_its_articles_with_it(tmp_path: Path) -> None:
    given = tmp_path / "texts.zip"
    with zipfile.ZipFile(given, "w") as archive:
        archive.writestr("one.txt", MET)
        archive.writestr("two.txt", BLAMED)
    whole = given.read_bytes()
    place = workspace(tmp_path / "w")
    place.add(given)
    given.write_bytes(whole[:60])

    change = place.update(prune=True)

    assert change.removed == ()
    assert {(each.article, each.sure) for each in change.gone} == {("texts/one", False), ("texts/two", False)}
    assert len(place.articles()) == 2
    assert "--prune" not in change.to_text()
    assert "kg remove" in change.to_text()
    given.write_bytes(whole)
    assert place.update(prune=True).gone == ()
    assert place.status().edited == ()


def test_a_row_that_cannot_be_read_leaves_what_was_read_of_it_before(tmp_path: Path) -> None:
    given = rows(tmp_path / "rows.jsonl", r1=MET, r2=BLAMED)
    place = workspace(tmp_path / "w")
    place.add(given)
    given.write_text(given.read_text()[:-9])

    assert place.update(prune=True).removed == ()
    assert [each.id for each in place.articles()] == ["r1", "r2"]
