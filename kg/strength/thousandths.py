"""A tie in; what each of its reports adds to its strength, in thousandths that add up to the strength as it is shown, out."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from kg.rounding import rounded

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kg.strength.ties import Tie


def shares_of(tie: Tie) -> tuple[int, ...]:
    """Return the share of each contribution in thousandths, in their order.

    With the assumption they add up to the strength, all three as they are shown, so that no reader finds a sum that is out
    by a thousandth; each is less than one away from what it is.
    """
    total = rounded(tie.strength, 3) - rounded(tie.assumption, 3)
    return tuple(apportioned([each.share for each in tie.contributions], total))


def apportioned(values: Sequence[float], total: int) -> list[int]:
    """Return the numbers in thousandths so that they add up to the total, each less than one away from what it is.

    The method of largest remainders: all are rounded down, and those that lost most get one more. Where the total is
    further from the sum than their number, the rest goes round again.

    >>> apportioned([0.0004, 0.0004, 0.0004], 1), apportioned([0.5, -0.2501], 250)
    ([1, 0, 0], [500, -250])
    """
    floors = [math.floor(value * 1000) for value in values]
    missing = total - sum(floors)
    if not floors:
        return floors
    order = sorted(range(len(floors)), key=lambda place: (floors[place] - values[place] * 1000, place))
    every, some = divmod(missing, len(floors))
    for rank, place in enumerate(order):
        floors[place] += every + (rank < some)
    return floors
