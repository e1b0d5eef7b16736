"""A graph, or where one lies, in; its events, actors, table and day for comparison out."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from pathlib import Path

from kg.built import Graph
from kg.differences.actors import events_by_actor
from kg.errors import GraphFileError
from kg.model import Actor, Corpus
from kg.rdf.canonical import canonical, common_actors
from kg.strength.ledger import end_at
from kg.strength.measure import Level
from kg.tables import TABLE_SUFFIX, EventSource, in_blocs, open_tables


@dataclass(frozen=True, kw_only=True)
class Opened:
    """One side of a comparison. ``named`` is what it is called; ``today`` the day its graph was given, None for none."""

    named: str
    source: EventSource
    today: date | None

    @property
    def corpus(self) -> Corpus:
        """Return the articles and events."""
        return self.source.corpora[0]

    @property
    def has_articles(self) -> bool:
        """Return whether the articles are known; an events file has none."""
        return bool(self.corpus.articles) or not self.corpus.events

    @cached_property
    def actors(self) -> Mapping[str, Actor]:
        """Return the actors of the events by id."""
        return {str(key): actor for key, actor in common_actors(self.corpus.events).items()}

    @cached_property
    def counts(self) -> Counter[str]:
        """Return in how many events each actor is."""
        return events_by_actor(self.corpus.events)

    def day(self, as_of: date | None) -> date:
        """Return the day that its strengths are as of: the one asked for, else its own, else the latest of all."""
        return as_of or self.today or self.source.latest

    def ends(self, level: Level) -> Mapping[str, frozenset[str]]:
        """Return the ids of those who act in each event at a level, by the id of the event."""
        rows = self.source.table.select("event", end_at(level, "source").alias("a"), end_at(level, "target").alias("b"))
        return {event: frozenset((a, b)) for event, a, b in rows.unique().iter_rows()}


def open_side(given: Graph | Path | str, *, named: str, blocs: Path | str | None) -> Opened:
    """Return a graph for comparison; events that stand in a file several times are one, with the evidence of all.

    ``named`` is what a graph without a path is called.

    Raises
    ------
    GraphFileError
        If there is no such graph, kg did not write it, or it is an event table.
    InputError
        If an events file cannot be read.
    ReferenceDataError
        If the file of blocs cannot be read, or has an unknown state.
    """
    path = None if isinstance(given, Graph) else Path(given)
    if path is not None and path.suffix.lower() == TABLE_SUFFIX and not path.is_dir():
        raise GraphFileError(
            f"{path}: an event table has no articles and sentences to compare; give the folder of a build, RDF or an "
            "events file, or compare the output of kg strength"
        )
    source = open_tables([given])
    events = source.corpora[0].events
    if len({event.id for event in events}) < len(events):
        source = open_tables([Graph(corpus=canonical(source.corpora[0]))])
    if blocs is not None:
        source = in_blocs(source, blocs)
    today = given.today if isinstance(given, Graph) else None
    return Opened(named=named if path is None else str(path), source=source, today=today)
