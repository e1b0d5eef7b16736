"""Profiles of actors."""

from __future__ import annotations

import itertools
import math

import numpy as np
import pytest

from kg.analysis import SignedNetwork
from kg.analysis.similarity import similar_profiles
from tests.analysis.networks import ODD, network, random_network


def naive(of: SignedNetwork) -> list[tuple[float, int, int, float, int]]:
    """Return (shrunk, a, b, cosine, shared) of all pairs with two shared partners, by loops."""
    rows = of.signed.toarray()
    found = []
    for i, j in itertools.combinations(range(of.size), 2):
        others = [k for k in range(of.size) if k not in {i, j}]
        shared = sum(bool(rows[i, k] and rows[j, k]) for k in others)
        if shared >= 2:
            product = sum(rows[i, k] * rows[j, k] for k in others)
            room = math.sqrt(sum(rows[i, k] ** 2 for k in others) * sum(rows[j, k] ** 2 for k in others))
            found.append((product / room * shared / (shared + 2), i, j, product / room, shared))
    return found


@pytest.mark.parametrize(("actors", "ties"), [(4, 6), (8, 20), (15, 60), (25, 80)])
def test_pairs_are_those_that_loops_find(actors: int, ties: int) -> None:
    of = random_network(actors, ties, seed=actors)
    expected = sorted(naive(of), reverse=True)

    alike, opposed = similar_profiles(of, keep=1000)

    assert alike.similarity.tolist() == pytest.approx([row[3] for row in expected if row[0] > 0])
    assert alike.shared.tolist() == [row[4] for row in expected if row[0] > 0]
    assert list(zip(alike.a.tolist(), alike.b.tolist(), strict=True)) == [row[1:3] for row in expected if row[0] > 0]
    assert opposed.shrunk.tolist() == pytest.approx([row[0] for row in reversed(expected) if row[0] < 0])


def test_the_first_pairs_are_kept_when_compared_in_slices(monkeypatch: pytest.MonkeyPatch) -> None:
    of = random_network(40, 200, seed=1)
    whole, _ = similar_profiles(of, keep=1000)
    monkeypatch.setattr("kg.analysis.similarity._ROWS_AT_ONCE", 7)

    first, _ = similar_profiles(of, keep=5)

    assert list(zip(first.a, first.b, strict=True)) == list(zip(whole.a[:5], whole.b[:5], strict=True))


def test_what_two_are_to_each_other_does_not_count() -> None:
    rows = [("a", "c", 1.0), ("a", "d", 1.0), ("b", "c", 1.0), ("b", "d", 1.0)]

    for own in (-5.0, 5.0):
        alike, _ = similar_profiles(network("abcd", [*rows, ("a", "b", own)]), keep=9)
        assert (0, 1, 1.0) in zip(alike.a.tolist(), alike.b.tolist(), alike.similarity.round(12).tolist(), strict=True)


def test_more_shared_partners_rank_higher_at_equal_cosine() -> None:
    rows = [(actor, partner, 1.0) for actor in "ab" for partner in "uvwx"]
    rows += [(actor, partner, 1.0) for actor in "cd" for partner in "yz"]

    alike, _ = similar_profiles(network("abcduvwxyz", rows), keep=99)

    places = list(zip(alike.a.tolist(), alike.b.tolist(), strict=True))
    assert places.index((0, 1)) < places.index((2, 3))
    assert alike.shrunk[places.index((0, 1))] == pytest.approx(4 / 6)


@pytest.mark.parametrize("name", ODD)
def test_odd_graphs_have_finite_similarities(name: str) -> None:
    for found in similar_profiles(network(*ODD[name]), keep=10):
        assert np.isfinite(found.similarity).all()
        assert (np.abs(found.similarity) <= 1.0).all()
