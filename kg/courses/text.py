"""A course in; lines for people, with charts made of block characters, out."""

from __future__ import annotations

import textwrap
from itertools import pairwise
from typing import TYPE_CHECKING, Final

import polars as pl

from kg.rounding import signed

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from kg.courses.changes import Change, ChangeAct
    from kg.courses.course import Course, CoursePeriod
    from kg.courses.find import Courses
    from kg.strength.measure import Measure

_HALF: Final = 12
"""Characters on either side of zero in the chart of a course."""

_WIDTH: Final = 32
"""The longest spark line; a longer course has several periods in one character."""

_BLOCKS: Final = " ▏▎▍▌▋▊▉█"
_STEPS: Final = "▁▂▃▄▅▆▇█"


def course_text(course: Course) -> str:
    """Return the periods with a bar each, the changes with their acts, and what made the figures."""
    lines = [f"{course.a_name} and {course.b_name} by {course.unit}", ""]
    bars = _bars([each.standing.strength for each in course.periods])
    label = max(len(each.label) for each in course.periods)
    lines.append(
        f"{'':{label}}  {'strength':>8}  {'90 % interval':^15}  {'':{len(bars[0])}}  "
        f"{'affinity':>8}  {'engagement':>10}  {'observed':>8}  {'expected':>8}  {'acts':>5}  {'alone':>6}"
    )
    lines += [
        f"{each.label:{label}}  {_figures(each, drawn)}" for each, drawn in zip(course.periods, bars, strict=True)
    ]
    lines += ["", *change_lines(course), "", *legend_lines(course.measure)]
    if not any(sign for _, sign in course.acts) and all(each.standing.prior_share == 1.0 for each in course.periods):
        lines.append("No act is friendly or hostile: affinity is what the habits of the two toward others predict.")
    if course.undated:
        noun = "act" if course.undated == 1 else "acts"
        lines.append(f"{course.undated:,} {noun} of no known day: in no period, and left out.")
    if course.sources:
        lines.append(f"Sources: {', '.join(course.sources)}.")
    return "\n".join(lines)


def courses_text(courses: Courses, frame: pl.DataFrame, changes: Iterable[tuple[str, str, Change]]) -> str:
    """Return a line for each pair of a long table: a chart of strength, the last figures and the last change."""
    last: dict[tuple[str, str], Change] = {(a, b): change for a, b, change in changes}
    if frame.is_empty():
        return "No pair has acts in these periods."
    pairs = frame.partition_by("a", "b", maintain_order=True)
    pairs.sort(key=lambda rows: -rows["acts"][-1])
    names = [f"{courses.name(rows['a'][0])} – {courses.name(rows['b'][0])}" for rows in pairs]
    wide = max(map(len, names), default=0)
    most = max((abs(value) for rows in pairs for value in rows["strength"]), default=1.0)
    lines = [f"{'':{wide}}  {'periods':19}  {'strength':{_WIDTH}}  {'now':>6}  {'acts':>6}  last change"]
    for name, rows in zip(names, pairs, strict=True):
        change = last.get((rows["a"][0], rows["b"][0]))
        span = f"{rows['period'][0]} … {rows['period'][-1]}"
        lines.append(
            f"{name:{wide}}  {span:19}  {spark(rows['strength'].to_list(), most):{_WIDTH}}  "
            f"{signed(rows['strength'][-1]):>6}  {rows['acts'][-1]:>6,}  {change.phrase if change else '–'}"
        )
    lines += ["", f"Charts go from {signed(-most)} (▁) to {signed(most)} (█).", *legend_lines(courses.measure)]
    if courses.sources:
        lines.append(f"Sources: {', '.join(courses.sources)}.")
    return "\n".join(lines)


def change_lines(course: Course) -> list[str]:
    """Return the changes of a course with their acts."""
    names = {course.a: course.a_name, course.b: course.b_name}
    if not course.changes:
        return ["No change stands out from chance and the bursts of news."]
    return ["Changes", *(f"  {line}" for change in course.changes for line in _lines_of(change, names))]


def changes_text(courses: Courses, changes: Iterable[tuple[str, str, Change]]) -> str:
    """Return the changes of many pairs with their acts, pair by pair."""
    lines: list[str] = []
    before = ("", "")
    for a, b, change in changes:
        names = {a: courses.name(a), b: courses.name(b)}
        if (a, b) != before:
            lines += ["", f"{names[a]} and {names[b]}"]
        before = (a, b)
        lines += [f"  {line}" for line in _lines_of(change, names)]
    return "\n".join(lines[1:] or ["No change stands out from chance and the bursts of news."])


def spark(values: Sequence[float], most: float) -> str:
    """Return a line of one character a value, or a mean of several, between -most and most.

    >>> spark([-1.0, 0.0, 1.0], 1.0)
    '▁▅█'
    """
    size = min(len(values), _WIDTH)
    bounds = [round(place * len(values) / size) for place in range(size + 1)] if size else []
    means = [sum(values[low:high]) / (high - low) for low, high in pairwise(bounds)]
    scale = most or 1.0
    return "".join(_STEPS[min(7, max(0, int((mean / scale + 1.0) * 4.0)))] for mean in means)


def bar(value: float, most: float) -> str:
    """Return a bar to the right of the middle for a value above 0, to the left for one below.

    >>> bar(0.5, 1.0), bar(-1.0, 1.0)
    ('            │██████      ', '████████████│            ')
    """
    eighths = round(8 * _HALF * abs(value) / most) if most else 0
    full, part = divmod(eighths, 8)
    if value >= 0:
        return " " * _HALF + "│" + ("█" * full + _BLOCKS[part].strip()).ljust(_HALF)
    # Only the left parts of blocks have characters of their own, so that bars to the left are rounded to halves.
    left = ("▐" if part >= 4 else "") + "█" * full
    return left.rjust(_HALF) + "│" + " " * _HALF


def _bars(values: Sequence[float]) -> list[str]:
    """Return a bar for each value; where none is below 0, or none above, without that side."""
    most = max(map(abs, values))
    low = 0 if min(values) < 0 else _HALF
    high = 2 * _HALF + 1 if max(values) > 0 else _HALF + 1
    return [bar(value, most)[low:high] for value in values]


def legend_lines(measure: Measure) -> list[str]:
    """Return what the columns are, with the parameters of the measure."""
    parameters = ", ".join(f"{name} {_shown(value)}" for name, value in measure.to_dict().items())
    return [
        "Strength = affinity × log2(1 + lift) on the last day of each period, from all acts up to it; alone: from the acts",
        "of the period. Affinity: -1 hostile … 1 friendly. Engagement: log2 lift, lift = (observed + a) / (expected + a),",
        "a being lift_prior; observed and expected are weighted by age and credibility.",
        *textwrap.wrap(f"Measure: {parameters}.", width=116),
    ]


def _shown(value: object) -> str:
    if isinstance(value, list):
        return "+".join(map(str, value))
    return f"{value:g}" if isinstance(value, float) else str(value)


def _figures(period: CoursePeriod, drawn: str) -> str:
    at = period.standing
    interval = f"{signed(at.low)} … {signed(at.high)}"
    alone = signed(period.alone.strength) if period.alone else "–"
    acts = period.alone.acts if period.alone else 0
    return (
        f"{signed(at.strength):>8}  {interval:^15}  {drawn}  {signed(at.affinity):>8}  "
        f"{signed(at.engagement):>10}  {at.observed:>8.2f}  {at.expected:>8.2f}  {acts:>5,}  {alone:>6}"
    )


def _lines_of(change: Change, names: Mapping[str, str]) -> Iterator[str]:
    yield f"{change.phrase} (between {change.earliest} and {change.latest}): {_size(change)}"
    for act in change.acts:
        yield from (f"    {line}" for line in _act_lines(act, names))


def _size(change: Change) -> str:
    acts = f"of {change.acts_before:,} and {change.acts_after:,} {'signed ' if change.kind == 'affinity' else ''}acts"
    if change.kind == "affinity":
        return f"balance {signed(change.before)} before, {signed(change.after)} after, {acts}"
    return f"{2.0**change.before:.2g} times what is expected before, {2.0**change.after:.2g} times after, {acts}"


def _act_lines(act: ChangeAct, names: Mapping[str, str]) -> list[str]:
    sign = {1: "+", -1: "-"}.get(act.sign, "·")
    more = f" and {len(act.events) - 3} more" if len(act.events) > 3 else ""
    one, other = names.get(act.source, act.source), names.get(act.target, act.target)
    head = f"{act.day} {sign} {one} {act.relation} {other}  [{', '.join(act.events[:3])}{more}]"
    return [head, f'    "{act.sentence}"'] if act.sentence else [head]
