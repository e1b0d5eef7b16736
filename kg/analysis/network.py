"""A NetworkX graph of ties in; the sparse matrices that all measures of a whole graph share out."""

from __future__ import annotations

import math
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Final

import numpy as np
from scipy import sparse  # type: ignore[import-untyped]  # scipy ships no types

from kg.errors import MeasureError

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    import networkx as nx  # type: ignore[import-untyped]  # networkx ships no types
    from numpy.typing import NDArray

    Ints = NDArray[np.int64]
    Floats = NDArray[np.float64]
    Flags = NDArray[np.bool_]

FIGURES: Final = (
    "affinity",
    "engagement",
    "low",
    "high",
    "observed",
    "expected",
    "cooperative",
    "hostile",
)
"""What ties may carry beside their strength; NaN inside the matrices' value stands for what a graph does not say."""


@dataclass(frozen=True, kw_only=True)
class SignedNetwork:
    """The ties of a graph as arrays, sorted, and as symmetric sparse matrices that are made when first asked for.

    ``actors`` are ids in the order of the alphabet; ``a`` < ``b`` are the places of the two ends in it, and ties are
    sorted by them. ``strength`` is T of each tie, finite, with its sign. ``figures`` are the other parts of a tie by
    name (see `FIGURES`), NaN where the graph has none.
    A tie of strength 0 stays a tie, but stands in no matrix: it is neither friendly nor hostile.
    """

    actors: tuple[str, ...]
    a: Ints
    b: Ints
    strength: Floats
    figures: Mapping[str, Floats]

    @classmethod
    def of(cls, graph: nx.Graph[str]) -> SignedNetwork:
        """Return the network of a graph such as `kg.graph.tie_graph` gives; self-loops are left out.

        Raises
        ------
        MeasureError
            If the graph is directed or has parallel edges, or an edge has no ``strength`` that is a finite number.
        """
        if graph.is_directed() or graph.is_multigraph():
            raise MeasureError(
                "the graph has an edge for every event; analyse the graph of ties (kg.graph.tie_graph), "
                "then annotate this one with what was found"
            )
        rows = []
        for one, other, edge in graph.edges(data=True):
            if one == other:
                continue
            strength = edge.get("strength")
            if not isinstance(strength, int | float) or not math.isfinite(strength):
                raise MeasureError(
                    f"the tie of {one} and {other} has the strength {strength!r}; give every edge a finite number"
                )
            pair = (one, other) if one < other else (other, one)
            rows.append((*pair, float(strength), *(_number(edge.get(name)) for name in FIGURES)))
        return cls.of_ties(graph.nodes, rows)

    @classmethod
    def of_ties(cls, actors: Iterable[str], ties: Iterable[tuple[str | float, ...]]) -> SignedNetwork:
        """Return the network of ties given as rows (actor, actor, strength, then figures in the order of `FIGURES`)."""
        names = tuple(sorted(actors))
        place: dict[str | float, int] = {name: number for number, name in enumerate(names)}
        rows = sorted((*sorted((place[row[0]], place[row[1]])), *row[2:]) for row in ties)
        values = np.full((len(rows), 1 + len(FIGURES)), np.nan)
        for number, row in enumerate(rows):
            values[number, : len(row) - 2] = row[2:]
        return cls(
            actors=names,
            a=np.array([row[0] for row in rows], np.int64),
            b=np.array([row[1] for row in rows], np.int64),
            strength=values[:, 0],
            figures={name: values[:, 1 + number] for number, name in enumerate(FIGURES)},
        )

    @property
    def size(self) -> int:
        """Return the number of actors."""
        return len(self.actors)

    @cached_property
    def signed(self) -> sparse.csr_array:
        """Return the matrix of T, ties of strength 0 left out."""
        return self.matrix(self.strength != 0.0)

    @cached_property
    def positive(self) -> sparse.csr_array:
        """Return the matrix of T where it is above 0: friendly ties."""
        return self.matrix(self.strength > 0.0)

    @cached_property
    def negative(self) -> sparse.csr_array:
        """Return the matrix of -T where T is below 0: hostile ties, as sizes."""
        return abs(self.matrix(self.strength < 0.0))

    def matrix(self, chosen: Flags, values: Floats | None = None) -> sparse.csr_array:
        """Return the symmetric matrix of some of the ties, of T unless other values are given."""
        a, b = self.a[chosen], self.b[chosen]
        data = (self.strength if values is None else values)[chosen]
        shape = (self.size, self.size)
        made = sparse.csr_array((np.concatenate([data, data]), (np.concatenate([a, b]), np.concatenate([b, a]))), shape)
        made.sort_indices()
        return made

    def sums(self, values: Floats | Ints | Flags) -> Floats:
        """Return for each actor the sum of a value over its ties."""
        data = values.astype(np.float64)
        return self._of_ends(self.a, data) + self._of_ends(self.b, data)

    def _of_ends(self, ends: Ints, data: Floats) -> Floats:
        # Counting nothing gives whole numbers.
        return np.bincount(ends, data, self.size).astype(np.float64)

    @cached_property
    def components(self) -> Ints:
        """Return the component of each actor over all ties of a sign: 0 the largest, equal ones by their first actor."""
        return components_of(self.signed)


def components_of(matrix: sparse.csr_array) -> Ints:
    """Return the connected component of each row, numbered from the largest; equal ones by their first row."""
    if not matrix.shape[0]:
        return np.empty(0, np.int64)
    _, label = sparse.csgraph.connected_components(matrix, directed=False)
    return by_size(label)


def by_size(label: Ints) -> Ints:
    """Return groups numbered anew: 0 the one with the most members, equal ones by their first member.

    >>> by_size(np.array([7, 3, 3, 9])).tolist()
    [1, 0, 0, 2]
    """
    found, first, inverse, count = np.unique(label, return_index=True, return_inverse=True, return_counts=True)
    rank = np.empty(len(found), np.int64)
    rank[np.lexsort((first, -count))] = np.arange(len(found))
    numbered: Ints = rank[inverse]
    return numbered


def _number(value: object) -> float:
    return float(value) if isinstance(value, int | float) and math.isfinite(value) else math.nan
