"""Sums of pairs in; strength with its parts and its interval for all of them at once out."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

import numpy as np
from scipy import special  # type: ignore[import-untyped]  # scipy ships no types

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from kg.strength.measure import Measure
    from kg.strength.sums import PairSums

    Floats = NDArray[np.float64]

STEPS: Final = 30
_NODES: Final = 24
"""How many quantiles of each posterior the interval is worked out from: the midpoints of equal shares."""

_AT_ONCE: Final = 20_000
"""How many pairs are worked on at once, so that memory stays small."""


class Figures(NamedTuple):
    """Strength and its parts, one entry for each pair."""

    strength: Floats
    affinity: Floats
    engagement: Floats
    low: Floats
    high: Floats
    expected: Floats
    habit: Floats
    prior_share: Floats

    def at(self, places: Sequence[int]) -> Figures:
        """Return the figures of some of the pairs."""
        return Figures(*(column[np.array(places, np.intp)] for column in self))


def figures(sums: PairSums, measure: Measure, *, intervals: bool = True) -> Figures:
    """Return the figures of all pairs; without ``intervals``, which take longest, ``low`` and ``high`` are not numbers.

    With n the observed, E the expected count, c and h the cooperative and hostile sums, p what the habits predict::

        lift = (n + a) / (E + a)                     posterior Gamma of that mean and relative variance V
        A = 2 q - 1,  q = (c + k p) / (c + h + k)     posterior Beta of that mean and variance S q (1 - q)
        T = A log2(1 + lift)
        V = 1 / (a + n / burst) + drift
        S = S_0 + wander (1 - S_0),  S_0 = 1 / (k + (c + h) / swing + 1)

    With burst and swing 1, drift and wander 0 these are Gamma(n + a, rate E + a) and Beta(c + k p, h + k (1 - p)), the
    posteriors of acts that are independent of each other.
    The interval is the 5th and 95th percentile of T over the product of both posteriors, each cut into 24 equal shares.
    """
    expected = expected_counts(sums)
    habit = habit_balance(sums, measure)
    c, h, n = sums.cooperative, sums.hostile, sums.observed
    a, k = measure.lift_prior, measure.balance_prior
    if not measure.habits_overrule:
        signed = _by_actor(sums, c + h)
        hardly_known = np.minimum(signed[sums.a], signed[sums.b]) < measure.actor_prior
        agreed = hardly_known & ((c > 0) != (h > 0))
        habit = np.where(agreed & (c > 0), np.maximum(habit, 0.5), habit)
        habit = np.where(agreed & (h > 0), np.minimum(habit, 0.5), habit)
    share = (c + k * habit) / (c + h + k)
    lift = (n + a) / (expected + a)
    affinity = 2.0 * share - 1.0
    unknown = np.full(len(n), np.nan)
    found = Figures(
        strength=affinity * np.log2(1.0 + lift),
        affinity=affinity,
        engagement=np.log2(lift),
        low=unknown,
        high=unknown,
        expected=expected,
        habit=habit,
        prior_share=k / (c + h + k),
    )
    return with_intervals(found, sums, measure) if intervals else found


class Posteriors(NamedTuple):
    """The parameters of q ~ Beta(alpha, beta) and of lift ~ Gamma(shape, rate), one entry for each pair."""

    alpha: Floats
    beta: Floats
    shape: Floats
    rate: Floats


def posteriors(
    observed: Floats, cooperative: Floats, hostile: Floats, expected: Floats, habit: Floats, measure: Measure
) -> Posteriors:
    """Return the posteriors of pairs, as `figures` says, from their sums and what was predicted of them."""
    a, k = measure.lift_prior, measure.balance_prior
    shape = 1.0 / (1.0 / (a + observed / measure.burst) + measure.drift)
    known = 1.0 / (k + (cooperative + hostile) / measure.swing + 1.0)
    size = 1.0 / (known + measure.wander * (1.0 - known)) - 1.0
    share = (cooperative + k * habit) / (cooperative + hostile + k)
    return Posteriors(share * size, (1.0 - share) * size, shape, shape * (expected + a) / (observed + a))


def with_intervals(found: Figures, sums: PairSums, measure: Measure) -> Figures:
    """Return the figures with the intervals of their pairs."""
    low, high = interval(
        posteriors(sums.observed, sums.cooperative, sums.hostile, found.expected, found.habit, measure)
    )
    return found._replace(low=low, high=high)


def expected_counts(sums: PairSums, *, steps: int = STEPS) -> Floats:
    """Return the expected count of each pair under a configuration model without self-ties.

    The model is E_ij = (r_i c_j + r_j c_i) / 2 for i != j and E_ii = 0, fitted by iterative proportional fitting
    (Deming and Stephan 1940) so that the row sums of E equal the actors' total activity; see Newman, Networks (2nd ed.,
    ch. 12) for the model. Where one actor takes part in everything, E tends to the observed counts and every lift to 1.
    """
    size = len(sums.actors)
    activity = _by_actor(sums, sums.observed)
    rows = np.ones(size)
    columns = np.ones(size)
    for _ in range(steps):
        rows = _scaled(activity, columns)
        columns = _scaled(activity, rows)
    return (rows[sums.a] * columns[sums.b] + rows[sums.b] * columns[sums.a]) / 2.0


def habit_balance(sums: PairSums, measure: Measure) -> Floats:
    """Return for each pair the cooperative share that the habits of its two actors predict, in (0, 1).

    With l_i the log-odds of actor i's own cooperative share, shrunk toward the global share with
    ``measure.actor_prior`` pseudo-acts, and l_0 the global log-odds::

        p = sigmoid(l_0 + g ((l_i - l_0) + (l_j - l_0)))

    The global share has one pseudo-act on each side, so that it stays inside (0, 1) in an all-friendly graph.
    """
    friendly, hostile = _by_actor(sums, sums.cooperative), _by_actor(sums, sums.hostile)
    c, h = float(sums.cooperative.sum()), float(sums.hostile.sum())
    overall = (c + 1.0) / (c + h + 2.0)
    base = float(special.logit(overall))
    prior = measure.actor_prior
    odds = special.logit((friendly + prior * overall) / (friendly + hostile + prior)) - base
    predicted: Floats = special.expit(base + measure.pull * (odds[sums.a] + odds[sums.b]))
    return predicted


def interval(of: Posteriors) -> tuple[Floats, Floats]:
    """Return the 5th and 95th percentile of T."""
    shares = (np.arange(_NODES) + 0.5) / _NODES
    low, high = np.empty_like(of.rate), np.empty_like(of.rate)
    for start in range(0, len(of.rate), _AT_ONCE):
        here = slice(start, start + _AT_ONCE)
        affinity = 2.0 * special.betaincinv(of.alpha[here, None], of.beta[here, None], shares) - 1.0
        engaged = np.log2(1.0 + special.gammaincinv(of.shape[here, None], shares) / of.rate[here, None])
        drawn = (affinity[:, :, None] * engaged[:, None, :]).reshape(len(affinity), -1)
        low[here], high[here] = np.percentile(drawn, [5.0, 95.0], axis=1)
    return low, high


def _by_actor(sums: PairSums, of_pairs: Floats) -> Floats:
    """Return for each actor the sum over its pairs."""
    size = len(sums.actors)
    added = np.bincount(sums.a, of_pairs, size) + np.bincount(sums.b, of_pairs, size)
    return added.astype(np.float64)


def _scaled(activity: Floats, other: Floats) -> Floats:
    """Return the factors that give each actor its activity, its own factor on the other side left out."""
    rest = other.sum() - other
    factors = np.zeros_like(activity)
    np.divide(activity, rest, out=factors, where=rest > 0.0)
    return factors
