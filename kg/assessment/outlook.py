"""A source and some days in; what strength said of every pair on each of these days, and what came after, out."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import TYPE_CHECKING, Final, NamedTuple

import numpy as np

from kg.assessment.records import kinds_of_acts
from kg.errors import InputError
from kg.strength.posterior import expected_counts, figures
from kg.strength.sums import PairSums, pair_sums

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from kg.assessment.measures import Source
    from kg.strength.measure import Measure

    Floats = NDArray[np.float64]

_FOREVER: Final = 1e12


class Period(NamedTuple):
    """What came in one span of days: acts, those expected of a pair of that activity, friendly and hostile ones."""

    acts: Floats
    expected: Floats
    friendly: Floats
    hostile: Floats


@dataclass(frozen=True, slots=True, kw_only=True)
class Outlook:
    """One entry for each pair and day of origin: what was known on the day before, and the periods that followed.

    ``observed`` and ``expected`` are the weighted counts behind lift, ``signed`` the sum of the weights of signed acts,
    ``share`` the posterior mean of the cooperative share. ``prior`` are the pseudo-counts of the measure, of lift and of
    affinity. ``origin`` numbers the days.
    """

    origin: NDArray[np.int64]
    pairs: tuple[tuple[str, str], ...]
    observed: Floats
    expected: Floats
    signed: Floats
    share: Floats
    periods: tuple[Period, ...]
    measure: Measure

    @property
    def lift(self) -> Floats:
        """The posterior mean of lift."""
        a = self.measure.lift_prior
        lift: Floats = (self.observed + a) / (self.expected + a)
        return lift

    def at(self, chosen: NDArray[np.bool_]) -> Outlook:
        """Return the entries that are chosen."""
        return replace(
            self,
            origin=self.origin[chosen],
            pairs=tuple(pair for pair, kept in zip(self.pairs, chosen, strict=True) if kept),
            observed=self.observed[chosen],
            expected=self.expected[chosen],
            signed=self.signed[chosen],
            share=self.share[chosen],
            periods=tuple(Period(*(column[chosen] for column in period)) for period in self.periods),
        )


def outlook(source: Source, origins: Sequence[date], *, days: int, ahead: int = 1) -> Outlook:
    """Return what was known before each of the origins, and the acts of ``ahead`` periods of so many days from there on.

    Only pairs with an act before the origin have an entry. What is expected of a pair in a period is worked out as
    E of strength is, from the activity that its actors had in the period, so that lift is what is put to the test and
    not how much news there was.
    """
    found = [_one(source, number, origin, days=days, ahead=ahead) for number, origin in enumerate(origins)]
    found = [each for each in found if len(each.origin)]
    if not found:
        raise InputError("no event lies before any of the days to look ahead from; give events of a longer time")
    return Outlook(
        origin=np.concatenate([each.origin for each in found]),
        pairs=tuple(pair for each in found for pair in each.pairs),
        observed=np.concatenate([each.observed for each in found]),
        expected=np.concatenate([each.expected for each in found]),
        signed=np.concatenate([each.signed for each in found]),
        share=np.concatenate([each.share for each in found]),
        periods=tuple(
            Period(*(np.concatenate(columns) for columns in zip(*blocks, strict=True)))
            for blocks in zip(*(each.periods for each in found), strict=True)
        ),
        measure=source.measure,
    )


def _one(source: Source, number: int, origin: date, *, days: int, ahead: int) -> Outlook:
    known = pair_sums(source.ledger, source.measure, as_of=origin - timedelta(days=1), relations=kinds_of_acts())
    found = figures(known, source.measure, intervals=False)
    pairs = _pairs(known)
    return Outlook(
        origin=np.full(len(pairs), number, np.int64),
        pairs=pairs,
        observed=known.observed,
        expected=found.expected,
        signed=known.cooperative + known.hostile,
        share=(found.affinity + 1.0) / 2.0,
        periods=tuple(_period(source, known, origin + timedelta(days=days * each), days=days) for each in range(ahead)),
        measure=source.measure,
    )


def _period(source: Source, known: PairSums, start: date, *, days: int) -> Period:
    plain = replace(source.measure, half_life_days=_FOREVER, reliability=1.0)
    came = pair_sums(
        source.ledger, plain, as_of=start + timedelta(days=days - 1), since=start, relations=kinds_of_acts()
    )
    names = tuple(sorted({*known.actors, *came.actors}))
    place = {name: number for number, name in enumerate(names)}
    a, b = _placed(known, place), _placed(came, place)
    keys, where = np.unique(np.concatenate([a, b]), return_inverse=True)
    size = len(keys)

    def spread(values: Floats) -> Floats:
        # What even so long a half-life takes off, so that acts are whole.
        return np.rint(np.bincount(where[len(a) :], values, size)).astype(np.float64)

    both = PairSums(
        actors=names, a=keys // len(names), b=keys % len(names), observed=spread(came.observed),
        cooperative=spread(came.cooperative), hostile=spread(came.hostile),
        acts=np.zeros(size, np.int64), last=np.zeros(size, np.int64),
    )  # fmt: skip
    mine = where[: len(a)]
    return Period(both.observed[mine], expected_counts(both)[mine], both.cooperative[mine], both.hostile[mine])


def _placed(sums: PairSums, place: dict[str, int]) -> NDArray[np.int64]:
    codes = np.array([place[name] for name in sums.actors], np.int64)
    if not len(codes):
        return np.empty(0, np.int64)
    one, other = codes[sums.a], codes[sums.b]
    keys: NDArray[np.int64] = np.minimum(one, other) * len(place) + np.maximum(one, other)
    return keys


def _pairs(sums: PairSums) -> tuple[tuple[str, str], ...]:
    return tuple((sums.actors[a], sums.actors[b]) for a, b in zip(sums.a, sums.b, strict=True))
