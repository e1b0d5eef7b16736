"""The command analyse, in-process: what it prints, writes and returns, word for word."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import networkx as nx  # type: ignore[import-untyped]  # networkx ships no types
import pytest

from kg.analysis import MEASURES
from kg.built import Graph
from kg.cli import main
from kg.commands import analyse
from kg.model import Corpus
from tests.factories import actor, corpus, day, event

Out = pytest.CaptureFixture[str]
FRANCE, CHAD, MALI = (actor(name, "state") for name in ("France", "Chad", "Mali"))


@pytest.fixture(autouse=True)
def _built(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    events = [
        event("visited", FRANCE, CHAD, article="a1", when=day("2024-05-09")),
        event("met-with", FRANCE, CHAD, article="a2", when=day("2024-05-10")),
        event("praised", FRANCE, MALI, article="a3", when=day("2024-05-10")),
        event("attacked", CHAD, MALI, article="a4", when=day("2024-05-11")),
    ]
    Graph(corpus=corpus(*events)).write("out")


def run(*arguments: str) -> int:
    return main(list(arguments))


def test_the_default_folder_is_reported(capsys: Out) -> None:
    code = run("analyse")

    out, err = capsys.readouterr()
    assert (code, err) == (0, "")
    assert out.startswith("3 actors, 3 ties (2 friendly, 1 hostile), 1 component, 0 actors without a tie\n")
    assert "Structural balance: 0 % of 1 triangle balanced, 0 % by intensity (0 +++, 1 ++-, 0 +--, 0 ---)" in out
    assert [line.split(":")[0] for line in out.splitlines() if line and line[0] != " "] == [
        "3 actors, 3 ties (2 friendly, 1 hostile), 1 component, 0 actors without a tie",
        "The interval of the strength leaves 0 out for 0 of 3 ties",
        "Communities", "Brokers", "Standing", "Structural balance", "Camps", "Most alike", "Bridges",
        "Unexpected ties",
    ]  # fmt: skip


@pytest.mark.parametrize("measure", MEASURES)
def test_one_measure_can_be_asked_for_in_every_form(measure: str, capsys: Out) -> None:
    for form in ("text", "json", "csv"):
        assert run("analyse", "out", "--measure", measure, "--format", form) == 0

        out, _ = capsys.readouterr()
        if form == "json":
            assert list(json.loads(out)) == ["parameters", "overall", measure]
        elif form == "csv":
            header, *rows = csv.reader(io.StringIO(out))
            assert all(len(row) == len(header) for row in rows)
        else:
            assert out.count("\n\n") == 1


def test_the_choices_are_the_measures() -> None:
    assert analyse._MEASURES == MEASURES  # noqa: SLF001  # written twice so that help comes at once


def test_csv_has_a_row_for_each_actor(capsys: Out) -> None:
    run("analyse", "out", "--format", "csv")

    rows = list(csv.DictReader(io.StringIO(capsys.readouterr().out)))
    assert [(row["id"], row["friends"], row["foes"]) for row in rows] == [
        ("chad", "1", "1"), ("france", "2", "0"), ("mali", "1", "1"),
    ]  # fmt: skip


def test_json_holds_everything(capsys: Out) -> None:
    run("analyse", "out", "--format", "json")

    found = json.loads(capsys.readouterr().out)
    assert list(found) == ["parameters", "overall", "actors", "ties", "communities", "unbalanced", "alike", "opposed"]
    assert [tie["frustrated"] for tie in found["ties"]].count(True) == 1


def test_the_measure_and_its_days_are_kept_with_the_figures(capsys: Out) -> None:
    run("analyse", "out", "--half-life", "90", "--since", "2024-05-10", "--format", "json")

    found = json.loads(capsys.readouterr().out)
    strength = found["parameters"]["strength"]
    assert (strength["half_life_days"], strength["as_of"], strength["since"]) == (90.0, "2024-05-11", "2024-05-10")
    assert found["overall"]["ties"] == 3


def test_leaders_act_for_their_states_when_asked(capsys: Out) -> None:
    leader = actor("Emmanuel Macron", state="France")
    Graph(corpus=corpus(event("praised", leader, CHAD), event("attacked", MALI, CHAD))).write("leaders")

    run("analyse", "leaders", "--level", "state", "--format", "csv")

    assert [row["id"] for row in csv.DictReader(io.StringIO(capsys.readouterr().out))] == ["chad", "france", "mali"]


def test_gexf_carries_the_figures_to_gephi() -> None:
    run("analyse", "out", "--format", "gexf", "-o", "analysed.gexf")

    read = nx.read_gexf("analysed.gexf")
    assert read.nodes["france"]["label"] == "France"
    assert {"community", "camp", "betweenness"} <= read.nodes["france"].keys()
    assert {"frustrated", "strength", "weight"} <= read.edges["chad", "france"].keys()


@pytest.mark.parametrize("form", ["text", "json", "csv", "gexf"])
def test_a_file_gets_the_same_bytes_each_time_and_nothing_is_printed(form: str, capsys: Out) -> None:
    for name in ("one", "two"):
        assert run("analyse", "out", "--format", form, "-o", name) == 0

    assert capsys.readouterr() == ("", "")
    assert Path("one").read_bytes() == Path("two").read_bytes() != b""


def test_a_graph_without_events_is_no_error(capsys: Out) -> None:
    Graph(corpus=Corpus()).write("empty")

    assert run("analyse", "empty") == 0
    assert capsys.readouterr().out.startswith("0 actors, 0 ties (0 friendly, 0 hostile), 0 components,")


def test_a_folder_without_a_graph_is_an_error_with_the_fix(capsys: Out) -> None:
    assert run("analyse", "nowhere") == 2
    assert (
        capsys.readouterr().err == "kg: nowhere: no such file or folder; make one with: kg build PATH --out nowhere\n"
    )


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("--top", "0"), "argument --top: '0' is not a whole number above 0"),
        (("--resolution", "-1"), "argument --resolution: '-1' is not a number above 0"),
        (("--resolution", "nan"), "argument --resolution: 'nan' is not a number above 0"),
        (("--measure", "wealth"), "argument --measure: invalid choice: 'wealth'"),
    ],
)
def test_wrong_usage_is_told(arguments: tuple[str, ...], message: str, capsys: Out) -> None:
    with pytest.raises(SystemExit):
        run("analyse", *arguments)

    assert message in capsys.readouterr().err
