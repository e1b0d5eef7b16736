"""The matrix, the panels by period and a crowded network in a real headless browser."""

from __future__ import annotations

import xml.etree.ElementTree as ET
from datetime import date
from typing import TYPE_CHECKING

import pytest

from kg.model import Article, Corpus, Event
from kg.page import html, to_html
from tests.browser.driving import click, in_a_browser, log_of, on_a_phone, text_of
from tests.page.invented import RELATIONS, act, actor, ties_of

if TYPE_CHECKING:
    from collections.abc import Callable

    from selenium.webdriver import Chrome

pytestmark = in_a_browser

A, B, C, D = (actor(name) for name in ("Norland", "Marenga", "Karistan", "Vesteria"))


def page_of(*events: Event, limit: int = 60) -> str:
    names = sorted({event.article for event in events})
    corpus = Corpus(articles=tuple(Article(id=name, text="") for name in names), events=events)
    return to_html(corpus, ties_of(corpus), relations=RELATIONS, limit=limit)


def page_of_two_years() -> str:
    return page_of(
        act(A, B, "aided", article="a1", day=date(2020, 5, 1)),
        act(A, C, "attacked", article="a2", day=date(2021, 5, 1)),
        act(B, C, "supports", article="a3", day=date(2021, 6, 1), modality="planned"),
        act(B, D, "supports", article="a4", day=date(2021, 7, 1), polarity="negated"),
        act(C, D, "leads", article="a5", day=date(2021, 8, 1)),
    )


def crowd(count: int, *, hubs: int = 6) -> str:
    states = [actor(f"Federation of {number:03}") for number in range(count)]
    return page_of(
        *(
            act(
                states[number], states[number % hubs], "supports", article="a1", day=date(2021, 1, 1), scope=str(number)
            )
            for number in range(hubs, count)
        ),
        limit=count,
    )


@pytest.fixture
def insides(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let pages made from here on hand out their views and their network, which they keep to themselves."""
    part = html._asset  # noqa: SLF001  # the page has no other door
    monkeypatch.setattr(
        html, "_asset", lambda name: part(name) + ("window.inside = { views, network, nodeSet };" * (name == "main.js"))
    )


def cell(browser: Chrome, words: str) -> str:
    """Return the selector of the one cell above the diagonal that begins with these words."""
    found = browser.execute_script(
        "return [...document.querySelectorAll('.cells td')].map((box) => box.ariaLabel || '')"
        ".filter((label) => label.startsWith(arguments[0]))[0]",
        words,
    )
    assert found, words
    return f'.cells td[aria-label="{found}"]'


def labels_of(browser: Chrome, selector: str) -> list[str]:
    found: list[str] = browser.execute_script(
        "return [...document.querySelectorAll(arguments[0])].map((each) => each.textContent)", selector
    )
    return found


def test_a_cell_of_the_matrix_says_its_tie_and_opens_it(opened: Callable[..., Chrome]) -> None:
    browser = opened(page_of_two_years(), address="#view=matrix")

    place = cell(browser, "Karistan and Norland")
    mark = text_of(browser, place)
    said = browser.execute_script("return document.querySelector(arguments[0]).ariaLabel", place)
    click(browser, place)

    assert mark == "\N{MINUS SIGN}"
    assert said.startswith("Karistan and Norland, leans hostile, \N{MINUS SIGN}")
    assert said.endswith(", 1 event")
    assert text_of(browser, "#drawer h2") == "Karistan and Norland"
    assert browser.execute_script("return document.querySelectorAll('.cells td.picked').length") == 2
    assert log_of(browser, "browser") == []


def test_a_name_of_the_matrix_opens_its_actor(opened: Callable[..., Chrome]) -> None:
    browser = opened(page_of_two_years(), address="#view=matrix&order=name")

    click(browser, ".cells thead th:nth-of-type(2)")

    assert text_of(browser, "#drawer h2") == "Marenga"


def test_ties_without_strength_are_hollow_cells_with_the_line_of_the_network(opened: Callable[..., Chrome]) -> None:
    browser = opened(page_of_two_years(), address="#view=matrix")

    kinds = {
        name: browser.execute_script(
            "const box = document.querySelector(arguments[0]); return [box.style.background, box.firstChild.className]",
            cell(browser, name),
        )
        for name in ("Karistan and Marenga", "Marenga and Vesteria", "Karistan and Vesteria")
    }

    assert kinds == {
        "Karistan and Marenga": ["", "planned"],
        "Marenga and Vesteria": ["", "denied"],
        "Karistan and Vesteria": ["", "done"],
    }


def test_the_matrix_is_walked_with_the_arrows_and_escape_leads_back(opened: Callable[..., Chrome]) -> None:
    from selenium.webdriver.common.keys import Keys

    browser = opened(page_of_two_years(), address="#view=matrix&order=name")
    browser.execute_script("document.querySelector('.cells [tabindex=\"0\"]').focus()")

    browser.switch_to.active_element.send_keys(Keys.ARROW_DOWN, Keys.CONTROL + Keys.HOME)
    browser.switch_to.active_element.send_keys(Keys.ARROW_LEFT)
    names = browser.switch_to.active_element.text
    browser.switch_to.active_element.send_keys(Keys.END)
    blank_or_tie = browser.switch_to.active_element.get_attribute("aria-label")
    stops = browser.execute_script("return document.querySelectorAll('.cells [tabindex=\"0\"]').length")
    browser.switch_to.active_element.send_keys(Keys.ENTER)
    title = text_of(browser, "#drawer h2")
    browser.switch_to.active_element.send_keys(Keys.ESCAPE)

    assert names == "Karistan"
    assert blank_or_tie == "Karistan and Vesteria, affiliation, no strength, 1 event"
    assert stops == 1
    assert title == "Karistan and Vesteria"
    assert browser.switch_to.active_element.get_attribute("aria-label") == blank_or_tie


def test_the_order_of_the_matrix_is_chosen_and_kept_in_the_address(opened: Callable[..., Chrome]) -> None:
    browser = opened(page_of_two_years(), address="#view=matrix")

    browser.execute_script(
        "const box = document.getElementById('matrix-order'); box.value = 'name'; box.dispatchEvent(new Event('change'))"
    )

    assert labels_of(browser, ".cells tbody th") == ["Karistan", "Marenga", "Norland", "Vesteria"]
    assert labels_of(browser, ".cells thead th") == ["Karistan", "Marenga", "Norland", "Vesteria"]
    assert "order=name" in browser.current_url


def test_the_matrix_is_as_of_the_end_of_the_time_range(opened: Callable[..., Chrome]) -> None:
    browser = opened(page_of_two_years(), address="#view=matrix&to=2020-12-31")

    assert labels_of(browser, ".cells tbody th") == ["Norland", "Marenga"] or labels_of(browser, ".cells tbody th") == [
        "Marenga",
        "Norland",
    ]
    assert "cooperative" in str(
        browser.execute_script("return document.querySelector(arguments[0]).ariaLabel", cell(browser, "Marenga and"))
    )


def test_a_matrix_of_too_many_says_how_many_it_holds(opened: Callable[..., Chrome]) -> None:
    browser = opened(crowd(95), address="#view=matrix")

    assert len(labels_of(browser, ".cells tbody th")) == 80
    assert text_of(browser, "#shown").startswith("80 of 95 actors in the matrix, choose fewer or filter")


def test_a_tie_is_in_the_panels_of_its_events_alone(opened: Callable[..., Chrome]) -> None:
    browser = opened(page_of_two_years(), address="#view=periods&tie=marenga~norland")

    words = browser.execute_script("return [...document.querySelectorAll('.panels svg')].map((each) => each.ariaLabel)")
    lines = browser.execute_script(
        "return [...document.querySelectorAll('.panels svg')].map((each) => each.querySelectorAll('line').length)"
    )

    assert next(word for word in words if "Norland" in word).startswith("2020-")
    assert sum(lines) == 5


def test_an_actor_has_one_place_in_all_panels(opened: Callable[..., Chrome], page: str) -> None:
    browser = opened(page, address="#view=periods&actor=norland")

    rings = browser.execute_script(
        "return [...document.querySelectorAll('.panels svg')].map((each) => [...each.querySelectorAll('circle')]"
        ".map((ring) => `${ring.getAttribute('cx')} ${ring.getAttribute('cy')}`).join())"
    )

    assert 2 <= len(rings) <= 12
    assert len(set(rings)) == 1
    assert rings[0]


def test_a_click_in_a_panel_chooses_what_lies_there(opened: Callable[..., Chrome], page: str) -> None:
    browser = opened(page, address="#view=periods&actor=norland")
    spot = browser.execute_script(
        "const ring = document.querySelector('.panels circle').getBoundingClientRect();"
        "return [ring.x + ring.width / 2, ring.y + ring.height / 2]"
    )
    browser.execute_script("document.querySelector('.close').click()")

    browser.execute_script(
        "document.querySelector('.panels svg').dispatchEvent("
        "new MouseEvent('click', { bubbles: true, clientX: arguments[0], clientY: arguments[1] }))",
        *spot,
    )

    assert text_of(browser, "#drawer h2") == "Norland"
    assert labels_of(browser, ".panels text").count("Norland") == len(labels_of(browser, ".panels figure"))


def test_the_heading_of_a_panel_opens_its_time_in_the_network(opened: Callable[..., Chrome], page: str) -> None:
    browser = opened(page, address="#view=periods")
    heading = text_of(browser, ".panels figure:nth-of-type(2) button")

    click(browser, ".panels figure:nth-of-type(2) button")

    assert text_of(browser, "#range b") == heading
    assert browser.execute_script("return document.getElementById('view-network').hidden") is False
    assert browser.execute_script("return document.activeElement.id") == "to-network"


def test_without_dates_there_are_no_panels_and_the_page_says_so(opened: Callable[..., Chrome]) -> None:
    browser = opened(page_of(act(A, B, "aided", article="a1")), address="#view=periods")

    said = text_of(browser, "#view-periods .empty p")
    click(browser, "#view-periods .empty button")

    assert said == "No event has a date, so there is nothing to lay out over time."
    assert browser.execute_script("return document.getElementById('view-network').hidden") is False
    assert log_of(browser, "browser") == []


@pytest.mark.parametrize("view", ["matrix", "periods"])
def test_a_picture_of_one_actor_without_ties_says_so(opened: Callable[..., Chrome], view: str) -> None:
    browser = opened(page_of_two_years(), address=f"#view={view}&ego=vesteria~1&no-group=ST&no-status=denied")

    assert browser.find_element("id", "nothing-text").text == "No pair passes the filters."
    assert browser.find_element("id", f"view-{view}").is_displayed() is False
    assert log_of(browser, "browser") == []


def test_one_period_is_one_panel(opened: Callable[..., Chrome]) -> None:
    browser = opened(page_of(act(A, B, "aided", article="a1", day=date(2021, 5, 3))), address="#view=periods")

    assert labels_of(browser, ".panels figcaption span") == ["1 pair"]


@pytest.mark.parametrize("view", ["matrix", "periods", "map", "table", "network"])
def test_no_view_is_wider_than_a_phone_or_left_over_when_nothing_passes(
    opened: Callable[..., Chrome], page: str, view: str
) -> None:
    browser = opened(page, address=f"#view={view}")

    with on_a_phone(browser):
        wide = browser.execute_script("return document.documentElement.scrollWidth")
        reach = browser.execute_script(
            "return Math.max(...[...document.querySelectorAll('.bar button')].map((each) => each.getBoundingClientRect().right))"
        )
    for value in ("VC", "MC", "XC", "MX", "ST"):
        click(browser, f"input[data-value={value}]")

    assert wide == 390
    assert reach <= 390
    assert browser.execute_script("return document.getElementById(`view-${arguments[0]}`).hidden", view) is True
    assert browser.find_element("id", "nothing-text").is_displayed()
    assert log_of(browser, "browser") == []


@pytest.mark.usefixtures("insides")
@pytest.mark.parametrize("view", ["matrix", "periods"])
def test_a_view_gives_a_picture_that_stands_by_itself(opened: Callable[..., Chrome], view: str) -> None:
    browser = opened(page_of_two_years(), address=f"#view={view}")

    written = browser.execute_script(
        "const view = inside.views.find((each) => each.id === arguments[0]);"
        "return new XMLSerializer().serializeToString(view.toSvg())",
        view,
    )
    picture = ET.fromstring(written)

    assert float(picture.get("width", "0")) > 100
    assert float(picture.get("height", "0")) > 100
    assert picture[0].tag.endswith("}title")
    assert picture[0].text
    assert picture[0].text.startswith("Relations in the news: ")
    assert "Norland" in written
    assert "var(" not in written
    assert "class=" not in written
    assert "#d55e00" in written.lower() or 'fill="#' in written


@pytest.mark.usefixtures("insides")
def test_no_two_labels_of_a_crowd_overlap(opened: Callable[..., Chrome]) -> None:
    browser = opened(crowd(170))
    browser.execute_async_script("requestAnimationFrame(() => setTimeout(arguments[0], 200))")

    boxes = browser.execute_script(
        "return inside.nodeSet.get().filter((node) => node.label).map((node) => inside.network.getBoundingBox(node.id))"
    )
    size = browser.execute_script(
        "const node = inside.nodeSet.get().find((each) => each.label); return node.font.size * inside.network.getScale()"
    )

    clashes = [
        (one, other)
        for place, one in enumerate(boxes)
        for other in boxes[place + 1 :]
        if one["left"] < other["right"]
        and other["left"] < one["right"]
        and one["top"] < other["bottom"]
        and other["top"] < one["bottom"]
    ]
    assert len(boxes) > 10
    assert clashes == []
    assert 11 <= size <= 13
