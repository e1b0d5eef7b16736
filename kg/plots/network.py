"""What is shown in; a figure of the network of its actors and ties out."""

from __future__ import annotations

import math
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import numpy as np

from kg.page.layout import positions_of
from kg.page.picture import node_size
from kg.page.style import COOPERATIVE, HOSTILE, MIXED, edge_colour, edge_width
from kg.plots.labels import GAP, Label, label_places
from kg.plots.legend import Entry, draw_legend, legend_height, remark
from kg.plots.paper import LINE, MARGIN, POINT, make_sheet, plain, text_width, wrapped, write_lines
from kg.plots.places import Box, spread

if TYPE_CHECKING:
    from collections.abc import Sequence

    from matplotlib.axes import Axes
    from numpy.typing import NDArray

    from kg.model import ActorId, ActorKind
    from kg.page.pairs import Line, Pair
    from kg.plots.paper import Paper, Sheet
    from kg.plots.shown import Shown

    Point = NDArray[np.float64]

NODE: Final = "#4A4F55"
MARKS: Final[dict[ActorKind, str]] = {"state": "o", "person": "D", "organization": "s", "group": "^"}
KIND_WORDS: Final[dict[ActorKind, str]] = {
    "state": "state",
    "person": "person",
    "organization": "organisation",
    "group": "group",
}
LINES: Final[dict[Line, tuple[str, object]]] = {
    "solid": ("done or in force", "solid"),
    "dashed": ("only planned or possible", (0, (4.5, 2.2))),
    "dotted": ("only denied", (0, (1.0, 1.6))),
}
OF_ALL: Final = "(by all acts, not only those shown)"
"""Stands beside the colours where a filter leaves acts out."""
SIGNS: Final = {1: "+", -1: "\N{MINUS SIGN}"}
_LABEL: Final = 15.0
"""About how wide a label is before it breaks, in ems of half its size."""
_OVER: Final = 1.0
"""A label beside a mark at the upper edge may reach so far into the margin, in millimetres."""
_ALONG: Final = (0.5, 0.43, 0.57, 0.36, 0.64, 0.3, 0.7, 0.25, 0.75)
"""Where on a tie its sign may stand, as a share of its length; the first free place is taken."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Node:
    actor: ActorId
    kind: ActorKind
    radius: float
    lines: tuple[str, ...]
    label: Label

    @property
    def box(self) -> Box:
        """Return the room that the mark takes with its label below it."""
        return Box(
            half=max(self.radius, self.label.wide / 2), above=self.radius, below=self.radius + GAP + self.label.high
        )


def draw_network(shown: Shown, paper: Paper, *, caption: str, of_all: bool = False) -> Sheet:
    """Return the figure: positions, shapes, colours, widths and lines as on the page, labels that do not overlap.

    With ``of_all`` the legend says that colours and widths are of more acts than are shown.
    Who is drawn around one actor is laid out anew, by the same rules, so that the one comes to stand in the middle.
    """
    around = positions_of(shown.tied, shown.drawn, names=shown.names) if shown.around else None
    positions = around or shown.picture.positions
    told = Counter(end for event in shown.corpus.events for end in {event.source.id, event.target.id})
    nodes = [_node(actor, shown, told[actor], paper) for actor in shown.tied]
    start = paper.inner * (1.0 if paper.narrow else 0.56) * min(1.0, 0.25 + len(nodes) / 28)
    places, height = spread(
        [positions[node.actor] for node in nodes], [node.box for node in nodes], width=paper.inner, height=start
    )
    groups = _legend(shown, paper, of_all=of_all)
    below = legend_height(groups, width=paper.inner, size=paper.size) + 2.0
    sheet = make_sheet(paper, height=height + below, caption=caption)
    at = {node.actor: place + [MARGIN, sheet.bottom + below] for node, place in zip(nodes, places, strict=True)}
    by_id = {node.actor: node for node in nodes}
    for number, pair in enumerate(reversed(shown.drawn)):
        # The strongest are painted last, and so on top.
        _draw_tie(sheet.canvas, pair, by_id, at, paper, zorder=1.0 + number / len(shown.drawn))
    starts, ends = (np.array([at[getattr(pair, end)] for pair in shown.drawn]) for end in ("a", "b"))
    labels = label_places(
        [node.label for node in nodes],
        np.array([at[node.actor] for node in nodes]),
        starts,
        ends,
        frame=(MARGIN, sheet.bottom + below, paper.width - MARGIN, sheet.top + _OVER),
    )
    for node, label in zip(nodes, labels, strict=True):
        _draw_node(sheet.canvas, node, at[node.actor], label, paper)
    _draw_signs(sheet.canvas, shown.drawn, starts, ends, labels, paper)
    draw_legend(sheet.canvas, groups, top=sheet.bottom + below - 2.0, width=paper.inner, size=paper.size)
    return sheet


def _node(actor: ActorId, shown: Shown, told: int, paper: Paper) -> _Node:
    radius = node_size(told) * (0.055 if paper.narrow else 0.075)
    size = paper.size
    lines = wrapped(plain(shown.everyone[actor].name), width=_LABEL * 0.5 * size * POINT * 1.1, size=size, most=3)
    label = Label(
        radius=radius,
        wide=max((text_width(line, size) for line in lines), default=0.0),
        high=len(lines) * size * POINT * LINE,
    )
    return _Node(actor=actor, kind=shown.everyone[actor].kind, radius=radius, lines=tuple(lines), label=label)


def _draw_node(canvas: Axes, node: _Node, place: Point, label: Point, paper: Paper) -> None:
    draw_mark(canvas, node.kind, place[0], place[1], radius=node.radius)
    left, _, right, top = label
    # Beside its mark a label of several lines begins or ends at the mark.
    align, x = ("left", left) if left > place[0] else ("right", right) if right < place[0] else ("center", place[0])
    write_lines(canvas, node.lines, x=x, top=top, size=paper.size, align=align, zorder=6.0, halo=2.4)


def draw_mark(canvas: Axes, kind: ActorKind, x: float, y: float, *, radius: float) -> None:
    """Draw the mark of a kind of actor around a place in millimetres."""
    size = 2 * radius / POINT * {"D": 0.8, "s": 0.9}.get(MARKS[kind], 1.0)
    canvas.plot(
        [x],
        [y],
        marker=MARKS[kind],
        markersize=size,
        color=NODE,
        markeredgecolor="white",
        markeredgewidth=0.6,
        zorder=4,
    )


def _draw_tie(
    canvas: Axes, pair: Pair, nodes: dict[ActorId, _Node], at: dict[ActorId, Point], paper: Paper, *, zorder: float
) -> None:
    from matplotlib.patches import Polygon

    start, end = at[pair.a], at[pair.b]
    wide = tie_width(edge_width(pair), paper)
    colour = edge_colour(pair)
    if pair.arrow:
        tail, head = (start, end) if pair.arrow > 0 else (end, start)
        target = pair.b if pair.arrow > 0 else pair.a
        way = (head - tail) / max(float(np.hypot(*(head - tail))), 1e-9)
        tip = head - way * (nodes[target].radius + 0.4)
        long = 1.1 + 1.1 * wide * POINT
        across = np.array([-way[1], way[0]]) * (0.45 * long)
        foot = tip - way * long
        canvas.add_patch(
            Polygon([tip, foot + across, foot - across], closed=True, facecolor=colour, linewidth=0, zorder=zorder)
        )
        start, end = tail, foot + way * 0.2 * long
    draw_line(canvas, start, end, line=pair.line, colour=colour, width=wide, zorder=zorder)


def draw_line(
    canvas: Axes,
    start: Sequence[float] | Point,
    end: Sequence[float] | Point,
    *,
    line: Line,
    colour: str,
    width: float,
    zorder: float = 1.0,
) -> None:
    """Draw a tie from place to place, in millimetres, ``width`` in points."""
    canvas.plot(
        [start[0], end[0]], [start[1], end[1]], color=colour, linewidth=width, linestyle=LINES[line][1],
        solid_capstyle="butt", dash_capstyle="butt", zorder=zorder,
    )  # fmt: skip


def tie_width(pixels: float, paper: Paper) -> float:
    """Return the width of a tie in points for that on the page."""
    return max(0.5, pixels * (0.34 if paper.narrow else 0.42))


def _draw_signs(canvas: Axes, pairs: Sequence[Pair], starts: Point, ends: Point, labels: Point, paper: Paper) -> None:
    """Draw + and - where on each tie they touch the fewest labels, other signs and other ties."""
    left, bottom, right, top = (labels + [-0.8, -0.8, 0.8, 0.8]).T
    taken = np.empty((0, 2))
    for number, pair in enumerate(pairs):
        if not pair.sign:
            continue
        costs = []
        for turn, share in enumerate(_ALONG):
            place = starts[number] + (ends[number] - starts[number]) * share
            x, y = place
            covered = int(((left < x) & (x < right) & (bottom < y) & (y < top)).sum())
            close = int((np.hypot(*(place - taken).T) < 2.2).sum())
            crossed = int((_distances(place, starts, ends) < 1.0).sum())
            costs.append((4 * covered + 2 * close + crossed, turn))
        place = starts[number] + (ends[number] - starts[number]) * _ALONG[min(costs)[1]]
        taken = np.vstack([taken, place])
        size = paper.size + 0.5
        colour = COOPERATIVE if pair.sign > 0 else HOSTILE
        write_lines(
            canvas, [SIGNS[pair.sign]], x=place[0], top=place[1] + 0.66 * size * POINT, size=size, align="center",
            color=colour, weight="bold", zorder=3.5, halo=1.6,
        )  # fmt: skip


def _distances(point: Point, starts: Point, ends: Point) -> Point:
    """Return how far a point is from each of the lines between two others."""
    along = ends - starts
    share = ((point - starts) * along).sum(axis=1) / np.maximum((along * along).sum(axis=1), 1e-9)
    gap = starts + np.clip(share, 0.0, 1.0)[:, None] * along - point
    far: Point = np.hypot(gap[:, 0], gap[:, 1])
    return far


def _legend(shown: Shown, paper: Paper, *, of_all: bool) -> list[list[Entry]]:
    kinds = {shown.everyone[actor].kind for actor in shown.tied}
    signs = {pair.sign for pair in shown.drawn}
    lines = {pair.line for pair in shown.drawn}
    groups = [
        [_kind_entry(kind) for kind in MARKS if kind in kinds],
        [
            *(_sign_entry(sign, paper) for sign in (1, -1, 0) if sign in signs),
            *_width_entries(shown.drawn, paper),
            *([remark(OF_ALL)] if of_all else []),
        ],
        [_line_entry(line, paper) for line in LINES if line in lines],
    ]
    return [group for group in groups if group]


def _kind_entry(kind: ActorKind) -> Entry:
    return Entry(
        draw=lambda canvas, x, y: draw_mark(canvas, kind, x + 1.0, y, radius=1.0), wide=2.0, words=KIND_WORDS[kind]
    )


def _sign_entry(sign: int, paper: Paper) -> Entry:
    colour, words = {
        1: (COOPERATIVE, "cooperative"),
        -1: (HOSTILE, "hostile"),
        0: (MIXED, "mixed or not measured"),
    }[sign]

    def draw(canvas: Axes, x: float, y: float) -> None:
        draw_line(canvas, (x, y), (x + 6.0, y), line="solid", colour=colour, width=tie_width(3.0, paper))
        if sign:
            write_lines(
                canvas, [SIGNS[sign]], x=x + 3.0, top=y + 0.66 * 7.0 * POINT, size=7.0, align="center", color=colour,
                weight="bold", halo=1.6,
            )  # fmt: skip

    return Entry(draw=draw, wide=6.0, words=words)


def _line_entry(line: Line, paper: Paper) -> Entry:
    return Entry(
        draw=lambda canvas, x, y: draw_line(
            canvas, (x, y), (x + 8.0, y), line=line, colour=NODE, width=tie_width(2.6, paper)
        ),
        wide=8.0,
        words=LINES[line][0],
    )


def _width_entries(pairs: Sequence[Pair], paper: Paper) -> list[Entry]:
    most = max(abs(pair.tie.strength) if pair.tie else 0.0 for pair in pairs)
    if most <= 0.0:
        return []
    step = 10 ** math.floor(math.log10(most))
    factor, part = max(each for each in ((1, 5), (2, 4), (5, 5)) if step * each[0] <= most)
    steps = (step * factor / part, step * factor)
    return [_width_entry(strength, paper, first=not number) for number, strength in enumerate(steps)]


def _width_entry(strength: float, paper: Paper, *, first: bool) -> Entry:
    wide = tie_width(1.0 + 3.6 * math.sqrt(strength), paper)
    return Entry(
        draw=lambda canvas, x, y: draw_line(canvas, (x, y), (x + 6.0, y), line="solid", colour=NODE, width=wide),
        wide=6.0,
        words=f"{'|strength| ' if first else ''}{strength:g}",
    )
