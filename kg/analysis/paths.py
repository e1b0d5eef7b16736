"""A signed network in; who stands on the shortest friendly paths of others out."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import numpy as np
from scipy import sparse  # type: ignore[import-untyped]  # scipy ships no types

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from kg.analysis.network import SignedNetwork

    Ints = NDArray[np.int64]
    Floats = NDArray[np.float64]

EXACT_ACTORS: Final = 1000
"""Up to so many actors with friendly ties all of them are sources of paths, and betweenness is exact."""

PIVOTS: Final = 400
_ROUNDING: Final = 1e-12


@dataclass(frozen=True, slots=True, kw_only=True)
class Betweenness:
    """The betweenness of each actor, and whether paths from all actors were counted (else from ``pivots`` of them)."""

    value: Floats
    exact: bool
    pivots: int


def betweenness(
    network: SignedNetwork, *, exact_actors: int = EXACT_ACTORS, pivots: int = PIVOTS, seed: int = 0
) -> Betweenness:
    """Return the share of other pairs' shortest friendly paths that lead through each actor.

    A friendly tie of strength T is 1 / T long, so that paths prefer strong ties (Newman 2001). With sigma_st the number
    of shortest paths from s to t, and sigma_st(v) of those through v::

        B(v) = 2 / ((n - 1)(n - 2))  sum over s < t, both not v, of sigma_st(v) / sigma_st

    The dependencies of one source are two sums over the graph of its shortest paths (Brandes 2001), which here are
    products of sparse matrices, one for each step of the longest path. With more than ``exact_actors`` actors that have
    friends, ``pivots`` of these, drawn with the seed, are the sources and the sum is scaled up (Brandes and Pich 2007):
    an unbiased estimate, good for the highest ranks and poor for the order of the low ones.
    Hostile ties carry nothing. An actor without friends has 0, and so has everybody where there are fewer than three.
    Lengths that differ by less than 1e-12 of themselves count as equal.

    References
    ----------
    .. [1] Freeman (1977), A set of measures of centrality based on betweenness, Sociometry 40(1), p. 35-41.
    .. [2] Brandes (2001), A faster algorithm for betweenness centrality, Journal of Mathematical Sociology 25(2).
    .. [3] Brandes and Pich (2007), Centrality estimation in large networks, International Journal of Bifurcation and
       Chaos 17(7), p. 2303-2318.
    .. [4] Newman (2001), Scientific collaboration networks II, Physical Review E 64, 016132.

    Examples
    --------
    >>> from kg.analysis.network import SignedNetwork
    >>> betweenness(SignedNetwork.of_ties("abc", [("a", "b", 1.0), ("b", "c", 2.0)])).value.tolist()
    [0.0, 1.0, 0.0]
    """
    size = network.size
    total = np.zeros(size)
    friends = np.flatnonzero(np.diff(network.positive.indptr))
    exact = len(friends) <= exact_actors
    sources = friends
    if not exact:
        sources = np.sort(np.random.default_rng(seed).choice(friends, pivots, replace=False))
    if len(friends) < 3:
        return Betweenness(value=total, exact=True, pivots=len(friends))
    lengths = network.positive.copy()
    lengths.data = 1.0 / lengths.data
    start, end = np.repeat(np.arange(size), np.diff(lengths.indptr)), lengths.indices
    for source in sources.tolist():
        total += _dependencies(lengths, start, end, source)
    scale = len(friends) / len(sources) / ((size - 1) * (size - 2))
    return Betweenness(value=total * scale, exact=exact, pivots=len(sources))


def _dependencies(lengths: sparse.csr_array, start: Ints, end: Ints, source: int) -> Floats:
    """Return for each actor the sum over targets of the share of the source's shortest paths that lead through it."""
    far = sparse.csgraph.dijkstra(lengths, directed=True, indices=source)
    reached = np.isfinite(far[start])
    one, other, length = start[reached], end[reached], lengths.data[reached]
    on_path = (far[one] < far[other]) & (far[one] + length <= far[other] * (1.0 + _ROUNDING))
    one, other = one[on_path], other[on_path]
    size = len(far)
    forward = sparse.csr_array((np.ones(len(one)), (other, one)), shape=(size, size))
    paths = step = np.eye(1, size, source)[0]
    while step.any():
        step = forward @ step
        paths = paths + step
    # delta_v = sum over w behind v of sigma_v / sigma_w (1 + delta_w), summed up step by step from w back to the source.
    share = sparse.csr_array((paths[one] / paths[other], (one, other)), shape=(size, size))
    step = share.sum(axis=1)
    through: Floats = step
    while step.any():
        step = share @ step
        through = through + step
    through[source] = 0.0
    return through
