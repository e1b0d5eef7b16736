"""Marks, the sizes of their labels and the ties between them in; for each label the place that fewest ties cross out."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    Numbers = NDArray[np.float64]

GAP: Final = 0.5
"""What is left free between a mark and its label, in millimetres."""
_BETWEEN: Final = 0.6
"""What is left free between a label and other labels and marks."""
_SWEEPS: Final = 3
_SIDES: Final = ((0, -1), (0, 1), (1, 0), (-1, 0))
"""Below, above, right, left: among places that as many ties cross the first is taken."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Label:
    """The room of a label beside a mark of some radius, in millimetres."""

    radius: float
    wide: float
    high: float

    def around(self, x: float, y: float) -> Numbers:
        """Return its places beside a mark: rows of left, bottom, right and top, in the order of `_SIDES`."""
        rows = []
        for across, up in _SIDES:
            middle_x = x + across * (self.radius + GAP + self.wide / 2)
            middle_y = y + up * (self.radius + GAP + self.high / 2)
            rows.append(
                (middle_x - self.wide / 2, middle_y - self.high / 2, middle_x + self.wide / 2, middle_y + self.high / 2)
            )
        return np.array(rows)


def label_places(
    labels: Sequence[Label], at: Numbers, starts: Numbers, ends: Numbers, *, frame: tuple[float, float, float, float]
) -> Numbers:
    """Return left, bottom, right and top of each label, below its mark unless fewer ties cross it at another side.

    ``at`` are the middles of the marks, ``starts`` and ``ends`` those of the ties. A label keeps inside the frame and leaves
    other labels and marks free. Where labels stand below their marks none may touch another to begin with.
    """
    choices = [label.around(x, y) for label, (x, y) in zip(labels, at, strict=True)]
    costs = [_crossed(each, starts, ends) for each in choices]
    radii = np.array([label.radius for label in labels])[:, None]
    marks = np.hstack([at - radii, at + radii])
    places = np.array([each[0] for each in choices]).reshape(-1, 4)
    inside = [
        (each[:, 0] >= frame[0]) & (each[:, 1] >= frame[1]) & (each[:, 2] <= frame[2]) & (each[:, 3] <= frame[3])
        for each in choices
    ]
    for _ in range(_SWEEPS):
        before = places.copy()
        for number, each in enumerate(choices):
            others = np.arange(len(choices)) != number
            taken = np.vstack([places[others], marks[others]])
            free = np.array([inside[number][side] and not _touched(each[side], taken) for side in range(len(_SIDES))])
            free[0] = True
            best = min(np.flatnonzero(free), key=lambda side: (costs[number][side], side))
            places[number] = each[best]
        if np.array_equal(before, places):
            break
    return places


def _touched(place: Numbers, others: Numbers) -> bool:
    over_x = (place[0] - _BETWEEN < others[:, 2]) & (others[:, 0] < place[2] + _BETWEEN)
    over_y = (place[1] - _BETWEEN < others[:, 3]) & (others[:, 1] < place[3] + _BETWEEN)
    return bool((over_x & over_y).any())


def _crossed(places: Numbers, starts: Numbers, ends: Numbers) -> list[int]:
    """Return how many ties run through each of some places.

    A tie is cut at the left and right and at the top and bottom of a place; it runs through where something is left of it.
    """
    found = []
    along = ends - starts
    for left, bottom, right, top in places:
        low, high = np.array([left, bottom]), np.array([right, top])
        flat = np.abs(along) < 1e-9
        with np.errstate(divide="ignore", invalid="ignore"):
            one, other = (low - starts) / along, (high - starts) / along
        outside = flat & ((starts < low) | (starts > high))
        enter = np.where(flat, -np.inf, np.minimum(one, other)).max(axis=1, initial=0.0)
        leave = np.where(flat, np.inf, np.maximum(one, other)).min(axis=1, initial=1.0)
        found.append(int(((enter < leave) & ~outside.any(axis=1)).sum()))
    return found
