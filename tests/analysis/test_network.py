"""The matrices that all measures share."""

from __future__ import annotations

import networkx as nx  # type: ignore[import-untyped]  # networkx ships no types
import numpy as np
import pytest

from kg.analysis import SignedNetwork
from kg.analysis.network import FIGURES
from kg.errors import MeasureError
from tests.analysis.networks import graph, network


def test_actors_and_ties_are_sorted_however_they_were_added() -> None:
    one = SignedNetwork.of(graph("abc", [("a", "b", 1.0), ("b", "c", -2.0)]))
    other = SignedNetwork.of(graph("cba", [("c", "b", -2.0), ("b", "a", 1.0)]))

    assert one.actors == other.actors == ("a", "b", "c")
    assert (one.a.tolist(), one.b.tolist(), one.strength.tolist()) == ([0, 1], [1, 2], [1.0, -2.0])
    assert (other.a.tolist(), other.b.tolist(), other.strength.tolist()) == ([0, 1], [1, 2], [1.0, -2.0])


def test_the_matrices_are_symmetric_and_hold_friends_and_foes_apart() -> None:
    found = network("abc", [("a", "b", 1.0), ("b", "c", -2.0), ("a", "c", 0.0)])

    assert found.signed.toarray().tolist() == [[0, 1, 0], [1, 0, -2], [0, -2, 0]]
    assert found.positive.toarray().tolist() == [[0, 1, 0], [1, 0, 0], [0, 0, 0]]
    assert found.negative.toarray().tolist() == [[0, 0, 0], [0, 0, 2], [0, 2, 0]]
    assert found.signed.nnz == 4


def test_a_tie_of_strength_0_stays_a_tie() -> None:
    assert len(network("ab", [("a", "b", 0.0)]).a) == 1


def test_self_loops_are_left_out() -> None:
    assert len(SignedNetwork.of(graph("ab", [("a", "a", 1.0), ("a", "b", 1.0)])).a) == 1


def test_what_a_graph_does_not_say_is_nan() -> None:
    found = SignedNetwork.of(graph("ab", [("a", "b", 1.0)]))

    assert set(found.figures) == set(FIGURES)
    assert all(np.isnan(values).all() for values in found.figures.values())


@pytest.mark.parametrize("strength", [None, "much", float("nan"), float("inf")])
def test_a_strength_that_is_no_number_is_an_error_that_names_the_tie(strength: object) -> None:
    broken: nx.Graph[str] = nx.Graph()
    broken.add_edge("france", "chad", strength=strength)

    with pytest.raises(MeasureError, match=f"tie of france and chad has the strength {strength!r}; give every edge a"):
        SignedNetwork.of(broken)


def test_a_graph_of_events_is_refused_with_what_to_do() -> None:
    with pytest.raises(
        MeasureError, match=r"has an edge for every event; analyse the graph of ties \(kg.graph.tie_graph"
    ):
        SignedNetwork.of(nx.MultiDiGraph())


def test_components_are_numbered_from_the_largest() -> None:
    found = network("abcdef", [("a", "b", 1.0), ("c", "d", -1.0), ("d", "e", 1.0), ("e", "f", 0.0)])

    assert found.components.tolist() == [1, 1, 0, 0, 0, 2]
