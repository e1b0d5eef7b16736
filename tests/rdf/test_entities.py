"""A corpus in; what its Turtle says of the actors beyond the texts, out: codes, states, terms of office."""

from __future__ import annotations

import pytest
import rdflib
from rdflib.namespace import RDF, RDFS

from kg.ontology import BASE, IR
from kg.rdf.canonical import canonical
from kg.rdf.entities import term_id
from kg.rdf.from_rdf import read_turtle
from kg.rdf.to_rdf import to_rdf
from kg.rdf.turtle import to_turtle, write_turtle
from kg.reference import load_reference
from tests.factories import actor, corpus, event

ENT = rdflib.Namespace(BASE + "entity/")
TERM = rdflib.Namespace(IR)
FRANCE = actor("France", "state", wikidata="Q142")
MACRON = actor("Emmanuel Macron", state="France")
GUTERRES = actor("António Guterres", id="antonio-guterres")


def test_a_state_has_its_codes_where_the_tables_know_them() -> None:
    graph = to_rdf(corpus(event("supports", FRANCE, actor("Somewhere", "state"))))

    assert graph.value(ENT.france, TERM.iso3) == rdflib.Literal("FRA")
    assert graph.value(ENT.france, TERM.cowCode) == rdflib.Literal(220)
    assert graph.value(ENT.somewhere, TERM.iso3) is None


def test_a_person_has_the_terms_of_office_that_the_tables_know() -> None:
    graph = to_rdf(corpus(event("met-with", MACRON, actor("Nobody Known"))))

    (term,) = graph.objects(ENT["emmanuel-macron"], TERM.holdsOffice)
    assert graph.value(term, TERM.office) == rdflib.Literal("president")
    assert graph.value(term, TERM.officeOf) == ENT.france
    assert str(graph.value(term, TERM["from"])) == "2017-05-14"
    assert graph.value(term, TERM.fromPrecision) == rdflib.Literal("day")
    assert graph.value(ENT["nobody-known"], TERM.holdsOffice) is None


def test_a_state_that_only_an_actor_acts_for_is_described_too() -> None:
    graph = to_rdf(corpus(event("met-with", MACRON, GUTERRES)))

    assert graph.value(ENT["emmanuel-macron"], TERM.actsFor) == ENT.france
    assert (ENT.france, RDF.type, TERM.State) in graph
    assert graph.value(ENT.france, RDFS.label) == rdflib.Literal("France")


def test_a_body_that_only_an_office_leads_to_is_described_too() -> None:
    graph = to_rdf(corpus(event("met-with", MACRON, GUTERRES)))

    bodies = {graph.value(term, TERM.officeOf) for term in graph.objects(ENT["antonio-guterres"], TERM.holdsOffice)}
    assert bodies
    assert all((body, RDF.type, TERM.Entity) in graph for body in bodies)


def test_what_the_tables_add_is_no_actor_when_read_back(tmp_path: object) -> None:
    found = corpus(event("met-with", MACRON, GUTERRES))
    path = f"{tmp_path}/graph.ttl"
    write_turtle(found, path)

    again = read_turtle(path)

    assert again == canonical(found)
    assert to_turtle(again) == to_turtle(found)


def test_no_two_terms_of_the_tables_have_one_id() -> None:
    terms = [term for person in load_reference().persons.values() for term in person.terms]

    assert len({term_id(term) for term in terms}) == len(terms)


def test_a_partial_date_says_how_much_of_it_is_known() -> None:
    terms = [term for person in load_reference().persons.values() for term in person.terms]
    term = next(term for term in terms if term.start_precision == "year")

    assert (term.start.month, term.start.day) == (1, 1)
    assert {term.start_precision for term in terms} == {"day", "month", "year"}


@pytest.mark.parametrize(
    ("attribution", "speaker"),
    [
        ("Kremlin", "russia"),
        ("South Korea unification ministry", "south-korea"),
        ("Emmanuel Macron", "emmanuel-macron"),
        ("KCNA", "korean-central-news-agency"),
        ("a man in the street", None),
    ],
)
def test_a_claim_is_attributed_to_the_actor_whose_name_it_gives(attribution: str, speaker: str | None) -> None:
    graph = to_rdf(corpus(event("met-with", MACRON, GUTERRES, attribution=attribution)))

    (claim,) = graph.subjects(RDF.type, TERM.Evidence)
    said_by = graph.value(claim, TERM.attributedTo)
    assert said_by == (None if speaker is None else ENT[speaker])
    assert speaker is None or (said_by, RDF.type, TERM.Entity) in graph
