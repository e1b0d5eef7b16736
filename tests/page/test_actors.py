"""What the page says of an actor."""

from __future__ import annotations

from kg.page.actors import actor_row, names_in_texts
from kg.reference import load_reference
from tests import factories

TABLES = load_reference()


def test_a_known_person_has_offices_with_their_days_and_the_code_of_the_state() -> None:
    macron = TABLES.persons["emmanuel-macron"].actor

    row = actor_row(macron, told=3, place=(1.0, 2.0), aliases=(), in_texts=())

    assert row["iso3"] == "FRA"
    assert ["president", "France", "2017-05-14", ""] in row["offices"]  # type: ignore[operator]  # a list


def test_what_is_not_known_is_left_out() -> None:
    row = actor_row(factories.actor("Nobody"), told=1, place=(0.0, 0.0), aliases=("Nobody",), in_texts=("Nobody",))

    assert set(row) == {"id", "name", "kind", "told", "size", "x", "y"}


def test_only_a_wikidata_id_becomes_one() -> None:
    actor = factories.actor("Nobody", wikidata="Q1<script>")

    assert "wikidata" not in actor_row(actor, told=1, place=(0.0, 0.0), aliases=(), in_texts=())


def test_common_nouns_are_no_names_but_names_without_capitals_are() -> None:
    quote = "leaders met 习近平 there."
    event = factories.event(claims=(factories.evidence(quote),))
    claim = event.evidence[0]
    spans = {"source_span": (0, 7), "target_span": (12, 15)}
    told = type(claim)(**{name: getattr(claim, name) for name in claim.__slots__} | spans)
    event = type(event)(**{name: getattr(event, name) for name in event.__slots__} | {"evidence": (told,)})

    assert names_in_texts(factories.corpus(event)) == {"vladimir-putin": frozenset({"习近平"})}


def test_the_name_of_a_person_is_no_name_of_the_state() -> None:
    quote = "President Jair Bolsonaro met the Argentine president."
    brazil, bolsonaro = factories.actor("Brazil", "state"), factories.actor("Jair Bolsonaro")
    event = factories.event("leads", bolsonaro, brazil, claims=(factories.evidence(quote),))
    claim = event.evidence[0]
    spans = {"source_span": (10, 24), "target_span": (0, 24)}
    told = type(claim)(**{name: getattr(claim, name) for name in claim.__slots__} | spans)
    event = type(event)(**{name: getattr(event, name) for name in event.__slots__} | {"evidence": (told,)})

    assert names_in_texts(factories.corpus(event)) == {"jair-bolsonaro": frozenset({"Jair Bolsonaro"})}
