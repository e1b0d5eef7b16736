"""``kg course``: what it reads and writes, and what it says, word for word."""

from __future__ import annotations

import csv
import io
import json
import subprocess
import sys
from pathlib import Path

import pytest

from kg.cli import main
from kg.eventtable import write_table
from tests.courses.tables import Act, background, table

Out = pytest.CaptureFixture[str]

ACTS: list[Act] = [
    *[("a", "praised" if week < 60 else "accused", "b", 7 * week) for week in range(120)],
    *background(120),
    ("a", "met-with", "b", None),
]
PARAMETERS = (
    "Measure: half_life_days 365, reliability 0.7, modalities actual, official_only True, level actor, lift_prior 0.1,"
)


@pytest.fixture
def source(tmp_path: Path) -> str:
    path = tmp_path / "made.parquet"
    write_table(table(ACTS), path)
    return str(path)


def run(*arguments: str) -> int:
    return main(["course", *arguments])


def test_it_prints_the_periods_the_changes_and_what_made_them(source: str, capsys: Out) -> None:
    code = run("B", "a", source, "--by", "year")

    lines = capsys.readouterr().out.splitlines()
    assert code == 0
    assert lines[0] == "A and B by year"
    assert [line[:4] for line in lines[3:6]] == ["2010", "2011", "2012"]
    assert any(line.startswith("  broke on 2011-02-28 (between 2011-02-") for line in lines)
    assert "      2011-02-28 - A accused B  [e60]" in lines
    assert any(line.startswith(PARAMETERS) for line in lines)
    assert lines[-2:] == ["1 act of no known day: in no period, and left out.", "Sources: made.parquet."]


def test_csv_has_a_row_for_each_period_with_its_parameters(source: str, capsys: Out) -> None:
    run("a", "b", source, "--by", "quarter", "--format", "csv", "--half-life", "90")

    rows = list(csv.DictReader(io.StringIO(capsys.readouterr().out)))
    assert [row["period"] for row in rows][:2] == ["2010-Q1", "2010-Q2"]
    assert {(row["a"], row["b"]) for row in rows} == {("a", "b")}
    assert json.loads(rows[0]["parameters"])["half_life_days"] == 90.0


def test_json_has_periods_changes_and_acts(source: str, capsys: Out) -> None:
    run("a", "b", source, "--format", "json")

    row = json.loads(capsys.readouterr().out)
    assert len(row["periods"]) == 28
    assert row["changes"][0]["word"] == "broke"
    assert row["changes"][0]["acts"][0]["events"] == ["e60"]
    assert row["undated"] == 1


def test_every_pair_of_an_actor_has_a_line(source: str, capsys: Out) -> None:
    run("--actor", "A", source, "--by", "year")

    lines = capsys.readouterr().out.splitlines()
    assert [line.split("  ")[0] for line in lines[1:4]] == ["A – B", "A – C", "A – E"]
    assert lines[1].endswith("120  broke on 2011-02-28")


def test_all_pairs_are_one_long_table(source: str, capsys: Out) -> None:
    run("--all", source, "--by", "year", "--format", "csv", "--no-intervals")

    rows = list(csv.DictReader(io.StringIO(capsys.readouterr().out)))
    assert len(rows) == 9 * 3
    assert rows == sorted(rows, key=lambda row: (row["a"], row["b"], row["first"]))
    assert {row["low"] for row in rows} == {""}


def test_the_changes_alone_are_text_csv_or_json(source: str, capsys: Out) -> None:
    run("--all", source, "--changes")
    text = capsys.readouterr().out
    run("--all", source, "--changes", "--format", "csv")
    (row,) = csv.DictReader(io.StringIO(capsys.readouterr().out))
    run("a", "b", source, "--changes", "--format", "json")
    found = json.loads(capsys.readouterr().out)

    assert text.startswith("A and B\n  broke on 2011-02-28 (between ")
    assert (row["a_name"], row["word"], row["day"], row["events"]) == ("A", "broke", "2011-02-28", "e60 e61 e62")
    assert [each["word"] for each in found["changes"]] == ["broke"]


def test_a_limit_says_how_many_pairs_it_hides(source: str, capsys: Out) -> None:
    run("--all", source, "--limit", "2")

    assert capsys.readouterr().out.endswith("Sources: made.parquet.\n7 more pairs; --limit N shows N.\n")


def test_periods_without_any_act_are_said_to_be_empty(source: str, capsys: Out) -> None:
    code = run("--all", source, "--since", "2013-01-01")

    assert code == 0
    assert capsys.readouterr().out == "No pair has acts in these periods.\n"


def test_output_goes_to_a_file_and_the_same_run_writes_the_same_bytes(source: str, tmp_path: Path, capsys: Out) -> None:
    for name in ("one", "other"):
        run("--all", source, "--format", "json", "-o", str(tmp_path / name))

    assert capsys.readouterr().out == ""
    assert (tmp_path / "one").read_bytes() == (tmp_path / "other").read_bytes()


def test_hash_seeds_do_not_matter(source: str) -> None:
    found = {
        subprocess.run(  # our own interpreter and command
            [sys.executable, "-m", "kg", "course", "--all", source, "--changes", "--format", "json"],
            env={"PYTHONHASHSEED": seed, "PYTHONPATH": str(Path(__file__).resolve().parents[1])},
            capture_output=True,
            check=True,
        ).stdout
        for seed in ("1", "2")
    }

    assert len(found) == 1


def test_a_picture_is_drawn_beside_the_table(source: str, tmp_path: Path, capsys: Out) -> None:
    pytest.importorskip("matplotlib", reason="matplotlib is not installed: pip install '.[plot]'")

    run("a", "b", source, "--by", "year", "--plot", str(tmp_path / "a-b.svg"))

    assert (tmp_path / "a-b.svg").read_bytes().startswith(b"<?xml")
    assert capsys.readouterr().out.startswith("A and B by year\n")


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["a"], "course takes two actors, such as: kg course France Germany; or --actor France, or --all"),
        (["a", "z", "SOURCE"], "actor 'z' is not in the graph; it has A, B, C, D, E, F"),
        (["c", "a", "SOURCE", "--until", "2009-12-31"], "A and C have no act by 2009-12-31; their first is of 2010-01-06"),
        (
            ["a", "b", "SOURCE", "--since", "2012-01-01", "--until", "2011-01-01"],
            "since 2012-01-01 is after until 2011-01-01; swap the two",
        ),
        (
            ["a", "d", "SOURCE"],
            "no act that counts joins A and D; A has acts with B (120), C (120), E (120); "
            + "D has acts with B (120), C (120), E (120)",
        ),
        (["--all", "SOURCE", "--plot", "x.svg"], "--plot draws two actors; give their names instead of --actor or --all"),
        (["a", "b", "SOURCE", "--plot", "x.gif"], "x.gif: pictures end in .svg, .png, .pdf; give one of these"),
        (["a", "b", "SOURCE", "--half-life", "-1"], "half_life_days is -1.0; give a number above 0"),
        (["--all", "SOURCE", "--until", "1999-01-01"], "there is no act by 1999-01-01; the first is of 2010-01-04"),
    ],
)  # fmt: skip
def test_what_cannot_be_done_is_said_with_the_fix(arguments: list[str], message: str, source: str, capsys: Out) -> None:
    code = run(*[source if each == "SOURCE" else each for each in arguments])

    said = capsys.readouterr()
    assert (code, said.out, said.err) == (2, "", f"kg: {message}\n")
