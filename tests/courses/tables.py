"""Acts in a few words in; event tables out."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta

import polars as pl

from kg.eventtable import SCHEMA

START = date(2010, 1, 4)
"""A Monday."""

Act = tuple[str, str, str, int | None]
"""Source, relation, target, days after START (None: unknown)."""


def table(acts: Iterable[Act], *, states: dict[str, str] | None = None, prefix: str = "e") -> pl.DataFrame:
    """Return an event table of the acts, each told once; ids are their places, names the ids in capitals."""
    of = states or {}
    return pl.DataFrame(
        [
            (
                f"{prefix}{number}", "text", None if when is None else START + timedelta(when),
                source, source.upper(), of.get(source, ""), True,
                target, target.upper(), of.get(target, ""), True,
                relation, "affirmed", "actual", "wire", 1,
            )
            for number, (source, relation, target, when) in enumerate(acts)
        ],
        schema=SCHEMA,
        orient="row",
    )  # fmt: skip


def background(weeks: int) -> list[Act]:
    """Return what four others and the two do with each other every week, so that something is expected of them."""
    others = [("c", "d"), ("d", "e"), ("e", "f"), ("c", "f"), ("a", "c"), ("b", "d"), ("a", "e"), ("b", "f")]
    return [(one, "met-with", other, 7 * week + 2) for week in range(weeks) for one, other in others]
