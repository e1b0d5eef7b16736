"""Fits the weights of the signs of `kg review` to half of the judged pairs, and prints how well both halves are ranked.

Usage: python -m benchmarks.review_weights
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Final

import numpy as np
from scipy import optimize  # type: ignore[import-untyped]  # scipy ships no types

from benchmarks.review_pairs import JudgedPair, rank, read_judged
from kg.review.merges import compare, words_of
from kg.review.signals import BASE, WEIGHTS

if TYPE_CHECKING:
    from numpy.typing import NDArray

PAIRS: Final = Path(__file__).parents[1] / "tests" / "gold" / "same_actor.csv"
PULL: Final = 0.1
"""How strongly weights are held near those that were set by hand: half the squared distance counts so much."""


def main() -> None:
    """Print the weights and the figures."""
    pairs = read_judged(PAIRS)
    fitted = [each for each in pairs if not each.held_out]
    names = [sign.__name__ for sign in WEIGHTS]
    base, weights = fit(fitted)
    print(f"BASE {base:.1f}")
    for name, now, new in zip(names, WEIGHTS.values(), weights, strict=True):
        print(f"{name:28} {now:+.1f} -> {new:+.1f}")
    for title, some in (("fitted", fitted), ("held out", [each for each in pairs if each.held_out])):
        found = rank(some, tops=(10, 20, 30, 40, 50, 60, 70))
        print(title, found)
    print("wrong among those that were fitted")
    for each in pairs:
        likeness = compare(each.a, each.b)
        if (likeness.chance >= 0.5) != each.same and not each.held_out:
            print(f"  {likeness.chance:.2f} {each.a.actor.name} / {each.b.actor.name}: {words_of(likeness.reasons)}")


def fit(pairs: list[JudgedPair]) -> tuple[float, list[float]]:
    """Return base and weights of the largest likelihood near those set by hand; a sign keeps the side it speaks for.

    The base is not fitted: half of the list is one actor, as of the pairs that a graph brings are not.
    """
    table = np.array([[1.0, *(sign(each.a, each.b) for sign in WEIGHTS)] for each in pairs])
    same = np.array([each.same for each in pairs], dtype=float)
    start = np.array([BASE, *WEIGHTS.values()])
    bounds = [(BASE, BASE), *((0.5, None) if weight > 0 else (None, -0.5) for weight in WEIGHTS.values())]

    def loss(values: NDArray[np.float64]) -> float:
        odds = table @ values
        likelihood = np.sum(np.logaddexp(0.0, odds) - same * odds)
        return float(likelihood + PULL / 2 * np.sum((values - start) ** 2))

    best = optimize.minimize(loss, start, bounds=bounds, method="L-BFGS-B").x
    return float(best[0]), [float(value) for value in best[1:]]


if __name__ == "__main__":
    main()
