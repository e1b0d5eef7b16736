"""A file of events in, Parquet or plain CSV; an event table with scores on Goldstein's scale out."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, Final

import polars as pl

from kg.errors import InputError
from kg.eventtable import SCHEMA, read_table
from kg.model import RelationId
from kg.ontology import load_relations

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

SCORE: Final = "goldstein"
"""The column that a table of records has besides those of an event table: a weight from -10 to 10."""

_ROOTS: Final[Mapping[str, tuple[int, float]]] = MappingProxyType(
    {
        "01": (0, 0.0), "02": (0, 3.0), "03": (1, 4.0), "04": (1, 1.0), "05": (1, 3.5), "06": (1, 6.0), "07": (1, 7.0),
        "08": (1, 5.0), "09": (-1, -2.0), "10": (-1, -5.0), "11": (-1, -2.0), "12": (-1, -4.0), "13": (-1, -6.0),
        "14": (-1, -6.5), "15": (-1, -7.2), "16": (-1, -4.0), "17": (-1, -7.0), "18": (-1, -9.0), "19": (-1, -10.0),
        "20": (-1, -10.0),
    }
)  # fmt: skip
"""Sign and Goldstein weight of each root of CAMEO (Schrodt, CAMEO manual 1.1b3); appeals are neutral, as in the ontology."""

_PREFIX: Final = "cameo-"
_SHORTEST_CODE: Final = 3
_PARQUET: Final = b"PAR1"


@dataclass(frozen=True, slots=True, kw_only=True)
class Act:
    """What strength must know of a kind of act, see `kg.strength.ActType`; ``weight`` is Goldstein's."""

    sign: int
    symmetric: bool = False
    static: bool = False
    weight: float = 0.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Records:
    """Events to validate with: an event table with a column `SCORE`, and how many rows were left out, by reason."""

    table: pl.DataFrame
    skipped: Mapping[str, int]


@cache
def kinds_of_acts() -> Mapping[RelationId, Act]:
    """Return the relations of the ontology, and those that stand for a root of CAMEO where no relation covers a code."""
    known = {
        RelationId(each): Act(sign=kind.sign, symmetric=kind.symmetric, static=kind.static, weight=kind.weight)
        for each, kind in load_relations().items()
    }
    roots = {RelationId(_PREFIX + root): Act(sign=sign, weight=weight) for root, (sign, weight) in _ROOTS.items()}
    return MappingProxyType({**known, **roots})


def relation_of_code(code: str) -> str:
    """Return the relation of a CAMEO code: that of its longest beginning that has one, else its root; "" where unknown.

    Of several relations of one code, which have one sign, the first of the alphabet is taken: only the sign counts.

    >>> relation_of_code("0421"), relation_of_code("04"), relation_of_code("99")
    ('visited', 'cameo-04', '')
    """
    known = _relations_of_codes()
    for length in range(len(code), _SHORTEST_CODE - 1, -1):
        if code[:length] in known:
            return known[code[:length]]
    return _PREFIX + code[:2] if code[:2] in _ROOTS else ""


def records_of(table: pl.DataFrame, where: Path | str) -> Records:
    """Return the records of an event table; the weights of the relations stand in where it has no scores.

    Raises
    ------
    InputError
        If it holds no event, or a relation that the ontology lacks; ``where`` names the table.
    """
    weights = {str(relation): kind.weight for relation, kind in kinds_of_acts().items()}
    unknown = sorted(set(table["relation"].unique()) - set(weights))
    if unknown:
        raise InputError(f"{where}: relation {unknown[0]!r} is not in the ontology; make the table with kg import")
    if table.is_empty():
        raise InputError(f"{where}: it holds no event; give a table with events")
    score = table["relation"].replace_strict(weights, return_dtype=pl.Float64)
    if SCORE in table.columns:
        score = table[SCORE].fill_null(score)
    return Records(table=table.with_columns(score.alias(SCORE)), skipped=MappingProxyType({}))


def read_records(path: Path | str, *, where: Mapping[str, str] | None = None) -> Records:
    """Return the events of an event table in Parquet, or of a CSV file, which may be gzipped.

    A CSV file has columns ``date``, ``source``, ``target``, and ``relation`` (one of kg's) or ``cameo`` (a code), and may
    have ``goldstein``; without that, the weights of the relations stand in. ``where`` keeps the rows that have these
    values in other columns. Rows without an actor, of one actor with itself, or with an unknown code are left out and
    counted.

    Raises
    ------
    InputError
        If the file cannot be read, lacks a column, holds what is no date or number, or leaves no event.
    GraphFileError
        If a Parquet file is no event table.
    """
    if _is_parquet(path):
        if where:
            raise InputError(f"{path}: rows of an event table cannot be chosen by column; filter it beforehand")
        return _from_table(path)
    rows = _read_csv(path)
    for column, value in (where or {}).items():
        if column not in rows.columns:
            raise InputError(f"{path}: no column {column!r} to choose rows by; it has {', '.join(rows.columns)}")
        chosen = rows.filter(pl.col(column) == value)
        if chosen.is_empty():
            found = sorted(rows[column].drop_nulls().unique())[:5]
            raise InputError(f"{path}: no row has {column} {value!r}; it holds values such as {', '.join(found)}")
        rows = chosen
    return _from_rows(rows, path)


def _is_parquet(path: Path | str) -> bool:
    try:
        with Path(path).open("rb") as file:
            return file.read(len(_PARQUET)) == _PARQUET
    except OSError as error:
        raise InputError(f"{path}: cannot be read ({error.strerror or error}); check the path") from error


def _from_table(path: Path | str) -> Records:
    table, own = read_table(path), pl.read_parquet_schema(path)
    if SCORE in own and own[SCORE].is_numeric():
        scores = pl.read_parquet(path, columns=[SCORE])[SCORE].cast(pl.Float64)
        return records_of(table.with_columns(scores), path)
    return records_of(table, path)


def _read_csv(path: Path | str) -> pl.DataFrame:
    try:
        return pl.read_csv(path, infer_schema=False)
    except OSError as error:
        raise InputError(f"{path}: cannot be read ({error.strerror or error}); check the path") from error
    except pl.exceptions.PolarsError as error:
        reason = str(error).split("\n", maxsplit=1)[0].rstrip(".")
        raise InputError(f"{path}: not a CSV table ({reason}); give one with a header, in UTF-8") from error


def _from_rows(rows: pl.DataFrame, path: Path | str) -> Records:
    _check_columns(rows.columns, path)
    rows = rows.with_row_index("row", 2).with_columns(pl.col("source", "target").str.strip_chars().fill_null(""))
    rows = rows.with_columns(_days(rows, path), _relations(rows), _scores(rows, path))
    table = rows.select("row", "day", "source", "target", "relation", SCORE)
    skipped = {}
    for reason, bad in (
        ("without an actor", (pl.col("source") == "") | (pl.col("target") == "")),
        ("of one actor with itself", pl.col("source") == pl.col("target")),
        ("with an unknown code or relation", pl.col("relation") == ""),
    ):
        left = table.filter(~bad)
        if left.height < table.height:
            skipped[reason] = table.height - left.height
        table = left
    if table.is_empty():
        why = ", ".join(f"{count:,} {reason}" for reason, count in skipped.items()) or "it has no rows"
        raise InputError(f"{path}: no event is left ({why}); look at the columns source, target and relation or cameo")
    weights = {str(relation): kind.weight for relation, kind in kinds_of_acts().items()}
    own = table["relation"].replace_strict(weights, return_dtype=pl.Float64)
    table = table.with_columns(table[SCORE].fill_null(own))
    return Records(table=as_event_table(table, Path(path).name), skipped=MappingProxyType(skipped))


def _check_columns(columns: Sequence[str], path: Path | str) -> None:
    for name in ("date", "source", "target"):
        if name not in columns:
            raise InputError(f"{path}: no column {name!r}; it has {', '.join(columns)}")
    if not {"relation", "cameo"} & set(columns):
        raise InputError(f"{path}: neither a column 'relation' nor 'cameo'; it has {', '.join(columns)}")


def _days(rows: pl.DataFrame, path: Path | str) -> pl.Series:
    day = rows["date"].str.strip_chars().str.to_date("%Y-%m-%d", strict=False)
    bad = rows.filter(day.is_null())
    if bad.height:
        raise InputError(f"{path}:{bad['row'][0]}: date {bad['date'][0]!r} is not a day such as 2014-05-09")
    return day.alias("day")


def _relations(rows: pl.DataFrame) -> pl.Series:
    """Return the relation of each row, "" where it is unknown or no act."""
    if "relation" in rows.columns:
        column = rows["relation"].str.strip_chars().fill_null("")
        known = {str(name): str(name) for name, kind in kinds_of_acts().items() if not kind.static}
    else:
        column = rows["cameo"].str.strip_chars().fill_null("")
        known = {code: relation_of_code(code) for code in column.unique()}
    return column.replace_strict(known, default="", return_dtype=pl.String).alias("relation")


def _scores(rows: pl.DataFrame, path: Path | str) -> pl.Series:
    if SCORE not in rows.columns:
        return pl.Series(SCORE, [None] * rows.height, dtype=pl.Float64)
    text = rows[SCORE].str.strip_chars()
    score = text.cast(pl.Float64, strict=False)
    bad = rows.filter((text.fill_null("") != "") & ~score.is_between(-10.0, 10.0).fill_null(value=False))
    if bad.height:
        raise InputError(f"{path}:{bad['row'][0]}: {SCORE} {bad[SCORE][0]!r} is not a number from -10 to 10")
    return score


def as_event_table(rows: pl.DataFrame, dataset: str) -> pl.DataFrame:
    """Return rows as an event table in which every actor is a state, or whatever else the file calls one."""
    columns = {
        "event": pl.col("row").cast(pl.String), "dataset": pl.lit(dataset), "day": pl.col("day"),
        "relation": pl.col("relation"), "polarity": pl.lit("affirmed"), "modality": pl.lit("actual"),
        "teller": pl.lit(""), "tellers": pl.lit(1),
    }  # fmt: skip
    for side in ("source", "target"):
        columns |= {side: pl.col(side), f"{side}_name": pl.col(side), f"{side}_state": pl.col(side)}
        columns[f"{side}_official"] = pl.lit(value=True)
    return rows.select(*(columns[name].cast(kind).alias(name) for name, kind in SCHEMA.items()), SCORE)


@cache
def _relations_of_codes() -> Mapping[str, str]:
    found: dict[str, str] = {}
    for relation, kind in load_relations().items():
        for code in kind.cameo:
            found.setdefault(code, relation)
    return found
