"""Turtle and back: the law that nothing is lost, and clear errors for files that are not ours."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pyoxigraph as ox
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.errors import GraphFileError
from kg.exporters import EXPORTERS, Export
from kg.model import Actor, ActorId, Article, Corpus, DateRange, Event, Evidence, Place, RelationId, Span
from kg.ontology import BASE, load_relations
from kg.rdf.canonical import canonical
from kg.rdf.from_rdf import read_base, read_turtle
from kg.rdf.turtle import to_turtle, write_turtle
from tests.factories import actor, article, corpus, day, event, evidence

# Lone surrogates have no UTF-8 and are replaced on writing; everything else must come back.
TEXTS = st.text(st.characters(exclude_categories=["Cs"]), max_size=12)
NAMES = TEXTS.filter(bool)
IDS = st.sampled_from(["a1", "a2", "news/3 é.txt"])
DAYS = st.dates(min_value=date(1, 1, 1), max_value=date(9998, 12, 31))
SPANS: st.SearchStrategy[Span] = st.tuples(st.integers(0, 99), st.integers(0, 99))
CONFIDENCES = st.floats(0, 1)
POLARITIES = st.sampled_from(["affirmed", "negated"])
MODALITIES = st.sampled_from(["actual", "planned", "possible", "hypothetical"])
RELATIONS = st.sampled_from(sorted(load_relations()))

ACTORS = st.builds(
    Actor,
    id=st.sampled_from([ActorId("kim"), ActorId("x y"), ActorId("漢.")]),
    name=NAMES,
    kind=st.sampled_from(["person", "state", "organization", "group"]),
    state=st.sampled_from(["", "Russia", "Chad"]),
    organ=TEXTS,
    wikidata=st.sampled_from(["", "Q1", "Q42"]),
)
ARTICLES = st.builds(
    Article,
    id=IDS,
    text=TEXTS,
    title=st.none() | TEXTS,
    published=st.none() | DAYS,
    source=st.none() | TEXTS,
    url=st.none() | TEXTS,
    language=st.none() | TEXTS,
).flatmap(
    lambda article: st.sampled_from([None, "a1", "a2", "a3", "news/3 é.txt"]).map(
        lambda original: dataclasses.replace(article, copy_of=None if original == article.id else original)
    )
)


@st.composite
def _evidence(draw: st.DrawFn) -> Evidence:
    quote, start = draw(NAMES), draw(st.integers(0, 9))
    return Evidence(
        article=draw(IDS),
        start=start,
        end=start + len(quote),
        quote=quote,
        source_span=draw(SPANS),
        target_span=draw(SPANS),
        trigger_span=draw(SPANS),
        polarity=draw(POLARITIES),  # type: ignore[arg-type]  # sampled strings
        modality=draw(MODALITIES),  # type: ignore[arg-type]  # sampled strings
        attribution=draw(TEXTS),
        confidence=draw(CONFIDENCES),
        rule=draw(TEXTS),
    )


@st.composite
def _event(draw: st.DrawFn) -> Event:
    relation = draw(RELATIONS)
    days = sorted(draw(st.tuples(DAYS, DAYS)))
    dates = st.builds(DateRange, earliest=st.just(days[0]), latest=st.just(days[1]), text=TEXTS)
    return Event(
        id=draw(st.sampled_from(["e1", "e2", "e3", "2023-09-13-met-with-a-b-0011", "é/ü"])),
        article=draw(IDS),
        relation=RelationId(relation),
        root=load_relations()[relation].root,
        quad=load_relations()[relation].quad,
        source=draw(ACTORS),
        target=draw(ACTORS),
        evidence=tuple(draw(st.lists(_evidence(), min_size=1, max_size=3))),
        polarity=draw(POLARITIES),  # type: ignore[arg-type]  # sampled strings
        modality=draw(MODALITIES),  # type: ignore[arg-type]  # sampled strings
        attribution=draw(TEXTS),
        date=draw(st.none() | dates),
        place=draw(st.none() | st.builds(Place, name=TEXTS, country=TEXTS)),
        occasion=draw(st.none() | TEXTS),
        confidence=draw(CONFIDENCES),
    )


CORPORA = st.builds(
    Corpus,
    articles=st.lists(ARTICLES, max_size=3).map(tuple),
    events=st.lists(_event(), max_size=4).map(tuple),
)


@settings(max_examples=80, deadline=None)
@given(one=CORPORA)
def test_what_is_read_back_is_what_was_written(tmp_path_factory: pytest.TempPathFactory, one: Corpus) -> None:
    path = tmp_path_factory.getbasetemp() / "round.ttl"

    write_turtle(one, path)
    back = read_turtle(path)

    assert back == canonical(one)
    assert to_turtle(back).encode() == path.read_bytes()


def test_a_copy_of_a_copy_is_one_of_the_original_and_of_copies_of_each_other_the_smallest_is_it() -> None:
    chain = [article("a1"), article("a2", copy_of="a1"), article("a3", copy_of="a2"), article("a4", copy_of="a9")]
    ring = [
        article("b1", copy_of="b3"),
        article("b2", copy_of="b1"),
        article("b3", copy_of="b2"),
        article("b4", copy_of="b3"),
    ]

    found = {each.id: each.copy_of for each in canonical(Corpus(articles=(*chain, *ring))).articles}

    assert found == {
        "a1": None, "a2": "a1", "a3": "a1", "a4": "a9", "b1": None, "b2": "b1", "b3": "b1", "b4": "b1",
    }  # fmt: skip


@pytest.mark.parametrize("name", ["ntriples", "trig", "jsonld", "rdfxml", "turtle12"])
@settings(max_examples=40, deadline=None)
@given(one=CORPORA)
def test_every_other_rdf_format_is_read_back_as_it_was_written(
    tmp_path_factory: pytest.TempPathFactory, name: str, one: Corpus
) -> None:
    path = tmp_path_factory.getbasetemp() / f"round{EXPORTERS[name].suffix}"

    replaced = EXPORTERS[name].write(Export(corpus=one), path)

    assert name == "rdfxml" or not replaced
    assert replaced or read_turtle(path) == canonical(one)


@settings(max_examples=40, deadline=None)
@given(one=CORPORA)
def test_a_canonical_corpus_stays_as_it_is(one: Corpus) -> None:
    assert canonical(canonical(one)) == canonical(one)


@settings(max_examples=40, deadline=None)
@given(one=CORPORA, data=st.data())
def test_the_order_of_articles_and_evidence_does_not_change_the_bytes(one: Corpus, data: st.DataObject) -> None:
    events = tuple({event.id: event for event in one.events}.values())
    articles = tuple({article.id: article for article in one.articles}.values())
    shuffled = Corpus(
        articles=tuple(data.draw(st.permutations(articles))),
        events=tuple(
            dataclasses.replace(event, evidence=tuple(reversed(event.evidence)))
            for event in data.draw(st.permutations(events))
        ),
    )

    assert to_turtle(shuffled) == to_turtle(Corpus(articles=articles, events=events))


def test_an_ordinary_corpus_comes_back_as_it_was_but_for_the_text(tmp_path: Path) -> None:
    seoul = actor("South Korea", "state", organ="unification ministry", wikidata="Q884")
    one = corpus(
        event(when=day(words="on Sept. 13"), place=Place(name="Vostochny Cosmodrome", country="Russia")),
        event("criticised", seoul, actor("North Korea", "state"), attribution="Yonhap", confidence=0.75, article="a2"),
    )

    write_turtle(one, tmp_path / "graph.ttl")
    back = read_turtle(tmp_path / "graph.ttl")

    assert back.events == one.events
    assert [item.sha256 for item in back.articles] == [item.sha256 for item in one.articles]
    assert [item.text for item in back.articles] == ["", ""]


def test_an_actor_may_act_for_another_state_in_another_event(tmp_path: Path) -> None:
    one = corpus(
        event("praised", actor("A", state="Chad"), when=day("2020-01-01")),
        event("praised", actor("A", state="Mali"), when=day("2021-01-01")),
        event("praised", actor("A", state=""), when=day("2022-01-01")),
    )

    write_turtle(one, tmp_path / "graph.ttl")
    back = read_turtle(tmp_path / "graph.ttl")

    assert {item.source.state for item in back.events} == {"Chad", "Mali", ""}


def test_an_actor_has_the_name_and_kind_used_most() -> None:
    forms = [actor("A", "group", id="a"), actor("A B", "person", id="a"), actor("A B", "person", id="a", wikidata="Q1")]

    found = canonical(corpus(*(event("praised", form, scope=str(n)) for n, form in enumerate(forms))))

    assert {item.source for item in found.events} == {actor("A B", "person", id="a", wikidata="Q1")}


def test_a_graph_of_another_base_is_read_alike(tmp_path: Path) -> None:
    one = corpus(event())

    write_turtle(one, tmp_path / "graph.ttl", base="https://example.org/my/")

    assert read_turtle(tmp_path / "graph.ttl").events == one.events


def test_triples_that_kg_does_not_write_are_passed_over(tmp_path: Path) -> None:
    path = tmp_path / "graph.ttl"
    one = corpus(event())
    path.write_text(to_turtle(one) + "\nent:kim-jong-un <http://example.org/note> 'mine', [] .", encoding="utf-8")

    assert read_turtle(path).events == one.events


def test_an_empty_corpus_comes_back_empty(tmp_path: Path) -> None:
    write_turtle(Corpus(), tmp_path / "graph.ttl")

    assert read_turtle(tmp_path / "graph.ttl") == Corpus()


def _without(line: str) -> Callable[[str], str]:
    return lambda text: "".join(kept for kept in text.splitlines(keepends=True) if line not in kept)


def _with(old: str, new: str) -> Callable[[str], str]:
    return lambda text: text.replace(old, new)


@pytest.mark.parametrize(
    ("broken", "message"),
    [
        (_without("ir:quote"), r"evidence/\w+>: ir:quote is missing"),
        (_without("ir:initiator "), r"ir:initiator is missing"),
        (_without("ir:latest"), r"only one of ir:earliest and ir:latest"),
        (_with("ir:polarity ir:affirmed", "ir:polarity ir:maybe"), r"ir:polarity is 'maybe'; choose one of affirmed"),
        (_with("ir:confidence 0.9", "ir:confidence 2.0"), r"confidence 2\.0 is not in \[0, 1\]"),
        (_with("ir:confidence 0.9", "ir:confidence 0.9, 0.8"), r"ir:confidence is given 2 times"),
        (_with('"2023-09-13"', '"2023-13-99"'), r"event/.*month must be in 1\.\.12"),
        (_with('ir:latest "2023-09-13"', 'ir:latest "2023-09-01"'), r"ends before it starts"),
        (_with("rel:praised", "rel:waved-at"), r"ir:relationType 'waved-at' is not in kg's ontology"),
        (_with("ent:kim-jong-un a ir:Entity", "ent:someone-else a ir:Entity"), r"points at <.*kim-jong-un>"),
        (_with("a ir:Entity, ir:Person", "a ir:Entity"), r"must be one of ir:Person, ir:State"),
        (_with("ir:beginChar 0", "ir:beginChar 7"), r"quote does not fill 7:"),
        (_with('ir:sourceSpan "0:3"', 'ir:sourceSpan "here"'), r"invalid literal"),
        (_with("@prefix ir:", "@prefix"), r"graph\.ttl:\d+: not Turtle"),
    ],
)
def test_a_broken_graph_is_refused_with_the_node_and_the_fault(
    tmp_path: Path, broken: Callable[[str], str], message: str
) -> None:
    good = to_turtle(corpus(event("praised", when=day())))
    path = tmp_path / "graph.ttl"
    path.write_text(broken(good), encoding="utf-8")

    assert broken(good) != good
    with pytest.raises(GraphFileError, match=message):
        read_turtle(path)


def test_turtle_without_our_terms_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "x.ttl"
    path.write_text("<http://example.org/a> a <http://example.org/B> .", encoding="utf-8")

    with pytest.raises(GraphFileError, match=r"no ir:Event and no ir:Article"):
        read_turtle(path)


@pytest.mark.parametrize("name", ["nothing.ttl", "."])
def test_a_file_that_cannot_be_read_is_named(tmp_path: Path, name: str) -> None:
    with pytest.raises(GraphFileError, match="cannot be read"):
        read_turtle(tmp_path / name)


def test_a_lone_surrogate_is_replaced_and_keeps_the_offsets(tmp_path: Path) -> None:
    claim = evidence("a\ud800b")
    write_turtle(corpus(event(claims=[claim]), articles=[article(text="a\ud800b")]), tmp_path / "graph.ttl")

    back = read_turtle(tmp_path / "graph.ttl").events[0].evidence[0]

    assert (back.quote, back.end) == ("a\ufffdb", claim.end)


def test_an_article_has_either_its_text_or_the_digest_of_a_text_not_loaded() -> None:
    assert Article(id="a1", text="", digest="00").sha256 == "00"
    with pytest.raises(ValueError, match="not both"):
        Article(id="a1", text="abc", digest="00")


def test_the_base_of_a_file_is_read_back(tmp_path: Path) -> None:
    path = tmp_path / "graph.ttl"

    write_turtle(corpus(event()), path, base="https://example.org/a/article/b#")
    assert read_base(path) == "https://example.org/a/article/b#"

    write_turtle(corpus(), path)
    assert read_base(path) == BASE


@pytest.mark.parametrize("suffix", [".nt", ".nq", ".trig", ".rdf", ".jsonld"])
def test_other_syntaxes_are_read_by_their_suffix(tmp_path: Path, suffix: str) -> None:
    found = corpus(
        event("praised", when=day()), event("met-with", claims=[evidence(), evidence(start=40, polarity="negated")])
    )
    path = tmp_path / f"graph{suffix}"
    syntax = ox.RdfFormat.from_extension(suffix[1:])
    assert syntax is not None
    triples = ox.parse(to_turtle(found), format=ox.RdfFormat.TURTLE)
    ox.serialize((quad.triple for quad in triples), str(path), format=syntax)

    assert read_turtle(path) == canonical(found)


def test_a_triple_that_stands_in_two_graphs_is_one(tmp_path: Path) -> None:
    found = corpus(event())
    path = tmp_path / "graph.nq"
    quads = list(ox.parse(to_turtle(found), format=ox.RdfFormat.TURTLE))
    graph = ox.NamedNode("https://example.org/g")
    again = [ox.Quad(quad.subject, quad.predicate, quad.object, graph) for quad in quads]
    ox.serialize([*quads, *again], str(path), format=ox.RdfFormat.N_QUADS)

    assert read_turtle(path) == canonical(found)


def test_triples_of_somebody_else_are_no_graph_of_ours(tmp_path: Path) -> None:
    path = tmp_path / "other.ttl"
    path.write_text("<https://example.org/a> <https://example.org/b> <https://example.org/c> .", encoding="utf-8")

    with pytest.raises(GraphFileError, match="no ir:Event and no ir:Article; give the graph.ttl of a kg build"):
        read_turtle(path)


def test_an_error_in_xml_names_its_line(tmp_path: Path) -> None:
    path = tmp_path / "graph.rdf"
    path.write_text("<a", encoding="utf-8")

    with pytest.raises(GraphFileError, match=r"graph\.rdf:1: not RDF/XML: "):
        read_turtle(path)


def test_a_denied_deed_does_not_make_a_plan_a_deed() -> None:
    plan = event("attacked", when=day(), modality="planned")
    denial = event("attacked", when=day(), article="a2", polarity="negated")

    (merged,) = canonical(corpus(plan, denial)).events

    assert plan.id == denial.id
    assert (merged.polarity, merged.modality) == ("affirmed", "planned")
