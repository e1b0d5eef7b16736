"""Turtle and shapes in; the verdict of pyshacl, as comparable results, out."""

from __future__ import annotations

from functools import cache

import pyoxigraph as ox
import pyshacl
import rdflib
from pyshacl.errors import ReportableRuntimeError
from rdflib.namespace import SH

from kg.files import data_path

Result = tuple[str, str]
"""Focus node as in N-Triples, and the IRI of the constraint component."""


CANNOT_COMPARE = (TypeError, ReportableRuntimeError)
"""What pyshacl raises where two values are not of one kind."""

_PAIRS = frozenset({str(SH.LessThanConstraintComponent), str(SH.LessThanOrEqualsConstraintComponent)})
_RANGES = frozenset({str(SH.MinInclusiveConstraintComponent), str(SH.MaxInclusiveConstraintComponent)})


@cache
def _shapes(*, pairs: bool) -> rdflib.Graph:
    graph = rdflib.Graph().parse(data_path("ontology", "shapes.ttl"))
    if not pairs:
        graph.remove((None, SH.lessThan, None))
        graph.remove((None, SH.lessThanOrEquals, None))
    return graph


def pyshacl_results(turtle: str) -> frozenset[Result]:
    """Return what pyshacl finds wrong by kg's shapes.

    Raises
    ------
    TypeError, ReportableRuntimeError
        Where pyshacl cannot compare two values, such as a date with a text; SHACL calls that a violation.
    """
    return _results(turtle, _shapes(pairs=True))


def pyshacl_results_without_pairs(turtle: str) -> frozenset[Result]:
    """Return what pyshacl finds wrong by kg's shapes without those that compare two values."""
    return _results(turtle, _shapes(pairs=False))


def without_pairs(results: frozenset[Result]) -> frozenset[Result]:
    """Leave out the results of comparing two values."""
    return frozenset(result for result in results if result[1] not in _PAIRS)


def without_comparisons(results: frozenset[Result]) -> frozenset[Result]:
    """Leave out the results of comparing two values, and of comparing a value with a bound."""
    return frozenset(result for result in results if result[1] not in _PAIRS | _RANGES)


def _results(turtle: str, shapes: rdflib.Graph) -> frozenset[Result]:
    _, report, _ = pyshacl.validate(to_rdflib(turtle), shacl_graph=shapes)
    return frozenset(
        (
            _text(report.value(result, SH.focusNode)),
            str(report.value(result, SH.sourceConstraintComponent)),
        )
        for result in report.subjects(rdflib.RDF.type, SH.ValidationResult)
    )


def to_rdflib(turtle: str) -> rdflib.Graph:
    """Return the graph for rdflib, to which a string with and one without its datatype are two: kg takes them as one."""
    graph = rdflib.Graph()
    for quad in ox.parse(turtle, format=ox.RdfFormat.TURTLE):
        graph.add((_term(quad.subject), _term(quad.predicate), _term(quad.object)))
    return graph


def _term(term: object) -> rdflib.term.Node:
    if isinstance(term, ox.NamedNode):
        return rdflib.URIRef(term.value)
    if isinstance(term, ox.BlankNode):
        return rdflib.BNode(term.value)
    assert isinstance(term, ox.Literal)
    if term.language:
        return rdflib.Literal(term.value, lang=term.language, normalize=False)
    kind = term.datatype.value
    plain = kind == str(rdflib.XSD.string)
    return rdflib.Literal(term.value, datatype=None if plain else rdflib.URIRef(kind), normalize=False)


def _text(term: rdflib.term.Node | None) -> str:
    return "_:blank" if isinstance(term, rdflib.BNode) else f"<{term}>"
