"""The map view in a real headless browser: ties of people are drawn between the states they act for."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest

from kg.model import Article, Corpus
from kg.page import to_html
from tests.browser.driving import in_a_browser, log_of, text_of
from tests.page.invented import RELATIONS, act, actor, ties_of

if TYPE_CHECKING:
    from collections.abc import Callable

    from selenium.webdriver import Chrome

pytestmark = in_a_browser

CLICK = "document.querySelector(arguments[0]).dispatchEvent(new MouseEvent('click', {bubbles: true}))"


def map_page() -> str:
    france, brazil, india = actor("France"), actor("Brazil"), actor("India")
    envoy = actor("<img src=x onerror=alert(1)>", "person", "Brazil")
    union, minister = actor("Southern Trade Union", "organization"), actor("Ada Roy", "person", "France")
    sides = [
        (france, brazil, "met-with", "actual"),
        (france, envoy, "cooperates-with", "actual"),
        (india, brazil, "criticised", "actual"),
        (india, france, "visited", "planned"),
        (france, minister, "met-with", "actual"),
        (union, india, "supports", "actual"),
    ]
    events = tuple(
        act(a, b, relation, article="one", day=date(2024, 3, 1 + n), modality=modality)
        for n, (a, b, relation, modality) in enumerate(sides)
    )
    article = Article(id="one", text="A acted on B.", published=date(2024, 3, 9), source="The Paper")
    corpus = Corpus(articles=(article,), events=events)
    return to_html(corpus, ties_of(corpus), relations=RELATIONS)


@pytest.fixture
def mapped(opened: Callable[..., Chrome]) -> Chrome:
    return opened(map_page(), address="#view=map")


def labels(browser: Chrome) -> list[str]:
    found: list[str] = browser.execute_script(
        "return [...document.querySelectorAll('.map-tie')].map((each) => each.getAttribute('aria-label')).sort()"
    )
    return found


def test_ties_of_people_are_added_to_those_of_their_state(mapped: Chrome) -> None:
    assert labels(mapped) == [
        "Brazil and France: + cooperative, 2 pairs, 2 events",
        "Brazil and India: − hostile, 1 pair, 1 event",  # the page writes a minus sign
        "France and India: no act that counts, 1 pair, 1 event, only planned",
    ]


def test_what_has_no_place_on_the_map_is_counted(mapped: Chrome) -> None:
    note = text_of(mapped, ".map-note")

    assert "3 pairs of states · 1 pair within one state · 1 pair of actors without a state is not on the map" in note


def test_a_curve_with_several_ties_behind_it_lists_them_and_one_with_one_opens_it(mapped: Chrome) -> None:
    mapped.execute_script(CLICK, '[data-tie="BRA~FRA"] .map-reach')

    rows = mapped.execute_script(
        "return [...document.querySelectorAll('.map-list li .name')].map((each) => each.textContent)"
    )
    assert sorted(rows) == ["Brazil – France", "France – <img src=x onerror=alert(1)>"]

    mapped.execute_script(CLICK, '[data-tie="BRA~IND"] .map-reach')
    assert text_of(mapped, "#drawer h2") == "Brazil and India"


def test_keys_zoom_and_move_the_map(mapped: Chrome) -> None:
    box = "return document.querySelector('svg.map').getAttribute('viewBox').split(' ').map(Number)"
    chart = mapped.find_element("css selector", "svg.map")
    mapped.execute_script("arguments[0].focus()", chart)

    before = mapped.execute_script(box)
    chart.send_keys("+")
    near = mapped.execute_script(box)
    chart.send_keys("0")
    whole = mapped.execute_script(box)

    assert near[2] == pytest.approx(before[2] / 1.4)
    assert whole[2] >= 2000


def test_nothing_is_written_to_the_console(mapped: Chrome) -> None:
    assert log_of(mapped, "browser") == []
