"""The checks across nodes: queries that any engine can run, each with its message, and clear errors for those that are none."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path

import pyoxigraph as ox
import pytest
import rdflib
from hypothesis import given, settings

from kg.disputes import find_disputes
from kg.errors import OntologyError
from kg.files import data_path
from kg.model import Corpus
from kg.ontology import IR
from kg.rdf.namespaces import Namespaces
from kg.rdf.turtle import to_turtle
from kg.validation import Check, load_checks, read_checks
from tests.validation.broken import Broken, broken_graphs
from tests.validation.strategies import disputed_corpora


@pytest.mark.parametrize("check", load_checks(), ids=lambda check: check.name)
def test_a_check_says_in_a_sentence_what_is_right(check: Check) -> None:
    assert re.fullmatch(r"[A-Z].+\.", check.message)


@pytest.mark.parametrize("check", load_checks(), ids=lambda check: check.name)
def test_a_check_uses_minus_for_not_exists_takes_minutes_on_large_graphs(check: Check) -> None:
    assert not re.search(r"\bNOT\s+EXISTS\b", check.query, re.IGNORECASE)


def test_no_two_checks_have_one_message() -> None:
    messages = [check.message for check in load_checks()]

    assert len(set(messages)) == len(messages)


@pytest.mark.parametrize(
    ("query", "message"),
    [
        ("SELECT ?node WHERE { ?node ?p ?o }", r"a\.rq:1: found 'SELECT .*'; begin with the message: # Message: "),
        ("# Message: No.\nSELECT ?node WHERE {", r"a\.rq: .*; mend the query"),
        ("# Message: No.\nASK { ?node ?p ?o }", r"a\.rq: is no SELECT"),
        ("# Message: No.\nSELECT ?node WHERE { ?node ?p ?o }", r"a\.rq: selects node; select \?node, \?property and"),
    ],
)
def test_a_file_that_is_no_check_is_an_error(query: str, message: str, tmp_path: Path) -> None:
    (tmp_path / "a.rq").write_text(query, encoding="utf-8")

    with pytest.raises(OntologyError, match=message):
        read_checks(tmp_path)


# rdflib recurses without end where a number is none.
FOR_RDFLIB = [broken for broken in broken_graphs() if broken.name != "end that is no number"]


@pytest.mark.parametrize("broken", FOR_RDFLIB[::17], ids=lambda broken: broken.name)
def test_rdflib_finds_the_same_by_the_checks(broken: Broken) -> None:
    store, graph = ox.Store(), rdflib.Graph()
    for turtle in (broken.turtle, data_path("ontology", "ir.ttl").read_text(encoding="utf-8")):
        store.load(turtle, format=ox.RdfFormat.TURTLE)
        graph.parse(data=turtle, format="turtle")

    for check in load_checks():
        ours = {(_no_label(finding.node), finding.property, len(finding.values)) for finding in check.run(store)}
        theirs = {_in_full(row) for row in graph.query(check.query).bindings}

        assert ours == theirs, check.name


@settings(max_examples=150, deadline=None)
@given(one=disputed_corpora())
def test_without_its_disputes_a_graph_is_found_to_lack_every_one(
    one: Corpus,
) -> None:
    (check,) = (each for each in load_checks() if each.name == "dispute-missing")
    names = Namespaces()
    denials = {claim.evidence for dispute in find_disputes(one) for claim in dispute.denials}
    whole, bare = ox.Store(), ox.Store()
    ontology = data_path("ontology", "ir.ttl").read_bytes()
    for store in (whole, bare):
        store.load(ontology, format=ox.RdfFormat.TURTLE)
        store.load(to_turtle(one), format=ox.RdfFormat.TURTLE)
    for dispute in find_disputes(one):
        bare.update(f"DELETE WHERE {{ <{names.dispute(dispute.id)}> ?p ?o }}")

    found = {finding.values for finding in check.run(bare)}

    assert list(check.run(whole)) == []
    assert len(found) == len(denials)
    quads = bare.quads_for_pattern(None, ox.NamedNode(IR + "beginChar"), None, None)
    starts = {str(quad.subject): int(quad.object.value) for quad in quads if isinstance(quad.object, ox.Literal)}
    assert {starts[value] for (value,) in found} == {each.start for each in denials}


def _in_full(row: Mapping[rdflib.Variable, rdflib.term.Identifier]) -> tuple[str, str, int]:
    node, path = row[rdflib.Variable("node")], row.get(rdflib.Variable("property"))
    return _no_label(node.n3()), path.n3() if path is not None else "", int(rdflib.Variable("value") in row)


def _no_label(term: str) -> str:
    return "_:" if term.startswith("_:") else term
