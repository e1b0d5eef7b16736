"""A NetworkX graph and what was found of its ties in; a copy of the graph with the figures as attributes out."""

from __future__ import annotations

from dataclasses import fields
from typing import TYPE_CHECKING, Final

from kg.analysis.result import ActorFigures, TieFigures

if TYPE_CHECKING:
    import networkx as nx  # type: ignore[import-untyped]  # networkx ships no types

    from kg.analysis.result import Analysis

_OF_ACTOR: Final = tuple(
    field.name for field in fields(ActorFigures) if field.name not in {"id", "name", "kind", "state"}
)
_OF_TIE: Final = tuple(
    field.name for field in fields(TieFigures) if field.name not in {"a", "b", "strength", "affinity", "engagement"}
)


def annotate(graph: nx.Graph[str], analysis: Analysis) -> nx.Graph[str]:
    """Return a copy of a graph whose nodes and edges carry what was found of their actors and ties.

    It may be the graph of ties (`kg.graph.tie_graph`) or the graph with an edge for every event
    (`kg.graph.to_networkx`). Nodes get the figures of `ActorFigures`. Edges of ties get those of `TieFigures`. Edges of
    events get the same with ``tie_`` before each name, and ``tie_strength``, ``tie_affinity`` and ``tie_engagement``,
    because these speak of all that the two have done and not of the event; events of a pair without a tie, and actors
    that the analysis does not know, get nothing. All values are text, numbers or booleans, as GEXF and GraphML want them.
    """
    made = graph.copy()
    for actor in analysis.actors:
        if actor.id in made:
            made.nodes[actor.id].update({name: getattr(actor, name) for name in _OF_ACTOR})
    ties = {(tie.a, tie.b): tie for tie in analysis.ties}
    of_events = made.is_multigraph() or made.is_directed()
    values = {
        pair: {f"tie_{name}": getattr(tie, name) for name in ("strength", "affinity", "engagement", *_OF_TIE)}
        if of_events
        else {name: getattr(tie, name) for name in _OF_TIE}
        for pair, tie in ties.items()
    }
    for one, other, edge in made.edges(data=True):
        edge.update(values.get((one, other) if one < other else (other, one), {}))
    return made
