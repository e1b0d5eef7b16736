"""A value of every kind in; whether a notebook shows it well and safely, out."""

from __future__ import annotations

import inspect
import subprocess
import sys
from dataclasses import replace
from html import unescape
from importlib import import_module

import pytest

import kg
from kg.built import Graph
from kg.courses import course
from kg.extract.explanation import Sentence
from kg.listing import Listing
from kg.notebook import to_html, to_line, to_text
from kg.notebook.html import cell_html, safe
from kg.notebook.parts import Link, Marked, Status
from kg.notebook.registry import KINDS
from kg.page.html import vis_network
from kg.validation.findings import Finding, Validation
from kg.verify import ArticleCheck, Verification
from kg.visible import visible
from tests.factories import actor, article, corpus, day, event, evidence
from tests.notebook.invented import HOSTILE, every_value, hostile_graph
from tests.notebook.pages import page_of

GRAPH = hostile_graph()
VALUES = every_value(GRAPH)
by_kind = pytest.mark.parametrize("value", VALUES.values(), ids=VALUES.keys())


@by_kind
def test_a_value_is_shown_without_scripts_ids_and_what_its_texts_hold(value: object) -> None:
    page = page_of(to_html(value, namespace={"graph": GRAPH}))

    assert page.wrong == []


@by_kind
def test_a_value_is_shown_with_the_same_bytes_each_time_and_controls_made_visible(value: object) -> None:
    shown = to_html(value, namespace={"graph": GRAPH})

    assert shown.encode() == to_html(value, namespace={"graph": GRAPH}).encode()
    told = unescape(shown).replace(vis_network(), "")
    assert visible(told) == told


@by_kind
def test_a_value_has_a_twin_in_plain_text(value: object) -> None:
    text = to_text(value, namespace={"graph": GRAPH})

    assert visible(text) == text
    assert text.encode().strip()
    assert "\n" not in to_line(value)


@by_kind
def test_tables_have_a_caption_and_headers_for_columns_and_rows(value: object) -> None:
    page = page_of(to_html(value))

    captions = len(page.all("caption"))
    assert captions == len(page.all("thead"))
    assert {each.get("scope") for each in page.all("th")} <= {"col", "row"}
    assert len([each for each in page.all("th") if each["scope"] == "row"]) == len(page.all("tr")) - captions


@pytest.mark.parametrize("name", [name for name in kg.__all__ if isinstance(getattr(kg, name), type)])
def test_every_public_class_shows_itself(name: str) -> None:
    public = getattr(kg, name)

    shows = f"{public.__module__}:{public.__qualname__}" in KINDS or hasattr(public, "_repr_html_")

    assert shows or issubclass(public, Exception)


def test_whatever_a_graph_returns_shows_itself() -> None:
    shown = {kind.rpartition(":")[2] for kind in KINDS} | {"Graph", "Plot"}
    of_others = {
        "str",
        "None",
        "tuple[str, ...]",
        "tuple[Path, ...]",
        "rdflib.Graph",
        "nx.MultiDiGraph[str]",
        "nx.Graph[str]",
    }
    members = {name: each for name, each in vars(Graph).items() if not name.startswith("_")}
    functions = {name: getattr(each, "func", each) for name, each in members.items()}

    returned = {name: each.__annotations__["return"] for name, each in functions.items() if inspect.isfunction(each)}

    assert len(returned) > 10
    listed = {name: each for name, each in returned.items() if each not in of_others}
    assert {name: each for name, each in listed.items() if each.removeprefix("Listing[").rstrip("]") not in shown} == {}


@pytest.mark.parametrize("kind", KINDS)
def test_every_class_and_function_of_the_registry_is_there(kind: str) -> None:
    for each in (kind, KINDS[kind]):
        module, _, name = each.partition(":")
        assert callable(getattr(import_module(module), name))


def test_a_value_of_another_kind_is_refused() -> None:
    with pytest.raises(TypeError, match="int is no value that kg shows"):
        to_html(3)


def test_events_come_twenty_at_a_time_with_how_many_there_are() -> None:
    page = page_of(to_html(GRAPH.events))

    assert page.words("caption") == ["First 20 of 32 events, 1 Jan 2024 to 31 Mar 2024"]
    assert len(page.all("tr")) == 21
    assert page.words("th")[:5] == ["Day", "Who", "Does what", "To whom", "Status"]


def test_ties_come_strongest_first_as_of_their_day() -> None:
    page = page_of(to_html(GRAPH.ties))

    assert page.words("caption") == ["2 ties, as of 1 Apr 2024"]
    assert [words.partition(" ")[0] for words in page.words("th")[-2:]] == ["Ada", "Bo"]
    assert len(page.all("svg")) == 2


def test_an_event_of_a_graph_in_the_notebook_tells_the_outlet_and_the_day_of_its_article() -> None:
    found = event(claims=[evidence(confidence=0.75)], when=day("2023-09-13"))
    texts = [article("a1", source="Steppe Observer", url="https://example.org/1", published=day("2023-09-14").earliest)]
    graph = Graph(corpus=corpus(found, articles=texts))

    alone, with_graph = (page_of(to_html(found, namespace=names)) for names in ({}, {"mine": graph}))

    assert "a1" in alone.words("td")
    assert {"Steppe Observer", "14 Sep 2023", "0.75"} <= set(with_graph.words("td"))
    assert [each["href"] for each in with_graph.all("a")] == ["https://example.org/1"]


def test_an_event_of_another_graph_gets_no_outlet_from_this_one() -> None:
    found = event(claims=[evidence("One two three four.")])
    other = Graph(corpus=corpus(event(), articles=[article("a1", source="Steppe Observer")]))

    page = page_of(to_html(found, namespace={"other": other}))

    assert "Steppe Observer" not in page.words("td")


def test_a_sentence_has_source_target_and_trigger_marked() -> None:
    claim = replace(
        evidence("Kim met Putin.", start=100), source_span=(100, 103), trigger_span=(104, 107), target_span=(108, 113)
    )

    page = page_of(to_html(event(claims=[claim])))

    assert page.words("mark") == ["Kim source", "met trigger", "Putin target"]


@pytest.mark.parametrize(
    ("polarity", "modality", "line", "words"),
    [
        ("affirmed", "actual", "solid", "done"),
        ("affirmed", "planned", "dashed", "planned"),
        ("affirmed", "possible", "dashed", "possible"),
        ("negated", "actual", "dotted", "denied"),
        ("negated", "planned", "dotted", "denied, planned"),
    ],
)
def test_what_is_denied_or_planned_differs_from_what_is_done(
    polarity: str, modality: str, line: str, words: str
) -> None:
    assert cell_html(Status(polarity=polarity, modality=modality)) == f'<span class="kg-{line}">{words}</span>'


@pytest.mark.parametrize(
    "url",
    [
        "javascript:alert(1)",
        "JaVaScRiPt:alert(1)",
        "data:text/html,x",
        "//example.org",
        "http://[",
        "https://",
        "https://a\u202eb",
        "file:///etc",
    ],
)
def test_only_addresses_of_the_web_become_links(url: str) -> None:
    assert cell_html(Link(words="here", url=url)) == "here"


def test_overlapping_and_outlying_marks_are_left_out() -> None:
    shown = cell_html(Marked(text="a<b>c", marks=((0, 3, "source"), (1, 2, "target"), (3, 99, "trigger"))))

    assert shown == "<mark>a&lt;b<sup>&nbsp;source</sup></mark>&gt;c"


def test_text_is_kept_on_one_line_and_escaped() -> None:
    assert safe('a\n<b>\u202e"\ud800') == "a &lt;b&gt;\\u202e&quot;?"


def test_an_empty_listing_says_that_there_is_nothing() -> None:
    page = page_of(to_html(Graph(corpus=corpus()).events))

    assert page.words("strong") == ["0 events"]


def test_a_name_that_is_hostile_is_still_read() -> None:
    page = page_of(to_html(actor(HOSTILE)))

    assert any("<script>alert(2)</script>" in words for words in page.words("div"))


def test_what_is_imported_waits_for_no_library_outside_a_notebook() -> None:
    code = "import sys, IPython, kg; print(*sorted({name.partition('.')[0] for name in sys.modules}))"

    loaded = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout.split()

    assert {"polars", "pyvis", "networkx", "numpy", "spacy"} & set(loaded) == set()


def test_a_listing_of_unknown_things_is_refused() -> None:
    with pytest.raises(TypeError, match="no listing"):
        to_html(Listing((1, 2), noun="number"))


def test_the_extension_can_be_loaded_by_hand_and_twice() -> None:
    pytest.importorskip("IPython", reason="IPython is not installed")
    code = (
        "import kg\n"
        "from IPython.core.interactiveshell import InteractiveShell\n"
        "shell = InteractiveShell.instance()\n"
        "before, _ = shell.display_formatter.format(kg.Measure())\n"
        "shell.run_line_magic('load_ext', 'kg'); kg.load_ipython_extension(shell)\n"
        "after, _ = shell.display_formatter.format(kg.Measure())\n"
        "print(sorted(before), sorted(after), '<table>' in after['text/html'])"
    )

    told = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout

    assert told.splitlines()[-1] == "['text/plain'] ['text/html', 'text/plain'] True"


def test_a_course_of_many_acts_is_drawn_with_all_of_its_days() -> None:
    followed = course(hostile_graph(days=50), "ada", "bo", by="week")

    picture = page_of(to_html(followed))

    ticks = [each["d"] for each in picture.all("path") if "v11" in each["d"]]
    assert [path.count("M") for path in ticks] == [50]
    assert [each["role"] for each in picture.all("svg") if "role" in each] == ["img"]
    assert "50 acts" in picture.all("svg")[0]["aria-label"]


def test_a_validation_says_whether_the_graph_conforms_and_what_is_wrong() -> None:
    good = Validation(path="g.ttl", findings=(), counts={"Actor": 3, "Event": 12}, prefixes={})
    finding = Finding(message="no source", rule="", node="<https://example.org/e1>", values=("<x>",))
    bad = replace(good, findings=(finding,) * 25, prefixes={"ex": "https://example.org/"})

    fine, wrong = (page_of(to_html(each)) for each in (good, bad))

    assert (fine.words("caption"), fine.words("td")) == (["What was checked"], ["12", "3"])
    assert "g.ttl: conforms" in fine.words("div")
    assert wrong.words("caption") == ["First 20 of 25 findings", "What was checked"]
    assert wrong.words("td")[0] == "ex:e1"


def test_a_verification_lists_the_articles_that_do_not_stand() -> None:
    checks = (
        ArticleCheck(article="a", status="stands"),
        ArticleCheck(article="b", status="changed", quotes=3, line_ends=True),
    )

    page = page_of(to_html(Verification(articles=checks, skipped=())))

    assert page.words("caption") == ["2 articles", "1 article that cannot be relied on"]
    assert page.words("td")[2:] == ["changed", "3", "0", "differs by its line ends alone"]


def test_an_event_is_told_by_the_outlet_whose_sentence_is_shown() -> None:
    weak = evidence("Ada met Bo, it seems.", article="a1", confidence=0.4)
    strong = evidence("Ada met Bo.", article="a2", confidence=0.9)
    texts = [article("a1", source="Steppe Observer"), article("a2", source="Harbour Dispatch")]
    graph = Graph(corpus=corpus(event(claims=[weak, strong]), articles=texts))

    cells = page_of(to_html(graph.events)).words("td")

    assert not any("it seems" in words for words in cells)
    assert "Harbour Dispatch" in cells
    assert "Steppe Observer" not in cells


def test_a_course_tells_the_acts_of_a_period_from_those_up_to_its_end() -> None:
    page = page_of(to_html(course(hostile_graph(), "ada", "bo", by="month")))

    assert "Acts in it" in page.words("th")
    assert "acts" in course(hostile_graph(), "ada", "bo", by="month").frame.columns


def test_an_explanation_says_who_denies() -> None:
    told = VALUES["sentence"]
    assert isinstance(told, Sentence)
    denial = replace(told.fired[0], evidence=evidence(polarity="negated", attribution="Peter Szijjarto"))

    page = page_of(to_html(replace(told, fired=(denial,))))

    assert "According to" in page.words("th")
    assert {"denied", "Peter Szijjarto"} <= set(page.words("td"))


def test_the_answer_to_a_question_leaves_out_ids_of_events_and_says_so() -> None:
    answer = GRAPH.query("SELECT ?event ?type WHERE { ?event ir:relationType ?type } ORDER BY ?event")

    page = page_of(to_html(answer))

    assert page.words("caption") == ["First 20 of 32 rows; ids left out, to_table() has them"]
    assert page.words("th")[0] == "type"
    assert set(page.words("th")[1:]) <= {"accused", "attacked", "met-with"}
    assert "evt:" in answer.to_table()


def test_ids_that_are_all_that_was_asked_for_are_shown() -> None:
    page = page_of(to_html(GRAPH.query("SELECT ?event WHERE { ?event a ir:Event }")))

    assert page.words("caption") == ["First 20 of 32 rows"]
    assert all(words.startswith("evt:") for words in page.words("th")[1:])


def test_days_stay_on_one_line_where_some_rows_have_none() -> None:
    tie = GRAPH.ties[0]

    days = [each for each in page_of(to_html(tie, namespace={"graph": GRAPH})).all("th") if each["scope"] == "row"]

    assert days[-1].get("class") == "kg-one"
