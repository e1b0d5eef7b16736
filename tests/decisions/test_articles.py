"""Articles that people left out: what is not in the graph without them, what stays, and what is told."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from pathlib import Path

import kg
from kg.decision import Decision
from kg.decisions import add_decisions
from kg.model import Article, Event
from kg.rdf.turtle import to_turtle
from tests.decisions.deciding import NATIONS, RUSSIA, UKRAINE, UN, apply, decide, graph_of, judge
from tests.factories import article, day, event, evidence

OUT = decide("leave-out-article", articles=("a1",), name="out", why="retracted")
MET = "Ana met-with Ben on 2024-05-09"


def nothing(articles: Iterable[Article]) -> Iterator[tuple[Article, tuple[Event, ...]]]:
    return ((each, ()) for each in articles)


def out_of(*articles: str) -> Decision:
    return decide("leave-out-article", articles=articles, name="")


def test_what_only_a_left_out_article_tells_is_gone() -> None:
    applied = apply([event("attacked", RUSSIA, UKRAINE), event("praised", UN, RUSSIA, article="a2")], OUT)

    assert [each.article for each in applied.events] == ["a2"]
    assert [each.decision for each in applied.decided] == [OUT]
    assert applied.unmet == ()


def test_what_another_article_tells_as_well_stays_with_the_evidence_of_that() -> None:
    told = event(
        "attacked", RUSSIA, UKRAINE, when=day("2024-05-09"), claims=[evidence(), evidence(article="a2")]
    )  # as in a built graph

    (one,) = graph_of(apply([told], OUT)).events

    assert (one.id, one.article, [each.article for each in one.evidence]) == (told.id, "a2", ["a2"])


def test_a_doubted_event_of_a_left_out_article_cannot_be_affirmed_and_the_reason_names_the_decision() -> None:
    doubted = event("attacked", RUSSIA, UKRAINE, confidence=0.1)

    # It is decided before the article is left out; the order says nothing.
    applied = apply([], judge("affirm-event", doubted), OUT, doubted=[doubted])

    assert applied.events == ()
    assert [(each.outcome, each.why) for each in applied.unmet] == [("unmet", "article a1 is left out by out")]


def test_a_split_by_a_left_out_article_says_so() -> None:
    split = decide("split-actor", "un", into="u2", label="Other UN", articles=("a1",), name="split")

    applied = apply([event("condemned", UN, RUSSIA, article="a2")], split, OUT, articles=[article(), article("a2")])

    assert [each.why for each in applied.unmet] == ["article a1 is left out by out"]


def test_a_decision_about_an_article_that_is_not_there_holds_and_is_told_as_idle() -> None:
    told = event("condemned", NATIONS, RUSSIA, article="a2")

    applied = apply([told], OUT)

    assert applied.events == (told,)
    assert [each.decision for each in applied.decided] == [OUT]
    assert [(each.outcome, each.why) for each in applied.unmet] == [("idle", "article a1 is not among the articles")]


def test_a_build_does_not_read_a_left_out_article_and_tells_by_whom_it_is_left_out() -> None:
    read: list[str] = []

    def reads(articles: Iterable[Article]) -> Iterator[tuple[Article, tuple[Event, ...]]]:
        for each in articles:
            read.append(each.id)
            yield each, ()

    graph = kg.build([article("a1"), article("a2", "Another text.")], decisions=[OUT], extractor=reads)

    assert read == ["a2"]
    assert [each.id for each in graph.articles] == ["a2"]
    assert [(each.where, each.why) for each in graph.corpus.skipped] == [
        ("article a1", "is left out by the decision out of Ana on 2026-11-26: retracted")
    ]
    assert "Decisions: 1 applied, 0 not or not wholly\n  out: leave out article a1\n" in graph.summary()


def test_a_summary_says_that_an_article_to_be_left_out_is_not_there() -> None:
    text = kg.build([article("a2")], decisions=[OUT], extractor=nothing).summary()

    assert text.endswith(
        "Decisions: 1 applied, 0 not or not wholly\n  out: leave out article a1 (article a1 is not among the articles)"
    )


def test_copies_of_a_left_out_article_have_another_original() -> None:
    text = " ".join(f"Word{number} and more of the same agency text." for number in range(40))
    days = {"a1": date(2024, 5, 9), "a2": date(2024, 5, 10), "a3": date(2024, 5, 11)}
    articles = [article(key, text, published=when) for key, when in days.items()]

    graph = kg.build(articles, decisions=[out_of("a1")], extractor=nothing)

    assert {each.id: each.copy_of for each in graph.articles} == {"a2": None, "a3": "a2"}


def test_an_article_that_says_that_it_copies_a_left_out_one_copies_nothing_that_is_there() -> None:
    graph = kg.build([article("a1"), article("a2", "Another.", copy_of="a1")], decisions=[OUT], extractor=nothing)

    assert {each.id: each.copy_of for each in graph.articles} == {"a2": None}


def test_a_graph_of_which_every_article_is_left_out_is_empty_and_can_be_written(tmp_path: Path) -> None:
    kg.build([article("a1")], decisions=[OUT], extractor=nothing).write(tmp_path)

    again = kg.read(tmp_path)

    assert len(again.articles) == 0
    assert [each.decision for each in again.corpus.decisions] == [OUT]


def test_who_left_out_what_and_why_is_in_the_graph() -> None:
    text = to_turtle(kg.build([article("a2")], decisions=[OUT], extractor=nothing).corpus)

    assert 'ir:decisionKind "leave-out-article"' in text
    assert 'rdfs:comment "retracted"' in text


def test_a_decision_to_leave_out_is_named_by_its_articles_and_written_once(tmp_path: Path) -> None:
    path = tmp_path / "d.toml"

    (first,) = add_decisions(path, [out_of("reuters/a1", "b")])
    (second,) = add_decisions(path, [out_of("reuters/a1", "b")])

    assert first.decision.name == "leave-out-reuters-a1-b"
    assert (first.new, second.new) == (True, False)
