"""Sheets survive writing, a spreadsheet and reading; what they must not hold is named with its row."""

from __future__ import annotations

import csv
import io
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.cells import clean, guard, unguard
from kg.errors import InputError, OutputError
from kg.sheet import COLUMNS, JUDGEMENTS, SheetRow, read_sheet, write_sheet

ROW = SheetRow(
    id="e1", article="a1", date="2023-09-13", relation="met-with", source="Kim Jong Un", target="Vladimir Putin",
    polarity="affirmed", modality="actual", attribution="KCNA", quote="Kim met Putin, KCNA said.", confidence=0.93,
    stratum="all", stratum_events=40,
)  # fmt: skip
texts = st.text().map(clean)
rows = st.builds(
    SheetRow,
    id=texts.filter(bool), article=texts, date=texts, relation=texts, source=texts, target=texts, polarity=texts,
    modality=texts, attribution=texts, quote=texts, confidence=st.floats(0, 1), stratum=st.just("all"),
    stratum_events=st.just(9), right=st.none() | st.sampled_from(JUDGEMENTS), note=texts,
)  # fmt: skip


def _saved(folder: Path, text: str, *, encoding: str = "utf-8") -> Path:
    path = folder / "sheet.csv"
    path.write_bytes(text.encode(encoding))
    return path


def _csv(*cells: dict[str, str], delimiter: str = ",") -> str:
    """Return a sheet with such cells, the rest as in ROW."""
    out = io.StringIO()
    writer = csv.DictWriter(out, COLUMNS, delimiter=delimiter)
    writer.writeheader()
    for number, each in enumerate(cells):
        plain = {column: getattr(ROW, column) for column in COLUMNS}
        writer.writerow({**plain, "right": "", "id": f"e{number}", **each})
    return out.getvalue()


def test_a_sheet_begins_with_a_mark_and_a_header_and_has_one_line_a_row(tmp_path: Path) -> None:
    path = tmp_path / "new" / "sheet.csv"

    write_sheet([replace(ROW, quote="Kim met\n\tPutin.")], path)

    assert path.read_bytes().decode("utf-8") == (
        "\ufeffid,article,date,relation,source,target,polarity,modality,attribution,quote,confidence,right,note,stratum,"
        "stratum_events\n"
        "e1,a1,2023-09-13,met-with,Kim Jong Un,Vladimir Putin,affirmed,actual,KCNA,Kim met Putin.,0.93,,,all,40\n"
    )


@given(st.lists(rows, min_size=1, max_size=4, unique_by=lambda row: (row.id, row.article)))
def test_what_is_written_is_read_back(tmp_path_factory: pytest.TempPathFactory, given_rows: list[SheetRow]) -> None:
    path = tmp_path_factory.mktemp("sheet") / "sheet.csv"

    write_sheet(given_rows, path)

    assert read_sheet(path) == tuple(given_rows)


@given(st.text())
def test_a_guard_comes_off_again(text: str) -> None:
    assert unguard(guard(text)) == text


@given(st.sampled_from("=+-@\t\r＝＋－＠"), st.text(), st.integers(0, 2))
def test_no_cell_that_was_guarded_begins_like_a_formula(first: str, rest: str, apostrophes: int) -> None:
    assert guard("'" * apostrophes + first + rest).startswith("'")


def test_a_formula_in_the_news_is_written_as_text(tmp_path: Path) -> None:
    path = tmp_path / "sheet.csv"
    row = replace(ROW, source='=HYPERLINK("x")', quote="-2 degrees in Oslo", attribution="@kcna", note="'tis so")

    write_sheet([row], path)

    (_, cells) = csv.reader(path.read_text(encoding="utf-8-sig").splitlines())
    assert not [cell for cell in cells if cell[:1] in set("=+-@")]
    assert read_sheet(path) == (row,)


def test_what_a_file_cannot_hold_is_replaced_and_a_long_cell_is_cut() -> None:
    assert clean("a\x00b \ud800\r\n c") == "a b \N{REPLACEMENT CHARACTER} c"
    assert len(clean("word " * 1000)) == 2000
    assert clean(clean("word " * 1000)) == clean("word " * 1000)


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_what_spreadsheets_save_is_read(tmp_path: Path, delimiter: str, encoding: str) -> None:
    text = _csv(
        {"confidence": "0,93", "right": " Yes"}, {"right": "ARGUABLE", "note": "a\nb, c; d"}, delimiter=delimiter
    )

    found = read_sheet(_saved(tmp_path, f"{text}{delimiter * 14}\r\n\r\n", encoding=encoding))

    assert [(row.number, row.confidence, row.right) for row in found] == [(2, 0.93, "yes"), (3, 0.93, "arguable")]


def test_columns_may_move_and_those_for_the_judge_may_go(tmp_path: Path) -> None:
    path = _saved(tmp_path, "Right,stratum_events,stratum,ID,confidence,relation,mine\nno,3,all,e1,.5,praised,x\n")

    (row,) = read_sheet(path)

    assert row == SheetRow(id="e1", relation="praised", confidence=0.5, stratum="all", stratum_events=3, right="no")


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", "row 1: there is no column id, relation, confidence, right, stratum, stratum_events; give a sheet"),
        ("id,relation,confidence,stratum,stratum_events\n", "row 1: there is no column right; give a sheet that kg audit"),
        (_csv(), "holds no event; draw a sample with: kg audit EVENTS --sheet"),
        (_csv({}, {"right": "maybe"}), "row 3: right is 'maybe'; write yes, no or arguable, or leave the cell empty"),
        (_csv({"right": "1"}, {}, {"right": "?"}, {"right": "x"}), "row 2: right is '1' (also in row 4, 5); write yes"),
        (_csv({"confidence": "high"}), "row 2: confidence is 'high'; write the number from 0 to 1 that was drawn"),
        (_csv({"confidence": "93"}), "row 2: confidence is '93'; write the number"),
        (_csv({"confidence": "nan"}), "row 2: confidence is 'nan'; write the number"),
        (_csv({"stratum_events": "0"}), "row 2: stratum_events is '0'; write the whole number that was drawn"),
        (_csv({"stratum_events": "4.5"}), "row 2: stratum_events is '4.5'; write the whole number"),
        (_csv({"id": ""}), "row 2: id is empty; take the id from the sheet as it was drawn, or delete the row"),
        (_csv({"id": "x"}, {}, {"id": "x"}), "row 4: event 'x' stands in row 2 already; delete one of them"),
        (
            _csv({}, {"stratum_events": "41"}),
            "row 3: stratum_events is 41, but 40 in row 2 of the same stratum 'all'; give one sheet at a time",
        ),
    ],
)  # fmt: skip
def test_a_wrong_sheet_is_named_with_row_value_and_fix(tmp_path: Path, text: str, message: str) -> None:
    path = _saved(tmp_path, text)

    with pytest.raises(InputError) as caught:
        read_sheet(path)

    assert str(caught.value).startswith(f"{path}: {message}")


def test_a_sheet_that_cannot_be_read_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="cannot be read"):
        read_sheet(tmp_path / "gone.csv")
    with pytest.raises(InputError, match="byte 1 is not UTF-8; save the sheet as CSV in UTF-8"):
        read_sheet(_saved(tmp_path, "é", encoding="cp1252"))
    with pytest.raises(InputError, match="not CSV"):
        read_sheet(_saved(tmp_path, _csv({"note": "x" * 200_000})))


def test_judgements_are_never_written_over(tmp_path: Path) -> None:
    path = _saved(tmp_path, _csv({"right": "no"}, {"note": "look again"}, {}))

    with pytest.raises(OutputError, match="is there already, with judgements in 2 rows; choose another name"):
        write_sheet([ROW], path)

    assert len(read_sheet(path)) == 3


def test_a_file_that_is_no_sheet_is_never_written_over(tmp_path: Path) -> None:
    path = _saved(tmp_path, "my thesis")

    with pytest.raises(OutputError, match="is there already, and is not a sheet of kg's; choose another name"):
        write_sheet([ROW], path)


def test_a_sheet_nobody_judged_is_written_anew(tmp_path: Path) -> None:
    path = _saved(tmp_path, _csv({}, {}))

    write_sheet([ROW], path)

    assert read_sheet(path) == (ROW,)
