"""A signed network in; how much each tie departs from what prominence and habits predict, in bits, out."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import numpy as np
from scipy import special  # type: ignore[import-untyped]  # scipy ships no types

from kg.strength.measure import DEFAULT_MEASURE

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from kg.analysis.network import SignedNetwork
    from kg.strength.measure import Measure

    Floats = NDArray[np.float64]

MOST_BITS: Final = 1000.0
"""What tails get that are too thin for a number."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Surprise:
    """The surprise of each tie in bits, with a sign.

    ``engagement`` is above 0 where two deal with each other more than their prominence predicts, below 0 where less;
    ``affinity`` is above 0 where they are friendlier than their habits predict, below 0 where more hostile.
    Both are 0 where the graph does not tell the counts that they are made of.
    ``habit`` is the affinity that the habits predict, in (-1, 1), 0 where it is not known.
    """

    engagement: Floats
    affinity: Floats
    habit: Floats


def surprises(network: SignedNetwork, *, measure: Measure = DEFAULT_MEASURE) -> Surprise:
    """Return how unlikely it is, given the acts, that the truth lies on the other side of what was predicted.

    With the posteriors of `kg.strength`, lift ~ Gamma((n + a) / burst, rate (E + a) / burst) and
    q ~ Beta((c + k p) / swing, (h + k (1 - p)) / swing), and n and E, c and h, a, k and p as there::

        engagement   sign(n - E)  max(0, -log2(2 P(lift on the other side of 1)))
        affinity     sign(q^ - p) max(0, -log2(2 P(q on the other side of p)))

    where q^ is the estimate (c + k p) / (c + h + k). 0 bits: as likely as not. 4.3 bits: the other side has 1 in 40, so
    that a departure of either sign has 1 in 20; each bit more halves it. One report of a pair that never met before
    gives little, twenty reports much: it is evidence that is measured, not the size of the departure, for which L and A
    stand beside it. p is taken back from A, as (q^ (c + h + k) - c) / k. Without signed acts affinity has 0 bits.

    References
    ----------
    .. [1] DuMouchel (1999), Bayesian data mining in large frequency tables, The American Statistician 53(3), p. 177-190.
    .. [2] Greenland (2019), Valid P-values behave exactly as they should: S-values, The American Statistician 73(sup1),
       p. 106-114: surprise in bits.

    Examples
    --------
    >>> from kg.analysis.network import SignedNetwork
    >>> tie = ("a", "b", 2.0, 0.5, 2.0, 1.0, 3.0, 20.0, 5.0, 15.0, 1.0)
    >>> found = surprises(SignedNetwork.of_ties("ab", [tie]))
    >>> round(float(found.engagement[0]), 1)
    19.8
    """
    figures = network.figures
    n, expected = figures["observed"], figures["expected"]
    c, h = figures["cooperative"], figures["hostile"]
    a, k = measure.lift_prior, measure.balance_prior
    known = np.isfinite(n + expected)
    shape, rate = np.where(known, n + a, 1.0) / measure.burst, np.where(known, expected + a, 1.0) / measure.burst
    more = known & (n > expected)
    other_side = np.where(more, special.gammainc(shape, rate), special.gammaincc(shape, rate))
    engagement = np.where(known & (n != expected), np.where(more, 1.0, -1.0) * _bits(other_side), 0.0)

    share = (figures["affinity"] + 1.0) / 2.0
    signed = np.isfinite(share + c + h) & (c + h > 0.0)
    c, h, share = np.where(signed, c, 0.0), np.where(signed, h, 0.0), np.where(signed, share, 0.5)
    # Rounding can bring what was taken back a little out of its range.
    habit = ((share * (c + h + k) - c) / k).clip(1e-9, 1.0 - 1e-9)
    friendlier = share > habit
    alpha, beta = (c + k * habit) / measure.swing, (h + k * (1.0 - habit)) / measure.swing
    other_side = np.where(friendlier, special.betainc(alpha, beta, habit), special.betaincc(alpha, beta, habit))
    affinity = np.where(signed & (share != habit), np.where(friendlier, 1.0, -1.0) * _bits(other_side), 0.0)
    return Surprise(engagement=engagement, affinity=affinity, habit=np.where(signed, 2.0 * habit - 1.0, 0.0))


def _bits(tail: Floats) -> Floats:
    bits: Floats = -np.log2(np.maximum(2.0 * tail, 2.0**-MOST_BITS))
    return bits.clip(0.0, MOST_BITS)
