"""Series and changes in; CSV and JSON, with the parameters that made them in every row or once at the head, out."""

from __future__ import annotations

import csv
import io
import json
from datetime import date
from typing import TYPE_CHECKING, Final

import polars as pl

from kg.cells import guard, guarded_csv
from kg.courses.course import plain

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from kg.courses.changes import Change
    from kg.courses.find import Courses

CHANGE_COLUMNS: Final = (
    "a", "b", "a_name", "b_name", "kind", "word", "day", "earliest", "latest", "before", "after", "acts_before",
    "acts_after", "events", "parameters",
)  # fmt: skip


def series_csv(frame: pl.DataFrame, parameters: Mapping[str, object], **ends: str) -> str:
    """Return a series as CSV, the parameters as JSON in the last column; ``ends`` are columns that all rows share."""
    first = [pl.lit(value).alias(name) for name, value in ends.items()]
    return guarded_csv(frame.select(*first, pl.all(), parameters=pl.lit(_json(parameters))))


def series_json(frame: pl.DataFrame, parameters: Mapping[str, object]) -> str:
    """Return a series as JSON: the parameters, and a row for each pair and period."""
    rows = [
        {name: value.isoformat() if isinstance(value, date) else value for name, value in row.items()}
        for row in frame.iter_rows(named=True)
    ]
    return _json({"parameters": dict(parameters), "rows": rows}, indent=1)


def changes_csv(courses: Courses, changes: Iterable[tuple[str, str, Change]]) -> str:
    """Return the changes as CSV, a row each; ``events`` are the ids of those shown, with a space between."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(CHANGE_COLUMNS)
    parameters = _json(_parameters(courses))
    for a, b, change in changes:
        events = " ".join(event for act in change.acts for event in act.events)
        values = (change.kind, change.word, change.day, change.earliest, change.latest, change.before, change.after)
        ends = map(guard, (a, b, courses.name(a), courses.name(b)))
        writer.writerow((*ends, *values, change.acts_before, change.acts_after, guard(events), parameters))
    return out.getvalue()


def changes_json(courses: Courses, changes: Iterable[tuple[str, str, Change]]) -> str:
    """Return the changes as JSON, with their acts."""
    rows = [
        {"a": a, "b": b, "a_name": courses.name(a), "b_name": courses.name(b), **_row(change)}
        for a, b, change in changes
    ]
    return _json({"parameters": dict(_parameters(courses)), "changes": rows}, indent=1)


def _row(change: Change) -> dict[str, object]:
    row = plain(change)
    return row if isinstance(row, dict) else {}


def _parameters(courses: Courses) -> Mapping[str, object]:
    return {"sources": list(courses.sources), **courses.measure.to_dict()}


def _json(value: Mapping[str, object], *, indent: int | None = None) -> str:
    return json.dumps(value, ensure_ascii=False, indent=indent)
