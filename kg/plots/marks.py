"""Events of a pair in; where their marks and names stand on the paper, in millimetres, out."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from kg.plots.paper import POINT, plain, text_width

if TYPE_CHECKING:
    from kg.plots.paper import Paper
    from kg.plots.told import ToldEvent

_SHIFTS: Final = (0, 1, -1, 2, -2, 3, -3, 4, -4)
"""By how many of their steps events of the same days may stand beside their place."""
_THROUGH: Final = 2
_CROWD: Final = 400
"""So many marks leave no room beside a place."""

Rectangle = tuple[float, float, float, float]
"""Left, bottom, right and top in millimetres."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """Events of one kind, status, side and time, drawn as one mark in millimetres.

    ``begin`` and ``end`` are their first and last day, whatever the mark had to be moved to.
    """

    x: float
    y: float
    begin: float
    end: float
    radius: float
    words: str
    told: ToldEvent
    number: int

    @property
    def true(self) -> float:
        """Return the place of its day, from which its stem rises to where the mark has room."""
        return (self.begin + self.end) / 2

    @property
    def barred(self) -> bool:
        """Return whether its range of days is wider than the mark, and drawn as a bar."""
        return self.end - self.begin > 2 * self.radius

    def raised(self, by: float) -> Mark:
        """Return the mark so much higher on the paper."""
        return replace(self, y=self.y + by)


@dataclass(frozen=True, slots=True, kw_only=True)
class Scale:
    """From days and weights to millimetres in a frame."""

    days: tuple[float, float]
    reach: float
    frame: Rectangle

    @property
    def zero(self) -> float:
        """Return the height of weight 0."""
        return (self.frame[1] + self.frame[3]) / 2

    def x(self, day: float) -> float:
        """Return the place of a day, counted as matplotlib does; at the edge where it lies outside."""
        left, _, right, _ = self.frame
        return min(max(left + (day - self.days[0]) / (self.days[1] - self.days[0]) * (right - left), left), right)

    def y(self, weight: float) -> float:
        """Return the height of a weight."""
        return self.zero + weight / self.reach * (self.frame[3] - self.frame[1]) / 2

    def raised(self, by: float) -> Scale:
        """Return the scale of a frame so much higher on the paper."""
        left, bottom, right, top = self.frame
        return replace(self, frame=(left, bottom + by, right, top + by))

    def days_aside(self, marks: Sequence[Mark]) -> float:
        """Return by how many days the mark that was moved furthest stands beside its day."""
        left, _, right, _ = self.frame
        aside = max((abs(mark.x - mark.true) for mark in marks), default=0.0)
        return aside * (self.days[1] - self.days[0]) / (right - left)


def marks_of(events: Sequence[ToldEvent], scale: Scale, paper: Paper) -> list[Mark]:
    """Return a mark for like events, beside its place where others of the same days stand there already."""
    from matplotlib.dates import date2num

    groups: dict[object, list[ToldEvent]] = {}
    for each in events:
        groups.setdefault(_same(each), []).append(each)
    found: list[Mark] = []
    for group in groups.values():
        told, number = group[0], len(group)
        begin, end = (scale.x(date2num(day)) for day in (told.first, told.last))
        radius = (0.75 if paper.narrow else 0.9) * min(1.8, number**0.3)
        mark = Mark(
            x=(begin + end) / 2,
            y=scale.y(told.weight),
            begin=begin,
            end=end,
            radius=radius,
            words=plain(told.label) + (f" \N{MULTIPLICATION SIGN}{number}" if number > 1 else ""),
            told=told,
            number=number,
        )
        near = [each for each in found if abs(each.x - mark.x) < 12 * radius] if len(groups) <= _CROWD else []
        shifted = (replace(mark, x=mark.x + shift * 1.3 * radius) for shift in _SHIFTS)
        found.append(next((each for each in shifted if not any(_clash(each, other) for other in near)), mark))
    return found


def _clash(one: Mark, other: Mark) -> bool:
    """Return whether two marks touch, or a stem would hide another one."""
    across, up = abs(one.x - other.x), abs(one.y - other.y)
    if across < 0.5 and one.told.weight * other.told.weight > 0:
        return True
    return across < (one.radius + other.radius) * 0.9 and up < (one.radius + other.radius) * 0.9


def _same(each: ToldEvent) -> tuple[object, ...]:
    return each.first, each.last, each.event.relation, each.status, each.side


def names_of(marks: Sequence[Mark], frame: Rectangle, paper: Paper, *, size: float) -> list[tuple[str, Rectangle]]:
    """Return the names of the heaviest and their places, as far as a name touches no mark and no other name."""
    found = []
    high = size * POINT
    taken = [(mark.x - mark.radius, mark.y - mark.radius, mark.x + mark.radius, mark.y + mark.radius) for mark in marks]
    zero = (frame[1] + frame[3]) / 2
    stems = [(mark.true, zero, mark.x, mark.y) for mark in marks]
    ranked = sorted(marks, key=lambda mark: (-abs(mark.told.weight), -mark.number, mark.told.first, mark.words))
    named: Counter[str] = Counter()
    left = 8 if paper.narrow else 18
    for mark in ranked:
        # One name is not given to all of a row of like events.
        if not left or named[mark.words] >= (2 if paper.narrow else 3):
            continue
        places = _free(mark, text_width(mark.words, size), high, taken, frame)
        crossed = [(sum(_runs_through(each, stem) for stem in stems), turn) for turn, each in enumerate(places)]
        # Best is a name that no stem runs through; one that many run through is not read.
        if not crossed or min(crossed)[0] > _THROUGH:
            continue
        place = places[min(crossed)[1]]
        taken.append((place[0] - 1.2, place[1], place[2] + 1.2, place[3]))  # two names side by side are not read as one
        named[mark.words] += 1
        left -= 1
        found.append((mark.words, place))
    return found


def _free(mark: Mark, wide: float, high: float, taken: Sequence[Rectangle], frame: Rectangle) -> list[Rectangle]:
    """Return the places beside and beyond a mark where its name touches nothing."""
    found = []
    off = mark.radius + 0.5
    way = 1.0 if mark.told.weight >= 0 else -1.0
    for x, y in (
        (mark.x + off, mark.y - high / 2),
        (mark.x - off - wide, mark.y - high / 2),
        (mark.x - wide / 2, mark.y + way * (off + high / 2) - high / 2),
        (mark.x - 0.5, mark.y + way * (off + high / 2) - high / 2),
        (mark.x + 0.5 - wide, mark.y + way * (off + high / 2) - high / 2),
        (mark.x + off, mark.y + way * (off + high) - high / 2),
    ):
        place = (x, y, x + wide, y + high * 1.15)
        if x < frame[0] + 0.5 or place[2] > frame[2] or y < frame[1] or place[3] > frame[3]:
            continue
        if not any(_touch(place, other) for other in taken):
            found.append(place)
    return found


def _touch(one: Rectangle, other: Rectangle) -> bool:
    return one[0] < other[2] + 0.4 and other[0] < one[2] + 0.4 and one[1] < other[3] + 0.2 and other[1] < one[3] + 0.2


def _runs_through(name: Rectangle, stem: Rectangle) -> bool:
    """Return whether a stem, from the axis to its mark, meets a name between its left and right end."""
    foot, zero, x, y = stem
    if y == zero:
        return False
    # As far up the stem as the lower and the upper edge of the name.
    one, other = sorted(min(max((edge - zero) / (y - zero), 0.0), 1.0) for edge in (name[1], name[3]))
    low, high = sorted((foot + one * (x - foot), foot + other * (x - foot)))
    return one < other and low < name[2] and name[0] < high + 1e-9
