"""A pyvis network in; what a real headless browser draws of its frame, and asks the network for, out."""

from __future__ import annotations

import json
import shutil
from typing import TYPE_CHECKING

import pytest

from kg.notebook import to_html
from tests.notebook.invented import hostile_graph

if TYPE_CHECKING:
    from pathlib import Path

pytest.importorskip("selenium", reason="selenium is not installed, so no browser can be driven")
BROWSER = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
DRIVER = shutil.which("chromedriver")


@pytest.mark.browser
@pytest.mark.skipif(not (BROWSER and DRIVER), reason="no Chromium with its driver is installed")
def test_the_frame_of_a_network_draws_hostile_names_fetches_nothing_and_runs_nothing_of_them(tmp_path: Path) -> None:
    from selenium import webdriver
    from selenium.webdriver.chrome.service import Service

    network = hostile_graph().to_pyvis()
    network.nodes[0]["title"] = '<img src="http://127.0.0.1:9/x" href="" onerror="document.title=1">'
    page = tmp_path / "page.html"
    page.write_text(f"<!DOCTYPE html><meta charset=utf-8><title>n</title>{to_html(network)}", encoding="utf-8")
    options = webdriver.ChromeOptions()
    for flag in ("--headless=new", "--no-sandbox", "--disable-gpu", f"--user-data-dir={tmp_path / 'profile'}"):
        options.add_argument(flag)
    options.set_capability("goog:loggingPrefs", {"browser": "ALL", "performance": "ALL"})
    options.binary_location = str(BROWSER)
    driver = webdriver.Chrome(options=options, service=Service(str(DRIVER)))
    try:
        driver.get(page.as_uri())
        driver.switch_to.frame(0)
        drawn = driver.execute_async_script(
            """const done = arguments[0], canvas = document.querySelector("canvas");
            setTimeout(() => {
                const data = canvas.getContext("2d").getImageData(0, 0, canvas.width, canvas.height).data;
                done(data.some(value => value > 0) ? document.title : "blank");
            }, 500);"""
        )
        rows: list[dict[str, str]] = driver.get_log("performance")  # type: ignore[no-untyped-call]  # untyped
        console = driver.get_log("browser")  # type: ignore[no-untyped-call]  # as above
    finally:
        driver.quit()

    messages = [json.loads(row["message"])["message"] for row in rows]
    sent = [each["params"] for each in messages if each["method"] == "Network.requestWillBeSent"]
    asked = [each["request"]["url"] for each in sent if not each["documentURL"].startswith("chrome:")]
    assert drawn == "Network"
    assert [url for url in asked if not url.startswith(("file:", "about:", "data:"))] == []
    assert console == []
