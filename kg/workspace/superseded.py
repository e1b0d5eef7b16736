"""Rows that a file holds no longer in; those in whose place it has an edited one by now out."""

from __future__ import annotations

import hashlib
from collections import defaultdict
from typing import TYPE_CHECKING

from kg.readers.called import is_called_by_content

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from kg.model import Article
    from kg.workspace.change import Gone
    from kg.workspace.origins import FileRow
    from kg.workspace.shelf import Shelf


def superseded(gone: Iterable[Gone], shelf: Shelf, files: Mapping[str, FileRow]) -> Mapping[str, str]:
    """Return for articles without an id of their own that went from a file, which article of it stands for each now.

    An edited row has another id. It is taken for the same article where it has the address of the old one, its title,
    source and day, or its text and source, and no other row of the file has, nor did another that went: of ten rows that
    are all called "Briefing" none says which of the others it was. ``files`` are those that were read.
    """

    def is_nameless(article: str, origin: str) -> bool:
        return is_called_by_content(article, within=files[origin].prefix + files[origin].identifier)

    went: dict[str, dict[str, None]] = defaultdict(dict)
    for each in gone:
        if each.sure and is_nameless(each.article, each.origin):
            went[each.origin].setdefault(each.article)
    found: dict[str, str] = {}
    for origin, articles in went.items():
        by_key: dict[bytes, list[str]] = defaultdict(list)
        for identifier in articles:
            for key in _keys(shelf.article(identifier)):
                by_key[key].append(identifier)
        here: dict[bytes, list[str]] = defaultdict(list)
        for article in shelf.articles_of(origin):
            if article.id not in articles and is_nameless(article.id, origin):
                for key in _keys(article):
                    here[key].append(article.id)
        for key, olds in by_key.items():
            if len(olds) == len(here.get(key, ())) == 1:
                found.setdefault(olds[0], here[key][0])
    return found


def _keys(article: Article) -> Iterator[bytes]:
    if article.url:
        yield _hash("url", article.url)
    if article.title:
        yield _hash("title", article.title, article.source, article.published)
    yield _hash("text", article.text, article.source)


def _hash(*values: object) -> bytes:
    return hashlib.sha256(repr(values).encode("utf-8", "surrogatepass")).digest()
