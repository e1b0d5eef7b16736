"""A corpus in; its triples out, as plain values or as an rdflib graph."""

from __future__ import annotations

from collections.abc import Iterator

import rdflib

from kg.model import Corpus
from kg.ontology import BASE
from kg.rdf.describe import describe
from kg.rdf.namespaces import Namespaces
from kg.rdf.terms import Iri, Term, Triple


def to_triples(corpus: Corpus, *, base: str = BASE) -> Iterator[Triple]:
    """Yield the triples of the corpus in the order of its Turtle, each once.

    Raises
    ------
    OntologyError
        If an event has a relation that the ontology does not know.
    """
    for subject, pairs in describe(corpus, Namespaces(base=base)):
        for predicate, value in pairs:
            yield subject, predicate, value


def to_rdf(corpus: Corpus, *, base: str = BASE) -> rdflib.Graph:
    """Return the corpus as an rdflib graph, with kg's prefixes bound.

    Raises
    ------
    OntologyError
        If an event has a relation that the ontology does not know.
    """
    graph = rdflib.Graph()
    for prefix, namespace in Namespaces(base=base).prefixes.items():
        graph.bind(prefix, namespace)
    for subject, predicate, value in to_triples(corpus, base=base):
        graph.add((rdflib.URIRef(subject), rdflib.URIRef(predicate), _to_node(value)))
    return graph


def _to_node(term: Term) -> rdflib.URIRef | rdflib.Literal:
    if isinstance(term, Iri):
        return rdflib.URIRef(term)
    if term.language:
        return rdflib.Literal(term.value, lang=term.language)
    return rdflib.Literal(term.value, datatype=rdflib.URIRef(term.datatype) if term.datatype else None)
