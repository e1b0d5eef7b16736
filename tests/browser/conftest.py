"""A headless Chromium for the tests of the pages, and a page opened in it."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

import pytest

from kg.page import to_html
from tests.browser.driving import BROWSER, DRIVER, FLAGS, click, log_of, prefer
from tests.page.invented import RELATIONS, invented_corpus, ties_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from selenium.webdriver import Chrome

SAVED = {".png", ".svg", ".csv", ".ttl", ".json"}


@pytest.fixture(name="browser", scope="module")
def _browser(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Chrome]:
    pytest.importorskip("selenium", reason="selenium is not installed, so no browser can be driven")
    from selenium import webdriver
    from selenium.webdriver.chrome.service import Service

    options = webdriver.ChromeOptions()
    for flag in (*FLAGS, f"--user-data-dir={tmp_path_factory.mktemp('profile')}"):
        options.add_argument(flag)
    options.set_capability("goog:loggingPrefs", {"browser": "ALL", "performance": "ALL"})
    options.binary_location = str(BROWSER)
    driver = webdriver.Chrome(options=options, service=Service(str(DRIVER)))
    yield driver
    driver.quit()


@pytest.fixture
def opened(browser: Chrome, tmp_path: Path) -> Iterator[Callable[..., Chrome]]:
    """Return what opens a page, given as its text, at an address within it; afterwards the screen is a desk's again."""

    def show(page: str, *, address: str = "") -> Chrome:
        path = tmp_path / "page.html"
        path.write_text(page, encoding="utf-8")
        browser.get("about:blank")
        log_of(browser, "browser")
        log_of(browser, "performance")
        browser.get(path.as_uri() + address)
        return browser

    yield show
    browser.execute_cdp_cmd("Emulation.clearDeviceMetricsOverride", {})
    prefer(browser)


@pytest.fixture(scope="session")
def page() -> str:
    """Return a page of 34 invented actors, 20 of them in the picture."""
    corpus = invented_corpus(events=150)
    return to_html(corpus, ties_of(corpus), relations=RELATIONS, limit=20)


@pytest.fixture
def save(tmp_path: Path) -> Callable[[Chrome, str], Path]:
    """Return what chooses an entry of the Save menu and hands back the file that came of it."""

    def saved(browser: Chrome, entry: str) -> Path:
        # A folder for each, for a file takes the place of one of its name.
        folder = tmp_path / f"saved-{len(list(tmp_path.iterdir()))}"
        folder.mkdir()
        browser.execute_cdp_cmd("Page.setDownloadBehavior", {"behavior": "allow", "downloadPath": str(folder)})
        click(browser, "#save")
        click(browser, f"#save-{entry}")
        for _ in range(150):
            # While it is written, an empty file may hold its place, with what has come so far beside it.
            found = list(folder.iterdir())
            if len(found) == 1 and found[0].suffix in SAVED and found[0].stat().st_size:
                return found[0]
            time.sleep(0.1)
        raise AssertionError(f"nothing was saved by {entry}")

    return saved
