"""Shapes of a user's own are checked too, and a file that holds none, or terms that nobody heeds, is an error."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from kg.errors import GraphFileError, KgError
from kg.validation import Finding, validate
from tests.validation.broken import GOOD

HEAD = """@prefix sh: <http://www.w3.org/ns/shacl#> .
@prefix ex: <https://example.org/> .
@prefix ir: <https://w3id.org/kg-ir/ontology#> .
"""
EVERY_EVENT_HAS_A_PLACE = (
    HEAD + "ex:Placed a sh:NodeShape ; sh:targetClass ir:Event ; "
    'sh:property [ sh:path ir:place ; sh:minCount 1 ; sh:severity sh:Warning ; sh:message "Say where." ] .'
)
LESS_THAN_TWO = HEAD + "ex:S a sh:NodeShape ; sh:targetClass ex:C ; sh:property [ sh:path ex:p ; sh:maxExclusive 2 ] ."


@pytest.fixture(name="graph")
def _graph(tmp_path: Path) -> Path:
    path = tmp_path / "graph.ttl"
    path.write_text(GOOD, encoding="utf-8")
    return path


def _shapes(tmp_path: Path, turtle: str) -> list[Path]:
    path = tmp_path / "own.ttl"
    path.write_text(turtle, encoding="utf-8")
    return [path]


def test_own_shapes_are_checked_beside_those_of_kg(graph: Path, tmp_path: Path) -> None:
    graph.write_text(GOOD.replace('"Praise"', '"Praise"@en'), encoding="utf-8")

    found = validate(graph, shapes=_shapes(tmp_path, EVERY_EVENT_HAS_A_PLACE))

    assert [(each.message, each.severity) for each in found.findings] == [
        ("A title is one string.", "Violation"),
        *[("Say where.", "Warning")] * 4,
    ]


def test_a_graph_of_other_terms_can_be_checked_by_own_shapes(tmp_path: Path) -> None:
    graph = tmp_path / "other.ttl"
    graph.write_text("@prefix ex: <https://example.org/> .\nex:a a ex:C ; ex:p 1, 2 .", encoding="utf-8")

    found = validate(graph, shapes=_shapes(tmp_path, LESS_THAN_TWO))

    assert found.findings == (
        Finding(
            message="The value breaks the constraint MaxExclusive of the shape.",
            rule="<https://example.org/S>",
            node="<https://example.org/a>",
            property="<https://example.org/p>",
            values=('"2"^^<http://www.w3.org/2001/XMLSchema#integer>',),
            constraint="http://www.w3.org/ns/shacl#MaxExclusiveConstraintComponent",
        ),
    )


def test_a_constraint_in_sparql_is_heeded(graph: Path, tmp_path: Path) -> None:
    shapes = HEAD + (
        "ex:Few a sh:NodeShape ; sh:targetClass ir:Place ; "
        'sh:sparql [ sh:message "No place." ; sh:select "SELECT $this WHERE { $this ?p ?o }" ] .'
    )

    found = validate(graph, shapes=_shapes(tmp_path, shapes))

    assert {each.message for each in found.findings} == {"No place."}


@pytest.mark.parametrize(
    ("turtle", "message"),
    [
        (HEAD + "ex:a ex:b ex:c .", r"own\.ttl: holds no SHACL shape"),
        (HEAD + "ex:S a sh:NodeShape ; ex:", r"own\.ttl:4: not Turtle: "),
        (
            EVERY_EVENT_HAS_A_PLACE.replace("minCount", "minCuont"),
            r"sh:minCuont is not a term .*; did you mean sh:minCount\?",
        ),
        (EVERY_EVENT_HAS_A_PLACE.replace("minCount 1", 'pattern "("'), r"own\.ttl: .*pattern"),
        (EVERY_EVENT_HAS_A_PLACE.replace("minCount 1", 'pattern "(?=a)"'), r"own\.ttl: .*look-around"),
        (EVERY_EVENT_HAS_A_PLACE.replace("minCount 1", "minCount ex:one"), r"own\.ttl: .*sh:minCount"),
    ],
)
def test_a_file_without_shapes_that_can_be_heeded_is_an_error(
    turtle: str, message: str, graph: Path, tmp_path: Path
) -> None:
    with pytest.raises(GraphFileError, match=message):
        validate(graph, shapes=_shapes(tmp_path, turtle))


def test_shapes_that_are_not_there_are_an_error(graph: Path, tmp_path: Path) -> None:
    with pytest.raises(GraphFileError, match=r"none\.ttl: cannot be read"):
        validate(graph, shapes=[tmp_path / "none.ttl"])


def test_without_the_engine_the_error_says_how_to_install_it(graph: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "shacl", None)

    with pytest.raises(KgError, match=r"shacl.*is not installed; pip install 'shacl"):
        validate(graph)
