"""What people decided about an event stands below it in the panel of its tie, as text."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest

from kg.assemble import assemble
from kg.decision import Decision, Told
from kg.model import Article, Event
from kg.page import to_html
from tests.browser.driving import in_a_browser, log_of, text_of
from tests.page.invented import RELATIONS, act, actor, ties_of

if TYPE_CHECKING:
    from collections.abc import Callable

    from selenium.webdriver import Chrome

pytestmark = in_a_browser

QUOTE = "Norland attacked Marenga."


def _told() -> Event:
    return act(actor("Norland"), actor("Marenga"), "attacked", article="a1", quote=QUOTE, day=date(2024, 5, 9))


@pytest.fixture(name="decided", scope="module")
def _decided() -> str:
    affirmed = Decision(
        name="yes",
        kind="affirm-event",
        who="Ana",
        when=date(2026, 11, 26),
        why="<b>read</b> it",
        told=(Told(event=_told().id),),
    )
    corpus = assemble([(Article(id="a1", text=QUOTE), (_told(),))], decisions=[affirmed])
    return to_html(corpus, ties_of(corpus), relations=RELATIONS)


def test_a_decision_stands_below_its_event_as_text(opened: Callable[..., Chrome], decided: str) -> None:
    browser = opened(decided, address="#tie=marenga~norland")

    before = f"confidence {_told().confidence:.2f}"
    assert text_of(browser, "#drawer .decided") == (
        f"Decided: affirmed by Ana on 2026-11-26 (before: {before}): <b>read</b> it"
    )
    assert log_of(browser, "browser") == []


def test_an_event_that_nobody_decided_about_says_nothing(opened: Callable[..., Chrome]) -> None:
    corpus = assemble([(Article(id="a1", text=QUOTE), (_told(),))])

    browser = opened(to_html(corpus, ties_of(corpus), relations=RELATIONS), address="#tie=marenga~norland")

    assert text_of(browser, "#drawer .said blockquote") == f"“{QUOTE}”"
    assert not browser.find_elements("css selector", "#drawer .decided")
