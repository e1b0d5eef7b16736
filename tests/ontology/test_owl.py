"""The ontology in tools that we did not write: owlready2 with its reasoner, and rdflib."""

from __future__ import annotations

import io
import shutil
from typing import Any

import pyoxigraph as ox
import pytest

from kg.ontology import IR, load_relations
from tests.ontology.reading import OWL, PROPERTY_KINDS, RDF, RDFS, SOURCE, ontology, own

owlready2 = pytest.importorskip("owlready2")

XSD = "http://www.w3.org/2001/XMLSchema#"
SUBSTITUTES = {XSD + "date": XSD + "dateTime", f"{RDF}langString": f"{RDF}PlainLiteral"}
"""OWL 2's datatype map lacks these two, and HermiT refuses them; for a check of the logic their like does."""


def _load(*, with_substitutes: bool = False) -> Any:  # noqa: ANN401 - owlready2 has no types
    triples = [quad.triple for quad in ox.parse(path=str(SOURCE), format=ox.RdfFormat.TURTLE)]
    if with_substitutes:
        triples = [
            ox.Triple(each.subject, each.predicate, ox.NamedNode(SUBSTITUTES[each.object.value]))
            if isinstance(each.object, ox.NamedNode) and each.object.value in SUBSTITUTES
            else each
            for each in triples
        ]
    data = ox.serialize(triples, format=ox.RdfFormat.N_TRIPLES)
    assert data is not None
    world = owlready2.World()
    return world.get_ontology(IR).load(fileobj=io.BytesIO(data))


def test_owlready2_finds_the_classes_and_properties_that_are_declared() -> None:
    world, graph = _load().world, ontology()

    found = {
        OWL.Class: {each.iri for each in world.classes()},
        OWL.ObjectProperty: {each.iri for each in world.object_properties()},
        OWL.DatatypeProperty: {each.iri for each in world.data_properties()},
        OWL.AnnotationProperty: {each.iri for each in world.annotation_properties()},
    }

    assert found == {kind: {str(term) for term in graph.subjects(RDF.type, kind)} for kind in found}
    assert min(map(len, found.values())) >= 12


def test_owlready2_finds_the_members_of_each_class() -> None:
    loaded, graph = _load(), ontology()

    for kind in own(graph, OWL.Class):
        members = {each.iri for each in loaded.world[str(kind)].instances()}
        assert members == {str(term) for term in graph.subjects(RDF.type, kind)}, kind
    assert len(loaded.RelationType.instances()) == len(load_relations())


def test_owlready2_reads_labels_ranges_and_symmetry() -> None:
    loaded = _load()

    assert [str(label) for label in loaded.Person.label] == ["person"]
    assert owlready2.SymmetricProperty in loaded.metWith.is_a
    assert loaded.participant.range == [loaded.Entity]
    assert loaded.Entity in loaded.State.is_a


def test_a_term_is_of_one_kind_only_and_no_class_is_an_individual() -> None:
    graph = ontology()
    kinds = (OWL.Class, *PROPERTY_KINDS)

    for term in set(graph.subjects(RDF.type)):
        types = set(graph.objects(term, RDF.type))
        assert len(types & set(kinds)) <= 1, term
        assert not (OWL.Class in types and types - {OWL.Class}), term


def test_annotations_alone_carry_what_owl_has_no_place_for() -> None:
    graph = ontology()
    reserved = {RDFS.label, RDFS.seeAlso, RDFS.isDefinedBy, RDFS.domain, RDFS.range, RDFS.subClassOf}
    reserved |= {RDFS.subPropertyOf, RDF.type, OWL.disjointWith, OWL.versionInfo}

    undeclared = {each for each in set(graph.predicates()) - reserved if not set(graph.objects(each, RDF.type))}

    assert not undeclared


@pytest.mark.skipif(shutil.which("java") is None, reason="the reasoner needs Java")
def test_a_reasoner_finds_every_class_satisfiable() -> None:
    world = _load(with_substitutes=True).world

    owlready2.sync_reasoner_hermit(world, debug=0)

    assert not list(world.inconsistent_classes())


@pytest.mark.skipif(shutil.which("java") is None, reason="the reasoner needs Java")
def test_a_reasoner_refuses_a_state_that_is_evidence() -> None:
    loaded = _load(with_substitutes=True)
    with loaded:
        loaded.State("both").is_a.append(loaded.Evidence)

    with pytest.raises(owlready2.OwlReadyInconsistentOntologyError):
        owlready2.sync_reasoner_hermit(loaded.world, debug=0)
