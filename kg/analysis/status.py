"""A signed network in; the standing of each actor out: among friends alone, and with foes counted against it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import numpy as np
from scipy import sparse  # type: ignore[import-untyped]  # scipy ships no types
from scipy.sparse import linalg  # type: ignore[import-untyped]  # scipy ships no types

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from kg.analysis.network import SignedNetwork

    Floats = NDArray[np.float64]

DAMPING: Final = 0.85
_CLOSE: Final = 1e-12
_STEPS: Final = 10_000


def pagerank(network: SignedNetwork, *, damping: float = DAMPING) -> Floats:
    """Return the share of time that a walk along friendly ties spends with each actor; the shares add up to 1.

    With P the friendly strengths of each actor as shares of its sum and d the damping::

        x_j = d (sum over i of x_i P_ij  +  (1 / n) sum of x_i over actors without friends)  +  (1 - d) / n

    The walk jumps to any actor with chance 1 - d, and always from an actor without friends. Steps are taken until they
    change less than 1e-12 in all. Without friendly ties all have 1 / n.

    References
    ----------
    .. [1] Brin and Page (1998), The anatomy of a large-scale hypertextual web search engine, Computer Networks 30.
    .. [2] Langville and Meyer (2004), Deeper inside PageRank, Internet Mathematics 1(3), p. 335-380.

    Examples
    --------
    >>> from kg.analysis.network import SignedNetwork
    >>> pagerank(SignedNetwork.of_ties("ab", [("a", "b", -1.0)])).tolist()
    [0.5, 0.5]
    """
    if not 0.0 <= damping < 1.0:
        raise ValueError(f"damping {damping} is not in [0, 1)")
    size = network.size
    if not size:
        return np.empty(0)
    friendly = network.positive
    sums = friendly.sum(axis=1)
    alone = sums == 0.0
    inverse = np.divide(1.0, sums, out=np.zeros(size), where=~alone)
    rank = np.full(size, 1.0 / size)
    for _ in range(_STEPS):
        # The matrix is symmetric, so its product with the shared-out ranks needs no turning.
        spread = damping * (friendly @ (rank * inverse) + rank[alone].sum() / size) + (1.0 - damping) / size
        change = float(np.abs(spread - rank).sum())
        rank = spread
        if change < _CLOSE:
            break
    shares: Floats = rank / rank.sum()
    return shares


def signed_status(network: SignedNetwork) -> Floats:
    """Return the PN centrality of each actor: friends, above all of good standing, raise it, and foes lower it.

    With A = P - 2 N of friendly and hostile strengths, both divided by the largest strength of all::

        s = (I - A / (2 (n - 1)))^-1 1

    1 is neutral, the standing of an actor without ties; foes count twice because they are rarer, and the foe of a foe
    raises. The original has ties of strength 1; dividing by the largest keeps what holds there: the eigenvalues of the
    matrix lie between 1/2 and 2, so there is always one solution, found by conjugate gradients to 1e-12. In a large
    network with few strong ties all values are near 1; it is their order that tells.
    One actor alone has 1.

    References
    ----------
    .. [1] Everett and Borgatti (2014), Networks containing negative ties, Social Networks 38, p. 111-120.
    .. [2] Bonacich and Lloyd (2004), Calculating status with negative relations, Social Networks 26(4), p. 331-338.

    Examples
    --------
    >>> from kg.analysis.network import SignedNetwork
    >>> friends = SignedNetwork.of_ties("abc", [("a", "b", 1.0), ("a", "c", 1.0), ("b", "c", 1.0)])
    >>> signed_status(friends).round(6).tolist()
    [2.0, 2.0, 2.0]
    >>> foes = SignedNetwork.of_ties("abc", [("a", "b", -1.0), ("a", "c", -1.0), ("b", "c", -1.0)])
    >>> signed_status(foes).round(6).tolist()
    [0.5, 0.5, 0.5]
    """
    size = network.size
    largest = float(np.abs(network.strength).max(initial=0.0))
    if not largest:
        return np.ones(size)
    signs = (network.positive - 2.0 * network.negative) * (1.0 / largest / (2.0 * (size - 1)))
    system = sparse.eye_array(size, format="csr") - signs
    found: Floats = linalg.cg(system, np.ones(size), rtol=_CLOSE, atol=0.0, maxiter=_STEPS)[0]
    return found
