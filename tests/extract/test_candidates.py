"""Sentences with mentions in; the pairs worth reading out."""

from __future__ import annotations

from kg.extract.candidates import MOST_SPANS, find_candidates
from tests.extract.parses import FRANCE, RUSSIA, UKRAINE, doc, found, mentions, sentence
from tests.factories import actor

PARSED = doc("Russia/NNP/nsubj/1 hits/VBZ/ROOT/1 Ukraine/NNP/dobj/1 in/IN/prep/1 Paris/NNP/pobj/3")


def test_two_actors_are_a_pair_in_both_directions() -> None:
    here = mentions(PARSED, found(RUSSIA, 0), found(UKRAINE, 2))

    assert find_candidates(sentence(PARSED), here).pairs == ((0, 1), (1, 0))


def test_a_single_actor_is_no_pair_and_neither_are_two_names_of_one() -> None:
    assert find_candidates(sentence(PARSED), mentions(PARSED, found(RUSSIA, 0))).pairs == ()
    assert find_candidates(sentence(PARSED), mentions(PARSED, found(RUSSIA, 0), found(RUSSIA, 2))).pairs == ()


def test_a_capital_where_something_happens_is_no_side() -> None:
    here = mentions(PARSED, found(RUSSIA, 0), found(FRANCE, 4, form="place"))

    assert find_candidates(sentence(PARSED), here).pairs == ()


def test_a_medium_is_no_side() -> None:
    here = mentions(PARSED, found(RUSSIA, 0), found(actor("Yonhap", "organization"), 2, form="medium"))

    assert find_candidates(sentence(PARSED), here).pairs == ()


def test_of_a_long_list_only_the_first_mentions_are_paired() -> None:
    size = MOST_SPANS + 5
    parsed = doc(" ".join(f"State{i}/NNP/ROOT/0" for i in range(size)))
    here = mentions(parsed, *(found(actor(f"State{i}", "state"), i) for i in range(size)))

    assert len(find_candidates(sentence(parsed), here).mentions) == MOST_SPANS
