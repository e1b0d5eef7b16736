"""Parses written by hand and a handful of known names in; the named actors with their titles out."""

from __future__ import annotations

from datetime import date

import pytest
from spacy.tokens import Doc

from kg.extract.known import Known, plain_title
from kg.extract.names import find_names
from kg.model import Article
from tests.extract.parses import doc, small_gazetteer

DAY = date(2024, 5, 9)


def _known(day: date | None = DAY) -> Known:
    return Known(Article(id="a1", text="", published=day))


def _names(parsed: Doc, known: Known | None = None) -> list[tuple[str, str, str]]:
    """Return the words of each mention with its form and actor."""
    found = find_names(parsed, gazetteer=small_gazetteer(), known=known or _known())
    return [(parsed[one.start : one.end].text, one.form, one.actor.name) for one in found]


def test_a_known_person_and_a_known_state_are_found() -> None:
    parsed = doc("Emmanuel/NNP/compound/1 Macron/NNP/nsubj/2 visited/VBD/ROOT/2 Ukraine/NNP/dobj/2 ././punct/2")

    assert _names(parsed) == [("Emmanuel Macron", "name", "Emmanuel Macron"), ("Ukraine", "name", "Ukraine")]


def test_the_title_before_a_name_belongs_to_the_mention() -> None:
    parsed = doc(
        "French/JJ/amod/3 President/NNP/compound/3 Emmanuel/NNP/compound/3 Macron/NNP/nsubj/4 spoke/VBD/ROOT/4"
    )

    (macron,) = (one for one in find_names(parsed, gazetteer=small_gazetteer(), known=_known()) if one.kind == "person")
    assert parsed[macron.start : macron.end].text == "French President Emmanuel Macron"
    assert macron.title == ("president",)
    assert macron.owner is not None
    assert macron.owner.actor.name == "France"


def test_an_apposition_after_a_name_tells_its_title_and_state() -> None:
    parsed = doc(
        "Ana/NNP/compound/1 Diaz/NNP/nsubj/8 ,/,/punct/1 the/DT/det/6 Ukrainian/JJ/amod/6 foreign/JJ/amod/6 "
        "minister/NN/appos/1 ,/,/punct/1 spoke/VBD/ROOT/8",
        ents=[(0, 2, "PERSON")],
    )

    (diaz,) = (one for one in find_names(parsed, gazetteer=small_gazetteer(), known=_known()) if one.kind == "person")
    assert (diaz.actor.name, diaz.actor.state, diaz.title) == ("Ana Diaz", "Ukraine", ("foreign", "minister"))


def test_an_unknown_person_acts_for_the_state_of_the_title() -> None:
    parsed = doc(
        "Ukrainian/JJ/amod/3 envoy/NN/compound/3 Ana/NNP/compound/3 Diaz/NNP/nsubj/4 spoke/VBD/ROOT/4",
        ents=[(2, 4, "PERSON")],
    )

    (diaz,) = (one for one in find_names(parsed, gazetteer=small_gazetteer(), known=_known()) if one.kind == "person")
    assert (diaz.actor.name, diaz.actor.state) == ("Ana Diaz", "Ukraine")


def test_two_names_beside_each_other_are_no_title() -> None:
    parsed = doc("Russia/NNP/nsubj/3 and/CC/cc/0 Putin/NNP/conj/0 won/VBD/ROOT/3", ents=[(2, 3, "PERSON")])

    assert _names(parsed) == [("Russia", "name", "Russia"), ("Putin", "name", "Vladimir Putin")]


@pytest.mark.parametrize(
    ("tag", "dep", "form"),
    [("JJ", "amod", "adjective"), ("NNPS", "nsubj", "name"), ("NNS", "nsubj", "name")],
)
def test_a_demonym_is_an_adjective_before_a_noun_and_a_name_alone(tag: str, dep: str, form: str) -> None:
    head = 1 if dep == "amod" else 2
    parsed = doc(f"{'Russian' if dep == 'amod' else 'Russians'}/{tag}/{dep}/{head} troops/NNS/nsubj/2 left/VBD/ROOT/2")

    assert _names(parsed)[0][1:] == (form, "Russia")


def test_a_capital_is_a_place_and_a_seat_of_power_a_name() -> None:
    parsed = doc("Moscow/NNP/nsubj/1 told/VBD/ROOT/1 the/DT/det/3 Kremlin/NNP/dobj/1")

    assert _names(parsed) == [("Moscow", "place", "Russia"), ("Kremlin", "name", "Russia")]


def test_a_news_agency_is_a_medium() -> None:
    assert _names(doc("Yonhap/NNP/nsubj/1 reported/VBD/ROOT/1 it/PRP/dobj/1"))[0][1] == "medium"


def test_a_country_name_inside_a_longer_name_of_a_person_is_no_country() -> None:
    parsed = doc("Chad/NNP/compound/1 Wolf/NNP/nsubj/2 spoke/VBD/ROOT/2", ents=[(0, 2, "PERSON")])

    assert _names(parsed) == [("Chad Wolf", "name", "Chad Wolf")]


def test_the_north_is_the_korea_that_the_article_named_before() -> None:
    known = _known()
    before = doc("North/NNP/compound/1 Korea/NNP/nsubj/2 spoke/VBD/ROOT/2")
    after = doc("Then/RB/advmod/3 the/DT/det/2 North/NNP/nsubj/3 fired/VBD/ROOT/3")

    assert _names(after, known) == []
    _names(before, known)
    assert _names(after, known) == [("North", "name", "North Korea")]


def test_the_north_is_nobody_where_the_article_named_two_it_can_mean() -> None:
    known = _known()
    _names(doc("North/NNP/compound/1 Korea/NNP/ROOT/1 North/NNP/compound/3 Macedonia/NNP/dep/1"), known)

    assert _names(doc("Then/RB/advmod/3 the/DT/det/2 North/NNP/nsubj/3 fired/VBD/ROOT/3"), known) == []


def test_a_surname_stands_for_the_person_of_that_name_named_before() -> None:
    known = _known()
    _names(doc("Ana/NNP/compound/1 Diaz/NNP/nsubj/2 spoke/VBD/ROOT/2", ents=[(0, 2, "PERSON")]), known)

    assert _names(doc("Diaz/NNP/nsubj/1 left/VBD/ROOT/1"), known) == [("Diaz", "name", "Ana Diaz")]


def test_the_surname_of_the_first_person_named_is_kept_for_that_person() -> None:
    known = _known()
    for first in ("Ana", "Luis"):
        _names(doc(f"{first}/NNP/compound/1 Diaz/NNP/nsubj/2 spoke/VBD/ROOT/2", ents=[(0, 2, "PERSON")]), known)

    assert _names(doc("Diaz/NNP/nsubj/1 left/VBD/ROOT/1"), known) == [("Diaz", "name", "Ana Diaz")]


@pytest.mark.parametrize(
    ("day", "name"),
    [(date(2010, 5, 1), "Nicolas Sarkozy"), (date(2006, 1, 1), None)],
)
def test_the_surname_alone_of_a_head_of_state_counts_on_days_of_his_office(day: date, name: str | None) -> None:
    parsed = doc("Sarkozy/NNP/nsubj/1 left/VBD/ROOT/1", ents=[(0, 1, "PERSON")])

    assert [row[2] for row in _names(parsed, _known(day))] == ([name] if name else [])


def test_the_surname_of_a_minister_needs_a_title_before_it() -> None:
    bare = doc("Lavrov/NNP/nsubj/1 left/VBD/ROOT/1", ents=[(0, 1, "PERSON")])
    titled = doc("Minister/NNP/compound/1 Lavrov/NNP/nsubj/2 left/VBD/ROOT/2", ents=[(1, 2, "PERSON")])

    assert _names(bare) == []
    assert _names(titled)[0][2] == "Sergei Lavrov"


def test_one_unknown_word_that_the_recogniser_takes_for_a_person_is_none() -> None:
    assert _names(doc("Victory/NNP/nsubj/1 came/VBD/ROOT/1", ents=[(0, 1, "PERSON")])) == []


def test_an_unknown_organisation_of_two_words_is_kept_and_one_word_is_not() -> None:
    two = doc("the/DT/det/2 Arctic/NNP/compound/2 Forum/NNP/nsubj/3 met/VBD/ROOT/3", ents=[(0, 3, "ORG")])
    one = doc("Arctica/NNP/nsubj/1 met/VBD/ROOT/1", ents=[(0, 1, "ORG")])

    assert _names(two) == [("Arctic Forum", "name", "Arctic Forum")]
    assert _names(one) == []


def test_an_organisation_with_a_demonym_in_its_name_acts_for_that_state() -> None:
    parsed = doc("French/JJ/amod/1 Alps/NNPS/compound/2 Club/NNP/nsubj/3 met/VBD/ROOT/3", ents=[(0, 3, "ORG")])

    (club,) = find_names(parsed, gazetteer=small_gazetteer(), known=_known())
    assert (club.actor.name, club.actor.state) == ("French Alps Club", "France")


@pytest.mark.parametrize(
    ("title", "plain"),
    [
        ("former president", "president"),
        ("late king", "king"),
        ("then- foreign minister", "foreign minister"),
        ("president", "president"),
    ],
)
def test_a_plain_title_drops_the_words_that_say_it_is_over(title: str, plain: str) -> None:
    assert plain_title(tuple(title.split())) == tuple(plain.split())


def _person(text: str) -> tuple[str, tuple[str, ...], str]:
    """Return the words of the person of a parse, the title read with them and whose office it is."""
    parsed = doc(text)
    (one,) = (o for o in find_names(parsed, gazetteer=small_gazetteer(), known=_known()) if o.kind == "person")
    return parsed[one.start : one.end].text, one.title, one.owner.actor.name if one.owner else ""


def test_a_state_before_and_is_not_whose_office_a_title_is() -> None:
    text = (
        "They/PRP/nsubj/1 left/VBD/ROOT/1 Moscow/NNP/dobj/1 and/CC/cc/2 President/NNP/compound/6 "
        "Emmanuel/NNP/compound/6 Macron/NNP/conj/2"
    )

    assert _person(text) == ("President Emmanuel Macron", ("president",), "")


def test_a_title_of_another_state_is_not_that_of_a_known_official() -> None:
    text = "Russian/JJ/amod/3 President/NNP/compound/3 Emmanuel/NNP/compound/3 Macron/NNP/nsubj/4 spoke/VBD/ROOT/4"

    assert _person(text) == ("Emmanuel Macron", (), "")


def test_the_leader_of_another_state_behind_a_comma_is_somebody_else() -> None:
    text = (
        "Emmanuel/NNP/compound/1 Macron/NNP/nsubj/6 ,/,/punct/1 the/DT/det/5 Russian/JJ/amod/5 leader/NN/appos/1 "
        "spoke/VBD/ROOT/6"
    )

    assert _person(text) == ("Emmanuel Macron", (), "")
