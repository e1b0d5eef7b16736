"""Tables, JSON and Turtle saved from the page by a real browser, each read by a reader that is not the page's own."""

from __future__ import annotations

import csv
import json
import re
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

import pytest
import rdflib

from kg.model import Actor, ActorId, Article, Corpus, event_id
from kg.ontology import load_relations
from kg.rdf.to_rdf import to_rdf
from tests.browser.driving import click, in_a_browser, text_of
from tests.browser.oddities import EVIL, hostile_corpus, page_of
from tests.page.invented import act, invented_corpus

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from selenium.webdriver import Chrome

pytestmark = in_a_browser


@pytest.fixture(scope="module")
def hostile() -> Corpus:
    return hostile_corpus()


def triples_of(graph: rdflib.Graph) -> set[tuple[object, object, object]]:
    """Return the triples between named things, and of named things and literals."""
    return {each for each in graph if not any(isinstance(term, rdflib.BNode) for term in each)}


def test_a_table_has_a_row_for_each_tie_and_no_formula(
    opened: Callable[..., Chrome], hostile: Corpus, save: Callable[..., Path]
) -> None:
    browser = opened(page_of(hostile))

    path = save(browser, "csv")

    raw = path.read_bytes()
    assert path.name == "relations-in-the-news-ties.csv"
    assert raw.startswith(
        b"\xef\xbb\xbfa,b,a_id,b_id,strength,low,high,affinity,engagement,events_shown,first,last,as_of\r\n"
    )
    with path.open(encoding="utf-8-sig", newline="") as handle:
        rows = list(csv.DictReader(handle, strict=True))
    assert len(rows) == 4
    assert {row["as_of"] for row in rows} == {"2024-05-03"}
    texts = [value for row in rows for name, value in row.items() if name in {"a", "b", "a_id", "b_id"}]
    assert not [text for text in texts if text[0] in "=+-@\t\r"]
    assert "'=HYPERLINK(1)" in texts
    assert hostile.events[0].source.name in texts
    met = next(row for row in rows if {row["a_id"], row["b_id"]} == {hostile.events[0].source.id, "france"})
    assert (met["events_shown"], met["first"], met["last"]) == ("2", "2024-05-01", "2024-05-03")
    assert float(met["low"]) <= float(met["strength"]) <= float(met["high"])


def test_a_table_holds_what_passes_and_the_strength_of_the_chosen_time(
    opened: Callable[..., Chrome], page: str, save: Callable[..., Path]
) -> None:
    browser = opened(page, address="#to=2023-06-30&no-kind=person")
    count = re.search(r"of (\d+) pairs", text_of(browser, "#shown"))

    with save(browser, "csv").open(encoding="utf-8-sig", newline="") as handle:
        rows = list(csv.DictReader(handle, strict=True))

    assert count
    assert len(rows) == int(count[1])
    assert {row["as_of"] for row in rows} == {"2023-06-30"}
    assert max(row["first"] for row in rows) <= "2023-06-30"


def test_json_holds_the_ties_with_their_events_and_sentences(
    opened: Callable[..., Chrome], hostile: Corpus, save: Callable[..., Path]
) -> None:
    browser = opened(page_of(hostile, title=EVIL), address="#least=0.01")

    saved = json.loads(save(browser, "json").read_text(encoding="utf-8"))

    assert saved["title"] == EVIL
    assert saved["as_of"] == "2024-05-03"
    assert saved["filters"] == {"in_words": "strength of at least 0.01", "address": "#least=0.01"}
    assert saved["measure"]["half_life_days"] > 0
    told = {event["id"]: event for tie in saved["ties"] for event in tie["events"]}
    met = hostile.events[0]
    assert told[met.id]["evidence"] == [
        {
            "quote": met.evidence[0].quote,
            "source": EVIL,
            "published": "2024-05-03",
            "url": "https://example.org/a?b=1",
            "article": met.article,
            "copy_of": None,
            "attribution": EVIL,
            "polarity": "affirmed",
            "modality": "actual",
            "confidence": 0.9,
        }
    ]
    assert (told[met.id]["earliest"], told[met.id]["place"], told[met.id]["occasion"]) == ("2024-05-01", "Bonn", None)
    pairs = [{tie["a"]["id"], tie["b"]["id"]} for tie in saved["ties"]]
    assert {met.source.id, met.target.id} in pairs
    assert all(tie["low"] <= tie["strength"] <= tie["high"] for tie in saved["ties"])


def test_the_ids_of_events_are_those_of_the_graph(opened: Callable[..., Chrome], save: Callable[..., Path]) -> None:
    # As `kg.extract.merge` makes them: a symmetric relation has its actors in sorted order, others have not.
    # A code point beyond 65535 is two units in JavaScript, which sort before some lesser code points.
    a, b = (Actor(id=ActorId(name), name=name, kind="group") for name in ("\U0001f54a", "\uffee"))
    met = act(a, b, "met-with", article="a1", day=date(2024, 5, 1), quote="They met.")
    left, right = sorted((a.id, b.id))
    keys = (f"2024-05-01|met-with|{left}|{right}|x", f"undated|supports|{a.id}|{b.id}|y")
    supports = act(a, b, "supports", article="a1", quote="One supports.")
    corpus = Corpus(
        articles=(Article(id="a1", text="They met."),),
        events=tuple(replace(event, id=event_id(key)) for event, key in zip((met, supports), keys, strict=True)),
    )
    browser = opened(page_of(corpus))

    saved = json.loads(save(browser, "json").read_text(encoding="utf-8"))

    assert {event["id"] for tie in saved["ties"] for event in tie["events"]} == {event.id for event in corpus.events}


def test_every_triple_of_the_turtle_is_one_of_the_graph(
    opened: Callable[..., Chrome], save: Callable[..., Path]
) -> None:
    corpus = invented_corpus(events=150)
    browser = opened(page_of(corpus))

    path = save(browser, "turtle")

    saved, whole = rdflib.Graph().parse(path, format="turtle"), to_rdf(corpus)
    assert path.name == "relations-in-the-news-graph.ttl"
    assert triples_of(saved) - triples_of(whole) == set()
    ir = rdflib.Namespace("https://w3id.org/kg-ir/ontology#")
    for kind in ("Event", "Article", "Person", "State", "Evidence"):
        assert len(set(saved.subjects(rdflib.RDF.type, ir[kind]))) == len(
            set(whole.subjects(rdflib.RDF.type, ir[kind]))
        )
    for name in ("metWith", "sanctioned", "initiator", "firstNamed", "earliest", "datePrecision", "wikidata"):
        assert set(saved.subject_objects(ir[name])) == set(whole.subject_objects(ir[name]))


def test_the_turtle_holds_only_what_is_shown(
    opened: Callable[..., Chrome], page: str, save: Callable[..., Path]
) -> None:
    browser = opened(page, address="#no-group=VC&no-group=MC&no-status=denied")
    click(browser, "#save")
    told = int(text_of(browser, "#save-turtle .soft").split()[0])
    click(browser, "#save")

    saved = rdflib.Graph().parse(save(browser, "turtle"), format="turtle")

    ir = rdflib.Namespace("https://w3id.org/kg-ir/ontology#")
    assert len(set(saved.subjects(rdflib.RDF.type, ir.Event))) == told > 0
    assert set(saved.objects(None, ir.summaryPolarity)) == {ir.affirmed}
    assert not set(saved.subject_objects(ir.metWith))


def test_hostile_names_and_ids_come_through_turtle_whole(
    opened: Callable[..., Chrome], hostile: Corpus, save: Callable[..., Path]
) -> None:
    browser = opened(page_of(hostile, title=f"{EVIL}\n<x> a <y> ."))

    saved, whole = rdflib.Graph().parse(save(browser, "turtle"), format="turtle"), to_rdf(hostile)

    ir = rdflib.Namespace("https://w3id.org/kg-ir/ontology#")
    assert triples_of(saved) - triples_of(whole) == set()
    assert set(saved.subject_objects(rdflib.RDFS.label)) <= set(whole.subject_objects(rdflib.RDFS.label))
    assert {str(each) for each in saved.objects(None, ir.quote)} == {f"{EVIL}\n\\"}
    # Only the state has its code, not those who act for it; what was denied or planned is no direct triple.
    assert [str(each) for each in saved.objects(None, ir.iso3)] == ["FRA"]
    assert not set(saved.subject_objects(ir.attacked)) | set(saved.subject_objects(ir.aided))
    assert len(set(saved.subject_objects(ir.metWith))) == 2


def test_the_direct_properties_are_the_relations_in_camel_case() -> None:
    for name, relation in load_relations().items():
        first, *others = name.split("-")
        assert relation.direct_property == first + "".join(word.capitalize() for word in others)
