"""GDELT's event files, 1.0 and 2.0, in; coded rows out.

Columns as GDELT's codebooks have them (Data Format Codebook V1.03, Event Codebook V2.0). Files have no header: those of
1.0 have 57 columns, from April 2013 on 58 with the address of the news page; those of 2.0 have 61.

Actors are read by their codes: the names beside them are the words that GDELT's dictionaries matched, such as "PRESIDENT".
Root events, those coded from the lead of a story, are kept and the others left out unless asked for: further down stand
the background, what happened before, and the same act again in other words.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import polars as pl

from kg.eventdata.actors import FIELD, coded
from kg.eventdata.acts import cameo_act
from kg.eventdata.contract import Layout, coded_rows

if TYPE_CHECKING:
    from collections.abc import Mapping

    from kg.eventdata.actors import Found
    from kg.eventdata.acts import Act
    from kg.eventdata.contract import Head, Options

NOT_ROOT: Final = "no root event: coded from further down in the story"
NOT_A_ROW: Final = "a row whose columns are not those of an event"
LATE: Final = "dated after the day on which it was added"

_ACTOR: Final = {"code": 5, "country": 7, "group": 8, "type": 12}
"""Where the whole code of the first actor stands, and those parts of it that tell which of its other parts is which;
those of the second stand ten columns further on."""
_COMMON: Final = {"id": 0, "day": 1, "root": 25, "act": 26, "sources": 32}


@dataclass(frozen=True, slots=True, kw_only=True)
class Gdelt:
    """The event files of one version of GDELT; ``width`` is how many columns they have."""

    name: str
    about: str
    widths: tuple[int, ...]
    added: int
    dataset: str = "gdelt"
    own_ids: bool = True

    def layout(self, head: Head, options: Options) -> Layout | None:
        """Return where the columns stand, by their number, the id and the day of the first row."""
        del options
        row = next((row for row in head.rows if len(row) in self.widths), ())
        if head.separator != "\t" or not row or not (row[0].isdecimal() and row[1].isdecimal() and len(row[1]) == 8):
            return None
        ends = {f"{name}_{side}": place + 10 * side for side in (0, 1) for name, place in _ACTOR.items()}
        url: Mapping[str, int] = {"url": self.added + 1} if len(row) > self.added + 1 else {}
        return Layout(places={**_COMMON, **ends, "added": self.added, **url}, width=len(row), header=False)

    def code(self, rows: pl.DataFrame, options: Options) -> tuple[pl.DataFrame, pl.DataFrame]:
        """Return coded rows; the day is that of the event, never that on which it was added."""
        day = pl.col("day").str.to_date("%Y%m%d", strict=False)
        added = pl.col("added").str.head(8).str.to_date("%Y%m%d", strict=False)
        sources = pl.col("sources").cast(pl.Int64, strict=False)
        bad = added.is_null() | sources.is_null() | ~pl.col("root").is_in(["0", "1"]).fill_null(value=False)
        why = (
            pl.when(bad)
            .then(pl.lit(NOT_A_ROW))
            .when(pl.lit(not options.all_events) & (pl.col("root") == "0"))
            .then(pl.lit(NOT_ROOT))
            .when(day > added)
            .then(pl.lit(LATE))
        )
        return coded_rows(
            rows,
            why,
            event=pl.concat_str(pl.lit("gdelt:"), pl.col("id").fill_null("")),
            day=day,
            act=pl.col("act"),
            source=_end(0),
            target=_end(1),
            teller=_teller(rows),
            tellers=sources.clip(1, 65_535).cast(pl.UInt16),
        )

    def act(self, key: str) -> Act:
        """Return what a CAMEO code stands for."""
        return cameo_act(key)

    def actor(self, key: str) -> Found:
        """Return who the fields of an actor stand for."""
        return coded(key)


def _end(side: int) -> pl.Expr:
    return pl.concat_str([pl.col(f"{name}_{side}").fill_null("") for name in _ACTOR], separator=FIELD)


def _teller(rows: pl.DataFrame) -> pl.Expr:
    """Return the domain of the news page, or what stands in its place, as "BBC Monitoring" does for broadcasts."""
    if "url" not in rows.columns:
        return pl.lit("")
    page = pl.col("url").str.strip_prefix("https://").str.strip_prefix("http://").str.strip_prefix("www.")
    return page.str.splitn("/", 2).struct[0].str.to_lowercase()


GDELT1: Final = Gdelt(
    name="gdelt1", about="GDELT 1.0 event files: 57 or 58 columns, tabs, no header", widths=(57, 58), added=56
)
GDELT2: Final = Gdelt(name="gdelt2", about="GDELT 2.0 event files: 61 columns, tabs, no header", widths=(61,), added=59)
