"""Events, claims, articles, decisions, terms of office and disputes in; the words by which tools show them out."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from datetime import date

    from kg.decision import Decision
    from kg.disputes import Dispute
    from kg.model import Article, Event, Evidence
    from kg.reference import Term

_MOST: Final = 60
"""Characters of a quote that a label holds."""


def article_label(article: Article) -> str:
    """Return the title of an article, or its id."""
    return article.title or article.id


def event_label(event: Event) -> str:
    """Return who did what to whom, and when."""
    when = event.date
    told = f"{event.source.name} {_words(event.relation)} {event.target.name}"
    return told if when is None else f"{told}, {days_text(when.earliest, when.latest)}"


def evidence_label(evidence: Evidence) -> str:
    """Return how the quote of a claim begins."""
    return _begin(evidence.quote) or evidence.article


def _begin(quote: str) -> str:
    text = " ".join(quote.split())
    if len(text) <= _MOST:
        return text
    return text[:_MOST].rpartition(" ")[0].rstrip(" ,;:") + "…" if " " in text[:_MOST] else text[:_MOST] + "…"


def dispute_label(dispute: Dispute) -> str:
    """Return the act that is disputed."""
    event = dispute.assertions[0].event
    return f"{event.source.name} {_words(event.relation)} {event.target.name}: affirmed and denied"


def decision_label(decision: Decision) -> str:
    """Return what is decided, with the ids of what it is about."""
    actors, told = decision.actors, decision.event
    if decision.kind == "leave-out-article":
        noun = "article" if len(decision.articles) == 1 else "articles"
        return f"leave out {noun} {', '.join(decision.articles)}"
    if told is None:
        others = ", ".join(dict.fromkeys(actor for actor in actors if actor != decision.into))
        if decision.kind == "merge-actors":
            return f"merge {others} into {decision.into}"
        if decision.kind == "split-actor":
            places = [*decision.articles, *(each.event or each.article for each in decision.told)]
            return f"{others} is {decision.into} in {', '.join(places)}"
        return f"rename {others}: {decision.label}" if decision.kind == "rename-actor" else f"keep apart {others}"
    event = told.event or f"the event of {told.article}: {_begin(told.quote)}"
    if decision.kind == "correct-date":
        return f"date {event}: {days_text(decision.earliest, decision.latest) or 'not known'}"
    if decision.kind == "correct-place":
        return f"place of {event}: {place_text(decision.place, decision.country) or 'not known'}"
    if decision.kind == "correct-relation":
        parts = (decision.relation, "source and target change places" if decision.swap else "")
        return f"relation of {event}: {', '.join(part for part in parts if part)}"
    return f"{decision.kind.partition('-')[0]} {event}"


def days_text(first: date | None, last: date | None) -> str:
    """Return a range of days, "" for none."""
    if first is None or last is None:
        return ""
    return first.isoformat() if first == last else f"{first.isoformat()} to {last.isoformat()}"


def place_text(name: str, country: str) -> str:
    """Return a place with the state in which it is, where that is known and another name; "" for none."""
    return f"{name}, {country}" if country not in {"", name} else name


def office_label(term: Term, person: str, body: str) -> str:
    """Return who holds which office where, and since when."""
    return f"{person}, {_words(term.office)}, {body}, from {term.start.isoformat()}"


def _words(identifier: str) -> str:
    return identifier.replace("-", " ")
