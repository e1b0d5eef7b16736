"""Weeks of acts of pairs in; the dates at which affinity or engagement changed, with the acts that made the change, out."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any, Final, Literal

import numpy as np
import polars as pl

from kg.courses.exposure import WEEK
from kg.courses.segments import STORY_WEEKS, count_breaks, sign_breaks
from kg.strength.sums import act_weight

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from numpy.typing import NDArray

    from kg.courses.exposure import Weeks
    from kg.courses.segments import Break
    from kg.model import RelationId
    from kg.series.acts import Acts
    from kg.strength.kinds import ActType
    from kg.strength.measure import Measure

    Floats = NDArray[np.float64]

Kind = Literal["affinity", "engagement"]
Word = Literal["warming", "cooling", "broke", "made up", "more dealings", "fewer dealings"]

MOST: Final = 3
"""How many acts are shown for a change."""

_AROUND: Final = timedelta(weeks=STORY_WEEKS)


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangeAct:
    """An act at a change: what the one did to the other on a day.

    ``sign`` is 1, 0 or -1 as it counts for affinity; ``weight`` the credibility of the act, in [0, 1]. ``events`` are the
    ids that lead back to the events or rows; ``sentence`` is one that tells of it, "" where the source has none.
    """

    day: date
    source: str
    relation: RelationId
    target: str
    sign: int
    weight: float
    events: tuple[str, ...]
    sentence: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """A date from which two actors were friendlier or more hostile, or dealt with each other more or less, than before.

    ``earliest`` and ``latest`` are the ends of the 90 % range of the date. For affinity, ``before`` and ``after`` are the
    balance (c - h) / (c + h) of the acts up to the change and from it on, as far as the next change; for engagement the
    log2 of observed by expected acts. ``acts_before`` and ``acts_after`` count these acts, for affinity the signed ones.
    The figures are of whole weeks. ``acts`` are the up to three that weigh most near the change: for affinity those of the
    new sign; for fewer dealings the last before it.
    """

    kind: Kind
    word: Word
    day: date
    earliest: date
    latest: date
    before: float
    after: float
    acts_before: int
    acts_after: int
    acts: tuple[ChangeAct, ...] = ()

    @property
    def phrase(self) -> str:
        """Return the change in words for people, such as "warming since 2013-09-16"."""
        return f"{self.word} {'on' if self.word in ('broke', 'made up') else 'since'} {self.day}"


def changes_of(
    acts: Acts, weeks: Weeks, *, pair: int, row: int, measure: Measure, rows: pl.DataFrame, sentences: Mapping[str, str]
) -> tuple[Change, ...]:
    """Return the changes of a pair in the order of their days; ``row`` is its place in the weeks, ``rows`` are its acts."""
    size = len(weeks.first)
    if size < 2:
        return ()
    mine = (acts.pair == pair) & (acts.day <= weeks.last)
    week, sign = (acts.day[mine] - weeks.first[0]) // WEEK, acts.sign[mine]

    def counted(which: NDArray[np.bool_]) -> Floats:
        return np.bincount(week[which], minlength=size).astype(np.float64)

    friendly, hostile, every = counted(sign > 0), counted(sign < 0), counted(np.full(len(week), fill_value=True))
    found = [
        *_affinity(weeks, friendly, hostile, measure),
        *_engagement(weeks, every, weeks.expected[row]),
    ]
    dated = (_with_acts(change, rows, sentences) for change in found)
    return tuple(sorted(dated, key=lambda change: (change.day, change.kind)))


def act_rows(reports: pl.DataFrame, measure: Measure, kinds: Mapping[RelationId, ActType]) -> pl.DataFrame:
    """Return the dated acts of the rows of a table that count (see `kg.strength.ledger.counted_rows`), sorted by day."""
    symmetric = sorted(relation for relation, kind in kinds.items() if kind.symmetric)
    signs = {relation: kind.sign for relation, kind in kinds.items()}
    turned = (pl.col("a") > pl.col("b")) & pl.col("relation").is_in(symmetric)
    act = ["day", "from", "relation", "to"]
    official = pl.col("official").any() if measure.official_only else pl.lit(value=True)
    found = (
        reports.filter(pl.col("day").is_not_null())
        .with_columns(
            pl.when(turned).then("b").otherwise("a").alias("from"), pl.when(turned).then("a").otherwise("b").alias("to")
        )
        .group_by(act)
        .agg(
            events=pl.col("event").unique().sort(),
            sources=pl.max_horizontal(pl.col("teller").n_unique(), pl.col("tellers").max()),
            official=official,
        )
        .sort(act)
    )
    weights = {each: act_weight(0, each, measure) for each in found["sources"].unique().to_list()}
    return found.with_columns(
        sign=pl.when("official").then(pl.col("relation").replace_strict(signs, return_dtype=pl.Int8)).otherwise(0),
        weight=pl.col("sources").replace_strict(weights, return_dtype=pl.Float64),
    )


def _affinity(weeks: Weeks, friendly: Floats, hostile: Floats, measure: Measure) -> Iterator[Change]:
    some = np.flatnonzero(friendly + hostile > 0)
    c, h = friendly[some], hostile[some]
    found = sign_breaks(c, h, dispersion=measure.swing)
    for each, start, end in _bounds(found, len(some)):
        c_old, h_old = c[start : each.week].sum(), h[start : each.week].sum()
        c_new, h_new = c[each.week : end].sum(), h[each.week : end].sum()
        before, after = (c_old - h_old) / (c_old + h_old), (c_new - h_new) / (c_new + h_new)
        if before == after:
            continue
        warmer: Word = "made up" if before < 0 < after else "warming"
        colder: Word = "broke" if after < 0 < before else "cooling"
        yield Change(
            kind="affinity",
            word=warmer if after > before else colder,
            day=_monday(weeks, some[each.week]),
            # Between two weeks with signed acts, the change may have come at any time.
            earliest=_monday(weeks, some[each.low - 1] + 1),
            latest=_monday(weeks, some[each.high]) + timedelta(days=WEEK - 1),
            before=float(before),
            after=float(after),
            acts_before=int(c_old + h_old),
            acts_after=int(c_new + h_new),
        )


def _engagement(weeks: Weeks, counts: Floats, expected: Floats) -> Iterator[Change]:
    # How bursty the pair is, its own weeks tell: the burst of the measure is that of pairs at large.
    found = count_breaks(counts, expected)
    for each, start, end in _bounds(found, len(counts)):
        old, new = counts[start : each.week].sum(), counts[each.week : end].sum()
        # Where nothing at all was observed, the ratio is that of half an act.
        before = np.log2(max(old, 0.5) / expected[start : each.week].sum())
        after = np.log2(max(new, 0.5) / expected[each.week : end].sum())
        yield Change(
            kind="engagement",
            word="more dealings" if after > before else "fewer dealings",
            day=_monday(weeks, each.week),
            earliest=_monday(weeks, each.low),
            latest=_monday(weeks, each.high) + timedelta(days=WEEK - 1),
            before=float(before),
            after=float(after),
            acts_before=int(old),
            acts_after=int(new),
        )


def _bounds(found: tuple[Break, ...], size: int) -> Iterator[tuple[Break, int, int]]:
    """Yield each break with where the level before it begins, and where that after it ends."""
    edges = [0, *(each.week for each in found), size]
    yield from zip(found, edges, edges[2:], strict=False)


def _monday(weeks: Weeks, week: int) -> date:
    return date.fromordinal(int(weeks.first[0]) + WEEK * int(week))


def _with_acts(change: Change, rows: pl.DataFrame, sentences: Mapping[str, str]) -> Change:
    """Return the change with its acts, and with the day of the first act of its week that goes the new way."""
    up = change.after > change.before
    if change.kind == "affinity":
        rows = rows.filter(pl.col("sign") == (1 if up else -1))
    elif not up:
        last = rows.filter(pl.col("day") < change.day).tail(MOST)
        return replace(change, acts=tuple(_act(row, sentences) for row in last.iter_rows(named=True)))
    in_week = rows.filter(pl.col("day").is_between(change.day, change.day + timedelta(days=WEEK - 1)))
    near = rows.filter(pl.col("day").is_between(change.earliest, max(change.latest, change.day + _AROUND)))
    # Of acts that weigh the same, those nearest to the change are shown.
    middle = in_week["day"][0] if in_week.height else change.day
    most = near.sort(
        -pl.col("weight"), (pl.col("day") - middle).dt.total_days().abs(), "day", "from", "relation", "to"
    ).head(MOST)
    shown = tuple(_act(row, sentences) for row in most.sort("day", "from", "relation", "to").iter_rows(named=True))
    return replace(change, day=middle, acts=shown)


def _act(row: Mapping[str, Any], sentences: Mapping[str, str]) -> ChangeAct:
    events = tuple(row["events"])
    return ChangeAct(
        day=row["day"],
        source=row["from"],
        relation=row["relation"],
        target=row["to"],
        sign=row["sign"],
        weight=row["weight"],
        events=events,
        sentence=next((sentences[each] for each in events if each in sentences), ""),
    )
