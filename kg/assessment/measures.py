"""Records and a span of days in; for every pair strength with its parts, and what other tools would say, out."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import numpy as np
import polars as pl

from kg.assessment.records import SCORE, kinds_of_acts
from kg.strength.ledger import Ledger, counted_rows
from kg.strength.posterior import figures
from kg.strength.sums import pair_sums

if TYPE_CHECKING:
    from datetime import date

    from kg.assessment.records import Records
    from kg.strength.measure import Measure

OURS: Final = ("T", "A", "L")
BASELINES: Final = ("count", "Goldstein sum", "Goldstein mean", "NPMI")
MEASURES: Final = OURS + BASELINES


@dataclass(frozen=True, slots=True)
class Source:
    """Records made ready to be measured again and again: their ledger, and their events that count, one row each."""

    ledger: Ledger
    events: pl.DataFrame
    measure: Measure

    @classmethod
    def of(cls, records: Records, measure: Measure) -> Source:
        """Return the source of records; an event that many rows report is one event."""
        kinds = kinds_of_acts()
        rows = counted_rows(records.table, level=measure.level, modalities=measure.modalities, kinds=kinds)
        ends = {"i": pl.min_horizontal("a", "b"), "j": pl.max_horizontal("a", "b")}
        events = rows.select("event", "dataset", "day", SCORE, **ends).unique(
            ["event", "dataset", "i", "j"], keep="first", maintain_order=True
        )
        return cls(ledger=Ledger.of(records.table, measure, relations=kinds), events=events.collect(), measure=measure)


def measured(source: Source, *, as_of: date, since: date | None = None) -> pl.DataFrame:
    """Return all measures of every pair with an act from ``since`` up to a day: a row each, sorted by ``i`` and ``j``.

    T, A and L weigh acts by their age. The others do not, as tools that use them do not: the number of events, the sum
    and the mean of their Goldstein weights, and the normalised pointwise mutual information of the two actors,
    NPMI = ln(p_ij / (2 p_i p_j)) / -ln p_ij (Bouma 2009), with p_i the share of actor i among all ends of events.
    """
    sums = pair_sums(source.ledger, source.measure, as_of=as_of, since=since, relations=kinds_of_acts())
    found = figures(sums, source.measure, intervals=False)
    names = np.array(sums.actors, dtype=object)
    ours = pl.DataFrame(
        {
            "i": names[sums.a].tolist(), "j": names[sums.b].tolist(),
            "T": found.strength, "A": found.affinity, "L": found.engagement,
        },
        schema={"i": pl.String, "j": pl.String, "T": pl.Float64, "A": pl.Float64, "L": pl.Float64},
    )  # fmt: skip
    return ours.join(counted(source, as_of=as_of, since=since), on=["i", "j"], how="left").sort("i", "j")


def counted(source: Source, *, as_of: date, since: date | None = None) -> pl.DataFrame:
    """Return the measures of other tools for every pair."""
    events = source.events.filter(pl.col("day").is_null() | (pl.col("day") <= as_of))
    if since is not None:
        events = events.filter(pl.col("day") >= since)
    pairs = events.group_by("i", "j").agg(
        pl.len().cast(pl.Float64).alias("count"),
        pl.col(SCORE).sum().alias("Goldstein sum"),
        pl.col(SCORE).mean().alias("Goldstein mean"),
    )
    ends = pl.concat([pairs.select(actor=side, count="count") for side in ("i", "j")])
    active = ends.group_by("actor").agg(pl.col("count").sum().alias("active"))
    for side in ("i", "j"):
        pairs = pairs.join(active.rename({"actor": side, "active": f"active_{side}"}), on=side, how="left")
    total = float(pairs["count"].sum())
    together = pl.col("count") / total
    apart = 2.0 * (pl.col("active_i") / (2.0 * total)) * (pl.col("active_j") / (2.0 * total))
    npmi = pl.when(together < 1.0).then((together / apart).log() / -together.log()).otherwise(1.0)
    return pairs.with_columns(NPMI=npmi).drop("active_i", "active_j")
