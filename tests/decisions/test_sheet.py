"""Filled sheets in; decisions and rows that are none out."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest

from kg.cells import write_cells
from kg.decision import Decision, DecisionKind, Told
from kg.decisions import SHEET_COLUMNS, decisions_of_sheet
from kg.errors import InputError

if TYPE_CHECKING:
    from pathlib import Path

DAY = date(2026, 11, 26)


def sheet(folder: Path, *rows: dict[str, str], columns: tuple[str, ...] = SHEET_COLUMNS) -> Path:
    path = folder / "sheet.csv"
    write_cells(path, columns, ([row.get(column, "") for column in columns] for row in rows))
    return path


def read(folder: Path, **cells: str) -> Decision:
    (decision,), skipped = decisions_of_sheet(sheet(folder, {"decision": "yes", **cells}), who="Ana", when=DAY)
    assert skipped == ()
    return decision


def test_a_row_without_an_answer_is_passed_over(tmp_path: Path) -> None:
    path = sheet(tmp_path, {"kind": "merge-actors", "actors": "un; u-n", "into": "un"})

    assert decisions_of_sheet(path, who="Ana", when=DAY) == ((), ())


def test_a_merge_is_read_with_the_name_and_day_of_who_hands_in_the_sheet(tmp_path: Path) -> None:
    found = read(tmp_path, kind="merge-actors", actors="un; united-nations", into="united-nations", why="one body")

    assert found == Decision(
        kind="merge-actors",
        who="Ana",
        when=DAY,
        why="one body",
        actors=("un", "united-nations"),
        into="united-nations",
    )


def test_a_row_that_says_who_and_when_is_theirs(tmp_path: Path) -> None:
    found = read(tmp_path, kind="rename-actor", actors="un", label="United Nations", who="Bo", when="2026-01-02")

    assert (found.who, found.when) == ("Bo", date(2026, 1, 2))


def test_the_note_of_the_person_goes_into_the_reason(tmp_path: Path) -> None:
    found = read(tmp_path, kind="rename-actor", actors="un", label="United Nations", why="as it is", note="checked")

    assert found.why == "as it is; checked"


def test_articles_to_leave_out_stand_in_the_column_of_articles(tmp_path: Path) -> None:
    found = read(tmp_path, kind="leave-out-article", article="a1; a2", why="retracted")

    assert (found.kind, found.articles, found.why) == ("leave-out-article", ("a1", "a2"), "retracted")


@pytest.mark.parametrize(
    ("kind", "decided"),
    [("affirm-event", "reject-event"), ("reject-event", "affirm-event")],
)
def test_no_to_an_event_decides_the_opposite(tmp_path: Path, kind: DecisionKind, decided: DecisionKind) -> None:
    path = sheet(tmp_path, {"decision": "No", "kind": kind, "event": "e1"})

    (found,), _ = decisions_of_sheet(path, who="Ana", when=DAY)

    assert (found.kind, found.told) == (decided, (Told(event="e1"),))


def test_no_to_a_merge_keeps_the_actors_apart(tmp_path: Path) -> None:
    path = sheet(tmp_path, {"decision": "no", "kind": "merge-actors", "actors": "un", "into": "united-nations"})

    (found,), _ = decisions_of_sheet(path, who="Ana", when=DAY)

    assert (found.kind, found.actors) == ("keep-apart", ("un", "united-nations"))


def test_no_to_a_correction_decides_nothing(tmp_path: Path) -> None:
    path = sheet(tmp_path, {"decision": "no", "kind": "correct-date", "event": "e1", "earliest": "2024-05-09"})

    assert decisions_of_sheet(path, who="Ana", when=DAY) == ((), ())


def test_a_single_day_needs_no_latest(tmp_path: Path) -> None:
    found = read(tmp_path, kind="correct-date", event="e1", earliest="2024-05-09")

    assert (found.earliest, found.latest) == (date(2024, 5, 9), date(2024, 5, 9))


def test_a_date_can_be_wrong_and_the_right_one_not_known(tmp_path: Path) -> None:
    found = read(tmp_path, kind="correct-date", event="e1", earliest="unknown")

    assert (found.earliest, found.latest) == (None, None)


def test_a_relation_and_its_direction_are_corrected_together(tmp_path: Path) -> None:
    found = read(tmp_path, kind="correct-relation", event="e1", actors="a; b", relation="attacked", into="swap")

    assert (found.relation, found.swap, found.told) == ("attacked", True, (Told(event="e1", source="a", target="b"),))


def test_a_split_names_articles_and_events(tmp_path: Path) -> None:
    found = read(
        tmp_path, kind="split-actor", actors="john", into="john-2", label="John II", article="a1; a2", event="e1;e2"
    )

    assert (found.articles, found.told) == (("a1", "a2"), (Told(event="e1"), Told(event="e2")))


def test_columns_for_the_reader_are_passed_over(tmp_path: Path) -> None:
    path = sheet(
        tmp_path,
        {"decision": "yes", "kind": "affirm-event", "event": "e1", "confidence": "0.4", "score": "high"},
        columns=("score", *reversed(SHEET_COLUMNS), "confidence"),
    )

    (found,), skipped = decisions_of_sheet(path, who="Ana", when=DAY)

    assert (found.kind, skipped) == ("affirm-event", ())


def test_a_cell_that_a_spreadsheet_would_run_is_only_text(tmp_path: Path) -> None:
    found = read(tmp_path, kind="affirm-event", event="e1", quote="=HYPERLINK(A1)", why="-1+1")

    assert "'=HYPERLINK(A1)" in (tmp_path / "sheet.csv").read_text("utf-8-sig")
    assert (found.told[0].quote, found.why) == ("=HYPERLINK(A1)", "-1+1")


@pytest.mark.parametrize(
    ("cells", "why"),
    [
        ({"decision": "maybe"}, "decision is 'maybe'; write yes or no, or leave it empty"),
        ({"kind": "merge-actor"}, "kind is 'merge-actor'; write merge-actors"),
        ({"kind": "merge-actors", "actors": "un"}, "into is missing; write the id of the actor that the others become"),
        ({"kind": "affirm-event"}, "event is missing; give the id of an event, or its article and quote"),
        ({"kind": "correct-date", "event": "e"}, "earliest is missing; write the right day, as 2024-05-09, or unknown"),
        (
            {"kind": "correct-date", "event": "e", "earliest": "9/5/24"},
            "earliest is '9/5/24'; write a day such as 2024-05-09",
        ),
        (
            {"kind": "correct-relation", "event": "e", "relation": "met"},
            "relation is 'met', which the ontology has not; did you mean met-with?",
        ),
        (
            {"kind": "affirm-event", "event": "e", "actors": "a"},
            "actors is 'a'; write the event's source and target with ; between",
        ),
    ],
)
def test_a_row_that_is_no_decision_is_left_out_with_the_reason(tmp_path: Path, cells: dict[str, str], why: str) -> None:
    path = sheet(tmp_path, {"decision": "yes", **cells}, {"decision": "yes", "kind": "affirm-event", "event": "e2"})

    found, (skipped,) = decisions_of_sheet(path, who="Ana", when=DAY)

    assert len(found) == 1
    assert (skipped.where, skipped.why) == (f"{path}: row 2", why)


def test_who_decided_must_be_said_somewhere(tmp_path: Path) -> None:
    path = sheet(tmp_path, {"decision": "yes", "kind": "affirm-event", "event": "e1"})

    _, (skipped,) = decisions_of_sheet(path, when=DAY)

    assert skipped.why == "who is missing; write the name of the person who decided"


def test_a_sheet_without_the_column_to_fill_is_none(tmp_path: Path) -> None:
    path = sheet(tmp_path, columns=("kind", "event"))

    with pytest.raises(InputError, match="row 1: there is no column decision; give a sheet that kg review wrote"):
        decisions_of_sheet(path)
