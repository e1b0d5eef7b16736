"""Two days and a unit of the calendar in; the periods between them out."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING, Final, Literal

if TYPE_CHECKING:
    from collections.abc import Iterator

Unit = Literal["week", "month", "quarter", "year"]
UNITS: Final[tuple[Unit, ...]] = ("week", "month", "quarter", "year")


@dataclass(frozen=True, slots=True, kw_only=True)
class Period:
    """A stretch of days, both ends included; ``label`` is such as 2014, 2014-Q2, 2014-05 or 2014-W18 (ISO 8601)."""

    label: str
    first: date
    last: date


def periods_between(first: date, last: date, unit: Unit) -> tuple[Period, ...]:
    """Return the periods from one day to another; the first begins with ``first``, the last ends with ``last``.

    >>> [str(each.last) for each in periods_between(date(2014, 2, 20), date(2014, 4, 2), "month")]
    ['2014-02-28', '2014-03-31', '2014-04-02']
    """
    return tuple(_periods(first, last, unit))


def start_of(day: date, unit: Unit) -> date:
    """Return the first day of the period in which a day lies."""
    if unit == "week":
        return day - timedelta(days=min(day.weekday(), day.toordinal() - 1))
    month = {"month": day.month, "quarter": day.month - (day.month - 1) % 3, "year": 1}[unit]
    return date(day.year, month, 1)


def end_of(day: date, unit: Unit) -> date:
    """Return the last day of the period in which a day lies."""
    if unit == "week":
        return date.fromordinal(min(day.toordinal() + 6 - day.weekday(), date.max.toordinal()))
    month = {"month": day.month, "quarter": day.month + 2 - (day.month - 1) % 3, "year": 12}[unit]
    return date(day.year, 12, 31) if month == 12 else date(day.year, month + 1, 1) - timedelta(days=1)


def _periods(first: date, last: date, unit: Unit) -> Iterator[Period]:
    start, end = first, min(end_of(first, unit), last)
    while start <= end:
        yield Period(label=_label(start, unit), first=start, last=end)
        if end == last:
            return
        start = end + timedelta(days=1)
        end = min(end_of(start, unit), last)


def _label(day: date, unit: Unit) -> str:
    if unit == "week":
        year, week, _ = day.isocalendar()
        return f"{year:04}-W{week:02}"
    if unit == "quarter":
        return f"{day.year:04}-Q{(day.month + 2) // 3}"
    return f"{day.year:04}" if unit == "year" else f"{day.year:04}-{day.month:02}"
