"""The page of the ontology in a real headless browser: it finds terms, fits a phone and asks the network for nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from kg.files import data_path
from kg.page.vocabulary import read_vocabulary
from kg.page.vocabulary_html import to_vocabulary_html
from tests.browser.driving import in_a_browser, log_of

if TYPE_CHECKING:
    from pathlib import Path

    from selenium.webdriver import Chrome

pytestmark = in_a_browser
VISIBLE = "return [...document.querySelectorAll('#section-contents li')].filter(e => !e.hidden).map(e => e.textContent)"


@pytest.fixture(name="page", scope="module")
def _page(tmp_path_factory: pytest.TempPathFactory) -> str:
    """Return the address of the page in a file."""
    path: Path = tmp_path_factory.mktemp("page") / "ontology.html"
    path.write_text(to_vocabulary_html(read_vocabulary(data_path("ontology", "ir.ttl"))), encoding="utf-8")
    return path.as_uri()


def _open(browser: Chrome, page: str, *, width: int, height: int) -> None:
    size = {"width": width, "height": height, "deviceScaleFactor": 1, "mobile": width < 500}
    browser.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", size)
    browser.get("about:blank")
    browser.get(page)


@pytest.mark.parametrize(("width", "height"), [(390, 844), (1440, 900)])
def test_the_page_fits_and_logs_nothing(browser: Chrome, page: str, width: int, height: int) -> None:
    _open(browser, page, width=width, height=height)

    assert browser.execute_script("return document.documentElement.scrollWidth") <= width
    assert log_of(browser, "browser") == []
    assert browser.execute_script("return performance.getEntriesByType('resource').length") == 0


def test_words_in_the_contents_leave_the_terms_that_have_them(browser: Chrome, page: str) -> None:
    _open(browser, page, width=1440, height=900)
    box = browser.find_element("id", "section-filter")

    box.send_keys("met-w")
    found = browser.execute_script(VISIBLE)
    box.clear()
    box.send_keys("zzz")
    nothing = browser.find_element("id", "section-none").is_displayed()

    assert found == ["met-with"]
    assert nothing


def test_the_contents_are_folded_on_a_phone_and_open_on_a_desk(browser: Chrome, page: str) -> None:
    state = {}
    for width in (390, 1440):
        _open(browser, page, width=width, height=844)
        state[width] = browser.find_element("id", "section-toc").get_attribute("open")

    assert state == {390: None, 1440: "true"}
