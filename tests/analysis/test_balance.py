"""Triangles and their balance."""

from __future__ import annotations

import itertools

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.analysis import SignedNetwork
from kg.analysis.balance import structural_balance
from kg.analysis.triads import find_triangles
from tests.analysis.networks import ODD, Row, network, networks, random_network


def strengths(of: SignedNetwork) -> dict[tuple[int, int], float]:
    pairs = zip(of.a.tolist(), of.b.tolist(), strict=True)
    return {pair: strength for pair, strength in zip(pairs, of.strength.tolist(), strict=True) if strength}


def naive_triangles(of: SignedNetwork) -> list[tuple[int, int, int]]:
    ties = strengths(of).keys()
    return [(i, j, k) for i, j, k in itertools.combinations(range(of.size), 3) if {(i, j), (i, k), (j, k)} <= ties]


@pytest.mark.parametrize(("actors", "ties"), [(3, 0), (3, 3), (5, 4), (6, 15), (12, 30), (20, 80), (25, 250)])
def test_triangles_are_those_that_three_loops_find(actors: int, ties: int) -> None:
    of = random_network(actors, ties, seed=actors)

    found = find_triangles(of.a, of.b, size=of.size)

    assert [tuple(row) for row in found.actors.tolist()] == naive_triangles(of)


@pytest.mark.parametrize("seed", range(5))
def test_the_ties_of_a_triangle_join_its_actors_in_order(seed: int) -> None:
    of = random_network(12, 40, seed=seed)

    found = find_triangles(of.a, of.b, size=of.size)

    for column, (first, second) in enumerate(((0, 1), (0, 2), (1, 2))):
        assert (of.a[found.ties[:, column]] == found.actors[:, first]).all()
        assert (of.b[found.ties[:, column]] == found.actors[:, second]).all()


def test_triangles_are_the_same_when_looked_for_in_many_slices(monkeypatch: pytest.MonkeyPatch) -> None:
    of = random_network(30, 200, seed=1)
    whole = find_triangles(of.a, of.b, size=of.size)
    monkeypatch.setattr("kg.analysis.triads._AT_ONCE", 7)

    assert find_triangles(of.a, of.b, size=of.size).actors.tolist() == whole.actors.tolist()


@pytest.mark.parametrize(
    ("signs", "kind", "share"),
    [((1, 1, 1), "+++", 1.0), ((1, 1, -1), "++-", 0.0), ((1, -1, -1), "+--", 1.0), ((-1, -1, -1), "---", 0.0)],
)
def test_the_four_kinds_of_triangles(signs: tuple[int, int, int], kind: str, share: float) -> None:
    ab, ac, bc = map(float, signs)

    found = structural_balance(network("abc", [("a", "b", ab), ("a", "c", ac), ("b", "c", bc)]))

    assert (found.counts[kind], found.share, found.weighted_share) == (1, share, share)


def test_shares_by_hand() -> None:
    # a, b, c are balanced with intensity (8 * 1 * 1)^(1/3) = 2; a, b, d are not, with intensity (8 * 1 * 8)^(1/3) = 4.
    of = network("abcd", [("a", "b", 8.0), ("a", "c", 1.0), ("b", "c", 1.0), ("a", "d", 1.0), ("b", "d", -8.0)])

    found = structural_balance(of)

    assert found.share == 0.5
    assert found.weighted_share == pytest.approx(1 / 3)
    assert found.local.tolist() == pytest.approx([1 / 3, 1 / 3, 1.0, 0.0])
    assert found.triangles.tolist() == [2, 2, 1, 1]
    assert found.actors[found.unbalanced()].tolist() == [[0, 1, 3]]


def test_the_most_intense_unbalanced_triangle_comes_first() -> None:
    rows = [("a", "b", 1.0), ("a", "c", 1.0), ("b", "c", -1.0), ("d", "e", 2.0), ("d", "f", 1.0), ("e", "f", -1.0)]

    found = structural_balance(network("abcdef", rows))

    assert found.actors[found.unbalanced()].tolist() == [[3, 4, 5], [0, 1, 2]]


@pytest.mark.parametrize("seed", range(10))
def test_the_share_by_intensity_agrees_with_loops(seed: int) -> None:
    of = random_network(10, 30, seed=seed)
    strength = strengths(of)
    products = [strength[i, j] * strength[i, k] * strength[j, k] for i, j, k in naive_triangles(of)]

    found = structural_balance(of)

    whole = sum(abs(product) ** (1 / 3) for product in products)
    assert found.share == pytest.approx(sum(product > 0 for product in products) / len(products))
    assert found.weighted_share == pytest.approx(sum(product ** (1 / 3) for product in products if product > 0) / whole)


@settings(deadline=None)
@given(networks(), st.floats(0.01, 100.0))
def test_scaling_strengths_leaves_balance(drawn: tuple[list[str], list[Row]], factor: float) -> None:
    names, rows = drawn
    one = structural_balance(network(names, rows))
    other = structural_balance(network(names, [(a, b, factor * strength) for a, b, strength in rows]))

    assert (one.share, one.counts) == (other.share, other.counts)
    assert one.weighted_share == pytest.approx(other.weighted_share)


@settings(deadline=None)
@given(networks(), st.data())
def test_switching_a_cut_leaves_balance(drawn: tuple[list[str], list[Row]], data: st.DataObject) -> None:
    names, rows = drawn
    camp = data.draw(st.sets(st.sampled_from(names)))
    one = structural_balance(network(names, rows))
    other = structural_balance(network(names, [(a, b, t if (a in camp) == (b in camp) else -t) for a, b, t in rows]))

    assert (one.share, one.weighted_share) == (other.share, other.weighted_share)
    assert one.local.tolist() == other.local.tolist()


@pytest.mark.parametrize("name", ODD)
def test_odd_graphs_have_finite_balance(name: str) -> None:
    found = structural_balance(network(*ODD[name]))

    assert 0.0 <= found.share <= 1.0
    assert 0.0 <= found.weighted_share <= 1.0
    assert np.isfinite(found.local).all()


def test_all_foes_are_out_of_balance_and_all_friends_in_it() -> None:
    assert structural_balance(network(*ODD["all hostile"])).share == 0.0
    assert structural_balance(network(*ODD["all friendly"])).share == 1.0
