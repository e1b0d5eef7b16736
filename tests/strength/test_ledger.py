"""Event tables in; the sums of pairs, equal to a plain loop's and to the last bit the same however they were added up."""

from __future__ import annotations

import math
from collections import defaultdict
from datetime import date, timedelta

import numpy as np
import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.errors import MeasureError
from kg.eventtable import SCHEMA
from kg.model import RelationId
from kg.ontology import load_relations
from kg.strength import Measure
from kg.strength.ledger import Ledger
from kg.strength.sums import PairSums, pair_sums

TODAY = date(2024, 1, 1)
MEASURE = Measure(half_life_days=100)
Row = tuple[str, str, str, int | None, str, int, bool]
"""Source, target, relation, age in days (None: unknown), teller, tellers, official."""

ROWS = st.lists(
    st.tuples(
        st.sampled_from("abcd"),
        st.sampled_from("abcd"),
        st.sampled_from(["supports", "met-with", "attacked", "appealed-to", "leads"]),
        st.none() | st.integers(-2, 400),
        st.sampled_from(["", "wire", "paper", "radio"]),
        st.integers(1, 4),
        st.booleans(),
    ),
    max_size=25,
)


def table(rows: list[Row], *, state: str = "") -> pl.DataFrame:
    """Return an event table; with ``state``, c and d act for it."""
    return pl.DataFrame(
        [
            (
                f"e{number}", "text", None if age is None else TODAY - timedelta(age),
                source, source, state if source in "cd" else "", official,
                target, target, state if target in "cd" else "", True,
                relation, "affirmed", "actual", teller, tellers,
            )
            for number, (source, target, relation, age, teller, tellers, official) in enumerate(rows)
        ],
        schema=SCHEMA,
        orient="row",
    )  # fmt: skip


def sums(*tables: pl.DataFrame, measure: Measure = MEASURE) -> PairSums:
    ledger = Ledger.of(tables[0], measure)
    for other in tables[1:]:
        ledger = ledger.add(other)
    return pair_sums(ledger, measure, as_of=TODAY)


def plain(rows: list[Row]) -> dict[tuple[str, str], tuple[float, float, float, int]]:
    """Return observed, cooperative and hostile sums and the number of acts of each pair, by a loop over dictionaries."""
    kinds = load_relations()
    tellers: dict[tuple[str, str, str, str, int | None], set[str]] = defaultdict(set)
    counted: dict[tuple[str, str, str, str, int | None], int] = defaultdict(int)
    for source, target, relation, age, teller, number, _ in rows:
        kind = kinds[RelationId(relation)]
        if source == target or kind.static or (age is not None and age < 0):
            continue
        low, high = sorted((source, target))
        act = (low, high, "both" if kind.symmetric else source, relation, age)
        tellers[act].add(teller)
        counted[act] = max(counted[act], number)
    found: dict[tuple[str, str], list[float]] = defaultdict(lambda: [0.0, 0.0, 0.0, 0])
    for act, names in tellers.items():
        low, high, _, relation, age = act
        weight = 2 ** (-(age or 0) / 100) * (1 - 0.3 ** max(len(names), counted[act]))
        sign = kinds[RelationId(relation)].sign
        entry = found[low, high]
        entry[0] += weight
        entry[1] += weight * (sign > 0)
        entry[2] += weight * (sign < 0)
        entry[3] += 1
    return {pair: (entry[0], entry[1], entry[2], int(entry[3])) for pair, entry in found.items()}


@settings(max_examples=150, deadline=None)
@given(rows=ROWS)
def test_sums_are_those_of_a_plain_loop(rows: list[Row]) -> None:
    found = sums(table(rows))

    expected = plain(rows)
    pairs = [(found.actors[a], found.actors[b]) for a, b in zip(found.a, found.b, strict=True)]
    assert pairs == sorted(expected)
    for place, pair in enumerate(pairs):
        observed, cooperative, hostile, acts = expected[pair]
        assert found.observed[place] == pytest.approx(observed, abs=1e-9)
        assert found.cooperative[place] == pytest.approx(cooperative, abs=1e-9)
        assert found.hostile[place] == pytest.approx(hostile, abs=1e-9)
        assert found.acts[place] == acts


@settings(max_examples=150, deadline=None)
@given(rows=ROWS, cut=st.integers(0, 25), seed=st.randoms(use_true_random=False))
def test_adding_reports_gives_the_same_bits_as_all_at_once_in_any_order(
    rows: list[Row], cut: int, seed: object
) -> None:
    whole = table(rows)
    order = list(range(len(rows)))
    seed.shuffle(order)  # type: ignore[attr-defined]  # hypothesis gives a random.Random
    mixed = whole[order]

    at_once, in_two = sums(whole), sums(mixed[:cut], mixed[cut:])

    assert at_once.actors == in_two.actors
    for name in ("a", "b", "observed", "cooperative", "hostile", "acts", "last"):
        assert np.array_equal(getattr(at_once, name), getattr(in_two, name)), name


def test_reports_of_one_act_by_sources_of_one_name_count_once() -> None:
    rows: list[Row] = [("a", "b", "supports", 0, "wire", 1, True)] * 3

    assert sums(table(rows)).observed.tolist() == pytest.approx([0.7])


def test_a_row_that_stands_for_several_sources_weighs_as_they_do() -> None:
    assert sums(table([("a", "b", "supports", 0, "", 3, True)])).observed.tolist() == pytest.approx([1 - 0.3**3])


def test_people_act_for_their_states_where_asked() -> None:
    rows: list[Row] = [("c", "a", "supports", 0, "x", 1, True), ("d", "a", "attacked", 0, "x", 1, True)]
    rolled = Measure(level="state")

    found = sums(table(rows, state="france"), measure=rolled)

    assert found.actors == ("a", "france")
    assert found.acts.tolist() == [2]


def test_what_is_no_official_act_counts_for_engagement_alone_between_states() -> None:
    rows: list[Row] = [("c", "a", "supports", 0, "x", 1, False)]

    found = sums(table(rows, state="france"), measure=Measure(level="state"))
    asked = sums(table(rows, state="france"), measure=Measure(level="state", official_only=False))

    assert (found.cooperative.tolist(), found.observed.tolist()) == ([0.0], pytest.approx([0.7]))
    assert asked.cooperative.tolist() == pytest.approx([0.7])


def test_dealings_within_a_state_are_none_between_states() -> None:
    rows: list[Row] = [("c", "d", "supports", 0, "x", 1, True)]

    assert sums(table(rows, state="france"), measure=Measure(level="state")).actors == ()


def test_acts_before_since_and_those_without_a_day_then_do_not_count() -> None:
    rows: list[Row] = [("a", "b", "supports", age, "x", 1, True) for age in (5, 50, None)]
    ledger = Ledger.of(table(rows), MEASURE)

    found = pair_sums(ledger, MEASURE, as_of=TODAY, since=TODAY - timedelta(10))

    assert found.acts.tolist() == [1]


def test_a_day_outside_the_calendar_of_the_ledger_is_an_error() -> None:
    strange = table([("a", "b", "supports", 0, "x", 1, True)]).with_columns(day=pl.lit(date(1066, 10, 14)))

    with pytest.raises(MeasureError, match="a day lies outside 1700 to 2058"):
        Ledger.of(strange, MEASURE)


def test_an_empty_table_has_no_pairs() -> None:
    assert sums(table([])).actors == ()
    assert math.isclose(float(sums(table([])).observed.sum()), 0.0)
