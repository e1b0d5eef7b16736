"""All measures together, as values, tables, text and attributes of NetworkX graphs."""

from __future__ import annotations

import json
import math
from io import BytesIO

import networkx as nx  # type: ignore[import-untyped]  # networkx ships no types
import pytest
from hypothesis import given, settings

from kg.analysis import MEASURES, analyse, annotate
from kg.analysis.result import plain
from kg.analysis.tables import measure_table
from kg.analysis.text import analysis_text
from kg.built import Graph
from kg.graph import tie_graph, to_networkx
from kg.notebook import to_html
from tests.analysis.networks import ODD, Row, graph, networks, random_rows
from tests.page.invented import invented_corpus, ties_of

CORPUS = invented_corpus()
TIES = tie_graph(CORPUS, ties_of(CORPUS))


@pytest.mark.parametrize("name", ODD)
def test_odd_graphs_are_analysed_without_a_gap(name: str) -> None:
    actors, rows = ODD[name]

    found = analyse(graph(actors, rows))

    json.dumps(found.to_dict(), allow_nan=False)
    assert [actor.id for actor in found.actors] == sorted(actors)
    assert len(found.ties) == len(rows)
    for measure in MEASURES:
        columns, table = measure_table(found, measure)
        assert all(len(row) == len(columns) for row in table)
        assert analysis_text(found, measures=[measure])
    annotate(graph(actors, rows), found)


def test_an_empty_graph_is_in_balance() -> None:
    whole = analyse(nx.Graph()).overall

    assert (whole.actors, whole.balance, whole.frustration_share, whole.modularity) == (0, 1.0, 0.0, 0.0)


def test_two_foes_by_hand() -> None:
    found = analyse(graph("ab", [("a", "b", -2.0)]))

    a, b = found.actors
    assert (a.camp, b.camp, a.community, b.community) == (1, 2, 1, 2)
    assert (a.friends, a.foes, a.friendly, a.hostile) == (0, 1, 0.0, 2.0)
    assert (a.constraint, a.effective_size, a.betweenness, a.pagerank) == (1.0, 0.0, 0.0, 0.5)
    # (I + N)^-1 1 with N of two foes: 1 / (1 + 1).
    assert a.status == pytest.approx(0.5)
    assert not found.ties[0].frustrated


def test_every_number_is_finite() -> None:
    found = analyse(TIES)

    numbers = [value for row in found.to_table()[1] for value in row if isinstance(value, float)]
    assert numbers
    assert all(math.isfinite(number) for number in numbers)


def test_the_order_in_which_a_graph_was_made_changes_nothing() -> None:
    names, rows = random_rows(40, 150, seed=1)

    one = analyse(graph(names, rows))
    other = analyse(graph(reversed(names), [(b, a, strength) for a, b, strength in reversed(rows)]))

    assert one == other


@settings(deadline=None)
@given(networks())
def test_other_names_give_the_same_figures_in_another_order(drawn: tuple[list[str], list[Row]]) -> None:
    names, rows = drawn
    turned = {name: f"m{len(names) - place:02}" for place, name in enumerate(names)}

    one = analyse(graph(names, rows))
    other = analyse(graph(turned.values(), [(turned[a], turned[b], t) for a, b, t in rows]))

    again = {actor.id: actor for actor in other.actors}
    for actor in one.actors:
        same = again[turned[actor.id]]
        for figure in ("betweenness", "constraint", "effective_size", "pagerank", "status", "local_balance", "cut"):
            assert getattr(actor, figure) == pytest.approx(getattr(same, figure), abs=1e-9), figure
    assert one.overall.modularity == pytest.approx(other.overall.modularity, abs=1e-9)
    assert one.overall.frustration == pytest.approx(other.overall.frustration, abs=1e-9)
    assert one.overall.kinds == other.overall.kinds
    assert {frozenset((turned[tie.a], turned[tie.b])) for tie in one.ties if tie.bridge} == {
        frozenset((tie.a, tie.b)) for tie in other.ties if tie.bridge
    }


def test_a_built_graph_is_analysed_by_its_ties() -> None:
    built = Graph(corpus=CORPUS)

    assert built.analyse().overall.ties == built.to_tie_graph().number_of_edges() == len(built.ties)


def test_the_graph_that_is_given_is_not_changed() -> None:
    before = TIES.copy()

    annotate(TIES, analyse(TIES))

    assert nx.utils.graphs_equal(before, TIES)


def test_annotated_ties_carry_figures_and_can_be_written_by_networkx() -> None:
    found = analyse(TIES)

    made = annotate(TIES, found)

    actor, tie = found.actors[0], found.ties[0]
    assert made.nodes[actor.id]["name"] == TIES.nodes[actor.id]["name"]
    assert made.nodes[actor.id]["betweenness"] == actor.betweenness
    assert made.edges[tie.a, tie.b]["frustrated"] == tie.frustrated
    assert made.edges[tie.a, tie.b]["strength"] == TIES.edges[tie.a, tie.b]["strength"]
    plain_one = nx.Graph(made)
    for _, _, edge in plain_one.edges(data=True):
        del edge["last"]  # None where no day is known, which neither format can hold
    for write in (nx.write_gexf, nx.write_graphml):
        file = BytesIO()
        write(plain_one, file)
        assert b"engagement_surprise" in file.getvalue()


def test_annotated_events_carry_the_figures_of_their_tie() -> None:
    found = analyse(TIES)
    events = to_networkx(CORPUS)

    made = annotate(events, found)

    assert (type(made), made.number_of_edges()) == (nx.MultiDiGraph, events.number_of_edges())
    tie = max(found.ties, key=lambda each: each.strength)
    for a, b in ((tie.a, tie.b), (tie.b, tie.a)):
        for edge in (made.get_edge_data(a, b) or {}).values():
            assert edge["tie_strength"] == tie.strength
            assert edge["tie_bridge"] == tie.bridge
            assert edge["relation"]
    assert {"community", "camp", "status"} <= made.nodes[tie.a].keys()


def test_actors_that_the_analysis_does_not_know_get_nothing() -> None:
    other = graph(["stranger"], [])

    assert annotate(other, analyse(TIES)).nodes["stranger"] == {}


def test_communities_list_their_friendliest_members_first_and_add_up() -> None:
    found = analyse(
        graph("abcde", [("a", "b", 1.0), ("a", "c", 2.0), ("b", "c", 2.0), ("c", "d", -1.0), ("d", "e", 1.0)])
    )

    first, second = found.communities
    assert (first.number, first.members, first.friendly_inside, first.hostile_outside) == (1, ("c", "a", "b"), 5.0, 1.0)
    assert (second.members, second.friendly_inside, second.friendly_outside) == (("d", "e"), 1.0, 0.0)


def test_an_unbalanced_triangle_is_certain_only_where_all_its_intervals_leave_0_out() -> None:
    torn = graph("abc", [("a", "b", 1.0), ("a", "c", 1.0), ("b", "c", -1.0)])
    for (a, b), (low, high) in {("a", "b"): (0.5, 2.0), ("a", "c"): (0.5, 2.0), ("b", "c"): (-2.0, -0.5)}.items():
        torn.edges[a, b].update(low=low, high=high)
    sure = analyse(torn).unbalanced
    torn.edges["b", "c"]["high"] = 0.5

    assert [each.certain for each in sure] == [True]
    assert [each.certain for each in analyse(torn).unbalanced] == [False]


def test_lists_hold_as_many_as_asked_for() -> None:
    names, rows = random_rows(30, 200, seed=1)

    found = analyse(graph(names, rows), listed=3)

    assert (len(found.unbalanced), len(found.alike), len(found.opposed)) == (3, 3, 3)


def test_the_parameters_are_written_along() -> None:
    parameters = analyse(TIES, seed=4).to_dict()["parameters"]

    assert isinstance(parameters, dict)
    assert (parameters["seed"], parameters["resolution"], parameters["strength"]["half_life_days"]) == (4, 1.0, 365.0)


def test_camps_list_those_with_the_most_strength_first() -> None:
    found = analyse(graph("abcd", [("a", "b", 1.0), ("b", "c", 5.0), ("c", "d", -1.0)]))

    assert (found.camp(1), found.camp(2)) == (("b", "c", "a"), ("d",))


def test_a_notebook_shows_the_first_actors_and_escapes_their_names() -> None:
    many = graph([f"n{number:02}" for number in range(25)], [])
    many.nodes["n00"]["name"] = "<b>"

    shown = to_html(analyse(many))

    assert "&lt;b&gt;" in shown
    assert "12 of 25 actors between most others" in shown


@pytest.mark.parametrize(("value", "expected"), [(1 / 3, 0.333333), (123456.78, 123457.0), (-1e-15, 0.0), (True, True)])
def test_numbers_have_six_digits(value: float, *, expected: float) -> None:
    assert plain(value) == expected


def test_the_report_reads_like_this() -> None:
    rows = [("a", "b", 2.0), ("a", "c", 1.0), ("b", "c", -1.0), ("c", "d", 1.0)]
    named = graph("abcde", rows)
    nx.set_node_attributes(named, {"a": "Arvika", "b": "Bergamar", "c": "Chad", "d": "Dargan", "e": "Elba"}, "name")

    assert analysis_text(analyse(named), top=2) == REPORT


REPORT = """\
5 actors, 4 ties (3 friendly, 1 hostile), 1 component, 1 actor without a tie
The interval of the strength leaves 0 out for 0 of 4 ties

Communities: 2 of two or more, signed modularity 0.28
  1. Arvika, Bergamar
     inside 2.0 friendly, 0.0 hostile; outward 1.0 friendly, 1.0 hostile
  2. Chad, Dargan
     inside 1.0 friendly, 0.0 hostile; outward 1.0 friendly, 1.0 hostile

Brokers: share of friendly paths through each, Burt's constraint, pairs joined within and between communities
  0.333  Chad: constraint 0.50, effective size 2.0 of 2 friends; gatekeeper 1
  0.333  Arvika: constraint 0.56, effective size 2.0 of 2 friends; gatekeeper 1

Standing: friends of good standing raise it, foes lower it, 1 is neutral
  1.191  Arvika: 2 friends (3.00), 0 foes (0.00), PageRank 0.3376
  1.063  Dargan: 1 friend (1.00), 0 foes (0.00), PageRank 0.1443

Structural balance: 0 % of 1 triangle balanced, 0 % by intensity (0 +++, 1 ++-, 0 +--, 0 ---)
  Most intense unbalanced triangles
  1.26  Arvika +2.00 Bergamar, Arvika +1.00 Chad, Bergamar -1.00 Chad

Camps: two leave 20 % of all strength unexplained (1.00 in 1 tie; proven least)
  Camp 1 of the largest component: Arvika, Bergamar, Chad, Dargan
  Ties that contradict the camps
  -1.00  Bergamar - Chad

Most alike: cosine of what they are to others, ranked lower where few partners are shared
  no pair shares two partners

Bridges: 3 friendly ties without a friendly detour, 2 of them to a single actor
  +1.00  Arvika - Chad, cuts off 2
Local bridges: 1 tie between communities without a common friend
  +1.00  Arvika - Chad

Unexpected ties: bits of surprise, from 4.3 on 20 times as unlikely as what was predicted
  none: no tie departs from what was predicted
"""
