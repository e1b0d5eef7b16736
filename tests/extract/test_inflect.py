"""Tables of English forms, and what must hold for every word of the shipped rules."""

from __future__ import annotations

import pytest

from kg.extract.inflect import (
    IRREGULAR_NOUNS,
    IRREGULAR_VERBS,
    noun_base,
    noun_forms,
    verb_base,
    verb_forms,
)
from kg.rules import load_rule_files

VERBS = [
    ("meet", "meets met meeting"),
    ("condemn", "condemns condemned condemning"),
    ("criticise", "criticises criticised criticising"),
    ("visit", "visits visited visiting"),
    ("deny", "denies denied denying"),
    ("destroy", "destroys destroyed destroying"),
    ("attack", "attacks attacked attacking"),
    ("reach", "reaches reached reaching"),
    ("push", "pushes pushed pushing"),
    ("press", "presses pressed pressing"),
    ("tax", "taxes taxed taxing"),
    ("guarantee", "guarantees guaranteed guaranteeing"),
    ("agree", "agrees agreed agreeing"),
    ("slap", "slaps slapped slapping"),
    ("grip", "grips gripped gripping"),
    ("blame", "blames blamed blaming"),
    ("panic", "panics panicked panicking"),
    ("row", "rows rowed rowing"),
    ("bow", "bows bowed bowing"),
    ("veto", "vetoes vetoed vetoing"),
    ("send", "sends sent sending"),
    ("speak", "speaks spoke spoken speaking"),
    ("withdraw", "withdraws withdrew withdrawn withdrawing"),
    ("expel", "expels expelled expelling"),
    ("be", "is are was were been being"),
    ("go", "goes went gone going"),
    ("target", "targets targeted targeting"),
    ("fire", "fires fired firing"),
    ("invade", "invades invaded invading"),
]


@pytest.mark.parametrize(("base", "forms"), VERBS)
def test_a_verb_has_all_its_forms(base: str, forms: str) -> None:
    assert {base, *forms.split()} <= set(verb_forms(base))


@pytest.mark.parametrize(
    ("base", "wrong"),
    [
        ("send", "sended"),
        ("meet", "meeted"),
        ("deny", "denys"),
        ("attack", "attackked"),
        ("fire", "fireing"),
        ("row", "rowwed"),
    ],
)
def test_a_verb_has_no_form_that_a_rule_for_other_verbs_would_give(base: str, wrong: str) -> None:
    assert wrong not in verb_forms(base)


@pytest.mark.parametrize(("base", "ing"), [("die", "dying"), ("vie", "vying"), ("underlie", "underlying")])
def test_a_verb_in_ie_takes_ying(base: str, ing: str) -> None:
    assert ing in verb_forms(base)


NOUNS = [
    ("talk", "talks"),
    ("ally", "allies"),
    ("day", "days"),
    ("speech", "speeches"),
    ("tax", "taxes"),
    ("crisis", "crises"),
    ("embargo", "embargoes"),
    ("spokesman", "spokesmen"),
    ("visit", "visits"),
    ("missive", "missives"),
]


@pytest.mark.parametrize(("base", "plural"), NOUNS)
def test_a_noun_has_its_singular_and_plural(base: str, plural: str) -> None:
    assert {base, plural} <= set(noun_forms(base))


@pytest.mark.parametrize("base", ["troops", "talks", "aircraft", "congratulations"])
def test_a_noun_that_is_its_own_plural_stands_alone(base: str) -> None:
    assert noun_forms(base) == (base,)


HEADS = sorted(
    {
        (rule.frame.kind, head.rsplit("_", 1)[-1])
        for file in load_rule_files()
        for rule in file.rules
        for head in rule.frame.heads
    }
)


@pytest.mark.parametrize("kind", ["verb", "noun"])
def test_the_base_comes_first_and_no_form_twice_for_every_trigger(kind: str) -> None:
    inflect = verb_forms if kind == "verb" else noun_forms

    forms = {base: inflect(base) for each, base in HEADS if each == kind}

    assert [base for base, all_forms in forms.items() if all_forms[0] != base] == []
    assert [base for base, all_forms in forms.items() if not all(all_forms)] == []


def test_the_irregular_words_are_lower_case() -> None:
    words = [
        word
        for table in (IRREGULAR_VERBS, IRREGULAR_NOUNS)
        for base, forms in table.items()
        for word in (base, *forms.split())
    ]

    assert [word for word in words if word != word.lower()] == []


@pytest.mark.parametrize(("base", "forms"), VERBS)
def test_the_base_of_a_form_is_found_again(base: str, forms: str) -> None:
    assert {verb_base(form) for form in forms.split()} == {base}


@pytest.mark.parametrize("word", ["bring", "need", "sing", "red", "bed", "boss", "ed", "s", ""])
def test_a_word_that_only_ends_like_a_form_of_a_verb_stays_as_it_is(word: str) -> None:
    assert verb_base(word) == word


def test_nearly_all_forms_of_the_verbs_of_the_shipped_rules_lead_back_to_them() -> None:
    heads = {
        head
        for file in load_rule_files()
        for rule in file.rules
        if rule.frame.kind == "verb"
        for head in rule.frame.heads
    }
    # Of doubled forms only one is ever written ("hopped", not "hoped", of "hop"), so not all can lead back.
    found = [verb_base(form) == head for head in heads for form in verb_forms(head)]

    assert sum(found) / len(found) > 0.95


@pytest.mark.parametrize(
    ("base", "plural"),
    [("ally", "allies"), ("visit", "visits"), ("speech", "speeches"), ("man", "men"), ("loss", "losses")],
)
def test_the_singular_of_a_plural_is_found(base: str, plural: str) -> None:
    assert (noun_base(plural), noun_base(base)) == (base, base)
