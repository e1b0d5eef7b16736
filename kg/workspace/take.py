"""Articles to be read in; each of them on the shelf with what was read in it, and what became of the others, out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.workspace.change import Change, Gone
from kg.workspace.intake import Intake
from kg.workspace.origins import path_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping
    from pathlib import Path

    from kg.model import Article, Event
    from kg.pipeline import Extractor
    from kg.workspace.located import Sources
    from kg.workspace.origins import FileRow
    from kg.workspace.shelf import Shelf


def take(
    shelf: Shelf,
    sources: Sources,
    extractor: Extractor,
    *,
    reader: str,
    replacing: bool,
    on_kept: Callable[[str], None] | None = None,
) -> Change:
    """Keep what is new, and with ``replacing`` what has changed; each article is on the disk before the next is told of."""
    intake = Intake(kept=shelf.kept(), replacing=replacing)
    added: list[str] = []
    updated: list[str] = []
    number = 0
    for article, events in _read(intake.to_read(sources.located()), extractor):
        shelf.put(article, events, reader=reader, origin=intake.origins[article.id])
        number += len(events)
        (updated if article.id in intake.kept else added).append(article.id)
        if on_kept is not None:
            on_kept(article.id)
    with shelf.at_once():
        shelf.move(intake.moved)
        shelf.leave_out(intake.skipped, instead_of=["", *intake.files])
        shelf.set_files(sources.read)
    return Change(
        added=tuple(added),
        updated=tuple(updated),
        same=tuple(intake.same),
        gone=intake.gone(),
        events=number,
        skipped=tuple(each for _, each in intake.skipped),
    )


def vanished(shelf: Shelf, folder: Path, *, below: Iterable[Path] | None = None) -> tuple[Gone, ...]:
    """Return the articles whose files are no longer there; with ``below``, only those that lay in or at these places."""
    places = None if below is None else [place.resolve() for place in below]
    files = {origin: path_of(origin, folder) for origin in shelf.files()}

    def lost(origin: str) -> bool:
        path = files.get(origin)
        if path is None or path.exists():
            return False
        whole = path.resolve()
        return places is None or any(place == whole or place in whole.parents for place in places)

    return tuple(Gone(article=key, origin=kept.origin) for key, kept in shelf.kept().items() if lost(kept.origin))


def edited(files: Mapping[str, FileRow], folder: Path) -> tuple[Path, ...]:
    """Return the files that hold something else than when they were read, sorted."""
    paths = ((path_of(origin, folder), row) for origin, row in files.items())
    return tuple(sorted(path for path, row in paths if path.is_file() and row.is_edited(path)))


def _read(articles: Iterator[Article], extractor: Extractor) -> Iterator[tuple[Article, tuple[Event, ...]]]:
    """Yield each article with its events; where there is none, nothing that reads is loaded."""
    first = next(articles, None)
    if first is None:
        return

    def every() -> Iterator[Article]:
        yield first
        yield from articles

    yield from extractor(every())
