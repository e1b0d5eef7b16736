"""Addresses in; the page in a real browser and the figure of ``kg plot --like`` draw the same actors and ties."""

from __future__ import annotations

import re
from datetime import date, timedelta
from typing import TYPE_CHECKING
from xml.etree import ElementTree

import pytest

import kg
from kg.cli import main
from kg.model import Article, Corpus
from kg.plots import network
from kg.rdf.turtle import write_turtle
from kg.rounding import rounded
from tests.browser.driving import in_a_browser, text_of
from tests.page.invented import act, actor, invented_corpus

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from selenium.webdriver import Chrome

    from kg.plots.shown import Shown

pytest.importorskip("matplotlib", reason="matplotlib is not installed: pip install '.[plot]'")
pytestmark = in_a_browser

VISITORS = 70
ADDRESSES = (
    "",
    "#no-kind=person&no-kind=group",
    "#no-status=done",
    "#no-status=planned&no-status=denied",
    "#no-group=VC&no-group=ST",
    "#no-relation=met-with&no-relation=criticised",
    "#no-source=The+Morning+Courier&no-source=Harbour+Times",
    "#from=2023-06-11",
    "#to=2023-07-10",
    "#to=2022-01-01",
    "#from=2023-03-05&to=2023-11-20",
    "#from=2023-11-20&to=2023-03-05",
    "#to=2023-09-30&least=0.11",
    "#to=2030-01-01",
    "#least=0.3",
    "#actors=7",
    "#actors=25&to=2023-08-01&no-status=denied",
    "#ego=karistan~1",
    "#ego=norland~1",
    "#ego=norland~2&actors=20",
    "#ego=rustam-beg~2&no-kind=organization&to=2023-12-24",
    "#with=tarim-liberation-army&with=ketu&actors=5",
    "#tie=karistan~norland&least=0.05",
    "#no-status=denied&no-kind=person&least=0.1&from=2023-02-01",
)

Drawn = dict[tuple[str, str], tuple[float | None, int]]
"""The ties drawn by the names of their ends: strength with two digits, None without one, and sign."""


def crowded_corpus() -> Corpus:
    """Return the invented corpus with so many more states that met with Norland that no opening view holds them all."""
    base = invented_corpus(events=260)
    norland = actor("Norland")
    days = [date(2023, 2, 1) + timedelta(days=5 * number) for number in range(VISITORS)]
    articles = [Article(id=f"v{number:02}", text=".", published=day) for number, day in enumerate(days)]
    events = [
        act(
            norland,
            actor(f"Visitor {number:02}"),
            "met-with" if number % 3 else "criticised",
            article=f"v{number:02}",
            day=day,
        )
        for number, day in enumerate(days)
    ]
    return Corpus(articles=(*base.articles, *articles), events=(*base.events, *events))


@pytest.fixture(name="folder", scope="module")
def _folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("built")
    write_turtle(crowded_corpus(), folder / "graph.ttl")
    return folder


@pytest.fixture(name="html", scope="module")
def _html(folder: Path) -> str:
    return kg.read(folder).to_html()


@pytest.mark.parametrize("address", ADDRESSES)
def test_the_figure_draws_the_actors_and_ties_of_the_page(
    address: str,
    folder: Path,
    html: str,
    opened: Callable[..., Chrome],
    save: Callable[[Chrome, str], Path],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    browser = opened(html, address=address)
    told = counts_of(text_of(browser, "#shown"))
    of_page = drawn_by_page(save(browser, "svg"))

    shown = plotted(folder, address, tmp_path, monkeypatch)

    passing = shown.drawn if shown.around else shown.passing  # around one actor the page counts only the ties near it
    assert told == (len(shown.inside), len(shown.everyone), len(shown.drawn), len(passing))
    of_figure = drawn_by_figure(shown)
    assert of_page.keys() == of_figure.keys()
    assert {pair: sign for pair, (_, sign) in of_page.items()} == {pair: sign for pair, (_, sign) in of_figure.items()}
    assert {pair: strength for pair, (strength, _) in of_page.items()} == {
        pair: None if strength is None else rounded(strength, 2) / 100 for pair, (strength, _) in of_figure.items()
    }


@pytest.mark.parametrize(
    ("address", "most"), [("#actors=7", 7), ("#actors=1000", 1000), ("#actors=1001", 60), ("#actors=7.5", 60)]
)
def test_an_address_may_ask_for_any_number_of_actors_and_the_menu_says_it(
    address: str, most: int, html: str, opened: Callable[..., Chrome]
) -> None:
    browser = opened(html, address=address)

    chosen, choices = browser.execute_script(
        "const menu = document.getElementById('most');"
        "return [Number(menu.value), [...menu.options].map((each) => Number(each.value))];"
    )
    assert chosen == most
    assert choices == sorted(set(choices))


def plotted(folder: Path, address: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Shown:
    """Run the command; return what its figure shows."""
    seen: list[Shown] = []
    draw = network.draw_network

    def noted(shown: Shown, *rest: object, **words: object) -> object:
        seen.append(shown)
        return draw(shown, *rest, **words)  # type: ignore[arg-type]  # handed on as it came

    monkeypatch.setattr(network, "draw_network", noted)
    assert main(["plot", "network", str(folder), "--like", address, "-o", str(tmp_path / "figure.svg")]) == 0
    (shown,) = seen
    return shown


def drawn_by_figure(shown: Shown) -> Drawn:
    names = shown.names
    return {
        (names[pair.a], names[pair.b]): (pair.tie.strength if pair.tie else None, pair.sign) for pair in shown.drawn
    }


def drawn_by_page(svg: Path) -> Drawn:
    """Return what a picture that the page saved says and paints of each tie."""
    found: Drawn = {}
    for line in ElementTree.parse(svg).iter("{http://www.w3.org/2000/svg}line"):  # the page wrote it
        title = line.findtext("{http://www.w3.org/2000/svg}title")
        if title:
            ends, _, strength = title.partition(": ")
            a, b = ends.split(" \N{EN DASH} ")
            found[a, b] = (
                float(strength.replace("\N{MINUS SIGN}", "-")) if strength else None,
                _sign_of(line.attrib["stroke"]),
            )
    return found


def _sign_of(colour: str) -> int:
    """Return the sign of a colour between grey and blue or vermilion, however pale: what is not chosen is paler."""
    red, _, blue = (int(part, 16) for part in re.findall("[0-9a-f]{2}", colour.lower()))
    return 1 if blue - red > 16 else -1 if red - blue > 16 else 0


def counts_of(said: str) -> tuple[int, ...]:
    """Return the numbers of what the page says is shown, without how many pass, which it says only where some do not."""
    return tuple(int(each.replace(",", "")) for each in re.findall(r"\d[\d,]*", re.sub(r"\([^)]*\)", "", said)))
