"""Corrections made on the page: their marks, the sheet that is saved, and the graph that is built with it."""

from __future__ import annotations

import time
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

import pytest

from kg.assemble import assemble
from kg.decision import Decision, Told
from kg.decisions import decisions_of_sheet
from kg.model import Corpus, Place
from kg.ontology import load_relations
from kg.page import to_html
from kg.strength import DEFAULT_MEASURE, tie_strengths
from tests.browser.driving import click, in_a_browser, log_of, on_a_phone, settled, text_of
from tests.factories import actor, article, day, event, evidence

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from selenium.webdriver import Chrome

    from kg.model import Article, Event

    Opened = Callable[..., Chrome]

Keys = pytest.importorskip(
    "selenium.webdriver.common.keys", reason="selenium is not installed, so no browser can be driven"
).Keys
pytestmark = in_a_browser

NORLAND, SUDMARK, VESTERIA = (actor(name, "state") for name in ("Norland", "Sudmark", "Vesteria"))
SHORT, LONG = actor("=Marchand", id="marchand"), actor("Jean Marchand", state="Norland")
QUOTES = {
    "a1": "Norland attacked Sudmark, said a man on the radio.",
    "a2": "Norland's envoy, they say, visited  Vesteria\nin May.",
    "a3": "Sudmark was warned by Vesteria.",
    "a4": 'Marchand thanked Vesteria, "for all"; it rained.',
    "a5": "Jean Marchand met Vesteria's minister.",
}
TOLD = {
    "a1": ("attacked", NORLAND, SUDMARK),
    "a2": ("visited", NORLAND, VESTERIA),
    "a3": ("warned", SUDMARK, VESTERIA),
    "a4": ("thanked", SHORT, VESTERIA),
    "a5": ("met-with", LONG, VESTERIA),
}


def found_in_articles() -> Iterator[tuple[Article, tuple[Event, ...]]]:
    for key, quote in QUOTES.items():
        relation, source, target = TOLD[key]
        claim = evidence(quote, article=key)
        told = event(relation, source, target, article=key, when=day("2024-05-01"), claims=[claim])
        yield article(key, quote, source=f"Paper {key}"), (told,)


def built(decisions: tuple[Decision, ...] = ()) -> Corpus:
    return assemble(found_in_articles(), decisions=decisions)


def page_of(corpus: Corpus) -> str:
    return to_html(corpus, tie_strengths(corpus), relations=load_relations())


@pytest.fixture(name="whole", scope="module")
def _whole() -> str:
    return page_of(built())


@pytest.fixture(autouse=True)
def _nothing_kept(request: pytest.FixtureRequest) -> Iterator[None]:
    """Leave nothing in the browser's storage, which all files share."""
    yield
    request.getfixturevalue("browser").execute_script("localStorage.clear()")


def open_tie(browser: Chrome, a: str, b: str) -> None:
    browser.execute_script(f"location.hash = 'tie={a}~{b}'")
    settled(browser)
    click(browser, "#drawer .said .mend-open")


def saved_sheet(browser: Chrome, folder: Path, *, who: str = "Ana", why: str = "") -> Path:
    folder.mkdir(exist_ok=True)
    browser.execute_cdp_cmd("Page.setDownloadBehavior", {"behavior": "allow", "downloadPath": str(folder)})
    click(browser, "#save")
    click(browser, "#save-corrections")
    for name, text in (("who", who), ("why", why)):
        browser.find_element("id", f"corrections-{name}").clear()
        browser.find_element("id", f"corrections-{name}").send_keys(text)
    click(browser, "#corrections-save")
    for _ in range(150):
        found = [each for each in folder.iterdir() if each.name == "corrections.csv" and each.stat().st_size]
        if found:
            return found[0]
        time.sleep(0.1)
    raise AssertionError("no sheet was saved")


def correct_all(browser: Chrome) -> None:
    """Make one correction of each kind."""
    open_tie(browser, "norland", "sudmark")
    click(browser, "[data-verdict^=reject-event]")
    open_tie(browser, "norland", "vesteria")
    browser.execute_script(
        "const [first, last] = document.querySelectorAll('.mend-box input[type=date]');"
        "first.value = '2024-05-07'; last.value = '2024-05-09';"
    )
    click(browser, "[data-set^=date]")
    open_tie(browser, "sudmark", "vesteria")
    browser.execute_script(
        "document.querySelector('.mend-box select').value = 'criticised';"
        "document.querySelector('.mend-box [data-set^=relation]').parentElement.querySelector('input[type=checkbox]').checked = true;"
    )
    click(browser, "[data-set^=relation]")
    browser.execute_script("location.hash = 'actor=marchand'")
    settled(browser)
    click(browser, "#drawer > .mend .mend-open")
    browser.find_element("css selector", ".mend-box input[type=search]").send_keys("jean")
    click(browser, "[data-same=jean-marchand]")
    browser.execute_script("location.hash = 'actor=vesteria'")
    settled(browser)
    click(browser, "#drawer > .mend .mend-open")
    field = browser.find_element("css selector", ".mend-box input[type=text]")
    field.clear()
    field.send_keys("Vestéria", Keys.ENTER)


def test_the_sheet_decides_what_was_chosen_and_the_graph_is_built_so(
    opened: Opened, whole: str, tmp_path: Path
) -> None:
    browser = opened(whole)
    correct_all(browser)

    decisions, skipped = decisions_of_sheet(saved_sheet(browser, tmp_path / "saved", why='as "heard"; twice'))
    corpus = built(decisions)

    assert skipped == ()
    assert [each.kind for each in decisions] == [
        "reject-event", "correct-date", "correct-relation", "merge-actors", "rename-actor",
    ]  # fmt: skip
    assert {(each.who, each.why) for each in decisions} == {("Ana", 'as "heard"; twice')}
    told = {each.article: each for each in corpus.events}
    assert "a1" not in told
    assert told["a2"].date == day("2024-05-07", "2024-05-09")
    assert (told["a3"].relation, told["a3"].source.id, told["a3"].target.id) == ("criticised", "vesteria", "sudmark")
    assert told["a4"].source.id == "jean-marchand"
    assert told["a5"].target.name == "Vestéria"
    assert log_of(browser, "browser") == []


def test_the_sheet_says_where_an_event_was(opened: Opened, whole: str, tmp_path: Path) -> None:
    browser = opened(whole)
    open_tie(browser, "norland", "vesteria")
    browser.execute_script(
        "const [place, state] = document.querySelectorAll('.mend-box input[type=text]');"
        "place.value = 'Geneva'; state.value = 'Switzerland';"
    )
    click(browser, "[data-set^=place]")

    decisions, skipped = decisions_of_sheet(saved_sheet(browser, tmp_path / "saved", why="read at the desk"))

    assert skipped == ()
    told = {each.article: each for each in built(decisions).events}
    assert told["a2"].place == Place(name="Geneva", country="Switzerland")
    assert log_of(browser, "browser") == []


def test_what_was_chosen_shows_at_once_and_the_strength_stays(opened: Opened, whole: str) -> None:
    browser = opened(whole)
    open_tie(browser, "norland", "sudmark")
    before = text_of(browser, "#drawer .big")

    click(browser, "[data-verdict^=reject-event]")

    line = browser.execute_script(
        "return getComputedStyle(document.querySelector('.said blockquote')).textDecorationLine"
    )
    assert line == "line-through"
    assert text_of(browser, ".said .mark span") == "You: wrong"
    assert text_of(browser, "#drawer .big") == before
    assert "Strengths stay as they are until kg builds again." in text_of(browser, ".mend-box")
    assert text_of(browser, "#notice").startswith("Noted: wrong. 1 correction to save")


def test_a_choice_is_taken_back_where_it_was_made_and_in_the_list(opened: Opened, whole: str) -> None:
    browser = opened(whole)
    open_tie(browser, "norland", "sudmark")
    click(browser, "[data-verdict^=reject-event]")
    click(browser, "[data-verdict^=affirm-event]")
    one = [each.text for each in browser.find_elements("css selector", ".said .mark span")]
    click(browser, ".said .mark button")
    none = browser.find_elements("css selector", ".said .mark")
    click(browser, "[data-verdict^=reject-event]")

    click(browser, "#save")
    name = text_of(browser, "#save-corrections .name")
    click(browser, "#save-corrections")
    click(browser, "#corrections li button")

    assert (one, none) == (["You: right"], [])
    assert name == "Corrections (1)"
    assert text_of(browser, "#corrections h2") == "Corrections (0)"
    assert not browser.find_elements("css selector", ".said.rejected")


def test_the_sheet_is_not_saved_without_a_name(opened: Opened, whole: str) -> None:
    browser = opened(whole)
    open_tie(browser, "norland", "sudmark")
    click(browser, "[data-verdict^=reject-event]")
    click(browser, "#save")
    click(browser, "#save-corrections")

    click(browser, "#corrections-save")

    assert browser.execute_script("return document.activeElement.id") == "corrections-who"
    assert browser.find_element("id", "corrections-missing").is_displayed()


def test_corrections_are_there_again_when_the_page_is_opened_again(opened: Opened, whole: str) -> None:
    browser = opened(whole)
    open_tie(browser, "norland", "sudmark")
    click(browser, "[data-verdict^=reject-event]")

    browser.refresh()

    assert text_of(browser, ".said .mark span") == "You: wrong"


def test_what_no_longer_fits_a_page_that_was_built_again_is_left_out_and_said(opened: Opened, whole: str) -> None:
    browser = opened(whole)
    open_tie(browser, "norland", "sudmark")
    click(browser, "[data-verdict^=reject-event]")

    opened(page_of(built((_rejected(),))))
    click(browser, "#save")
    click(browser, "#save-corrections")

    assert text_of(browser, "#corrections h2") == "Corrections (0)"
    assert "1 correction from before did not fit this page" in text_of(browser, "#corrections")


def _rejected() -> Decision:
    told = next(each for each in built().events if each.article == "a1")
    return Decision(kind="reject-event", who="Ana", when=date(2026, 11, 26), told=(Told(event=told.id),))


@pytest.mark.parametrize(
    "kept",
    [
        "{", "null", "7", '{"made": 3}', '{"made": [null, 1, "x", {"kind": "reject-event"}]}',
        '{"made": [{"kind": "__proto__", "subject": "norland", "into": "", "label": "", "relation": "", "earliest": "", "latest": "", "when": ""}], "who": {"a": 1}}',
    ],
)  # fmt: skip
def test_whatever_the_storage_holds_the_page_opens(opened: Opened, whole: str, kept: str) -> None:
    browser = opened(whole)
    browser.execute_script("localStorage.setItem(`kg-corrections ${location.pathname}`, arguments[0])", kept)

    browser.refresh()
    click(browser, "#save")

    assert text_of(browser, "#save-corrections .name") == "Corrections (0)"
    assert log_of(browser, "browser") == []


def test_a_page_without_storage_keeps_corrections_while_it_is_open(opened: Opened, whole: str) -> None:
    browser = opened(whole)
    browser.execute_script("Storage.prototype.setItem = () => { throw new Error('full'); }")

    open_tie(browser, "norland", "sudmark")
    click(browser, "[data-verdict^=reject-event]")

    assert text_of(browser, ".said .mark span") == "You: wrong"


def test_a_symmetric_relation_has_no_other_way_round(opened: Opened, whole: str) -> None:
    browser = opened(whole)
    open_tie(browser, "sudmark", "vesteria")
    swap = browser.find_element("css selector", ".mend-box [data-set^=relation]").find_element(
        "xpath", "preceding-sibling::label/input"
    )

    offered = swap.is_displayed()
    browser.execute_script(
        "const select = document.querySelector('.mend-box select');"
        "select.value = 'met-with'; select.dispatchEvent(new Event('change'));"
    )

    assert (offered, swap.is_displayed()) == (True, False)


def test_what_is_wrong_or_missing_is_said_and_noted_nowhere(opened: Opened, whole: str) -> None:
    browser = opened(whole)
    open_tie(browser, "norland", "vesteria")
    told = []

    click(browser, "[data-set^=relation]")
    told.append(text_of(browser, "#notice"))
    browser.execute_script("document.querySelectorAll('.mend-box input[type=date]')[1].value = '2020-01-01'")
    click(browser, "[data-set^=date]")
    told.append(text_of(browser, "#notice"))

    assert told == ["Choose another relation, or the other direction.", "The last day is before the first."]
    assert browser.find_elements("css selector", ".mark") == []


def test_strengths_between_states_offer_no_corrections(opened: Opened) -> None:
    corpus = built()
    page = to_html(
        corpus,
        tie_strengths(corpus),
        relations=load_relations(),
        measure=replace(DEFAULT_MEASURE, level="state"),
    )
    browser = opened(page, address="#tie=norland~sudmark")
    click(browser, "#save")

    assert browser.find_elements("css selector", ".said")
    assert browser.find_elements("css selector", ".mend, #save-corrections") == []


def test_the_keyboard_alone_makes_a_correction_and_keeps_its_place(opened: Opened, whole: str) -> None:
    browser = opened(whole, address="#tie=norland~sudmark")

    def focused() -> str:
        return str(browser.execute_script("return document.activeElement.textContent"))

    browser.execute_script("document.querySelector('.said .mend-open').focus()")
    browser.switch_to.active_element.send_keys(Keys.ENTER)
    opener = focused()
    browser.switch_to.active_element.send_keys(Keys.TAB)
    browser.switch_to.active_element.send_keys(Keys.TAB)
    browser.switch_to.active_element.send_keys(Keys.ENTER)
    pressed = (focused(), browser.switch_to.active_element.get_attribute("aria-pressed"))
    browser.switch_to.active_element.send_keys(Keys.ESCAPE)
    folded = (focused(), len(browser.find_elements("css selector", ".mend-box")))
    browser.switch_to.active_element.send_keys(Keys.ESCAPE)

    assert opener == "Correct"
    assert pressed == ("Wrong", "true")
    assert folded == ("Correct", 0)
    assert text_of(browser, "#drawer h2") == "Overview"


def test_the_list_takes_the_focus_and_gives_it_back(opened: Opened, whole: str) -> None:
    browser = opened(whole, address="#tie=norland~sudmark")
    click(browser, "#save")

    browser.find_element("id", "save-corrections").send_keys(Keys.ENTER)
    inside = browser.execute_script("return document.activeElement.textContent")
    browser.switch_to.active_element.send_keys(Keys.ESCAPE)

    assert inside == "Corrections (0)"
    assert browser.execute_script("return document.activeElement.id") == "save"
    assert text_of(browser, "#drawer h2").startswith("Norland and ")


def test_the_controls_fit_a_phone(opened: Opened, whole: str) -> None:
    browser = opened(whole, address="#tie=norland~sudmark")

    with on_a_phone(browser):
        click(browser, ".said .mend-open")
        wide = browser.execute_script(
            "return [document.documentElement.scrollWidth, document.getElementById('drawer').scrollWidth]"
        )
        click(browser, "#save")
        click(browser, "#save-corrections")
        box = browser.execute_script("return document.getElementById('corrections').getBoundingClientRect().toJSON()")

    assert wide == [390, 390]
    assert (box["left"] >= 0, box["right"] <= 390, box["bottom"] <= 844) == (True, True, True)


def test_paper_has_the_marks_and_not_the_controls(opened: Opened, whole: str) -> None:
    browser = opened(whole)
    open_tie(browser, "norland", "sudmark")
    click(browser, "[data-verdict^=reject-event]")
    browser.execute_script(
        "addEventListener('beforeprint', () => { window.paper = document.getElementById('printed').cloneNode(true); })"
    )

    browser.execute_cdp_cmd("Page.printToPDF", {})

    words, controls = browser.execute_script(
        "return [window.paper.textContent, window.paper.querySelectorAll('.mend, button, input, select').length]"
    )
    assert "You: wrong" in words
    assert "undo" not in words
    assert controls == 0
