"""What was read in articles, and what people decided, in; the events as people decided them out."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import partial
from typing import TYPE_CHECKING

from kg.decisions.actors import Cast
from kg.decisions.articles import left_out
from kg.decisions.naming import name_of
from kg.decisions.record import Record, outcomes
from kg.decisions.state import State, UnfoundError
from kg.errors import DecisionError
from kg.model import DateRange, Place, RelationId
from kg.ontology import load_relations
from kg.rdf.labels import days_text, event_label, place_text

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Mapping, Sequence

    from kg.decision import Decided, Decision, DecisionKind, Told, Unmet
    from kg.decisions.state import Item
    from kg.model import Article, Event


@dataclass(frozen=True, slots=True, kw_only=True)
class Applied:
    """The events as people decided them, in the order in which they came, what was applied, and what was not.

    ``doubtful`` counts the events that stay out because they are not trusted enough.
    """

    events: tuple[Event, ...]
    doubtful: int
    decided: tuple[Decided, ...] = ()
    unmet: tuple[Unmet, ...] = ()


def apply_decisions(
    events: Iterable[Event],
    articles: Iterable[Article],
    decisions: Iterable[Decision],
    *,
    doubted: Iterable[Event] = (),
) -> Applied:
    """Return the events with the decisions applied, one after another; where two contradict each other the later wins.

    Articles that are left out are so from the beginning, wherever in the order that is decided.

    Parameters
    ----------
    events
        The events of each article, before those of the same id are made one.
    articles
        The articles, by which it is said why a decision no longer applies.
    decisions
        In the order of their file.
    doubted
        Events that are not trusted enough for the graph: a person who affirms one brings it in.

    Raises
    ------
    DecisionError
        If two decisions have the same name; those without one get one.
    """
    order = _named(decisions)
    if not order:
        return Applied(events=tuple(events), doubtful=sum(1 for _ in doubted))
    here = {article.id: article for article in articles}
    state = State(events, doubted, here, gone=left_out(order))
    cast = Cast(state, order)
    records = [Record(decision=decision) for decision in order]
    act: Mapping[DecisionKind, Callable[[int, Record], None]] = {
        "merge-actors": cast.merge,
        "split-actor": cast.split,
        "rename-actor": cast.rename,
        "keep-apart": cast.keep_apart,
        "correct-date": partial(_correct_date, state),
        "correct-place": partial(_correct_place, state),
        "correct-relation": partial(_correct_relation, state),
        "reject-event": partial(_reject, state),
        "affirm-event": partial(_affirm, state),
        "leave-out-article": partial(_leave_out, here),
    }
    for number, record in enumerate(records):
        act[record.decision.kind](number, record)
    _agree_on_places(state, records)
    decided, unmet = outcomes(records, cast.became(), state.items)
    return Applied(
        events=tuple(item.event for item in state.items if item.kept),
        doubtful=sum(item.rejected is None and item.affirmed is None and not item.trusted for item in state.items),
        decided=decided,
        unmet=unmet,
    )


def _named(decisions: Iterable[Decision]) -> tuple[Decision, ...]:
    found: dict[str, Decision] = {}
    for decision in decisions:
        named = decision if decision.name else replace(decision, name=name_of(decision, found))
        if named.name in found:
            raise DecisionError(f"two decisions have the name {named.name!r}; give each its own")
        found[named.name] = named
    return tuple(found.values())


def _correct_date(state: State, number: int, record: Record) -> None:
    decision = record.decision
    right = None
    if decision.earliest and decision.latest:
        right = DateRange(earliest=decision.earliest, latest=decision.latest)
    for item in _found(state, record, _can_be_corrected, decision.told[0]):
        record.before[item] = _days(item.event.date)
        item.settled["date"] = number
        if _days(item.event.date) != _days(right):
            state.change(item, replace(item.event, date=right))


def _correct_place(state: State, number: int, record: Record) -> None:
    decision = record.decision
    right = Place(name=decision.place, country=decision.country) if decision.place else None
    for item in _found(state, record, _can_be_corrected, decision.told[0]):
        _settle_place(state, number, record, item, right)


def _agree_on_places(state: State, records: Sequence[Record]) -> None:
    """Give all that is one event by now the place that was decided last for some of it, as when two actors became one.

    A day and a relation are part of an event's id, and so keep apart what differs in them; a place is not.
    """
    decided: dict[str, tuple[int, Place | None]] = {}
    for item in state.items:
        number = item.settled.get("place", -1)
        if item.kept and number > decided.get(item.event.id, (-1, None))[0]:
            decided[item.event.id] = number, item.event.place
    for item in state.items:
        if item.kept and item.event.id in decided:
            number, right = decided[item.event.id]
            if item.settled.get("place") != number:
                _settle_place(state, number, records[number], item, right)


def _settle_place(state: State, number: int, record: Record, item: Item, right: Place | None) -> None:
    was = item.event.place
    record.before[item] = place_text(was.name, was.country) if was else "no place"
    item.settled["place"] = number
    if was != right:
        state.change(item, replace(item.event, place=right))


def _correct_relation(state: State, number: int, record: Record) -> None:
    decision, told = record.decision, record.decision.told[0]
    # Where kg has learnt to read the direction aright, the sentence is found the other way round.
    turned = (replace(told, source=told.target, target=told.source),) if decision.swap else ()
    for item in _found(state, record, _can_be_corrected, told, *turned):
        event = item.event
        record.before[item] = f"{event.source.name} {event.relation} {event.target.name}"
        if decision.relation:
            kind = load_relations()[RelationId(decision.relation)]
            event = replace(event, relation=kind.id, root=kind.root, quad=kind.quad)
            item.settled["relation"] = number
        if decision.swap:
            item.settled["direction"] = number
            if _stands_as_seen(item, told):
                event = _swapped(event)
                item.swapped = not item.swapped
        if event != item.event:
            state.change(item, event)


def _reject(state: State, number: int, record: Record) -> None:
    for item in _found(state, record, _can_be_judged, record.decision.told[0]):
        record.before[item] = event_label(item.event)
        item.settled["status"] = number
        item.rejected, item.affirmed = number, None


def _affirm(state: State, number: int, record: Record) -> None:
    for item in _found(state, record, _can_be_judged, record.decision.told[0]):
        record.before[item] = f"confidence {item.event.confidence:.2f}"
        item.settled["status"] = number
        item.rejected, item.affirmed = None, number
        item.event = replace(item.event, confidence=1.0)


def _leave_out(here: Collection[str], _number: int, record: Record) -> None:
    # What it leaves out is not told by what it changed: the graph is the same whether or not the article is there.
    for article in record.decision.articles:
        if article not in here:
            record.idle.append(f"article {article} is not among the articles")


def _found(state: State, record: Record, usable: Callable[[Item], bool], *ways: Told) -> list[Item]:
    """Return the events that a decision is about; where there is none, the record says why."""
    reasons: list[str] = []
    for told in ways:
        try:
            return state.find(told, usable=usable)
        except UnfoundError as missing:
            reasons.append(_why_out(state, told) or str(missing))
    record.missing.append(reasons[0])
    record.nothing = True
    return []


def _can_be_judged(item: Item) -> bool:
    return not item.joins_itself


def _can_be_corrected(item: Item) -> bool:
    return item.rejected is None and not item.joins_itself


def _why_out(state: State, told: Told) -> str:
    """Return by what decision the event is out of the graph, "" where it is by none."""
    seen = state.seen(told)
    if any(item.joins_itself for item in seen):
        return "decisions before it have made one actor of its two"
    return "a decision before it rejects the event" if any(item.rejected is not None for item in seen) else ""


def _days(when: DateRange | None) -> str:
    return "no date" if when is None else days_text(when.earliest, when.latest)


def _stands_as_seen(item: Item, told: Told) -> bool:
    """Return whether source and target still stand as the person saw them, who said that they are the wrong way round."""
    return (not told.source or told.source in item.sources) and (not told.target or told.target in item.targets)


def _swapped(event: Event) -> Event:
    return replace(
        event,
        source=event.target,
        target=event.source,
        evidence=tuple(
            replace(each, source_span=each.target_span, target_span=each.source_span) for each in event.evidence
        ),
    )
