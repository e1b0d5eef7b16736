"""Events and names in; the course of a pair, of the pairs of an actor, or of a whole graph, out."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cached_property
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, Final, TypeAlias

import numpy as np
import polars as pl

from kg.built import Graph
from kg.courses.changes import act_rows, changes_of
from kg.courses.course import Course, period_of
from kg.courses.ends import actor_id, pair_of, span_of
from kg.courses.exposure import weeks_of
from kg.errors import InputError, MeasureError
from kg.eventtable import SCHEMA
from kg.ontology import load_relations
from kg.series.acts import acts_of
from kg.series.periods import UNITS, end_of, periods_between, start_of
from kg.series.standings import series_of
from kg.strength.ledger import Ledger, counted_rows
from kg.strength.measure import DEFAULT_MEASURE
from kg.tables import EventSource, open_tables

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from numpy.typing import NDArray

    from kg.courses.changes import Change
    from kg.courses.exposure import Weeks
    from kg.series.acts import Acts
    from kg.series.periods import Period, Unit
    from kg.strength.measure import Measure

Events: TypeAlias = "EventSource | pl.DataFrame | Graph | Path | str"
"""What the events of a course are taken from."""

_AT_ONCE: Final = 64
"""For how many pairs what is expected is worked out at once, so that memory stays small."""

_CHANGEABLE: Final = 6
"""With fewer acts, three on either side of a change, no pair of a graph is looked at."""

_DAYS: Final = MappingProxyType({"week": 7, "month": 30, "quarter": 91, "year": 365})

_MOST_PERIODS: Final = 20_000
"""More periods are a slip of the pen in a date."""


@dataclass(frozen=True, kw_only=True)
class Courses:
    """The courses of all pairs of a graph; each is worked out when it is asked for.

    ``sources`` says where the events are from, for the outputs. Make one with `courses_of`.
    """

    events: EventSource
    measure: Measure
    acts: Acts
    sources: tuple[str, ...] = ()

    def course(
        self, one: str, other: str, *, by: Unit = "month", since: date | None = None, until: date | None = None
    ) -> Course:
        """Return the course of two actors, see `course`."""
        _check_order(since, until)
        a, b = sorted(actor_id(name, self.events, level=self.measure.level) for name in (one, other))
        if a == b:
            raise InputError(f"{one!r} and {other!r} are the same actor, {self.name(a)} ({a}); give two")
        pair = pair_of(self.acts, a, b, name=self.name)
        days = span_of(self.acts, pair, name=self.name)
        if until and until < days[0]:
            raise MeasureError(f"{self.name(a)} and {self.name(b)} have no act by {until}; their first is of {days[0]}")
        periods = self._periods(days, by, since, until)
        frame = series_of(self.acts, self.measure, periods, pairs=np.array([pair]), trim=False)
        last = periods[-1].last
        mine = (self.acts.pair == pair) & (self.acts.day >= periods[0].first.toordinal())
        mine &= self.acts.day <= last.toordinal()
        signed = zip(self.acts.day[mine].tolist(), self.acts.sign[mine].tolist(), strict=True)
        return Course(
            a=a,
            b=b,
            a_name=self.name(a),
            b_name=self.name(b),
            unit=by,
            measure=self.measure,
            periods=tuple(period_of(row) for row in frame.iter_rows(named=True)),
            changes=self._changes(pair, since=since, until=until),
            acts=tuple((date.fromordinal(day), sign) for day, sign in signed),
            undated=int(self.acts.undated[pair]),
            sources=self.sources,
        )

    def pairs_of(self, actor: str | None = None) -> NDArray[np.intp]:
        """Return the places of the pairs with a dated act, of one actor or of all, those with most acts first."""
        numbers = np.bincount(self.acts.pair, minlength=len(self.acts.a))
        here = numbers > 0
        if actor is not None:
            found = actor_id(actor, self.events, level=self.measure.level)
            place = self.acts.actors.index(found) if found in self.acts.actors else -1
            here &= (self.acts.a == place) | (self.acts.b == place)
            if not here.any():
                raise MeasureError(f"{self.name(found)} ({found}) has no dated act with another that counts")
        pairs = np.flatnonzero(here)
        return pairs[np.argsort(-numbers[pairs], kind="stable")]

    def frame(
        self,
        pairs: NDArray[np.intp],
        *,
        by: Unit = "month",
        since: date | None = None,
        until: date | None = None,
        intervals: bool = True,
    ) -> pl.DataFrame:
        """Return the long table of some pairs, sorted by pair and period, each from its first period with acts.

        It ends with the last one, or with ``until``.
        """
        if not len(self.acts.day):
            raise MeasureError("no act has a day; a course needs days")
        first, last = (date.fromordinal(int(self.acts.day[place])) for place in (0, -1))
        if until and until < first:
            raise MeasureError(f"there is no act by {until}; the first is of {first}")
        periods = self._periods((first, last), by, since, until)
        return series_of(
            self.acts, self.measure, periods, pairs=np.sort(pairs), trim=until is None, intervals=intervals
        )

    def changes(
        self, pairs: Sequence[int] | NDArray[np.intp], *, since: date | None = None, until: date | None = None
    ) -> Iterator[tuple[str, str, Change]]:
        """Yield the changes of some pairs with the ids of the two, pair by pair."""
        _check_order(since, until)
        numbers = np.bincount(self.acts.pair, minlength=len(self.acts.a))
        many = [int(pair) for pair in pairs if numbers[pair] >= _CHANGEABLE]
        final = until or self._final
        for start in range(0, len(many), _AT_ONCE):
            here = np.array(many[start : start + _AT_ONCE], np.intp)
            weeks = weeks_of(self.acts, self.measure, pairs=here, until=final)
            for row, pair in enumerate(here.tolist()):
                ends = self.acts.ends(pair)
                reports = self._reports[min(ends), max(ends)]
                found = self._dated(pair, weeks, row=row, reports=reports, since=since)
                yield from ((*ends, change) for change in found)

    def name(self, actor: str) -> str:
        """Return the name of an actor."""
        return self._names.get(actor, actor)

    @cached_property
    def _names(self) -> Mapping[str, str]:
        return {actor.id: actor.name for actor in self.events.actors}

    @cached_property
    def _reports(self) -> Mapping[tuple[str, str], pl.DataFrame]:
        return _by_pair(self._counted)

    @property
    def _counted(self) -> pl.LazyFrame:
        measure = self.measure
        return counted_rows(
            self.events.table, level=measure.level, modalities=measure.modalities, kinds=load_relations()
        )

    @cached_property
    def _sentences(self) -> Mapping[str, str]:
        return {
            event: " ".join(each[0].quote.split())
            for event, claims in self.events.evidence.items()
            if (each := [claim for claim in claims if claim.polarity == "affirmed"] or list(claims))
        }

    @property
    def _final(self) -> date:
        return date.fromordinal(int(self.acts.day[-1])) if len(self.acts.day) else date(1970, 1, 1)

    def _changes(self, pair: int, *, since: date | None, until: date | None) -> tuple[Change, ...]:
        ends = self.acts.ends(pair)
        reports = self._counted.filter(pl.col("a").is_in(ends) & pl.col("b").is_in(ends)).collect()
        weeks = weeks_of(self.acts, self.measure, pairs=np.array([pair]), until=until or self._final)
        return self._dated(pair, weeks, row=0, reports=reports, since=since)

    def _dated(
        self, pair: int, weeks: Weeks, *, row: int, reports: pl.DataFrame, since: date | None
    ) -> tuple[Change, ...]:
        found = changes_of(
            self.acts,
            weeks,
            pair=pair,
            row=row,
            measure=self.measure,
            rows=act_rows(reports, self.measure, load_relations()),
            sentences=self._sentences,
        )
        return tuple(change for change in found if since is None or change.day >= since)

    @staticmethod
    def _periods(days: tuple[date, date], by: Unit, since: date | None, until: date | None) -> tuple[Period, ...]:
        """Return the periods from the first to the last day, or from and to those asked for."""
        if by not in UNITS:
            raise InputError(f"by is {by!r}; give one of {', '.join(UNITS)}")
        _check_order(since, until)
        first = max(since, start_of(days[0], by)) if since else start_of(days[0], by)
        last = until or max(end_of(days[1], by), end_of(first, by))
        if (last - first).days > _MOST_PERIODS * _DAYS[by]:
            raise InputError(f"there are more than {_MOST_PERIODS:,} {by}s from {first} to {last}; give nearer days")
        return periods_between(first, last, by)


def courses_of(
    events: Events | Sequence[Events], *, measure: Measure = DEFAULT_MEASURE, sources: Sequence[str] | None = None
) -> Courses:
    """Return the courses of some events, see `course`; undated acts are counted, but have no part.

    Raises
    ------
    GraphFileError
        If a source is none that kg reads.
    MeasureError
        If there are more actors or other days than strength can be computed for.
    """
    given = [events] if isinstance(events, EventSource | pl.DataFrame | Graph | Path | str) else list(events)
    opened = [each if isinstance(each, EventSource) else open_tables([each]) for each in given]
    source = opened[0] if len(opened) == 1 else EventSource(
        table=pl.concat([each.table for each in opened] or [pl.DataFrame(schema=SCHEMA)]),
        corpora=tuple(corpus for each in opened for corpus in each.corpora),
    )  # fmt: skip
    paths = [Path(each) for each in given if isinstance(each, Path | str)]
    labels = sources if sources is not None else [path.name or str(path) for path in paths]
    acts = acts_of(Ledger.of(source.table, measure), measure)
    return Courses(events=source, measure=measure, acts=acts, sources=tuple(labels))


def course(
    events: Events | Sequence[Events],
    one: str,
    other: str,
    *,
    by: Unit = "month",
    since: date | None = None,
    until: date | None = None,
    measure: Measure = DEFAULT_MEASURE,
    sources: Sequence[str] | None = None,
) -> Course:
    """Return the strength of two actors over time, with the dates on which it changed.

    Parameters
    ----------
    events
        A built graph or its folder, an RDF file, an events file, an event table or its Parquet file; several are mixed.
    one, other
        Names or ids of the two, as `kg.lookup.find_actor` understands them.
    by
        "week", "month", "quarter" or "year".
    since, until
        The first and last day; by default the periods with the first and the last act. Acts before ``since`` count, as
        they do for the strength of any day, but those after ``until`` have no part in anything.
    measure
        What counts, and how much.
    sources
        Where the events are from, for the outputs; None takes the names of files and folders.

    Raises
    ------
    UnknownActorError
        If a name is not that of an actor of the events; the message has the nearest ones.
    MeasureError
        If no dated act joins the two by then.
    InputError
        If the two are one, or since is after until.
    GraphFileError
        If a source is none that kg reads.
    """
    return courses_of(events, measure=measure, sources=sources).course(one, other, by=by, since=since, until=until)


def _by_pair(rows: pl.LazyFrame) -> Mapping[tuple[str, str], pl.DataFrame]:
    ends = {"low": pl.min_horizontal("a", "b"), "high": pl.max_horizontal("a", "b")}
    groups = rows.with_columns(**ends).collect().partition_by("low", "high", as_dict=True)
    return {(str(key[0]), str(key[1])): group for key, group in groups.items()}


def _check_order(since: date | None, until: date | None) -> None:
    if since and until and since > until:
        raise InputError(f"since {since} is after until {until}; swap the two")
