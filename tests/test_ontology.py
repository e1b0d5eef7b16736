"""The ontology file and the relation types read from it."""

from __future__ import annotations

from pathlib import Path

import pyoxigraph as ox
import pytest
import rdflib

from kg.errors import OntologyError
from kg.files import data_path
from kg.ontology import IR, load_relations, read_relations

SOURCE = data_path("ontology", "ir.ttl").read_text(encoding="utf-8")

# By hand, from the project's codebook of relations.
CODEBOOK = {
    "CONSULT": "sent-message-to spoke-with met-with visited hosted negotiated-with mediated-between invited",
    "SUPPORT": "congratulated praised supports recognised apologised-to thanked",
    "AGREE": "agreed-with promised",
    "REQUEST": "appealed-to",
    "COOPERATE": "cooperates-with traded-with",
    "AID": "aided supplied-arms-to",
    "CONCEDE": "conceded-to",
    "ACCUSE": "criticised condemned accused investigated",
    "DEMAND": "demanded-of",
    "REJECT": "rejected",
    "THREATEN": "threatened warned",
    "PROTEST": "protested-against",
    "MOBILIZE": "mobilised-against",
    "SANCTION": "sanctioned reduced-relations-with",
    "COERCE": "coerced",
    "ASSAULT": "attacked at-war-with",
    "STATIC": "leads member-of allied-with",
}


def test_the_relations_of_the_codebook_stand_under_its_roots() -> None:
    expected = {name: root for root, names in CODEBOOK.items() for name in names.split()}

    found = {str(kind.id): kind.root for kind in load_relations().values()}

    assert {name: found.get(name) for name in expected} == expected


def test_of_the_codebook_these_are_symmetric() -> None:
    known = {name for names in CODEBOOK.values() for name in names.split()}

    symmetric = {str(kind.id) for kind in load_relations().values() if kind.symmetric}

    assert symmetric & known == {
        "met-with",
        "spoke-with",
        "negotiated-with",
        "agreed-with",
        "cooperates-with",
        "traded-with",
        "at-war-with",
        "allied-with",
    }


def test_cooperation_never_weighs_against_and_conflict_always_does() -> None:
    for kind in load_relations().values():
        assert (kind.weight < 0) == (kind.quad in {"XC", "MX"}), kind.id
        assert kind.sign == (kind.weight > 0) - (kind.weight < 0), kind.id


def test_every_act_has_cameo_codes_and_no_static_type_has() -> None:
    assert all(bool(kind.cameo) != kind.static for kind in load_relations().values())


def test_relations_come_sorted_by_id() -> None:
    assert list(load_relations()) == sorted(load_relations())


def test_direct_properties_are_unlike() -> None:
    names = [kind.direct_property for kind in load_relations().values()]

    assert len(set(names)) == len(names)


def test_rdflib_and_pyoxigraph_read_the_same_number_of_triples() -> None:
    by_rdflib = rdflib.Graph().parse(data=SOURCE, format="turtle")
    by_oxigraph = set(ox.parse(SOURCE, format=ox.RdfFormat.TURTLE))

    assert len(by_rdflib) == len(by_oxigraph) > 1000


def test_the_ontology_has_no_blank_nodes() -> None:
    quads = ox.parse(SOURCE, format=ox.RdfFormat.TURTLE)

    assert not [
        quad for quad in quads if isinstance(quad.subject, ox.BlankNode) or isinstance(quad.object, ox.BlankNode)
    ]


def test_every_term_of_the_namespace_that_is_used_is_declared_with_a_label() -> None:
    graph = rdflib.Graph().parse(data=SOURCE, format="turtle")
    used = {term for triple in graph for term in triple if isinstance(term, rdflib.URIRef) and term.startswith(IR)}

    bare = {term for term in used if (term, rdflib.RDFS.label, None) not in graph}

    assert not bare


def test_definitions_and_examples_are_of_each_relation_alone() -> None:
    kinds = load_relations().values()

    assert len({kind.definition for kind in kinds}) == len({kind.example for kind in kinds}) == len(kinds)


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("ir:sign 1 ;\n    ir:weight 2.5 ;", "ir:sign 1 ;", r"rel:met-with: ir:weight is missing; add a line"),
        ("ir:weight 2.5 ;", "ir:weight 25.0 ;", r"rel:met-with: ir:weight is 25\.0; it must lie between"),
        ("ir:sign 1 ;\n    ir:weight 2.5 ;", "ir:sign -1 ; ir:weight 2.5 ;", r"rel:met-with: ir:sign is -1 but"),
        ("ir:sign 1 ;\n    ir:weight 2.5 ;", "ir:sign 7 ; ir:weight 2.5 ;", r"rel:met-with: ir:sign is '7'; write"),
        ('skos:prefLabel "met-with"', 'skos:prefLabel "meets"', r"rel:met-with: skos:prefLabel is 'meets'; write"),
        ("ir:directProperty ir:metWith", "ir:directProperty ir:meets", r"ir:meets is not declared; add"),
        (
            "ir:metWith a owl:ObjectProperty, owl:SymmetricProperty",
            "ir:metWith a owl:ObjectProperty",
            r"ir:metWith must be",
        ),
        ("ir:weight 2.5 ;", "ir:weight 2.5, 3.0 ;", r"rel:met-with: ir:weight is given more than once"),
        ('ir:cameoCode "044"', 'ir:quad rel:MX ; ir:cameoCode "044"', r"rel:met-with: ir:quad is given more than once"),
        (
            'skos:broader rel:VC ;\n    skos:notation "CONSULT"',
            'skos:notation "CONSULT"',
            r"rel:CONSULT: skos:broader is missing",
        ),
        ("a owl:Ontology", "an owl:Ontology", r"ir\.ttl:\d+: not Turtle"),
    ],
)
def test_a_broken_stanza_is_named_with_the_fix(tmp_path: Path, old: str, new: str, message: str) -> None:
    assert SOURCE.count(old) == 1
    path = tmp_path / "ir.ttl"
    path.write_text(SOURCE.replace(old, new), encoding="utf-8")

    with pytest.raises(OntologyError, match=message):
        read_relations(path)


def test_a_file_without_our_terms_is_no_ontology(tmp_path: Path) -> None:
    path = tmp_path / "x.ttl"
    path.write_text("<http://example.org/a> <http://example.org/b> 1 .", encoding="utf-8")

    with pytest.raises(OntologyError, match="rel:CONSULT: skos:broader is missing"):
        read_relations(path)
