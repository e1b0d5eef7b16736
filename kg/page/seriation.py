"""Actors by rank and their pairs in; camps in an order that puts friends side by side, for a matrix that shows blocs, out."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from kg.analysis.communities import find_communities
from kg.analysis.network import SignedNetwork

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from kg.model import ActorId
    from kg.page.pairs import Pair

SERIATED: Final = 300
"""How many actors, by rank, are put in order: a matrix of more than some eighty is not read."""


def camps_of(actors: Sequence[ActorId], pairs: Sequence[Pair]) -> tuple[tuple[ActorId, ...], ...]:
    """Return the camps of the first `SERIATED` actors, in an order that puts friendly camps side by side.

    A camp is a community by friendly and hostile ties alike (`kg.analysis.communities`); its members are by rank.
    The camp of the first actor comes first, then always the one that is friendliest with the last, in strength for each of
    its members; of equals the one whose first member is of higher rank.
    """
    known = actors[:SERIATED]
    rank = {actor: place for place, actor in enumerate(known)}
    ties = [
        (pair.a, pair.b, pair.tie.strength)
        for pair in pairs
        if pair.tie is not None and pair.a in rank and pair.b in rank
    ]
    network = SignedNetwork.of_ties(known, ties)
    members: dict[int, list[ActorId]] = {}
    camp_of = dict(zip(network.actors, find_communities(network).label.tolist(), strict=True))
    for actor in known:
        members.setdefault(camp_of[actor], []).append(actor)
    between: dict[tuple[int, int], float] = {}
    for a, b, strength in ties:
        one, other = camp_of[a], camp_of[b]
        if one != other:
            for key in ((one, other), (other, one)):
                between[key] = between.get(key, 0.0) + strength
    return tuple(tuple(members[camp]) for camp in _side_by_side(list(members), members, between))


def _side_by_side(
    camps: Sequence[int], members: Mapping[int, Sequence[ActorId]], between: Mapping[tuple[int, int], float]
) -> list[int]:
    """Return the camps, given by the rank of their first members, in a greedy order of friendliness."""
    left = list(camps)
    ordered = left[:1]
    del left[:1]
    while left:
        last = ordered[-1]
        best = max(left, key=lambda camp: between.get((last, camp), 0.0) / len(members[camp]))
        left.remove(best)
        ordered.append(best)
    return ordered
