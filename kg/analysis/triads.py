"""A symmetric set of ties in; all its triangles as arrays of places out."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING, Final

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Ints = NDArray[np.int64]

_AT_ONCE: Final = 4_000_000
"""How many pairs of ties of one actor are looked at together, so that memory stays small."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Triangles:
    """Every triangle once: ``actors`` are rows of three places in rising order, and ``ties`` the three ties.

    The first tie of a row joins the first two actors, the second the first and the third, the third the last two.
    Rows are sorted.
    """

    actors: Ints
    ties: Ints


def find_triangles(a: Ints, b: Ints, *, size: int) -> Triangles:
    """Return the triangles of ties given by their two ends, no tie twice.

    Each tie is turned so that it leads from the actor with fewer ties to the one with more; then no actor has more than
    sqrt(2 m) ties that lead away from it, and for each two of these it is looked up whether a tie closes them, which is
    O(m^1.5) in all for m ties.
    Chiba and Nishizeki (1985), SIAM Journal on Computing 14(1), p. 210-223; Latapy (2008), Theoretical Computer
    Science 407, p. 458-473.

    >>> find_triangles(np.array([0, 0, 1, 2]), np.array([1, 2, 2, 3]), size=4).actors.tolist()
    [[0, 1, 2]]
    """
    degree = np.bincount(a, minlength=size) + np.bincount(b, minlength=size)
    rank = np.empty(size, np.int64)
    rank[np.lexsort((np.arange(size), degree))] = np.arange(size)
    turned = rank[a] > rank[b]
    source, target = np.where(turned, b, a), np.where(turned, a, b)
    order = np.lexsort((rank[target], rank[source]))
    start, end = rank[source][order], rank[target][order]
    keys = start * size + end

    behind = np.searchsorted(start, start, side="right") - np.arange(len(start)) - 1
    found = []
    for first, last in _slices(behind):
        left = np.repeat(np.arange(first, last), behind[first:last])
        offset = np.arange(len(left)) - np.repeat(
            np.cumsum(behind[first:last]) - behind[first:last], behind[first:last]
        )
        right = left + 1 + offset
        wanted = end[left] * size + end[right]
        place = np.minimum(np.searchsorted(keys, wanted), max(len(keys) - 1, 0))
        closed = keys[place] == wanted if len(keys) else np.zeros(0, np.bool_)
        found.append(np.column_stack([left[closed], right[closed], place[closed]]))
    ties = order[np.concatenate(found)] if found else np.empty((0, 3), np.int64)
    return _in_order(ties, a, b)


def _slices(behind: Ints) -> list[tuple[int, int]]:
    """Return ranges of ties that have few enough pairs to be looked at together."""
    total = np.cumsum(behind)
    cuts = [0]
    while cuts[-1] < len(behind):
        done = total[cuts[-1] - 1] if cuts[-1] else 0
        cuts.append(max(cuts[-1] + 1, int(np.searchsorted(total, done + _AT_ONCE, side="right"))))
    return list(pairwise(cuts))


def _in_order(ties: Ints, a: Ints, b: Ints) -> Triangles:
    """Return sorted rows of actors, and the ties between them in their order."""
    ties = ties.astype(np.int64)
    ends = np.stack([a[ties], b[ties]], axis=2)
    # Of three ties that are sorted by their ends, the first two begin at the lowest actor, the last ends at the highest.
    for column in (1, 0):
        turn = np.argsort(ends[:, :, column], axis=1, kind="stable")
        ties = np.take_along_axis(ties, turn, axis=1)
        ends = np.take_along_axis(ends, turn[:, :, None], axis=1)
    actors = np.column_stack([ends[:, 0, 0], ends[:, 0, 1], ends[:, 2, 1]])
    rows = np.lexsort(actors.T[::-1])
    return Triangles(actors=actors[rows], ties=ties[rows])
