"""A paragraph as it is written in, as it is parsed out: no invisible or broken characters, each place in it kept."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import chain
from typing import Final

_LONGEST_WORD: Final = 200
"""Characters without a space that are parsed; what is longer is no word, and its rest is passed over."""
_MOST_MARKS: Final = 8
"""Marks on one letter that are read; more are an ornament."""
_BROKEN: Final = "\ufffd"


def _alike() -> Iterator[tuple[int, str]]:
    """Yield characters that stand for one other: what the model and the tables know in another form only."""
    blanks = chain(
        range(0x20), range(0x7F, 0xA1), (0x1680, 0x2028, 0x2029, 0x202F, 0x205F, 0x3000), range(0x2000, 0x200B)
    )
    yield from ((code, " ") for code in blanks)
    yield from ((code, _BROKEN) for code in chain(range(0xD800, 0xE000), range(0xFDD0, 0xFDF0), (0xFFFE, 0xFFFF)))
    for plain, marks in (("'", "’‘‛"), ('"', "“”„‟"), ("-", "‑‐")):
        yield from ((ord(mark), plain) for mark in marks)
    # Letters of full width and of mathematics, with which posts are set in "bold".
    for code in chain(range(0xFF01, 0xFF5F), range(0x1D400, 0x1D800)):
        letter = unicodedata.normalize("NFKC", chr(code))
        if len(letter) == 1 and letter.isascii():
            yield code, letter


_ALIKE: Final = dict(_alike())
_INVISIBLE: Final = re.compile(
    "[\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufe00-\ufe0f\ufeff"
    "\ufff9-\ufffb\U000e0000-\U000e0fff]+"
)
"""Soft hyphens, joiners, marks of direction, variation selectors, tags: they are no part of what a word says."""
_MARKED: Final = re.compile("[\u0300-\u036f\u0483-\u0489\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f]+")
_LONG: Final = re.compile(rf"\S{{{_LONGEST_WORD},}}")
_LIGATURES: Final = dict(
    zip("\ufb00\ufb01\ufb02\ufb03\ufb04\ufb05\ufb06", "ff fi fl ffi ffl st st".split(), strict=True)
)
_LIGATURE: Final = re.compile("[\ufb00-\ufb06]")


@dataclass(frozen=True, slots=True)
class Places:
    """Where each character of a text that is parsed begins and ends in the text that was written."""

    starts: tuple[int, ...]
    ends: tuple[int, ...]

    def characters(self, start: int, end: int) -> tuple[int, int]:
        """Return the characters as written of a span that is not empty."""
        return self.starts[start], self.ends[end - 1]


def plain_text(written: str, *, same_length: bool = False) -> tuple[str, Places | None]:
    r"""Return a text as it is parsed, and where its characters stand; None where each stands in its own place.

    With ``same_length``, only such characters are changed for which one other stands.

    >>> plain_text("Koš\u200bice\x00")[0], plain_text("Kos\u030cice")[0]
    ('Košice ', 'Košice')
    """
    text = written.translate(_ALIKE)
    if same_length:
        return text, None
    changes = list(_changes(text))
    if not changes:
        return text, None
    parts: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    at = 0
    for start, end, new in [*changes, (len(text), len(text), "")]:
        if start < at:
            continue
        parts.append(text[at:start])
        starts.extend(range(at, start))
        ends.extend(range(at + 1, start + 1))
        parts.append(new)
        starts.extend([start] * len(new))
        ends.extend([end] * len(new))
        at = end
    return "".join(parts), Places(tuple(starts), tuple(ends))


def _changes(text: str) -> Iterator[tuple[int, int, str]]:
    """Yield what of a text is replaced by what, in order."""
    if text.isascii():
        found = []
    else:
        found = [(match.start(), match.end(), "") for match in _INVISIBLE.finditer(text)]
        found += [(match.start(), match.end(), _LIGATURES[match[0]]) for match in _LIGATURE.finditer(text)]
        found += [_composed(text, match) for match in _MARKED.finditer(text)]
    found += [(match.start() + _LONGEST_WORD, match.end(), "") for match in _LONG.finditer(text)]
    return iter(sorted(found))


def _composed(text: str, marks: re.Match[str]) -> tuple[int, int, str]:
    """Return the letter before some marks with those of them that it has one character with."""
    if not marks.start() or text[marks.start() - 1].isspace():
        return marks.start(), marks.end(), ""
    letter = text[marks.start() - 1] + marks[0][:_MOST_MARKS]
    return marks.start() - 1, marks.end(), unicodedata.normalize("NFC", letter)[0]
