"""Every broken graph of the table is caught, with the right message at the right node, and good graphs pass."""

from __future__ import annotations

from pathlib import Path

import pyoxigraph as ox
import pytest
from hypothesis import given, settings

from kg.files import data_path
from kg.model import Corpus
from kg.rdf.turtle import write_turtle
from kg.validation import load_checks, validate
from tests.factories import actor, corpus, day, event, evidence
from tests.validation.broken import GOOD, Broken, broken_graphs
from tests.validation.strategies import sound_corpora

SEOUL = actor("South Korea", "state", organ="unification ministry", wikidata="Q884")


@pytest.mark.parametrize("broken", broken_graphs(), ids=lambda broken: broken.name)
def test_a_broken_graph_is_caught_with_the_right_message_at_the_right_node(broken: Broken, tmp_path: Path) -> None:
    path = tmp_path / "broken.ttl"
    path.write_text(broken.turtle, encoding="utf-8")

    found = validate(path)

    assert (broken.message, broken.culprit) in {(finding.message, finding.node) for finding in found.findings}


def test_the_table_breaks_every_rule_of_the_shapes_and_checks() -> None:
    message = ox.NamedNode("http://www.w3.org/ns/shacl#message")
    shapes = ox.parse(path=str(data_path("ontology", "shapes.ttl")), format=ox.RdfFormat.TURTLE)
    rules = {quad.object.value for quad in shapes if quad.predicate == message and isinstance(quad.object, ox.Literal)}
    rules |= {check.message for check in load_checks()}

    assert rules == {broken.message for broken in broken_graphs()}


def test_no_two_rules_of_the_table_say_the_same_of_different_things() -> None:
    names = [broken.name for broken in broken_graphs()]

    assert len(set(names)) == len(names) >= 120


def test_the_good_graph_has_nothing_wrong(tmp_path: Path) -> None:
    path = tmp_path / "good.ttl"
    path.write_text(GOOD, encoding="utf-8")

    assert validate(path).findings == ()


def test_the_ontology_has_nothing_wrong() -> None:
    assert validate(data_path("ontology", "ir.ttl")).findings == ()


def test_a_graph_that_kg_writes_has_nothing_wrong(tmp_path: Path) -> None:
    denied = evidence(start=40, polarity="negated", attribution="South Korea")
    one = corpus(
        event("praised", when=day(words="on Sept. 13"), occasion="A day"),
        event("met-with", claims=[evidence(), denied]),
        event("criticised", SEOUL, actor("Hamas", "group"), when=day("2024-02-01", "2024-02-29"), article="a2"),
        event(
            "leads", actor(), actor("NATO", "organization"), modality="possible", when=day("2024-01-01", "2024-12-31")
        ),
        event("attacked", SEOUL, SEOUL, polarity="negated", when=day("2023-12-30", "2024-01-02")),
    )
    write_turtle(one, tmp_path / "graph.ttl")

    assert validate(tmp_path / "graph.ttl").findings == ()


@settings(max_examples=60, deadline=None)
@given(one=sound_corpora())
def test_whatever_sound_corpus_is_written_has_nothing_wrong(
    tmp_path_factory: pytest.TempPathFactory, one: Corpus
) -> None:
    path = tmp_path_factory.getbasetemp() / "sound.ttl"
    write_turtle(one, path)

    assert validate(path).findings == ()
