"""Paths, holes and roles, against NetworkX and against loops."""

from __future__ import annotations

import itertools
import math

import networkx as nx  # type: ignore[import-untyped]  # networkx ships no types
import numpy as np
import pytest

from kg.analysis.brokerage import ROLES, brokerage_roles, structural_holes
from kg.analysis.paths import betweenness
from tests.analysis.networks import ODD, friendly_graph, network, random_network

SIZES = [(3, 2), (5, 5), (8, 12), (12, 20), (15, 60), (30, 60)]


@pytest.mark.parametrize(("actors", "ties"), SIZES)
def test_betweenness_is_that_of_networkx(actors: int, ties: int) -> None:
    of = random_network(actors, ties, seed=actors)

    expected = nx.betweenness_centrality(friendly_graph(of), weight="length")

    assert betweenness(of).value.tolist() == pytest.approx([expected[place] for place in range(actors)])


def test_betweenness_counts_equal_paths_in_shares() -> None:
    # a reaches d by b and by c, equally far: each has half of that pair, of three pairs that could lead through it.
    rows = [("a", "b", 0.1), ("b", "d", 0.3), ("a", "c", 0.3), ("c", "d", 0.1)]

    assert betweenness(network("abcd", rows)).value.tolist() == pytest.approx([1 / 6] * 4)


def test_strong_ties_are_short() -> None:
    rows = [("a", "b", 4.0), ("b", "c", 4.0), ("a", "c", 1.0)]

    assert betweenness(network("abc", rows)).value.tolist() == [0.0, 1.0, 0.0]


def test_betweenness_from_all_pivots_is_exact_and_from_some_near() -> None:
    of = random_network(120, 500, seed=1)
    exact = betweenness(of)

    estimated = betweenness(of, exact_actors=10, pivots=80)

    assert (exact.exact, estimated.exact, estimated.pivots) == (True, False, 80)
    assert np.corrcoef(exact.value, estimated.value)[0, 1] > 0.97
    assert estimated.value.sum() == pytest.approx(exact.value.sum(), rel=0.1)


@pytest.mark.parametrize(("actors", "ties"), SIZES)
def test_holes_are_those_of_networkx(actors: int, ties: int) -> None:
    of = random_network(actors, ties, seed=actors)
    friends = friendly_graph(of)
    # With nodes named NetworkX follows Burt's sums; its matrix form of the effective size divides by the wrong maximum.
    constraint = nx.constraint(friends, nodes=list(friends), weight="weight")
    size = nx.effective_size(friends, nodes=list(friends), weight="weight")

    found = structural_holes(of)

    for place in range(actors):
        if math.isnan(constraint[place]):
            assert (found.constraint[place], found.effective_size[place]) == (1.0, 0.0)
        else:
            assert found.constraint[place] == pytest.approx(constraint[place])
            assert found.effective_size[place] == pytest.approx(size[place])


def test_constraint_by_hand() -> None:
    # In a triangle of equal ties p is 1/2: each friend gives (1/2 + 1/2 * 1/2)^2 = 9/16.
    found = structural_holes(network("abc", [("a", "b", 3.0), ("a", "c", 3.0), ("b", "c", 3.0)]))

    assert found.constraint.tolist() == pytest.approx([9 / 8] * 3)
    assert found.effective_size.tolist() == pytest.approx([1.0] * 3)


def test_holes_are_the_same_when_made_in_slices(monkeypatch: pytest.MonkeyPatch) -> None:
    of = random_network(30, 100, seed=1)
    whole = structural_holes(of)
    monkeypatch.setattr("kg.analysis.brokerage._ROWS_AT_ONCE", 7)

    assert structural_holes(of).constraint.tolist() == whole.constraint.tolist()


@pytest.mark.parametrize("groups", [1, 2, 3, 6])
@pytest.mark.parametrize(("actors", "ties"), SIZES)
def test_roles_are_those_that_loops_find(actors: int, ties: int, groups: int) -> None:
    of = random_network(actors, ties, seed=groups)
    group = [(7 * place) % groups for place in range(actors)]
    friends = friendly_graph(of)
    expected = np.zeros((actors, len(ROLES)), np.int64)
    for broker in range(actors):
        for one, other in itertools.combinations(friends[broker], 2):
            if not friends.has_edge(one, other):
                ends = {group[one], group[other]}
                role = 0 if ends == {group[broker]} else 1 if len(ends) == 1 else 2 if group[broker] in ends else 3
                expected[broker, role] += 1

    assert brokerage_roles(of, np.array(group)).tolist() == expected.tolist()


@pytest.mark.parametrize("name", ODD)
def test_odd_graphs_have_finite_brokerage(name: str) -> None:
    of = network(*ODD[name])

    holes = structural_holes(of)

    assert np.isfinite(holes.constraint).all()
    assert np.isfinite(holes.effective_size).all()
    assert np.isfinite(betweenness(of).value).all()
    assert brokerage_roles(of, np.arange(of.size)).shape == (of.size, 4)
