"""A signed network with communities in; the friendly ties and the actors without which others lose touch out."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from kg.analysis.blocks import find_blocks
from kg.analysis.triads import find_triangles

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from kg.analysis.network import SignedNetwork

    Ints = NDArray[np.int64]
    Flags = NDArray[np.bool_]


@dataclass(frozen=True, slots=True, kw_only=True)
class Bridges:
    """Which ties are bridges and local bridges, and which actors cut.

    ``bridge`` says of each tie whether its two ends lose touch without it, ``far_side`` how many actors are then on the
    smaller side, 0 where it is no bridge. ``local`` says of each tie whether it joins two communities and its ends have
    no friend in common. ``cut`` says of each actor whether friends of it lose touch without it.
    """

    bridge: Flags
    far_side: Ints
    local: Flags
    cut: Flags


def find_bridges(network: SignedNetwork, communities: Ints) -> Bridges:
    """Return the bridges, the local bridges between communities and the cut actors of the friendly ties.

    A bridge is a friendly tie on no cycle of friendly ties: without it no friendly path joins its ends. One that only
    cuts off a single actor has a ``far_side`` of 1, and there are many of these; those with large sides are channels.
    A local bridge is a friendly tie whose ends have no common friend, so that the next friendly path between them has
    three steps at least; kept are those between two communities, for inside one they are only loose ends.
    Hostile ties are no path. Without friendly ties there is neither.

    References
    ----------
    .. [1] Granovetter (1973), The strength of weak ties, American Journal of Sociology 78(6), p. 1360-1380.
    .. [2] Tarjan (1974), A note on finding the bridges of a graph, Information Processing Letters 2(6), p. 160-161.

    Examples
    --------
    >>> from kg.analysis.network import SignedNetwork
    >>> line = SignedNetwork.of_ties("abcd", [("a", "b", 1.0), ("b", "c", 1.0), ("c", "d", -1.0)])
    >>> found = find_bridges(line, np.array([0, 0, 1, 2]))
    >>> found.bridge.tolist(), found.local.tolist(), found.cut.tolist()
    ([True, True, False], [False, True, False], [False, True, False, False])
    """
    friendly = np.flatnonzero(network.strength > 0.0)
    a, b = network.a[friendly], network.b[friendly]
    parts = find_blocks(a, b, size=network.size)
    closed = np.zeros(len(a), np.bool_)
    closed[find_triangles(a, b, size=network.size).ties.ravel()] = True
    far_side = np.zeros(len(network.a), np.int64)
    far_side[friendly] = parts.far_side
    local = np.zeros(len(network.a), np.bool_)
    local[friendly] = ~closed & (communities[a] != communities[b])
    return Bridges(bridge=far_side > 0, far_side=far_side, local=local, cut=parts.cuts)
