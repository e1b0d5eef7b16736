"""PageRank and signed status."""

from __future__ import annotations

import networkx as nx  # type: ignore[import-untyped]  # networkx ships no types
import numpy as np
import pytest

from kg.analysis.status import pagerank, signed_status
from tests.analysis.networks import ODD, friendly_graph, network, random_network


@pytest.mark.parametrize(("actors", "ties"), [(3, 2), (6, 5), (12, 30), (40, 100)])
def test_pagerank_is_that_of_networkx(actors: int, ties: int) -> None:
    of = random_network(actors, ties, seed=actors)

    expected = nx.pagerank(friendly_graph(of), tol=1e-13, max_iter=1000)

    assert pagerank(of).tolist() == pytest.approx([expected[place] for place in range(actors)], abs=1e-11)


@pytest.mark.parametrize("damping", [-0.1, 1.0])
def test_a_damping_out_of_range_is_refused(damping: float) -> None:
    with pytest.raises(ValueError, match=r"is not in \[0, 1\)"):
        pagerank(random_network(3, 2, seed=1), damping=damping)


@pytest.mark.parametrize(("actors", "ties"), [(3, 3), (6, 15), (12, 30), (40, 100)])
def test_status_solves_the_equation_of_everett_and_borgatti(actors: int, ties: int) -> None:
    of = random_network(actors, ties, seed=actors)
    matrix = (of.positive - 2.0 * of.negative).toarray() / np.abs(of.strength).max()
    expected = np.linalg.solve(np.eye(actors) - matrix / (2 * (actors - 1)), np.ones(actors))

    assert signed_status(of).tolist() == pytest.approx(expected.tolist())


def test_a_friend_raises_and_a_foe_lowers() -> None:
    found = signed_status(network("abcde", [("a", "b", 1.0), ("c", "d", -1.0)]))

    # By hand: 1 / (1 - 1/8) for two friends of five, 1 / (1 + 2/8) for two foes.
    assert found.tolist() == pytest.approx([8 / 7, 8 / 7, 4 / 5, 4 / 5, 1.0])


def test_the_friend_of_one_with_friends_stands_higher() -> None:
    rows = [("a", "b", 1.0), ("b", "c", 1.0), ("b", "d", 1.0), ("e", "f", 1.0)]

    found = signed_status(network("abcdef", rows))

    assert found[0] > found[4]


def test_the_foe_of_ones_foe_raises() -> None:
    chain = signed_status(network("abc", [("a", "b", -1.0), ("b", "c", -1.0)]))
    alone = signed_status(network("abc", [("a", "b", -1.0)]))

    assert chain[0] > alone[0]


@pytest.mark.parametrize("name", ODD)
def test_odd_graphs_have_finite_standing(name: str) -> None:
    of = network(*ODD[name])

    assert np.isfinite(signed_status(of)).all()
    assert np.isfinite(pagerank(of)).all()
    assert pagerank(of).sum() == pytest.approx(1.0 if of.size else 0.0)
