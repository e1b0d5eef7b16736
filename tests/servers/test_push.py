"""Graphs pushed to real servers: what arrives, what goes, and what a server makes of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pyoxigraph as ox
import pytest

from kg.cli import main
from kg.errors import RemoteError
from kg.rdf.turtle import write_turtle
from kg.remote.client import Client, Login
from kg.remote.graph import RemoteGraph, Target
from kg.remote.push import push
from tests.factories import actor, corpus, day, event

if TYPE_CHECKING:
    from pathlib import Path

    from kg.remote.address import Protocol
    from tests.servers.conftest import MakeTarget
    from tests.servers.running import Server

pytestmark = pytest.mark.server
ON_VIRTUOSO = pytest.mark.parametrize("server", ["virtuoso"], indirect=True)
BOTH = pytest.mark.parametrize("protocol", ["gsp", "update"])
XSD = "http://www.w3.org/2001/XMLSchema#"

MEETING = event(when=day("2023-09-13"))
ODD = event(
    "praised",
    actor('Tâm "T" O\'Neill \\u0041\\\n\ttab \x01\x1b\x7f\u2028 中文 😀', "group", id="x y/é"),
    actor("Ångström", "group"),
    occasion="Día de la Victoria — 'V'",
)


def triples_of(path: Path) -> set[ox.Triple]:
    """Return the triples of a Turtle file."""
    return {quad.triple for quad in ox.parse(path=str(path), format=ox.RdfFormat.TURTLE)}


def triples_at(server: Server, client: Client, graph: str) -> set[ox.Triple]:
    """Return the triples of a named graph of a server."""
    answer = client.query(
        server.url(),
        f"CONSTRUCT {{ ?s ?p ?o }} WHERE {{ GRAPH <{graph}> {{ ?s ?p ?o }} }}",
        accept="application/n-triples",
    )
    return {quad.triple for quad in ox.parse(answer.body, format=ox.RdfFormat.N_TRIPLES)}


@pytest.fixture(name="turtle")
def _turtle(tmp_path: Path) -> Path:
    path = tmp_path / "graph.ttl"
    write_turtle(corpus(MEETING, ODD), path)
    return path


@BOTH
@pytest.mark.parametrize("size", [7, None])
def test_what_was_pushed_is_there_triple_for_triple(
    server: Server, client: Client, to: MakeTarget, graph_iri: str, turtle: Path, protocol: Protocol, size: int | None
) -> None:
    pushed = push(turtle, to(protocol), client=client, batch_size=size, ontology=False)

    wanted = triples_of(turtle)
    assert triples_at(server, client, graph_iri) == wanted
    assert (pushed.triples, pushed.sent, pushed.held) == (len(wanted), len(wanted), len(wanted))
    assert [path.name for path in turtle.parent.iterdir()] == ["graph.ttl"]


@BOTH
def test_the_ontology_goes_along(client: Client, to: MakeTarget, turtle: Path, protocol: Protocol) -> None:
    alone = push(turtle, to(protocol), client=client, ontology=False)

    both = push(turtle, to(protocol), client=client)

    assert both.held == both.triples > alone.triples + 1000


@BOTH
def test_pushing_twice_gives_the_same_triples(client: Client, to: MakeTarget, turtle: Path, protocol: Protocol) -> None:
    first = push(turtle, to(protocol), client=client, batch_size=10, ontology=False)

    assert push(turtle, to(protocol), client=client, batch_size=10, ontology=False) == first


@BOTH
def test_old_triples_stay_unless_they_are_to_be_replaced(
    server: Server, client: Client, to: MakeTarget, graph_iri: str, turtle: Path, protocol: Protocol
) -> None:
    target = to(protocol)
    push(turtle, target, client=client, ontology=False)
    old = triples_of(turtle)
    write_turtle(corpus(event("thanked")), turtle)
    new = triples_of(turtle)

    push(turtle, target, client=client, batch_size=9, ontology=False)
    together = triples_at(server, client, graph_iri)
    push(turtle, target, client=client, batch_size=9, ontology=False, replace=True)

    assert together == old | new
    assert triples_at(server, client, graph_iri) == new


@BOTH
def test_a_file_without_triples_can_replace_others(
    client: Client, to: MakeTarget, turtle: Path, protocol: Protocol
) -> None:
    push(turtle, to(protocol), client=client, ontology=False)
    turtle.write_text("", encoding="utf-8")

    pushed = push(turtle, to(protocol), client=client, ontology=False, replace=True)

    assert (pushed.batches, pushed.held) == (0, 0)


@BOTH
def test_the_default_graph_takes_triples_where_the_server_has_one(
    server: Server, client: Client, turtle: Path, protocol: Protocol
) -> None:
    target = Target(url=server.url(protocol), protocol=protocol)

    if server.is_virtuoso:
        with pytest.raises(RemoteError, match="name a graph with --graph-iri"):
            push(turtle, target, client=Client(login=server.login, retries=0), ontology=False)
    else:
        pushed = push(turtle, target, client=client, ontology=False, replace=True)
        assert pushed.held == pushed.triples


@BOTH
def test_another_address_for_queries_can_be_given(
    server: Server, client: Client, graph_iri: str, turtle: Path, protocol: Protocol
) -> None:
    target = Target(url=server.url(protocol), protocol=protocol, graph=graph_iri, query_url=f"{server.root}/none")

    with pytest.raises(RemoteError, match="answered 404.*check the path"):
        push(turtle, target, client=client)


@ON_VIRTUOSO
def test_a_login_is_asked_for_and_checked_and_no_password_is_shown(to: MakeTarget, turtle: Path) -> None:
    password = "Sésame-42"

    with Client() as nobody, pytest.raises(RemoteError, match=r"asks who you are \(401\); give --user"):
        push(turtle, to("gsp"), client=nobody)
    with (
        Client(login=Login(user="dba", password=password)) as wrong,
        pytest.raises(RemoteError, match="does not accept the user and password") as error,
    ):
        push(turtle, to("update"), client=wrong)

    assert password not in str(error.value) + repr(Login(user="dba", password=password))


@ON_VIRTUOSO
def test_an_update_too_large_for_a_server_is_refused_with_a_hint(
    client: Client, to: MakeTarget, tmp_path: Path
) -> None:
    path = tmp_path / "graph.ttl"
    path.write_text("".join(f'<urn:s{n}> <urn:p> "{n}" .\n' for n in range(6000)), encoding="utf-8")

    with pytest.raises(RemoteError, match="memory exhausted.*send less at a time with --batch"):
        push(path, to("update"), client=client, batch_size=6000)

    assert push(path, to("update"), client=client, ontology=False).held == 6000


LITERALS = [
    *(ox.Literal(text) for text in ("", " spaces ", 'quote " and \\ ', "a\nb\rc\r\nd\te", "\x00\x01\x08\x0b\x1b\x7f")),
    *(
        ox.Literal(text)
        for text in ("\x85\u2028\u2029\ufeff\ufffe", "e\u0301 中文 😀\U0010ffff", "\\u0041 \\n", "{?x} $y %s")
    ),
    *(ox.Literal(text, language=tag) for text, tag in (("día", "es"), ("plain", "en-gb-oxendict"))),
    *(ox.Literal(text, datatype=ox.NamedNode(XSD + "decimal")) for text in ("0.9", "1", "-0.25", "0.0000001")),
    *(ox.Literal(text, datatype=ox.NamedNode(XSD + "integer")) for text in ("0", "-5", "2147483647")),
    *(ox.Literal(text, datatype=ox.NamedNode(XSD + "date")) for text in ("2024-05-09", "0987-01-01", "9999-12-31")),
    ox.Literal("true", datatype=ox.NamedNode(XSD + "boolean")),
    ox.Literal("https://example.org/é?a=b&c#d", datatype=ox.NamedNode(XSD + "anyURI")),
    ox.Literal("x" * 10_000),
]
IRIS = ["https://example.org/caf%C3%A9", "https://example.org/é中😀", "https://example.org/a(b)'c;d,e?f=g&h#i~!$*+"]


@BOTH
def test_every_kind_of_term_that_kg_writes_survives(
    server: Server, client: Client, to: MakeTarget, graph_iri: str, tmp_path: Path, protocol: Protocol
) -> None:
    path = tmp_path / "graph.ttl"
    terms: list[ox.NamedNode | ox.Literal] = [*LITERALS, *map(ox.NamedNode, IRIS)]
    wanted = [ox.Triple(ox.NamedNode(f"urn:s{n}"), ox.NamedNode("urn:p"), term) for n, term in enumerate(terms)]
    path.write_bytes(ox.serialize(wanted, format=ox.RdfFormat.TURTLE) or b"")

    push(path, to(protocol), client=client, ontology=False)

    assert triples_at(server, client, graph_iri) == set(wanted)


VIRTUOSO_CHANGES = {
    ("7.50", "decimal"): ("7.5", "decimal"),
    ("007", "integer"): ("7", "integer"),
    ("9007199254740993", "integer"): ("9007199254740993", "decimal"),
    ("1.5E0", "double"): ("1.5", "double"),
    ("3.14159265358979323846", "decimal"): ("3.141592653589793", "decimal"),
    ("-0044-03-15", "date"): ("-044-03-15", "date"),
}
"""What kg never writes, and Virtuoso 7.2 keeps by value, cut or even broken."""


def test_a_server_may_keep_a_number_or_date_by_its_value(
    server: Server, client: Client, to: MakeTarget, graph_iri: str, tmp_path: Path
) -> None:
    path = tmp_path / "graph.ttl"
    lines = [f'<urn:s> <urn:p> "{text}"^^<{XSD}{kind}> .\n' for text, kind in VIRTUOSO_CHANGES]
    path.write_text("".join(lines), encoding="utf-8")

    push(path, to("gsp"), client=client, ontology=False)

    literals = [each.object for each in triples_at(server, client, graph_iri) if isinstance(each.object, ox.Literal)]
    found = {(literal.value, literal.datatype.value.removeprefix(XSD)) for literal in literals}
    if server.is_virtuoso:
        assert found == set(VIRTUOSO_CHANGES.values())
    else:
        assert {("7.5", "decimal"), ("7", "integer"), ("-0044-03-15", "date")} < found


@ON_VIRTUOSO
def test_virtuoso_takes_no_graph_that_begins_with_a_literal_of_64_kilobytes(
    server: Server, to: MakeTarget, tmp_path: Path
) -> None:
    path = tmp_path / "graph.ttl"
    path.write_text(f'<urn:s> <urn:p> "{"x" * 70_000}" .\n', encoding="utf-8")

    with Client(login=server.login, retries=0) as client:
        with pytest.raises(RemoteError, match="unsupported type text/plain"):
            push(path, to("gsp"), client=client, ontology=False)
        pushed = push(path, to("update"), client=client, ontology=False)

    assert pushed.held == 1


def test_the_command_pushes_counts_and_says_so(
    server: Server,
    turtle: Path,
    graph_iri: str,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    login = ["--user", server.login.user] if server.login else []
    monkeypatch.setenv("KG_PASSWORD", server.login.password if server.login else "")
    command = ["push", str(turtle.parent), "--to", server.url("gsp"), "--graph-iri", graph_iri, "--no-ontology"]

    assert main([*command, "--batch", "1000", *login]) == 0
    size = len(triples_of(turtle))
    assert capsys.readouterr().out == (
        f"{size} triples in 1 batch, to {server.url('gsp')}, graph {graph_iri}\nThe graph there holds {size} triples\n"
    )

    write_turtle(corpus(event("thanked")), turtle)
    assert main([*command, "--to", server.url("update"), *login]) == 0
    others = len(triples_of(turtle))
    assert capsys.readouterr().out.startswith(f"{others} triples in 1 batch")


def test_clearing_a_graph_that_is_not_there_is_no_error(client: Client, to: MakeTarget) -> None:
    graph = RemoteGraph(to("update"), client)

    graph.replace(b"<urn:s> <urn:p> <urn:o> .\n")

    assert graph.count() == 1
