"""A pair or an actor in; how it is drawn out: colour, width, line and shape."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from kg.model import ActorKind
    from kg.page.pairs import Line, Pair

COOPERATIVE: Final = "#0072B2"
HOSTILE: Final = "#D55E00"
"""Blue and vermilion of Okabe and Ito (2008), told apart by colour-blind readers too."""
MIXED: Final = "#9AA0A6"

SHAPES: Final[dict[ActorKind, str]] = {
    "state": "dot",
    "person": "diamond",
    "organization": "square",
    "group": "triangle",
}
DASHES: Final[dict[Line, bool | list[int]]] = {"solid": False, "dashed": [14, 8], "dotted": [2, 6]}


def edge_colour(pair: Pair) -> str:
    """Return blue, vermilion or grey, mixed beforehand so that crossing lines stay opaque.

    The stronger the tie, the fuller the colour.
    """
    if pair.tie is None or pair.sign == 0:
        return MIXED
    full = COOPERATIVE if pair.sign > 0 else HOSTILE
    return mixed(MIXED, full, share=min(1.0, 0.45 + abs(pair.tie.strength)))


def edge_width(pair: Pair) -> float:
    """Return the width of a line: 1 for no strength, about 6 for a strength of 2."""
    return round(1.0 + 3.6 * math.sqrt(pair.weight), 2)


def mixed(first: str, second: str, *, share: float) -> str:
    """Return the colour that holds ``share`` of the second and the rest of the first.

    >>> mixed("#000000", "#ffffff", share=0.5)
    '#808080'
    """
    parts = []
    for place in (1, 3, 5):
        low, high = int(first[place : place + 2], 16), int(second[place : place + 2], 16)
        parts.append(f"{round(low + (high - low) * share + 1e-9):02x}")
    return "#" + "".join(parts)
