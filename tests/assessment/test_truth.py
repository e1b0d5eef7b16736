"""Truth tables in: outcomes and their scales, actors under the ids of the events, and clear words about bad ones."""

from __future__ import annotations

from pathlib import Path

import pytest

from kg.assessment.truth import Outcome, matched, read_truth
from kg.errors import InputError

HEAD = "i,j,year,agree,ally,rival,note\n"
ROWS = "USA,FRA,2013,.8,1,0,old\nFRA,USA,2014,.6,1,0,\nIRN,USA,2013,NA,0,1,x\n"


def csv(folder: Path, text: str, name: str = "truth.csv") -> Path:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


def test_columns_of_numbers_are_outcomes_and_their_scale_is_seen(tmp_path: Path) -> None:
    found = read_truth([csv(tmp_path, HEAD + ROWS)])

    assert found.outcomes == (
        Outcome(name="agree", scale="continuous", hostile=False),
        Outcome(name="ally", scale="binary", hostile=False),
        Outcome(name="rival", scale="binary", hostile=True),
    )
    assert found.rows.rows() == [
        ("FRA", "USA", 2013, 0.8, 1.0, 0.0), ("FRA", "USA", 2014, 0.6, 1.0, 0.0), ("IRN", "USA", 2013, None, 0.0, 1.0),
    ]  # fmt: skip
    assert found.years == (2013, 2014)


def test_over_the_years_numbers_are_averaged_and_bonds_are_asked_whether_they_ever_held(tmp_path: Path) -> None:
    rows = "A,B,2013,.8,1,0,\nA,B,2014,.6,0,0,\nA,C,2014,.1,0,1,\n"

    found = read_truth([csv(tmp_path, HEAD + rows)]).one_row_a_pair()

    assert found.rows() == [("A", "B", pytest.approx(0.7), 1.0, 0.0), ("A", "C", 0.1, 0.0, 1.0)]


def test_outcomes_are_chosen_and_called_hostile_by_name(tmp_path: Path) -> None:
    found = read_truth([csv(tmp_path, HEAD + ROWS)], outcomes=["agree"], hostile=["agree"])

    assert found.outcomes == (Outcome(name="agree", scale="continuous", hostile=True),)
    with pytest.raises(InputError, match="outcome 'agrees' is in no truth table; choose of agree"):
        read_truth([csv(tmp_path, HEAD + ROWS)], outcomes=["agrees"])


def test_two_tables_are_put_side_by_side(tmp_path: Path) -> None:
    more = csv(tmp_path, "i,j,year,trade\nUSA,FRA,2013,7\nUSA,GBR,2013,9\n", "more.csv")

    found = read_truth([csv(tmp_path, HEAD + ROWS), more], outcomes=["agree", "trade"])

    assert found.rows.rows() == [
        ("FRA", "USA", 2013, 0.8, 7.0), ("FRA", "USA", 2014, 0.6, None), ("GBR", "USA", 2013, None, 9.0),
        ("IRN", "USA", 2013, None, None),
    ]  # fmt: skip
    with pytest.raises(InputError, match=r"outcome 'trade' is also in .*more\.csv; rename one of them"):
        read_truth([more, more])


def test_actors_are_found_as_written_and_by_code_or_name_of_a_state(tmp_path: Path) -> None:
    truth = read_truth(
        [csv(tmp_path, "i,j,year,x\nFRA,220a,2013,1\n2,Chad,2013,2\nFRA,nowhere,2013,3\nFRA,USA,2013,4\n")]
    )

    found = matched(truth, ["france", "chad", "united-states", "220a"], path="truth.csv")

    assert found.rows.rows() == [
        ("220a", "france", 2013, 1.0), ("chad", "united-states", 2013, 2.0), ("france", "united-states", 2013, 4.0),
    ]  # fmt: skip


def test_truth_about_others_than_the_events_is_refused(tmp_path: Path) -> None:
    truth = read_truth([csv(tmp_path, HEAD + ROWS)])

    with pytest.raises(
        InputError, match=r"t\.csv: none of its 3 actors, such as FRA, IRN, USA, is in the events, which have x, y"
    ):
        matched(truth, ["x", "y"], path="t.csv")


def test_one_pair_under_two_names_is_refused(tmp_path: Path) -> None:
    truth = read_truth([csv(tmp_path, "i,j,year,x\nFRA,USA,2013,1\nFrance,USA,2013,2\n")])

    with pytest.raises(InputError, match="france and united-states in 2013 stand there under two names"):
        matched(truth, ["france", "united-states"], path="t.csv")


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("i,j,x\nA,B,1\n", "no column 'year'; a truth table has i, j, year and outcomes"),
        (
            "i,j,year,x\nA,B,2013,1\nA,C,soon,2\n",
            r"truth\.csv:3: i 'A', j 'C', year 'soon': each row needs two actors and a year",
        ),
        ("i,j,year,x\nA,,2013,1\n", r"truth\.csv:2: i 'A', j '', year '2013'"),
        ("i,j,year,x\nA,B,2013,1\nB,A,2013,2\n", "A and B have two rows in 2013; give each pair and year one row"),
        ("i,j,year,x\nA,B,2013,1\nA,C,2013,1\n", "no column holds an outcome with more than one value"),
        ("i,j,year\nA,B,2013\n", "no column holds an outcome"),
    ],
)
def test_what_is_no_truth_table_is_refused_with_a_reason(tmp_path: Path, text: str, message: str) -> None:
    with pytest.raises(InputError, match=message):
        read_truth([csv(tmp_path, text)])
