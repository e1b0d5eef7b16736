"""The SHACL shapes accept what kg writes and reject broken graphs."""

from __future__ import annotations

import pytest
import rdflib

from kg.files import data_path
from kg.model import Place
from kg.rdf.turtle import to_turtle
from tests.factories import actor, corpus, day, event, evidence

pyshacl = pytest.importorskip("pyshacl")

SEOUL = actor("South Korea", "state", organ="unification ministry", wikidata="Q884")
GOOD = to_turtle(
    corpus(
        event(
            "praised", when=day(words="on Sept. 13"), place=Place(name="Vostochny", country="Russia"), occasion="A day"
        ),
        event("met-with", claims=[evidence(), evidence(start=40, polarity="negated", attribution="South Korea")]),
        event("criticised", SEOUL, actor("Hamas", "group"), confidence=1.0, article="a2"),
        event("leads", actor(), actor("NATO", "organization"), modality="possible"),
        event("attacked", SEOUL, SEOUL),
    )
)


@pytest.fixture(name="shapes", scope="module")
def _shapes() -> rdflib.Graph:
    return rdflib.Graph().parse(data_path("ontology", "shapes.ttl"))


def _verdict(turtle: str, shapes: rdflib.Graph) -> tuple[bool, str]:
    data = rdflib.Graph().parse(data=turtle, format="turtle")
    conforms, _, text = pyshacl.validate(data, shacl_graph=shapes)
    return conforms, text


def test_a_small_build_conforms(shapes: rdflib.Graph) -> None:
    conforms, text = _verdict(GOOD, shapes)

    assert conforms, text


def test_the_ontology_conforms(shapes: rdflib.Graph) -> None:
    conforms, text = _verdict(data_path("ontology", "ir.ttl").read_text(encoding="utf-8"), shapes)

    assert conforms, text


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        (" ;\n    ir:evidence evd:", " ;\n    ir:proof evd:", "at least one piece of evidence"),
        ("ir:polarity ir:affirmed", "ir:polarity ir:maybe", "polarity of evidence is ir:affirmed or ir:negated"),
        ("ir:modality ir:actual", "ir:modality 'actual'", "modality of evidence is"),
        ("ir:confidence 0.9", "ir:confidence 2.0", "one xsd:decimal from 0 to 1"),
        ("ir:confidence 0.9", "ir:confidence 9.0e-1", "one xsd:decimal from 0 to 1"),
        ('ir:latest "2023-09-13"', 'ir:latest "2023-09-12"', "not after its latest day"),
        ("ir:endChar 31", "ir:endChar 0", "before its end"),
        ('ir:latest "2023-09-13"^^xsd:date ;\n', "", "shp:DatedEvent"),
        ('ir:datePrecision "unknown"', 'ir:datePrecision "day"', "shp:UndatedEvent"),
        ("ir:initiator ent:kim-jong-un ;\n", "", "shp:DirectedEvent"),
        ("a ir:Entity, ir:Group", "a ir:Entity", "ir:Group"),
        ("a ir:Entity, ir:Group", "a ir:Entity, ir:Group, ir:Person", "ir:Group"),
        ('rdfs:label "Hamas" ', 'rdfs:label "Hamas", "HAMAS" ', "exactly one name"),
        ("ir:article art:a1", "ir:article art:a9", "exactly one ir:Article"),
        ("rel:praised", "rel:Praised", "exactly one relation type"),
        ("wd:Q884", "wd:France", "Wikidata item"),
        ('"A day"@en', '"A day"', "language tag"),
        ('ir:articleId "a1"', 'ir:textSha256 "abc"', "exactly one id"),
        ('"0:3"', '"0-3"', "as in 812:815"),
    ],
)
def test_a_broken_graph_is_rejected_with_the_reason(shapes: rdflib.Graph, old: str, new: str, message: str) -> None:
    broken = GOOD.replace(old, new, 1)
    assert broken != GOOD

    conforms, text = _verdict(broken, shapes)

    assert not conforms
    assert message in text
