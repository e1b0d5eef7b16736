"""What the Turtle of a corpus says, and that it is the same on every run."""

from __future__ import annotations

import os
import subprocess
import sys
from datetime import date
from pathlib import Path

import pyoxigraph as ox
import pytest
import rdflib

from kg.errors import InputError, OntologyError, OutputError
from kg.model import Event, Place, RelationId
from kg.ontology import IR, REL
from kg.rdf.namespaces import Namespaces, from_local, to_local
from kg.rdf.terms import to_decimal, to_turtle_iri
from kg.rdf.to_rdf import to_rdf, to_triples
from kg.rdf.turtle import to_turtle, write_turtle
from tests.factories import actor, article, corpus, day, event, evidence

PUTIN = actor("Vladimir Putin", state="Russia")
RUSSIA = actor("Russia", "state")
SEOUL = actor("South Korea", "state", organ="unification ministry")


def test_a_meeting_has_two_participants_and_says_who_is_named_first() -> None:
    text = to_turtle(corpus(event(source=PUTIN, target=actor())))

    assert "ir:participant ent:kim-jong-un, ent:vladimir-putin ;" in text
    assert "ir:firstNamed ent:vladimir-putin ;" in text
    assert "ir:initiator" not in text


def test_a_directed_event_says_who_does_it_and_to_whom() -> None:
    text = to_turtle(corpus(event("praised", PUTIN, actor())))

    assert "ir:initiator ent:vladimir-putin ;\n    ir:recipient ent:kim-jong-un ;" in text


def test_claims_stand_on_the_evidence() -> None:
    claim = evidence(polarity="negated", modality="planned", attribution="KCNA", confidence=0.25)

    text = to_turtle(corpus(event(claims=[claim])))

    block = text.split("\nevd:")[1].split("\n\n")[0]
    assert 'ir:polarity ir:negated ;\n    ir:modality ir:planned ;\n    ir:attribution "KCNA" ;' in block
    assert "ir:confidence 0.25 ;" in block


def test_a_symmetric_tie_is_written_both_ways_and_a_directed_one_once() -> None:
    text = to_turtle(corpus(event(), event("praised")))

    assert "ir:metWith ent:vladimir-putin" in text
    assert "ir:metWith ent:kim-jong-un" in text
    assert text.count("ir:praised ") == 1


@pytest.mark.parametrize(
    ("polarity", "modality"), [("negated", "actual"), ("affirmed", "planned"), ("affirmed", "possible")]
)
def test_no_direct_triple_without_affirmed_and_actual_evidence(polarity: str, modality: str) -> None:
    claim = evidence(polarity=polarity, modality=modality)  # type: ignore[arg-type]  # parametrised strings

    assert "ir:metWith" not in to_turtle(corpus(event(claims=[claim])))


def test_affirmed_and_actual_must_be_said_by_the_same_claim() -> None:
    claims = [evidence(polarity="negated"), evidence(modality="planned", start=50)]

    assert "ir:metWith" not in to_turtle(corpus(event(claims=claims)))
    assert "ir:metWith" in to_turtle(corpus(event(claims=[*claims, evidence(start=90)])))


def test_the_organ_stands_on_the_event_and_not_on_the_state() -> None:
    text = to_turtle(corpus(event("criticised", SEOUL, RUSSIA)))

    assert 'ir:initiator ent:south-korea ;\n    ir:sourceOrgan "unification ministry" ;' in text
    assert "unification" not in text.split("\nent:south-korea")[1].split("\n\n")[0]


def test_actors_are_linked_to_their_state_and_speakers_to_their_entity() -> None:
    text = to_turtle(corpus(event("praised", PUTIN, RUSSIA, attribution="Russia")))

    assert 'ent:vladimir-putin a ir:Entity, ir:Person ;\n    rdfs:label "Vladimir Putin" ;' in text
    assert text.count("ir:actsFor ent:russia") == 2
    assert "ir:attributedTo ent:russia" in text


def test_an_event_without_a_date_has_none_though_its_article_has() -> None:
    text = to_turtle(corpus(event(), articles=[article(published=date(2024, 5, 9))]))

    assert "ir:earliest" not in text
    assert 'ir:datePrecision "unknown"' in text


def test_the_text_is_left_out_and_its_digest_kept() -> None:
    text = to_turtle(corpus(articles=[article(text="abc")]))

    # SHA-256 of "abc", from FIPS 180-2, appendix B.1.
    assert "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad" in text
    assert '"abc"' not in text


def test_reports_of_one_event_by_two_articles_become_one_subject() -> None:
    text = to_turtle(corpus(event(when=day(), article="a1"), event(when=day(), article="a2")))

    assert text.count("a ir:Event ;") == 1
    assert text.count("a ir:Evidence ;") == 2


def test_events_of_one_pair_and_relation_on_two_days_stay_two() -> None:
    text = to_turtle(corpus(event(when=day("2023-09-13")), event(when=day("2024-06-19"))))

    assert text.count("a ir:Event ;") == 2


def test_the_base_of_the_data_can_be_chosen_and_the_terms_stay() -> None:
    text = to_turtle(corpus(event()), base="https://example.org/kg/")

    assert "@prefix ent: <https://example.org/kg/entity/> ." in text
    assert "@prefix ir: <https://w3id.org/kg-ir/ontology#> ." in text


@pytest.mark.parametrize("base", [IR, REL, f"{IR}news/"])
def test_the_data_does_not_live_among_the_terms_of_the_ontology(base: str) -> None:
    with pytest.raises(InputError, match=r"is for the terms of kg's ontology; give one of your own"):
        to_turtle(corpus(), base=base)


@pytest.mark.parametrize("base", ["", "example", "https://example.org/kg", "https://example.org/a b/"])
def test_a_base_that_cannot_begin_iris_is_refused(base: str) -> None:
    with pytest.raises(InputError, match="cannot begin IRIs"):
        to_turtle(corpus(), base=base)


def test_an_unknown_relation_is_named() -> None:
    good = event()
    values = {name: getattr(good, name) for name in good.__slots__}

    with pytest.raises(OntologyError, match=r"relation 'waved-at' is not in ontology/ir\.ttl"):
        to_turtle(corpus(Event(**{**values, "relation": RelationId("waved-at")})))


def test_a_file_that_cannot_be_written_is_an_output_error(tmp_path: Path) -> None:
    (tmp_path / "x").write_text("", encoding="utf-8")

    with pytest.raises(OutputError, match="cannot be written"):
        write_turtle(corpus(), tmp_path / "x" / "graph.ttl")


def test_a_failing_corpus_leaves_the_old_file(tmp_path: Path) -> None:
    path = tmp_path / "graph.ttl"
    write_turtle(corpus(event()), path)
    before = path.read_bytes()

    with pytest.raises(ValueError, match="not a Wikidata id"):
        write_turtle(corpus(event(), event("praised", actor("X", wikidata="France"))), path)

    assert path.read_bytes() == before


def test_rdflib_and_pyoxigraph_agree_with_to_rdf_and_to_triples() -> None:
    odd = actor('q"\\ \n\r\t\x00\x07\x7f\ufffeé漢😀', "group", id="odd.id~x/%é.", wikidata="Q42")
    place = Place(name="Vostochny Cosmodrome", country="Russia")
    one = corpus(event("praised", odd, place=place, occasion="Victory Day", confidence=1.0), event(when=day()))

    text = to_turtle(one)
    by_rdflib = rdflib.Graph().parse(data=text, format="turtle")

    assert set(by_rdflib) == set(to_rdf(one))
    assert len(by_rdflib) == len(list(ox.parse(text, format=ox.RdfFormat.TURTLE))) == len(list(to_triples(one)))
    assert not [term for triple in by_rdflib for term in triple if isinstance(term, rdflib.BNode)]


def test_a_store_gives_numbers_back_as_they_are_written() -> None:
    text = to_turtle(corpus(event(confidence=1.0), event("praised", confidence=0.9), event("thanked", confidence=0.0)))
    store = ox.Store()

    store.load(text, format=ox.RdfFormat.TURTLE)

    assert set(store) == set(ox.parse(text, format=ox.RdfFormat.TURTLE))


@pytest.mark.parametrize(
    ("number", "text"), [(0.9, "0.9"), (1.0, "1"), (0.0, "0"), (-0.0, "0"), (1e-7, "0.0000001"), (10.0, "10")]
)
def test_decimals_are_canonical(number: float, text: str) -> None:
    assert to_decimal(number).value == text


@pytest.mark.parametrize("identifier", ["a b", "a/b", "a#b", "é", "%", "a%20b", ".", "-a", "a.", "", "漢", "a~b", "<>"])
def test_every_id_becomes_an_iri_and_comes_back(identifier: str) -> None:
    iri = Namespaces().article(identifier)
    name = to_turtle_iri(iri, Namespaces().prefixes)

    text = f"@prefix art: <https://w3id.org/kg-ir/article/> . <a:a> <a:a> {name} ."
    quad = next(ox.parse(text, format=ox.RdfFormat.TURTLE))

    assert quad.object == ox.NamedNode(iri)
    assert from_local(iri) == identifier
    assert to_local(identifier).isascii()


def test_the_bytes_do_not_depend_on_the_hash_seed(tmp_path: Path) -> None:
    script = (
        "import sys; from tests.factories import *; from kg.rdf.turtle import write_turtle\n"
        "names = ['Kim Jong Un', 'Vladimir Putin', 'Xi Jinping', 'Joe Biden']\n"
        "events = [event(r, actor(a, state='S' + a[0]), actor(b), when=w, article=a[0] + b[0])\n"
        "          for r in ('met-with', 'praised') for a in names for b in names if a != b\n"
        "          for w in (None, day())]\n"
        "write_turtle(corpus(*events), sys.argv[1])"
    )

    for seed in ("0", "1", "42"):
        environment = {**os.environ, "PYTHONHASHSEED": seed, "PYTHONPATH": str(Path(__file__).parents[2])}
        subprocess.run([sys.executable, "-c", script, str(tmp_path / seed)], check=True, env=environment)

    contents = {(tmp_path / seed).read_bytes() for seed in ("0", "1", "42")}
    assert len(contents) == 1
    assert len(contents.pop()) > 10_000
