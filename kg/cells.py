"""Rows of named cells in; a CSV file that survives a spreadsheet out, and its rows back."""

from __future__ import annotations

import csv
import io
import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Final

from kg.errors import InputError
from kg.files import open_atomic

if TYPE_CHECKING:
    import polars as pl

_DELIMITERS: Final = (",", ";", "\t")
_BOM: Final = "\ufeff"
_LONGEST_CELL: Final = 2000
"""Characters; spreadsheets hold more, but nobody reads it."""

_FORMULA: Final = tuple("=+-@＝＋－＠\t\r\n")
"""What makes a spreadsheet take a cell for a formula, in narrow and wide letters: OWASP, "CSV Injection"."""

_GUARD: Final = "'"


def write_cells(path: Path | str, columns: Sequence[str], rows: Iterable[Sequence[str]]) -> None:
    """Write the rows as CSV: UTF-8 with a mark that spreadsheets know it by, one line a row, formulas disarmed.

    Raises
    ------
    OutputError
        If the file cannot be written there.
    """
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(columns)
    for row in rows:
        writer.writerow([guard(clean(cell)) for cell in row])
    with open_atomic(path) as handle:
        handle.write(_BOM + text.getvalue())


def read_cells(path: Path | str, *, needed: Sequence[str], maker: str) -> Iterator[tuple[int, Mapping[str, str]]]:
    """Yield the number and the cells of each row that is not empty, by the name of their column in small letters.

    Numbers are those of the spreadsheet, the header being 1. Other delimiters and encodings that spreadsheets write are
    known. ``maker`` is the command that makes such a sheet, for messages.

    Raises
    ------
    InputError
        If the file cannot be read, is no CSV, or lacks a needed column.
    """
    text = _text(path, maker)
    head = text.partition("\n")[0]
    delimiter = max(_DELIMITERS, key=head.count)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    try:
        names = [name.strip().casefold() for name in next(reader, [])]
        missing = [name for name in needed if name not in names]
        if missing:
            raise InputError(
                f"{path}: row 1: there is no column {', '.join(missing)}; give a sheet that {maker} wrote, with its header"
            )
        for number, row in enumerate(reader, 2):
            if any(cell.strip() for cell in row):
                padded = [*row, *[""] * (len(names) - len(row))]
                yield number, {name: unguard(cell.strip()) for name, cell in zip(names, padded, strict=False)}
    except csv.Error as error:
        raise InputError(f"{path}: line {reader.line_num}: not CSV ({error}); save the sheet as CSV again") from error


def guard(text: str) -> str:
    """Return the cell with an apostrophe before what a spreadsheet would run as a formula; `unguard` takes it off.

    >>> guard("=1+1"), guard("Xi said so"), unguard(guard("'-5"))
    ("'=1+1", 'Xi said so', "'-5")
    """
    return _GUARD + text if text.lstrip(_GUARD).startswith(_FORMULA) else text


def guarded_csv(frame: pl.DataFrame) -> str:
    """Return a frame as CSV with every text of its cells guarded, see `guard`."""
    import polars as pl

    signs = "".join(_FORMULA).replace("-", r"\-")
    texts = pl.col(pl.String)
    armed = texts.str.contains(f"^{_GUARD}*[{signs}]")
    return frame.with_columns(
        pl.when(armed.not_()).then(texts).otherwise(pl.concat_str(pl.lit(_GUARD), texts))
    ).write_csv()


def unguard(text: str) -> str:
    """Return the cell as it was before `guard`."""
    return text[len(_GUARD) :] if text.startswith(_GUARD) and text.lstrip(_GUARD).startswith(_FORMULA) else text


def clean(text: str) -> str:
    """Return the text on one line without what UTF-8 or a spreadsheet cannot hold, cut where it is very long."""
    line = on_one_line(text)
    return line if len(line) <= _LONGEST_CELL else f"{line[: _LONGEST_CELL - 1]}…"


def on_one_line(text: str) -> str:
    """Return the text on one line without what UTF-8 or a spreadsheet cannot hold."""
    kinds = ((character, unicodedata.category(character)) for character in text)
    plain = "".join(" " if kind == "Cc" else "\N{REPLACEMENT CHARACTER}" if kind == "Cs" else c for c, kind in kinds)
    return " ".join(plain.split())


def _text(path: Path | str, maker: str) -> str:
    try:
        raw = Path(path).read_bytes()
    except OSError as error:
        raise InputError(f"{path}: cannot be read ({error.strerror}); give a sheet that {maker} wrote") from error
    # Spreadsheets call UTF-16 with tabs "Unicode text".
    wide = raw.startswith((b"\xff\xfe", b"\xfe\xff"))
    try:
        return raw.decode("utf-16" if wide else "utf-8-sig")
    except UnicodeDecodeError as error:
        raise InputError(f"{path}: byte {error.start + 1} is not UTF-8; save the sheet as CSV in UTF-8") from error
