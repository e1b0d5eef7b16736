"""A corpus, a pair and a selection in; the events that join the two, each with its place in time, out."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from kg.errors import SelectionError
from kg.graph import SIGN_OF_QUAD
from kg.ontology import load_relations
from kg.page.facets import days_of, status_of

if TYPE_CHECKING:
    from datetime import date

    from kg.model import Actor, Corpus, Event
    from kg.page.facets import Status
    from kg.page.selection import Selection

Side = Literal["a", "b", "both"]
"""Who acts: one of the two, or both where the relation has no direction."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ToldEvent:
    """An event with its first and last day; ``weight`` is that of its relation, -10 hostile to 10 friendly."""

    event: Event
    first: date
    last: date
    status: Status
    side: Side
    label: str
    weight: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """The events of a pair that pass, by day.

    ``all_events`` counts those of the whole graph that join the two, ``by_report`` those shown at the day of their first
    report because no text says theirs, ``nowhere`` those that pass and have neither.
    """

    a: Actor
    b: Actor
    events: tuple[ToldEvent, ...]
    all_events: int
    by_report: int
    nowhere: int


def find_told(corpus: Corpus, a: Actor, b: Actor, selection: Selection) -> Told:
    """Return the events that join two actors and pass the selection.

    Raises
    ------
    SelectionError
        If the two are one, or no event of a known day is left.
    """
    if a.id == b.id:
        raise SelectionError(f"{a.name} is given twice; a timeline takes two actors")
    selection.check(corpus)
    ends = {a.id, b.id}
    joining = [event for event in corpus.events if {event.source.id, event.target.id} == ends]
    selected = [event for event in selection.select(corpus).events if {event.source.id, event.target.id} == ends]
    articles = {article.id: article for article in corpus.articles}
    found, nowhere = [], 0
    for event in selected:
        days = days_of(event, articles)
        if days is None:
            nowhere += 1
            continue
        found.append(_told(event, days, a))
    if not found:
        words = selection.in_words({}, of_events=True)
        raise SelectionError(
            f"nothing to draw: of {len(joining)} events that join {a.name} and {b.name} none "
            + (f"passes ({words}); leave a filter out" if words and not nowhere else "has a known day; see kg show")
            if joining
            else f"nothing to draw: no event joins {a.name} and {b.name}; kg show {a.name!r} lists who is joined"
        )
    return Told(
        a=a,
        b=b,
        events=tuple(sorted(found, key=lambda each: (each.first, each.last, each.event.id))),
        all_events=len(joining),
        by_report=sum(each.event.date is None for each in found),
        nowhere=nowhere,
    )


def _told(event: Event, days: tuple[date, date], a: Actor) -> ToldEvent:
    known = load_relations().get(event.relation)
    side: Side = "a" if event.source.id == a.id else "b"
    return ToldEvent(
        event=event,
        first=days[0],
        last=days[1],
        status=status_of(event),
        side="both" if known and known.symmetric else side,
        label=(known.label if known else str(event.relation)).replace("-", " "),
        weight=known.weight if known and not known.static else 5.0 * SIGN_OF_QUAD.get(event.quad, 0),
    )
