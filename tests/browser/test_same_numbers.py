"""One graph on the command line and as a page in a real browser: the same figures, digit by digit, and the same counts."""

from __future__ import annotations

import random
import re
from dataclasses import replace
from math import inf, nextafter
from typing import TYPE_CHECKING

import pytest

from kg import Graph, build
from kg.differences import diff
from kg.differences.text import standing_words
from kg.measured import strengths
from kg.page import html
from kg.rdf.canonical import canonical
from kg.rounding import cut, signed
from kg.strength.thousandths import shares_of
from tests.browser.driving import in_a_browser, text_of
from tests.page.invented import invented_corpus

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from selenium.webdriver import Chrome

    from kg.strength import Tie

pytestmark = in_a_browser
MINUS = "\N{MINUS SIGN}"
FIGURE = rf"[+\-{MINUS}]?\d+\.\d+"


@pytest.fixture
def insides(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let pages made from here on hand out how they write figures, and the panel of each pair as text."""
    part = html._asset  # noqa: SLF001  # the page has no other door
    panel = "tiePanel(pair).flat(4).filter(Boolean).map((node) => node.textContent ?? node).join(' | ')"
    door = f"window.inside = {{ signed, fixed, texts: () => pairs.map((pair) => {panel}) }};"
    monkeypatch.setattr(html, "_asset", lambda name: part(name) + door * (name == "main.js"))


@pytest.fixture(name="sample", scope="module")
def _sample() -> Graph:
    return build(["data/sample"])


def invented(seed: int) -> Graph:
    """Return a graph of invented events, with denied, planned and lasting ones, and several of most pairs."""
    return Graph(corpus=canonical(invented_corpus(events=160, seed=seed)))


def ascii_of(text: str) -> str:
    return text.replace(MINUS, "-")


def figures() -> Iterator[float]:
    """Yield figures of all sizes, and such as lie on the edge between two digits, or beside it."""
    pick = random.Random(7)
    for _ in range(4000):
        yield pick.uniform(-9, 9) * 10 ** -pick.randrange(5)
        edge = (pick.randrange(-2000, 2000) + 0.5) / 10 ** pick.randrange(1, 4)
        yield from (edge, nextafter(edge, inf), nextafter(edge, -inf), round(edge * 8) / 8)
    yield from (0.0, -0.0, 1e-12, -1e-12, 0.125, -0.125, 0.005, -0.005, 1.17496)


@pytest.mark.usefixtures("insides")
def test_the_page_writes_any_figure_as_kg_prints_it(opened: Callable[..., Chrome]) -> None:
    browser = opened(invented(1).to_html())
    cases = [(value, digits) for value in figures() for digits in (1, 2, 3)]
    cases += [(cut(value, 3) / 1000, digits) for value in figures() for digits in (1, 2)]

    written = browser.execute_script(
        "return arguments[0].map(([value, digits]) => inside.signed(value, digits))",
        [(cut(value, 6) / 1e6, digits) for value, digits in cases],
    )

    wrong = [
        (value, digits, text)
        for (value, digits), text in zip(cases, written, strict=True)
        if ascii_of(text) != signed(value, digits)
    ]
    assert not wrong


def rows_of(browser: Chrome) -> dict[frozenset[str], tuple[str, ...]]:
    """Return the cells of the page's table by the names of the two actors: strength, interval, affinity, engagement, events."""
    script = """
        for (let more; (more = document.querySelector("#stage .more"));) more.click();
        return [...document.querySelectorAll("#stage tbody tr")].map((row) => [...row.cells].map((cell) => cell.textContent));
    """
    return {
        frozenset(cells[:2]): tuple(ascii_of(cell) for cell in cells[2:7]) for cells in browser.execute_script(script)
    }


def printed_strengths(graph: Graph) -> dict[frozenset[str], tuple[str, ...]]:
    """Return what ``kg strength`` prints of each pair: strength, interval, affinity, engagement."""
    text = strengths(graph).to_text(top=100_000)
    line = re.compile(
        rf"^ +({FIGURE}) +({FIGURE} to {FIGURE}) +({FIGURE}) +({FIGURE}) +\d.*?%(?: +[\d-]{{10}})?  (.+)$"
    )
    found = [match for each in text.splitlines() if (match := line.match(each))]
    return {frozenset(match[5].split(" - ", 1)): match.groups()[:4] for match in found}


def names_of(graph: Graph, tie: Tie) -> frozenset[str]:
    names = {actor.id: actor.name for event in graph.events for actor in (event.source, event.target)}
    return frozenset((names[tie.a], names[tie.b]))


def check_figures(browser: Chrome, graph: Graph) -> None:
    """Compare every tie of a page, open at its table, with what the commands print of it."""
    rows = rows_of(browser)
    printed = printed_strengths(graph)
    panels = browser.execute_script("return inside.texts()")
    panel_of = {frozenset(text.split("×")[0].split(" and ")): ascii_of(text) for text in panels}
    # An actor may have the name of another, but no two pairs here.
    assert len(rows) == len(panel_of) == len(panels)

    assert {pair: cells[:4] for pair, cells in rows.items() if cells[0] != "\N{EN DASH}"} == printed
    assert len(printed) == len(graph.ties) > 20
    for tie in graph.ties:
        pair = names_of(graph, tie)
        shown = graph.show(tie.a, tie.b).splitlines()[0]
        told = re.search(
            rf"strength ({FIGURE}) \(({FIGURE} to {FIGURE}), (.*); affinity ({FIGURE}), eng\w+ ({FIGURE})\)", shown
        )
        assert told, shown
        strength_, interval, counts, affinity, engagement = told.groups()
        assert rows[pair][:4] == (strength_, interval, affinity, engagement)
        assert f"{standing_words_of(tie)}" == f"{strength_} ({interval})"
        panel = panel_of[pair]
        assert f"90 % interval {interval}" in panel
        assert f"Why {signed(tie.strength, 3)}" in panel
        # What counts, of how many: in the same words, and the table has all.
        words = counts.partition(", last ")[0]
        all_of_them = int(re.findall(r"(\d+) event", words)[0])
        assert rows[pair][4] == str(all_of_them)
        assert (words if "count" in words else f"{words} count{'s' if all_of_them == 1 else ''}") in panel


def standing_words_of(tie: Tie) -> str:
    return f"{signed(tie.strength)} ({signed(tie.low)} to {signed(tie.high)})"


@pytest.mark.model
@pytest.mark.usefixtures("insides")
def test_every_tie_of_the_sample_has_the_figures_that_the_commands_print(
    opened: Callable[..., Chrome], sample: Graph
) -> None:
    check_figures(opened(sample.to_html(), address="#view=table"), sample)


@pytest.mark.usefixtures("insides")
@pytest.mark.parametrize("seed", [3, 11, 12])
def test_every_tie_of_an_invented_graph_has_the_figures_that_the_commands_print(
    opened: Callable[..., Chrome], seed: int
) -> None:
    graph = invented(seed)

    check_figures(opened(graph.to_html(), address="#view=table"), graph)


@pytest.mark.usefixtures("insides")
def test_what_each_event_adds_is_what_kg_why_says(opened: Callable[..., Chrome]) -> None:
    graph = invented(3)
    measured = strengths(graph)
    browser = opened(graph.to_html())
    panels = {
        frozenset(text.split("×")[0].split(" and ")): ascii_of(text)
        for text in browser.execute_script("return inside.texts()")
    }

    for tie in sorted(graph.ties, key=lambda each: -each.events)[:12]:
        why = measured.why(tie.a, tie.b, top=100)
        panel = panels[names_of(graph, tie)]
        lines = re.findall(rf"^  +({FIGURE})  [\d-]+ .*event (\S+)\)$", why, re.MULTILINE)
        assert sum(round(float(share) * 1000) for share, _ in lines) == sum(shares_of(tie))
        assert f"{signed(sum(shares_of(tie)) / 1000, 3)} of it comes from" in why
        assumption = re.search(rf"({FIGURE}) of it is assumption, which makes (\d+)%", why)
        assert assumption
        assert f"(assumption){assumption[1]}" in panel
        assert f"{assumption[2]} % of the evidence for the affinity is assumption" in panel
        by_event: dict[str, int] = {}
        for share, event in lines:
            by_event[event] = by_event.get(event, 0) + round(float(share) * 1000)
        for thousandths in by_event.values():
            assert thousandths == 0 or signed(thousandths / 1000, 3) in panel


def test_the_page_and_kg_diff_tell_the_same_standings(opened: Callable[..., Chrome]) -> None:
    after = invented(3)
    corpus = after.corpus
    before = Graph(corpus=replace(corpus, events=corpus.events[: len(corpus.events) // 2]))
    found = diff(before, after, least=0.0)

    rows = rows_of(opened(after.to_html(), address="#view=table"))

    standings = {frozenset((each.a_name, each.b_name)): standing_words(each.after) for each in found.ties if each.after}
    assert len(standings) > 20
    assert {pair: f"{rows[pair][0]} ({rows[pair][1]})" for pair in standings} == standings


def numbers_in(text: str) -> dict[str, int]:
    """Return the numbers of a text by the nouns that follow them, without the s of several."""
    return {
        noun.removesuffix("s"): int(number.replace(",", "")) for number, noun in re.findall(r"([\d,]+) ([a-z]+)", text)
    }


def check_counts(open_page: Callable[..., Chrome], graph: Graph) -> None:
    """Compare the counts of the summary, the comparison and the graph itself with those in the text of its page."""
    summary = numbers_in(graph.summary().splitlines()[0].replace("of which", ""))
    wanted = {
        "article": len(graph.articles),
        "actor": summary["actor"],
        "event": len(graph.events),
        "tie": len(graph.ties),
    }
    pairs = {frozenset((event.source.id, event.target.id)) for event in graph.events}
    joined = sum(len(pair) == 2 for pair in pairs)

    browser = open_page(graph.to_html(), address="#view=table")

    assert {noun: summary[noun] for noun in wanted} == wanted
    totals = numbers_in(text_of(browser, "#totals"))
    assert {noun: totals[noun] for noun in wanted} == wanted
    side = diff(graph, graph).to_text().splitlines()[0]
    assert {noun: numbers_in(side)[noun] for noun in wanted} == wanted
    assert f"{len(graph.events)} events, {len(graph.ties)} ties" in repr(graph)
    assert text_of(browser, "#shown").startswith(f"{joined} of {joined} pairs, between")
    assert f"Here: {joined} pairs ({len(graph.ties)} ties)." in text_of(browser, "#drawer")
    assert len(rows_of(browser)) == joined


@pytest.mark.model
def test_the_sample_has_the_same_counts_everywhere(opened: Callable[..., Chrome], sample: Graph) -> None:
    check_counts(opened, sample)


@pytest.mark.parametrize("seed", [3, 5, 8])
def test_an_invented_graph_has_the_same_counts_everywhere(opened: Callable[..., Chrome], seed: int) -> None:
    check_counts(opened, invented(seed))


def test_the_head_of_the_picture_says_why_not_every_pair_is_drawn(opened: Callable[..., Chrome]) -> None:
    browser = opened(invented(3).to_html())

    said = text_of(browser, "#shown")
    drawn, passing = (int(each) for each in re.findall(r"(\d+) of (\d+) pairs", said)[0])

    assert drawn < passing
    assert said.endswith(f"{drawn} of {passing} pairs, the strongest of each")
