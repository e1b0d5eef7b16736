"""Words of a phrase, their singulars and their slips."""

from __future__ import annotations

import pytest

from kg.phrases.spelling import one_slip_off
from kg.phrases.words import key_of, singulars, tokens_of


def test_a_possessive_belongs_to_the_word_before_it_however_it_is_written() -> None:
    marked = [
        [token.possessive for token in tokens_of(phrase)]
        for phrase in ("Chile's navy", "Chile\N{RIGHT SINGLE QUOTATION MARK}s navy", "Chile 's navy", "workers' navy")
    ]

    assert marked == [[True, False]] * 4


def test_case_accents_and_full_stops_do_not_count_in_a_key() -> None:
    assert key_of("U.S. Lt. Gen. Hashim Thaçi") == "us lt gen hashim thaci"


def test_a_hyphen_parts_two_words_and_is_remembered() -> None:
    assert [(token.key, token.joined) for token in tokens_of("Iran-backed men")] == [
        ("iran", True),
        ("backed", False),
        ("men", False),
    ]


@pytest.mark.parametrize(
    ("plural", "single"),
    [
        ("gunmen", "gunman"),
        ("thieves", "thief"),
        ("parties", "party"),
        ("coaches", "coach"),
        ("nurses", "nurse"),
        ("attorneys general", "attorney general"),
        ("members of parliament", "member of parliament"),
    ],
)
def test_plurals_lead_to_their_singular(plural: str, single: str) -> None:
    assert single in set(singulars(tuple(plural.split())))


@pytest.mark.parametrize("slip", ["dehli", "delh", "dellhi", "delhy"])
def test_one_letter_more_less_other_or_swapped_is_one_slip(slip: str) -> None:
    assert one_slip_off(slip, ("delhi", "dakar")) == "delhi"


def test_two_slips_or_two_possible_words_are_left_open() -> None:
    assert one_slip_off("dilhy", ("delhi",)) is None
    assert one_slip_off("marib", ("maria", "marin")) is None
