"""Courses and changes in; how they are shown, out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.notebook.chart import course_svg, course_words
from kg.notebook.events import act
from kg.notebook.parts import ROWS, Chart, Facts, Figure, Interval, Line, Marked, Shown, Signed, Table, of_all
from kg.notebook.ties import ends, measure_words
from kg.notebook.words import day_words, plural

if TYPE_CHECKING:
    from kg.courses import Change, Course, Courses
    from kg.notebook.known import Known
    from kg.notebook.parts import Cell, Part

_PAIRS = 20


def course_shown(course: Course, _known: Known) -> Shown:
    """Return the picture of a course, its changes with an act of each, and its last periods."""
    names = {course.a: course.a_name, course.b: course.b_name}
    parts: list[Part] = [Chart(svg=course_svg(course), words=course_words(course))]
    if course.changes:
        parts.append(
            Table(
                caption=plural(len(course.changes), "change"),
                columns=("Day", "Change", "Between", "Before", "After", "Acts", "Such as"),
                rows=tuple(_change_row(each, names) for each in course.changes),
            )
        )
    else:
        parts.append(Line(cells=("No change stands out from chance and the bursts of news.",)))
    shown = course.periods[-ROWS:]
    least, most = ends(value for each in shown for value in (each.standing.low, each.standing.high))
    rows = tuple(
        (
            each.label,
            Signed(value=each.standing.strength),
            Interval(at=each.standing.strength, low=each.standing.low, high=each.standing.high, least=least, most=most),
            Signed(value=each.standing.affinity),
            Signed(value=each.standing.engagement, tells=False),
            each.alone.acts if each.alone else 0,
        )
        for each in shown
    )
    columns = (
        course.unit.capitalize(),
        "Strength",
        "90\N{NO-BREAK SPACE}% interval",
        "Affinity",
        "Engagement",
        "Acts in it",  # in `Course.frame`, "acts" are all up to its end
    )
    caption = f"{of_all(len(course.periods), 'period', which='Last ')}, as of the end of each"
    parts.append(Table(caption=caption, columns=columns, rows=rows))
    undated = f" {plural(course.undated, 'act')} of no known day left out." if course.undated else ""
    sources = f" Sources: {', '.join(course.sources)}." if course.sources else ""
    parts.append(Line(cells=(measure_words(course.measure) + undated + sources,)))
    return Shown(title=f"{course.a_name} and {course.b_name} by {course.unit}", parts=tuple(parts))


def courses_shown(courses: Courses, _known: Known) -> Shown:
    """Return the pairs with most acts, and the days they span."""
    import numpy as np

    numbers = np.bincount(courses.acts.pair, minlength=len(courses.acts.a))
    pairs = courses.pairs_of()
    ids = courses.acts.actors
    rows = tuple(
        (
            courses.name(ids[int(courses.acts.a[pair])]),
            courses.name(ids[int(courses.acts.b[pair])]),
            int(numbers[pair]),
        )
        for pair in pairs[:_PAIRS]
    )
    caption = f"{of_all(len(pairs), 'pair', which='')} with dated acts, those with most first"
    call = 'courses.course("A", "B") gives the course of a pair.'
    return Shown(
        title="",
        parts=(Table(caption=caption, columns=("Actor", "Other", "Dated acts"), rows=rows), Line(cells=(call,))),
    )


def change_shown(change: Change, _known: Known) -> Shown:
    """Return when and how much two actors changed, and the acts near the change."""
    facts = Facts(
        rows=(
            ("Kind", change.kind),
            (
                "Between",
                f"{day_words(change.earliest)} \N{EN DASH} {day_words(change.latest)} (90\N{NO-BREAK SPACE}% range)",
            ),
            ("Before", _side(change.kind, change.before, change.acts_before)),
            ("After", _side(change.kind, change.after, change.acts_after)),
        )
    )
    rows = tuple(
        (each.day, each.source, act(each.relation), each.target, each.sentence or None, Figure(value=each.weight))
        for each in change.acts
    )
    table = Table(
        caption=f"{plural(len(change.acts), 'act')} near the change",
        columns=("Day", "Who", "Does what", "To whom", "Sentence", "Weight"),
        rows=rows,
    )
    return Shown(title=change.phrase.capitalize(), parts=(facts, table))


def _side(kind: str, value: float, acts: int) -> Cell:
    words = plural(acts, "signed act" if kind == "affinity" else "act")
    return (_level(kind, value), words)


def _level(kind: str, value: float) -> Cell:
    """Return the balance of the acts, or how many times the expected acts there were."""
    return Signed(value=value) if kind == "affinity" else f"{2.0**value:.2g} times the expected"


def _change_row(change: Change, names: dict[str, str]) -> tuple[Cell, ...]:
    first = change.acts[0] if change.acts else None
    said: Cell = None
    if first is not None:
        one, other = names.get(first.source, first.source), names.get(first.target, first.target)
        deed = f"{day_words(first.day)}: {one} \N{RIGHTWARDS ARROW} {act(first.relation).words} \N{RIGHTWARDS ARROW} {other}"
        said = (deed, Marked(text=first.sentence)) if first.sentence else deed
    return (
        change.day,
        change.word,
        f"{day_words(change.earliest)} \N{EN DASH} {day_words(change.latest)}",
        _level(change.kind, change.before),
        _level(change.kind, change.after),
        f"{change.acts_before:,} / {change.acts_after:,}",
        said,
    )
