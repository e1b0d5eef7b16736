"""The reports of pairs in; what every strength is made of out: parts that add up to it, one for each report."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, NamedTuple

import polars as pl
from scipy import integrate  # type: ignore[import-untyped]  # scipy ships no types

from kg.ontology import load_relations
from kg.strength.ledger import counted_rows
from kg.strength.sums import act_weight

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping
    from datetime import date

    from kg.model import ActorId, RelationId
    from kg.strength.kinds import ActType
    from kg.strength.measure import Measure


@dataclass(frozen=True, slots=True, kw_only=True)
class Contribution:
    """What one report adds to a strength.

    ``sign`` is 1, 0 or -1: a cooperative, neutral or hostile act; ``weight`` the part of the act's decayed credibility that
    falls to this report, all reports of an act sharing it alike. ``share`` is its part of T: with the part that is
    assumption, the shares of a tie add up to its strength. ``day`` is None where nobody knows it.
    """

    event: str
    relation: RelationId
    sign: int
    day: date | None
    teller: str
    dataset: str
    weight: float
    share: float


class PairFigures(NamedTuple):
    """The sums of a pair, and what was expected and predicted of it."""

    observed: float
    cooperative: float
    hostile: float
    expected: float
    habit: float


class Parts(NamedTuple):
    """How T is made of the weights of acts: by unit of any act, of a friendly and a hostile one; and without any."""

    dealing: float
    friendly: float
    hostile: float
    assumption: float

    def share(self, weight: float, sign: int) -> float:
        """Return the part of T that a weight of acts of a sign makes."""
        return weight * (self.dealing + (self.friendly if sign > 0 else self.hostile if sign < 0 else 0.0))


def parts_of(pair: PairFigures, measure: Measure) -> Parts:
    """Return the parts of the strength of a pair.

    The weights of all acts are let grow together from nothing, t = 0, to what they are, t = 1; each act gets what T gains
    by its own growth::

        share_i = w_i  integral over t of  dT/dw_i (t n, t c, t h)

    which is the value of Aumann and Shapley (1974) for a sum that is not additive by itself: the shares and T(0), where
    only assumption speaks, add up to T. Expected counts and habits are held as they are.
    """
    n, c, h, expected, p = pair
    a, k = measure.lift_prior, measure.balance_prior

    def state(t: float) -> tuple[float, float, float, float]:
        mass = t * (c + h) + k
        share = (t * c + k * p) / mass
        total = expected + a + t * n + a
        return 2.0 * share - 1.0, share, mass, total

    def dealing(t: float) -> float:
        affinity, _, _, total = state(t)
        return affinity / (total * math.log(2.0))

    def signed(which: float) -> Callable[[float], float]:
        def slope(t: float) -> float:
            _, share, mass, total = state(t)
            return 2.0 * (which - share) / mass * math.log2(total / (expected + a))

        return slope

    def whole(slope: Callable[[float], float]) -> float:
        # Where there is much evidence, most of the way is made at its very beginning.
        bend = min(0.5, k / (c + h + k), (expected + 2 * a) / (n + expected + 2 * a))
        value, _ = integrate.quad(slope, 0.0, 1.0, points=[bend], epsabs=1e-13, epsrel=1e-12, limit=200)
        return float(value)

    assumption = (2.0 * p - 1.0) * math.log2(1.0 + a / (expected + a))
    return Parts(dealing=whole(dealing), friendly=whole(signed(1.0)), hostile=whole(signed(0.0)), assumption=assumption)


def contributions(
    table: pl.DataFrame,
    pairs: Mapping[tuple[ActorId, ActorId], PairFigures],
    measure: Measure,
    *,
    as_of: date,
    since: date | None = None,
    relations: Mapping[RelationId, ActType] | None = None,
) -> Iterator[tuple[tuple[ActorId, ActorId], Parts, tuple[Contribution, ...]]]:
    """Yield for each of the pairs its parts and its reports, those that say most first."""
    kinds = relations or load_relations()
    rows = _reports(table, measure, as_of=as_of, since=since, kinds=kinds)
    groups = {
        (str(key[0]), str(key[1])): group for key, group in rows.partition_by("low", "high", as_dict=True).items()
    }
    for pair, figures in pairs.items():
        parts = parts_of(figures, measure)
        group = groups.get((str(pair[0]), str(pair[1])))
        found = (
            []
            if group is None
            else [_contribution(row, parts, kinds, measure, as_of) for row in group.iter_rows(named=True)]
        )
        yield pair, parts, tuple(sorted(found, key=lambda each: (-abs(each.share), each.event, each.teller)))


def _reports(
    table: pl.DataFrame, measure: Measure, *, as_of: date, since: date | None, kinds: Mapping[RelationId, ActType]
) -> pl.DataFrame:
    """Return each distinct report with the two ends of its pair, and of its act the sources and the number of reports."""
    symmetric = sorted(relation for relation, kind in kinds.items() if kind.symmetric)
    turned = pl.col("a") > pl.col("b")
    in_time = pl.col("day").is_null() | (pl.col("day") <= as_of)
    if since is not None:
        in_time &= pl.col("day") >= since
    act = ["low", "high", "way", "relation", "day"]
    sources = pl.max_horizontal(pl.col("teller").n_unique(), pl.col("tellers").max()).over(act)
    return (
        counted_rows(table, level=measure.level, modalities=measure.modalities, kinds=kinds)
        .filter(in_time)
        .with_columns(
            low=pl.min_horizontal("a", "b"),
            high=pl.max_horizontal("a", "b"),
            way=turned & ~pl.col("relation").is_in(symmetric),
        )
        .unique(["event", "dataset", "teller", *act], keep="first", maintain_order=True)
        .with_columns(
            official=pl.col("official").any().over(act),
            sources=sources,
            reports=pl.len().over(act),
        )
        .collect()
    )


def _contribution(
    row: Mapping[str, Any], parts: Parts, kinds: Mapping[RelationId, ActType], measure: Measure, as_of: date
) -> Contribution:
    sign = kinds[row["relation"]].sign
    counted = sign if row["official"] or not measure.official_only else 0
    age = (as_of - row["day"]).days if row["day"] else 0
    weight = act_weight(age, row["sources"], measure) / row["reports"]
    return Contribution(
        event=row["event"],
        relation=row["relation"],
        sign=counted,
        day=row["day"],
        teller=row["teller"],
        dataset=row["dataset"],
        weight=weight,
        share=parts.share(weight, counted),
    )
