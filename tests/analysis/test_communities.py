"""Communities of friendly and hostile ties."""

from __future__ import annotations

import itertools
import random
from collections.abc import Iterator

import networkx as nx  # type: ignore[import-untyped]  # networkx ships no types
import numpy as np
import pytest
from hypothesis import given, settings

from kg.analysis import SignedNetwork
from kg.analysis.communities import find_communities, signed_modularity
from tests.analysis.networks import ODD, Row, friendly_graph, network, networks, random_network


def naive_modularity(of: SignedNetwork, label: list[int]) -> float:
    """Return the signed modularity of Gomez, Jensen and Arenas with a loop over all pairs."""
    friends, foes = of.positive.toarray(), of.negative.toarray()
    total, value = friends.sum() + foes.sum(), 0.0
    for i, j in itertools.product(range(of.size), repeat=2):
        if label[i] == label[j]:
            for sign, matrix in ((1, friends), (-1, foes)):
                if matrix.sum():
                    value += sign * (matrix[i, j] - matrix[i].sum() * matrix[j].sum() / matrix.sum())
    return float(value / total)


def partitions(size: int) -> Iterator[list[int]]:
    """Yield every partition of so many actors."""

    def grown(label: list[int]) -> Iterator[list[int]]:
        if len(label) == size:
            yield label
            return
        for group in range(max(label, default=-1) + 2):
            yield from grown([*label, group])

    return grown([])


@pytest.mark.parametrize("seed", range(10))
def test_modularity_agrees_with_the_formula(seed: int) -> None:
    of = random_network(9, 20, seed=seed)
    label = [number % 3 for number in range(9)]

    assert signed_modularity(of, np.array(label)) == pytest.approx(naive_modularity(of, label))


def test_modularity_without_foes_is_that_of_networkx() -> None:
    club = nx.karate_club_graph()
    of = network([f"{n:02}" for n in club], [(f"{a:02}", f"{b:02}", float(w)) for a, b, w in club.edges(data="weight")])
    label = np.array([club.nodes[n]["club"] == "Officer" for n in club]).astype(np.int64)
    groups = [{n for n in club if label[n] == group} for group in (0, 1)]

    assert signed_modularity(of, label) == pytest.approx(nx.community.modularity(club, groups))


def test_the_karate_club_gets_its_best_known_modularity() -> None:
    club = nx.karate_club_graph()
    of = network([f"{n:02}" for n in club], [(f"{a:02}", f"{b:02}", 1.0) for a, b in club.edges])

    # 0.4198 is the optimum: Brandes et al. (2008), On modularity clustering.
    assert find_communities(of).modularity == pytest.approx(0.419790, abs=1e-6)


@pytest.mark.parametrize("seed", range(12))
def test_no_partition_held_together_by_friends_of_a_small_network_is_better(seed: int) -> None:
    of = random_network(7, 8 + seed, seed=seed)
    friends = friendly_graph(of)

    def together(label: list[int]) -> bool:
        return all(
            nx.is_connected(friends.subgraph([n for n in range(7) if label[n] == group])) for group in set(label)
        )

    best = max(signed_modularity(of, np.array(label)) for label in partitions(7) if together(label))

    assert find_communities(of).modularity == pytest.approx(best)


@pytest.mark.parametrize("seed", range(5))
def test_communities_hang_together_by_friendly_ties(seed: int) -> None:
    of = random_network(40, 90, seed=seed)

    label = find_communities(of).label

    friends = friendly_graph(of)
    for group in range(int(label.max()) + 1):
        assert nx.is_connected(friends.subgraph(np.flatnonzero(label == group).tolist()))


def test_planted_blocs_are_found() -> None:
    chance = random.Random(5)
    names = [f"n{number:02}" for number in range(30)]
    rows = [
        (a, b, 1.0 if i // 10 == j // 10 else -0.5)
        for (i, a), (j, b) in itertools.combinations(enumerate(names), 2)
        if chance.random() < 0.5
    ]

    assert find_communities(network(names, rows)).label.tolist() == [number // 10 for number in range(30)]


def test_sharing_foes_makes_no_community() -> None:
    rows = [("a", "c", -1.0), ("b", "c", -1.0), ("c", "d", 1.0)]

    assert find_communities(network("abcd", rows)).label.tolist() == [1, 2, 0, 0]


def test_more_resolution_gives_more_communities() -> None:
    of = random_network(40, 120, seed=2)

    few, many = (find_communities(of, resolution=each).label.max() for each in (0.2, 3.0))

    assert few < many


def test_an_actor_leaves_a_community_that_has_turned_hostile_to_it() -> None:
    rows = [("a", "b", 0.1), ("b", "c", 5.0), ("b", "d", 5.0), ("c", "d", 5.0), ("a", "c", -4.0), ("a", "d", -4.0)]

    assert find_communities(network("abcd", rows)).label.tolist() == [1, 0, 0, 0]


@settings(deadline=None)
@given(networks())
def test_names_do_not_matter(drawn: tuple[list[str], list[Row]]) -> None:
    names, rows = drawn
    turned = {name: f"m{len(names) - place:02}" for place, name in enumerate(names)}

    one = find_communities(network(names, rows))
    other = find_communities(network(turned.values(), [(turned[a], turned[b], t) for a, b, t in rows]))

    assert one.modularity == pytest.approx(other.modularity, abs=1e-9)


@pytest.mark.parametrize("name", ODD)
def test_odd_graphs_have_communities(name: str) -> None:
    actors, rows = ODD[name]

    found = find_communities(network(actors, rows))

    assert len(found.label) == len(actors)
    assert np.isfinite(found.modularity)


def test_foes_only_are_alone() -> None:
    assert find_communities(network(*ODD["all hostile"])).label.tolist() == [0, 1, 2, 3]
