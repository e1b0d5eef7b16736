"""A list of members in; an event table in which states act for their blocs out."""

from __future__ import annotations

from datetime import date
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Final

import polars as pl

from kg.errors import ReferenceDataError
from kg.model import slug
from kg.reference import load_reference

if TYPE_CHECKING:
    from collections.abc import Mapping

COLUMNS: Final = ("member", "bloc", "from", "to")
_FIRST: Final = date.min
_LAST: Final = date.max


def read_blocs(path: Path | str) -> pl.DataFrame:
    """Return who belongs to which bloc: ``member`` and ``bloc`` as ids, ``from`` and ``to`` as days.

    The file is CSV with the columns member (name, id or ISO code of a state), bloc (any name) and, where they are known,
    from and to (days; empty for always and until now).

    Raises
    ------
    ReferenceDataError
        If the file cannot be read, lacks a column, or a row has an unknown state or no day; it names the row.
    """
    try:
        rows = pl.read_csv(path, infer_schema=False)
    except (OSError, pl.exceptions.PolarsError) as error:
        raise ReferenceDataError(f"{path}: cannot be read ({error}); give CSV with {','.join(COLUMNS)}") from error
    if missing := [name for name in COLUMNS[:2] if name not in rows.columns]:
        raise ReferenceDataError(f"{path}: column {missing[0]} is missing; give CSV with {','.join(COLUMNS)}")
    found = []
    for number, row in enumerate(rows.iter_rows(named=True), 2):
        where = f"{path}:{number}"
        name, bloc = (row["member"] or "").strip(), (row["bloc"] or "").strip()
        member = _states().get(name.casefold())
        if member is None or not bloc:
            raise ReferenceDataError(f"{where}: {name or bloc!r}: give a state (name, id or ISO code) and a bloc")
        start, end = _day(row.get("from"), where) or _FIRST, _day(row.get("to"), where) or _LAST
        found.append((member, slug(bloc), bloc, start, end))
    schema = {"member": pl.String, "bloc": pl.String, "name": pl.String, "from": pl.Date, "to": pl.Date}
    return pl.DataFrame(found, schema=schema, orient="row")


def with_blocs(table: pl.DataFrame, blocs: pl.DataFrame) -> pl.DataFrame:
    """Return the table with the bloc in the place of the state, for the members of one on the day of the act.

    Acts without a day count as of a day on which the membership lasts; of two blocs the first in the alphabet is taken.
    """
    rows = table.with_row_index("_row")
    for side in ("source", "target"):
        state = f"{side}_state"
        matched = (
            rows.select("_row", "day", state)
            .join(blocs, left_on=state, right_on="member")
            .filter(pl.col("day").is_null() | pl.col("day").is_between(pl.col("from"), pl.col("to")))
            .group_by("_row")
            .agg(pl.col("bloc").min())
        )
        rows = rows.join(matched, on="_row", how="left", maintain_order="left")
        rows = rows.with_columns(pl.coalesce("bloc", state).alias(state)).drop("bloc")
    return rows.drop("_row")


def names_of(blocs: pl.DataFrame) -> Mapping[str, str]:
    """Return the name of each bloc by its id."""
    return dict(blocs.select("bloc", "name").unique().sort("bloc", "name").rows())


@cache
def _states() -> Mapping[str, str]:
    found: dict[str, str] = {}
    for key, state in load_reference().states.items():
        for name in (state.iso3, state.actor.name, key):
            if name:
                found[name.casefold()] = key
    return found


def _day(text: str | None, where: str) -> date | None:
    if not text or not text.strip():
        return None
    try:
        return date.fromisoformat(text.strip())
    except ValueError:
        raise ReferenceDataError(f"{where}: {text!r} is not a day such as 2004-05-01") from None
