"""The page for people who use no mouse, see little, or want nothing to move: axe-core in every view, and the keyboard."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from kg.model import Article, Corpus
from kg.page import to_html
from kg.reference import load_reference
from tests.browser.axe import Violation, fetch_axe, violations_of
from tests.browser.driving import (
    DESK,
    NEEDS_BROWSER,
    PHONE,
    click,
    prefer,
    screen,
    settled,
    text_of,
    type_into_search,
)
from tests.page.invented import RELATIONS, act, actor, invented_corpus, ties_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from selenium.webdriver import Chrome

    from tests.browser.driving import Opened

pytest.importorskip("selenium", reason="selenium is not installed, so no browser can be driven")
pytestmark = NEEDS_BROWSER


@pytest.fixture(scope="session")
def axe(tmp_path_factory: pytest.TempPathFactory) -> str:
    return fetch_axe(tmp_path_factory.mktemp("axe"))


@pytest.fixture(scope="module")
def page() -> str:
    """Return a page with all that a page can hold: denials, plans, offices, other names, links."""
    corpus = invented_corpus(events=150)
    known = load_reference().persons["vladimir-putin"].actor
    told = [
        act(known, actor("Norland"), relation, article=f"own-{place}", polarity=polarity, modality=modality)
        for place, (relation, polarity, modality) in enumerate(
            [("met-with", "affirmed", "actual"), ("warned", "negated", "actual"), ("visited", "affirmed", "possible")] * 3
        )
    ]
    articles = [Article(id=f"own-{place}", text="", source=f"Paper {place}") for place in range(len(told))]
    whole = Corpus(articles=(*corpus.articles, *articles), events=(*corpus.events, *told))
    return to_html(
        whole, ties_of(whole), relations=RELATIONS, limit=20, aliases={known.id: ["V. V. Putin"], "norland": ["NOR"]}
    )


def view_ids(browser: Chrome) -> list[str]:
    found: list[str] = browser.execute_script(
        "return [...document.querySelectorAll('[data-view]')].map((each) => each.dataset.view)"
    )
    return found


def states_of(browser: Chrome) -> Iterator[str]:
    """Bring the page into each of its states, and yield what it is called while it is in it."""
    for view in view_ids(browser):
        click(browser, f"[data-view={view}]")
        settled(browser)
        yield f"view {view}"
    click(browser, "[data-view=network]")
    click(browser, "#drawer .rows button")
    settled(browser, milliseconds=250)
    yield "panel of a tie"
    browser.execute_script("location.hash = 'actor=vladimir-putin&ego=vladimir-putin~1&from=2023-03-01'")
    settled(browser, milliseconds=250)
    yield "panel of an actor, its ego view, a range of time"
    browser.execute_script("location.hash = 'no-group=MX'")
    settled(browser)
    if browser.execute_script("return document.getElementById('open-find').offsetParent !== null"):
        click(browser, "#open-find")
    for each in browser.find_elements("css selector", "details"):
        browser.execute_script("arguments[0].open = true", each)
    type_into_search(browser, "an")
    settled(browser)
    yield "filters open, with the actors that a search found"
    browser.find_element("id", "search").clear()
    browser.execute_script("location.hash = 'no-group=VC&no-group=MC&no-group=XC&no-group=MX&no-group=ST'")
    settled(browser)
    yield "nothing passes the filters"


@pytest.mark.parametrize("size", [DESK, PHONE], ids=["desk", "phone"])
@pytest.mark.parametrize("theme", ["light", "dark"])
def test_axe_finds_nothing_serious_in_any_state(
    opened: Opened, browser: Chrome, page: str, axe: str, theme: str, size: tuple[int, int]
) -> None:
    screen(browser, size)
    # What still fades in has no colours of its own yet.
    prefer(browser, color_scheme=theme, reduced_motion="reduce")
    opened(page)

    found: dict[Violation, str] = {}
    for state in states_of(browser):
        for each in violations_of(browser, axe):
            found.setdefault(each, state)

    told = "\n".join(
        f"{each.impact} {each.rule}, first in: {state}\n    " + "\n    ".join(each.elements)
        for each, state in found.items()
    )
    assert not any(each.is_serious for each in found), told
    assert browser.execute_script("return document.documentElement.dataset.theme") == theme


def test_axe_does_find_a_button_without_a_name(opened: Opened, page: str, axe: str) -> None:
    browser = opened(page)

    browser.execute_script("document.getElementById('theme').removeAttribute('aria-label')")

    assert [each.rule for each in violations_of(browser, axe) if each.is_serious] == ["button-name"]
