"""POLECAT's event files in; coded rows out.

The header differs between years (Intensity or Event Intensity, a headline or none), so columns are found by name.
Countries are ISO3 codes or names, several with semicolons; sectors are role codes of PLOVER and NGEC; None is empty.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import polars as pl

from kg.eventdata.actors import FIELD, named
from kg.eventdata.acts import plover_act
from kg.eventdata.contract import Layout, coded_rows, named_layout, with_all_columns
from kg.eventdata.plain import parsed_day
from kg.phrases.tables import CODES as ROLES

if TYPE_CHECKING:
    from kg.eventdata.actors import Found
    from kg.eventdata.acts import Act
    from kg.eventdata.contract import Head, Options

LATE: Final = "dated after the day on which it was published"

_COLUMNS: Final = {
    "id": "Event ID",
    "day": "Event Date",
    "type": "Event Type",
    "mode": "Event Mode",
    "name_0": "Actor Name",
    "country_0": "Actor Country",
    "first_0": "Primary Actor Sector",
    "sectors_0": "Actor Sectors",
    "name_1": "Recipient Name",
    "country_1": "Recipient Country",
    "first_1": "Primary Recipient Sector",
    "sectors_1": "Recipient Sectors",
    "teller": "Source",
    "published": "Publication Date",
}
_NEEDED: Final = frozenset("Event ID,Event Date,Event Type,Actor Name,Recipient Name".split(","))
_SECTORS: Final = {"JEW": "JEW", "HLH": "MED", "PRE": "PRE"}


@dataclass(frozen=True, slots=True, kw_only=True)
class PolecatFile:
    """The weekly and yearly files of POLECAT."""

    name: str = "polecat"
    about: str = "POLECAT files: tabs and a header with Event ID, Event Type, Event Mode, Actor Name ..."
    dataset: str = "polecat"
    own_ids: bool = True

    def layout(self, head: Head, options: Options) -> Layout | None:
        """Return where the columns stand, by the names in the header."""
        del options
        return named_layout(head.first, _COLUMNS, _NEEDED) if head.separator == "\t" else None

    def code(self, rows: pl.DataFrame, options: Options) -> tuple[pl.DataFrame, pl.DataFrame]:
        """Return coded rows."""
        del options
        here = with_all_columns(rows, _COLUMNS).with_columns(pl.col(*_COLUMNS).replace("None", ""))
        day = parsed_day("day")
        ends = {
            end: pl.concat_str([f"name_{side}", f"country_{side}", f"first_{side}", f"sectors_{side}"], separator=FIELD)
            for side, end in enumerate(("source", "target"))
        }
        return coded_rows(
            here,
            pl.when(day > parsed_day("published")).then(pl.lit(LATE)),
            event=pl.concat_str(pl.lit("polecat:"), "id"),
            day=day,
            act=pl.concat_str(["type", "mode"], separator=FIELD),
            teller=pl.col("teller"),
            tellers=pl.lit(1, pl.UInt16),
            **ends,
        )

    def act(self, key: str) -> Act:
        """Return what an event type and its mode stand for."""
        return plover_act(*key.split(FIELD)[:2])

    def actor(self, key: str) -> Found:
        """Return who a name with its country and sectors stands for; one of several countries is of none of them."""
        name, country, first, sectors = (key.split(FIELD) + [""] * 3)[:4]
        countries = [each.strip() for each in country.replace("|", ";").split(";") if each.strip()]
        listed = [each.strip().upper() for each in f"{first};{sectors}".replace("|", ";").split(";")]
        roles = [_SECTORS.get(each, each) for each in listed]
        return named(
            name,
            country=countries[0] if len(set(countries)) == 1 else "",
            roles=[role for role in roles if role in ROLES],
        )


POLECAT: Final = PolecatFile()
