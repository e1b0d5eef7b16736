"""A signed network in; the pairs of actors that treat, and are treated by, the rest alike or in opposite ways out."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from kg.analysis.network import SignedNetwork

    Ints = NDArray[np.int64]
    Floats = NDArray[np.float64]

LEAST_SHARED: Final = 2
SHRINKING: Final = 2.0
_ROWS_AT_ONCE: Final = 500


@dataclass(frozen=True, slots=True, kw_only=True)
class Alike:
    """Pairs of actors, places ``a`` < ``b``, with the similarity of their profiles and the number of shared partners.

    ``shrunk`` is the similarity pulled toward 0 where few partners are shared; pairs are sorted by it, highest first.
    """

    a: Ints
    b: Ints
    similarity: Floats
    shared: Ints
    shrunk: Floats


def similar_profiles(
    network: SignedNetwork, *, keep: int, least_shared: int = LEAST_SHARED, shrinking: float = SHRINKING
) -> tuple[Alike, Alike]:
    """Return the ``keep`` pairs whose profiles are most alike, and the ``keep`` that are most opposed.

    The profile of an actor is its row of T, friendly and hostile; that of a pair leaves out what the two are to each
    other. The cosine of the two rows, and its value shrunk by the number m of partners that both have ties with::

        c_ij = sum of T_ik T_jk  /  sqrt(sum of T_ik^2  sum of T_jk^2)        over all k but i and j
        s_ij = m / (m + z) c_ij                                               z = ``shrinking``

    Two who share all friends and all foes in like measure have c = 1, two whose friends are the other's foes -1,
    whatever the tie between them: so allies that never meet are found. Cosine and not correlation, because 0 means
    something here: no tie. Pairs with fewer than ``least_shared`` shared partners are left out, for with one partner c
    says no more than the sign of two ties. Only pairs with c above 0 are alike, only those below 0 opposed.
    The rows are compared in slices by sparse products, so that memory stays small.

    References
    ----------
    .. [1] Lorrain and White (1971), Structural equivalence of individuals in social networks, Journal of Mathematical
       Sociology 1(1), p. 49-80.
    .. [2] Koren (2008), Factorization meets the neighborhood, KDD: shrinking by the number of shared items.

    Examples
    --------
    >>> from kg.analysis.network import SignedNetwork
    >>> rows = [("a", "c", 1.0), ("a", "d", -1.0), ("b", "c", 2.0), ("b", "d", -2.0), ("a", "b", -3.0)]
    >>> alike, opposed = similar_profiles(SignedNetwork.of_ties("abcd", rows), keep=5)
    >>> alike.a.tolist(), alike.b.tolist(), alike.similarity.round(6).tolist(), alike.shrunk.round(6).tolist()
    ([0], [1], [1.0], [0.5])
    >>> opposed.similarity.round(6).tolist()
    [-1.0]
    """
    signed, size = network.signed, network.size
    pattern = signed.copy()
    pattern.data = np.ones_like(pattern.data)
    keys = network.a * size + network.b
    squares = np.asarray(signed.power(2).sum(axis=1), np.float64)
    found: list[list[Floats]] = [[], []]
    for first in range(0, size, _ROWS_AT_ONCE):
        rows = slice(first, first + _ROWS_AT_ONCE)
        shared = (pattern[rows] @ pattern).tocoo()
        above = (shared.col > shared.row + first) & (shared.data >= least_shared)
        i, j, partners = shared.row[above].astype(np.int64), shared.col[above].astype(np.int64), shared.data[above]
        if not len(i):
            continue
        product = np.asarray((signed[rows] @ signed)[i, j], np.float64)
        i = i + first
        own = _between(network, keys, i * size + j) ** 2
        room = np.sqrt(np.maximum(squares[i] - own, 0.0) * np.maximum(squares[j] - own, 0.0))
        cosine = np.divide(product, room, out=np.zeros_like(room), where=room > 0.0).clip(-1.0, 1.0)
        shrunk = cosine * partners / (partners + shrinking)
        for side, sign in zip(found, (1.0, -1.0), strict=True):
            kept = np.flatnonzero(sign * shrunk > 0.0)
            # Ten digits, so that pairs which rounding alone tells apart come in the order of their names.
            order = np.lexsort((j[kept], i[kept], -np.round(sign * shrunk[kept], 10)))[:keep]
            kept = kept[order]
            side.append(np.column_stack([i[kept], j[kept], cosine[kept], partners[kept], shrunk[kept]]))
    alike, opposed = (_best(side, sign, keep) for side, sign in zip(found, (1.0, -1.0), strict=True))
    return alike, opposed


def _between(network: SignedNetwork, keys: Ints, wanted: Ints) -> Floats:
    """Return T of pairs by their keys, 0 where they have no tie."""
    if not len(keys):
        return np.zeros(len(wanted))
    place = np.minimum(np.searchsorted(keys, wanted), len(keys) - 1)
    return np.where(keys[place] == wanted, network.strength[place], 0.0)


def _best(slices: list[Floats], sign: float, keep: int) -> Alike:
    rows = np.concatenate([np.empty((0, 5)), *slices])
    order = np.lexsort((rows[:, 1], rows[:, 0], -np.round(sign * rows[:, 4], 10)))[:keep]
    rows = rows[order]
    return Alike(
        a=rows[:, 0].astype(np.int64),
        b=rows[:, 1].astype(np.int64),
        similarity=rows[:, 2],
        shared=rows[:, 3].astype(np.int64),
        shrunk=rows[:, 4],
    )
