"""Files, folders or articles in; the events found in them, or a built graph, out."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, Unpack

from kg.asked import BuildKeywords, GraphOptions, TextKeywords, TextOptions, options_of, spelled_out
from kg.assemble import assemble, trusted
from kg.built import Graph, turtle_of
from kg.copies import find_copies
from kg.decisions import left_out, read_decisions, skipped_by
from kg.inputs import gather, items_of
from kg.isolated import Extractor, Failure, OnFailed, isolated
from kg.model import Article, Event, Skipped
from kg.workers import parallel_extractor

if TYPE_CHECKING:
    from datetime import date

    from kg.assemble import Read
    from kg.decision import Decision
    from kg.inputs import Inputs
    from kg.workers import OwnExtractor

__all__ = ["Extractor", "Progress", "build", "find_events", "graph_of", "make_extractor", "read", "told"]

Progress = Callable[[int, int], None]
"""Called with the number of articles done and of all articles, once before the first and after each."""


@spelled_out(TextOptions, GraphOptions)
def build(
    sources: Inputs,
    *,
    decisions: Path | str | Iterable[Decision] = (),
    progress: Progress | None = None,
    extractor: Extractor | None = None,
    jobs: int = 1,
    on_failed: OnFailed | None = None,
    **options: Unpack[BuildKeywords],
) -> Graph:
    """Return the graph of some files, folders or articles.

    Events that several articles tell are made one, with the evidence of all.

    Parameters
    ----------
    sources
        Paths of files and folders (.txt, .html, .pdf, .docx, .jsonl, .csv, .parquet, .zip ...), or articles, or a mixture.
    decisions
        What people decided, or the file that holds it. The graph's ``corpus.decisions`` says what each changed, and
        ``corpus.unmet`` which no longer apply.
    progress
        Called as the work goes on, see `Progress`.
    extractor
        What finds the events in place of spaCy and kg's rules, for tests and for other coders.
    jobs
        How many processes of this machine find the events; the graph is the same.
    on_failed
        Called for each article that could not be read, which is among the skipped inputs as well.
    model, readers, languages, published, columns
        How the texts are read, see `kg.asked.TextOptions`.
    known_on, today, min_confidence, copies
        What is asked of the graph, see `kg.asked.GraphOptions`: as it was known on a day, with strengths as of a day, of
        events with at least some confidence, with copies found or not.

    Raises
    ------
    InputError
        If a path does not exist, or none of the inputs can be read.
    DecisionError
        If the file of decisions is not as it should be.
    ModelError
        If the spaCy pipeline is not installed or lacks a component.
    """
    texts, asked = options_of(options)
    decided = read_decisions(decisions) if isinstance(decisions, Path | str) else tuple(decisions)
    codes = texts.codes(extractor)
    failures: list[Failure] = []
    articles, skipped = gather(sources, hints=texts.hints, languages=codes, known_on=asked.known_on)
    tell = _tellers(failures.append, on_failed)
    ready = make_extractor(texts.own(codes), jobs=jobs, extractor=extractor, on_failed=tell)
    gone = left_out(decided)
    read: list[Read] = [(article, ()) for article in articles if article.id in gone]
    read += told([article for article in articles if article.id not in gone], ready, progress=progress)
    failed = (failure.skipped for failure in failures)
    return graph_of(read, asked, decisions=decided, skipped=(*skipped, *failed))


def graph_of(
    read: Sequence[Read],
    asked: GraphOptions,
    *,
    decisions: Iterable[Decision] = (),
    skipped: Iterable[Skipped] = (),
    signatures: Mapping[str, bytes] = MappingProxyType({}),
) -> Graph:
    """Return the graph of articles with what was read in them, whether now or before; see `kg.assemble.assemble`.

    Those that a decision leaves out are told of among the skipped. ``signatures`` are those by which copies are found, as
    far as they are known.
    """
    decided = tuple(decisions)
    gone = left_out(decided)
    there = [article for article, _ in read if article.id not in gone]
    copies = find_copies(there, signatures=signatures) if asked.copies else {}
    out = (skipped_by(gone[article.id], article.id) for article, _ in read if article.id in gone)
    corpus = assemble(
        read, min_confidence=asked.min_confidence, copies=copies, decisions=decided, skipped=(*skipped, *out)
    )
    if asked.known_on is not None:
        # That a decision is about what was not known yet does not make it one that no longer applies.
        corpus = replace(corpus, unmet=tuple(each for each in corpus.unmet if each.outcome == "overruled"))
    return Graph(corpus=corpus, today=asked.as_of)


@spelled_out(TextOptions)
def find_events(
    sources: Inputs,
    *,
    min_confidence: float | None = None,
    on_skipped: Callable[[Skipped], None] | None = None,
    extractor: Extractor | None = None,
    jobs: int = 1,
    on_failed: OnFailed | None = None,
    **options: Unpack[TextKeywords],
) -> Iterator[Event]:
    """Yield the events of each article in the order of the inputs and of their texts, unmerged, as they are found.

    ``on_skipped`` is called for every input that is left out, and ``on_failed`` as well for an article that could not
    be read. ``jobs`` processes of this machine find the events, which are the same. The other keywords say how the texts
    are read, see `kg.asked.TextOptions`: model, readers, languages, published, columns.

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

    texts = TextOptions(**options)
    codes = texts.codes(extractor)
    items = items_of(sources, hints=texts.hints, languages=codes)
    tell = _tellers(skip, on_failed)
    ready = make_extractor(texts.own(codes), jobs=jobs, extractor=extractor, on_failed=tell)
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
