"""Numbers for pairs and what is known of the pairs in; rank correlation, area under the curve and Brier score out.

Each takes weights, one row for each replicate of a bootstrap, and gives one value a replicate.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Floats = NDArray[np.float64]


def spearman(values: Floats, truth: Floats, weights: Floats | None = None) -> Floats:
    """Return the rank correlation of values with truth, ties at their mean rank, in each replicate.

    ``weights`` has a row for each replicate and a column for each pair; None weighs all alike, in one replicate.
    Not a number where one of the two is the same everywhere.

    >>> spearman(np.array([1.0, 2.0, 3.0]), np.array([5.0, 9.0, 7.0])).round(3).tolist()
    [0.5]
    """
    weights = _weights(values, weights)
    one, other = _mid_ranks(values, weights), _mid_ranks(truth, weights)
    total = weights.sum(1, keepdims=True)
    with np.errstate(invalid="ignore", divide="ignore"):
        one = one - (weights * one).sum(1, keepdims=True) / total
        other = other - (weights * other).sum(1, keepdims=True) / total
        scale = np.sqrt((weights * one**2).sum(1) * (weights * other**2).sum(1))
        found: Floats = np.where(scale > 0, (weights * one * other).sum(1) / scale, np.nan)
    return found


def auc(values: Floats, truth: Floats, weights: Floats | None = None) -> Floats:
    """Return the chance that a pair where truth is 1 has a higher value than one where it is 0, ties counting half.

    This is the statistic of Mann and Whitney (1947); weights as in `spearman`. Not a number where all are 1 or all 0.

    >>> auc(np.array([1.0, 2.0, 3.0]), np.array([0.0, 1.0, 0.0])).tolist()
    [0.5]
    """
    weights = _weights(values, weights)
    yes, no = weights * (truth == 1), weights * (truth != 1)
    won = (yes * _mid_ranks(values, no)).sum(1)
    with np.errstate(invalid="ignore", divide="ignore"):
        found: Floats = won / (yes.sum(1) * no.sum(1))
    return found


def brier(chances: Floats, truth: Floats, weights: Floats | None = None) -> Floats:
    """Return the mean squared distance of forecast chances from what came, 0 at best (Brier 1950)."""
    weights = _weights(chances, weights)
    with np.errstate(invalid="ignore", divide="ignore"):
        found: Floats = (weights * (chances - truth) ** 2).sum(1) / weights.sum(1)
    return found


def brier_skill(chances: Floats, truth: Floats, weights: Floats | None = None) -> Floats:
    """Return how much better the chances are than the share of ones told beforehand: 1 perfect, 0 no better.

    The reference knows the share of the outcomes that are judged, which no forecaster does, so that the skill is on the
    safe side. Not a number where all outcomes are the same.
    """
    weights = _weights(chances, weights)
    with np.errstate(invalid="ignore", divide="ignore"):
        share = (weights * truth).sum(1) / weights.sum(1)
        spread = share * (1.0 - share)
        found: Floats = np.where(spread > 0, 1.0 - brier(chances, truth, weights) / spread, np.nan)
    return found


def _weights(values: Floats, weights: Floats | None) -> Floats:
    return np.ones((1, len(values))) if weights is None else weights


def _mid_ranks(values: Floats, weights: Floats) -> Floats:
    """Return for each value the weight of all lower ones and half that of its equals, in each replicate."""
    order = np.argsort(values, kind="stable")
    ordered = values[order]
    new = np.ones(len(values), np.bool_)
    new[1:] = ordered[1:] != ordered[:-1]
    start = np.flatnonzero(new)
    group = np.cumsum(new) - 1
    if not len(start):
        return np.zeros_like(weights)
    tied = np.add.reduceat(weights[:, order], start, axis=1)
    middle = np.cumsum(tied, axis=1) - tied / 2.0
    ranks = np.empty_like(weights)
    ranks[:, order] = middle[:, group]
    return ranks
