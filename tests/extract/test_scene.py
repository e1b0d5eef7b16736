"""Occurrences with and without a place in; those that belong to a meeting with its place out."""

from __future__ import annotations

import pytest

from kg.extract.occurrence import Occurrence, Report
from kg.extract.scene import place_by_scene
from kg.extract.story import Story
from kg.model import Actor, DateRange, Place, RelationId
from kg.ontology import load_relations
from tests.extract.parses import FRANCE, KIM, MERKEL, PUTIN, RUSSIA
from tests.factories import day, evidence

PARIS = Place(name="Paris", country="France")
MONDAY, TUESDAY = day("2024-05-06"), day("2024-05-07")


def _one(
    relation: str,
    source: Actor,
    target: Actor,
    *,
    when: DateRange | None = MONDAY,
    place: Place | None = None,
    here: bool = False,
) -> Occurrence:
    report = Report(
        relation=load_relations()[RelationId(relation)], source=source, target=target, evidence=evidence(), here=here
    )
    return Occurrence(reports=[report], date=when, place=place)


def _placed(one: Occurrence, *others: Occurrence, town: Place | None = None) -> Place | None:
    place_by_scene([one, *others], Story(town=town))
    return one.place


def test_what_two_sides_agree_on_the_day_they_meet_is_agreed_there() -> None:
    assert _placed(_one("agreed-with", KIM, PUTIN), _one("met-with", KIM, PUTIN, place=PARIS)) == PARIS


def test_a_state_is_where_its_leader_is() -> None:
    assert _placed(_one("agreed-with", KIM, RUSSIA), _one("met-with", KIM, PUTIN, place=PARIS)) == PARIS


NOT_THERE = [
    pytest.param(_one("agreed-with", KIM, PUTIN, when=TUESDAY), id="another-day"),
    pytest.param(_one("thanked", KIM, MERKEL), id="another-side"),
    pytest.param(_one("spoke-with", KIM, PUTIN), id="a-call"),
    pytest.param(_one("attacked", KIM, PUTIN), id="a-deed"),
    pytest.param(_one("thanked", KIM, PUTIN, when=None), id="undated-word"),
]


@pytest.mark.parametrize("one", NOT_THERE)
def test_what_is_not_of_the_meeting_has_not_its_place(one: Occurrence) -> None:
    assert _placed(one, _one("met-with", KIM, PUTIN, place=PARIS)) is None


def test_the_state_visited_is_where_its_leader_is_met() -> None:
    france = Place(name="France", country="France")

    assert _placed(_one("met-with", KIM, FRANCE), _one("visited", KIM, FRANCE)) == france


def test_a_place_that_is_said_is_kept() -> None:
    lyon = Place(name="Lyon", country="France")

    assert _placed(_one("agreed-with", KIM, PUTIN, place=lyon), _one("met-with", KIM, PUTIN, place=PARIS)) == lyon


def test_here_is_the_town_of_the_dateline() -> None:
    assert _placed(_one("met-with", KIM, PUTIN, here=True), town=PARIS) == PARIS
