"""Counts of dealings by pair in; the counts that the actors' prominence alone predicts out."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Mapping

    from kg.model import ActorId

STEPS: Final = 30


def expected_counts(
    observed: Mapping[tuple[ActorId, ActorId], float], *, steps: int = STEPS
) -> dict[tuple[ActorId, ActorId], float]:
    """Return the expected count of each observed pair under a configuration model without self-ties.

    The model is E_ij = (r_i c_j + r_j c_i) / 2 for i != j and E_ii = 0, fitted by iterative proportional
    fitting (Deming and Stephan 1940) so that the row sums of E equal the actors' total activity; see Newman,
    Networks (2nd ed., ch. 12) for the model.
    Where one actor takes part in everything, E tends to the observed counts and every lift to 1.

    Two actors who deal only with each other are expected to do exactly that:

    >>> expected_counts({("a", "b"): 3.0})
    {('a', 'b'): 3.0}
    """
    actors = sorted({actor for pair in observed for actor in pair})
    place = {actor: number for number, actor in enumerate(actors)}
    activity = np.zeros(len(actors))
    for (a, b), count in observed.items():
        activity[place[a]] += count
        activity[place[b]] += count
    rows = np.ones(len(actors))
    columns = np.ones(len(actors))
    for _ in range(steps):
        rows = _scaled(activity, columns)
        columns = _scaled(activity, rows)
    return {
        (a, b): float(rows[place[a]] * columns[place[b]] + rows[place[b]] * columns[place[a]]) / 2.0
        for a, b in observed
    }


def _scaled(
    activity: np.ndarray[tuple[int], np.dtype[np.float64]], other: np.ndarray[tuple[int], np.dtype[np.float64]]
) -> np.ndarray[tuple[int], np.dtype[np.float64]]:
    """Return the factors that give each actor its activity, its own factor on the other side left out."""
    rest = other.sum() - other
    factors = np.zeros_like(activity)
    np.divide(activity, rest, out=factors, where=rest > 0.0)
    return factors
