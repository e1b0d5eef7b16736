"""A signed network in; how much each actor's friends need it to reach one another, and between which groups, out."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import numpy as np
from scipy import sparse  # type: ignore[import-untyped]  # scipy ships no types

from kg.analysis.triads import find_triangles

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from kg.analysis.network import SignedNetwork

    Ints = NDArray[np.int64]
    Floats = NDArray[np.float64]

ROLES: Final = ("coordinator", "itinerant", "gatekeeper", "liaison")
_ROWS_AT_ONCE: Final = 2_000
"""Rows of a matrix product that are made together, so that memory stays small."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Holes:
    """Burt's figures of each actor, over friendly ties: ``constraint`` and ``effective_size``."""

    constraint: Floats
    effective_size: Floats


def structural_holes(network: SignedNetwork) -> Holes:
    """Return how far each actor's friends are tied to one another, which leaves it little to broker.

    With P the friendly strengths of each actor as shares of its sum, M as shares of its strongest friendly tie, and
    all sums over the friends j of i::

        constraint      c_i = sum over j of (P_ij + sum over q of P_iq P_qj)^2
        effective size  e_i = sum over j of (1 - sum over q of P_iq M_jq)

    Low constraint and a large effective size mark brokers; constraint can exceed 1 a little among few friends who are all
    tied to one another. Where one friend is all there is, and has no other, both are 1. An actor without friends, for which Burt defines nothing
    and NetworkX gives NaN, has nothing to broker: constraint 1 and effective size 0.
    Both depend on shares only, so multiplying all strengths by a number changes nothing. Hostile ties do not count.

    References
    ----------
    .. [1] Burt (1992), Structural Holes: The Social Structure of Competition, ch. 2.
    .. [2] Everett and Borgatti (2020), Unpacking Burt's constraint measure, Social Networks 62, p. 50-57.

    Examples
    --------
    >>> from kg.analysis.network import SignedNetwork
    >>> holes = structural_holes(SignedNetwork.of_ties("abcd", [("a", "b", 1.0), ("b", "c", 1.0)]))
    >>> holes.constraint.tolist(), holes.effective_size.tolist()
    ([1.0, 0.5, 1.0, 1.0], [1.0, 2.0, 1.0, 0.0])
    """
    friendly = network.positive
    size = network.size
    if not friendly.nnz:
        return Holes(constraint=np.ones(size), effective_size=np.zeros(size))
    friends = np.diff(friendly.indptr)
    shares = _scaled(friendly, 1.0 / np.maximum(friendly.sum(axis=1), np.finfo(float).tiny))
    of_strongest = _scaled(friendly, 1.0 / np.maximum(friendly.max(axis=1).toarray().ravel(), np.finfo(float).tiny))
    turned = of_strongest.T.tocsr()
    pattern = friendly.sign()
    constraint, redundant = np.zeros(size), np.zeros(size)
    for first in range(0, size, _ROWS_AT_ONCE):
        rows = slice(first, first + _ROWS_AT_ONCE)
        indirect = (shares[rows] @ shares).multiply(pattern[rows])
        constraint[rows] = ((shares[rows] + indirect).power(2)).sum(axis=1)
        redundant[rows] = (shares[rows] @ turned).multiply(pattern[rows]).sum(axis=1)
    return Holes(
        constraint=np.where(friends > 0, constraint, 1.0),
        effective_size=np.maximum(friends - redundant, 0.0),
    )


def brokerage_roles(network: SignedNetwork, groups: Ints) -> Ints:
    """Return how often each actor joins two who are no friends of each other, by the groups of the three.

    A row for each actor, a column for each of `ROLES`. Actor k with friends i and j, who are no friends, is::

        coordinator  i, k and j are of one group
        itinerant    i and j are of one group, k of another
        gatekeeper   k and one of the two are of one group (Gould and Fernandez tell gatekeeper and representative apart
                     by the direction of ties, which friendly ties do not have)
        liaison      all three are of different groups

    Each pair of friends counts once, strengths do not count. The pairs are counted by group, then those that a triangle
    closes are taken off, so that no path is listed.

    References
    ----------
    .. [1] Gould and Fernandez (1989), Structures of mediation: A formal approach to brokerage in transaction networks,
       Sociological Methodology 19, p. 89-126.

    Examples
    --------
    >>> from kg.analysis.network import SignedNetwork
    >>> line = SignedNetwork.of_ties("abc", [("a", "b", 1.0), ("b", "c", 1.0)])
    >>> brokerage_roles(line, np.array([0, 0, 1])).tolist()
    [[0, 0, 0, 0], [0, 0, 1, 0], [0, 0, 0, 0]]
    """
    size = network.size
    if not size:
        return np.empty((0, len(ROLES)), np.int64)
    kept = network.strength > 0.0
    a, b = network.a[kept], network.b[kept]
    start, end = np.concatenate([a, b]), np.concatenate([b, a])
    by_group = sparse.csr_array((np.ones(len(start), np.int64), (start, groups[end])), (size, int(groups.max()) + 1))
    by_group.sum_duplicates()
    friends = by_group.sum(axis=1)
    squares = by_group.power(2).sum(axis=1)
    at_home = np.bincount(start, groups[start] == groups[end], size).astype(np.int64)
    one_group = (squares - friends) // 2
    coordinator = at_home * (at_home - 1) // 2
    gatekeeper = at_home * (friends - at_home)
    all_pairs = friends * (friends - 1) // 2
    itinerant = one_group - coordinator
    found = np.column_stack([coordinator, itinerant, gatekeeper, all_pairs - one_group - gatekeeper])
    corners = find_triangles(a, b, size=size).actors
    for middle, one, other in ((0, 1, 2), (1, 0, 2), (2, 0, 1)):
        broker = groups[corners[:, middle]]
        left, right = groups[corners[:, one]], groups[corners[:, other]]
        same = (left == broker).astype(np.int64) + (right == broker)
        role = np.select([same == 2, left == right, same == 1], [0, 1, 2], 3)
        np.subtract.at(found, (corners[:, middle], role), 1)
    return found.astype(np.int64)


def _scaled(matrix: sparse.csr_array, factors: Floats) -> sparse.csr_array:
    """Return the matrix with each row multiplied by its factor."""
    made = matrix.copy()
    made.data = made.data * np.repeat(factors, np.diff(matrix.indptr))
    return made
