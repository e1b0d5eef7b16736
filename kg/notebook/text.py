"""Parts in; lines of plain text, for consoles and where HTML is not trusted, out."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Final

from kg.model import DateRange
from kg.notebook.parts import (
    Act,
    Chart,
    Code,
    Facts,
    Figure,
    Frame,
    Interval,
    Line,
    Link,
    Marked,
    Signed,
    Status,
    Table,
)
from kg.notebook.words import UNKNOWN, day_words, figure, range_words, signed
from kg.visible import visible

if TYPE_CHECKING:
    from kg.notebook.parts import Cell, Part, Shown

_WIDE: Final = 72
"""Cells of tables are cut at this many characters."""


def shown_text(shown: Shown) -> str:
    """Return what a value tells as lines; controls are shown, and lines of texts are joined."""
    lines = [_clean(shown.title)] if shown.title else []
    for part in shown.parts:
        lines += _lines(part)
    return "\n".join(line.rstrip() for line in lines)


def shown_line(shown: Shown) -> str:
    """Return what a value tells in a few words, for where it is one of many."""
    tables = [part for part in shown.parts if isinstance(part, Table | Facts) and part.rows]
    first = [text for text in map(cell_text, tables[0].rows[0]) if text != UNKNOWN] if tables else []
    return _cut(_clean(shown.title) or ", ".join(first))


def _lines(part: Part) -> list[str]:
    match part:
        case Table():
            return _table(part)
        case Facts():
            known = [(_clean(name), cell) for name, cell in part.rows if cell not in (None, "", ())]
            width = max((len(name) for name, _ in known), default=0)
            return [f"  {name:{width}}  {cell_text(cell)}" for name, cell in known]
        case Line():
            return [f"  {' '.join(map(cell_text, part.cells))}"]
        case Chart():
            return [f"  {_clean(part.words)}"]
        case Frame():
            return [f"  [{_clean(part.title)}]"]


def _table(table: Table) -> list[str]:
    if not table.rows:
        return [_clean(table.caption)]
    if table.full:
        return [_clean(table.caption), *(line for row in table.rows for line in _full(row))]
    body = [[_cut(cell_text(cell)) for cell in row] for row in table.rows]
    rows = [list(map(_clean, table.columns)), *body]
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    rows.insert(1, ["-" * width for width in widths])
    numbers = [
        all(isinstance(cell, int | Signed | Figure | None) for cell in column)
        for column in zip(*table.rows, strict=True)
    ]
    return [
        _clean(table.caption),
        *(
            "  "
            + "  ".join(
                text.rjust(width) if number else text.ljust(width)
                for text, width, number in zip(row, widths, numbers, strict=True)
            )
            for row in rows
        ),
    ]


def _full(row: tuple[Cell, ...]) -> list[str]:
    first, *rest = map(cell_text, row)
    return [f'  "{first}"', f"    -- {', '.join(text for text in rest if text != UNKNOWN)}"]


def cell_text(cell: Cell) -> str:  # one case for each kind of cell
    """Return a cell as text on one line."""
    match cell:
        case None:
            return UNKNOWN
        case str():
            return _clean(cell)
        case bool():
            return "yes" if cell else "no"
        case int():
            return figure(cell)
        case date():
            return day_words(cell)
        case DateRange():
            return range_words(cell)
        case Signed():
            return signed(cell.value, cell.digits)
        case Figure():
            return figure(cell.value, cell.digits)
        case Interval():
            return UNKNOWN if cell.low is None else f"{signed(cell.low)} to {signed(cell.high)}"
        case Status() | Act():
            mark = {1: "+ ", -1: "\N{MINUS SIGN} "}.get(cell.sign, "") if isinstance(cell, Act) else ""
            return mark + _clean(cell.words)
        case Link():
            return _clean(cell.words)
        case Marked() | Code():
            return _clean(cell.text)
        case _:
            return "; ".join(map(cell_text, cell))


def _clean(text: str) -> str:
    return " ".join(visible(text).split()).encode("utf-8", "replace").decode()


def _cut(text: str) -> str:
    return text if len(text) <= _WIDE else f"{text[: _WIDE - 1]}\N{HORIZONTAL ELLIPSIS}"
