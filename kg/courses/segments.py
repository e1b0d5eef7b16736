"""Counts of weeks in; the weeks in which their level changed, each with the range in which it may have, out.

The level is taken to be constant between changes, and the changes are those for which the sum of the deviances of all weeks
and a penalty for each change is smallest: optimal partitioning with a penalised likelihood (Jackson et al. 2005; Killick,
Fearnhead and Eckley 2012, whose PELT finds the same optimum). Levels are taken from a grid, on which the optimum is found
exactly by one pass (the functional recursion of Maidstone et al. 2017, on a grid; that of Viterbi 1967).

News comes in bursts, and one story must not make a change and a change back. Three things see to it:

- all acts of a week are one observation, and its deviance is divided by the *dispersion*, the factor by which
  neighbouring weeks differ more than independent acts would (quasi-likelihood, McCullagh and Nelder 1989, ch. 9);
- a week cannot count more than `CAP` penalties, however much happens in it (the bounded loss of Fearnhead and Rigaill 2019),
  so that what makes a change and a change back, two penalties, must last `STORY_WEEKS` weeks;
- the penalty, `WEIGHT` log(weeks), was chosen by simulation so that series without change give less than one change in
  ten years, see ``benchmarks/changes.py``.
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Final, NamedTuple

import numpy as np
from scipy import special  # type: ignore[import-untyped]  # scipy ships no types

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Floats = NDArray[np.float64]

WEIGHT: Final = 1.5
"""Penalty of a change by log(weeks): 1 for the level and 1/2 for the place (the modified BIC of Zhang and Siegmund 2007)."""

STORY_WEEKS: Final = 8
"""Fewer weeks than these that are unlike what is before and after cannot make two changes."""

CAP: Final = 2.0 / STORY_WEEKS

_SHARES: Final = np.arange(1, 40) / 40.0
_RATIOS: Final = 2.0 ** np.arange(-8.0, 8.25, 0.25)
_CALM: Final = 20.0
"""How many pairs of weeks without burst are added before the dispersion is worked out, so that few weeks say little."""


class Break(NamedTuple):
    """A change: the first week of the new level, and the first and last week that this may be (5th and 95th percentile by the profile likelihood)."""

    week: int
    low: int
    high: int


def count_breaks(counts: Floats, exposure: Floats, *, dispersion: float = 1.0) -> tuple[Break, ...]:
    """Return where the ratio of counts to exposure changed; Poisson, or wider by the dispersion, which is at least that given."""
    wide = max(dispersion, count_dispersion(counts))
    rate = counts.sum() / exposure.sum() if counts.any() else 1.0
    mean = exposure[:, None] * rate * _RATIOS
    y = counts[:, None]
    return _breaks((special.xlogy(y, y / mean) - y + mean) / wide)


def sign_breaks(friendly: Floats, hostile: Floats, *, dispersion: float = 1.0) -> tuple[Break, ...]:
    """Return where the share of friendly acts changed; binomial, or wider by the dispersion. No week may be empty."""
    wide = max(dispersion, sign_dispersion(friendly, hostile))
    c, h = friendly[:, None], hostile[:, None]
    n = c + h
    loss = special.xlogy(c, c / n / _SHARES) + special.xlogy(h, h / n / (1.0 - _SHARES))
    return _breaks(loss / wide)


def count_dispersion(counts: Floats) -> float:
    """Return the factor by which the counts of neighbouring weeks differ more than Poisson counts do, at least 1.

    For two Poisson counts x, y of one mean E[(x - y)^2 / (x + y)] is 1, whatever the mean. As a story may go on into the
    next week, neighbouring stretches of four weeks are compared too, and the larger factor is taken.
    """
    return max(_count_factor(counts), _count_factor(np.add.reduceat(counts, np.arange(0, len(counts), 4))))


def sign_dispersion(friendly: Floats, hostile: Floats) -> float:
    """Return the factor by which the signs of neighbouring weeks differ more than those of independent acts, at least 1.

    Given their sums, the friendly acts of the first of two weeks are hypergeometric, whatever the share.
    """
    c, n = friendly[:-1], (friendly + hostile)[:-1]
    c2, n2 = friendly[1:], (friendly + hostile)[1:]
    both, all_ = c + c2, n + n2
    mixed = (both > 0) & (both < all_)
    c, n, n2, both, all_ = (each[mixed] for each in (c, n, n2, both, all_))
    return _factor((c - n * both / all_) ** 2 / (n * n2 * both * (all_ - both) / (all_**2 * (all_ - 1.0))))


def _count_factor(counts: Floats) -> float:
    x, y = counts[:-1], counts[1:]
    some = x + y > 0
    return _factor((x - y)[some] ** 2 / (x + y)[some])


def _factor(terms: Floats) -> float:
    return max(1.0, (float(terms.sum()) + _CALM) / (len(terms) + _CALM))


def _breaks(loss: Floats) -> tuple[Break, ...]:
    """Return the changes that cost least, from the loss of each week at each level of the grid."""
    weeks = len(loss)
    if weeks < 2:
        return ()
    penalty = WEIGHT * math.log(weeks) + 1e-9  # with no penalty at all, equals would be told apart by rounding
    loss = np.minimum(loss, CAP * penalty)
    came = np.empty(loss.shape, np.int64)
    best = loss[0]
    stay = np.arange(loss.shape[1])
    for week in range(1, weeks):
        cheapest = int(best.argmin())
        change = best[cheapest] + penalty
        came[week] = np.where(change < best, cheapest, stay)
        best = np.minimum(best, change) + loss[week]
    levels = [int(best.argmin())]
    for week in range(weeks - 1, 0, -1):
        levels.append(int(came[week, levels[-1]]))
    levels.reverse()
    starts = [week for week in range(1, weeks) if levels[week] != levels[week - 1]]
    bounds = [0, *starts, weeks]
    return tuple(
        _placed(loss[before:after], before, week)
        for before, week, after in zip(bounds, starts, bounds[2:], strict=False)
    )


def _placed(loss: Floats, first: int, week: int) -> Break:
    """Return a change with its range, from the losses of all weeks between its neighbours.

    For each week that it may be, the levels before and after are those that are best then (profile likelihood).
    """
    old = np.cumsum(loss, axis=0)[:-1].min(axis=1)
    new = np.cumsum(loss[::-1], axis=0)[::-1][1:].min(axis=1)
    chance = np.cumsum(np.exp((old + new).min() - (old + new)))
    low, high = (first + 1 + int(np.searchsorted(chance, share * chance[-1])) for share in (0.05, 0.95))
    return Break(week, min(low, week), max(high, week))
