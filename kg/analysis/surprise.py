"""A signed network in; how much each tie departs from what prominence and habits predict, in bits, out."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import numpy as np
from scipy import special  # type: ignore[import-untyped]  # scipy ships no types

from kg.strength.measure import DEFAULT_MEASURE
from kg.strength.posterior import posteriors

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from kg.analysis.network import SignedNetwork
    from kg.strength.measure import Measure

    Floats = NDArray[np.float64]

MOST_BITS: Final = 1000.0
"""What tails get that are too thin for a number."""

_THINNEST: Final = 2.0**-MOST_BITS


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
    """Return how much evidence there is that a tie departs from what was predicted.

    With the posteriors of `kg.strength.posterior` of lift and of q, and n and E, c and h and p as there::

        engagement   log2 of  P(lift on the other side of 1 | n = E)  /  P(lift on the other side of 1 | n)
        affinity     log2 of  P(q on the other side of p | c / (c + h) = p)  /  P(q on the other side of p | c, h)

    with the sign of n - E, or of c - (c + h) p. The other side is that of fewer dealings where n > E, and so on. So 0
    bits say that the counts are as predicted, and each bit more that it is half as likely that the truth lies on the
    other side; 4.3 bits, a twentieth as likely. With many acts these are the S-values of Greenland, -log2 of a two-sided
    P-value. It is evidence that is measured, not the size of the departure, for which L and A stand beside it: one
    report of a pair that never met before gives little, twenty give much.
    p is taken back from A, as (q (c + h + k) - c) / k. Without signed acts the affinity has 0 bits.

    References
    ----------
    .. [1] DuMouchel (1999), Bayesian data mining in large frequency tables, The American Statistician 53(3), p. 177-190.
    .. [2] Greenland (2019), Valid P-values behave exactly as they should: S-values, The American Statistician 73(sup1),
       p. 106-114: surprise in bits.

    Examples
    --------
    Twenty dealings where five were expected, and fifteen friendly acts of sixteen where half were:

    >>> from kg.analysis.network import SignedNetwork
    >>> tie = ("a", "b", 2.0, 0.7, 2.0, 1.0, 3.0, 20.0, 5.0, 15.0, 1.0)
    >>> found = surprises(SignedNetwork.of_ties("ab", [tie]))
    >>> [round(float(each), 2) for each in (found.engagement[0], found.affinity[0], found.habit[0])]
    [5.02, 5.93, 0.0]
    """
    figures = network.figures
    n, expected = figures["observed"], figures["expected"]
    c, h = figures["cooperative"], figures["hostile"]
    k = measure.balance_prior
    known = np.isfinite(n + expected)
    n, expected = np.where(known, n, 1.0), np.where(known, expected, 1.0)
    nothing = np.zeros_like(n)
    _, _, shape, rate = posteriors(n, nothing, nothing, expected, nothing + 0.5, measure)
    _, _, usual, _ = posteriors(expected, nothing, nothing, expected, nothing + 0.5, measure)
    more = n > expected
    engagement = np.where(
        more,
        _bits(special.gammainc(usual, usual), special.gammainc(shape, rate)),
        -_bits(special.gammaincc(usual, usual), special.gammaincc(shape, rate)),
    )

    share = (figures["affinity"] + 1.0) / 2.0
    signed = np.isfinite(share + c + h) & (c + h > 0.0)
    c, h, share = np.where(signed, c, 0.5), np.where(signed, h, 0.5), np.where(signed, share, 0.5)
    # Rounding can bring what was taken back a little out of its range.
    habit = ((share * (c + h + k) - c) / k).clip(1e-9, 1.0 - 1e-9)
    alpha, beta, _, _ = posteriors(c + h, c, h, c + h, habit, measure)
    found = alpha, beta, habit
    predicted = habit * (alpha + beta), (1.0 - habit) * (alpha + beta), habit
    affinity = np.where(
        share > habit,
        _bits(special.betainc(*predicted), special.betainc(*found)),
        -_bits(special.betaincc(*predicted), special.betaincc(*found)),
    )
    return Surprise(
        engagement=np.where(known, engagement, 0.0),
        affinity=np.where(signed, affinity, 0.0),
        habit=np.where(signed, 2.0 * habit - 1.0, 0.0),
    )


def _bits(predicted: Floats, tail: Floats) -> Floats:
    bits: Floats = np.log2(np.maximum(predicted, _THINNEST)) - np.log2(np.maximum(tail, _THINNEST))
    return bits.clip(0.0, MOST_BITS)
