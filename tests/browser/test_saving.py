"""How things leave the page: the Save menu, links and prints, in a real browser."""

from __future__ import annotations

import base64
import re
from typing import TYPE_CHECKING

from kg.page import repr_html, to_html
from tests.browser.driving import click, in_a_browser, on_a_phone, settled, text_of
from tests.page.invented import RELATIONS, invented_corpus, ties_of

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from selenium.webdriver import Chrome

pytestmark = in_a_browser


def within(browser: Chrome, condition: Callable[[], bool]) -> None:
    """Wait until something holds on the page, which takes longer on a busy machine."""
    from selenium.webdriver.support.wait import WebDriverWait

    WebDriverWait(browser, 30).until(lambda _: condition())


def printed_on(browser: Chrome) -> bytes:
    return base64.b64decode(browser.execute_cdp_cmd("Page.printToPDF", {})["data"])


def test_the_menu_works_with_the_keyboard(opened: Callable[..., Chrome], page: str) -> None:
    from selenium.webdriver.common.keys import Keys

    browser = opened(page)
    button = browser.find_element("id", "save")

    def focused() -> str:
        return str(browser.execute_script("return document.activeElement.id"))

    button.send_keys(Keys.ENTER)
    assert (focused(), button.get_attribute("aria-expanded")) == ("save-png", "true")
    for key, there in (
        (Keys.ARROW_DOWN, "save-svg"),
        (Keys.ARROW_UP, "save-png"),
        (Keys.ARROW_UP, "save-link"),
        (Keys.ARROW_DOWN, "save-png"),
        (Keys.END, "save-link"),
        (Keys.HOME, "save-png"),
    ):
        browser.switch_to.active_element.send_keys(key)
        assert focused() == there
    browser.switch_to.active_element.send_keys("2")
    assert browser.find_element("id", "view-network").is_displayed(), "a key of the page reached it through the menu"
    browser.switch_to.active_element.send_keys(Keys.ESCAPE)
    assert (focused(), button.get_attribute("aria-expanded")) == ("save", "false")
    button.send_keys(Keys.ARROW_UP)
    assert focused() == "save-link"
    browser.find_element("id", "totals").click()
    assert not browser.find_element("id", "save-menu").is_displayed()


def test_the_table_saves_no_picture_and_says_why(opened: Callable[..., Chrome], page: str) -> None:
    browser = opened(page, address="#view=table")
    click(browser, "#save")

    click(browser, "#save-png")

    assert browser.find_element("id", "save-png").get_attribute("aria-disabled") == "true"
    assert text_of(browser, "#save-png .soft") == "the table is no picture: save it as CSV"
    assert text_of(browser, "#notice") == ""
    assert re.fullmatch(r"\d+ pairs that pass", text_of(browser, "#save-csv .soft"))


def test_the_menu_fits_a_phone(opened: Callable[..., Chrome], page: str) -> None:
    browser = opened(page)

    with on_a_phone(browser):
        click(browser, "#save")
        box = browser.execute_script("return document.getElementById('save-menu').getBoundingClientRect().toJSON()")
        wide = browser.execute_script("return document.documentElement.scrollWidth")

    assert wide == 390
    assert box["left"] >= 0
    assert box["right"] <= 390
    assert box["bottom"] <= 844


def test_a_link_is_copied_where_the_browser_allows_it(opened: Callable[..., Chrome], page: str) -> None:
    browser = opened(page, address="#least=0.2")
    allowed = {"permissions": ["clipboardReadWrite", "clipboardSanitizedWrite"]}
    browser.execute_cdp_cmd("Browser.grantPermissions", allowed)

    browser.find_element("id", "save").click()
    browser.find_element("id", "save-link").click()
    within(browser, lambda: text_of(browser, "#notice") != "")
    copied = browser.execute_async_script("navigator.clipboard.readText().then(arguments[0], arguments[0])")
    browser.execute_cdp_cmd("Browser.resetPermissions", {})

    assert text_of(browser, "#notice").startswith("Link copied.")
    assert copied == browser.current_url


def test_a_link_that_cannot_be_copied_is_there_to_be_copied_by_hand(opened: Callable[..., Chrome], page: str) -> None:
    from selenium.webdriver.common.keys import Keys

    browser = opened(page, address="#least=0.2")
    browser.execute_script("navigator.clipboard.writeText = () => Promise.reject(new Error('no'))")

    click(browser, "#save")
    click(browser, "#save-link")
    within(browser, lambda: browser.switch_to.active_element.tag_name in {"input", "textarea"})
    field = browser.switch_to.active_element
    chosen = browser.execute_script(
        "return arguments[0].value.slice(arguments[0].selectionStart, arguments[0].selectionEnd)", field
    )
    field.send_keys(Keys.ESCAPE)

    assert chosen == browser.current_url
    assert text_of(browser, "#notice") == ""
    assert browser.execute_script("return document.activeElement.id") == "save"


def test_a_frame_of_a_notebook_saves_files_and_says_what_it_cannot(
    opened: Callable[..., Chrome], save: Callable[..., Path]
) -> None:
    corpus = invented_corpus(events=40)
    browser = opened(f"<!DOCTYPE html><title>n</title>{repr_html(corpus, ties_of(corpus), relations=RELATIONS)}")
    browser.switch_to.frame(0)
    within(browser, lambda: browser.execute_script("return document.readyState") == "complete")
    settled(browser, milliseconds=400)

    try:
        png = save(browser, "png")
        click(browser, "#save")
        words = [text_of(browser, f"#save-{entry} .soft") for entry in ("print", "link")]
    finally:
        browser.switch_to.default_content()

    assert png.read_bytes().startswith(b"\x89PNG")
    assert words == ["not inside a notebook: open the page by itself"] * 2


def test_the_page_prints_as_a_document(opened: Callable[..., Chrome]) -> None:
    corpus = invented_corpus(events=400)
    browser = opened(to_html(corpus, ties_of(corpus), relations=RELATIONS), address="#actor=norland&least=0.1")
    browser.execute_script(
        "addEventListener('beforeprint', () => { window.printed = document.getElementById('printed').cloneNode(true); })"
    )

    pdf = printed_on(browser)

    assert pdf.startswith(b"%PDF-")
    words, lines, buttons, said = browser.execute_script(
        """const paper = window.printed;
        return [paper.innerText || paper.textContent, paper.querySelectorAll("#ties line").length,
          paper.querySelectorAll("button").length, paper.querySelectorAll(".said").length];"""
    )
    assert words.startswith("Relations in the news")
    assert "strength of at least 0.10" in words
    assert "Time range: 2023-01 to 2024-05, " in words
    assert lines == int(re.search(r"(\d+) of \d+ pairs", text_of(browser, "#shown"))[1])  # type: ignore[index]  # it is there
    assert buttons == 0
    # The panel shows twelve at first; paper has them all.
    told = int(re.search(r"What the texts say \((\d+) events\)", words)[1])  # type: ignore[index]  # it is there
    assert said == told > 24
    assert text_of(browser, "#printed") == "", "what was printed stays on the screen's page"


def test_the_table_prints_every_row_with_a_head_that_repeats(opened: Callable[..., Chrome]) -> None:
    corpus = invented_corpus(events=700)
    browser = opened(to_html(corpus, ties_of(corpus), relations=RELATIONS), address="#view=table")
    browser.execute_script(
        """addEventListener('beforeprint', () => {
          window.rows = document.querySelectorAll('#printed tbody tr').length;
          window.head = getComputedStyle(document.querySelector('#printed thead')).display;
        })"""
    )

    printed_on(browser)

    rows, head = browser.execute_script("return [window.rows, window.head]")
    assert rows == int(text_of(browser, "#shown").split()[0]) > 200
    assert head == "table-header-group"
