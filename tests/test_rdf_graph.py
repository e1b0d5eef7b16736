"""A built graph through rdflib's API, over the store."""

from __future__ import annotations

from pathlib import Path

import pytest
import rdflib
from rdflib import RDF, RDFS, Literal, URIRef
from rdflib.query import ResultRow

import kg
from kg.rdf.turtle import write_turtle
from kg.store import SMALL_BYTES, store_folder
from tests.factories import corpus, day, event

ENT = rdflib.Namespace("https://w3id.org/kg-ir/entity/")
IR = rdflib.Namespace("https://w3id.org/kg-ir/ontology#")


@pytest.fixture(name="folder")
def _folder(tmp_path: Path) -> Path:
    write_turtle(corpus(event(when=day(), occasion="Victory Day")), tmp_path / "graph.ttl")
    return tmp_path


def test_triples_are_those_that_rdflib_reads_itself(folder: Path) -> None:
    ours = kg.open_rdf(folder)

    theirs = rdflib.Graph().parse(folder / "graph.ttl")

    assert set(theirs) == {triple for triple in ours if (triple[0], None, None) in theirs}
    assert len(ours) == len(set(ours)) > len(theirs)
    assert ours.value(ENT["kim-jong-un"], RDFS.label) == Literal("Kim Jong Un")
    assert (None, IR.occasion, Literal("Victory Day", lang="en")) in ours


def test_sparql_is_answered_with_kgs_prefixes(folder: Path) -> None:
    graph = kg.open_rdf(folder)

    rows = graph.query("SELECT ?l ?gap { ent:kim-jong-un rdfs:label ?l OPTIONAL { ?l a ?gap } }")
    made = graph.query("CONSTRUCT { ?s rdfs:label ?l } WHERE { ?s a ir:Person ; rdfs:label ?l }").graph

    assert [row.asdict() for row in rows if isinstance(row, ResultRow)] == [{"l": Literal("Kim Jong Un")}]
    assert made is not None
    assert (ENT["kim-jong-un"], RDFS.label, Literal("Kim Jong Un")) in made
    assert bool(graph.query("ASK { ?a ir:metWith ?b }").askAnswer)
    assert graph.qname(ENT["kim-jong-un"]) == "ent:kim-jong-un"


def test_nothing_can_be_changed(folder: Path) -> None:
    graph = kg.open_rdf(folder)
    triple = (URIRef("urn:a"), RDF.type, URIRef("urn:b"))

    for change in (
        lambda: graph.add(triple),
        lambda: graph.remove((None, None, None)),
        lambda: graph.update("DELETE WHERE { ?s ?p ?o }"),
        lambda: graph.parse(data="<urn:a> <urn:b> <urn:c> .", format="turtle"),
    ):
        with pytest.raises(kg.OutputError, match="open to be read only"):
            change()

    assert triple not in graph


def test_a_copy_can_be_changed(folder: Path) -> None:
    graph = rdflib.Graph() + kg.open_rdf(folder)

    graph.add((URIRef("urn:a"), RDF.type, URIRef("urn:b")))

    assert len(graph) == len(kg.open_rdf(folder)) + 1


def test_a_large_graph_is_read_from_the_store_on_disk(tmp_path: Path) -> None:
    path = tmp_path / "graph.ttl"
    path.write_text("".join(f'<urn:s{i}> <urn:p> "value {i}" .\n' for i in range(80_000)), encoding="utf-8")

    graph = kg.open_rdf(path)

    assert path.stat().st_size > SMALL_BYTES
    assert store_folder(path).is_dir()
    assert graph.value(URIRef("urn:s7"), URIRef("urn:p")) == Literal("value 7")


def test_a_missing_graph_is_named(tmp_path: Path) -> None:
    with pytest.raises(kg.GraphFileError, match="no such file or folder"):
        kg.open_rdf(tmp_path / "gone")
