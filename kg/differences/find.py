"""Two graphs, or where they lie, in; what they differ in out: articles, decisions, actors, events and ties."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from kg.differences.claims import Counting
from kg.differences.compared import ARTICLED, Compared
from kg.differences.opened import open_side
from kg.differences.values import SECTIONS
from kg.errors import InputError, MeasureError
from kg.strength.measure import DEFAULT_MEASURE

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date
    from pathlib import Path

    from kg.built import Graph
    from kg.differences.values import (
        ActorDifference,
        ArticleDifference,
        DecisionDifference,
        EventDifference,
        Section,
        Side,
        TieDifference,
    )
    from kg.strength.measure import Measure

LEAST: Final = 0.05
"""Smaller changes of strength are counted, not shown: every new article moves all strengths a little."""

TOLERANCE: Final = 0.05
"""A confidence that moved by no more has not changed."""


@dataclass(frozen=True, kw_only=True)
class Difference:
    """What two graphs differ in, from the first to the second.

    ``smaller`` is the number of ties that both have and whose strength changed by less than ``least``. A section that
    was not asked for is empty, as is one without differences; ``sections`` tells them apart. ``notes`` say in words
    what the two cannot be compared in. ``actor`` is the name of the one that the comparison was asked about, "" for all.
    """

    before: Side
    after: Side
    sections: tuple[Section, ...]
    articles: tuple[ArticleDifference, ...]
    decisions: tuple[DecisionDifference, ...]
    actors: tuple[ActorDifference, ...]
    events: tuple[EventDifference, ...]
    ties: tuple[TieDifference, ...]
    smaller: int
    least: float
    tolerance: float
    measure: Measure
    since: date | None
    actor: str
    notes: tuple[str, ...]

    @property
    def same(self) -> bool:
        """Return whether nothing of what was asked for came, went or changed."""
        return not (self.articles or self.decisions or self.actors or self.events or self.ties)

    def to_text(self, *, top: int = 20) -> str:
        """Return the differences as lines for people, at most ``top`` of each section."""
        from kg.differences.text import difference_text

        return difference_text(self, top=top)

    def to_dict(self) -> Mapping[str, object]:
        """Return all of it as plain JSON values, see `kg.differences.rows`."""
        from kg.differences.rows import difference_to_dict

        return difference_to_dict(self)

    def to_json(self) -> str:
        """Return all of it as JSON, see `kg.differences.rows`."""
        from kg.differences.rows import difference_to_json

        return difference_to_json(self)

    def to_csv(self) -> str:
        """Return a row for everything that came or went, and for every particular that changed, as CSV, see `kg.differences.cells`."""
        from kg.differences.cells import difference_to_csv

        return difference_to_csv(self)

    def __repr__(self) -> str:  # type: ignore[explicit-override]  # typing.override needs Python 3.12
        """Return how much differs; all of it would fill the screen."""
        from kg.differences.text import summary_line

        return f"<kg.Difference: {summary_line(self)}>"


def diff(
    before: Graph | Path | str,
    after: Graph | Path | str,
    *,
    measure: Measure = DEFAULT_MEASURE,
    as_of: date | None = None,
    since: date | None = None,
    blocs: Path | str | None = None,
    least: float = LEAST,
    tolerance: float = TOLERANCE,
    actor: str | None = None,
    only: Collection[Section] = SECTIONS,
) -> Difference:
    """Return what came, went or changed from one graph to another, with the sentences that did it.

    An event told by the same sentence is the same event, whatever its id: one whose date was corrected has changed.
    ``diff(b, a)`` is ``diff(a, b)`` the other way round.

    Parameters
    ----------
    before, after
        Graphs, and paths of built folders, RDF and events files.
    measure
        What counts for strength, and how much.
    as_of
        The day that the strengths of both are as of; None takes each at its own: the day its graph was given, else the
        latest day of its events and publications.
    since
        Acts before this day do not count for strength.
    blocs
        CSV that says which state belongs to which bloc and when; a measure of the level "bloc" needs it.
    least
        Ties of both whose strength changed by less are counted and left out.
    tolerance
        A confidence that moved by no more has not changed.
    actor
        Name or id of an actor of one of the graphs: only what touches it is told. Between states, all who act for it do.
    only
        The sections to compare.

    Raises
    ------
    GraphFileError
        If there is no such graph, kg did not write it, or it is an event table.
    InputError
        If an events file cannot be read, or a section is none.
    MeasureError
        If strength cannot be computed, or blocs are missing or not asked for.
    ReferenceDataError
        If the file of blocs cannot be read, or has an unknown state.
    UnknownActorError
        If no actor of the graphs has the name; the message has the nearest ones.
    """
    if (blocs is not None) != (measure.level == "bloc"):
        raise MeasureError("the level bloc and a file that says who belongs to which go together; give both or none")
    unknown = sorted(set(only) - set(SECTIONS))
    if unknown:
        raise InputError(f"there is no section {unknown[0]!r} to compare; give some of {', '.join(SECTIONS)}")
    sides = open_side(before, named="before", blocs=blocs), open_side(after, named="after", blocs=blocs)
    counting = tuple(Counting(measure=measure, as_of=side.day(as_of), since=since) for side in sides)
    found = Compared(sides=sides, counting=(counting[0], counting[1]), actor=actor)
    sections = tuple(section for section in SECTIONS if section in only and (found.articled or section not in ARTICLED))
    ties = found.ties(least) if "ties" in sections else None
    return Difference(
        before=found.side(0, ties),
        after=found.side(1, ties),
        sections=sections,
        articles=found.articles() if "articles" in sections else (),
        decisions=found.decisions() if "decisions" in sections else (),
        actors=found.actors() if "actors" in sections else (),
        events=found.events(tolerance) if "events" in sections else (),
        ties=ties.ties if ties else (),
        smaller=ties.smaller if ties else 0,
        least=least,
        tolerance=tolerance,
        measure=measure,
        since=since,
        actor=found.asked_name,
        notes=tuple(found.notes(sections)),
    )
