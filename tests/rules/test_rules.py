"""Every rule file's own sentences: its examples are found with its relation, its counterexamples are not."""

from __future__ import annotations

from datetime import date

import pytest

from kg.extract.find import extract
from kg.model import Article, Event
from kg.ontology import load_relations
from kg.rules import RuleFile, load_rule_files

pytestmark = pytest.mark.model

PUBLISHED = date(2023, 6, 15)
FILES = load_rule_files()


def _events(text: str) -> tuple[Event, ...]:
    article = Article(id="example", text=text, published=PUBLISHED)
    return next(iter(extract([article], readers="rules")))[1]


def _says(event: Event, *, relation: str, source: str, target: str, symmetric: bool) -> bool:
    def names(actor: object) -> set[str]:
        return {getattr(actor, "name", ""), getattr(actor, "state", "")}

    forward = source in names(event.source) and target in names(event.target)
    backward = symmetric and source in names(event.target) and target in names(event.source)
    return event.relation == relation and (forward or backward)


@pytest.mark.parametrize(
    ("file", "text", "source", "target"),
    [pytest.param(file, *row, id=f"{file.relation.id}-{i}") for file in FILES for i, row in enumerate(file.examples)],
)
def test_an_example_is_found_with_its_relation(file: RuleFile, text: str, source: str, target: str) -> None:
    events = _events(text)

    found = [(event.source.name, event.relation, event.target.name) for event in events]
    assert any(
        _says(event, relation=file.relation.id, source=source, target=target, symmetric=file.relation.symmetric)
        for event in events
    ), found


@pytest.mark.xfail(strict=True, reason="listed as unmet in the rule file; when it is found, move it to the examples")
@pytest.mark.parametrize(
    ("file", "text", "source", "target"),
    [pytest.param(file, *row, id=f"{file.relation.id}-{i}") for file in FILES for i, row in enumerate(file.unmet)],
)
def test_an_unmet_example_is_not_found_yet(file: RuleFile, text: str, source: str, target: str) -> None:
    test_an_example_is_found_with_its_relation(file, text, source, target)


@pytest.mark.parametrize(
    ("file", "text"),
    [
        pytest.param(file, text, id=f"{file.relation.id}-{i}")
        for file in FILES
        for i, text in enumerate(file.counterexamples)
    ],
)
def test_a_counterexample_is_not_found_with_its_relation(file: RuleFile, text: str) -> None:
    found = [(event.source.name, event.target.name) for event in _events(text) if event.relation == file.relation.id]

    assert not found


def test_every_relation_type_of_the_ontology_has_a_rule_file_with_examples() -> None:
    assert {file.relation.id for file in FILES} == set(load_relations())
    assert all(len(file.examples) >= 5 and len(file.counterexamples) >= 3 for file in FILES)
