"""The articles of two graphs in; those that came, went or changed, and one name for each that both have, out."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import fields
from datetime import date
from typing import Final

from kg.differences.values import ArticleDifference, FieldChange
from kg.model import Article

_OWN: Final = frozenset({"id", "text", "digest", "mentions"})
"""What is compared by other means, or is not kept in a graph."""


def renamed_articles(before: Iterable[Article], after: Iterable[Article]) -> Mapping[str, str]:
    """Return the id in the second graph of each article that has another one there: it has the same text.

    Of texts that several articles share, as many must be gone as came.
    """
    old, new = {each.id: each for each in before}, {each.id: each for each in after}
    gone, came = _by_text(old, without=new), _by_text(new, without=old)
    found: dict[str, str] = {}
    for digest, ids in gone.items():
        if len(ids) == len(came.get(digest, ())):
            found |= zip(ids, came[digest], strict=True)
    return found


def article_differences(
    before: Iterable[Article], after: Iterable[Article], *, renamed: Mapping[str, str]
) -> tuple[ArticleDifference, ...]:
    """Return the articles that came, those that went, and those that changed, each sorted by id."""
    old, new = {each.id: each for each in before}, {each.id: each for each in after}
    arrived = set(renamed.values())
    came = [
        ArticleDifference(kind="came", before=None, after=new[key])
        for key in sorted(new)
        if key not in old and key not in arrived
    ]
    gone = [
        ArticleDifference(kind="gone", before=old[key], after=None)
        for key in sorted(old)
        if key not in new and key not in renamed
    ]
    pairs = [(old[key], new[renamed.get(key, key)]) for key in sorted(old) if renamed.get(key, key) in new]
    changed = [
        ArticleDifference(kind="changed", before=one, after=other, changes=changes)
        for one, other in pairs
        if (changes := _changes(one, other))
    ]
    return (*came, *gone, *changed)


def _by_text(articles: Mapping[str, Article], *, without: Mapping[str, Article]) -> Mapping[str, list[str]]:
    found: dict[str, list[str]] = defaultdict(list)
    for key in sorted(articles):
        if key not in without:
            found[articles[key].sha256].append(key)
    return found


def _changes(one: Article, other: Article) -> tuple[FieldChange, ...]:
    found = [FieldChange(name="id", before=one.id, after=other.id)] if one.id != other.id else []
    if one.sha256 != other.sha256:
        found.append(FieldChange(name="text", before=one.sha256, after=other.sha256))
    for field in fields(Article):
        values = getattr(one, field.name), getattr(other, field.name)
        if field.name not in _OWN and values[0] != values[1]:
            found.append(FieldChange(name=field.name, before=_plain(values[0]), after=_plain(values[1])))
    return tuple(found)


def _plain(value: object) -> str | None:
    return value.isoformat() if isinstance(value, date) else None if value is None else str(value)
