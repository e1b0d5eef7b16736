"""Names, titles, quotes and reasons with what a terminal obeys in; nothing of it reaches the terminal of who runs kg."""

from __future__ import annotations

import re
import unicodedata
from datetime import date
from pathlib import Path

import pytest

from kg.built import Graph
from kg.cli import main
from kg.decision import Decision
from kg.decisions import add_decisions
from kg.model import ActorId, Corpus
from tests.factories import actor, article, corpus, day, event, evidence

Out = pytest.CaptureFixture[str]

EVIL = "\x1b]0;hurt\x07\x1b[2J\x9b31m\u202e\u2066"
"""Names the window, clears the screen, colours it and turns the direction of writing round."""

_TURNING = {"LRE", "RLE", "LRO", "RLO", "PDF", "LRI", "RLI", "FSI", "PDI"}


def obeyed(text: str) -> set[str]:
    """Return what of a text a terminal would obey."""
    return {
        c for c in text
        if (unicodedata.category(c) in {"Cc", "Zl", "Zp"} and c not in "\n\t") or unicodedata.bidirectional(c) in _TURNING
    }  # fmt: skip


def hostile(*, later: bool = False) -> Corpus:
    """Return a corpus that is hostile all over; a later one has a tie more."""
    kim = actor(f"Kim {EVIL}", id=ActorId("kim"), kind="person")
    twin = actor(f"Kim  {EVIL}", id=ActorId("kim-2"), kind="person")
    other = actor(f"Putin {EVIL}", id=ActorId("putin"), kind="person")
    told = evidence(f"Kim met Putin {EVIL}.", article=f"a{EVIL}", attribution=f"TASS {EVIL}", rule=f"rule{EVIL}")
    events = [
        event("met-with", kim, other, article=f"a{EVIL}", when=day(words=f"today {EVIL}"), claims=[told]),
        event("attacked", kim, other, article=f"a{EVIL}", when=day("2024-05-09"), claims=[told], occasion=f"x{EVIL}"),
    ]
    if later:
        events.append(event("thanked", twin, other, article=f"a{EVIL}", when=day("2024-05-10"), claims=[told]))
    news = article(
        f"a{EVIL}", f"Kim met Putin {EVIL}.", title=f"title {EVIL}", source=f"Wire {EVIL}", url=f"https://x/{EVIL}",
        published=date(2024, 5, 9),
    )  # fmt: skip
    return corpus(*events, articles=[news])


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return a folder with two graphs, a decision and news, all of them hostile; it is the current one."""
    monkeypatch.chdir(tmp_path)
    Graph(corpus=hostile()).write("old")
    Graph(corpus=hostile(later=True)).write("g")
    Graph(corpus=hostile()).write(f"dir{EVIL}")
    decision = Decision(
        name="", kind="rename-actor", who=f"N. N. {EVIL}", when=date(2024, 5, 9), why=f"so {EVIL}",
        actors=("kim",), label=f"Kim {EVIL}",
    )  # fmt: skip
    add_decisions("decisions.toml", [decision])
    (tmp_path / "news").mkdir()
    (tmp_path / "news" / f"a{EVIL}.txt").write_text(f"Kim Jong Un met Vladimir Putin. {EVIL}", encoding="utf-8")
    (tmp_path / "news" / f"b{EVIL}.zip").write_bytes(b"PK")
    (tmp_path / "news" / "c.jsonl").write_text(
        f'{{"id": "a\\u001b[2J", "text": 1, "x{EVIL}": 2}}\n[]\n', encoding="utf-8"
    )
    return tmp_path


SHEET = "decision,kind,actors,who,when,why\nyes,{0},kim,N. N.,2024-05-09,x\n{0},reject-event,kim,,,\n"

COMMANDS: dict[str, list[list[str]]] = {
    "show": [["show", "kim", "--graph", "g"], ["show", "kim", "putin", "--graph", "g", "--ids"]],
    "why": [["why", "kim", "putin", "g"]],
    "strength": [["strength", "g"]],
    "course": [["course", "kim", "putin", "g"], ["course", "--all", "g", "--no-intervals"], ["course", "--all", "g", "--changes"]],
    "analyse": [["analyse", "g"]],
    "diff": [["diff", "old", "g"], ["diff", "g", "old"], ["diff", f"dir{EVIL}", "g"]],
    "review": [["review", "g"], ["review", "g", "--sheet", f"s{EVIL}.csv"]],
    "audit": [["audit", "g", "--sheet", f"a{EVIL}.csv"]],
    "decide": [
        ["decide", "list"],
        ["decide", "rename", "--graph", "g", "--why", f"so {EVIL}", "--who", f"N{EVIL}", "putin", f"P{EVIL}"],
        ["decide", "merge", "--graph", "g", "--why", "x", "--who", "N", "kim", "--into", f"nobody{EVIL}"],
        ["decide", "undo", f"none{EVIL}"],
        ["decide", "--sheet", f"sheet{EVIL}.csv", "--graph", "g"],
    ],
    "export": [["export", f"dir{EVIL}", "--to", "csv", "-o", f"e{EVIL}.csv"], ["export", f"dir{EVIL}", "--to", "neo4j", "-o", f"n{EVIL}"]],
    "view": [["view", f"dir{EVIL}", "--print"]],
    "validate": [["validate", "g"], ["validate", f"dir{EVIL}"]],
    "verify": [["verify", "g", "news"]],
    "errors": [["show", f"x{EVIL}", "--graph", f"no{EVIL}"], ["build", f"no{EVIL}"], ["query", f"ties{EVIL}", "--graph", "g"],
               ["import", f"no{EVIL}", "-o", "x.parquet"], ["strength", f"no{EVIL}"], ["fetch", f"http://{EVIL}/"]],
    "import": [["import", "g", "-o", f"t{EVIL}.parquet"]],
    "evaluate": [["evaluate", f"gold{EVIL}.jsonl", "g"]],
}  # fmt: skip


@pytest.mark.parametrize("name", COMMANDS)
def test_nothing_that_a_terminal_obeys_is_printed(name: str, place: Path, capsys: Out) -> None:
    (place / f"sheet{EVIL}.csv").write_text(SHEET.format(EVIL), encoding="utf-8")
    for arguments in COMMANDS[name]:
        main(arguments)

        out, err = capsys.readouterr()
        assert out + err
        assert (arguments, obeyed(out), obeyed(err)) == (arguments, set(), set())


@pytest.mark.parametrize(
    "arguments", [[f"bad{EVIL}"], ["show", f"--bad{EVIL}"], ["who", "x", "--on", EVIL], ["view", "g", "--no" + EVIL]]
)
def test_wrong_usage_is_told_plainly(arguments: list[str], capsys: Out) -> None:
    with pytest.raises(SystemExit):
        main(arguments)

    assert obeyed(capsys.readouterr().err) == set()


@pytest.mark.model
@pytest.mark.usefixtures("place")
def test_nothing_of_a_build_and_a_workspace_is_obeyed(capsys: Out) -> None:
    for line in (
        ["extract", "news", "-o", f"e{EVIL}.jsonl"],
        ["build", "news", "--out", f"out{EVIL}"],
        ["add", "news", "-w", f"w{EVIL}"],
        ["status", "-w", f"w{EVIL}"],
        ["build", "-w", f"w{EVIL}"],
        ["update", "news", "-w", f"w{EVIL}"],
        ["remove", f"news/a{EVIL}.txt", "-w", f"w{EVIL}"],
        ["remove", f"nothing{EVIL}", "-w", f"w{EVIL}"],
    ):
        main(line)

        out, err = capsys.readouterr()
        # The bars of progress go back to the beginning of their line.
        err = re.sub(r"\r|\x1b\[A", "", err)
        assert (line, obeyed(out), obeyed(err)) == (line, set(), set())
