"""What kg made of news texts, and event tables, in; event tables out."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from kg.eventtable import read_table, table_of
from kg.exporters.events import read_events
from kg.model import Corpus
from kg.rdf.from_rdf import read_turtle
from kg.readers.built import BUILT_MARKS

if TYPE_CHECKING:
    from pathlib import Path

    import polars as pl

_EVENTS: Final = frozenset((".jsonl", ".ndjson"))
_RDF: Final = frozenset((".ttl", ".nt", ".nq", ".trig", ".jsonld", ".rdf"))
_TABLE: Final = ".parquet"


def is_text(path: Path) -> bool:
    """Return whether a path is a built graph, one of its files, or an event table, going by its name."""
    if path.is_dir():
        return all((path / mark).is_file() for mark in BUILT_MARKS)
    return path.suffix.lower() in _EVENTS | _RDF | {_TABLE}


def text_table(path: Path) -> pl.DataFrame:
    """Return the event table of a built graph, of an RDF or events file, or in a Parquet file.

    An events file has no articles: the day of an event is then its own, unknown where the text named none.

    Raises
    ------
    KgError
        If the file cannot be read; the message has the place.
    """
    if path.is_dir():
        return table_of(read_turtle(path / "graph.ttl"))
    suffix = path.suffix.lower()
    if suffix == _TABLE:
        return read_table(path)
    if suffix in _EVENTS:
        return table_of(Corpus(articles=(), events=tuple(read_events(path))))
    return table_of(read_turtle(path))
