"""Tables of lines and what they are, and laws of the paragraphs of any text."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.extract.segment import segments

BODY = "The two presidents met in Geneva on Wednesday for the first time since the vote."
MORE = "Officials of both sides said the talks would go on."


def _kinds(text: str) -> list[tuple[str, str]]:
    return [(text[part.start : part.end], part.kind) for part in segments(text)]


def _kind(line: str) -> str:
    """Return what a line between two body paragraphs is."""
    return dict(_kinds(f"{BODY}\n\n{line}\n\n{MORE}"))[line]


BOILERPLATE = [
    "Back To Top",
    "subscribe",
    "Sign in",
    "Log in",
    "MOST POPULAR",
    "LATEST NEWS",
    "Most read",
    "Read more: Putin flies to Beijing",
    "Related: What the summit means",
    "See also",
    "Advertisement",
    "Share this article",
    "Follow us on Facebook",
    "Last updated: 9 May 2024, 10:31",
    "© 2024 Example News. All rights reserved.",
    "Copyright 2024 Example News",
    "By Jane Doe",
    "By Jane Doe and John Roe",
    "This site uses cookies to improve your visit.",
    "Sign up for our newsletter and get the news every morning.",
    "5 min read",
    "12 comments",
    "Facebook Twitter WhatsApp",
    "지나쌤",
    "* * *",
    "12345",
]


@pytest.mark.parametrize("line", BOILERPLATE)
def test_a_line_of_the_site_is_boilerplate(line: str) -> None:
    assert _kind(line) == "boilerplate"


NEWS = [
    "Home to two million people, Gaza has been under blockade since 2007.",
    "Searches for survivors went on in Turkey.",
    "Register of damage: the Council of Europe will record Russian attacks.",
    "Print media in Turkey reported the visit.",
    "Share prices fell after the US sanctioned Rosneft.",
    "Comments by the envoy angered Beijing.",
    "More than 100 Russian diplomats were expelled.",
    "Related talks between Iran and Oman were held on Monday.",
    "Read the letter, Kim told Trump.",
    "Recommended by the UN, the truce was accepted by Israel.",
    "Sponsored by Qatar, the talks with Hamas went on.",
    "Top stories aside, France and Germany signed a treaty on Tuesday.",
    "By invitation of President Xi Jinping, President Putin of Russia will pay a state visit to China from May 16 to 17.",
]


@pytest.mark.parametrize("line", NEWS)
def test_a_sentence_that_begins_like_a_button_stays_news(line: str) -> None:
    assert _kind(line) == "body"


@pytest.mark.parametrize(
    "line",
    [
        "Telegram founder Pavel Durov was arrested in France.",
        "Facebook sued Russia in a London court.",
        "By Friday Russia had withdrawn from Kherson.",
        "Tagesspiegel said Germany had expelled a Russian envoy.",
        "Published reports say Iran armed the Houthis.",
        "More in Gaza died after Israel attacked.",
    ],
)
def test_a_short_sentence_that_begins_like_a_site_line_stays_news(line: str) -> None:
    assert _kind(line) == "body"


def test_the_first_line_without_a_full_stop_is_the_headline() -> None:
    assert _kinds(f"Biden meets Putin in Geneva\n\n{BODY}") == [
        ("Biden meets Putin in Geneva", "headline"),
        (BODY, "body"),
    ]


def test_a_headline_may_follow_a_site_line() -> None:
    assert _kinds(f"Back To Top\n\nBiden meets Putin in Geneva\n\n{BODY}")[1] == (
        "Biden meets Putin in Geneva",
        "headline",
    )


def test_a_line_without_a_full_stop_after_the_body_has_begun_is_no_headline() -> None:
    assert _kind("The two leaders at the villa on the lake") == "body"


@pytest.mark.parametrize(
    "line",
    [
        "Putin and Kim shake hands on Sept. 13. (AP-Yonhap)",
        "Putin and Kim shake hands. (Photo by the Kremlin)",
        "Putin and Kim shake hands. Photo: Jane Doe",
        "Putin and Kim shake hands (Reuters)",
    ],
)
def test_a_line_with_a_picture_credit_is_a_caption(line: str) -> None:
    assert _kind(line) == "caption"


def test_a_paragraph_that_stands_twice_is_repeated_the_second_time() -> None:
    assert _kinds(f"{BODY}\n{BODY}\n{MORE}") == [(BODY, "body"), (BODY, "repeated"), (MORE, "body")]


def test_teasers_under_a_section_heading_are_boilerplate() -> None:
    text = f"{BODY}\nMOST POPULAR\nChina warns Japan over islands\nIran and Oman hold talks in Muscat"

    assert [kind for _, kind in _kinds(text)] == ["body", "boilerplate", "boilerplate", "boilerplate"]


def test_a_sentence_under_a_section_heading_is_news_all_the_same() -> None:
    assert _kinds(f"{BODY}\nRelated\n{MORE}")[-1] == (MORE, "body")


def test_a_block_wrapped_at_one_width_is_one_paragraph() -> None:
    lines = (
        "The president of France met the chancellor of Germany in Aachen on Tuesday to\n"
        "sign a treaty that deepens the friendship of the two countries, and praised\n"
        "the work of their parliaments."
    )

    assert _kinds(lines) == [(lines, "body")]


@pytest.mark.parametrize(
    "text",
    [
        pytest.param(f"{BODY}\nPutin and Kim shake hands on Sept. 13. (AP-Yonhap)\n{MORE}", id="caption"),
        pytest.param(f"Biden and Putin hold first talks in Geneva since the vote\n{BODY}\n{MORE}", id="headline"),
    ],
)
def test_a_line_that_is_complete_is_not_joined_to_its_neighbours(text: str) -> None:
    assert [words for words, _ in _kinds(text)] == text.split("\n")


def test_lines_of_unlike_width_are_paragraphs_of_their_own() -> None:
    assert len(segments(f"{BODY}\n{MORE}\nMr. Lavrov left early.")) == 3


def test_windows_line_ends_do_not_belong_to_a_paragraph() -> None:
    assert [words for words, _ in _kinds(f"{BODY}\r\n\r\n{MORE}\r\n")] == [BODY, MORE]


@pytest.mark.parametrize("text", ["", "\n", " \r\n\t ", "\u2028\u00a0"])
def test_a_text_without_words_has_no_paragraph(text: str) -> None:
    assert segments(text) == ()


lines = st.lists(
    st.one_of(st.text(max_size=80), st.sampled_from([BODY, MORE, "", "Read more", "MOST POPULAR"])), max_size=12
)
texts = st.one_of(st.text(max_size=400), lines.map("\n".join), lines.map("\r\n".join))


@given(texts)
def test_paragraphs_stand_in_order_and_do_not_overlap(text: str) -> None:
    found = segments(text)

    assert all(0 <= part.start < part.end <= len(text) for part in found)
    assert all(one.end <= following.start for one, following in pairwise(found))


@given(texts)
def test_every_character_that_is_no_space_is_in_a_paragraph(text: str) -> None:
    inside = {i for part in segments(text) for i in range(part.start, part.end)}

    assert all(i in inside for i, character in enumerate(text) if not character.isspace())


@given(texts)
def test_a_paragraph_neither_begins_nor_ends_with_space(text: str) -> None:
    assert all(text[part.start : part.end] == text[part.start : part.end].strip() for part in segments(text))


@given(texts)
def test_no_paragraph_is_kept_twice(text: str) -> None:
    kept = [words for words, kind in _kinds(text) if kind in {"body", "headline", "caption"}]

    assert len(kept) == len(set(kept))


@pytest.mark.parametrize(
    ("line", "why"),
    [
        (MORE, "the same words stand further up"),
        ("MOST READ", "a section heading of a site"),
        ("Sign up for our daily letter.", "a site's notice to its readers"),
        ("Back to top", "a line that sites put around an article"),
        ("* * *", "it has no letters"),
        ("Our Correspondent", "a few words that are no sentence"),
        ("The ministers at the lake (AFP photo)", "it ends with a picture credit"),
        ("Officials of both sides smiled at each other.", ""),
    ],
)
def test_a_paragraph_that_is_not_plain_text_says_why(line: str, why: str) -> None:
    _, _, part = segments(f"{BODY}\n\n{MORE}\n\n{line}")

    assert part.why == why


def test_a_headline_and_a_teaser_say_why_too() -> None:
    headline, _, _, teaser = segments(f"Presidents Meet by the Lake\n\n{BODY}\n\nMOST READ\n\nRome Waits for Snow")

    assert headline.why == "it stands before the first sentence and does not end like one"
    assert teaser.why == "a teaser below a section heading"
