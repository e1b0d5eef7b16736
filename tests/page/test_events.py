"""The columns of events that a page reads."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest

from kg.model import Article, Event, Place
from kg.ontology import load_relations
from kg.page import events as columns
from kg.page.columns import Interned, day_number, unpacked
from kg.page.events import article_columns, event_columns, status_code
from kg.page.facets import NO_SOURCE, sources_of
from kg.rounding import rounded
from kg.strength import tie_strengths
from tests import factories

SYMMETRIC = frozenset(name for name, kind in load_relations().items() if kind.symmetric)
FRANCE, EGYPT, NORWAY = (factories.actor(name, "state") for name in ("France", "Egypt", "Norway"))


def columns_of(*events: Event) -> tuple[dict[str, Any], dict[str, Any], list[list[str]]]:
    corpus = factories.corpus(*events)
    relations = Interned(sorted({event.relation for event in events}))
    number = {actor.id: place for place, actor in enumerate((FRANCE, EGYPT, NORWAY))}
    relation = {name: place for place, name in enumerate(relations.texts())}
    found, evidence, blocks = event_columns(
        corpus, tie_strengths(corpus), number=number, relation=relation, symmetric=SYMMETRIC
    )
    return _unpacked(found), _unpacked(evidence), blocks


def _unpacked(columns: dict[str, object]) -> dict[str, Any]:
    return {name: unpacked(column) if isinstance(column, str) else column for name, column in columns.items()}


def test_every_column_has_a_value_for_every_event_or_claim() -> None:
    claims = (factories.evidence("France met Egypt."), factories.evidence("They met.", attribution="Paris"))
    events, evidence, _ = columns_of(
        factories.event("met-with", FRANCE, EGYPT, claims=claims, when=factories.day("2024-05-03", "2024-05-05")),
        factories.event("condemned", NORWAY, EGYPT, polarity="negated", place=Place(name="Oslo", country="Norway")),
    )

    assert {len(events[name]) for name in columns.EVENT_COLUMNS} == {2}
    assert {len(evidence[name]) for name in columns.EVIDENCE_COLUMNS} == {3}
    assert events["evidence"] == [2, 1]
    assert events["from"] == [day_number(factories.day("2024-05-03").earliest), None]
    assert events["days"] == [2, 0]
    assert events["status"] == [status_code("affirmed", "actual"), status_code("negated", "actual")]
    assert events["places"][events["place"][1]] == "Oslo, Norway"
    assert evidence["speakers"][evidence["by"][1]] == "Paris"


def test_a_sentence_that_tells_of_two_events_is_kept_once() -> None:
    quote = "France met Egypt and condemned Norway."

    _, evidence, blocks = columns_of(
        factories.event("met-with", FRANCE, EGYPT, claims=(factories.evidence(quote),)),
        factories.event("condemned", FRANCE, NORWAY, claims=(factories.evidence(quote),)),
    )

    assert blocks == [[quote]]
    assert evidence["sentence"] == [0, 0]


def test_sentences_come_in_blocks(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(columns, "BLOCK", 2)

    _, _, blocks = columns_of(
        *(
            factories.event("met-with", FRANCE, EGYPT, scope=str(n), claims=(factories.evidence(f"No. {n}."),))
            for n in range(5)
        )
    )

    assert [len(block) for block in blocks] == [2, 2, 1]


def test_what_an_event_adds_to_the_strength_adds_up_with_the_assumption() -> None:
    found = [
        factories.event("met-with", FRANCE, EGYPT, when=factories.day("2024-05-03")),
        factories.event("condemned", FRANCE, EGYPT, when=factories.day("2024-05-04")),
        factories.event("supports", FRANCE, EGYPT, modality="planned"),
    ]
    (tie,) = tie_strengths(factories.corpus(*found))

    events, _, _ = columns_of(*found)

    assert events["share"][2] == 0.0
    assert sum(events["share"]) + rounded(tie.assumption, 3) == rounded(tie.strength, 3)


def test_the_parts_of_a_thousand_acts_add_up_too() -> None:
    day = date(2020, 1, 1)
    found = [
        factories.event("met-with", FRANCE, EGYPT, when=factories.day((day + timedelta(days=n)).isoformat()))
        for n in range(1000)
    ]
    (tie,) = tie_strengths(factories.corpus(*found))

    events, _, _ = columns_of(*found)

    assert sum(events["share"]) + rounded(tie.assumption, 3) == rounded(tie.strength, 3)


def test_the_rest_of_an_id_is_kept_and_an_id_of_another_form_is_kept_whole() -> None:
    event = factories.event("met-with", FRANCE, EGYPT, when=factories.day("2024-05-03"))
    other = type(event)(**{name: getattr(event, name) for name in event.__slots__} | {"id": "gdelt:17"})

    events, _, _ = columns_of(event, other)

    assert events["id"] == [event.id.rpartition("-")[2], "=gdelt:17"]


def test_only_addresses_of_the_web_become_links() -> None:
    addresses = ("https://example.org/1", "javascript:alert(1)", "http://x y", " https://example.org/", None)

    found = article_columns([Article(id=str(n), text="", url=url) for n, url in enumerate(addresses)])

    assert found["url"] == ["https://example.org/1", "", "", "", ""]


def test_a_copy_stands_with_the_place_of_its_original_and_nothing_stands_there_without_copies() -> None:
    told = [
        Article(id="a1", text="x"),
        Article(id="a2", text="x", copy_of="a1"),
        Article(id="a3", text="x", copy_of="a9"),
    ]

    assert article_columns(told)["copies"] == [[1, 0]]
    assert "copies" not in article_columns(told[:1])


def test_the_source_of_a_copy_is_that_of_its_original() -> None:
    one = factories.event(claims=[factories.evidence(article=each) for each in ("a1", "a2", "a3")])
    articles = [
        Article(id="a1", text="x", source="Wire"),
        Article(id="a2", text="x", source="Courier", copy_of="a1"),
        Article(id="a3", text="x"),
    ]

    assert sources_of(one, {each.id: each for each in articles}) == ((NO_SOURCE, "article a3"), ("Wire",))
