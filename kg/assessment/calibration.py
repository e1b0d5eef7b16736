"""A source in; how much strength varies, learnt from its first days, and what its intervals cover in the days after, out."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING, Final

from kg.assessment.coverage import lift_coverage, share_coverage
from kg.assessment.outlook import outlook
from kg.assessment.spread import INDEPENDENT, Spread, estimate_spread
from kg.errors import InputError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kg.assessment.coverage import Coverage
    from kg.assessment.measures import Source

MONTH: Final = 30
_AHEAD: Final = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class IntervalTest:
    """Coverage of 90 % intervals of what came in the ``days`` after each of some days of origin.

    ``spread`` was learnt from what came before ``first``, the first of the days tested; ``last`` is the last of them.
    ``lift`` and ``share`` are covered with it, ``naive_lift`` and ``naive_share`` were if acts were independent.
    """

    spread: Spread
    days: int
    first: date
    last: date
    lift: tuple[Coverage, ...]
    share: tuple[Coverage, ...]
    naive_lift: tuple[Coverage, ...]
    naive_share: tuple[Coverage, ...]


def interval_test(source: Source, *, split: date | None = None, days: int = MONTH) -> IntervalTest:
    """Return what the intervals cover after ``split``, by default the middle of the days that have events.

    Origins lie ``days`` apart. Those from which three periods end before the split teach the spread, from the second
    quarter of the time on, so that there is something to foretell from; those from the split on are tested.

    Raises
    ------
    InputError
        If there are too few events before or after the split.
    """
    known = source.events["day"].drop_nulls()
    if known.is_empty():
        raise InputError("no event has a day; intervals can be tested on dated events alone")
    first, last = known.min(), known.max()
    assert isinstance(first, date)
    assert isinstance(last, date)
    middle = split or first + (last - first) / 2
    begin = first + (middle - first) / 2
    learnt = _origins(begin, middle, days=days, ahead=_AHEAD)
    tested = _origins(middle, last + timedelta(days=1), days=days, ahead=1)
    if not learnt or not tested:
        raise InputError(
            f"the events run from {first} to {last}, too short to learn from one part how much strength varies and to test "
            f"it on another; give events of at least {4 * _AHEAD * days} days"
        )
    spread = estimate_spread(outlook(source, learnt, days=days, ahead=_AHEAD))
    seen = outlook(source, tested, days=days)
    return IntervalTest(
        spread=spread,
        days=days,
        first=tested[0],
        last=tested[-1],
        lift=lift_coverage(seen, spread),
        share=share_coverage(seen, spread),
        naive_lift=lift_coverage(seen, INDEPENDENT),
        naive_share=share_coverage(seen, INDEPENDENT),
    )


def _origins(start: date, stop: date, *, days: int, ahead: int) -> Sequence[date]:
    """Return days that lie ``days`` apart, from which so many periods end before the stop."""
    count = ((stop - start).days - ahead * days) // days + 1
    return [start + timedelta(days=days * number) for number in range(max(0, count))]
