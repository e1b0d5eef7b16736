"""Two graphs and some pairs in; the sentences of each pair that count in one alone, or otherwise than in the other, out."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, Final, NamedTuple

import polars as pl

from kg.differences.opened import Opened
from kg.differences.values import ClaimDifference, FieldChange
from kg.model import Article, Evidence, RelationId
from kg.ontology import load_relations
from kg.strength.ledger import counted_rows, end_at
from kg.strength.measure import Measure

Pair = tuple[str, str]

_COMPARED: Final = ("source", "target", "polarity", "modality", "day", "teller", "official", "counts")


@dataclass(frozen=True, slots=True, kw_only=True)
class Counting:
    """What counts on a side: by which measure, as of which day, and since which, None for all times."""

    measure: Measure
    as_of: date
    since: date | None


class _Told(NamedTuple):
    """A claim as it counts for a pair; ``counts`` is False of what is denied, not of a modality asked for, or no act."""

    relation: str
    source: str
    target: str
    polarity: str
    modality: str
    day: str
    teller: str
    official: bool
    counts: bool
    evidence: Evidence


_Claims = Mapping[Pair, Mapping[tuple[str, str], list[_Told]]]


def claim_differences(
    sides: tuple[Opened, Opened],
    counting: tuple[Counting, Counting],
    pairs: Iterable[Pair],
    *,
    renamed_actors: Mapping[str, str],
    renamed_articles: Mapping[str, str],
    names: Mapping[str, str],
) -> Mapping[Pair, tuple[ClaimDifference, ...]]:
    """Return, for each of the pairs, sorted ends with the ids of the second graph, its sentences that differ.

    Those told of the latest days come first.
    """
    wanted = sorted(set(pairs))
    back = {other: one for one, other in renamed_actors.items()}
    earlier = [sorted_pair(back.get(a, a), back.get(b, b)) for a, b in wanted]
    old = _claims(sides[0], counting[0], earlier, actors=renamed_actors, articles=renamed_articles)
    new = _claims(sides[1], counting[1], wanted, actors={}, articles={})
    describe = _Describe(sides=sides, names=names, official_only=counting[0].measure.official_only)
    return {pair: tuple(describe.differences(old.get(pair, {}), new.get(pair, {}))) for pair in wanted}


def sorted_pair(a: str, b: str) -> Pair:
    """Return two ends in order."""
    return (a, b) if a <= b else (b, a)


def _claims(
    side: Opened,
    counting: Counting,
    pairs: Iterable[Pair],
    *,
    actors: Mapping[str, str],
    articles: Mapping[str, str],
) -> _Claims:
    """Return what is told of some pairs, by article and words, with the ids that actors and articles have later."""
    kinds = load_relations()
    measure = counting.measure
    table = side.source.table.with_row_index("row")
    counted = counted_rows(table, level=measure.level, modalities=measure.modalities, kinds=kinds)
    in_time = pl.col("day").is_null() | (pl.col("day") <= counting.as_of)
    if counting.since is not None:
        in_time &= pl.col("day") >= counting.since
    counts = set(counted.filter(in_time).select("row").collect()["row"].to_list())
    wanted = pl.DataFrame(list(pairs), schema={"low": pl.String, "high": pl.String}, orient="row").unique()
    low, high = pl.min_horizontal("a", "b"), pl.max_horizontal("a", "b")
    rows = (
        table.with_columns(a=end_at(measure.level, "source"), b=end_at(measure.level, "target"))
        .with_columns(low=low, high=high)
        .join(wanted, on=["low", "high"], how="semi", maintain_order="left")
    )
    # A row of the table stands for one claim, in the order of the corpus.
    evidence = [item for event in side.corpus.events for item in event.evidence]
    if len(evidence) != table.height:
        raise ValueError(f"{len(evidence)} claims have {table.height} rows in the event table")
    found: dict[Pair, dict[tuple[str, str], list[_Told]]] = defaultdict(lambda: defaultdict(list))
    for row in rows.iter_rows(named=True):
        item = evidence[row["row"]]
        a, b = actors.get(row["a"], row["a"]), actors.get(row["b"], row["b"])
        told = _told(row, (a, b), item, counts=row["row"] in counts, level=measure.level)
        found[sorted_pair(a, b)][articles.get(item.article, item.article), item.quote].append(told)
    return found


def _told(row: Mapping[str, Any], ends: Pair, item: Evidence, *, counts: bool, level: str) -> _Told:
    symmetric = load_relations()[row["relation"]].symmetric
    source, target = sorted_pair(*ends) if symmetric else ends
    return _Told(
        relation=row["relation"],
        source=source,
        target=target,
        polarity=row["polarity"],
        modality=row["modality"],
        day=row["day"].isoformat() if row["day"] else "",
        teller=row["teller"],
        official=level == "actor" or (row["source_official"] and row["target_official"]),
        counts=counts,
        evidence=item,
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class _Describe:
    sides: tuple[Opened, Opened]
    names: Mapping[str, str]
    official_only: bool

    def differences(
        self, old: Mapping[tuple[str, str], list[_Told]], new: Mapping[tuple[str, str], list[_Told]]
    ) -> list[ClaimDifference]:
        """Return the claims of a pair that differ."""
        found = []
        for key in old.keys() | new.keys():
            for one, other in _partners(old.get(key, []), new.get(key, [])):
                if (one is not None and one.counts) or (other is not None and other.counts):
                    found.append(self._described(one, other))
        return sorted(
            found,
            key=lambda each: (
                -(each.day or date.min).toordinal(), each.article, each.quote, each.relation, each.source, each.target,
                each.kind, str(each.changes),
            ),
        )  # fmt: skip

    def _described(self, one: _Told | None, other: _Told | None) -> ClaimDifference:
        told, side = (other, self.sides[1]) if other is not None else (one, self.sides[0])
        if told is None:
            raise ValueError("a claim has to be told in one of the graphs")
        article: Article | None = side.source.articles.get(told.evidence.article)
        found = ClaimDifference(
            kind="changed" if one and other else "came" if other else "gone",
            source=self.names.get(told.source, told.source),
            relation=told.relation,
            target=self.names.get(told.target, told.target),
            sign=load_relations()[RelationId(told.relation)].sign if self._signed(told) else 0,
            day=date.fromisoformat(told.day) if told.day else None,
            quote=told.evidence.quote,
            article=told.evidence.article,
            outlet=(article.source if article else None) or "",
            teller=told.teller,
            published=article.published if article else None,
        )
        if one is None or other is None:
            return found
        values = ((name, getattr(one, name), getattr(other, name)) for name in _COMPARED)
        changes = tuple(
            FieldChange(name=name, before=self._value(name, before), after=self._value(name, after))
            for name, before, after in values
            if before != after
        )
        return replace(found, changes=changes)

    def _signed(self, told: _Told) -> bool:
        return told.official or not self.official_only

    def _value(self, name: str, value: str | bool) -> str | None:
        if isinstance(value, bool):
            return "yes" if value else "no"
        return (self.names.get(value, value) if name in ("source", "target") else value) or None


def _partners(old: list[_Told], new: list[_Told]) -> Iterator[tuple[_Told | None, _Told | None]]:
    """Yield what differs of what one sentence tells in two graphs: in pairs of the same relation, then those alone."""
    left = sorted(old, key=_counting)
    right = sorted(new, key=_counting)
    for each in list(left):
        same = next((other for other in right if _counting(other) == _counting(each)), None)
        if same is not None:
            left.remove(each)
            right.remove(same)
    for each in list(left):
        same = next((other for other in right if other.relation == each.relation), None)
        if same is not None:
            left.remove(each)
            right.remove(same)
            yield each, same
    yield from ((each, None) for each in left)
    yield from ((None, each) for each in right)


def _counting(told: _Told) -> tuple[object, ...]:
    return told[:-1]
