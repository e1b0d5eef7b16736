"""ICEWS events, as published with a header and as quadruples, in; coded rows out."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import polars as pl

from kg.eventdata.actors import FIELD, named
from kg.eventdata.acts import any_act, cameo_act
from kg.eventdata.codes import actor_codes, code_of_label
from kg.eventdata.contract import Layout, coded_rows, named_layout, with_all_columns
from kg.eventdata.plain import parsed_day

if TYPE_CHECKING:
    from kg.eventdata.actors import Found
    from kg.eventdata.acts import Act
    from kg.eventdata.contract import Head, Options

_COLUMNS: Final = {
    "id": "Event ID",
    "day": "Event Date",
    "act": "CAMEO Code",
    "name_0": "Source Name",
    "sectors_0": "Source Sectors",
    "country_0": "Source Country",
    "name_1": "Target Name",
    "sectors_1": "Target Sectors",
    "country_1": "Target Country",
    "teller": "Publisher",
}
_NEEDED: Final = frozenset("Event ID,Event Date,CAMEO Code,Source Name,Target Name".split(","))
_QUADRUPLE: Final = 4


@dataclass(frozen=True, slots=True, kw_only=True)
class IcewsRaw:
    """The files of the ICEWS Coded Event Data: tabs, a header, a row for each sentence that tells of an event."""

    name: str = "icews"
    about: str = "ICEWS coded events: tabs and a header with Event ID, CAMEO Code, Source Name ..."
    dataset: str = "icews"
    own_ids: bool = False
    """The same id can stand with several pairs of actors."""

    def layout(self, head: Head, options: Options) -> Layout | None:
        """Return where the columns stand, by the names in the header."""
        del options
        return named_layout(head.first, _COLUMNS, _NEEDED)

    def code(self, rows: pl.DataFrame, options: Options) -> tuple[pl.DataFrame, pl.DataFrame]:
        """Return coded rows; one story is one teller."""
        del options
        here = with_all_columns(rows, _COLUMNS)
        ends = {
            end: pl.concat_str([f"name_{side}", f"country_{side}", f"sectors_{side}"], separator=FIELD)
            for side, end in enumerate(("source", "target"))
        }
        return coded_rows(
            here,
            pl.lit(None),
            event=pl.concat_str(pl.lit("icews:"), "id"),
            day=parsed_day("day"),
            act=pl.col("act"),
            teller=pl.when(pl.col("teller") != "NA").then(pl.col("teller")),
            tellers=pl.lit(1, pl.UInt16),
            **ends,
        )

    def act(self, key: str) -> Act:
        """Return what a CAMEO code stands for."""
        return cameo_act(key)

    def actor(self, key: str) -> Found:
        """Return who a name with its country and sectors stands for."""
        name, country, sectors = (key.split(FIELD) + ["", ""])[:3]
        known = actor_codes("icews", "role")
        roles = [known[sector.strip()] for sector in sectors.split(",") if sector.strip() in known]
        return named(name, country="" if country == "NA" else country, roles=roles)


@dataclass(frozen=True, slots=True, kw_only=True)
class Quadruples:
    """ICEWS as quadruples: a day, an actor, what it does as the label of a CAMEO code, and the other actor."""

    name: str = "quadruples"
    about: str = "four columns: date, source, CAMEO label, target; or source, CAMEO label, target, date"
    dataset: str = "icews"
    own_ids: bool = False

    def layout(self, head: Head, options: Options) -> Layout | None:
        """Return where the columns stand, by where the rows have labels of CAMEO; a header may go first."""
        del options
        rows = [row for row in head.rows if len(row) == _QUADRUPLE]
        for relation in (1, 2):
            labelled = [bool(code_of_label(row[relation])) for row in rows]
            if any(labelled[1:] or labelled):
                order = ("source", "act", "target", "day") if relation == 1 else ("day", "source", "act", "target")
                places = {name: order.index(name) for name in ("day", "source", "act", "target")}
                return Layout(places=places, width=_QUADRUPLE, header=not labelled[0])
        return None

    def code(self, rows: pl.DataFrame, options: Options) -> tuple[pl.DataFrame, pl.DataFrame]:
        """Return coded rows; the place of the row leads back to it, as nothing in it does."""
        del options
        return coded_rows(
            rows,
            pl.lit(None),
            event=pl.lit(""),
            day=parsed_day("day"),
            act=pl.col("act"),
            source=pl.col("source"),
            target=pl.col("target"),
            teller=pl.lit(""),
            tellers=pl.lit(1, pl.UInt16),
        )

    def act(self, key: str) -> Act:
        """Return what a label stands for."""
        return any_act(key)

    def actor(self, key: str) -> Found:
        """Return who a name stands for."""
        return named(key)


ICEWS: Final = IcewsRaw()
QUADRUPLES: Final = Quadruples()
