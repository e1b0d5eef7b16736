"""The printed lines of pages in; the paragraphs that they were set from out."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median
from typing import Final

_EDGE_LINES: Final = 3
"""How many lines at the head and at the foot of a page can be a header or a footer."""
_SAME_PLACE: Final = 3.0
"""By how many points headers of several pages may differ in height."""
_REPEATS: Final = 3
"""On how many pages a line stands that is a header or a footer; on both, where there are two."""
_WIDER_GAP: Final = 1.25
"""How many times the usual distance of two lines parts paragraphs."""
_OTHER_SIZE: Final = 1.15
_INDENT: Final = 0.8
"""How far the first line of a paragraph is set in, in heights of its letters."""
_SHORT: Final = 0.75
_VERY_SHORT: Final = 0.5
"""Shares of the usual length of lines below which a line ends a paragraph: with a full stop, and in any case."""

_ENDS_SENTENCE: Final = re.compile(r"[.!?…:;][\"'”’»)\]]*$")
_BULLET: Final = re.compile(r"[•●▪■◦‣∙·–—*-]\s|\(?(?:\d{1,2}|[a-z])[.)]\s")
_PAGE_NUMBER: Final = re.compile(
    r"[-–—\s]*(?:page\s*)?(?:\d{1,4}|(?=[ivxlc])(?:xc|xl|l?x{0,3})(?:ix|iv|v?i{0,3}))(?:\s*(?:/|of|\|)\s*\d{1,4})?[-–—\s]*",
    re.IGNORECASE,
)
_DIGITS: Final = re.compile(r"\d+")
_FIRST_NUMBER: Final = re.compile(r"\d{1,4}(?=\s)")
_LAST_NUMBER: Final = re.compile(r"(?<!\S)\d{1,4}$")
_WORD: Final = re.compile(r"[^\W\d_]+(?:[-’'][^\W\d_]+)*")
_CUT: Final = re.compile(r"([^\W\d_]+)[-‐]$")
_REST: Final = re.compile(r"[^\W\d_]+")
_SOFT_HYPHEN: Final = "\u00ad"
_FIRST_PARTS: Final = frozenset(
    "all anti arms best centre close cross deep double face far fast first five full good half high hundred joint large last "
    "left long low million near non nuclear oil old one open peace quasi right second self single third three two vice well "
    "world year".split()
)
"""What is joined to another word by a hyphen of the writer's, and hardly ever cut off by a printer."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """A printed line: its words, where it begins (points from the left and from the foot), and the size of its letters."""

    text: str
    x: float = 0.0
    y: float = 0.0
    size: float = 0.0


Page = Sequence[Line]
"""Lines in the order in which they are read."""


def mend(pages: Iterable[Page]) -> tuple[str, ...]:
    """Return the paragraphs: without what stands on page after page, words that were cut at line ends whole again.

    Lines make one paragraph unless their distance, their size, an indent, a bullet, or a short last line parts them.
    A paragraph goes on in the next column or on the next page where it has not come to the end of a sentence.
    A hyphen at a line's end stays where the text has the word with it elsewhere, or the first part is one of compounds.
    """
    bare: list[Page] = [[line for line in page if line.text.strip()] for page in pages]
    kept = _without_running_heads(bare)
    if not any(kept):
        # Pages that are all alike, or hold a number only.
        kept = bare
    lines = [line for page in kept for line in page]
    if not lines:
        return ()
    layout = _Layout.of(kept)
    words = Counter(word.casefold() for line in lines for word in _WORD.findall(line.text))
    paragraphs: list[list[str]] = [[lines[0].text.strip()]]
    for before, line in pairwise(lines):
        if layout.parts(before, line):
            paragraphs.append([])
        paragraphs[-1].append(line.text.strip())
    return tuple(filter(None, (_joined(each, words) for each in paragraphs)))


def _without_running_heads(pages: Sequence[Page]) -> list[Page]:
    edges = [_edges(page) for page in pages]
    places: dict[str | int, list[tuple[float, int]]] = defaultdict(list)
    for number, each in enumerate(edges):
        for line in each:
            for key in _keys(line, number):
                places[key].append((line.y, number))

    def runs(line: Line, number: int) -> bool:
        if _PAGE_NUMBER.fullmatch(line.text):
            return True
        for key in _keys(line, number):
            on = {other for y, other in places[key] if abs(y - line.y) <= _SAME_PLACE}
            needed = _REPEATS if isinstance(key, int) else max(min(_REPEATS, len(pages)), 2)
            if len(on) >= needed:
                return True
        return False

    dropped = [{id(line) for line in each if runs(line, number)} for number, each in enumerate(edges)]
    return [[line for line in page if id(line) not in gone] for page, gone in zip(pages, dropped, strict=True)]


def _edges(page: Page) -> list[Line]:
    """Return the highest and the lowest lines of a page."""
    by_height = sorted(page, key=lambda line: -line.y)
    return by_height[:_EDGE_LINES] + by_height[_EDGE_LINES:][-_EDGE_LINES:]


def _keys(line: Line, page: int) -> set[str | int]:
    """Return by what a line at the edge of a page is alike to those of others: its words, or a number that counts pages."""
    text = " ".join(line.text.split())
    numbers = (_FIRST_NUMBER.match(text), _LAST_NUMBER.search(text))
    return {_DIGITS.sub("#", text).casefold(), *(int(number[0]) - page for number in numbers if number)}


@dataclass(frozen=True, slots=True)
class _Layout:
    """What is usual in a text: the distance of two lines in heights of their letters, and the length of lines."""

    gap: float
    length: float

    @classmethod
    def of(cls, pages: Sequence[Page]) -> _Layout:
        gaps = [
            (before.y - line.y) / line.size
            for page in pages
            for before, line in pairwise(page)
            if line.size > 0 and before.y > line.y and _alike(before, line)
        ]
        # The lower ones: where paragraphs are of one line each, most distances part them.
        usual = sorted(gaps)[len(gaps) // 4] if gaps else 0.0
        lengths = sorted(len(line.text) for page in pages for line in page)
        return cls(usual, median(lengths[len(lengths) // 2 :]))

    def parts(self, before: Line, line: Line) -> bool:
        """Return whether a paragraph begins with a line."""
        if _BULLET.match(line.text.lstrip()) or not _alike(before, line):
            return True
        ended = _ENDS_SENTENCE.search(before.text.rstrip()) is not None
        begins = not line.text.lstrip()[:1].islower()
        if self.gap and line.y < before.y:
            if before.y - line.y > self.gap * line.size * _WIDER_GAP:
                # A formula or a picture that was left out makes a gap within a sentence.
                return ended or begins
            if ended and line.x - before.x > _INDENT * line.size:
                return True
        elif ended and self.gap:
            # Another column or page: nothing tells but that a full line goes on.
            return begins and len(before.text) < self.length * _SHORT
        length = len(before.text.strip())
        return begins and length < self.length * (_SHORT if ended else _VERY_SHORT)


def _alike(before: Line, line: Line) -> bool:
    small, large = sorted((before.size, line.size))
    return large <= small * _OTHER_SIZE


def _joined(lines: Sequence[str], words: Counter[str]) -> str:
    text = lines[0]
    for line in lines[1:]:
        cut, rest = _CUT.search(text), _REST.match(line)
        if text.endswith(_SOFT_HYPHEN):
            text += line
        elif cut and rest and rest[0][0].islower():
            text = text[:-1] + line if _was_whole(cut[1], rest[0], words) else text + line
        elif cut and rest:
            text += line  # "Franco-" and "German"
        else:
            text += " " + line
    return " ".join(text.replace(_SOFT_HYPHEN, "").split())


def _was_whole(left: str, right: str, words: Counter[str]) -> bool:
    whole, hyphened = f"{left}{right}".casefold(), f"{left}-{right}".casefold()
    if words[whole] or words[hyphened]:
        return words[whole] >= words[hyphened]
    return left.casefold() not in _FIRST_PARTS
