"""What strength said and what came after in; how uncertain lift and share are, beyond independent acts, out.

Acts are not independent: one story brings many of them, and relations change. So what is uncertain is modelled by::

    relative variance of lift        V = 1 / (a + n / burst) + drift
    share: variance / q (1 - q)      S = S_0 + wander (1 - S_0),  S_0 = 1 / (k + (c + h) / swing + 1)

Evidence counts 1 / burst (signs: 1 / swing) of what it would if acts were independent, the assumptions a and k count as
they are, and however much evidence there is, drift and wander are left: how far the time to come strays from the past.
With burst = swing = 1 and drift = wander = 0 these are the variances of the Gamma and Beta posteriors of strength.

What comes in a period varies about the level besides, by ``noise`` times the variance of Poisson counts, and signs by
an intraclass correlation ``mood`` within the period (one story, one sign).
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final, NamedTuple

import numpy as np

from kg.errors import InputError

if TYPE_CHECKING:
    from collections.abc import Callable

    from numpy.typing import NDArray

    from kg.assessment.outlook import Outlook
    from kg.strength.measure import Measure

    Floats = NDArray[np.float64]

_FACTORS: Final = np.round(np.geomspace(1.0, 32.0, 61), 3)
"""The values of burst and of swing that are tried."""

_MEAN_WEIGHT: Final = 0.5
"""About the mean weight of the acts behind n, each weighed by itself: decay and credibility leave between .35 and .7."""

_BUSY: Final = 5.0
"""Pairs with fewer acts to be expected say less of the noise: the activity of their actors is this very noise."""

_REPEATED: Final = 2.0
"""The same pairs come again from month to month, so that products say about half of what independent ones would."""

_ROUNDS: Final = 6
_FEWEST: Final = 50
"""With fewer pairs than this that had acts in both periods, nothing is estimated."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Spread:
    """The factors by which lift and share are more uncertain than independent acts would make them, see the module."""

    burst: float = 1.0
    drift: float = 0.0
    noise: float = 1.0
    swing: float = 1.0
    wander: float = 0.0
    mood: float = 0.0

    def __post_init__(self) -> None:
        for name in ("burst", "swing", "noise"):
            if not getattr(self, name) >= 1.0:
                raise ValueError(f"{name} is {getattr(self, name)}; it is 1 for independent acts, or more")
        if not (self.drift >= 0.0 and 0.0 <= self.wander <= 1.0 and 0.0 <= self.mood < 1.0):
            raise ValueError(
                f"drift {self.drift}, wander {self.wander} and mood {self.mood} must be shares, or drift more"
            )

    def applied_to(self, measure: Measure) -> Measure:
        """Return the measure with intervals as wide as this spread makes them."""
        return replace(measure, burst=self.burst, drift=self.drift, swing=self.swing, wander=self.wander)

    def of_lift(self, observed: Floats, lift_prior: float) -> Floats:
        """Return the relative variance of lift, given weighted counts and the pseudo-count a."""
        found: Floats = 1.0 / (lift_prior + observed / self.burst) + self.drift
        return found

    def of_share(self, signed: Floats, balance_prior: float) -> Floats:
        """Return the variance of the cooperative share over q (1 - q), given weighted signed acts and pseudo-acts k."""
        known: Floats = 1.0 / (balance_prior + signed / self.swing + 1.0)
        return known + self.wander * (1.0 - known)


INDEPENDENT: Final = Spread()
"""What strength would take for granted if acts were independent."""


USUAL: Final = Spread(burst=4.0, drift=0.05, noise=5.0, swing=1.0, wander=0.05, mood=0.1)
"""What daily news of states showed in the years from which it was chosen, see ``benchmarks/strength_validation.py``."""


class _Guess(NamedTuple):
    """What a factor and its rest usually are, and how far they stray from that."""

    factor: float
    factor_doubt: float
    rest: float
    rest_doubt: float


_LIFT: Final = _Guess(USUAL.burst, 2.0, USUAL.drift, 0.02)
_SHARE: Final = _Guess(USUAL.swing, 0.5, USUAL.wander, 0.02)
_MOOD_DOUBT: Final = 0.05
"""The doubts are about how far these differed from one data set to the other."""


def estimate_spread(found: Outlook) -> Spread:
    """Return the spread that events themselves show, by moments.

    The deviations of a pair's counts from what was expected in two later periods are multiplied: bursts of one period are
    not those of the other, so that the mean of the product is the variance of the level alone, mu_1 mu_2 V. Burst and
    drift are those whose V fits the products best by weighted least squares, the weights being those of a Poisson
    count that varies ``noise`` times as much and whose level varies by V; the same holds for shares.
    All but noise are pulled toward `USUAL`, the more the less sure they are (the factors from above only), so that a few
    months in which nothing happened do not promise that nothing will.
    ``found`` must have at least two periods; the first and the last are used, so that a third one between them keeps a
    story that runs on from counting as a change of level.

    Raises
    ------
    InputError
        If there are fewer than two periods, or too few pairs with acts.
    """
    if len(found.periods) < 2:
        raise InputError("spread is estimated from two later periods; look two or three periods ahead")
    burst, drift, noise = _counts(found)
    swing, wander, mood = _shares(found)
    return Spread(burst=burst, drift=drift, noise=noise, swing=swing, wander=wander, mood=mood)


def _counts(found: Outlook) -> tuple[float, float, float]:
    a = found.measure.lift_prior
    first, second = found.periods[0], found.periods[-1]
    one, other = found.lift * first.expected, found.lift * second.expected
    used = (one > 0) & (other > 0)
    _check(int((used & (first.acts + second.acts > 0)).sum()))
    one, other, n = one[used], other[used], found.observed[used]
    far, farther = first.acts[used] - one, second.acts[used] - other
    factor, rest, noise = 1.0, 0.0, 1.0
    for _ in range(_ROUNDS):
        level = Spread(burst=factor, drift=rest).of_lift(n, a)
        varies = (noise * one + level * one**2) * (noise * other + level * other**2) + (one * other * level) ** 2
        factor, rest = _fitted(
            far * farther,
            one * other,
            lambda burst, drift: Spread(burst=burst, drift=drift).of_lift(n, a),
            1.0 / varies,
            _LIFT,
            least=noise * _MEAN_WEIGHT,
        )
        level = Spread(burst=factor, drift=rest).of_lift(n, a)
        weight = np.minimum(one, _BUSY) / (noise + level * one)
        noise = max(1.0, float((weight * (far**2 - level * one**2)).sum() / (weight * one).sum()))
    return factor, rest, noise


def _shares(found: Outlook) -> tuple[float, float, float]:
    k = found.measure.balance_prior
    first, second = found.periods[0], found.periods[-1]
    m, m2 = first.friendly + first.hostile, second.friendly + second.hostile
    used = (m > 0) & (m2 > 0)
    _check(int(used.sum()))
    p, t, m, m2 = 1.0 - found.share[used], found.signed[used], m[used], m2[used]
    v = p * (1.0 - p)
    far, farther = first.hostile[used] - m * p, second.hostile[used] - m2 * p
    factor, rest, mood = 1.0, 0.0, 0.0
    for _ in range(_ROUNDS):
        level = Spread(swing=factor, wander=rest).of_share(t, k)
        varies = m * v * (1 + (m - 1) * (mood + level)) * m2 * v * (1 + (m2 - 1) * (mood + level))
        varies += (m * m2 * v * level) ** 2
        factor, rest = _fitted(
            far * farther,
            m * m2 * v,
            lambda swing, wander: Spread(swing=swing, wander=wander).of_share(t, k),
            1.0 / varies,
            _SHARE,
        )
        level = Spread(swing=factor, wander=rest).of_share(t, k)
        extra, most = far**2 - m * v * (1 + (m - 1) * level), m * (m - 1) * v
        weight = 1.0 / (m * v * (1 + (m - 1) * (mood + level))) ** 2
        sure = float((weight * most**2).sum())
        own = float((weight * most * extra).sum() / sure) if sure > 0 else 0.0
        mood = float(np.clip(_pulled(own, sure / (2.0 * _REPEATED), USUAL.mood, _MOOD_DOUBT), 0.0, 0.9))
    return factor, rest, mood


def _fitted(
    products: Floats,
    scale: Floats,
    level: Callable[[float, float], Floats],
    weights: Floats,
    usual: _Guess,
    *,
    least: float = 1.0,
) -> tuple[float, float]:
    """Return the factor and the rest, not negative, for which scale level(factor, rest) is nearest the products.

    ``level`` is linear in the rest. ``weights`` are one over the variances of the products; what is usual counts as one more observation of each.
    """
    weights = weights / _REPEATED
    best = (np.inf, 1.0, 0.0)
    for factor in np.maximum(_FACTORS, least):
        bare = level(float(factor), 0.0)
        left, slope = products - scale * bare, scale * (level(float(factor), 1.0) - bare)
        sure = float((weights * slope**2).sum())
        own = float((weights * slope * left).sum() / sure)
        rest = float(np.clip(_pulled(own, sure, usual.rest, usual.rest_doubt), 0.0, 1.0))
        miss = float((weights * (left - slope * rest) ** 2).sum()) + ((rest - usual.rest) / usual.rest_doubt) ** 2
        miss += ((max(factor, usual.factor) - usual.factor) / usual.factor_doubt) ** 2
        best = min(best, (miss, float(factor), rest))
    return best[1], best[2]


def _pulled(own: float, sure: float, usual: float, doubt: float) -> float:
    """Return the mean of an estimate and what is usual, each weighed by one over its variance."""
    return (own * sure + usual / doubt**2) / (sure + 1.0 / doubt**2)


def _check(count: int) -> None:
    if count < _FEWEST:
        raise InputError(
            f"{count} pairs had acts in the periods looked at, too few to estimate how much strength varies; "
            f"give events of a longer time (at least {_FEWEST} are needed)"
        )
