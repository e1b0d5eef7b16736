"""Sets of hashes in; the pairs of sets that share enough of them to be looked at out."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from numpy.typing import NDArray

_COMMON: Final = 50
"""A hash that more sets share pairs only those next to each other: else a thousand copies would make a million pairs."""

_NEIGHBOURS: Final = 4
_AT_ONCE: Final = 500_000
"""About so many hashes are paired at once."""

_LOW: Final = np.uint64(0xFFFFFFFF)
_HALF: Final = np.uint64(32)


def candidates(sets: Sequence[NDArray[np.uint32]], *, part: float) -> dict[int, list[int]]:
    """Return for the place of each set those of earlier sets that may share this part of the smaller, most shared first.

    All sets stand in one sorted list of hash and place, so that who shares a hash stands together [1]_. Nothing is left to
    chance, as it is with MinHash: a pair is passed over only if it shares too little, or if both are among more than 50 with
    the same text, whose neighbours in the list join them.

    References
    ----------
    .. [1] Chaudhuri, S., Ganti, V., Kaushik, R. (2006), A Primitive Operator for Similarity Joins in Data Cleaning.
    """
    sizes = np.array([len(each) for each in sets], np.int64)
    if len(sets) < 2 or not sizes.sum():
        return {}
    entries = np.concatenate(sets).astype(np.uint64) << _HALF
    entries |= np.repeat(np.arange(len(sets), dtype=np.uint64), sizes)
    entries.sort()
    codes, counts = _counted(entries)
    one, other = (codes >> _HALF).astype(np.int64), (codes & _LOW).astype(np.int64)
    # What common hashes would add is not counted, so that half of what is asked for is enough to look.
    kept = counts >= part / 2 * np.minimum(sizes[one], sizes[other])
    found: dict[int, list[int]] = {}
    order = np.lexsort((one[kept], -counts[kept], other[kept]))
    for late, early in zip(other[kept][order].tolist(), one[kept][order].tolist(), strict=True):
        found.setdefault(late, []).append(early)
    return found


def _counted(entries: NDArray[np.uint64]) -> tuple[NDArray[np.uint64], NDArray[np.int64]]:
    """Return the pairs of places that share two hashes or more, as one number each, and how many they share."""
    codes = np.concatenate([pairs for block in _blocks(entries) for pairs in _pairs(block)])
    codes.sort()
    # Most pairs share one turn of phrase and nothing else.
    again = codes[1:] == codes[:-1]
    codes = codes[np.append(again, False) | np.append(False, again)] if len(codes) else codes
    return np.unique(codes, return_counts=True)


def _blocks(entries: NDArray[np.uint64]) -> Iterator[NDArray[np.uint64]]:
    """Yield the sorted entries a part at a time, which bounds the memory; none of them ends within a hash."""
    start = 0
    while start < len(entries):
        last = entries[min(start + _AT_ONCE, len(entries)) - 1] | _LOW
        end = int(np.searchsorted(entries, last, side="right"))
        yield entries[start:end]
        start = end


def _pairs(entries: NDArray[np.uint64]) -> Iterator[NDArray[np.uint64]]:
    hashes, places = entries >> _HALF, entries & _LOW
    starts = np.flatnonzero(np.append(True, hashes[1:] != hashes[:-1]))
    lengths = np.diff(np.append(starts, len(hashes)))
    # How many entries of the same hash follow each.
    following = np.repeat(starts + lengths, lengths) - np.arange(len(hashes)) - 1
    following = np.where(np.repeat(lengths > _COMMON, lengths), np.minimum(following, _NEIGHBOURS), following)
    at = np.arange(len(hashes))
    step = 1
    while len(at):
        at = at[following[at] >= step]
        yield (places[at] << _HALF) | places[at + step]
        step += 1
