"""When an event has an attribute as the gold has it, and which events are held against which gold rows."""

from __future__ import annotations

import pytest

from kg.agreement import agreements, compare, pair_up
from kg.intervals import Share
from kg.model import DateRange, Place
from kg.naming import load_names
from tests.factories import day, event, gold

NAMES = load_names()


@pytest.mark.parametrize(
    ("text", "when", "right"),
    [
        ("2023-09-13", day("2023-09-13"), True),
        ("2023-09-13", day("2023-09-14"), False),
        ("2023-09", day("2023-09-13"), True),
        ("2023", day("2023-09-01", "2023-09-30"), True),
        ("2023-08-30/2023-09-02", day("2023-09-01", "2023-09-30"), True),
        ("2022", day("2023-01-01"), False),
        ("2023-09-13", None, False),
        ("", None, True),
        ("", day("2023-09-13"), False),
    ],
)
def test_a_date_is_right_if_it_shares_a_day(text: str, when: DateRange | None, right: bool) -> None:
    assert compare(gold(date=text), event(when=when), names=NAMES) == {"date": right}


@pytest.mark.parametrize(
    ("wanted", "found", "right"),
    [
        ("KCNA", "KCNA", True),
        ("the Kremlin", "Kremlin spokesman Dmitry Peskov", True),
        ("Dmitry Peskov", "Peskov", True),
        ("U.S. officials", "Chinese officials", False),
        ("NATO", "North Atlantic Treaty Organization", True),
        ("the", "of", False),
        ("KCNA", "", False),
        ("", "KCNA", False),
        ("", "", True),
    ],
)
def test_an_attribution_is_right_if_it_has_all_words_of_the_other(wanted: str, found: str, right: bool) -> None:
    assert compare(gold(attribution=wanted), event(attribution=found), names=NAMES) == {"attribution": right}


@pytest.mark.parametrize(
    ("wanted", "found", "right"),
    [
        ("Seoul", Place(name="Seoul", country="South Korea"), True),
        ("Camp David", Place(name="Camp David, Maryland"), True),
        ("Ecuador", Place(name="Quito", country="Ecuador"), True),
        ("USA", Place(name="New York", country="United States"), True),
        ("Quito", Place(name="Ecuador", country="Ecuador"), False),
        ("Quito", None, False),
        ("", Place(name="Quito"), False),
        ("", None, True),
    ],
)
def test_a_place_is_right_by_its_name_or_the_country_asked_for(wanted: str, found: Place | None, right: bool) -> None:
    assert compare(gold(place=wanted), event(place=found), names=NAMES) == {"place": right}


def test_only_what_was_annotated_is_compared() -> None:
    assert compare(gold(), event(polarity="negated"), names=NAMES) == {}
    assert compare(gold(polarity="affirmed", modality="planned"), event(), names=NAMES) == {
        "polarity": True,
        "modality": False,
    }


def test_said_and_silent_are_counted_apart_and_what_is_missing_among_the_said() -> None:
    pairs = [
        (gold(date="2023"), event(when=day())),
        (gold(date="2023"), event()),
        (gold(date="2022"), event(when=day())),
        (gold(date=""), event()),
        (gold(), event()),
    ]

    (found,) = (each for each in agreements(pairs, names=NAMES) if each.attribute == "date")

    assert found.said == Share(right=1, total=3)
    assert found.missing == 1
    assert found.silent == Share(right=1, total=1)


def test_several_events_go_to_the_gold_rows_they_agree_with_most() -> None:
    may, june = gold(date="2023-05"), gold(date="2023-06")
    in_june, in_may, undated = event(when=day("2023-06-02")), event(when=day("2023-05-02")), event()

    assert pair_up([may, june], [undated, in_june, in_may], names=NAMES) == [(may, in_may), (june, in_june)]


def test_rows_and_events_are_paired_once_each_in_their_order() -> None:
    rows, events = [gold(), gold()], [event(), event(), event()]

    pairs = pair_up(rows, events, names=NAMES)

    assert [row is mine for (row, _), mine in zip(pairs, rows, strict=True)] == [True, True]
    assert [one is mine for (_, one), mine in zip(pairs, events[:2], strict=True)] == [True, True]
