"""Coded rows of a format in; events with kg's relations and actors out, and why the others are none."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING, Final

import polars as pl

from kg.eventdata.contract import LINE
from kg.eventtable import SCHEMA
from kg.ontology import load_relations

if TYPE_CHECKING:
    from collections.abc import Callable

    from kg.eventdata.contract import EventFormat, Options
    from kg.eventdata.names import Known
    from kg.eventdata.tally import Tally

NO_DAY: Final = "a day that is none, as 2024-05-09 or 20240509 would be"
FAR_DAY: Final = "a day outside 1700 to 2057"
BEFORE: Final = "before the first day asked for"
AFTER: Final = "after the last day asked for"
SELF: Final = "an actor and itself, such as two organs of one state"
HUGE: Final = "a field of more than 10,000 bytes"
AGAIN: Final = "a row that was read before"

_FIRST_DAY, _LAST_DAY = date(1700, 1, 2), date(2057, 12, 31)
"""What the engine of strength can hold."""
_LONGEST: Final = 10_000
_SHOWN: Final = 60

KEPT: Final = pl.Schema(
    {
        "event": pl.String(), "day": pl.Date(), "source": pl.UInt32(), "target": pl.UInt32(), "relation": pl.UInt16(),
        "teller": pl.String(), "tellers": pl.UInt16(),
    }
)  # fmt: skip
"""Events while they are collected: actors and relations as numbers, so that many millions fit in memory."""


@dataclass(slots=True)
class Mapper:
    """What maps the rows of one format, and remembers every key it has resolved."""

    format: EventFormat
    options: Options
    actors: list[Known] = field(default_factory=list)
    _numbers: dict[Known, int] = field(default_factory=dict)
    _ends: dict[str, tuple[int | None, str | None, str]] = field(default_factory=dict)
    _acts: dict[str, tuple[int | None, str | None, str]] = field(default_factory=dict)

    def map(self, rows: pl.DataFrame, *, name: str, where: str, tally: Tally) -> pl.DataFrame:
        """Return the events of rows of text as in KEPT, and count the others."""
        coded, left = self.format.code(rows, self.options)
        self._count(left, tally, where)
        place = pl.concat_str(pl.lit(f"{name}:"), LINE)
        coded = coded.with_columns(
            pl.when(pl.col("event") == "").then(place).otherwise(pl.col("event")).alias("event"),
            self._shape().alias("why"),
        )
        rows = self._count(coded, tally, where)
        rows = _joined(rows, "act", self._acts, self._act)
        for end in ("source", "target"):
            rows = _joined(rows, end, self._ends, self._actor)
        rows = rows.with_columns(
            pl.coalesce("act_why", "source_why", "target_why").alias("why"),
            pl.coalesce("act_shown", "source_shown", "target_shown").alias("shown"),
        ).with_columns(
            pl.when(pl.col("why").is_null() & (pl.col("source_number") == pl.col("target_number")))
            .then(pl.lit(SELF))
            .otherwise(pl.col("why"))
            .alias("why")
        )
        rows = self._count(rows, tally, where)
        return rows.select(
            "event", "day", pl.col("source_number").alias("source"), pl.col("target_number").alias("target"),
            pl.col("act_number").cast(pl.UInt16).alias("relation"), "teller", "tellers",
        )  # fmt: skip

    def _shape(self) -> pl.Expr:
        """Return why rows are left out for their day or their size, null where they are not."""
        day = pl.col("day")
        since, until = self.options.since or _FIRST_DAY, self.options.until or _LAST_DAY
        sizes = [pl.col(name).str.len_bytes() for name in ("event", "act", "source", "target", "teller")]
        return (
            pl.when(pl.max_horizontal(sizes) > _LONGEST)
            .then(pl.lit(HUGE))
            .when(day.is_null())
            .then(pl.lit(NO_DAY))
            .when((day < _FIRST_DAY) | (day > _LAST_DAY))
            .then(pl.lit(FAR_DAY))
            .when(day < since)
            .then(pl.lit(BEFORE))
            .when(day > until)
            .then(pl.lit(AFTER))
        )

    def _count(self, rows: pl.DataFrame, tally: Tally, where: str) -> pl.DataFrame:
        """Return the rows for which there is no reason, and count those for which there is one."""
        if rows["why"].null_count() == rows.height:
            return rows
        bad = rows.filter(pl.col("why").is_not_null())
        shown = (pl.col("shown").fill_null("") if "shown" in rows.columns else pl.lit("")).alias("shown")
        groups = bad.group_by("why", shown).agg(pl.len(), pl.col(LINE).min()).sort("why", "shown")
        for (why,), group in groups.group_by("why", maintain_order=True):
            values = Counter(dict(zip(group["shown"].to_list(), group["len"].to_list(), strict=True)))
            del values[""]
            tally.add(str(why), int(group["len"].sum()), first=f"{where}:{min(group[LINE].to_list())}", values=values)
        return rows.filter(pl.col("why").is_null())

    def _act(self, key: str) -> tuple[int | None, str | None, str]:
        act = self.format.act(key)
        return (relations().index(act.relation) if act.why is None else None), act.why, act.shown[:_SHOWN]

    def _actor(self, key: str) -> tuple[int | None, str | None, str]:
        found = self.format.actor(key)
        if found.known is None:
            return None, found.why, found.shown[:_SHOWN]
        number = self._numbers.setdefault(found.known, len(self.actors))
        if number == len(self.actors):
            self.actors.append(found.known)
        return number, None, ""


def relations() -> tuple[str, ...]:
    """Return the ids of the relations, in the order of their numbers."""
    return tuple(load_relations())


def _joined(
    rows: pl.DataFrame,
    column: str,
    known: dict[str, tuple[int | None, str | None, str]],
    resolve: Callable[[str], tuple[int | None, str | None, str]],
) -> pl.DataFrame:
    """Return the rows with the number, the reason and the shown form of the keys in a column."""
    keys = rows[column].unique(maintain_order=True)
    for key in keys.to_list():
        if key not in known:
            known[key] = resolve(key)
    found = [known[key] for key in keys.to_list()]
    table = pl.DataFrame(
        {
            column: keys,
            f"{column}_number": [each[0] for each in found],
            f"{column}_why": [each[1] for each in found],
            f"{column}_shown": [each[2] or None for each in found],
        },
        schema={
            column: pl.String, f"{column}_number": pl.UInt32, f"{column}_why": pl.String, f"{column}_shown": pl.String,
        },
    )  # fmt: skip
    return rows.join(table, on=column, how="left", maintain_order="left")


def event_rows(kept: pl.DataFrame, actors: list[Known], *, dataset: str) -> pl.DataFrame:
    """Return collected events as an event table."""
    ends = pl.DataFrame(
        [tuple(each) for each in actors],
        schema={"id": pl.String, "name": pl.String, "state": pl.String, "official": pl.Boolean},
        orient="row",
    )
    columns: dict[str, pl.Series] = {"event": kept["event"], "day": kept["day"]}
    for end in ("source", "target"):
        place = kept[end]
        columns |= {
            end: ends["id"].gather(place),
            f"{end}_name": ends["name"].gather(place),
            f"{end}_state": ends["state"].gather(place),
            f"{end}_official": ends["official"].gather(place),
        }
    columns["relation"] = pl.Series(list(relations()), dtype=pl.String).gather(kept["relation"])
    return pl.DataFrame({**columns, "teller": kept["teller"], "tellers": kept["tellers"]}).select(
        pl.lit(dataset).alias(name)
        if name == "dataset"
        else pl.lit("affirmed", dtype=kind).alias(name)
        if name == "polarity"
        else pl.lit("actual", dtype=kind).alias(name)
        if name == "modality"
        else pl.col(name)
        for name, kind in SCHEMA.items()
    )
