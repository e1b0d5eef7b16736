"""From a sentence on the page to the reader's own file: articles are named by their ids, and filtered by them."""

from __future__ import annotations

import json
from datetime import date
from typing import TYPE_CHECKING

import pytest

from kg.model import Article, Corpus
from kg.page import to_html
from kg.page.selection import Selection
from tests.browser.driving import click, in_a_browser, text_of
from tests.page.invented import RELATIONS, act, actor, ties_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from pathlib import Path

    from selenium.webdriver import Chrome

pytestmark = in_a_browser

UNNAMED = [f"notes/2024-05-0{number}-talks" for number in (1, 2, 3)]
COPY = "wire/copy"
OPEN = "#filters .sources .toggle"


def corpus_of(unnamed: Iterable[str] = UNNAMED, *, named: bool = True) -> Corpus:
    """Return a corpus of an event for each article; the copy is one of the first article that names no source."""
    norland, ketu = actor("Norland"), actor("Ketu")
    ids = [*unnamed, *(["courier-1"] if named else [])]
    articles = [Article(id=each, text="x", source="Courier" if each == "courier-1" else None) for each in ids]
    articles.append(Article(id=COPY, text="x", source="Wire", copy_of=ids[0]))
    events = [
        act(
            norland,
            ketu,
            "met-with",
            article=each.id,
            day=date(2024, 5, 1 + place % 28),
            quote=f"Sentence of {each.id}.",
            scope=each.id,
        )
        for place, each in enumerate(articles)
    ]
    return Corpus(articles=tuple(articles), events=tuple(events))


@pytest.fixture
def browser_with(opened: Callable[..., Chrome]) -> Callable[..., Chrome]:
    def show(corpus: Corpus, *, address: str = "") -> Chrome:
        return opened(to_html(corpus, ties_of(corpus), relations=RELATIONS), address=address)

    return show


def names(browser: Chrome) -> list[str]:
    boxes = browser.find_elements("css selector", "#filters .sources .name")
    return [str(each.get_attribute("textContent")) for each in boxes]


def box(value: str) -> str:
    return f'#filters input[data-value="{value}"]'


def state_of(browser: Chrome, value: str) -> tuple[bool, bool, bool]:
    checked, disabled, between = browser.execute_script(
        "const box = document.querySelector(arguments[0]); return [box.checked, box.disabled, box.indeterminate]",
        box(value),
    )
    return checked, disabled, between


def test_each_sentence_names_the_article_in_which_it_stands(browser_with: Callable[..., Chrome]) -> None:
    browser = browser_with(corpus_of(), address="#tie=ketu~norland")

    said = browser.execute_script(
        "return [...document.querySelectorAll('.said')].map((each) => [each.querySelector('blockquote').textContent, each.querySelector('.who').textContent])"
    )

    assert len(said) == 5
    for quote, who in said:
        article = quote.removeprefix("“Sentence of ").removesuffix(".”")
        outlet = {"courier-1": "Courier", COPY: "Wire"}.get(article, "Source not named")
        assert who.startswith(f"{outlet} · article {article} · ")


def test_a_row_of_event_data_has_no_article(browser_with: Callable[..., Chrome]) -> None:
    corpus = corpus_of()
    row = act(actor("Norland"), actor("Ketu"), "visited", article="gdelt", day=date(2024, 5, 9), quote="")

    browser = browser_with(Corpus(articles=corpus.articles, events=(row,)), address="#tie=ketu~norland")

    assert "article" not in text_of(browser, ".said .who")


def test_what_names_no_source_opens_to_its_articles(browser_with: Callable[..., Chrome]) -> None:
    browser = browser_with(corpus_of())

    closed = browser.find_element("css selector", "#filters .sources .relations").is_displayed()
    click(browser, OPEN)

    assert not closed
    assert browser.find_element("css selector", "#filters .sources .relations").is_displayed()
    # The copy counts to its original.
    assert names(browser) == ["Courier", "Source not named", *UNNAMED]
    counts = browser.find_elements("css selector", "#filters .sources .count")
    assert [each.get_attribute("textContent") for each in counts] == ["1", "4", "2", "1", "1"]


def test_one_article_is_left_out_with_its_copies_and_the_address_says_so(
    browser_with: Callable[..., Chrome], save: Callable[[Chrome, str], Path]
) -> None:
    corpus = corpus_of()
    browser = browser_with(corpus)

    click(browser, box(f"article {UNNAMED[0]}"))

    address = browser.execute_script("return location.hash")
    saved = json.loads(save(browser, "json").read_text(encoding="utf-8"))
    told = {each["evidence"][0]["article"] for tie in saved["ties"] for each in tie["events"]}
    assert told == {*UNNAMED[1:], "courier-1"}
    assert told == {each.article for each in Selection.from_address(address).select(corpus).events}
    assert state_of(browser, "Source not named") == (True, False, True)
    assert saved["filters"]["in_words"] == f"without reports of article {UNNAMED[0]} alone"


def test_all_that_names_no_source_is_left_out_at_once(
    browser_with: Callable[..., Chrome], save: Callable[[Chrome, str], Path]
) -> None:
    corpus = corpus_of()
    browser = browser_with(corpus)

    click(browser, box("Source not named"))

    address = browser.execute_script("return location.hash")
    saved = json.loads(save(browser, "json").read_text(encoding="utf-8"))
    assert [each["evidence"][0]["article"] for tie in saved["ties"] for each in tie["events"]] == ["courier-1"]
    assert [each.article for each in Selection.from_address(address).select(corpus).events] == ["courier-1"]
    assert state_of(browser, f"article {UNNAMED[1]}") == (True, True, False)


def test_of_many_articles_a_part_is_listed_at_a_time(browser_with: Callable[..., Chrome]) -> None:
    many = [f"in/{number:03}" for number in range(100)]
    browser = browser_with(corpus_of(many, named=False), address="#no-source=article+in%2F095")
    click(browser, OPEN)

    first = len(names(browser))
    while browser.find_element("css selector", "#filters .sources .more").is_displayed():
        click(browser, "#filters .sources .more")

    assert first == 1 + 40
    assert names(browser) == ["Source not named", *many]
    assert state_of(browser, "article in/095") == (False, False, False)
    assert state_of(browser, "Source not named") == (True, False, True)


def test_one_article_alone_is_no_choice(browser_with: Callable[..., Chrome]) -> None:
    assert names(browser_with(corpus_of(UNNAMED[:1], named=False))) == []
