"""Rows of events to judge in; a CSV file that survives a spreadsheet out, and its rows with their judgements back."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final, Literal

from kg.cells import read_cells, write_cells
from kg.errors import InputError, OutputError
from kg.report import count

Judgement = Literal["yes", "no", "arguable"]
JUDGEMENTS: Final[tuple[Judgement, ...]] = ("yes", "no", "arguable")

COLUMNS: Final = (
    "id", "article", "date", "relation", "source", "target", "polarity", "modality", "attribution", "quote",
    "confidence", "right", "note", "stratum", "stratum_events",
)  # fmt: skip
_NEEDED: Final = ("id", "relation", "confidence", "right", "stratum", "stratum_events")
_MAKER: Final = "kg audit"


@dataclass(frozen=True, slots=True, kw_only=True)
class SheetRow:
    """One event to judge.

    ``date`` is an ISO day, or two with a slash between; "" where no text says one, as with ``attribution``.
    ``right`` is None where nobody has judged yet.
    ``stratum`` is the part of all events that the row was drawn from, and ``stratum_events`` how many that has.
    ``number`` is the row of the spreadsheet, the header being 1; 0 for a row that was not read from one.
    """

    id: str
    relation: str
    confidence: float
    stratum: str
    stratum_events: int
    article: str = ""
    date: str = ""
    source: str = ""
    target: str = ""
    polarity: str = ""
    modality: str = ""
    attribution: str = ""
    quote: str = ""
    right: Judgement | None = None
    note: str = ""
    number: int = field(default=0, compare=False)


def write_sheet(rows: Iterable[SheetRow], path: Path | str) -> None:
    """Write the rows as CSV: UTF-8 with a mark that spreadsheets know it by, one line a row, formulas disarmed.

    Raises
    ------
    OutputError
        If the file cannot be written, or is there already and is not a sheet without judgements and notes.
    """
    _check_free(Path(path))
    write_cells(path, COLUMNS, ([_cell(getattr(row, column)) for column in COLUMNS] for row in rows))


def read_sheet(path: Path | str) -> tuple[SheetRow, ...]:
    """Return the rows of a sheet, filled or not, also where a spreadsheet has put other delimiters or empty rows in.

    Columns may stand in any order; those that only help the judge may be gone.

    Raises
    ------
    InputError
        If the file cannot be read, or lacks a column or row, or a cell holds what it must not; it names the row.
    """
    rows: list[SheetRow] = []
    numbers: dict[tuple[str, str], int] = {}
    unknown: list[tuple[int, str]] = []
    for number, cells in read_cells(path, needed=_NEEDED, maker=_MAKER):
        judgement = _judgement(cells["right"])
        if judgement is None and cells["right"].strip():
            unknown.append((number, cells["right"]))
        row = _row(cells, number, judgement, f"{path}: row {number}")
        first = numbers.setdefault((row.id, row.article), number)
        if first != number:
            raise InputError(
                f"{path}: row {number}: event {row.id!r} stands in row {first} already; delete one of them"
            )
        rows.append(row)
    if unknown:
        number, value = unknown[0]
        others = ", ".join(str(each) for each, _ in unknown[1:])
        also = f" (also in row {others})" if others else ""
        raise InputError(
            f"{path}: row {number}: right is {value!r}{also}; write {', '.join(JUDGEMENTS[:-1])} or {JUDGEMENTS[-1]}, "
            "or leave the cell empty"
        )
    if not rows:
        raise InputError(f"{path}: holds no event; draw a sample with: kg audit EVENTS --sheet {path}")
    _check_strata(rows, path)
    return tuple(rows)


def _cell(value: object) -> str:
    return "" if value is None else str(value)


def _check_free(path: Path) -> None:
    if not path.exists():
        return
    try:
        judged = sum(bool(row.right or row.note) for row in read_sheet(path))
    except InputError as error:
        raise OutputError(f"{path}: is there already, and is not a sheet of kg's; choose another name") from error
    if judged:
        raise OutputError(f"{path}: is there already, with judgements in {count(judged, 'row')}; choose another name")


def _row(cells: Mapping[str, str], number: int, judgement: Judgement | None, where: str) -> SheetRow:
    if not cells["id"]:
        raise InputError(f"{where}: id is empty; take the id from the sheet as it was drawn, or delete the row")
    texts = {
        column: cells.get(column, "") for column in COLUMNS if column not in {"confidence", "stratum_events", "right"}
    }
    return SheetRow(
        **texts,
        confidence=_confidence(cells["confidence"], where),
        stratum_events=_whole(cells["stratum_events"], where),
        right=judgement,
        number=number,
    )


def _judgement(cell: str) -> Judgement | None:
    word = cell.strip().casefold()
    return next((each for each in JUDGEMENTS if each == word), None)


def _confidence(cell: str, where: str) -> float:
    try:
        value = float(cell.replace(",", "."))  # a spreadsheet may write the comma of its language
    except ValueError:
        value = -1.0
    if not 0.0 <= value <= 1.0:
        raise InputError(f"{where}: confidence is {cell!r}; write the number from 0 to 1 that was drawn")
    return value


def _whole(cell: str, where: str) -> int:
    if not (cell.isascii() and cell.isdigit()) or int(cell) < 1:
        raise InputError(f"{where}: stratum_events is {cell!r}; write the whole number that was drawn")
    return int(cell)


def _check_strata(rows: Sequence[SheetRow], path: Path | str) -> None:
    sizes: dict[str, SheetRow] = {}
    for row in rows:
        first = sizes.setdefault(row.stratum, row)
        if row.stratum_events != first.stratum_events:
            raise InputError(
                f"{path}: row {row.number}: stratum_events is {row.stratum_events}, but {first.stratum_events} in row "
                f"{first.number} of the same stratum {row.stratum!r}; give one sheet at a time, as it was drawn"
            )
