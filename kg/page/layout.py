"""Pairs in; a fixed position for every actor out, the same on every run."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Final

import networkx as nx
import numpy as np

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from kg.model import ActorId
    from kg.page.pairs import Pair

Positions = dict[str, tuple[float, float]]

LAID_OUT: Final = 300
"""How many actors the spring layout places; beyond that no drawing is read and the layout is slow."""
_SPREAD: Final = 150.0
_GOLDEN_ANGLE: Final = math.pi * (3.0 - math.sqrt(5.0))


def positions_of(
    actors: Sequence[ActorId], pairs: Sequence[Pair], *, names: Mapping[str, str], seed: int = 7
) -> Positions:
    """Return the place of each actor in the units of the canvas, rounded to whole units.

    Friends attract each other: the springs are the positive ties, with a faint one for every other pair so
    that no actor floats away. The first `LAID_OUT` actors are laid out and pushed apart until their labels are
    free; each further actor lies on a spiral around its heaviest neighbour that has a place.
    """
    core = list(actors[:LAID_OUT])
    inside = frozenset(core)
    graph: nx.Graph[str] = nx.Graph()
    graph.add_nodes_from(core)
    for pair in pairs:
        if pair.a in inside and pair.b in inside:
            graph.add_edge(pair.a, pair.b, weight=max(pair.weight, 0.1) if pair.sign > 0 else 0.08)
    placed = _without_overlap(_sprung(graph, seed=seed), names=names)
    return _with_the_rest(placed, actors=actors, pairs=pairs)


def _sprung(graph: nx.Graph[str], *, seed: int) -> Positions:
    count = len(graph)
    if count == 0:
        return {}
    parts = sorted(nx.connected_components(graph), key=lambda part: (-len(part), min(part)))
    anchored = graph.copy()
    hub = "\0centre"
    for part in parts:
        # One faint spring from the middle to each part keeps the parts of a scattered graph together.
        anchored.add_edge(hub, max(sorted(part), key=lambda node: graph.degree(node)), weight=0.05)
    raw = nx.spring_layout(anchored, weight="weight", seed=seed, iterations=400, k=2.2 / math.sqrt(count + 1))
    scale = _SPREAD * math.sqrt(count)
    return {node: (float(raw[node][0]) * scale * 1.35, float(raw[node][1]) * scale) for node in graph}


def _without_overlap(positions: Positions, *, names: Mapping[str, str]) -> Positions:
    """Push apart the boxes of node and label until none overlap, or 400 times."""
    nodes = sorted(positions)
    if len(nodes) < 2:
        return {node: (0.0, 0.0) for node in nodes}
    place = np.array([positions[node] for node in nodes])
    width = np.array([max(60.0, 11.0 * len(names[node]) + 26.0) for node in nodes])
    need_x = (width[:, None] + width[None, :]) / 2.0
    need_y = np.full_like(need_x, 78.0)
    order = np.sign(np.arange(len(nodes))[:, None] - np.arange(len(nodes))[None, :])
    for _ in range(400):
        gap = place[:, None, :] - place[None, :, :]
        over_x = need_x - np.abs(gap[:, :, 0])
        over_y = need_y - np.abs(gap[:, :, 1])
        hit = (over_x > 0.5) & (over_y > 0.5)
        np.fill_diagonal(hit, val=False)
        if not hit.any():
            break
        side_x = np.where(gap[:, :, 0] == 0.0, order, np.sign(gap[:, :, 0]))
        side_y = np.where(gap[:, :, 1] == 0.0, order, np.sign(gap[:, :, 1]))
        sideways = over_x < over_y
        place[:, 0] += 0.3 * np.where(hit & sideways, side_x * over_x, 0.0).sum(axis=1)
        place[:, 1] += 0.3 * np.where(hit & ~sideways, side_y * over_y, 0.0).sum(axis=1)
    place -= (place.max(axis=0) + place.min(axis=0)) / 2.0
    return {node: (float(round(x)), float(round(y))) for node, (x, y) in zip(nodes, place.tolist(), strict=True)}


def _with_the_rest(placed: Positions, *, actors: Sequence[ActorId], pairs: Sequence[Pair]) -> Positions:
    everyone = dict(placed)
    anchor: dict[str, str] = {}
    for pair in pairs:
        for one, other in ((pair.a, pair.b), (pair.b, pair.a)):
            if one not in placed and other in placed:
                anchor.setdefault(one, other)
    around: dict[str, int] = {}
    for actor in actors:
        if actor not in everyone:
            centre = anchor.get(actor, "")
            x, y = placed.get(centre, (0.0, 0.0))
            turn = around[centre] = around.get(centre, 0) + 1
            radius = 110.0 + 55.0 * math.sqrt(turn)
            angle = turn * _GOLDEN_ANGLE
            everyone[actor] = (round(x + 1.4 * radius * math.cos(angle)) * 1.0, round(y + radius * math.sin(angle)) * 1.0)
    return everyone
