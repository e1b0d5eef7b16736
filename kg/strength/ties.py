"""A corpus in; the strength of every pair that an act joins, with its interval, its parts and its receipt, out."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING

import polars as pl

from kg.eventtable import last_day, table_of, utf8
from kg.model import ActorId
from kg.strength.ledger import Ledger
from kg.strength.measure import DEFAULT_MEASURE
from kg.strength.posterior import figures, with_intervals
from kg.strength.receipt import Contribution, PairFigures, contributions
from kg.strength.sums import pair_sums

if TYPE_CHECKING:
    from collections.abc import Mapping

    from kg.model import Corpus, RelationId
    from kg.strength.kinds import ActType
    from kg.strength.measure import Measure


@dataclass(frozen=True, slots=True, kw_only=True)
class Tie:
    """The strength of one pair of actors, its parts, and the reports it is made of.

    ``strength`` is T = A log2(1 + lift); 0 is no tie or an evenly mixed one. ``affinity`` is A in [-1, 1].
    ``engagement`` is L = log2 lift: 0 as expected, 1 twice as often. ``low`` and ``high`` are the 5th and 95th percentile
    of T. ``events`` counts the events that speak of acts, ``acts`` the acts: what is one thing done on one day counts once.
    ``observed`` and ``expected`` are the weighted counts behind lift, ``cooperative`` and ``hostile`` the weighted sums of
    signed acts. ``prior_share`` is the part of A that is assumption, ``assumption`` the part of T: with the shares of the
    contributions it adds up to T. ``last`` is None where no act has a known day. ``contributions`` are sorted by size.
    """

    a: ActorId
    b: ActorId
    strength: float
    affinity: float
    engagement: float
    low: float
    high: float
    events: int
    acts: int
    observed: float
    expected: float
    cooperative: float
    hostile: float
    prior_share: float
    assumption: float
    last: date | None
    contributions: tuple[Contribution, ...]


def tie_strengths(
    corpus: Corpus,
    *,
    measure: Measure = DEFAULT_MEASURE,
    today: date | None = None,
    since: date | None = None,
    relations: Mapping[RelationId, ActType] | None = None,
) -> tuple[Tie, ...]:
    """Return the tie of every pair that some act joins, sorted by pair.

    Counted are affirmed acts of two different actors, of the modalities of the measure; lasting relations are no acts.
    An undated act ages from the publication of its article; one whose day stays unknown is not aged.
    Strengths are as of ``today``, by default the latest day of a publication or of what was done; later acts do not count, nor
    those before ``since``.

    Raises
    ------
    MeasureError
        If there are more actors or other days than strength can be computed for.
    """
    table = table_of(corpus)
    found = ties_of(table, measure=measure, as_of=today or last_day(corpus), since=since, relations=relations)
    spelt = {utf8(text): text for event in corpus.events for text in (event.id, event.source.id, event.target.id)}
    return found if all(map(str.__eq__, spelt, spelt.values())) else tuple(_spelt(tie, spelt) for tie in found)


def latest_day(table: pl.DataFrame, *others: date) -> date:
    """Return the latest day of what was done in a table, or of other days; 1 January 1970 where there is none.

    See `kg.eventtable.last_day`.
    """
    last = table.filter(pl.col("modality") == "actual")["day"].max()
    return max([*others, *([last] if isinstance(last, date) else [])], default=date(1970, 1, 1))


def ties_of(
    table: pl.DataFrame,
    *,
    measure: Measure,
    as_of: date,
    since: date | None = None,
    relations: Mapping[RelationId, ActType] | None = None,
    only: tuple[str, str] | None = None,
) -> tuple[Tie, ...]:
    """Return the ties of an event table as of a day, sorted by pair; with ``only`` that of one pair, sorted ends."""
    sums = pair_sums(
        Ledger.of(table, measure, relations=relations), measure, as_of=as_of, since=since, relations=relations
    )
    found = figures(sums, measure, intervals=only is None)
    keys = [(ActorId(sums.actors[a]), ActorId(sums.actors[b])) for a, b in zip(sums.a, sums.b, strict=True)]
    if only is not None:
        places = [place for place, key in enumerate(keys) if key == only]
        keys = [keys[place] for place in places]
        sums, found = sums.at(places), with_intervals(found.at(places), sums.at(places), measure)
    columns = (sums.observed, sums.cooperative, sums.hostile, found.expected, found.habit)
    pairs = {key: PairFigures(*map(float, row)) for key, row in zip(keys, zip(*columns, strict=True), strict=True)}
    receipts = contributions(table, pairs, measure, as_of=as_of, since=since, relations=relations)
    return tuple(
        Tie(
            a=pair[0],
            b=pair[1],
            strength=float(found.strength[place]),
            affinity=float(found.affinity[place]),
            engagement=float(found.engagement[place]),
            low=float(found.low[place]),
            high=float(found.high[place]),
            events=len({each.event for each in receipt}),
            acts=int(sums.acts[place]),
            observed=float(sums.observed[place]),
            expected=float(found.expected[place]),
            cooperative=float(sums.cooperative[place]),
            hostile=float(sums.hostile[place]),
            prior_share=float(found.prior_share[place]),
            assumption=parts.assumption,
            last=date.fromordinal(int(sums.last[place])) if sums.last[place] else None,
            contributions=receipt,
        )
        for place, (pair, parts, receipt) in enumerate(receipts)
    )


def _spelt(tie: Tie, ids: Mapping[str, str]) -> Tie:
    """Return the tie with the ids of its corpus, which may hold what a table cannot."""
    receipt = tuple(replace(each, event=ids[each.event]) for each in tie.contributions)
    return replace(tie, a=ActorId(ids[tie.a]), b=ActorId(ids[tie.b]), contributions=receipt)
