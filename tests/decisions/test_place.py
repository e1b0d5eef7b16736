"""Where an event was, as a person corrects it: what it changes, what it leaves alone, and who wins."""

from __future__ import annotations

from pathlib import Path

import pytest

from kg.decisions import decisions_of_sheet
from kg.decisions.words import decided_text
from kg.model import Place
from tests.decisions.deciding import DAY, NATIONS, RUSSIA, UKRAINE, UN, apply, decide, graph_of, judge
from tests.factories import day, event

WRONG = event("met-with", RUSSIA, UKRAINE, when=day("2024-05-09"), place=Place(name="Geneva", country="Switzerland"))


def test_a_corrected_place_is_that_of_the_event_which_keeps_its_id() -> None:
    applied = apply([WRONG], judge("correct-place", WRONG, place="Istanbul", country="Turkey"))

    (found,) = graph_of(applied).events
    assert (found.place, found.id) == (Place(name="Istanbul", country="Turkey"), WRONG.id)
    assert decided_text(applied.decided[0]) == (
        "place corrected by Ana on 2026-11-26 (before: Geneva, Switzerland): checked"
    )


def test_a_place_that_is_not_known_is_taken_out_and_one_can_be_put_in() -> None:
    (without,) = apply([WRONG], judge("correct-place", WRONG)).events

    applied = apply([without], judge("correct-place", without, place="Istanbul"))

    assert without.place is None
    assert (applied.events[0].place, applied.decided[0].before) == (Place(name="Istanbul"), ("no place",))


def test_of_two_places_the_later_wins_and_a_date_beside_it_stands() -> None:
    applied = apply(
        [WRONG],
        judge("correct-place", WRONG, place="Istanbul", name="one"),
        judge("correct-date", WRONG, name="when"),
        judge("correct-place", WRONG, place="Ankara", name="two"),
    )

    assert [each.decision.name for each in applied.decided] == ["when", "two"]
    assert [(each.decision.name, each.outcome) for each in applied.unmet] == [("one", "overruled")]


@pytest.mark.parametrize("first", [0, 1], ids=["before", "after"])
@pytest.mark.parametrize("other", ["a0", "a2"])
def test_a_place_stands_when_actors_become_one_and_with_them_two_events(first: int, other: str) -> None:
    wrong = event("met-with", UN, RUSSIA, when=day("2024-05-09"), place=Place(name="Geneva"))
    same = event("met-with", NATIONS, RUSSIA, when=day("2024-05-09"), place=Place(name="Paris"), article=other)
    decisions = [
        judge("correct-place", wrong, place="Istanbul"),
        decide("merge-actors", UN.id, NATIONS.id, into=NATIONS.id),
    ]

    applied = apply([wrong, same], decisions[first], decisions[1 - first])

    (found,) = graph_of(applied).events
    assert found.place == Place(name="Istanbul")
    (place,) = [each for each in applied.decided if each.decision.kind == "correct-place"]
    assert place.before == ("Geneva", "Paris")
    assert {article for _, article, _ in place.claims} == {"a1", other}


def test_of_two_places_of_events_that_become_one_the_later_wins() -> None:
    one = event("met-with", UN, RUSSIA, when=day("2024-05-09"))
    other = event("met-with", NATIONS, RUSSIA, when=day("2024-05-09"), article="a2")

    applied = apply(
        [one, other],
        judge("correct-place", one, name="later-beaten", place="Istanbul"),
        judge("correct-place", other, name="last", place="Ankara"),
        decide("merge-actors", UN.id, NATIONS.id, into=NATIONS.id),
    )

    assert {each.place for each in applied.events} == {Place(name="Ankara")}
    assert [(each.decision.name, each.outcome) for each in applied.unmet] == [("later-beaten", "overruled")]


@pytest.mark.parametrize("place", [" ", "\n\t"])
def test_a_blank_place_is_none(place: str) -> None:
    with pytest.raises(ValueError, match="place is blank"):
        judge("correct-place", WRONG, place=place)


def test_a_sheet_has_the_place_in_label_and_its_state_in_into(tmp_path: Path) -> None:
    path = tmp_path / "s.csv"
    path.write_text(
        "decision,kind,event,label,into\nyes,correct-place,e1,Istanbul,Turkey\nyes,correct-place,e2,unknown,\n"
        "yes,correct-place,e3,,\n",
        encoding="utf-8",
    )

    found, skipped = decisions_of_sheet(path, who="Ana", when=DAY)

    assert [(each.place, each.country) for each in found] == [("Istanbul", "Turkey"), ("", "")]
    assert [each.why for each in skipped] == ["label is missing; write the right place, such as Geneva, or unknown"]
