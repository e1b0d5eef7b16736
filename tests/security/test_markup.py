"""Texts that are markup in; pages, frames of notebooks and pictures in which they are text out.

What a browser does with the page is tested in tests/browser/test_safety.py, all that a notebook shows in tests/notebook.
"""

from __future__ import annotations

import json
import re
from dataclasses import replace
from datetime import date
from html.parser import HTMLParser
from pathlib import Path
from xml.etree import ElementTree

import pytest

from kg.built import Graph
from kg.decision import Decided, Decision, Told
from kg.model import ActorId, Corpus
from tests.factories import actor, article, corpus, day, event, evidence

EVIL = "</script><script>window.hurt=1</script><img src=x onerror=window.hurt=1>]]><!--\u2028'\"&{{7*7}} javascript:window.hurt=1"
ADDRESSES = (
    "javascript:window.hurt=1", " JaVaScRiPt:window.hurt=1", "java\nscript:window.hurt=1", "data:text/html,<script>",
    "file:///etc/passwd", "//hurt.invalid/x", "vbscript:x", "blob:https://example.org/1", "\x01javascript:x",
)  # fmt: skip


def hostile(text: str = EVIL, url: str | None = None) -> Corpus:
    """Return a corpus of which every text is the given one, a decision's who and why too."""
    kim = actor(f"Kim {text}", kind="person", id=ActorId("kim"), state=text, organ=text)
    putin = actor(f"Putin {text}", kind="person", id=ActorId("putin"))
    told = evidence(f"Kim met Putin {text}.", attribution=text, rule=text)
    met = event("met-with", kim, putin, when=day(words=text), claims=[told], occasion=text)
    decision = Decision(
        name="one",
        kind="affirm-event",
        who=text,
        when=date(2024, 5, 9),
        why=text,
        told=(Told(event=met.id, article="a1", quote=text),),
    )
    decided = Decided(decision=decision, claims=((met.id, "a1", 0),), before=(text,))
    news = article("a1", f"Kim met Putin {text}.", title=text, source=text, url=url)
    return replace(corpus(met, articles=[news]), decisions=(decided,))


class Tags(HTMLParser):
    """Counts the elements of a page and notes what runs."""

    def __init__(self) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.bad: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:  # type: ignore[explicit-override]
        self.tags.append(tag)
        for name, value in attrs:
            outside = name in {"src", "href"} and re.match(
                r"\s*(javascript|vbscript|http|//)", value or "", re.IGNORECASE
            )
            if name.startswith("on") or outside:
                self.bad.append(f"{tag} {name}={value}")


def tags_of(markup: str) -> Tags:
    found = Tags()
    found.feed(markup)
    return found


def test_the_page_has_the_same_elements_whatever_texts_say_and_nothing_runs() -> None:
    plain, evil = (tags_of(Graph(corpus=hostile(text)).to_html(title=text)) for text in ("plain", EVIL))

    assert evil.tags == plain.tags
    assert evil.bad == plain.bad


def test_no_text_ends_the_data_of_the_page() -> None:
    page = Graph(corpus=hostile()).to_html()

    (data,) = re.findall(r'<script[^>]* id="?data"?[^>]*>(.*?)</script>', page, re.DOTALL)
    assert "\u2028" not in data
    assert "<" not in data
    assert EVIL in json.loads(data)["articles"]["title"]


@pytest.mark.parametrize("address", ADDRESSES)
def test_an_address_that_is_none_of_the_web_is_no_link_of_the_page(address: str) -> None:
    page = Graph(corpus=hostile("plain", url=address)).to_html()

    (data,) = re.findall(r'<script[^>]* id="?data"?[^>]*>(.*?)</script>', page, re.DOTALL)
    assert [url for url in json.loads(data)["articles"]["url"] if url] == []


def test_what_a_notebook_shows_of_a_graph_has_the_same_elements_whatever_texts_say() -> None:
    plain, evil = (tags_of(Graph(corpus=hostile(text))._repr_html_()) for text in ("plain", EVIL))

    assert evil.tags == plain.tags
    assert evil.bad == plain.bad


def test_a_picture_holds_texts_as_texts(tmp_path: Path) -> None:
    pytest.importorskip("matplotlib", reason="matplotlib is not installed: pip install '.[plot]'")
    import kg
    from kg.plots.make import Kind

    kinds: tuple[tuple[Kind, tuple[str, str] | None], ...] = (("network", None), ("timeline", ("kim", "putin")))
    for kind, pair in kinds:
        kg.plot(Graph(corpus=hostile("$x$ <script>window.hurt=1</script> & $\\frac{")), kind, pair=pair).save(
            tmp_path / "a.svg"
        )
        tree = ElementTree.parse(tmp_path / "a.svg")  # kg wrote it
        names = {each.tag.rpartition("}")[2] for each in tree.iter()}
        assert names.isdisjoint({"script", "foreignObject", "iframe", "image", "a"})


@pytest.mark.parametrize("form", ["gexf", "graphml", "rdfxml"])
def test_xml_that_kg_writes_holds_texts_as_texts(form: str, tmp_path: Path) -> None:
    Graph(corpus=hostile()).export(form, tmp_path / "graph.xml")
    Graph(corpus=hostile("plain")).export(form, tmp_path / "plain.xml")

    evil, plain = (
        [each.tag for each in ElementTree.parse(tmp_path / name).iter()]  # kg wrote them
        for name in ("graph.xml", "plain.xml")
    )
    assert evil == plain
