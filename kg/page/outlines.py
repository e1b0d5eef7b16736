"""Rings of longitudes and latitudes in; flat rings of few points, which neighbours still share, out."""

from __future__ import annotations

import math
from itertools import pairwise
from typing import TYPE_CHECKING, Final

import numpy as np
from numpy.typing import NDArray

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

Ring = NDArray[np.float64]
"""Points in order, one a row, the first not repeated at the end."""
Point = tuple[int, int]

_A1, _A2, _A3, _A4 = 1.340264, -0.081106, 0.000893, 0.003796
_M: Final = math.sqrt(3.0) / 2.0
HALF_WIDTH: Final = math.pi / (_M * _A1)
"""How far the equator reaches to the east of the middle, for a globe of radius 1."""
_DATE_LINE: Final = 180.0
_FINE: Final = 2
"""Points are laid on a grid of this many lines a unit first: neighbours hold their border twice, with small differences."""


def equal_earth(lon: Ring, lat: Ring) -> Ring:
    """Return x and y, to the east and the north, on the Equal Earth projection of a globe of radius 1.

    ``lon`` and ``lat`` are degrees, ``lon`` from the middle of the map.
    The projection shows all areas in proportion, by Šavrič, Patterson and Jenny (2018), "The Equal Earth map projection",
    International Journal of Geographical Information Science 33(3), equations 10 and 11.

    >>> equal_earth(np.array([0.0, 180.0]), np.array([0.0, 0.0])).round(4).tolist()
    [[0.0, 0.0], [2.7066, 0.0]]
    """
    theta = np.arcsin(_M * np.sin(np.radians(lat)))
    square = theta**2
    sixth = square**3
    slope = _A1 + 3.0 * _A2 * square + sixth * (7.0 * _A3 + 9.0 * _A4 * square)
    x = np.radians(lon) * np.cos(theta) / (_M * slope)
    y = theta * (_A1 + _A2 * square + sixth * (_A3 + _A4 * square))
    return np.column_stack([x, y])


def area(ring: Ring) -> float:
    """Return the area inside a ring, never negative (the shoelace formula)."""
    x, y = ring[:, 0], ring[:, 1]
    return abs(float(np.dot(x, np.roll(y, -1)) - np.dot(y, np.roll(x, -1)))) / 2.0


def joined_at_date_line(rings: Sequence[Ring]) -> list[Ring]:
    """Return the rings with those made one that a data set has cut in two at 180 degrees.

    Longitudes west of the date line are taken to be above 180 already.
    The points on the line itself are dropped where two parts meet: the parts need not have the same ones.
    """
    cut = [ring for ring in rings if (ring[:, 0] == _DATE_LINE).sum() >= 2]
    found = [ring for ring in rings if (ring[:, 0] == _DATE_LINE).sum() < 2]
    west = [ring for ring in cut if ring[:, 0].mean() > _DATE_LINE]
    for ring in cut:
        if ring[:, 0].mean() > _DATE_LINE:
            continue
        meeting = [each for each in west if _common(ring, each) > 0.0]
        if not meeting:
            found.append(ring)
            continue
        twin = max(meeting, key=lambda each: _common(ring, each))
        west = [each for each in west if each is not twin]
        path, other = _opened(ring), _opened(twin)
        onward = np.hypot(*(path[-1] - other[0])) <= np.hypot(*(path[-1] - other[-1]))
        found.append(np.vstack([path, other if onward else other[::-1]]))
    return [*found, *west]


def _common(one: Ring, other: Ring) -> float:
    """Return how many degrees of latitude the cuts of two rings along the date line have in common."""
    (low, high), (bottom, top) = (
        (float(on.min()), float(on.max())) for on in (ring[ring[:, 0] == _DATE_LINE, 1] for ring in (one, other))
    )
    return min(high, top) - max(low, bottom)


def _opened(ring: Ring) -> Ring:
    """Return the ring without its points on the date line, from one side of the cut round to the other."""
    on = ring[:, 0] == _DATE_LINE
    first = next(i for i in range(len(ring)) if on[i - 1] and not on[i])
    return np.vstack([ring[first:][~on[first:]], ring[:first][~on[:first]]])


def simplified(rings: Sequence[Ring], *, tolerance: float) -> list[list[Point]]:
    """Return each ring with fewer points, on whole units; [] for one of which too little is left to be drawn.

    No dropped point lies farther than ``tolerance`` units from the new line (Douglas and Peucker 1973).
    A line between two rings is simplified once, so that neighbours still meet.
    """
    fine = [_on_grid(ring) for ring in rings]
    corners = _corners(fine)
    kept: dict[tuple[Point, ...], list[Point]] = {}
    found = []
    for ring in fine:
        line: list[Point] = []
        for arc in _arcs(ring, corners):
            turned = arc[::-1] < arc
            key = arc[::-1] if turned else arc
            if key not in kept:
                kept[key] = _fewer(key, tolerance=tolerance * _FINE)
            line += (kept[key][::-1] if turned else kept[key])[:-1]
        found.append(_whole_units(line))
    return found


def _on_grid(ring: Ring) -> list[Point]:
    grid = np.rint(ring * _FINE).astype(np.int64)
    moved = (grid != np.roll(grid, 1, axis=0)).any(axis=1)
    return [(x, y) for x, y in grid[moved].tolist()]


def _corners(rings: Sequence[Sequence[Point]]) -> frozenset[Point]:
    """Return the points where a line between the same rings ends."""
    within: dict[Point, set[int]] = {}
    for number, ring in enumerate(rings):
        for point in ring:
            within.setdefault(point, set()).add(number)
    return frozenset(
        one if len(within[one]) >= len(within[other]) else other
        for ring in rings
        for one, other in pairwise([*ring, *ring[:1]])
        if within[one] != within[other]
    )


def _arcs(ring: list[Point], corners: frozenset[Point]) -> Iterable[tuple[Point, ...]]:
    """Return the ring in parts from corner to corner; a ring without any is cut at its two ends."""
    if len(ring) < 3:
        return []
    cuts = [i for i, point in enumerate(ring) if point in corners]
    if len(cuts) < 2:
        first = cuts[0] if cuts else ring.index(min(ring))
        x, y = ring[first]
        last = max(range(len(ring)), key=lambda i: ((ring[i][0] - x) ** 2 + (ring[i][1] - y) ** 2, ring[i]))
        cuts = sorted((first, last))
    twice = ring + ring
    ends = [*cuts, cuts[0] + len(ring)]
    return [tuple(twice[start : end + 1]) for start, end in pairwise(ends)]


def _fewer(arc: tuple[Point, ...], *, tolerance: float) -> list[Point]:
    """Return the arc by Douglas and Peucker (1973), its ends kept."""
    points = np.array(arc, dtype=np.float64)
    keep = np.zeros(len(arc), dtype=bool)
    keep[[0, -1]] = True
    waiting = [(0, len(arc) - 1)]
    while waiting:
        start, end = waiting.pop()
        if end - start < 2:
            continue
        away = _distances(points[start + 1 : end], points[start], points[end])
        most = int(away.argmax())
        if away[most] > tolerance:
            keep[start + 1 + most] = True
            waiting += [(start, start + 1 + most), (start + 1 + most, end)]
    return [arc[i] for i in np.flatnonzero(keep).tolist()]


def _distances(points: Ring, start: Ring, end: Ring) -> Ring:
    """Return how far each point lies from the stretch between two others."""
    along = end - start
    length = float(along @ along)
    share = np.clip((points - start) @ along / length, 0.0, 1.0) if length else np.zeros(len(points))
    offset = points - start - share[:, None] * along
    return np.asarray(np.hypot(offset[:, 0], offset[:, 1]))


def _whole_units(line: Sequence[Point]) -> list[Point]:
    points: list[Point] = []
    for x, y in line:
        point = (round(x / _FINE), round(y / _FINE))
        if not points or point != points[-1]:
            points.append(point)
    while len(points) > 1 and points[0] == points[-1]:
        points.pop()
    return points if len(set(points)) > 2 else []


def inner_point(ring: Ring) -> Point:
    """Return a point well inside a ring: of a grid of 24 by 24 the one with the most land around it, near the middle."""
    low, high = ring.min(axis=0), ring.max(axis=0)
    steps = (np.arange(24) + 0.5) / 24
    grid = np.stack(np.meshgrid(*(low + np.outer(steps, high - low)).T), axis=-1).reshape(-1, 2)
    inside = grid[_inside(grid, ring)]
    if not len(inside):
        x, y = ((low + high) / 2.0).tolist()
        return (round(x), round(y))
    starts, ends = ring, np.roll(ring, -1, axis=0)
    along = ends - starts
    length = np.maximum((along**2).sum(axis=1), 1e-12)
    offset = inside[:, None, :] - starts[None, :, :]
    share = np.clip((offset * along).sum(axis=2) / length, 0.0, 1.0)
    room = np.hypot(*np.moveaxis(offset - share[:, :, None] * along, 2, 0)).min(axis=1)
    # The widest place of a long state may be at one end of it; a little of the distance to the middle counts against it.
    aside = np.hypot(*(inside - ring.mean(axis=0)).T)
    x, y = inside[int((room - 0.15 * aside).argmax())].tolist()
    return (round(x), round(y))


def _inside(points: Ring, ring: Ring) -> NDArray[np.bool_]:
    """Tell which points lie inside, by how often a line to the east crosses the ring."""
    x, y = points[:, :1], points[:, 1:]
    x1, y1 = ring[:, 0], ring[:, 1]
    x2, y2 = np.roll(x1, -1), np.roll(y1, -1)
    level = (y1 > y) != (y2 > y)
    with np.errstate(divide="ignore", invalid="ignore"):
        cross = x < (x2 - x1) * (y - y1) / (y2 - y1) + x1
    return np.asarray((level & cross).sum(axis=1) % 2 == 1)
