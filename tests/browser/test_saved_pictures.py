"""Pictures saved from the page by a real browser, each read by a reader that is not the page's own."""

from __future__ import annotations

import re
import struct
import xml.etree.ElementTree as ET
from datetime import date
from typing import TYPE_CHECKING

import pytest
from PIL import Image

from kg.model import Corpus
from tests.browser.driving import click, in_a_browser, log_of, requests_of, text_of
from tests.browser.oddities import EVIL, hostile_corpus, page_of
from tests.page.invented import act, actor

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from selenium.webdriver import Chrome

pytestmark = in_a_browser

SVG = "{http://www.w3.org/2000/svg}"


def texts_of(svg: ET.Element) -> str:
    return " ".join(" ".join("".join(each.itertext()).split()) for each in svg.iter(f"{SVG}text"))


@pytest.fixture(scope="module")
def states() -> str:
    """Return a page of real states, which the map has a place for."""
    france, germany, mali = actor("France"), actor("Germany"), actor("Mali")
    days = (date(2023, 2, 1), date(2024, 3, 1), date(2024, 5, 1))
    return page_of(
        Corpus(
            events=(
                act(france, germany, "met-with", article="a1", day=days[0]),
                act(germany, france, "supports", article="a2", day=days[1]),
                act(mali, france, "attacked", article="a3", day=days[2], modality="planned"),
                act(mali, germany, "sanctioned", article="a3", day=days[2]),
            )
        )
    )


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
    count = re.search(r"(\d+) of \d+ pairs", text_of(browser, "#shown"))

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


def test_hostile_names_come_through_svg_as_text(opened: Callable[..., Chrome], save: Callable[..., Path]) -> None:
    browser = opened(page_of(hostile_corpus(), title=EVIL))

    root = ET.parse(save(browser, "svg")).getroot()

    assert root.findtext(f"{SVG}title") == EVIL
    assert {each.tag.removeprefix(SVG) for each in root.iter()} <= set(
        "svg title desc g rect line path circle text tspan".split()
    )


@pytest.mark.parametrize("view", ["network", "matrix", "periods", "map"])
def test_every_picture_is_saved_in_light_colours_on_its_own(
    opened: Callable[..., Chrome], states: str, save: Callable[..., Path], view: str
) -> None:
    browser = opened(states, address=f"#view={view}")
    assert browser.find_element("id", f"view-{view}").is_displayed()
    light = save(browser, "svg")
    click(browser, "#theme")

    try:
        dark, png = save(browser, "svg"), save(browser, "png")
    finally:
        click(browser, "#theme")

    assert light.name == f"relations-in-the-news-{view}.svg"
    assert dark.read_bytes() == light.read_bytes()
    assert png.read_bytes().startswith(b"\x89PNG")
    assert not re.search(r"<script|href|url\(|var\(|@import|<foreignObject|\son\w+=", light.read_text(encoding="utf-8"))
    words = texts_of(ET.parse(light).getroot())
    assert ("strength at its end" if view == "periods" else "Strength as of") in words
    assert {"France", "Germany"} <= set(words.split())


def test_the_map_is_saved_with_its_ties_and_who_drew_its_borders(
    opened: Callable[..., Chrome], states: str, save: Callable[..., Path]
) -> None:
    browser = opened(states, address="#view=map")

    root = ET.parse(save(browser, "svg")).getroot()

    ties = root.findall(f".//{SVG}g[@id='ties']/{SVG}path")
    assert len(ties) == 3
    assert sum("stroke-dasharray" in tie.attrib for tie in ties) == 1, "what is only planned is not dashed"
    assert {"#0072b2", "#d55e00"} <= {tie.attrib["stroke"] for tie in ties}
    assert "borders: Natural Earth" in texts_of(root)
