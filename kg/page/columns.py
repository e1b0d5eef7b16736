"""Values in; the small numbers and lists that a page of many events holds in their place out."""

from __future__ import annotations

import math
from datetime import date
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterable

_EPOCH: Final = date(1970, 1, 1).toordinal()


class Interned:
    """Strings by number, each kept once, in the order in which they first came."""

    def __init__(self, texts: Iterable[str] = ()) -> None:
        self._places: dict[str, int] = {}
        for text in texts:
            self.number(text)

    def number(self, text: str) -> int:
        """Return the number of the string; a new one gets the next."""
        return self._places.setdefault(text, len(self._places))

    def texts(self) -> list[str]:
        """Return the strings in the order of their numbers."""
        return list(self._places)


def day_number(day: date) -> int:
    """Return the days from 1 January 1970, as browsers count them."""
    return day.toordinal() - _EPOCH


def thousandths(value: float) -> int:
    """Return the number in thousandths, which are short to write; a figure that is not finite is a broken promise.

    >>> thousandths(-0.1234), thousandths(-0.00001)
    (-123, 0)
    """
    if not math.isfinite(value):
        raise ValueError(f"a figure of the page is {value}")
    return round(value * 1000)
