"""Sources of events in; strengths by name, their receipts, and a NetworkX graph of them out."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import networkx as nx  # type: ignore[import-untyped]  # networkx ships no types
import polars as pl

from kg.errors import MeasureError, UnknownActorError
from kg.eventtable import acting_for
from kg.receipts import find_in, receipt_text, strengths_text
from kg.strength import DEFAULT_MEASURE
from kg.strength.strengths import Strengths, strengths_of
from kg.strength.ties import ties_of
from kg.tables import EventSource, in_blocs, open_tables

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date
    from pathlib import Path

    from kg.analysis import Analysis
    from kg.built import Graph
    from kg.model import Actor
    from kg.strength import Measure, Tie


@dataclass(frozen=True, kw_only=True)
class Measured:
    """The strengths of the pairs of some events, with the events; actors are understood by name, other name or id."""

    strengths: Strengths
    source: EventSource

    @property
    def frame(self) -> pl.DataFrame:
        """Return a row for each pair, sorted by pair, see `kg.strength.strengths.Strengths`."""
        return self.strengths.frame

    @property
    def parameters(self) -> Mapping[str, object]:
        """Return what made these figures."""
        return self.strengths.parameters

    def find(self, name: str) -> Actor:
        """Return the actor that a name stands for; between states or blocs, the one that it acts for.

        Raises
        ------
        UnknownActorError
            If no actor of the events has the name; the message has the nearest ones.
        """
        actor = find_in(self.source, name)
        level = self.strengths.measure.level
        state, _ = acting_for(actor)
        if level == "actor" or not state:
            return actor
        sides = (("source", "source_state"), ("target", "target_state"))
        found = (
            {state}
            if level == "state"
            else {
                each
                for side, column in sides
                for each in self.source.table.filter(pl.col(side) == actor.id)[column].unique().to_list()
            }
        )
        # Who changed blocs stands for itself, which is in none of the ties: its blocs are to be asked for.
        return next((each for each in self.source.actors if found == {each.id}), actor)

    def of(self, name: str) -> Measured:
        """Return the strengths of one actor's ties.

        Raises
        ------
        UnknownActorError
            If no actor of the events has the name; the message has the nearest ones.
        """
        return replace(self, strengths=self.strengths.of(self.find(name).id))

    def tie(self, a: str, b: str) -> Tie:
        """Return the tie of two actors with its receipt.

        Raises
        ------
        UnknownActorError
            If an actor has not the name, or no act joins the two.
        """
        one, other = self.find(a), self.find(b)
        found = self.strengths.tie(one.id, other.id)
        if found is None:
            names = self.source.names
            partners = ", ".join(names.get(each, each) for each in self.strengths.partners(one.id)[:5])
            hint = f"{one.name} has acts with {partners}" if partners else f"no act of {one.name} counts"
            raise UnknownActorError(f"no act joins {one.name} and {other.name} by then; {hint}")
        return found

    def why(self, a: str, b: str, *, top: int = 10) -> str:
        """Return what the strength of two actors is made of, as lines for people.

        Raises
        ------
        UnknownActorError
            If an actor has not the name, or no act joins the two.
        """
        return receipt_text(self.tie(a, b), self.strengths, self.source, top=top)

    def to_text(self, *, top: int = 20) -> str:
        """Return the strongest ties, friendly and hostile, as lines for people."""
        return strengths_text(self.strengths, self.source.names, top=top)

    def analyse(self, *, resolution: float = 1.0, seed: int = 0) -> Analysis:
        """Return communities, brokers, standing, balance, camps, likeness, bridges and surprises of the graph of ties.

        As `kg.built.Graph.analyse` does it between the actors of texts, but at the level of the measure, and of all sources.
        """
        from kg.analysis import analyse

        return analyse(self.to_networkx(), measure=self.strengths.measure, resolution=resolution, seed=seed)

    def to_html(self, *, title: str | None = None, limit: int | None = None) -> str:
        """Return the interactive page of these strengths and their events, between actors, states or blocs.

        It has every pair, also where `of` has chosen those of an actor; its address can open it around one.

        Raises
        ------
        InputError
            If there are more events than a page holds.
        """
        from kg.graph import actors_of
        from kg.levels import corpus_at
        from kg.lookup import aliases_of
        from kg.ontology import load_relations
        from kg.page import to_html

        found, table = self.strengths, self.source.table
        if found.since is not None:
            table = table.filter(pl.col("day").is_null() | (pl.col("day") >= found.since))
        corpus = corpus_at(self.source, found.measure.level, since=found.since, until=found.as_of)
        return to_html(
            corpus,
            ties_of(table, measure=found.measure, as_of=found.as_of),
            relations=load_relations(),
            aliases=aliases_of(actors_of(corpus), former=self.source.former),
            title=title,
            limit=limit,
            today=found.as_of,
            measure=found.measure,
            table=table,
        )

    def to_networkx(self) -> nx.Graph[str]:
        """Return a graph of the ties: every column of the frame on the edges, and ``weight`` = |strength|.

        Nodes carry ``name``, ``kind`` and ``state``; the parameters are attributes of the graph.
        """
        graph: nx.Graph[str] = nx.Graph(**self.parameters)
        actors = {actor.id: actor for actor in self.source.actors}
        for row in self.frame.iter_rows(named=True):
            for end in (row["a"], row["b"]):
                actor = actors.get(end)
                graph.add_node(
                    end,
                    name=actor.name if actor else end,
                    kind=actor.kind if actor else "",
                    state=actor.state if actor else "",
                )
            values = {name: value for name, value in row.items() if name not in ("a", "b", "last")}
            last = row["last"].isoformat() if row["last"] else None
            graph.add_edge(row["a"], row["b"], weight=abs(row["strength"]), last=last, **values)
        return graph


def strengths(
    *sources: Graph | pl.DataFrame | Path | str,
    measure: Measure = DEFAULT_MEASURE,
    as_of: date | None = None,
    since: date | None = None,
    intervals: bool = True,
    blocs: Path | str | None = None,
) -> Measured:
    """Return the strength of every pair that an act joins, from texts and event data together.

    Parameters
    ----------
    sources
        Graphs, event tables, and paths of built folders, RDF, events files and event tables.
    measure
        What counts, and how much.
    as_of
        The day that strengths are as of; None takes the latest day of a publication or of what was done. Later acts do not count.
    since
        Acts before this day do not count.
    intervals
        Work out the intervals too, which takes most of the time where there are many pairs.
    blocs
        CSV that says which state belongs to which bloc and when; a measure of the level "bloc" needs it.

    Raises
    ------
    GraphFileError
        If a source is none of these, or kg did not write it.
    MeasureError
        If there are more actors or other days than strength can be computed for, or blocs are missing or not asked for.
    ReferenceDataError
        If the file of blocs cannot be read, or has an unknown state.
    """
    if (blocs is not None) != (measure.level == "bloc"):
        raise MeasureError("the level bloc and a file that says who belongs to which go together; give both or none")
    source = open_tables(sources)
    if blocs is not None:
        source = in_blocs(source, blocs)
    found = strengths_of(source.table, measure=measure, as_of=as_of or source.latest, since=since, intervals=intervals)
    return Measured(strengths=found, source=source)
