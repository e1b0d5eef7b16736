"""The keyboard's place on the page: no change of it drops the focus, folds up what was unfolded, or chatters while playing."""

from __future__ import annotations

import time
from datetime import date
from typing import TYPE_CHECKING

import pytest

from kg.model import Corpus
from kg.page import to_html
from tests.browser.driving import DESK, PHONE, click, in_a_browser, screen, settled, text_of, type_into_search
from tests.page.invented import RELATIONS, act, actor, invented_corpus, ties_of

if TYPE_CHECKING:
    from collections.abc import Callable

    from selenium.webdriver import Chrome
    from selenium.webdriver.remote.webelement import WebElement

    Opened = Callable[..., Chrome]

Keys = pytest.importorskip(
    "selenium.webdriver.common.keys", reason="selenium is not installed, so no browser can be driven"
).Keys
pytestmark = in_a_browser

STEP_SECONDS = 0.9
"""How long a step of playing lasts, as timeline.js has it."""


@pytest.fixture(scope="module")
def long_page() -> str:
    """Return a page with 40 events of one tie, in 40 months, and more ties than the table shows at once."""
    corpus = invented_corpus(events=600)
    told = [
        act(
            actor("Norland"),
            actor("Vesteria"),
            ["met-with", "warned"][place % 2],
            day=date(2020 + place // 12, place % 12 + 1, 3),
            article=f"own-{place}",
        )
        for place in range(40)
    ]
    whole = Corpus(articles=corpus.articles, events=(*corpus.events, *told))
    return to_html(whole, ties_of(whole), relations=RELATIONS, limit=20)


def focus(browser: Chrome, selector: str) -> WebElement:
    """Put the focus on what a selector finds, as the Tab key would after many presses."""
    browser.execute_script("document.querySelector(arguments[0]).focus()", selector)
    return browser.switch_to.active_element


def press(browser: Chrome, *keys: str) -> None:
    for key in keys:
        browser.switch_to.active_element.send_keys(key)


def where(browser: Chrome) -> str:
    """Return what has the focus, in words that stay the same when it is drawn anew."""
    return str(
        browser.execute_script(
            """const each = document.activeElement;
            const part = each.closest(".view, #drawer, #ego, #find, #timeline");
            const own = each.id || each.getAttribute("aria-label") || (each.dataset.pair ? `tie ${each.dataset.pair}` : each.textContent);
            return `${part ? part.id : ""} ${each.tagName} ${own}`"""
        )
    )


def rows_shown(browser: Chrome, selector: str) -> int:
    return len(browser.find_elements("css selector", f"#drawer {selector} > li"))


@pytest.mark.parametrize("text", ["Only its neighbours", "Two steps around it"])
def test_a_choice_of_neighbours_in_the_drawer_keeps_the_focus_and_says_that_it_is_pressed(
    opened: Opened, page: str, text: str
) -> None:
    browser = opened(page, address="#actor=norland")
    steps = "12"[text.startswith("Two")]
    focus(browser, f"#drawer [data-ego='{steps}']")

    press(browser, Keys.ENTER)
    pressed = browser.switch_to.active_element.get_attribute("aria-pressed")
    at = where(browser)
    press(browser, Keys.ENTER)

    assert at == f"drawer BUTTON {text}"
    assert (pressed, browser.switch_to.active_element.get_attribute("aria-pressed")) == ("true", "false")


def test_the_steps_of_the_ego_view_are_changed_where_the_focus_is(opened: Opened, page: str) -> None:
    browser = opened(page, address="#ego=norland~1")
    focus(browser, "#ego [data-steps='2']")

    press(browser, Keys.ENTER)

    assert where(browser) == "ego BUTTON 2 steps"
    assert browser.switch_to.active_element.get_attribute("aria-pressed") == "true"
    assert "ego=norland%7E2" in browser.execute_async_script("setTimeout(() => arguments[0](location.hash), 150)")


@pytest.mark.parametrize(("view", "place"), [("network", "picture"), ("table", "view-table")])
def test_who_leaves_the_ego_view_is_led_into_the_view(opened: Opened, page: str, view: str, place: str) -> None:
    browser = opened(page, address=f"#ego=norland~1&view={view}")
    focus(browser, "#ego button:last-child")

    press(browser, Keys.ENTER)

    assert browser.switch_to.active_element.get_attribute("id") == place


@pytest.mark.parametrize(
    ("address", "control"),
    [
        ("#actor=norland", "#drawer [data-list=ties] li:nth-child(2) button"),
        ("#tie=norland~vesteria", "#drawer h2"),
        ("#tie=norland~vesteria", "#drawer .between button:last-of-type"),
        ("#tie=norland~vesteria", "#drawer .close"),
        ("#tie=norland~vesteria", "#drawer [data-more=sentences]"),
        ("", "#drawer .rows button"),
        ("#view=periods", "#view-periods figcaption button"),
    ],
    ids=["row", "heading", "name", "close", "more", "overview", "period"],
)
def test_a_filter_that_changes_the_panel_leaves_the_focus_on_the_same_control(
    opened: Opened, long_page: str, address: str, control: str
) -> None:
    browser = opened(long_page, address=address)
    focus(browser, control)
    before, shown = where(browser).split(" of ")[0], text_of(browser, "#shown")

    click(browser, "input[data-filter=status][data-value=planned]")

    assert text_of(browser, "#shown") != shown
    assert where(browser).split(" of ")[0] == before


@pytest.mark.parametrize("control", ["#drawer h2", "#drawer [data-list=ties] button", "#drawer [data-ego='1']"])
def test_the_drawer_keeps_the_focus_while_time_is_played(opened: Opened, long_page: str, control: str) -> None:
    browser = opened(long_page, address="#actor=norland&from=2020-02-01&to=2020-03-31")
    focus(browser, control)
    before = where(browser)

    press(browser, "p")
    told = []
    for _ in range(3):
        told.append((where(browser), text_of(browser, "#range")))
        time.sleep(STEP_SECONDS)
    press(browser, "p")

    assert len({words for _, words in told}) >= 2
    assert {at for at, _ in told} == {before}


def test_a_row_that_the_time_range_takes_away_hands_the_focus_to_the_heading(opened: Opened, long_page: str) -> None:
    browser = opened(long_page, address="#actor=norland")
    pair = browser.execute_script(
        """const rows = [...document.querySelectorAll("#drawer [data-list=ties] button")];
        const row = rows.find((each) => !each.textContent.includes("Vesteria"));
        row.focus();
        return row.dataset.pair"""
    )

    # In the first months nothing is told of but Norland and Vesteria.
    browser.execute_script("location.hash = 'actor=norland&to=2020-02-28'")
    settled(browser)

    assert not browser.find_elements("css selector", f"#drawer [data-pair='{pair}']")
    assert where(browser) == "drawer H2 Norland"


def test_unfolded_sentences_and_the_scroll_stay_for_another_view_range_and_theme(
    opened: Opened, long_page: str
) -> None:
    browser = opened(long_page, address="#tie=norland~vesteria")
    focus(browser, "#drawer [data-more=sentences]")

    press(browser, Keys.ENTER)
    unfolded = rows_shown(browser, ".sentences")
    browser.execute_script("document.getElementById('drawer').scrollTop = 700")
    press(browser, "4")
    after_view = rows_shown(browser, ".sentences")
    focus(browser, "#range-from").send_keys(Keys.ARROW_RIGHT)
    after_range = rows_shown(browser, ".sentences")
    click(browser, "#theme")
    click(browser, "#theme")

    assert (unfolded, after_view, after_range) == (24, 24, 24)
    assert rows_shown(browser, ".sentences") == 24
    assert browser.execute_script("return document.getElementById('drawer').scrollTop") == 700


def test_a_print_of_every_sentence_unfolds_none_on_the_screen(opened: Opened, long_page: str) -> None:
    browser = opened(long_page, address="#tie=norland~vesteria")

    browser.execute_script("dispatchEvent(new Event('beforeprint'))")
    printed = len(browser.find_elements("css selector", "#printed .sentences > li"))
    browser.execute_script("dispatchEvent(new Event('afterprint'))")
    focus(browser, "#range-from").send_keys(Keys.ARROW_RIGHT)

    assert printed >= 40
    assert rows_shown(browser, ".sentences") == 12


def test_another_pick_begins_with_its_first_sentences(opened: Opened, long_page: str) -> None:
    browser = opened(long_page, address="#tie=norland~vesteria")
    focus(browser, "#drawer [data-more=sentences]")
    press(browser, Keys.ENTER)

    focus(browser, "#drawer .between button")
    press(browser, Keys.ENTER)

    assert text_of(browser, "#drawer h2") == "Norland"
    assert rows_shown(browser, ".sentences") == 12
    assert where(browser) == "drawer H2 Norland"


def test_the_last_rows_of_a_list_take_the_focus_from_the_button_that_unfolded_them(
    opened: Opened, long_page: str
) -> None:
    browser = opened(long_page, address="#tie=norland~vesteria")
    focus(browser, "#drawer [data-more=sentences]")

    press(browser, Keys.ENTER)
    still = where(browser)
    for _ in range(10):
        if browser.switch_to.active_element.tag_name != "button":
            break
        last = rows_shown(browser, ".sentences")
        press(browser, Keys.ENTER)

    assert "BUTTON Show 12 more of" in still
    place = "return [...document.activeElement.parentNode.children].indexOf(document.activeElement)"
    assert browser.switch_to.active_element.tag_name == "li"
    assert browser.execute_script(place) == last


def test_the_table_keeps_the_focus_on_its_button_for_more_and_then_on_the_next_row(
    opened: Opened, long_page: str
) -> None:
    browser = opened(long_page, address="#view=table")
    rows = int(
        browser.execute_script("return Number(document.querySelector('.more').textContent.match(/of (\\d+)/)[1])")
    )
    focus(browser, "#view-table .more")

    places = []
    for _ in range(-(-rows // 100)):
        press(browser, Keys.ENTER)
        places.append(
            browser.execute_script(
                """const each = document.activeElement;
                return each.dataset.more || [...document.querySelectorAll("#view-table tbody button")].indexOf(each)"""
            )
        )

    assert rows > 0
    assert places == ["ties"] * (len(places) - 1) + [100 * len(places)]


def test_a_pick_in_the_table_is_forgotten_in_another_view(opened: Opened, page: str) -> None:
    browser = opened(page, address="#view=table")
    focus(browser, "#view-table tbody tr:nth-child(4) button")

    press(browser, Keys.ENTER, "1")
    focus(browser, "#picture")
    press(browser, Keys.ARROW_DOWN, Keys.ARROW_LEFT)
    focus(browser, "#drawer .close")
    press(browser, Keys.ENTER)

    assert text_of(browser, "#drawer h2") == "Overview"
    assert browser.switch_to.active_element.get_attribute("id") == "picture"


def test_the_second_pick_in_a_table_leads_back_to_itself(opened: Opened, page: str) -> None:
    browser = opened(page, address="#view=table")

    for row in (2, 5):
        focus(browser, f"#view-table tbody tr:nth-child({row}) button")
        press(browser, Keys.ENTER)
    press(browser, Keys.ESCAPE)

    fifth = browser.find_element("css selector", "#view-table tbody tr:nth-child(5) button")
    assert browser.switch_to.active_element == fifth


def test_a_drawer_that_is_closed_from_elsewhere_leaves_the_focus_there(opened: Opened, page: str) -> None:
    browser = opened(page, address="#view=table")
    focus(browser, "#view-table tbody button")
    press(browser, Keys.ENTER)

    focus(browser, "#range-to")
    press(browser, Keys.ESCAPE)

    assert text_of(browser, "#drawer h2") == "Overview"
    assert where(browser) == "timeline INPUT range-to"


@pytest.mark.parametrize("size", [DESK, PHONE], ids=["desk", "phone"])
def test_a_drawer_opened_by_the_address_closes_into_the_view(
    opened: Opened, browser: Chrome, page: str, size: tuple[int, int]
) -> None:
    screen(browser, size)
    opened(page, address="#actor=norland")
    focus(browser, "#drawer .close")

    press(browser, Keys.ENTER)

    assert browser.switch_to.active_element.get_attribute("id") == "picture"


def test_on_a_phone_a_search_whose_panel_has_closed_leads_back_to_the_view(
    opened: Opened, browser: Chrome, page: str
) -> None:
    screen(browser, PHONE)
    opened(page, address="#view=table")
    click(browser, "#open-find")
    type_into_search(browser, "nor")

    press(browser, Keys.ENTER)
    inside = where(browser)
    press(browser, Keys.ESCAPE)

    assert inside.startswith("drawer H2")
    assert browser.switch_to.active_element.get_attribute("id") == "view-table"


@pytest.mark.parametrize(
    ("address", "control", "place"),
    [
        ("#from=2023-03-01", "#all-time", "timeline INPUT range-from"),
        ("#no-status=planned", "#reset", "find INPUT "),
        ("#no-group=VC&no-group=MC&no-group=XC&no-group=MX&no-group=ST", "#nothing-reset", "view-network DIV picture"),
    ],
    ids=["all time", "reset", "nothing passes"],
)
def test_a_button_that_goes_with_what_it_does_hands_the_focus_on(
    opened: Opened, page: str, address: str, control: str, place: str
) -> None:
    browser = opened(page, address=address)
    focus(browser, control)

    press(browser, Keys.ENTER)
    settled(browser)

    assert where(browser) == place


def test_another_view_by_its_key_leads_from_the_hidden_one_into_it(opened: Opened, page: str) -> None:
    browser = opened(page, address="#view=table")
    focus(browser, "#view-table tbody button")

    press(browser, "1")

    assert browser.switch_to.active_element.get_attribute("id") == "picture"


def test_playing_is_not_read_out_step_by_step_and_where_it_stopped_is(opened: Opened, long_page: str) -> None:
    browser = opened(long_page)
    lives = "return ['shown', 'picked'].map((id) => document.getElementById(id).getAttribute('aria-live'))"
    focus(browser, "#play")

    press(browser, Keys.ENTER)
    playing = browser.execute_script(lives)
    press(browser, Keys.ENTER)

    assert playing == ["off", "off"]
    assert browser.execute_script(lives) == ["polite", "polite"]
    span = text_of(browser, "#range b")
    assert text_of(browser, "#picked") == f"{span}: {text_of(browser, '#shown')}"
    assert where(browser) == "timeline BUTTON play"


def test_a_window_dragged_larger_draws_the_periods_once_a_frame(opened: Opened, page: str) -> None:
    browser = opened(page, address="#view=periods")

    drawn = browser.execute_async_script(
        """const done = arguments[0];
        let count = 0;
        new MutationObserver((changes) => {
          count += changes.filter(({ removedNodes }) => [...removedNodes].some((each) => each.className === "panels")).length;
        }).observe(document.getElementById("view-periods"), { childList: true });
        for (let time = 0; time < 20; time += 1) dispatchEvent(new Event("resize"));
        requestAnimationFrame(() => setTimeout(() => done(count), 50));"""
    )

    assert drawn == 1
