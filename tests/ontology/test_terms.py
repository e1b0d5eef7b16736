"""Every term of the ontology says what it is, by what example, and where the notion is from."""

from __future__ import annotations

from pathlib import Path

import pytest
import rdflib

import kg.rdf
from kg.ontology import IR
from tests.ontology.reading import OWL, PROPERTY_KINDS, RDF, RDFS, SOURCE, ontology, own

GRAPH = ontology()
TERMS = sorted(own(GRAPH))
SKOS, DCTERMS, VANN = rdflib.SKOS, rdflib.DCTERMS, rdflib.VANN
HEAD = rdflib.URIRef(IR.rstrip("#"))


@pytest.mark.parametrize("term", TERMS)
def test_a_term_has_one_label_one_definition_an_example_and_a_source(term: rdflib.URIRef) -> None:
    labels = {*GRAPH.objects(term, RDFS.label), *GRAPH.objects(term, SKOS.prefLabel)}

    assert len(labels) == 1
    assert len(list(GRAPH.objects(term, SKOS.definition))) == 1
    assert list(GRAPH.objects(term, SKOS.example))
    assert list(GRAPH.objects(term, DCTERMS.source))
    assert all(str(text).strip() for text in GRAPH.objects(term))


def test_definitions_are_written_in_one_way_only() -> None:
    assert not list(GRAPH.triples((None, RDFS.comment, None)))
    assert all(text.language == "en" for text in GRAPH.objects(None, SKOS.definition))  # type: ignore[attr-defined]  # literals


def test_no_two_terms_have_the_same_definition() -> None:
    texts = list(GRAPH.objects(None, SKOS.definition))

    assert len(set(texts)) == len(texts)


def test_the_head_names_version_licence_creator_and_prefix() -> None:
    said = {name: str(GRAPH.value(HEAD, name)) for name in (OWL.versionInfo, DCTERMS.license, DCTERMS.creator)}

    assert said == {
        OWL.versionInfo: "0.2.0",
        DCTERMS.license: "https://opensource.org/licenses/MIT",
        DCTERMS.creator: "the kg developers",
    }
    assert str(GRAPH.value(HEAD, VANN.preferredNamespacePrefix)) == "ir"
    assert str(GRAPH.value(HEAD, VANN.preferredNamespaceUri)) == IR
    assert not list(GRAPH.objects(HEAD, OWL.imports))


def test_every_property_is_written_by_code_or_used_by_the_ontology_itself() -> None:
    code = "".join(path.read_text(encoding="utf-8") for path in Path(kg.rdf.__file__).parent.glob("*.py"))
    used = {*GRAPH.predicates(), *GRAPH.objects(None, rdflib.URIRef(IR + "directProperty"))}
    used |= set(GRAPH.objects(None, RDFS.subPropertyOf))

    idle = [term for term in own(GRAPH, *PROPERTY_KINDS) if f'"{term.removeprefix(IR)}"' not in code]

    assert not sorted(term for term in idle if term not in used)


def test_every_class_of_kg_says_what_it_is_defined_by() -> None:
    for term in own(GRAPH, OWL.Class, *PROPERTY_KINDS):
        assert GRAPH.value(term, RDFS.isDefinedBy) == HEAD, term


def test_every_prefix_is_used() -> None:
    text = SOURCE.read_text(encoding="utf-8")
    body = "\n".join(line for line in text.splitlines() if not line.startswith("@prefix"))
    prefixes = [line.split()[1] for line in text.splitlines() if line.startswith("@prefix")]

    assert not [prefix for prefix in prefixes if f" {prefix}" not in body and f"\n{prefix}" not in body]
    assert (None, RDF.type, None) in GRAPH
