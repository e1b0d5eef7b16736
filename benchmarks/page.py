"""Invented events in; tables of how long the page takes to make, to open and to redraw, beside pyvis as it comes, out.

``python benchmarks/page.py``, a few minutes, in a real headless Chromium. Times are medians of several runs in milliseconds.
*Open* is from the start of the navigation until the page takes input and its first picture is painted; *redraw* from an
event until after the second frame that follows it, so that a browser of 60 frames a second never needs less than 17 to 33.
pyvis is asked for what ``from_nx`` and its defaults make of the graph of ties, with its scripts in the file, since what it
would fetch cannot be had without a network.
"""

from __future__ import annotations

import argparse
import resource
import shutil
import statistics
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from multiprocessing import get_context
from pathlib import Path
from typing import TYPE_CHECKING, Final

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

import networkx as nx  # type: ignore[import-untyped]  # networkx ships no types
from pyvis.network import Network  # type: ignore[import-untyped]  # pyvis ships no types

from benchmarks.invented_corpus import invented_corpus
from kg.ontology import load_relations
from kg.page import to_html
from kg.strength import tie_strengths

if TYPE_CHECKING:
    from selenium.webdriver import Chrome

_MEGABYTE: Final = 1_000_000
_MAXRSS_UNIT: Final = 1 if sys.platform == "darwin" else 1024
_RUNS: Final = 5
_STEPS: Final = 12
"""So many events of each kind are timed in each run."""
_WAIT_MS: Final = 60_000
"""So long pyvis is given to come to rest."""

# The moment when the page says that it takes input, and two frames later, when its picture is painted.
_OPENED: Final = """new MutationObserver((_, watch) => {
  if (!document.documentElement || document.documentElement.dataset.ready !== "yes") return;
  watch.disconnect();
  const ready = performance.now();
  requestAnimationFrame(() => requestAnimationFrame(() => { window.opened = [ready, performance.now()]; }));
}).observe(document, { subtree: true, attributes: true, attributeFilter: ["data-ready"] });"""
# pyvis keeps its network in a global variable: here it is one that tells when it is set.
_PYVIS: Final = """let made = null;
window.told = {};
Object.defineProperty(window, "network", { get: () => made, set: (value) => {
  made = value;
  if (!value) return;
  value.once("afterDrawing", () => requestAnimationFrame(() => { window.told.painted = performance.now(); }));
  value.once("stabilized", () => { window.told.still = performance.now(); });
} });"""
_REDRAWS: Final = """const [steps, done] = [arguments[0], arguments[arguments.length - 1]];
const timed = (act) => new Promise((resolve) => setTimeout(() => {
  const begun = performance.now();
  act();
  const worked = performance.now() - begun;
  requestAnimationFrame(() => requestAnimationFrame(() => resolve([performance.now() - begun, worked])));
}, 40));
const slide = (place) => {
  const end = document.getElementById("range-to");
  end.value = String(Math.max(1, Number(end.max) - 1 - place));
  end.dispatchEvent(new Event("input"));
};
const click = (selector) => () => document.querySelector(selector).click();
(async () => {
  const acts = { filter: click("input[data-filter=group][data-value=XC]"), time: slide, theme: click("#theme"), pick: click("#drawer .rows button, #drawer .close") };
  const found = {};
  for (const [name, act] of Object.entries(acts)) {
    found[name] = [];
    for (let step = 0; step < steps; step += 1) found[name].push(await timed(() => act(step)));
    if (name === "time") { document.getElementById("all-time").click(); await timed(() => {}); }
  }
  done(found);
})();"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Made:
    """What making a page cost: seconds for the ties and for the page, its bytes, the most memory held."""

    ties: int
    ties_seconds: float
    page_seconds: float
    page_bytes: int
    before_bytes: int
    peak_bytes: int


def make_page(path: Path, *, actors: int, events: int) -> Made:
    """Write the page of an invented corpus and return what it cost, without making the corpus."""
    corpus = invented_corpus(events, actors=actors)
    began = time.perf_counter()
    ties = tie_strengths(corpus)
    tied = time.perf_counter()
    before = _peak()
    page = to_html(corpus, ties, relations=load_relations())
    ended = time.perf_counter()
    path.write_text(page, encoding="utf-8")
    return Made(
        ties=len(ties),
        ties_seconds=tied - began,
        page_seconds=ended - tied,
        page_bytes=path.stat().st_size,
        before_bytes=before,
        peak_bytes=_peak(),
    )


def make_pyvis(path: Path, *, actors: int, events: int) -> Made:
    """Write what pyvis makes of the same ties with its defaults and return what it cost."""
    corpus = invented_corpus(events, actors=actors)
    ties = tie_strengths(corpus)
    graph = nx.Graph()
    graph.add_nodes_from(sorted({actor.id for event in corpus.events for actor in (event.source, event.target)}))
    graph.add_edges_from((tie.a, tie.b, {"weight": abs(tie.strength)}) for tie in ties)
    before, began = _peak(), time.perf_counter()
    network = Network(cdn_resources="in_line")
    network.from_nx(graph)
    page = network.generate_html()
    ended = time.perf_counter()
    path.write_text(page, encoding="utf-8")
    return Made(
        ties=len(ties),
        ties_seconds=0.0,
        page_seconds=ended - began,
        page_bytes=path.stat().st_size,
        before_bytes=before,
        peak_bytes=_peak(),
    )


@contextmanager
def browser_with(script: str) -> Iterator[Chrome]:
    """Run a browser in which a script comes before those of each page; nothing outside this machine is reached."""
    from selenium import webdriver
    from selenium.webdriver.chrome.service import Service

    options = webdriver.ChromeOptions()
    flags = ("--headless=new", "--no-sandbox", "--disable-gpu", "--window-size=1440,900", "--disable-dev-shm-usage")
    for flag in (*flags, "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE localhost, EXCLUDE 127.0.0.1"):
        options.add_argument(flag)
    options.binary_location = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))))
    driver = webdriver.Chrome(options=options, service=Service(shutil.which("chromedriver")))
    driver.set_script_timeout(300)
    driver.execute_cdp_cmd("Page.addScriptToEvaluateOnNewDocument", {"source": script})
    try:
        yield driver
    finally:
        driver.quit()


def opening(browser: Chrome, path: Path, address: str = "") -> tuple[float, float]:
    """Open the page and return when it took input and when it was painted."""
    browser.get("about:blank")
    browser.get(path.as_uri() + address)
    wait = "const done = arguments[0]; const look = () => (window.opened ? done(window.opened) : setTimeout(look, 20)); look()"
    ready, painted = browser.execute_async_script(wait)
    return ready, painted


def redraws(browser: Chrome, steps: int) -> Mapping[str, Sequence[tuple[float, float]]]:
    """Return by kind of event how long each redraw of the open page took, and the script's part of it."""
    found: Mapping[str, Sequence[tuple[float, float]]] = browser.execute_async_script(_REDRAWS, steps)
    return found


def pyvis_opening(path: Path) -> tuple[float | None, float | None]:
    """Return when pyvis's page had painted its network and when that had come to rest, None where it had not in time."""
    with browser_with(_PYVIS) as browser:
        browser.set_page_load_timeout(120)
        browser.get(path.as_uri())
        told = browser.execute_async_script(
            "const [most, done] = arguments; const look = () => (told.still || performance.now() > most ? done(told) : setTimeout(look, 100)); look()",
            _WAIT_MS,
        )
    return told.get("painted"), told.get("still")


def report_redraws(path: Path, addresses: Sequence[tuple[str, str]], *, runs: int) -> None:
    """Print the medians and 95th percentiles of the redraws at each address."""
    print(f"\n{'redraw, ms':34}{'':>9}{'median':>9}{'p95':>9}{'script':>9}")
    with browser_with(_OPENED) as browser:
        for name, address in addresses:
            found: dict[str, list[tuple[float, float]]] = {}
            for _ in range(runs):
                opening(browser, path, address)
                for kind, times in redraws(browser, _STEPS).items():
                    found.setdefault(kind, []).extend((whole, script) for whole, script in times)
            for kind, each in found.items():
                wholes = sorted(whole for whole, _ in each)
                script = statistics.median(part for _, part in each)
                p95 = wholes[int(len(wholes) * 0.95)]
                print(f"{name:34}{kind:>9}{statistics.median(wholes):>9.0f}{p95:>9.0f}{script:>9.0f}", flush=True)


def report_openings(name: str, path: Path, *, runs: int) -> float:
    """Print how long the page takes to open, and return the median until it is painted."""
    with browser_with(_OPENED) as browser:
        opening(browser, path)  # the first start of a browser also fills its own caches
        found = [opening(browser, path) for _ in range(runs)]
        heap = browser.execute_script("return performance.memory.usedJSHeapSize")
    ready, painted = statistics.median(each for each, _ in found), statistics.median(each for _, each in found)
    print(
        f"{name:34}{ready:>12.0f}{painted:>12.0f}{max(found)[1]:>12.0f}{heap / _MEGABYTE:>12.0f}",
        flush=True,
    )
    return painted


def report_made(name: str, made: Made, events: int) -> None:
    """Print what making a page cost."""
    more = (made.page_bytes - _MEGABYTE) / events
    print(
        f"{name:34}{made.ties:>9,}{made.ties_seconds:>9.1f}{made.page_seconds:>9.1f}{made.page_bytes / _MEGABYTE:>9.2f}"
        f"{more:>9.0f}{made.before_bytes / _MEGABYTE:>11.0f}{made.peak_bytes / _MEGABYTE:>9.0f}",
        flush=True,
    )


def _alone(work: object, path: Path, actors: int, events: int) -> Made:
    with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as pool:
        return pool.submit(work, path, actors=actors, events=events).result()  # type: ignore[arg-type]  # one of the two above


def _peak() -> int:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * _MAXRSS_UNIT


def main() -> None:
    """Make the pages one after another, open them, and print the tables."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--runs", type=int, default=_RUNS, help="how often each page is opened (default: %(default)s)")
    parser.add_argument("--without-pyvis", action="store_true", help="leave out pyvis")
    parser.add_argument("--small-only", action="store_true", help="leave out 10,000 actors and 100,000 events")
    options = parser.parse_args()
    sizes = {"1,000 actors, 4,500 events": (1_000, 4_500), "10,000 actors, 100,000 events": (10_000, 100_000)}
    if options.small_only:
        sizes.popitem()
    with tempfile.TemporaryDirectory() as folder:
        pages = {name: Path(folder) / f"kg-{actors}.html" for name, (actors, _) in sizes.items()}
        print(
            f"{'make':34}{'ties':>9}{'ties s':>9}{'page s':>9}{'MB':>9}{'B/event*':>9}{'MB before':>11}{'MB peak':>9}"
        )
        for name, (actors, events) in sizes.items():
            report_made(name, _alone(make_page, pages[name], actors, events), events)
        small, (actors, events) = next(iter(sizes.items()))
        default = Path(folder) / "pyvis.html"
        if not options.without_pyvis:
            report_made("pyvis as it comes, 1,000 actors", _alone(make_pyvis, default, actors, events), events)
        print("* beyond the first megabyte")
        print(f"\n{'open, ms':34}{'takes input':>12}{'painted':>12}{'slowest':>12}{'heap MB':>12}")
        opened = {name: report_openings(name, path, runs=options.runs) for name, path in pages.items()}
        if not options.without_pyvis:
            times = [pyvis_opening(default) for _ in range(min(options.runs, 2))]
            painted, still = (_middle(column) for column in zip(*times, strict=True))
            first = opened[small]
            print(
                f"{'pyvis as it comes':34}{'':12}{_or_more(painted):>12}{'':12}   {_ratio(painted, first)} times kg's page"
            )
            print(
                f"{'pyvis, come to rest':34}{'':12}{_or_more(still):>12}{'':12}   {_ratio(still, first)} times kg's page"
            )
        views = ("network", "matrix", "periods", "map", "table")
        at = [(f"{view}, 60 actors", f"#view={view}") for view in views]
        report_redraws(pages[small], [*at, ("network, 1,000 actors drawn", "#actors=1000")], runs=options.runs)
        for name, path in list(pages.items())[1:]:
            print(f"\n{name}:", end="")
            report_redraws(path, [("network, 60 actors", ""), ("table", "#view=table")], runs=min(options.runs, 2))


def _middle(column: Sequence[float | None]) -> float | None:
    known = [each for each in column if each is not None]
    return statistics.median(known) if len(known) == len(column) else None


def _or_more(value: float | None) -> str:
    return f"> {_WAIT_MS}" if value is None else f"{value:.0f}"


def _ratio(value: float | None, first: float) -> str:
    return f"more than {_WAIT_MS / first:.0f}" if value is None else f"{value / first:.1f}"


if __name__ == "__main__":
    main()
