"""Articles to be read, or to go, in; each of them on the shelf with what was read in it, and what became of the others, out."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING

from kg.decisions import left_out, read_decisions
from kg.files import DECISIONS_FILE
from kg.isolated import Extractor, OnFailed
from kg.workspace.change import Change, Gone
from kg.workspace.elsewhere import elsewhere
from kg.workspace.given import named, places_of, without
from kg.workspace.intake import Intake
from kg.workspace.located import sources_of
from kg.workspace.origins import path_of
from kg.workspace.superseded import superseded

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from kg.assemble import Read
    from kg.inputs import Inputs
    from kg.isolated import Failure
    from kg.model import Article, Event
    from kg.workspace.located import Manner, Sources
    from kg.workspace.origins import FileRow
    from kg.workspace.shelf import Shelf

Ready = Callable[[OnFailed], Extractor]
"""Loads what finds events, and tells of each article on which it fails."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """What reads articles: how it is loaded, its fingerprint, and who is told of each article that is kept."""

    ready: Ready
    reader: str
    on_kept: Callable[[str], None] | None = None


def take(shelf: Shelf, sources: Sources, reading: Reading, *, replacing: bool, prune: bool = False) -> Change:
    """Keep what is new, and with ``replacing`` what has changed; each article is on the disk before the next is told of.

    An article on which kg fails is kept without events, told of, and read again by the next build. With ``prune``, those
    that the files surely hold no longer are removed; with ``replacing``, those are in whose place an edited row stands.
    What people decided to leave out is not taken in anew.
    """
    lost = {origin for origin in shelf.files() if not path_of(origin, sources.folder).exists()}
    out = left_out(read_decisions(sources.folder / DECISIONS_FILE, missing_ok=True))
    intake = Intake(kept=shelf.kept(), replacing=replacing, out=out, lost=lost)
    built = shelf.built()
    waiting: dict[str, Article] = {}
    begun: set[str] = set()
    added: list[str] = []
    updated: list[str] = []
    number = 0

    def keep(article: Article, events: Sequence[Event], read_by: str) -> None:
        nonlocal number
        del waiting[article.id]
        origin = intake.origins[article.id]
        rows = finished()
        if origin and origin not in begun:
            # Until all of a file is read, it is one to be read again.
            rows[origin] = sources.read[origin].unread()
            begun.add(origin)
        shelf.put(article, events, reader=read_by, origin=origin, rows=rows)
        number += len(events)
        (updated if article.id in intake.kept else added).append(article.id)
        if reading.on_kept is not None:
            reading.on_kept(article.id)

    def finished() -> dict[str, FileRow]:
        """Return the files that are read to their end, with all that was in them, since this was asked last."""
        open_ones = {intake.origins[key] for key in waiting} | intake.waiting | {sources.at}
        done = {origin: sources.read[origin] for origin in begun if origin not in open_ones}
        begun.difference_update(done)
        return done

    def failed(failure: Failure) -> None:
        intake.skipped.append((intake.origins[failure.id], failure.skipped))
        keep(waiting[failure.id], (), "")

    def to_read() -> Iterator[Article]:
        for article in intake.to_read(sources.located()):
            waiting[article.id] = article
            yield article

    for article, events in _read(to_read(), reading.ready, failed):
        keep(article, events, reading.reader)
    gone = intake.gone()
    edits = superseded(gone, shelf, sources.read) if replacing else {}
    gone = tuple(each for each in gone if each.article not in edits)
    removed = tuple(each.article for each in gone if each.sure) if prune else ()
    stay = elsewhere(
        (*removed, *edits), shelf, sources.manner.languages, folder=sources.folder, passed={*lost, *sources.read}
    )
    edits = {old: new for old, new in edits.items() if old not in stay}
    gone = tuple(each for each in gone if each.article not in stay)
    removed = tuple(each for each in removed if each not in stay)
    left = tuple(each for each in gone if each.article not in removed)
    with shelf.at_once():
        shelf.move({**intake.moved, **stay})
        shelf.remove([*removed, *edits])
        shelf.set_places(intake.shown)
        shelf.leave_out(intake.skipped, instead_of=["", *intake.files])
        # What was not taken is there to be taken by an update, and what is gone to be pruned by one.
        again = intake.waiting | {each.origin for each in left}
        shelf.set_files({origin: row.unread() if origin in again else row for origin, row in sources.read.items()})
    came = dict.fromkeys(added)
    new = dict.fromkeys(article for article in edits.values() if article in came)
    return Change(
        added=tuple(each for each in added if each not in new),
        updated=(*updated, *new),
        removed=(*removed, *(old for old, article in edits.items() if article not in new)),
        same=tuple(intake.same),
        gone=left,
        events=number,
        skipped=(*(each for _, each in intake.skipped), *intake.refused),
        again=tuple(each for each in added if each in built),
        let_in=tuple(dict.fromkeys(new for old, new in edits.items() if old in out and new not in out)),
    )


def renew(shelf: Shelf, given: Inputs | None, reading: Reading, manner: Manner, *, folder: Path, prune: bool) -> Change:
    """Take in what has changed in what is given, or in the files that the articles came from, see `Workspace.update`."""
    known = shelf.files()
    # A path that was read before may be given because its file is no longer there.
    lost = vanished(shelf, folder, below=None if given is None else places_of(given))
    rest = edited(known, folder) if given is None else without(given, lost, folder)
    sources = sources_of(rest, manner, folder=folder, known=known)
    found = take(shelf, sources, reading, replacing=True, prune=prune)
    back = {*found.added, *found.updated}
    gone = tuple(each for each in lost if each.article not in back)
    if prune:
        away = {each.origin for each in lost}
        stay = elsewhere([each.article for each in gone], shelf, manner.languages, folder=folder, passed=away)
        gone = tuple(each for each in gone if each.article not in stay)
        with shelf.at_once():
            shelf.move(stay)
            shelf.remove(each.article for each in gone)
            shelf.set_files({})
        found = replace(found, removed=(*found.removed, *(each.article for each in gone)))
        gone = ()
    return replace(found, gone=tuple(each.seen_from(folder) for each in (*found.gone, *gone)))


def take_out(shelf: Shelf, names: Iterable[str | Path] | str | Path, *, folder: Path) -> Change:
    """Remove what ids, files or folders name, see `Workspace.remove`."""
    kept = shelf.kept()
    given = [names] if isinstance(names, str | Path) else list(names)
    found = dict.fromkeys(article for name in given for article in named(name, kept, folder))
    with shelf.at_once():
        shelf.remove(found)
        shelf.set_files({})
    return Change(removed=tuple(found))


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


def _read(articles: Iterator[Article], ready: Ready, failed: OnFailed) -> Iterator[Read]:
    """Yield each article with its events; where there is none, nothing that reads is loaded."""
    first = next(articles, None)
    if first is not None:
        yield from ready(failed)(chain([first], articles))
