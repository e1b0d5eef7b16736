"""Makes graphs of signed ties: by hand, at random, and of the kinds where measures have odd cases."""

from __future__ import annotations

import itertools
import math
import random
from collections.abc import Iterable

import networkx as nx  # type: ignore[import-untyped]  # networkx ships no types
import numpy as np
from hypothesis import strategies as st

from kg.analysis import SignedNetwork

Row = tuple[str, str, float]

ODD = {
    "empty": ("", []),
    "one actor": ("a", []),
    "two friends": ("ab", [("a", "b", 1.0)]),
    "two foes": ("ab", [("a", "b", -1.0)]),
    "one tie of strength 0": ("ab", [("a", "b", 0.0)]),
    "only ties of strength 0": ("abc", [("a", "b", 0.0), ("a", "c", 0.0), ("b", "c", 0.0)]),
    "isolated actors": ("abcde", [("b", "d", 0.5)]),
    "all friendly": ("abcd", [(a, b, 1.0) for a, b in itertools.combinations("abcd", 2)]),
    "all hostile": ("abcd", [(a, b, -1.0) for a, b in itertools.combinations("abcd", 2)]),
    "disconnected": ("abcdef", [("a", "b", 1.0), ("b", "c", -1.0), ("d", "e", 2.0), ("e", "f", 1.0), ("d", "f", -1.0)]),
    "tiny and huge strengths": ("abc", [("a", "b", 1e-12), ("a", "c", -1e12), ("b", "c", 1.0)]),
}
"""Actors and ties of graphs that measures must not stumble over."""


def network(actors: Iterable[str], rows: Iterable[Row]) -> SignedNetwork:
    return SignedNetwork.of_ties(actors, rows)


def graph(actors: Iterable[str], rows: Iterable[Row]) -> nx.Graph[str]:
    """Return a graph of ties that carries no more than strengths."""
    made: nx.Graph[str] = nx.Graph()
    made.add_nodes_from(actors)
    for a, b, strength in rows:
        made.add_edge(a, b, strength=strength, weight=abs(strength))
    return made


def random_rows(actors: int, ties: int, *, seed: int) -> tuple[list[str], list[Row]]:
    """Return names, and ties with strengths that are more often friendly than hostile."""
    chance = random.Random(seed)
    names = [f"n{number:03}" for number in range(actors)]
    pairs = chance.sample(list(itertools.combinations(names, 2)), ties)
    return names, [(a, b, chance.gauss(0.4, 1.0)) for a, b in sorted(pairs)]


def random_network(actors: int, ties: int, *, seed: int) -> SignedNetwork:
    return network(*random_rows(actors, ties, seed=seed))


def friendly_graph(given: SignedNetwork) -> nx.Graph[int]:
    """Return the friendly ties for NetworkX: actors by place, ``weight`` and its inverse ``length``."""
    made: nx.Graph[int] = nx.Graph()
    made.add_nodes_from(range(given.size))
    for a, b, strength in zip(given.a.tolist(), given.b.tolist(), given.strength.tolist(), strict=True):
        if strength > 0.0:
            made.add_edge(a, b, weight=strength, length=1.0 / strength)
    return made


def least_frustration(given: SignedNetwork) -> float:
    """Return the line index by trying every pair of camps."""
    best = math.inf
    for sides in itertools.product((1, -1), repeat=given.size):
        side = np.array(sides, np.int64)
        lost = given.strength * side[given.a] * side[given.b] < 0.0
        best = min(best, float(np.abs(given.strength[lost]).sum()))
    return best


@st.composite
def networks(draw: st.DrawFn, *, most: int = 8) -> tuple[list[str], list[Row]]:
    """Draw names and ties whose strengths are all of different sizes."""
    names = [f"n{number}" for number in range(draw(st.integers(2, most)))]
    pairs = draw(st.lists(st.sampled_from(list(itertools.combinations(names, 2))), unique=True, min_size=1))
    sizes = draw(st.lists(st.integers(1, 10_000), min_size=len(pairs), max_size=len(pairs), unique=True))
    signs = draw(st.lists(st.sampled_from([1, -1]), min_size=len(pairs), max_size=len(pairs)))
    # Over a prime: sums of such fractions do not tie by chance.
    return names, [(*pair, sign * size / 997.0) for pair, size, sign in zip(pairs, sizes, signs, strict=True)]
