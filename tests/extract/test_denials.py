"""Claims parsed by hand in; who denies them, and the status and speaker that this gives what they say, out."""

from __future__ import annotations

import pytest

from kg.extract.attribution import attribution_of
from kg.extract.denials import denial_of
from kg.extract.lexicon import load_modifiers
from kg.extract.slots import subjects
from kg.extract.status import Status, read_status
from tests.extract.parses import KIM, RUSSIA, doc, found, mentions, sentence, token

REJECTED = (
    "Russia/NNP/nsubj/1 {verb}/VBD/ROOT/1 the/DT/det/3 {noun}/NN/dobj/1 that/IN/mark/6 it/PRP/nsubj/6 "
    "attacked/VBD/acl/3 Ukraine/NNP/dobj/6"
)
AS_FALSE = (
    "Russia/NNP/nsubj/1 rejected/VBD/ROOT/1 as/IN/advmod/3 false/JJ/advcl/1 the/DT/det/5 claim/NN/dobj/3 "
    "that/IN/mark/8 it/PRP/nsubj/8 attacked/VBD/acl/5 Ukraine/NNP/dobj/8"
)
CALLED = (
    "Russia/NNP/nsubj/1 called/VBD/ROOT/1 {word}/JJ/oprd/1 the/DT/det/4 accusation/NN/oprd/1 that/IN/mark/7 "
    "it/PRP/nsubj/7 attacked/VBD/acl/4 Ukraine/NNP/dobj/7"
)
CALLED_BEHIND = (
    "Russia/NNP/nsubj/1 called/VBD/ROOT/1 the/DT/det/3 claim/NN/dobj/1 that/IN/mark/6 it/PRP/nsubj/6 "
    "attacked/VBD/acl/3 Ukraine/NNP/dobj/6 false/JJ/advmod/6"
)
ASIDE = (
    "Russia/NNP/nsubj/1 brushed/VBD/ROOT/1 aside/RB/advmod/1 the/DT/det/4 claim/NN/dobj/1 that/IN/mark/7 "
    "it/PRP/nsubj/7 attacked/VBD/acl/4 Ukraine/NNP/dobj/7"
)
DESCRIBED = (
    "Russia/NNP/nsubj/1 described/VBD/ROOT/1 as/IN/prep/1 untrue/JJ/amod/5 a/DT/det/5 report/NN/pobj/2 "
    "that/IN/mark/8 it/PRP/nsubj/8 attacked/VBD/acl/5 Ukraine/NNP/dobj/8"
)
PASSIVE = (
    "The/DT/det/1 claim/NN/nsubjpass/7 that/IN/mark/4 Kyiv/NNP/nsubj/4 attacked/VBD/acl/1 Ukraine/NNP/dobj/4 "
    "was/VBD/auxpass/7 rejected/VBN/ROOT/7 by/IN/agent/7 Russia/NNP/pobj/8"
)
GERUND = (
    "Russia/NNP/nsubj/1 dismissed/VBD/ROOT/1 claims/NNS/dobj/1 of/IN/prep/2 having/VBG/aux/5 attacked/VBN/pcomp/3 "
    "Ukraine/NNP/dobj/5"
)
IS_FALSE = (
    "Reports/NNS/nsubj/5 that/IN/mark/3 Russia/NNP/nsubj/3 attacked/VBD/acl/0 Ukraine/NNP/dobj/3 are/VBP/ccomp/8 "
    "false/JJ/acomp/5 Kim/NNP/nsubj/8 said/VBD/ROOT/8"
)


def _said(text: str, *, spoken: bool = False) -> str:
    parsed = doc(text)
    names = [found(who, each.i) for each in parsed for who in (RUSSIA, KIM) if each.text == who.name.split()[0]]
    return attribution_of(
        token(parsed, "attacked"),
        sentence(parsed),
        mentions(parsed, *names),
        load_modifiers()["report"],
        source=RUSSIA.id,
        spoken=spoken,
    )[0]


@pytest.mark.parametrize("verb", ["rejected", "dismissed", "rebuffed", "refuted", "disputed", "repudiated", "denied"])
@pytest.mark.parametrize("noun", ["claim", "charge", "accusation", "allegation", "report", "rumour"])
def test_what_a_rejected_claim_says_is_denied_by_who_rejects_it(verb: str, noun: str) -> None:
    text = REJECTED.format(verb=verb, noun=noun)

    assert read_status(token(doc(text), "attacked"), load_modifiers()) == Status("negated", "actual")
    assert _said(text) == "Russia"


@pytest.mark.parametrize(
    "text",
    [
        ASIDE,
        AS_FALSE,
        CALLED.format(word="false"),
        CALLED.format(word="baseless"),
        CALLED_BEHIND,
        DESCRIBED,
        PASSIVE,
        GERUND,
    ],
)
def test_a_claim_called_false_is_denied_by_who_calls_it_so(text: str) -> None:
    assert read_status(token(doc(text), "attacked"), load_modifiers()) == Status("negated", "actual")
    assert _said(text) == "Russia"


def test_a_claim_that_is_false_is_denied_by_who_says_so() -> None:
    assert read_status(token(doc(IS_FALSE), "attacked"), load_modifiers()) == Status("negated", "actual")
    assert _said(IS_FALSE) == "Kim Jong Un"


def test_who_denies_a_word_of_its_own_is_quoted_for_the_denial() -> None:
    assert _said(REJECTED.format(verb="rejected", noun="claim"), spoken=True) == "Russia"


@pytest.mark.parametrize(
    "text",
    [
        REJECTED.format(verb="repeated", noun="claim"),
        REJECTED.format(verb="rejected", noun="demand"),
        CALLED.format(word="serious"),
    ],
)
def test_a_claim_that_nobody_calls_untrue_is_not_denied(text: str) -> None:
    assert denial_of(token(doc(text), "attacked")) is None


def test_a_claim_that_is_not_rejected_stays_open() -> None:
    text = (
        "Russia/NNP/nsubj/3 did/VBD/aux/3 not/RB/neg/3 reject/VB/ROOT/3 the/DT/det/5 claim/NN/dobj/3 that/IN/mark/8 "
        "it/PRP/nsubj/8 attacked/VBD/acl/5 Ukraine/NNP/dobj/8"
    )

    assert read_status(token(doc(text), "attacked"), load_modifiers()) == Status("affirmed", "possible")


def test_to_reject_an_accusation_does_not_deny_that_it_was_made() -> None:
    parsed = doc(REJECTED.format(verb="rejected", noun="accusation"))

    assert read_status(token(parsed, "accusation"), load_modifiers()) == Status("affirmed", "actual")


def test_criticism_of_an_attack_leaves_the_attack_a_fact() -> None:
    parsed = doc(
        "Russia/NNP/nsubj/1 rejected/VBD/ROOT/1 criticism/NN/dobj/1 of/IN/prep/2 its/PRP$/poss/5 attack/NN/pobj/3"
    )

    assert read_status(token(parsed, "attack"), load_modifiers()) == Status("affirmed", "actual")


def test_who_rejects_claims_of_a_deed_is_said_to_have_done_it() -> None:
    assert [each.text for each in subjects(token(doc(GERUND), "attacked"))] == ["Russia"]
