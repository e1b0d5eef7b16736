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
    PHONE,
    click,
    in_a_browser,
    prefer,
    screen,
    settled,
    text_of,
    type_into_search,
)
from tests.page.invented import RELATIONS, act, actor, invented_corpus, ties_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from selenium.webdriver import Chrome

    Opened = Callable[..., Chrome]

Keys = pytest.importorskip(
    "selenium.webdriver.common.keys", reason="selenium is not installed, so no browser can be driven"
).Keys
pytestmark = in_a_browser


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
            [("met-with", "affirmed", "actual"), ("warned", "negated", "actual"), ("visited", "affirmed", "possible")]
            * 3
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
    click(browser, "#drawer .said .mend-open")
    click(browser, "#drawer [data-verdict^=reject-event]")
    settled(browser)
    yield "an event that is being corrected"
    click(browser, "#save")
    click(browser, "#save-corrections")
    settled(browser)
    yield "the list of corrections"
    click(browser, "#corrections .close")
    browser.execute_script("location.hash = 'actor=vladimir-putin&ego=vladimir-putin~1&from=2023-03-01'")
    settled(browser, milliseconds=250)
    yield "panel of an actor, its ego view, a range of time"
    click(browser, "#drawer > .mend .mend-open")
    browser.find_element("css selector", ".mend-box input[type=search]").send_keys("an")
    settled(browser)
    yield "an actor that is being corrected, with others that a search found"
    browser.execute_script("location.hash = 'no-group=MX'")
    settled(browser)
    if browser.execute_script("return document.getElementById('open-find').offsetParent !== null"):
        click(browser, "#open-find")
    for each in browser.find_elements("css selector", "#filters .toggle[aria-expanded=false]"):
        browser.execute_script("arguments[0].click()", each)
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


FOCUSED = """const each = document.activeElement;
const { outlineStyle, outlineWidth } = getComputedStyle(each);
return [[...document.querySelectorAll("*")].indexOf(each), outlineStyle !== "none" && parseFloat(outlineWidth) >= 2,
        `${each.tagName} ${each.id} ${each.getAttribute("aria-label") || each.textContent.slice(0, 40)}`]"""
REACHABLE = """const all = [...document.querySelectorAll("*")];
const seen = all.filter((each) => each.matches("button, input, select, textarea, summary, a[href], [tabindex='0']")
  && !each.disabled && each.checkVisibility());
return seen.map((each) => all.indexOf(each))"""


@pytest.mark.parametrize("size", [DESK, PHONE], ids=["desk", "phone"])
@pytest.mark.parametrize("view", ["network", "matrix", "multiples", "table"])
def test_tab_reaches_everything_in_the_order_of_the_page_and_shows_where_it_is(
    opened: Opened, browser: Chrome, page: str, view: str, size: tuple[int, int]
) -> None:
    screen(browser, size)
    opened(page, address=f"#view={view}&actor=norland")
    expected = browser.execute_script(REACHABLE)

    reached, pale = [], []
    for _ in expected:
        browser.switch_to.active_element.send_keys(Keys.TAB)
        place, outlined, name = browser.execute_script(FOCUSED)
        reached.append(place)
        if not outlined:
            pale.append(name)

    assert reached == expected
    assert pale == []
    assert len(expected) > 30


def test_search_is_found_walked_and_left_by_keys_alone(opened: Opened, page: str) -> None:
    browser = opened(page)
    keys = browser.find_element("tag name", "body")

    keys.send_keys("/")
    type_into_search(browser, "or" + Keys.ARROW_DOWN)
    second = browser.execute_script("return document.querySelector('#results [aria-selected=true]').id")
    active = browser.switch_to.active_element.get_attribute("aria-activedescendant")
    name = browser.execute_script("return document.querySelector('#results [aria-selected=true]').firstChild.data")
    browser.switch_to.active_element.send_keys(Keys.ENTER)
    inside = browser.execute_script("return [document.activeElement.tagName, document.activeElement.textContent]")
    browser.switch_to.active_element.send_keys(Keys.ESCAPE)

    assert (second, active) == ("found-1", "found-1")
    assert inside == ["H2", name]
    assert text_of(browser, "#drawer h2") == "Overview"
    assert browser.switch_to.active_element.get_attribute("id") == "search"


def test_arrows_walk_the_picture_enter_opens_and_escape_leads_back(opened: Opened, page: str) -> None:
    browser = opened(page)
    picture = browser.find_element("id", "picture")
    x = """const { actors } = JSON.parse(document.getElementById("data").textContent);
    return actors.find((each) => each.name === document.querySelector("#drawer h2").textContent).x"""

    picture.send_keys(Keys.ARROW_DOWN)
    first, said = browser.execute_script(x), text_of(browser, "#picked")
    picture.send_keys(Keys.ARROW_LEFT)
    second, name = browser.execute_script(x), text_of(browser, "#drawer h2")
    picture.send_keys(Keys.ENTER)
    inside = browser.execute_script("return [document.activeElement.tagName, document.activeElement.textContent]")
    browser.switch_to.active_element.send_keys(Keys.ESCAPE)

    assert second < first
    assert "pair" in said
    assert inside == ["H2", name]
    assert text_of(browser, "#drawer h2") == "Overview"
    assert browser.switch_to.active_element.get_attribute("id") == "picture"


@pytest.mark.parametrize(
    ("address", "list_"),
    [("#view=table", "#view-table tbody tr"), ("", "#drawer h3 + .rows li")],
    ids=["table", "drawer"],
)
def test_a_tie_is_chosen_from_a_list_and_left_by_keys_alone(
    opened: Opened, page: str, address: str, list_: str
) -> None:
    browser = opened(page, address=address)
    row = browser.find_element("css selector", f"{list_}:nth-child(3) button")
    pair = row.get_attribute("data-pair")

    row.send_keys(Keys.ENTER)
    inside = browser.execute_script("return document.activeElement.tagName")
    browser.switch_to.active_element.send_keys(Keys.ESCAPE)

    assert inside == "H2"
    assert browser.switch_to.active_element.get_attribute("data-pair") == pair


def test_what_is_shown_is_said_when_it_changes(opened: Opened, page: str) -> None:
    browser = opened(page)
    before = text_of(browser, "#shown")

    browser.find_element("css selector", "input[data-value=VC]").send_keys(Keys.SPACE)

    assert text_of(browser, "#shown") != before
    assert browser.execute_script("return document.querySelector('#shown').getAttribute('aria-live')") == "polite"
    assert browser.switch_to.active_element.get_attribute("data-value") == "VC"


def pictures_while_zooming(browser: Chrome) -> int:
    """Return how many different pictures are seen while the view comes nearer."""
    return int(
        browser.execute_async_script(
            """const done = arguments[0];
            const canvas = document.querySelector("#picture canvas");
            const seen = new Set([canvas.toDataURL()]);
            document.querySelector(".zoom button").click();
            const begun = performance.now();
            const look = () => {
              seen.add(canvas.toDataURL());
              if (performance.now() - begun < 400) requestAnimationFrame(look);
              else done(seen.size);
            };
            requestAnimationFrame(look);"""
        )
    )


@pytest.mark.parametrize(("wish", "moves"), [("reduce", False), ("no-preference", True)])
def test_nothing_moves_for_who_asked_for_that(
    opened: Opened, browser: Chrome, page: str, wish: str, moves: bool
) -> None:
    screen(browser, PHONE)
    prefer(browser, reduced_motion=wish)
    opened(page)

    # A busy machine may miss the frames between the first and the last: then it looks again.
    most = max(pictures_while_zooming(browser) for _ in range(5 if moves else 2))
    click(browser, "#drawer .rows button")
    rises = browser.execute_script("return getComputedStyle(document.getElementById('drawer')).animationName")

    assert (most > 2) is moves
    assert (rises != "none") is moves
