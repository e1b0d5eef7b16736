"""A graph and what is to be shown of it in; a picture with its caption out, for a notebook or a file."""

from __future__ import annotations

import base64
import io
from dataclasses import dataclass
from functools import cached_property
from html import escape
from pathlib import Path
from typing import TYPE_CHECKING, Final, Literal

from kg.drawing import check_matplotlib, check_picture, in_style, save_figure, write_figure
from kg.errors import MeasureError, SelectionError
from kg.graph import actors_of
from kg.model import slug
from kg.page.selection import Selection
from kg.plots.paper import DEFAULT_WIDTH, Paper, plain, undrawable
from kg.strength import DEFAULT_MEASURE

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from matplotlib.figure import Figure

    from kg.built import Graph
    from kg.courses import Course
    from kg.model import Actor
    from kg.plots.told import Told
    from kg.series.periods import Unit

Kind = Literal["network", "matrix", "timeline"]
KINDS: Final[tuple[Kind, ...]] = ("network", "matrix", "timeline")
ACTORS: Final = {"network": 30, "matrix": 25}
"""How many actors a picture shows if nobody says."""

_DPI: Final = 300
_NAME: Final = 100
_SCREEN_DPI: Final = 144


@dataclass(frozen=True, kw_only=True, repr=False)
class Plot:
    """A picture: its ``figure``, for matplotlib, its ``caption``, a ``name`` for a file, and ``missing``.

    ``missing`` are characters of names that the font of pictures lacks; an SVG shows them in a font of its reader.
    In a notebook the picture shows itself.
    """

    figure: Figure
    caption: str
    name: str
    missing: str = ""

    def save(self, path: Path | str) -> None:
        """Write the picture into an SVG, PNG or PDF file, by its suffix; the same bytes for the same picture.

        Raises
        ------
        OutputError
            If the suffix is another one, or the file cannot be written.
        """
        save_figure(self.figure, Path(path), dpi=_DPI)

    def _repr_html_(self) -> str:
        wide, _ = self.figure.get_size_inches()
        return (
            f'<img alt="{escape(self.caption, quote=True)}" style="width:{wide * 96:.0f}px;max-width:100%" '
            f'src="data:image/png;base64,{base64.b64encode(self._png).decode()}">'
        )

    @cached_property
    def _png(self) -> bytes:
        out = io.BytesIO()
        write_figure(self.figure, out, suffix=".png", dpi=_SCREEN_DPI)
        return out.getvalue()

    def __repr__(self) -> str:  # type: ignore[explicit-override]  # typing.override needs Python 3.12
        """Return what it is of, and its size."""
        wide, high = (25.4 * each for each in self.figure.get_size_inches())
        return f"<kg.Plot: {self.name}, {wide:.0f} x {high:.0f} mm>"


def plot(
    graph: Graph,
    kind: Kind,
    path: Path | str | None = None,
    *,
    pair: tuple[str, str] | None = None,
    selection: Selection | None = None,
    by: Unit | None = None,
    width: float = DEFAULT_WIDTH,
    title: str = "",
    caption: bool = True,
) -> Plot:
    """Return a figure fit for a paper, with a caption that states what is shown and left out.

    It shows itself in a notebook; its ``figure`` is for matplotlib, its ``caption`` for the text of the paper.

    Parameters
    ----------
    graph
        What was built or read.
    kind
        "network" for actors and ties as on the page, "matrix" for the strength of every pair of actors, blocs side
        by side, "timeline" for the events and the strength of one pair over time.
    path
        An SVG, PNG or PDF file to write too, by its suffix.
    pair
        Names or ids of the two of a timeline; None takes the tie of the selection.
    selection
        What is shown, such as ``kg.Selection(groups=kg.Choice.of("XC", "MX"))`` or ``kg.Selection.from_address("#ego=france~1")``.
    by
        Periods of the strength in a timeline: "week", "month", "quarter" or "year"; None goes by its span.
    width
        In millimetres; a column of most journals has about 85, a page 180.
    title
        Stands above the figure.
    caption
        Whether the caption stands below the figure.

    Raises
    ------
    OutputError
        If matplotlib is not installed, or the file cannot be written or has another suffix.
    SelectionError
        If nothing is left to draw, or what is asked for is not in the graph.
    UnknownActorError
        If an actor is not in the graph.
    """
    if kind not in KINDS:
        raise SelectionError(f"no picture is called {kind!r}; one of {', '.join(KINDS)}")
    if path is not None:
        check_picture(Path(path))
    check_matplotlib(f"kg plot {kind}")
    paper = Paper(width=width, title=plain(title), caption=caption)
    selection = selection or Selection()
    with in_style():
        made = (
            _timeline(graph, pair, selection, by=by, paper=paper)
            if kind == "timeline"
            else _of_many(graph, kind, selection, paper)
        )
    if path is not None:
        made.save(path)
    return made


def _of_many(graph: Graph, kind: Literal["network", "matrix"], selection: Selection, paper: Paper) -> Plot:
    from kg.plots.caption import leaves_acts_out, matrix_caption, network_caption
    from kg.plots.matrix import draw_matrix, grid_of, measured_actors
    from kg.plots.network import draw_network
    from kg.plots.shown import find_shown, latest_day_of, ties_as_of

    latest = latest_day_of(graph)
    as_of = min(selection.until or latest, latest)
    limit = selection.actors or ACTORS[kind]
    shown = find_shown(graph.corpus, graph.ties, selection, limit=limit, standing=ties_as_of(graph, as_of))
    of_all, corpus = leaves_acts_out(selection), graph.corpus
    if kind == "network":
        actors = shown.tied
        caption = plain(network_caption(shown, selection, corpus=corpus, measure=DEFAULT_MEASURE, as_of=as_of))
        sheet = draw_network(shown, paper, caption=caption, of_all=of_all)
    elif actors := measured_actors(shown):
        grid = grid_of(shown, paper)
        caption = plain(matrix_caption(shown, grid, selection, corpus=corpus, measure=DEFAULT_MEASURE, as_of=as_of))
        sheet = draw_matrix(grid, paper, caption=caption, of_all=of_all)
    else:
        raise SelectionError("nothing to draw: no act that counts joins two of the actors shown; leave a filter out")
    what = slug(f"{len(actors)} actors {selection.in_words(shown.names)}")
    names = [shown.names[actor] for actor in actors]
    return _plot(sheet.figure, caption, f"{kind}-{what}", [*names, paper.title, caption])


def _timeline(
    graph: Graph, names: tuple[str, str] | None, selection: Selection, *, by: Unit | None, paper: Paper
) -> Plot:
    from kg.plots.caption import timeline_caption
    from kg.plots.timeline import draw_timeline, place_events
    from kg.plots.told import find_told

    a, b = _pair(graph, names, selection)
    told = find_told(graph.corpus, a, b, selection)
    first, last = _span(told, selection)
    course, why_none = _course(graph, told, selection, by or _unit(first, last))
    if course:
        first = first if selection.since else min(first, course.periods[0].first)
        last = last if selection.until else max(last, course.periods[-1].last)
    placed = place_events(told, paper, span=(first, last))
    caption = plain(
        timeline_caption(
            placed, selection, corpus=graph.corpus, measure=DEFAULT_MEASURE, course=course, why_none=why_none
        )
    )
    sheet = draw_timeline(placed, course, paper, caption=caption)
    name = slug(f"timeline {a.name} {b.name} {selection.in_words({}, of_events=True)}")
    return _plot(sheet.figure, caption, name, [a.name, b.name, paper.title, caption])


def _plot(figure: Figure, caption: str, name: str, texts: Sequence[str]) -> Plot:
    return Plot(figure=figure, caption=caption, name=_short(name), missing=undrawable(plain(text) for text in texts))


def _short(name: str) -> str:
    """Return a name for a file that every system takes, cut off between words."""
    return name if len(name) <= _NAME else name[:_NAME].rpartition("-")[0]


def _pair(graph: Graph, names: tuple[str, str] | None, selection: Selection) -> tuple[Actor, Actor]:
    from kg.decisions import former_names
    from kg.lookup import find_actor

    actors = actors_of(graph.corpus)
    if names is not None:
        former = former_names(graph.corpus.decisions)
        return find_actor(names[0], actors, former=former), find_actor(names[1], actors, former=former)
    if selection.tie is None:
        raise SelectionError("a timeline takes two actors; name them, or give the address of a page with a tie chosen")
    by_id = {actor.id: actor for actor in actors}
    selection.check(graph.corpus)
    return by_id[selection.tie[0]], by_id[selection.tie[1]]


def _span(told: Told, selection: Selection) -> tuple[date, date]:
    first = selection.since or min(each.first for each in told.events)
    return first, max(first, selection.until or max(each.last for each in told.events))


def _unit(first: date, last: date) -> Unit:
    days = (last - first).days
    return "week" if days <= 120 else "month" if days <= 3 * 366 else "quarter" if days <= 12 * 366 else "year"


def _course(graph: Graph, told: Told, selection: Selection, by: Unit) -> tuple[Course | None, str]:
    """Return the course of a pair, or why it has none."""
    from kg.courses import course

    try:
        return course(graph, told.a.id, told.b.id, by=by, since=selection.since, until=selection.until), ""
    except MeasureError as error:
        return None, str(error)
