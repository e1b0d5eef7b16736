"""A workspace's shelf in; the corpus of what is kept, read anew where it was read otherwise, out."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from kg.assemble import assemble

if TYPE_CHECKING:
    from kg.isolated import Failure
    from kg.model import Corpus, Skipped
    from kg.pipeline import Progress
    from kg.workspace.shelf import Shelf
    from kg.workspace.take import Ready


def read_stale(shelf: Shelf, ready: Ready, *, reader: str, progress: Progress | None = None) -> tuple[Skipped, ...]:
    """Read again the articles that something else than ``reader`` read, and return those on which it failed.

    Each is on the shelf before the next is told of; of those that fail, no events are left, and they are tried again.
    """
    stale = shelf.stale(reader)
    if not stale:
        return ()
    failures: list[Skipped] = []

    def failed(failure: Failure) -> None:
        shelf.read_again(failure.id, (), reader="")
        failures.append(failure.skipped)

    tell = progress or (lambda _done, _total: None)
    tell(0, len(stale))
    places = {key: place for place, key in enumerate(stale, 1)}
    for article, events in ready(failed)(map(shelf.article, stale)):
        shelf.read_again(article.id, events, reader=reader)
        tell(places[article.id], len(stale))
    return tuple(failures)


def corpus_of(shelf: Shelf, *, min_confidence: float | None = None, failed: tuple[Skipped, ...] = ()) -> Corpus:
    """Return the corpus of everything on the shelf; ``failed`` are left out beside what was left out of the input."""
    # What a graph keeps of an article is its digest; so the texts need not be in memory at once.
    read = ((replace(article, text="", digest=article.sha256), events) for article, events in shelf.readings())
    return assemble(read, min_confidence=min_confidence, skipped=tuple(dict.fromkeys((*shelf.left_out(), *failed))))
