"""The two camps, and the ties that contradict them."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.analysis import SignedNetwork
from kg.analysis.balance import structural_balance
from kg.analysis.elimination import best_sides
from kg.analysis.frustration import Frustration, frustration
from tests.analysis.networks import ODD, Row, least_frustration, network, networks, random_network


def found_in(of: SignedNetwork) -> Frustration:
    return frustration(of, structural_balance(of))


@pytest.fixture
def _searched(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let no block be solved exactly."""
    monkeypatch.setattr("kg.analysis.frustration.best_sides", lambda *_, **__: None)


@pytest.mark.parametrize(("actors", "ties"), [(3, 3), (4, 6), (5, 8), (6, 10), (7, 21), (9, 20), (10, 15), (11, 45)])
@pytest.mark.parametrize("seed", range(3))
def test_frustration_is_the_least_of_all_camps(actors: int, ties: int, seed: int) -> None:
    of = random_network(actors, ties, seed=seed)

    found = found_in(of)

    assert found.exact
    assert found.weight == pytest.approx(least_frustration(of), abs=1e-12)
    assert found.least == found.weight


@pytest.mark.usefixtures("_searched")
@pytest.mark.parametrize("seed", range(25))
def test_the_search_finds_the_least_and_its_bound_stays_below(seed: int) -> None:
    of = random_network(9, 9 + seed, seed=seed)

    found = found_in(of)

    least = least_frustration(of)
    assert found.weight == pytest.approx(least, abs=1e-9)
    assert found.least <= least + 1e-9
    assert not found.exact or found.least == pytest.approx(least)


@pytest.mark.usefixtures("_searched")
def test_the_search_proves_a_balanced_network() -> None:
    sides = [1, 1, 1, -1, -1, -1]
    rows = [(f"n{i}", f"n{j}", float(sides[i] * sides[j])) for i in range(6) for j in range(i + 1, 6)]

    found = found_in(network([f"n{i}" for i in range(6)], rows))

    assert (found.weight, found.exact) == (0.0, True)
    assert found.camp.tolist() == [1, 1, 1, 2, 2, 2]


@pytest.mark.parametrize("seed", range(10))
def test_a_tie_is_frustrated_where_it_contradicts_the_camps(seed: int) -> None:
    of = random_network(14, 40, seed=seed)

    found = found_in(of)

    together = found.camp[of.a] == found.camp[of.b]
    assert (found.frustrated == (together != (of.strength > 0.0))).all()
    assert found.weight == pytest.approx(float(np.abs(of.strength[found.frustrated]).sum()))
    assert found.share == pytest.approx(found.weight / float(np.abs(of.strength).sum()))


def test_a_long_ring_with_one_hostile_tie_gives_up_its_weakest_tie() -> None:
    names = [f"n{number:03}" for number in range(200)]
    strengths = [-1.0 if number == 7 else 0.25 if number == 90 else 1.0 for number in range(200)]
    rows = [(names[i], names[(i + 1) % 200], strengths[i]) for i in range(200)]

    found = found_in(network(names, rows))

    assert (found.weight, found.exact) == (0.25, True)


def test_dense_networks_beyond_the_exact_ones_are_searched() -> None:
    of = random_network(40, 600, seed=3)

    found = found_in(of)

    assert not found.exact
    assert 0.0 < found.least < found.weight


def test_elimination_gives_up_where_tables_would_be_too_large() -> None:
    of = random_network(40, 700, seed=3)

    assert best_sides(of.a, of.b, of.strength, size=of.size) is None


def test_the_larger_camp_of_each_component_is_the_first() -> None:
    rows = [("a", "b", -1.0), ("b", "c", 1.0), ("d", "e", 1.0), ("e", "f", -1.0)]

    assert found_in(network("abcdefg", rows)).camp.tolist() == [2, 1, 1, 1, 1, 2, 0]


@settings(deadline=None)
@given(networks(), st.data())
def test_switching_a_cut_leaves_frustration(drawn: tuple[list[str], list[Row]], data: st.DataObject) -> None:
    names, rows = drawn
    camp = data.draw(st.sets(st.sampled_from(names)))
    switched = [(a, b, t if (a in camp) == (b in camp) else -t) for a, b, t in rows]

    assert found_in(network(names, rows)).weight == pytest.approx(found_in(network(names, switched)).weight, abs=1e-9)


@settings(deadline=None)
@given(networks())
def test_frustration_is_0_only_where_every_cycle_is_balanced(drawn: tuple[list[str], list[Row]]) -> None:
    of = network(*drawn)

    found = found_in(of)

    assert 0.0 <= found.share <= 0.5
    if found.weight == 0.0:
        assert structural_balance(of).share == 1.0


@pytest.mark.parametrize(
    ("name", "weight", "camps"),
    [
        ("empty", 0.0, []),
        ("one actor", 0.0, [0]),
        ("two friends", 0.0, [1, 1]),
        ("two foes", 0.0, [1, 2]),
        ("one tie of strength 0", 0.0, [0, 0]),
        ("all friendly", 0.0, [1, 1, 1, 1]),
        ("isolated actors", 0.0, [0, 1, 0, 1, 0]),
    ],
)
def test_odd_graphs(name: str, weight: float, camps: list[int]) -> None:
    found = found_in(network(*ODD[name]))

    assert (found.weight, found.camp.tolist(), found.exact) == (weight, camps, True)


def test_four_foes_keep_two_of_six_ties_frustrated() -> None:
    # The best cut of a complete graph of four has four ties, so two foes on each side stay together.
    assert found_in(network(*ODD["all hostile"])).weight == 2.0
