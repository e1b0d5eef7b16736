"""Tables and graphs, read back by NetworkX, polars, DuckDB and the csv module: the same nodes, edges and values."""

from __future__ import annotations

import csv
import json
from datetime import date
from pathlib import Path
from typing import Any

import networkx as nx  # type: ignore[import-untyped]  # networkx ships no types
import polars as pl
import pytest

from kg.built import Graph
from kg.exporters import edge_list, neo4j, parquet
from kg.exporters.plain import utf8_text, xml_text
from kg.graph import to_networkx
from kg.model import Corpus
from kg.ontology import load_relations
from kg.rdf.canonical import canonical
from kg.rdf.describe import evidence_id
from tests.exporters.hostile import TEXTS, hostile_corpus
from tests.factories import actor, article, corpus, day, event, evidence
from tests.page.invented import invented_corpus

duckdb = pytest.importorskip("duckdb")

CORPORA = {"empty": Corpus(), "invented": invented_corpus(events=60), "hostile": hostile_corpus()}
each_corpus = pytest.mark.parametrize("one", CORPORA.values(), ids=CORPORA)
Content = tuple[dict[str, Any], list[tuple[Any, ...]]]


def exported(one: Corpus, name: str, folder: Path) -> Path:
    path = folder / f"x.{name}"
    Graph(corpus=one).export(name, path)
    return path


def fit(value: object) -> object:
    return xml_text(value) if isinstance(value, str) else value


def content(graph: nx.Graph, *, drop: str = "") -> Content:
    """Return nodes and edges with their attributes, those of None left out, and texts as XML can hold them."""

    def plain(attributes: dict[str, object]) -> dict[str, object]:
        return {name: fit(value) for name, value in attributes.items() if value is not None and name != drop}

    nodes = {str(fit(node)): plain(attributes) for node, attributes in graph.nodes(data=True)}
    edges = [
        (fit(edge[0]), fit(edge[1]), fit(edge[2]) if len(edge) == 4 else None, plain(edge[-1]))
        for edge in (graph.edges(keys=True, data=True) if graph.is_multigraph() else graph.edges(data=True))
    ]
    return nodes, sorted(edges, key=lambda edge: str(edge[:3]))


@each_corpus
def test_networkx_reads_the_node_link_json_as_the_graph_it_was(one: Corpus, tmp_path: Path) -> None:
    path = exported(one, "nodelink", tmp_path)

    with path.open(encoding="utf-8") as handle:
        graph = nx.node_link_graph(json.load(handle), edges="edges")

    expected = to_networkx(one, relations=load_relations())
    assert type(graph) is type(expected)
    assert dict(graph.nodes(data=True)) == dict(expected.nodes(data=True))
    assert list(graph.edges(keys=True, data=True)) == list(expected.edges(keys=True, data=True))


@each_corpus
def test_networkx_reads_the_graphml_as_the_graph_it_was(one: Corpus, tmp_path: Path) -> None:
    path = exported(one, "graphml", tmp_path)

    graph = nx.read_graphml(path, force_multigraph=True)

    nodes, edges = content(to_networkx(one))
    read_nodes, read_edges = content(graph)
    assert read_nodes == nodes
    assert [
        (*edge[:3], {k: v for k, v in edge[3].items() if k not in {"weight", "strength"}}) for edge in read_edges
    ] == edges
    assert all(edge[3]["weight"] == 1.0 for edge in read_edges)


@each_corpus
def test_networkx_reads_every_tie_of_the_gexf(one: Corpus, tmp_path: Path) -> None:
    path = exported(one, "gexf", tmp_path)

    graph = nx.read_gexf(path)

    ties = Graph(corpus=one).ties
    assert {frozenset(edge): graph.edges[edge]["strength"] for edge in graph.edges} == {
        frozenset((xml_text(tie.a), xml_text(tie.b))): tie.strength for tie in ties
    }
    names = {xml_text(node): xml_text(name) for node, name in to_networkx(one).nodes(data="name")}
    assert dict(graph.nodes(data="label")) == names
    assert dict(graph.nodes(data="name")) == names


@pytest.mark.parametrize("name", ["gexf", "graphml"])
def test_xml_formats_say_what_they_replaced(name: str, tmp_path: Path) -> None:
    odd = event("praised", actor("a\x00b", id="a"), actor("B"))

    assert Graph(corpus=corpus(odd)).export(name, tmp_path / "x") == (
        "1 character that XML forbids was replaced by U+FFFD",
    )
    assert Graph(corpus=corpus(event())).export(name, tmp_path / "x") == ()


def parquet_rows(one: Corpus) -> list[dict[str, object]]:
    """Return what the table should hold, made of the values by hand."""
    articles = {each.id: each for each in one.articles}
    rows: list[dict[str, object]] = []
    for each in one.events:
        for item in each.evidence:
            told = articles.get(item.article)
            row: dict[str, object] = {
                "evidence": evidence_id(each.id, item), "event": each.id,
                "source": each.source.id, "source_name": each.source.name, "source_organ": each.source.organ or None,
                "target": each.target.id, "target_kind": each.target.kind, "target_state": each.target.state or None,
                "relation": each.relation, "earliest": each.date.earliest if each.date else None,
                "latest": each.date.latest if each.date else None, "place": each.place.name if each.place else None,
                "occasion": each.occasion, "event_polarity": each.polarity, "polarity": item.polarity,
                "modality": item.modality, "attribution": item.attribution or None, "confidence": item.confidence,
                "quote": item.quote, "start": item.start, "trigger_end": item.trigger_span[1], "article": item.article,
                "article_title": told.title if told else None,
                "article_published": told.published if told else None,
                "article_text_sha256": told.sha256 if told else None,
            }  # fmt: skip
            rows.append({key: utf8_text(value) if isinstance(value, str) else value for key, value in row.items()})
    return rows


@each_corpus
def test_polars_and_duckdb_read_a_row_for_each_piece_of_evidence(one: Corpus, tmp_path: Path) -> None:
    path = exported(one, "parquet", tmp_path)

    expected = parquet_rows(one)
    names = list(expected[0]) if expected else []
    assert [{name: row[name] for name in names} for row in pl.read_parquet(path).to_dicts()] == expected
    found = duckdb.connect().execute(f"SELECT * FROM '{path}'")
    columns = [column[0] for column in found.description]
    rows = [dict(zip(columns, row, strict=True)) for row in found.fetchall()]
    assert columns == [*parquet.COLUMNS, *parquet.DECISION_COLUMNS]
    assert [{name: row[name] for name in names} for row in rows] == expected


def test_days_are_dates_and_offsets_whole_numbers_even_where_all_are_missing(tmp_path: Path) -> None:
    path = exported(Corpus(), "parquet", tmp_path)

    types = dict(
        duckdb.connect().execute(f"SELECT column_name, column_type FROM (DESCRIBE SELECT * FROM '{path}')").fetchall()
    )

    assert [types[name] for name in ("earliest", "article_published", "start", "confidence", "quote")] == [
        "DATE", "DATE", "BIGINT", "DOUBLE", "VARCHAR",
    ]  # fmt: skip


def test_the_parquet_says_nothing_of_when_or_where_it_was_written(tmp_path: Path) -> None:
    path = exported(invented_corpus(events=20), "parquet", tmp_path)

    found = duckdb.connect().execute(f"SELECT decode(key) FROM parquet_kv_metadata('{path}')").fetchall()

    assert found == [("ARROW:schema",)]
    assert str(tmp_path).encode() not in path.read_bytes()


def test_counting_rows_counts_claims_and_counting_events_counts_events(tmp_path: Path) -> None:
    one = corpus(event(when=day(), claims=[evidence(), evidence(start=40, polarity="negated")]), event("praised"))
    path = exported(one, "parquet", tmp_path)

    counts = duckdb.connect().execute(
        f"SELECT count(*), count(DISTINCT event), count(*) FILTER (polarity = 'negated') FROM '{path}'"
    ).fetchone()  # fmt: skip

    assert counts == (3, 2, 1)


@each_corpus
def test_the_csv_module_and_polars_read_a_row_for_each_event(one: Corpus, tmp_path: Path) -> None:
    path = exported(one, "csv", tmp_path)

    with path.open(encoding="utf-8-sig", newline="") as handle:
        rows = list(csv.DictReader(handle))
    table = pl.read_csv(path, infer_schema=False)

    def kept(text: str) -> str:
        return utf8_text("'" + text if text[:1] in {"=", "+", "-", "@", "\t", "\r"} else text)

    assert table.columns == list(edge_list.COLUMNS)
    assert [{k: v or "" for k, v in row.items()} for row in table.to_dicts()] == rows
    assert [row["event"] for row in rows] == [kept(each.id) for each in one.events]
    assert [row["quote"] for row in rows] == [kept(each.evidence[0].quote) for each in one.events]
    assert [row["place"] for row in rows] == [kept(each.place.name) if each.place else "" for each in one.events]
    assert [row["earliest"] for row in rows] == [
        each.date.earliest.isoformat() if each.date else "" for each in one.events
    ]
    assert [float(row["confidence"]) for row in rows] == [each.confidence for each in one.events]


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1"])
def test_no_text_of_the_csv_runs_as_a_formula_in_a_spreadsheet(text: str, tmp_path: Path) -> None:
    one = corpus(event(claims=[evidence(text)]))

    notes = Graph(corpus=one).export("csv", tmp_path / "x.csv")

    with (tmp_path / "x.csv").open(encoding="utf-8-sig", newline="") as handle:
        (row,) = csv.DictReader(handle)
    assert row["quote"] == "'" + text
    assert notes == ("1 text that a spreadsheet would run as a formula has an apostrophe before it",)


def test_the_csv_says_how_many_formulas_it_guarded_and_nothing_where_there_were_none(tmp_path: Path) -> None:
    two = corpus(event(claims=[evidence("=1")], occasion="@x"))

    assert Graph(corpus=two).export("csv", tmp_path / "x.csv") == (
        "2 texts that a spreadsheet would run as a formula have an apostrophe before it",
    )
    assert Graph(corpus=corpus(event())).export("csv", tmp_path / "x.csv") == ()


def neo4j_tables(folder: Path) -> tuple[list[dict[str, str]], list[dict[str, str]]]:
    """Return the rows of both files, as the csv module and polars alike read them."""
    tables = []
    for name in (neo4j.NODES_FILE, neo4j.RELATIONSHIPS_FILE):
        with (folder / name).open(encoding="utf-8", newline="") as handle:
            rows = list(csv.DictReader(handle))
        by_polars = pl.read_csv(folder / name, infer_schema=False)
        assert [{k: v or "" for k, v in row.items()} for row in by_polars.to_dicts()] == rows
        tables.append(rows)
    return tables[0], tables[1]


@each_corpus
def test_the_neo4j_files_hold_every_actor_event_evidence_and_article(one: Corpus, tmp_path: Path) -> None:
    nodes, relationships = neo4j_tables(exported(one, "neo4j", tmp_path))

    one = canonical(one)
    by_id = {node["id:ID"]: node for node in nodes}
    ids = {
        *(f"entity/{side.id}" for each in one.events for side in (each.source, each.target)),
        *(f"event/{each.id}" for each in one.events),
        *(f"evidence/{evidence_id(each.id, item)}" for each in one.events for item in each.evidence),
        *(f"article/{each.id}" for each in one.articles),
    }
    assert by_id.keys() == ids
    assert len(nodes) == len(ids)
    assert {end for row in relationships for end in (row[":START_ID"], row[":END_ID"])} <= ids
    for each in one.events:
        node = by_id[f"event/{each.id}"]
        assert node["occasion"] == utf8_text(each.occasion or "")
        assert node["earliest:date"] == (each.date.earliest.isoformat() if each.date else "")
        assert node["source_organ"] == utf8_text(each.source.organ)
        for item in each.evidence:
            claim = by_id[f"evidence/{evidence_id(each.id, item)}"]
            assert (claim["quote"], claim["polarity"]) == (utf8_text(item.quote), item.polarity)
            assert int(claim["start:long"]) == item.start
            assert float(claim["confidence:double"]) == item.confidence
    for told in one.articles:
        assert by_id[f"article/{told.id}"]["title"] == utf8_text(told.title or "")
    of_type = [(row[":START_ID"], row[":TYPE"], row[":END_ID"]) for row in relationships]
    assert sorted(row for row in of_type if row[1] == "SOURCE") == sorted(
        (f"event/{each.id}", "SOURCE", f"entity/{each.source.id}") for each in one.events
    )
    assert sorted(row for row in of_type if row[1] == "ARTICLE") == sorted(
        (f"evidence/{evidence_id(each.id, item)}", "ARTICLE", f"article/{item.article}")
        for each in one.events
        for item in each.evidence
    )


def test_actors_are_joined_directly_only_where_evidence_affirms_an_act_as_actual(tmp_path: Path) -> None:
    one = corpus(event(when=day()), event("attacked", polarity="negated"), event("visited", modality="planned"))

    nodes, relationships = neo4j_tables(exported(one, "neo4j", tmp_path))

    direct = [row for row in relationships if row[":START_ID"].startswith("entity/")]
    assert [(row[":START_ID"], row[":TYPE"], row[":END_ID"]) for row in direct] == [
        ("entity/kim-jong-un", "MET_WITH", "entity/vladimir-putin")
    ]
    assert (direct[0]["earliest:date"], direct[0]["evidence:long"]) == ("2023-09-13", "1")
    assert sum(node[":LABEL"] == "Event" for node in nodes) == 3


def test_the_header_of_neo4j_types_its_columns_and_actors_have_two_labels(tmp_path: Path) -> None:
    nodes, relationships = neo4j_tables(exported(corpus(event()), "neo4j", tmp_path))

    assert {"id:ID", ":LABEL", "earliest:date", "confidence:double", "start:long", "published:date"} <= nodes[0].keys()
    assert {":START_ID", ":TYPE", ":END_ID", "latest:date", "evidence:long"} <= relationships[0].keys()
    assert [node[":LABEL"] for node in nodes] == ["Actor;Person", "Actor;Person", "Event", "Evidence", "Article"]


def test_tables_say_of_what_an_article_is_a_copy(tmp_path: Path) -> None:
    printed = event(claims=[evidence(article="a2")], article="a2")
    one = corpus(printed, articles=[article("a1"), article("a2", copy_of="a1")])

    parquet = duckdb.connect().execute(f"SELECT article_copy_of FROM '{exported(one, 'parquet', tmp_path)}'").fetchall()
    table = list(csv.DictReader(exported(one, "csv", tmp_path).read_text(encoding="utf-8-sig").splitlines()))
    nodes, relationships = neo4j_tables(exported(one, "neo4j", tmp_path))

    assert parquet == [("a1",)]
    assert [row["article_copy_of"] for row in table] == ["a1"]
    assert [node["copy_of"] for node in nodes if node[":LABEL"] == "Article"] == ["", "a1"]
    assert ("article/a2", "article/a1") in {
        (row[":START_ID"], row[":END_ID"]) for row in relationships if row[":TYPE"] == "COPY_OF"
    }


def test_the_import_is_told_with_its_command(tmp_path: Path) -> None:
    folder = tmp_path / "my graph"

    (note,) = Graph(corpus=Corpus()).export("neo4j", folder)

    assert note == (
        "load it with: neo4j-admin database import full neo4j --multiline-fields=true "
        f"'--nodes={folder}/nodes.csv' '--relationships={folder}/relationships.csv'"
    )


def test_texts_of_neo4j_are_exact_and_quoted_whole(tmp_path: Path) -> None:
    path = exported(corpus(articles=[article(title=text, identifier=f"a{n}") for n, text in enumerate(TEXTS)]),
                    "neo4j", tmp_path)  # fmt: skip

    nodes, _ = neo4j_tables(path)

    assert [node["title"] for node in nodes] == [TEXTS[int(node["key"][1:])] for node in nodes]
    raw = (path / neo4j.NODES_FILE).read_bytes().decode("utf-8")
    assert '"  spaces at both ends  "' in raw


def test_other_files_in_the_folder_of_neo4j_stay(tmp_path: Path) -> None:
    folder = tmp_path / "g"
    folder.mkdir()
    (folder / "mine.txt").write_text("x", encoding="utf-8")

    Graph(corpus=Corpus()).export("neo4j", folder)

    assert sorted(each.name for each in folder.iterdir()) == ["mine.txt", "nodes.csv", "relationships.csv"]


def test_days_of_the_first_centuries_keep_four_digits_of_the_year(tmp_path: Path) -> None:
    one = corpus(event(when=day("0987-01-02")), articles=[article(published=date(1, 1, 1))])

    nodes, _ = neo4j_tables(exported(one, "neo4j", tmp_path))

    assert "0987-01-02" in {node["earliest:date"] for node in nodes}
    assert "0001-01-01" in {node["published:date"] for node in nodes}
