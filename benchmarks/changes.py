"""Made-up series with and without changes in; how many changes `kg course` finds, misses and makes up, printed.

Ten years of weeks each, by the same seed every time. "bursty": stories come by chance, each brings a geometric number of
acts (4 on average) over some ten days; "heavy": the number of acts is Pareto, up to 120. Signs of bursty series stick
together within a week (beta-binomial). The penalty and the length of a story in `kg.courses.segments` were chosen on seed 1;
what is printed is of another seed. Run: python -m benchmarks.changes [SEED]
"""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Final

import numpy as np

from kg.courses.segments import Break, count_breaks, sign_breaks

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from numpy.typing import NDArray

    Floats = NDArray[np.float64]
    Make = Callable[[np.random.Generator, float, int], Floats]

WEEKS: Final = 520
TURN: Final = 260
SERIES: Final = 200
NEAR_DAYS: Final = 30


def calm(chance: np.random.Generator, rate: float, weeks: int) -> Floats:
    """Return Poisson counts."""
    return chance.poisson(rate, weeks).astype(np.float64)


def bursty(chance: np.random.Generator, rate: float, weeks: int) -> Floats:
    """Return counts of stories of a geometric number of acts, over some ten days."""
    starts = np.flatnonzero(chance.random(7 * weeks) < rate / 4 / 7)
    return _told(chance, starts, [int(chance.geometric(1 / 4)) for _ in starts], weeks, days=5)


def heavy(chance: np.random.Generator, rate: float, weeks: int) -> Floats:
    """Return counts of stories of a Pareto number of acts, over some two weeks."""
    starts = np.flatnonzero(chance.random(7 * weeks) < rate / 5 / 7)
    return _told(chance, starts, [min(120, int(chance.pareto(1.2) + 1) * 2) for _ in starts], weeks, days=7)


def _told(
    chance: np.random.Generator, starts: NDArray[np.intp], sizes: Iterable[int], weeks: int, *, days: int
) -> Floats:
    found = np.zeros(7 * weeks)
    for start, size in zip(starts, sizes, strict=True):
        when = start + chance.exponential(days, size).astype(int)
        np.add.at(found, when[when < 7 * weeks], 1.0)
    by_week: Floats = found.reshape(weeks, 7).sum(axis=1)
    return by_week


def signs(chance: np.random.Generator, counts: Floats, share: Floats, *, sticky: bool) -> tuple[Floats, Floats]:
    """Return how many acts of each week are friendly and hostile."""
    if sticky:
        share = chance.beta(2 * share, 2 * (1 - share))
    friendly = chance.binomial(counts.astype(np.int64), share).astype(np.float64)
    return friendly, counts - friendly


def main() -> None:
    """Print the tables."""
    seed = int(sys.argv[1]) if len(sys.argv) > 1 else 2
    print(f"seed {seed}, {SERIES} series of {WEEKS} weeks a line")
    print("\nno change: changes found in ten years, on average")
    for name, found in _false_alarms(np.random.default_rng(seed)):
        print(f"  {name:44} {found / SERIES:6.2f}")
    print(f"\none change: found within {NEAR_DAYS} days; in its range, where one is found; more than one")
    for name, near, some, inside, more in _recovered(np.random.default_rng(seed)):
        held = f"{inside / some:8.2f}" if some else "       –"
        print(f"  {name:44} {near / SERIES:6.2f} {held} {more / SERIES:8.2f}")


def _false_alarms(chance: np.random.Generator) -> Iterator[tuple[str, int]]:
    makers: tuple[Make, ...] = (calm, bursty, heavy)
    for make in makers:
        for rate in (0.1, 0.5, 2.0, 10.0):
            made = (make(chance, rate, WEEKS) for _ in range(SERIES))
            yield (
                f"counts, {make.__name__}, {rate} a week",
                sum(len(count_breaks(each, np.ones(WEEKS))) for each in made),
            )
    for make in makers:
        for rate in (0.3, 1.0, 5.0):
            for share in (0.5, 0.8):
                found = 0
                for _ in range(SERIES):
                    counts = make(chance, rate, WEEKS)
                    kept = counts[counts > 0]
                    found += len(sign_breaks(*signs(chance, kept, np.full(len(kept), share), sticky=make is not calm)))
                yield f"signs, {make.__name__}, {rate} a week, {share:.0%} friendly", found


def _recovered(chance: np.random.Generator) -> Iterator[tuple[str, int, int, int, int]]:
    makers: tuple[Make, ...] = (calm, bursty)
    for make in makers:
        for rate, factor in ((0.1, 5.0), (0.5, 3.0), (0.5, 5.0), (2.0, 2.0), (2.0, 3.0), (10.0, 1.5)):
            found = []
            for _ in range(SERIES):
                counts = np.append(make(chance, rate, TURN), make(chance, rate * factor, WEEKS - TURN))
                found.append((count_breaks(counts, np.ones(WEEKS)), np.arange(WEEKS)))
            yield f"counts, {make.__name__}, {rate} a week, then times {factor:g}", *_scores(found)
    for make in makers:
        for rate in (0.3, 1.0, 5.0):
            for before, after in ((0.8, 0.2), (0.7, 0.4), (0.9, 0.5)):
                found = []
                for _ in range(SERIES):
                    counts = make(chance, rate, WEEKS)
                    weeks = np.flatnonzero(counts)
                    share = np.where(weeks < TURN, before, after)
                    found.append((sign_breaks(*signs(chance, counts[weeks], share, sticky=make is not calm)), weeks))
                yield f"signs, {make.__name__}, {rate} a week, {before:.0%} then {after:.0%}", *_scores(found)


def _scores(found: Iterable[tuple[tuple[Break, ...], NDArray[np.intp]]]) -> tuple[int, int, int, int]:
    near = some = inside = more = 0
    for breaks, weeks in found:
        near += any(abs(int(weeks[each.week]) - TURN) * 7 <= NEAR_DAYS for each in breaks)
        some += bool(breaks)
        # The change lies after the week before the first that it may be, and not after the last.
        inside += any(weeks[each.low - 1] < TURN <= weeks[each.high] for each in breaks)
        more += len(breaks) > 1
    return near, some, inside, more


if __name__ == "__main__":
    main()
