"""The page in a real headless browser: it draws, it answers, it asks the network for nothing."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from kg.model import Article, Corpus
from kg.page import repr_html, to_html
from tests.browser.driving import (
    click,
    in_a_browser,
    log_of,
    on_a_phone,
    painted,
    requests_of,
    text_of,
    type_into_search,
)
from tests.page.invented import RELATIONS, act, actor, invented_corpus, ties_of

if TYPE_CHECKING:
    from collections.abc import Callable

    from selenium.webdriver import Chrome

pytestmark = in_a_browser


def test_the_page_opens_drawn_without_an_error_or_a_request(opened: Callable[..., Chrome], page: str) -> None:
    browser = opened(page)

    browser.execute_async_script("requestAnimationFrame(() => setTimeout(arguments[0], 100))")
    assert browser.execute_script("return document.documentElement.dataset.ready") == "yes"
    assert log_of(browser, "browser") == []
    assert requests_of(browser) == []
    assert painted(browser) > 2000
    assert text_of(browser, "#shown").startswith("20 of 34 actors shown")


def test_search_brings_in_an_actor_that_is_not_drawn(opened: Callable[..., Chrome], page: str) -> None:
    from selenium.webdriver.common.keys import Keys

    browser = opened(page)
    outside = browser.execute_script("return JSON.parse(document.getElementById('data').textContent).actors[33].name")

    browser.find_element("tag name", "body").send_keys("/")
    type_into_search(browser, outside.upper() + Keys.ENTER)

    assert text_of(browser, "#drawer h2") == outside
    assert not text_of(browser, "#shown").startswith("20 of")
    assert "with=" in browser.current_url


def test_a_tie_chosen_in_the_table_shows_its_sentences(opened: Callable[..., Chrome], page: str) -> None:
    browser = opened(page)

    click(browser, "#to-table")
    click(browser, "#view-table tbody button")

    assert "on the second day of talks" in text_of(browser, "#drawer blockquote")
    assert "90 % interval" in text_of(browser, "#drawer .figure")
    assert browser.execute_script("return document.querySelectorAll('.receipt tr').length") >= 1
    assert browser.execute_script("return document.activeElement.tagName") == "H2"


def test_escape_closes_the_drawer_and_leads_back(opened: Callable[..., Chrome], page: str) -> None:
    from selenium.webdriver.common.keys import Keys

    browser = opened(page)
    browser.execute_script("const first = document.querySelector('#drawer .rows button'); first.focus(); first.click()")

    browser.switch_to.active_element.send_keys(Keys.ESCAPE)

    assert text_of(browser, "#drawer h2") == "Overview"


def test_filters_leave_out_ties_and_can_be_reset(opened: Callable[..., Chrome], page: str) -> None:
    browser = opened(page)
    before = text_of(browser, "#shown")

    for value in ("VC", "MC", "XC", "MX", "ST"):
        click(browser, f"input[data-value={value}]")
    empty = text_of(browser, "#shown")
    click(browser, "#nothing-reset")

    assert "0 of 0 pairs" in empty
    assert text_of(browser, "#shown") == before


def test_the_time_range_leaves_out_what_lies_outside(opened: Callable[..., Chrome], page: str) -> None:
    browser = opened(page)

    browser.execute_script(
        "const end = document.getElementById('range-to'); end.value = '2'; end.dispatchEvent(new Event('input'))"
    )

    assert text_of(browser, "#range b") == "2023-01 to 2023-03"
    assert "to=2023-03-31" in browser.current_url


def test_the_address_restores_what_was_chosen(opened: Callable[..., Chrome], page: str) -> None:
    browser = opened(page, address="#view=table&actor=norland&no-group=XC&least=0.2")

    assert text_of(browser, "#drawer h2") == "Norland"
    assert browser.execute_script("return document.querySelector('input[data-value=XC]').checked") is False
    assert browser.execute_script("return document.getElementById('view-table').hidden") is False
    assert text_of(browser, "#least-value") == "0.20"


def test_an_address_of_nonsense_does_no_harm(opened: Callable[..., Chrome], page: str) -> None:
    browser = opened(page, address="#actor=nobody&tie=a~b&ego=x~9&least=many&from=soon&with=%3Cimg%3E&no-group=")

    assert text_of(browser, "#drawer h2") == "Overview"
    assert log_of(browser, "browser") == []


def test_the_ego_view_shows_the_neighbours_and_leads_back(opened: Callable[..., Chrome], page: str) -> None:
    browser = opened(page, address="#actor=norland")

    click(browser, ".actions button")
    around = text_of(browser, "#ego span")
    click(browser, "#ego button:last-child")

    assert around == "Around Norland"
    assert browser.execute_script("return document.getElementById('ego').hidden") is True


def test_hostile_markup_does_not_execute(opened: Callable[..., Chrome]) -> None:
    evil = "<img src=x onerror=\"window.hurt=1\"><script>window.hurt=1</script></script><svg onload='window.hurt=1'>"
    a, b = actor(evil), actor("=cmd|evil")
    events = (act(a, b, "supports", article="a1", quote=evil, attribution=evil, place=evil),)
    article = Article(id="a1", text=evil, title=evil, source=evil, url="javascript:window.hurt=1")
    corpus = Corpus(articles=(article,), events=events)
    browser = opened(to_html(corpus, ties_of(corpus), relations=RELATIONS, title=evil))

    type_into_search(browser, "img")
    click(browser, "#to-table")
    click(browser, "#view-table tbody button")

    assert evil in text_of(browser, "#drawer blockquote")
    assert browser.execute_script("return window.hurt") is None
    assert browser.execute_script("return document.querySelectorAll('img, a[href^=javascript]').length") == 0
    assert requests_of(browser) == []


def test_the_policy_stops_a_script_that_gets_in_all_the_same(opened: Callable[..., Chrome], page: str) -> None:
    browser = opened(
        page.replace("<body>", "<body><script>window.hurt=1</script><img src=x onerror='window.hurt=1'>", 1)
    )

    assert browser.execute_script("return window.hurt") is None


def test_an_empty_corpus_says_so(opened: Callable[..., Chrome]) -> None:
    browser = opened(to_html(Corpus(), ()))

    assert log_of(browser, "browser") == []
    assert text_of(browser, "#shown") == "0 of 0 actors shown, 0 of 0 pairs"
    assert text_of(browser, "#nothing-text") == "No relation between two actors was found in these texts."


def test_nothing_is_wider_than_a_phone(opened: Callable[..., Chrome], page: str) -> None:
    browser = opened(page)

    with on_a_phone(browser):
        click(browser, "#drawer .rows button")
        wide = browser.execute_script("return document.documentElement.scrollWidth")
        sheet = browser.execute_script("return document.getElementById('drawer').getBoundingClientRect().top")

    assert wide == 390
    assert sheet > 200


def test_the_notebook_frame_draws(opened: Callable[..., Chrome]) -> None:
    corpus = invented_corpus(events=40)

    browser = opened(f"<!DOCTYPE html><title>n</title>{repr_html(corpus, ties_of(corpus), relations=RELATIONS)}")
    browser.execute_async_script("setTimeout(arguments[0], 400)")
    browser.switch_to.frame(0)

    try:
        assert painted(browser) > 2000
    finally:
        browser.switch_to.default_content()
    assert [row for row in log_of(browser, "browser") if row["level"] == "SEVERE"] == []


def test_a_tie_that_is_affirmed_and_denied_is_marked_as_disputed(opened: Callable[..., Chrome]) -> None:
    a, b = actor("Norland"), actor("Marenga")
    said, denied = (
        act(a, b, "attacked", article=article, day=date(2024, 5, 3), polarity=polarity, attribution=who)
        for article, polarity, who in (("a1", "affirmed", "Marenga"), ("a2", "negated", "Norland"))
    )
    corpus = Corpus(articles=(Article(id="a1", text=""), Article(id="a2", text="")), events=(said, denied))

    browser = opened(to_html(corpus, ties_of(corpus), relations=RELATIONS), address="#tie=marenga~norland")

    tags = browser.execute_script("return [...document.querySelectorAll('#drawer .tag')].map((tag) => tag.textContent)")
    assert sorted(tags) == ["denied", "disputed", "disputed"]


def test_a_slider_that_is_dragged_far_ends_in_the_address_without_a_complaint(
    opened: Callable[..., Chrome], page: str
) -> None:
    browser = opened(page)

    browser.execute_async_script(
        """const done = arguments[0];
        const end = document.getElementById("range-to");
        let step = 0;
        const move = () => {
          end.value = String(2 + (step % 5));
          end.dispatchEvent(new Event("input"));
          step += 1;
          if (step < 300) setTimeout(move, 0);
          else setTimeout(done, 500);
        };
        move();"""
    )

    assert log_of(browser, "browser") == []
    assert "to=2023-07-31" in browser.current_url
