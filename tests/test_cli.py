"""The command line in-process: what it prints, writes and returns, word for word."""

from __future__ import annotations

import argparse
import json
import os
import re
import subprocess
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path

import pytest

from kg.cli import main
from kg.commands import COMMANDS
from kg.commands.common import INPUTS
from kg.model import Article, Event
from kg.ontology import IR, REL
from kg.readers import SUFFIXES
from kg.readers.registry import BY_SUFFIX
from tests.factories import actor, day, event

Out = pytest.CaptureFixture[str]


@pytest.fixture
def news(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return a folder with one text, in which a stand-in for spaCy finds one meeting."""

    def extractor(articles: Iterable[Article]) -> Iterator[tuple[Article, tuple[Event, ...]]]:
        for each in articles:
            strong = event("met-with", actor(), actor("Vladimir Putin"), article=each.id, when=day(), confidence=0.9)
            weak = event("praised", actor(), actor("Vladimir Putin"), article=each.id, confidence=0.2)
            yield each, (strong, weak)

    monkeypatch.setattr("kg.pipeline._extractor", lambda _own, _given: extractor)
    monkeypatch.chdir(tmp_path)
    folder = tmp_path / "news"
    folder.mkdir()
    (folder / "2023-09-13-summit.txt").write_text("Kim Jong Un met Vladimir Putin.", encoding="utf-8")
    (folder / "notes.md").write_text("x", encoding="utf-8")
    return folder


def run(*arguments: str) -> int:
    return main(list(arguments))


def test_build_writes_five_files_and_prints_a_summary(news: Path, capsys: Out) -> None:
    code = run("build", "news", "--out", "graph")

    out, err = capsys.readouterr()
    lines = out.splitlines()
    assert (code, err) == (0, "")
    assert lines[0] == "1 article, 2 actors, 1 event, 1 tie"
    assert lines[-1] == "Written to graph: events.jsonl, graph.ttl, graph.html, graph.gexf, graph.graphml"
    assert f"  news/notes.md: .md files are not read; give {SUFFIXES}" in lines
    assert sorted(path.name for path in (news.parent / "graph").iterdir()) == [
        "events.jsonl", "graph.gexf", "graph.graphml", "graph.html", "graph.ttl",
    ]  # fmt: skip


def test_columns_of_a_table_are_named_on_the_command_line(news: Path, capsys: Out) -> None:
    (news / "table.csv").write_text('key;"main, text";day\nr1;Rome met Paris.;2024-05-09\n', encoding="utf-8")

    code = run("extract", "news/table.csv", "--columns", 'id=key,"text=main, text",published=day')

    out, err = capsys.readouterr()
    assert (code, err) == (0, "")
    assert json.loads(out.splitlines()[0])["article"] == "r1"


@pytest.mark.parametrize(
    ("columns", "why"),
    [
        (
            "txt=body",
            "'txt' is not what an article has; it has id, text, title, published, source, url, language, mentions",
        ),
        ("text", "'text' names no column; write KEY=COLUMN, such as text=body"),
        ("text=", "no column is named for 'text'; write text=COLUMN, or leave it out"),
        ("text=a,text=b", "'text' is given twice; name one column for it"),
    ],
)
def test_columns_that_make_no_sense_are_told(capsys: Out, columns: str, why: str) -> None:
    with pytest.raises(SystemExit):
        run("build", "news", "--columns", columns)

    assert capsys.readouterr().err.splitlines()[-1] == f"kg build: error: argument --columns: {why}"


def test_the_help_names_what_is_read() -> None:
    named = set(re.findall(r"\.\w+", INPUTS))

    assert named <= set(BY_SUFFIX)
    # What goes by another name of the same format is left out of the help.
    assert set(BY_SUFFIX) - named == {".htm", ".xhtml", ".ndjson", ".xml", ".tgz"}


def test_build_counts_copies_as_their_original_unless_told_not_to(news: Path, capsys: Out) -> None:
    story = "Kim Jong Un met Vladimir Putin at a spaceport, and the two talked for more than four hours about rockets and grain."
    for name in ("one", "two"):
        (news / f"2023-09-13-{name}.txt").write_text(story, encoding="utf-8")

    run("build", "news")
    found = capsys.readouterr().out
    run("build", "news", "--copies", "off")
    off = capsys.readouterr().out

    assert found.startswith("3 articles, of which 1 is a copy of another; 2 actors, ")
    assert off.startswith("3 articles, 2 actors, ")


@pytest.mark.usefixtures("news")
def test_extract_prints_json_lines_and_says_what_is_left_out_on_the_error_stream(capsys: Out) -> None:
    code = run("extract", "news")

    out, err = capsys.readouterr()
    (row,) = [json.loads(line) for line in out.splitlines()]
    assert code == 0
    assert list(row) == [
        "id", "article", "relation", "root", "quad", "source", "target", "polarity", "modality", "attribution",
        "date", "place", "occasion", "confidence", "evidence",
    ]  # fmt: skip
    assert (row["article"], row["relation"], row["date"]["earliest"]) == ("2023-09-13-summit", "met-with", "2023-09-13")
    assert err == (f"Left out: 1 input\n  news/notes.md: .md files are not read; give {SUFFIXES}\n")


def test_extract_writes_to_a_file_and_keeps_weak_events_when_asked(news: Path, capsys: Out) -> None:
    code = run("extract", "news", "--min-confidence", "0", "-o", "events.jsonl")

    written = (news.parent / "events.jsonl").read_text(encoding="utf-8").splitlines()
    assert code == 0
    assert [json.loads(line)["relation"] for line in written] == ["met-with", "praised"]
    assert capsys.readouterr().out == ""


@pytest.mark.usefixtures("news")
def test_languages_that_kg_does_not_read_are_one_line(capsys: Out) -> None:
    code = run("build", "news", "--languages", "en,de")

    assert (code, capsys.readouterr().err) == (2, "kg: language 'de': kg reads en, fr\n")


@pytest.mark.usefixtures("news")
def test_show_prints_a_pair_of_the_graph_in_the_default_folder(capsys: Out) -> None:
    run("build", "news")
    capsys.readouterr()

    code = run("show", "Kim Jong Un", "putin")

    out = capsys.readouterr().out
    assert code == 0
    assert "  2023-09-13  Kim Jong Un met-with Vladimir Putin\n" in out
    assert "      -- article 2023-09-13-summit, published 2023-09-13\n" in out


@pytest.mark.usefixtures("news")
def test_query_takes_text_or_a_file_and_prints_a_table_csv_or_json(tmp_path: Path, capsys: Out) -> None:
    run("build", "news")
    capsys.readouterr()
    select = "SELECT ?a WHERE { ?a ir:metWith ent:vladimir-putin }"
    (tmp_path / "q.rq").write_text(select, encoding="utf-8")

    assert run("query", select) == 0
    assert capsys.readouterr().out == "a\n---------------\nent:kim-jong-un\n"
    assert run("query", "--file", "q.rq", "--format", "csv") == 0
    assert capsys.readouterr().out == "a\nhttps://w3id.org/kg-ir/entity/kim-jong-un\n"
    assert run("query", select, "--format", "json") == 0
    assert json.loads(capsys.readouterr().out)["head"] == {"vars": ["a"]}


@pytest.mark.usefixtures("news")
def test_view_prints_or_opens_the_page(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: Out) -> None:
    run("build", "news")
    capsys.readouterr()
    opened: list[str] = []

    def open_page(url: str) -> bool:
        opened.append(url)
        return True

    monkeypatch.setattr("webbrowser.open", open_page)

    assert run("view", "--print") == 0
    assert capsys.readouterr().out == "out/graph.html\n"
    assert opened == []
    assert run("view") == 0
    assert opened == [(tmp_path / "out" / "graph.html").as_uri()]


@pytest.mark.usefixtures("news")
def test_view_without_a_browser_is_an_error_that_names_the_page(monkeypatch: pytest.MonkeyPatch, capsys: Out) -> None:
    run("build", "news")
    capsys.readouterr()
    monkeypatch.setattr("webbrowser.open", lambda _url: False)

    assert run("view") == 2
    assert capsys.readouterr().err == (
        "kg: out/graph.html: no browser could be started; open the file in one yourself\n"
    )


def test_ontology_lists_groups_and_describes_a_relation(capsys: Out) -> None:
    assert run("ontology", "--group", "ST") == 0
    out = capsys.readouterr().out
    assert out.startswith("Lasting relations (ST)\n")
    assert "member-of" in out
    assert "met-with" not in out

    assert run("ontology", "met-with") == 0
    out = capsys.readouterr().out
    assert "  direction  both ways alike\n" in out
    assert "  A meet with B\n" in out


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["ontology", "mett-with"], "relation 'mett-with' is not in the ontology; choose one of met-with"),
        (["build", "gone"], "gone: no such file or folder; check the spelling"),
        (["show", "Kim"], "out: no such file or folder; make one with: kg build PATH --out out"),
        (["query", "SELECT"], "out: no such file or folder; make one with: kg build PATH --out out"),
        (["view", "news"], "news: holds no graph.html; make one with: kg build PATH --out news"),
        (
            ["build", "news", "--out", "news/notes.md"],
            "news/notes.md: cannot be written (File exists); choose a folder",
        ),
        (
            ["build", "news/notes.md"],
            "no article could be read, 1 input was left out; news/notes.md: .md files are not",
        ),
        (
            ["extract", "news", "-o", "news/notes.md/e.jsonl"],
            "news/notes.md/e.jsonl: cannot be written (File exists); choose a folder that you may write to",
        ),
    ],
)
@pytest.mark.usefixtures("news")
def test_an_error_of_the_user_is_one_line_without_a_traceback(arguments: list[str], message: str, capsys: Out) -> None:
    code = run(*arguments)

    err = capsys.readouterr().err
    assert code == 2
    assert err.startswith(f"kg: {message}")
    assert err.count("\n") == 1


@pytest.mark.usefixtures("news")
def test_a_query_file_that_cannot_be_read_and_a_wrong_query_are_errors(tmp_path: Path, capsys: Out) -> None:
    run("build", "news")
    (tmp_path / "bad.rq").write_bytes(b"\xff")
    capsys.readouterr()

    assert run("query", "--file", "gone.rq") == 2
    assert capsys.readouterr().err == (
        "kg: gone.rq: cannot be read (No such file or directory); give a file with a SPARQL query\n"
    )
    assert run("query", "--file", "bad.rq") == 2
    assert capsys.readouterr().err == "kg: bad.rq: byte 1 is not UTF-8; save the query as UTF-8\n"
    assert run("query", "SELECT ?a WHERE { ?a ?b }") == 2
    assert capsys.readouterr().err.startswith("kg: query, line 1, column ")


def test_an_unknown_relation_in_a_rule_file_is_one_line(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: Out
) -> None:
    (tmp_path / "danced-with.toml").write_text('relation = "danced-with"\n', encoding="utf-8")
    monkeypatch.setattr("kg.rules.data_path", lambda *_parts: tmp_path)

    code = run("ontology", "met-with")

    err = capsys.readouterr().err
    assert code == 2
    assert err.startswith(
        "kg: danced-with.toml: relation 'danced-with' is not in ontology/ir.ttl; add its stanza there"
    )
    assert err.count("\n") == 1


@pytest.mark.model
def test_a_missing_model_is_one_line(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: Out) -> None:
    monkeypatch.chdir(tmp_path)
    Path("a.txt").write_text("Kim met Putin.", encoding="utf-8")

    code = run("extract", "a.txt", "--model", "xx_nothing")

    err = capsys.readouterr().err
    assert code == 2
    assert err.startswith("kg: spaCy pipeline 'xx_nothing' cannot be loaded")
    assert err.count("\n") == 1


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ([], "the following arguments are required: COMMAND"),
        (["extract"], "the following arguments are required: PATH"),
        (["build", "x", "--published", "9 May"], "argument --published: '9 May' is not a day such as 2024-05-09"),
        (["build", "x", "--min-confidence", "2"], "argument --min-confidence: '2' is not a number from 0 to 1"),
        (["query"], "one of the arguments QUERY --file --list is required"),
        (["explain"], "one of the arguments TEXT --file is required"),
        (["explain", "x", "--near", "-1"], "argument --near: '-1' is not a whole number such as 5"),
        (["ontology", "--group", "XX"], "argument --group: invalid choice: 'XX'"),
        (["evaluate", "gold.jsonl"], "the following arguments are required: EVENTS"),
        (["evaluate", "g", "e", "--level", "word"], "argument --level: invalid choice: 'word'"),
        (["evaluate", "g", "e", "--mistakes", "-1"], "argument --mistakes: '-1' is not a whole number"),
        (["audit"], "one of the arguments --sheet --filled is required"),
        (["audit", "--sheet", "a", "--filled", "b"], "argument --filled: not allowed with argument --sheet"),
        (["audit", "--sheet", "a", "--sample", "0"], "argument --sample: '0' is not a whole number above 0"),
        (["audit", "--sheet", "a", "--by", "state"], "argument --by: invalid choice: 'state'"),
    ],
)
def test_wrong_usage_returns_two(arguments: list[str], message: str, capsys: Out) -> None:
    with pytest.raises(SystemExit) as stopped:
        run(*arguments)

    assert stopped.value.code == 2
    assert message in capsys.readouterr().err


@pytest.mark.parametrize(
    "command", ["build", "extract", "show", "diff", "query", "view", "ontology", "evaluate", "audit", "explain"]
)
def test_every_command_has_help(command: str, capsys: Out) -> None:
    with pytest.raises(SystemExit) as stopped:
        run(command, "--help")

    assert stopped.value.code == 0
    assert capsys.readouterr().out.startswith(f"usage: kg {command} ")


def test_the_version_is_printed(capsys: Out) -> None:
    with pytest.raises(SystemExit) as stopped:
        run("--version")

    assert stopped.value.code == 0
    assert capsys.readouterr().out == "kg 0.1.0\n"


@pytest.mark.usefixtures("news")
def test_control_c_returns_130(monkeypatch: pytest.MonkeyPatch, capsys: Out) -> None:
    def stop(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("kg.pipeline.build", stop)

    assert run("build", "news") == 130
    assert capsys.readouterr().err == "kg: stopped\n"


def test_a_closed_pipe_is_quiet() -> None:
    reader, writer = os.pipe()
    os.close(reader)
    root = Path(__file__).resolve().parents[1]

    done = subprocess.run(
        [sys.executable, "-m", "kg", "ontology"], stdout=writer, stderr=subprocess.PIPE, cwd=root, check=False
    )
    os.close(writer)

    assert done.stderr == b""
    assert done.returncode == 141


@pytest.mark.parametrize("base", ["https://example.org/kg", "no iri/", "https://example.org/a b/"])
def test_a_base_that_iris_cannot_begin_with_is_wrong_usage(base: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit, match="2"):
        main(["build", "data/sample", "--base", base])

    assert "cannot begin IRIs; give one that ends in / or #" in capsys.readouterr().err


@pytest.mark.parametrize("base", [IR, REL])
def test_a_base_that_is_kgs_own_for_terms_is_wrong_usage(base: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit, match="2"):
        main(["build", "data/sample", "--base", base])

    assert f"{base} is for the terms of kg's ontology" in capsys.readouterr().err


@pytest.mark.parametrize("command", [each.__name__.rpartition(".")[2] for each in COMMANDS])  # type: ignore[attr-defined]  # modules
def test_bad_usage_is_an_error_for_every_command(command: str) -> None:
    with pytest.raises(SystemExit) as ended:
        run(command.strip("_").replace("_", "-"), "--no-such-option")

    assert ended.value.code == 2


@pytest.mark.parametrize(
    "arguments",
    [
        ("diff", "nowhere", "nowhere"),
        ("validate", "nowhere"),
        ("verify", "nowhere", "nowhere"),
        ("status", "--check", "-w", "nowhere"),
        ("decide", "--sheet", "nowhere.csv", "--file", "d.toml"),
        ("add", "nowhere"),
        ("update", "-w", "nowhere"),
        ("fetch", "nowhere"),
    ],
)
def test_an_error_of_a_command_that_can_find_something_is_2(arguments: tuple[str, ...], capsys: Out) -> None:
    assert run(*arguments) == 2
    assert capsys.readouterr().err.startswith("kg: ")


def test_a_fault_of_kg_itself_is_not_taken_for_something_found(monkeypatch: pytest.MonkeyPatch, capsys: Out) -> None:
    def broken(_options: object) -> int:
        raise ZeroDivisionError("a fault")

    monkeypatch.setattr("kg.commands.validate.run", broken)

    assert run("validate", "out") == 2
    assert "ZeroDivisionError: a fault" in capsys.readouterr().err


def _parsers() -> dict[str, dict[str, argparse.Action]]:
    """Return the options of each command, by their long names."""
    found = {}
    for command in COMMANDS:
        commands = argparse.ArgumentParser().add_subparsers()
        command.add_parser(commands)
        ((name, parser),) = commands.choices.items()
        actions = parser._actions  # noqa: SLF001  # argparse has no public list
        found[name] = {text: action for action in actions for text in action.option_strings if text.startswith("--")}
    return found


def test_one_option_is_one_thing_in_all_commands() -> None:
    parsers = _parsers()
    metavars = {
        option: {
            (action.metavar, action.type)
            for options in parsers.values()
            for text, action in options.items()
            if text == option
        }
        for option in ("--errors", "--languages", "--published", "--workspace", "--jobs")
    }

    assert metavars["--errors"] == {("FILE", Path)}
    assert {option: len(kinds) for option, kinds in metavars.items() if len(kinds) != 1} == {}


def test_what_people_read_is_text_and_comes_first_and_all_that_write_know_o() -> None:
    parsers = _parsers()
    forms = {name: options["--format"] for name, options in parsers.items() if "--format" in options}

    assert {name: (next(iter(action.choices)), action.default) for name, action in forms.items() if action.choices} == {
        name: ("text", "text") for name in forms if forms[name].choices
    }
    assert [
        name for name, options in parsers.items() if "--out" in options and "-o" not in options["--out"].option_strings
    ] == []
