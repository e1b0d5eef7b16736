"""What the ontology says of other vocabularies: each term exists there, and a reasoner draws nothing untrue from it."""

from __future__ import annotations

from collections import defaultdict

import pytest
import rdflib
from rdflib.namespace import DCTERMS, ORG, PROV, SDO, SKOS, TIME, VANN

from kg.ontology import IR, REL
from tests.ontology.reading import OWL, RDF, RDFS, VOCABULARIES, built, ontology, own

owlrl = pytest.importorskip("owlrl")

GRAPH = ontology()
FACTS = rdflib.Graph().parse(VOCABULARIES, format="turtle")
CHECKED = {term for term in FACTS.subjects() if isinstance(term, rdflib.URIRef)}
CLOSED = (DCTERMS, ORG, PROV, SDO, SKOS, TIME, VANN, OWL, RDF, RDFS, rdflib.XSD)
"""Vocabularies whose terms rdflib knows one by one."""

SEM = "http://semanticweb.cs.vu.nl/2009/11/sem/"
LODE = "http://linkedevents.org/ontology/"
DUL = "http://www.loa-cnr.it/ontologies/DUL.owl#"
FOAF = "http://xmlns.com/foaf/0.1/"
LOOKED_UP = (SEM, LODE, "http://www.w3.org/ns/oa#", "http://persistence.uni-leipzig.org/nlp2rdf/ontologies/nif-core#")
"""Vocabularies whose terms stand in the table beside this file, as far as they were looked up."""

AXIOMS = (RDFS.subClassOf, RDFS.subPropertyOf)


def _foreign() -> set[rdflib.URIRef]:
    """Return the terms of others in the ontology; whole vocabularies, pages and items are named as sources only."""
    nodes = {node for triple in GRAPH if triple[1] != DCTERMS.source for node in triple}
    iris = {node for node in nodes if isinstance(node, rdflib.URIRef) and not str(node).startswith((IR, REL))}
    return iris - {rdflib.URIRef(IR.rstrip("#")), rdflib.URIRef("https://opensource.org/licenses/MIT")}


@pytest.mark.parametrize("term", sorted(_foreign()))
def test_a_term_of_another_vocabulary_exists_there(term: rdflib.URIRef) -> None:
    known_to_rdflib = any(term in space for space in CLOSED if str(term).startswith(str(space)))

    assert term in CHECKED if str(term).startswith(LOOKED_UP) else known_to_rdflib


def test_a_misspelt_term_would_be_found() -> None:
    assert rdflib.URIRef(SEM + "hasActors") not in CHECKED
    assert not [space for space in CLOSED if rdflib.URIRef(f"{space}wasDerivedOf") in space]


def test_every_term_that_an_axiom_uses_is_declared_as_its_vocabulary_declares_it() -> None:
    kinds = {OWL.Class, OWL.ObjectProperty, OWL.DatatypeProperty}
    used = {term for axiom in AXIOMS for term in GRAPH.objects(None, axiom)}

    for term in used:
        declared = set(GRAPH.objects(term, RDF.type)) & kinds
        assert len(declared) == 1, term
        theirs = set(FACTS.objects(term, RDF.type)) & kinds
        assert declared == theirs or not str(term).startswith((*LOOKED_UP, str(PROV), str(ORG))), term


def test_nothing_of_others_is_declared_in_vain() -> None:
    declared = {term for term in set(GRAPH.subjects(RDF.type)) if term in _foreign()}

    assert len(declared) > 40
    assert not {term for term in declared if (None, term, None) not in GRAPH and (None, None, term) not in GRAPH}


ACTOR = {"sem:Actor", "sem:Authority", "sem:Core", "dul:Agent", "dul:Object"}
EVENT = {"sem:Event", "sem:Core", "lode:Event", "dul:Event"}
EVENT_TYPE = {"sem:EventType", "sem:Type", "skos:Concept"}
INFERRED = {
    "Person": {*ACTOR, "schema:Person"},
    "State": ACTOR,
    "Organization": {*ACTOR, "org:Organization", "schema:Organization", "foaf:Agent", "foaf:Organization"},
    "Group": ACTOR,
    "Event": EVENT,
    "Place": {"sem:Place", "sem:Core", "schema:Place", "dul:Place"},
    "Evidence": {"prov:Entity"},
    "Article": {"prov:Entity", "schema:CreativeWork"},
    "Dispute": {"prov:Entity"},
    "Decision": {"prov:Activity"},
    "OfficeTerm": {"schema:Role"},
    "RelationType": EVENT_TYPE,
    "RootType": EVENT_TYPE,
    "QuadGroup": EVENT_TYPE,
    "Polarity": set(),
    "Modality": set(),
}
"""What a thing of each class may be concluded to be; by hand, from the tables of ontology/README.md."""

_PREFIXES = {
    SEM: "sem:", LODE: "lode:", DUL: "dul:", FOAF: "foaf:", str(PROV): "prov:", str(ORG): "org:", str(SDO): "schema:",
    str(SKOS): "skos:",
}  # fmt: skip


def _short(iri: str) -> str:
    return next((prefix + iri.removeprefix(space) for space, prefix in _PREFIXES.items() if iri.startswith(space)), iri)


@pytest.fixture(name="closure", scope="module")
def _closure() -> rdflib.Graph:
    """Return the ontology, a built graph and the other vocabularies with all that OWL RL concludes."""
    graph = GRAPH + built() + FACTS
    owlrl.DeductiveClosure(owlrl.OWLRL_Semantics).expand(graph)
    return graph


def test_the_closure_has_no_contradiction(closure: rdflib.Graph) -> None:
    errors = rdflib.Namespace("http://www.daml.org/2002/03/agents/agent-ont#")

    assert not list(closure.objects(None, errors.error))
    assert not list(closure.subjects(RDF.type, OWL.Nothing))


def test_a_state_that_is_evidence_would_be_a_contradiction() -> None:
    graph = ontology()
    thing = rdflib.URIRef("https://example.org/x")
    graph.add((thing, RDF.type, rdflib.URIRef(IR + "State")))
    graph.add((thing, RDF.type, rdflib.URIRef(IR + "Evidence")))

    owlrl.DeductiveClosure(owlrl.OWLRL_Semantics).expand(graph)

    errors = rdflib.Namespace("http://www.daml.org/2002/03/agents/agent-ont#")
    assert any("disjoint" in str(text).lower() for text in graph.objects(None, errors.error))


def test_a_thing_of_each_class_is_concluded_to_be_what_its_vocabularies_mean_and_nothing_else(
    closure: rdflib.Graph,
) -> None:
    found: dict[str, set[str]] = {name: set() for name in INFERRED}
    counted = dict.fromkeys(INFERRED, 0)
    for name in INFERRED:
        for thing in closure.subjects(RDF.type, rdflib.URIRef(IR + name)):
            types = {str(kind) for kind in closure.objects(thing, RDF.type)}
            found[name] |= {_short(kind) for kind in types if kind.startswith(tuple(_PREFIXES))}
            counted[name] += 1

    assert all(counted.values()), counted
    assert found == INFERRED


def test_nothing_is_of_two_classes_unless_one_holds_the_other(closure: rdflib.Graph) -> None:
    classes = own(GRAPH, OWL.Class)
    of = defaultdict(set)
    for kind in classes - {rdflib.URIRef(IR + "Entity")}:
        for thing in closure.subjects(RDF.type, kind):
            of[thing].add(kind.removeprefix(IR))

    assert len(of) > 80
    assert {thing: kinds for thing, kinds in of.items() if len(kinds) > 1} == {}


def test_a_direct_triple_is_a_direct_relation_and_evidence_derives_from_its_article(closure: rdflib.Graph) -> None:
    direct, derived = rdflib.URIRef(IR + "directRelation"), PROV.wasDerivedFrom

    assert len(set(closure.subject_objects(direct))) >= 3
    articles = set(closure.subjects(RDF.type, rdflib.URIRef(IR + "Article")))
    for claim in closure.subjects(RDF.type, rdflib.URIRef(IR + "Evidence")):
        assert set(closure.objects(claim, derived)) <= articles
