"""Words in, the numbers of their pieces in the encoder's vocabulary out."""

from __future__ import annotations

import unicodedata
from functools import lru_cache
from pathlib import Path
from typing import Final

START: Final = "[CLS]"
END: Final = "[SEP]"
_UNKNOWN: Final = "[UNK]"
_LONGEST_WORD: Final = 100
"""Characters; a longer word has no pieces, as in the tokenizer that the encoder was trained with."""
_CACHE: Final = 50_000


class WordPieces:
    """Cuts words into the longest pieces that a vocabulary holds.

    Parameters
    ----------
    path
        The vocabulary: one piece a line, its number is that of the line; pieces inside a word begin with ``##``.

    References
    ----------
    M. Schuster, K. Nakajima: Japanese and Korean voice search. ICASSP 2012.
    """

    def __init__(self, path: Path) -> None:
        lines = path.read_text(encoding="utf-8").splitlines()
        self._numbers: Final = {piece: number for number, piece in enumerate(lines)}
        self.start: Final = self._numbers[START]
        self.end: Final = self._numbers[END]
        self.of: Final = lru_cache(maxsize=_CACHE)(self._of)

    def _of(self, word: str) -> tuple[int, ...]:
        """Return the numbers of the pieces of a word, lower-cased, without accents, split at punctuation."""
        return tuple(number for part in _parts(word) for number in self._cut(part))

    def _cut(self, part: str) -> tuple[int, ...]:
        unknown = (self._numbers[_UNKNOWN],)
        if len(part) > _LONGEST_WORD:
            return unknown
        found: list[int] = []
        start = 0
        while start < len(part):
            prefix = "##" if start else ""
            end = next((e for e in range(len(part), start, -1) if prefix + part[start:e] in self._numbers), None)
            if end is None:
                return unknown
            found.append(self._numbers[prefix + part[start:end]])
            start = end
        return tuple(found)


def _parts(word: str) -> list[str]:
    """Return a word as the encoder's vocabulary knows words: lower case, no accents, punctuation apart."""
    plain = "".join(c for c in unicodedata.normalize("NFD", word.lower()) if unicodedata.category(c) != "Mn")
    parts: list[str] = []
    open_word = False
    for c in plain:
        if c.isspace() or unicodedata.category(c)[0] == "C":
            open_word = False
        elif _is_punctuation(c):
            parts.append(c)
            open_word = False
        elif open_word:
            parts[-1] += c
        else:
            parts.append(c)
            open_word = True
    return parts


def _is_punctuation(c: str) -> bool:
    return unicodedata.category(c)[0] == "P" or (c.isascii() and not c.isalnum() and c.isprintable() and c != " ")
