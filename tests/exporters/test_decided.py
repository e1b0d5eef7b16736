"""What people decided, in every format that is no RDF, read back by the readers that people have; and the same files without it."""

from __future__ import annotations

import csv
import json
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

import networkx as nx  # type: ignore[import-untyped]  # networkx ships no types
import polars as pl
import pytest

from kg.assemble import assemble
from kg.built import Graph
from kg.decision import Decision
from kg.exporters import neo4j
from kg.model import Corpus
from tests.decisions.deciding import RUSSIA, UKRAINE, UN, dated, decide, judge
from tests.factories import article, day, event, evidence

duckdb = pytest.importorskip("duckdb")

WHY = 'Ana\'s "reason"; =1+1, a < b & c'
WRONG = event("attacked", RUSSIA, UKRAINE, when=day("2024-05-01"))
NONE = event("met-with", RUSSIA, UKRAINE, when=day("2024-05-02"))
SOUND = event("condemned", UN, RUSSIA, when=day("2024-05-03"), article="a2", claims=[evidence(article="a2")])
DECISIONS = (
    replace(dated(WRONG, "2024-05-09", name="right-day"), why=WHY),
    replace(judge("affirm-event", WRONG, name="seen"), who="Ben", when=date(2026, 11, 27), why=""),
    judge("reject-event", NONE, name="no-talks"),
    decide("rename-actor", UN.id, label="United Nations", name="full-name"),
)
TEXT = {
    "right-day": f"right-day: date corrected by Ana on 2026-11-26 (before: 2024-05-01): {WHY}",
    "seen": "seen: affirmed by Ben on 2026-11-27 (before: confidence 0.90)",
    "no-talks": "no-talks: rejected by Ana on 2026-11-26 (before: Russia met with Ukraine, 2024-05-02): checked",
    "full-name": "full-name: name given by Ana on 2026-11-26 (before: UN): checked",
}
ON_EVENT = {
    "decisions": "right-day; seen",
    "decided_by": "Ana; Ben",
    "decided_on": "2026-11-27",
    "decided": f"{TEXT['right-day']}\n{TEXT['seen']}",
}
ON_ACTOR = {
    "decisions": "full-name",
    "decided_by": "Ana",
    "decided_on": "2026-11-26",
    "decided": TEXT["full-name"],
}


def built(*decisions: Decision) -> Corpus:
    read = [(article("a1"), (WRONG, NONE)), (article("a2"), (SOUND,))]
    return assemble(read, decisions=decisions)


def exported(name: str, folder: Path, *decisions: Decision) -> Path:
    path = folder / f"x.{name}"
    Graph(corpus=built(*decisions)).export(name, path)
    return path


def decided(attributes: dict[str, Any]) -> dict[str, Any]:
    return {key: attributes[key] for key in ON_EVENT if attributes.get(key)}


def check_graph(graph: nx.Graph, edges: dict[str, dict[str, Any]]) -> None:
    assert decided(graph.nodes["un"]) == ON_ACTOR
    assert decided(graph.nodes["russia"]) == {}
    assert {key: decided(each) for key, each in edges.items()} == {"wrong": ON_EVENT, "sound": {}}


def by_relation(graph: nx.Graph) -> dict[str, dict[str, Any]]:
    names = {"attacked": "wrong", "condemned": "sound"}
    return {names[each["relation"]]: each for _, _, each in graph.edges(data=True)}


def test_networkx_reads_from_graphml_what_was_decided_of_actors_events_and_the_whole(tmp_path: Path) -> None:
    graph = nx.read_graphml(exported("graphml", tmp_path, *DECISIONS), force_multigraph=True)

    check_graph(graph, by_relation(graph))
    assert graph.graph["decisions"] == "\n".join(TEXT.values())


def test_networkx_reads_it_from_node_link_json(tmp_path: Path) -> None:
    data = json.loads(exported("nodelink", tmp_path, *DECISIONS).read_text(encoding="utf-8"))

    graph = nx.node_link_graph(data, edges="edges")

    check_graph(graph, by_relation(graph))
    assert graph.graph["decisions"] == "\n".join(TEXT.values())


def test_networkx_reads_from_gexf_what_was_decided_of_actors_and_of_the_events_of_a_tie(tmp_path: Path) -> None:
    path = exported("gexf", tmp_path, *DECISIONS)

    graph = nx.read_gexf(path)

    check_graph(graph, {"wrong": graph.edges["russia", "ukraine"], "sound": graph.edges["un", "russia"]})
    space = {"g": "http://www.gexf.net/1.2draft"}
    assert ET.parse(path).findtext("g:meta/g:description", namespaces=space) == "\n".join(TEXT.values())


def neo4j_rows(folder: Path) -> tuple[dict[str, dict[str, str]], list[dict[str, str]]]:
    tables = []
    for name in (neo4j.NODES_FILE, neo4j.RELATIONSHIPS_FILE):
        with (folder / name).open(encoding="utf-8", newline="") as handle:
            tables.append(list(csv.DictReader(handle)))
    return {each["id:ID"]: each for each in tables[0]}, tables[1]


def test_in_neo4j_a_decision_is_a_node_and_what_it_changed_points_at_it(tmp_path: Path) -> None:
    nodes, relationships = neo4j_rows(exported("neo4j", tmp_path, *DECISIONS))

    right = nodes["decision/right-day"]
    assert (right[":LABEL"], right["key"], right["kind"], right["who"]) == (
        "Decision",
        "right-day",
        "correct-date",
        "Ana",
    )
    assert (right["decided_on:date"], right["why"], right["before"]) == ("2026-11-26", WHY, "2024-05-01")
    changed = [(each[":START_ID"], each[":END_ID"]) for each in relationships if each[":TYPE"] == "CHANGED_BY"]
    kinds = sorted((start.partition("/")[0], end) for start, end in changed)
    assert kinds == [
        ("entity", "decision/full-name"),
        ("event", "decision/right-day"),
        ("event", "decision/seen"),
        ("evidence", "decision/right-day"),
        ("evidence", "decision/seen"),
    ]
    assert {end for pair in changed for end in pair} <= nodes.keys()
    direct = {each[":TYPE"]: each["decisions:string[]"] for each in relationships if each["event"]}
    assert direct == {"ATTACKED": "right-day;seen", "CONDEMNED": ""}


def test_in_neo4j_a_rejection_is_there_with_what_it_took_out_and_decisions_have_their_order(tmp_path: Path) -> None:
    nodes, _ = neo4j_rows(exported("neo4j", tmp_path, *DECISIONS))

    assert nodes["decision/no-talks"]["before"] == "Russia met with Ukraine, 2024-05-02"
    assert [nodes[f"decision/{name}"]["place_in_order:long"] for name in TEXT] == ["1", "2", "3", "4"]


def test_polars_reads_from_parquet_who_decided_what_of_a_claim_and_of_its_actors(tmp_path: Path) -> None:
    rows = pl.read_parquet(exported("parquet", tmp_path, *DECISIONS)).sort("relation").to_dicts()

    assert [[each["name"] for each in row["decisions"]] for row in rows] == [["right-day", "seen"], []]
    assert rows[0]["decisions"][0] == {
        "name": "right-day",
        "kind": "correct-date",
        "who": "Ana",
        "decided_on": date(2026, 11, 26),
        "why": WHY,
        "before": ["2024-05-01"],
    }
    assert rows[0]["decisions"][1]["why"] is None
    assert [each["name"] for each in rows[1]["source_decisions"]] == ["full-name"]
    assert [row["target_decisions"] for row in rows] == [[], []]


def test_duckdb_asks_a_parquet_what_a_person_changed_and_why_and_its_metadata_for_the_rest(tmp_path: Path) -> None:
    path = exported("parquet", tmp_path, *DECISIONS)

    found = duckdb.connect().execute(
        f"SELECT relation, d.who, d.decided_on FROM (SELECT relation, unnest(decisions) AS d FROM '{path}')"
    ).fetchall()  # fmt: skip
    told = duckdb.connect().execute(
        f"SELECT decode(value) FROM parquet_kv_metadata('{path}') WHERE decode(key) = 'decisions'"
    ).fetchall()  # fmt: skip

    assert found == [("attacked", "Ana", date(2026, 11, 26)), ("attacked", "Ben", date(2026, 11, 27))]
    assert told == [("\n".join(TEXT.values()),)]


def test_a_parquet_without_decisions_has_the_same_columns_of_the_same_types(tmp_path: Path) -> None:
    (tmp_path / "none").mkdir()

    schemas = [
        pl.read_parquet_schema(exported("parquet", tmp_path, *DECISIONS)),
        pl.read_parquet_schema(exported("parquet", tmp_path / "none")),
    ]

    assert schemas[0] == schemas[1]


def test_a_spreadsheet_has_it_in_the_last_columns(tmp_path: Path) -> None:
    with exported("csv", tmp_path, *DECISIONS).open(encoding="utf-8-sig", newline="") as handle:
        rows = {row["relation"]: row for row in csv.DictReader(handle)}

    assert decided(rows["attacked"]) == ON_EVENT
    assert decided(rows["condemned"]) == {}


@pytest.mark.parametrize("name", ["gexf", "graphml", "nodelink"])
def test_a_graph_of_which_nobody_decided_anything_says_nothing_of_decisions(name: str, tmp_path: Path) -> None:
    assert "deci" not in exported(name, tmp_path).read_text(encoding="utf-8")


@pytest.mark.parametrize("name", ["gexf", "graphml", "nodelink", "parquet", "csv", "neo4j"])
def test_the_same_decisions_give_the_same_bytes(name: str, tmp_path: Path) -> None:
    def content(folder: str) -> list[bytes]:
        (tmp_path / folder).mkdir()
        path = exported(name, tmp_path / folder, *DECISIONS)
        return [each.read_bytes() for each in sorted(path.iterdir() if path.is_dir() else [path])]

    assert content("one") == content("two")
