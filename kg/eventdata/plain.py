"""Plain tables of events in; coded rows out.

A table has a header that names the day, the two actors and what one does to the other; it may name an id, who tells of
it, and the states of the two. Actors are names as people write them, ISO3 codes or CAMEO codes such as USAGOV; acts are
relations of kg, CAMEO codes or labels, or PLOVER types.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import polars as pl

from kg.errors import InputError
from kg.eventdata.actors import FIELD, named
from kg.eventdata.acts import any_act
from kg.eventdata.contract import Layout, coded_rows

if TYPE_CHECKING:
    from kg.eventdata.actors import Found
    from kg.eventdata.acts import Act
    from kg.eventdata.contract import Head, Options

SYNONYMS: Final = {
    "date": "date day event_date eventdate sqldate when",
    "source": "source source_name source_actor actor1 actor_1 actor1_name actor1name actor1code actor actor_name sender "
    "subject head src",
    "relation": "relation act action cameo cameo_code cameocode code event_code eventcode event_text event_type plover predicate type",
    "target": "target target_name target_actor actor2 actor_2 actor2_name actor2name actor2code recipient recipient_name "
    "receiver object tail tgt",
    "mode": "mode event_mode",
    "id": "id event_id eventid globaleventid",
    "teller": "teller publisher outlet news_source source_url url reported_by",
    "source_state": "source_state source_country actor_country actor1_country actor1countrycode",
    "target_state": "target_state target_country recipient_country actor2_country actor2countrycode",
}
"""What the columns of a plain table may be called, in small letters with underscores.

The names of the two actors go by pairs, each in the place of the other: where a table has actor1 and actor2, a column
called source is the news source.
"""
NEEDED: Final = ("date", "source", "relation", "target")

_ENDS: Final = ("source", "target")
_FORMS: Final = ("%Y-%m-%d", "%Y%m%d", "%Y/%m/%d", "%Y-%m-%dT%H:%M:%S", "%Y-%m-%d %H:%M:%S")


def parsed_day(column: str) -> pl.Expr:
    """Return the day of a column of text, null where it is none; only forms that begin with the year are sure."""
    text = pl.col(column).str.strip_chars().str.head(19)
    return pl.coalesce([text.str.to_date(form, strict=False) for form in _FORMS])


@dataclass(frozen=True, slots=True, kw_only=True)
class PlainTable:
    """A table of the user's own."""

    name: str = "plain"
    about: str = "CSV or TSV with a header: date, source, relation (or CAMEO or PLOVER code), target; see --columns"
    dataset: str = "table"
    own_ids: bool = False

    def layout(self, head: Head, options: Options) -> Layout | None:
        """Return where the columns stand, by the names in the header or as the user says.

        Raises
        ------
        InputError
            If the user names a column that the header has not.
        """
        header = [name.strip() for name in head.first]
        folded = ["_".join(name.casefold().replace("-", " ").split()) for name in header]
        places: dict[str, int] = {}
        for key, names in SYNONYMS.items():
            if key in options.columns:
                if options.columns[key] not in header:
                    raise InputError(
                        f"--columns {key}={options.columns[key]}: the header has no such column; "
                        f"it has {', '.join(header[:20])}"
                    )
                places[key] = header.index(options.columns[key])
            elif key not in _ENDS and (found := [folded.index(name) for name in names.split() if name in folded]):
                places[key] = found[0]
        for end, place in zip(_ENDS, _pair(folded), strict=False):
            places.setdefault(end, place)
        if "teller" not in places and "source" in folded and folded.index("source") != places.get("source"):
            places["teller"] = folded.index("source")
        if any(key not in places for key in NEEDED):
            return None
        return Layout(places=places, width=len(header), header=True)

    def code(self, rows: pl.DataFrame, options: Options) -> tuple[pl.DataFrame, pl.DataFrame]:
        """Return coded rows; where there is no column with ids, the place of the row leads back to it."""
        del options
        here = rows.with_columns(pl.lit("").alias(name) for name in SYNONYMS if name not in rows.columns).with_columns(
            pl.col(*SYNONYMS).fill_null("").str.strip_chars()
        )
        ends = {end: pl.concat_str([end, f"{end}_state"], separator=FIELD) for end in ("source", "target")}
        return coded_rows(
            here,
            pl.lit(None),
            event=pl.when(pl.col("id") != "").then(pl.concat_str(pl.lit("table:"), "id")),
            day=parsed_day("date"),
            act=pl.concat_str(["relation", "mode"], separator=" ").str.strip_chars(),
            teller=pl.col("teller"),
            tellers=pl.lit(1, pl.UInt16),
            **ends,
        )

    def act(self, key: str) -> Act:
        """Return what a relation, code or label stands for."""
        return any_act(key)

    def actor(self, key: str) -> Found:
        """Return who a name or code, with its state where a column has it, stands for."""
        name, _, state = key.partition(FIELD)
        return named(name, country=state)


def _pair(header: list[str]) -> tuple[int, ...]:
    """Return where the two actors stand, none where no pair of names is there."""
    for one, two in zip(*(SYNONYMS[end].split() for end in _ENDS), strict=True):
        if one in header and two in header:
            return header.index(one), header.index(two)
    return ()


PLAIN: Final = PlainTable()
