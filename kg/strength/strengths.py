"""An event table in; the strengths of all pairs as one table, with the parameters that made it, out."""

from __future__ import annotations

import json
from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING

import numpy as np
import polars as pl

from kg.cells import guarded_csv
from kg.strength.ledger import Ledger
from kg.strength.measure import DEFAULT_MEASURE
from kg.strength.posterior import figures, with_intervals
from kg.strength.sums import pair_sums
from kg.strength.ties import Tie, latest_day, ties_of

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

    from kg.strength.measure import Measure


@dataclass(frozen=True, kw_only=True)
class Strengths:
    """The strength of every pair with an act, as of a day.

    ``frame`` has a row for each pair, sorted by pair: ``a``, ``b``, ``strength`` T, ``low``, ``high``, ``affinity`` A,
    ``engagement`` L, ``observed``, ``expected``, ``cooperative``, ``hostile``, ``acts``, ``prior_share``, ``last``.
    ``table`` are the events that it was made from, ``since`` is None where acts of all times count.
    """

    frame: pl.DataFrame
    table: pl.DataFrame
    measure: Measure
    as_of: date
    since: date | None

    @property
    def parameters(self) -> Mapping[str, object]:
        """Return what made these figures, as every output carries it."""
        since = self.since.isoformat() if self.since else None
        return {"as_of": self.as_of.isoformat(), "since": since, **self.measure.to_dict()}

    def tie(self, a: str, b: str) -> Tie | None:
        """Return the tie of a pair with its receipt, None where no act joins the two.

        What is expected of the pair hangs on the whole graph, and is that of the frame.
        """
        pair = sorted((a, b))
        if self.frame.filter(pl.col("a") == pair[0], pl.col("b") == pair[1]).is_empty():
            return None
        found = ties_of(self.table, measure=self.measure, as_of=self.as_of, since=self.since, only=(pair[0], pair[1]))
        return found[0]

    def of(self, actor: str) -> Strengths:
        """Return the strengths of the ties of one actor."""
        return replace(self, frame=self.frame.filter((pl.col("a") == actor) | (pl.col("b") == actor)))

    def partners(self, actor: str) -> tuple[str, ...]:
        """Return with whom an actor has acts, those with most dealings first."""
        frame = self.of(actor).frame.sort(["observed", "a", "b"], descending=[True, False, False])
        return tuple(b if a == actor else a for a, b in frame.select("a", "b").iter_rows())

    def to_frame(self) -> pl.DataFrame:
        """Return the frame with its parameters as JSON in the last column of each row."""
        return self.frame.with_columns(parameters=pl.lit(json.dumps(self.parameters, ensure_ascii=False)))

    def to_csv(self) -> str:
        """Return the frame as CSV, with its parameters as JSON in the last column of each row; no cell is a formula."""
        return guarded_csv(self.to_frame())

    def to_json(self) -> str:
        """Return parameters and rows as JSON."""
        rows = [
            {name: value.isoformat() if isinstance(value, date) else value for name, value in row.items()}
            for row in self.frame.iter_rows(named=True)
        ]
        return json.dumps({"parameters": self.parameters, "ties": rows}, ensure_ascii=False, indent=2) + "\n"


def strengths_of(
    table: pl.DataFrame,
    *,
    measure: Measure = DEFAULT_MEASURE,
    as_of: date | None = None,
    since: date | None = None,
    intervals: bool = True,
    only: Collection[tuple[str, str]] | None = None,
) -> Strengths:
    """Return the strengths of an event table, by default as of its latest day.

    Without ``intervals``, which take most of the time at size, ``low`` and ``high`` are null. With ``only``, pairs of
    sorted ends, the frame has those of them that an act joins; what is expected of them still hangs on the whole graph.

    Raises
    ------
    MeasureError
        If there are more actors or other days than strength can be computed for.
    """
    day = as_of or latest_day(table)
    sums = pair_sums(Ledger.of(table, measure), measure, as_of=day, since=since)
    found = figures(sums, measure, intervals=intervals and only is None)
    if only is not None:
        ends = zip(sums.a.tolist(), sums.b.tolist(), strict=True)
        places = [place for place, (a, b) in enumerate(ends) if (sums.actors[a], sums.actors[b]) in only]
        sums, found = sums.at(places), found.at(places)
        found = with_intervals(found, sums, measure) if intervals else found
    names = np.array(sums.actors, dtype=object)
    last = pl.Series("last", sums.last - date(1970, 1, 1).toordinal(), dtype=pl.Int32).cast(pl.Date)
    frame = pl.DataFrame(
        {
            "a": pl.Series(names[sums.a].tolist(), dtype=pl.String),
            "b": pl.Series(names[sums.b].tolist(), dtype=pl.String),
            "strength": found.strength,
            "low": found.low,
            "high": found.high,
            "affinity": found.affinity,
            "engagement": found.engagement,
            "observed": sums.observed,
            "expected": found.expected,
            "cooperative": sums.cooperative,
            "hostile": sums.hostile,
            "acts": sums.acts,
            "prior_share": found.prior_share,
            "last": last,
        }
    ).with_columns(
        pl.col("low", "high").fill_nan(None),
        last=pl.when(pl.Series(sums.last) == 0).then(None).otherwise(pl.col("last")),
    )
    return Strengths(frame=frame, table=table, measure=measure, as_of=day, since=since)
