"""A workspace's shelf in; the corpus of what is kept, read anew where it was read otherwise, out."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from kg.assemble import assemble
from kg.inputs import known_by
from kg.model import Skipped

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import date

    from kg.assemble import Read
    from kg.decision import Decision
    from kg.isolated import Failure
    from kg.model import Corpus
    from kg.pipeline import Progress
    from kg.workspace.shelf import Shelf
    from kg.workspace.take import Reading


def read_stale(shelf: Shelf, reading: Reading, *, progress: Progress | None = None) -> tuple[Skipped, ...]:
    """Read again the articles that something else read, and return those on which it failed.

    Each is on the shelf before the next is told of; of those that fail, no events are left, and they are tried again.
    """
    stale = shelf.stale(reading.reader)
    if not stale:
        return ()
    failures: list[Skipped] = []

    def failed(failure: Failure) -> None:
        shelf.read_again(failure.id, (), reader="")
        failures.append(failure.skipped)

    tell = progress or (lambda _done, _total: None)
    tell(0, len(stale))
    places = {key: place for place, key in enumerate(stale, 1)}
    for article, events in reading.ready(failed)(map(shelf.article, stale)):
        shelf.read_again(article.id, events, reader=reading.reader)
        tell(places[article.id], len(stale))
    return tuple(failures)


def corpus_of(
    shelf: Shelf,
    *,
    known_on: date | None = None,
    min_confidence: float | None = None,
    decisions: Iterable[Decision] = (),
    failed: tuple[Skipped, ...] = (),
) -> Corpus:
    """Return the corpus of everything on the shelf, or of what was known on a day, see `kg.inputs.known_by`.

    ``failed`` are left out beside what was left out of the input.
    """
    unknown: list[Skipped] = []

    def read() -> Iterator[Read]:
        for article, events in shelf.readings():
            known = article if known_on is None else known_by(article, known_on)
            if isinstance(known, Skipped):
                unknown.append(known)
            else:
                # What a graph keeps of an article is its digest; so the texts need not be in memory at once.
                yield replace(article, text="", digest=article.sha256), events

    corpus = assemble(read(), min_confidence=min_confidence, decisions=decisions)
    return replace(corpus, skipped=tuple(dict.fromkeys((*shelf.left_out(), *failed, *unknown))))
