"""The blocks of a data file in; tables of its rows as text, each with its line, and the lines that are no rows, out."""

from __future__ import annotations

import csv
from typing import TYPE_CHECKING, Final, NamedTuple

import polars as pl

from kg.eventdata.contract import LINE

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from kg.eventdata.contract import Layout

SHORT: Final = "a row with too few columns"
LONG: Final = "a row with too many columns"
NOT_CSV: Final = "a row that is not CSV"
RECODED: Final = "rows that are not UTF-8 were read as Windows-1252"

_BATCH: Final = 100_000
_BOM: Final = b"\xef\xbb\xbf"
_MORE: Final = "more"


class Rows(NamedTuple):
    """Rows as a table, lines left out by reason, and how many lines were read in another encoding."""

    table: pl.DataFrame
    left: dict[str, list[int]]
    recoded: int


def tab_rows(blocks: Iterable[bytes], layout: Layout) -> Iterator[Rows]:
    """Yield the rows of tables whose fields are separated by tabs, in which quotes mean nothing; each block has its guard."""
    line = 1
    for number, each in enumerate(blocks):
        block, recoded = _utf8(each)
        if number == 0 and (start := block.find(b"\n") + 1) and block.startswith(_BOM, start):
            block = block[:start] + block[start + len(_BOM) :]
        rows = _parsed(block, layout)
        skip = 1 if number == 0 and layout.header else 0
        read = rows.with_columns(pl.int_range(line, line + rows.height, dtype=pl.UInt32).alias(LINE))[skip:]
        line += rows.height
        yield _checked(read, block, layout, first=line - rows.height, recoded=recoded)


def guard(layout: Layout) -> bytes:
    """Return what has to go before each block of a table with tabs: a line with one field too many.

    polars counts columns by the first line, and so sees what has more than it should.
    """
    return b"\t" * layout.width + b"\n"


def quoted_rows(blocks: Iterable[bytes], layout: Layout, separator: str) -> Iterator[Rows]:
    """Yield the rows of tables whose fields are separated by commas or semicolons and may be quoted."""
    recoded = [0]
    reader = csv.reader(_text_lines(blocks, recoded), delimiter=separator)
    kept: list[list[str]] = []
    lines: list[int] = []
    left: dict[str, list[int]] = {}
    header = layout.header

    def taken() -> Rows:
        columns = {name: [row[place] or None for row in kept] for name, place in layout.places.items()}
        table = pl.DataFrame(
            {**columns, LINE: lines}, schema={**dict.fromkeys(layout.places, pl.String), LINE: pl.UInt32}
        )
        return Rows(table, left, recoded[0])

    while True:
        try:
            row = next(reader)
        except StopIteration:
            break
        except csv.Error:
            left.setdefault(NOT_CSV, []).append(reader.line_num)
            continue
        if not row:
            continue
        if header:
            header = False
        elif len(row) != layout.width:
            left.setdefault(SHORT if len(row) < layout.width else LONG, []).append(reader.line_num)
        else:
            kept.append(row)
            lines.append(reader.line_num)
        if len(kept) == _BATCH:
            yield taken()
            kept, lines, left, recoded[0] = [], [], {}, 0
    yield taken()


def _text_lines(blocks: Iterable[bytes], recoded: list[int]) -> Iterator[str]:
    for number, each in enumerate(blocks):
        block, changed = _utf8(each.removeprefix(_BOM) if number == 0 else each)
        recoded[0] += changed
        # Not splitlines: it also ends lines at characters that may stand inside a name.
        yield from (line + "\n" for line in block.decode().removesuffix("\n").split("\n"))


def _utf8(block: bytes) -> tuple[bytes, int]:
    """Return a block as UTF-8, and how many of its lines were not; those are read as Windows-1252 or Latin-1."""
    if block.isascii():
        return block, 0
    try:
        block.decode()
    except UnicodeDecodeError:
        lines = block.split(b"\n")
        changed = 0
        for number, line in enumerate(lines):
            try:
                line.decode()
            except UnicodeDecodeError:
                changed += 1
                lines[number] = _windows(line).encode()
        return b"\n".join(lines), changed
    return block, 0


def _windows(line: bytes) -> str:
    try:
        return line.decode("cp1252")
    except UnicodeDecodeError:
        return line.decode("latin-1")


def _parsed(block: bytes, layout: Layout) -> pl.DataFrame:
    """Return the columns that are read, the last one and what stands behind it; a line is a row, an empty one too."""
    wanted = {**layout.places, _last(layout): layout.width - 1, _MORE: layout.width}
    places = sorted(set(wanted.values()))
    table = pl.read_csv(
        block,
        separator="\t",
        has_header=False,
        columns=places,
        quote_char=None,
        infer_schema=False,
        truncate_ragged_lines=True,
    )[1:]
    by_place = dict(zip(places, table.get_columns(), strict=True))
    return pl.DataFrame([by_place[place].alias(name) for name, place in wanted.items()])


def _last(layout: Layout) -> str:
    return next((name for name, place in layout.places.items() if place == layout.width - 1), "last")


def _checked(rows: pl.DataFrame, block: bytes, layout: Layout, *, first: int, recoded: int) -> Rows:
    """Return the rows without those that have too few or too many columns."""
    last = rows[_last(layout)]
    left: dict[str, list[int]] = {}
    if last.null_count():
        # An empty last field and a missing one look alike: the lines themselves tell.
        texts = block.split(b"\n")[1:]
        open_lines = rows.filter(last.is_null())[LINE].to_list()
        short = [each for each in open_lines if texts[each - first].count(b"\t") < layout.width - 1]
        left[SHORT] = [each for each in short if texts[each - first].strip()]
        rows = _without(rows, short)
    if rows[_MORE].null_count() < rows.height:
        left[LONG] = rows.filter(pl.col(_MORE).is_not_null())[LINE].to_list()
        rows = _without(rows, left[LONG])
    return Rows(rows.select(*layout.places, LINE), {why: lines for why, lines in left.items() if lines}, recoded)


def _without(rows: pl.DataFrame, lines: Sequence[int]) -> pl.DataFrame:
    return rows.filter(~pl.col(LINE).is_in(pl.Series(lines, dtype=pl.UInt32).implode())) if lines else rows
