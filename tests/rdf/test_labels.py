"""Events, claims and articles in; what tools show of them, and of the graph as a whole, out."""

from __future__ import annotations

import rdflib
from rdflib.namespace import DCTERMS, OWL, PROV, RDF, RDFS, VOID

from kg import __version__
from kg.ontology import BASE, IR, ONTOLOGY
from kg.rdf.labels import evidence_label
from kg.rdf.namespaces import Namespaces
from kg.rdf.to_rdf import to_rdf
from tests.factories import actor, article, corpus, day, event, evidence

TERM = rdflib.Namespace(IR)
MACRON = actor("Emmanuel Macron", state="France")
DENIED = event(
    "sent-message-to", MACRON, when=day("2024-05-09"), claims=[evidence(), evidence(start=40, polarity="negated")]
)
GRAPH = to_rdf(corpus(DENIED, articles=[article("a1", title="A letter"), article("a2")]))


def _labels(kind: str) -> set[str]:
    return {str(GRAPH.value(node, RDFS.label)) for node in GRAPH.subjects(RDF.type, TERM[kind])}


def test_everything_that_is_described_has_a_label() -> None:
    assert [node for node in set(GRAPH.subjects()) if GRAPH.value(node, RDFS.label) is None] == []


def test_labels_say_what_a_person_wants_to_know() -> None:
    assert _labels("Event") == {"Emmanuel Macron sent message to Vladimir Putin, 2024-05-09"}
    assert _labels("Dispute") == {"Emmanuel Macron sent message to Vladimir Putin: affirmed and denied"}
    assert "Emmanuel Macron, president, France, from 2017-05-14" in _labels("OfficeTerm")
    assert _labels("Article") == {"A letter", "a2"}
    assert _labels("Evidence") == {"Kim Jong Un met Vladimir Putin."}


def test_a_long_quote_is_cut_between_words() -> None:
    label = evidence_label(
        evidence("The minister said on Monday that the two sides would meet again, and soon, in Oslo.")
    )

    assert label == "The minister said on Monday that the two sides would meet…"


def test_an_event_over_days_says_the_first_and_the_last() -> None:
    graph = to_rdf(corpus(event("praised", when=day("2024-05-01", "2024-05-31"))))

    (label,) = (graph.value(node, RDFS.label) for node in graph.subjects(RDF.type, TERM.Event))
    assert str(label) == "Kim Jong Un praised Vladimir Putin, 2024-05-01 to 2024-05-31"


def test_the_graph_says_what_it_follows_and_what_made_it() -> None:
    (graph,) = GRAPH.subjects(RDF.type, VOID.Dataset)

    assert GRAPH.value(graph, DCTERMS.conformsTo) == rdflib.URIRef(ONTOLOGY)
    assert str(GRAPH.value(graph, OWL.versionInfo)) == f"kg {__version__}"
    assert GRAPH.value(graph, PROV.wasDerivedFrom) == rdflib.URIRef(Namespaces().tables)


def test_what_no_article_claims_has_the_tables_as_its_source() -> None:
    offices = set(GRAPH.subjects(RDF.type, TERM.OfficeTerm))

    assert offices
    assert {GRAPH.value(office, DCTERMS.source) for office in offices} == {rdflib.URIRef(BASE + "tables")}


def test_a_dot_at_the_end_of_an_id_does_not_end_a_name() -> None:
    graph = to_rdf(corpus(event(article="Reuters.")))

    assert (rdflib.URIRef(BASE + "article/Reuters%2E"), RDF.type, TERM.Article) in graph
