"""The sheet: what a person fills in a spreadsheet is what kg decide reads."""

from __future__ import annotations

import csv
import io
from datetime import date
from typing import TYPE_CHECKING

import pytest

from kg.decisions import SHEET_COLUMNS, decisions_of_sheet
from kg.errors import OutputError
from kg.review.answer import decision_for
from kg.review.propose import propose
from kg.review.rows import COLUMNS, write_proposals
from tests.review.invented import graph

if TYPE_CHECKING:
    from pathlib import Path

DAY = date(2026, 11, 26)


def filled(path: Path, answers: list[str], *, delimiter: str, encoding: str) -> None:
    """Do what a spreadsheet does: read the sheet, fill its first column, and save it in a form of its own."""
    with path.open(encoding="utf-8-sig", newline="") as handle:
        rows = list(csv.reader(handle))
    for row, answer in zip(rows[1:], answers, strict=True):
        row[0] = answer
    text = io.StringIO()
    csv.writer(text, delimiter=delimiter, lineterminator="\r\n").writerows([*rows, [""] * len(rows[0])])
    path.write_bytes(text.getvalue().encode(encoding))


@pytest.mark.parametrize(
    ("delimiter", "encoding"),
    [(",", "utf-8-sig"), (",", "utf-8"), (";", "utf-8-sig"), (";", "utf-8"), ("\t", "utf-16")],
)
@pytest.mark.parametrize("yes", [True, False])
def test_an_answer_in_any_spreadsheet_decides_what_the_same_answer_to_a_question_does(
    tmp_path: Path, delimiter: str, encoding: str, yes: bool
) -> None:
    path = tmp_path / "review.csv"
    proposals = propose(graph())
    write_proposals(proposals, path)

    filled(path, ["yes" if yes else "no"] * len(proposals), delimiter=delimiter, encoding=encoding)
    decisions, skipped = decisions_of_sheet(path, who="Ana", when=DAY)

    assert skipped == ()
    assert decisions == tuple(decision_for(each, yes=yes, who="Ana", when=DAY) for each in proposals)


def test_rows_that_nobody_answered_decide_nothing(tmp_path: Path) -> None:
    path = tmp_path / "review.csv"
    write_proposals(propose(graph()), path)

    assert decisions_of_sheet(path, who="Ana", when=DAY) == ((), ())


def test_the_sheet_has_every_shared_column_and_no_cell_is_a_formula(tmp_path: Path) -> None:
    path = tmp_path / "review.csv"

    write_proposals(propose(graph()), path)

    rows = list(csv.reader(io.StringIO(path.read_text(encoding="utf-8-sig"), newline="")))
    assert set(SHEET_COLUMNS) <= set(rows[0]) == set(COLUMNS)
    assert rows[0][0] == "decision"
    cells = [cell for row in rows for cell in row]
    assert any("HYPERLINK" in cell for cell in cells)
    assert not [cell for cell in cells if cell.startswith(tuple("=+-@\t\r"))]
    assert not [cell for cell in cells if "\n" in cell]


def test_the_same_graph_gives_the_same_bytes(tmp_path: Path) -> None:
    for name in ("one.csv", "other.csv"):
        write_proposals(propose(graph()), tmp_path / name)

    assert (tmp_path / "one.csv").read_bytes() == (tmp_path / "other.csv").read_bytes()


def test_a_sheet_with_answers_is_not_written_over_and_one_without_is(tmp_path: Path) -> None:
    path = tmp_path / "review.csv"
    proposals = propose(graph())
    write_proposals(proposals, path)
    write_proposals(proposals, path)

    filled(path, ["yes", *[""] * (len(proposals) - 1)], delimiter=",", encoding="utf-8")

    with pytest.raises(OutputError, match="is there already, with answers in 1 row; choose another name"):
        write_proposals(proposals, path)


def test_a_file_that_is_no_sheet_is_not_written_over(tmp_path: Path) -> None:
    path = tmp_path / "thesis.csv"
    path.write_text("chapter,words\n1,9000\n", encoding="utf-8")

    with pytest.raises(OutputError, match="is not a sheet of kg's"):
        write_proposals(propose(graph()), path)
    assert path.read_text(encoding="utf-8") == "chapter,words\n1,9000\n"
