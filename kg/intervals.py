"""Judgements of right and wrong in; shares with their Wilson intervals, and how far confidences can be trusted, out."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from statistics import NormalDist
from typing import Final

LEVEL: Final = 0.95
"""How often an interval is to hold the true share."""

DEFAULT_BINS: Final = 10
_EDGE: Final = 1e-9
"""Keeps a confidence on the edge of a band, which binary fractions blur, in the band that begins there."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Judged:
    """One judged event: whether it is right, the confidence it had, and how many events it stands for."""

    right: bool
    confidence: float
    weight: float = 1.0

    def __post_init__(self) -> None:
        if not 0.0 <= self.confidence <= 1.0:
            raise ValueError(f"confidence {self.confidence} is not in [0, 1]")
        if not 0.0 < self.weight < math.inf:
            raise ValueError(f"weight {self.weight} is not a positive number")


@dataclass(frozen=True, slots=True, kw_only=True)
class Share:
    """How many of how many are right; both are sums of weights where events were weighted.

    ``size`` is the number of equal and independent trials that tell as much, None where that is ``total``.
    """

    right: float
    total: float
    size: float | None = None

    def __post_init__(self) -> None:
        if not 0.0 <= self.right <= self.total:
            raise ValueError(f"{self.right} of {self.total} is no share")

    @property
    def value(self) -> float | None:
        """Return the share, None where nothing was counted."""
        return self.right / self.total if self.total else None

    @property
    def interval(self) -> tuple[float, float]:
        """Return the ends of the 95 % Wilson interval."""
        if self.value is None:
            return 0.0, 1.0
        size = self.total if self.size is None else self.size
        return wilson(self.value * size, size)


@dataclass(frozen=True, slots=True, kw_only=True)
class Band:
    """The events with a confidence from ``low`` up to, but in the last band only including, ``high``.

    ``mean`` is their mean confidence; where it lies outside the interval of ``share``, the confidence is off.
    """

    low: float
    high: float
    count: int
    mean: float
    share: Share


@dataclass(frozen=True, slots=True, kw_only=True)
class Reliability:
    """The bands of confidence that hold events, from low to high, and the expected calibration error.

    ``error`` is None where nothing was judged.
    """

    bands: tuple[Band, ...]
    error: float | None


def wilson(right: float, total: float, *, level: float = LEVEL) -> tuple[float, float]:
    """Return the ends of the Wilson score interval of a share; (0, 1) where nothing was counted.

    With p = right / total, n = total and z the normal quantile of (1 + level) / 2::

        (p + z^2 / 2n  ±  z sqrt(p (1 - p) / n + z^2 / 4n^2)) / (1 + z^2 / n)

    Wilson (1927), Journal of the American Statistical Association 22(158), p. 209-212.
    Brown, Cai and DasGupta (2001), Statistical Science 16(2), p. 101-133, recommend it for small n.
    It takes the trials as independent, which events of one article are not quite: there it is somewhat too narrow.

    >>> [round(end, 4) for end in wilson(81, 263)]
    [0.2553, 0.3662]
    """
    if not 0.0 <= right <= total:
        raise ValueError(f"{right} of {total} is no share")
    if not total:
        return 0.0, 1.0
    z = NormalDist().inv_cdf((1.0 + level) / 2.0)
    share, square = right / total, z * z / total
    half = z * math.sqrt(share * (1.0 - share) / total + square / (4.0 * total))
    low = (share + square / 2.0 - half) / (1.0 + square)
    high = (share + square / 2.0 + half) / (1.0 + square)
    # The formula gives these exactly; rounding does not.
    return (0.0 if right == 0.0 else max(0.0, low)), (1.0 if right == total else min(1.0, high))


def share_of(judged: Iterable[Judged]) -> Share:
    """Return the weighted share of what is right, with its effective number of trials.

    The sum of w over the right is divided by the sum of all w, and the interval is that of as many trials as::

        (sum of w)^2 / (sum of w^2)

    This is n itself where all weights are equal.
    Kish (1992), Journal of Official Statistics 8(2), p. 183-200; that Wilson's interval with an effective number of
    trials holds well in weighted samples: Franco, Little, Louis and Slud (2019), Journal of Survey Statistics and
    Methodology 7(3), p. 334-364.
    """
    rows = list(judged)
    if not rows:
        return Share(right=0.0, total=0.0)
    if len({row.weight for row in rows}) == 1:
        weight = rows[0].weight
        return Share(right=sum(row.right for row in rows) * weight, total=len(rows) * weight, size=len(rows))
    total = math.fsum(row.weight for row in rows)
    # A sum over some of the rows can be rounded above the sum over all of them.
    right = min(total, math.fsum(row.weight for row in rows if row.right))
    return Share(right=right, total=total, size=total**2 / math.fsum(row.weight**2 for row in rows))


def reliability(judged: Iterable[Judged], *, bins: int = DEFAULT_BINS) -> Reliability:
    """Return how many events are right in each band of confidence, and the expected calibration error.

    The bands are equally wide; those without events are left out. With W the sum of the weights::

        ECE = sum over bands b of  W_b / W  |share right in b - mean confidence in b|

    Naeini, Cooper and Hauskrecht (2015), AAAI, p. 2901-2907; Guo, Pleiss, Sun and Weinberger (2017), ICML, eq. 3.
    0 is perfect. With few events in a band it comes out too high, because chance differences do not cancel.
    """
    if bins < 1:
        raise ValueError(f"{bins} bins; there must be one at least")
    by_band: dict[int, list[Judged]] = defaultdict(list)
    for row in judged:
        by_band[min(bins - 1, int(row.confidence * bins + _EDGE))].append(row)
    bands = tuple(_band(rows, number / bins, (number + 1) / bins) for number, rows in sorted(by_band.items()))
    total = math.fsum(band.share.total for band in bands)
    gaps = [band.share.total * abs((band.share.value or 0.0) - band.mean) for band in bands]
    return Reliability(bands=bands, error=math.fsum(gaps) / total if bands else None)


def _band(rows: Sequence[Judged], low: float, high: float) -> Band:
    mean = math.fsum(row.weight * row.confidence for row in rows) / math.fsum(row.weight for row in rows)
    return Band(low=low, high=high, count=len(rows), mean=mean, share=share_of(rows))
