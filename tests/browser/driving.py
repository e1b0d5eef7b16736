"""A real headless browser in; what tests ask of a page that is open in it out."""

from __future__ import annotations

import json
import shutil
from typing import TYPE_CHECKING, Final

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from selenium.webdriver import Chrome

    Opened = Callable[..., Chrome]

BROWSER: Final = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
DRIVER: Final = shutil.which("chromedriver")
NEEDS_BROWSER: Final = [
    pytest.mark.browser,
    pytest.mark.skipif(not (BROWSER and DRIVER), reason="no Chromium with its driver is installed"),
]
DESK: Final = (1440, 900)
PHONE: Final = (390, 844)

_FLAGS: Final = (
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
    # Nothing is ever reached, so that a request that should not be cannot succeed either.
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE localhost, EXCLUDE 127.0.0.1",
)


def started(profile: Path) -> Chrome:
    """Return a browser that keeps a log of its console and of its traffic."""
    from selenium import webdriver
    from selenium.webdriver.chrome.service import Service

    options = webdriver.ChromeOptions()
    for flag in (*_FLAGS, f"--user-data-dir={profile}"):
        options.add_argument(flag)
    options.set_capability("goog:loggingPrefs", {"browser": "ALL", "performance": "ALL"})
    options.binary_location = str(BROWSER)
    return webdriver.Chrome(options=options, service=Service(str(DRIVER)))


def log_of(browser: Chrome, kind: str) -> list[dict[str, str]]:
    """Return and clear what the browser logged: its console ("browser") or its traffic ("performance")."""
    rows: list[dict[str, str]] = browser.get_log(kind)  # type: ignore[no-untyped-call]  # selenium leaves it untyped
    return rows


def requests_of(browser: Chrome) -> list[str]:
    """Return what was asked of the network since the log was last read, whether or not it came."""
    told = [json.loads(row["message"])["message"] for row in log_of(browser, "performance")]
    sent = [row["params"]["request"]["url"] for row in told if row["method"] == "Network.requestWillBeSent"]
    return [url for url in sent if not url.startswith(("file:", "data:", "about:", "blob:"))]


def text_of(browser: Chrome, selector: str) -> str:
    """Return the text of the first such element, seen or not."""
    return str(browser.execute_script("return document.querySelector(arguments[0]).textContent", selector))


def click(browser: Chrome, selector: str) -> None:
    """Click the first such element, in sight or not."""
    browser.execute_script("document.querySelector(arguments[0]).click()", selector)


def type_into_search(browser: Chrome, words: str) -> None:
    """Type into the search field."""
    browser.find_element("id", "search").send_keys(words)


def settled(browser: Chrome, *, milliseconds: int = 100) -> None:
    """Wait until what was asked for is painted."""
    browser.execute_async_script(f"requestAnimationFrame(() => setTimeout(arguments[0], {milliseconds}))")


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


def screen(browser: Chrome, size: tuple[int, int]) -> None:
    """Give the browser the size of a desk or a phone, from the next page on."""
    width, height = size
    device = {"width": width, "height": height, "deviceScaleFactor": 1, "mobile": size == PHONE}
    browser.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", device)


def prefer(browser: Chrome, **features: str) -> None:
    """Set what the system prefers: ``color_scheme="dark"``, ``reduced_motion="reduce"``; without any, nothing."""
    told = [{"name": f"prefers-{name.replace('_', '-')}", "value": value} for name, value in features.items()]
    browser.execute_cdp_cmd("Emulation.setEmulatedMedia", {"features": told})
