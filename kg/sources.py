"""What kg wrote in: a built folder, an RDF file, or an events file with its texts; the graph out."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Final

from kg.built import Graph, turtle_of
from kg.errors import GraphFileError, InputError

if TYPE_CHECKING:
    from datetime import date

    from kg.model import Article, Event

EVENTS_SUFFIXES: Final = (".jsonl", ".ndjson")
RDF_SUFFIXES: Final = (".ttl", ".nt", ".nq", ".trig", ".jsonld", ".rdf", ".xml")
"""The ends of the names of RDF files that kg reads."""


def open_source(
    source: Path,
    *,
    articles: Sequence[Path] = (),
    published: date | None = None,
    columns: Mapping[str, str] | None = None,
    today: date | None = None,
) -> Graph:
    """Return the graph of a built folder, of an RDF file in any syntax that kg exports, or of an events file.

    Parameters
    ----------
    source
        The folder or file.
    articles
        Files and folders with the texts that the events of an events file came from; it has no titles and digests.
    published
        The publication day of texts that do not carry one, see `kg.readers`; as it was given to the build.
    columns
        For keys of an article, the columns of tables of texts that hold them, as they were given to the build.
    today
        The day that strengths are as of; None takes the latest day of a publication or of what was done.

    Raises
    ------
    GraphFileError
        If there is no such file, or kg did not write it.
    InputError
        If articles are missing, not asked for, or not those that the events came from.
    """
    from kg.rdf.from_rdf import read_turtle

    if articles and not _is_events(source):
        raise InputError(
            f"{source}: --articles goes with an events file ({', '.join(EVENTS_SUFFIXES)}); leave it out, "
            "the graph knows its articles"
        )
    if _is_events(source):
        return _of_events(source, articles, published=published, columns=columns, today=today)
    path = turtle_of(source)
    if path.suffix.lower() not in RDF_SUFFIXES:
        raise GraphFileError(
            f"{source}: {path.suffix or 'a file without a suffix'} is not read; give the folder of a build, "
            f"RDF ({', '.join(RDF_SUFFIXES)}) or an events file ({', '.join(EVENTS_SUFFIXES)})"
        )
    return Graph(corpus=read_turtle(path), today=today)


def base_of(source: Path) -> str:
    """Return what the IRIs of a built folder or an RDF file begin with; kg's own base where events are the source.

    Raises
    ------
    GraphFileError
        If there is no such file, or it cannot be read.
    """
    from kg.ontology import BASE
    from kg.rdf.from_rdf import read_base

    return BASE if _is_events(source) else read_base(turtle_of(source))


def _is_events(source: Path) -> bool:
    return source.suffix.lower() in EVENTS_SUFFIXES and not source.is_dir()


def _of_events(
    source: Path,
    articles: Sequence[Path],
    *,
    published: date | None,
    columns: Mapping[str, str] | None,
    today: date | None,
) -> Graph:
    """Return the graph of the events, built as from their texts."""
    from kg.asked import GraphOptions
    from kg.exporters.events import read_events
    from kg.inputs import gather
    from kg.pipeline import graph_of
    from kg.readers import Hints

    if not source.exists():
        raise GraphFileError(f"{source}: no such file; write one with: kg extract PATH -o {source}")
    if not articles:
        raise InputError(
            f"{source}: an events file has no titles, sources and digests of articles; "
            "give the texts that the events came from with: --articles PATH"
        )
    events = tuple(read_events(source))
    texts, skipped = gather(articles, hints=Hints(published=published, columns=columns or {}))
    _check(events, {article.id: article for article in texts}, source)
    told: dict[str, list[Event]] = defaultdict(list)
    for event in events:
        told[event.article].append(event)
    read = [(article, tuple(told[article.id])) for article in texts]
    # How sure an event must be was asked when it was extracted.
    return graph_of(read, GraphOptions(min_confidence=0.0, today=today), skipped=skipped)


def _check(events: Iterable[Event], articles: dict[str, Article], source: Path) -> None:
    """Raise InputError if the events did not come from the articles."""
    for event in events:
        for identifier in (event.article, *(item.article for item in event.evidence)):
            if identifier not in articles:
                raise InputError(
                    f"{source}: event {event.id} is told by article {identifier!r}, which is not among the texts "
                    "given with --articles; give all texts that the events came from"
                )
        for item in event.evidence:
            if articles[item.article].text[item.start : item.end] != item.quote:
                raise InputError(
                    f"{source}: event {event.id}: article {item.article!r} does not hold its quote at characters "
                    f"{item.start} to {item.end}; give the text as it was when the events were found"
                )
