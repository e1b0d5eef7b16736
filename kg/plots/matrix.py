"""What is shown in; a figure of the signed strengths between its actors as a matrix, blocs side by side, out."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import numpy as np
from scipy.cluster.hierarchy import leaves_list, linkage  # type: ignore[import-untyped]  # scipy ships no types
from scipy.spatial.distance import squareform  # type: ignore[import-untyped]  # as above

from kg.drawing import GRID, INK, SOFT
from kg.errors import SelectionError
from kg.page.style import COOPERATIVE, HOSTILE, mixed
from kg.plots.legend import Entry, draw_legend, legend_height, remark
from kg.plots.network import OF_ALL
from kg.plots.paper import MARGIN, POINT, make_sheet, plain, shortened, text_width, write_lines

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from matplotlib.axes import Axes

    from kg.model import ActorId
    from kg.plots.paper import Paper, Sheet
    from kg.plots.shown import Shown
    from kg.strength import Tie

_SIGNED: Final = 1.5
"""Signs in smaller cells, in millimetres, could not be read."""
_LARGEST: Final = 4.6
"""The side of a cell is no longer, in millimetres."""
_LABELS: Final = 0.29
"""The names take no more of the width."""
_SMALLEST: Final = 3.5
"""The size of words that can still be read, in points."""
_DOUBT: Final = 0.58
"""The side of the square of a strength whose interval spans 0, as a share of a cell."""
_BAR: Final = 42.0
_STEPS: Final = 100


@dataclass(frozen=True, slots=True, kw_only=True)
class Grid:
    """The actors of a matrix in their order, with the measured ties, labels, and the sides of its cells in millimetres."""

    actors: tuple[ActorId, ...]
    ties: Mapping[tuple[ActorId, ActorId], Tie]
    labels: tuple[str, ...]
    size: float
    labelled: float
    cell: float

    @property
    def signed(self) -> bool:
        """Return whether a sign in a cell can be read."""
        return self.cell >= _SIGNED


def grid_of(shown: Shown, paper: Paper) -> Grid:
    """Return what a matrix of the actors shown holds, as the paper lets it.

    Raises
    ------
    SelectionError
        If the paper is too narrow for so many names.
    """
    ties = ties_between(shown)
    actors = seriated(measured_actors(shown), ties)
    size = _label_size(len(actors), paper)
    names = (plain(shown.everyone[actor].name) for actor in actors)
    labels = tuple(shortened(name, width=paper.inner * _LABELS - 1.5, size=size) for name in names)
    labelled = max(text_width(label, size) for label in labels) + 1.5
    cell = min(_LARGEST, (paper.inner - labelled) / len(actors))
    return Grid(actors=actors, ties=ties, labels=labels, size=size, labelled=labelled, cell=cell)


def measured_actors(shown: Shown) -> tuple[ActorId, ...]:
    """Return the actors shown that a measured tie joins to another one shown, in their order."""
    ends = {end for pair in ties_between(shown) for end in pair}
    return tuple(actor for actor in shown.inside if actor in ends)


def ties_between(shown: Shown) -> Mapping[tuple[ActorId, ActorId], Tie]:
    """Return the measured ties that pass between actors shown, by their ends."""
    inside = frozenset(shown.inside)
    return {
        (pair.a, pair.b): pair.tie
        for pair in shown.passing
        if pair.tie is not None and pair.a in inside and pair.b in inside
    }


def seriated(actors: Sequence[ActorId], ties: Mapping[tuple[ActorId, ActorId], Tie]) -> tuple[ActorId, ...]:
    """Return the actors in an order that puts those beside each other who have the same friends and foes.

    Their rows of signed strengths, each actor its own best friend, are clustered by average linkage of 1 - cosine,
    and the leaves of the tree turned so that neighbours are as near as can be.
    Bar-Joseph, Gifford and Jaakkola (2001), Bioinformatics 17 (suppl. 1), S22-S29.
    """
    if len(actors) < 3:
        return tuple(actors)
    place = {actor: number for number, actor in enumerate(actors)}
    rows = np.zeros((len(actors), len(actors)))
    for (a, b), tie in ties.items():
        if a in place and b in place:
            rows[place[a], place[b]] = rows[place[b], place[a]] = tie.strength
    np.fill_diagonal(rows, np.maximum(np.abs(rows).max(axis=1), 1e-9))
    unit = rows / np.linalg.norm(rows, axis=1, keepdims=True)
    far = np.clip(1.0 - unit @ unit.T, 0.0, 2.0)
    np.fill_diagonal(far, 0.0)
    # Rounded, so that another machine's last digit does not turn a branch.
    tree = linkage(squareform(np.round(far, 9), checks=False), method="average", optimal_ordering=True)
    order = leaves_list(tree).tolist()
    half = len(order) // 2
    if sum(order[:half]) > sum(order[-half:]):
        order.reverse()  # of the two ways round, the one with the stronger actors first
    return tuple(actors[number] for number in order)


def draw_matrix(grid: Grid, paper: Paper, *, caption: str, of_all: bool = False) -> Sheet:
    """Return the figure: a square for each tie in the colour of its strength, smaller where its interval spans 0.

    With ``of_all`` the legend says that colours are of more acts than are shown.
    """
    cell, labelled = grid.cell, grid.labelled
    side = cell * len(grid.actors)
    most = _scale(max(abs(tie.strength) for tie in grid.ties.values()))
    groups = [[_bar(most, paper), *([remark(OF_ALL)] if of_all else [])]]
    doubted = [tie.strength for tie in grid.ties.values() if spans_zero(tie)]
    if doubted:
        # What stands below the bar, its numbers, needs the last row.
        groups.insert(0, [_doubt(1.0 if max(doubted) > 0 else -1.0, signed=grid.signed)])
    below = legend_height(groups, width=paper.inner, size=paper.size) + 5.2
    sheet = make_sheet(paper, height=side + labelled + below, caption=caption)
    left = MARGIN + max(labelled, (paper.inner - side) / 2 if not paper.narrow else labelled)
    left = min(left, paper.width - MARGIN - side)
    top = sheet.bottom + below + side
    _draw_frame(sheet.canvas, grid.labels, left=left, top=top, cell=cell, size=grid.size)
    place = {actor: number for number, actor in enumerate(grid.actors)}
    for (a, b), tie in grid.ties.items():
        for row, column in ((place[a], place[b]), (place[b], place[a])):
            x, y = left + column * cell, top - (row + 1) * cell
            _draw_cell(sheet.canvas, tie, x, y, cell=cell, most=most, signed=grid.signed)
    draw_legend(sheet.canvas, groups, top=sheet.bottom + below - 3.2, width=paper.inner, size=paper.size)
    return sheet


def _label_size(actors: int, paper: Paper) -> float:
    """Return the size of labels in points with which rows do not touch."""
    fitting = paper.inner * (1.0 - _LABELS) / actors / POINT * 0.92
    if fitting < _SMALLEST:
        most = int(actors * fitting / _SMALLEST)
        raise SelectionError(
            f"the names of {actors} actors do not fit a matrix {paper.width:g} mm wide; show {most} at most, or make it wider"
        )
    return min(paper.size, fitting)


def spans_zero(tie: Tie) -> bool:
    """Return whether the interval of a strength holds 0, so that its sign is not known."""
    return tie.low <= 0.0 <= tie.high


def _scale(most: float) -> float:
    """Return the strength at which colours are full: a round number not below the largest."""
    for step in (0.1, 0.2, 0.25, 0.5, 1.0, 1.5, 2.0, 2.5, 3.0, 4.0, 5.0, 6.0, 8.0, 10.0):
        if most <= step:
            return step
    return float(np.ceil(most / 5.0) * 5.0)


def _tone(share: float) -> str:
    """Return blue for 1, white for 0, vermilion for -1, and what lies between."""
    return mixed("#FFFFFF", COOPERATIVE if share > 0 else HOSTILE, share=min(1.0, abs(share)))


def _draw_frame(canvas: Axes, labels: Sequence[str], *, left: float, top: float, cell: float, size: float) -> None:
    side = cell * len(labels)
    for number, label in enumerate(labels):
        middle = (number + 0.5) * cell
        write_lines(canvas, [label], x=left - 0.9, top=top - middle + 0.62 * size * POINT, size=size, align="right")
        canvas.text(
            left + middle + 0.35 * size * POINT, top + 0.9, label, size=size, rotation=90, ha="right", va="bottom", color=INK
        )  # fmt: skip
    for number in range(len(labels) + 1):
        for xs, ys in (
            ([left, left + side], [top - number * cell] * 2),
            ([left + number * cell] * 2, [top, top - side]),
        ):
            canvas.plot(xs, ys, color=GRID, linewidth=0.4, zorder=0.5, solid_capstyle="butt")
    from matplotlib.patches import Rectangle

    for number in range(len(labels)):
        corner = (left + number * cell, top - (number + 1) * cell)
        canvas.add_patch(Rectangle(corner, cell, cell, facecolor="#EEEEEE", linewidth=0, zorder=0.4))


def _draw_cell(canvas: Axes, tie: Tie, x: float, y: float, *, cell: float, most: float, signed: bool) -> None:
    _draw_square(
        canvas, x, y, cell=cell, share=tie.strength / most, doubt=spans_zero(tie), signed=signed and tie.strength != 0.0
    )


def _draw_square(canvas: Axes, x: float, y: float, *, cell: float, share: float, doubt: bool, signed: bool) -> None:
    from matplotlib.patches import Rectangle

    side = cell * (_DOUBT if doubt else 0.96)
    middle = np.array([x, y]) + cell / 2
    edge = mixed(_tone(share), COOPERATIVE if share > 0 else HOSTILE, share=0.45)
    canvas.add_patch(
        Rectangle(
            tuple(middle - side / 2), side, side, facecolor=_tone(share), edgecolor=edge, linewidth=0.35, zorder=2
        )
    )
    if signed:
        # The sign is drawn, not written: of a font it would not stand in the very middle.
        reach = min(0.62, cell * 0.2)
        colour = "white" if share > 0.8 else INK  # on the fullest blue alone white is the clearer one
        ways = [(1.0, 0.0), (0.0, 1.0)] if share > 0 else [(1.0, 0.0)]
        for across, up in ways:
            canvas.plot(
                [middle[0] - reach * across, middle[0] + reach * across],
                [middle[1] - reach * up, middle[1] + reach * up],
                color=colour, linewidth=min(0.8, cell * 0.2), solid_capstyle="butt", zorder=3,
            )  # fmt: skip


def _bar(most: float, paper: Paper) -> Entry:
    wide = _BAR * (0.8 if paper.narrow else 1.0)

    def draw(canvas: Axes, x: float, y: float) -> None:
        from matplotlib.patches import Rectangle

        for step in range(_STEPS):
            # Each reaches to the end and is painted over by the next, so that no seam shows between two.
            begin = x + wide * step / _STEPS
            share = -1.0 + 2.0 * (step + 0.5) / _STEPS
            canvas.add_patch(
                Rectangle(
                    (begin, y - 0.9), x + wide - begin, 1.8, facecolor=_tone(share), linewidth=0, zorder=2 + step / 1000
                )
            )
        canvas.add_patch(Rectangle((x, y - 0.9), wide, 1.8, fill=False, edgecolor=SOFT, linewidth=0.4, zorder=4))
        for share in (-1.0, -0.5, 0.0, 0.5, 1.0):
            at = x + wide * (share + 1.0) / 2.0
            canvas.plot([at, at], [y - 0.9, y - 1.5], color=SOFT, linewidth=0.4, zorder=4)
            sign = {1: "+", 0: "", -1: "\N{MINUS SIGN}"}[int(np.sign(share))]
            align = "center" if abs(share) < 1.0 else "left" if share < 0 else "right"
            write_lines(canvas, [f"{sign}{abs(share) * most:g}"], x=at, top=y - 1.5, size=paper.size - 1.0, align=align)

    return Entry(draw=draw, wide=wide, words="strength (\N{MINUS SIGN} hostile, + cooperative)")


def _doubt(sign: float, *, signed: bool) -> Entry:
    cell = 3.0

    def draw(canvas: Axes, x: float, y: float) -> None:
        _draw_square(canvas, x, y - cell / 2, cell=cell, share=0.5 * sign, doubt=True, signed=signed)

    return Entry(draw=draw, wide=cell, words="small: interval spans 0")
