"""Numbers, days and statuses in; how people write them, out."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from kg.model import DateRange

MINUS: Final = "\N{MINUS SIGN}"
UNKNOWN: Final = "\N{EN DASH}"
_MONTHS: Final = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


def signed(value: float | None, digits: int = 2) -> str:
    """Return a number with its sign, a true minus included.

    >>> signed(0.5), signed(-1.25), signed(-0.001), signed(None)
    ('+0.50', '−1.25', '0.00', '–')
    """
    if value is None:
        return UNKNOWN
    rounded = round(value, digits)
    return f"{rounded:+,.{digits}f}".replace("-", MINUS) if rounded else f"{0:.{digits}f}"


def figure(value: float | None, digits: int = 2) -> str:
    """Return a number; whole ones have no point.

    >>> figure(1200), figure(0.5), figure(-2.0)
    ('1,200', '0.50', '−2.00')
    """
    if value is None:
        return UNKNOWN
    return (f"{value:,}" if isinstance(value, int) else f"{value + 0.0:,.{digits}f}").replace("-", MINUS)


def day_words(day: date) -> str:
    """Return a day for people.

    >>> day_words(date(2023, 9, 13))
    '13 Sep 2023'
    """
    return f"{day.day} {_MONTHS[day.month - 1]} {day.year}"


def range_words(days: DateRange) -> str:
    """Return a range of days as short as it can be said.

    >>> from kg.model import DateRange
    >>> range_words(DateRange(earliest=date(2023, 9, 1), latest=date(2023, 9, 30)))
    'Sep 2023'
    """
    first, last = days.earliest, days.latest
    if days.precision == "day":
        return day_words(first)
    if days.precision == "month":
        return f"{_MONTHS[first.month - 1]} {first.year}"
    if days.precision == "year":
        return str(first.year)
    if (first.year, first.month) == (last.year, last.month):
        return f"{first.day}\N{EN DASH}{day_words(last)}"
    return f"{day_words(first)} \N{EN DASH} {day_words(last)}"


def span_words(first: date, last: date) -> str:
    """Return from when to when.

    >>> span_words(date(2023, 9, 13), date(2023, 9, 13))
    '13 Sep 2023'
    """
    return day_words(first) if first == last else f"{day_words(first)} to {day_words(last)}"


def plural(number: int, noun: str) -> str:
    """Return a number with its noun.

    >>> plural(1, "act"), plural(1200, "tie"), plural(2, "community")
    ('1 act', '1,200 ties', '2 communities')
    """
    if number == 1:
        return f"1 {noun}"
    return f"{number:,} {noun.removesuffix('y')}ies" if noun.endswith("y") else f"{number:,} {noun}s"
