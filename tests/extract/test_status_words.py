"""Clauses parsed by hand in; the words that make what they tell a plan, a possibility or a denial out."""

from __future__ import annotations

import pytest

from kg.extract.lexicon import load_modifiers
from kg.extract.status_words import status_words
from tests.extract.parses import doc, sentence, token

# Each parse, its trigger, and the words without which its status were another one, read off by hand.
WORDS = [
    ("Kim/NNP/nsubj/1 met/VBD/ROOT/1 Putin/NNP/dobj/1", "met", ""),
    ("Kim/NNP/nsubj/3 did/VBD/aux/3 not/RB/neg/3 meet/VB/ROOT/3 Putin/NNP/dobj/3", "meet", "not"),
    ("Kim/NNP/nsubj/3 will/MD/aux/3 not/RB/neg/3 meet/VB/ROOT/3 Putin/NNP/dobj/3", "meet", "will not"),
    ("Kim/NNP/nsubj/1 refused/VBD/ROOT/1 to/TO/aux/3 meet/VB/xcomp/1 Putin/NNP/dobj/3", "meet", "refused"),
    ("No/DT/det/1 envoy/NN/nsubj/2 met/VBD/ROOT/2 Putin/NNP/dobj/2", "met", "No"),
    ("Kim/NNP/nsubj/1 called/VBD/ROOT/1 off/RP/prt/1 talks/NNS/dobj/1", "talks", "called off"),
    ("Kim/NNP/nsubj/2 reportedly/RB/advmod/2 met/VBD/ROOT/2 Putin/NNP/dobj/2", "met", "reportedly"),
]


@pytest.mark.parametrize(("parse", "trigger", "words"), WORDS)
def test_the_words_that_give_a_trigger_its_status_are_found(parse: str, trigger: str, words: str) -> None:
    parsed = doc(parse)

    found = status_words(sentence(parsed), token(parsed, trigger), load_modifiers(), in_headline=False)

    assert " ".join(word.text for word in found) == words


def test_of_words_each_of_which_would_do_alone_all_are_found() -> None:
    parsed = doc("Kim/NNP/nsubj/2 will/MD/aux/2 plan/VB/ROOT/2 to/TO/aux/4 meet/VB/xcomp/2 Putin/NNP/dobj/4")

    found = status_words(sentence(parsed), token(parsed, "meet"), load_modifiers(), in_headline=False)

    assert [word.text for word in found] == ["will", "plan"]


def test_a_bare_infinitive_is_a_plan_in_a_headline_only() -> None:
    parsed = doc("Kim/NNP/nsubj/2 to/TO/aux/2 meet/VB/ROOT/2 Putin/NNP/dobj/2")

    in_headline, in_body = (
        status_words(sentence(parsed), token(parsed, "meet"), load_modifiers(), in_headline=each)
        for each in (True, False)
    )

    assert [word.text for word in in_headline] == ["to"]
    assert in_body == ()


def test_a_sentence_behind_another_one_is_read_by_its_own_words() -> None:
    parsed = doc(
        "Xi/NNP/nsubj/2 never/RB/neg/2 slept/VBD/ROOT/2 ././punct/2 "
        "Kim/NNP/nsubj/7 did/VBD/aux/7 not/RB/neg/7 meet/VB/ROOT/7 Putin/NNP/dobj/7"
    )
    _, second = parsed.sents

    assert [word.text for word in status_words(second, parsed[7], load_modifiers(), in_headline=False)] == ["not"]
