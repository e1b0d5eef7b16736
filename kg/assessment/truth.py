"""Tables of what is known of pairs from outside in; one row a pair, or a pair and year, with its outcomes out."""

from __future__ import annotations

import difflib
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Final, Literal

import polars as pl

from kg.errors import InputError
from kg.reference import load_reference

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence
    from pathlib import Path

Scale = Literal["binary", "continuous"]
_KEYS: Final = ("i", "j", "year")
_HOSTILE: Final = ("rival", "mid", "war", "conflict", "dispute", "host", "enem")
"""How the names of outcomes begin that speak of hostility, so that a low strength should go with them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """A column of a truth table: what kind of numbers it holds, and whether high ones mean hostility."""

    name: str
    scale: Scale
    hostile: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Truth:
    """Rows with ``i`` before ``j`` in the alphabet, ``year``, and a column of numbers for each outcome, null if unknown."""

    rows: pl.DataFrame
    outcomes: tuple[Outcome, ...]

    @property
    def years(self) -> tuple[int, ...]:
        """The years that the rows speak of, sorted."""
        return tuple(sorted(self.rows["year"].unique()))

    def one_row_a_pair(self) -> pl.DataFrame:
        """Return the outcomes of each pair over all years: means, and of binary outcomes whether they ever held."""
        taken = [
            pl.col(each.name).max() if each.scale == "binary" else pl.col(each.name).mean() for each in self.outcomes
        ]
        return self.rows.group_by("i", "j").agg(*taken).sort("i", "j")


def read_truth(
    paths: Sequence[Path | str], *, outcomes: Sequence[str] = (), hostile: Sequence[str] | None = None
) -> Truth:
    """Return the truth in CSV files with columns ``i``, ``j``, ``year`` and any number of outcomes.

    The order of the two actors says nothing. ``outcomes`` are the columns to take, by default all that hold numbers;
    ``hostile`` those of which high values mean hostility, by default those named like rivalry, disputes or war.
    Of several files the outcomes of the same pair and year are put side by side.

    Raises
    ------
    InputError
        If a file cannot be read, lacks a column, tells two things of one pair and year, or has no outcome.
    """
    tables = [_read(path) for path in paths]
    owner: dict[str, Path | str] = {}
    for path, table in zip(paths, tables, strict=True):
        for name in table.columns[len(_KEYS) :]:
            if name in owner:
                raise InputError(f"{path}: outcome {name!r} is also in {owner[name]}; rename one of them")
            owner[name] = path
    for name in (*outcomes, *(hostile or ())):
        if name not in owner:
            near = difflib.get_close_matches(name, owner, n=3) or list(owner)
            raise InputError(f"outcome {name!r} is in no truth table; choose of {', '.join(near)}")
    rows = tables[0]
    for table in tables[1:]:
        rows = rows.join(table, on=list(_KEYS), how="full", coalesce=True)
    taken = outcomes or list(owner)
    found = tuple(
        Outcome(name=name, scale=_scale(rows[name]), hostile=_is_hostile(name, hostile))
        for name in taken
        if rows[name].drop_nulls().n_unique() > 1
    )
    if not found:
        raise InputError(
            f"{paths[0]}: no column holds an outcome with more than one value; add one beside i, j and year"
        )
    return Truth(rows=rows.select(*_KEYS, *(each.name for each in found)).sort(*_KEYS), outcomes=found)


def matched(truth: Truth, actors: Collection[str], *, path: Path | str) -> Truth:
    """Return the truth with its actors under the ids that the events have for them, and of no others.

    An actor is looked up as it is written, and as a state's ISO code, COW code or name.

    Raises
    ------
    InputError
        If no actor of the truth takes part in an event.
    """
    known = set(actors)
    codes = _states_by_code()
    written = sorted(set(truth.rows["i"]) | set(truth.rows["j"]))
    ids: dict[str, str] = {}
    for name in written:
        state = codes.get(name.casefold(), "")
        if name in known or state in known:
            ids[name] = name if name in known else state
    if not ids:
        raise InputError(
            f"{path}: none of its {len(written):,} actors, such as {', '.join(written[:3])}, is in the events, which have "
            f"{', '.join(sorted(known)[:3])}; use the same codes"
        )
    i, j = pl.col("i").replace_strict(ids, default=None), pl.col("j").replace_strict(ids, default=None)
    rows = truth.rows.with_columns(i=i, j=j).drop_nulls(["i", "j"])
    rows = _in_order(rows).filter(pl.col("i") != pl.col("j"))
    twice = rows.filter(rows.select(_KEYS).is_duplicated())
    if twice.height:
        i_, j_, year = twice.select(_KEYS).row(0)
        raise InputError(f"{path}: {i_} and {j_} in {year} stand there under two names; keep one of the rows")
    return Truth(rows=rows.sort(*_KEYS), outcomes=truth.outcomes)


def _read(path: Path | str) -> pl.DataFrame:
    try:
        rows = pl.read_csv(path, infer_schema=False)
    except OSError as error:
        raise InputError(f"{path}: cannot be read ({error.strerror or error}); check the path") from error
    except pl.exceptions.PolarsError as error:
        reason = str(error).split("\n", maxsplit=1)[0].rstrip(".")
        raise InputError(f"{path}: not a CSV table ({reason}); give one with a header, in UTF-8") from error
    for name in _KEYS:
        if name not in rows.columns:
            raise InputError(f"{path}: no column {name!r}; a truth table has i, j, year and outcomes")
    rows = rows.with_row_index("row", 2).with_columns(pl.col("i", "j").str.strip_chars().fill_null(""))
    year = rows["year"].cast(pl.Int32, strict=False)
    bad = rows.filter(year.is_null() | (pl.col("i") == "") | (pl.col("j") == ""))
    if bad.height:
        cells = ", ".join(f"{name} {bad[name][0]!r}" for name in _KEYS)
        raise InputError(f"{path}:{bad['row'][0]}: {cells}: each row needs two actors and a year such as 2014")
    numbers = []
    for name in rows.columns:
        if name in {"row", *_KEYS}:
            continue
        text = rows[name].str.strip_chars()
        value = text.cast(pl.Float64, strict=False)
        value = value.set(value.is_nan() | value.is_infinite(), None)
        # A column with words is no outcome: names of pairs and notes may stand beside the numbers.
        if value.null_count() < rows.height and not (value.is_null() & text.is_not_null() & ~_unknown(text)).any():
            numbers.append(value.alias(name))
    rows = _in_order(rows.select("i", "j", year.alias("year"), *numbers))
    twice = rows.filter(rows.select(_KEYS).is_duplicated())
    if twice.height:
        i, j, when = twice.select(_KEYS).row(0)
        raise InputError(f"{path}: {i} and {j} have two rows in {when}; give each pair and year one row")
    return rows


def _unknown(text: pl.Series) -> pl.Series:
    return text.str.to_lowercase().is_in(["", "na", "nan", "null", "inf", "-inf"])


def _in_order(rows: pl.DataFrame) -> pl.DataFrame:
    return rows.with_columns(i=pl.min_horizontal("i", "j"), j=pl.max_horizontal("i", "j"))


def _scale(column: pl.Series) -> Scale:
    return "binary" if set(column.drop_nulls().unique()) == {0.0, 1.0} else "continuous"


def _is_hostile(name: str, hostile: Sequence[str] | None) -> bool:
    return name in hostile if hostile is not None else name.casefold().startswith(_HOSTILE)


@cache
def _states_by_code() -> Mapping[str, str]:
    found: dict[str, str] = {}
    for state in load_reference().states.values():
        for code in (state.iso3, state.cow, state.actor.name):
            if code:
                found.setdefault(code.casefold(), state.actor.id)
    return found
