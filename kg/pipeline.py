"""Files, folders or articles in; the events found in them, or a built graph, out."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Final

from kg.built import Graph, turtle_of
from kg.errors import InputError
from kg.model import Article, Corpus, Event, Readers, Skipped
from kg.readers import SUFFIXES, read_articles

if TYPE_CHECKING:
    from datetime import date

DEFAULT_MIN_CONFIDENCE: Final = 0.5
"""Events below it are left out: a pattern that is right less often than not says nothing about a pair."""

MARKED_MIN_CONFIDENCE: Final = 0.2
"""The same for articles in which somebody marked the actors: asked what is between two, kg says what is likeliest."""

Inputs = Iterable[Path | str | Article] | Path | str
Extractor = Callable[[Iterable[Article]], Iterator[tuple[Article, tuple[Event, ...]]]]
Progress = Callable[[int, int], None]
"""Called with the number of articles done and of all articles, once before the first and after each."""


def build(
    sources: Inputs,
    *,
    model: str | None = None,
    readers: Readers = "both",
    languages: Iterable[str] | None = None,
    published: date | None = None,
    today: date | None = None,
    min_confidence: float | None = None,
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
        Name of an installed spaCy pipeline for English; None takes the packaged small one.
    readers
        Who finds the events: the rules and the learned reader, or one of them alone.
    languages
        Codes of the languages to read, such as "en" and "fr"; None reads all whose pipeline is installed. Articles in
        others are left out.
    published
        The publication day of texts that do not carry one, see `kg.readers`.
    today
        The day that strengths are as of; None takes the latest day of an event or publication.
    min_confidence
        Events with less confidence are left out; None leaves out what is wrong more often than right, but keeps the
        likeliest where the article's actors were marked.
    progress
        Called as the work goes on, see `Progress`.
    extractor
        What finds the events in place of spaCy and kg's rules, for tests and for other coders.

    Raises
    ------
    InputError
        If a path does not exist, or none of the inputs can be read.
    ModelError
        If the spaCy pipeline is not installed or lacks a component.
    """
    from kg.rdf.canonical import canonical

    languages = None if languages is None else tuple(languages)
    codes = _languages(languages, extractor)
    articles, skipped = _gather(sources, published, codes)
    found = _found(
        articles, _extractor(model, readers, extractor or _chosen(languages, model, readers)), min_confidence, progress
    )
    events = tuple(event for _, each in found for event in each)
    merged = canonical(Corpus(articles=articles, events=events))
    in_order = tuple(sorted(articles, key=lambda article: article.id))
    return Graph(corpus=replace(merged, articles=in_order, skipped=skipped), today=today)


def find_events(
    sources: Inputs,
    *,
    model: str | None = None,
    readers: Readers = "both",
    languages: Iterable[str] | None = None,
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

    languages = None if languages is None else tuple(languages)
    codes = _languages(languages, extractor)
    items = _items(sources, published, codes)
    for article, events in _extractor(model, readers, extractor or _chosen(languages, model, readers))(articles()):
        yield from _trusted(article, events, min_confidence)


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


def _items(sources: Inputs, published: date | None, languages: Sequence[str]) -> Iterator[Article | Skipped]:
    given = [sources] if isinstance(sources, Path | str) else list(sources)
    paths = [each for each in given if not isinstance(each, Article)]
    articles = [each for each in given if isinstance(each, Article)]
    screen = in_languages(languages)
    files = read_articles(paths, published=published, screen=screen)

    def items() -> Iterator[Article | Skipped]:
        seen: set[str] = set()
        # What is left out keeps no id: which of two articles is read does not hang on their order.
        for source in (map(screen, articles), files):
            for item in source:
                if isinstance(item, Article) and item.id in seen:
                    yield Skipped(
                        where=f"article {item.id}", why="its id was read before; give each article its own id"
                    )
                    continue
                if isinstance(item, Article):
                    seen.add(item.id)
                yield item

    return items()


def in_languages(languages: Sequence[str] | None = None) -> Callable[[Article], Article | Skipped]:
    """Return what lets articles through that are in one of some languages, and says why it leaves out the others.

    An article that does not say its language, and shows that it is not in English, is handed on with its code. None lets
    all through that kg can read, whether or not what reads them is installed.
    """
    from kg.extract.tongues import ENGLISH, TONGUES, language_of, why_unread

    codes = tuple(TONGUES) if languages is None else tuple(languages)

    def screen(article: Article) -> Article | Skipped:
        from kg.extract.languages import declared_language

        code = language_of(article)
        if code is None or code not in codes:
            return Skipped(where=f"article {article.id}", why=why_unread(article, codes))
        known = code == ENGLISH.code or declared_language(article.language) is not None
        return article if known else replace(article, language=code)

    return screen


def _languages(languages: Iterable[str] | None, extractor: Extractor | None) -> tuple[str, ...]:
    """Return the codes of the languages to read; whoever brings what reads them may bring any that kg tells apart."""
    from kg.extract.tongues import TONGUES, chosen_languages

    return tuple(TONGUES) if languages is None and extractor is not None else chosen_languages(languages)


def _gather(
    sources: Inputs, published: date | None, languages: Sequence[str]
) -> tuple[tuple[Article, ...], tuple[Skipped, ...]]:
    items = list(_items(sources, published, languages))
    articles = tuple(item for item in items if isinstance(item, Article))
    skipped = tuple(item for item in items if isinstance(item, Skipped))
    if not articles:
        if not skipped:
            raise InputError(f"no article could be read; give files or folders with {SUFFIXES}")
        number = "1 input was" if len(skipped) == 1 else f"{len(skipped)} inputs were"
        first = f"{skipped[0].where}: {skipped[0].why}"
        raise InputError(f"no article could be read, {number} left out; {first}")
    return articles, skipped


def _extractor(model: str | None, readers: Readers, extractor: Extractor | None) -> Extractor:
    if extractor is not None:
        return extractor
    from kg.extract.tongues import read_each, ready_languages

    return read_each(ready_languages(), model=model, readers=readers)


def _chosen(languages: Iterable[str] | None, model: str | None, readers: Readers) -> Extractor | None:
    """Return what reads the languages that are chosen, None where none are."""
    if languages is None:
        return None
    from kg.extract.tongues import chosen_languages, read_each

    return read_each(chosen_languages(languages), model=model, readers=readers)


def _found(
    articles: tuple[Article, ...], extractor: Extractor, min_confidence: float | None, progress: Progress | None
) -> Iterator[tuple[Article, tuple[Event, ...]]]:
    tell = progress or (lambda _done, _total: None)
    tell(0, len(articles))
    for done, (article, events) in enumerate(extractor(articles), 1):
        yield article, _trusted(article, events, min_confidence)
        tell(done, len(articles))


def _trusted(article: Article, events: Iterable[Event], min_confidence: float | None) -> tuple[Event, ...]:
    """Return the events of an article that are trusted enough."""
    least = min_confidence
    if least is None:
        least = MARKED_MIN_CONFIDENCE if article.mentions else DEFAULT_MIN_CONFIDENCE
    return tuple(event for event in events if event.confidence >= least)
