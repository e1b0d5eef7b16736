"""An invented graph of signed ties in; a table with the cost of each measure, and of NetworkX or of plain loops, out.

``python benchmarks/analysis.py``: 3,000 actors and 60,000 ties; both sides are checked to give the same figures. What takes
NetworkX minutes is run on some actors and scaled up, which the table says. CPU seconds of this process, the best of three
runs for kg and one run of the other; making the graph counts for neither.
"""

from __future__ import annotations

import argparse
import itertools
import math
import random
import resource
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Final, NamedTuple, TypeVar

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

import networkx as nx  # type: ignore[import-untyped]  # networkx ships no types
import numpy as np

from kg.analysis import SignedNetwork, analyse, annotate
from kg.analysis.balance import structural_balance
from kg.analysis.blocks import find_blocks
from kg.analysis.brokerage import structural_holes
from kg.analysis.communities import find_communities
from kg.analysis.frustration import frustration
from kg.analysis.paths import betweenness
from kg.analysis.similarity import similar_profiles
from kg.analysis.status import pagerank, signed_status

_Found = TypeVar("_Found")
_SOME: Final = 10
_SOURCES: Final = 5
_BLOCS: Final = 12


class Line(NamedTuple):
    """One line of the table: what, the seconds of kg, of the other, and what the other is."""

    what: str
    ours: float
    theirs: float | None
    other: str


def invented_ties(actors: int, ties: int, *, seed: int = 1) -> nx.Graph[str]:
    """Return a graph of so many actors and ties: a few actors have many, blocs are friendly inside."""
    chance = random.Random(seed)
    names = [f"actor-{number:05}" for number in range(actors)]
    fame = list(itertools.accumulate((1.0 + number) ** -0.5 for number in range(actors)))
    graph: nx.Graph[str] = nx.Graph()
    graph.add_nodes_from((name, {"name": name, "kind": "state", "state": name}) for name in names)
    taken: set[tuple[int, int]] = set()
    while len(taken) < ties:
        a, b = chance.choices(range(actors), cum_weights=fame, k=2)
        if a == b or (min(a, b), max(a, b)) in taken:
            continue
        taken.add((min(a, b), max(a, b)))
        strength = chance.gauss(0.8 if a % _BLOCS == b % _BLOCS else 0.1, 0.6)
        acts = chance.expovariate(0.2)
        graph.add_edge(
            names[a], names[b],
            strength=strength, weight=abs(strength), affinity=math.tanh(strength), engagement=chance.gauss(0.0, 1.0),
            low=strength - 0.5, high=strength + 0.5, observed=acts, expected=chance.expovariate(0.2),
            cooperative=acts * 0.6, hostile=acts * 0.3,
        )  # fmt: skip
    return graph


def timed(work: Callable[[], _Found], *, runs: int = 1) -> tuple[float, _Found]:
    """Return the fewest CPU seconds of some runs, and what was found."""
    best = math.inf
    for _ in range(runs):
        start = time.process_time()
        found = work()
        best = min(best, time.process_time() - start)
    return best, found


def triangle_loops(graph: nx.Graph[str]) -> tuple[int, int]:
    """Return the number of balanced triangles and of all, by loops over the neighbours in a NetworkX graph."""
    balanced = triangles = 0
    place = {node: number for number, node in enumerate(graph)}
    for a, b, edge in graph.edges(data=True):
        for c in graph[a].keys() & graph[b].keys():
            if place[c] > max(place[a], place[b]):
                triangles += 1
                balanced += edge["strength"] * graph[a][c]["strength"] * graph[b][c]["strength"] > 0.0
    return balanced, triangles


def cosine_loops(graph: nx.Graph[str], nodes: list[str]) -> float:
    """Return the sum of the cosines of some actors with all others, by loops."""
    whole = 0.0
    for a in nodes:
        for b in graph:
            if a == b:
                continue
            shared = (graph[a].keys() & graph[b].keys()) - {a, b}
            if len(shared) >= 2:
                product = sum(graph[a][k]["strength"] * graph[b][k]["strength"] for k in shared)
                room = math.prod(
                    sum(edge["strength"] ** 2 for k, edge in graph[end].items() if k not in {a, b}) for end in (a, b)
                )
                whole += product / math.sqrt(room)
    return whole


def measured(graph: nx.Graph[str]) -> list[Line]:
    """Return the lines of the table, after checking that both sides agree."""
    making, network = timed(lambda: SignedNetwork.of(graph), runs=3)
    network.signed, network.positive, network.negative  # noqa: B018  # made once, for all measures
    friends = graph.edge_subgraph([(a, b) for a, b, t in graph.edges(data="strength") if t > 0.0]).copy()
    friends.add_nodes_from(graph)
    for _, _, edge in friends.edges(data=True):
        edge["length"] = 1.0 / edge["strength"]
    place = {name: number for number, name in enumerate(network.actors)}
    # Of middling degree: NetworkX takes a minute or more for the best known actor alone.
    some = sorted(graph, key=lambda node: (graph.degree[node], node))[len(graph) // 2 :][:_SOME]
    lines = [Line("matrices from the graph", making, None, "")]

    ours, balance = timed(lambda: structural_balance(network), runs=3)
    theirs, (balanced, triangles) = timed(lambda: triangle_loops(graph))
    _agree(balanced / triangles, balance.share)
    lines.append(Line(f"balance of {triangles:,} triangles", ours, theirs, "loops over neighbours"))

    ours, rank = timed(lambda: pagerank(network), runs=3)
    theirs, found = timed(lambda: nx.pagerank(friends, tol=1e-12 / len(graph), max_iter=1000))
    _agree(max(abs(found[name] - rank[place[name]]) for name in graph), 0.0)
    lines.append(Line("PageRank", ours, theirs, "nx.pagerank, same tolerance"))

    ours, holes = timed(lambda: structural_holes(network), runs=3)
    theirs, found = timed(lambda: nx.constraint(friends, nodes=some, weight="weight"))
    _agree(max(abs(found[name] - holes.constraint[place[name]]) for name in some), 0.0)
    lines.append(Line("constraint and effective size", ours, theirs, f"nx.constraint of {_SOME} actors"))
    theirs, found = timed(lambda: nx.constraint(friends, weight="weight"))
    _agree(max(abs(found[name] - holes.constraint[place[name]]) for name in graph if friends.degree[name]), 0.0)
    lines.append(Line("constraint and effective size", ours, theirs, "nx.constraint of all, its matrices"))

    ours, _ = timed(lambda: signed_status(network), runs=3)
    matrix = (network.positive - 2.0 * network.negative) / float(np.abs(network.strength).max())
    theirs, _ = timed(
        lambda: np.linalg.solve(
            np.eye(network.size) - matrix.toarray() / (2 * (network.size - 1)), np.ones(network.size)
        )
    )
    lines.append(Line("signed status", ours, theirs, "numpy.linalg.solve"))

    ours, between = timed(lambda: betweenness(network))
    theirs, _ = timed(lambda: nx.betweenness_centrality(friends, k=_SOURCES, weight="length", seed=1))
    lines.append(
        Line(
            f"betweenness, {between.pivots} pivots",
            ours,
            theirs / _SOURCES * between.pivots,
            f"nx, {_SOURCES} scaled up",
        )
    )

    ours, communities = timed(lambda: find_communities(network))
    theirs, groups = timed(lambda: nx.community.louvain_communities(friends, weight="weight", seed=1))
    lines.append(Line(f"communities ({int(communities.label.max()) + 1})", ours, theirs, f"nx Louvain ({len(groups)})"))

    ours, parts = timed(lambda: find_blocks(network.a, network.b, size=network.size), runs=3)
    theirs, blocks = timed(lambda: list(nx.biconnected_component_edges(graph)))
    theirs += timed(lambda: list(nx.bridges(graph)))[0]
    _agree(len(blocks), len(parts.blocks))
    lines.append(Line("blocks, cut actors and bridges", ours, theirs, "nx, three walks"))

    ours, _ = timed(lambda: similar_profiles(network, keep=100))
    theirs, _ = timed(lambda: cosine_loops(graph, some))
    lines.append(
        Line("similarity of all pairs", ours, theirs / _SOME * len(graph) / 2, f"loops of {_SOME} actors scaled up")
    )

    ours, camps = timed(lambda: frustration(network, balance))
    lines.append(
        Line(f"camps (share {camps.share:.3f})", ours, None, f"proven least {camps.least / camps.weight:.2f} of it")
    )

    ours, analysis = timed(lambda: analyse(graph))
    lines.append(Line("analyse: everything", ours, None, ""))
    lines.append(Line("annotate", timed(lambda: annotate(graph, analysis))[0], None, ""))
    return lines


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--actors", type=int, default=3_000)
    parser.add_argument("--ties", type=int, default=60_000)
    options = parser.parse_args()
    print(f"{options.actors:,} actors, {options.ties:,} ties; CPU seconds")
    for line in measured(invented_ties(options.actors, options.ties)):
        ratio = f"{line.theirs:9.2f} {line.theirs / line.ours:8.1f}x  " if line.theirs is not None else " " * 21
        print(f"{line.what:32} {line.ours:8.3f} {ratio}{line.other}".rstrip())
    print(f"peak memory {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:,.0f} MB")


def _agree(one: float, other: float) -> None:
    if not math.isclose(one, other, rel_tol=1e-9, abs_tol=1e-9):
        raise ValueError(f"{one} and {other} differ")


if __name__ == "__main__":
    main()
