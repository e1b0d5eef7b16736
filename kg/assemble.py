"""Articles with what was read in them, in any order, in; the one corpus that they make out."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

from kg.model import Corpus
from kg.rdf.canonical import canonical

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from kg.model import Article, Event, Skipped

DEFAULT_MIN_CONFIDENCE: Final = 0.5
"""Events below it are left out: a pattern that is right less often than not says nothing about a pair."""

MARKED_MIN_CONFIDENCE: Final = 0.2
"""The same for articles in which somebody marked the actors: asked what is between two, kg says what is likeliest."""

Read = tuple["Article", "tuple[Event, ...]"]
"""An article with everything that was read in it, however uncertain."""


def assemble(read: Iterable[Read], *, min_confidence: float | None = None, skipped: tuple[Skipped, ...] = ()) -> Corpus:
    """Return the corpus of some articles: the same whatever their order, for a build at once and for a workspace.

    Events that several articles tell are made one, with the evidence of all. The articles are as they were given.

    Parameters
    ----------
    read
        Each article once, with its events.
    min_confidence
        Events with less confidence are left out, see `trusted`.
    skipped
        What was left out of the input.

    Raises
    ------
    OntologyError
        If an event has a relation that the ontology does not know.
    """
    in_order = sorted(read, key=lambda each: each[0].id)
    articles = tuple(article for article, _ in in_order)
    events = tuple(event for each in in_order for event in trusted(*each, min_confidence=min_confidence))
    return replace(canonical(Corpus(articles=articles, events=events)), articles=articles, skipped=skipped)


def trusted(article: Article, events: Iterable[Event], *, min_confidence: float | None = None) -> Iterator[Event]:
    """Yield the events of an article that are trusted enough; None is kg's own threshold, which is lower for marked ones."""
    least = min_confidence
    if least is None:
        least = MARKED_MIN_CONFIDENCE if article.mentions else DEFAULT_MIN_CONFIDENCE
    return (event for event in events if event.confidence >= least)
