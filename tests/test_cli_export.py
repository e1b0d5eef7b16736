"""``kg export``: what it reads and writes, and what it says, word for word."""

from __future__ import annotations

import json
import os
import pty
import subprocess
import sys
from pathlib import Path

import pyoxigraph as ox
import pytest

import kg
from kg.built import Graph
from kg.cli import main
from kg.exporters import EXPORTERS
from kg.model import Article, Corpus
from kg.readers import SUFFIXES
from tests.factories import article, corpus, day, event, evidence

Out = pytest.CaptureFixture[str]
ROOT = Path(__file__).resolve().parents[1]
TEXT = "On 13 September 2023 Kim Jong Un met Vladimir Putin. Nobody praised him."
RDF = ("turtle", "ntriples", "trig", "jsonld", "rdfxml", "turtle12")


def run(*arguments: str) -> int:
    return main(list(arguments))


def made() -> Graph:
    texts = [article("news-1", TEXT), article("news-2", f"Again. {TEXT}")]
    quote = TEXT[:52]
    claims = [evidence(quote, article="news-1"), evidence(quote, article="news-2", start=7)]
    denied = [evidence("Nobody praised him.", article="news-1", start=53, polarity="negated")]
    one = corpus(
        event(article="news-1", when=day(words="On 13 September 2023"), claims=claims),
        event("praised", article="news-1", claims=denied, polarity="negated"),
        articles=texts,
    )
    return Graph(corpus=one)


@pytest.fixture
def out(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return a built folder; the texts that it came from are in ``news`` beside it."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "news").mkdir()
    for each in made().articles:
        (tmp_path / "news" / f"{each.id}.txt").write_text(each.text, encoding="utf-8")
    made().write(tmp_path / "out")
    return tmp_path / "out"


def test_the_formats_are_listed_a_line_each(capsys: Out) -> None:
    assert run("export", "--list") == 0

    lines = capsys.readouterr().out.splitlines()
    assert [line.split()[:2] for line in lines] == [[name, each.file_name] for name, each in EXPORTERS.items()]
    assert lines[1] == "ntriples  graph.nt         RDF as N-Triples, a triple a line, sorted"


@pytest.mark.usefixtures("out")
def test_every_format_is_put_into_the_folder_of_the_build(capsys: Out) -> None:
    names = [name for name in EXPORTERS if name != "turtle"]

    code = run("export", "out", *(word for name in names for word in ("--to", name)))

    lines = [line for line in capsys.readouterr().out.splitlines() if not line.startswith(" ")]
    assert code == 0
    assert lines == [f"Written: out/{EXPORTERS[name].file_name}" for name in names]
    assert all(Path("out", EXPORTERS[name].file_name).exists() for name in names)


@pytest.mark.usefixtures("out")
@pytest.mark.parametrize("name", ["events", "gexf", "graphml"])
def test_what_a_build_writes_is_written_the_same_again(name: str) -> None:
    before = Path("out", EXPORTERS[name].file_name).read_bytes()

    run("export", "out", "--to", name)

    assert Path("out", EXPORTERS[name].file_name).read_bytes() == before


@pytest.mark.usefixtures("out")
def test_a_file_is_put_beside_its_source_under_its_name(capsys: Out) -> None:
    Path("out/graph.ttl").rename("mine.ttl")

    run("export", "mine.ttl", "--to", "turtle12", "--to", "neo4j")
    run("export", "mine.rdf12.ttl", "--to", "ntriples")

    lines = capsys.readouterr().out.splitlines()
    assert lines[:2] == ["Written: mine.rdf12.ttl", "Written: mine-neo4j"]
    assert lines[2].startswith("  load it with: neo4j-admin database import full neo4j ")
    assert lines[3] == "Written: mine.nt"


@pytest.mark.usefixtures("out")
def test_the_suffix_of_the_file_says_the_format(capsys: Out) -> None:
    assert run("export", "out", "-o", "new/x.nt") == 0

    assert capsys.readouterr().out == "Written: new/x.nt\n"
    assert len(list(ox.parse(path="new/x.nt", format=ox.RdfFormat.N_TRIPLES))) > 20


@pytest.mark.usefixtures("out")
def test_the_standard_output_gets_the_file_and_nothing_else(capfdbinary: pytest.CaptureFixture[bytes]) -> None:
    run("export", "out", "--to", "ntriples")
    capfdbinary.readouterr()

    assert run("export", "out", "--to", "ntriples", "-o", "-") == 0

    found = capfdbinary.readouterr()
    assert found.out == Path("out/graph.nt").read_bytes()
    assert found.err == b""


@pytest.mark.usefixtures("out")
def test_what_could_not_be_held_is_said_on_the_error_stream_where_the_file_goes_to_the_output(
    capfdbinary: pytest.CaptureFixture[bytes],
) -> None:
    Graph(corpus=corpus(articles=[article(source="a\x00b\x01")])).export("turtle", "odd.ttl")

    run("export", "odd.ttl", "--to", "rdfxml", "-o", "-")

    found = capfdbinary.readouterr()
    assert found.err == b"kg: 2 characters that XML forbids were replaced by U+FFFD\n"
    assert "<ir:sourceName>a\ufffdb\ufffd</ir:sourceName>".encode() in found.out


@pytest.mark.usefixtures("out")
def test_the_base_of_the_iris_can_be_chosen() -> None:
    run("export", "out", "-o", "x.ttl", "--base", "https://example.org/kg/")

    assert "@prefix ent: <https://example.org/kg/entity/> ." in Path("x.ttl").read_text(encoding="utf-8")


@pytest.mark.usefixtures("out")
@pytest.mark.parametrize("name", RDF)
def test_the_base_of_the_source_is_kept(name: str) -> None:
    run("export", "out", "--to", name, "-o", f"x{EXPORTERS[name].suffix}", "--base", "https://example.org/kg/")

    run("export", f"x{EXPORTERS[name].suffix}", "-o", "again.ttl", "--to", "turtle")

    assert "@prefix ent: <https://example.org/kg/entity/> ." in Path("again.ttl").read_text(encoding="utf-8")


@pytest.mark.usefixtures("out")
def test_a_base_that_cannot_begin_iris_is_wrong_usage(capsys: Out) -> None:
    with pytest.raises(SystemExit):
        run("export", "out", "--to", "trig", "--base", "here")

    assert capsys.readouterr().err.endswith(
        "argument --base: base 'here' cannot begin IRIs; give one that ends in / or #, such as https://example.org/kg/\n"
    )


@pytest.mark.parametrize("name", RDF)
def test_every_rdf_file_can_be_the_source_again(name: str, out: Path) -> None:
    run("export", "out", "--to", name, "-o", f"x{EXPORTERS[name].suffix}")

    assert run("export", f"x{EXPORTERS[name].suffix}", "--to", "turtle", "-o", "again.ttl") == 0

    assert Path("again.ttl").read_bytes() == (out / "graph.ttl").read_bytes()


def test_turtle_to_events_to_turtle_is_the_identity(out: Path) -> None:
    run("export", "out", "--to", "events", "-o", "x.jsonl")

    assert run("export", "x.jsonl", "--articles", "news", "--to", "turtle") == 0

    assert Path("x.ttl").read_bytes() == (out / "graph.ttl").read_bytes()


@pytest.mark.model
def test_turtle_to_events_to_turtle_is_the_identity_on_the_sample(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    sample = ROOT / "data" / "sample"
    (tmp_path / "news").mkdir()
    for name in ("2019-06-23-letter.txt", "summit.html"):
        (tmp_path / "news" / name).write_bytes((sample / name).read_bytes())
    rows = (sample / "dispatches.jsonl").read_text(encoding="utf-8").splitlines(keepends=True)
    (tmp_path / "news" / "dispatches.jsonl").write_text("".join(rows[:12]), encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    run("build", "news", "--out", "out", "--readers", "rules", "--published", "2019-06-24")
    Path("out/graph.ttl").rename("built.ttl")

    run("export", "built.ttl", "-o", "events.jsonl")
    run("export", "events.jsonl", "--articles", "news", "--published", "2019-06-24", "-o", "again.ttl")

    assert Path("again.ttl").read_bytes() == Path("built.ttl").read_bytes()
    assert len(Path("events.jsonl").read_bytes().splitlines()) > 20


def test_a_text_that_is_left_out_is_named_on_the_error_stream(out: Path, capsys: Out) -> None:
    Path("news/notes.md").write_text("x", encoding="utf-8")

    assert run("export", str(out / "events.jsonl"), "--articles", "news", "-o", "x.nt") == 0

    found = capsys.readouterr()
    assert found.out == "Written: x.nt\n"
    assert found.err == f"Left out: 1 input\n  news/notes.md: .md files are not read; give {SUFFIXES}\n"


def refused(capsys: Out, *arguments: str) -> str:
    """Return the one line of what is said to a command that fails."""
    code = run("export", *arguments)

    found = capsys.readouterr()
    assert (code, found.out) == (2, "")
    assert found.err.startswith("kg: ")
    assert found.err.count("\n") == 1
    return found.err.removeprefix("kg: ").rstrip("\n")


@pytest.mark.usefixtures("out")
@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ([], "no source; give the folder of a built graph, as in: kg export out --to ntriples"),
        (["out"], "no format; say which with --to FORMAT, and see kg export --list"),
        (["out", "-o", "-"], "no format; say which with --to FORMAT, and see kg export --list"),
        (
            ["out", "-o", "x.docx"],
            "x.docx: no format has this suffix; say which with --to FORMAT, and see kg export --list",
        ),
        (["out", "--to", "graphlm"], "format 'graphlm' is not known; choose one of graphml"),
        (["out", "--to", "nt"], "format 'nt' is not known; choose one of ntriples"),
        (
            ["out", "--to", "gexf", "-o", "x.nt"],
            "x.nt: this is the suffix of ntriples, but --to says gexf; end the name in .gexf, or leave out --to",
        ),
        (
            ["out", "--to", "gexf", "--to", "trig", "-o", "x.gexf"],
            (
                "-o x.gexf names one file, and 2 formats are asked for; leave out -o, so that each is put beside the "
                "source, or ask for one"
            ),
        ),
        (["none", "--to", "trig"], "none: no such file or folder; make one with: kg build PATH --out none"),
        (["news", "--to", "trig"], "news: holds no graph.ttl; make one with: kg build PATH --out news"),
        (["none.jsonl", "--to", "trig"], "none.jsonl: no such file; write one with: kg extract PATH -o none.jsonl"),
        (
            ["out/graph.gexf", "--to", "trig"],
            (
                "out/graph.gexf: .gexf is not read; give the folder of a build, RDF (.ttl, .nt, .nq, .trig, .jsonld, .rdf, "
                ".xml) or an events file (.jsonl, .ndjson)"
            ),
        ),
        (["out", "--to", "turtle"], "out/graph.ttl: is the source itself; name another file with -o"),
        (
            ["out/events.jsonl", "--articles", "news", "-o", "out/../out/events.jsonl"],
            "out/../out/events.jsonl: is the source itself; name another file with -o",
        ),
        (["out", "--to", "trig", "-o", "news"], "news: is a folder; name a file in it, such as news/graph.trig"),
        (
            ["out", "--to", "neo4j", "-o", "out/graph.ttl"],
            "out/graph.ttl: this is the suffix of turtle, but --to says neo4j; end the name in -neo4j, or leave out --to",
        ),
        (
            ["out", "--to", "neo4j", "-o", "news/news-1.txt"],
            "news/news-1.txt: is a file, and neo4j is a folder; name another with -o",
        ),
        (["out", "--to", "neo4j", "-o", "-"], "neo4j is a folder with several files; name the folder with -o"),
        (
            ["out", "--to", "trig", "-o", "/dev/stdout"],
            "/dev/stdout: is no file that can be replaced; give - for the standard output",
        ),
        (
            ["out", "--to", "trig", "-o", "news/news-1.txt/x.trig"],
            "news/news-1.txt/x.trig: cannot be written (File exists); choose a folder that you may write to",
        ),
        (
            ["out", "--to", "trig", "--articles", "news"],
            "out: --articles goes with an events file (.jsonl, .ndjson); leave it out, the graph knows its articles",
        ),
        (
            ["out/events.jsonl", "--to", "trig"],
            (
                "out/events.jsonl: an events file has no titles, sources and digests of articles; "
                "give the texts that the events came from with: --articles PATH"
            ),
        ),
    ],
)
def test_bad_input_is_answered_with_what_to_do(arguments: list[str], message: str, capsys: Out) -> None:
    before = sorted(Path().rglob("*"))

    assert refused(capsys, *arguments) == message
    assert sorted(Path().rglob("*")) == before


def test_texts_that_are_not_those_of_the_events_are_refused(out: Path, capsys: Out) -> None:
    (found, *_) = [each.id for each in made().events]
    events, texts = str(out / "events.jsonl"), Path("news")

    texts.joinpath("news-2.txt").write_text("Another text that does not hold it.", encoding="utf-8")
    changed = refused(capsys, events, "--articles", "news", "-o", "x.ttl")
    texts.joinpath("news-2.txt").unlink()
    missing = refused(capsys, events, "--articles", "news", "-o", "x.ttl")

    assert changed == (
        f"{events}: event {found}: article 'news-2' does not hold its quote at characters 7 to 59; "
        "give the text as it was when the events were found"
    )
    assert missing == (
        f"{events}: event {found} is told by article 'news-2', which is not among the texts given with --articles; "
        "give all texts that the events came from"
    )
    assert not Path("x.ttl").exists()


def test_a_line_of_the_events_file_that_is_no_event_is_named(out: Path, capsys: Out) -> None:
    with (out / "events.jsonl").open("a", encoding="utf-8") as handle:
        handle.write(json.dumps({"id": "x"}) + "\n")

    said = refused(capsys, "out/events.jsonl", "--articles", "news", "-o", "x.ttl")

    assert said == "out/events.jsonl:3: field 'article' is missing; write the file again with kg"


def test_a_folder_that_may_not_be_written_is_named(out: Path) -> None:
    if os.geteuid() == 0:
        pytest.skip("root may write everywhere")
    out.chmod(0o500)
    try:
        done = subprocess.run(
            [sys.executable, "-m", "kg", "export", "out", "--to", "trig"],
            capture_output=True,
            text=True,
            check=False,
            env={**os.environ, "PYTHONPATH": str(ROOT)},
        )
    finally:
        out.chmod(0o700)

    assert done.stderr == (
        "kg: out/graph.trig: cannot be written (Permission denied); choose a folder that you may write to\n"
    )


@pytest.mark.usefixtures("out")
def test_a_format_that_is_no_text_is_not_shown_on_a_terminal() -> None:
    terminal, end = pty.openpty()
    try:
        done = subprocess.run(
            [sys.executable, "-m", "kg", "export", "out", "--to", "parquet", "-o", "-"],
            stdout=end, stderr=subprocess.PIPE, text=True, check=False,
            env={**os.environ, "PYTHONPATH": str(ROOT)},
        )  # fmt: skip
    finally:
        os.close(end)
        os.close(terminal)

    assert (done.returncode, done.stderr) == (
        2, "kg: parquet is not text for a terminal; name a file with -o, or use a pipe\n",
    )  # fmt: skip


@pytest.mark.usefixtures("out")
def test_a_reader_that_stops_early_does_no_harm() -> None:
    done = subprocess.run(
        f"{sys.executable} -m kg export out --to ntriples -o - | head -n 1",
        shell=True, capture_output=True, text=True, check=False, env={**os.environ, "PYTHONPATH": str(ROOT)},
    )  # fmt: skip

    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.count("\n") == 1


def test_a_built_graph_is_exported_from_python(tmp_path: Path) -> None:
    import polars as pl

    graph = kg.build([Article(id="a1", text="Nothing.")], extractor=lambda texts: ((each, ()) for each in texts))

    assert graph.export("parquet", tmp_path / "x.parquet") == ()
    assert pl.read_parquet(tmp_path / "x.parquet").height == 0


def test_an_empty_graph_is_exported_and_read_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Graph(corpus=Corpus()).write("out")

    assert run("export", "out", *(word for name in EXPORTERS if name != "turtle" for word in ("--to", name))) == 0

    assert run("export", "out/graph.jsonld", "-o", "again.ttl") == 0
    assert Path("again.ttl").read_bytes() == Path("out/graph.ttl").read_bytes()


def test_a_format_that_would_replace_the_source_is_passed_over_where_others_are_asked_for(
    out: Path, capsys: Out
) -> None:
    before = (out / "graph.ttl").read_bytes()

    assert run("export", "out/graph.ttl", "--to", "turtle", "--to", "csv") == 0

    shown = capsys.readouterr()
    assert shown.err == "kg: out/graph.ttl: is the source itself, so turtle is not written\n"
    assert "Written: out/graph.csv" in shown.out
    assert (out / "graph.ttl").read_bytes() == before
    assert (out / "graph.csv").is_file()
