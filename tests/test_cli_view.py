"""``kg view``: which page it opens, where, and what it says."""

from __future__ import annotations

import webbrowser
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

import pytest

from kg.built import Graph
from kg.cli import main
from kg.eventtable import table_of, write_table
from kg.reference import load_reference
from tests import factories

if TYPE_CHECKING:
    from pathlib import Path

Out = pytest.CaptureFixture[str]

TABLES = load_reference()
FRANCE, EGYPT = TABLES.states["france"].actor, TABLES.states["egypt"].actor
MACRON = TABLES.persons["emmanuel-macron"].actor
CORPUS = factories.corpus(
    factories.event("condemned", FRANCE, EGYPT, when=factories.day("2024-05-01")),
    factories.event("supports", MACRON, EGYPT, when=factories.day("2024-05-03")),
)


@pytest.fixture
def built(tmp_path: Path) -> Path:
    Graph(corpus=CORPUS).write(tmp_path / "out")
    return tmp_path / "out"


def run(*arguments: str) -> int:
    return main(["view", *arguments])


def test_a_built_page_is_opened_as_it_is(built: Path, capsys: Out) -> None:
    assert run(str(built), "--print") == 0

    assert capsys.readouterr().out == f"{built / 'graph.html'}\n"
    assert not (built / "view.html").exists()


def test_the_address_says_what_the_page_opens_on(built: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    opened: list[str] = []

    def note(address: str) -> bool:
        opened.append(address)
        return True

    monkeypatch.setattr(webbrowser, "open", note)

    assert run(str(built), "--view", "table", "--tie", "macron", "cairo") == 0
    assert run(str(built), "--around", "France") == 0

    assert [urlsplit(address).fragment for address in opened] == [
        "view=table&tie=emmanuel-macron~egypt",
        "ego=france~1",
    ]
    assert {urlsplit(address).path for address in opened} == {str(built / "graph.html")}


def test_another_level_makes_a_page_beside_the_built_one(built: Path, capsys: Out) -> None:
    before = (built / "graph.html").read_bytes()

    assert run(str(built), "--level", "state", "--actor", "Paris", "--title", "States", "--print") == 0

    page = built / "view.html"
    assert capsys.readouterr().out == f"Written to {page}\n{page.resolve().as_uri()}#actor=france\n"
    assert "<title>States</title>" in page.read_text(encoding="utf-8")
    assert (built / "graph.html").read_bytes() == before


def test_event_data_makes_a_page_where_it_is_asked_for(tmp_path: Path, capsys: Out) -> None:
    write_table(table_of(CORPUS), tmp_path / "events.parquet")

    assert run(str(tmp_path / "events.parquet"), "-o", str(tmp_path / "page.html"), "--print") == 0

    assert "Emmanuel Macron" in (tmp_path / "page.html").read_text(encoding="utf-8")
    assert f"Written to {tmp_path / 'page.html'}" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["--actor", "Zork"], "actor 'Zork' is not in the graph; it has Egypt, Emmanuel Macron, France"),
        (
            ["--actor", "France", "--tie", "France", "Egypt"],
            "--actor and --tie both choose the panel; give one of them",
        ),
        (["-o", "page.txt"], "page.txt: a page ends in .html or .htm; give it one of these"),
        (
            ["--since", "2030-01-01"],
            "no event is left since 2030-01-01 as of 2024-05-03; "
            + "the events are of 2024-05-01 to 2024-05-03, give days among these",
        ),
    ],
)
def test_what_cannot_be_opened_is_said(built: Path, capsys: Out, arguments: list[str], message: str) -> None:
    assert run(str(built), *arguments) == 2

    assert capsys.readouterr().err == f"kg: {message}\n"
    assert not (built / "view.html").exists()
