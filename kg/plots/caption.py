"""What a picture shows in; the sentences out that tell a reader of the paper how to read it, and what was left out."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from kg.page.selection import ALL
from kg.plots.matrix import spans_zero
from kg.plots.timeline import lone_periods, quiet_periods
from kg.tellers import source_of
from kg.version import VERSION

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from kg.courses import Course
    from kg.model import ActorId, Corpus, Event
    from kg.page.pairs import Pair
    from kg.page.selection import Selection
    from kg.plots.matrix import Grid
    from kg.plots.shown import Shown
    from kg.plots.timeline import Placed
    from kg.strength import Measure

_MINUS: Final = "\N{MINUS SIGN}"
_AT_LEAST: Final = 0.05
"""Fewer days are 0.0 in a caption."""
_FORMULA: Final = "affinity times log2(1 + lift)"


def network_caption(shown: Shown, selection: Selection, *, corpus: Corpus, measure: Measure, as_of: date) -> str:
    """Return the caption of a network."""
    signs = {pair.sign for pair in shown.drawn}
    colours = {
        1: "blue and +: cooperative",
        -1: f"vermilion and {_MINUS}: hostile",
        0: "grey: evenly mixed, or no act that counts",
    }
    lines = {pair.line for pair in shown.drawn}
    styles = {
        "solid": "solid: done or in force",
        "dashed": "long dash: only planned or possible",
        "dotted": "dotted: only denied",
    }
    arrows = " Arrows: all acts go one way." if any(pair.arrow for pair in shown.drawn) else ""
    inside = frozenset(shown.inside)
    between = sum({pair.a, pair.b} <= inside for pair in shown.passing)
    ties = (
        f"with {'the only pair' if between == 1 else f'all {between:,} pairs'} between them"
        if len(shown.drawn) == between
        else "each with about four of its strongest ties"
    )
    alone = len(shown.inside) - len(shown.tied)
    less = f", less {alone:,} that no event joins to another of them" if alone else ""
    of_all = " (colour and width are those of all acts, not only of those shown)" if leaves_acts_out(selection) else ""
    return " ".join(
        [
            f"Network of {len(shown.tied):,} of {_count(len(shown.everyone), 'actor')}, {len(shown.drawn):,} of",
            f"{_count(len(shown.picture.pairs), 'pair')}{_passing(shown)}.",
            f"Drawn are {_chosen(shown, selection)}{less}, {ties}.",
            _filters(selection, shown),
            f"Lines: width, |strength|; {_list(colours[sign] for sign in (1, -1, 0) if sign in signs)}{of_all};",
            f"{_list(styles[line] for line in styles if line in lines)}.{arrows}",
            "Size of marks: events of the actor that pass. Friends are drawn near each other.",
            _ground(shown.drawn, shown.corpus, corpus),
            _strength(measure, as_of),
        ]
    )


def matrix_caption(
    shown: Shown, grid: Grid, selection: Selection, *, corpus: Corpus, measure: Measure, as_of: date
) -> str:
    """Return the caption of a matrix."""
    ties, actors = grid.ties, grid.actors
    alone = len(shown.inside) - len(actors)
    doubt = sum(spans_zero(tie) for tie in ties.values())
    inside = frozenset(actors)
    unmeasured = sum(pair.tie is None and {pair.a, pair.b} <= inside for pair in shown.passing)
    measured = sum(pair.tie is not None for pair in shown.picture.pairs)
    blank = f" ({_count(unmeasured, 'pair')} with events but no act that counts among them)" if unmeasured else ""
    plus, minus = (" and +", f" and {_MINUS}") if grid.signed else ("", "")
    small_cells = (
        "" if grid.signed else "; the cells are too small for signs, so that the two are not told apart in grey"
    )
    less = f", less {alone:,} without a measured tie to another of them" if alone else ""
    small = f" Small squares: the 90% interval spans 0 ({doubt:,} of {len(ties):,})." if doubt else ""
    of_all = " Colour is that of all acts, not only of those shown." if leaves_acts_out(selection) else ""
    return " ".join(
        [
            f"Signed strength between {len(actors):,} of {_count(len(shown.everyone), 'actor')}, {len(ties):,} of",
            f"{_count(measured, 'measured tie')}{_passing(shown)}. Shown are {_chosen(shown, selection)}{less}.",
            _filters(selection, shown),
            f"Colour: blue{plus} cooperative, white 0, vermilion{minus} hostile{small_cells}.{of_all}{small}",
            f"Blank: no measured tie{blank}.",
            "Order: average-linkage clustering of the rows with optimal leaf ordering, so that blocs stand together.",
            _ground((pair for pair in shown.passing if (pair.a, pair.b) in ties), shown.corpus, corpus),
            _strength(measure, as_of),
        ]
    )


def leaves_acts_out(selection: Selection) -> bool:
    """Return whether acts may not be shown which count for the strength of ties that are."""
    choices = (selection.groups, selection.relations, selection.statuses, selection.sources)
    return selection.since is not None or any(choice != ALL for choice in choices)


def _chosen(shown: Shown, selection: Selection) -> str:
    """Return who was chosen to be shown, and of how many."""
    if selection.around:
        name = shown.names[selection.around]
        near, chosen = len(_within(shown.passing, selection)), len(shown.inside) - 1
        if selection.steps == 1:
            neighbours = "neighbour" if near == 1 else "neighbours"
            many = f"all {near:,}" if near > 1 else "the only"
            return f"{name} and {many if chosen >= near else f'the strongest {chosen:,} of its {near:,}'} {neighbours}"
        which = f"all {near:,}" if chosen >= near else f"{chosen:,} of the {near:,}"
        order = "" if chosen >= near else ", neighbours first, by the strongest ties"
        return f"{name} and {which} actors within {selection.steps} steps{order}"
    if len(shown.inside) >= shown.able:
        return f"all {_count(shown.able, 'actor')}" + (" that pass" if shown.able < len(shown.everyone) else "")
    brought = " with those brought in and their strongest ties" if selection.brought else ""
    return f"the strongest {len(shown.inside):,} of {_count(shown.able, 'actor')}{brought}"


def _within(passing: Iterable[Pair], selection: Selection) -> frozenset[ActorId]:
    """Return who is one or two steps from the actor in the middle, by any tie that passes."""
    pairs = tuple(passing)
    found = {selection.around}
    for _ in range(selection.steps):
        before = frozenset(found)
        for pair in pairs:
            if before & {pair.a, pair.b}:
                found |= {pair.a, pair.b}
    return frozenset(each for each in found if each and each != selection.around)


def timeline_caption(
    placed: Placed, selection: Selection, *, corpus: Corpus, measure: Measure, course: Course | None, why_none: str
) -> str:
    """Return the caption of the timeline of a pair."""
    told = placed.told
    first, last = min(each.first for each in told.events), max(each.last for each in told.events)
    number = len(told.events)
    parts = [
        f"{told.a.name} and {told.b.name}, {first} to {last}: {number:,} of {_count(told.all_events, 'event')} that join the two.",
    ]
    if course is not None:
        undated = f" ({course.undated:,} of no known day not counted)" if course.undated else ""
        unshown = ", also of acts not shown" if leaves_acts_out(selection) else ""
        parts.append(
            f"Above: strength at the end of each {course.unit} over all reports{undated}{unshown}, with its 90% interval."
        )
        if any(quiet_periods(course)):
            lone = "; point with its interval: one period with such an act" if any(lone_periods(course)) else ""
            parts.append(
                f"Dotted: the two had no act in the year before, and it moves with what is known of others{lone}."
            )
    else:
        parts.append(f"No course of strength: {why_none}.")
    parts.append(_of_marks(placed))
    if told.by_report:
        parts.append(f"{_count(told.by_report, 'event')} of no known day at the day of the first report.")
    if told.nowhere:
        parts.append(f"{_count(told.nowhere, 'event')} whose day nobody knows left out.")
    words = selection.in_words({}, of_events=True)
    parts.append(f"Events are filtered: {words}." if words else "No event is filtered out.")
    parts.append(_told_by((each.event for each in told.events), corpus))
    if course is not None:
        parts.append(f"Strength: {_FORMULA}. {_parameters(measure)}")
    parts.append(f"kg {VERSION}.")
    return " ".join(parts)


def _of_marks(placed: Placed) -> str:
    """Return how to read the marks of the events, as far as there are such."""
    events = placed.told.events
    signs = {(each.weight > 0) - (each.weight < 0) for each in events}
    statuses = {each.status for each in events}
    sides = {1: "cooperative above 0", -1: "hostile below 0", 0: "lasting or neutral ones on it"}
    fills = {
        "done": "filled: done or in force",
        "planned": "hollow with a dashed stem: only planned or possible",
        "denied": "hollow with a dotted stem: denied",
    }
    words = [
        _list(sides[sign] for sign in (1, -1, 0) if sign in signs)
        if len(signs) > 1 or 0 not in signs
        else "on 0, lasting or neutral",
        "height, weight of the relation on Goldstein's scale",
        *(fills[status] for status in fills if status in statuses),
        *(["bars: range of days"] if any(mark.barred for mark in placed.marks) else []),
    ]
    aside = placed.days_aside
    moved = (
        f" Marks of nearly one day stand side by side, up to {aside:,.1f} days off; stems rise from the day."
        if aside >= _AT_LEAST
        else ""
    )
    return f"Events: {'; '.join(words)}.{moved} The heaviest are named where there is room."


def _passing(shown: Shown) -> str:
    if len(shown.passing) == len(shown.picture.pairs):
        return ""
    return f" ({shown.able:,} actors and {_count(len(shown.passing), 'pair')} pass the filters)"


def _filters(selection: Selection, shown: Shown) -> str:
    words = selection.in_words(shown.names)
    return f"Filters: {words}." if words else "No filter is set."


def _ground(pairs: Iterable[Pair], selected: Corpus, corpus: Corpus) -> str:
    events = (selected.events[place] for pair in pairs for place in pair.events)
    return f"The pairs shown stand on {_told_by(events, corpus, of=len(corpus.events))}"


def _told_by(events: Iterable[Event], corpus: Corpus, *, of: int | None = None) -> str:
    found = tuple(events)
    ids = {each.article for event in found for each in event.evidence}
    articles = {article.id: article for article in corpus.articles}
    sources = {source for each in ids if (source := source_of(each, articles))}
    number = f"{len(found):,} of {_count(of, 'event')}" if of is not None else _count(len(found), "event")
    named = f" of {_count(len(sources), 'named source')}" if sources else ""
    return f"{number}, told by {len(ids):,} of {_count(len(corpus.articles), 'article')}{named}."


def _strength(measure: Measure, as_of: date) -> str:
    return f"Strength as of {as_of}, over all reports: {_FORMULA}. {_parameters(measure)} kg {VERSION}."


def _parameters(measure: Measure) -> str:
    values = measure.to_dict()
    words = (f"{name.replace('_', ' ')} {_value(value)}" for name, value in values.items() if name != "half_life_days")
    return f"An act counts half after {measure.half_life_days:g} days; {_list(words)}."


def _value(value: object) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    return "+".join(value) if isinstance(value, list) else f"{value:g}" if isinstance(value, float) else str(value)


def _list(words: Iterable[str]) -> str:
    return ", ".join(words)


def _count(number: int, noun: str) -> str:
    return f"{number:,} {noun}{'' if number == 1 else 's'}"
