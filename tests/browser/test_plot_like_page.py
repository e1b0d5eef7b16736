"""Addresses in; the page in a real browser and the figure of ``kg plot`` show as many actors and ties."""

from __future__ import annotations

import re
import shutil
from typing import TYPE_CHECKING

import pytest

from kg.model import Corpus
from kg.ontology import load_relations
from kg.page import to_html
from kg.page.selection import Selection
from kg.plots.shown import find_shown
from kg.strength import tie_strengths
from tests.page.invented import invented_corpus

if TYPE_CHECKING:
    from collections.abc import Iterator

    from selenium.webdriver import Chrome

    from kg.strength import Tie

selenium = pytest.importorskip("selenium", reason="selenium is not installed, so no browser can be driven")
BROWSER = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
DRIVER = shutil.which("chromedriver")
pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(not (BROWSER and DRIVER), reason="no Chromium with its driver is installed"),
]
LIMIT = 12
ADDRESSES = (
    "#",
    "#no-kind=person&no-kind=group",
    "#no-status=done",
    "#no-status=planned&no-status=denied",
    "#no-source=The+Morning+Courier&no-source=Harbour+Times",
    "#from=2023-06-01",
    "#least=0.3",
    "#ego=karistan~1",
    "#ego=rustam-beg~2&no-kind=organization",
    "#with=tarim-liberation-army&with=ketu",
    "#tie=karistan~norland&least=0.05",
    "#no-status=denied&no-kind=person&least=0.1&from=2023-02-01",
)


@pytest.fixture(name="corpus", scope="module")
def _corpus() -> Corpus:
    return invented_corpus(events=260)


@pytest.fixture(name="ties", scope="module")
def _ties(corpus: Corpus) -> tuple[Tie, ...]:
    return tie_strengths(corpus)


@pytest.fixture(name="browser", scope="module")
def _browser(corpus: Corpus, ties: tuple[Tie, ...], tmp_path_factory: pytest.TempPathFactory) -> Iterator[Chrome]:
    from selenium import webdriver
    from selenium.webdriver.chrome.service import Service

    folder = tmp_path_factory.mktemp("page")
    (folder / "page.html").write_text(to_html(corpus, ties, relations=load_relations(), limit=LIMIT), encoding="utf-8")
    options = webdriver.ChromeOptions()
    flags = ("--headless=new", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--window-size=1440,900")
    for flag in (*flags, f"--user-data-dir={folder / 'profile'}"):
        options.add_argument(flag)
    options.binary_location = str(BROWSER)
    driver = webdriver.Chrome(options=options, service=Service(str(DRIVER)))
    driver.get((folder / "page.html").as_uri())
    yield driver
    driver.quit()


@pytest.mark.parametrize("address", ADDRESSES)
def test_the_figure_draws_as_many_actors_and_ties_as_the_page(
    address: str, browser: Chrome, corpus: Corpus, ties: tuple[Tie, ...]
) -> None:
    said = str(
        browser.execute_async_script(
            """const [address, done] = arguments;
            location.hash = address;
            setTimeout(() => done(document.getElementById("shown").textContent), 150);""",
            address,
        )
    )
    selection = Selection.from_address(address)

    shown = find_shown(corpus, ties, selection, limit=300 if selection.around else LIMIT)

    actors, everyone, drawn, passing = (int(each.replace(",", "")) for each in re.findall(r"[\d,]+\d|\d", _plain(said)))
    assert (len(shown.inside), len(shown.everyone)) == (actors, everyone)
    # Around one actor the page counts only the ties between those near.
    assert (len(shown.drawn), len(shown.drawn if selection.around else shown.passing)) == (drawn, passing)


def _plain(said: str) -> str:
    """Return what the page says is shown without how many pass, which it says only where some do not."""
    return re.sub(r"\([^)]*\)", "", said)
