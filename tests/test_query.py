"""SPARQL over a built graph, and the store beneath."""

from __future__ import annotations

import json
from pathlib import Path

import pyoxigraph as ox
import pytest

from kg.errors import GraphFileError, QueryError
from kg.query import run_query
from kg.rdf.turtle import write_turtle
from kg.store import open_store
from tests.factories import actor, corpus, day, event

MEETING = event(when=day("2023-09-13"))
PRAISE = event("praised", occasion="Victory Day")


@pytest.fixture(name="graph")
def _graph(tmp_path: Path) -> Path:
    path = tmp_path / "graph.ttl"
    write_turtle(corpus(MEETING, PRAISE), path)
    return path


def test_a_select_gives_columns_and_rows_without_declared_prefixes(graph: Path) -> None:
    found = run_query(graph, "SELECT ?day ?who WHERE { ?e ir:earliest ?day ; ir:participant/rdfs:label ?who }")

    assert (found.kind, found.columns) == ("select", ("day", "who"))
    assert found.to_csv() == "day,who\n2023-09-13,Kim Jong Un\n2023-09-13,Vladimir Putin\n"


def test_the_ontology_can_be_asked_with_the_data(graph: Path) -> None:
    found = run_query(
        graph, "SELECT ?l ?w { ?e ir:relationType ?t . ?t skos:prefLabel ?l ; ir:weight ?w } ORDER BY DESC(?l)"
    )

    assert found.to_table() == "l         w\n--------  ---\npraised   3.4\nmet-with  2.5\n"


def test_a_table_shortens_iris_and_shows_line_breaks(graph: Path) -> None:
    found = run_query(graph, 'SELECT ?e ?t ?gap { ?e ir:datePrecision "unknown" BIND("a\\nb" AS ?t) }')

    assert found.to_table().splitlines()[2] == f"evt:{PRAISE.id}  a ⏎ b"


def test_an_ask_gives_its_truth_in_every_format(graph: Path) -> None:
    found = run_query(graph, "ASK { ent:kim-jong-un ir:metWith ent:vladimir-putin }")

    assert found.truth
    assert json.loads(found.to_json()) == {"head": {}, "boolean": True}
    assert found.to_csv() == "answer\ntrue\n"
    assert not run_query(graph, "ASK { ent:kim-jong-un ir:sanctioned ?x }").truth


def test_a_construct_gives_triples_that_read_back(graph: Path) -> None:
    found = run_query(graph, "CONSTRUCT { ?a ir:metWith ?b . ?a rdfs:label 'x\"\\n'@en } WHERE { ?a ir:metWith ?b }")

    triples = list(ox.parse(found.to_turtle(), format=ox.RdfFormat.TURTLE))

    assert (found.kind, len(found.rows), len(triples)) == ("graph", 4, 4)


def test_a_select_has_no_turtle(graph: Path) -> None:
    with pytest.raises(QueryError, match="only CONSTRUCT and DESCRIBE give triples"):
        run_query(graph, "SELECT * { ?s ?p ?o } LIMIT 1").to_turtle()


def test_json_says_language_and_datatype_and_leaves_out_what_is_unbound(graph: Path) -> None:
    found = run_query(graph, "SELECT ?o ?c ?gap { ?e ir:occasion ?o ; ir:summaryConfidence ?c }")

    assert json.loads(found.to_json())["results"]["bindings"] == [
        {
            "o": {"type": "literal", "value": "Victory Day", "xml:lang": "en"},
            "c": {"type": "literal", "value": "0.9", "datatype": "http://www.w3.org/2001/XMLSchema#decimal"},
        }
    ]


def test_rows_are_sorted_where_the_query_asks_for_no_order(graph: Path) -> None:
    found = run_query(graph, "SELECT ?s ?p ?o { ?s ?p ?o }")

    assert found.to_csv() == run_query(graph, "SELECT ?s ?p ?o { ?s ?p ?o } # ORDER BY").to_csv()
    keys = [tuple((cell.kind, cell.value) for cell in row if cell) for row in found.rows]
    assert keys == sorted(keys)


def test_no_more_rows_come_than_asked_for_and_the_result_says_so(graph: Path) -> None:
    found = run_query(graph, "SELECT ?s { ?s a ir:Event }", max_rows=1)

    assert (len(found.rows), found.truncated) == (1, True)
    assert not run_query(graph, "SELECT ?s { ?s a ir:Event }", max_rows=2).truncated


def test_the_first_rows_are_the_same_however_many_are_asked_for(graph: Path) -> None:
    everything = run_query(graph, "SELECT ?s ?p ?o { ?s ?p ?o }").rows

    assert run_query(graph, "SELECT ?s ?p ?o { ?s ?p ?o }", max_rows=7).rows == everything[:7]
    assert run_query(graph, "SELECT ?s ?p ?o { ?s ?p ?o } ORDER BY ?s ?p ?o", max_rows=7).truncated


def test_prefixes_follow_the_base_of_the_data(tmp_path: Path) -> None:
    path = tmp_path / "graph.ttl"
    write_turtle(corpus(MEETING), path, base="https://example.org/kg/")

    found = run_query(path, "SELECT ?o { ent:kim-jong-un ir:metWith ?o }")

    assert found.to_table().splitlines()[2] == "ent:vladimir-putin"
    assert found.to_csv() == "o\nhttps://example.org/kg/entity/vladimir-putin\n"


@pytest.mark.parametrize(
    ("query", "message"),
    [
        (
            "SELECT ?s WHERE {\n  ?s ir:x }",
            r"line 2, column \d+: the query cannot go on like this.*\n    \?s ir:x \}\n +\^",
        ),
        ("SELECT ?s { ?s foo:bar ?o }", r"line 1, column \d+: the prefix is not declared"),
        ("DELETE WHERE { ?s ?p ?o }", "kg query only reads"),
        ("", "line 1, column 1: kg query only reads"),
        ("SELECT * { SERVICE <http://example.org/> { ?s ?p ?o } }", "SERVICE would send the query"),
    ],
)
def test_a_query_that_cannot_run_says_where_and_why(graph: Path, query: str, message: str) -> None:
    with pytest.raises(QueryError, match=message):
        run_query(graph, query)


def test_a_variable_or_string_may_be_called_service(graph: Path) -> None:
    assert run_query(graph, 'SELECT ?service { ?service a ir:Event . FILTER("SERVICE <x>" != "") }').truth


def test_a_file_that_is_no_turtle_is_named_with_its_line(tmp_path: Path) -> None:
    path = tmp_path / "graph.ttl"
    path.write_text("<a:a> <a:b> 1 .\n<a:a> <a:b .\n", encoding="utf-8")

    with pytest.raises(GraphFileError, match=r"graph\.ttl:2: not Turtle"):
        run_query(path, "ASK {}")


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(GraphFileError, match=r"nothing\.ttl: cannot be read"):
        run_query(tmp_path / "nothing.ttl", "ASK {}")


def test_the_ontology_can_be_left_out_of_a_store(graph: Path) -> None:
    assert not run_query(open_store(graph, ontology=False), "ASK { ?t a ir:RelationType }").truth


def test_names_with_odd_signs_survive_a_query(tmp_path: Path) -> None:
    path = tmp_path / "graph.ttl"
    write_turtle(corpus(event("praised", actor('A "b"\\\n\tc', "group", id="x y/é"))), path)

    found = run_query(path, "SELECT ?s ?l { ?s a ir:Group ; rdfs:label ?l }")

    assert [cell.value for cell in found.rows[0] if cell] == [
        "https://w3id.org/kg-ir/entity/x%20y%2F%C3%A9",
        'A "b"\\\n\tc',
    ]
