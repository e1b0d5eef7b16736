"""One browser for the tests of a module."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.browser.driving import log_of, prefer, started

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from selenium.webdriver import Chrome

    from tests.browser.driving import Opened


@pytest.fixture(scope="module")
def browser(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Chrome]:
    driver = started(tmp_path_factory.mktemp("profile"))
    yield driver
    driver.quit()


@pytest.fixture
def opened(browser: Chrome, tmp_path: Path) -> Iterator[Opened]:
    """Return what opens a page from a file, after whatever was open; the screen is a desk again afterwards."""

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
