"""Built graphs, RDF, events files and event tables in; one event table with the names and sentences behind it, out."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Final

import polars as pl

from kg.blocs import names_of, read_blocs, with_blocs
from kg.decisions import former_names
from kg.errors import GraphFileError
from kg.eventtable import SCHEMA, checked_table, read_table, table_of
from kg.model import Actor, ActorId
from kg.reference import load_reference
from kg.strength.ties import latest_day

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from kg.built import Graph
    from kg.model import Article, Corpus, Evidence

TABLE_SUFFIX: Final = ".parquet"


@dataclass(frozen=True, kw_only=True)
class EventSource:
    """Events of one or more sources: their table, and of those read in texts the articles and evidence."""

    table: pl.DataFrame
    corpora: tuple[Corpus, ...] = field(default=(), repr=False)
    blocs: Mapping[str, str] = field(default_factory=dict, repr=False)
    """The names of the blocs for which states act, by id."""

    @property
    def latest(self) -> date:
        """Return the latest day of a publication or of what was done; 1 January 1970 where none is known."""
        days = (article.published for corpus in self.corpora for article in corpus.articles)
        return latest_day(self.table, *(day for day in days if day is not None))

    @cached_property
    def evidence(self) -> Mapping[str, tuple[Evidence, ...]]:
        """Return the evidence of each event that was read in texts, by its id."""
        found: dict[str, tuple[Evidence, ...]] = {}
        for corpus in self.corpora:
            for event in corpus.events:
                found[event.id] = (*found.get(event.id, ()), *event.evidence)
        return found

    @cached_property
    def articles(self) -> Mapping[str, Article]:
        """Return the articles by their id."""
        return {article.id: article for corpus in self.corpora for article in corpus.articles}

    @cached_property
    def actors(self) -> tuple[Actor, ...]:
        """Return the actors of the table and the states that they act for, sorted by id."""
        tables = load_reference()
        found: dict[str, Actor] = {}
        for side in ("source", "target"):
            rows = self.table.select(side, f"{side}_name", f"{side}_state").unique().sort(pl.all()).rows()
            for identifier, name, state in rows:
                if state in tables.states:
                    found.setdefault(state, tables.states[state].actor)
                found.setdefault(identifier, _actor(identifier, name))
        for corpus in self.corpora:
            for event in corpus.events:
                for actor in (event.source, event.target):
                    found[actor.id] = actor
        for key, name in self.blocs.items():
            found.setdefault(key, Actor(id=ActorId(key), name=name, kind="organization"))
        return tuple(found[key] for key in sorted(found))

    @cached_property
    def former(self) -> Mapping[str, tuple[str, ...]]:
        """Return the names that actors had before people renamed or merged them, by actor id."""
        return former_names(decided for corpus in self.corpora for decided in corpus.decisions)

    @cached_property
    def names(self) -> Mapping[str, str]:
        """Return the name of each actor by its id."""
        return {actor.id: actor.name for actor in self.actors}


def open_tables(sources: Iterable[Graph | pl.DataFrame | Path | str]) -> EventSource:
    """Return the events of graphs, folders of built graphs, RDF files, events files and event tables, all in one table.

    An events file has no articles: its events are told by articles whose source and day of publication nobody knows.

    Raises
    ------
    GraphFileError
        If a source is none of these, or kg did not write it.
    InputError
        If an events file cannot be read.
    """
    tables: list[pl.DataFrame] = []
    corpora: list[Corpus] = []
    for each in sources:
        if isinstance(each, pl.DataFrame):
            tables.append(checked_table(each, "the event table"))
            continue
        if not isinstance(each, str | Path):
            corpora.append(each.corpus)
            tables.append(table_of(each.corpus))
            continue
        source = Path(each)
        if source.suffix.lower() == TABLE_SUFFIX and not source.is_dir():
            tables.append(read_table(source))
            continue
        corpus = _corpus(source)
        corpora.append(corpus)
        tables.append(table_of(corpus))
    return EventSource(table=pl.concat(tables) if tables else pl.DataFrame(schema=SCHEMA), corpora=tuple(corpora))


def in_blocs(source: EventSource, path: Path | str) -> EventSource:
    """Return the events with states acting for the blocs of a file, see `kg.blocs.read_blocs`.

    Raises
    ------
    ReferenceDataError
        If the file cannot be read, or a row has an unknown state or no day.
    """
    blocs = read_blocs(path)
    return replace(source, table=with_blocs(source.table, blocs), blocs=names_of(blocs))


def _corpus(source: Path) -> Corpus:
    from kg.built import turtle_of
    from kg.exporters.events import read_events
    from kg.model import Corpus as Events
    from kg.rdf.from_rdf import read_turtle
    from kg.sources import EVENTS_SUFFIXES, RDF_SUFFIXES

    if source.suffix.lower() in EVENTS_SUFFIXES and source.is_file():
        return Events(events=tuple(read_events(source)))
    path = turtle_of(source)
    if path.suffix.lower() not in RDF_SUFFIXES:
        raise GraphFileError(
            f"{source}: {path.suffix or 'a file without a suffix'} is not read; give the folder of a build, RDF "
            f"({', '.join(RDF_SUFFIXES)}), an events file ({', '.join(EVENTS_SUFFIXES)}) or an event table ({TABLE_SUFFIX})"
        )
    return read_turtle(path)


def _actor(identifier: str, name: str) -> Actor:
    """Return the actor of an event table: the one that kg's tables know, or else one of which only the name is known."""
    tables = load_reference()
    known = tables.states.get(identifier) or tables.persons.get(identifier)
    if known is not None:
        return known.actor
    return Actor(id=ActorId(identifier), name=name or identifier, kind="organization")
