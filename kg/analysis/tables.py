"""What was found of a graph in; a table for each measure out, columns and rows of plain values."""

from __future__ import annotations

from dataclasses import fields
from typing import TYPE_CHECKING, Final

from kg.analysis.result import MEASURES, ActorFigures, Pair, TieFigures, Triangle, plain

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from kg.analysis.result import Analysis, Value

    Table = tuple[tuple[str, ...], tuple[tuple[Value, ...], ...]]

_ACTOR: Final = ("id", "name", "kind", "state")
_BROKERAGE: Final = (
    "betweenness", "constraint", "effective_size", "coordinator", "itinerant", "gatekeeper", "liaison", "cut",
)  # fmt: skip
_STATUS: Final = ("friends", "foes", "friendly", "hostile", "pagerank", "status")
_TIE: Final = ("a", "b", "strength", "affinity", "engagement", "certain")


def measure_table(analysis: Analysis, measure: str) -> Table:
    """Return the columns and the rows of what a measure of `MEASURES` found, the most telling first.

    Communities give a row for each member, brokerage and status one for each actor, balance one for each unbalanced
    triangle, frustration one for each frustrated tie, similarity one for each pair (opposed ones last), bridges one for
    each bridge and local bridge, unexpected one for each tie that departs from what was predicted.
    """
    return _TABLES[measure](analysis)


def brokers(analysis: Analysis) -> list[ActorFigures]:
    """Return the actors, those on the most paths first; of equal ones the least constrained."""
    return sorted(analysis.actors, key=lambda each: (-_rank(each.betweenness), _rank(each.constraint), each.id))


def standing(analysis: Analysis, figure: str) -> list[ActorFigures]:
    """Return the actors by ``pagerank`` or ``status``, highest first."""
    return sorted(analysis.actors, key=lambda each: (-_rank(getattr(each, figure)), each.id))


def frustrated(analysis: Analysis) -> list[TieFigures]:
    """Return the ties that contradict the camps, the strongest first."""
    return _by_size([tie for tie in analysis.ties if tie.frustrated])


def bridges(analysis: Analysis) -> list[TieFigures]:
    """Return the bridges, those that cut off the most actors first."""
    return sorted(
        (tie for tie in analysis.ties if tie.bridge),
        key=lambda tie: (-tie.far_side, -_rank(tie.strength), tie.a, tie.b),
    )


def local_bridges(analysis: Analysis) -> list[TieFigures]:
    """Return the local bridges between communities, the strongest first."""
    return _by_size([tie for tie in analysis.ties if tie.local_bridge])


def unexpected(analysis: Analysis, figure: str, sign: int) -> list[TieFigures]:
    """Return the ties whose ``engagement_surprise`` or ``affinity_surprise`` has a sign, the most bits first."""
    found = [tie for tie in analysis.ties if _rank(sign * getattr(tie, figure)) > 0.0]
    return sorted(found, key=lambda tie: (-_rank(sign * getattr(tie, figure)), tie.a, tie.b))


def _rank(value: float) -> float:
    """Return a number without the digits that only rounding tells apart."""
    return round(value, 9)


def _by_size(ties: Iterable[TieFigures]) -> list[TieFigures]:
    return sorted(ties, key=lambda tie: (-_rank(abs(tie.strength)), tie.a, tie.b))


def _table(columns: Sequence[str], found: Iterable[object]) -> Table:
    return tuple(columns), tuple(tuple(plain(getattr(each, name)) for name in columns) for each in found)


def _communities(analysis: Analysis) -> Table:
    names = {actor.id: actor for actor in analysis.actors}
    members = [names[each] for community in analysis.communities for each in community.members]
    return _table(("community", *_ACTOR, "friendly", "hostile"), members)


def _brokerage(analysis: Analysis) -> Table:
    return _table((*_ACTOR, *_BROKERAGE), brokers(analysis))


def _status(analysis: Analysis) -> Table:
    return _table((*_ACTOR, *_STATUS), standing(analysis, "status"))


def _balance(analysis: Analysis) -> Table:
    return _table([field.name for field in fields(Triangle)], analysis.unbalanced)


def _frustration(analysis: Analysis) -> Table:
    camp = {actor.id: actor.camp for actor in analysis.actors}
    columns, rows = _table(_TIE, frustrated(analysis))
    return (*columns, "camp_a", "camp_b"), tuple((*row, camp[str(row[0])], camp[str(row[1])]) for row in rows)


def _similarity(analysis: Analysis) -> Table:
    return _table([field.name for field in fields(Pair)], (*analysis.alike, *reversed(analysis.opposed)))


def _bridges(analysis: Analysis) -> Table:
    found = bridges(analysis)
    found += [tie for tie in local_bridges(analysis) if not tie.bridge]
    return _table((*_TIE, "bridge", "far_side", "local_bridge", "between_communities"), found)


def _unexpected(analysis: Analysis) -> Table:
    def bits(tie: TieFigures) -> float:
        return max(abs(tie.engagement_surprise), abs(tie.affinity_surprise))

    found = sorted(
        (tie for tie in analysis.ties if _rank(bits(tie)) > 0.0), key=lambda tie: (-_rank(bits(tie)), tie.a, tie.b)
    )
    return _table((*_TIE, "habit", "engagement_surprise", "affinity_surprise"), found)


_TABLES: Final[Mapping[str, Callable[[Analysis], Table]]] = dict(
    zip(
        MEASURES,
        (_communities, _brokerage, _status, _balance, _frustration, _similarity, _bridges, _unexpected),
        strict=True,
    )
)
