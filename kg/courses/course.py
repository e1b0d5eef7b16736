"""The values of a course: figures by period and changes, as objects, rows and tables."""

from __future__ import annotations

from dataclasses import asdict, dataclass, fields
from datetime import date
from typing import TYPE_CHECKING, Any

import polars as pl

from kg.series.standings import FIGURES

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from kg.courses.changes import Change
    from kg.series.periods import Unit
    from kg.strength.measure import Measure


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """The figures of a pair at one time, as in `kg.strength.Tie`."""

    strength: float
    low: float
    high: float
    affinity: float
    engagement: float
    observed: float
    expected: float
    cooperative: float
    hostile: float
    prior_share: float
    acts: int


@dataclass(frozen=True, slots=True, kw_only=True)
class CoursePeriod:
    """A period of a course.

    ``standing`` has the figures on its last day from all acts up to it, ``alone`` those from its own acts, None where it
    has none.
    """

    label: str
    first: date
    last: date
    standing: Standing
    alone: Standing | None


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class Course:
    """The strength of a pair over time.

    ``changes`` are in the order of their days. ``acts`` are day and sign (1, 0 or -1) of every dated act from the first to
    the last period; ``undated`` counts those whose day nobody knows, which belong to no period and are left out of all
    figures. ``sources`` says where the events are from.
    """

    a: str
    b: str
    a_name: str
    b_name: str
    unit: Unit
    measure: Measure
    periods: tuple[CoursePeriod, ...]
    changes: tuple[Change, ...]
    acts: tuple[tuple[date, int], ...]
    undated: int = 0
    sources: tuple[str, ...] = ()

    @property
    def frame(self) -> pl.DataFrame:
        """Return a row for each period: label, days and figures, those of the period alone in columns ``alone_…``."""
        rows = [
            {
                "period": each.label,
                "first": each.first,
                "last": each.last,
                **asdict(each.standing),
                **{f"alone_{name}": getattr(each.alone, name, 0 if name == "acts" else None) for name in FIGURES},
            }
            for each in self.periods
        ]
        kinds = {name: pl.Int64() if name.endswith("acts") else pl.Float64() for name in rows[0]}
        return pl.DataFrame(rows, schema={**kinds, "period": pl.String(), "first": pl.Date(), "last": pl.Date()})

    @property
    def parameters(self) -> Mapping[str, object]:
        """Return what made the figures, as every output carries it."""
        return {"by": self.unit, "sources": list(self.sources), **self.measure.to_dict()}

    def to_table(self) -> str:
        """Return the course as lines for people, with a chart of strength."""
        from kg.courses.text import course_text

        return course_text(self)

    def to_dict(self) -> dict[str, object]:
        """Return the course as a row for JSON."""
        return {
            "a": self.a,
            "b": self.b,
            "a_name": self.a_name,
            "b_name": self.b_name,
            "parameters": dict(self.parameters),
            "undated": self.undated,
            "periods": [plain(each) for each in self.periods],
            "changes": [plain(each) for each in self.changes],
        }

    def plot(self, path: Path | str) -> None:
        """Draw the course into an SVG, PNG or PDF file, by its suffix; the same bytes for the same course.

        Raises
        ------
        OutputError
            If matplotlib is not installed, the suffix is another one, or the file cannot be written.
        """
        from kg.courses.plot import plot_course

        plot_course(self, path)

    def __repr__(self) -> str:  # type: ignore[explicit-override]  # typing.override needs Python 3.12
        """Return the counts; all periods would fill the screen."""
        return (
            f"<kg.Course: {self.a_name} and {self.b_name}, {self.periods[0].label} to {self.periods[-1].label}, "
            f"{len(self.acts)} acts, {len(self.changes)} changes>"
        )

    def __str__(self) -> str:  # type: ignore[explicit-override]  # typing.override needs Python 3.12
        return self.to_table()


def plain(value: object) -> object:
    """Return a value of this package as JSON holds it."""
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, tuple):
        return [plain(each) for each in value]
    if hasattr(value, "__dataclass_fields__"):
        return {each.name: plain(getattr(value, each.name)) for each in fields(value)}  # type: ignore[arg-type]  # is one
    return value


def period_of(row: Mapping[str, Any]) -> CoursePeriod:
    """Return the period that a row of a series tells of."""
    return CoursePeriod(
        label=row["period"],
        first=row["first"],
        last=row["last"],
        standing=_standing(row, ""),
        alone=_standing(row, "alone_") if row["alone_acts"] else None,
    )


def _standing(row: Mapping[str, Any], prefix: str) -> Standing:
    return Standing(**{name: row[prefix + name] for name in FIGURES})
