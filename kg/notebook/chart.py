"""A course in; a small picture of it as SVG without ids, in the colours of the notebook's theme, out."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Final

from kg.notebook.words import day_words, plural, signed

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kg.courses import Change, Course

_WIDE: Final = 760
_LEFT: Final = 46
_RIGHT: Final = 748
_TOP: Final = 30
_ZONE: Final = 170
_ACTS: Final = _TOP + _ZONE + 12
_HIGH: Final = _ACTS + 62
_BLUE: Final = "var(--kg-pos,#0072b2)"
_VERMILION: Final = "var(--kg-hostile,#d55e00)"
_WORDS: Final = {_VERMILION: "var(--kg-neg,#b84a00)"}
"""On white, words in vermilion would be too pale to read."""


def course_svg(course: Course) -> str:
    """Return strength with its interval over the days, a mark for each change, and the acts below."""
    scale = _Scale(course)
    parts = [
        *_grid(scale),
        *_band(course, scale),
        *_changes(course, scale),
        *_acts(course, scale),
    ]
    return (
        f'<svg class="kg-chart" role="img" width="{_WIDE}" height="{_HIGH}" viewBox="0 0 {_WIDE} {_HIGH}" '
        f'style="max-width:100%;height:auto" fill="none" font-size="11" aria-label="{_escaped(course_words(course))}">'
        f"{''.join(parts)}</svg>"
    )


def course_words(course: Course) -> str:
    """Return what the picture shows, in words."""
    first, last = course.periods[0], course.periods[-1]
    at = last.standing
    return (
        f"Strength of {course.a_name} and {course.b_name} from {day_words(first.first)} to {day_words(last.last)}: "
        f"{signed(first.standing.strength)} at first, {signed(at.strength)} at last "
        f"({signed(at.low)} to {signed(at.high)}), {plural(len(course.acts), 'act')}, "
        f"{plural(len(course.changes), 'change')}"
    )


class _Scale:
    """Where days and strengths stand in the picture."""

    def __init__(self, course: Course) -> None:
        self.first, self.last = course.periods[0].first, course.periods[-1].last
        self.days = max((self.last - self.first).days, 1)
        values = [value for each in course.periods for value in (each.standing.low, each.standing.high)]
        self.low, self.high = min(0.0, *values), max(0.0, *values)
        if self.low == self.high:
            self.low, self.high = -1.0, 1.0

    def x(self, day: date) -> float:
        return round(_LEFT + (_RIGHT - _LEFT) * (day - self.first).days / self.days, 1)

    def y(self, value: float) -> float:
        return round(_TOP + _ZONE * (self.high - value) / (self.high - self.low), 1)


def _grid(scale: _Scale) -> Iterator[str]:
    for value in _round_values(scale.low, scale.high):
        y = scale.y(value)
        opacity = ".55" if value == 0 else ".15"
        yield f'<path d="M{_LEFT} {y}H{_RIGHT}" stroke="currentColor" stroke-opacity="{opacity}"/>'
        yield _text(_LEFT - 6, y + 4, signed(value, 1), anchor="end", opacity=".75")
    for day, words in _dates(scale):
        x = scale.x(day)
        yield f'<path d="M{x} {_ACTS + 42}v4" stroke="currentColor" stroke-opacity=".55"/>'
        yield _text(x, _ACTS + 58, words, anchor="middle", opacity=".75")


def _round_values(low: float, high: float) -> list[float]:
    step = next(
        (
            size * 10.0**power
            for power in range(-4, 4)
            for size in (1, 2, 5)
            if (high - low) / (size * 10.0**power) <= 5
        ),
        high - low,
    )
    return [
        round(place * step, 6)
        for place in range(int(low // step), int(high // step) + 1)
        if low <= place * step <= high
    ]


def _dates(scale: _Scale) -> Iterator[tuple[date, str]]:
    """Yield the beginnings of years, months or the ends, as many as there is room for."""
    years = scale.last.year - scale.first.year
    if years >= 2:
        step = max(1, -(-years // 9))
        for year in range(scale.first.year + 1, scale.last.year + 1):
            if year % step == 0:
                yield date(year, 1, 1), str(year)
        return
    months = [date(scale.first.year + m // 12, m % 12 + 1, 1) for m in range(scale.first.month, scale.first.month + 30)]
    inside = [day for day in months if day <= scale.last]
    step = max(1, -(-len(inside) // 9))
    for day in inside[::step]:
        yield day, day_words(day).partition(" ")[2]
    if not inside:
        yield scale.first, day_words(scale.first)


def _band(course: Course, scale: _Scale) -> Iterator[str]:
    points = [(scale.x(each.last), each.standing) for each in course.periods]
    upper = [f"{x} {scale.y(at.high)}" for x, at in points]
    lower = [f"{x} {scale.y(at.low)}" for x, at in reversed(points)]
    if len(points) > 1:
        yield f'<path d="M{"L".join([*upper, *lower])}Z" fill="currentColor" fill-opacity=".13"/>'
        line = "L".join(f"{x} {scale.y(at.strength)}" for x, at in points)
        yield f'<path d="M{line}" stroke="currentColor" stroke-width="1.8" stroke-linejoin="round"/>'
    else:
        x, at = points[0]
        yield f'<path d="M{x} {scale.y(at.low)}V{scale.y(at.high)}" stroke="currentColor" stroke-opacity=".4" stroke-width="3"/>'
    if len(points) <= 24:
        for x, at in points:
            yield f'<circle cx="{x}" cy="{scale.y(at.strength)}" r="2.6" fill="currentColor"/>'


def _changes(course: Course, scale: _Scale) -> Iterator[str]:
    ends = [-1.0, -1.0]
    for change in course.changes:
        x, colour = scale.x(change.day), _colour(change)
        yield (
            f'<path d="M{x} {_TOP}V{_TOP + _ZONE}" style="stroke:{colour}" stroke-width="1.4" stroke-dasharray="5 3"/>'
        )
        wide = 6.2 * len(change.word) + 4
        left = min(x + 3, _RIGHT - wide)
        row = next((place for place, end in enumerate(ends) if end <= left), None)
        if row is not None:  # where there is no room, the line stands alone, and the table has the word
            ends[row] = left + wide
            yield _text(left, 12 + 12 * row, change.word, colour=_WORDS.get(colour, colour))


def _acts(course: Course, scale: _Scale) -> Iterator[str]:
    rows = ((1, _BLUE, "friendly"), (0, "currentColor", "neutral"), (-1, _VERMILION, "hostile"))
    # More marks than there are half points across would only make the notebook larger.
    days = {
        sign: sorted({round(2 * scale.x(day)) / 2 for day, each in course.acts if each == sign}) for sign, _, _ in rows
    }
    for place, (sign, colour, word) in enumerate(rows):
        y = _ACTS + 14 * place
        path = "".join(f"M{x} {y}v11" for x in days[sign])
        opacity = ".5" if sign == 0 else ".85"
        if path:
            yield f'<path d="{path}" style="stroke:{colour}" stroke-opacity="{opacity}"/>'
        yield _text(
            _LEFT - 6,
            y + 9,
            word,
            anchor="end",
            size=10,
            colour=_WORDS.get(colour, colour),
            opacity="1" if sign else ".75",
        )


def _colour(change: Change) -> str:
    if change.kind == "engagement":
        return "currentColor"
    return _BLUE if change.after > change.before else _VERMILION


def _text(
    x: float, y: float, words: str, *, anchor: str = "start", colour: str = "", opacity: str = "1", size: int = 11
) -> str:
    return (
        f'<text x="{round(x, 1)}" y="{round(y, 1)}" text-anchor="{anchor}" font-size="{size}" '
        f'style="fill:{colour or "currentColor"}" fill-opacity="{opacity}">{_escaped(words)}</text>'
    )


def _escaped(text: str) -> str:
    from kg.notebook.html import safe

    return safe(text)
