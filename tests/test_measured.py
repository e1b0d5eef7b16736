"""Sources of events in; strengths, receipts and graphs out, from Python and from the command line."""

from __future__ import annotations

import csv
import io
import json
import math
from datetime import date
from pathlib import Path

import polars as pl
import pytest

import kg
from kg.cli import main
from kg.eventtable import table_of, write_table
from kg.exporters.events import event_to_dict
from kg.files import write_jsonl
from kg.model import Corpus
from tests.factories import actor, article, corpus, day, event, evidence

FRANCE, RUSSIA = actor("France", "state"), actor("Russia", "state")
MACRON, PUTIN = actor("Emmanuel Macron", state="France"), actor("Vladimir Putin", state="Russia")
OLD, NEW = day("2023-01-02"), day("2023-12-31")
Out = pytest.CaptureFixture[str]


def _events() -> Corpus:
    events = (
        event("met-with", MACRON, PUTIN, when=NEW, article="a1"),
        event(
            "condemned", FRANCE, RUSSIA, when=OLD, article="a2", claims=[evidence("Paris condemned it.", article="a2")]
        ),
        event("sanctioned", FRANCE, RUSSIA, when=NEW, article="a1", modality="planned"),
        event("supports", MACRON, actor("Ukraine", "state"), when=NEW, article="a2"),
    )
    sources = {"a1": "The Ledger", "a2": "Harbour Wire"}
    return corpus(*events, articles=[article(key, source=name, published=NEW.latest) for key, name in sources.items()])


@pytest.fixture(name="table")
def _table(tmp_path: Path) -> Path:
    path = tmp_path / "events.parquet"
    write_table(table_of(_events()), path)
    return path


def run(*arguments: str | Path) -> int:
    return main([str(each) for each in arguments])


def test_a_graph_its_turtle_and_its_table_have_the_same_strengths(tmp_path: Path, table: Path) -> None:
    graph = kg.Graph(corpus=_events())
    graph.write(tmp_path / "out")

    frames = [kg.strengths(source).frame for source in (graph, tmp_path / "out", table)]

    assert frames[0].equals(frames[1])
    assert frames[0].equals(frames[2])
    assert frames[0]["strength"].to_list() == pytest.approx([tie.strength for tie in graph.ties])


def test_an_events_file_counts_each_article_as_a_source_of_its_own(tmp_path: Path) -> None:
    write_jsonl(tmp_path / "events.jsonl", map(event_to_dict, _events().events))

    found = kg.strengths(tmp_path / "events.jsonl")

    assert set(found.source.table["teller"]) == {"article a1", "article a2"}


def test_sources_that_tell_of_one_act_together_make_it_one_act(table: Path) -> None:
    twice = kg.strengths(table, table, as_of=date(2024, 1, 1))

    assert twice.frame.equals(kg.strengths(table, as_of=date(2024, 1, 1)).frame)


def test_people_act_for_their_states_between_states(table: Path) -> None:
    found = kg.strengths(table, measure=kg.Measure(level="state"))

    assert found.frame.select("a", "b", "acts").rows() == [("france", "russia", 2), ("france", "ukraine", 1)]
    assert found.tie("Macron", "Putin").acts == 2


def test_the_receipt_of_a_pair_is_that_of_the_whole_graph_and_adds_up(table: Path) -> None:
    found = kg.strengths(table, measure=kg.Measure(level="state"))

    tie = found.tie("France", "Russia")

    assert tie.strength == pytest.approx(found.of("Russia").frame["strength"].item())
    assert tie.assumption + math.fsum(each.share for each in tie.contributions) == pytest.approx(tie.strength)
    assert {each.teller for each in tie.contributions} == {"The Ledger", "Harbour Wire"}


def test_the_graph_of_strengths_carries_figures_names_and_parameters(table: Path) -> None:
    graph = kg.strengths(table).to_networkx()

    assert graph.graph["half_life_days"] == 365.0
    assert graph.nodes["vladimir-putin"]["name"] == "Vladimir Putin"
    edge = graph.edges["emmanuel-macron", "vladimir-putin"]
    assert edge["weight"] == abs(edge["strength"])
    assert edge["last"] == "2023-12-31"


def test_strength_prints_the_parameters_and_the_largest_ties_first(table: Path, capsys: Out) -> None:
    code = run("strength", table, "--level", "state", "--top", "1")

    lines = capsys.readouterr().out.splitlines()
    assert code == 0
    assert lines[0] == "as of 2023-12-31; half-life 365 days, reliability 0.7, actual acts, level state"
    assert lines[-2].endswith("France - Ukraine")
    assert lines[-1] == "and 1 more; --top N shows more of them, --format csv all"


def test_every_output_carries_the_parameters(table: Path, tmp_path: Path, capsys: Out) -> None:
    run("strength", table, "--half-life", "90", "--format", "json")
    parameters = json.loads(capsys.readouterr().out)["parameters"]
    run("strength", table, "--half-life", "90", "--format", "csv")
    row = next(csv.DictReader(io.StringIO(capsys.readouterr().out)))
    run("strength", table, "--half-life", "90", "--format", "parquet", "-o", tmp_path / "x.parquet")

    assert parameters["half_life_days"] == 90.0
    assert parameters["as_of"] == "2023-12-31"
    assert json.loads(row["parameters"]) == parameters
    assert json.loads(pl.read_parquet(tmp_path / "x.parquet")["parameters"][0]) == parameters


def test_planned_acts_count_where_asked(table: Path, capsys: Out) -> None:
    run("strength", table, "--actor", "France", "--actor", "Russia", "--modality", "actual", "--modality", "planned",
        "--format", "json")  # fmt: skip

    (tie,) = json.loads(capsys.readouterr().out)["ties"]
    assert tie["acts"] == 2


def test_why_prints_parts_by_relation_source_and_month_with_sentences(tmp_path: Path, capsys: Out) -> None:
    kg.Graph(corpus=_events()).write(tmp_path / "out")

    code = run("why", "Paris", "Moscow", tmp_path / "out")

    out = capsys.readouterr().out
    assert code == 0
    assert out.startswith("France - Russia: strength -")
    assert all(f"\n{head}\n" in out for head in ("By relation", "By source", "By month", "The reports that say most"))
    assert '"Paris condemned it."' in out
    assert "2023-01" in out


def test_why_says_of_how_many_independent_sources_and_shows_the_sentence_of_copies_once(
    tmp_path: Path, capsys: Out
) -> None:
    told = [evidence(article=each) for each in ("a1", "a2", "a3", "a4")]
    articles = [
        article("a1", source="Wire"),
        *(article(each, source=f"Outlet {each}", copy_of="a1") for each in ("a2", "a3")),
        article("a4", source="Courier"),
    ]
    kg.Graph(corpus=corpus(event("met-with", when=day(), claims=told), articles=articles)).write(tmp_path)

    assert run("why", "Kim Jong Un", "Putin", tmp_path) == 0

    out = capsys.readouterr().out
    assert "of it comes from 2 reports (4 articles, 2 independent sources)" in out
    assert "Outlet" not in out
    assert out.count('"Kim Jong Un met Vladimir Putin."') == 2


def test_the_receipt_in_csv_adds_up_with_its_row_of_assumption(table: Path, capsys: Out) -> None:
    run("why", "France", "Russia", table, "--format", "csv")
    rows = list(csv.DictReader(io.StringIO(capsys.readouterr().out)))
    run("why", "France", "Russia", table, "--format", "json")
    found = json.loads(capsys.readouterr().out)

    assert rows[0]["dataset"] == "assumption"
    assert sum(float(row["share"]) for row in rows) == pytest.approx(found["tie"]["strength"])
    assert [row["event"] for row in rows[1:]] == [row["event"] for row in found["reports"]]


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["--half-life", "-1"], "half_life_days is -1.0; give a number above 0"),
        (["--half-life", "0"], "half_life_days is 0.0; give a number above 0"),
        (["--reliability", "0"], "reliability is 0.0; give a share above 0, at most 1"),
        (["--actor", "Frnace"], "did you mean France"),
        (["--format", "parquet"], "give the file to write with -o FILE"),
    ],
)
def test_bad_parameters_are_explained(table: Path, capsys: Out, arguments: list[str], message: str) -> None:
    code = run("strength", table, *arguments)

    assert code == 2
    assert message in capsys.readouterr().err


def test_a_pair_without_an_act_says_with_whom_there_are_some(table: Path, capsys: Out) -> None:
    code = run("why", "Putin", "Ukraine", table)

    assert code == 2
    assert (
        capsys.readouterr().err
        == "kg: no act joins Vladimir Putin and Ukraine by then; Vladimir Putin has acts with Emmanuel Macron\n"
    )


def test_a_source_of_another_kind_is_refused(tmp_path: Path, capsys: Out) -> None:
    (tmp_path / "x.docx").write_text("x", encoding="utf-8")

    assert run("strength", tmp_path / "x.docx") == 2
    assert "is not read; give the folder of a build, RDF" in capsys.readouterr().err


def test_nothing_at_all_has_no_ties(tmp_path: Path, capsys: Out) -> None:
    write_table(table_of(Corpus()), tmp_path / "none.parquet")

    assert run("strength", tmp_path / "none.parquet") == 0
    assert "as of 1970-01-01" in capsys.readouterr().out


def test_the_ties_between_states_are_analysed_with_the_measure_that_made_them() -> None:
    measured = kg.strengths(kg.Graph(corpus=_events()), measure=kg.Measure(level="state", half_life_days=90))

    found = measured.analyse(seed=3)

    assert {tie.a for tie in found.ties} | {tie.b for tie in found.ties} == {"france", "russia", "ukraine"}
    assert found.parameters["strength"] == {
        "as_of": "2023-12-31",
        "since": None,
        **measured.strengths.measure.to_dict(),
    }
    assert found.parameters["seed"] == 3
