"""What leaves the page: real downloads of a real browser, each read by a reader that is not the page's own."""

from __future__ import annotations

import base64
import csv
import json
import re
import struct
import time
import xml.etree.ElementTree as ET
from dataclasses import replace
from datetime import date
from functools import partial
from typing import TYPE_CHECKING

import pytest
import rdflib
from PIL import Image

from kg.model import Actor, ActorId, Article, Corpus, event_id
from kg.ontology import load_relations
from kg.page import repr_html, to_html
from kg.rdf.to_rdf import to_rdf
from kg.strength import tie_strengths
from tests.browser.driving import click, in_a_browser, log_of, on_a_phone, requests_of, text_of
from tests.page.invented import RELATIONS, act, actor, invented_corpus, ties_of

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from selenium.webdriver import Chrome

pytestmark = in_a_browser

SVG = "{http://www.w3.org/2000/svg}"
EVIL = '<img src=x onerror="window.hurt=1"> \\ "q" \'a\' {b} `c` | ü 漢字 \U0001f54a \u2028 (x)*! .'


@pytest.fixture
def save(tmp_path: Path) -> Callable[[Chrome, str], Path]:
    """Return what chooses an entry of the Save menu and hands back the file that came of it."""

    def saved(browser: Chrome, entry: str) -> Path:
        # A folder for each, for a file takes the place of one of its name.
        folder = tmp_path / f"saved-{len(list(tmp_path.iterdir()))}"
        folder.mkdir()
        browser.execute_cdp_cmd("Page.setDownloadBehavior", {"behavior": "allow", "downloadPath": str(folder)})
        click(browser, "#save")
        click(browser, f"#save-{entry}")
        for _ in range(150):
            for path in folder.iterdir():
                if path.suffix in {".png", ".svg", ".csv", ".ttl", ".json"}:
                    return path
            time.sleep(0.1)
        raise AssertionError(f"nothing was saved by {entry}")

    return saved


@pytest.fixture(scope="module")
def hostile() -> Corpus:
    """Return events between actors whose ids and names hold all that a file format may stumble over."""
    odd = Actor(id=ActorId(f"id {EVIL}\n.."), name=f"{EVIL}\nsecond line\t\x07", kind="group")
    formula = Actor(id=ActorId("=cmd|x"), name="=HYPERLINK(1)", kind="organization", wikidata="Q1065")
    france = Actor(id=ActorId("france"), name="France", kind="state", state="France", wikidata="Q142")
    minister = Actor(id=ActorId("a-minister"), name="A. Minister", kind="person", state="France")
    article = Article(
        id=f"a/{EVIL}\r\n",
        text=EVIL,
        title=EVIL,
        source=EVIL,
        url="https://example.org/a?b=1",
        published=date(2024, 5, 3),
    )
    told = partial(act, article=article.id, quote=f"{EVIL}\n\\", attribution=EVIL)
    events = (
        told(odd, france, "met-with", day=date(2024, 5, 1), place="Bonn"),
        told(france, odd, "supports"),
        told(minister, formula, "criticised", day=date(2024, 5, 2)),
        told(formula, odd, "attacked", day=date(2024, 4, 30), polarity="negated"),
        told(formula, france, "aided", day=date(2024, 5, 2), modality="planned"),
    )
    return Corpus(articles=(article,), events=events)


def page_of(corpus: Corpus, *, title: str = "Relations in the news") -> str:
    relations = load_relations()
    return to_html(corpus, tie_strengths(corpus, relations=relations), relations=relations, title=title)


def texts_of(svg: ET.Element) -> str:
    return " ".join(" ".join("".join(each.itertext()).split()) for each in svg.iter(f"{SVG}text"))


def triples_of(graph: rdflib.Graph) -> set[tuple[object, object, object]]:
    """Return the triples between named things, and of named things and literals."""
    return {each for each in graph if not any(isinstance(term, rdflib.BNode) for term in each)}


def test_a_picture_is_saved_at_twice_its_size_with_its_caption(
    opened: Callable[..., Chrome], page: str, save: Callable[..., Path]
) -> None:
    browser = opened(page)

    svg, png = save(browser, "svg"), save(browser, "png")

    assert png.name == "relations-in-the-news-network.png"
    assert png.read_bytes().startswith(b"\x89PNG\r\n\x1a\n")
    size = struct.unpack(">II", png.read_bytes()[16:24])
    root = ET.parse(svg).getroot()
    assert size == (2 * int(root.attrib["width"]), 2 * int(root.attrib["height"]))
    with Image.open(png) as image:
        assert image.convert("RGB").getpixel((4, 4)) == (0xFB, 0xFA, 0xF7)
        below = image.convert("L").crop((0, size[1] - 120, size[0], size[1]))
        assert sum(below.histogram()[:120]) > 0, "no caption is painted"
    assert text_of(browser, "#notice") == f"Saved {png.name}"
    assert requests_of(browser) == []
    assert log_of(browser, "browser") == []


def test_an_svg_holds_every_tie_shown_and_stands_on_its_own(
    opened: Callable[..., Chrome], page: str, save: Callable[..., Path]
) -> None:
    browser = opened(page, address="#no-status=planned&least=0.2")
    count = re.search(r"(\d+) of \d+ ties$", text_of(browser, "#shown"))

    path = save(browser, "svg")

    root = ET.parse(path).getroot()
    assert count
    assert path.name == "relations-in-the-news-network.svg"
    assert len(root.findall(f".//{SVG}g[@id='ties']/{SVG}line")) == int(count[1])
    assert len(root.find(f".//{SVG}g[@id='actors']") or ()) == int(text_of(browser, "#shown").split()[0])
    words = texts_of(root)
    assert "Filters: without what is planned or possible; strength of at least 0.20." in words
    assert "cooperative" in words
    text = path.read_text(encoding="utf-8")
    assert not re.search(r"<script|href|url\(|var\(|@import|<foreignObject|\son\w+=", text)


def test_a_picture_is_the_same_in_dark_and_light(
    opened: Callable[..., Chrome], page: str, save: Callable[..., Path]
) -> None:
    browser = opened(page)
    light = save(browser, "svg").read_bytes()

    click(browser, "#theme")

    try:
        assert save(browser, "svg").read_bytes() == light
    finally:
        click(browser, "#theme")


def test_a_table_has_a_row_for_each_tie_and_no_formula(
    opened: Callable[..., Chrome], hostile: Corpus, save: Callable[..., Path]
) -> None:
    browser = opened(page_of(hostile))

    path = save(browser, "csv")

    raw = path.read_bytes()
    assert path.name == "relations-in-the-news-ties.csv"
    assert raw.startswith(
        b"\xef\xbb\xbfa,b,a_id,b_id,strength,low,high,affinity,engagement,events_shown,first,last,as_of\r\n"
    )
    with path.open(encoding="utf-8-sig", newline="") as handle:
        rows = list(csv.DictReader(handle, strict=True))
    assert len(rows) == 4
    assert {row["as_of"] for row in rows} == {"2024-05-03"}
    texts = [value for row in rows for name, value in row.items() if name in {"a", "b", "a_id", "b_id"}]
    assert not [text for text in texts if text[0] in "=+-@\t\r"]
    assert "'=HYPERLINK(1)" in texts
    assert hostile.events[0].source.name in texts
    met = next(row for row in rows if {row["a_id"], row["b_id"]} == {hostile.events[0].source.id, "france"})
    assert (met["events_shown"], met["first"], met["last"]) == ("2", "2024-05-01", "2024-05-03")
    assert float(met["low"]) <= float(met["strength"]) <= float(met["high"])


def test_a_table_holds_what_passes_and_the_strength_of_the_chosen_time(
    opened: Callable[..., Chrome], page: str, save: Callable[..., Path]
) -> None:
    browser = opened(page, address="#to=2023-06-30&no-kind=person")
    count = re.search(r"of (\d+) ties$", text_of(browser, "#shown"))

    with save(browser, "csv").open(encoding="utf-8-sig", newline="") as handle:
        rows = list(csv.DictReader(handle, strict=True))

    assert count
    assert len(rows) == int(count[1])
    assert {row["as_of"] for row in rows} == {"2023-06-30"}
    assert max(row["first"] for row in rows) <= "2023-06-30"


def test_json_holds_the_ties_with_their_events_and_sentences(
    opened: Callable[..., Chrome], hostile: Corpus, save: Callable[..., Path]
) -> None:
    browser = opened(page_of(hostile, title=EVIL), address="#least=0.01")

    saved = json.loads(save(browser, "json").read_text(encoding="utf-8"))

    assert saved["title"] == EVIL
    assert saved["as_of"] == "2024-05-03"
    assert saved["filters"] == {"in_words": "strength of at least 0.01", "address": "#least=0.01"}
    assert saved["measure"]["half_life_days"] > 0
    told = {event["id"]: event for tie in saved["ties"] for event in tie["events"]}
    met = hostile.events[0]
    assert told[met.id]["evidence"] == [
        {
            "quote": met.evidence[0].quote,
            "source": EVIL,
            "published": "2024-05-03",
            "url": "https://example.org/a?b=1",
            "article": met.article,
            "attribution": EVIL,
            "polarity": "affirmed",
            "modality": "actual",
            "confidence": 0.9,
        }
    ]
    assert (told[met.id]["earliest"], told[met.id]["place"], told[met.id]["occasion"]) == ("2024-05-01", "Bonn", None)
    pairs = [{tie["a"]["id"], tie["b"]["id"]} for tie in saved["ties"]]
    assert {met.source.id, met.target.id} in pairs
    assert all(tie["low"] <= tie["strength"] <= tie["high"] for tie in saved["ties"])


def test_the_ids_of_events_are_those_of_the_graph(opened: Callable[..., Chrome], save: Callable[..., Path]) -> None:
    # The key of `kg.extract.merge`: a symmetric relation has its actors in sorted order, others have not.
    a, b = actor("Zandara"), actor("\U0001f54a Arvika \uffee")
    met = act(a, b, "met-with", article="a1", day=date(2024, 5, 1), quote="Zandara met Arvika.")
    left, right = sorted((a.id, b.id))
    keys = (f"2024-05-01|met-with|{left}|{right}|x", f"undated|supports|{a.id}|{b.id}|y")
    supports = act(a, b, "supports", article="a1", quote="Zandara supports Arvika.")
    corpus = Corpus(
        articles=(Article(id="a1", text="Zandara met Arvika."),),
        events=tuple(replace(event, id=event_id(key)) for event, key in zip((met, supports), keys, strict=True)),
    )
    browser = opened(page_of(corpus))

    saved = json.loads(save(browser, "json").read_text(encoding="utf-8"))

    assert {event["id"] for tie in saved["ties"] for event in tie["events"]} == {event.id for event in corpus.events}


def test_every_triple_of_the_turtle_is_one_of_the_graph(
    opened: Callable[..., Chrome], save: Callable[..., Path]
) -> None:
    corpus = invented_corpus(events=150)
    browser = opened(page_of(corpus))

    path = save(browser, "turtle")

    saved, whole = rdflib.Graph().parse(path, format="turtle"), to_rdf(corpus)
    assert path.name == "relations-in-the-news-graph.ttl"
    assert triples_of(saved) - triples_of(whole) == set()
    ir = rdflib.Namespace("https://w3id.org/kg-ir/ontology#")
    for kind in ("Event", "Article", "Person", "State", "Evidence"):
        assert len(set(saved.subjects(rdflib.RDF.type, ir[kind]))) == len(
            set(whole.subjects(rdflib.RDF.type, ir[kind]))
        )
    for name in ("metWith", "sanctioned", "initiator", "firstNamed", "earliest", "datePrecision", "wikidata"):
        assert set(saved.subject_objects(ir[name])) == set(whole.subject_objects(ir[name]))


def test_the_turtle_holds_only_what_is_shown(
    opened: Callable[..., Chrome], page: str, save: Callable[..., Path]
) -> None:
    browser = opened(page, address="#no-group=VC&no-group=MC&no-status=denied")
    click(browser, "#save")
    told = int(text_of(browser, "#save-turtle .soft").split()[0])
    click(browser, "#save")

    saved = rdflib.Graph().parse(save(browser, "turtle"), format="turtle")

    ir = rdflib.Namespace("https://w3id.org/kg-ir/ontology#")
    assert len(set(saved.subjects(rdflib.RDF.type, ir.Event))) == told > 0
    assert set(saved.objects(None, ir.summaryPolarity)) == {ir.affirmed}
    assert not set(saved.subject_objects(ir.metWith))


def test_hostile_names_and_ids_come_through_turtle_whole(
    opened: Callable[..., Chrome], hostile: Corpus, save: Callable[..., Path]
) -> None:
    browser = opened(page_of(hostile, title=f"{EVIL}\n<x> a <y> ."))

    saved, whole = rdflib.Graph().parse(save(browser, "turtle"), format="turtle"), to_rdf(hostile)

    ir = rdflib.Namespace("https://w3id.org/kg-ir/ontology#")
    assert triples_of(saved) - triples_of(whole) == set()
    assert set(saved.subject_objects(rdflib.RDFS.label)) <= set(whole.subject_objects(rdflib.RDFS.label))
    assert {str(each) for each in saved.objects(None, ir.quote)} == {f"{EVIL}\n\\"}
    # Only the state has its code, not those who act for it; what was denied or planned is no direct triple.
    assert [str(each) for each in saved.objects(None, ir.iso3)] == ["FRA"]
    assert not set(saved.subject_objects(ir.attacked)) | set(saved.subject_objects(ir.aided))
    assert len(set(saved.subject_objects(ir.metWith))) == 2


def test_the_direct_properties_are_the_relations_in_camel_case() -> None:
    for name, relation in load_relations().items():
        first, *others = name.split("-")
        assert relation.direct_property == first + "".join(word.capitalize() for word in others)


def test_hostile_names_come_through_svg_as_text(
    opened: Callable[..., Chrome], hostile: Corpus, save: Callable[..., Path]
) -> None:
    browser = opened(page_of(hostile, title=EVIL))

    root = ET.parse(save(browser, "svg")).getroot()

    assert root.findtext(f"{SVG}title") == EVIL
    assert {each.tag.removeprefix(SVG) for each in root.iter()} <= set(
        "svg title desc g rect line path circle text tspan".split()
    )


def test_the_menu_works_with_the_keyboard(opened: Callable[..., Chrome], page: str) -> None:
    from selenium.webdriver.common.keys import Keys

    browser = opened(page)
    button = browser.find_element("id", "save")

    def focused() -> str:
        return str(browser.execute_script("return document.activeElement.id"))

    button.send_keys(Keys.ENTER)
    assert (focused(), button.get_attribute("aria-expanded")) == ("save-png", "true")
    for key, there in (
        (Keys.ARROW_DOWN, "save-svg"),
        (Keys.ARROW_UP, "save-png"),
        (Keys.ARROW_UP, "save-link"),
        (Keys.ARROW_DOWN, "save-png"),
        (Keys.END, "save-link"),
        (Keys.HOME, "save-png"),
    ):
        browser.switch_to.active_element.send_keys(key)
        assert focused() == there
    browser.switch_to.active_element.send_keys("2")
    assert browser.find_element("id", "view-network").is_displayed(), "a key of the page reached it through the menu"
    browser.switch_to.active_element.send_keys(Keys.ESCAPE)
    assert (focused(), button.get_attribute("aria-expanded")) == ("save", "false")
    button.send_keys(Keys.ARROW_UP)
    assert focused() == "save-link"
    browser.find_element("id", "totals").click()
    assert not browser.find_element("id", "save-menu").is_displayed()


def test_the_table_saves_no_picture_and_says_why(opened: Callable[..., Chrome], page: str) -> None:
    browser = opened(page, address="#view=table")
    click(browser, "#save")

    click(browser, "#save-png")

    assert browser.find_element("id", "save-png").get_attribute("aria-disabled") == "true"
    assert text_of(browser, "#save-png .soft") == "the table is no picture: save it as CSV"
    assert text_of(browser, "#notice") == ""
    assert re.fullmatch(r"\d+ ties that pass", text_of(browser, "#save-csv .soft"))


def test_the_menu_fits_a_phone(opened: Callable[..., Chrome], page: str) -> None:
    browser = opened(page)

    with on_a_phone(browser):
        click(browser, "#save")
        box = browser.execute_script("return document.getElementById('save-menu').getBoundingClientRect().toJSON()")
        wide = browser.execute_script("return document.documentElement.scrollWidth")

    assert wide == 390
    assert box["left"] >= 0
    assert box["right"] <= 390
    assert box["bottom"] <= 844


def test_a_link_is_copied_where_the_browser_allows_it(opened: Callable[..., Chrome], page: str) -> None:
    browser = opened(page, address="#least=0.2")
    allowed = {"permissions": ["clipboardReadWrite", "clipboardSanitizedWrite"]}
    browser.execute_cdp_cmd("Browser.grantPermissions", allowed)

    browser.find_element("id", "save").click()
    browser.find_element("id", "save-link").click()
    time.sleep(0.3)
    copied = browser.execute_async_script("navigator.clipboard.readText().then(arguments[0], arguments[0])")
    browser.execute_cdp_cmd("Browser.resetPermissions", {})

    assert text_of(browser, "#notice").startswith("Link copied.")
    assert copied == browser.current_url


def test_a_link_that_cannot_be_copied_is_there_to_be_copied_by_hand(opened: Callable[..., Chrome], page: str) -> None:
    from selenium.webdriver.common.keys import Keys

    browser = opened(page, address="#least=0.2")
    browser.execute_script("navigator.clipboard.writeText = () => Promise.reject(new Error('no'))")

    click(browser, "#save")
    click(browser, "#save-link")
    time.sleep(0.2)
    field = browser.switch_to.active_element
    chosen = browser.execute_script(
        "return arguments[0].value.slice(arguments[0].selectionStart, arguments[0].selectionEnd)", field
    )
    field.send_keys(Keys.ESCAPE)

    assert chosen == browser.current_url
    assert text_of(browser, "#notice") == ""
    assert browser.execute_script("return document.activeElement.id") == "save"


def test_a_frame_of_a_notebook_saves_files_and_says_what_it_cannot(
    opened: Callable[..., Chrome], save: Callable[..., Path]
) -> None:
    corpus = invented_corpus(events=40)
    browser = opened(f"<!DOCTYPE html><title>n</title>{repr_html(corpus, ties_of(corpus), relations=RELATIONS)}")
    time.sleep(0.4)
    browser.switch_to.frame(0)

    try:
        png = save(browser, "png")
        click(browser, "#save")
        words = [text_of(browser, f"#save-{entry} .soft") for entry in ("print", "link")]
    finally:
        browser.switch_to.default_content()

    assert png.read_bytes().startswith(b"\x89PNG")
    assert words == ["not inside a notebook: open the page by itself"] * 2


def printed_on(browser: Chrome) -> bytes:
    return base64.b64decode(browser.execute_cdp_cmd("Page.printToPDF", {})["data"])


def test_the_page_prints_as_a_document(opened: Callable[..., Chrome], page: str) -> None:
    browser = opened(page, address="#actor=norland&least=0.1")
    browser.execute_script(
        "addEventListener('beforeprint', () => { window.printed = document.getElementById('printed').cloneNode(true); })"
    )

    pdf = printed_on(browser)

    assert pdf.startswith(b"%PDF-")
    words, lines, buttons, said = browser.execute_script(
        """const paper = window.printed;
        return [paper.innerText || paper.textContent, paper.querySelectorAll("#ties line").length,
          paper.querySelectorAll("button").length, paper.querySelectorAll(".said").length];"""
    )
    assert words.startswith("Relations in the news")
    assert "strength of at least 0.10" in words
    assert "Time range: 2023-01 to 2024-05" in words
    assert lines == int(re.search(r"(\d+) of \d+ ties$", text_of(browser, "#shown"))[1])  # type: ignore[index]  # it is there
    assert buttons == 0
    # The panel shows twelve at first; paper has them all.
    told = int(re.search(r"What the texts say \((\d+) events\)", words)[1])  # type: ignore[index]  # it is there
    assert said == told > 12
    assert text_of(browser, "#printed") == "", "what was printed stays on the screen's page"


def test_the_table_prints_every_row_with_a_head_that_repeats(opened: Callable[..., Chrome]) -> None:
    corpus = invented_corpus(events=700)
    browser = opened(to_html(corpus, ties_of(corpus), relations=RELATIONS), address="#view=table")
    browser.execute_script(
        """addEventListener('beforeprint', () => {
          window.rows = document.querySelectorAll('#printed tbody tr').length;
          window.head = getComputedStyle(document.querySelector('#printed thead')).display;
        })"""
    )

    printed_on(browser)

    rows, head = browser.execute_script("return [window.rows, window.head]")
    assert rows == int(text_of(browser, "#shown").split()[0]) > 200
    assert head == "table-header-group"
