"""Articles by id in; who tells of something in truth out: an agency text in forty outlets is told by one."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from kg.model import Article, Evidence


@dataclass(frozen=True, slots=True, kw_only=True)
class Telling:
    """How many articles tell of something, how many of them are copies of others, and how many sources that makes."""

    articles: int
    copies: int
    independent: int


def original_of(article: str, articles: Mapping[str, Article]) -> str:
    """Return the id of the original of an article that is a copy, of any other its own."""
    known = articles.get(article)
    return (known.copy_of if known else None) or article


def source_of(article: str, articles: Mapping[str, Article]) -> str | None:
    """Return the news source of an article, of a copy that of its original; None where none is named."""
    known = articles.get(original_of(article, articles))
    return (known.source if known else None) or None


def teller_of(article: str, articles: Mapping[str, Article]) -> str:
    """Return who tells: the source of the article or, of a copy, of its original; that article itself where none is named."""
    return source_of(article, articles) or f"article {original_of(article, articles)}"


def folded(
    evidence: Iterable[Evidence], articles: Mapping[str, Article]
) -> list[tuple[tuple[Evidence, ...], tuple[Evidence, ...]]]:
    """Return the evidence of one article after another, each with what the copies of the same text say, in the order given.

    First stands that of the original or, where this says nothing, of the copy that is first here.
    """
    groups: dict[str, list[Evidence]] = {}
    for each in evidence:
        groups.setdefault(original_of(each.article, articles), []).append(each)
    found = []
    for original, told in groups.items():
        first = original if any(each.article == original for each in told) else told[0].article
        found.append(
            (
                tuple(each for each in told if each.article == first),
                tuple(each for each in told if each.article != first),
            )
        )
    return found


def telling(told: Iterable[str], articles: Mapping[str, Article]) -> Telling:
    """Return how many articles these are, by their ids, and of how many independent sources."""
    ids = set(told)
    return Telling(
        articles=len(ids),
        copies=sum(original_of(each, articles) != each for each in ids),
        independent=len({teller_of(each, articles) for each in ids}),
    )


def telling_words(told: Iterable[str], articles: Mapping[str, Article]) -> str:
    """Return who tells as in "37 articles, 4 independent sources", "" where none of the articles, given by ids, is a copy."""
    found = telling(told, articles)
    if not found.copies:
        return ""
    sources = "source" if found.independent == 1 else "sources"
    return (
        f"{found.articles:,} article{'' if found.articles == 1 else 's'}, {found.independent:,} independent {sources}"
    )
