"""What a picture shows in; the sentences out that tell a reader of the paper how to read it, and what was left out."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from kg.plots.matrix import SIGNED, measured_actors, spans_zero, ties_between
from kg.version import VERSION

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from kg.courses import Course
    from kg.model import Corpus, Event
    from kg.page.pairs import Pair
    from kg.page.selection import Selection
    from kg.plots.shown import Shown
    from kg.plots.told import Told
    from kg.strength import Measure

_MINUS: Final = "\N{MINUS SIGN}"


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
    alone = len(shown.inside) - len(shown.tied)
    more = f"; {alone:,} more that no tie joins to another of them left out" if alone else ""
    which = (
        f"All ties between the actors shown are drawn{more}."
        if selection.around
        else f"Drawn are the strongest actors, and of each about four of its strongest ties{more}."
    )
    return " ".join(
        [
            f"Network of {len(shown.tied):,} of {_count(len(shown.everyone), 'actor')}, {len(shown.drawn):,} of",
            f"{_count(len(shown.picture.pairs), 'tie')}{_passing(shown)}.",
            which,
            _filters(selection, shown),
            f"Lines: width, |strength|; {_list(colours[sign] for sign in (1, -1, 0) if sign in signs)};",
            f"{_list(styles[line] for line in styles if line in lines)}.{arrows}",
            "Size of marks: events of the actor that pass. Friends are drawn near each other.",
            _ground(shown.drawn, shown.corpus, corpus),
            _strength(measure, as_of),
        ]
    )


def matrix_caption(shown: Shown, selection: Selection, *, corpus: Corpus, measure: Measure, as_of: date) -> str:
    """Return the caption of a matrix."""
    ties = ties_between(shown)
    actors = measured_actors(shown)
    alone = len(shown.inside) - len(actors)
    doubt = sum(spans_zero(tie) for tie in ties.values())
    inside = frozenset(actors)
    unmeasured = sum(pair.tie is None and {pair.a, pair.b} <= inside for pair in shown.passing)
    measured = sum(pair.tie is not None for pair in shown.picture.pairs)
    blank = f" ({_count(unmeasured, 'pair')} with events but no act that counts among them)" if unmeasured else ""
    plus, minus = (" and +", f" and {_MINUS}") if len(actors) <= SIGNED else ("", "")
    which = "the neighbours" if selection.around else "the strongest actors"
    more = f"; {alone:,} more without a measured tie to another of them left out" if alone else ""
    small = f" Small squares: the 90% interval spans 0 ({doubt:,} of {len(ties):,})." if doubt else ""
    return " ".join(
        [
            f"Signed strength between {len(actors):,} of {_count(len(shown.everyone), 'actor')}, {len(ties):,} of",
            f"{_count(measured, 'measured tie')}{_passing(shown)}. Shown are {which}{more}.",
            _filters(selection, shown),
            f"Colour: blue{plus} cooperative, white 0, vermilion{minus} hostile.{small} Blank: no measured tie{blank}.",
            "Order: average-linkage clustering of the rows with optimal leaf ordering, so that blocs stand together.",
            _ground((pair for pair in shown.passing if (pair.a, pair.b) in ties), shown.corpus, corpus),
            _strength(measure, as_of),
        ]
    )


def timeline_caption(
    told: Told, selection: Selection, *, corpus: Corpus, measure: Measure, course: Course | None, why_none: str
) -> str:
    """Return the caption of the timeline of a pair."""
    first, last = min(each.first for each in told.events), max(each.last for each in told.events)
    number = len(told.events)
    parts = [
        f"{told.a.name} and {told.b.name}, {first} to {last}: {number:,} of {_count(told.all_events, 'event')} that join the two.",
    ]
    if course is not None:
        undated = f" ({course.undated:,} of no known day not counted)" if course.undated else ""
        parts.append(
            f"Above: strength at the end of each {course.unit} over all reports{undated}, with its 90% interval."
        )
    else:
        parts.append(f"No course of strength: {why_none}.")
    parts.append(
        "Events: cooperative above, hostile below 0, lasting or neutral ones on it; height, weight of the relation on "
        "Goldstein's scale; filled: done or in force, hollow with a dashed stem: only planned or possible, hollow with a "
        "dotted stem: denied; bars: range of days. The heaviest are named."
    )
    if told.by_report:
        parts.append(f"{_count(told.by_report, 'event')} of no known day at the day of the first report.")
    if told.nowhere:
        parts.append(f"{_count(told.nowhere, 'event')} whose day nobody knows left out.")
    words = selection.in_words({}, of_events=True)
    parts.append(f"Events are filtered: {words}." if words else "No event is filtered out.")
    parts.append(_told_by((each.event for each in told.events), corpus))
    parts.append(f"Half-life of an act: {measure.half_life_days:g} days. kg {VERSION}.")
    return " ".join(parts)


def _passing(shown: Shown) -> str:
    if len(shown.passing) == len(shown.picture.pairs):
        return ""
    return f" ({shown.able:,} actors and {_count(len(shown.passing), 'tie')} pass the filters)"


def _filters(selection: Selection, shown: Shown) -> str:
    words = selection.in_words(shown.names)
    return f"Filters: {words}." if words else "No filter is set."


def _ground(pairs: Iterable[Pair], selected: Corpus, corpus: Corpus) -> str:
    events = (selected.events[place] for pair in pairs for place in pair.events)
    return f"The ties shown stand on {_told_by(events, corpus, of=len(corpus.events))}"


def _told_by(events: Iterable[Event], corpus: Corpus, *, of: int | None = None) -> str:
    found = tuple(events)
    ids = {each.article for event in found for each in event.evidence}
    sources = {article.source for article in corpus.articles if article.id in ids and article.source}
    number = f"{len(found):,} of {_count(of, 'event')}" if of is not None else _count(len(found), "event")
    named = f" of {_count(len(sources), 'named source')}" if sources else ""
    return f"{number}, told by {len(ids):,} of {_count(len(corpus.articles), 'article')}{named}."


def _strength(measure: Measure, as_of: date) -> str:
    return (
        f"Strength as of {as_of}, over all reports: affinity times log2(1 + lift), an act counting half after "
        f"{measure.half_life_days:g} days (reliability of a source {measure.reliability:g}, level {measure.level}). kg {VERSION}."
    )


def _list(words: Iterable[str]) -> str:
    return ", ".join(words)


def _count(number: int, noun: str) -> str:
    return f"{number:,} {noun}{'' if number == 1 else 's'}"
