"""Queries that real servers answer, next to the same over the built graph."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING

import pytest

from kg.cli import main
from kg.errors import QueryError, RemoteError
from kg.named_queries import queries
from kg.query import run_query
from kg.rdf.turtle import write_turtle
from kg.remote.client import Client
from kg.remote.endpoint import query_endpoint
from kg.remote.graph import Target
from kg.remote.push import push
from kg.results import QueryResult
from tests.factories import actor, article, corpus, day, event, evidence
from tests.servers.running import MOST_ROWS

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from tests.servers.running import Server

pytestmark = pytest.mark.server
ON_VIRTUOSO = pytest.mark.parametrize("server", ["virtuoso"], indirect=True)
GRAPH = "https://example.org/asked"
CHINA, IRAN = actor("China", "state"), actor("Iran", "state")
EVENTS = (
    event(when=day("2023-09-13")),
    event("praised", occasion="Día de la Victoria — 日"),
    event("condemned", CHINA, IRAN, when=day("2024-02-01", "2024-02-29"), confidence=0.55, polarity="negated"),
    event("sanctioned", CHINA, IRAN, when=day("2025-01-31"), confidence=0.8123, attribution="china"),
    event("visited", actor('Tâm "T" O\'Neill \\ 中文 😀', "person"), IRAN, when=day("1899-12-31")),
    event("thanked", actor(), CHINA, claims=[evidence(), evidence('He said: "no"\n\t—\x01', article="a2", start=7)]),
)


@pytest.fixture(scope="session", name="turtle")
def _turtle(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("asked") / "graph.ttl"
    articles = [article("a1", title="Tête-à-tête", language="en", source="The Ledger"), article("a2")]
    write_turtle(corpus(*EVENTS, articles=articles), path)
    return path


@pytest.fixture(scope="session", name="endpoint")
def _endpoint(server: Server, turtle: Path) -> Server:
    with Client(login=server.login) as client:
        push(turtle, Target(url=server.url("gsp"), protocol="gsp", graph=GRAPH), client=client)
    return server


@pytest.fixture(name="anyone")
def _anyone() -> Iterator[Client]:
    """Give a client without login, as reading needs none."""
    with Client(retries=0) as client:
        yield client


QUERIES = {
    "a sequence path": "SELECT ?e ?l { ?e ir:participant/rdfs:label ?l }",
    "an alternative path": "SELECT ?e ?a { ?e ir:initiator|ir:recipient ?a }",
    "an inverse path": "SELECT ?q ?d { ?v ir:quote ?q . ?v ^ir:evidence/ir:earliest ?d }",
    "a path of any length": "SELECT ?p { ?p rdfs:subPropertyOf* ir:directRelation }",
    "a path of one step or none": "SELECT ?b { ent:china ir:sanctioned? ?b }",
    "language tags": "SELECT ?o (LANG(?o) AS ?tag) { ?e ir:occasion ?o FILTER LANGMATCHES(LANG(?o), 'EN') }",
    "decimals": "SELECT ?e ?c { ?e ir:summaryConfidence ?c FILTER (?c < 0.85) }",
    "sums of decimals": "SELECT (SUM(?c) AS ?s) (MIN(?c) AS ?least) (MAX(?c) AS ?most) { ?e ir:summaryConfidence ?c }",
    "integers": "SELECT ?v (?e - ?b AS ?length) { ?v ir:beginChar ?b ; ir:endChar ?e }",
    "dates": "SELECT ?e ?d { ?e ir:earliest ?d FILTER (?d >= '2024-01-01'^^xsd:date && ?d < '2025-06-01'^^xsd:date) }",
    "parts of dates": "SELECT ?d (YEAR(?d) AS ?y) (MONTH(?d) AS ?m) (DAY(?d) AS ?n) { ?e ir:latest ?d }",
    "truth values": "SELECT ?t ?s { ?t ir:symmetric ?s }",
    "a truth value asked for": "SELECT ?t { ?t ir:symmetric true }",
    "text of all scripts": "SELECT ?l (STRLEN(?l) AS ?n) (UCASE(?l) AS ?u) { ?a a ir:Person ; rdfs:label ?l }",
    "text with all signs": "SELECT ?q { ?v ir:quote ?q }",
    "a text asked for": "SELECT ?a { ?a rdfs:label 'Tâm \"T\" O\\'Neill \\\\ 中文 😀' }",
    "a text by its signs": "SELECT ?q { ?v ir:quote ?q FILTER CONTAINS(?q, '—') }",
    "a regular expression": "SELECT ?l { ?a rdfs:label ?l FILTER REGEX(?l, '^i.*n$', 'i') }",
    "groups": "SELECT ?a (COUNT(DISTINCT ?e) AS ?n) { ?e ir:initiator ?a } GROUP BY ?a HAVING (COUNT(?e) > 1)",
    "optional parts": "SELECT ?e ?d ?o { ?e a ir:Event OPTIONAL { ?e ir:earliest ?d } OPTIONAL { ?e ir:occasion ?o } }",
    "what is not there": "SELECT ?e { ?e a ir:Event MINUS { ?e ir:earliest ?d } }",
    "what does not exist": "SELECT ?v { ?v a ir:Evidence FILTER NOT EXISTS { ?v ir:attributedTo ?x } }",
    "a union": "SELECT ?x { { ?x a ir:Person } UNION { ?x a ir:State } }",
    "values": "SELECT ?a ?l { VALUES ?a { ent:china ent:iran } ?a rdfs:label ?l }",
    "a query inside": "SELECT ?a ?n { { SELECT ?a (COUNT(*) AS ?n) { ?e ir:initiator ?a } GROUP BY ?a } FILTER (?n > 1) }",
    "an order": "SELECT ?d ?e { ?e ir:earliest ?d } ORDER BY DESC(?d) LIMIT 2 OFFSET 1",
    "conditions": "SELECT ?e (COALESCE(?o, 'none') AS ?x) { ?e a ir:Event OPTIONAL { ?e ir:occasion ?o } }",
    "parts of IRIs": "SELECT (STRAFTER(STR(?a), 'entity/') AS ?x) { ?a a ir:Person }",
    "nothing": "SELECT ?s { ?s a ir:Nothing }",
    "no triples": "CONSTRUCT { ?s a ?t } WHERE { ?s a ir:Nothing ; a ?t }",
    "triples": "CONSTRUCT { ?a ir:metWith ?b . ?a rdfs:label ?l } WHERE { ?a ir:metWith ?b ; rdfs:label ?l }",
    "all triples": "CONSTRUCT { ?s ?p ?o } WHERE { ?s ?p ?o }",
    "yes": "ASK { ent:kim-jong-un ir:metWith ent:vladimir-putin }",
    "no": "ASK { ent:china ir:metWith ent:iran }",
    "declared prefixes": "PREFIX x: <https://w3id.org/kg-ir/ontology#>\nSELECT ?a { ?a a x:State . # ir: x\n }",
}


@pytest.mark.parametrize("query", QUERIES.values(), ids=QUERIES)
def test_a_server_answers_as_the_built_graph_does(endpoint: Server, anyone: Client, turtle: Path, query: str) -> None:
    there = query_endpoint(endpoint.url(), query, client=anyone, graph=GRAPH)

    here = run_query(turtle, query)
    assert (there.kind, there.columns, there.rows, there.truncated) == (here.kind, here.columns, here.rows, False)
    assert here.rows or query in (QUERIES["nothing"], QUERIES["no triples"])


VIRTUOSO_DIFFERS = {
    # Both ends of a path of any length left open: "transitive start not given".
    "SELECT ?t ?b { ?t skos:broader+ ?b }": None,
    "SELECT (3 / 2 AS ?x) {}": "1",
    "SELECT (AVG(?c) AS ?x) { VALUES ?c { 0.1 0.2 0.2 } }": "0.166666666666667",
    "SELECT (DATATYPE(?o) AS ?x) { ?e ir:occasion ?o }": "",
}
"""What Virtuoso 7.2 answers otherwise than SPARQL 1.1 says; a named query must not need it."""


@ON_VIRTUOSO
@pytest.mark.parametrize(("query", "answer"), VIRTUOSO_DIFFERS.items())
def test_virtuoso_has_answers_of_its_own(endpoint: Server, anyone: Client, query: str, answer: str | None) -> None:
    if answer is None:
        with pytest.raises(RemoteError, match="answered 500: Virtuoso .* transitive start not given"):
            query_endpoint(endpoint.url(), query, client=anyone, graph=GRAPH)
        return

    found = query_endpoint(endpoint.url(), query, client=anyone, graph=GRAPH)

    assert [cell.value if cell else "" for row in found.rows for cell in row] == [answer]


def test_no_more_rows_come_than_asked_for_and_the_result_says_so(endpoint: Server, anyone: Client) -> None:
    found = query_endpoint(endpoint.url(), "SELECT ?e { ?e a ir:Event }", client=anyone, graph=GRAPH, max_rows=2)

    assert (len(found.rows), found.truncated) == (2, True)


def test_a_result_that_the_server_itself_cuts_says_so(endpoint: Server, anyone: Client) -> None:
    # Some 2,000 triples, squared.
    query = f"SELECT ?s ?t {{ ?s ?p ?o . ?t ?q ?r }} LIMIT {MOST_ROWS + 5_000}"

    found = query_endpoint(endpoint.url(), query, client=anyone, graph=GRAPH)

    if endpoint.is_virtuoso:
        assert (len(found.rows), found.truncated) == (MOST_ROWS, True)
    else:
        assert (len(found.rows), found.truncated) == (MOST_ROWS + 5_000, False)


def test_prefixes_follow_the_base_of_the_data_there(server: Server, anyone: Client, tmp_path: Path) -> None:
    path, base, graph = tmp_path / "graph.ttl", "https://example.org/kg/", "https://example.org/other-base"
    write_turtle(corpus(*EVENTS), path, base=base)
    with Client(login=server.login) as client:
        push(path, Target(url=server.url("gsp"), protocol="gsp", graph=graph), client=client)

    found = query_endpoint(server.url(), "SELECT ?o { ent:china ir:sanctioned ?o }", client=anyone, graph=graph)

    assert found.to_table().splitlines()[2] == "ent:iran"
    assert found.to_csv() == f"o\n{base}entity/iran\n"


@pytest.mark.parametrize(
    ("query", "message"),
    [
        ("SELECT ?s WHERE {\n  ?s ir:x }", "query, line 2, column"),
        ("SELECT ?s { ?s foo:bar ?o }", "the prefix is not declared"),
        ("DELETE WHERE { ?s ?p ?o }", "kg query only reads"),
        ("SELECT * { SERVICE <http://example.org/> { ?s ?p ?o } }", "SERVICE would send the query"),
    ],
)
def test_a_query_that_cannot_run_says_so_as_for_a_built_graph(
    endpoint: Server, anyone: Client, turtle: Path, query: str, message: str
) -> None:
    with pytest.raises(QueryError, match=message) as here:
        run_query(turtle, query)
    with pytest.raises(QueryError) as there:
        query_endpoint(endpoint.url(), query, client=anyone, graph=GRAPH)

    assert str(there.value) == str(here.value)


@ON_VIRTUOSO
def test_a_query_that_only_the_server_finds_wrong_is_refused_with_its_words(endpoint: Server, anyone: Client) -> None:
    query = "SELECT ?s { ?s ir:quote '" + "x" * 5 + "' . FILTER(<urn:no-such-function>(?s)) }"

    with pytest.raises((QueryError, RemoteError), match="no-such-function"):
        query_endpoint(endpoint.url(), query, client=anyone, graph=GRAPH)


def test_the_command_asks_a_server(endpoint: Server, capsys: pytest.CaptureFixture[str]) -> None:
    command = ["query", "SELECT ?o { ent:china ir:sanctioned ?o }", "--format", "csv"]

    assert main([*command, "--endpoint", endpoint.url(), "--graph-iri", GRAPH]) == 0

    assert capsys.readouterr().out == "o\nhttps://w3id.org/kg-ir/entity/iran\n"


def test_every_output_format_is_the_one_of_a_built_graph(endpoint: Server, anyone: Client, turtle: Path) -> None:
    query = QUERIES["optional parts"]

    there = query_endpoint(endpoint.url(), query, client=anyone, graph=GRAPH)

    def texts(result: QueryResult) -> tuple[str, str, str]:
        return result.to_table(), result.to_csv(), result.to_json()

    assert texts(there) == texts(run_query(turtle, query))


GIVEN = {
    "actor": "China",
    "state": "Iran",
    "date": "2024-02-15",
    "relation": "sanctioned",
    "text": "VC",
    "integer": "5",
    "group": "VC",
    "source": "The Ledger",
    "code": "CHN",
}


@pytest.mark.parametrize("name", queries())
def test_a_named_query_gives_the_same_rows_there_as_here(
    endpoint: Server, turtle: Path, capsys: pytest.CaptureFixture[str], name: str
) -> None:
    values = [f"{each.name}={GIVEN[each.type]}" for each in queries()[name].parameters if each.required]
    there = ["--endpoint", endpoint.url(), "--graph-iri", GRAPH]

    codes = [main(["query", name, *values, "--format", "json", *where]) for where in (["--graph", str(turtle)], there)]

    here_rows, there_rows = (json.loads(text) for text in re.split(r"(?<=\n\}\n)", capsys.readouterr().out)[:2])
    assert codes == [0, 0]
    assert there_rows == here_rows


def test_values_for_a_query_in_sparql_are_refused_there_too(
    endpoint: Server, capsys: pytest.CaptureFixture[str]
) -> None:
    code = main(["query", "SELECT ?s { ?s ?p ?o }", "a=China", "--endpoint", endpoint.url()])

    assert code == 2
    assert "SPARQL takes no values such as a; write them into the query" in capsys.readouterr().err
