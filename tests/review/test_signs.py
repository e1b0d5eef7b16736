"""What speaks for and against two actors being one."""

from __future__ import annotations

import pytest

from kg.model import ActorKind
from kg.review import signals
from kg.review.merges import compare, likely_pairs, reason_of, words_of
from kg.review.profile import Profile, profiles_of
from kg.review.signals import WEIGHTS
from tests.factories import actor, corpus, event, evidence


def profile(name: str, kind: ActorKind = "person", *, state: str = "", wikidata: str = "", **fields: object) -> Profile:
    """Return the profile of an actor of whom only this is known."""
    known = actor(name, kind, state=state, wikidata=wikidata, id=str(fields.pop("id", name)))
    return Profile(actor=known, **fields)  # type: ignore[arg-type]  # tests pass what Profile takes


@pytest.mark.parametrize(
    ("sign", "a", "b", "value"),
    [
        ("same_name", "Miroslav Lajčák", "Miroslav Lajcak", 1.0),
        ("same_name", "Itamar Ben-Gvir", "Itamar Bengvir", 1.0),
        ("same_name", "Kishida Fumio", "Fumio Kishida", 0.9),
        ("same_name", "Fumio Kishida", "Nobuo Kishi", 0.0),
        ("words_within", "Jean-Yves Le Drian", "Le Drian", 1.0),
        ("words_within", "Emmanuel Macron", "Macron", 0.7),
        ("words_within", "Emmanuel Macron", "Emmanuel", 0.3),
        ("near_spelling", "Kim Jong Un", "Kim Jong Il", 0.0),
        ("same_sound", "Volodymyr Zelenskyy", "Volodymyr Zelenskiy", 1.0),
        ("same_sound", "Sergei Lavrov", "Sergei Shoigu", 0.0),
        ("initials_fit", "J. Kerry", "John Kerry", 1.0),
        ("initials_fit", "J. Kerry", "Michael Kerry", 0.0),
        ("other_number", "Mohammed VI", "Mohammed V", 1.0),
        ("other_word", "Michael Kovrig", "Michael Spavor", 1.0),
        ("other_word", "Mohammad Javad Zarif", "Mohammed Zarif", 0.0),
    ],
)
def test_a_sign_of_persons_is_as_strong_as_it_looks(sign: str, a: str, b: str, value: float) -> None:
    found = getattr(signals, sign)(profile(a), profile(b))

    assert found == pytest.approx(value)


@pytest.mark.parametrize(
    ("sign", "a", "b", "value"),
    [
        ("acronym", "International Atomic Energy Agency", "IAEA", 1.0),
        ("acronym", "Organization for the Prohibition of Chemical Weapons", "OPCW", 1.0),
        ("acronym", "Association of Southeast Asian Nations", "ASEAN", 0.8),
        ("acronym", "International Court of Justice", "ICC", 0.0),
        ("words_within", "Wagner Group", "Wagner", 1.0),
        ("words_within", "United Nations", "United Nations Security Council", 1.0),
        ("other_place", "North Atlantic Council", "Atlantic Council", 1.0),
    ],
)
def test_a_sign_of_organisations_is_as_strong_as_it_looks(sign: str, a: str, b: str, value: float) -> None:
    found = getattr(signals, sign)(profile(a, "organization"), profile(b, "organization"))

    assert found == pytest.approx(value)


def test_every_sign_is_the_same_both_ways() -> None:
    one = profile("Jean-Yves Le Drian", state="France", partners=frozenset({"x", "y"}), articles=frozenset({"a1"}))
    other = profile("Le Drian", partners=frozenset({"x"}), articles=frozenset({"a1"}), listed=True)

    assert {sign.__name__: sign(one, other) for sign in WEIGHTS} == {
        sign.__name__: sign(other, one) for sign in WEIGHTS
    }


def test_the_reason_of_a_sign_is_one_sentence_that_a_person_can_read() -> None:
    for sign in WEIGHTS:
        written = (sign.__doc__ or "").strip()
        assert written.endswith(".")
        assert "\n" not in written
        assert reason_of(sign) == written[:-1]


def test_the_reasons_add_up_to_the_chance() -> None:
    import math

    found = compare(profile("Emmanuel Macron", state="France"), profile("Macron", state="France"))

    odds = signals.BASE + sum(each.weight for each in found.reasons)
    assert found.chance == pytest.approx(1 / (1 + math.exp(-odds)))
    assert words_of(found.reasons).startswith("+3.1 All words of one name are words of the other")


def test_two_that_the_tables_know_apart_are_not_likely_one() -> None:
    found = compare(
        profile("Nawaz Sharif", wikidata="Q134068", listed=True),
        profile("Nawaz Shareef", wikidata="Q2096387", listed=True),
    )

    assert found.chance < 0.01


def test_the_one_of_whom_more_is_told_is_kept() -> None:
    found = compare(profile("Le Drian", events=2), profile("Jean-Yves Le Drian", events=9))

    assert (found.keep.name, found.drop.name) == ("Jean-Yves Le Drian", "Le Drian")


def test_the_texts_tell_partners_offices_and_where_two_are_named_together() -> None:
    quote = "Foreign Minister Le Drian met Macron."
    told = evidence(quote)
    claim = type(told)(
        **{name: getattr(told, name) for name in told.__slots__} | {"source_span": (0, 25), "target_span": (30, 36)}
    )
    drian, macron = actor("Le Drian"), actor("Emmanuel Macron")

    one, other = profiles_of(corpus(event("met-with", macron, drian, claims=[claim]))), None
    del other

    by_name = {each.actor.name: each for each in one}
    assert by_name["Emmanuel Macron"].offices == frozenset()
    assert by_name["Le Drian"].partners == {"emmanuel-macron"}
    assert signals.one_sentence(*one) == 1.0
    assert signals.act_between(*one) == 1.0


def test_pairs_below_the_least_chance_are_left_out_and_the_likeliest_come_first() -> None:
    names = ["Volodymyr Zelenskyy", "Volodymyr Zelenskiy", "Macron", "Emmanuel Macron", "Xi Jinping"]

    found = likely_pairs([profile(name, id=str(place)) for place, name in enumerate(names)], least=0.3)

    assert [{each.keep.name, each.drop.name} for each in found] == [
        {"Volodymyr Zelenskyy", "Volodymyr Zelenskiy"},
        {"Macron", "Emmanuel Macron"},
    ]
