"""Pairs in; a fixed position for every actor out, the same on every run."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Final

import networkx as nx  # type: ignore[import-untyped]  # networkx ships no types
import numpy as np

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from kg.model import ActorId
    from kg.page.pairs import Pair

    Positions = dict[ActorId, tuple[float, float]]


LAID_OUT: Final = 60
"""How many actors the spring layout places, those of the opening view."""
SPACED: Final = 300
"""How many actors are pushed apart until their labels are free; beyond that no drawing is read."""
_GOLDEN_ANGLE: Final = math.pi * (3.0 - math.sqrt(5.0))
_ROW: Final = 112.0
_ASPECT: Final = 1.4


def positions_of(
    actors: Sequence[ActorId], pairs: Sequence[Pair], *, names: Mapping[ActorId, str], seed: int = 7
) -> Positions:
    """Return the place of each actor in the units of the canvas, rounded to whole units.

    Friends attract each other: the springs are the positive ties, with a faint one for every other pair so
    that no actor floats away. The first `LAID_OUT` actors are laid out and pushed apart until their labels are
    free; each further actor lies on a spiral around its heaviest neighbour that has a place, and the next ones
    up to `SPACED` are moved off the labels of those before.
    """
    core = actors[:LAID_OUT]
    inside = frozenset(core)
    graph: nx.Graph[str] = nx.Graph()
    graph.add_nodes_from(core)
    for pair in pairs:
        if pair.a in inside and pair.b in inside:
            graph.add_edge(pair.a, pair.b, weight=max(pair.weight, 0.1) if pair.sign > 0 else 0.08)
    placed = _without_overlap(_filled(_sprung(graph, seed=seed), names=names), names=names, fixed=frozenset())
    everyone = _with_the_rest(placed, actors=actors, pairs=pairs)
    near = {actor: everyone[actor] for actor in actors[:SPACED]}
    return everyone | _without_overlap(near, names=names, fixed=inside)


def _sprung(graph: nx.Graph[str], *, seed: int) -> Positions:
    if len(graph) == 0:
        return {}
    anchored = graph.copy()
    hub = "\0centre"
    for part in sorted(nx.connected_components(graph), key=min):
        # One faint spring from the middle to each part keeps the parts of a scattered graph together.
        anchored.add_edge(hub, max(sorted(part), key=graph.degree), weight=0.05)
    raw = nx.spring_layout(
        anchored, weight="weight", seed=seed, iterations=400, k=2.2 / math.sqrt(len(anchored)), method="force"
    )
    return {node: (float(raw[node][0]), float(raw[node][1])) for node in graph}


def _filled(positions: Positions, *, names: Mapping[ActorId, str]) -> Positions:
    """Spread the places over a rectangle that has room for all labels.

    Each coordinate is the mean of itself and of its rank, which opens the crowded middle and draws outliers in
    but keeps who is left of whom.
    """
    nodes = sorted(positions)
    if len(nodes) < 2:
        return dict.fromkeys(nodes, (0.0, 0.0))
    area = sum(_width(names[node]) * _ROW for node in nodes) * (1.6 + 12.0 / len(nodes))
    height = math.sqrt(area / _ASPECT)
    place = np.array([positions[node] for node in nodes])
    scaled = (place - place.min(axis=0)) / np.maximum(np.ptp(place, axis=0), 1e-9)
    ranks = place.argsort(axis=0, kind="stable").argsort(axis=0, kind="stable") / (len(nodes) - 1)
    spread = (0.5 * (scaled + ranks) - 0.5) * [height * _ASPECT, height]
    return {node: (x, y) for node, (x, y) in zip(nodes, spread.tolist(), strict=True)}


def _without_overlap(positions: Positions, *, names: Mapping[ActorId, str], fixed: frozenset[ActorId]) -> Positions:
    """Push apart the boxes of node and label until none overlap, or 300 times; the fixed ones stay."""
    nodes = sorted(positions)
    if len(nodes) < 2 or len(fixed) == len(nodes):
        return positions
    place = np.array([positions[node] for node in nodes])
    width = np.array([_width(names[node]) for node in nodes])
    loose = np.array([node not in fixed for node in nodes], dtype=float)
    need_x = (width[:, None] + width[None, :]) / 2.0
    order = np.sign(np.arange(len(nodes))[:, None] - np.arange(len(nodes))[None, :])
    for _ in range(300):
        gap = place[:, None, :] - place[None, :, :]
        over_x = need_x - np.abs(gap[:, :, 0])
        over_y = _ROW - np.abs(gap[:, :, 1])
        hit = (over_x > 0.5) & (over_y > 0.5)
        np.fill_diagonal(hit, val=False)
        if not hit[loose > 0.0].any():
            break
        side_x = np.where(gap[:, :, 0] == 0.0, order, np.sign(gap[:, :, 0]))
        side_y = np.where(gap[:, :, 1] == 0.0, order, np.sign(gap[:, :, 1]))
        sideways = over_x < _ASPECT * over_y
        place[:, 0] += 0.3 * loose * np.where(hit & sideways, side_x * over_x, 0.0).sum(axis=1)
        place[:, 1] += 0.3 * loose * np.where(hit & ~sideways, side_y * over_y, 0.0).sum(axis=1)
    return {node: (float(round(x)), float(round(y))) for node, (x, y) in zip(nodes, place.tolist(), strict=True)}


def _width(name: str) -> float:
    """Return about how wide a label is that breaks after 18 characters."""
    return max(84.0, 14.5 * min(len(name), 19) + 24.0)


def _with_the_rest(placed: Positions, *, actors: Sequence[ActorId], pairs: Sequence[Pair]) -> Positions:
    everyone = dict(placed)
    anchor: dict[ActorId, ActorId] = {}
    for pair in pairs:
        for one, other in ((pair.a, pair.b), (pair.b, pair.a)):
            if one not in placed and other in placed:
                anchor.setdefault(one, other)
    around: dict[ActorId | None, int] = {}
    for actor in actors:
        if actor not in everyone:
            centre = anchor.get(actor)
            x, y = placed[centre] if centre else (0.0, 0.0)
            turn = around[centre] = around.get(centre, 0) + 1
            radius = 110.0 + 55.0 * math.sqrt(turn)
            angle = turn * _GOLDEN_ANGLE
            everyone[actor] = (
                round(x + 1.4 * radius * math.cos(angle)) * 1.0,
                round(y + radius * math.sin(angle)) * 1.0,
            )
    return everyone
