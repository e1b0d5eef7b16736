"""Spellings of one actor are one name; those that could be several are not."""

from __future__ import annotations

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from kg.model import Actor, ActorId
from kg.naming import fold, load_names, names_of
from kg.reference import Organisation, Person, Reference, load_reference


@pytest.mark.parametrize(
    ("spelling", "other"),
    [
        ("the U.S.", "United States"),
        ("Türkiye", "Turkey"),
        ("Côte d’Ivoire", "Ivory Coast"),
        ("Republic of Korea", "South Korea"),
        ("EU", "the European Union"),
        ("NATO", "North Atlantic Treaty Organization"),
        ("the Kremlin", "Russia"),
        ("Holy See", "Vatican"),
        ("Kim Jong-un", "KIM JONG UN"),
        ("Recep Tayyip Erdoğan", "Recep Tayyip Erdogan"),
        ("Volodymyr Zelensky", "Volodymyr Zelenskyy"),
        ("Jonas Gahr Støre", "Jonas Gahr Store"),
    ],
)
def test_two_spellings_of_one_actor_are_one_name(spelling: str, other: str) -> None:
    names = load_names()

    assert names.normal(spelling) == names.normal(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("North Korea", "South Korea"),
        ("Republic of the Congo", "DR Congo"),
        ("Kim", "Kim Jong Un"),
        ("Zelensky", "Volodymyr Zelenskyy"),
        ("Moscow", "Russia"),
    ],
)
def test_names_that_need_not_be_one_actor_stay_two(one: str, other: str) -> None:
    names = load_names()

    assert names.normal(one) != names.normal(other)


def test_a_spelling_of_several_actors_stands_for_none() -> None:
    names = names_of(_tables(_person("Ann Lee", "A. B. Lee"), _person("Alan Lee", "A. B. Lee")))

    assert names.normal("A. B. Lee") == "a b lee"


def test_an_own_name_goes_before_the_alias_of_another() -> None:
    names = names_of(_tables(_person("Ann Lee", "Alan Lee"), _person("Alan Lee")))

    assert names.normal("Alan Lee") == "alan lee"


def test_an_organ_stands_for_its_state() -> None:
    state = Actor(id=ActorId("norland"), name="Norland", kind="state", state="Norland", organ="parliament")
    parliament = Organisation(actor=state, kind="organ", aliases=("Ting", "Norland Ting"))

    names = names_of(Reference(states={}, organisations={"ting": parliament}, persons={}))

    assert names.normal("The Ting") == "norland"


def test_every_state_has_the_name_it_is_known_by() -> None:
    names = load_names()

    wrong = [
        state.actor.name
        for state in load_reference().states.values()
        if names.normal(state.actor.name) != fold(state.actor.name)
    ]

    assert wrong == []


@given(st.text(max_size=40))
def test_a_folded_name_stays_as_it_is(text: str) -> None:
    assume(not text.casefold().strip().startswith("the"))

    once = load_names().normal(text)

    assert load_names().normal(once) == once


@given(st.text(alphabet=st.characters(categories=["Lu", "Ll"], max_codepoint=0x17F)))
def test_case_does_not_matter(text: str) -> None:
    assert fold(text.upper()) == fold(text.lower())


@pytest.mark.parametrize("text", ["", "?", "the", "."])
def test_a_name_without_other_words_is_itself(text: str) -> None:
    assert fold(text) == text


def _person(name: str, *aliases: str) -> Person:
    return Person(actor=Actor(id=ActorId(name), name=name, kind="person"), aliases=aliases, gender="", terms=())


def _tables(*persons: Person) -> Reference:
    return Reference(states={}, organisations={}, persons={person.actor.id: person for person in persons})
