"""Parses written by hand with names in; whom pronouns and collectives stand for out."""

from __future__ import annotations

import pytest

from kg.extract.discourse import Discourse
from kg.extract.mentions import Mention, Mentions
from kg.extract.reference import resolve_sentence
from tests.extract.parses import (
    FRANCE,
    KIM,
    MERKEL,
    NATO,
    PUTIN,
    RUSSIA,
    UKRAINE,
    doc,
    found,
    mentions,
    sentence,
    small_gazetteer,
    token,
)


def _read(text: str, *names: Mention, discourse: Discourse | None = None) -> Mentions:
    parsed = doc(text)
    marked = mentions(parsed, *names)
    resolve_sentence(sentence(parsed), marked, discourse or Discourse())
    return marked


def _who(marked: Mentions, word: str) -> list[str]:
    return [one.actor.name for one in marked.at(token(marked.doc, word))]


MAN = "m"
WOMAN = "f"


def _after(*text_and_names: tuple[str, tuple[Mention, ...]]) -> Discourse:
    discourse = Discourse()
    for text, names in text_and_names:
        _read(text, *names, discourse=discourse)
    return discourse


def test_he_is_the_man_who_acted_in_the_sentence_before() -> None:
    discourse = _after(
        ("Kim/NNP/nsubj/1 met/VBD/ROOT/1 Putin/NNP/dobj/1", (found(KIM, 0, gender=MAN), found(PUTIN, 2, gender=MAN)))
    )

    assert _who(_read("He/PRP/nsubj/1 left/VBD/ROOT/1", discourse=discourse), "He") == ["Kim Jong Un"]


def test_she_passes_over_men() -> None:
    discourse = _after(
        ("Merkel/NNP/nsubj/1 spoke/VBD/ROOT/1", (found(MERKEL, 0, gender=WOMAN),)),
        ("Putin/NNP/nsubj/1 listened/VBD/ROOT/1", (found(PUTIN, 0, gender=MAN),)),
    )

    assert _who(_read("She/PRP/nsubj/1 left/VBD/ROOT/1", discourse=discourse), "She") == ["Angela Merkel"]


def test_him_is_not_the_subject_of_its_own_clause() -> None:
    discourse = _after(("Putin/NNP/nsubj/1 spoke/VBD/ROOT/1", (found(PUTIN, 0, gender=MAN),)))

    marked = _read("Kim/NNP/nsubj/1 praised/VBD/ROOT/1 him/PRP/dobj/1", found(KIM, 0, gender=MAN), discourse=discourse)

    assert _who(marked, "him") == ["Vladimir Putin"]


def test_his_is_the_subject_of_the_sentence() -> None:
    marked = _read(
        "Kim/NNP/nsubj/1 sent/VBD/ROOT/1 Putin/NNP/dative/1 his/PRP$/poss/4 thanks/NNS/dobj/1",
        found(KIM, 0, gender=MAN),
        found(PUTIN, 2, gender=MAN),
    )

    assert _who(marked, "his") == ["Kim Jong Un"]


def test_a_pronoun_points_at_the_name_in_its_own_sentence_and_at_nothing_in_another() -> None:
    own = _read("Kim/NNP/nsubj/1 lost/VBD/ROOT/1 his/PRP$/poss/3 way/NN/dobj/1", found(KIM, 0, gender=MAN))
    discourse = _after(("Kim/NNP/nsubj/1 spoke/VBD/ROOT/1", (found(KIM, 0, gender=MAN),)))
    other = _read("He/PRP/nsubj/1 left/VBD/ROOT/1", discourse=discourse)

    assert own.at(2)[0].anchor == (0, 1)
    assert other.at(0)[0].anchor is None


def test_a_pronoun_without_anyone_named_is_nobody() -> None:
    assert _who(_read("He/PRP/nsubj/1 left/VBD/ROOT/1"), "He") == []


def test_it_is_the_state_that_acted_last_and_no_person() -> None:
    discourse = _after(
        ("Russia/NNP/nsubj/1 fired/VBD/ROOT/1", (found(RUSSIA, 0),)),
        ("Kim/NNP/nsubj/1 laughed/VBD/ROOT/1", (found(KIM, 0, gender=MAN),)),
    )

    assert _who(_read("It/PRP/nsubj/1 denied/VBD/ROOT/1 that/DT/dobj/1", discourse=discourse), "It") == ["Russia"]


def test_it_is_nobody_in_it_is_clear_that() -> None:
    discourse = _after(("Russia/NNP/nsubj/1 fired/VBD/ROOT/1", (found(RUSSIA, 0),)))

    marked = _read("It/PRP/nsubj/1 is/VBZ/ROOT/1 clear/JJ/acomp/1", discourse=discourse)

    assert _who(marked, "It") == []


def test_it_as_an_object_is_nobody() -> None:
    discourse = _after(("Russia/NNP/nsubj/1 fired/VBD/ROOT/1", (found(RUSSIA, 0),)))

    assert (
        _who(_read("France/NNP/nsubj/1 saw/VBD/ROOT/1 it/PRP/dobj/1", found(FRANCE, 0), discourse=discourse), "it")
        == []
    )


def test_its_is_the_subject_of_the_clause() -> None:
    marked = _read("NATO/NNP/nsubj/1 moved/VBD/ROOT/1 its/PRP$/poss/3 troops/NNS/dobj/1", found(NATO, 0))

    assert _who(marked, "its") == ["NATO"]


def test_the_two_leaders_are_the_last_two_people() -> None:
    discourse = _after(
        ("Kim/NNP/nsubj/1 met/VBD/ROOT/1 Putin/NNP/dobj/1", (found(KIM, 0, gender=MAN), found(PUTIN, 2, gender=MAN)))
    )

    marked = _read("The/DT/det/2 two/CD/nummod/2 leaders/NNS/nsubj/3 talked/VBD/ROOT/3", discourse=discourse)

    assert sorted(_who(marked, "leaders")) == ["Kim Jong Un", "Vladimir Putin"]


def test_both_countries_are_the_last_two_states_and_not_an_alliance() -> None:
    discourse = _after(
        (
            "Russia/NNP/nsubj/1 fights/VBZ/ROOT/1 Ukraine/NNP/dobj/1 without/IN/prep/1 NATO/NNP/pobj/3",
            (found(RUSSIA, 0), found(UKRAINE, 2), found(NATO, 4)),
        ),
    )

    marked = _read("Both/DT/det/1 countries/NNS/nsubj/2 talked/VBD/ROOT/2", discourse=discourse)

    assert sorted(_who(marked, "countries")) == ["Russia", "Ukraine"]


@pytest.mark.parametrize("words", ["Some/DT/det/1 leaders/NNS/nsubj/2", "the/DT/det/1 leaders/NNS/nsubj/2"])
def test_leaders_without_a_word_for_two_are_nobody(words: str) -> None:
    discourse = _after(
        ("Kim/NNP/nsubj/1 met/VBD/ROOT/1 Putin/NNP/dobj/1", (found(KIM, 0, gender=MAN), found(PUTIN, 2, gender=MAN)))
    )

    assert _who(_read(f"{words} talked/VBD/ROOT/2", discourse=discourse), "leaders") == []


def test_one_person_is_not_two_leaders() -> None:
    discourse = _after(("Kim/NNP/nsubj/1 met/VBD/ROOT/1 them/PRP/dobj/1", (found(KIM, 0, gender=MAN),)))

    assert (
        _who(
            _read("The/DT/det/2 two/CD/nummod/2 leaders/NNS/nsubj/3 talked/VBD/ROOT/3", discourse=discourse), "leaders"
        )
        == []
    )


def test_i_is_who_is_quoted() -> None:
    marked = _read(
        "I/PRP/nsubj/1 support/VBP/ccomp/4 Russia/NNP/dobj/1 Kim/NNP/nsubj/4 said/VBD/ROOT/4",
        found(RUSSIA, 2),
        found(KIM, 3, gender=MAN),
    )

    assert _who(marked, "I") == ["Kim Jong Un"]


def test_i_is_who_was_quoted_as_saying() -> None:
    marked = _read(
        "I/PRP/nsubj/1 support/VBP/ccomp/5 Russia/NNP/dobj/1 Kim/NNP/nsubjpass/5 was/VBD/auxpass/5 quoted/VBN/ROOT/5",
        found(RUSSIA, 2),
        found(KIM, 3, gender=MAN),
    )

    assert _who(marked, "I") == ["Kim Jong Un"]


def test_i_in_the_next_sentence_is_the_last_speaker() -> None:
    discourse = _after(("Kim/NNP/nsubj/1 said/VBD/ROOT/1 so/RB/advmod/1", (found(KIM, 0, gender=MAN),)))

    assert _who(_read("I/PRP/nsubj/1 promise/VBP/ROOT/1 it/PRP/dobj/1", discourse=discourse), "I") == ["Kim Jong Un"]


WE = "We/PRP/nsubj/1 attacked/VBD/ccomp/3 Putin/NNP/nsubj/3 said/VBD/ROOT/3"


@pytest.mark.parametrize("title", ["spokesman", "spokesperson"])
def test_we_of_a_spokesman_is_the_state_that_he_speaks_for(title: str) -> None:
    discourse = Discourse(gazetteer=small_gazetteer())

    assert _who(_read(WE, found(PUTIN, 2, title=(title,)), discourse=discourse), "We") == ["Russia"]


def test_we_of_anybody_else_is_who_speaks() -> None:
    discourse = Discourse(gazetteer=small_gazetteer())

    assert _who(_read(WE, found(PUTIN, 2, title=("president",)), discourse=discourse), "We") == ["Vladimir Putin"]


def test_i_of_a_spokesman_is_the_spokesman() -> None:
    discourse = Discourse(gazetteer=small_gazetteer())
    text = WE.replace("We/", "I/")

    assert _who(_read(text, found(PUTIN, 2, title=("spokesman",)), discourse=discourse), "I") == ["Vladimir Putin"]
