"""`kg query` as people call it: real processes, limits, formats, named queries, errors word for word."""

from __future__ import annotations

import contextlib
import os
import re
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from kg.bounded import Job, run_bounded
from kg.cli import main
from kg.errors import QueryError
from kg.named_queries import queries
from kg.rdf.turtle import write_turtle
from kg.store import SMALL_BYTES, store_folder
from tests.factories import actor, corpus, day, event, evidence

Out = pytest.CaptureFixture[str]
ENDLESS = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l }"
GREEDY = "SELECT ?c ?f { ?a ?b ?c . ?d ?e ?f } ORDER BY ?c ?f"


@pytest.fixture(name="graph")
def _graph(tmp_path: Path) -> Path:
    folder = tmp_path / "out"
    kim, putin = actor(), actor("Vladimir Putin")
    quote = "=cmd|' /C calc'!A0"
    write_turtle(
        corpus(
            event("met-with", kim, putin, when=day("2023-09-13")),
            event("praised", kim, putin, when=day("2024-05-09"), claims=[evidence(quote)]),
        ),
        folder / "graph.ttl",
    )
    return folder


@pytest.fixture(name="large", scope="module")
def _large(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a Turtle file that is large enough for a store on disk."""
    path = tmp_path_factory.mktemp("large") / "graph.ttl"
    path.write_text("".join(f'<urn:s{i}> <urn:p> "value {i}" .\n' for i in range(80_000)), encoding="utf-8")
    assert path.stat().st_size > SMALL_BYTES
    return path


def run(*arguments: str) -> int:
    return main(["query", *arguments])


def kg_query(*arguments: str) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-m", "kg", "query", *arguments], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    )


def children(process: subprocess.Popen[str]) -> list[int]:
    path = Path(f"/proc/{process.pid}/task/{process.pid}/children")
    return [int(word) for word in path.read_text(encoding="ascii").split()]


def is_alive(pid: int) -> bool:
    try:
        state = Path(f"/proc/{pid}/stat").read_text(encoding="ascii").rpartition(")")[2].split()[0]
    except OSError:
        return False
    return state != "Z"


# ---------------------------------------------------------------- limits


def test_a_query_that_never_ends_is_stopped(graph: Path) -> None:
    begun = time.monotonic()
    process = kg_query(ENDLESS, "--graph", str(graph), "--timeout", "1")

    out, err = process.communicate(timeout=60)

    assert (process.returncode, out) == (2, "")
    assert err == "kg: the query was stopped after 1 seconds; narrow it, or allow more with --timeout\n"
    assert time.monotonic() - begun < 30


@pytest.mark.skipif(not Path("/proc/self/statm").exists(), reason="only Linux says how much memory a process has")
def test_a_query_that_eats_memory_is_stopped(graph: Path, capfd: Out) -> None:
    code = run(GREEDY, "--graph", str(graph), "--memory", "100", "--format", "csv")

    out, err = capfd.readouterr()
    assert (code, out) == (2, "")
    assert err.startswith("kg: the query")
    assert "memory" in err
    assert err.endswith("narrow the query, or allow more with --memory\n")
    assert err.count("\n") == 1


@pytest.mark.skipif(not Path("/proc/self/stat").exists(), reason="needs /proc")
@pytest.mark.parametrize(
    ("megabytes", "said"),
    [
        (
            "500",
            (
                "the query's process ended without an answer, most likely for want of memory (500 MB are allowed); "
                "narrow the query, or allow more with --memory"
            ),
        ),
        ("0", "the query's process ended without an answer; narrow the query"),
    ],
)
def test_a_query_whose_process_dies_is_told_with_the_limit_that_it_had(graph: Path, megabytes: str, said: str) -> None:
    process = kg_query(ENDLESS, "--graph", str(graph), "--timeout", "0", "--memory", megabytes)
    os.kill(_answering(process), signal.SIGKILL)

    _, err = process.communicate(timeout=60)

    assert (process.returncode, err) == (2, f"kg: {said}\n")


def _answering(process: subprocess.Popen[str]) -> int:
    """Return the child of a command, once it runs the query: its standard error then leads nowhere."""
    while True:
        for child in children(process):
            with contextlib.suppress(OSError):
                if str(Path(f"/proc/{child}/fd/2").readlink()) == os.devnull:
                    return child
        time.sleep(0.01)


@pytest.mark.parametrize(
    ("code", "memory_mb", "said"),
    [
        (-6, 500, "the query's process ended without an answer, most likely for want of memory (500 MB are allowed)"),
        (-6, None, "the query's process ended without an answer; narrow the query"),
        (12, 500, "the query needs more than 500 MB of memory; narrow it, or allow more with --memory"),
        (12, None, "the query needs more memory than there is; narrow it"),
    ],
)
def test_why_there_is_no_answer_is_told_with_the_limit_that_there_was(
    code: int, memory_mb: int | None, said: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("kg.bounded.enforceable", lambda limit: limit)
    monkeypatch.setattr("kg.bounded._WORK", "tests.child.working:die_at_the_query")

    with pytest.raises(QueryError, match=f"^{re.escape(said)}"):
        run_bounded(Job(turtle_path=Path("any"), query=str(code), memory_mb=memory_mb))


@pytest.mark.parametrize(
    ("code", "said"),
    [
        (-6, "the query's process ended without an answer; narrow the query"),
        (12, "the query needs more memory than there is; narrow it"),
    ],
)
def test_where_memory_cannot_be_limited_no_limit_is_claimed(
    code: int, said: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("kg.child.memory._PAGES", Path("/no/such/file"))
    monkeypatch.setattr("kg.bounded._WORK", "tests.child.working:die_at_the_query")

    with pytest.raises(QueryError, match=f"^{said}$"):
        run_bounded(Job(turtle_path=Path("any"), query=str(code), memory_mb=500))


def test_a_query_runs_where_memory_cannot_be_limited(graph: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("kg.child.memory._PAGES", Path("/no/such/file"))

    assert run_bounded(Job(turtle_path=graph / "graph.ttl", query="ASK { ?s ?p ?o }")).truth


def test_a_process_that_dies_before_the_query_says_nothing_of_the_query(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "graph.ttl"
    monkeypatch.setattr("kg.bounded._WORK", "tests.child.working:die_while_it_builds")

    with pytest.raises(QueryError) as caught:
        run_bounded(Job(turtle_path=path, query="ASK {}"))

    assert str(caught.value) == (
        f"{path}: the process that was to open it had not enough memory; end other programs, or ask a smaller graph"
    )
    assert list(store_folder(path).iterdir()) == []


@pytest.mark.skipif(not Path("/proc/self/stat").exists(), reason="needs /proc")
@pytest.mark.parametrize(("sent", "code"), [(signal.SIGINT, 130), (signal.SIGTERM, -15), (signal.SIGKILL, -9)])
def test_a_query_ends_with_the_command_that_asked(graph: Path, sent: signal.Signals, code: int) -> None:
    process = kg_query(ENDLESS, "--graph", str(graph), "--timeout", "0")
    while not children(process):
        time.sleep(0.01)
    (worker,) = children(process)
    time.sleep(1)

    process.send_signal(sent)
    process.communicate(timeout=60)

    assert process.returncode == code
    for _ in range(500):
        if not is_alive(worker):
            break
        time.sleep(0.01)
    assert not is_alive(worker)


def test_a_table_has_so_many_rows_at_most_and_says_so(graph: Path, capsys: Out) -> None:
    assert run("SELECT ?s { ?s ?p ?o }", "--graph", str(graph), "--max-rows", "2") == 0

    out, err = capsys.readouterr()
    assert len(out.splitlines()) == 4
    assert err == "kg: there are more than these 2 rows; --max-rows 0 gives all of them\n"


def test_a_table_has_ten_thousand_rows_and_a_file_all(large: Path, capsys: Out) -> None:
    query = ("SELECT ?s { ?s <urn:p> ?o }", "--graph", str(large))

    assert run(*query) == 0
    table, said = capsys.readouterr()
    assert run(*query, "--format", "csv") == 0
    text, silent = capsys.readouterr()
    assert run(*query, "--max-rows", "0") == 0

    assert (len(table.splitlines()), said[:38]) == (10_002, "kg: there are more than these 10000 ro")
    assert (len(text.splitlines()), silent) == (80_001, "")
    assert len(capsys.readouterr().out.splitlines()) == 80_002


def test_a_store_is_made_for_a_large_file_and_used_again(large: Path) -> None:
    job = Job(turtle_path=large, query="SELECT (COUNT(*) AS ?n) { ?s <urn:p> ?o }")

    first = run_bounded(job)
    (store,) = (each for each in store_folder(large).iterdir() if each.is_dir())
    inode = store.stat().st_ino
    again = run_bounded(job)

    assert first == again
    assert store.stat().st_ino == inode


def test_a_build_that_is_stopped_leaves_nothing(tmp_path: Path) -> None:
    path = tmp_path / "graph.ttl"
    path.write_text("".join(f'<urn:s{i}> <urn:p> "value {i}" .\n' for i in range(400_000)), encoding="utf-8")
    process = kg_query("ASK {}", "--graph", str(path))
    while not list(tmp_path.glob("graph.store/.*.part")):
        time.sleep(0.01)

    process.send_signal(signal.SIGINT)
    process.communicate(timeout=60)

    assert process.returncode == 130
    assert [each.name for each in store_folder(path).iterdir()] == ["kg-store"]


@pytest.mark.skipif(sys.platform == "win32", reason="needs a pseudo-terminal")
def test_on_a_terminal_it_is_said_that_a_store_is_built(tmp_path: Path) -> None:
    import pty

    path = tmp_path / "graph.ttl"
    path.write_text("".join(f'<urn:s{i}> <urn:p> "value {i}" .\n' for i in range(80_000)), encoding="utf-8")
    ours, theirs = pty.openpty()

    for _ in range(2):
        subprocess.run(
            [sys.executable, "-m", "kg", "query", "ASK {}", "--graph", str(path)],
            stderr=theirs,
            stdout=subprocess.PIPE,
            check=True,
        )
    os.write(theirs, b"end")
    said = ""
    while not said.endswith("end"):
        said += os.read(ours, 10_000).decode()
    os.close(theirs)
    os.close(ours)

    assert (
        said
        == f"kg: {path} ({path.stat().st_size / 2**20:.0f} MB) is new or has changed; its store is built once\r\nend"
    )


def test_modules_in_the_current_folder_are_not_run(graph: Path, tmp_path: Path) -> None:
    for name in ("pickle", "kg", "json"):
        (tmp_path / f"{name}.py").write_text("raise SystemExit('run')", encoding="utf-8")
    code = "import sys; sys.path[0:1] = []; from kg.cli import main; sys.exit(main())"
    environment = {**os.environ, "PYTHONPATH": str(Path(__file__).parent.parent)}

    done = subprocess.run(
        [sys.executable, "-c", code, "query", "ASK {}", "--graph", str(graph)],
        cwd=tmp_path, env=environment, capture_output=True, text=True, check=False,
    )  # fmt: skip

    assert (done.returncode, done.stderr) == (0, "")


# ---------------------------------------------------------------- wrong queries


@pytest.mark.parametrize(
    ("query", "message"),
    [
        ("", "query, line 1, column 1: kg query only reads; begin with SELECT"),
        ("   ", "query, line 1, column 4: kg query only reads"),
        ("DELETE WHERE { ?s ?p ?o }", "query, line 1, column "),
        ("INSERT DATA { <a:b> <a:b> <a:b> }", "query, line 1, column "),
        ("LOAD <http://example.org/x>", "query, line 1, column "),
        ("DROP ALL", "query, line 1, column "),
        ("SELECT * { SERVICE <http://example.org/> { ?s ?p ?o } }", "SERVICE would send the query to another server"),
        ("SELECT ?s WHERE { ?s foo:bar ?o }", "query, line 1, column 29: the prefix is not declared"),
        ("SELECT ?s WHERE { ?s ?p }", "query, line 1, column "),
        ("CHOOSE ?s { ?s ?p ?o }", "query, line 1, column "),
        ("nothing", "no query is called 'nothing'; there are claims"),
    ],
)  # fmt: skip
def test_a_query_that_cannot_run_is_an_error(graph: Path, query: str, message: str, capsys: Out) -> None:
    code = run(query, "--graph", str(graph))

    out, err = capsys.readouterr()
    assert (code, out) == (2, "")
    assert err.startswith(f"kg: {message}")
    assert "Traceback" not in err


def test_an_update_changes_nothing(graph: Path) -> None:
    before = (graph / "graph.ttl").read_bytes()

    with pytest.raises(QueryError, match="only reads"):
        run_bounded(Job(turtle_path=graph / "graph.ttl", query="DELETE WHERE { ?s ?p ?o }"))

    assert (graph / "graph.ttl").read_bytes() == before


# ---------------------------------------------------------------- named queries


def test_a_named_query_is_called_with_values(graph: Path, capsys: Out) -> None:
    assert run("timeline", "a=Kim Jong Un", "b=putin", "until=2023-12-31", "--graph", str(graph)) == 0

    lines = capsys.readouterr().out.splitlines()
    assert lines[0].split() == "earliest latest source relation target polarity modality quote event".split()
    assert lines[2].startswith(
        "2023-09-13  2023-09-13  Kim Jong Un  rel:met-with  Vladimir Putin  ir:affirmed  ir:actual"
    )
    assert len(lines) == 3


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["timeline", "a=Kim Jong Un"], "query timeline needs b; call it as: timeline a=ACTOR b=ACTOR [since=DATE] [until=DATE]"),
        (["timeline", "a=Kim Jong Un", "b=Putinn"], "actor 'Putinn' is not in the graph; did you mean Vladimir Putin?"),
        (["timeline", "Kim"], "'Kim' is no NAME=VALUE; quote it as a whole where it holds spaces: 'actor=Kim Jong Un'"),
        (["timeline", "a=Kim", "a=Putin"], "a is given twice, as 'Kim' and 'Putin'; keep one"),
        (["timelin", "a=Kim"], "no query is called 'timelin'; did you mean timeline?"),
        (["SELECT * { ?s ?p ?o }", "a=Kim"], "SPARQL takes no values such as a; write them into the query"),
        (["--show", "SELECT * { ?s ?p ?o }"], "--show is for the queries that have a name; kg query --list lists them"),
    ],
)  # fmt: skip
def test_a_wrong_call_of_a_named_query_is_explained(
    graph: Path, arguments: list[str], message: str, capsys: Out
) -> None:
    assert run(*arguments, "--graph", str(graph)) == 2
    assert capsys.readouterr().err == f"kg: {message}\n"


def test_the_list_has_every_query_with_its_parameters(capsys: Out) -> None:
    assert run("--list") == 0

    lines = capsys.readouterr().out.splitlines()
    assert [line.split()[0] for line in lines[::2]] == list(queries())
    assert "timeline a=ACTOR b=ACTOR [since=DATE] [until=DATE]" in lines


def test_the_sparql_of_a_named_query_can_be_shown_and_asked(graph: Path, tmp_path: Path, capsys: Out) -> None:
    given = ("a=Kim", "b=Putin")
    assert run("--show", "timeline", *given, "--graph", str(graph)) == 0
    shown = capsys.readouterr().out
    (tmp_path / "q.rq").write_text(shown, encoding="utf-8")

    assert run("timeline", *given, "--graph", str(graph)) == 0
    named = capsys.readouterr().out
    assert run("--file", str(tmp_path / "q.rq"), "--graph", str(graph)) == 0

    assert "<https://w3id.org/kg-ir/entity/kim-jong-un>" in shown
    assert capsys.readouterr().out == named


def test_showing_a_query_without_its_values_needs_no_graph(tmp_path: Path, capsys: Out) -> None:
    assert run("--show", "timeline", "since=2024-01-01", "--graph", str(tmp_path / "gone")) == 0

    shown = capsys.readouterr().out
    assert shown.startswith("# Timeline of a pair")
    assert "ir:participant $a ; ir:participant $b" in shown
    assert 'FILTER (?latest >= "2024-01-01"^^<http://www.w3.org/2001/XMLSchema#date>)' in shown
    assert "# a (actor): one of the two\n" in shown
    assert '# Example: kg query timeline a="Kim Jong Un" b="Moon Jae-in"\n' in shown
    assert "$until" not in shown


# ---------------------------------------------------------------- forms


def test_a_result_is_written_whole_or_not_at_all(graph: Path, tmp_path: Path, capsys: Out) -> None:
    target = tmp_path / "found.csv"
    query = "SELECT ?d { ?e ir:earliest ?d }"

    assert run(query, "--graph", str(graph), "--format", "csv", "-o", str(target)) == 0
    written = target.read_text(encoding="utf-8")
    assert run("SELECT ?s { ?s ?p }", "--graph", str(graph), "--format", "csv", "-o", str(target)) == 2

    assert (written, capsys.readouterr().out) == ("d\n2023-09-13\n2024-05-09\n", "")
    assert target.read_text(encoding="utf-8") == written
    assert [each.name for each in tmp_path.iterdir() if each.name.startswith(".")] == []


def test_csv_is_standard_and_an_option_makes_it_safe_for_spreadsheets(graph: Path, capsys: Out) -> None:
    query = ("SELECT ?q { ?e ir:quote ?q FILTER (STRSTARTS(?q, '=')) }", "--graph", str(graph), "--format", "csv")

    run(*query)
    standard = capsys.readouterr().out
    run(*query, "--for-spreadsheet")

    assert standard == "q\n=cmd|' /C calc'!A0\n"
    assert capsys.readouterr().out == "q\n'=cmd|' /C calc'!A0\n"


def test_triples_come_as_turtle_and_rows_do_not(graph: Path, capsys: Out) -> None:
    assert run("CONSTRUCT WHERE { ?a ir:praised ?b }", "--graph", str(graph), "--format", "turtle") == 0
    assert capsys.readouterr().out.endswith("\nent:kim-jong-un ir:praised ent:vladimir-putin .\n")

    assert run("ASK {}", "--graph", str(graph), "--format", "turtle") == 2
    assert capsys.readouterr().err == (
        "kg: only CONSTRUCT and DESCRIBE give triples; ask for a table, CSV, TSV or JSON instead\n"
    )


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["--timeout", "-1", "ASK {}"], "'-1' is not a number of seconds such as 60"),
        (["--timeout", "nan", "ASK {}"], "'nan' is not a number of seconds such as 60"),
        (["--max-rows", "x", "ASK {}"], "'x' is not a whole number such as 5"),
        (["--list", "--file", "q.rq"], "not allowed with argument"),
    ],
)
def test_wrong_usage_is_told(arguments: list[str], message: str, capsys: Out) -> None:
    with pytest.raises(SystemExit) as stopped:
        run(*arguments)

    assert stopped.value.code == 2
    assert message in capsys.readouterr().err


def test_a_table_without_rows_says_so_on_the_error_stream(graph: Path, capsys: Out) -> None:
    assert run("SELECT ?a { ?a ir:metWith ent:nobody }", "--graph", str(graph)) == 0
    assert capsys.readouterr() == ("a\n-\n", "kg: no rows\n")
    assert run("SELECT ?a { ?a ir:metWith ent:nobody }", "--graph", str(graph), "--format", "csv") == 0
    assert capsys.readouterr() == ("a\n", "")


@pytest.mark.parametrize("form", ["text", "json", "turtle"])
def test_what_is_for_spreadsheets_is_refused_where_none_reads_it(form: str, graph: Path, capsys: Out) -> None:
    assert run("ASK {}", "--graph", str(graph), "--for-spreadsheet", "--format", form) == 2
    assert f"--for-spreadsheet goes with --format csv or tsv, not {form}" in capsys.readouterr().err


def test_a_result_is_not_written_in_the_place_of_a_folder(graph: Path, capsys: Out) -> None:
    assert run("sources", "--graph", str(graph), "-o", "/") == 2
    assert capsys.readouterr().err == "kg: /: is a folder; name a file in it, such as /name\n"


def test_the_text_may_be_asked_for_by_the_name_that_it_had_before(graph: Path, capsys: Out) -> None:
    shown = []
    for more in ([], ["--format", "text"], ["--format", "table"]):
        assert run("ASK {}", "--graph", str(graph), *more) == 0
        shown.append(capsys.readouterr().out)

    assert shown[0]
    assert shown == [shown[0]] * 3
