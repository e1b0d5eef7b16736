"""``kg import``: what it writes and what it says, mixed sources, and the same bytes for the same input."""

from __future__ import annotations

import os
import subprocess
import sys
from datetime import date
from pathlib import Path

import polars as pl
import pytest

from kg.cli import main
from kg.eventdata import Options, import_events
from kg.eventtable import read_table, table_of
from kg.exporters import Export, exporter_named
from kg.model import Corpus
from kg.rdf.turtle import write_turtle
from tests.eventdata.invented import gdelt, icews, write, write_icews
from tests.factories import actor, article, corpus, day, event

Out = pytest.CaptureFixture[str]
ROOT = Path(__file__).resolve().parents[2]
SHARED = ROOT.parent / "shared" / "data"


def run(*arguments: object) -> int:
    return main(["import", *map(str, arguments)])


def _built() -> Corpus:
    told = article("a1", text="France praised Croatia.", source="Harbour Wire")
    met = event("praised", actor("France", "state"), actor("Croatia", "state"))
    return corpus(met, articles=[told])


def test_the_summary_says_what_was_read_kept_and_left_out(tmp_path: Path, capsys: Out) -> None:
    path = write(tmp_path / "day.csv", [gdelt(1), gdelt(2, act="010"), gdelt(3, act="051"), gdelt(4, root="0")])
    out = tmp_path / "events.parquet"

    assert run(path, "-o", out) == 0

    assert capsys.readouterr().out == (
        "4 rows read from 1 file, 2 rows kept, 2024-05-08 to 2024-05-08\n"
        "2 actors, 2 events\n"
        "\n"
        "Rows by data set\n"
        "  gdelt          2\n"
        "\n"
        "Rows by relation\n"
        "  praised          1\n"
        "  visited          1\n"
        "\n"
        "Left out: 2 rows\n"
        f"          1  a statement, which is no act (first: {path}:2)\n"
        "             010 Make statement (1)\n"
        f"          1  no root event: coded from further down in the story (first: {path}:4)\n"
        "\n"
        f"Written: {out}\n"
    )
    assert read_table(out)["event"].to_list() == ["gdelt:901", "gdelt:903"]


def test_the_formats_are_listed(capsys: Out) -> None:
    assert run("--list") == 0

    assert [line.split()[0] for line in capsys.readouterr().out.splitlines()] == [
        "gdelt1", "gdelt2", "icews", "polecat", "quadruples", "plain",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ((), "give what to read and where to write, as in: kg import events.csv -o events.parquet"),
        (("nowhere.csv", "-o", "x.parquet"), "nowhere.csv: no such file or folder; check the spelling"),
        (("day.csv", "-o", "x.csv"), "x.csv: the table is Parquet; end the name in .parquet"),
        (("day.csv", "-o", "."), ".: is a folder; name a file in it, such as events.parquet"),
        (
            ("day.csv", "-o", "x.parquet", "--since", "2024-05-09", "--until", "2024-05-01"),
            "--since 2024-05-09 is after --until 2024-05-01; change one of them",
        ),
        (("day.csv", "-o", "x.parquet", "--columns", "day"), "--columns 'day': write WHAT=NAME, where WHAT is one of"),
        (("old.parquet", "-o", "old.parquet"), "old.parquet: is one of the files that are read; name another with -o"),
    ],
)
def test_what_cannot_be_meant_is_said_in_one_line(
    arguments: tuple[str, ...],
    message: str,
    tmp_path: Path,
    capsys: Out,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.chdir(tmp_path)
    write(tmp_path / "day.csv", [gdelt(1)])
    write(tmp_path / "old.parquet", ["no table"])

    assert run(*arguments) == 2

    error = capsys.readouterr().err
    assert error.startswith(f"kg: {message}")
    assert error.count("\n") == 1
    assert sorted(path.name for path in tmp_path.iterdir()) == ["day.csv", "old.parquet"]


def test_texts_and_event_data_are_mixed_and_kept_apart_by_data_set(tmp_path: Path) -> None:
    told = _built()
    graph = tmp_path / "graph.ttl"
    write_turtle(told, graph)
    day_file = write(tmp_path / "day.csv", [gdelt(1)])
    rows = write_icews(tmp_path / "a.tab", [icews(1)])

    table = import_events([graph, day_file, rows]).table

    assert sorted(table["dataset"].to_list()) == ["gdelt", "icews", "text"]
    assert table.filter(pl.col("dataset") == "text").equals(table_of(told))
    assert set(table["source"]) | set(table["target"]) == {"france", "croatia"}


def test_the_days_asked_for_hold_for_texts_too(tmp_path: Path) -> None:
    told = corpus(
        event("praised", actor("France", "state"), actor("Croatia", "state"), when=day("2024-05-07")),
        event("visited", actor("France", "state"), actor("Croatia", "state"), when=day("2024-05-08")),
    )
    write_turtle(told, tmp_path / "graph.ttl")

    imported = import_events(tmp_path / "graph.ttl", options=Options(since=date(2024, 5, 8)))

    assert imported.table["relation"].to_list() == ["visited"]
    assert [(each.why, each.rows) for each in imported.left] == [("before the first day asked for", 1)]


def test_a_built_folder_counts_as_one_and_its_files_are_no_event_data(tmp_path: Path) -> None:
    told = _built()
    built = tmp_path / "in" / "out"
    built.mkdir(parents=True)
    write_turtle(told, built / "graph.ttl")
    exporter_named("events").write(Export(corpus=told), built / "events.jsonl")
    (built / "graph.html").write_text("<p>A page.</p>", encoding="utf-8")
    write(tmp_path / "in" / "day.csv", [gdelt(1)])

    imported = import_events(tmp_path / "in")

    assert sorted(imported.table["dataset"].to_list()) == ["gdelt", "text"]
    assert imported.skipped == ()


def test_events_of_a_file_without_its_articles_have_their_own_days(tmp_path: Path) -> None:
    told = _built()
    path = tmp_path / "events.jsonl"
    exporter_named("events").write(Export(corpus=told), path)

    table = import_events(path).table

    assert table.height == table_of(told).height
    assert table["relation"].to_list() == ["praised"]


def test_a_table_can_be_added_to(tmp_path: Path) -> None:
    first, second = tmp_path / "first.parquet", tmp_path / "second.parquet"
    run(write(tmp_path / "1.csv", [gdelt(1)]), "-o", first)
    run(first, write(tmp_path / "2.csv", [gdelt(2)]), "-o", second)

    assert read_table(second)["event"].to_list() == ["gdelt:901", "gdelt:902"]


def test_the_same_input_gives_the_same_bytes(tmp_path: Path) -> None:
    write(tmp_path / "in" / "day.csv", [gdelt(number, act=f"04{number % 7}") for number in range(1, 500)])
    write_icews(tmp_path / "in" / "a.tab", [icews(number, Target_Name=f"Name {number}") for number in range(1, 200)])
    found = set()
    for seed in ("1", "2"):
        out = tmp_path / f"{seed}.parquet"
        subprocess.run(
            [sys.executable, "-m", "kg", "import", tmp_path / "in", "-o", out],
            check=True,
            capture_output=True,
            cwd=ROOT,
            env={**os.environ, "PYTHONHASHSEED": seed},
        )
        found.add(out.read_bytes())

    assert len(found) == 1


@pytest.mark.skipif(not SHARED.exists(), reason="icews14_events.csv.gz is not beside the checkout (../shared/data)")
@pytest.mark.parametrize(("name", "rows"), [("icews14_events.csv.gz", 90_730), ("icews_raw_sample.tab", 3_705)])
def test_nearly_all_acts_of_icews_find_their_relation_and_both_actors(name: str, rows: int) -> None:
    imported = import_events(SHARED / name)

    left = {each.why: each.rows for each in imported.left}
    acts = imported.rows - left["a statement, which is no act"]
    assert imported.rows == rows
    assert imported.skipped == ()
    assert set(left) == {
        "a statement, which is no act",
        "an actor and itself, such as two organs of one state",
        "an actor of no state and of no body that kg knows",
    }
    assert 1 - left["an actor of no state and of no body that kg knows"] / acts > 0.95
