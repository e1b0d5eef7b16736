"""Clauses parsed by hand in; whether what they tell is fact, plan, possibility or denial out."""

from __future__ import annotations

import pytest

from kg.extract.lexicon import load_modifiers
from kg.extract.status import Status, read_status
from kg.extract.status_cases import is_presupposed
from tests.extract.parses import doc, token

# Each parse, its trigger, polarity and modality; read off the rules of annotation by hand.
STATUS = [
    (
        "Kim/NNP/nsubj/3 did/VBD/aux/3 not/RB/neg/3 rule/VB/ROOT/3 out/RP/prt/3 talks/NNS/dobj/3",
        "talks",
        "affirmed",
        "possible",
    ),
    (
        "They/PRP/nsubj/1 accused/VBD/ccomp/6 Kim/NNP/dobj/1 ,/,/punct/6 a/DT/det/5 charge/NN/dobj/6 denied/VBD/ROOT/6",
        "accused",
        "affirmed",
        "actual",
    ),
    (
        "Kim/NNP/nsubj/2 had/VBD/aux/2 planned/VBN/ROOT/2 to/TO/aux/4 meet/VB/xcomp/2 Putin/NNP/dobj/4",
        "meet",
        "negated",
        "planned",
    ),
    (
        "Kim/NNP/nsubj/1 resisted/VBD/ROOT/1 a/DT/det/3 decision/NN/dobj/1 to/TO/aux/5 attack/VB/acl/3",
        "attack",
        "affirmed",
        "planned",
    ),
    ("Kim/NNP/nsubj/1 signs/VBZ/ROOT/1 deal/NN/dobj/1 to/TO/aux/4 send/VB/acl/2", "send", "affirmed", "planned"),
    ("Kim/NNP/nsubj/1 ordered/VBD/ROOT/1 the/DT/det/3 expulsion/NN/dobj/1", "expulsion", "affirmed", "actual"),
    ("Kim/NNP/nsubj/1 demanded/VBD/ROOT/1 the/DT/det/3 expulsion/NN/dobj/1", "expulsion", "affirmed", "hypothetical"),
    (
        "Kim/NNP/nsubj/2 will/MD/aux/2 leave/VB/ccomp/4 he/PRP/nsubj/4 said/VBD/ROOT/4 and/CC/cc/2 asked/VBD/conj/2",
        "asked",
        "affirmed",
        "actual",
    ),
    ("Kim/NNP/nsubj/1 met/VBD/ROOT/1 Putin/NNP/dobj/1", "met", "affirmed", "actual"),
    ("Kim/NNP/nsubj/3 did/VBD/aux/3 not/RB/neg/3 meet/VB/ROOT/3 Putin/NNP/dobj/3", "meet", "negated", "actual"),
    ("Kim/NNP/nsubj/2 never/RB/neg/2 met/VBD/ROOT/2 Putin/NNP/dobj/2", "met", "negated", "actual"),
    ("Kim/NNP/nsubj/2 will/MD/aux/2 meet/VB/ROOT/2 Putin/NNP/dobj/2", "meet", "affirmed", "planned"),
    ("Kim/NNP/nsubj/3 will/MD/aux/3 not/RB/neg/3 meet/VB/ROOT/3 Putin/NNP/dobj/3", "meet", "negated", "planned"),
    ("Kim/NNP/nsubj/2 may/MD/aux/2 meet/VB/ROOT/2 Putin/NNP/dobj/2", "meet", "affirmed", "possible"),
    ("Kim/NNP/nsubj/2 should/MD/aux/2 meet/VB/ROOT/2 Putin/NNP/dobj/2", "meet", "affirmed", "hypothetical"),
    ("Kim/NNP/nsubj/2 reportedly/RB/advmod/2 met/VBD/ROOT/2 Putin/NNP/dobj/2", "met", "affirmed", "possible"),
    ("Kim/NNP/nsubj/1 plans/VBZ/ROOT/1 to/TO/aux/3 meet/VB/xcomp/1 Putin/NNP/dobj/3", "meet", "affirmed", "planned"),
    ("Kim/NNP/nsubj/1 refused/VBD/ROOT/1 to/TO/aux/3 meet/VB/xcomp/1 Putin/NNP/dobj/3", "meet", "negated", "actual"),
    ("Kim/NNP/nsubj/1 failed/VBD/ROOT/1 to/TO/aux/3 meet/VB/xcomp/1 Putin/NNP/dobj/3", "meet", "negated", "actual"),
    ("Kim/NNP/nsubj/1 considered/VBD/ROOT/1 meeting/VBG/xcomp/1 Putin/NNP/dobj/2", "meeting", "affirmed", "possible"),
    (
        "Kim/NNP/nsubj/1 cancelled/VBD/ROOT/1 talks/NNS/dobj/1 with/IN/prep/2 Putin/NNP/pobj/3",
        "talks",
        "negated",
        "actual",
    ),
    ("Kim/NNP/nsubj/1 called/VBD/ROOT/1 off/RP/prt/1 talks/NNS/dobj/1", "talks", "negated", "planned"),
    ("Kim/NNP/nsubj/1 ruled/VBD/ROOT/1 out/RP/prt/1 talks/NNS/dobj/1", "talks", "negated", "actual"),
    (
        "Kim/NNP/nsubj/1 denied/VBD/ROOT/1 Russia/NNP/nsubj/4 had/VBD/aux/4 attacked/VBN/ccomp/1",
        "attacked",
        "negated",
        "actual",
    ),
    (
        "Kim/NNP/nsubj/1 said/VBD/ROOT/1 Russia/NNP/nsubj/4 had/VBD/aux/4 attacked/VBN/ccomp/1",
        "attacked",
        "affirmed",
        "actual",
    ),
    (
        "It/PRP/nsubj/2 wrongly/RB/advmod/2 said/VBD/ROOT/2 Russia/NNP/nsubj/5 had/VBD/aux/5 attacked/VBN/ccomp/2",
        "attacked",
        "negated",
        "actual",
    ),
    (
        "It/PRP/nsubj/1 retracted/VBD/ROOT/1 a/DT/det/3 report/NN/dobj/1 that/IN/mark/6 Russia/NNP/nsubj/6 attacked/VBD/acl/3",
        "attacked",
        "negated",
        "actual",
    ),
    ("Kim/NNP/nsubj/1 said/VBD/ROOT/1 he/PRP/nsubj/4 would/MD/aux/4 visit/VB/ccomp/1", "visit", "affirmed", "planned"),
    ("It/PRP/nsubj/2 would/MD/aux/2 provoke/VB/ROOT/2 Russia/NNP/dobj/2", "provoke", "affirmed", "hypothetical"),
    ("a/DT/det/2 planned/JJ/amod/2 visit/NN/nsubj/3 ended/VBD/ROOT/3", "visit", "affirmed", "planned"),
    ("a/DT/det/2 possible/JJ/amod/2 visit/NN/nsubj/3 loomed/VBD/ROOT/3", "visit", "affirmed", "possible"),
    ("no/DT/det/1 talks/NNS/nsubjpass/3 were/VBD/auxpass/3 held/VBN/ROOT/3", "talks", "negated", "actual"),
    ("his/PRP$/poss/1 plan/NN/nsubj/4 to/TO/aux/3 visit/VB/acl/1 fell/VBD/ROOT/4", "visit", "affirmed", "planned"),
    ("its/PRP$/poss/1 refusal/NN/nsubj/4 to/TO/aux/3 talk/VB/acl/1 angered/VBD/ROOT/4", "talk", "negated", "actual"),
    ("They/PRP/nsubj/1 left/VBD/ROOT/1 without/IN/prep/1 talks/NNS/pobj/2", "talks", "negated", "actual"),
    (
        "If/IN/mark/2 Kim/NNP/nsubj/2 attacks/VBZ/advcl/4 they/PRP/nsubj/4 respond/VBP/ROOT/4",
        "attacks",
        "affirmed",
        "hypothetical",
    ),
    (
        "Kim/NNP/nsubj/1 urged/VBD/ROOT/1 Putin/NNP/dobj/1 to/TO/aux/4 withdraw/VB/xcomp/1",
        "withdraw",
        "affirmed",
        "hypothetical",
    ),
    ("Kim/NNP/nsubj/1 flew/VBD/ROOT/1 to/TO/aux/3 meet/VB/advcl/1 Putin/NNP/dobj/3", "meet", "affirmed", "actual"),
    ("Kim/NNP/nsubj/1 flies/VBZ/ROOT/1 to/TO/aux/3 meet/VB/advcl/1 Putin/NNP/dobj/3", "meet", "affirmed", "planned"),
    (
        "Kim/NNP/nsubj/2 will/MD/aux/2 visit/VB/ROOT/2 and/CC/cc/2 meet/VB/conj/2 Putin/NNP/dobj/4",
        "meet",
        "affirmed",
        "planned",
    ),
    ("Kim/NNP/nsubj/1 announced/VBD/ROOT/1 sanctions/NNS/dobj/1", "sanctions", "affirmed", "actual"),
    ("Kim/NNP/nsubj/1 is/VBZ/ROOT/1 unwilling/JJ/acomp/1 to/TO/aux/4 talk/VB/xcomp/2", "talk", "negated", "actual"),
    ("Kim/NNP/nsubj/1 is/VBZ/ROOT/1 ready/JJ/acomp/1 to/TO/aux/4 talk/VB/xcomp/2", "talk", "affirmed", "planned"),
    (
        "Kim/NNP/nsubj/3 did/VBD/aux/3 not/RB/neg/3 refuse/VB/ROOT/3 to/TO/aux/5 meet/VB/xcomp/3",
        "meet",
        "affirmed",
        "actual",
    ),
]


@pytest.mark.parametrize(("parse", "trigger", "polarity", "modality"), STATUS)
def test_the_words_around_a_trigger_give_its_status(parse: str, trigger: str, polarity: str, modality: str) -> None:
    status = read_status(token(doc(parse), trigger), load_modifiers())

    assert (status.polarity, status.modality) == (polarity, modality)


def test_a_headline_infinitive_is_a_plan_and_elsewhere_it_is_not() -> None:
    parse = doc("US/NNP/nsubj/2 to/TO/aux/2 sanction/VB/ROOT/2 Iran/NNP/dobj/2")

    headline, body = (
        read_status(token(parse, "sanction"), load_modifiers(), in_headline=each) for each in (True, False)
    )

    assert (headline.modality, body.modality) == ("planned", "actual")


@pytest.mark.parametrize(
    ("parse", "trigger", "refused"),
    [
        ("Kim/NNP/nsubj/1 refused/VBD/ROOT/1 to/TO/aux/3 meet/VB/xcomp/1 Putin/NNP/dobj/3", "meet", True),
        ("Kim/NNP/nsubj/3 will/MD/aux/3 not/RB/neg/3 meet/VB/ROOT/3 Putin/NNP/dobj/3", "meet", True),
        ("Kim/NNP/nsubj/3 did/VBD/aux/3 not/RB/neg/3 meet/VB/ROOT/3 Putin/NNP/dobj/3", "meet", False),
        ("Kim/NNP/nsubj/1 failed/VBD/ROOT/1 to/TO/aux/3 meet/VB/xcomp/1 Putin/NNP/dobj/3", "meet", False),
    ],
)
def test_a_refusal_is_a_denial_that_the_actor_chose(parse: str, trigger: str, refused: bool) -> None:
    status = read_status(token(doc(parse), trigger), load_modifiers())

    assert status == Status("negated", status.modality, refused)


def test_a_negation_in_the_clause_above_a_report_does_not_reach_below_it() -> None:
    parse = doc(
        "Kim/NNP/nsubj/3 did/VBD/aux/3 not/RB/neg/3 say/VB/ROOT/3 Russia/NNP/nsubj/6 had/VBD/aux/6 attacked/VBN/ccomp/3"
    )

    assert read_status(token(parse, "say"), load_modifiers()).polarity == "negated"


def test_a_relative_clause_does_not_take_its_status_from_the_clause_around_it() -> None:
    parse = doc(
        "Kim/NNP/nsubj/6 who/WP/nsubj/2 met/VBD/relcl/0 Putin/NNP/dobj/2 did/VBD/aux/6 not/RB/neg/6 speak/VB/ROOT/6"
    )

    assert read_status(token(parse, "met"), load_modifiers()) == Status("affirmed", "actual")


@pytest.mark.parametrize(
    ("word", "known"), [("the/DT/det/1", True), ("their/PRP$/poss/1", True), ("a/DT/det/1", False)]
)
def test_a_war_with_a_definite_article_is_taken_for_granted(word: str, known: bool) -> None:
    assert is_presupposed(token(doc(f"{word} war/NN/nsubj/2 ended/VBD/ROOT/2"), "war")) == known


def test_what_is_taken_for_granted_has_no_status_from_what_governs_it() -> None:
    parsed = doc("Kim/NNP/nsubj/3 will/MD/aux/3 not/RB/neg/3 end/VB/ROOT/3 the/DT/det/5 war/NN/dobj/3")

    assert read_status(token(parsed, "war"), load_modifiers(), presupposed=True) == Status("affirmed", "actual")
