"""kg validate-strength, in-process: what it prints of small invented files, and of the development data the published figures."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Final

import pytest

from benchmarks.stories import world
from kg.assessment.records import SCORE
from kg.cli import main
from kg.eventtable import write_table

Out = pytest.CaptureFixture[str]
EVENTS: Final = "date,source,target,cameo,goldstein,set\n"
SHARED: Final = Path(__file__).resolve().parents[2] / "shared" / "data"


@pytest.fixture(autouse=True)
def _folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    rows = (
        "2013-05-01,FRA,DEU,057,8,x\n2013-06-01,DEU,FRA,042,1.9,x\n2013-07-01,FRA,IRN,112,-2,x\n2013-08-01,IRN,USA,173,-5,x\n"
        "2013-08-02,USA,DEU,040,1,x\n2013-08-03,USA,FRA,051,3.4,x\n2013-08-03,FRA,FRA,051,3.4,x\n2013-08-04,USA,CHN,042,1.9,y\n"
    )
    Path("events.csv").write_text(EVENTS + rows, encoding="utf-8")
    Path("truth.csv").write_text(
        "i,j,year,un_agree,rival\nFRA,DEU,2013,.95,0\nFRA,IRN,2013,.5,0\nIRN,USA,2013,.2,1\nUSA,DEU,2013,.7,0\n"
        "USA,FRA,2013,.75,0\nUSA,CHN,2013,.3,1\n",
        encoding="utf-8",
    )


def run(*arguments: str) -> int:
    return main(["validate-strength", *arguments])


def test_the_tables_say_what_was_compared_and_what_was_left_out(capsys: Out) -> None:
    assert run("events.csv", "truth.csv", "--where", "set=x", "--draws", "20") == 0

    out, error = capsys.readouterr()
    lines = out.splitlines()
    assert lines[0] == "5 pairs over the whole time, 2013: 5 pairs of 4 actors; in brackets 95 % of 20 draws of actors"
    assert lines[2].split()[:6] == ["outcome", "rows", "T", "A", "L", "count"]
    assert lines[3].startswith("un_agree (Spearman)              5  .90 [")
    assert lines[4].startswith("rival (AUC, low means yes)  1 of 5  ")
    assert "rival: difference from" in out
    assert error.splitlines()[0] == "kg: events.csv: 1 rows of one actor with itself left out"
    assert error.splitlines()[1].startswith(
        "kg: left out: the events run from 2013-05-01 to 2013-08-03: no whole quarter"
    )
    assert error.splitlines()[2].startswith("kg: left out: the events run from 2013-05-01 to 2013-08-03, too short")


def test_json_has_every_figure_and_the_measure_and_is_the_same_each_time(capsys: Out) -> None:
    assert (
        run("events.csv", "truth.csv", "--format", "json", "--draws", "20", "--half-life", "700", "--by", "year") == 0
    )
    first = capsys.readouterr().out
    assert (
        run("events.csv", "truth.csv", "--format", "json", "--draws", "20", "--half-life", "700", "--by", "year") == 0
    )

    found = json.loads(first)
    assert capsys.readouterr().out == first
    assert (found["measure"]["half_life_days"], found["recent_half_life_days"], found["by"]) == (700, 365, "year")
    assert [(each["outcome"], each["statistic"], each["hostile"]) for each in found["outcomes"]] == [
        ("un_agree", "Spearman", False), ("rival", "AUC", True),
    ]  # fmt: skip
    assert set(found["outcomes"][0]["figures"]) == {"T", "A", "L", "count", "Goldstein sum", "Goldstein mean", "NPMI"}
    assert len(found["outcomes"][0]["differences"]) == 12
    assert (found["conflict"], found["intervals"]) == (None, None)


def test_outcomes_and_what_is_hostile_are_chosen(capsys: Out) -> None:
    assert run("events.csv", "truth.csv", "--outcome", "un_agree", "--hostile", "un_agree", "--draws", "2") == 0

    assert "un_agree (Spearman, turned)" in capsys.readouterr().out


def test_long_events_are_tested_for_conflict_and_intervals_too(capsys: Out) -> None:
    made = world(seed=4, actors=20, stories=2_500.0, acts=5.0)
    write_table(made.records.table.drop(SCORE), "events.parquet")
    rows = [f"{a},{b},2011,{share}\n" for (a, b), share in made.share.items()]
    Path("known.csv").write_text("i,j,year,share\n" + "".join(rows), encoding="utf-8")

    assert run("events.parquet", "known.csv", "--draws", "20", "--format", "json") == 0

    found = json.loads(capsys.readouterr().out)
    figures = found["outcomes"][0]["figures"]
    assert figures["A"]["value"] > 0.3
    assert figures["A"]["low"] < figures["A"]["value"] < figures["A"]["high"]
    assert found["conflict"]["rows"] > 50
    assert set(found["intervals"]["spread"]) == {"burst", "drift", "noise", "swing", "wander", "mood"}
    assert run("events.parquet", "known.csv", "--draws", "2") == 0
    out = capsys.readouterr().out
    assert "foretold by" in out
    assert "inside if acts were independent" in out


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["none.csv", "truth.csv"], "kg: none.csv: cannot be read (No such file or directory); check the path"),
        (["events.csv", "none.csv"], "kg: none.csv: cannot be read (No such file or directory"),
        (["events.csv", "events.csv"], "kg: events.csv: no column 'i'; a truth table has i, j, year and outcomes"),
        (["events.csv", "truth.csv", "--half-life", "-1"], "kg: half_life_days is -1.0; give a number above 0"),
        (
            ["events.csv", "truth.csv", "--outcome", "agree"],
            "kg: outcome 'agree' is in no truth table; choose of un_agree",
        ),
        (
            ["events.csv", "truth.csv", "--where", "set=z"],
            "kg: events.csv: no row has set 'z'; it holds values such as x, y",
        ),
        ([".", "truth.csv", "--where", "set=x"], "kg: .: --where chooses rows of CSV files; leave it out"),
    ],
)
def test_what_cannot_be_done_is_said_in_one_line(arguments: list[str], message: str, capsys: Out) -> None:
    assert run(*arguments) == 2

    assert capsys.readouterr().err.splitlines()[-1].startswith(message)


def test_a_condition_without_a_value_is_wrong_usage(capsys: Out) -> None:
    with pytest.raises(SystemExit):
        run("events.csv", "truth.csv", "--where", "set")

    assert "'set' is not a condition such as set=A" in capsys.readouterr().err


@pytest.mark.skipif(
    not SHARED.exists(), reason="the development events and truth are not beside the checkout (../shared)"
)
def test_the_published_figures_come_out_of_the_development_data(capsys: Out) -> None:
    events, truth = (str(SHARED / name) for name in ("country_events_dev.csv.gz", "dyad_truth_2005_2014.csv.gz"))
    outcomes = [word for name in ("un_agree", "ally_def", "rival") for word in ("--outcome", name)]

    code = run(events, truth, "--where", "set=D14", *outcomes, "--habits-overrule", "--draws", "10", "--format", "json")

    found = json.loads(capsys.readouterr().out)
    agree, ally, rival = (
        {name: round(value["value"], 2) for name, value in each["figures"].items()} for each in found["outcomes"]
    )
    # The column 2014 of the validation of the measure: counts and Goldstein weights as there, T, A and L within .03.
    assert code == 0
    assert (agree["count"], agree["Goldstein sum"], agree["Goldstein mean"]) == (-0.09, 0.0, 0.07)
    assert (ally["count"], ally["Goldstein sum"], ally["Goldstein mean"]) == (0.53, 0.5, 0.45)
    assert (rival["count"], rival["Goldstein sum"], rival["Goldstein mean"]) == (0.2, 0.48, 0.64)
    assert [agree["T"], agree["A"], agree["L"]] == pytest.approx([0.36, 0.14, 0.38], abs=0.031)
    assert [ally["T"], ally["A"], ally["L"]] == pytest.approx([0.68, 0.52, 0.72], abs=0.031)
    assert [rival["T"], rival["A"], rival["L"]] == pytest.approx([0.52, 0.69, 0.3], abs=0.031)
    # Of a year that has only its own quarters to learn from; with the years before it is .90 and .42.
    assert found["conflict"]["forecasts"]["q"]["auc"]["value"] > 0.83
    assert found["conflict"]["forecasts"]["q"]["skill"]["value"] > 0.25
    assert found["intervals"]["lift"][0]["inside"] > 0.85
