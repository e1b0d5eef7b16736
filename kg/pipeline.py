"""Files, folders or articles in; the events found in them, or a built graph, out."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from kg.assemble import assemble, trusted
from kg.built import Graph, turtle_of
from kg.decisions import read_decisions
from kg.inputs import gather, items_of
from kg.model import Article, Event, Readers, Skipped

if TYPE_CHECKING:
    from datetime import date

    from kg.assemble import Read
    from kg.decision import Decision
    from kg.inputs import Inputs

Extractor = Callable[[Iterable[Article]], Iterator[tuple[Article, tuple[Event, ...]]]]
Progress = Callable[[int, int], None]
"""Called with the number of articles done and of all articles, once before the first and after each."""


def build(
    sources: Inputs,
    *,
    model: str | None = None,
    readers: Readers = "both",
    published: date | None = None,
    today: date | None = None,
    min_confidence: float | None = None,
    decisions: Path | str | Iterable[Decision] = (),
    progress: Progress | None = None,
    extractor: Extractor | None = None,
) -> Graph:
    """Return the graph of some files, folders or articles.

    Events that several articles tell are made one, with the evidence of all.

    Parameters
    ----------
    sources
        Paths of files and folders (.txt, .html, .jsonl), or articles, or a mixture.
    model
        Name of an installed spaCy pipeline; None takes the packaged small English model.
    readers
        Who finds the events: the rules and the learned reader, or one of them alone.
    published
        The publication day of texts that do not carry one, see `kg.readers`.
    today
        The day that strengths are as of; None takes the latest day of an event or publication.
    min_confidence
        Events with less confidence are left out; None leaves out what is wrong more often than right, but keeps the
        likeliest where the article's actors were marked.
    decisions
        What people decided, or the file that holds it. The graph's ``corpus.decisions`` says what each changed, and
        ``corpus.unmet`` which no longer apply.
    progress
        Called as the work goes on, see `Progress`.
    extractor
        What finds the events in place of spaCy and kg's rules, for tests and for other coders.

    Raises
    ------
    InputError
        If a path does not exist, or none of the inputs can be read.
    DecisionError
        If the file of decisions is not as it should be.
    ModelError
        If the spaCy pipeline is not installed or lacks a component.
    """
    decided = read_decisions(decisions) if isinstance(decisions, Path | str) else tuple(decisions)
    articles, skipped = gather(sources, published=published)
    read = told(articles, _extractor(model, readers, extractor), progress=progress)
    corpus = assemble(read, min_confidence=min_confidence, decisions=decided, skipped=skipped)
    return Graph(corpus=corpus, today=today)


def find_events(
    sources: Inputs,
    *,
    model: str | None = None,
    readers: Readers = "both",
    published: date | None = None,
    min_confidence: float | None = None,
    on_skipped: Callable[[Skipped], None] | None = None,
    extractor: Extractor | None = None,
) -> Iterator[Event]:
    """Yield the events of each article in the order of the inputs and of their texts, unmerged, as they are found.

    ``on_skipped`` is called for every input that is left out.

    Raises
    ------
    InputError
        If a path does not exist.
    ModelError
        If the spaCy pipeline is not installed or lacks a component.
    """

    def articles() -> Iterator[Article]:
        for item in items:
            if isinstance(item, Article):
                yield item
            elif on_skipped is not None:
                on_skipped(item)

    items = items_of(sources, published=published)
    for article, events in _extractor(model, readers, extractor)(articles()):
        yield from trusted(article, events, min_confidence=min_confidence)


def read(path: Path | str, *, today: date | None = None) -> Graph:
    """Return a graph that was built before, from its Turtle file or the folder that holds it.

    The articles have no text; their ids, titles, dates and sources, and all events with their evidence, are as built.

    Raises
    ------
    GraphFileError
        If there is no such file, or kg did not write it.
    """
    from kg.rdf.from_rdf import read_turtle

    return Graph(corpus=read_turtle(turtle_of(path)), today=today)


def _extractor(model: str | None, readers: Readers, extractor: Extractor | None) -> Extractor:
    if extractor is not None:
        return extractor
    from kg.extract.find import load_extractor
    from kg.extract.pipeline import DEFAULT_MODEL

    return load_extractor(model or DEFAULT_MODEL, readers).events


def told(articles: Sequence[Article], extractor: Extractor, *, progress: Progress | None = None) -> Iterator[Read]:
    """Yield each article with everything that is found in it, and tell of the progress."""
    tell = progress or (lambda _done, _total: None)
    tell(0, len(articles))
    for done, found in enumerate(extractor(articles), 1):
        yield found
        tell(done, len(articles))
