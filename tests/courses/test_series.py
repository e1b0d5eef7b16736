"""Acts in, series out: each value is that of the strength worked out afresh, and nothing later or of another order moves it."""

from __future__ import annotations

import random
from datetime import date, timedelta

import numpy as np
import polars as pl
import polars.selectors as cs
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.courses import course, courses_of
from kg.series.standings import FIGURES
from kg.strength import Measure
from kg.strength.ledger import Ledger
from kg.strength.posterior import figures
from kg.strength.sums import pair_sums
from tests.courses.tables import START, Act, table

MEASURE = Measure(half_life_days=100)
ACTS = st.lists(
    st.tuples(
        st.sampled_from("abcd"),
        st.sampled_from(["supports", "met-with", "attacked", "appealed-to", "leads"]),
        st.sampled_from("abcd"),
        st.none() | st.integers(0, 400),
    ),
    min_size=1,
    max_size=30,
)


def afresh(rows: pl.DataFrame, *, as_of: date, since: date | None = None) -> dict[tuple[str, str], dict[str, float]]:
    """Return the figures of every pair from the dated acts of a table, by the engine's own functions."""
    dated = rows.filter(pl.col("day").is_not_null())
    sums = pair_sums(Ledger.of(dated, MEASURE), MEASURE, as_of=as_of, since=since)
    found = figures(sums, MEASURE)
    columns = {**found._asdict(), **{name: getattr(sums, name) for name in FIGURES if hasattr(sums, name)}}
    return {
        (sums.actors[a], sums.actors[b]): {name: float(columns[name][place]) for name in FIGURES}
        for place, (a, b) in enumerate(zip(sums.a, sums.b, strict=True))
    }


@settings(max_examples=60, deadline=None)
@given(ACTS)
def test_every_value_is_that_of_the_strength_worked_out_afresh(acts: list[Act]) -> None:
    rows = table(acts)
    courses = courses_of(rows, measure=MEASURE)
    if not len(courses.acts.day):
        return

    for chosen in (courses.pairs_of(), courses.pairs_of()[:1]):
        for row in courses.frame(chosen, by="quarter").iter_rows(named=True):
            fresh = afresh(rows, as_of=row["last"])[row["a"], row["b"]]
            assert {name: row[name] for name in FIGURES} == pytest.approx(fresh, abs=1e-9)
            alone = afresh(rows, as_of=row["last"], since=row["first"]).get((row["a"], row["b"]))
            if alone is None:
                assert row["alone_acts"] == 0
                assert row["alone_strength"] is None
            else:
                assert {name: row[f"alone_{name}"] for name in FIGURES} == pytest.approx(alone, abs=1e-9)


@settings(max_examples=30, deadline=None)
@given(ACTS, st.randoms(use_true_random=False))
def test_the_order_of_the_rows_says_nothing(acts: list[Act], chance: random.Random) -> None:
    rows = table(acts)
    order = list(range(rows.height))
    chance.shuffle(order)
    one, other = (courses_of(each, measure=MEASURE) for each in (rows, rows[order]))
    if not len(one.acts.day):
        return

    assert one.frame(one.pairs_of()).equals(other.frame(other.pairs_of()))
    assert list(one.changes(one.pairs_of())) == list(other.changes(other.pairs_of()))


@settings(max_examples=30, deadline=None)
@given(ACTS, st.integers(0, 400))
def test_what_comes_after_until_has_no_part(acts: list[Act], last: int) -> None:
    rows = table(acts)
    until = START + timedelta(last)
    before = rows.filter(pl.col("day").is_null() | (pl.col("day") <= until))
    one, other = (courses_of(each, measure=MEASURE) for each in (rows, before))
    if not len(other.acts.day):
        return

    for place in other.pairs_of():
        ends = other.acts.ends(int(place))
        found, kept = (each.course(*ends, by="week", until=until) for each in (one, other))
        numbers, words = cs.float(), ~cs.float()
        assert found.frame.select(words).equals(kept.frame.select(words))
        # Actors that come later move the last bits, as sums are added up in another order.
        one_by_one, again = (each.frame.select(numbers).to_numpy() for each in (found, kept))
        assert np.allclose(one_by_one, again, atol=1e-9, equal_nan=True)
        assert found.acts == kept.acts
        assert [change.phrase for change in found.changes] == [change.phrase for change in kept.changes]


def test_two_mixed_sources_count_together_and_an_act_told_by_both_once() -> None:
    one, other = (
        table([("a", "met-with", "b", 0)]),
        table([("a", "met-with", "b", 0), ("a", "supports", "b", 3)], prefix="f"),
    )

    found = course(pl.concat([one, other]), "a", "b")

    assert [each.standing.acts for each in found.periods] == [2]


def test_a_quiet_month_fades_and_has_no_figures_of_its_own() -> None:
    found = course(table([("a", "met-with", "b", 0), ("a", "met-with", "b", 70)]), "A", "b")

    january, february, march = found.periods
    assert february.alone is None
    # 28 days later nothing was added: by hand, 2^(-28 / 365) of January's weight.
    assert february.standing.observed == pytest.approx(january.standing.observed * 2 ** (-28 / 365))
    assert march.alone is not None
    assert march.alone.acts == 1


def test_leaders_act_for_their_states_where_asked() -> None:
    rows = table([("macron", "met-with", "scholz", 0)], states={"macron": "france", "scholz": "germany"})

    found = course(rows, "macron", "Germany", measure=Measure(level="state"))

    assert (found.a, found.b, found.a_name) == ("france", "germany", "France")
    assert len(found.periods) == 1
