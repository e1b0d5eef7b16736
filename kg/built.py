"""A corpus in; an object with its ties, its views for other libraries, its files and its texts out."""

from __future__ import annotations

import tempfile
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Final

from kg.errors import GraphFileError, QueryError
from kg.listing import Listing
from kg.ontology import BASE, load_relations

if TYPE_CHECKING:
    from datetime import date

    import networkx as nx  # type: ignore[import-untyped]  # networkx ships no types
    import pyoxigraph as ox
    import rdflib
    from pyvis.network import Network  # type: ignore[import-untyped]  # pyvis ships no types

    from kg.analysis import Analysis
    from kg.disputes import Dispute
    from kg.exporters.contract import Progress
    from kg.model import Article, Corpus, Event
    from kg.results import QueryResult
    from kg.strength import Tie

# Libraries are imported where they are used, so that a summary need not wait for rdflib, nor a query for pyvis.

TURTLE_FILE: Final = "graph.ttl"
PAGE_FILE: Final = "graph.html"


@dataclass(frozen=True, kw_only=True)
class Graph:
    """What was read and found: articles, events and ties, in the order that Turtle keeps, and views of them.

    ``today`` is the day that strengths are as of; None takes the latest day of a publication or of what was done.
    """

    corpus: Corpus
    today: date | None = None

    @cached_property
    def articles(self) -> Listing[Article]:
        """Return the articles, sorted by id; those of a graph read back have no text."""
        return Listing(self.corpus.articles, noun="article", days=_published, origin=self)

    @cached_property
    def events(self) -> Listing[Event]:
        """Return the events, each with its evidence from all articles."""
        return Listing(self.corpus.events, noun="event", days=_dated, origin=self)

    @cached_property
    def ties(self) -> Listing[Tie]:
        """Return the strength of every pair of actors that an act joins, sorted by pair."""
        from kg.eventtable import last_day
        from kg.strength import tie_strengths

        as_of = self.today or last_day(self.corpus)
        return Listing(tie_strengths(self.corpus, today=as_of), noun="tie", origin=self, as_of=as_of)

    @cached_property
    def disputes(self) -> Listing[Dispute]:
        """Return the acts that some evidence affirms and some denies, with the claims of both sides."""
        from kg.disputes import find_disputes

        return Listing(find_disputes(self.corpus), noun="dispute", origin=self)

    def to_rdf(self) -> rdflib.Graph:
        """Return the graph as RDF, for rdflib."""
        from kg.rdf.to_rdf import to_rdf

        return to_rdf(self.corpus)

    def to_networkx(self) -> nx.MultiDiGraph[str]:
        """Return the graph for NetworkX: actors as nodes, events as edges."""
        from kg.graph import to_networkx

        return to_networkx(self.corpus, relations=load_relations())

    def to_tie_graph(self) -> nx.Graph[str]:
        """Return the graph of ties for NetworkX: actors as nodes, one edge with the signed strength for each pair."""
        from kg.graph import tie_graph

        return tie_graph(self.corpus, self.ties)

    def analyse(self, *, resolution: float = 1.0, seed: int = 0) -> Analysis:
        """Return communities, brokers, standing, balance, camps, likeness, bridges and surprises of the graph of ties.

        ``kg.analysis.annotate(graph.to_networkx(), found)`` writes what was found on a graph for NetworkX.
        """
        from kg.analysis import analyse

        return analyse(self.to_tie_graph(), resolution=resolution, seed=seed)

    def to_pyvis(self, *, limit: int | None = None) -> Network:
        """Return a pyvis network of the ``limit`` strongest actors, 60 by default."""
        from kg.page import to_pyvis

        symmetric = frozenset(key for key, relation in load_relations().items() if relation.symmetric)
        return to_pyvis(self.corpus, self.ties, limit=limit, symmetric=symmetric)

    def to_html(self, *, title: str | None = None, limit: int | None = None, base: str = BASE) -> str:
        """Return the interactive page, one HTML document that needs no network.

        It opens on the ``limit`` strongest actors, 60 by default; ``base`` begins the IRIs of the Turtle that it saves.
        """
        from kg.page import to_html

        return to_html(
            self.corpus,
            self.ties,
            relations=load_relations(),
            aliases=self._aliases,
            title=title,
            limit=limit,
            today=self.today,
            base=base,
        )

    def write(self, folder: Path | str, *, base: str = BASE, title: str | None = None) -> tuple[Path, ...]:
        """Write events.jsonl, graph.ttl, graph.html, graph.gexf and graph.graphml; return their paths in that order.

        The IRIs of what Turtle describes begin with ``base``, which ends in / or #; ``title`` is that of the page.

        Raises
        ------
        InputError
            If IRIs cannot begin with the base.
        OutputError
            If the folder cannot be written to.
        """
        from kg.exporters import EXPORTERS, Export
        from kg.files import check_output_folder, write_text_atomic
        from kg.rdf.turtle import write_turtle

        place = Path(folder)
        check_output_folder(place)
        written = []
        export = Export(corpus=self.corpus, ties=lambda: self.ties, base=base)
        for exporter in EXPORTERS.values():
            if exporter.built:
                path = place / exporter.file_name
                exporter.write(export, path)
                written.append(path)
        write_turtle(self.corpus, place / TURTLE_FILE, base=base)
        write_text_atomic(place / PAGE_FILE, self.to_html(title=title, base=base))
        return (written[0], place / TURTLE_FILE, place / PAGE_FILE, *written[1:])

    def export(
        self, format: str, path: Path | str, *, base: str = BASE, progress: Progress | None = None
    ) -> tuple[str, ...]:
        """Write the graph in one of the formats of ``kg export --list``, all of it or nothing.

        Returns what who reads the file should know: what the format could not hold, how it is loaded.

        Parameters
        ----------
        format
            Name of the format, such as "parquet".
        path
            The file; for "neo4j" a folder.
        base
            Where the IRIs of RDF begin, such as "https://example.org/kg/".
        progress
            Called with how many rows or triples are written and how many there are, 0 where that is not known.

        Raises
        ------
        OutputError
            If there is no such format, or the file cannot be written.
        InputError
            If the base cannot begin IRIs.
        """
        from kg.exporters import Export, exporter_named

        exporter = exporter_named(format)
        return exporter.write(
            Export(corpus=self.corpus, ties=lambda: self.ties, base=base, progress=progress), Path(path)
        )

    def summary(self) -> str:
        """Return what there is, in lines for people: counts, relations, strongest and most hostile ties, what is left out."""
        from kg.report import summary_text

        return summary_text(self.corpus, self.ties)

    def show(self, actor: str, other: str | None = None, *, ids: bool = False) -> str:
        """Return the ties of an actor, or of a pair, with their events and evidence sentences, as lines for people.

        With ``ids`` each event has a line with its id.

        Raises
        ------
        UnknownActorError
            If a name is not that of an actor of the graph; the message has the nearest ones.
        """
        from kg.decisions import former_names
        from kg.graph import actors_of
        from kg.lookup import find_actor
        from kg.report import show_text

        actors, former = actors_of(self.corpus), former_names(self.corpus.decisions)
        found = find_actor(actor, actors, former=former)
        second = find_actor(other, actors, former=former) if other else None
        return show_text(self.corpus, self.ties, actor=found, other=second, ids=ids)

    def query(self, query: str, *, max_rows: int | None = None, **values: str | int | date) -> QueryResult:
        """Run a SPARQL query over the graph and the ontology, or one of `kg.queries()` by its name.

        ``values`` are for the parameters of a named query: ``graph.query("timeline", a="Russia", b="Ukraine")``.
        Actors are understood by name, other name, last name and id.

        Raises
        ------
        QueryError
            If the query does not parse, or fails; if no query has the name, or a value is missing or of a wrong kind.
        UnknownActorError
            If a name is not that of an actor of the graph; the message has the nearest ones.
        """
        from kg.query import run_query
        from kg.question import find_query, is_name, to_sparql

        if is_name(query):
            query = to_sparql(find_query(query), values, ask=lambda sparql: run_query(self._store, sparql))
        elif values:
            raise QueryError(f"SPARQL takes no values such as {next(iter(values))}; write them into the query")
        return run_query(self._store, query, max_rows=max_rows)

    def _repr_html_(self) -> str:
        from kg.page import repr_html

        return repr_html(self.corpus, self.ties, relations=load_relations(), aliases=self._aliases)

    @cached_property
    def _aliases(self) -> dict[str, tuple[str, ...]]:
        from kg.decisions import former_names
        from kg.graph import actors_of
        from kg.lookup import aliases_of

        return dict(aliases_of(actors_of(self.corpus), former=former_names(self.corpus.decisions)))

    @cached_property
    def _store(self) -> ox.Store:
        from kg.rdf.turtle import write_turtle
        from kg.store import open_store

        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / TURTLE_FILE
            write_turtle(self.corpus, path)
            return open_store(path)

    def __repr__(self) -> str:  # type: ignore[explicit-override]  # typing.override needs Python 3.12
        """Return the counts; the whole corpus would fill the screen."""
        return f"<kg.Graph: {len(self.articles)} articles, {len(self.events)} events, {len(self.ties)} ties>"


def _published(article: Article) -> tuple[date, date] | None:
    return (article.published, article.published) if article.published else None


def _dated(event: Event) -> tuple[date, date] | None:
    return (event.date.earliest, event.date.latest) if event.date else None


def turtle_of(path: Path | str) -> Path:
    """Return the Turtle file of a built graph, given it or its folder.

    Raises
    ------
    GraphFileError
        If there is none.
    """
    return built_file(path, TURTLE_FILE)


def built_file(path: Path | str, name: str) -> Path:
    """Return a file of a built graph, given it or the folder it lies in.

    Raises
    ------
    GraphFileError
        If there is none.
    """
    place = Path(path)
    if place.is_file():
        return place
    if not (place / name).is_file():
        state = f"holds no {name}" if place.is_dir() else "no such file or folder"
        raise GraphFileError(f"{place}: {state}; make one with: kg build PATH --out {place}")
    return place / name
