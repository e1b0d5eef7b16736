"""A signed network in; groups whose members are friendlier, and less hostile, than their ties at large predict out."""

from __future__ import annotations

import random
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import numpy as np
from scipy import sparse  # type: ignore[import-untyped]  # scipy ships no types

from kg.analysis.network import by_size, components_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from kg.analysis.network import SignedNetwork

    Ints = NDArray[np.int64]
    Floats = NDArray[np.float64]

_STARTS: Final = 12
_TIES_OF_ALL_STARTS: Final = 60_000
"""Small networks are partitioned from many orders; how many is so chosen that about as many ties are read in all."""

_GAIN: Final = 1e-12
"""A move must gain more than this share of all strength, so that rounding cannot make two actors change places forever."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Communities:
    """The community of each actor, 0 the largest, equal ones by their first member; ``modularity`` is that of all."""

    label: Ints
    modularity: float


@dataclass(frozen=True, slots=True, kw_only=True)
class _Level:
    """A network of actors, or of communities of the level before: signed ties, and both sums of strength of each."""

    around: Sequence[Sequence[tuple[int, float, float]]]
    friendly: Sequence[float]
    hostile: Sequence[float]


def signed_modularity(network: SignedNetwork, label: Ints, *, resolution: float = 1.0) -> float:
    """Return how much friendlier inside and more hostile between a partition is than chance predicts.

    With P and N the sizes of friendly and hostile ties, p_i and n_i their sums by actor, 2p and 2n those of all::

        Q = 1 / (2p + 2n)  sum over i, j in one community of
            (P_ij - g p_i p_j / 2p)  -  (N_ij - g n_i n_j / 2n)

    g is the resolution: more gives smaller communities. Without hostile ties it is the modularity of Newman (2004).
    A network without ties has 0.

    References
    ----------
    .. [1] Gomez, Jensen and Arenas (2009), Analysis of community structure in networks of correlated data, Physical
       Review E 80, 016114.
    .. [2] Newman (2004), Analysis of weighted networks, Physical Review E 70, 056131.

    Examples
    --------
    >>> from kg.analysis.network import SignedNetwork
    >>> two = SignedNetwork.of_ties("abcd", [("a", "b", 1.0), ("c", "d", 1.0), ("a", "c", -1.0)])
    >>> signed_modularity(two, np.array([0, 0, 1, 1]))
    0.5
    """
    total = 2.0 * float(np.abs(network.strength).sum())
    if not total:
        return 0.0
    inside = label[network.a] == label[network.b]
    value = 2.0 * float(network.strength[inside].sum())
    for sign in (1.0, -1.0):
        sizes = np.maximum(sign * network.strength, 0.0)
        of_actor = network.sums(sizes)
        whole = float(of_actor.sum())
        if whole:
            value -= sign * resolution * float((np.bincount(label, of_actor) ** 2).sum()) / whole
    return value / total


def find_communities(network: SignedNetwork, *, resolution: float = 1.0, seed: int = 0) -> Communities:
    """Return a partition of high signed modularity whose communities hang together by friendly ties.

    The method is that of Louvain on both signs at once: every actor in turn moves to the community of a friend, or
    out on its own, wherever `signed_modularity` grows most; communities become the actors of the next level, until nothing
    moves. After each level a community that friendly ties do not hold together falls into its parts, which mends the
    known fault of the method that Leiden mends too. So nobody is in a community only for having the same foes.

    The order in which actors move is that of their friendly and hostile sums, then shuffled with the seed for as many
    further starts as the size of the network allows (12 where it has up to 5,000 ties); the best partition is kept.
    Ids decide only between actors of equal sums. An actor without friendly ties is a community of its own. Finding the
    best partition is NP-hard; this is a lower bound of it.

    References
    ----------
    .. [1] Blondel, Guillaume, Lambiotte and Lefebvre (2008), Fast unfolding of communities in large networks, Journal
       of Statistical Mechanics, P10008.
    .. [2] Traag, Waltman and van Eck (2019), From Louvain to Leiden, Scientific Reports 9, 5233.
    .. [3] Gomez, Jensen and Arenas (2009), Physical Review E 80, 016114.

    Examples
    --------
    >>> from kg.analysis.network import SignedNetwork
    >>> two = SignedNetwork.of_ties("abcd", [("a", "b", 1.0), ("c", "d", 1.0), ("a", "c", -1.0)])
    >>> find_communities(two).label.tolist()
    [0, 0, 1, 1]
    """
    friendly, hostile = (
        network.sums(np.maximum(network.strength, 0.0)),
        network.sums(np.maximum(-network.strength, 0.0)),
    )
    order = np.lexsort((np.arange(network.size), -hostile, -friendly)).tolist()
    starts = max(1, min(_STARTS, _TIES_OF_ALL_STARTS // max(1, len(network.a))))
    shuffler = random.Random(seed)
    best = Communities(label=np.arange(network.size), modularity=-np.inf)
    for start in range(starts):
        if start:
            shuffler.shuffle(order)
        label = _partition(network, order, resolution)
        value = signed_modularity(network, label, resolution=resolution)
        if value > best.modularity + _GAIN:
            best = Communities(label=label, modularity=value)
    return Communities(label=by_size(best.label), modularity=best.modularity)


def _partition(network: SignedNetwork, order: Sequence[int], resolution: float) -> Ints:
    label = np.arange(network.size)
    visits = list(order)
    while True:
        level = _level(network, label)
        moved = np.array(_move(level, visits, resolution), np.int64)
        coarser = _held_together(network, moved[label])
        if coarser.max(initial=-1) == label.max(initial=-1):
            return label
        # A community is visited where the first of its members was.
        first = {int(coarser[actor]): None for actor in order}
        label, visits = coarser, list(first)


def _held_together(network: SignedNetwork, label: Ints) -> Ints:
    """Return the communities with those cut in parts that friendly ties do not hold together."""
    kept = (network.strength > 0.0) & (label[network.a] == label[network.b])
    return components_of(network.matrix(kept))


def _level(network: SignedNetwork, label: Ints) -> _Level:
    """Return the network whose actors are the communities; what is inside one moves with it and is left out."""
    size = int(label.max(initial=-1)) + 1
    around: list[list[tuple[int, float, float]]] = [[] for _ in range(size)]
    grouped = _grouped(network.signed, label, size)
    starts = grouped.indptr.tolist()
    ends, values = grouped.indices.tolist(), grouped.data.tolist()
    friends = _grouped(network.positive, label, size)
    friendly = dict(zip(_keys(friends, size), friends.data.tolist(), strict=True))
    for one in range(size):
        for place in range(starts[one], starts[one + 1]):
            if ends[place] != one:
                other = ends[place]
                around[one].append((other, values[place], friendly.get(one * size + other, 0.0)))
    sums = [
        np.bincount(label, network.sums(np.maximum(sign * network.strength, 0.0)), size).tolist()
        for sign in (1.0, -1.0)
    ]
    return _Level(around=around, friendly=sums[0], hostile=sums[1])


def _grouped(matrix: sparse.csr_array, label: Ints, size: int) -> sparse.csr_array:
    whole = matrix.tocoo()
    made = sparse.csr_array((whole.data, (label[whole.row], label[whole.col])), shape=(size, size))
    made.sum_duplicates()
    return made


def _keys(matrix: sparse.csr_array, size: int) -> list[int]:
    whole = matrix.tocoo()
    keys: list[int] = (whole.row.astype(np.int64) * size + whole.col).tolist()
    return keys


def _move(level: _Level, visits: Sequence[int], resolution: float) -> list[int]:
    """Return the community of each actor of a level after moves, one at a time, that each gain the most."""
    size = len(level.around)
    label, members = list(range(size)), [1] * size
    free: list[int] = []  # numbers of communities that everybody has left
    friendly, hostile = list(level.friendly), list(level.hostile)
    all_friendly, all_hostile = sum(sorted(friendly)), sum(sorted(hostile))
    by_friendly = resolution / all_friendly if all_friendly else 0.0
    by_hostile = resolution / all_hostile if all_hostile else 0.0
    least = _GAIN * (all_friendly + all_hostile)
    waiting, queued = list(visits), [True] * size
    while waiting:
        again: list[int] = []
        for actor in waiting:
            queued[actor] = False
            home = label[actor]
            gain = {home: 0.0}
            open_to = {home: None}
            for other, strength, friends in level.around[actor]:
                community = label[other]
                gain[community] = gain.get(community, 0.0) + strength
                if friends > 0.0:
                    open_to[community] = None
            friendly[home] -= level.friendly[actor]
            hostile[home] -= level.hostile[actor]
            like, dislike = level.friendly[actor] * by_friendly, level.hostile[actor] * by_hostile
            best, most = home, gain[home] - like * friendly[home] + dislike * hostile[home] + least
            if most < 0.0 and members[home] > 1:
                best, most = free[-1], 0.0
            for community in open_to:
                value = gain[community] - like * friendly[community] + dislike * hostile[community]
                if value > most:
                    best, most = community, value
            friendly[best] += level.friendly[actor]
            hostile[best] += level.hostile[actor]
            if best == home:
                continue
            if free and best == free[-1]:
                free.pop()
            members[home] -= 1
            members[best] += 1
            if not members[home]:
                free.append(home)
            label[actor] = best
            for other, _, _ in level.around[actor]:
                if label[other] != best and not queued[other]:
                    queued[other] = True
                    again.append(other)
        waiting = again
    return label
