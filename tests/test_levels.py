"""Events of texts and of event data, between actors and between states."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

import polars as pl
import pytest

from kg import levels
from kg.built import Graph
from kg.errors import InputError
from kg.eventtable import table_of, write_table
from kg.levels import corpus_at
from kg.measured import strengths
from kg.model import Corpus
from kg.page.events import article_columns
from kg.reference import load_reference
from kg.strength import Measure
from kg.tables import open_tables
from tests import factories

if TYPE_CHECKING:
    from pathlib import Path

TABLES = load_reference()
FRANCE, EGYPT = TABLES.states["france"].actor, TABLES.states["egypt"].actor
MACRON = TABLES.persons["emmanuel-macron"].actor


def corpus_of_three() -> Corpus:
    return factories.corpus(
        factories.event("condemned", FRANCE, EGYPT, when=factories.day("2024-05-01")),
        factories.event("leads", MACRON, FRANCE, when=factories.day("2024-05-02")),
        factories.event("supports", MACRON, EGYPT, when=factories.day("2024-05-03")),
    )


def test_between_actors_the_events_are_those_of_the_graph() -> None:
    corpus = corpus_of_three()

    found = corpus_at(open_tables([Graph(corpus=corpus)]), "actor")

    assert found.events == corpus.events
    assert found.articles == corpus.articles


def test_between_states_a_president_acts_for_the_state_and_leading_it_is_left_out() -> None:
    found = corpus_at(open_tables([Graph(corpus=corpus_of_three())]), "state")

    assert [(event.source.id, event.relation, event.target.id) for event in found.events] == [
        ("france", "condemned", "egypt"),
        ("france", "supports", "egypt"),
    ]
    assert [event.evidence for event in found.events] == [
        event.evidence for event in corpus_of_three().events if event.relation != "leads"
    ]


def test_events_of_a_table_have_evidence_without_a_sentence(tmp_path: Path) -> None:
    path = tmp_path / "events.parquet"
    write_table(table_of(corpus_of_three()).with_columns(dataset=pl.lit("icews")), path)

    found = corpus_at(open_tables([path]), "actor")

    assert {event.evidence[0].quote for event in found.events} == {""}
    assert {article.source for article in found.articles} == set(table_of(corpus_of_three())["teller"])
    assert {event.evidence[0].article for event in found.events} == {article.id for article in found.articles}


def test_events_of_texts_that_are_only_in_a_table_are_not_lost(tmp_path: Path) -> None:
    path = tmp_path / "events.parquet"
    write_table(table_of(corpus_of_three()), path)

    found = corpus_at(open_tables([path]), "actor")

    assert [event.id for event in found.events] == [event.id for event in corpus_of_three().events]


def test_more_events_than_a_page_holds_are_refused_with_the_way_out(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(levels, "MOST_EVENTS", 2)

    with pytest.raises(InputError, match="3 events are more than the 2 .* give nearer days"):
        corpus_at(open_tables([Graph(corpus=corpus_of_three())]), "actor")


def test_the_page_of_strengths_between_states_names_states_alone() -> None:
    measured = strengths(Graph(corpus=corpus_of_three()), measure=Measure(level="state"))

    page = measured.to_html(title="States")

    assert "<title>States</title>" in page
    assert '"id":"france"' in page
    assert '"id":"emmanuel-macron"' not in page


def test_events_that_two_sources_hold_are_counted_once_with_the_evidence_of_both() -> None:
    told = factories.event("condemned", FRANCE, EGYPT, when=factories.day("2024-05-01"))
    again = replace(told, evidence=(replace(told.evidence[0], attribution="a minister"),))
    graphs = [Graph(corpus=factories.corpus(each)) for each in (told, told, again)]

    found = corpus_at(open_tables(graphs), "actor")

    assert [event.id for event in found.events] == [told.id]
    assert found.events[0].evidence == (*told.evidence, *again.evidence)


@pytest.mark.parametrize(
    ("since", "until", "asked"),
    [
        (date(2025, 1, 1), None, "since 2025-01-01"),
        (None, date(2000, 1, 1), "as of 2000-01-01"),
        (date(2024, 5, 3), date(2024, 5, 1), "since 2024-05-03 as of 2024-05-01"),
    ],
)
def test_days_without_an_event_are_refused_with_the_days_that_have_some(
    since: date | None, until: date | None, asked: str
) -> None:
    source = open_tables([Graph(corpus=corpus_of_three())])

    with pytest.raises(InputError, match=f"no event is left {asked}; the events are of 2024-05-01 to 2024-05-03"):
        corpus_at(source, "actor", since=since, until=until)


def test_the_sources_of_event_data_are_not_counted_as_articles() -> None:
    corpus = corpus_of_three()
    data = table_of(corpus).with_columns(pl.lit("icews").alias("dataset"), pl.format("d{}", "event").alias("event"))

    def texts(*sources: Graph | pl.DataFrame) -> object:
        return article_columns(corpus_at(open_tables(sources), "actor").articles)["texts"]

    assert texts(Graph(corpus=corpus)) == len(corpus.articles)
    assert texts(data) == 0
    assert texts(Graph(corpus=corpus), data) == len(corpus.articles)
