"""Text as nobody should write it in; events with exact places, or a reason, out: the trained model reads it."""

from __future__ import annotations

import unicodedata
from datetime import date
from functools import cache
from typing import Final

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kg.extract.explain import explain_article
from kg.extract.find import Extractor, load_extractor
from kg.extract.pipeline import parse
from kg.model import Article, Event, MarkedSpan

pytestmark = pytest.mark.model

DAY: Final = date(2024, 5, 10)
SENTENCES: Final = (
    "Russia attacked Ukraine on Monday.",
    "French President Emmanuel Macron met Xi Jinping in Paris.",
    "“We condemn Iran,” Foreign Minister Sergei Lavrov told reporters in Ankara.",
    "The United States imposed sanctions on North Korea, and its allies backed the step.",
    "GERMANY WARNED TURKEY ON TUESDAY",
    "He thanked Beijing, but he denied that the two countries had agreed on a treaty.",
    "Turkish President Recep Tayyip Erdoğan criticised Israel.",
    "The Rapid Support Forces (RSF) attacked Sudan's army, and the RSF threatened Chad.",
    "Die Regierung hat am Montag erklärt, dass sie nicht mit der Ukraine spricht und auch das Abkommen ablehnt.",
    "Президент встретился с министром в Москве.",
    "1 Ajax 12 8 2 2 31:14 26\n2 PSV 12 7 3 2 28:15 24",
    "Soup of the day .......... 4.50",
)
NOISE: Final = (
    " ", "\n", "\n\n", "\r\n", "\t", "\x00", "\x0b\x0c", "\x1c", "\x85", "\xa0", "\u2028", "\u200b", "\u200d", "\u200f", "\u202e",
    "\ufeff", "\u00ad", "\u0301", "\u0301" * 20, "\ufe0f", "😀", "👩🏽‍🚀", "🇫🇷", "\ud800", "\udc00", "\uffff", "ﬁ", "Ｒ", "𝐑", "İ", "ß", "((", "))",
    "“", "”", '"', "'", "[", "]", "—", "...", "/", "|", "https://example.org/a?b=c", "x" * 250, "(" * 250, "1,2.3-4/", "и", "中", "ع",
)  # fmt: skip
TEXTS: Final = st.lists(
    st.one_of(st.sampled_from(SENTENCES), st.sampled_from(NOISE), st.text(max_size=6)), max_size=14
).map("".join)


@cache
def _extractor() -> Extractor:
    return load_extractor(readers="rules")


def _read(text: str, *marks: MarkedSpan) -> tuple[Event, ...]:
    ((_, events),) = _extractor().events([Article(id="a1", text=text, published=DAY, mentions=marks)])
    return events


def _rows(text: str) -> list[tuple[str, str, str]]:
    return [(event.source.name, event.relation, event.target.name) for event in _read(text)]


def _spans(text: str) -> list[tuple[str, str, str]]:
    return [
        tuple(text[start:end] for start, end in (each.source_span, each.trigger_span, each.target_span))  # type: ignore[misc]  # three spans
        for event in _read(text)
        for each in event.evidence
    ]


@settings(deadline=None, max_examples=60, suppress_health_check=[HealthCheck.too_slow], derandomize=True)
@given(TEXTS)
def test_whatever_the_text_is_quotes_and_spans_are_its_own_and_the_same_every_time(text: str) -> None:
    events = _read(text)

    assert events == _read(text)
    for each in (evidence for event in events for evidence in event.evidence):
        assert text[each.start : each.end] == each.quote
        for start, end in (each.source_span, each.target_span, each.trigger_span):
            assert each.start <= start < end <= each.end or start < end <= len(text)


@settings(deadline=None, max_examples=15, suppress_health_check=[HealthCheck.too_slow], derandomize=True)
@given(TEXTS.filter(str.strip))
def test_whatever_the_text_is_it_can_be_explained_with_its_own_words(text: str) -> None:
    explained = explain_article(Article(id="a1", text=text, published=DAY), extractor=_extractor(), near=3)

    for sentence in explained.sentences:
        assert text[sentence.start : sentence.end] == sentence.text
        assert all(text[each.start : each.end] == each.text for each in sentence.actors)
        assert all(text[each.start : each.end] == each.text for each in sentence.triggers)


@pytest.mark.parametrize(
    ("text", "row"),
    [
        ("RUSSIA ATTACKED UKRAINE ON MONDAY", ("Russia", "attacked", "Ukraine")),
        ("THE US WARNED IRAN ON TUESDAY. IT DID NOT SAY WHY.", ("United States", "warned", "Iran")),
        ("TRUMP MEETS PUTIN IN ALASKA", ("Donald Trump", "met-with", "Vladimir Putin")),
        ("RSF FIGHTERS ATTACK SUDAN'S ARMY, UN SAYS", ("Rapid Support Forces", "attacked", "Sudan")),
        ("UK'S JOHN SMITH VISITS NORTH KOREA", ("John Smith", "visited", "North Korea")),
        ("The minister wrote: RUSSIA ATTACKED UKRAINE ON MONDAY.", ("Russia", "attacked", "Ukraine")),
    ],
)
def test_text_in_capitals_is_read_like_any_other(text: str, row: tuple[str, str, str]) -> None:
    assert row in _rows(text)


def test_an_article_in_capitals_tells_what_it_tells_in_small_letters() -> None:
    text = (
        "FRENCH PRESIDENT EMMANUEL MACRON MET CHINA'S XI JINPING IN PARIS ON MONDAY.\n"
        "RUSSIA ACCUSED NATO OF AGGRESSION, SPOKESWOMAN MARIA ZAKHAROVA SAID. GERMANY WILL SIGN AN AGREEMENT WITH POLAND."
    )
    small = (
        "French President Emmanuel Macron met China's Xi Jinping in Paris on Monday.\n"
        "Russia accused NATO of aggression, spokeswoman Maria Zakharova said. Germany will sign an agreement with Poland."
    )

    assert _rows(text) == _rows(small)
    assert len(_rows(text)) >= 4


@pytest.mark.parametrize(
    ("written", "spans"),
    [
        ("R\u200bussia att\u00adacked Uk\u2060raine.", ("R\u200bussia", "att\u00adacked", "Uk\u2060raine")),
        ("\u202eRussia\u202c attacked\ud800 Ukraine 🔥", None),
        ("\u200fRussia\u200f attacked \u200eUkraine\u200e.", ("Russia", "attacked", "Ukraine")),
        ("Russia\x00attacked\x07Ukraine.", ("Russia", "attacked", "Ukraine")),
        ("𝐑𝐮𝐬𝐬𝐢𝐚 attacked Ｕｋｒａｉｎｅ.", ("𝐑𝐮𝐬𝐬𝐢𝐚", "attacked", "Ｕｋｒａｉｎｅ")),
        ("🇷🇺 Russia attacked 🇺🇦 Ukraine 👩🏽‍🚀.", ("Russia", "attacked", "Ukraine")),
        ("R\u0336u\u0336s\u0336s\u0336i\u0336a\u0336 attacked Ukraine.", ("R\u0336u\u0336s\u0336s\u0336i\u0336a\u0336", "attacked", "Ukraine")),
    ],
)  # fmt: skip
def test_names_are_found_under_what_is_not_seen(written: str, spans: tuple[str, str, str] | None) -> None:
    assert spans is None or _spans(written) == [spans]
    assert _read(written) == _read(written)


def test_text_in_decomposed_letters_names_the_same_actors_at_its_own_places() -> None:
    text = "Turkish President Recep Tayyip Erdoğan criticised Israel."
    apart = unicodedata.normalize("NFD", text)

    assert len(apart) > len(text)
    assert _rows(apart) == _rows(text)
    assert all(unicodedata.normalize("NFD", a) == b for a, b in zip(_spans(text)[-1], _spans(apart)[-1], strict=True))


def test_marks_of_a_person_keep_their_places_beside_invisible_characters() -> None:
    text = "\u200bThe vi\u00adllagers of Aland attacked Ukraine."
    mark = MarkedSpan(start=text.index("Aland"), end=text.index("Aland") + 5, actor="Aland")

    articles = parse([Article(id="a1", text=text, mentions=(mark,))], nlp=_extractor().nlp)
    (paragraph,) = (each for _, paragraphs in articles for each in paragraphs)

    assert paragraph.characters(mark.start, mark.end) == (mark.start, mark.end)
    assert paragraph.doc.text[mark.start : mark.end] == "Aland"


def test_a_paragraph_in_another_language_is_passed_over_and_the_rest_is_read() -> None:
    german = "Russland hat am Montag die Ukraine angegriffen und das ist nicht das erste Mal, sagte der Minister."
    text = f"Russia attacked Ukraine on Monday.\n\n{german}\n\nIran threatened Israel on Tuesday."

    assert _rows(text) == [("Russia", "attacked", "Ukraine"), ("Iran", "threatened", "Israel")]
    explained = explain_article(Article(id="a1", text=text), extractor=_extractor(), near=0)
    assert [part.why for part in explained.unread] == ["it is in German, and kg reads English only"]


@pytest.mark.parametrize(
    "text",
    [
        "a" * 300_000,
        "(" * 300_000,
        "Photo: " + "( " * 20_000,
        "http://" + "a.b/c-" * 10_000,
        "1,2.3-4/" * 20_000,
        "a" + "\u0301" * 100_000,
        " \n" * 100_000,
        "“France said " * 3_000 + "”" * 3_000,
        "(Italy " * 3_000 + ")" * 3_000,
        "Goal\n" * 20_000,
    ],
    ids="word brackets credits address figures marks blanks quotes nested lines".split(),
)
def test_long_text_that_says_nothing_is_passed_over(text: str) -> None:
    assert _rows(text) == []


def test_names_behind_a_long_word_stand_where_they_are() -> None:
    text = "x" * 50_000 + " Russia attacked Ukraine."

    assert _spans(text) == [("Russia", "attacked", "Ukraine")]


def test_a_sentence_of_thousands_of_words_is_read_clause_by_clause() -> None:
    text = "Russia attacked Ukraine on Monday" + ", and on the next day the rain fell and nobody saw the sun" * 160
    text += ", and Iran threatened Israel."

    assert len(text.split()) > 2_000
    assert {("Russia", "attacked", "Ukraine"), ("Iran", "threatened", "Israel")} <= set(_rows(text))


def test_a_list_of_a_thousand_names_says_nothing() -> None:
    assert _rows("Chad, Mali, Peru, Cuba, " * 250) == []
