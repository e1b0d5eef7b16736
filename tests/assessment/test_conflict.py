"""Conflict in the next quarter: foretold from what was known before, and better by those who have quarrelled before."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

import numpy as np
import polars as pl
import pytest

from kg.assessment.conflict import OURS, THEIRS, conflict_test
from kg.assessment.measures import Source
from kg.assessment.records import Records, read_records
from kg.errors import InputError
from kg.strength import Measure

MEASURE = Measure(level="state")


def records(folder: Path, *, quarters: int = 8, pairs: int = 24, noise: float = 0.1, busy: int = 10) -> Records:
    """Return events of pairs of which every third quarrels, in every quarter, the friendly ones as often as they."""
    random = np.random.default_rng(7)
    start, rows = date(2010, 1, 1), []
    for pair in range(pairs):
        for quarter in range(quarters):
            for number in range(busy):
                day = start + timedelta(days=91 * quarter + 8 * number)
                bad = (pair % 3 == 0) != (random.random() < noise)
                relation = random.choice(
                    ["accused", "threatened", "rejected"] if bad else ["visited", "hosted", "praised"]
                )
                rows.append(f"{day},a{pair % 6},b{pair // 6},{relation}\n")
    path = folder / "events.csv"
    path.write_text("date,source,target,relation\n" + "".join(rows))
    return read_records(path)


def test_those_who_quarrelled_before_are_foretold_to_quarrel(tmp_path: Path) -> None:
    found = conflict_test(Source.of(records(tmp_path), MEASURE), draws=50)

    assert found.forecasts[OURS].auc.value > 0.95
    assert found.forecasts[OURS].skill.value > 0.5
    assert found.forecasts[OURS].auc.low <= found.forecasts[OURS].auc.value <= found.forecasts[OURS].auc.high
    assert found.differences["auc"].value == pytest.approx(
        found.forecasts[OURS].auc.value - found.forecasts[THEIRS].auc.value
    )
    assert 0 < found.positives < found.rows


def test_where_acts_are_a_matter_of_chance_nothing_is_foretold(tmp_path: Path) -> None:
    found = conflict_test(Source.of(records(tmp_path, noise=0.5, busy=12), MEASURE), draws=2)

    assert found.forecasts[OURS].skill.value < 0.15


def test_what_comes_later_changes_no_forecast(tmp_path: Path) -> None:
    told = records(tmp_path)
    first = Records(table=told.table.filter(pl.col("day") < date(2011, 7, 1)), skipped={})

    whole, part = (
        conflict_test(Source.of(each, MEASURE), until=date(2011, 4, 1), draws=2).forecasts[OURS].brier.value
        for each in (told, first)
    )

    assert whole == part


def test_the_quarters_are_those_of_the_calendar_that_lie_wholly_in_the_events(tmp_path: Path) -> None:
    source = Source.of(records(tmp_path), MEASURE)

    found = conflict_test(source, draws=2)
    late = conflict_test(source, since=date(2011, 4, 1), until=date(2011, 10, 1), draws=2)

    # Two quarters teach: the first has nothing before it, the second is what the third learns from.
    assert (found.first, found.last) == (date(2010, 10, 1), date(2011, 7, 1))
    assert (late.first, late.last) == (date(2011, 4, 1), date(2011, 7, 1))


def test_the_same_seed_gives_the_same_figures(tmp_path: Path) -> None:
    source = Source.of(records(tmp_path), MEASURE)

    assert repr(conflict_test(source, draws=30)) == repr(conflict_test(source, draws=30))


def test_events_that_are_too_few_are_refused(tmp_path: Path) -> None:
    with pytest.raises(
        InputError, match="quarters of conflict cannot be foretold from these events: it takes at least 30"
    ):
        conflict_test(Source.of(records(tmp_path, pairs=3), MEASURE))
    with pytest.raises(InputError, match="no whole quarter has events before it"):
        conflict_test(Source.of(records(tmp_path, quarters=1), MEASURE))
