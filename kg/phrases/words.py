"""A phrase in; its words, with what is left of them when case, accents and endings do not count, out."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterator

_WORD: Final = re.compile(r"(?:[^\W_]\.){2,}|[^\W_]+(?:['&][^\W_]+)*|[,;:()]|(?<=\s)'s\b|(?<=[^\W_])'(?!\w)")
_FOLDED: Final = str.maketrans(
    {
        "\N{RIGHT SINGLE QUOTATION MARK}": "'",
        "\N{LEFT SINGLE QUOTATION MARK}": "'",
        "\N{MODIFIER LETTER APOSTROPHE}": "'",
    }
)
_PLURALS: Final = (("women", "woman"), ("men", "man"), ("children", "child"), ("ies", "y"), ("ves", "f"), ("ves", "fe"))


@dataclass(frozen=True, slots=True, kw_only=True)
class Token:
    """A word: as written, its key, whether "'s" or a lone apostrophe follows, and whether a hyphen does."""

    text: str
    key: str
    possessive: bool = False
    joined: bool = False

    @property
    def capital(self) -> bool:
        """Whether the word begins with a capital or a digit."""
        return self.text[:1].isupper() or self.text[:1].isdigit()


def tokens_of(phrase: str) -> tuple[Token, ...]:
    """Return the words and commas of a phrase; "'s" belongs to the word before it, a hyphen parts two words.

    >>> [token.key for token in tokens_of("the U.S.-led coalition's Lt. Gen. Thaçi")]
    ['the', 'us', 'led', 'coalition', 'lt', 'gen', 'thaci']
    """
    text = phrase.translate(_FOLDED)
    found: list[Token] = []
    for match in _WORD.finditer(text):
        word = match.group()
        if word in {"'s", "'"}:
            if found:
                found[-1] = _with_possessive(found[-1])
            continue
        possessive = word.endswith(("'s", "'S"))
        if possessive:
            word = word[:-2]
        found.append(
            Token(
                text=word,
                key=fold(word),
                possessive=possessive,
                joined=text[match.end() : match.end() + 1] in {"-", "\N{EN DASH}"}
                and text[match.end() + 1 : match.end() + 2].isalnum(),
            )
        )
    return tuple(token for token in found if token.key)


def fold(word: str) -> str:
    """Return a word in small letters without accents, full stops and apostrophes."""
    plain = unicodedata.normalize("NFKD", word)
    letters = "".join(each for each in plain if not unicodedata.combining(each) and each not in ".'")
    return letters.casefold()


def key_of(name: str) -> str:
    """Return the keys of the words of a name, joined by blanks."""
    return " ".join(token.key for token in tokens_of(name))


def singulars(keys: tuple[str, ...]) -> Iterator[str]:
    """Yield the key of a span as it is, then with the last and with the first word in each possible singular."""
    yield " ".join(keys)
    for word in _singular(keys[-1]):
        yield " ".join((*keys[:-1], word))
    if len(keys) > 1:
        for word in _singular(keys[0]):
            yield " ".join((word, *keys[1:]))


def _singular(word: str) -> Iterator[str]:
    for plural, single in _PLURALS:
        if word.endswith(plural):
            yield word.removesuffix(plural) + single
    if word.endswith("es") and len(word) > 4:
        yield word[:-1]
        yield word[:-2]
    elif word.endswith("s") and not word.endswith("ss") and len(word) > 3:
        yield word[:-1]


def _with_possessive(token: Token) -> Token:
    return Token(text=token.text, key=token.key, possessive=True, joined=token.joined)
