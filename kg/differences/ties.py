"""The strengths of two graphs in; ties that came, went or changed, with the sentences or the reasons of it, out."""

from __future__ import annotations

import math
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Final, NamedTuple

from kg.differences.actors import Moves
from kg.differences.claims import Counting, Pair, claim_differences, sorted_pair
from kg.differences.opened import Opened
from kg.differences.values import Cause, ClaimDifference, Reason, Standing, TieDifference
from kg.strength.strengths import strengths_of

_NOISE: Final = 1e-9
"""Sums of the same numbers in another order differ by less."""

_TOLD: Final = 0.005
"""A part of a change that rounds to 0.00 is not told as a reason, unless there is no other."""


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
    old, new = _rows(sides[0], counting[0], moves.renamed), _rows(sides[1], counting[1], {})
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
    parts = _Parts.of(sides, counting, (old, new), moves)
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
            reasons=tuple(_reasons(pair, parts, claims[pair], moves, both=pair in both)),
        )
        for pair in chosen
    ]
    ordered = sorted(found, key=lambda tie: (-round(abs(tie.change), 9), tie.a_name, tie.b_name, tie.a, tie.b))
    return TiesFound(ties=tuple(ordered), smaller=smaller, numbers=(len(old), len(new)))


def _rows(side: Opened, counting: Counting, renamed: Mapping[str, str]) -> _Rows:
    found = strengths_of(
        side.source.table, measure=counting.measure, as_of=counting.as_of, since=counting.since, intervals=False
    )
    rows = found.frame.select("a", "b", "strength", "affinity", "engagement").iter_rows()
    return {sorted_pair(renamed.get(a, a), renamed.get(b, b)): _Row(*figures) for a, b, *figures in rows}


def _standings(
    side: Opened, counting: Counting, pairs: Collection[Pair], renamed: Mapping[str, str]
) -> Mapping[Pair, Standing]:
    back = {other: one for one, other in renamed.items()}
    found = strengths_of(
        side.source.table,
        measure=counting.measure,
        as_of=counting.as_of,
        since=counting.since,
        only={sorted_pair(back.get(a, a), back.get(b, b)) for a, b in pairs},
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
    """The figures of both graphs as of both days, by the number of the graph and of the day; one day where they agree."""

    rows: Mapping[tuple[int, int], _Rows]

    @classmethod
    def of(
        cls,
        sides: tuple[Opened, Opened],
        counting: tuple[Counting, Counting],
        own: tuple[_Rows, _Rows],
        moves: Moves,
    ) -> _Parts:
        if counting[0].as_of == counting[1].as_of:
            return cls(rows={(0, 0): own[0], (1, 0): own[1]})
        swapped = (
            _rows(sides[0], replace(counting[0], as_of=counting[1].as_of), moves.renamed),
            _rows(sides[1], replace(counting[1], as_of=counting[0].as_of), {}),
        )
        return cls(rows={(0, 0): own[0], (0, 1): swapped[0], (1, 0): swapped[1], (1, 1): own[1]})

    def of_pair(self, pair: Pair) -> Mapping[Cause, float]:
        """Return the parts of the change of a tie of both graphs: by the day, by engagement, and by affinity.

        Each is the mean of its effect before and after the others', so that the three add up to the change, and are
        the same with the other sign the other way round. Nothing is known of a tie that some day does not have.
        """
        found = {key: rows.get(pair) for key, rows in self.rows.items()}
        days = sorted({day for _, day in found})
        day = engagement = affinity = 0.0
        for each in days:
            one, other = found[0, each], found[1, each]
            if one is None or other is None:
                return {}
            engagement += (one.affinity + other.affinity) * (other.size - one.size) / 2.0 / len(days)
            affinity += (one.size + other.size) * (other.affinity - one.affinity) / 2.0 / len(days)
        if len(days) > 1:
            moved = [_strength(found[graph, 1]) - _strength(found[graph, 0]) for graph in (0, 1)]
            day = (moved[0] + moved[1]) / 2.0
        return {"day": day, "prominence": engagement, "habits": affinity}


def _reasons(
    pair: Pair, parts: _Parts, claims: tuple[ClaimDifference, ...], moves: Moves, *, both: bool
) -> Iterator[Reason]:
    """Yield why a tie changed: where its own sentences did it, only what is not theirs."""
    for cause, moved in (("merged", moves.merged), ("split", moves.split)):
        if (claims or not both) and not {*moved, *moved.values()}.isdisjoint(pair):
            yield Reason(cause="merged" if cause == "merged" else "split", part=None)
    if not both:
        return
    found = parts.of_pair(pair)
    if claims:
        found = {cause: part for cause, part in found.items() if cause == "day"}
    told = {cause: part for cause, part in found.items() if abs(part) >= _TOLD}
    if not told and not claims and found:
        largest = max(found, key=lambda cause: abs(found[cause]))
        told = {largest: found[largest]}
    yield from (Reason(cause=cause, part=told[cause]) for cause in sorted(told, key=lambda c: (-abs(told[c]), c)))
