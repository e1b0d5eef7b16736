"""Words and sizes in millimetres in; the paper that a picture is drawn on out, with its title and caption in place."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Final

from kg.drawing import INK, SOFT
from kg.errors import SelectionError
from kg.visible import on_one_line

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

POINT: Final = 25.4 / 72.0
"""Millimetres in a point."""
MARGIN: Final = 1.5
"""What is left free at the edge of the paper, in millimetres."""
LINE: Final = 1.32
"""The distance of two lines of text as a multiple of their size."""
CAPTION_SIZE: Final = 6.0
TITLE_SIZE: Final = 9.0

DEFAULT_WIDTH: Final = 180.0
"""The width of a page of most journals in millimetres; a column is about 85."""
_WIDTHS: Final = (60.0, 400.0)


@dataclass(frozen=True, slots=True, kw_only=True)
class Paper:
    """How wide a picture is in millimetres, and the words around it."""

    width: float = DEFAULT_WIDTH
    title: str = ""
    caption: bool = True

    def __post_init__(self) -> None:
        low, high = _WIDTHS
        if not low <= self.width <= high:
            raise SelectionError(
                f"width is {self.width:g} mm; give {low:g} to {high:g}, a column has about 85, a page 180"
            )

    @property
    def inner(self) -> float:
        """Return the width between the margins."""
        return self.width - 2 * MARGIN

    @property
    def narrow(self) -> bool:
        """Return whether the picture is for one column."""
        return self.width < 120.0

    @property
    def size(self) -> float:
        """Return the size of words in points."""
        return 6.0 if self.narrow else 6.5


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """A figure whose ``canvas`` is measured in millimetres; the picture has the heights from ``bottom`` to ``top``."""

    figure: Figure
    canvas: Axes
    width: float
    height: float
    bottom: float
    top: float

    def axes(self, *, left: float, right: float, bottom: float, top: float, below: Axes | None = None) -> Axes:
        """Return further axes at a place in millimetres; with the days of those ``below``."""
        place = (left / self.width, bottom / self.height, (right - left) / self.width, (top - bottom) / self.height)
        return self.figure.add_axes(place, sharex=below)


def make_sheet(paper: Paper, *, height: float, caption: str) -> Sheet:
    """Return a figure with room for a picture of some height between title and caption."""
    from matplotlib.figure import Figure

    lines = wrapped(caption, width=paper.inner, size=CAPTION_SIZE) if paper.caption else []
    below = MARGIN + (len(lines) * CAPTION_SIZE * LINE * POINT + 2.0 if lines else 0.0)
    titles = wrapped(paper.title, width=paper.inner, size=TITLE_SIZE)
    above = MARGIN + (len(titles) * TITLE_SIZE * LINE * POINT + 1.0 if titles else 0.0)
    whole = below + height + above
    figure = Figure(figsize=(paper.width / 25.4, whole / 25.4), facecolor="white")
    canvas = figure.add_axes((0.0, 0.0, 1.0, 1.0))
    canvas.set_xlim(0.0, paper.width)
    canvas.set_ylim(0.0, whole)
    canvas.axis("off")
    canvas.set_zorder(10)  # words stand above the lines of other axes
    write_lines(canvas, lines, x=MARGIN, top=below - 2.0, size=CAPTION_SIZE, color=SOFT)
    write_lines(canvas, titles, x=MARGIN, top=whole - MARGIN, size=TITLE_SIZE, weight="bold")
    return Sheet(figure=figure, canvas=canvas, width=paper.width, height=whole, bottom=below, top=below + height)


def write_lines(
    canvas: Axes,
    lines: Sequence[str],
    *,
    x: float,
    top: float,
    size: float,
    align: str = "left",
    color: str = INK,
    weight: str = "normal",
    zorder: float = 5.0,
    halo: float = 0.0,
) -> None:
    """Write lines one below the other, with a white halo of some points.

    The halo is a text of its own: an SVG would hold outlines instead of words otherwise.
    """
    from matplotlib.patheffects import Stroke

    for number, line in enumerate(lines):
        y = top - (number * LINE + 0.98) * size * POINT
        style = {"size": size, "ha": align, "va": "baseline", "weight": weight}
        if halo:
            effects = [Stroke(linewidth=halo, foreground="white", joinstyle="round")]
            canvas.text(x, y, line, color="white", zorder=zorder - 0.5, path_effects=effects, **style)
        canvas.text(x, y, line, color=color, zorder=zorder, **style)


@cache
def text_width(text: str, size: float, *, bold: bool = False) -> float:
    """Return how wide a line of text is, in millimetres."""
    from matplotlib.font_manager import FontProperties
    from matplotlib.textpath import text_to_path

    properties = FontProperties(family="DejaVu Sans", size=size, weight="bold" if bold else "normal")
    width: float = text_to_path.get_text_width_height_descent(text, properties, ismath=False)[0]
    return width * POINT


def wrapped(text: str, *, width: float, size: float, most: int | None = None) -> list[str]:
    """Return the words in lines that fit a width in millimetres, the last of ``most`` with … where words are left over."""
    lines: list[str] = []
    for word in text.split():
        longer = f"{lines[-1]} {word}" if lines else word
        if lines and text_width(longer, size) <= width:
            lines[-1] = longer
        else:
            lines.append(word)
    if most is not None and len(lines) > most:
        lines = [*lines[: most - 1], f"{lines[most - 1]} …"]
    return [shortened(line, width=width, size=size) if most else line for line in lines]


def shortened(line: str, *, width: float, size: float) -> str:
    """Return the line, cut off with … where it is wider than a width in millimetres."""
    if text_width(line, size) <= width:
        return line
    kept = line.removesuffix(" …")
    while len(kept) > 1 and text_width(f"{kept}…", size) > width:
        kept = kept[:-1]
    return f"{kept.rstrip()}…"


def plain(text: str) -> str:
    """Return text as a picture can hold it: on one line, controls shown, without what no XML file may have."""
    kept = "".join("\N{REPLACEMENT CHARACTER}" if each in "\ufffe\uffff" else each for each in on_one_line(text))
    return kept.encode("utf-8", "replace").decode()


def undrawable(texts: Iterable[str]) -> str:
    """Return the characters, sorted, for which the font of pictures has no sign."""
    from matplotlib.font_manager import findfont, get_font

    font = get_font(findfont("DejaVu Sans"))
    return "".join(sorted(each for each in {*"".join(texts)} if each != "\n" and not font.get_char_index(ord(each))))
