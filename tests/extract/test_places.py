"""Clauses parsed by hand in; where they say that something happened out."""

from __future__ import annotations

import pytest

from kg.extract.mentions import Mention
from kg.extract.places import is_here, place_of, place_visited, town_of
from kg.model import Place
from tests.extract.parses import FRANCE, KIM, NATO, PUTIN, RUSSIA, doc, found, mentions, token


def _where(text: str, trigger: str, *names: Mention, ents: tuple[tuple[int, int, str], ...] = ()) -> Place | None:
    parsed = doc(text, ents=ents)
    return place_of(token(parsed, trigger), mentions(parsed, *names), {"Moscow": "Russia", "Paris": "France"})


def test_a_capital_after_in_is_the_place_and_tells_the_country() -> None:
    text = "Kim/NNP/nsubj/1 met/VBD/ROOT/1 Putin/NNP/dobj/1 in/IN/prep/1 Moscow/NNP/pobj/3"

    assert _where(text, "met", found(KIM, 0), found(PUTIN, 2), found(RUSSIA, 4, form="place")) == Place(
        name="Moscow", country="Russia"
    )


def test_a_state_after_in_is_the_place() -> None:
    text = "They/PRP/nsubj/1 met/VBD/ROOT/1 in/IN/prep/1 France/NNP/pobj/2"

    assert _where(text, "met", found(FRANCE, 3)) == Place(name="France", country="France")


def test_a_place_that_no_table_knows_has_no_country() -> None:
    text = "They/PRP/nsubj/1 met/VBD/ROOT/1 in/IN/prep/1 Sochi/NNP/pobj/2"

    assert _where(text, "met", ents=((3, 4, "GPE"),)) == Place(name="Sochi", country="")


def test_a_site_has_its_whole_name_and_the_country_of_its_owner() -> None:
    text = "They/PRP/nsubj/1 met/VBD/ROOT/1 at/IN/prep/1 Russia/NNP/poss/6 's/POS/case/3 Vostochny/NNP/compound/6 spaceport/NN/pobj/2"

    assert _where(text, "met", found(RUSSIA, 3)) == Place(name="Vostochny spaceport", country="Russia")


def test_the_place_of_the_verb_holds_for_its_event_noun() -> None:
    text = "They/PRP/nsubj/1 held/VBD/ROOT/1 talks/NNS/dobj/1 in/IN/prep/1 Paris/NNP/pobj/3"

    assert _where(text, "talks", ents=((4, 5, "GPE"),)) == Place(name="Paris", country="France")


@pytest.mark.parametrize(
    "text",
    [
        "They/PRP/nsubj/1 met/VBD/ROOT/1 in/IN/prep/1 secret/NN/pobj/2",
        "They/PRP/nsubj/1 met/VBD/ROOT/1 with/IN/prep/1 Sochi/NNP/pobj/2",
        "They/PRP/nsubj/1 met/VBD/ROOT/1 Putin/NNP/dobj/1",
    ],
)
def test_without_a_name_after_a_word_of_place_there_is_no_place(text: str) -> None:
    assert _where(text, "met") is None


def test_the_town_of_a_gathering_is_the_place() -> None:
    text = "They/PRP/nsubj/1 met/VBD/ROOT/1 at/IN/prep/1 the/DT/det/4 NATO/NNP/pobj/2 in/IN/prep/4 Paris/NNP/pobj/5"

    assert _where(text, "met", found(NATO, 4), ents=((6, 7, "GPE"),)) == Place(name="Paris", country="France")


def test_a_month_is_no_place() -> None:
    assert _where("They/PRP/nsubj/1 met/VBD/ROOT/1 in/IN/prep/1 May/NNP/pobj/2", "met", ents=((3, 4, "DATE"),)) is None


def test_the_place_of_the_clause_that_reports_is_not_that_of_the_event() -> None:
    text = "Officials/NNS/nsubj/1 said/VBD/ROOT/1 in/IN/prep/1 Paris/NNP/pobj/2 that/IN/mark/6 they/PRP/nsubj/6 met/VBD/ccomp/1"

    assert _where(text, "met", ents=((3, 4, "GPE"),)) is None


def test_what_is_spoken_of_after_at_is_no_place() -> None:
    text = "They/PRP/nsubj/1 lashed/VBD/ROOT/1 out/RP/prt/1 at/IN/prep/1 France/NNP/pobj/3"
    parsed = doc(text)
    target = found(FRANCE, 4)

    assert place_of(token(parsed, "lashed"), mentions(parsed, target), {}, target=target) is None


def test_where_an_envoy_has_his_post_is_not_where_he_is_recalled() -> None:
    text = "They/PRP/nsubj/1 withdrew/VBD/ROOT/1 an/DT/det/3 ambassador/NN/dobj/1 in/IN/prep/3 Paris/NNP/pobj/4"

    assert _where(text, "withdrew", ents=((5, 6, "GPE"),)) is None


def test_a_clause_with_where_happened_in_the_town_that_it_is_about() -> None:
    text = (
        "He/PRP/nsubj/1 spoke/VBD/ROOT/1 in/IN/prep/1 Paris/NNP/pobj/2 ,/,/punct/3 the/DT/det/6 capital/NN/appos/3 "
        "of/IN/prep/6 France/NNP/pobj/7 where/WRB/advmod/11 he/PRP/nsubj/11 met/VBD/relcl/8 Putin/NNP/dobj/11"
    )

    assert _where(text, "met", ents=((3, 4, "GPE"),)) == Place(name="Paris", country="France")


def test_what_is_said_while_speaking_in_a_town_is_said_there() -> None:
    text = "Speaking/VBG/advcl/4 in/IN/prep/0 Paris/NNP/pobj/1 Kim/NNP/nsubj/4 thanked/VBD/ROOT/4 Putin/NNP/dobj/4"

    assert _where(text, "thanked", ents=((2, 3, "GPE"),)) == Place(name="Paris", country="France")


def test_a_town_that_stands_for_the_visited_state_is_the_place() -> None:
    parsed = doc("Kim/NNP/nsubj/1 visited/VBD/ROOT/1 Moscow/NNP/dobj/1")
    town, state = found(RUSSIA, 2, form="place"), found(RUSSIA, 2)

    where = [place_visited(target, mentions(parsed, target), {"Moscow": "Russia"}) for target in (town, state)]

    assert where == [Place(name="Moscow", country="Russia"), None]


def test_here_is_the_town_of_the_dateline() -> None:
    parsed = doc("Kim/NNP/nsubj/1 met/VBD/ROOT/1 Putin/NNP/dobj/1 here/RB/advmod/1")

    assert is_here(token(parsed, "met"))
    assert town_of("MOSCOW (AFP) - Kim met Putin here", {"Moscow": "Russia"}) == Place(name="Moscow", country="Russia")


@pytest.mark.parametrize(
    "text", ["Kim met Putin", "NATO and Russia - two sides", "PUTIN VISITS CHINA", "U.S. aid came"]
)
def test_not_every_capital_letter_makes_a_dateline(text: str) -> None:
    assert town_of(text, {"Moscow": "Russia"}) is None
