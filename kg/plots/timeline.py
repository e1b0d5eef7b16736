"""The events of a pair and the course of its strength in; a figure of both over time out."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from kg.courses.plot import draw_strength
from kg.drawing import GRID, INK, SOFT
from kg.page.style import COOPERATIVE, HOSTILE
from kg.plots.legend import Entry, draw_legend, legend_height
from kg.plots.marks import Scale, marks_of, names_of
from kg.plots.network import NODE
from kg.plots.paper import MARGIN, POINT, make_sheet, plain, write_lines

if TYPE_CHECKING:
    from datetime import date

    from matplotlib.axes import Axes

    from kg.courses import Course
    from kg.page.facets import Status
    from kg.plots.paper import Paper, Sheet
    from kg.plots.told import Side, Told, ToldEvent

SHAPES: Final[dict[Side, str]] = {"a": "o", "b": "s", "both": "D"}
STEMS: Final[dict[Status, tuple[str, object]]] = {
    "done": ("done or in force", "solid"),
    "planned": ("planned or possible", (0, (3.5, 1.8))),
    "denied": ("denied", (0, (1.0, 1.5))),
}
_REACH: Final = (6.5, 11.5)
"""The scale of weights ends at one of these, above the heaviest of the events."""
_LEFT: Final = 13.0
_GAP: Final = 3.5


def draw_timeline(told: Told, course: Course | None, paper: Paper, *, caption: str, span: tuple[date, date]) -> Sheet:
    """Return the figure: the course of strength above, if there is one, the events below on the same days."""
    upper, lower = (24.0, 48.0) if paper.narrow else (30.0, 54.0)
    groups = _legend(told)
    below = legend_height(groups, width=paper.inner, size=paper.size) + 6.5
    high = lower + (upper + _GAP if course else 0.0)
    sheet = make_sheet(paper, height=high + below + 1.0, caption=caption)
    left, right = MARGIN + _LEFT, paper.width - MARGIN - 1.0
    foot = sheet.bottom + below
    events = sheet.axes(left=left, right=right, bottom=foot, top=foot + lower)
    _set_days(events, span, paper)
    reach = _set_weights(events, told, paper)
    if course:
        strength = sheet.axes(left=left, right=right, bottom=foot + lower + _GAP, top=foot + high, below=events)
        _draw_course(strength, course, paper)
        strength.set_xlim(*events.get_xlim())
    scale = Scale(days=events.get_xlim(), reach=reach, frame=(left, foot, right, foot + lower))
    _draw_events(sheet.canvas, told, scale, paper)
    draw_legend(sheet.canvas, groups, top=foot - 5.5, width=paper.inner, size=paper.size)
    return sheet


def _set_days(axes: Axes, span: tuple[date, date], paper: Paper) -> None:
    from matplotlib.dates import AutoDateLocator, ConciseDateFormatter, date2num

    first, last = (date2num(day) for day in span)
    margin = max((last - first) * 0.025, 2.0)
    axes.set_xlim(first - margin, last + margin)
    locator = AutoDateLocator(minticks=3, maxticks=5 if paper.narrow else 9)
    words = ["%Y", "%b %Y", "%d %b %Y", "%H:%M", "%H:%M", "%S"]
    zeros = ["%Y", "%b %Y", "%b %Y", "%d %b %Y", "%H:%M", "%H:%M"]
    axes.xaxis.set_major_locator(locator)
    axes.xaxis.set_major_formatter(ConciseDateFormatter(locator, formats=words, zero_formats=zeros, show_offset=False))


def _set_weights(axes: Axes, told: Told, paper: Paper) -> float:
    reach = next(
        each for each in _REACH if each == _REACH[-1] or max(abs(one.weight) for one in told.events) < each - 0.5
    )
    _dress(axes, paper)
    axes.set_ylim(-reach, reach)
    ticks = [-10, -5, 0, 5, 10] if reach > 10 else [-5, 0, 5]
    axes.set_yticks(ticks, [f"{each:+d}".replace("-", "\N{MINUS SIGN}") if each else "0" for each in ticks])
    axes.axhline(0.0, color=SOFT, linewidth=0.6, zorder=1)
    axes.set_ylabel("Weight of event", size=paper.size, color=INK)
    return reach


def _draw_course(axes: Axes, course: Course, paper: Paper) -> None:
    from matplotlib.dates import date2num

    draw_strength(axes, course, [date2num(each.last) for each in course.periods])
    for line in axes.lines[1:]:
        line.set(linewidth=1.1, markersize=2.2)
    _dress(axes, paper)
    axes.tick_params(labelbottom=False, bottom=False)
    axes.spines["bottom"].set_visible(False)
    axes.set_ylabel("Strength", size=paper.size, color=INK)


def _dress(axes: Axes, paper: Paper) -> None:
    axes.set_facecolor("none")
    axes.grid(axis="y", color=GRID, linewidth=0.4)
    axes.set_axisbelow(True)
    axes.tick_params(labelsize=paper.size, width=0.5, length=2.0, color=SOFT, labelcolor=INK)
    # Labels of axes one below the other stand in one line, however wide their numbers are.
    axes.yaxis.set_label_coords(-(_LEFT - 2.5) / (paper.inner - _LEFT), 0.5)
    for spine in axes.spines.values():
        spine.set(linewidth=0.5, color=SOFT)


def _draw_events(canvas: Axes, told: Told, scale: Scale, paper: Paper) -> None:
    marks = marks_of(told.events, scale, paper)
    thin = 0.8 if len(marks) < 60 else 0.5
    for mark in marks:
        colour = _colour(mark.told)
        if mark.end - mark.begin > 2 * mark.radius:
            canvas.plot(
                [mark.begin, mark.end],
                [mark.y] * 2,
                color=colour,
                linewidth=1.4,
                alpha=0.4,
                solid_capstyle="butt",
                zorder=2,
            )
        canvas.plot(
            [mark.x] * 2, [scale.zero, mark.y], color=colour, linewidth=thin, linestyle=STEMS[mark.told.status][1],
            dash_capstyle="butt", solid_capstyle="butt", zorder=2.2,
        )  # fmt: skip
        _draw_mark(canvas, mark.x, mark.y, mark.told.side, mark.told.status, colour=colour, radius=mark.radius)
    size = paper.size - 0.5
    for words, place in names_of(marks, scale.frame, paper, size=size):
        write_lines(canvas, [words], x=place[0], top=place[3], size=size, color=SOFT, zorder=6, halo=1.4)


def _draw_mark(canvas: Axes, x: float, y: float, side: Side, status: Status, *, colour: str, radius: float) -> None:
    size = 2 * radius / POINT * {"D": 0.8, "s": 0.88}.get(SHAPES[side], 1.0)
    done = status == "done"
    canvas.plot(
        [x], [y], marker=SHAPES[side], markersize=size, color=colour if done else "white",
        markeredgecolor="white" if done else colour, markeredgewidth=0.4 if done else 0.8, zorder=3,
    )  # fmt: skip


def _colour(told: ToldEvent) -> str:
    return COOPERATIVE if told.weight > 0 else HOSTILE if told.weight < 0 else NODE


def _legend(told: Told) -> list[list[Entry]]:
    sides = {each.side for each in told.events}
    statuses = {each.status for each in told.events}
    signs = {(each.weight > 0) - (each.weight < 0) for each in told.events}
    names: dict[Side, str] = {"a": f"by {plain(told.a.name)}", "b": f"by {plain(told.b.name)}", "both": "mutual"}
    groups = [
        [_tone_entry(sign) for sign in (1, -1, 0) if sign in signs],
        [_side_entry(side, names[side]) for side in SHAPES if side in sides],
        [_status_entry(status) for status in STEMS if status in statuses],
    ]
    return [group for group in groups if group]


def _tone_entry(sign: int) -> Entry:
    colour, words = {
        1: (COOPERATIVE, "cooperative (+)"),
        -1: (HOSTILE, "hostile (\N{MINUS SIGN})"),
        0: (NODE, "neutral or lasting"),
    }[sign]
    return Entry(
        draw=lambda canvas, x, y: canvas.plot([x, x + 3.0], [y, y], color=colour, linewidth=3.0, solid_capstyle="butt"),
        wide=3.0,
        words=words,
    )


def _side_entry(side: Side, words: str) -> Entry:
    return Entry(
        draw=lambda canvas, x, y: _draw_mark(canvas, x + 1.0, y, side, "done", colour=NODE, radius=1.0),
        wide=2.0,
        words=words,
    )


def _status_entry(status: Status) -> Entry:
    words, line = STEMS[status]

    def draw(canvas: Axes, x: float, y: float) -> None:
        canvas.plot([x, x + 5.0], [y, y], color=NODE, linewidth=0.8, linestyle=line)
        _draw_mark(canvas, x + 5.0, y, "a", status, colour=NODE, radius=0.9)

    return Entry(draw=draw, wide=6.0, words=words)
