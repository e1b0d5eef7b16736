"""Occurrences and the days that an article names in; the days of those without one out."""

from __future__ import annotations

from datetime import date

import pytest

from kg.extract.find import extract
from kg.extract.occurrence import Occurrence, Report
from kg.extract.story import Story, date_by_story
from kg.extract.tense import Tense
from kg.model import Article, DateRange, Modality, RelationId
from kg.ontology import load_relations
from tests.extract.parses import KIM, MERKEL, PUTIN
from tests.factories import day, evidence

# A Thursday.
PUBLISHED = date(2024, 5, 9)
TUESDAY, WEDNESDAY = day("2024-05-07"), day("2024-05-08")


def _dated(
    story: Story,
    relation: str = "thanked",
    *,
    at: int = 50,
    tense: Tense = "past",
    modality: Modality = "actual",
    days_back: int | None = None,
) -> DateRange | None:
    report = Report(
        relation=load_relations()[RelationId(relation)],
        source=KIM,
        target=PUTIN,
        evidence=evidence(start=at, modality=modality),
        tense=tense,
        days_back=days_back,
    )
    one = Occurrence(reports=[report])
    date_by_story([one], story)
    return one.date


def _story(*days: tuple[int, DateRange], lead: int = 0) -> Story:
    story = Story(PUBLISHED, lead=lead)
    for start, when in days:
        story.note(start, when)
    return story


def test_what_the_past_tense_tells_has_the_day_last_named() -> None:
    assert _dated(_story((0, TUESDAY), (40, WEDNESDAY), (90, TUESDAY))) == WEDNESDAY


def test_what_is_told_before_any_day_is_named_has_the_first_one() -> None:
    assert _dated(_story((60, WEDNESDAY), (90, TUESDAY))) == WEDNESDAY


def test_without_a_day_in_the_text_there_is_no_day() -> None:
    assert _dated(Story(PUBLISHED)) is None


def test_the_day_of_the_dateline_stands_in_where_the_text_names_none() -> None:
    story = Story(PUBLISHED, dateline=WEDNESDAY)

    assert _dated(story) == WEDNESDAY


UNDATED = [
    pytest.param({"tense": "pluperfect"}, id="background"),
    pytest.param({"tense": "present"}, id="present"),
    pytest.param({"tense": "perfect"}, id="perfect-after-the-lead"),
    pytest.param({"modality": "planned"}, id="plan"),
    pytest.param({"relation": "cooperates-with"}, id="what-lasts"),
]


@pytest.mark.parametrize("how", UNDATED)
def test_plans_background_and_what_lasts_are_not_dated_by_the_story(how: dict[str, str]) -> None:
    assert _dated(_story((0, TUESDAY)), **how) is None  # type: ignore[arg-type] # a table of one argument each


def test_what_has_happened_at_the_head_of_the_text_is_the_news_of_the_day() -> None:
    assert _dated(_story((0, TUESDAY), lead=60), tense="perfect") == TUESDAY


@pytest.mark.parametrize(("back", "expected"), [(1, "2024-05-06"), (0, "2024-05-07")])
def test_a_day_earlier_is_counted_from_the_day_of_the_story(back: int, expected: str) -> None:
    when = _dated(_story((0, TUESDAY)), tense="pluperfect", days_back=back)

    assert when is not None
    assert when.earliest.isoformat() == when.latest.isoformat() == expected


def test_an_earlier_day_goes_on_for_what_the_same_actor_did_next() -> None:
    story = _story((0, TUESDAY))
    relation = load_relations()[RelationId("thanked")]
    first = Report(relation=relation, source=KIM, target=PUTIN, evidence=evidence(start=50), tense="past", days_back=1)
    later = [
        Occurrence(
            reports=[Report(relation=relation, source=who, target=MERKEL, evidence=evidence(start=150), tense="past")]
        )
        for who in (KIM, PUTIN)
    ]
    date_by_story([Occurrence(reports=[first]), *later], story)

    assert [one.date and one.date.earliest.isoformat() for one in later] == ["2024-05-06", "2024-05-07"]


def test_a_look_back_ends_with_its_paragraph() -> None:
    story = _story((0, TUESDAY), (20, day("2016-01-01", "2016-01-31")))
    within = _dated(story)
    story.begin(45)

    assert (within, _dated(story)) == (None, TUESDAY)


def test_a_day_to_come_is_not_the_day_of_the_story() -> None:
    assert _dated(_story((0, TUESDAY), (20, day("2024-05-12")))) == TUESDAY


# ---- whole texts

TEXTS = [
    ("Kim Jong Un met Vladimir Putin on Tuesday. Xi Jinping praised Putin.", "praised", "2024-05-07"),
    ("Kim Jong Un met Vladimir Putin on Tuesday. Xi Jinping has praised Putin.", "praised", "2024-05-07"),
    ("Kim Jong Un met Vladimir Putin on Tuesday. Xi Jinping had praised Putin.", "praised", ""),
    ("Kim Jong Un met Vladimir Putin on the 7th, the agency said.", "met-with", "2024-05-07"),
    ("Russia said it would leave, and thanked China on Tuesday.", "thanked", "2024-05-07"),
    ("MOSCOW, May 8 (AFP) -- Vladimir Putin thanked China.", "thanked", "2024-05-08"),
    ("Vladimir Putin thanked China.", "thanked", ""),
]


@pytest.mark.model
@pytest.mark.parametrize(("text", "relation", "expected"), TEXTS)
def test_an_event_has_the_day_that_a_reader_would_give_it(text: str, relation: str, expected: str) -> None:
    ((_, events),) = extract([Article(id="a1", text=text, published=PUBLISHED)])

    (event,) = (event for event in events if event.relation == relation)
    assert (event.date.earliest.isoformat() if event.date else "") == expected
