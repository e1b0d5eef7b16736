"""Texts that try to run a script or to reach the network: whatever is opened, nothing runs and nothing is asked for."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Final

import pytest

from kg.model import Corpus
from kg.page import to_html
from tests.browser.driving import in_a_browser, log_of, requests_of, settled, text_of
from tests.browser.hostile import ADDRESSES, TEXTS, hostile_page, whole

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from selenium.webdriver import Chrome

    Opened = Callable[..., Chrome]

pytest.importorskip("selenium", reason="selenium is not installed, so no browser can be driven")
pytestmark = in_a_browser

# Runs before the page: tells of whatever is put into the document that could run or fetch, even if only for a moment.
WATCH: Final = """
window.found = [];
const allowed = (node) => {
  if (node.matches("a[href]")) return /^https?:[/][/]/i.test(node.getAttribute("href")) ||
    (node.hasAttribute("download") && /^(blob|data):/.test(node.getAttribute("href")));
  if (node.matches("img")) return /^(blob|data):/.test(node.getAttribute("src") || "blob:");
  return !node.matches("iframe, object, embed, base, form, audio, video, link, meta, style, script, template, foreignObject, math, marquee");
};
const look = (node, deep = true) => {
  if (node.nodeType !== 1) return;
  for (const each of [node, ...(deep ? node.querySelectorAll("*") : [])]) {
    if (!allowed(each)) window.found.push(each.outerHTML.slice(0, 200));
    for (const { name, value } of each.attributes) {
      if (/^on/i.test(name) || name === "srcdoc" || (name === "style" && /url/.test(value))) window.found.push(`${each.tagName} ${name}=${value.slice(0, 200)}`);
    }
  }
};
window.print = () => {};
const begin = () => {
  window.parts = document.querySelectorAll("script, style, link, meta, base, iframe").length;
  new MutationObserver((records) => records.forEach((record) => record.type === "attributes" ? look(record.target, false) : record.addedNodes.forEach((each) => look(each))))
    .observe(document, { subtree: true, childList: true, attributes: true });
  document.querySelectorAll("main").forEach((each) => look(each));
};
if (document.readyState === "loading") addEventListener("DOMContentLoaded", begin);
else begin();
"""

# Goes through everything that a reader can open; the address leads from one to the next, as a link would.
WALK: Final = """
const done = arguments[arguments.length - 1];
const rest = () => new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve, 0)));
const all = (selector) => [...document.querySelectorAll(selector)];
(async () => {
  const { actors, pairs } = JSON.parse(document.getElementById("data").textContent);
  const open = async (words) => { location.hash = new URLSearchParams(words).toString(); await rest(); };
  let panels = 0;
  for (const view of all("[data-view]").map((each) => each.dataset.view)) {
    await open({ view });
    for (const each of all(`#view-${view} button`)) { if (each.isConnected) each.click(); }
    for (const each of all(`#view-${view} *`)) each.dispatchEvent(new MouseEvent("mouseover", { bubbles: true }));
    await rest();
  }
  for (const place of actors.keys()) {
    await open({ actor: actors[place].id, ego: `${actors[place].id}~2` });
    for (const each of all("#drawer .more")) each.click();
    panels += document.querySelector("#drawer h2").textContent === actors[place].name;
  }
  for (const place of pairs.a.keys()) {
    await open({ tie: `${actors[pairs.a[place]].id}~${actors[pairs.b[place]].id}` });
    for (const each of all("#drawer .more")) each.click();
  }
  await open({});
  for (const box of all("#filters input[type=checkbox]")) box.click();
  document.getElementById("reset").click();
  for (const each of all("#filters .toggle")) each.click();
  const search = document.getElementById("search");
  let hits = 0;
  for (const words of arguments[0]) {
    search.focus();
    search.value = words;
    search.dispatchEvent(new Event("input"));
    hits += all("#results [id^=found]").length;
    await rest();
  }
  search.value = "";
  search.dispatchEvent(new Event("input"));
  const picture = document.querySelector("#picture canvas");
  const box = picture.getBoundingClientRect();
  for (let x = 20; x < box.width; x += 40) for (let y = 20; y < box.height; y += 40) {
    picture.parentElement.dispatchEvent(new PointerEvent("pointermove", { clientX: box.left + x, clientY: box.top + y, bubbles: true, pointerType: "mouse" }));
  }
  for (const each of all(".bar-tools button")) { each.click(); await rest(); }
  await new Promise((resolve) => setTimeout(resolve, 300));
  done({ panels, hits, actors: actors.length });
})().catch((error) => done({ error: String(error.stack) }));
"""

HASHES: Final = (
    "#actor=<img src=x onerror=window.hurt=1>",
    "#actor=%3Cimg%20src%3Dx%20onerror%3Dwindow.hurt%3D1%3E&with=%3Cscript%3Ewindow.hurt=1%3C/script%3E",
    "#view=__proto__&actor=__proto__&ego=constructor~toString&tie=__proto__~constructor",
    '#view=javascript:window.hurt=1&no-group=<svg onload=window.hurt=1>&no-source="><img src=x>&no-relation=__proto__',
    "#no-__proto__=1&no-kind=constructor&no-status=%00&__proto__[hurt]=1&constructor.prototype.hurt=1",
    "#from=9999-99-99&to=-271821-04-20&least=1e999&actors=-1&least=NaN",
    "#order=__proto__&view=matrix&order=constructor",
    "#from=275760-09-13&to=0000-00-00&actors=1e9",
    "#%E0%A4%A&view=%FF&actor=%ED%A0%80",
    f"#actor={'A' * 500_000}",
    f"#{'&'.join(f'with=x{n}' for n in range(20_000))}",
    f"#tie={'~' * 100_000}",
)


@pytest.fixture
def watched(browser: Chrome) -> Iterator[Chrome]:
    """Return the browser with every request stopped, and with what looks at all that is put into a page."""
    browser.execute_cdp_cmd("Network.enable", {})
    browser.execute_cdp_cmd("Network.setBlockedURLs", {"urls": ["http*", "ws*", "ftp*", "//*"]})
    added = browser.execute_cdp_cmd("Page.addScriptToEvaluateOnNewDocument", {"source": WATCH})
    browser.set_script_timeout(120)
    yield browser
    browser.execute_cdp_cmd("Page.removeScriptToEvaluateOnNewDocument", {"identifier": added["identifier"]})
    browser.execute_cdp_cmd("Page.setBypassCSP", {"enabled": False})
    browser.execute_cdp_cmd("Network.setBlockedURLs", {"urls": []})


def harm_in(browser: Chrome) -> dict[str, object]:
    """Return what went wrong since the page was opened; nothing did where all values are empty."""
    return {
        "ran": browser.execute_script("return window.hurt || Object.prototype.hurt || null"),
        "put in": browser.execute_script("return window.found"),
        "parts more": browser.execute_script(
            "return document.querySelectorAll('script, style, link, meta, base, iframe').length - window.parts"
        ),
        "asked for": requests_of(browser),
        "logged": [row["message"][:400] for row in log_of(browser, "browser")],
        "windows more": len(browser.window_handles) - 1,
    }


SOUGHT: Final = [whole(text[:60]) for text in TEXTS]

HARMLESS: Final[dict[str, object]] = {
    "ran": None,
    "put in": [],
    "parts more": 0,
    "asked for": [],
    "logged": [],
    "windows more": 0,
}


# Without its policy the page is as safe: nothing is there that it would have to stop.
@pytest.mark.parametrize("policy", [True, False], ids=["with the policy", "without it"])
def test_no_text_runs_or_fetches_wherever_it_is_shown(opened: Opened, watched: Chrome, policy: bool) -> None:
    watched.execute_cdp_cmd("Page.setBypassCSP", {"enabled": not policy})
    opened(hostile_page().html("x"))
    settled(watched)

    walked = watched.execute_async_script(WALK, SOUGHT)

    assert harm_in(watched) == HARMLESS
    assert "error" not in walked, walked
    assert walked["panels"] == walked["actors"] == len(TEXTS) + 1
    assert walked["hits"] >= len(TEXTS)


@pytest.mark.parametrize("place", range(len(TEXTS)))
def test_no_title_runs_or_fetches(opened: Opened, watched: Chrome, place: int) -> None:
    watched.execute_cdp_cmd("Page.setBypassCSP", {"enabled": True})

    opened(to_html(Corpus(), (), title=TEXTS[place]))
    settled(watched)

    assert harm_in(watched) == HARMLESS
    assert text_of(watched, "h1").split() == _as_html_keeps(TEXTS[place]).split()


def test_the_watch_sees_what_markup_would_do(opened: Opened, watched: Chrome) -> None:
    watched.execute_cdp_cmd("Page.setBypassCSP", {"enabled": True})
    opened(hostile_page().html("x"))

    watched.execute_script("document.getElementById('shown').innerHTML = arguments[0]", TEXTS[0] + TEXTS[7] + TEXTS[10])
    settled(watched)
    harm = harm_in(watched)

    assert harm["ran"] == 1
    assert len(str(harm["put in"]).split("hurt")) > 3
    assert harm["asked for"] == ["https://hurt.invalid/frame"]


@pytest.mark.parametrize("address", HASHES, ids=[f"{place}" for place in range(len(HASHES))])
def test_no_address_does_harm(opened: Opened, watched: Chrome, address: str) -> None:
    watched.execute_cdp_cmd("Page.setBypassCSP", {"enabled": True})
    opened(hostile_page().html("x"))
    settled(watched)

    watched.execute_script("location.hash = arguments[0]", address)
    settled(watched)

    assert harm_in(watched) == HARMLESS
    assert text_of(watched, "#drawer h2") in {"Overview", "__proto__ and constructor"}
    assert watched.execute_script("return document.querySelectorAll('.view:not([hidden])').length") <= 1


def test_links_lead_to_the_web_alone(opened: Opened, watched: Chrome) -> None:
    opened(hostile_page().html("x"))

    found = watched.execute_script(
        "return JSON.stringify(JSON.parse(document.getElementById('data').textContent).articles.url)"
    )

    kept = {url for url in json.loads(found) if url}
    assert kept == {"HTTPS://EXAMPLE.ORG/fine", "https://example.org/'onclick='window.hurt=1'", *_odd(kept)}
    assert not any(url in kept for url in ADDRESSES[:13])


def _as_html_keeps(text: str) -> str:
    """Return a text as it comes out of a document: NUL is left out, halves of pairs are replaced, and line ends are one."""
    return whole(text).replace("\0", "").replace("\r\n", "\n")


def _odd(kept: set[str]) -> set[str]:
    return {url for url in kept if url.startswith("https://example.org/") and "\u202e" in url or "\ud800" in url}


def test_a_notebook_frame_holds_what_it_shows(opened: Opened, watched: Chrome) -> None:
    opened(hostile_page().frame())
    settled(watched, milliseconds=500)
    outside = watched.execute_script("return [window.hurt || null, document.querySelectorAll('iframe, script').length]")

    watched.switch_to.frame(0)
    try:
        # What is to run before a page does not reach a sandboxed frame, which has a process of its own.
        watched.execute_script(WATCH)
        walked = watched.execute_async_script(WALK, SOUGHT)
        harm = harm_in(watched)
        origin = watched.execute_script("return self.origin")
    finally:
        watched.switch_to.default_content()

    assert "error" not in walked, walked
    assert harm == HARMLESS
    assert outside == [None, 1]
    assert origin == "null"
