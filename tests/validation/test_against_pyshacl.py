"""The shapes have the same verdict, and name the same nodes, as pyshacl gives them."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import given, settings

from kg.files import data_path
from kg.model import Corpus
from kg.rdf.turtle import to_turtle
from kg.validation.data import read_data
from kg.validation.shapes import run_shapes
from tests.validation.broken import GOOD, Broken, broken_graphs
from tests.validation.strategies import damaged_graphs, sound_corpora

pytest.importorskip("pyshacl")

from tests.validation.reference_engine import (
    CANNOT_COMPARE,
    Result,
    pyshacl_results,
    pyshacl_results_without_pairs,
    without_comparisons,
    without_pairs,
)

# rdflib compares literals of unlike types by way of NotImplemented.
pytestmark = pytest.mark.filterwarnings("ignore:NotImplemented should not be used:DeprecationWarning")

_LONG_DECIMAL = re.compile(r"\.[0-9]{19}")


def _our_results(turtle: str, path: Path) -> frozenset[Result]:
    path.write_text(turtle, encoding="utf-8")
    found = run_shapes(read_data(path), data_path("ontology", "shapes.ttl"))
    return frozenset((_blank(each.node), each.constraint) for each in found)


def _blank(term: str) -> str:
    return "_:blank" if term.startswith("_:") else term


def _assert_same_verdict(turtle: str, path: Path) -> None:
    ours = _our_results(turtle, path)
    try:
        theirs = pyshacl_results(turtle)
    except CANNOT_COMPARE:
        ours, theirs = without_pairs(ours), pyshacl_results_without_pairs(turtle)

    assert bool(ours) == bool(theirs)
    assert {node for node, _ in ours} == {node for node, _ in theirs}
    # What is not of the right type cannot be compared either: SHACL counts that as a second violation, pyshacl not always.
    # A decimal of more than 18 digits is none to the engine; to pyshacl it only breaks the pattern.
    if not _LONG_DECIMAL.search(turtle):
        assert without_comparisons(ours) == without_comparisons(theirs)


@pytest.mark.parametrize("broken", broken_graphs(), ids=lambda broken: broken.name)
def test_a_broken_graph_has_the_verdict_that_pyshacl_gives(broken: Broken, tmp_path: Path) -> None:
    _assert_same_verdict(broken.turtle, tmp_path / "broken.ttl")


def test_the_good_graph_conforms_in_both(tmp_path: Path) -> None:
    assert _our_results(GOOD, tmp_path / "good.ttl") == pyshacl_results(GOOD) == frozenset()


def test_the_ontology_conforms_in_both(tmp_path: Path) -> None:
    ontology = data_path("ontology", "ir.ttl").read_text(encoding="utf-8")

    assert _our_results(ontology, tmp_path / "ontology.ttl") == pyshacl_results(ontology) == frozenset()


@settings(max_examples=150, deadline=None)
@given(turtle=damaged_graphs())
def test_a_graph_damaged_anywhere_has_the_verdict_that_pyshacl_gives(
    tmp_path_factory: pytest.TempPathFactory, turtle: str
) -> None:
    _assert_same_verdict(turtle, tmp_path_factory.getbasetemp() / "damaged.ttl")


@settings(max_examples=25, deadline=None)
@given(one=sound_corpora())
def test_whatever_sound_corpus_is_written_conforms_in_both(
    tmp_path_factory: pytest.TempPathFactory, one: Corpus
) -> None:
    turtle = to_turtle(one)

    assert _our_results(turtle, tmp_path_factory.getbasetemp() / "both.ttl") == pyshacl_results(turtle) == frozenset()
