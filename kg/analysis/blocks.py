"""Ties in; the blocks that no single actor cuts, the actors that do cut, and the bridges out."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    Ints = NDArray[np.int64]
    Flags = NDArray[np.bool_]


@dataclass(frozen=True, slots=True, kw_only=True)
class Blocks:
    """How ties hang together.

    ``blocks`` are the places of the ties of each block (biconnected component), sorted inside and by their first tie.
    ``cuts`` says of each actor whether the others fall apart without it.
    ``bridges`` says of each tie whether its ends fall apart without it; ``far_side`` is then the number of actors on the
    smaller side, 0 for a tie that is no bridge.
    """

    blocks: tuple[Ints, ...]
    cuts: Flags
    bridges: Flags
    far_side: Ints


def find_blocks(a: Ints, b: Ints, *, size: int) -> Blocks:
    """Return the blocks, cut actors and bridges of ties given by their two ends, no tie twice.

    A block is a largest set of ties of which each two lie on a common cycle; a tie on no cycle is a block alone, and a
    bridge. One walk in depth finds them in O(n + m): a block ends where no tie leads from below an actor to above it.
    Hopcroft and Tarjan (1973), Algorithm 447, Communications of the ACM 16(6), p. 372-378.

    A triangle with a tail:

    >>> found = find_blocks(np.array([0, 0, 1, 2]), np.array([1, 2, 2, 3]), size=4)
    >>> [block.tolist() for block in found.blocks], found.cuts.tolist(), found.far_side.tolist()
    ([[0, 1, 2], [3]], [False, False, True, False], [0, 0, 0, 1])
    """
    around = _neighbours(a, b, size)
    seen = [0] * size
    lowest = [0] * size
    below = [1] * size
    cuts = np.zeros(size, np.bool_)
    far_side = np.zeros(len(a), np.int64)
    blocks: list[Ints] = []
    clock = 0
    for root in range(size):
        if seen[root]:
            continue
        first_block, roots_blocks = len(blocks), 0
        clock += 1
        seen[root] = lowest[root] = clock
        path = [(root, -1, iter(around[root]))]
        open_ties: list[int] = []
        opened: list[int] = []
        narrow: list[tuple[int, int]] = []
        while path:
            here, came_by, rest = path[-1]
            for there, tie in rest:
                if tie == came_by:
                    continue
                if not seen[there]:
                    clock += 1
                    seen[there] = lowest[there] = clock
                    opened.append(len(open_ties))
                    open_ties.append(tie)
                    path.append((there, tie, iter(around[there])))
                    break
                if seen[there] < seen[here]:
                    open_ties.append(tie)
                    lowest[here] = min(lowest[here], seen[there])
            else:
                path.pop()
                if not path:
                    break
                above = path[-1][0]
                below[above] += below[here]
                begin = opened.pop()
                if lowest[here] >= seen[above]:
                    blocks.append(np.sort(np.array(open_ties[begin:], np.int64)))
                    del open_ties[begin:]
                    if len(blocks[-1]) == 1:
                        narrow.append((came_by, below[here]))
                    if above == root:
                        roots_blocks += 1
                    else:
                        cuts[above] = True
                else:
                    lowest[above] = min(lowest[above], lowest[here])
        if len(blocks) > first_block:
            cuts[root] = roots_blocks > 1
        for tie, beneath in narrow:
            far_side[tie] = min(beneath, below[root] - beneath)
    return Blocks(
        blocks=tuple(sorted(blocks, key=lambda block: int(block[0]))),
        cuts=cuts,
        bridges=far_side > 0,
        far_side=far_side,
    )


def _neighbours(a: Ints, b: Ints, size: int) -> Sequence[Sequence[tuple[int, int]]]:
    around: list[list[tuple[int, int]]] = [[] for _ in range(size)]
    for tie, (one, other) in enumerate(zip(a.tolist(), b.tolist(), strict=True)):
        around[one].append((other, tie))
        around[other].append((one, tie))
    return around
