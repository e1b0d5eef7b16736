"""Clauses parsed by hand in; how they tell of a deed, and from which day they count, out."""

from __future__ import annotations

import pytest

from kg.extract.tense import days_back, is_background, joined_to, tense_of, told_tense
from tests.extract.parses import doc, token

TENSES = [
    ("Kim/NNP/nsubj/1 met/VBD/ROOT/1 Putin/NNP/dobj/1", "met", "past"),
    ("Kim/NNP/nsubj/1 held/VBD/ROOT/1 talks/NNS/dobj/1", "talks", "past"),
    ("Kim/NNP/nsubj/2 has/VBZ/aux/2 met/VBN/ROOT/2 Putin/NNP/dobj/2", "met", "perfect"),
    ("Kim/NNP/nsubj/2 had/VBD/aux/2 met/VBN/ROOT/2 Putin/NNP/dobj/2", "met", "pluperfect"),
    ("Kim/NNP/nsubj/1 meets/VBZ/ROOT/1 Putin/NNP/dobj/1", "meets", "present"),
    ("Kim/NNP/nsubj/2 was/VBD/auxpass/2 condemned/VBN/ROOT/2", "condemned", "past"),
    ("Kim/NNP/nsubj/1 went/VBD/ROOT/1 on/RP/prt/1 to/TO/aux/4 thank/VB/xcomp/1 Putin/NNP/dobj/4", "thank", "past"),
    ("an/DT/det/1 attack/NN/ROOT/1 on/IN/prep/1 Russia/NNP/pobj/2", "attack", "none"),
]


@pytest.mark.parametrize(("text", "trigger", "tense"), TENSES)
def test_a_claim_is_told_in_the_tense_of_its_clause(text: str, trigger: str, tense: str) -> None:
    assert tense_of(token(doc(text), trigger)) == tense


SPOKEN = "We/PRP/nsubj/1 support/VBP/ccomp/4 Russia/NNP/dobj/1 Kim/NNP/nsubj/4 said/VBD/ROOT/4"


@pytest.mark.parametrize(("spoken", "tense"), [(True, "past"), (False, "present")])
def test_what_is_an_act_of_speech_was_done_when_it_was_said(spoken: bool, tense: str) -> None:
    parsed = doc(SPOKEN)

    assert told_tense(token(parsed, "support"), token(parsed, "said"), spoken=spoken) == tense


BACKGROUND = [
    ("They/PRP/nsubj/1 met/VBD/ROOT/1 amid/IN/prep/1 criticism/NN/pobj/2", "criticism", True),
    ("They/PRP/nsubj/1 met/VBD/ROOT/1 after/IN/mark/4 Kim/NNP/nsubj/4 fled/VBD/advcl/1", "fled", True),
    ("They/PRP/nsubj/1 thanked/VBD/ROOT/1 him/PRP/dobj/1 for/IN/prep/1 helping/VBG/pcomp/3", "helping", True),
    ("They/PRP/nsubj/1 rued/VBD/ROOT/1 the/DT/det/3 decision/NN/dobj/1 to/TO/aux/5 attack/VB/acl/3", "attack", True),
    ("They/PRP/nsubj/1 held/VBD/ROOT/1 talks/NNS/dobj/1", "talks", False),
    ("They/PRP/nsubj/1 spoke/VBD/ROOT/1 during/IN/prep/1 talks/NNS/pobj/2", "talks", False),
    ("They/PRP/nsubj/1 met/VBD/ROOT/1 as/IN/mark/4 Kim/NNP/nsubj/4 fled/VBD/advcl/1", "fled", False),
]


@pytest.mark.parametrize(("text", "trigger", "expected"), BACKGROUND)
def test_what_only_surrounds_the_news_is_background(text: str, trigger: str, expected: bool) -> None:
    assert is_background(token(doc(text), trigger)) == expected


COUNTED = [
    (
        "It/PRP/nsubj/1 came/VBD/ROOT/1 a/DT/det/3 day/NN/npadvmod/4 after/IN/mark/6 Kim/NNP/nsubj/6 wrote/VBD/advcl/1",
        1,
    ),
    ("They/PRP/nsubj/1 wrote/VBD/ROOT/1 a/DT/det/3 day/NN/npadvmod/4 earlier/RBR/advmod/1", 1),
    ("On/IN/prep/5 the/DT/det/3 same/JJ/amod/3 day/NN/pobj/0 they/PRP/nsubj/5 wrote/VBD/ROOT/5", 0),
    ("They/PRP/nsubj/1 wrote/VBD/ROOT/1 a/DT/det/3 letter/NN/dobj/1", None),
    ("They/PRP/nsubj/1 wrote/VBD/ROOT/1 two/CD/nummod/3 days/NNS/npadvmod/4 earlier/RBR/advmod/1", None),
]


@pytest.mark.parametrize(("text", "days"), COUNTED)
def test_a_day_that_is_counted_from_another_is_counted_from_that_of_the_story(text: str, days: int | None) -> None:
    assert days_back(token(doc(text), "wrote")) == days


def test_a_verb_in_the_past_does_not_go_with_a_plan() -> None:
    text = (
        "She/PRP/nsubj/1 said/VBD/ROOT/1 they/PRP/nsubj/4 will/MD/aux/4 leave/VB/ccomp/1 and/CC/cc/4 "
        "asked/VBD/conj/4 Russia/NNP/dobj/6 and/CC/cc/6 left/VBD/conj/6"
    )
    parsed = doc(text)

    assert [joined_to(token(parsed, word)).text for word in ("asked", "left")] == ["said", "asked"]
