"""What the tests of the pages do with a browser: read its logs, find text, click, type, look at what is painted."""

from __future__ import annotations

import json
import shutil
from contextlib import contextmanager
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Iterator

    from selenium.webdriver import Chrome

BROWSER = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
DRIVER = shutil.which("chromedriver")
in_a_browser = [
    pytest.mark.browser,
    pytest.mark.skipif(not (BROWSER and DRIVER), reason="no Chromium with its driver is installed"),
]
"""The marks of a module that drives a browser: ``pytestmark = in_a_browser``."""

FLAGS = [
    "--headless=new",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-dev-shm-usage",
    "--window-size=1440,900",
]
DESK = (1440, 900)
PHONE = (390, 844)


def log_of(browser: Chrome, kind: str) -> list[dict[str, str]]:
    """Return and clear what the browser logged: its console ("browser") or its traffic ("performance")."""
    rows: list[dict[str, str]] = browser.get_log(kind)  # type: ignore[no-untyped-call]  # selenium leaves it untyped
    return rows


def requests_of(browser: Chrome) -> list[str]:
    """Return the addresses that the page asked for since it was opened, without those of its own file."""
    told = [json.loads(row["message"])["message"] for row in log_of(browser, "performance")]
    sent = [row["params"]["request"]["url"] for row in told if row["method"] == "Network.requestWillBeSent"]
    return [url for url in sent if not url.startswith(("file:", "data:", "about:", "blob:"))]


def text_of(browser: Chrome, selector: str) -> str:
    return str(browser.execute_script("return document.querySelector(arguments[0]).textContent", selector))


def click(browser: Chrome, selector: str) -> None:
    browser.execute_script("document.querySelector(arguments[0]).click()", selector)


def type_into_search(browser: Chrome, words: str) -> None:
    browser.find_element("id", "search").send_keys(words)


def painted(browser: Chrome, root: str = "document") -> int:
    """Return how many pixels of the picture are not blank."""
    return int(
        browser.execute_script(
            f"""const canvas = {root}.querySelector("#picture canvas");
            const pixels = canvas.getContext("2d").getImageData(0, 0, canvas.width, canvas.height).data;
            let count = 0;
            for (let place = 3; place < pixels.length; place += 4) if (pixels[place]) count += 1;
            return count;"""
        )
    )


@contextmanager
def on_a_phone(browser: Chrome) -> Iterator[None]:
    """Show the open page, read anew, on a phone's screen."""
    width, height = PHONE
    size = {"width": width, "height": height, "deviceScaleFactor": 2, "mobile": True}
    browser.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", size)
    try:
        browser.refresh()
        yield
    finally:
        browser.execute_cdp_cmd("Emulation.clearDeviceMetricsOverride", {})


def settled(browser: Chrome, *, milliseconds: int = 100) -> None:
    """Wait until what was asked for is painted."""
    browser.execute_async_script(f"requestAnimationFrame(() => setTimeout(arguments[0], {milliseconds}))")


def screen(browser: Chrome, size: tuple[int, int]) -> None:
    """Give the browser the size of a desk or a phone, from the next page on."""
    width, height = size
    device = {"width": width, "height": height, "deviceScaleFactor": 1, "mobile": size == PHONE}
    browser.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", device)


def prefer(browser: Chrome, **features: str) -> None:
    """Set what the system prefers: ``color_scheme="dark"``, ``reduced_motion="reduce"``; without any, nothing."""
    told = [{"name": f"prefers-{name.replace('_', '-')}", "value": value} for name, value in features.items()]
    browser.execute_cdp_cmd("Emulation.setEmulatedMedia", {"features": told})
