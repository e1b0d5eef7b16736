"""A workspace's shelf in; the graph of what is kept, read anew where it was read otherwise, out, and its files."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from kg.copies import read_signature, signature
from kg.decisions import read_decisions
from kg.errors import InputError
from kg.files import DECISIONS_FILE
from kg.inputs import known_by
from kg.model import Skipped
from kg.pipeline import graph_of
from kg.workspace.look import decided
from kg.workspace.made import is_trial, last_build, notes_of, said
from kg.workspace.origins import origin_of

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from kg.asked import GraphOptions
    from kg.assemble import Read
    from kg.built import Graph
    from kg.isolated import Failure
    from kg.pipeline import Progress
    from kg.workspace.shelf import Shelf
    from kg.workspace.take import Reading


def read_stale(shelf: Shelf, reading: Reading, *, progress: Progress | None = None) -> None:
    """Read again the articles that something else read; each is on the shelf before the next is told of.

    Of those on which it fails, no events are left; they are left out, and tried again the next time.
    """
    stale = shelf.stale(reading.reader)
    if not stale:
        return

    def failed(failure: Failure) -> None:
        shelf.read_again(failure.id, (), reader="", failed=failure.skipped)

    tell = progress or (lambda _done, _total: None)
    tell(0, len(stale))
    places = {key: place for place, key in enumerate(stale, 1)}
    for article, events in reading.ready(failed)(map(shelf.article, stale)):
        shelf.read_again(article.id, events, reader=reading.reader)
        tell(places[article.id], len(stale))


def shelf_graph(
    shelf: Shelf, folder: Path, reading: Reading, asked: GraphOptions, *, progress: Progress | None = None
) -> Graph:
    """Return the graph of everything on the shelf with what people decided, see `kg.workspace.Workspace.graph`."""
    # What cannot be applied is told before the texts are read again, which takes a while.
    decisions = read_decisions(folder / DECISIONS_FILE, missing_ok=True)
    read_stale(shelf, reading, progress=progress)
    read: list[Read] = []
    unknown: list[Skipped] = []
    for article, events in shelf.readings():
        known = article if asked.known_on is None else known_by(article, asked.known_on)
        if isinstance(known, Skipped):
            unknown.append(known)
        else:
            # What a graph keeps of an article is its digest; so the texts need not be in memory at once.
            read.append((replace(article, text="", digest=article.sha256), events))
    if not read:
        none = f"none of its articles was known on {asked.known_on}" if unknown else "holds no articles"
        raise InputError(f"{folder}: {none}; add some with: kg add PATH --workspace {folder}")
    skipped = (*shelf.left_out(), *unknown)
    signatures = signatures_of(shelf) if asked.copies else {}
    return graph_of(read, asked, decisions=decisions, skipped=skipped, signatures=signatures)


def build_into(
    shelf: Shelf,
    out: Path,
    reading: Reading,
    asked: GraphOptions,
    *,
    folder: Path,
    base: str,
    progress: Progress | None = None,
) -> Graph:
    """Return the graph with its files written, and keep how it was built, see `kg.workspace.Workspace.build`."""
    # What is decided while articles are read is not said to be in the graph.
    now = decided(folder)
    graph = shelf_graph(shelf, folder, reading, asked, progress=progress)
    options, place = said(asked, base=base), origin_of(out, folder)
    if place != shelf.note("built") and is_trial(options, last_build(shelf, folder)):
        graph.write(out, base=base)
        return graph
    # Until the new files are whole, nothing is said to be built.
    shelf.set_built({}, {"built": ""})
    graph.write(out, base=base)
    digests = {key: kept.digest for key, kept in shelf.kept().items()}
    shelf.set_built(digests, {"built": place, "decided": now, **notes_of(options, out)})
    return graph


def signatures_of(shelf: Shelf) -> Mapping[str, bytes]:
    """Return the signature of every article, by which copies are found; those that are new are made and kept."""
    kept = shelf.signatures()
    articles = shelf.kept()
    new = [key for key in articles if key not in kept or read_signature(kept[key]) is None]
    made = {key: signature(shelf.article(key)) for key in new}
    shelf.sign(made)
    return {**kept, **made}
