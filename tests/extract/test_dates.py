"""Tables of English date expressions, and laws that hold for any text."""

from __future__ import annotations

import time
from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.extract.dates import DateMention, find_dates

# A Wednesday: its week runs from Monday 2024-05-13 to Sunday 2024-05-19. All expectations are worked out by hand.
WEDNESDAY = date(2024, 5, 15)
MONDAY = date(2024, 5, 13)
SUNDAY = date(2024, 5, 19)


def _spans(text: str, published: date | None = WEDNESDAY) -> list[tuple[str, str]]:
    return [(found.text, _iso(found)) for found in find_dates(text, published=published)]


def _iso(found: DateMention) -> str:
    if found.earliest == found.latest:
        return found.earliest.isoformat()
    return f"{found.earliest.isoformat()}..{found.latest.isoformat()}"


FIXED = [
    ("May 9, 2024", "2024-05-09"),
    ("May 9 2024", "2024-05-09"),
    ("MAY 9, 2024", "2024-05-09"),
    ("9 May 2024", "2024-05-09"),
    ("9 May, 2024", "2024-05-09"),
    ("the 9th of May 2024", "2024-05-09"),
    ("May 9th, 2024", "2024-05-09"),
    ("Thursday, May 9, 2024", "2024-05-09"),
    ("on Thurs., 9 May 2024", "2024-05-09"),
    ("Sept. 13, 2023", "2023-09-13"),
    ("Sept.\u00a013, 2023", "2023-09-13"),
    ("Feb. 29, 2024", "2024-02-29"),
    ("2024-05-09", "2024-05-09"),
    ("2024/05/09", "2024-05-09"),
    ("25.05.2024", "2024-05-25"),
    ("05.05.2024", "2024-05-05"),
    ("25/5/2024", "2024-05-25"),
    ("5/25/2024", "2024-05-25"),
    ("9/11", "2001-09-11"),
    ("in May 2024", "2024-05-01..2024-05-31"),
    ("May 2024", "2024-05-01..2024-05-31"),
    ("February of 2023", "2023-02-01..2023-02-28"),
    ("early May 2024", "2024-05-01..2024-05-10"),
    ("mid-March 2024", "2024-03-11..2024-03-20"),
    ("late May 2024", "2024-05-21..2024-05-31"),
    ("in 2022", "2022-01-01..2022-12-31"),
    ("in early 2020", "2020-01-01..2020-04-30"),
    ("early 2020", "2020-01-01..2020-04-30"),
    ("mid-2021", "2021-05-01..2021-08-31"),
    ("late 2021", "2021-09-01..2021-12-31"),
    ("the end of 2021", "2021-09-01..2021-12-31"),
    ("the first half of 2023", "2023-01-01..2023-06-30"),
    ("the second half of 2023", "2023-07-01..2023-12-31"),
    ("the third quarter of 2023", "2023-07-01..2023-09-30"),
    ("Q1 2024", "2024-01-01..2024-03-31"),
    ("spring 2021", "2021-03-01..2021-05-31"),
    ("the summer of 2021", "2021-06-01..2021-08-31"),
    ("winter 2021", "2021-12-01..2022-02-28"),
    ("the 1990s", "1990-01-01..1999-12-31"),
    ("in the 1990s", "1990-01-01..1999-12-31"),
    ("the early 1990s", "1990-01-01..1993-12-31"),
    ("the late 1990s", "1997-01-01..1999-12-31"),
    ("1941-1945", "1941-01-01..1945-12-31"),
    ("2014\u201316", "2014-01-01..2016-12-31"),
    ("from 2014 to 2016", "2014-01-01..2016-12-31"),
    ("between 2014 and 2016", "2014-01-01..2016-12-31"),
    ("May 3-5, 2021", "2021-05-03..2021-05-05"),
    ("May 3\u20135, 2021", "2021-05-03..2021-05-05"),
    ("from 3 to 5 May 2021", "2021-05-03..2021-05-05"),
    ("3-5 May 2021", "2021-05-03..2021-05-05"),
    ("14 and 15 June 2018", "2018-06-14..2018-06-15"),
    ("June 14 and 15, 2018", "2018-06-14..2018-06-15"),
    ("between May 3 and May 5, 2021", "2021-05-03..2021-05-05"),
    ("from May 30 to June 2, 2021", "2021-05-30..2021-06-02"),
    ("from Dec. 30 to Jan. 2, 2021", "2020-12-30..2021-01-02"),
    ("from May 30, 2021 to June 2", "2021-05-30..2021-06-02"),
    ("May 30-June 2, 2021", "2021-05-30..2021-06-02"),
    ("30 May - 2 June 2021", "2021-05-30..2021-06-02"),
    ("from May 2021 to June 2022", "2021-05-01..2022-06-30"),
    ("between May and July 2021", "2021-05-01..2021-07-31"),
    ("from November to February 2022", "2021-11-01..2022-02-28"),
]

ANCHORED = [
    # A day without a year: the latest one up to the publication date.
    ("May 9th", "2024-05-09"),
    ("on May 9", "2024-05-09"),
    ("Sept. 13", "2023-09-13"),
    ("May 15", "2024-05-15"),
    ("May 16", "2023-05-16"),
    ("on the 14th of June", "2023-06-14"),
    ("Feb. 29", "2024-02-29"),
    ("between May 3 and May 5", "2024-05-03..2024-05-05"),
    ("between May 14 and May 16", "2024-05-14..2024-05-16"),
    ("May 14-16", "2024-05-14..2024-05-16"),
    ("from Dec. 30 to Jan. 2", "2023-12-30..2024-01-02"),
    ("Sept. 13 last year", "2023-09-13"),
    ("in September", "2023-09-01..2023-09-30"),
    ("in May", "2024-05-01..2024-05-31"),
    ("September last year", "2023-09-01..2023-09-30"),
    ("in September of last year", "2023-09-01..2023-09-30"),
    ("last September", "2023-09-01..2023-09-30"),
    ("last May", "2023-05-01..2023-05-31"),
    ("last April", "2024-04-01..2024-04-30"),
    ("this May", "2024-05-01..2024-05-31"),
    ("next March", "2025-03-01..2025-03-31"),
    ("next June", "2024-06-01..2024-06-30"),
    ("mid-March", "2024-03-11..2024-03-20"),
    ("in late April", "2024-04-21..2024-04-30"),
    ("the beginning of May", "2024-05-01..2024-05-10"),
    ("in March and April", "2024-03-01..2024-04-30"),
    ("last summer", "2023-06-01..2023-08-31"),
    ("this summer", "2024-06-01..2024-08-31"),
    ("last winter", "2023-12-01..2024-02-29"),
    ("next spring", "2025-03-01..2025-05-31"),
    ("the first half of last year", "2023-01-01..2023-06-30"),
    ("the first half of the year", "2024-01-01..2024-06-30"),
    ("late last year", "2023-09-01..2023-12-31"),
    ("early next year", "2025-01-01..2025-04-30"),
    ("the end of the year", "2024-09-01..2024-12-31"),
    ("since 2019", "2019-01-01..2024-05-15"),
    ("since Feb. 24, 2022", "2022-02-24..2024-05-15"),
    ("since Thursday", "2024-05-09..2024-05-15"),
    ("Thursday", "2024-05-09"),
    ("on Thursday", "2024-05-09"),
    ("Wednesday", "2024-05-15"),
    ("Thursday evening", "2024-05-09"),
    ("late Tuesday", "2024-05-14"),
    ("early on Tuesday", "2024-05-14"),
    ("last Thursday", "2024-05-09"),
    ("last Wednesday", "2024-05-08"),
    ("next Monday", "2024-05-20"),
    ("next Wednesday", "2024-05-22"),
    ("this Friday", "2024-05-17"),
    ("this Tuesday", "2024-05-14"),
    ("Monday next week", "2024-05-20"),
    ("on Friday last week", "2024-05-10"),
    ("Tuesday-Wednesday", "2024-05-14..2024-05-15"),
    ("Monday and Tuesday", "2024-05-13..2024-05-14"),
    ("Friday to Sunday", "2024-05-10..2024-05-12"),
    ("today", "2024-05-15"),
    ("Today", "2024-05-15"),
    ("earlier today", "2024-05-15"),
    ("this morning", "2024-05-15"),
    ("tonight", "2024-05-15"),
    ("last night", "2024-05-14"),
    ("yesterday", "2024-05-14"),
    ("yesterday evening", "2024-05-14"),
    ("tomorrow", "2024-05-16"),
    ("the day before yesterday", "2024-05-13"),
    ("the day after tomorrow", "2024-05-17"),
    ("the previous day", "2024-05-14"),
    ("this week", "2024-05-13..2024-05-19"),
    ("earlier this week", "2024-05-13..2024-05-14"),
    ("earlier in the week", "2024-05-13..2024-05-14"),
    ("later this week", "2024-05-16..2024-05-19"),
    ("last week", "2024-05-06..2024-05-12"),
    ("Last week", "2024-05-06..2024-05-12"),
    ("next week", "2024-05-20..2024-05-26"),
    ("late last week", "2024-05-10..2024-05-12"),
    ("this month", "2024-05-01..2024-05-31"),
    ("earlier this month", "2024-05-01..2024-05-14"),
    ("later this month", "2024-05-16..2024-05-31"),
    ("last month", "2024-04-01..2024-04-30"),
    ("next month", "2024-06-01..2024-06-30"),
    ("this year", "2024-01-01..2024-12-31"),
    ("earlier this year", "2024-01-01..2024-05-14"),
    ("later this year", "2024-05-16..2024-12-31"),
    ("last year", "2023-01-01..2023-12-31"),
    ("next year", "2025-01-01..2025-12-31"),
    ("two days ago", "2024-05-13"),
    ("3 days ago", "2024-05-12"),
    ("three weeks ago", "2024-04-22..2024-04-28"),
    ("a month ago", "2024-04-01..2024-04-30"),
    ("a year ago", "2023-01-01..2023-12-31"),
    ("five years ago", "2019-01-01..2019-12-31"),
    ("a few days ago", "2024-05-08..2024-05-13"),
    ("over the weekend", "2024-05-11..2024-05-12"),
    ("last weekend", "2024-05-11..2024-05-12"),
    ("this weekend", "2024-05-18..2024-05-19"),
    ("next weekend", "2024-05-25..2024-05-26"),
    ("recent days", "2024-05-08..2024-05-15"),
    ("in recent days", "2024-05-08..2024-05-15"),
    ("in recent weeks", "2024-04-17..2024-05-15"),
    ("the past two weeks", "2024-05-01..2024-05-15"),
    ("in the last three months", "2024-02-15..2024-05-15"),
    ("over the past year", "2023-05-15..2024-05-15"),
    ("the past few days", "2024-05-08..2024-05-15"),
    ("the next two days", "2024-05-15..2024-05-17"),
    ("in the coming weeks", "2024-05-15..2024-06-12"),
]

SENTENCES = [
    ("The leaders will meet on Thursday.", [("on Thursday", "2024-05-16")]),
    ("The talks will resume Wednesday.", [("Wednesday", "2024-05-15")]),
    ("Putin is due in Beijing on May 16.", [("on May 16", "2024-05-16")]),
    ("The summit is set to open on June 1.", [("on June 1", "2024-06-01")]),
    ("The vote, scheduled for Sept. 13, was moved.", [("Sept. 13", "2024-09-13")]),
    ("A visit is planned for September.", [("September", "2024-09-01..2024-09-30")]),
    ("Their next round begins May 20.", [("May 20", "2024-05-20")]),
    ("Elections would be held in November.", [("in November", "2024-11-01..2024-11-30")]),
    ("The games will run May 14-16.", [("May 14-16", "2024-05-14..2024-05-16")]),
    ("The rivals will meet over the weekend.", [("over the weekend", "2024-05-18..2024-05-19")]),
    # Behind a verb of saying, or in a new sentence, the cue no longer counts.
    ("Russia will respond, Lavrov said on Thursday.", [("on Thursday", "2024-05-09")]),
    ("Talks will resume. On Thursday they paused.", [("On Thursday", "2024-05-09")]),
    ("He will visit the U.S. Thursday.", [("Thursday", "2024-05-16")]),
    ("It will be announced on Thursday.", [("on Thursday", "2024-05-16")]),
    ("MOSCOW, May 9 (Agency) - It rained.", [("May 9", "2024-05-09")]),
    ("On May 9, 2000 soldiers marched.", [("On May 9", "2024-05-09")]),
    ("On May 9, 2,000 soldiers marched.", [("On May 9", "2024-05-09")]),
    ("They met on Tuesday and Thursday.", [("on Tuesday", "2024-05-14"), ("Thursday", "2024-05-09")]),
    ("It moved from the 1990s into 2022.", [("the 1990s", "1990-01-01..1999-12-31")]),
    (
        "Last\nweek he left, and last month\nhe came.",
        [
            ("Last\nweek", "2024-05-06..2024-05-12"),
            ("last month", "2024-04-01..2024-04-30"),
        ],
    ),
    (
        "The truce, signed in 2014, fell in Feb. 2022.",
        [
            ("in 2014", "2014-01-01..2014-12-31"),
            ("in Feb. 2022", "2022-02-01..2022-02-28"),
        ],
    ),
    ("Tuesday's attack and last year's vote", [("Tuesday", "2024-05-14"), ("last year", "2023-01-01..2023-12-31")]),
    ("by the end of May", [("the end of May", "2024-05-21..2024-05-31")]),
    ("the elections of 2021", [("2021", "2021-01-01..2021-12-31")]),
    ("In Spring 2021 he left.", [("In Spring 2021", "2021-03-01..2021-05-31")]),
    ("until March", [("March", "2024-03-01..2024-03-31")]),
]

NOT_DATES = [
    "They may meet.",
    "May the talks succeed?",
    "Theresa May resigned, and May left.",
    "Theresa May 10 times refused.",
    "the government of Theresa May",
    "Parliament lost confidence in May",
    "After May resigned, Johnson followed.",
    "They march on the capital; March on!",
    "Protesters March to the square",
    "the second meeting",
    "a second, two seconds",
    "2,000 soldiers",
    "1500 troops",
    "1,500 troops in 2000 villages",
    "a crowd of 2000",
    "UN resolution 2231",
    "Security Council Resolution 1973",
    "Boeing 737",
    "at 10:30, at 5 p.m., at 1800 GMT",
    "the Sunday Times",
    "Black Friday",
    "the Good Friday Agreement",
    "Bloody Sunday",
    "Fridays for Future",
    "the G20 and the G7",
    "the day of the vote, day by day",
    "a 45-year-old man, aged 30",
    "Putin, 71, and Kim, 40",
    "more than a decade",
    "more than two years ago",
    "the next day",
    "for two weeks",
    "Russia Today reported",
    "USA Today",
    "the Arab Spring of 2011",
    "the Long March 5 rocket",
    "09.05.2024",
    "9/5/2024",
    "32 May, May 2024th",
    "2023-02-30",
    "version 1.13.2024.5",
    "10.0.2021.1",
    "$2022",
    "May 20 percent leave?",
]


def test_the_anchor_days_are_the_weekdays_they_are_called() -> None:
    assert [day.strftime("%A") for day in (WEDNESDAY, MONDAY, SUNDAY)] == ["Wednesday", "Monday", "Sunday"]


@pytest.mark.parametrize(("words", "expected"), FIXED)
def test_a_full_date_needs_no_publication_date(words: str, expected: str) -> None:
    found = find_dates(f"They met {words}.", published=None)

    assert [(one.text, _iso(one), one.anchored) for one in found] == [(words, expected, False)]


@pytest.mark.parametrize(("words", "expected"), FIXED)
def test_a_publication_date_changes_nothing_about_a_full_date(words: str, expected: str) -> None:
    assert _spans(f"They met {words}.") == [(words, expected)]
    assert [one.anchored for one in find_dates(words, published=WEDNESDAY)] == [False]


@pytest.mark.parametrize(("words", "expected"), ANCHORED)
def test_a_relative_date_is_worked_out_from_the_publication_date(words: str, expected: str) -> None:
    found = find_dates(f"they met {words}.", published=WEDNESDAY)

    assert [(one.text, _iso(one), one.anchored) for one in found] == [(words, expected, True)]


@pytest.mark.parametrize("words", [words for words, _ in ANCHORED])
def test_a_relative_date_is_left_out_without_a_publication_date(words: str) -> None:
    assert _spans(f"They met {words}.", None) == []


@pytest.mark.parametrize(("sentence", "expected"), SENTENCES)
def test_words_around_a_date_decide_its_reading(sentence: str, expected: list[tuple[str, str]]) -> None:
    assert _spans(sentence) == expected


@pytest.mark.parametrize("text", NOT_DATES)
def test_what_only_looks_like_a_date_is_left_alone(text: str) -> None:
    assert _spans(text) == []


@pytest.mark.parametrize(
    ("words", "published", "expected"),
    [
        ("earlier this week", MONDAY, "2024-05-13"),
        ("later this week", SUNDAY, "2024-05-19"),
        ("over the weekend", MONDAY, "2024-05-11..2024-05-12"),
        ("over the weekend", SUNDAY, "2024-05-18..2024-05-19"),
        ("last weekend", SUNDAY, "2024-05-11..2024-05-12"),
        ("last month", date(2024, 3, 31), "2024-02-01..2024-02-29"),
        ("a month ago", date(2024, 1, 15), "2023-12-01..2023-12-31"),
        ("the past month", date(2024, 3, 31), "2024-02-29..2024-03-31"),
        ("earlier this year", date(2024, 1, 1), "2024-01-01"),
        ("this winter", date(2024, 1, 20), "2023-12-01..2024-02-29"),
        ("Feb. 29", date(2023, 6, 1), "2020-02-29"),
        ("in December", date(2024, 1, 2), "2023-12-01..2023-12-31"),
    ],
)
def test_the_edges_of_weeks_months_and_years_hold(words: str, published: date, expected: str) -> None:
    assert [days for _, days in _spans(words, published)] == [expected]


def test_offsets_count_characters_not_bytes() -> None:
    text = "🇺🇦 Zelenskyy’s visit, 2024-05-09"

    (found,) = find_dates(text, published=None)

    assert (found.start, found.end) == (text.index("2024"), len(text))


@pytest.mark.parametrize("published", [date.min, date.max])
def test_the_first_and_last_day_of_the_calendar_raise_nothing(published: date) -> None:
    for words, _ in ANCHORED:
        find_dates(f"It will, as {words}, be.", published=published)


def test_a_mention_that_ends_before_it_starts_is_refused() -> None:
    with pytest.raises(ValueError, match="after latest"):
        DateMention(start=0, end=1, text="x", earliest=MONDAY, latest=MONDAY - timedelta(days=1), anchored=False)


_PIECES = st.sampled_from(
    sorted({word for words, _ in FIXED + ANCHORED for word in words.split()})
    + ["will", "said", ".", ",", "-", "–", "\n", "ſ", "ı", "İ", "K", "٣", "99", "31", "2231", "of", "the", "and"]
)
_TEXTS = st.one_of(st.text(max_size=80), st.lists(_PIECES, max_size=14).map(" ".join), st.lists(_PIECES).map("".join))
_DAYS = st.one_of(st.none(), st.dates())


@given(_TEXTS, _DAYS)
def test_any_text_gives_exact_sorted_separate_mentions(text: str, published: date | None) -> None:
    found = find_dates(text, published=published)

    assert all(text[one.start : one.end] == one.text and one.text.strip() for one in found)
    assert all(one.earliest <= one.latest for one in found)
    assert all(left.end <= right.start for left, right in pairwise(found))
    assert found == find_dates(text, published=published)


@given(_TEXTS)
def test_without_a_publication_date_nothing_is_anchored(text: str) -> None:
    assert not any(one.anchored for one in find_dates(text, published=None))


@given(st.dates(min_value=date(1900, 1, 1), max_value=date(2100, 1, 1)))
def test_a_weekday_lies_in_the_week_up_to_the_publication_date(published: date) -> None:
    (found,) = find_dates("Thursday", published=published)

    assert found.earliest.weekday() == 3
    assert timedelta(0) <= published - found.earliest < timedelta(days=7)


@given(st.dates(min_value=date(1900, 1, 1), max_value=date(2099, 12, 31)))
def test_every_day_is_read_back_from_its_written_form(day: date) -> None:
    forms = (day.isoformat(), f"{day:%B} {day.day}, {day.year}", f"{day.day} {day:%B} {day.year}")

    assert {(one.earliest, one.latest) for form in forms for one in find_dates(form, published=None)} == {(day, day)}


@pytest.mark.parametrize("piece", ["May ", "2024-", "last ", "the ", " ", "\n", "1", "from May 3 to ", "a few ", "A. "])
def test_time_grows_with_the_length_of_the_text_and_no_faster(piece: str) -> None:
    def seconds(count: int) -> float:
        text = piece * count
        start = time.process_time()
        find_dates(text, published=WEDNESDAY)
        return time.process_time() - start

    short = min(seconds(2_000) for _ in range(5))

    # Eight times the text; a quadratic scan would take 64 times as long.
    assert min(seconds(16_000) for _ in range(3)) < 30 * short + 0.01


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("On the 23rd (local time) they met.", "2024-05-23"),
        ("They met on the 30th.", "2024-04-30"),
        ("They will meet on the 27th of this month.", "2024-05-27"),
    ],
)
def test_a_day_without_a_month_is_the_nearest_one(text: str, expected: str) -> None:
    first, *_ = find_dates(text, published=date(2024, 5, 24))

    assert first.earliest.isoformat() == first.latest.isoformat() == expected


@pytest.mark.parametrize("text", ["They live on the 27th floor.", "It was the 3rd, they said.", "on the 31st birthday"])
def test_an_ordinal_that_counts_something_is_no_day(text: str) -> None:
    assert find_dates(text, published=date(2024, 5, 24)) == ()
