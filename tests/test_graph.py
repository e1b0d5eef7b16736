"""NetworkX graphs of a corpus."""

from __future__ import annotations

from datetime import date

import pytest

from kg.graph import actors_of, tie_graph, to_networkx
from kg.model import Article, Corpus
from tests.page.invented import RELATIONS, act, actor, invented_corpus, ties_of

A, B = actor("Norland"), actor("Marenga")


def test_each_event_is_an_edge_from_source_to_target_under_its_id() -> None:
    event = act(A, B, "supports", article="a1", day=date(2024, 1, 2), quote="Norland backs Marenga.", place="Geneva")
    article = Article(id="a1", text="Norland backs Marenga.", source="Courier", published=date(2024, 1, 3))

    graph = to_networkx(Corpus(articles=(article,), events=(event,)))

    edge = graph.edges[A.id, B.id, event.id]
    assert (edge["relation"], edge["sign"], edge["quote"]) == ("supports", 1, "Norland backs Marenga.")
    assert (edge["earliest"], edge["published"], edge["article_source"]) == ("2024-01-02", "2024-01-03", "Courier")
    assert edge["place"] == "Geneva"


def test_nodes_carry_who_the_actor_is() -> None:
    graph = to_networkx(Corpus(events=(act(A, B, "supports", article="a1"),)))

    assert graph.nodes[A.id] == {"name": "Norland", "kind": "state", "state": "Norland", "wikidata": ""}


def test_what_no_text_says_is_none() -> None:
    graph = to_networkx(Corpus(events=(act(A, B, "supports", article="a1"),)))

    edge = next(iter(graph.edges.values()))
    assert [edge[name] for name in ("earliest", "place", "occasion", "url")] == [None] * 4


def test_all_attributes_are_plain() -> None:
    graph = to_networkx(invented_corpus(), relations=RELATIONS)

    values = [value for edge in graph.edges.values() for value in edge.values()]
    assert {type(value) for value in values} <= {str, int, float, type(None)}


def test_two_unmerged_events_of_one_id_are_both_kept() -> None:
    event = act(A, B, "supports", article="a1")

    assert to_networkx(Corpus(events=(event, event))).number_of_edges() == 2


def test_a_leader_is_joined_to_the_state() -> None:
    leader = actor("Ingrid Solberg", "person", "Norland")

    graph = to_networkx(Corpus(events=(act(leader, A, "leads", article="a1"),)))

    assert [edge["sign"] for edge in graph.get_edge_data(leader.id, A.id).values()] == [0]


def test_the_tie_graph_has_one_edge_a_tie_and_a_weight_that_is_not_negative() -> None:
    corpus = Corpus(events=(act(A, B, "attacked", article="a1"), act(B, A, "attacked", article="a2")))

    graph = tie_graph(corpus, ties_of(corpus))

    ((_, _, edge),) = graph.edges(data=True)
    assert edge["strength"] < 0
    assert edge["weight"] == pytest.approx(-edge["strength"])
    assert edge["events"] == 2


def test_an_actor_is_listed_once_with_its_fullest_naming() -> None:
    bare = actor("Ingrid Solberg", "person")
    full = actor("Ingrid Solberg", "person", "Norland")

    corpus = Corpus(events=(act(bare, B, "supports", article="a1"), act(full, B, "supports", article="a2")))

    assert actors_of(corpus) == (full, B)
