"""Decisions to leave out articles, and events, in; which articles they leave out, and the events without them, out."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from kg.decisions.naming import name_of
from kg.model import Skipped

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping

    from kg.decision import Decision
    from kg.model import Event


def left_out(decisions: Iterable[Decision]) -> Mapping[str, Decision]:
    """Return the ids of the articles that decisions leave out, each with the last decision that does."""
    return {
        article: decision
        for decision in decisions
        if decision.kind == "leave-out-article"
        for article in decision.articles
    }


def skipped_by(decision: Decision, article: str) -> Skipped:
    """Return how it is told of an article that it is left out: by which decision, whose, and why.

    >>> from datetime import date
    >>> from kg.decision import Decision
    >>> gone = Decision(kind="leave-out-article", who="Ana", when=date(2026, 11, 26), why="retracted", articles=("a1",))
    >>> skipped_by(gone, "a1")
    Skipped(where='article a1', why='is left out by the decision leave-out-a1 of Ana on 2026-11-26: retracted')
    """
    name = decision.name or name_of(decision)
    because = f": {decision.why}" if decision.why else ""
    return Skipped(
        where=f"article {article}",
        why=f"is left out by the decision {name} of {decision.who} on {decision.when.isoformat()}{because}",
    )


def without_articles(events: Iterable[Event], gone: Collection[str]) -> Iterator[Event]:
    """Yield the events without the evidence of some articles; those that nothing else tells are none any more."""
    for event in events:
        kept = tuple(each for each in event.evidence if each.article not in gone)
        if len(kept) == len(event.evidence):
            yield event
        elif kept:
            article = event.article if event.article not in gone else kept[0].article
            yield replace(event, article=article, evidence=kept)
