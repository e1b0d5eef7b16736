"""Whole texts in, events out: laws that hold for any text, and the real article row by row."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from functools import cache
from pathlib import Path
from typing import Final

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from kg.extract.find import MOST_OPEN, extract, load_extractor
from kg.extract.second import SecondReader
from kg.learned import Question, Reading, load_calibration
from kg.model import Article, Event, MarkedSpan

pytestmark = pytest.mark.model

PUBLISHED: Final = date(2024, 5, 9)
SENTENCES: Final = (
    "Kim Jong Un met Vladimir Putin in Moscow on Tuesday.",
    "Russia condemned France’s “unfriendly” move, state media reported Thursday.",
    "The U.S. sanctioned Iran; China and India held talks.",
    "PUTIN VISITS CHINA",
    "He praised her and they agreed",
    "NATO Secretary General Jens Stoltenberg will visit Kyiv next week",
)


def _events(text: str, *, published: date | None = PUBLISHED, marks: tuple[MarkedSpan, ...] = ()) -> tuple[Event, ...]:
    ((_, events),) = extract([Article(id="a1", text=text, published=published, mentions=marks)], readers="rules")
    return events


def _rows(events: tuple[Event, ...]) -> list[tuple[str, str, str]]:
    return [(event.source.name, event.relation, event.target.name) for event in events]


# ---- laws

glue = st.sampled_from(
    [
        " ",
        "\n",
        "\r\n",
        "\n\n",
        "\t",
        "\u00a0",
        "\u2028",
        "\x00",
        "\x0b",
        " 🇷🇺 ",
        "😀",
        "\ufeff",
        "(",
        "—",
        "'",
        "\x1b[0m",
        "",
    ]
)
pieces = st.one_of(
    st.sampled_from(SENTENCES),
    st.sampled_from(SENTENCES).map(str.upper),
    st.sampled_from(SENTENCES).map(lambda words: words.rstrip(".")),
    st.text(max_size=30),
)
texts = st.lists(st.tuples(pieces, glue), max_size=6).map(
    lambda parts: "".join(piece + between for piece, between in parts)
)
LONG: Final = "Russia and Ukraine and " * 499 + "Russia met France"


@settings(deadline=None, max_examples=60)
@given(texts)
@example("")
@example("\x00")
@example("Kim Jong Un met\tVladimir Putin\r\nin Moscow 😀 on Tuesday.\r\n")
@example("Putin(Right) met Kim Jong Un/Xi Jinping.")
@example("russia met putin " * 60)
@example(LONG)
@example("Putin met Kim. " * 150)
@example("a" * 30_000 + " Putin met Kim Jong Un.")
def test_every_offset_is_that_of_the_text_as_it_is(text: str) -> None:
    for event in _events(text):
        for one in event.evidence:
            assert text[one.start : one.end] == one.quote
            assert one.quote == one.quote.strip() != ""
            for start, end in (one.source_span, one.target_span, one.trigger_span):
                assert one.start <= start < end <= one.end


@settings(deadline=None, max_examples=25)
@given(texts)
def test_the_same_text_gives_the_same_events(text: str) -> None:
    assert _events(text) == _events(text)


@settings(deadline=None, max_examples=25)
@given(texts)
def test_every_event_has_two_sides_an_id_of_its_own_and_a_confidence(text: str) -> None:
    events = _events(text)

    assert len({event.id for event in events}) == len(events)
    assert all(event.source.id != event.target.id for event in events)
    assert all(0 < event.confidence <= 1 for event in events)


@settings(deadline=None, max_examples=25)
@given(st.lists(st.sampled_from(SENTENCES), min_size=1, max_size=4))
def test_a_paragraph_that_is_repeated_adds_no_event(chosen: list[str]) -> None:
    paragraph = " ".join(chosen)

    assert _events(f"{paragraph}\n\n{paragraph}\n\n{paragraph}") == _events(f"{paragraph}\n\n")


@settings(deadline=None, max_examples=15)
@given(st.lists(st.sampled_from(SENTENCES), max_size=3), st.lists(st.sampled_from(SENTENCES), max_size=3))
def test_an_article_does_not_change_the_events_of_the_next_one(first: list[str], second: list[str]) -> None:
    articles = [
        Article(id=key, text=" ".join(parts), published=PUBLISHED) for key, parts in (("a1", first), ("a2", second))
    ]

    together = [events for _, events in extract(articles)]

    assert together == [events for one in articles for _, events in extract([one])]


def test_a_sentence_of_two_thousand_words_is_passed_over_and_the_next_one_is_read() -> None:
    text = f"{LONG}\n\nKim Jong Un met Vladimir Putin."

    assert ("Kim Jong Un", "met-with", "Vladimir Putin") in _rows(_events(text))


def test_articles_come_in_their_order_with_those_that_tell_nothing() -> None:
    articles = [
        Article(id=key, text=text) for key, text in (("b", ""), ("a", "Putin met Xi Jinping."), ("c", "It rained."))
    ]

    assert [(article.id, len(events) > 0) for article, events in extract(articles)] == [
        ("b", False),
        ("a", True),
        ("c", False),
    ]


def test_without_a_publication_day_relative_dates_stay_unknown() -> None:
    (event,) = _events("Kim Jong Un met Vladimir Putin on Tuesday.", published=None)

    assert event.date is None


def test_without_a_date_in_the_text_the_publication_day_is_not_put_in() -> None:
    (event,) = _events("Kim Jong Un met Vladimir Putin.")

    assert event.date is None


def test_a_hyphened_word_of_a_rule_is_one_word() -> None:
    events = _events("Oman acted as go-between for Iran and the United States.")

    assert ("Oman", "mediated-between", "Iran") in _rows(events)


@pytest.mark.parametrize(
    ("text", "row"),
    [
        ("A letter from Chad reached Niger on Monday.", ("Chad", "sent-message-to", "Niger")),
        ("Condolences were conveyed to Peru by Chile.", ("Chile", "sent-message-to", "Peru")),
        ("At the invitation of Ghana, Togo sent observers.", ("Ghana", "invited", "Togo")),
        ("Japan provided $30 million in aid to Nepal.", ("Japan", "aided", "Nepal")),
    ],
)
def test_the_sides_of_an_event_noun_may_hang_on_the_verb_that_carries_it(text: str, row: tuple[str, ...]) -> None:
    assert row in _rows(_events(text))


@pytest.mark.parametrize(
    "text",
    ["Ghana and Togo met the deadline.", "Ghana and Togo both ran over budget.", "Peru and Chile spoke of hope."],
)
def test_two_who_do_the_same_do_not_act_on_each_other(text: str) -> None:
    assert not _events(text)


def test_a_marked_span_is_an_actor_whatever_the_recogniser_thinks() -> None:
    text = "The Blue Hats attacked the Old Guild."
    marks = (MarkedSpan(start=4, end=13, actor="Blue Hats"), MarkedSpan(start=27, end=36, actor="Old Guild"))

    assert _rows(_events(text)) == []
    assert _rows(_events(text, marks=marks)) == [("Blue Hats", "attacked", "Old Guild")]


CASES = [
    ("Putin will visit China next week.", ("Vladimir Putin", "visited", "China", "affirmed", "planned")),
    ("Iran denied that it had attacked Israel.", ("Iran", "attacked", "Israel", "negated", "actual")),
    ("Macron refused to meet Erdogan.", ("Emmanuel Macron", "met-with", "Recep Tayyip Erdogan", "negated", "actual")),
    ("Israel was condemned by Turkey.", ("Turkey", "condemned", "Israel", "affirmed", "actual")),
    (
        "Sanctions were imposed on Iran by the United States.",
        ("United States", "sanctioned", "Iran", "affirmed", "actual"),
    ),
    ("Biden may invite Modi.", ("Joe Biden", "invited", "Narendra Modi", "affirmed", "possible")),
    ("The French president praised Ukraine.", ("Emmanuel Macron", "praised", "Ukraine", "affirmed", "actual")),
    ("Xi Jinping paid a visit to France.", ("Xi Jinping", "visited", "France", "affirmed", "actual")),
    ("US to sanction Iran", ("United States", "sanctioned", "Iran", "affirmed", "planned")),
    ("Xi congratulated Biden.", ("Xi Jinping", "congratulated", "Joe Biden", "affirmed", "actual")),
    ("Kenya accused Uganda of spying, Uganda denied the charge.", ("Kenya", "accused", "Uganda", "affirmed", "actual")),
    (
        "French President Emmanuel Macron told Putin on Monday that he should withdraw from Ukraine.",
        ("Emmanuel Macron", "demanded-of", "Vladimir Putin", "affirmed", "actual"),
    ),
    ("China stopped short of condemning Russia.", ("China", "condemned", "Russia", "negated", "actual")),
    ("France refrained from criticising Israel.", ("France", "criticised", "Israel", "negated", "actual")),
]


@pytest.mark.parametrize(("text", "row"), CASES)
def test_a_sentence_is_read_with_its_status(text: str, row: tuple[str, ...]) -> None:
    rows = [(one.source.name, one.relation, one.target.name, one.polarity, one.modality) for one in _events(text)]

    assert row in rows


FALSE = [
    (
        "Former US president Barack Obama met Pope Francis.",
        ("Barack Obama", "leads", "United States", "affirmed", "actual"),
    ),
    ("Neither Russia nor Ukraine has attacked Moldova.", ("Russia", "attacked", "Moldova", "affirmed", "actual")),
    ("No Russian troops attacked Moldova.", ("Russia", "attacked", "Moldova", "affirmed", "actual")),
    ("Nobody believes Russia attacked Moldova.", ("Russia", "attacked", "Moldova", "affirmed", "actual")),
    ("Russia is not at war with Moldova.", ("Russia", "at-war-with", "Moldova", "affirmed", "actual")),
    (
        "Georgia, Alabama and Texas sued the Biden administration.",
        ("Georgia", "investigated", "United States", "affirmed", "actual"),
    ),
    ("Jordan beat Iraq 2-1.", ("Jordan", "attacked", "Iraq", "affirmed", "actual")),
    ("France condemned the invasion of Ukraine.", ("France", "condemned", "Ukraine", "affirmed", "actual")),
    ("Iran and Syria met with reporters.", ("Iran", "met-with", "Syria", "affirmed", "actual")),
    ("Germany defeated France in the final.", ("Germany", "attacked", "France", "affirmed", "actual")),
    ("Russia has not yet attacked Moldova.", ("Russia", "attacked", "Moldova", "affirmed", "actual")),
    ("Kim met neither Putin nor Xi Jinping.", ("Kim Jong Un", "met-with", "Vladimir Putin", "affirmed", "actual")),
    ("Russia attacked Moldova, not Ukraine.", ("Russia", "attacked", "Ukraine", "affirmed", "actual")),
    ("Iran, not Israel, attacked Syria.", ("Israel", "attacked", "Syria", "affirmed", "actual")),
]


@pytest.mark.parametrize(
    ("text", "row"),
    FALSE,
)
def test_a_sentence_does_not_say_this(text: str, row: tuple[str, ...]) -> None:
    rows = [(one.source.name, one.relation, one.target.name, one.polarity, one.modality) for one in _events(text)]

    assert row not in rows


MISSED = [
    (
        "Washington and Seoul began joint drills that Pyongyang condemned.",
        ("North Korea", "condemned", "United States"),
        "what is condemned in a relative clause is not followed to its owners",
    ),
]


@pytest.mark.parametrize(
    ("text", "row"),
    [pytest.param(text, row, marks=pytest.mark.xfail(strict=True, reason=why)) for text, row, why in MISSED],
)
def test_a_sentence_says_this(text: str, row: tuple[str, ...]) -> None:
    assert row in _rows(_events(text))


# ---- the real article

REAL: Final = Path(__file__).resolve().parents[3] / "shared" / "articles" / "000_ae06e5a4024a491a.txt"
needs_article = pytest.mark.skipif(
    not REAL.exists(), reason=f"{REAL.name} is not beside the checkout (../shared/articles)"
)
KIM, PUTIN, NORTH, RUSSIA = "Kim Jong Un", "Vladimir Putin", "North Korea", "Russia"


@cache
def _real_text() -> str:
    return REAL.read_bytes().decode("utf-8")


@cache
def _real() -> tuple[Event, ...]:
    return _events(_real_text())


def _of(relation: str, *pair: str) -> list[Event]:
    """Return the events of a relation between two actors in either order."""
    return [
        event for event in _real() if event.relation == relation and {event.source.name, event.target.name} == set(pair)
    ]


def _one(relation: str, source: str, target: str) -> Event:
    (event,) = (event for event in _of(relation, source, target) if event.source.name == source)
    return event


@needs_article
def test_the_victory_day_message_is_dated_and_attributed() -> None:
    (event,) = (event for event in _of("sent-message-to", KIM, PUTIN) if event.occasion == "Victory Day")

    assert (event.source.name, event.polarity, event.modality) == (KIM, "affirmed", "actual")
    assert event.date is not None
    assert event.date.earliest == event.date.latest == date(2024, 5, 9)
    assert event.attribution in {"state media", "KCNA", "Korean Central News Agency"}


@needs_article
def test_the_message_on_the_fifth_term_is_a_second_event_earlier_that_week() -> None:
    (event,) = (event for event in _of("sent-message-to", KIM, PUTIN) if event.occasion != "Victory Day")

    assert event.date is not None
    assert date(2024, 5, 6) <= event.date.earliest <= event.date.latest <= date(2024, 5, 8)
    assert "fifth term" in event.evidence[0].quote


@needs_article
def test_the_message_congratulates_as_well() -> None:
    assert {event.source.name for event in _of("congratulated", KIM, PUTIN)} == {KIM}


@needs_article
def test_there_is_one_meeting_told_by_the_caption_and_by_last_september() -> None:
    (event,) = _of("met-with", KIM, PUTIN)

    assert event.date is not None
    assert event.date.earliest == event.date.latest == date(2023, 9, 13)
    assert event.place is not None
    assert event.place.name.startswith("Vostochny")
    assert len(event.evidence) == 2
    assert "shake hands" in event.evidence[0].quote
    assert "September last year" in event.evidence[1].quote


@needs_article
def test_the_doubled_caption_counts_once() -> None:
    captions = [one for event in _real() for one in event.evidence if "shake hands" in one.quote]

    assert len({one.start for one in captions}) == 1


@needs_article
def test_kim_supports_russia_in_the_quoted_sentence() -> None:
    quotes = [
        one.quote
        for event in _real()
        for one in event.evidence
        if event.relation == "supports" and event.source.name == KIM
    ]

    assert any(quote.startswith('"I express firm support') for quote in quotes)
    assert {event.target.name for event in _real() if event.relation == "supports"} <= {RUSSIA, PUTIN}


@needs_article
def test_the_quoted_support_is_attributed_to_the_agency() -> None:
    claims = [
        one for event in _real() for one in event.evidence if event.relation == "supports" and "I express" in one.quote
    ]

    assert {one.attribution for one in claims} <= {"KCNA", "Korean Central News Agency"}
    assert claims


@needs_article
def test_kim_praised_putin() -> None:
    event = _one("praised", KIM, PUTIN)

    assert any("touted" in one.quote for one in event.evidence)


@needs_article
def test_north_korea_and_russia_cooperate() -> None:
    events = [event for event in _of("cooperates-with", NORTH, RUSSIA) if event.modality == "actual"]

    assert [event.polarity for event in events] == ["affirmed"]


@needs_article
def test_russia_is_at_war_with_ukraine() -> None:
    (event,) = _of("at-war-with", RUSSIA, "Ukraine")

    assert (event.polarity, event.modality) == ("affirmed", "actual")


@needs_article
@pytest.mark.parametrize(("relation", "source", "target"), [("invited", KIM, PUTIN), ("agreed-with", PUTIN, KIM)])
def test_invitation_and_acceptance_are_told_by_the_kremlin(relation: str, source: str, target: str) -> None:
    event = _one(relation, source, target)

    assert (event.polarity, event.modality, event.attribution) == ("affirmed", "actual", "Kremlin")


def test_the_visit_is_at_most_planned() -> None:
    assert [
        event.evidence[0].quote for event in _real() if event.relation == "visited" and event.modality == "actual"
    ] == []


@needs_article
@pytest.mark.parametrize(("leader", "led"), [(KIM, NORTH), (PUTIN, RUSSIA)])
def test_each_leads_his_state(leader: str, led: str) -> None:
    assert _one("leads", leader, led).polarity == "affirmed"


@needs_article
def test_nothing_comes_from_the_lines_of_the_site() -> None:
    text = _real_text()
    first, last = text.index("N. Korean leader"), text.index("MOST POPULAR")

    assert [one.quote for event in _real() for one in event.evidence if not first <= one.start < one.end <= last] == []


@needs_article
def test_no_actor_but_those_of_the_article_is_part_of_an_event() -> None:
    actors = {actor.name for event in _real() for actor in (event.source, event.target)}

    assert actors <= {KIM, PUTIN, NORTH, RUSSIA, "Ukraine", "South Korea"}


def test_the_headline_tells_of_the_leader_and_not_of_the_state() -> None:
    assert [event.target.name for event in _real() if event.relation == "supports" and event.source.name == NORTH] == []


def test_the_invitation_is_no_appeal() -> None:
    assert _of("appealed-to", KIM, PUTIN) == []


@needs_article
def test_every_offset_of_the_real_article_is_exact() -> None:
    text = _real_text()

    assert all(text[one.start : one.end] == one.quote for event in _real() for one in event.evidence)


def test_no_more_than_a_few_sentences_of_a_long_article_wait_for_the_second_reader() -> None:
    waiting: list[int] = []

    class Counts:
        def read(self, questions: Sequence[Question]) -> list[list[Reading]]:
            waiting.append(len(questions))
            return [[] for _ in questions]

    text = "\n\n".join(f"Russia attacked Ukraine in {year}." for year in range(1800, 1950))
    extractor = load_extractor(readers="rules")
    counted = replace(extractor, second=SecondReader(Counts(), load_calibration()))

    ((_, found),) = counted.events([Article(id="a1", text=text)])
    ((_, alone),) = extractor.events([Article(id="a1", text=text)])

    assert max(waiting) <= MOST_OPEN
    assert sum(waiting) == 150
    assert found == alone
