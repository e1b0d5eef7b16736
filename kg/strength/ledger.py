"""Event tables in; the acts that count for strength out, as sorted integer codes to which new reports can be added.

A report is packed into one integer, so that millions of them are sorted, merged and added up without looking at a string
again: 20 bits for each actor of the pair, 1 for who acts, 6 for the relation and 17 for the day.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Final, NamedTuple

import numpy as np
import polars as pl

from kg.errors import MeasureError
from kg.ontology import load_relations

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from numpy.typing import NDArray

    from kg.model import RelationId
    from kg.strength.kinds import ActType
    from kg.strength.measure import Measure

_ACTOR_BITS: Final = 20
_RELATION_BITS: Final = 6
_DAY_BITS: Final = 17
_PAIR_SHIFT: Final = 1 + _RELATION_BITS + _DAY_BITS
_EPOCH: Final = date(1700, 1, 1).toordinal()
_UNKNOWN: Final = 0
"""The day of acts whose day nobody knows; those of a pair and relation cannot be told apart, so they are one act."""


class _Reports(NamedTuple):
    keys: NDArray[np.uint64]
    tellers: NDArray[np.uint32]
    counted: NDArray[np.uint16]
    official: NDArray[np.bool_]

    def at(self, places: NDArray[np.intp] | NDArray[np.bool_]) -> _Reports:
        return _Reports(self.keys[places], self.tellers[places], self.counted[places], self.official[places])

    def with_others(self, others: _Reports, places: NDArray[np.intp]) -> _Reports:
        return _Reports(
            np.insert(self.keys, places, others.keys),
            np.insert(self.tellers, places, others.tellers),
            np.insert(self.counted, places, others.counted),
            np.insert(self.official, places, others.official),
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Ledger:
    """Every distinct report that counts, sorted: ``keys`` are packed acts, ``tellers`` who tells of them.

    An act is one thing of one kind that one actor does to another on one day; who reports it often counts once.
    ``counted`` is how many independent sources a report stands for. ``actors`` and ``names`` (of tellers) are in the
    order of their codes, which is that of arrival. ``official`` marks what officials do, or what is done to them.
    """

    level: str
    modalities: tuple[str, ...]
    actors: tuple[str, ...] = ()
    names: tuple[str, ...] = ()
    keys: NDArray[np.uint64]
    tellers: NDArray[np.uint32]
    counted: NDArray[np.uint16]
    official: NDArray[np.bool_]

    @classmethod
    def of(
        cls, table: pl.DataFrame, measure: Measure, *, relations: Mapping[RelationId, ActType] | None = None
    ) -> Ledger:
        """Return the ledger of an event table."""
        empty = cls(
            level=measure.level,
            modalities=measure.modalities,
            keys=np.empty(0, np.uint64),
            tellers=np.empty(0, np.uint32),
            counted=np.empty(0, np.uint16),
            official=np.empty(0, np.bool_),
        )
        return empty.add(table, relations=relations)

    def add(self, table: pl.DataFrame, *, relations: Mapping[RelationId, ActType] | None = None) -> Ledger:
        """Return the ledger with the reports of another table; the same as that of both tables together."""
        kinds = relations or load_relations()
        rows = counted_rows(table, level=self.level, modalities=self.modalities, kinds=kinds)
        reports = rows.select("a", "b", "relation", "day", "teller", "tellers", "official").collect()
        actors = _extended(self.actors, reports["a"], reports["b"])
        names = _extended(self.names, reports["teller"])
        if len(actors) >> _ACTOR_BITS:
            raise MeasureError(f"{len(actors):,} actors are more than {1 << _ACTOR_BITS:,}; roll them up to states")
        new = _packed(reports, actors, names, kinds)
        return _merged(self, new, actors=actors, names=names)


def relation_codes(kinds: Mapping[RelationId, ActType]) -> Mapping[RelationId, int]:
    """Return the code of each relation: its place in the order of the ids."""
    return {relation: code for code, relation in enumerate(sorted(kinds))}


def unpacked(keys: NDArray[np.uint64]) -> tuple[NDArray[np.int64], NDArray[np.int64], NDArray[np.int64]]:
    """Return the pair (both codes in one integer), the relation and the day (0 unknown, else a proleptic ordinal)."""
    day = (keys & np.uint64((1 << _DAY_BITS) - 1)).astype(np.int64)
    relation = ((keys >> np.uint64(_DAY_BITS)) & np.uint64((1 << _RELATION_BITS) - 1)).astype(np.int64)
    pair = (keys >> np.uint64(_PAIR_SHIFT)).astype(np.int64)
    return pair, relation, np.where(day == _UNKNOWN, 0, day + _EPOCH)


def ends_of(pairs: NDArray[np.int64]) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Return the codes of the two actors of each pair."""
    return pairs >> _ACTOR_BITS, pairs & ((1 << _ACTOR_BITS) - 1)


def counted_rows(
    table: pl.DataFrame, *, level: str, modalities: Sequence[str], kinds: Mapping[RelationId, ActType]
) -> pl.LazyFrame:
    """Return the rows that count, with ``a`` and ``b`` the two who act at the level asked for, in the order of the table."""

    def end(side: str) -> pl.Expr:
        if level == "actor":
            return pl.col(side)
        state = pl.col(f"{side}_state")
        return pl.when(state == "").then(pl.col(side)).otherwise(state)

    acts = sorted(relation for relation, kind in kinds.items() if not kind.static)
    official = pl.lit(value=True) if level == "actor" else pl.col("source_official") & pl.col("target_official")
    return (
        table.lazy()
        .filter(
            pl.col("polarity").cast(pl.String) == "affirmed",
            pl.col("modality").cast(pl.String).is_in(list(modalities)),
            pl.col("relation").is_in(acts),
        )
        .with_columns(a=end("source"), b=end("target"), official=official)
        .filter(pl.col("a") != pl.col("b"))
    )


def _extended(known: tuple[str, ...], *columns: pl.Series) -> tuple[str, ...]:
    """Return the names known with the new ones behind them, in the order of the alphabet."""
    found = pl.concat([column.unique() for column in columns]).unique()
    new = set(found.to_list()) - set(known)
    return known + tuple(sorted(new))


def _codes(column: pl.Series, names: Sequence[str]) -> NDArray[np.uint64]:
    return column.cast(pl.Enum(names)).to_physical().to_numpy().astype(np.uint64)


def _packed(
    reports: pl.DataFrame, actors: Sequence[str], names: Sequence[str], kinds: Mapping[RelationId, ActType]
) -> _Reports:
    a, b = _codes(reports["a"], actors), _codes(reports["b"], actors)
    relation = _codes(reports["relation"], sorted(kinds))
    symmetric = np.array([kinds[each].symmetric for each in sorted(kinds)], np.bool_)
    turned = a > b
    low, high = np.where(turned, b, a), np.where(turned, a, b)
    way = (turned & ~symmetric[relation.astype(np.intp)]).astype(np.uint64)
    days = reports["day"].dt.epoch("d").to_numpy() if reports.height else np.empty(0)
    known = ~np.isnan(days) if days.dtype.kind == "f" else np.ones(len(days), np.bool_)
    ordinal = np.where(known, days, 0).astype(np.int64) + (date(1970, 1, 1).toordinal() - _EPOCH)
    if len(ordinal) and not ((ordinal > 0) & (ordinal < 1 << _DAY_BITS))[known].all():
        raise MeasureError("a day lies outside 1700 to 2058; mend the dates of the events")
    day = np.where(known, ordinal, _UNKNOWN).astype(np.uint64)
    pair = (low << np.uint64(_ACTOR_BITS)) | high
    keys = (((pair << np.uint64(1)) | way) << np.uint64(_RELATION_BITS) | relation) << np.uint64(_DAY_BITS) | day
    return _Reports(
        keys=keys,
        tellers=_codes(reports["teller"], names).astype(np.uint32),
        counted=reports["tellers"].to_numpy().astype(np.uint16),
        official=reports["official"].to_numpy().astype(np.bool_),
    )


def _merged(old: Ledger, new: _Reports, *, actors: tuple[str, ...], names: tuple[str, ...]) -> Ledger:
    """Return the reports of both, sorted; of equal ones the largest count, official where one of them is."""
    found = _distinct(_sorted(new))
    if len(old.keys):
        # The old ones are sorted and distinct, so that only where new ones fall in is anything looked at again.
        place = np.searchsorted(old.keys, found.keys)
        found = _Reports(old.keys, old.tellers, old.counted, old.official).with_others(found, place)
        found = _settled(found, place + np.arange(len(place)))
    return Ledger(
        level=old.level, modalities=old.modalities, actors=actors, names=names, keys=found.keys,
        tellers=found.tellers, counted=found.counted, official=found.official,
    )  # fmt: skip


def _sorted(reports: _Reports) -> _Reports:
    return reports.at(np.lexsort((reports.tellers, reports.keys)))


def _distinct(reports: _Reports) -> _Reports:
    """Return sorted reports with those that are equal made one."""
    if not len(reports.keys):
        return reports
    new = np.ones(len(reports.keys), np.bool_)
    new[1:] = (reports.keys[1:] != reports.keys[:-1]) | (reports.tellers[1:] != reports.tellers[:-1])
    start = np.flatnonzero(new)
    return _Reports(
        keys=reports.keys[start],
        tellers=reports.tellers[start],
        counted=np.maximum.reduceat(reports.counted, start),
        official=np.maximum.reduceat(reports.official, start),
    )


def _settled(reports: _Reports, inserted: NDArray[np.intp]) -> _Reports:
    """Return reports, sorted but for the tellers of acts into which new ones were inserted, as sorted and distinct."""
    left = np.searchsorted(reports.keys, reports.keys[inserted], side="left")
    right = np.searchsorted(reports.keys, reports.keys[inserted], side="right")
    touched = np.zeros(len(reports.keys) + 1, np.int64)
    np.add.at(touched, left, 1)
    np.add.at(touched, right, -1)
    here = np.cumsum(touched[:-1]) > 0
    again = _distinct(_sorted(reports.at(here)))
    rest = reports.at(~here)
    return rest.with_others(again, np.searchsorted(rest.keys, again.keys))
