"""What was imported in; a summary for people out."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import polars as pl

from kg.report import count, skipped_lines

if TYPE_CHECKING:
    from collections.abc import Iterable

    from kg.eventdata.collect import Imported
    from kg.eventdata.tally import Left

_LISTED: Final = 12


def import_text(imported: Imported) -> str:
    """Return several lines: rows read and kept, by data set and by relation, then what was left out and why."""
    table = imported.table
    days = table["day"].drop_nulls().unique().sort().to_list()
    span = f", {days[0]} to {days[-1]}" if days else ""
    lines = [
        f"{count(imported.rows, 'row')} read from {count(imported.files, 'file')}, {count(table.height, 'row')} kept{span}"
    ]
    actors = pl.concat([table["source"], table["target"]]).n_unique()
    lines.append(f"{count(actors, 'actor')}, {count(table['event'].n_unique(), 'event')}")
    lines += _counted("Rows by data set", table["dataset"])
    lines += _counted("Rows by relation", table["relation"])
    lines += _left("Left out", imported.left)
    lines += _left("Changed", imported.changed)
    lines += skipped_lines(imported.skipped)
    return "\n".join(lines)


def _counted(head: str, column: pl.Series) -> list[str]:
    found = sorted(column.value_counts().rows(), key=lambda row: (-row[1], row[0]))
    if not found:
        return []
    width = max(len(name) for name, _ in found[:_LISTED])
    lines = ["", head, *(f"  {name:<{width}}  {number:>9,}" for name, number in found[:_LISTED])]
    if len(found) > _LISTED:
        lines.append(f"  {'others':<{width}}  {sum(number for _, number in found[_LISTED:]):>9,}")
    return lines


def _left(head: str, left: Iterable[Left]) -> list[str]:
    rows = list(left)
    if not rows:
        return []
    lines = ["", f"{head}: {count(sum(each.rows for each in rows), 'row')}"]
    for each in rows:
        lines.append(f"  {each.rows:>9,}  {each.why} (first: {each.first})")
        if each.values:
            lines.append(" " * 13 + ", ".join(f"{value} ({number:,})" for value, number in each.values))
    return lines
