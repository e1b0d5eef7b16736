"""Positions of actors and the sizes of their marks and labels in; places in millimetres where none overlap out."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    Numbers = NDArray[np.float64]

_GAP: Final = 1.2
"""What is left free between two boxes, in millimetres."""
_ROOM: Final = 1.35
_STEPS: Final = 400
_TRIES: Final = 24


@dataclass(frozen=True, slots=True, kw_only=True)
class Box:
    """The room that a mark with its label below takes around the centre of the mark, in millimetres."""

    half: float
    above: float
    below: float


def spread(
    positions: Sequence[tuple[float, float]], boxes: Sequence[Box], *, width: float, height: float
) -> tuple[Numbers, float]:
    """Return a place for each box on paper of a width, y upward, and the height that it takes, at least ``height``.

    Each coordinate is the mean of the position and of its rank, which uses the paper but keeps who is left of whom and
    above whom. Then boxes are pushed apart; while some still overlap, the paper grows.
    """
    at = np.array(positions, dtype=float).reshape(-1, 2) * [1.0, -1.0]  # the page counts downward
    if len(at) > 1:
        scaled = (at - at.min(axis=0)) / np.maximum(np.ptp(at, axis=0), 1e-9)
        at = 0.4 * scaled + 0.6 * at.argsort(axis=0, kind="stable").argsort(axis=0, kind="stable") / (len(at) - 1)
    else:
        at = np.full_like(at, 0.5)
    # With less room than this they do not come apart, and need not be tried.
    height = max(height, _ROOM * sum((2 * box.half + _GAP) * (box.above + box.below + _GAP) for box in boxes) / width)
    for _ in range(_TRIES):
        places, free = _apart(at, boxes, width=width, height=height)
        if free:
            break
        height *= 1.08
    return places, height


def _apart(share: Numbers, boxes: Sequence[Box], *, width: float, height: float) -> tuple[Numbers, bool]:
    half, above, below = (np.array([getattr(box, name) for box in boxes]) for name in ("half", "above", "below"))
    low = np.stack([half, below], axis=1)
    high = np.stack([width - half, height - above], axis=1)
    places = low + share * np.maximum(high - low, 0.0)
    # What is pushed is the middle of a box; the mark sits above it.
    shift = (above - below) / 2.0
    need_x = half[:, None] + half[None, :] + _GAP
    tall = (above + below) / 2.0
    need_y = tall[:, None] + tall[None, :] + _GAP
    order = np.sign(np.arange(len(boxes))[:, None] - np.arange(len(boxes))[None, :])
    hit = np.zeros((len(boxes), len(boxes)), dtype=bool)
    for _ in range(_STEPS):
        middle = places + np.stack([np.zeros_like(shift), shift], axis=1)
        gap = middle[:, None, :] - middle[None, :, :]
        over_x, over_y = need_x - np.abs(gap[:, :, 0]), need_y - np.abs(gap[:, :, 1])
        hit = (over_x > 0.05) & (over_y > 0.05)
        np.fill_diagonal(hit, val=False)
        if not hit.any():
            break
        side = np.where(gap == 0.0, order[:, :, None], np.sign(gap))
        sideways = over_x < over_y
        places[:, 0] += 0.3 * np.where(hit & sideways, side[:, :, 0] * over_x, 0.0).sum(axis=1)
        places[:, 1] += 0.3 * np.where(hit & ~sideways, side[:, :, 1] * over_y, 0.0).sum(axis=1)
        places = np.clip(places, low, np.maximum(high, low))
    return places, not hit.any()
