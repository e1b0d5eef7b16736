"""Text that a terminal would obey, shown instead."""

from __future__ import annotations

import logging
import re
import unicodedata
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

import kg
from kg.cli import _VisibleFormatter, main
from kg.errors import KgError
from kg.model import Corpus
from kg.rdf.turtle import write_turtle
from kg.visible import on_one_line, visible
from tests.factories import actor, article, day, event, evidence

Out = pytest.CaptureFixture[str]
HOSTILE = "a\x1b[31mb\x9b2Jc\N{RIGHT-TO-LEFT OVERRIDE}d\N{LINE SEPARATOR}e\r\x07f"
TEXT = f"Kim Jong Un met Vladimir Putin, {HOSTILE}."


@pytest.fixture(name="graph")
def _graph(tmp_path: Path) -> Path:
    """Return the Turtle of a graph in which all that comes from news text would be obeyed."""
    news = article(
        f"id{HOSTILE}", text=TEXT, title=f"Title {HOSTILE}", source=f"Wire {HOSTILE}", published=date(2023, 9, 14)
    )
    met = event(
        article=news.id,
        source=actor(f"Kim {HOSTILE}", id="kim"),
        when=day(),
        claims=[evidence(TEXT, article=news.id, attribution=f"Seoul {HOSTILE}")],
    )
    path = tmp_path / "graph.ttl"
    write_turtle(Corpus(articles=(news,), events=(met,)), path)
    return path


def obeyed(text: str) -> set[str]:
    """Return the controls of a text by Unicode's own table, without line feed and tab."""
    marks = {"LRE", "RLE", "LRO", "RLO", "PDF", "LRI", "RLI", "FSI", "PDI"}
    return {
        char
        for char in text
        if (unicodedata.category(char) in {"Cc", "Zl", "Zp"} and char not in "\n\t")
        or unicodedata.bidirectional(char) in marks
    }


def test_every_control_of_unicode_is_shown() -> None:
    every = "".join(map(chr, range(0xD800)))

    assert len(obeyed(every)) > 70
    assert obeyed(visible(every)) == set()


def test_what_is_no_control_stays() -> None:
    text = "“Été” 中文 😀\N{ZERO WIDTH JOINER} a\tb\nc\N{NO-BREAK SPACE}"

    assert visible(text) == text


def test_controls_are_shown_by_their_numbers_and_line_ends_by_a_sign() -> None:
    assert visible("\x1b[31m\N{RIGHT-TO-LEFT OVERRIDE}\N{LINE SEPARATOR}") == r"\x1b[31m\u202e\u2028"
    assert on_one_line("a\N{LINE SEPARATOR}b\x85c\x1b") == r"a ⏎ b ⏎ c\x1b"


def _validated(graph: Path) -> list[str]:
    broken = graph.read_text(encoding="utf-8").replace("ir:title ", 'ir:title "\x1b[31m\N{RIGHT-TO-LEFT OVERRIDE}", ')
    graph.write_text(broken, encoding="utf-8")
    return ["validate", str(graph)]


def _changed(graph: Path) -> list[str]:
    (graph.parent / "news.jsonl").write_text('{"id": "x\\u001b[31m", "text": "Other."}\n', encoding="utf-8")
    return ["verify", str(graph), str(graph.parent / "news.jsonl")]


COMMANDS: dict[str, Callable[[Path], list[str]]] = {
    "table": lambda graph: ["query", "SELECT ?a ?b ?c { ?a ?b ?c FILTER isLiteral(?c) }", "--graph", str(graph)],
    "show": lambda graph: ["show", "kim", "--graph", str(graph)],
    "show of nobody": lambda graph: ["show", "nobody\x1b[31m", "--graph", str(graph)],
    "validate": _validated,
    "verify": _changed,
    "explain": lambda _: ["explain", f"Italy met Canada in {HOSTILE}."],
    "who": lambda _: ["who", f"the French president {HOSTILE}"],
    "error": lambda graph: ["query", f"SELECT {HOSTILE}", "--graph", str(graph)],
    "unknown source": lambda graph: ["query", "reports", "outlet=zzz", "--graph", str(graph)],
}


@pytest.mark.parametrize("name", [name for name in COMMANDS if name != "explain"])
def test_no_text_for_people_holds_what_a_terminal_obeys(name: str, graph: Path, capsys: Out) -> None:
    main(COMMANDS[name](graph))

    out, err = capsys.readouterr()
    # The values of a validation are written as N-Triples does, which has escapes of its own.
    assert re.search(r"\\(x|u00)1b\[31m", out + err, re.IGNORECASE)
    assert obeyed(out + err) == set()


@pytest.mark.model
def test_an_explanation_holds_nothing_that_a_terminal_obeys(graph: Path, capsys: Out) -> None:
    main(COMMANDS["explain"](graph))

    out = capsys.readouterr().out
    assert r"\x1b[31m" in out
    assert obeyed(out) == set()


@pytest.mark.parametrize("form", ["csv", "tsv", "json"])
def test_other_forms_hold_the_text_as_it_is(form: str, graph: Path, tmp_path: Path) -> None:
    out = tmp_path / "found"

    main(["query", "SELECT ?q { ?e ir:quote ?q }", "--graph", str(graph), "--format", form, "-o", str(out)])

    assert "c\N{RIGHT-TO-LEFT OVERRIDE}d" in out.read_text(encoding="utf-8")


def test_a_summary_names_what_was_left_out_harmlessly(tmp_path: Path) -> None:
    rows = '{"id": "a\\u001b[31m", "text": "x", "language": "fr\\u001b[31m"}\n{"id": "b", "text": "Kim met Putin."}\n'
    (tmp_path / "news.jsonl").write_text(rows, encoding="utf-8")

    summary = kg.build(tmp_path, extractor=lambda articles: ((each, ()) for each in articles)).summary()

    assert r"article a\x1b[31m" in summary
    assert obeyed(summary) == set()


def test_a_warning_is_shown_harmlessly() -> None:
    record = logging.LogRecord("kg", logging.WARNING, "x.py", 1, "lost %s", ("\x1b[31m",), None)

    assert _VisibleFormatter("kg: %(message)s").format(record) == r"kg: lost \x1b[31m"


def test_an_error_keeps_its_lines(capsys: Out, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(_path: object) -> None:
        raise KgError("one\n  \x1btwo")

    monkeypatch.setattr("kg.built.turtle_of", fail)

    assert main(["validate", "x"]) == 2
    assert capsys.readouterr().err == "kg: one\n  \\x1btwo\n"
