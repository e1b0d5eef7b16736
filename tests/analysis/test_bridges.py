"""Blocks, bridges and cut actors, against NetworkX."""

from __future__ import annotations

import networkx as nx  # type: ignore[import-untyped]  # networkx ships no types
import numpy as np
import pytest

from kg.analysis.blocks import find_blocks
from kg.analysis.bridges import find_bridges
from tests.analysis.networks import ODD, friendly_graph, network, random_network

SIZES = [(3, 2), (8, 7), (12, 14), (20, 22), (40, 45), (60, 120)]


@pytest.mark.parametrize(("actors", "ties"), SIZES)
def test_blocks_are_those_of_networkx(actors: int, ties: int) -> None:
    of = random_network(actors, ties, seed=actors)
    whole: nx.Graph[int] = nx.Graph(zip(of.a.tolist(), of.b.tolist(), strict=True))
    number = {pair: tie for tie, pair in enumerate(zip(of.a.tolist(), of.b.tolist(), strict=True))}

    found = find_blocks(of.a, of.b, size=of.size)

    expected = {frozenset(number[min(e), max(e)] for e in part) for part in nx.biconnected_component_edges(whole)}
    assert {frozenset(block.tolist()) for block in found.blocks} == expected
    assert set(np.flatnonzero(found.cuts).tolist()) == set(nx.articulation_points(whole))
    assert {tie for pair, tie in number.items() if found.bridges[tie]} == {
        number[min(pair), max(pair)] for pair in nx.bridges(whole)
    }


@pytest.mark.parametrize(("actors", "ties"), SIZES)
def test_the_far_side_of_a_bridge_is_what_its_removal_cuts_off(actors: int, ties: int) -> None:
    of = random_network(actors, ties, seed=actors)
    friends = friendly_graph(of)

    found = find_bridges(of, np.zeros(actors, np.int64))

    for tie in np.flatnonzero(found.bridge).tolist():
        a, b = int(of.a[tie]), int(of.b[tie])
        cut = friends.copy()
        cut.remove_edge(a, b)
        assert found.far_side[tie] == min(len(nx.node_connected_component(cut, end)) for end in (a, b))


@pytest.mark.parametrize(("actors", "ties"), SIZES)
def test_local_bridges_join_two_communities_without_a_common_friend(actors: int, ties: int) -> None:
    of = random_network(actors, ties, seed=actors)
    communities = np.arange(actors) % 2
    expected = {
        (min(a, b), max(a, b))
        for a, b in nx.local_bridges(friendly_graph(of), with_span=False)
        if communities[a] != communities[b]
    }

    found = find_bridges(of, communities)

    assert {(int(of.a[tie]), int(of.b[tie])) for tie in np.flatnonzero(found.local)} == expected


def test_a_hostile_tie_is_neither_path_nor_bridge() -> None:
    of = network("abc", [("a", "b", 1.0), ("b", "c", 1.0), ("a", "c", -1.0)])

    assert find_bridges(of, np.arange(3)).bridge.tolist() == [True, False, True]


def test_a_long_chain_is_walked_without_recursion() -> None:
    size = 5000

    found = find_blocks(np.arange(size - 1), np.arange(1, size), size=size)

    assert found.bridges.all()
    assert found.far_side.max() == size // 2


@pytest.mark.parametrize("name", ODD)
def test_odd_graphs_have_bridges_or_none(name: str) -> None:
    of = network(*ODD[name])

    found = find_bridges(of, np.arange(of.size))

    assert len(found.bridge) == len(of.a)
    assert (found.bridge == (found.far_side > 0)).all()
