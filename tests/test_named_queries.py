"""The queries that have a name: their files, how values get into them, and what each answers."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pyoxigraph as ox
import pytest
import rdflib

import kg
from kg.built import Graph
from kg.decision import Decided, Decision, Told
from kg.disputes import find_disputes
from kg.errors import QueryError, QueryFileError, UnknownActorError
from kg.model import Corpus, Place
from kg.named_queries import NamedQuery, Parameter, queries, read_queries
from kg.ontology import IR, REL
from kg.query import run_query
from kg.question import find_query, to_sparql
from kg.rdf.namespaces import XSD
from kg.rdf.terms import Iri, Literal
from kg.results import Cell
from tests.factories import actor, article, corpus, day, event, evidence

FRANCE, RUSSIA = actor("France", "state"), actor("Russia", "state")
UKRAINE, QATAR = actor("Ukraine", "state"), actor("Qatar", "state")
MACRON = actor("Emmanuel Macron", state="France")
PUTIN = actor("Vladimir Putin", state="Russia")


def _corpus() -> Corpus:
    """Return events of four states, in which every named query finds something."""
    mediation = "Qatar mediated between Russia and Ukraine."
    events = (
        event("met-with", FRANCE, RUSSIA, when=day("2022-02-07"), place=Place(name="Moscow", country="Russia")),
        event("met-with", FRANCE, RUSSIA, when=day("2023-05-01"), modality="planned", article="a2"),
        event("visited", MACRON, RUSSIA, when=day("2022-02-07"), article="a3", modality="planned"),
        event("visited", MACRON, RUSSIA, when=day("2022-02-08"), article="a3"),
        event("condemned", FRANCE, RUSSIA, when=day("2022-03-01"), occasion="the invasion", claims=[
            evidence("Paris condemned the invasion.", article="a1"), evidence("Macron condemned it.", article="a2")]),
        event("condemned", UKRAINE, RUSSIA, article="a2"),
        event("attacked", RUSSIA, UKRAINE, when=day("2022-03-10"), claims=[
            evidence("Kyiv says that Russia shelled it.", article="a1", attribution="Ukraine"),
            evidence("Moscow denies it.", article="a3", attribution="Russia", polarity="negated")]),
        event("accused", RUSSIA, UKRAINE, when=day("2022-04-01"), article="a2"),
        event("accused", UKRAINE, RUSSIA, when=day("2022-04-02"), article="a2"),
        event("accused", UKRAINE, RUSSIA, when=day("2022-05-02"), article="a2"),
        event("accused", FRANCE, RUSSIA, when=day("2022-05-02"), article="a2"),
        event("mediated-between", QATAR, RUSSIA, when=day("2023-07-01"), claims=[evidence(mediation, article="a2")]),
        event("mediated-between", QATAR, UKRAINE, when=day("2023-07-01"), claims=[evidence(mediation, article="a2")]),
        event("leads", PUTIN, RUSSIA, article="a3"),
        event("thanked", MACRON, PUTIN, article="a4"),
    )  # fmt: skip
    affirmed = Decision(
        name="affirm-accused", kind="affirm-event", who="Ana", when=date(2026, 11, 26), why="read in the text",
        told=(Told(event=events[7].id),),
    )  # fmt: skip
    decided = Decided(decision=affirmed, claims=((events[7].id, "a2", 0),), before=("confidence 0.90",))
    articles = (
        article("a1", source="The Ledger", published=date(2022, 3, 2)),
        article("a2", source="Harbour Wire", published=date(2022, 4, 2)),
        article("a3", source="The Ledger", published=date(2022, 4, 3)),
        article("a4"),
    )
    return replace(corpus(*events, articles=articles), decisions=(decided,))


GRAPH = Graph(corpus=_corpus())


def answer(name: str, *columns: str, **values: str | int | date) -> list[str]:
    """Return the rows of a named query as text, only the columns asked for."""
    found = GRAPH.query(name, max_rows=None, **values)
    places = [found.columns.index(column) for column in columns]
    return [
        " | ".join("" if (cell := row[place]) is None else cell.to_text(found.prefixes) for place in places)
        for row in found.rows
    ]


# ---------------------------------------------------------------- what each answers


def test_ties_count_each_direction_and_the_claims_for_it() -> None:
    found = answer("ties", "source", "relation", "target", "events", "claims", "first", "last", a="Russia", b="Ukraine")

    assert found == [
        "Ukraine | rel:accused | Russia | 2 | 2 | 2022-04-02 | 2022-05-02",
        "Russia | rel:accused | Ukraine | 1 | 1 | 2022-04-01 | 2022-04-01",
        "Russia | rel:attacked | Ukraine | 1 | 2 | 2022-03-10 | 2022-03-10",
        "Ukraine | rel:condemned | Russia | 1 | 1 |  | ",
    ]


def test_ties_of_a_period_leave_out_what_is_not_dated_or_outside() -> None:
    found = answer(
        "ties", "source", "relation", "events", a="Russia", b="Ukraine", since="2022-04-01", until=date(2022, 4, 30)
    )

    assert found == ["Russia | rel:accused | 1", "Ukraine | rel:accused | 1"]


def test_decisions_say_who_decided_what_when_and_why_and_what_was_there_before() -> None:
    found = answer("decisions", "place", "decidedOn", "by", "before", "why", "events", "decision", who="Ana")

    assert found == ["1 | 2026-11-26 | Ana | confidence 0.90 | read in the text | 1 | dec:affirm-accused"]
    assert answer("decisions", "by", who="Bo") == []


def test_a_timeline_is_in_order_of_time_with_a_sentence_each() -> None:
    found = answer("timeline", "earliest", "source", "relation", "modality", "quote", a="France", b="Russia")

    assert found == [
        "2022-02-07 | France | rel:met-with | ir:actual | Kim Jong Un met Vladimir Putin.",
        "2022-03-01 | France | rel:condemned | ir:actual | Macron condemned it.",
        "2022-05-02 | France | rel:accused | ir:actual | Kim Jong Un met Vladimir Putin.",
        "2023-05-01 | France | rel:met-with | ir:planned | Kim Jong Un met Vladimir Putin.",
    ]


def test_events_of_an_actor_can_be_of_one_relation_and_period() -> None:
    everything = answer("events", "event", actor="France")
    some = answer(
        "events",
        "earliest",
        "source",
        "type",
        "target",
        "place",
        actor="France",
        relation="met with",
        until="2022-12-31",
    )

    assert len(everything) == 4
    assert [row.rpartition("-")[0] for row in some] == ["2022-02-07 | France | rel:met-with | Russia | plc:moscow"]


def test_mediators_stand_with_both_parties_of_a_sentence() -> None:
    columns = ("mediatorName", "party", "other", "parties", "sentences", "first")

    assert answer("mediators", *columns) == ["Qatar | Russia | Ukraine | 2 | 1 | 2023-07-01"]
    assert answer("mediators", *columns, party="Ukraine", mediator="Qatar") == answer("mediators", *columns)
    assert answer("mediators", *columns, party="France") == []


def test_condemnations_say_over_what_and_quote_each_sentence() -> None:
    found = answer("condemnations", "source", "over", "quote", "outlet", of="Russia", by="France")

    assert sorted(found) == [
        "France | the invasion | Macron condemned it. | Harbour Wire",
        "France | the invasion | Paris condemned the invasion. | The Ledger",
    ]
    assert answer("condemnations", "source", relation="thanked") == ["Emmanuel Macron"]


def test_a_dispute_shows_who_asserts_and_who_denies() -> None:
    assert len(find_disputes(GRAPH.corpus)) == 1

    found = answer("disputes", "source", "relation", "target", "stance", "speaker", "outlet", "quote", actor="Ukraine")

    assert found == [
        "Russia | rel:attacked | Ukraine | asserted | Ukraine | The Ledger | Kyiv says that Russia shelled it.",
        "Russia | rel:attacked | Ukraine | denied | Russia | The Ledger | Moscow denies it.",
    ]
    assert answer("disputes", "stance", actor="Qatar") == []


def test_denials_name_the_speaker_and_what_stands_in_sum() -> None:
    assert answer("denials", "relation", "inSum", "saidBy", "quote") == [
        "rel:attacked | ir:affirmed | Russia | Moscow denies it."
    ]
    assert answer("denials", "relation", speaker="Ukraine") == []


def test_sole_source_leaves_out_what_two_outlets_report() -> None:
    found = answer("sole-source", "type", "articles", "outlet", actor="Russia")

    assert "rel:attacked | 2 | The Ledger" in found
    assert not [row for row in found if row.startswith("rel:condemned | 2")]
    assert answer("sole-source", "type", "articles", "outlet", actor="Macron", relation="thanked") == [
        "rel:thanked | 1 | "
    ]


def _value(cell: Cell | None) -> str:
    return "" if cell is None else cell.value


def test_an_event_that_copies_of_one_text_tell_has_one_source_and_sources_count_their_copies() -> None:
    told = [evidence(article=each) for each in ("a1", "a2", "a3")]
    articles = [article("a1", source="Wire"), *(article(f"a{n}", source="Courier", copy_of="a1") for n in (2, 3))]
    graph = Graph(corpus=corpus(event("met-with", FRANCE, RUSSIA, claims=told), articles=articles))

    sole, sources = graph.query("sole-source", actor="France"), graph.query("sources")

    (row,) = sole.rows
    assert [_value(row[sole.columns.index(name)]) for name in ("articles", "outlet")] == ["3", "Wire"]
    places = [sources.columns.index(name) for name in ("outlet", "articles", "copies")]
    assert [[_value(each[place]) for place in places] for each in sources.rows] == [
        ["Courier", "2", "2"],
        ["Wire", "1", "0"],
    ]


def test_first_contact_is_the_first_that_happened() -> None:
    assert answer("first-contact", "earliest", "partnerName", "relation", a="Macron", b="Russia") == [
        "2022-02-08 | Russia | rel:visited"
    ]
    assert answer("first-contact", "earliest", "partnerName", a="Russia") == [
        "2022-02-07 | France", "2022-02-08 | Emmanuel Macron", "2023-07-01 | Qatar",
    ]  # fmt: skip


def test_meeting_places_are_counted() -> None:
    assert answer("meeting-places", "placeName", "country", "meetings", actor="France") == ["Moscow | Russia | 1"]
    assert answer("meeting-places", "placeName", since="2023-01-01") == []


def test_office_holders_are_those_of_the_day() -> None:
    assert "France | president | Emmanuel Macron" in answer(
        "office-holders", "ofName", "office", "person", day="2022-03-01", of="France"
    )
    assert "Emmanuel Macron" not in answer("office-holders", "person", day=date(2010, 1, 1), of="France")


def test_planned_leaves_out_what_was_done_later() -> None:
    assert answer("planned", "earliest", "source", "relation", "target", actor="Russia") == [
        "2023-05-01 | France | rel:met-with | Russia"
    ]


def test_evidence_of_a_tie_is_found_either_way_round_where_the_relation_is_symmetric() -> None:
    there = answer("evidence", "quote", "article", a="France", relation="met-with", b="Russia")

    assert there == answer("evidence", "quote", "article", a="Russia", relation="met-with", b="France")
    assert len(there) == 2
    assert answer("evidence", "speaker", "polarity", a="Russia", relation="attacked", b="Ukraine") == [
        "Ukraine | ir:affirmed", "Russia | ir:negated",
    ]  # fmt: skip
    assert answer("evidence", "quote", a="Ukraine", relation="attacked", b="Russia") == []


def test_the_most_active_come_first() -> None:
    assert answer("most-active", "groupName", "actorName", "events", group="XC", top=2) == [
        "verbal conflict | Russia | 6", "verbal conflict | Ukraine | 4",
    ]  # fmt: skip
    assert len(answer("most-active", "actorName", top=3)) == 3


def test_conflict_is_counted_by_month_and_kind() -> None:
    assert answer("conflict-by-month", "month", "events", "verbal", "material", actor="Russia", other="Ukraine") == [
        "2022-03 | 1 | 0 | 1", "2022-04 | 2 | 2 | 0", "2022-05 | 1 | 1 | 0",
    ]  # fmt: skip


def test_an_event_is_counted_once_where_the_other_actor_is_not_given() -> None:
    assert answer("conflict-by-month", "month", "events", actor="Russia") == [
        "2022-03 | 2",
        "2022-04 | 2",
        "2022-05 | 2",
    ]
    assert len(answer("disputes", "stance")) == 2
    assert answer("claims", "quote", speaker="Ukraine") == ["Kyiv says that Russia shelled it."]


def test_speakers_are_counted_with_their_denials() -> None:
    assert answer("speakers", "speaker", "claims", "denials") == ["Russia | 1 | 1", "Ukraine | 1 | 0"]


def test_claims_of_an_actor_about_another() -> None:
    assert answer("claims", "quote", speaker="Ukraine", about="Russia") == ["Kyiv says that Russia shelled it."]
    assert answer("claims", "quote", speaker="Ukraine", about="France") == []


def test_states_have_their_codes() -> None:
    assert answer("states", "name", "iso", "cow", code="FRA") == ["France | FRA | 220"]
    assert answer("states", "name", state="fra") == answer("states", "name", state="Paris") == ["France"]
    assert len(answer("states", "name")) == 4


def test_sources_and_what_they_report() -> None:
    assert answer("sources", "outlet", "articles", "claims", "first", "last") == [
        "Harbour Wire | 1 | 9 | 2022-04-02 | 2022-04-02", "The Ledger | 2 | 7 | 2022-03-02 | 2022-04-03",
    ]  # fmt: skip
    assert "rel:attacked | 2 | 1" in answer("reports", "relation", "claims", "events", outlet="The Ledger")


def test_reciprocity_wants_both_to_have_done_it() -> None:
    assert answer("reciprocity", "aName", "bName", "aToB", "bToA") == ["Russia | Ukraine | 1 | 2"]
    assert answer("reciprocity", "aName", actor="France") == []


# ---------------------------------------------------------------- all of them


@pytest.fixture(name="turtle", scope="module")
def _turtle(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("graph")
    GRAPH.write(folder)
    return folder / "graph.ttl"


@pytest.fixture(name="foreign", scope="module")
def _foreign(turtle: Path) -> rdflib.Graph:
    """Return the graph and the ontology in rdflib, whose SPARQL engine shares nothing with Oxigraph."""
    graph = rdflib.Graph()
    graph.parse(turtle)
    graph.parse(Path(__file__).parent.parent / "ontology" / "ir.ttl")
    return graph


VALUES = {
    "group": "XC",
    "code": "FRA",
    "source": "The Ledger",
    "actor": "Russia",
    "state": "France",
    "date": "2022-04-01",
    "relation": "accused",
    "integer": "5",
    "text": "Ana",
}


def _given(query: NamedQuery, *, optional: bool) -> dict[str, str]:
    chosen = {each.name: VALUES[each.type] for each in query.parameters if each.required or optional}
    return {
        **chosen,
        **({"b": "Ukraine"} if "b" in chosen else {}),
        **({"about": "Ukraine"} if "about" in chosen else {}),
    }


@pytest.mark.parametrize("optional", [False, True], ids=["required", "all"])
@pytest.mark.parametrize("name", queries())
def test_a_query_answers_the_same_in_rdflib(
    name: str, optional: bool, foreign: rdflib.Graph, turtle: Path
) -> None:  # pytest gives it
    sparql = to_sparql(
        queries()[name], _given(queries()[name], optional=optional), ask=lambda text: run_query(turtle, text)
    )

    ours = run_query(turtle, sparql)
    theirs = foreign.query(sparql)

    assert [str(variable) for variable in theirs.vars or ()] == list(ours.columns)
    rows = [[None if term is None else str(term) for term in row] for row in theirs]  # type: ignore[union-attr]  # rows of a SELECT
    assert rows == [[None if cell is None else cell.value for cell in row] for row in ours.rows]


@pytest.mark.parametrize("name", queries())
def test_a_query_says_what_it_is_and_orders_its_rows(name: str) -> None:
    query = queries()[name]

    assert query.title[0].isupper()
    assert query.description.endswith(".")
    assert "ORDER BY" in query.template
    assert {each.name for each in query.parameters if each.required} <= query.example.keys()


def test_there_are_fifteen_or_more() -> None:
    assert kg.queries() is queries()
    assert len(queries()) >= 15
    assert list(queries()) == sorted(queries())


# ---------------------------------------------------------------- values

ODD = [
    'x" . } DELETE WHERE { ?s ?p ?o } #',
    "x\\",
    'x\\" } #',
    "x\n} #",
    "'''",
    '"""',
    "x> <y",
    "$outlet ?event",
    "\\u0022 } #",
]


@pytest.mark.parametrize("value", ODD)
def test_a_text_cannot_become_part_of_the_query(value: str) -> None:
    sparql = queries()["reports"].fill({"outlet": Literal(value)})
    store = ox.Store()
    store.add(ox.Quad(ox.NamedNode("urn:a"), ox.NamedNode(IR + "sourceName"), ox.Literal(value)))
    for predicate, target in ((IR + "article", "urn:a"), (IR + "polarity", IR + "negated")):
        store.add(ox.Quad(ox.NamedNode("urn:e"), ox.NamedNode(predicate), ox.NamedNode(target)))
    store.add(ox.Quad(ox.NamedNode("urn:v"), ox.NamedNode(IR + "evidence"), ox.NamedNode("urn:e")))
    store.add(ox.Quad(ox.NamedNode("urn:v"), ox.NamedNode(IR + "relationType"), ox.NamedNode(REL + "accused")))

    found = run_query(store, sparql)

    assert [[cell and cell.value for cell in row] for row in found.rows] == [[REL + "accused", "1", "1"]]


@pytest.mark.parametrize("value", ODD)
@pytest.mark.parametrize("name", ["events", "conflict-by-month"])
def test_an_actor_of_odd_name_is_unknown_and_no_query(name: str, value: str) -> None:
    with pytest.raises(UnknownActorError):
        GRAPH.query(name, actor=value)


@pytest.mark.parametrize("iri", ["urn:x> . ?s ?p ?o . <urn:y", "urn:a b", "urn:\n", 'urn:"', "urn:{", "urn:\\u003E"])
def test_an_iri_with_what_no_iri_holds_is_refused(iri: str) -> None:
    with pytest.raises(ValueError, match="is no IRI"):
        queries()["events"].fill({"actor": Iri(iri)})


def test_an_integer_that_is_none_is_refused() -> None:
    with pytest.raises(ValueError, match="is no integer"):
        queries()["speakers"].fill({"top": Literal("5 OFFSET 2", XSD + "integer")})


def test_a_line_of_what_is_not_given_is_left_out() -> None:
    query = NamedQuery(
        name="x",
        title="X",
        description="X.",
        template='SELECT * {\n  ?e a $class ; ir:x "$kind" .\n  # $kind\n  FILTER (?e != $kind)\n}\n',
        parameters=(
            Parameter(name="class", type="text", meaning="x", required=True),
            Parameter(name="kind", type="text", meaning="x", required=False),
        ),
    )

    assert query.fill({}) == 'SELECT * {\n  ?e a $class ; ir:x "$kind" .\n  # $kind\n}\n'
    assert query.fill({"kind": Iri("urn:k"), "class": Literal("c")}) == (
        'SELECT * {\n  ?e a "c" ; ir:x "$kind" .\n  # $kind\n  FILTER (?e != <urn:k>)\n}\n'
    )


@pytest.mark.parametrize(
    "text", ["Russia", "russia", "Moscow", "ent:russia", "https://w3id.org/kg-ir/entity/russia", " Russia "]
)
def test_an_actor_is_known_by_many_names(text: str) -> None:
    assert len(answer("conflict-by-month", "month", actor=text)) == 3


@pytest.mark.parametrize(
    ("name", "values", "message"),
    [
        ("event", {}, "no query is called 'event'; did you mean events"),
        ("zzz", {}, "no query is called 'zzz'; there are claims, condemnations"),
        ("ties", {"a": "Russia"}, r"query ties needs b; call it as: ties a=ACTOR b=ACTOR \[since=DATE\] \[until=DATE\]"),
        ("ties", {}, "query ties needs a and b"),
        ("ties", {"a": "Russia", "b": "Ukraine", "c": "x"}, "query ties has no parameter 'c'; it takes a, b, since, until"),
        ("sources", {"c": "x"}, "query sources has no parameter 'c'; it takes none"),
        ("events", {"actor": "Russia", "since": "2022-13"}, "since: '2022-13' is not a day such as 2024-05-09, a month such as"),
        ("events", {"actor": "Russia", "since": "2022-05", "until": "2022-04"}, "since 2022-05-01 is after until 2022-04-30"),
        ("office-holders", {"day": "2022"}, "day: '2022' is not a day such as 2024-05-09$"),
        ("most-active", {"group": "ZZ"}, "group: no group of relations is called 'ZZ'; there is MC, MX, ST, VC, XC"),
        ("reports", {"outlet": "The Leger"}, r"no source of the graph is called 'The Leger'; did you mean The Ledger\?"),
        ("reports", {"outlet": "zzz"}, "no source of the graph is called 'zzz'; it has "),
        ("states", {"code": "FRX"}, r"no state of the graph has the code 'FRX'; did you mean FRA \(France\)\?"),
        ("states", {"code": "999"}, r"no state of the graph has the code '999'; it has .*FRA \(France\)"),
        ("events", {"actor": "Russia", "relation": "meets with"}, "relation: no relation is called 'meets with'; there is met-with"),
        ("speakers", {"top": "-1"}, "top: '-1' is not a whole number such as 20"),
        ("SELECT * { ?s ?p ?o }", {"actor": "Russia"}, "SPARQL takes no values such as actor"),
    ],
)  # fmt: skip
def test_a_wrong_name_or_value_is_explained(name: str, values: dict[str, str], message: str) -> None:
    with pytest.raises(QueryError, match=message):
        GRAPH.query(name, max_rows=None, **values)


def test_an_unknown_actor_brings_the_nearest_names() -> None:
    with pytest.raises(UnknownActorError, match="actor 'Rusia' is not in the graph; did you mean Russia"):
        GRAPH.query("events", actor="Rusia")
    with pytest.raises(UnknownActorError, match="did you mean France"):
        GRAPH.query("states", state="Frence")
    with pytest.raises(UnknownActorError, match="actor: the name is empty"):
        GRAPH.query("events", actor=" ")


def test_an_actor_that_is_no_state_is_named_as_what_it_is() -> None:
    with pytest.raises(
        UnknownActorError, match="'Macron' is Emmanuel Macron, which is no state but a person; give a state"
    ):
        GRAPH.query("states", state="Macron")


def test_sources_groups_and_codes_are_understood_in_any_case() -> None:
    assert (
        answer("reports", "relation", outlet="the  LEDGER") == answer("reports", "relation", outlet="The Ledger") != []
    )
    assert answer("states", "name", code="fra") == ["France"]
    assert answer("most-active", "actorName", group="xc") == answer("most-active", "actorName", group="XC") != []


@pytest.mark.parametrize(
    ("since", "until", "first", "last"),
    [
        ("2022", "2022", "2022-01-01", "2022-12-31"),
        ("2022-04", "2024-02", "2022-04-01", "2024-02-29"),
        ("2022-04-02", "2022-11", "2022-04-02", "2022-11-30"),
    ],
)
def test_a_month_or_year_stands_for_its_first_or_last_day(since: str, until: str, first: str, last: str) -> None:
    assert _period(since, until) == _period(first, last)
    assert f'"{first}"' in _period(since, until)


def _period(since: str, until: str) -> str:
    values = {"actor": "Russia", "since": since, "until": until}
    return to_sparql(find_query("events"), values, ask=lambda text: GRAPH.query(text, max_rows=None))


def test_what_a_month_or_year_means_is_said_where_one_can_be_given() -> None:
    assert "a month or year alone stands for its last day\n" in find_query("events").to_comment()
    assert "a month or year" not in find_query("office-holders").to_comment()


def test_actors_are_not_asked_for_where_none_is_given() -> None:
    def ask(_sparql: str) -> kg.Graph:
        raise AssertionError

    assert "LIMIT 7" in to_sparql(find_query("speakers"), {"top": 7}, ask=ask)  # type: ignore[arg-type]  # never called


def test_values_follow_the_base_of_the_data(tmp_path: Path) -> None:
    GRAPH.write(tmp_path, base="https://example.org/kg/")

    found = to_sparql(
        find_query("events"), {"actor": "Russia"}, ask=lambda text: run_query(tmp_path / "graph.ttl", text)
    )

    assert "<https://example.org/kg/entity/russia>" in found


# ---------------------------------------------------------------- files

GOOD = """\
# title: Events
# description: All events.
# param actor actor: who takes part
# optional top integer = 5: how many rows
# example: actor="Kim Jong Un" top=3
SELECT ?e WHERE { ?e ir:participant $actor } ORDER BY ?e LIMIT $top
"""


def test_a_file_is_a_query(tmp_path: Path) -> None:
    (tmp_path / "some-events.rq").write_text(GOOD, encoding="utf-8")

    found = read_queries(tmp_path)["some-events"]

    assert found.usage == "some-events actor=ACTOR [top=INTEGER]"
    assert found.parameters[1] == Parameter(
        name="top", type="integer", meaning="how many rows", required=False, default="5"
    )
    assert dict(found.example) == {"actor": "Kim Jong Un", "top": "3"}


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("# title: Events\n", "", "has no title; add a line '# title: …'"),
        ("# title: Events\n", "# title: Events\n# title: More\n", "x.rq:2: title is given twice"),
        ("# description: All events.\n", "# description:\n", "x.rq:2: '# description:' is no header"),
        ("# title", "# subject", "x.rq:1: 'subject' is not one of title, description, param, optional, example"),
        ("# title", "// title", "has no title"),
        ("actor actor:", "actor person:", "x.rq:3: type 'person' of actor is unknown; choose one of actor, relation"),
        ("param actor actor", "param actor", "x.rq:3: 'actor' is no parameter; write '# param NAME TYPE: what it means'"),
        ("param actor actor", "param max_rows actor", "'max_rows' is a name that kg itself needs"),
        ("param actor actor", "param actor actor = Russia", "actor has a default, so it need not be given"),
        ("optional top", "optional actor", "parameter 'actor' is declared twice"),
        ("LIMIT $top", "", "parameter 'top' is not used"),
        ("$actor", "$actr", r"\$actr is no declared parameter"),
        ('actor="Kim Jong Un"', 'actor="Kim', "example .* is no list of name=value"),
        ('actor="Kim Jong Un"', "other=Kim", "the example gives 'other', which is no parameter"),
        ('actor="Kim Jong Un" ', "", "the example lacks actor"),
    ],
)  # fmt: skip
def test_a_file_that_is_wrong_is_refused(tmp_path: Path, old: str, new: str, message: str) -> None:
    assert old in GOOD
    (tmp_path / "x.rq").write_text(GOOD.replace(old, new, 1), encoding="utf-8")

    with pytest.raises(QueryFileError, match=message):
        read_queries(tmp_path)


@pytest.mark.parametrize("name", ["Events.rq", "events.sparql", "two words.rq", "-x.rq"])
def test_a_file_of_another_name_is_refused(tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_text(GOOD, encoding="utf-8")

    with pytest.raises(QueryFileError, match="a query's file is called as the query"):
        read_queries(tmp_path)


def test_a_file_that_is_not_utf_8_is_refused(tmp_path: Path) -> None:
    (tmp_path / "x.rq").write_bytes(b"# title: \xff")

    with pytest.raises(QueryFileError, match="cannot be read"):
        read_queries(tmp_path)
