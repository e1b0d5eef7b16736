"""Articles that went from their files in; the other files that hold them as they are kept out."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

from kg.model import Article
from kg.readers import Hints
from kg.readers.called import is_called_by_content
from kg.workspace.located import Manner, sources_of
from kg.workspace.origins import path_of
from kg.workspace.rows import content_of, digest_of

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping
    from pathlib import Path

    from kg.workspace.origins import FileRow
    from kg.workspace.shelf import Shelf

_OF_ONE: Final = frozenset((".txt", ".html", ".htm", ".xhtml", ".pdf", ".docx"))
"""The suffixes of files that hold one article, which is called after the file."""


def elsewhere(
    articles: Collection[str], shelf: Shelf, languages: tuple[str, ...], *, folder: Path, passed: Collection[str]
) -> Mapping[str, str]:
    """Return for each of some articles that are kept the file which holds it all the same, as far as there is one.

    An article is kept once, with one file, though two tables may tell it. Before it is removed because it went from that
    file, the others are looked at that the workspace knows and that are there, but for those ``passed`` over.
    """
    found: dict[str, str] = {}
    kept = shelf.kept() if articles else {}
    # Each file is read as it was before.
    manner = Manner(hints=Hints(), languages=languages)
    for origin, row in shelf.files().items() if articles else ():
        path = path_of(origin, folder)
        wanted = {each for each in articles if each not in found and _may_hold(path, row, each)}
        if wanted and origin not in passed and path.is_file():
            for each in sources_of([path], manner, folder=folder, known={origin: row}).located():
                if isinstance(each.item, Article) and each.prefix + each.item.id in wanted:
                    article = replace(each.item, id=each.prefix + each.item.id)
                    if digest_of(content_of(article)) == kept[article.id].digest:
                        found[article.id] = origin
    return found


def _may_hold(path: Path, row: FileRow, article: str) -> bool:
    own = row.prefix + row.identifier
    if path.suffix.lower() in _OF_ONE:
        return article == own
    return article.startswith(own) or not is_called_by_content(article, within="")
