"""Tables whose rows have no id, in a workspace: what happens to one row touches no other, and decisions stay."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator
from datetime import date
from typing import TYPE_CHECKING

import pytest

from kg.decision import Decision
from kg.decisions import add_decisions
from kg.workspace import Workspace
from tests.decisions.deciding import judge
from tests.workspace.standin import built, read_lines, workspace

if TYPE_CHECKING:
    from pathlib import Path

    from kg.model import Article, Event

MET = "Ana met-with Ben on 2024-05-09"
BLAMED = "Ana accused Cleo on 2024-05-10"
HELPED = "Cleo aided Ben on 2024-05-11"
PRAISED = "Ben praised Dan"
"""Without a date, so that the id of the event hangs on that of the article."""


def table(path: Path, *texts: str, title: str = "", **more: str) -> Path:
    with path.open("w", newline="", encoding="utf-8") as file:
        rows = csv.DictWriter(file, ["text", "title", *more])
        rows.writeheader()
        rows.writerows({"text": text, "title": title, **more} for text in texts)
    return path


def ids(place: Workspace) -> dict[str, str]:
    return {each.text: each.id for each in place.articles()}


def test_an_update_after_a_row_was_taken_out_touches_that_row_only_and_decisions_stay(tmp_path: Path) -> None:
    given = table(tmp_path / "t.csv", MET, BLAMED, HELPED, PRAISED)
    place = workspace(tmp_path / "w")
    place.add(given)
    before = ids(place)
    last = next(each for each in place.graph().events if each.relation == "praised")
    add_decisions(place.folder / "decisions.toml", [judge("reject-event", last)])
    table(given, BLAMED, HELPED, PRAISED)

    change = place.update()

    assert (change.added, change.updated, change.removed) == ((), (), ())
    assert [each.article for each in change.gone] == [before[MET]]
    assert set(change.same) == {before[text] for text in (BLAMED, HELPED, PRAISED)}
    assert place.update(prune=True).removed == (before[MET],)
    corpus = place.graph().corpus
    assert [each.decision.kind for each in corpus.decisions] == ["reject-event"]
    assert corpus.unmet == ()
    assert {each.relation for each in corpus.events} == {"accused", "aided"}


def test_a_row_put_in_and_rows_that_were_moved_are_no_news_of_the_others(tmp_path: Path) -> None:
    given = table(tmp_path / "t.csv", MET, BLAMED)
    place = workspace(tmp_path / "w")
    place.add(given)
    before = ids(place)
    table(given, HELPED, BLAMED, MET)

    change = place.update()

    assert len(change.added) == 1
    assert set(change.same) == set(before.values())
    assert (change.updated, change.gone) == ((), ())


@pytest.mark.parametrize(
    ("title", "url", "text"),
    [("Talks", "", BLAMED), ("", "https://a.example/1", BLAMED), ("New title", "", MET)],
    ids=["of the same title", "of the same address", "with the same text"],
)
def test_an_edited_row_takes_the_place_of_the_old_one(tmp_path: Path, title: str, url: str, text: str) -> None:
    given = table(tmp_path / "t.csv", MET, title="Talks" if text != MET else "", url=url)
    place = workspace(tmp_path / "w")
    place.add(given)
    old = ids(place)[MET]
    table(given, text, title=title or "", url=url)

    change = place.update()

    assert (change.added, change.removed, change.gone) == ((), (), ())
    assert change.updated == (ids(place)[text],) != (old,)
    assert len(place.articles()) == 1
    fresh = workspace(tmp_path / "fresh")
    fresh.add(given)
    assert built(place, tmp_path / "out") == built(fresh, tmp_path / "out-fresh")


def test_a_row_that_is_taken_out_is_not_taken_for_one_of_many_of_its_title(tmp_path: Path) -> None:
    given = table(tmp_path / "t.csv", MET, BLAMED, HELPED, title="Briefing")
    place = workspace(tmp_path / "w")
    place.add(given)
    went = ids(place)[MET]
    table(given, BLAMED, HELPED, title="Briefing")

    change = place.update()

    assert [each.article for each in change.gone] == [went]
    assert change.removed == ()
    assert place.update(prune=True).removed == (went,)


def test_an_addition_after_an_edit_says_that_the_old_row_is_still_there_and_the_update_replaces_it(
    tmp_path: Path,
) -> None:
    given = table(tmp_path / "t.csv", MET, title="Talks")
    place = workspace(tmp_path / "w")
    place.add(given)
    old = ids(place)[MET]
    table(given, BLAMED, title="Talks")

    assert [each.article for each in place.add(given).gone] == [old]
    assert place.update().removed == (old,)
    assert list(ids(place)) == [BLAMED]


def test_a_row_whose_text_alone_is_known_is_kept_until_it_is_pruned_when_another_text_is_there(tmp_path: Path) -> None:
    given = table(tmp_path / "t.csv", MET)
    place = workspace(tmp_path / "w")
    place.add(given)
    table(given, BLAMED)

    change = place.update()

    assert (len(change.added), len(change.gone)) == (1, 1)
    assert "kg update --prune" in change.to_text()


def test_columns_that_are_not_read_and_rows_told_twice_are_no_reason_to_keep_what_went(tmp_path: Path) -> None:
    given = table(tmp_path / "t.csv", MET, BLAMED, BLAMED, more="x")
    place = workspace(tmp_path / "w")
    change = place.add(given)
    assert len(change.added) == 2
    assert (f"{given}:4", "says the same as line 3, and is read once") in {(e.where, e.why) for e in change.skipped}
    went = ids(place)[MET]
    table(given, BLAMED, BLAMED, more="x")

    assert place.update(prune=True).removed == (went,)


def test_a_row_on_which_kg_fails_is_told_of_with_its_line_wherever_that_is_by_now(tmp_path: Path) -> None:
    def failing(articles: Iterable[Article]) -> Iterator[tuple[Article, tuple[Event, ...]]]:
        for each in articles:
            if each.text == HELPED:
                raise ZeroDivisionError("too odd")
            yield from read_lines([each])

    given = table(tmp_path / "t.csv", MET, BLAMED, HELPED)
    place = Workspace.make(tmp_path / "w", extractor=failing)
    place.add(given)
    name = ids(place)[HELPED]

    assert [each.where for each in place.status().left_out] == [f"article {name} ({given}:4)"]
    table(given, BLAMED, HELPED)
    place.update()
    assert [each.where for each in place.status().left_out] == [f"article {name} ({given}:3)"]
    assert [each.where for each in place.graph().corpus.skipped] == [f"article {name} ({given}:3)"]
    table(given, BLAMED)
    place.update(prune=True)
    assert place.status().left_out == ()


def test_a_row_that_was_left_out_and_is_edited_is_told_of_when_it_comes_in(tmp_path: Path) -> None:
    given = table(tmp_path / "t.csv", MET, title="Talks")
    place = workspace(tmp_path / "w")
    place.add(given)
    retracted = Decision(
        kind="leave-out-article", who="Ana", when=date(2026, 11, 26), why="retracted", articles=(ids(place)[MET],)
    )
    add_decisions(place.folder / "decisions.toml", [retracted])
    table(given, BLAMED, title="Talks")

    change = place.update()

    assert change.let_in == change.updated == (ids(place)[BLAMED],)
    assert "Left out by a decision until they were edited, and not any more: 1 article" in change.to_text()
    assert [each.id for each in place.graph().articles] == list(change.let_in)
