"""A workspace's shelf in; the corpus of what is kept, read anew where it was read otherwise, out."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from kg.assemble import assemble

if TYPE_CHECKING:
    from kg.model import Corpus
    from kg.pipeline import Extractor, Progress
    from kg.workspace.shelf import Shelf


def read_stale(shelf: Shelf, extractor: Extractor, *, reader: str, progress: Progress | None = None) -> None:
    """Read again the articles that something else than ``reader`` read; each is on the shelf before the next is told of."""
    stale = shelf.stale(reader)
    if not stale:
        return
    tell = progress or (lambda _done, _total: None)
    tell(0, len(stale))
    for done, (article, events) in enumerate(extractor(map(shelf.article, stale)), 1):
        shelf.read_again(article.id, events, reader=reader)
        tell(done, len(stale))


def corpus_of(shelf: Shelf, *, min_confidence: float | None = None) -> Corpus:
    """Return the corpus of everything on the shelf."""
    # What a graph keeps of an article is its digest; so the texts need not be in memory at once.
    read = ((replace(article, text="", digest=article.sha256), events) for article, events in shelf.readings())
    return assemble(read, min_confidence=min_confidence, skipped=shelf.left_out())
