"""Pairs of actors in; the weights of a bootstrap that draws actors, and the interval of what is worked out with them, out."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from numpy.typing import NDArray

    Floats = NDArray[np.float64]

SEED: Final = 20_260_101
_AT_ONCE: Final = 400_000
"""How many weights are worked with at once, so that memory stays small."""


class Estimate(NamedTuple):
    """A figure and its 95 % interval; not a number where it cannot be worked out."""

    value: float
    low: float
    high: float


def actor_weights(ends: Sequence[tuple[str, str]], *, draws: int, seed: int = SEED) -> Iterator[Floats]:
    """Yield the weights of all draws, a row for each, in blocks of some draws.

    Pairs that share an actor are not independent, so not pairs are drawn but actors, with replacement: a pair counts as
    often as its one end was drawn, times its other end. This is the pigeonhole bootstrap (Owen 2007, Annals of Applied
    Statistics 1: 386), which is on the safe side where actors make no difference at all.
    """
    names = sorted({name for pair in ends for name in pair})
    place = {name: number for number, name in enumerate(names)}
    one = np.array([place[a] for a, _ in ends], np.intp)
    other = np.array([place[b] for _, b in ends], np.intp)
    random = np.random.default_rng(seed)
    step = max(1, _AT_ONCE // max(1, len(ends)))
    for first in range(0, draws, step):
        size = min(step, draws - first)
        times = random.multinomial(len(names), np.full(len(names), 1.0 / max(1, len(names))), size).astype(np.float64)
        yield times[:, one] * times[:, other]


def interval(draws: Floats) -> tuple[float, float]:
    """Return the 2.5th and 97.5th percentile of the draws that are numbers; of fewer than half, not numbers."""
    numbers = draws[np.isfinite(draws)]
    if not len(numbers) or len(numbers) * 2 < len(draws):
        return float("nan"), float("nan")
    low, high = np.percentile(numbers, [2.5, 97.5])
    return float(low), float(high)
