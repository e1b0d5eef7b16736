"""A text in; its words as copies keep them out, and its figures: numbers, days of the week and months."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Final

LEAST_UNQUOTED: Final = 40
"""With fewer words outside of quotation marks than this, a text is its quotations, and they are read too."""

_WORD: Final = re.compile(r"\d[\d,]*(?:\.\d+)?|[^\W\d_]+")
# Quotations stay within a line, and begin before a word and end behind one, so that a mark without its like does little harm.
_QUOTED: Final = re.compile(r"“[^”\n]{1,1000}”|«[^»\n]{1,1000}»|(?<![^\s(—–-])\"(?=\S)[^\"\n]{1,1000}(?<=\S)\"(?!\w)")

_SMALL: Final = {
    word: number
    for number, word in enumerate(
        "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen "
        "eighteen nineteen".split()
    )
} | {word: 10 * tens for tens, word in enumerate("twenty thirty forty fifty sixty seventy eighty ninety".split(), 2)}
_LARGE: Final = {"hundred": 100, "thousand": 1_000, "million": 1_000_000, "billion": 1_000_000_000}
_DAYS: Final = frozenset(
    "monday tuesday wednesday thursday friday saturday sunday january february march april june july august september "
    "october november december".split()
)
"""May is left out: it is a verb more often."""


def words_of(text: str) -> list[str]:
    """Return the words of a text outside of quotation marks, in lower case and without accents, numbers in figures.

    What an outlet tells in its own words is its own, but whom it quotes others quote alike. A text that is hardly more
    than quotations, such as a communique in full, is read with them.

    >>> words_of("Niinistö flew 3,000 miles in twenty-one hours.")
    ['niinisto', 'flew', '3000', 'miles', 'in', '21', 'hours']
    """
    own = _QUOTED.sub(" ", text)
    words = _WORD.findall(_plain(own))
    if own != text and len(words) < LEAST_UNQUOTED:
        words = _WORD.findall(_plain(text))
    return list(_in_figures(words))


def figures_of(words: Iterable[str]) -> frozenset[str]:
    """Return the numbers, days of the week and months among the words: what differs between reports in one frame.

    One is left out, which is a pronoun more often.
    """
    return frozenset(word for word in words if (word[0].isdecimal() and word != "1") or word in _DAYS)


def _plain(text: str) -> str:
    if not text.isascii():
        text = "".join(each for each in unicodedata.normalize("NFKD", text) if not unicodedata.combining(each))
    return text.casefold()


def _in_figures(words: Iterable[str]) -> Iterator[str]:
    """Yield the words with numbers as figures: "three thousand" and "3,000" are both 3000, "3 million" is 3000000."""
    number: _Number | None = None
    for word in words:
        following = number.followed_by(word) if number else None
        if following is None:
            if number:
                yield number.written
            following = _number(word)
            if following is None:
                yield word
        number = following
    if number:
        yield number.written


@dataclass(frozen=True, slots=True)
class _Number:
    """A number as far as it was read: thousands and more that are complete, and what is below, None where nothing is."""

    whole: float
    below: float | None

    @property
    def written(self) -> str:
        value = self.whole + (self.below or 0)
        return str(int(value)) if value == int(value) else repr(value)

    def followed_by(self, word: str) -> _Number | None:
        """Return the number with one more word, None where it is not of the number."""
        small, large, below = _SMALL.get(word), _LARGE.get(word), self.below
        if small is not None and below is None:
            return _Number(self.whole, small)
        if small is not None and below is not None and (_takes_units(below, small) or _takes_any(below)):
            return _Number(self.whole, below + small)
        if large == 100 and below is not None and below < 100:
            return _Number(self.whole, below * large)
        if large is not None and large > 100 and below is not None and below < _LARGEST:
            return _Number(self.whole + below * large, None)
        return None


_LARGEST: Final = 1e12


def _number(word: str) -> _Number | None:
    if word in _SMALL:
        return _Number(0, _SMALL[word])
    # Longer ones are names of things, such as of accounts.
    if word[0].isdecimal() and len(word) <= len("999,999,999"):
        return _Number(0, float(word.replace(",", "")))
    return None


def _takes_units(below: float, small: int) -> bool:
    return below % 10 == 0 and below % 100 >= 20 and 0 < small < 10


def _takes_any(below: float) -> bool:
    return below >= 100 and below % 100 == 0 and below < 1_000
