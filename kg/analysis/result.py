"""What the analysis of a graph found, as frozen values that are ready for tables, JSON and NetworkX attributes."""

from __future__ import annotations

from dataclasses import asdict, dataclass, fields
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Mapping

    Value = str | int | float | bool
    Json = dict[str, object]

MEASURES: Final = (
    "communities",
    "brokerage",
    "status",
    "balance",
    "frustration",
    "similarity",
    "bridges",
    "unexpected",
)
"""What is measured of a graph, by name, in the order of a report."""

_DIGITS: Final = 6


@dataclass(frozen=True, slots=True, kw_only=True)
class ActorFigures:
    """What was found of one actor; see the functions of `kg.analysis` for what each figure means.

    ``community`` and ``component`` are numbered from 1, the largest first. ``camp`` is 1 or 2, within the component, 0
    without a tie of a sign. ``friends`` and ``foes`` are numbers of ties, ``friendly`` and ``hostile`` the sums of their
    strengths, both without sign. ``cut`` says whether friends of it lose touch without it.
    ``frustrated`` is the share of the actor's strength that contradicts the camps.
    """

    id: str
    name: str
    kind: str
    state: str
    component: int
    community: int
    camp: int
    friends: int
    foes: int
    friendly: float
    hostile: float
    betweenness: float
    constraint: float
    effective_size: float
    coordinator: int
    itinerant: int
    gatekeeper: int
    liaison: int
    cut: bool
    pagerank: float
    status: float
    triangles: int
    local_balance: float
    frustrated: float


@dataclass(frozen=True, slots=True, kw_only=True)
class TieFigures:
    """What was found of one tie, beside its strength, affinity and engagement (NaN-free: 0 where a graph has none).

    ``certain`` says whether the interval of the strength leaves 0 out. ``triangles`` is the number of triangles that the
    tie is in, ``unbalanced`` how many of them are not balanced. ``frustrated`` ties contradict the two camps.
    ``far_side`` is the number of actors that a bridge cuts off, 0 for other ties. ``habit`` is the affinity that the
    habits of the two predict. The surprises are in bits, below 0 for less engaged or more hostile than predicted.
    """

    a: str
    b: str
    strength: float
    affinity: float
    engagement: float
    certain: bool
    between_communities: bool
    frustrated: bool
    bridge: bool
    far_side: int
    local_bridge: bool
    triangles: int
    unbalanced: int
    habit: float
    engagement_surprise: float
    affinity_surprise: float


@dataclass(frozen=True, slots=True, kw_only=True)
class CommunityFigures:
    """One community of two or more: its members, the friendliest inside first, and its strength inside and outward."""

    number: int
    members: tuple[str, ...]
    friendly_inside: float
    hostile_inside: float
    friendly_outside: float
    hostile_outside: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Triangle:
    """One unbalanced triangle: its actors, and the strengths of a-b, a-c and b-c.

    ``kind`` is "++-" or "---"; ``certain`` says whether the intervals of all three strengths leave 0 out.
    """

    a: str
    b: str
    c: str
    ab: float
    ac: float
    bc: float
    kind: str
    intensity: float
    certain: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Pair:
    """Two actors and how alike their profiles are; ``strength`` is that of the tie between them, 0 without one."""

    a: str
    b: str
    similarity: float
    shared: int
    shrunk: float
    strength: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Overall:
    """The figures of the whole graph.

    ``isolated`` counts the actors without a tie of a sign, ``components`` the groups of others that no tie joins, and
    ``communities`` those of two members or more. ``frustration_least`` is a proven lower bound of
    ``frustration``, equal to it where the camps are proven to be best (``frustration_exact``).
    """

    actors: int
    ties: int
    friendly_ties: int
    hostile_ties: int
    isolated: int
    components: int
    communities: int
    modularity: float
    betweenness_exact: bool
    triangles: int
    kinds: Mapping[str, int]
    balance: float
    weighted_balance: float
    frustration: float
    frustration_least: float
    frustration_exact: bool
    frustration_share: float
    frustrated_ties: int
    bridges: int
    local_bridges: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Analysis:
    """All that was found of a graph: the whole, every actor (by id), every tie (by pair), and what stands out.

    ``unbalanced``, ``alike`` and ``opposed`` hold the first ones only, in the order of their size. ``parameters`` are those
    of strength, the resolution and the seed. Every number is finite.
    """

    parameters: Mapping[str, object]
    overall: Overall
    actors: tuple[ActorFigures, ...]
    ties: tuple[TieFigures, ...]
    communities: tuple[CommunityFigures, ...]
    unbalanced: tuple[Triangle, ...]
    alike: tuple[Pair, ...]
    opposed: tuple[Pair, ...]

    def to_table(self) -> tuple[tuple[str, ...], tuple[tuple[Value, ...], ...]]:
        """Return the names of the columns, and a row for each actor; numbers have six significant digits."""
        columns = tuple(field.name for field in fields(ActorFigures))
        rows = tuple(tuple(plain(getattr(actor, name)) for name in columns) for actor in self.actors)
        return columns, rows

    def to_dict(self) -> Json:
        """Return everything as plain values for JSON; numbers have six significant digits."""
        return {name: _rounded(value) for name, value in asdict(self).items()}

    def camp(self, number: int, *, component: int = 1) -> tuple[str, ...]:
        """Return the ids of one of the two camps of a component, those with the most strength first."""
        members = [actor for actor in self.actors if actor.camp == number and actor.component == component]
        members.sort(key=lambda actor: (-round(actor.friendly + actor.hostile, 9), actor.id))
        return tuple(actor.id for actor in members)


def plain(value: Value) -> Value:
    """Return a value with six significant digits where it is a number with a fraction.

    Sums in another order, or on another machine, may differ in their last bits; files do not.

    >>> plain(0.1 + 0.2), plain(3), plain(-1e-12)
    (0.3, 3, 0.0)
    """
    if not isinstance(value, float):
        return value
    return float(f"{value:.{_DIGITS}g}") if abs(value) >= 1e-9 else 0.0


def _rounded(value: object) -> object:
    if isinstance(value, dict):
        return {name: _rounded(each) for name, each in value.items()}
    if isinstance(value, tuple | list):
        return [_rounded(each) for each in value]
    return plain(value) if isinstance(value, str | int | float) else value
