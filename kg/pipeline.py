"""Files, folders or articles in; the events found in them, or a built graph, out."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from kg.assemble import assemble, trusted
from kg.built import Graph, turtle_of
from kg.copies import find_copies
from kg.decisions import read_decisions
from kg.inputs import codes_of, gather, items_of
from kg.isolated import Extractor, Failure, OnFailed, isolated
from kg.model import Article, Event, Readers, Skipped
from kg.workers import OwnExtractor, parallel_extractor

if TYPE_CHECKING:
    from datetime import date

    from kg.assemble import Read
    from kg.decision import Decision
    from kg.inputs import Inputs

__all__ = ["Extractor", "Progress", "build", "find_events", "make_extractor", "read", "told"]

Progress = Callable[[int, int], None]
"""Called with the number of articles done and of all articles, once before the first and after each."""


def build(
    sources: Inputs,
    *,
    model: str | None = None,
    readers: Readers = "both",
    languages: Iterable[str] | None = None,
    published: date | None = None,
    columns: Mapping[str, str] | None = None,
    known_on: date | None = None,
    today: date | None = None,
    min_confidence: float | None = None,
    decisions: Path | str | Iterable[Decision] = (),
    copies: bool = True,
    progress: Progress | None = None,
    extractor: Extractor | None = None,
    jobs: int = 1,
    on_failed: OnFailed | None = None,
) -> Graph:
    """Return the graph of some files, folders or articles.

    Events that several articles tell are made one, with the evidence of all.

    Parameters
    ----------
    sources
        Paths of files and folders (.txt, .html, .pdf, .docx, .jsonl, .csv, .parquet, .zip ...), or articles, or a mixture.
    model
        Name of an installed spaCy pipeline for English; None takes the packaged small one.
    readers
        Who finds the events: the rules and the learned reader, or one of them alone.
    languages
        Codes of the languages to read, such as "en" and "fr"; None reads all whose pipeline is installed. Articles in
        others are left out.
    published
        The publication day of texts that do not carry one, see `kg.readers`.
    columns
        For keys of an article (text, published, title ...), the columns of CSV, Parquet and JSON Lines that hold them.
    known_on
        Build the graph as it was known on that day: of articles published by then, with strengths as of it unless
        ``today`` is given. Articles without a day of publication are left out. What was planned then is a plan.
    today
        The day that strengths are as of; None takes the latest day of an event or publication.
    min_confidence
        Events with less confidence are left out; None leaves out what is wrong more often than right, but keeps the
        likeliest where the article's actors were marked.
    decisions
        What people decided, or the file that holds it. The graph's ``corpus.decisions`` says what each changed, and
        ``corpus.unmet`` which no longer apply.
    copies
        Whether copies among the articles are found, see `kg.copies`, so that an agency text that many outlets print is
        one source; if not, every outlet is one.
    progress
        Called as the work goes on, see `Progress`.
    extractor
        What finds the events in place of spaCy and kg's rules, for tests and for other coders.
    jobs
        How many processes of this machine find the events; the graph is the same.
    on_failed
        Called for each article that could not be read, which is among the skipped inputs as well.

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
    codes = codes_of(languages, extractor)
    failures: list[Failure] = []
    articles, skipped = gather(sources, languages=codes, published=published, columns=columns, known_on=known_on)
    own = OwnExtractor(model=model, readers=readers, languages=codes)
    ready = make_extractor(own, jobs=jobs, extractor=extractor, on_failed=_tellers(failures.append, on_failed))
    read = list(told(articles, ready, progress=progress))
    corpus = assemble(
        read,
        min_confidence=min_confidence,
        copies=find_copies(article for article, _ in read) if copies else {},
        decisions=decided,
    )
    failed = tuple(failure.skipped for failure in failures)
    return Graph(corpus=replace(corpus, skipped=(*skipped, *failed)), today=today or known_on)


def find_events(
    sources: Inputs,
    *,
    model: str | None = None,
    readers: Readers = "both",
    languages: Iterable[str] | None = None,
    published: date | None = None,
    columns: Mapping[str, str] | None = None,
    min_confidence: float | None = None,
    on_skipped: Callable[[Skipped], None] | None = None,
    extractor: Extractor | None = None,
    jobs: int = 1,
    on_failed: OnFailed | None = None,
) -> Iterator[Event]:
    """Yield the events of each article in the order of the inputs and of their texts, unmerged, as they are found.

    ``on_skipped`` is called for every input that is left out, and ``on_failed`` as well for an article that could not
    be read. ``jobs`` processes of this machine find the events, which are the same.

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

    def skip(failure: Failure) -> None:
        if on_skipped is not None:
            on_skipped(failure.skipped)

    codes = codes_of(languages, extractor)
    items = items_of(sources, languages=codes, published=published, columns=columns)
    own = OwnExtractor(model=model, readers=readers, languages=codes)
    ready = make_extractor(own, jobs=jobs, extractor=extractor, on_failed=_tellers(skip, on_failed))
    for article, events in ready(articles()):
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


def make_extractor(
    own: OwnExtractor, *, jobs: int = 1, extractor: Extractor | None = None, on_failed: OnFailed
) -> Extractor:
    """Return what finds events, in this process or in ``jobs`` others, and tells of each article that cannot be read.

    ``extractor`` is used in place of kg's ``own``, in this process.

    Raises
    ------
    ModelError
        If the spaCy pipeline is not installed or lacks a component; with several jobs, once articles are read.
    """
    if jobs < 1:
        raise ValueError(f"jobs is {jobs}; at least one process is needed")
    if extractor is None and jobs > 1:
        return parallel_extractor(own, jobs=jobs, on_failed=on_failed)
    return isolated(_extractor(own, extractor), on_failed=on_failed)


def _extractor(own: OwnExtractor, extractor: Extractor | None) -> Extractor:
    return extractor or own()


def _tellers(*tell: OnFailed | None) -> OnFailed:
    def tell_all(failure: Failure) -> None:
        for each in tell:
            if each is not None:
                each(failure)

    return tell_all


def told(articles: Sequence[Article], extractor: Extractor, *, progress: Progress | None = None) -> Iterator[Read]:
    """Yield each article with everything that is found in it, and tell of the progress; one may be passed over."""
    tell = progress or (lambda _done, _total: None)
    tell(0, len(articles))
    places = {article.id: place for place, article in enumerate(articles, 1)}
    for found in extractor(articles):
        yield found
        tell(places[found[0].id], len(articles))
