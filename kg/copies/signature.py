"""An article in; the bytes by which its copies are known out: the hashes of its figures and of every three words in a row."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Final

import numpy as np

from kg.copies.words import figures_of, words_of

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from kg.model import Article

SHINGLE: Final = 3
"""So many words in a row are one shingle: of five, a rewrite that changes every fifth word would keep none."""

_MARK: Final = b"kgc1"
"""The method by which the rest was made; bytes of another method are not read."""

_HASH: Final = np.dtype("<u4")
# Odd numbers without pattern, so that the order of the words tells (from the digits of pi and e).
_PLACES: Final = np.array([0x243F6A8885A308D3, 0x13198A2E03707345, 0xB7E151628AED2A6B], np.uint64)
_MIX: Final = np.uint64(0x9E3779B97F4A7C15)


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Signature:
    """What is compared of a text: sorted distinct hashes of its shingles and of its figures."""

    shingles: NDArray[np.uint32]
    figures: NDArray[np.uint32]


def signature(article: Article) -> bytes:
    """Return the signature of an article, about four bytes a word, the same on every machine; it follows from the text alone.

    Two texts of some hundred words share a shingle by the chance of a hash once in ten thousand pairs, and more than one
    next to never.
    """
    words = words_of(article.text)
    hashes = np.fromiter(map(_word_hash, words), np.uint64, len(words))
    figures = np.unique(_upper(np.fromiter(map(_word_hash, sorted(figures_of(words))), np.uint64)))
    count = max(len(words) - SHINGLE + 1, 0)
    mixed = np.zeros(count, np.uint64)
    for place in range(SHINGLE if count else 0):
        mixed += hashes[place : place + count] * _PLACES[place]
        mixed ^= mixed >> np.uint64(29)
        mixed *= _MIX
    shingles = np.unique(_upper(mixed))
    return b"".join(
        (_MARK, len(figures).to_bytes(4, "little"), figures.astype(_HASH).tobytes(), shingles.astype(_HASH).tobytes())
    )


def read_signature(kept: bytes) -> Signature | None:
    """Return what a signature holds, None where it was made by another method or is damaged."""
    size = int.from_bytes(kept[4:8], "little")
    if kept[:4] != _MARK or len(kept) % 4 or len(kept) < 8 + 4 * size:
        return None
    hashes = np.frombuffer(kept, _HASH, offset=8).astype(np.uint32)
    return Signature(shingles=hashes[size:], figures=hashes[:size])


def _upper(hashes: NDArray[np.uint64]) -> NDArray[np.uint32]:
    return (hashes >> np.uint64(32)).astype(np.uint32)


@lru_cache(maxsize=100_000)
def _word_hash(word: str) -> int:
    # Python's own hash differs from run to run.
    return int.from_bytes(hashlib.blake2b(word.encode("utf-8", "surrogatepass"), digest_size=8).digest(), "little")
