"""Marks and words in; a legend in rows that fit the paper out."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from kg.drawing import INK
from kg.plots.paper import MARGIN, POINT, text_width, write_lines

if TYPE_CHECKING:
    from matplotlib.axes import Axes

Draw = Callable[["Axes", float, float], None]
"""Draws a mark whose left end and middle height are given, in millimetres."""

_ROW: Final = 3.6
_AFTER_MARK: Final = 1.2
_AFTER_ENTRY: Final = 3.2
_AFTER_GROUP: Final = 3.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One mark of a legend, how wide it is in millimetres, and its words."""

    draw: Draw
    wide: float
    words: str


Groups = Sequence[Sequence[Entry]]


def remark(words: str) -> Entry:
    """Return words without a mark, which belong to the entries before."""
    return Entry(draw=lambda canvas, x, y: None, wide=-_AFTER_MARK, words=words)  # noqa: ARG005  # there is nothing to draw


def legend_height(groups: Groups, *, width: float, size: float) -> float:
    """Return the height of a legend in millimetres."""
    return _ROW * (1 + max((row for row, _, _ in _placed(groups, width=width, size=size)), default=-1))


def draw_legend(canvas: Axes, groups: Groups, *, top: float, width: float, size: float) -> None:
    """Draw the legend below a height; entries of a group stand together, and rows break between entries."""
    for row, x, entry in _placed(groups, width=width, size=size):
        middle = top - (row + 0.5) * _ROW
        entry.draw(canvas, x, middle)
        write_lines(
            canvas,
            [entry.words],
            x=x + entry.wide + _AFTER_MARK,
            top=middle + 0.62 * size * POINT,
            size=size,
            color=INK,
        )


def _placed(groups: Groups, *, width: float, size: float) -> list[tuple[int, float, Entry]]:
    found: list[tuple[int, float, Entry]] = []
    row, x = 0, MARGIN
    for group in groups:
        wide = [entry.wide + _AFTER_MARK + text_width(entry.words, size) for entry in group]
        whole = sum(wide) + _AFTER_ENTRY * (len(group) - 1)
        if x > MARGIN and x + whole > MARGIN + width:
            row, x = row + 1, MARGIN
        for entry, each in zip(group, wide, strict=True):
            if x > MARGIN and x + each > MARGIN + width:
                row, x = row + 1, MARGIN
            found.append((row, x, entry))
            x += each + _AFTER_ENTRY
        x += _AFTER_GROUP
    return found
