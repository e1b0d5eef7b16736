"""Files, folders and articles in; the articles that kg reads, each id once, and what is left out, out."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Final

from kg.errors import InputError
from kg.model import Article, Skipped
from kg.readers import SUFFIXES, Hints, read_articles
from kg.readers.folder import Screen

if TYPE_CHECKING:
    from datetime import date

Inputs = Iterable[Path | str | Article] | Path | str

_NONE: Final = Hints()


def gather(
    sources: Inputs,
    *,
    hints: Hints = _NONE,
    languages: Iterable[str] | None = None,
    known_on: date | None = None,
) -> tuple[tuple[Article, ...], tuple[Skipped, ...]]:
    """Return the articles, at least one, and what was left out; with ``known_on`` only those known on that day.

    ``hints`` are what the user says of the files.

    Raises
    ------
    InputError
        If a path does not exist, or none of the inputs can be read.
    """
    items = list(items_of(sources, hints=hints, languages=languages, known_on=known_on))
    articles = tuple(item for item in items if isinstance(item, Article))
    skipped = tuple(item for item in items if isinstance(item, Skipped))
    if not articles:
        if not skipped:
            raise InputError(f"no article could be read; give files or folders with {SUFFIXES}")
        number = "1 input was" if len(skipped) == 1 else f"{len(skipped)} inputs were"
        first = f"{skipped[0].where}: {skipped[0].why}"
        raise InputError(f"no article could be read, {number} left out; {first}")
    return articles, skipped


def items_of(
    sources: Inputs,
    *,
    hints: Hints = _NONE,
    languages: Iterable[str] | None = None,
    known_on: date | None = None,
) -> Iterator[Article | Skipped]:
    """Return an iterator over the articles of files, folders and articles, and over what was left out of them.

    Articles in other ``languages`` than these are left out, see `in_languages`; with ``known_on``, what `known_by` leaves
    out is left out too.

    Raises
    ------
    InputError
        At once, if a path does not exist.
    """
    given = [sources] if isinstance(sources, Path | str) else list(sources)
    paths = [each for each in given if not isinstance(each, Article)]
    articles = [each for each in given if isinstance(each, Article)]
    readable = in_languages(languages)

    def screen(article: Article) -> Article | Skipped:
        known = article if known_on is None else known_by(article, known_on)
        return readable(known) if isinstance(known, Article) else known

    files = read_articles(paths, published=hints.published, columns=hints.columns, screen=screen)

    def items() -> Iterator[Article | Skipped]:
        seen: set[str] = set()
        # What is left out keeps no id: which of two articles is read does not hang on their order.
        for source in (map(screen, articles), files):
            for item in source:
                if isinstance(item, Article) and item.id in seen:
                    yield Skipped(where=item.shown, why="its id was read before; give each article its own id")
                    continue
                if isinstance(item, Article):
                    seen.add(item.id)
                yield item

    return items()


def known_by(article: Article, day: date) -> Article | Skipped:
    """Return an article that was published on or before a day, or why nobody can say that it was known then."""
    if article.published is None:
        why = f"has no day of publication, so that nobody can say if it was known on {day.isoformat()}; give it with --published"
    elif article.published > day:
        why = f"was published after {day.isoformat()}"
    else:
        return article
    return Skipped(where=article.shown, why=why)


def codes_of(languages: Iterable[str] | None, extractor: object = None) -> tuple[str, ...]:
    """Return the codes of the languages to read, those whose pipeline is installed where None are named.

    Whoever brings an extractor may read all that kg tells apart.

    Raises
    ------
    InputError
        If none is named, or one that kg does not read.
    ModelError
        If the pipeline of one that is named is not installed.
    """
    from kg.extract.tongues import TONGUES, chosen_languages

    return tuple(TONGUES) if languages is None and extractor is not None else chosen_languages(languages)


def in_languages(languages: Iterable[str] | None = None) -> Screen:
    """Return what lets articles through that are in one of some languages, and says why it leaves out the others.

    An article that does not say its language, and shows that it is not in English, is handed on with its code. None lets
    all through that kg can read, whether or not what reads them is installed.

    Raises
    ------
    InputError
        If a language is none that kg reads.
    """
    from kg.extract.languages import declared_language
    from kg.extract.tongues import ENGLISH, TONGUES, language_of, why_unread

    codes = tuple(TONGUES) if languages is None else tuple(languages)
    for code in codes:
        if code not in TONGUES:
            raise InputError(f"language {code!r}: kg reads {', '.join(TONGUES)}")

    def screen(article: Article) -> Article | Skipped:
        code = language_of(article)
        if code is None or code not in codes:
            return Skipped(where=article.shown, why=why_unread(article, codes))
        known = code == ENGLISH.code or declared_language(article.language) is not None
        return article if known else replace(article, language=code)

    return screen
