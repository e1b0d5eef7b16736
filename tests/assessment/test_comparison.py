"""Measures against outcomes: worked out by hand, equal to strength's own figures, and the same bytes each time."""

from __future__ import annotations

import math
from collections.abc import Sequence
from datetime import date
from pathlib import Path

import polars as pl
import pytest
from scipy import stats  # type: ignore[import-untyped]  # scipy ships no types

from kg.assessment.comparison import compared
from kg.assessment.measures import BASELINES, MEASURES, Source, measured
from kg.assessment.records import Records, read_records
from kg.assessment.truth import Truth, read_truth
from kg.errors import InputError
from kg.strength import Measure
from kg.strength.ties import ties_of

MEASURE = Measure(level="state", half_life_days=1461)
Row = tuple[str, str, str, str, str]
ROWS: tuple[Row, ...] = (
    ("2012-05-01", "A", "B", "visited", "2"), ("2012-05-02", "B", "A", "agreed-with", "6"),
    ("2012-05-03", "A", "C", "accused", "-2"), ("2012-05-04", "C", "A", "attacked", "-10"),
    ("2013-05-01", "B", "C", "met-with", "3"), ("2013-05-02", "C", "D", "aided", "7"),
    ("2013-05-03", "A", "B", "supports", "4"), ("2013-05-04", "B", "D", "threatened", "-6"),
)  # fmt: skip


def records(folder: Path, rows: Sequence[Row] = ROWS) -> Records:
    path = folder / "events.csv"
    path.write_text("date,source,target,relation,goldstein\n" + "".join(",".join(row) + "\n" for row in rows))
    return read_records(path)


def truth(folder: Path, rows: str) -> Truth:
    path = folder / "truth.csv"
    path.write_text("i,j,year,agree,rival\n" + rows)
    return read_truth([path])


TRUTH = (
    "A,B,2012,.9,0\nA,C,2012,.2,1\nA,B,2013,.7,0\nA,C,2013,.1,1\nB,C,2013,.5,0\nC,D,2013,.6,0\nB,D,2013,.3,0\n"
    "A,D,2013,.4,1\n"
)


def test_counts_sums_means_and_mutual_information_by_hand(tmp_path: Path) -> None:
    source = Source.of(records(tmp_path), MEASURE)

    found = (
        measured(source, as_of=date(2013, 12, 31))
        .filter((pl.col("i") == "A") & (pl.col("j") == "B"))
        .row(0, named=True)
    )

    assert (found["count"], found["Goldstein sum"], found["Goldstein mean"]) == (3.0, 12.0, 4.0)
    # A and B have 3 of 8 events; A is at 5 of 16 ends, B at 5 of 16.
    assert found["NPMI"] == pytest.approx(math.log((3 / 8) / (2 * 5 / 16 * 5 / 16)) / -math.log(3 / 8))


def test_one_pair_alone_has_the_highest_mutual_information(tmp_path: Path) -> None:
    source = Source.of(records(tmp_path, ROWS[:2]), MEASURE)

    assert measured(source, as_of=date(2013, 12, 31))["NPMI"].to_list() == [1.0]


def test_an_event_told_twice_is_one_event(tmp_path: Path) -> None:
    told = records(tmp_path)
    twice = Records(table=pl.concat([told.table, told.table]), skipped={})

    once, again = (measured(Source.of(each, MEASURE), as_of=date(2013, 12, 31)) for each in (told, twice))

    assert once.select(BASELINES).equals(again.select(BASELINES))


def test_strength_is_that_of_its_own_package(tmp_path: Path) -> None:
    told = records(tmp_path)

    found = measured(Source.of(told, MEASURE), as_of=date(2013, 12, 31))

    ties = ties_of(told.table, measure=MEASURE, as_of=date(2013, 12, 31))
    assert found.select("i", "j", "T", "A", "L").rows() == [
        (tie.a, tie.b, tie.strength, tie.affinity, tie.engagement) for tie in ties
    ]


def test_later_and_earlier_events_do_not_count(tmp_path: Path) -> None:
    source = Source.of(records(tmp_path), MEASURE)

    assert measured(source, as_of=date(2012, 12, 31)).height == 2
    assert measured(source, as_of=date(2013, 12, 31), since=date(2013, 1, 1)).height == 4


def test_over_the_period_each_pair_is_one_row(tmp_path: Path) -> None:
    source = Source.of(records(tmp_path), MEASURE)

    found = compared(source, truth(tmp_path, TRUTH), path="t.csv", draws=20)

    assert (found.rows, found.pairs, found.actors, found.years) == (5, 5, 4, (2012, 2013))
    agree, rival = found.agreements
    rows = measured(source, as_of=date(2013, 12, 31))
    means = [0.8, 0.15, 0.5, 0.3, 0.6]  # of A-B, A-C, B-C, B-D, C-D
    for name in MEASURES:
        assert agree.figures[name].value == pytest.approx(stats.spearmanr(rows[name].to_list(), means).statistic)
    # Only A and C are rivals, and no pair has less affinity.
    assert (rival.positives, rival.rows, rival.hostile, rival.figures["A"].value) == (1, 5, True, 1.0)
    assert rival.differences["A", "count"].value == pytest.approx(1.0 - rival.figures["count"].value)


def test_by_year_each_pair_and_year_is_a_row_and_strength_knows_the_years_before(tmp_path: Path) -> None:
    rows = (*ROWS, ("2013-06-01", "A", "C", "accused", "-2"))
    source = Source.of(records(tmp_path, rows), MEASURE)

    found = compared(source, truth(tmp_path, TRUTH), path="t.csv", by="year", draws=20)

    assert (found.rows, found.pairs) == (7, 5)
    assert [each.rows for each in found.agreements] == [7, 7]


def test_the_same_seed_gives_the_same_figures(tmp_path: Path) -> None:
    source, known = Source.of(records(tmp_path), MEASURE), truth(tmp_path, TRUTH)

    one, same, other = (compared(source, known, path="t.csv", draws=50, seed=seed) for seed in (1, 1, 2))

    assert repr(one) == repr(same)  # not numbers are equal to themselves only in print
    assert repr(one) != repr(other)


def test_an_outcome_that_all_pairs_with_events_share_is_named(tmp_path: Path) -> None:
    source = Source.of(records(tmp_path, ROWS[:2] + ROWS[4:5]), MEASURE)

    found = compared(source, truth(tmp_path, TRUTH), path="t.csv", draws=5)

    assert found.without == ("rival",)
    assert [each.outcome for each in found.agreements] == ["agree"]


def test_truth_of_other_years_or_pairs_is_refused(tmp_path: Path) -> None:
    source = Source.of(records(tmp_path), MEASURE)

    with pytest.raises(InputError, match=r"t\.csv: it speaks of 1999 to 2000, the events of 2012 to 2013"):
        compared(source, truth(tmp_path, "A,B,1999,.1,0\nA,C,2000,.2,1\n"), path="t.csv")
    with pytest.raises(InputError, match=r"t\.csv: no pair of it has an event in 2013"):
        compared(source, truth(tmp_path, "A,D,2013,.1,0\nB,A,2000,.2,1\n"), path="t.csv")
