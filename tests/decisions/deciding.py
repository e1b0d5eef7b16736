"""Defaults in for all that a test of decisions is not about; decisions and what they make of events out."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from kg.decision import Decision, Told
from kg.decisions import Applied, apply_decisions
from kg.model import Corpus
from kg.rdf.canonical import canonical
from tests.factories import actor, corpus

if TYPE_CHECKING:
    from collections.abc import Iterable

    from kg.model import Article, Event

DAY = date(2026, 11, 26)
RUSSIA, UKRAINE = actor("Russia", "state"), actor("Ukraine", "state")
UN, NATIONS = actor("UN", "organization"), actor("United Nations", "organization")


def decide(
    kind: str, *actors: str, name: str | None = None, who: str = "Ana", why: str = "checked", **fields: object
) -> Decision:
    """Return a decision of a kind, named by its kind unless told otherwise."""
    return Decision(name=kind if name is None else name, kind=kind, who=who, when=DAY, why=why, actors=actors, **fields)  # type: ignore[arg-type]  # tests pass what Decision takes


def about(event: Event) -> tuple[Told, ...]:
    """Return how a person who sees the event in a graph refers to it."""
    claim = event.evidence[0]
    return (
        Told(
            event=event.id,
            article=claim.article,
            quote=claim.quote,
            relation=event.relation,
            source=event.source.id,
            target=event.target.id,
        ),
    )


def judge(kind: str, event: Event, *, name: str | None = None, **fields: object) -> Decision:
    """Return a decision about an event."""
    return decide(kind, name=name, told=about(event), **fields)  # type: ignore[arg-type]  # tests pass what Decision takes


def dated(event: Event, day: str, *, name: str | None = None) -> Decision:
    """Return the decision that an event was on a day."""
    return judge("correct-date", event, name=name, earliest=date.fromisoformat(day), latest=date.fromisoformat(day))


def apply(
    events: Iterable[Event],
    *decisions: Decision,
    doubted: Iterable[Event] = (),
    articles: Iterable[Article] | None = None,
) -> Applied:
    """Return what decisions make of events; each article they name is there unless told otherwise."""
    told, doubts = tuple(events), tuple(doubted)
    given = corpus(*told, *doubts).articles if articles is None else articles
    return apply_decisions(told, given, decisions, doubted=doubts)


def graph_of(applied: Applied) -> Corpus:
    """Return the corpus that a graph is made of."""
    return canonical(
        Corpus(articles=corpus(*applied.events).articles, events=applied.events, decisions=applied.decided)
    )
