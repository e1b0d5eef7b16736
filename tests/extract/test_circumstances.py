"""Clauses parsed by hand in; when and on what occasion out, each only as far as the clause says it."""

from __future__ import annotations

from datetime import date

import pytest

from kg.extract.circumstances import Calendar, ahead, dateline_of, occasion_of, passed
from kg.extract.dates import find_dates
from kg.model import DateRange
from tests.extract.parses import doc, sentence, token

# A Thursday.
PUBLISHED = date(2024, 5, 9)


def _when(
    text: str, trigger: str, report: str | None = None, *, actual: bool = True, published: date | None = PUBLISHED
) -> str:
    parsed = doc(text)
    verb = token(parsed, report) if report else None
    when = Calendar(parsed, published=published).of(token(parsed, trigger), verb, actual=actual)
    if when is None:
        return ""
    return when.earliest.isoformat() + ("" if when.earliest == when.latest else f"..{when.latest.isoformat()}")


DATES = [
    ("Kim/NNP/nsubj/1 met/VBD/ROOT/1 Putin/NNP/dobj/1 on/IN/prep/1 Tuesday/NNP/pobj/3", "met", "2024-05-07"),
    ("Kim/NNP/nsubj/1 met/VBD/ROOT/1 Putin/NNP/dobj/1", "met", ""),
    ("They/PRP/nsubj/1 held/VBD/ROOT/1 talks/NNS/dobj/1 on/IN/prep/1 Tuesday/NNP/pobj/3", "talks", "2024-05-07"),
    (
        "They/PRP/nsubj/1 held/VBD/ROOT/1 talks/NNS/dobj/1 in/IN/prep/1 April/NNP/pobj/3",
        "held",
        "2024-04-01..2024-04-30",
    ),
    ("Their/PRP$/poss/1 talks/NNS/nsubj/4 on/IN/prep/1 Tuesday/NNP/pobj/2 failed/VBD/ROOT/4", "talks", "2024-05-07"),
    (
        "Earlier/RBR/advmod/2 this/DT/det/2 week/NN/npadvmod/4 Kim/NNP/nsubj/4 wrote/VBD/ROOT/4",
        "wrote",
        "2024-05-06..2024-05-08",
    ),
]


@pytest.mark.parametrize(("text", "trigger", "day"), DATES)
def test_an_event_is_dated_by_what_hangs_on_it_or_on_its_verb(text: str, trigger: str, day: str) -> None:
    assert _when(text, trigger) == day


def test_the_date_of_a_clause_within_is_not_that_of_the_clause_around() -> None:
    text = "Kim/NNP/nsubj/1 praised/VBD/ROOT/1 Putin/NNP/dobj/1 who/WP/nsubj/4 won/VBD/relcl/2 on/IN/prep/4 Tuesday/NNP/pobj/5"

    assert (_when(text, "praised"), _when(text, "won")) == ("", "2024-05-07")


def test_the_nearest_of_two_dates_is_taken() -> None:
    text = "Kim/NNP/nsubj/1 wrote/VBD/ROOT/1 on/IN/prep/1 Tuesday/NNP/pobj/2 and/CC/cc/1 called/VBD/conj/1 on/IN/prep/5 Wednesday/NNP/pobj/6"

    assert (_when(text, "wrote"), _when(text, "called")) == ("2024-05-07", "2024-05-08")


def test_a_date_that_belongs_to_another_noun_is_not_taken() -> None:
    text = "Kim/NNP/nsubj/1 sent/VBD/ROOT/1 aid/NN/dobj/1 since/IN/prep/1 the/DT/det/5 war/NN/pobj/3 in/IN/prep/5 2022/CD/pobj/6"

    assert _when(text, "sent") == ""


REPORTED = "Kim/NNP/nsubj/2 has/VBZ/aux/2 written/VBN/ccomp/5 state/NN/compound/4 media/NNS/nsubj/5 reported/VBD/ROOT/5 Thursday/NNP/npadvmod/5"


def test_what_has_just_happened_is_dated_by_its_report() -> None:
    assert _when(REPORTED, "written", "reported") == "2024-05-09"


def test_a_plan_is_not_dated_by_its_report() -> None:
    assert _when(REPORTED, "written", "reported", actual=False) == ""


def test_what_had_happened_before_is_not_dated_by_its_report() -> None:
    assert _when(REPORTED.replace("has/VBZ", "had/VBD"), "written", "reported") == ""


def test_what_needs_the_publication_day_has_no_date_without_one() -> None:
    assert _when(REPORTED, "written", "reported", published=None) == ""


@pytest.mark.parametrize("published", [PUBLISHED, None])
def test_the_publication_day_never_stands_in_for_a_date_that_is_not_said(published: date | None) -> None:
    assert _when("Kim/NNP/nsubj/1 met/VBD/ROOT/1 Putin/NNP/dobj/1", "met", published=published) == ""


def test_the_date_of_a_deed_is_not_that_of_what_came_before_it() -> None:
    text = (
        "Russia/NNP/nsubj/1 protested/VBD/ROOT/1 on/IN/prep/1 Tuesday/NNP/pobj/2 after/IN/mark/6 Georgia/NNP/nsubj/6 "
        "arrested/VBD/advcl/1 officers/NNS/dobj/6"
    )

    assert (_when(text, "protested"), _when(text, "arrested")) == ("2024-05-07", "")


def test_the_day_of_what_is_agreed_is_not_that_of_agreeing_to_it() -> None:
    text = "They/PRP/nsubj/1 agreed/VBD/ROOT/1 to/TO/aux/3 hold/VB/xcomp/1 talks/NNS/dobj/3 on/IN/prep/3 Tuesday/NNP/pobj/5"

    assert (_when(text, "agreed"), _when(text, "talks")) == ("", "2024-05-07")


def test_the_day_of_talks_is_that_of_what_was_agreed_at_them() -> None:
    text = "They/PRP/nsubj/1 agreed/VBD/ROOT/1 at/IN/prep/1 talks/NNS/pobj/2 in/IN/prep/3 April/NNP/pobj/4"

    assert _when(text, "agreed") == "2024-04-01..2024-04-30"


def test_a_day_behind_a_comma_belongs_to_the_verb() -> None:
    text = "Kim/NNP/nsubj/1 met/VBD/ROOT/1 an/DT/det/3 envoy/NN/dobj/1 ,/,/punct/3 Tuesday/NNP/appos/3"

    assert _when(text, "met") == "2024-05-07"


@pytest.mark.parametrize(
    ("day", "expected"),
    [("2024-05-13", "2024-05-06"), ("2024-05-09", "2024-05-09"), ("2024-05-07", "2024-05-07")],
)
def test_the_weekday_of_a_deed_is_the_last_one(day: str, expected: str) -> None:
    when = DateRange(earliest=date.fromisoformat(day), latest=date.fromisoformat(day), text="on Monday")

    assert passed(when, PUBLISHED) == DateRange(
        earliest=date.fromisoformat(expected), latest=date.fromisoformat(expected), text="on Monday"
    )


@pytest.mark.parametrize(
    ("first", "last", "words", "expected"),
    [
        ("2024-03-01", "2024-03-31", "in March", ("2025-03-01", "2025-03-31")),
        ("2024-02-01", "2024-02-29", "in February", ("2025-02-01", "2025-02-28")),
        ("2024-03-01", "2024-03-31", "in March 2024", None),
        ("2024-05-07", "2024-05-07", "on Tuesday", ("2024-05-14", "2024-05-14")),
        ("2024-05-01", "2024-05-01", "on May 1, 2024", None),
        ("2024-06-01", "2024-06-30", "in June", ("2024-06-01", "2024-06-30")),
    ],
)
def test_a_plan_is_for_a_day_that_is_to_come(
    first: str, last: str, words: str, expected: tuple[str, str] | None
) -> None:
    when = ahead(DateRange(earliest=date.fromisoformat(first), latest=date.fromisoformat(last), text=words), PUBLISHED)

    assert (when and (when.earliest.isoformat(), when.latest.isoformat())) == expected


DATELINES = [
    ("MOSCOW, June 27 (UPI) -- Turkey has said", True),
    ("May 20, 2009 (KHARTOUM) – Libya is trying", True),
    ("India | Beijing, Aug 04: The group blames", True),
    ("Miami, Nov 6 (IANS) Presidents lined up", True),
    ("On May 6 the two met", False),
    ("President William Ruto on May 6, 2023, witnessed the signing", False),
    ("SYDNEY (Reuters) – The minister will travel on Friday", False),
]


@pytest.mark.parametrize(("text", "stands_before"), DATELINES)
def test_the_date_before_a_dispatch_is_none_of_its_events(text: str, stands_before: bool) -> None:
    assert (dateline_of(text, find_dates(text, published=date(2024, 6, 30))) is not None) == stands_before


def test_the_dates_of_a_paragraph_are_read_only_when_one_is_asked_for() -> None:
    parsed = doc("Kim/NNP/nsubj/1 met/VBD/ROOT/1 Putin/NNP/dobj/1 on/IN/prep/1 Tuesday/NNP/pobj/3")
    calendar = Calendar(parsed, published=PUBLISHED)

    before = calendar.is_read
    calendar.of(token(parsed, "met"), None, actual=True)

    assert (before, calendar.is_read) == (False, True)


# ---- occasions


def _occasion(text: str, trigger: str) -> str | None:
    parsed = doc(text)
    return occasion_of(token(parsed, trigger), sentence(parsed))


OCCASIONS = [
    ("over/IN/prep/1 Victory/NNP/compound/5 Day/NNP/pobj/3", "Victory Day"),
    ("on/IN/prep/1 New/NNP/compound/5 Year/NNP/pobj/3", "New Year"),
    ("for/IN/prep/1 Nowruz/NNP/pobj/3", "Nowruz"),
    ("over/IN/prep/1 the/DT/det/5 war/NN/pobj/3", None),
    ("every/DT/det/4 day/NN/npadvmod/1", None),
]


@pytest.mark.parametrize(("ending", "occasion"), OCCASIONS)
def test_a_named_day_in_the_clause_is_the_occasion(ending: str, occasion: str | None) -> None:
    assert _occasion(f"Kim/NNP/nsubj/1 wrote/VBD/ROOT/1 Putin/NNP/dobj/1 {ending}", "wrote") == occasion


@pytest.mark.xfail(strict=True, reason="a clause below a verb of saying takes every named day that hangs on that verb")
def test_a_named_day_in_another_clause_is_not_the_occasion() -> None:
    text = (
        "Kim/NNP/nsubj/1 said/VBD/ROOT/1 that/IN/mark/5 Russia/NNP/nsubj/5 had/VBD/aux/5 attacked/VBN/ccomp/1 while/IN/mark/8 "
        "they/PRP/nsubj/8 marked/VBD/advcl/1 Victory/NNP/compound/10 Day/NNP/dobj/8"
    )

    assert _occasion(text, "attacked") is None
