"""A course in; a picture of it in an SVG, PNG or PDF file out, the same bytes each time."""

from __future__ import annotations

import textwrap
from datetime import date, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Final, NamedTuple

from kg.drawing import GRID, INK, SOFT, check_picture, in_style, save_figure
from kg.page.style import COOPERATIVE, HOSTILE

if TYPE_CHECKING:
    from collections.abc import Sequence

    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

    from kg.courses.changes import Change
    from kg.courses.course import Course

_NEUTRAL: Final = "#999999"

_CHARACTER: Final = 0.0105
"""The width of a character of a label, as a share of the width of the panels."""

_LEVELS: Final = 4
"""Labels of changes stand at this many heights, so that those of neighbours do not touch."""


def plot_course(course: Course, path: Path | str) -> None:
    """Draw strength with its interval, affinity, engagement and the acts of a course, with its changes marked.

    Raises
    ------
    OutputError
        If matplotlib is not installed, the suffix is another one, or the file cannot be written.
    """
    place = Path(path)
    check_picture(place)
    with in_style(font_size=9):
        figure = draw_course(course)
    save_figure(figure, place, dpi=150)


def draw_course(course: Course) -> Figure:
    """Return the figure of a course, for matplotlib."""
    from matplotlib.dates import AutoDateLocator, ConciseDateFormatter, date2num
    from matplotlib.figure import Figure

    caption = textwrap.wrap(_caption(course), width=164)
    first, last = date2num(course.periods[0].first), date2num(course.periods[-1].last)
    margin = max((last - first) * 0.015, 3.0)
    labels = _labels(course.changes, first - margin, last + margin)
    above = 0.52 + 0.155 * max((label.level + 1 for label in labels), default=0)
    height = 6.9 + above + 0.16 * len(caption)
    figure = Figure(figsize=(9.0, height))
    below = (0.62 + 0.16 * len(caption)) / height
    grid = figure.add_gridspec(
        4,
        1,
        height_ratios=(3.2, 1.3, 1.3, 0.8),
        left=0.125,
        right=0.975,
        bottom=below,
        top=1.0 - above / height,
        hspace=0.2,
    )
    strength = figure.add_subplot(grid[0])
    affinity, engagement, acts = (figure.add_subplot(grid[place], sharex=strength) for place in (1, 2, 3))
    days = [date2num(each.last) for each in course.periods]
    draw_strength(strength, course, days)
    _draw_line(affinity, days, [each.standing.affinity for each in course.periods], "Affinity")
    affinity.set_ylim(-1.08, 1.08)
    affinity.set_yticks([-1, 0, 1], ["\N{MINUS SIGN}1 hostile", "0", "1 friendly"])
    _draw_line(engagement, days, [each.standing.engagement for each in course.periods], "Engagement")
    engagement.margins(y=0.2)
    _draw_acts(acts, course)
    strength.set_xlim(first - margin, last + margin)
    _mark_changes(labels, strength, {"affinity": affinity, "engagement": engagement})
    for axes in (strength, affinity, engagement):
        axes.tick_params(labelbottom=False, bottom=False)
        axes.spines["bottom"].set_visible(False)
    locator = AutoDateLocator()
    acts.xaxis.set_major_locator(locator)
    acts.xaxis.set_major_formatter(ConciseDateFormatter(locator))
    figure.text(
        0.015, 1.0 - 0.16 / height, f"{course.a_name} and {course.b_name}", size=14, weight="bold", va="top", color=INK
    )
    figure.text(0.015, 0.1 / height, "\n".join(caption), size=7, va="bottom", color=SOFT, linespacing=1.35)
    figure.align_ylabels([strength, affinity, engagement, acts])
    return figure


def draw_strength(axes: Axes, course: Course, days: Sequence[float]) -> None:
    """Draw the strength of a course with its interval, a point for each of the days on which its periods end."""
    _draw_line(axes, days, [each.standing.strength for each in course.periods], "Strength")
    low, high = ([getattr(each.standing, name) for each in course.periods] for name in ("low", "high"))
    if len(days) == 1:
        axes.vlines(days, low, high, color=INK, alpha=0.35, linewidth=3)
    else:
        axes.fill_between(days, low, high, color=INK, alpha=0.13, linewidth=0)
    bottom, top = min(*low, 0.0), max(*high, 0.0)
    reach = (top - bottom) or 1.0
    axes.set_ylim(bottom - 0.06 * reach, top + 0.06 * reach)


def _draw_line(axes: Axes, days: Sequence[float], values: Sequence[float], name: str) -> None:
    axes.axhline(0.0, color="#888888", linewidth=0.8, zorder=1)
    axes.grid(axis="y", color=GRID, linewidth=0.6)
    axes.set_axisbelow(True)
    marker = "o" if len(days) <= 24 else None
    axes.plot(days, values, color=INK, linewidth=1.5, marker=marker, markersize=3, zorder=3)
    axes.set_ylabel(name)


def _draw_acts(axes: Axes, course: Course) -> None:
    from matplotlib.dates import date2num

    rows = ((1, COOPERATIVE, "friendly"), (0, _NEUTRAL, "neutral"), (-1, HOSTILE, "hostile"))
    for sign, colour, _ in rows:
        days = [date2num(day) for day, each in course.acts if each == sign]
        # Ticks are let through each other, so that many in one place are darker.
        alpha = 0.85 if len(days) < 200 else 0.45
        axes.vlines(days, sign - 0.38, sign + 0.38, color=colour, linewidth=1.0, alpha=alpha)
    axes.set_ylim(-1.6, 1.6)
    axes.set_yticks([sign for sign, _, _ in rows], [name for _, _, name in rows])
    for label, (_, colour, _) in zip(axes.get_yticklabels(), rows, strict=True):
        label.set_color(colour if colour != _NEUTRAL else "#666666")
    axes.tick_params(axis="y", length=0)
    axes.set_ylabel("Acts")


class _Label(NamedTuple):
    change: Change
    text: str
    level: int
    left: bool


def _labels(changes: Sequence[Change], low: float, high: float) -> list[_Label]:
    """Return the labels of the changes, each at the lowest height where it touches no other."""
    from matplotlib.dates import date2num

    ends = [float("-inf")] * _LEVELS
    labels = []
    for change in changes:
        text = f"{change.word} {_short(change.day)}"
        day, wide = date2num(change.day), (high - low) * _CHARACTER * len(text)
        left = day + wide > high  # no room to the right
        begin = day - wide if left else day
        level = next((place for place in range(_LEVELS) if ends[place] <= begin), ends.index(min(ends)))
        ends[level] = begin + wide
        labels.append(_Label(change, text, level, left))
    return labels


def _mark_changes(labels: Sequence[_Label], top: Axes, panels: dict[str, Axes]) -> None:
    from matplotlib.dates import date2num

    for change, text, level, left in labels:
        day, colour = date2num(change.day), _colour(change)
        panel = panels[change.kind]
        for axes in (top, panel):
            axes.axvline(day, color=colour, linewidth=1.0, linestyle=(0, (4, 2)), zorder=2)
        panel.axvspan(
            date2num(change.earliest),
            date2num(change.latest + timedelta(days=1)),
            color=colour,
            alpha=0.14,
            linewidth=0,
        )
        top.annotate(
            text,
            (day, 1.0),
            xycoords=("data", "axes fraction"),
            xytext=(-3 if left else 3, 2 + 11 * level),
            textcoords="offset points",
            ha="right" if left else "left",
            va="bottom",
            size=8,
            color=colour,
        )


def _colour(change: Change) -> str:
    if change.kind == "engagement":
        return SOFT
    return COOPERATIVE if change.after > change.before else HOSTILE


def _short(day: date) -> str:
    months = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
    return f"{months[day.month - 1]} {day.year}"


def _caption(course: Course) -> str:
    first, last = course.periods[0], course.periods[-1]
    measure = course.measure.to_dict()
    parameters = ", ".join(
        f"{name.replace('_', ' ')} {'+'.join(value) if isinstance(value, list) else value}"
        for name, value in measure.items()
        if name != "half_life_days"
    )
    sources = f" Sources: {', '.join(course.sources)}." if course.sources else ""
    left = f"{course.undated:,} acts of no known day are" if course.undated > 1 else "1 act of no known day is"
    undated = f" {left} left out." if course.undated else ""
    number = len(course.acts)
    marked = (
        "Dashed lines: changes of affinity (blue friendlier, orange more hostile) and of engagement (grey); shaded: 90\N{NO-BREAK SPACE}% "
        "range of their dates. "
        if course.changes
        else "No change stands out from chance and the bursts of news. "
    )
    return (
        f"{course.a_name} and {course.b_name}, {first.first} to {last.last}, by {course.unit}; {number:,} "
        f"{'act' if number == 1 else 'acts'}.{undated}{sources} "
        "Strength is affinity times log2(1 + lift) on the last day of each period, of all acts up to it; engagement is log2 "
        "lift, lift the observed by the expected acts, both plus the lift prior. "
        f"An act counts half after {course.measure.half_life_days:g} days. Band: 90\N{NO-BREAK SPACE}% interval. {marked}"
        f"Measure: {parameters}."
    )
