"""The page as a file: what it holds, that it is safe, and that it is the same on every run."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from html.parser import HTMLParser
from pathlib import Path

import pytest
from pyvis.network import Network  # type: ignore[import-untyped]  # pyvis ships no types

from kg.model import Article, Corpus
from kg.page import repr_html, to_html, to_pyvis
from kg.page.data import page_data
from kg.page.html import escaped_json, vis_network
from kg.page.layout import positions_of
from kg.page.pairs import opening_view, pairs_of, rank_actors
from kg.page.style import COOPERATIVE, HOSTILE, MIXED, edge_colour, edge_width
from tests.page.invented import RELATIONS, act, actor, invented_corpus, ties_of

ROOT = Path(__file__).resolve().parents[2]
A, B, C = actor("Norland"), actor("Marenga"), actor("Tarim Army", "group")


def corpus_of(*events: object) -> Corpus:
    return Corpus(events=tuple(events))  # type: ignore[arg-type]  # events by their factories


def pair_of(corpus: Corpus) -> object:
    (pair,) = pairs_of(corpus, ties_of(corpus), symmetric=frozenset({"met-with"}))
    return pair


class Tags(HTMLParser):
    """Collects the elements that are really in a document."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str | None]]] = []

    def handle_starttag(  # type: ignore[explicit-override] # typing has no override before Python 3.12
        self, tag: str, attrs: list[tuple[str, str | None]]
    ) -> None:
        self.found.append((tag, dict(attrs)))


def tags_of(page: str) -> list[tuple[str, dict[str, str | None]]]:
    tags = Tags()
    tags.feed(page)
    return tags.found


def data_of(page: str) -> dict[str, object]:
    text = re.search(r'<script type="application/json" id="data">(.*?)</script>', page, re.DOTALL)
    assert text
    loaded: dict[str, object] = json.loads(text[1])
    return loaded


@pytest.mark.parametrize(
    ("status", "line"),
    [
        ({}, "solid"),
        ({"modality": "planned"}, "dashed"),
        ({"modality": "possible"}, "dashed"),
        ({"polarity": "negated"}, "dotted"),
    ],
)
def test_the_line_tells_done_from_planned_from_denied(status: dict[str, str], line: str) -> None:
    pair = pair_of(corpus_of(act(A, B, "supports", article="a1", **status)))  # type: ignore[arg-type]  # words by name

    assert pair.line == line  # type: ignore[attr-defined]  # a Pair


def test_arrows_point_where_all_acts_go() -> None:
    one_way = corpus_of(act(A, B, "supports", article="a1"))
    both = corpus_of(act(A, B, "supports", article="a1"), act(B, A, "supports", article="a2"))
    mutual = corpus_of(act(A, B, "met-with", article="a1"))

    # Marenga sorts before Norland, so Norland's act points backward.
    assert [pair_of(each).arrow for each in (one_way, both, mutual)] == [-1, 0, 0]  # type: ignore[attr-defined]  # Pairs


def test_friends_are_blue_foes_vermilion_and_others_grey() -> None:
    friends = pair_of(corpus_of(*(act(A, B, "aided", article=f"a{n}", scope=str(n)) for n in range(9))))
    foes = pair_of(corpus_of(*(act(A, B, "attacked", article=f"a{n}", scope=str(n)) for n in range(9))))
    planned = pair_of(corpus_of(act(A, B, "aided", article="a1", modality="planned")))

    assert edge_colour(friends).lower() == COOPERATIVE.lower()  # type: ignore[arg-type]  # Pairs, here and below
    assert edge_colour(foes).lower() == HOSTILE.lower()  # type: ignore[arg-type]
    assert edge_colour(planned) == MIXED  # type: ignore[arg-type]
    assert edge_width(friends) > edge_width(planned)  # type: ignore[arg-type]


def test_the_opening_view_keeps_to_its_limits() -> None:
    corpus = invented_corpus(events=200)
    pairs = pairs_of(corpus, ties_of(corpus))

    actors, drawn = opening_view(pairs, limit=12)

    assert len(actors) == 12
    assert all({pair.a, pair.b} <= set(actors) for pair in drawn)
    assert len(drawn) <= 12 * 3


def test_positions_leave_room_for_every_label() -> None:
    corpus = invented_corpus(events=200)
    pairs = pairs_of(corpus, ties_of(corpus))
    actors = rank_actors(pairs)

    places = positions_of(actors, pairs, names=dict.fromkeys(actors, "Ten letter"))

    spots = sorted(places.values())
    assert all(abs(x1 - x2) > 100 or abs(y1 - y2) > 80 for n, (x1, y1) in enumerate(spots) for x2, y2 in spots[n + 1 :])


def test_actors_beyond_the_laid_out_ones_have_a_place_too() -> None:
    events = [act(A, actor(f"Island {n}"), "supports", article=f"a{n}") for n in range(340)]
    pairs = pairs_of(corpus_of(*events), ())
    actors = rank_actors(pairs)

    places = positions_of(actors, pairs, names={each: str(each) for each in actors})

    assert set(places) == set(actors)
    assert len(set(places.values())) == len(actors)


def test_to_pyvis_gives_a_real_network_with_fixed_positions() -> None:
    corpus = invented_corpus()

    network = to_pyvis(corpus, ties_of(corpus), limit=20)

    assert isinstance(network, Network)
    assert network.directed
    assert network.num_nodes() == 20
    assert network.options["physics"] == {"enabled": False}
    assert {"id", "label", "shape", "size", "x", "y"} == set(network.nodes[0])
    assert {edge["from"] for edge in network.edges} <= set(network.get_nodes())


def test_pyvis_own_page_can_be_made_of_it() -> None:
    corpus = invented_corpus(events=20)

    assert "Norland" in to_pyvis(corpus, ties_of(corpus)).generate_html()


def test_the_page_is_whole_and_needs_nothing_from_outside() -> None:
    corpus = invented_corpus()

    page = to_html(corpus, ties_of(corpus), relations=RELATIONS, title="A & B")

    tags = tags_of(page)
    assert ("html", {"lang": "en"}) in tags
    assert "<title>A &amp; B</title>" in page
    assert not [attributes for tag, attributes in tags if "src" in attributes]
    assert [attributes["href"] for tag, attributes in tags if tag == "link"] == ["data:,"]
    assert vis_network() in page
    assert "sourceMappingURL" not in page


def test_the_policy_forbids_requests_and_allows_only_the_two_scripts_of_the_page() -> None:
    page = to_html(Corpus(), ())

    policy = next(a["content"] or "" for t, a in tags_of(page) if a.get("http-equiv") == "Content-Security-Policy")
    assert "default-src 'none'" in policy
    assert "script-src 'sha256-" in policy
    assert "unsafe-inline" not in policy.split("script-src")[1].split(";")[0]


def test_hostile_text_stays_data() -> None:
    evil = "</script><script>alert(1)</script><!--<img src=x onerror=alert(1)>\u2028"
    event = act(actor(evil), B, "supports", article="a1", quote=evil, attribution=evil)
    article = Article(id="a1", text=evil, title=evil, source=evil, url="javascript:alert(1)")
    corpus = Corpus(articles=(article,), events=(event,))

    page = to_html(corpus, ties_of(corpus), relations=RELATIONS, title=evil)

    plain = to_html(Corpus(articles=(Article(id="a1", text=""),), events=(act(A, B, "supports", article="a1"),)), ())
    assert [tag for tag, _ in tags_of(page)] == [tag for tag, _ in tags_of(plain)]
    data = data_of(page)
    assert evil in data["actors"][0]["name"] or evil in data["actors"][1]["name"]  # type: ignore[index]  # objects
    assert data["articles"]["url"] == [""]  # type: ignore[index]  # an object of lists


def test_lone_surrogates_can_be_written() -> None:
    corpus = corpus_of(act(A, B, "supports", article="a1", quote="odd \ud800 half"))

    to_html(corpus, ties_of(corpus), title="\udfff").encode("utf-8")


def test_numbers_that_are_not_finite_are_refused() -> None:
    with pytest.raises(ValueError, match="JSON compliant"):
        escaped_json({"t": float("nan")})


def test_names_in_the_texts_are_found_as_aliases_but_pronouns_are_not() -> None:
    text = "Oslo backed it."
    event = act(A, B, "supports", article="a1", quote=text)
    evidence = event.evidence[0]
    spans = {"source_span": (0, 4), "target_span": (12, 14)}
    told = type(evidence)(**{name: getattr(evidence, name) for name in evidence.__slots__} | spans)
    event = type(event)(**{name: getattr(event, name) for name in event.__slots__} | {"evidence": (told,)})
    corpus = Corpus(articles=(Article(id="a1", text=text),), events=(event,))

    data = page_data(corpus, (), relations=RELATIONS, aliases={B.id: ["Republic of Marenga"]}, limit=60)

    rows: list[dict[str, object]] = data.head["actors"]  # type: ignore[assignment]  # a list of objects
    names = {row["name"]: (row.get("also"), row.get("aliases")) for row in rows}
    assert names == {"Norland": (["Oslo"], None), "Marenga": (None, ["Republic of Marenga"])}


def test_the_notebook_frame_is_sandboxed_and_says_in_words_what_there_is() -> None:
    corpus = invented_corpus()

    shown = repr_html(corpus, ties_of(corpus), relations=RELATIONS)

    tags = tags_of(shown)
    assert [tag for tag, _ in tags] == ["p", "iframe"]
    assert "allow-same-origin" not in (tags[1][1]["sandbox"] or "")
    assert (tags[1][1]["srcdoc"] or "").startswith("<!DOCTYPE html>")
    assert "Most hostile:" in shown.split("</p>")[0]


def test_an_empty_corpus_makes_a_page_and_a_network() -> None:
    assert "<!DOCTYPE html>" in to_html(Corpus(), ())
    assert to_pyvis(Corpus(), ()).num_nodes() == 0
    assert "0 articles" in repr_html(Corpus(), ())


def test_the_page_is_the_same_bytes_whatever_the_hash_seed() -> None:
    program = (
        "import hashlib; from kg.page import to_html; from tests.page.invented import *;"
        "c = invented_corpus(); print(hashlib.sha256(to_html(c, ties_of(c), relations=RELATIONS).encode()).hexdigest())"
    )

    seen = {
        subprocess.run(
            [sys.executable, "-c", program],
            check=True,
            cwd=ROOT,
            capture_output=True,
            env={**os.environ, "PYTHONHASHSEED": seed, "PYTHONPATH": str(ROOT)},
        ).stdout
        for seed in ("0", "5")
    }

    assert len(seen) == 1


def test_every_asset_is_used() -> None:
    page = to_html(Corpus(), ())

    for asset in filter(Path.is_file, (ROOT / "kg" / "page" / "assets").rglob("*")):
        first = asset.read_text(encoding="utf-8").splitlines()[0]
        assert first in page, asset.name


def test_no_script_of_the_page_writes_markup() -> None:
    for asset in (ROOT / "kg" / "page" / "assets").glob("*.js"):
        assert not re.search(
            r"innerHTML|outerHTML|insertAdjacentHTML|document\.write|eval\(", asset.read_text(encoding="utf-8")
        )
