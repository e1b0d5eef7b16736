"""Copies on the page: folded under their original, and counted with it as one source."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

import pytest

from kg.model import Article, Corpus
from kg.page import to_html
from tests.browser.axe import fetch_axe, violations_of
from tests.browser.driving import click, in_a_browser, log_of, text_of
from tests.page.invented import RELATIONS, act, actor, ties_of

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from selenium.webdriver import Chrome

pytestmark = in_a_browser

QUOTE = "Norland attacked Marenga."
OTHER_WORDS = "Norland has attacked Marenga, it said."


def _corpus() -> Corpus:
    """Return one event that an agency tells, four outlets print (one in other words), and a fifth tells itself."""
    one, other = actor("Norland"), actor("Marenga")
    told = act(one, other, "attacked", article="a1", quote=QUOTE, day=date(2024, 5, 9))
    (first,) = told.evidence
    copies = [replace(first, article=f"b{n}") for n in range(3)]
    # One says it twice, and is named once.
    copies.append(replace(first, article="b2", confidence=0.8))
    copies.append(replace(first, article="b3", quote=OTHER_WORDS, end=len(OTHER_WORDS)))
    event = replace(told, evidence=(first, *copies, replace(first, article="c1", start=5, end=5 + len(QUOTE))))
    articles = (
        Article(id="a1", text=QUOTE, source="Wire", title="Attack", url="https://example.org/1"),
        *(Article(id=f"b{n}", text=QUOTE, source=f"Outlet {n}", copy_of="a1") for n in range(4)),
        Article(id="c1", text=QUOTE, source="Courier"),
    )
    return Corpus(articles=articles, events=(event,))


@pytest.fixture(name="copies", scope="module")
def _copies() -> str:
    corpus = _corpus()
    return to_html(corpus, ties_of(corpus), relations=RELATIONS)


def test_copies_are_folded_under_their_original(opened: Callable[..., Chrome], copies: str) -> None:
    browser = opened(copies, address="#tie=marenga~norland")

    assert text_of(browser, "#drawer .telling") == "6 articles, 2 independent sources"
    assert text_of(browser, "#drawer .copies summary") == "and 4 copies"
    shown = browser.find_elements("css selector", "#drawer .said > .who")
    assert [each.text.split(" · ")[0] for each in shown] == ["Wire", "Courier"]
    assert not browser.find_element("css selector", "#drawer .copies .who").is_displayed()
    assert log_of(browser, "browser") == []


def test_unfolded_copies_name_their_outlets_and_show_what_one_says_in_other_words(
    opened: Callable[..., Chrome], copies: str
) -> None:
    browser = opened(copies, address="#tie=marenga~norland")

    browser.find_element("css selector", "#drawer .copies summary").click()

    outlets = browser.find_elements("css selector", "#drawer .copies .who")
    assert [each.text.split(" · ")[0] for each in outlets] == ["Outlet 0", "Outlet 1", "Outlet 2", "Outlet 3"]
    quotes = browser.find_elements("css selector", "#drawer .copies blockquote")
    assert [each.text for each in quotes] == [f"“{OTHER_WORDS}”"]
    assert all(each.is_displayed() for each in (*outlets, *quotes))


def test_axe_finds_nothing_serious_in_unfolded_copies(
    opened: Callable[..., Chrome], copies: str, tmp_path: Path
) -> None:
    axe = fetch_axe(tmp_path)
    browser = opened(copies, address="#tie=marenga~norland")

    browser.find_element("css selector", "#drawer .copies summary").click()

    assert [each for each in violations_of(browser, axe) if each.is_serious] == []


def test_copies_are_printed_unfolded(opened: Callable[..., Chrome], copies: str) -> None:
    browser = opened(copies, address="#tie=marenga~norland")

    browser.execute_script("dispatchEvent(new Event('beforeprint'))")

    assert browser.execute_script("return document.querySelector('#printed .copies').open") is True


def test_the_filter_of_sources_lists_who_tells_and_the_head_counts_copies(
    opened: Callable[..., Chrome], copies: str
) -> None:
    browser = opened(copies)

    boxes = browser.find_elements("css selector", "#filters .sources .name")

    assert [each.get_attribute("textContent") for each in boxes] == ["Courier", "Wire"]
    assert text_of(browser, "#totals").startswith("6 articles, of which 4 are copies · ")


def test_what_is_saved_says_of_what_an_article_is_a_copy(
    opened: Callable[..., Chrome], copies: str, save: Callable[[Chrome, str], Path]
) -> None:
    browser = opened(copies)

    told = json.loads(save(browser, "json").read_text(encoding="utf-8"))
    turtle = save(browser, "turtle").read_text(encoding="utf-8")

    evidence = told["ties"][0]["events"][0]["evidence"]
    assert [each["copy_of"] for each in evidence] == [None, "a1", "a1", "a1", "a1", "a1", None]
    assert turtle.count("ir:copyOf art:a1") == 4


def test_a_page_without_copies_does_not_speak_of_them(opened: Callable[..., Chrome], page: str) -> None:
    browser = opened(page)

    click(browser, "#to-table")
    click(browser, "#view-table tbody button")

    assert not browser.find_elements("css selector", ".copies, .telling")
    assert "copies" not in text_of(browser, "#totals")
