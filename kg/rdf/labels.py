"""Events, claims, articles, terms of office and disputes in; the words by which tools show them out."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
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
    if when is None:
        return told
    first, last = when.earliest.isoformat(), when.latest.isoformat()
    return f"{told}, {first}" if first == last else f"{told}, {first} to {last}"


def evidence_label(evidence: Evidence) -> str:
    """Return how the quote of a claim begins."""
    text = " ".join(evidence.quote.split())
    if len(text) <= _MOST:
        return text or evidence.article
    return text[:_MOST].rpartition(" ")[0].rstrip(" ,;:") + "…" if " " in text[:_MOST] else text[:_MOST] + "…"


def dispute_label(dispute: Dispute) -> str:
    """Return the act that is disputed."""
    event = dispute.assertions[0].event
    return f"{event.source.name} {_words(event.relation)} {event.target.name}: affirmed and denied"


def office_label(term: Term, person: str, body: str) -> str:
    """Return who holds which office where, and since when."""
    return f"{person}, {_words(term.office)}, {body}, from {term.start.isoformat()}"


def _words(identifier: str) -> str:
    return identifier.replace("-", " ")
