"""Every RDF format is read as one graph with its literals as they are; what is no RDF is an error with its line."""

from __future__ import annotations

from pathlib import Path

import pyoxigraph as ox
import pytest

from kg.errors import GraphFileError
from kg.exporters import EXPORTERS
from kg.exporters.contract import Export
from kg.validation import validate
from tests.factories import actor, corpus, day, event, evidence
from tests.validation.broken import GOOD

FORMATS = {
    "graph.ttl": ox.RdfFormat.TURTLE,
    "graph.nt": ox.RdfFormat.N_TRIPLES,
    "graph.nq": ox.RdfFormat.N_QUADS,
    "graph.trig": ox.RdfFormat.TRIG,
    "graph.rdf": ox.RdfFormat.RDF_XML,
    "graph.JSONLD": ox.RdfFormat.JSON_LD,
}

HUGE_YEAR = b"""@prefix ir: <https://w3id.org/kg-ir/ontology#> .
<http://a/b> a ir:Article ;
    ir:published "99999999999999999999-05-05"^^<http://www.w3.org/2001/XMLSchema#date> .
"""


def _write(path: Path, turtle: str, kind: ox.RdfFormat) -> None:
    triples = (quad.triple for quad in ox.parse(turtle, format=ox.RdfFormat.TURTLE))
    ox.serialize(triples, str(path), format=kind)


@pytest.mark.parametrize("name", FORMATS)
def test_a_graph_has_the_same_findings_in_every_format(name: str, tmp_path: Path) -> None:
    good, bad = tmp_path / f"good-{name}", tmp_path / f"bad-{name}"
    _write(good, GOOD, FORMATS[name])
    _write(bad, GOOD.replace("ir:confidence 0.95", "ir:confidence 1.95"), FORMATS[name])

    assert validate(good).findings == ()
    assert [finding.values for finding in validate(bad).findings] == [
        ('"1.95"^^<http://www.w3.org/2001/XMLSchema#decimal>',)
    ]


def test_named_graphs_are_taken_as_one(tmp_path: Path) -> None:
    path = tmp_path / "graph.nq"
    quads = [
        ox.Quad(quad.subject, quad.predicate, quad.object, ox.NamedNode(f"https://example.org/{number % 3}"))
        for number, quad in enumerate(ox.parse(GOOD, format=ox.RdfFormat.TURTLE))
    ]
    ox.serialize(quads, str(path), format=ox.RdfFormat.N_QUADS)

    assert validate(path).findings == ()


def test_a_literal_is_judged_as_it_is_written_not_as_a_store_keeps_it(tmp_path: Path) -> None:
    path = tmp_path / "graph.ttl"
    path.write_text(GOOD.replace("ir:endChar 128", 'ir:endChar "128"^^xsd:long'), encoding="utf-8")

    found = validate(path).findings

    assert [finding.message for finding in found] == ["Evidence has one end, an xsd:integer."]


def test_decimals_may_end_in_zeros(tmp_path: Path) -> None:
    path = tmp_path / "graph.ttl"
    path.write_text(GOOD.replace("ir:confidence 0.95", "ir:confidence 0.90"), encoding="utf-8")

    assert validate(path).conforms


def test_a_byte_order_mark_is_passed_over(tmp_path: Path) -> None:
    path = tmp_path / "graph.ttl"
    path.write_text(GOOD, encoding="utf-8-sig")

    assert validate(path).conforms


def test_what_there_is_to_check_is_counted_without_the_ontology(tmp_path: Path) -> None:
    path = tmp_path / "graph.ttl"
    path.write_text(GOOD, encoding="utf-8")

    assert validate(path).counts == {
        "Article": 4, "Entity": 6, "Event": 5, "Evidence": 6, "Place": 1, "OfficeTerm": 2, "Dispute": 1,
        "Decision": 1,
    }  # fmt: skip


@pytest.mark.parametrize(
    ("name", "content", "message"),
    [
        ("a.ttl", b"A summit was held.", r"a\.ttl:1: not Turtle: "),
        ("a.ttl", b"<http://a/b>\n <http://a/c d> 1 .", r"a\.ttl:2: not Turtle: .*Invalid IRI code point ' '"),
        ("a.ttl", b"<http://a/b\x01> <http://a/c> 1 .", r"a\.ttl:1: not Turtle: .*Invalid IRI code point '\\x01'"),
        ("a.ttl", b'<http://a/b>\n\n <http://a/c> "x"@2024 .', r"a\.ttl:3: not Turtle: .*language"),
        ("a.ttl", b'<http://a/b> <http://a/c> "two\nlines" .', r"a\.ttl:1: not Turtle: .*Line jumps"),
        ("a.ttl", b'<http://a/b>\n <http://a/c> "\xe9" .', r"a\.ttl:2: not Turtle: .*UTF-8"),
        ("a.ttl", b"<b> <http://a/c> 1 .", r"a\.ttl:1: not Turtle: .*No scheme"),
        ("a.ttl", b"@prefix a: <http://a/> .\na:b c:d 1 .", r"a\.ttl:2: not Turtle: .*prefix"),
        ("a.nt", b"@prefix a: <http://a/> .", r"a\.nt:1: not N-Triples: "),
        ("a.jsonld", b'{"@id": ', r"a\.jsonld:1: not JSON-LD: "),
        ("a.jsonld", b'{"@context": "https://a.b/c", "@id": "http://a/b"}', r"a\.jsonld: its @context is on the web; "),
        ("a.rdf", b"<rdf>", r"a\.rdf:1: not RDF/XML: "),
        ("a.html", b"<p>", r"a\.html: no RDF format has such a name; give a file ending in \.ttl, "),
        (
            "a.ttl",
            HUGE_YEAR,
            r"a\.ttl:3: 99999999999999999999 is no year of a date",
        ),
        ("a.ttl", b"", "nothing to validate: no node is of a class of kg"),
        ("a.ttl", b"<http://a/b> a <http://a/C> .", "nothing to validate: no node is of a class of kg"),
    ],
)
def test_what_cannot_be_checked_is_an_error_with_its_place(
    name: str, content: bytes, message: str, tmp_path: Path
) -> None:
    path = tmp_path / name
    path.write_bytes(content)

    with pytest.raises(GraphFileError, match=message):
        validate(path)


def test_a_file_that_is_not_there_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(GraphFileError, match=r"none\.ttl: cannot be read"):
        validate(tmp_path / "none.ttl")


@pytest.mark.parametrize("name", ["ntriples", "trig", "jsonld", "rdfxml", "turtle12"])
def test_what_export_writes_has_nothing_wrong(name: str, tmp_path: Path) -> None:
    claims = [evidence(), evidence(start=40, polarity="negated", attribution="Kremlin")]
    one = corpus(event(claims=claims), event("praised", actor("Emmanuel Macron", state="France"), when=day()))
    path = tmp_path / f"graph{EXPORTERS[name].suffix}"
    EXPORTERS[name].write(Export(corpus=one), path)

    assert validate(path).findings == ()
