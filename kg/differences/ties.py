"""The strengths of two graphs in; ties that came, went or changed, with the sentences or the reasons of it, out."""

from __future__ import annotations

import math
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Final, NamedTuple

import polars as pl

from kg.differences.actors import Moves
from kg.differences.claims import Counting, Pair, claim_differences, sorted_pair
from kg.differences.opened import Opened
from kg.differences.values import Cause, ClaimDifference, Reason, Standing, TieDifference
from kg.strength.strengths import strengths_of

_NOISE: Final = 1e-9
"""Sums of the same numbers in another order differ by less."""

_TOLD: Final = 0.005
"""A part of a change that rounds to 0.00 is not told as a reason, unless there is no other."""

_BESIDE: Final = 0.1
"""Beside sentences, ageing is told only where it makes this share of a change, or more."""


class _Row(NamedTuple):
    """The figures of a pair without its interval."""

    strength: float
    affinity: float
    engagement: float

    @property
    def size(self) -> float:
        """Return engagement as strength has it: T is A times it."""
        return math.log2(1.0 + 2.0**self.engagement)


_Rows = Mapping[Pair, _Row]


@dataclass(frozen=True, slots=True, kw_only=True)
class TiesFound:
    """``ties`` with the largest changes first, the number of those that changed by less, and of those of both sides."""

    ties: tuple[TieDifference, ...]
    smaller: int
    numbers: tuple[int, int]


def tie_differences(
    sides: tuple[Opened, Opened],
    counting: tuple[Counting, Counting],
    *,
    moves: Moves,
    renamed_articles: Mapping[str, str],
    least: float,
    around: frozenset[str] | None = None,
) -> TiesFound:
    """Return the ties that came or went, and those whose strength changed by ``least`` or more.

    ``around`` are ids of actors in either graph: only ties of these are looked at; None takes all.

    A tie of an actor that has another id in the second graph is the same tie.
    """
    old, new = (
        _rows(side.source.table, each, renamed)
        for side, each, renamed in zip(sides, counting, (moves.renamed, {}), strict=True)
    )
    kept = {pair for pair in old.keys() | new.keys() if around is None or not around.isdisjoint(pair)}
    changes = {pair: _strength(new.get(pair)) - _strength(old.get(pair)) for pair in kept}
    both = old.keys() & new.keys()
    chosen = [pair for pair, change in changes.items() if pair not in both or abs(change) > max(least - _NOISE, _NOISE)]
    smaller = sum(abs(changes[pair]) > _NOISE for pair in kept) - sum(abs(changes[pair]) > _NOISE for pair in chosen)
    names = {**sides[0].source.names, **sides[1].source.names}
    claims = claim_differences(
        sides, counting, chosen, renamed_actors=moves.renamed, renamed_articles=renamed_articles, names=names
    )
    standings = _standings(sides[0], counting[0], chosen, moves.renamed), _standings(sides[1], counting[1], chosen, {})
    parts = _Parts.of(sides, counting, (old, new), [pair for pair in chosen if pair in both], moves)
    found = [
        TieDifference(
            kind="changed" if pair in both else "came" if pair in new else "gone",
            a=pair[0],
            b=pair[1],
            a_name=names.get(pair[0], pair[0]),
            b_name=names.get(pair[1], pair[1]),
            before=standings[0].get(pair),
            after=standings[1].get(pair),
            change=changes[pair],
            claims=claims[pair],
            reasons=tuple(_reasons(pair, parts, claims[pair], moves, change=changes[pair] if pair in both else None)),
        )
        for pair in chosen
    ]
    ordered = sorted(found, key=lambda tie: (-round(abs(tie.change), 9), tie.a_name, tie.b_name, tie.a, tie.b))
    return TiesFound(ties=tuple(ordered), smaller=smaller, numbers=(len(old), len(new)))


def _rows(
    table: pl.DataFrame, counting: Counting, renamed: Mapping[str, str], *, only: Collection[Pair] | None = None
) -> _Rows:
    found = strengths_of(
        table, measure=counting.measure, as_of=counting.as_of, since=counting.since, intervals=False, only=only
    )
    rows = found.frame.select("a", "b", "strength", "affinity", "engagement").iter_rows()
    return {sorted_pair(renamed.get(a, a), renamed.get(b, b)): _Row(*figures) for a, b, *figures in rows}


def _earlier(pairs: Collection[Pair], renamed: Mapping[str, str]) -> set[Pair]:
    """Return the pairs with the ids of the first graph."""
    back = {other: one for one, other in renamed.items()}
    return {sorted_pair(back.get(a, a), back.get(b, b)) for a, b in pairs}


def _standings(
    side: Opened, counting: Counting, pairs: Collection[Pair], renamed: Mapping[str, str]
) -> Mapping[Pair, Standing]:
    found = strengths_of(
        side.source.table,
        measure=counting.measure,
        as_of=counting.as_of,
        since=counting.since,
        only=_earlier(pairs, renamed),
    )
    return {
        sorted_pair(renamed.get(row["a"], row["a"]), renamed.get(row["b"], row["b"])): Standing(
            strength=row["strength"],
            low=row["low"],
            high=row["high"],
            affinity=row["affinity"],
            engagement=row["engagement"],
            expected=row["expected"],
            acts=row["acts"],
        )
        for row in found.frame.iter_rows(named=True)
    }


def _strength(row: _Row | None) -> float:
    return row.strength if row else 0.0


@dataclass(frozen=True, slots=True, kw_only=True)
class _Parts:
    """The figures of pairs of both graphs, and how the acts that count on both days age from one day to the other.

    ``aged`` has, for each graph, its figures as of the first and the second day, of acts until the earlier of the two;
    it is empty where the days are the same.
    """

    old: _Rows
    new: _Rows
    aged: tuple[tuple[_Rows, _Rows], ...]

    @classmethod
    def of(
        cls,
        sides: tuple[Opened, Opened],
        counting: tuple[Counting, Counting],
        own: tuple[_Rows, _Rows],
        pairs: Collection[Pair],
        moves: Moves,
    ) -> _Parts:
        """Return what the parts of the changes of some pairs are made of."""
        days = [each.as_of for each in counting]
        if days[0] == days[1] or not pairs:
            return cls(old=own[0], new=own[1], aged=())
        until = min(days)
        aged = []
        for side, own_counting, renamed in zip(sides, counting, (moves.renamed, {}), strict=True):
            table = side.source.table.filter(pl.col("day").is_null() | (pl.col("day") <= until))
            one, other = (
                _rows(table, replace(own_counting, as_of=day), renamed, only=_earlier(pairs, renamed)) for day in days
            )
            aged.append((one, other))
        return cls(old=own[0], new=own[1], aged=tuple(aged))

    def of_pair(self, pair: Pair) -> Mapping[Cause, float]:
        """Return the parts of the change of a tie of both graphs: by the day, by engagement, and by affinity.

        The change of a product is the change of each factor times the mean of the other; what ageing does to each, the
        mean of both graphs, is of the day. So the three add up to the change, and the other way round they are the same
        with the other sign.
        """
        affinity, engagement = _factors(self.old.get(pair), self.new.get(pair))
        if not self.aged:
            return {"prominence": engagement, "habits": affinity}
        aged = [_factors(one.get(pair), other.get(pair)) for one, other in self.aged]
        by_affinity, by_engagement = ((aged[0][place] + aged[1][place]) / 2.0 for place in (0, 1))
        return {
            "day": by_affinity + by_engagement,
            "prominence": engagement - by_engagement,
            "habits": affinity - by_affinity,
        }


def _factors(one: _Row | None, other: _Row | None) -> tuple[float, float]:
    """Return what the change of affinity and that of engagement make of the change of a strength."""
    if one is None or other is None:
        return 0.0, 0.0
    return (
        (one.size + other.size) * (other.affinity - one.affinity) / 2.0,
        (one.affinity + other.affinity) * (other.size - one.size) / 2.0,
    )


def _reasons(
    pair: Pair, parts: _Parts, claims: tuple[ClaimDifference, ...], moves: Moves, *, change: float | None
) -> Iterator[Reason]:
    """Yield why a tie changed, those that did most first; where its own sentences did it, only what is not theirs.

    ``change`` is that of a tie of both graphs, None of one that came or went.
    """
    for cause, moved in (("merged", moves.merged), ("split", moves.split)):
        if (claims or change is None) and not {*moved, *moved.values()}.isdisjoint(pair):
            yield Reason(cause="merged" if cause == "merged" else "split", part=None)
    if change is None:
        return
    found = parts.of_pair(pair)
    if claims:
        found = {cause: part for cause, part in found.items() if cause == "day"}
    least = max(_TOLD, _BESIDE * abs(change) if claims else 0.0)
    told = {cause: part for cause, part in found.items() if abs(part) >= least}
    if not told and not claims and found:
        largest = max(found, key=lambda cause: abs(found[cause]))
        told = {largest: found[largest]}
    yield from (Reason(cause=cause, part=told[cause]) for cause in sorted(told, key=lambda c: (-abs(told[c]), c)))
