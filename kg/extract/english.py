"""A text in, whether it can be English out: its letters, and whose little words it is full of."""

from __future__ import annotations

import re
import unicodedata
from typing import Final

_WORD: Final = re.compile(r"[^\W\d_]+")
_ENGLISH: Final = frozenset(
    "the of and to with that by from as is was were are be been has have had it its he his she her they their which who "
    "this not but or if for on at said will would".split()
)
_OTHER: Final = frozenset(
    "und ist nicht das ein eine einen einem mit auf für sich zu im que por una un su con para y les est et une dans pour sur "
    "qui avec aux pas che per nel gli dei sono non è não uma em com os het een op te zijn voor niet och att det för är og på "
    "til się nie jest na bir ve bu için ile yang ini itu dan".split()
)
"""Little words of other languages in Latin letters that English has not, without those of names ("von der", "da")."""
_SURE: Final = 3


def looks_english(text: str) -> bool:
    """Return whether a text may be English; a few words may always be.

    >>> looks_english("Rome and Paris agreed on a plan."), looks_english("Rom und Paris sind sich nicht einig mit der EU.")
    (True, False)
    """
    words = [word.lower() for word in _WORD.findall(text)]
    letters = [letter for word in words for letter in word]
    if sum(unicodedata.name(letter, "").startswith("LATIN") for letter in letters) * 2 < len(letters):
        return False
    other = sum(word in _OTHER for word in words)
    return other < _SURE or other <= sum(word in _ENGLISH for word in words)
