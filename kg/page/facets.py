"""An event and the articles in; its group, status, news sources and days, as the page filters by them, out."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, Literal

from kg.ontology import load_relations
from kg.tellers import source_of, teller_of

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from kg.model import Article, Corpus, Event

Status = Literal["done", "planned", "denied"]

STATUSES: Final[dict[Status, str]] = {
    "done": "done or in force",
    "planned": "planned or possible",
    "denied": "denied",
}
NO_SOURCE: Final = "Source not named"
"""What stands for the source of an article that names none, as on the page."""


def status_of(event: Event) -> Status:
    """Return whether an event is denied, done or in force, or else only planned or possible."""
    if event.polarity == "negated":
        return "denied"
    return "done" if event.modality == "actual" else "planned"


def sources_of(event: Event, articles: Mapping[str, Article]) -> tuple[tuple[str, ...], ...]:
    """Return who tells of an event, sorted, each by the names that it goes by: a news source by its own.

    An article that names none is a source by itself: it goes by `NO_SOURCE` and as "article", with its id.
    That of an article that is a copy is the source of its original.
    """
    return tuple(sorted({_names_of(each.article, articles) for each in event.evidence}))


def _names_of(article: str, articles: Mapping[str, Article]) -> tuple[str, ...]:
    source = source_of(article, articles)
    if source:
        return (source,)
    return (NO_SOURCE, teller_of(article, articles)) if article in articles else (NO_SOURCE,)


def days_of(event: Event, articles: Mapping[str, Article]) -> tuple[date, date] | None:
    """Return the first and last day of an event, twice the day of its first report if undated, None if nobody knows."""
    if event.date is not None:
        return event.date.earliest, event.date.latest
    told = (articles.get(each.article) for each in event.evidence)
    first = min((article.published for article in told if article and article.published), default=None)
    return (first, first) if first else None


def first_days(corpus: Corpus) -> list[date]:
    """Return the day by which each event is placed in time, that of its first report if undated; without who has none."""
    articles = {article.id: article for article in corpus.articles}
    return [days[0] for event in corpus.events if (days := days_of(event, articles))]


def group_of(event: Event) -> str:
    """Return the group of the relation of an event, such as MC; that of the event where the relation is not known."""
    known = load_relations().get(event.relation)
    return known.quad if known else event.quad
