"""What strength said and what came after in; how often what came lies in the 90 % interval that was to be expected out."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING, Final

import numpy as np
from scipy import special  # type: ignore[import-untyped]  # scipy ships no types

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from kg.assessment.outlook import Outlook
    from kg.assessment.spread import Spread

    Floats = NDArray[np.float64]

LOW: Final = 0.05
HIGH: Final = 0.95
_COUNTS: Final = (0.0, 0.3, 1.0, 3.0, 10.0, np.inf)
_EVIDENCE: Final = (0.0, 2.0, 5.0, 20.0, 60.0, np.inf)
_LEAST: Final = 1e-9


@dataclass(frozen=True, slots=True, kw_only=True)
class Coverage:
    """How often what came lay in its 90 % interval: ``inside``, and the shares ``below`` and ``above`` it.

    ``label`` says of which pairs, ``count`` how many.
    """

    label: str
    count: int
    inside: float
    below: float
    above: float


def lift_coverage(found: Outlook, spread: Spread) -> tuple[Coverage, ...]:
    """Return the coverage of the counts of the first period: of all pairs, and by how many acts were to be expected.

    The count of a period is to be negative binomial with mean mu = lift E' and variance noise mu + V mu^2, E' what is
    expected of the pair in the period and V the relative variance of lift. As counts are whole numbers, no interval holds
    just 90 %: a count at its edge is counted in part, with the part of its chance that lies between 5 and 95 %, so that
    the right model covers 90 % (the non-randomised transform of Czado, Gneiting and Held 2009, Biometrics 65: 1254).
    """
    period = found.periods[0]
    mean = found.lift * period.expected
    used = mean > 0
    mean, acts = mean[used], period.acts[used]
    varies = spread.of_lift(found.observed[used], found.measure.lift_prior)
    size = mean / np.maximum(spread.noise - 1.0 + varies * mean, _LEAST)
    share = size / (size + mean)
    upper = special.betainc(size, acts + 1.0, share)
    lower = np.where(acts > 0, special.betainc(size, np.maximum(acts, 1.0), share), 0.0)
    return _by_level(lower, upper, mean, _COUNTS, "acts expected")


def share_coverage(found: Outlook, spread: Spread) -> tuple[Coverage, ...]:
    """Return the coverage of the hostile acts among the signed ones of the first period, by how much was known before.

    Of m signed acts the number of hostile ones is to be beta-binomial with mean m (1 - q) and an intraclass correlation of
    S + mood, S being the variance of the share over q (1 - q). Only pairs with a signed act count.
    """
    period = found.periods[0]
    acts = period.friendly + period.hostile
    used = acts > 0
    acts, hostile, chance = acts[used], period.hostile[used], 1.0 - found.share[used]
    signed = found.signed[used]
    together = np.minimum(spread.of_share(signed, found.measure.balance_prior) + spread.mood, 0.95)
    strength = 1.0 / together - 1.0
    lower, upper = _beta_binomial(hostile, acts, chance * strength, (1.0 - chance) * strength)
    return _by_level(lower, upper, signed, _EVIDENCE, "weight of signed acts")


def _beta_binomial(count: Floats, trials: Floats, alpha: Floats, beta: Floats) -> tuple[Floats, Floats]:
    """Return the chances of fewer than the count, and of at most it."""
    lower, upper = np.zeros(len(count)), np.zeros(len(count))
    whole = special.betaln(alpha, beta)
    for value in range(int(count.max(initial=0)) + 1):
        here = np.flatnonzero(count >= value)
        n, a, b = trials[here], alpha[here], beta[here]
        chance = np.exp(
            special.betaln(value + a, n - value + b) - whole[here] - np.log(n + 1.0)
            - special.betaln(n - value + 1.0, value + 1.0)
        )  # fmt: skip
        lower[here] = upper[here]
        upper[here] += chance
    return lower, np.minimum(upper, 1.0)


def _by_level(lower: Floats, upper: Floats, level: Floats, steps: tuple[float, ...], what: str) -> tuple[Coverage, ...]:
    width = np.maximum(upper - lower, _LEAST)
    inside = np.clip(np.minimum(upper, HIGH) - np.maximum(lower, LOW), 0.0, None) / width
    below = np.clip(np.minimum(upper, LOW) - lower, 0.0, None) / width
    found = []
    for low, high in ((0.0, np.inf), *pairwise(steps)):
        here = (level >= low) & (level < high)
        label = "all" if (low, high) == (0.0, np.inf) else _label(low, high, what)
        if here.any():
            mean, under = float(inside[here].mean()), float(below[here].mean())
            found.append(
                Coverage(label=label, count=int(here.sum()), inside=mean, below=under, above=max(0.0, 1 - mean - under))
            )
    return tuple(found)


def _label(low: float, high: float, what: str) -> str:
    return f"{what} {low:g} to {high:g}" if np.isfinite(high) else f"{what} {low:g} or more"
