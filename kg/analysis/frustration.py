"""A signed network in; the two camps that explain its ties best, and the ties that contradict them, out."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import numpy as np
from scipy import sparse  # type: ignore[import-untyped]  # scipy ships no types

from kg.analysis.blocks import find_blocks
from kg.analysis.elimination import best_sides

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from kg.analysis.balance import Balance
    from kg.analysis.network import SignedNetwork

    Ints = NDArray[np.int64]
    Floats = NDArray[np.float64]
    Flags = NDArray[np.bool_]

_KICKS: Final = (30, 2000)
_TIES_OF_ALL_KICKS: Final = 6_000_000
"""The smaller a block, the more often it is searched, within the bounds above."""

_STEPS: Final = 100
_ROUNDING: Final = 1e-9


@dataclass(frozen=True, slots=True, kw_only=True)
class Frustration:
    """The two camps and what contradicts them.

    ``camp`` is 1 or 2 for each actor, 0 for one without a tie of a sign; within each component of the network camp 1 is
    the larger one. ``frustrated`` says which ties contradict the camps: hostile inside one, or friendly across.
    ``weight`` is the sum of their sizes and ``least`` a proven lower bound of the smallest possible sum, equal to it
    where ``exact``. ``share`` is the part of all strength that is frustrated, between 0 and 0.5; 0 without ties.
    """

    camp: Ints
    frustrated: Flags
    weight: float
    least: float
    exact: bool
    share: float


def frustration(network: SignedNetwork, balance: Balance, *, seed: int = 0) -> Frustration:
    """Return the two camps that leave the least strength unexplained: the weighted line index of balance.

    With s_i = 1 or -1 the camp of actor i, a tie is frustrated where T_ij s_i s_j < 0::

        F = min over s of  sum over ties with T_ij s_i s_j < 0 of |T_ij|
        share = F / sum of |T_ij|

    F is 0 exactly where the network is balanced, and turning round all ties across a cut leaves it as it
    is. F adds up over blocks, because each cycle lies in one; a tie on no cycle is never frustrated.
    A block of up to 21 actors, or a larger one with few cycles, is solved exactly (see `kg.analysis.elimination`).
    In others the search begins with the camps of a spanning tree of the largest strengths and with the signs of the
    leading eigenvector of T [5]_, and moves the actor whose ties gain most until no move gains. This is repeated from 30
    to 2,000 kicks, in each of which some of the actors, few more often than many, drawn with the seed at large or in
    one neighbourhood, change camps.

    As each unbalanced triangle has a frustrated tie, any weights y_t >= 0 of them with sum of y_t <= |T_e| at each tie e
    add up to no more than F. Weights given from the most intense triangle on, each as much as its ties still allow, are
    the lower bound of blocks that were searched; where it is reached, the camps are proven to be best.

    Where several pairs of camps are equally good, the order of the actors decides. An all-friendly network has one camp;
    two foes are two camps.

    References
    ----------
    .. [1] Abelson and Rosenberg (1958), Symbolic psycho-logic, Behavioral Science 3(1), p. 1-13.
    .. [2] Harary (1959), On the measurement of structural balance, Behavioral Science 4(4), p. 316-323.
    .. [3] Aref, Mason and Wilson (2020), A modeling and computational study of the frustration index in signed networks,
       Networks 75(1), p. 95-110.
    .. [4] Doreian and Mrvar (1996), A partitioning approach to structural balance, Social Networks 18(2), p. 149-168.
    .. [5] Kunegis et al. (2010), Spectral analysis of signed graphs for clustering, prediction and visualization, SDM,
       p. 559-570.

    Examples
    --------
    Two foes with a common friend, whom the weakest of the three ties leaves:

    >>> from kg.analysis.balance import structural_balance
    >>> from kg.analysis.network import SignedNetwork
    >>> torn = SignedNetwork.of_ties("abc", [("a", "b", 2.0), ("a", "c", 0.5), ("b", "c", -1.0)])
    >>> found = frustration(torn, structural_balance(torn))
    >>> found.camp.tolist(), found.frustrated.tolist(), found.weight, found.exact
    ([1, 1, 2], [False, True, False], 0.5, True)
    """
    used = np.flatnonzero(network.strength != 0.0)
    parts = find_blocks(network.a[used], network.b[used], size=network.size)
    agree = network.strength > 0.0  # whether the two ends of a tie are in one camp
    least, exact = [0.0], True
    rows = balance.unbalanced()
    generator = np.random.default_rng(seed)
    for block in parts.blocks:
        if len(block) == 1:
            continue
        ties = used[block]
        actors, ends = np.unique(np.concatenate([network.a[ties], network.b[ties]]), return_inverse=True)
        one, other = ends[: len(ties)], ends[len(ties) :]
        strength = network.strength[ties]
        best = best_sides(one, other, strength, size=len(actors))
        if best is not None:
            side = best
            least.append(_lost(one, other, strength, side))
        else:
            bound = _packed(network, balance, rows[np.isin(balance.ties[rows, 0], ties)])
            side = _searched(one, other, strength, len(actors), bound=bound, generator=generator)
            found = _lost(one, other, strength, side)
            proven = found - bound <= _ROUNDING * float(np.abs(strength).sum())
            least.append(found if proven else bound)
            exact &= proven
        agree[ties] = side[one] == side[other]
    frustrated = (agree != (network.strength > 0.0)) & (network.strength != 0.0)
    weight, whole = float(np.abs(network.strength[frustrated]).sum()), float(np.abs(network.strength).sum())
    return Frustration(
        camp=_camps(network, used, agree),
        frustrated=frustrated,
        weight=weight,
        least=weight if exact else float(sum(least)),
        exact=exact,
        share=weight / whole if whole else 0.0,
    )


def _lost(one: Ints, other: Ints, strength: Floats, side: Ints) -> float:
    return float(np.abs(strength[strength * side[one] * side[other] < 0.0]).sum())


def _searched(
    one: Ints, other: Ints, strength: Floats, size: int, *, bound: float, generator: np.random.Generator
) -> Ints:
    """Return the best sides that were found from the spanning tree and from kicks."""
    ends = (np.concatenate([one, other]), np.concatenate([other, one]))
    weights = sparse.csr_array((np.concatenate([strength, strength]), ends), shape=(size, size))
    tree = _tree_sides(weights)
    starts = [_settled(weights, side) for side in (tree, _spectral_sides(weights, tree))]
    best = min(starts, key=lambda side: _lost(one, other, strength, side))
    lost = _lost(one, other, strength, best)
    enough = bound + _ROUNDING * float(np.abs(strength).sum())
    few, many = _KICKS
    for kick in range(max(few, min(many, _TIES_OF_ALL_KICKS // len(strength)))):
        if lost <= enough:
            break
        kicked = generator.choice(size, int((size / 2.0) ** generator.random()), replace=False)
        if kick % 4:
            kicked = sparse.csgraph.breadth_first_order(weights, int(kicked[0]), directed=False)[0][: len(kicked)]
        side = best.copy()
        side[kicked] *= -1
        side = _settled(weights, side)
        now = _lost(one, other, strength, side)
        if now <= lost:
            best, lost = side, now
    return best


def _tree_sides(weights: sparse.csr_array) -> Ints:
    """Return the sides that frustrate no tie of the spanning tree of the largest strengths."""
    largest = float(np.abs(weights.data).max())
    lengths = weights.copy()
    lengths.data = 2.0 * largest - np.abs(weights.data)
    tree = sparse.csgraph.minimum_spanning_tree(lengths)
    order, before = sparse.csgraph.breadth_first_order(tree, 0, directed=False)
    sign = weights.sign().astype(np.int64).todok()
    side = np.ones(weights.shape[0], np.int64)
    for actor in order[1:].tolist():
        side[actor] = side[before[actor]] * sign[actor, before[actor]]
    return side


def _spectral_sides(weights: sparse.csr_array, side: Ints) -> Ints:
    """Return the signs of (nearly) the leading eigenvector, by 100 steps from given sides."""
    shift = 0.5 * float(np.sqrt(weights.power(2).sum(axis=1).max()))
    vector = side.astype(np.float64)
    for _ in range(_STEPS):
        vector = weights @ vector + shift * vector
        vector /= max(float(np.abs(vector).max()), np.finfo(float).tiny)
    return np.where(vector < 0.0, -1, 1)


def _settled(weights: sparse.csr_array, side: Ints) -> Ints:
    """Return the sides after the actor that gains most has changed sides, again and again until none gains."""
    side = side.copy()
    kept = side * (weights @ side)  # satisfied less frustrated strength of each actor
    least = -_ROUNDING * float(np.abs(weights.data).max())
    while True:
        actor = int(np.argmin(kept))
        if kept[actor] >= least:
            return side
        side[actor] *= -1
        here = slice(weights.indptr[actor], weights.indptr[actor + 1])
        around = weights.indices[here]
        kept[around] += 2.0 * side[around] * side[actor] * weights.data[here]
        kept[actor] *= -1.0


def _packed(network: SignedNetwork, balance: Balance, rows: Ints) -> float:
    """Return the sum of the weights that unbalanced triangles are given while their ties allow it."""
    left = np.abs(network.strength).tolist()
    given = 0.0
    for one, two, three in balance.ties[rows].tolist():
        weight = min(left[one], left[two], left[three])
        if weight > 0.0:
            given += weight
            for tie in (one, two, three):
                left[tie] -= weight
    return given


def _camps(network: SignedNetwork, used: Ints, agree: Flags) -> Ints:
    """Return the camps: one walk through each component, over ties that say who is in one camp with whom."""
    kept = network.matrix(network.strength != 0.0, np.where(agree, 1.0, -1.0))
    camp = np.zeros(network.size, np.int64)
    touched = np.zeros(network.size, np.bool_)
    touched[network.a[used]] = touched[network.b[used]] = True
    first = np.unique(network.components, return_index=True)[1]
    for start in first.tolist():
        if not touched[start]:
            continue
        order, before = sparse.csgraph.breadth_first_order(kept, start, directed=False)
        camp[start] = 1
        for actor in order[1:].tolist():
            here = slice(kept.indptr[actor], kept.indptr[actor + 1])
            place = int(np.searchsorted(kept.indices[here], before[actor]))
            camp[actor] = camp[before[actor]] * int(kept.data[here][place])
        if camp[order].sum() < 0:
            camp[order] *= -1
    return np.where(camp < 0, 2, camp)
