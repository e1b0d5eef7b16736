"""A handful of states, organisations and people in; what names, surnames and offices stand for out."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from kg.extract.gazetteer import Gazetteer, in_office, surnames
from kg.model import Actor
from kg.reference import Reference
from tests.extract.parses import FRANCE, KIM, MERKEL, NATO, PUTIN, RUSSIA, blank, person, small_gazetteer, state

DAY = date(2024, 5, 9)


def _found(text: str) -> list[tuple[str, str, str]]:
    """Return the words found with how they name and whom."""
    parsed = blank()(text)
    return [
        (parsed[start:end].text, entries[0].form, entries[0].actor.name)
        for start, end, entries in sorted(small_gazetteer().find(parsed), key=lambda row: row[0])
    ]


NAMES = [
    ("Russia", "name", "Russia"),
    ("Russian Federation", "name", "Russia"),
    ("DPRK", "name", "North Korea"),
    ("North Korea", "name", "North Korea"),
    ("Russian", "adjective", "Russia"),
    ("Russians", "adjective", "Russia"),
    ("North Korean", "adjective", "North Korea"),
    ("N. Korean", "adjective", "North Korea"),
    ("Moscow", "capital", "Russia"),
    ("Kremlin", "seat", "Russia"),
    ("Duma", "organ", "Russia"),
    ("NATO", "name", "NATO"),
    ("Yonhap", "medium", "Yonhap"),
    ("Vladimir Putin", "name", "Vladimir Putin"),
    ("Kim Jong-un", "name", "Kim Jong Un"),
]


@pytest.mark.parametrize(("words", "form", "name"), NAMES)
def test_a_name_is_found_with_how_it_names_and_whom(words: str, form: str, name: str) -> None:
    assert _found(f"On Monday {words} spoke.") == [(words, form, name)]


def test_the_longest_of_overlapping_names_is_taken() -> None:
    assert _found("the Russian Federation and North Korean troops") == [
        ("Russian Federation", "name", "Russia"),
        ("North Korean", "adjective", "North Korea"),
    ]


def test_a_name_inside_a_word_or_in_lower_case_is_none() -> None:
    assert _found("the prussian natoism of moscow, Natos and Russiagate") == []


def test_a_context_name_needs_its_article_and_brings_all_its_meanings() -> None:
    parsed = blank()("In the North it snowed. North wind came.")

    ((start, end, entries),) = small_gazetteer().find(parsed)

    assert parsed[start:end].text == "North"
    assert [entry.actor.name for entry in entries] == ["North Korea", "North Macedonia"]
    assert {entry.form for entry in entries} == {"context"}


def test_an_exact_name_is_looked_up_and_an_unknown_one_is_none() -> None:
    entry = small_gazetteer().entry("DPRK")

    assert entry is not None
    assert entry.actor.name == "North Korea"
    assert small_gazetteer().entry("dprk") is None


@pytest.mark.parametrize("spelling", ["KIM JONG UN", "Kim Jong-Un", "Emmanuel Mácron"])
def test_a_full_name_is_known_whatever_its_capitals_hyphens_and_accents(spelling: str) -> None:
    assert small_gazetteer().person_spelled(spelling) is not None


@pytest.mark.parametrize("spelling", ["Macron", "Kim", ""])
def test_a_single_word_is_no_full_name(spelling: str) -> None:
    assert small_gazetteer().person_spelled(spelling) is None


@pytest.mark.parametrize(
    ("surname", "day", "heads_only", "name"),
    [
        ("Putin", DAY, True, "Vladimir Putin"),
        ("Kim", DAY, True, "Kim Jong Un"),
        ("Lavrov", DAY, True, None),
        ("Lavrov", DAY, False, "Sergei Lavrov"),
        ("Macron", date(2016, 1, 1), True, None),
        ("Macron", date(2017, 5, 14), True, "Emmanuel Macron"),
        ("Sarkozy", date(2012, 9, 1), True, "Nicolas Sarkozy"),
        ("Sarkozy", DAY, True, "Nicolas Sarkozy"),
        ("Sarkozy", date(2006, 1, 1), True, None),
        ("Smith", DAY, False, None),
    ],
)
def test_a_surname_stands_for_the_one_person_it_can_mean(
    surname: str, day: date, heads_only: bool, name: str | None
) -> None:
    found = small_gazetteer().by_surname(surname, on=day, heads_only=heads_only)

    assert (found.actor.name if found else None) == name


@pytest.mark.parametrize(
    ("offices", "of", "day", "name"),
    [
        ({"president"}, "france", DAY, "Emmanuel Macron"),
        ({"president"}, "france", date(2010, 1, 1), "Nicolas Sarkozy"),
        ({"president"}, "france", date(2013, 1, 1), None),
        ({"president"}, "france", None, None),
        ({"foreign-minister"}, "russia", DAY, "Sergei Lavrov"),
        ({"president", "foreign-minister"}, "russia", DAY, None),
        ({"secretary-general"}, "nato", DAY, "Jens Stoltenberg"),
        ({"secretary-general"}, "nato", date(2025, 1, 1), None),
        ({"president"}, "atlantis", DAY, None),
    ],
)
def test_an_office_is_held_by_exactly_one_person_on_a_day_or_by_none(
    offices: set[str], of: str, day: date | None, name: str | None
) -> None:
    found = small_gazetteer().holder(frozenset(offices), of, on=day)

    assert (found.actor.name if found else None) == name


SURNAMES = [
    ("Vladimir Putin", "Russia", {"Putin"}),
    ("Kim Jong Un", "North Korea", {"Kim"}),
    ("Xi Jinping", "China", {"Xi"}),
    ("Bashar al-Assad", "Syria", {"al-Assad", "Assad"}),
    ("Ursula von der Leyen", "Germany", {"von der Leyen", "Leyen"}),
    ("Mohammed bin Salman", "Saudi Arabia", {"bin Salman", "Salman"}),
    ("Luiz Inacio Lula da Silva", "Brazil", {"da Silva", "Silva"}),
    ("Robert F. Kennedy Jr.", "United States", {"Kennedy"}),
    ("Viktor Orban", "Hungary", {"Orban"}),
]


@pytest.mark.parametrize(("name", "state", "short"), SURNAMES)
def test_a_person_is_called_by_these_short_names(name: str, state: str, short: set[str]) -> None:
    assert short <= set(surnames(name, state))


@pytest.mark.parametrize("name", ["Pele", ""])
def test_a_name_of_one_word_has_no_short_form(name: str) -> None:
    assert surnames(name, "Brazil") == ()


def test_an_office_counts_for_two_hundred_days_after_its_term() -> None:
    # 2012-05-15 and 200 days is 2012-12-01, counted by hand.
    sarkozy = person("Nicolas Sarkozy", "france", "president", "2007-05-16", "2012-05-15", state="France")

    assert in_office(sarkozy, date(2012, 12, 1))
    assert not in_office(sarkozy, date(2012, 12, 2))
    assert not in_office(sarkozy, date(2007, 5, 15))
    assert in_office(sarkozy, None)
    assert not in_office(sarkozy, None, offices=frozenset({"monarch"}))


def test_a_person_acts_for_the_organisation_served_on_that_day_and_not_for_a_state() -> None:
    stoltenberg = small_gazetteer().person_spelled("Jens Stoltenberg")
    assert stoltenberg is not None

    assert small_gazetteer().acting(stoltenberg, on=DAY).state == ""


@pytest.mark.parametrize(
    ("who", "of", "elsewhere"),
    [(PUTIN, FRANCE, True), (KIM, RUSSIA, True), (PUTIN, RUSSIA, False), (PUTIN, NATO, False), (MERKEL, FRANCE, False)],
)
def test_who_is_known_to_serve_one_state_serves_no_other(who: Actor, of: Actor, elsewhere: bool) -> None:
    assert small_gazetteer().serves_another(who.id, of) == elsewhere


def _may_serve_france(office: str, *, sovereign: bool = True) -> bool:
    """Return whether who holds an office of Tonga may hold one of France."""
    states = (state("France"), replace(state("Tonga"), sovereign=sovereign))
    who = person("Ana Silva", "tonga", office, "2020-01-01")
    tables = Reference(states={one.actor.id: one for one in states}, organisations={}, persons={who.actor.id: who})
    return not Gazetteer(tables, blank()).serves_another(who.actor.id, states[0].actor)


def test_a_president_of_another_state_serves_no_second_one() -> None:
    assert not _may_serve_france("president")


def test_a_monarch_may_reign_in_several_states() -> None:
    assert _may_serve_france("monarch")


def test_the_official_of_a_territory_may_be_called_by_the_state_above() -> None:
    assert _may_serve_france("president", sovereign=False)


def test_who_served_two_states_may_serve_either() -> None:
    first = person("Ana Silva", "tonga", "president", "2020-01-01")
    both = replace(first, terms=(*first.terms, replace(first.terms[0], of="france")))
    states = (state("France"), state("Tonga"))
    tables = Reference(states={one.actor.id: one for one in states}, organisations={}, persons={both.actor.id: both})

    assert not Gazetteer(tables, blank()).serves_another(both.actor.id, states[0].actor)
