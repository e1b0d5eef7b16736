"""The ontology in; a picture of its classes, and of the properties between them, out as SVG."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import pairwise
from types import MappingProxyType
from typing import TYPE_CHECKING, Final

from markupsafe import Markup, escape

from kg.page.vocabulary import RDF_TYPE

if TYPE_CHECKING:
    from kg.page.vocabulary import Term, Vocabulary

Point = tuple[float, float]

_PLACES: Final[Mapping[str, tuple[float, float]]] = MappingProxyType(
    {
        "ir:Person": (0, 0), "ir:OfficeTerm": (1, 0), "ir:Place": (2, 0), "ir:RootType": (3, 0), "ir:QuadGroup": (4, 0),
        "ir:State": (0, 1.2), "ir:RelationType": (3, 1.2),
        "ir:Organization": (0, 2.4), "ir:Entity": (1, 2.4), "ir:Event": (2, 2.4),
        "ir:Group": (0, 3.6), "ir:Dispute": (3, 3.6),
        "ir:Decision": (0, 4.8), "ir:Evidence": (2, 4.8), "ir:Article": (4, 4.8),
    }
)  # fmt: skip
"""Column and row of each class, so chosen that no two lines cross; a class that has none here stands below."""

_COLUMN, _ROW, _WIDTH, _HEIGHT, _MARGIN = 226.0, 74.0, 130.0, 40.0, 14.0
_LINE: Final = 14.0
"""The height of a line of text."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """A line from class to class, with the names of all properties that run along it; none for a subclass."""

    start: str
    end: str
    names: tuple[str, ...]


def class_diagram(vocabulary: Vocabulary) -> Markup:
    """Return the classes as boxes that link to their terms, and an arrow for what ties each two of them.

    Left out are closed lists, properties of literals, and those below another one that is drawn.
    """
    classes = drawn_classes(vocabulary)
    places = _places(classes)
    lines = drawn_lines(vocabulary)
    width = max(x for x, _ in places.values()) + _WIDTH / 2 + _MARGIN
    height = max(y for _, y in places.values()) + _HEIGHT / 2 + _MARGIN
    pairs = {(line.start, line.end) for line in lines}
    arrows = [_arrow(line, places, doubled=(line.end, line.start) in pairs or _twice(line, lines)) for line in lines]
    boxes = [_box(term, places[term.name]) for term in classes]
    head = Markup('<svg class="diagram" viewBox="0 0 {:.0f} {:.0f}" role="img" aria-label="{}">').format(
        width, height, "The classes and the properties between them; the sections below hold the same as text"
    )
    return Markup("\n").join([head, _MARKERS, *arrows, *boxes, Markup("</svg>")])


_MARKERS: Final = Markup(
    '<defs><marker id="section-arrow" viewBox="0 0 10 10" refX="9" refY="5" markerWidth="8" markerHeight="8" '
    'orient="auto"><path class="tip" d="M0 0 L10 5 L0 10 Z"/></marker>'
    '<marker id="section-hollow" viewBox="0 0 12 12" refX="11" refY="6" markerWidth="11" markerHeight="11" '
    'orient="auto"><path class="hollow" d="M1 1 L11 6 L1 11 Z"/></marker></defs>'
)


def drawn_classes(vocabulary: Vocabulary) -> tuple[Term, ...]:
    """Return the classes that are drawn: all but the closed lists."""
    lists = {value.name for term in vocabulary.of_kind("member of a closed list") for value in term.values(RDF_TYPE)}
    return tuple(term for term in vocabulary.of_kind("class") if term.name not in lists)


def drawn_lines(vocabulary: Vocabulary) -> tuple[Line, ...]:
    """Return what ties the drawn classes: subclasses, properties by domain and range, and links of their members."""
    drawn = {term.name for term in drawn_classes(vocabulary)}
    found: dict[tuple[str, str], list[str]] = defaultdict(list)
    for term in vocabulary.properties:
        if not any(value.name in vocabulary.terms for value in term.values("rdfs:subPropertyOf")):
            for start, end in _ends(term):
                found[start, end].append(term.name.removeprefix("ir:"))
    for start, name, end in _links_of_members(vocabulary):
        if name not in found[start, end]:
            found[start, end].append(name)
    subclasses = [
        Line(start=term.name, end=value.name, names=())
        for term in drawn_classes(vocabulary)
        for value in term.values("rdfs:subClassOf")
        if value.name in drawn
    ]
    ties = [Line(start=start, end=end, names=tuple(names)) for (start, end), names in found.items() if names]
    return (*subclasses, *(line for line in ties if {line.start, line.end} <= drawn))


def _ends(term: Term) -> Iterator[tuple[str, str]]:
    for start in term.values("rdfs:domain"):
        for end in term.values("rdfs:range"):
            yield start.name or "", end.name or ""


def _links_of_members(vocabulary: Vocabulary) -> Iterator[tuple[str, str, str]]:
    """Yield class, predicate and class of the links between concepts, such as skos:broader."""
    kinds = {term.name: value.name or "" for term in vocabulary.terms.values() for value in term.values(RDF_TYPE)}
    for term in vocabulary.of_kind("relation type", "root", "quad group"):
        for value in term.values("skos:broader"):
            yield kinds[term.name], "skos:broader", kinds.get(value.name or "", "")


def _places(classes: tuple[Term, ...]) -> dict[str, Point]:
    """Return the middle of each box."""
    bottom = max(row for _, row in _PLACES.values()) + 1.2
    others = [term.name for term in classes if term.name not in _PLACES]
    cells = {**_PLACES, **{name: (i % 5, bottom + 0.8 * (i // 5)) for i, name in enumerate(others)}}
    left, top = _MARGIN + _WIDTH / 2, _MARGIN + _HEIGHT / 2
    return {term.name: (left + cells[term.name][0] * _COLUMN, top + cells[term.name][1] * _ROW) for term in classes}


def _twice(line: Line, lines: tuple[Line, ...]) -> bool:
    return sum((each.start, each.end) == (line.start, line.end) for each in lines) > 1


def _box(term: Term, middle: Point) -> Markup:
    x, y = middle
    return Markup(
        '<a href="#{}"><rect class="box" x="{:.1f}" y="{:.1f}" width="{:.0f}" height="{:.0f}" rx="8"/>'
        '<text class="name" x="{:.1f}" y="{:.1f}">{}</text></a>'
    ).format(term.anchor, x - _WIDTH / 2, y - _HEIGHT / 2, _WIDTH, _HEIGHT, x, y + 4.5, term.name.removeprefix("ir:"))


def _arrow(line: Line, places: Mapping[str, Point], *, doubled: bool) -> Markup:
    points = _route(line, places, doubled=doubled)
    path = "M" + " L".join(f"{x:.1f} {y:.1f}" for x, y in points)
    if not line.names:
        return Markup('<path class="sub" d="{}" marker-end="url(#section-hollow)"/>').format(path)
    drawn = Markup('<path class="tie" d="{}" marker-end="url(#section-arrow)"/>').format(path)
    (x1, y1), (x2, y2) = max(pairwise(points), key=lambda leg: abs(leg[0][0] - leg[1][0]) + abs(leg[0][1] - leg[1][1]))
    x, y = (x1 + x2) / 2, (y1 + y2) / 2
    level = abs(y1 - y2) < 1
    rows = len(line.names)
    first = y + 4 - _LINE / 2 * (rows - 1)
    if level:
        first = y + _LINE if line.start == line.end else y - _LINE / 2 - _LINE * (rows - 1)
    spans = Markup("").join(
        Markup('<tspan x="{:.1f}" y="{:.1f}">{}</tspan>').format(x, first + _LINE * i, escape(name))
        for i, name in enumerate(line.names)
    )
    return drawn + Markup('<text class="word">{}</text>').format(spans)


def _route(line: Line, places: Mapping[str, Point], *, doubled: bool) -> tuple[Point, ...]:
    """Return the corners of a line: straight, round a box that is in the way, or a loop below its own box."""
    (x1, y1), (x2, y2) = places[line.start], places[line.end]
    if line.start == line.end:
        low, side = y1 + _HEIGHT / 2, 24.0
        return ((x1 - side, low), (x1 - side, low + 20), (x1 + side, low + 20), (x1 + side, low))
    shift = 0.0 if not doubled else -9.0 if line.names else 9.0
    start, end = (x1, y1 + shift), (x2, y2 + shift)
    others = [place for name, place in places.items() if name not in {line.start, line.end}]
    if any(_crosses(start, end, place) for place in others):
        start, corner = (x1, y1 + 9), (x2, y1 + 9)
        return (_edge(start, corner, (x1, y1)), corner, _edge((x2, y2), corner, (x2, y2)))
    return (_edge(start, end, (x1, y1)), _edge(end, start, (x2, y2)))


def _edge(inside: Point, outside: Point, middle: Point) -> Point:
    """Return where a line from inside a box meets its edge; ``middle`` is that of the box."""
    dx, dy = outside[0] - inside[0], outside[1] - inside[1]
    shares = [1.0]
    if dx:
        shares.append((middle[0] + math.copysign(_WIDTH / 2, dx) - inside[0]) / dx)
    if dy:
        shares.append((middle[1] + math.copysign(_HEIGHT / 2, dy) - inside[1]) / dy)
    return (inside[0] + dx * min(shares), inside[1] + dy * min(shares))


def _crosses(start: Point, end: Point, middle: Point) -> bool:
    """Tell whether a line comes into a box, tried at sixty points of it."""
    steps = ((start[0] + (end[0] - start[0]) * i / 60, start[1] + (end[1] - start[1]) * i / 60) for i in range(61))
    return any(abs(x - middle[0]) < _WIDTH / 2 and abs(y - middle[1]) < _HEIGHT / 2 for x, y in steps)
