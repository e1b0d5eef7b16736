"""A figure in; the digits that every output shows of it out, so that one graph has one number for one thing.

Python rounds the exact value of a float, and a tie to the even digit. Browsers do not: the page gets whole numbers, made by
`cut`, and rounds them by the same rule.
"""

from __future__ import annotations

import math


def rounded(value: float, digits: int) -> int:
    """Return a number in units of its last digit, rounded as Python prints it: the exact value, a tie to the even digit.

    >>> rounded(1.17496, 2), rounded(0.125, 2), rounded(-0.001, 2)
    (117, 12, 0)
    """
    return int(f"{_finite(value):.{digits}f}".replace(".", ""))


def cut(value: float, digits: int) -> int:
    """Return a number in units of its last digit, cut off such that to round it to fewer digits gives what the number gives.

    What is cut off must not be forgotten: where the rest would look like a tie, or like nothing at all, the last digit is one
    more. So it also lies on the side of every multiple of five units on which the number does.

    >>> cut(1.17496, 3), cut(0.125, 3), cut(0.1250001, 3), cut(-2e-9, 3)
    (1174, 125, 126, -1)
    """
    above, below = abs(_finite(value)).as_integer_ratio()
    units, rest = divmod(above * int(10**digits), below)
    if rest and units % 5 == 0:
        units += 1
    return -units if value < 0 else units


def signed(value: float, digits: int = 2) -> str:
    """Return a number with its sign; what rounds to zero has none.

    >>> signed(1.17496), signed(-0.125), signed(-0.001), signed(1.17496, 3)
    ('+1.17', '-0.12', '0.00', '+1.175')
    """
    text = f"{abs(value):.{digits}f}"
    sign = "" if float(text) == 0 else "-" if value < 0 else "+"
    return sign + text


def percent(share: float) -> str:
    """Return a share in whole percent.

    >>> percent(0.785), percent(0.125), percent(1.0)
    ('79%', '12%', '100%')
    """
    return f"{rounded(share, 2)}%"


def _finite(value: float) -> float:
    """Return the number; a figure that is not finite is a broken promise."""
    if not math.isfinite(value):
        raise ValueError(f"a figure to be shown is {value}")
    return value
