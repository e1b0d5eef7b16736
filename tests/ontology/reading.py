"""The ontology, what other vocabularies say, and a small graph that has every class, as rdflib graphs."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Final

import rdflib

from kg.decision import Decided, Decision, Told
from kg.files import data_path
from kg.model import Place
from kg.ontology import IR, REL
from kg.rdf.turtle import to_turtle
from tests.factories import actor, corpus, day, event, evidence

SOURCE: Final = data_path("ontology", "ir.ttl")
VOCABULARIES: Final = Path(__file__).parent / "vocabularies.ttl"
OWL, RDF, RDFS = rdflib.OWL, rdflib.RDF, rdflib.RDFS
PROPERTY_KINDS: Final = (OWL.ObjectProperty, OWL.DatatypeProperty, OWL.AnnotationProperty)


def ontology() -> rdflib.Graph:
    """Return the ontology that kg ships."""
    return rdflib.Graph().parse(SOURCE, format="turtle")


def own(graph: rdflib.Graph, *kinds: rdflib.URIRef) -> set[rdflib.URIRef]:
    """Return the terms of kg's namespaces that are of one of these types; of any type if none is given."""
    found = {term for kind in kinds or (None,) for term in graph.subjects(RDF.type, kind)}
    return {term for term in found if isinstance(term, rdflib.URIRef) and str(term).startswith((IR, REL))}


def built() -> rdflib.Graph:
    """Return a graph as kg writes it: a denied attack, a meeting of a president, an office, a plan that a person affirms."""
    russia, ukraine = actor("Russia", "state"), actor("Ukraine", "state")
    claims = [
        evidence("Russia shelled the city."),
        evidence("Russia did not shell it.", article="a2", polarity="negated", attribution="Russia"),
    ]
    place = Place(name="Kyiv", country="Ukraine")
    plan = event("praised", actor("Hamas", "group"), russia, modality="planned")
    whole = corpus(
        event("attacked", russia, ukraine, when=day(), claims=claims, place=place, occasion="Victory Day"),
        event("met-with", actor("Emmanuel Macron", state="France"), actor()),
        event("leads", actor(), actor("NATO", "organization")),
        plan,
    )
    affirmed = Decision(
        name="yes", kind="affirm-event", who="Ana", when=date(2026, 11, 26), why="read", told=(Told(event=plan.id),)
    )
    decided = Decided(decision=affirmed, claims=((plan.id, "a1", 0),), actors=("russia",), before=("confidence 0.9",))
    text = to_turtle(replace(whole, decisions=(decided,)))
    return rdflib.Graph().parse(data=text, format="turtle")
