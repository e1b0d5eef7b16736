"""Values in; the small numbers and lists that a page of many events holds in their place out."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterable

DIGITS: Final = "".join(chr(code) for code in range(0x23, 0x7F) if chr(code) not in "&<>\\")
"""The characters of packed numbers: those that JSON within a script element holds as they are."""

_STEP: Final = (len(DIGITS) - 3) // 2
_WHOLE: Final = {2: DIGITS[-1], 4: DIGITS[-2]}
"""What stands before a number that is written out, by the number of its digits."""
_REACH: Final = {width: len(DIGITS) ** width // 2 for width in _WHOLE}
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


def packed(values: Iterable[int]) -> str:
    """Return whole numbers that change slowly as text, mostly a character each.

    A character is the step from the number before, `_STEP` less than its place in `DIGITS`; after the last of the digits
    two of them are the number itself, after the last but one four, less half of what they can count to.

    Raises
    ------
    ValueError
        If a number is further from 0 than some 30 million.
    """
    found = []
    last: int | None = None
    for value in values:
        step = None if last is None else value - last
        if step is not None and -_STEP <= step <= _STEP:
            found.append(DIGITS[step + _STEP])
        else:
            width = 2 if -_REACH[2] <= value < _REACH[2] else 4
            if not -_REACH[width] <= value < _REACH[width]:
                raise ValueError(f"{value} is too large to be packed")
            rest = value + _REACH[width]
            found.append(
                _WHOLE[width]
                + "".join(DIGITS[rest // len(DIGITS) ** place % len(DIGITS)] for place in reversed(range(width)))
            )
        last = value
    return "".join(found)


def unpacked(text: str) -> list[int]:
    """Return the numbers of a packed text, see `packed`.

    >>> unpacked(packed([12, 14, -900, 5000, 5001]))
    [12, 14, -900, 5000, 5001]
    """
    widths = {mark: width for width, mark in _WHOLE.items()}
    found: list[int] = []
    characters = iter(text)
    for character in characters:
        if character in widths:
            value = 0
            for _ in range(widths[character]):
                value = value * len(DIGITS) + DIGITS.index(next(characters))
            found.append(value - _REACH[widths[character]])
        else:
            found.append(found[-1] + DIGITS.index(character) - _STEP)
    return found


def day_number(day: date) -> int:
    """Return the days from 1 January 1970, as browsers count them."""
    return day.toordinal() - _EPOCH
