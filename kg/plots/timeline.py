"""The events of a pair and the course of its strength in; a figure of both over time out."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING, Final

from kg.courses.plot import draw_strength
from kg.drawing import GRID, INK, SOFT
from kg.page.style import COOPERATIVE, HOSTILE
from kg.plots.legend import Entry, draw_legend, legend_height
from kg.plots.marks import Mark, Scale, marks_of, names_of
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
QUIET_DAYS: Final = 365
"""After so many days without an act of the two the line of their strength is dotted."""
_DOTS: Final = (0, (1.0, 1.8))


@dataclass(frozen=True, slots=True, kw_only=True)
class Placed:
    """The events of a pair as marks on a scale whose lower edge is at height 0."""

    told: Told
    scale: Scale
    marks: tuple[Mark, ...]

    @property
    def days_aside(self) -> float:
        """Return by how many days the mark that was moved furthest stands beside its day."""
        return self.scale.days_aside(self.marks)


def place_events(told: Told, paper: Paper, *, span: tuple[date, date]) -> Placed:
    """Return where the events of a pair stand on the paper."""
    from matplotlib.dates import date2num

    first, last = (date2num(day) for day in span)
    margin = max((last - first) * 0.025, 2.0)
    heaviest = max(abs(one.weight) for one in told.events)
    scale = Scale(
        days=(first - margin, last + margin),
        reach=next(each for each in _REACH if each == _REACH[-1] or heaviest < each - 0.5),
        frame=(MARGIN + _LEFT, 0.0, paper.width - MARGIN - 1.0, _heights(paper)[1]),
    )
    return Placed(told=told, scale=scale, marks=tuple(marks_of(told.events, scale, paper)))


def quiet_periods(course: Course) -> tuple[bool, ...]:
    """Return of each period of a course whether the two had no act in the year before its end."""
    days = [day for day, _ in course.acts]
    return tuple(
        not any(each.last - timedelta(days=QUIET_DAYS) < day <= each.last for day in days) for each in course.periods
    )


def lone_periods(course: Course) -> tuple[bool, ...]:
    """Return of each period of a course whether the two had an act in the year before its end, but not so of those beside it."""
    quiet = quiet_periods(course)
    beside = zip([True, *quiet[:-1]], quiet, [*quiet[1:], True], strict=True)
    return tuple(before and after and not here for before, here, after in beside)


def _heights(paper: Paper) -> tuple[float, float]:
    """Return the heights of the course and of the events."""
    return (24.0, 48.0) if paper.narrow else (30.0, 54.0)


def draw_timeline(placed: Placed, course: Course | None, paper: Paper, *, caption: str) -> Sheet:
    """Return the figure: the course of strength above, if there is one, the events below on the same days."""
    upper, lower = _heights(paper)
    groups = _legend(placed.told, quiet=course is not None and any(quiet_periods(course)))
    below = legend_height(groups, width=paper.inner, size=paper.size) + 6.5
    high = lower + (upper + _GAP if course else 0.0)
    sheet = make_sheet(paper, height=high + below + 1.0, caption=caption)
    left, _, right, _ = placed.scale.frame
    foot = sheet.bottom + below
    events = sheet.axes(left=left, right=right, bottom=foot, top=foot + lower)
    _set_days(events, placed.scale, paper)
    _set_weights(events, placed.scale.reach, paper)
    if course:
        strength = sheet.axes(left=left, right=right, bottom=foot + lower + _GAP, top=foot + high, below=events)
        _draw_course(strength, course, paper)
        strength.set_xlim(*events.get_xlim())
    _draw_events(sheet.canvas, [mark.raised(foot) for mark in placed.marks], placed.scale.raised(foot), paper)
    draw_legend(sheet.canvas, groups, top=foot - 5.5, width=paper.inner, size=paper.size)
    return sheet


def _set_days(axes: Axes, scale: Scale, paper: Paper) -> None:
    from matplotlib.dates import AutoDateLocator, ConciseDateFormatter

    axes.set_xlim(*scale.days)
    locator = AutoDateLocator(minticks=3, maxticks=5 if paper.narrow else 9)
    words = ["%Y", "%b %Y", "%d %b %Y", "%H:%M", "%H:%M", "%S"]
    zeros = ["%Y", "%b %Y", "%b %Y", "%d %b %Y", "%H:%M", "%H:%M"]
    axes.xaxis.set_major_locator(locator)
    axes.xaxis.set_major_formatter(ConciseDateFormatter(locator, formats=words, zero_formats=zeros, show_offset=False))


def _set_weights(axes: Axes, reach: float, paper: Paper) -> None:
    _dress(axes, paper)
    axes.set_ylim(-reach, reach)
    ticks = [-10, -5, 0, 5, 10] if reach > 10 else [-5, 0, 5]
    axes.set_yticks(ticks, [f"{each:+d}".replace("-", "\N{MINUS SIGN}") if each else "0" for each in ticks])
    axes.axhline(0.0, color=SOFT, linewidth=0.6, zorder=1)
    axes.set_ylabel("Weight of event", size=paper.size, color=INK)


def _draw_course(axes: Axes, course: Course, paper: Paper) -> None:
    from matplotlib.dates import date2num

    days = [date2num(each.last) for each in course.periods]
    draw_strength(axes, course, days)
    axes.lines[-1].remove()
    _draw_trend(axes, course, days)
    _dress(axes, paper)
    axes.tick_params(labelbottom=False, bottom=False)
    axes.spines["bottom"].set_visible(False)
    axes.set_ylabel("Strength", size=paper.size, color=INK)


def _draw_trend(axes: Axes, course: Course, days: list[float]) -> None:
    """Draw the strength as a line that is dotted up to each day before which the two had long had no act."""
    values = [each.standing.strength for each in course.periods]
    quiet = quiet_periods(course)
    for number in range(1, len(days)):
        silent = quiet[number] or quiet[number - 1]
        axes.plot(
            days[number - 1 : number + 1],
            values[number - 1 : number + 1],
            color=SOFT if silent else INK,
            linewidth=0.8 if silent else 1.1,
            linestyle=_DOTS if silent else "solid",
            solid_capstyle="round",
            zorder=3,
        )
    for day, each, silent, alone in zip(days, course.periods, quiet, lone_periods(course), strict=True):
        if alone:  # neither a line nor a band shows what holds at one day only
            axes.plot([day, day], [each.standing.low, each.standing.high], color=INK, alpha=0.35, linewidth=1.2)
        if alone or (len(days) <= 24 and not silent):
            axes.plot([day], [each.standing.strength], color=INK, marker="o", markersize=2.2, zorder=3)


def _dress(axes: Axes, paper: Paper) -> None:
    axes.set_facecolor("none")
    axes.grid(axis="y", color=GRID, linewidth=0.4)
    axes.set_axisbelow(True)
    axes.tick_params(labelsize=paper.size, width=0.5, length=2.0, color=SOFT, labelcolor=INK)
    # Labels of axes one below the other stand in one line, however wide their numbers are.
    axes.yaxis.set_label_coords(-(_LEFT - 2.5) / (paper.inner - _LEFT), 0.5)
    for spine in axes.spines.values():
        spine.set(linewidth=0.5, color=SOFT)


def _draw_events(canvas: Axes, marks: list[Mark], scale: Scale, paper: Paper) -> None:
    thin = 0.8 if len(marks) < 60 else 0.5
    for mark in marks:
        colour = _colour(mark.told)
        if mark.barred:
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
            [mark.true, mark.x], [scale.zero, mark.y], color=colour, linewidth=thin if mark.y != scale.zero else 2 * thin, linestyle=STEMS[mark.told.status][1],
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


def _legend(told: Told, *, quiet: bool) -> list[list[Entry]]:
    sides = {each.side for each in told.events}
    statuses = {each.status for each in told.events}
    signs = {(each.weight > 0) - (each.weight < 0) for each in told.events}
    names: dict[Side, str] = {"a": f"by {plain(told.a.name)}", "b": f"by {plain(told.b.name)}", "both": "mutual"}
    groups = [
        [_tone_entry(sign) for sign in (1, -1, 0) if sign in signs],
        [_side_entry(side, names[side]) for side in SHAPES if side in sides],
        [_status_entry(status) for status in STEMS if status in statuses],
        [_quiet_entry()] if quiet else [],
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


def _quiet_entry() -> Entry:
    return Entry(
        draw=lambda canvas, x, y: canvas.plot([x, x + 5.0], [y, y], color=SOFT, linewidth=0.8, linestyle=_DOTS),
        wide=5.0,
        words="strength without an act for a year",
    )


def _status_entry(status: Status) -> Entry:
    words, line = STEMS[status]

    def draw(canvas: Axes, x: float, y: float) -> None:
        canvas.plot([x, x + 5.0], [y, y], color=NODE, linewidth=0.8, linestyle=line)
        _draw_mark(canvas, x + 5.0, y, "a", status, colour=NODE, radius=0.9)

    return Entry(draw=draw, wide=6.0, words=words)
