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
_MOST_SOURCES: Final = 65_535
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


class PackedActs(NamedTuple):
    """Each act of a ledger once: the number of its pair, its relation and day, how many sources it has, if officials act."""

    pair: NDArray[np.int64]
    relation: NDArray[np.uint8]
    day: NDArray[np.int32]
    sources: NDArray[np.uint16]
    official: NDArray[np.bool_]

    def at(self, places: NDArray[np.bool_]) -> PackedActs:
        """Return some of the acts."""
        return PackedActs(*(column[places] for column in self))  # type: ignore[arg-type]  # each column of its kind


def acts_of(ledger: Ledger) -> PackedActs:
    """Return the acts of a ledger, sorted by pair; the reports of one act are made one."""
    start = first_of_each(ledger.keys)
    sources = np.diff(np.append(start, len(ledger.keys))).clip(max=_MOST_SOURCES).astype(np.uint16)
    official = ledger.official
    if len(start):
        sources = np.maximum(sources, np.maximum.reduceat(ledger.counted, start))
        official = np.logical_or.reduceat(official, start)
    return PackedActs(*unpacked(ledger.keys[start]), sources, official)


def first_of_each(values: NDArray[np.int64] | NDArray[np.uint64]) -> NDArray[np.intp]:
    """Return where each run of equal values begins."""
    if not len(values):
        return np.empty(0, np.intp)
    return np.flatnonzero(np.append(True, values[1:] != values[:-1]))


def signs_of(acts: PackedActs, measure: Measure, kinds: Mapping[RelationId, ActType]) -> NDArray[np.int8]:
    """Return 1, 0 or -1 for each act, as it counts for affinity."""
    signs: NDArray[np.int8] = np.array([kinds[each].sign for each in sorted(kinds)], np.int8)[acts.relation]
    if measure.official_only and not acts.official.all():
        return np.where(acts.official, signs, np.int8(0))
    return signs


def unpacked(keys: NDArray[np.uint64]) -> tuple[NDArray[np.int64], NDArray[np.uint8], NDArray[np.int32]]:
    """Return the pair (both codes in one integer), the relation and the day (0 unknown, else a proleptic ordinal)."""
    day = (keys & np.uint64((1 << _DAY_BITS) - 1)).astype(np.int32)
    relation = ((keys >> np.uint64(_DAY_BITS)) & np.uint64((1 << _RELATION_BITS) - 1)).astype(np.uint8)
    pair = (keys >> np.uint64(_PAIR_SHIFT)).view(np.int64)
    return pair, relation, np.where(day == _UNKNOWN, np.int32(0), day + np.int32(_EPOCH))


def ends_of(pairs: NDArray[np.int64]) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Return the codes of the two actors of each pair."""
    return pairs >> _ACTOR_BITS, pairs & ((1 << _ACTOR_BITS) - 1)


def end_at(level: str, side: str) -> pl.Expr:
    """Return who acts on a side of the rows of an event table: the actor itself, or the state or bloc that it acts for."""
    if level == "actor":
        return pl.col(side)
    state = pl.col(f"{side}_state")
    return pl.when(state == "").then(pl.col(side)).otherwise(state)


def counted_rows(
    table: pl.DataFrame, *, level: str, modalities: Sequence[str], kinds: Mapping[RelationId, ActType]
) -> pl.LazyFrame:
    """Return the rows that count, with ``a`` and ``b`` the two who act at the level asked for, in the order of the table."""
    acts = sorted(relation for relation, kind in kinds.items() if not kind.static)
    official = pl.lit(value=True) if level == "actor" else pl.col("source_official") & pl.col("target_official")
    return (
        table.lazy()
        .filter(
            pl.col("polarity") == "affirmed",
            pl.any_horizontal(pl.col("modality") == modality for modality in modalities),
            pl.col("relation").is_in(acts),
        )
        .with_columns(a=end_at(level, "source"), b=end_at(level, "target"), official=official)
        .filter(pl.col("a") != pl.col("b"))
    )


def _extended(known: tuple[str, ...], *columns: pl.Series) -> tuple[str, ...]:
    """Return the names known with the new ones behind them, in the order of the alphabet."""
    found = pl.concat([column.unique() for column in columns]).unique()
    new = set(found.to_list()) - set(known)
    return known + tuple(sorted(new))


def _packed(
    reports: pl.DataFrame, actors: Sequence[str], names: Sequence[str], kinds: Mapping[RelationId, ActType]
) -> _Reports:
    def code(column: str, values: Sequence[str]) -> pl.Expr:
        return pl.col(column).cast(pl.Enum(values)).to_physical().cast(pl.UInt64)

    symmetric = [relation for relation in sorted(kinds) if kinds[relation].symmetric]
    # A calendar from 1700 on, whose day 0 stands for an unknown one.
    days = pl.col("day").cast(pl.Int32).cast(pl.Int64) + (date(1970, 1, 1).toordinal() - _EPOCH)
    coded = reports.select(
        a=code("a", actors),
        b=code("b", actors),
        relation=code("relation", sorted(kinds)),
        both_ways=pl.col("relation").is_in(symmetric),
        day=days,
    )
    last = (1 << _DAY_BITS) - 1
    if not coded["day"].is_between(1, last).all():
        raise MeasureError("a day lies outside 1700 to 2058; mend the dates of the events")
    low, high = pl.min_horizontal("a", "b"), pl.max_horizontal("a", "b")
    way = ((pl.col("a") > pl.col("b")) & ~pl.col("both_ways")).cast(pl.UInt64)
    pair = low * (1 << _ACTOR_BITS) + high
    act = (pair * 2 + way) * (1 << _RELATION_BITS) + pl.col("relation")
    keys = coded.select(act * (1 << _DAY_BITS) + pl.col("day").fill_null(_UNKNOWN).cast(pl.UInt64)).to_series()
    return _Reports(
        keys=keys.to_numpy(),
        tellers=reports["teller"].cast(pl.Enum(names)).to_physical().cast(pl.UInt32).to_numpy(),
        counted=reports["tellers"].to_numpy(),
        official=reports["official"].to_numpy(),
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
    """Return the reports by act and teller."""
    by_act = reports.at(np.argsort(reports.keys))
    same = by_act.keys[1:] == by_act.keys[:-1]
    shared = np.flatnonzero(np.append(same, False) | np.append(False, same))
    # Few acts have several reports, and sorting by two columns costs five times as much as by one.
    order = np.arange(len(by_act.keys))
    order[shared] = shared[np.lexsort((by_act.tellers[shared], by_act.keys[shared]))]
    return by_act.at(order)


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
