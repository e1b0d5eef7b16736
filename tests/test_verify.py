"""Quotes are looked for in real files: unchanged, edited, moved, deleted, with other line ends, and in altered graphs."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pyoxigraph as ox
import pytest

from kg.cli import main
from kg.errors import GraphFileError
from kg.model import Article
from kg.rdf.turtle import write_turtle
from kg.readers import read_articles
from kg.verified import to_text
from kg.verify import verify
from tests.factories import corpus, event, evidence

Out = pytest.CaptureFixture[str]
FIRST, SECOND, THIRD = "Kim “met” Putin 😀.", "Seoul denied it.\nTwice.", "Kim praised Putin."
TEXT = f"{FIRST}\n\n{SECOND}\n"
OTHER = f"Headline\n{THIRD}\n"


@pytest.fixture(name="texts")
def _texts(tmp_path: Path) -> Path:
    """Write two articles and the graph of their quotes."""
    folder = tmp_path / "texts"
    folder.mkdir()
    _write(folder / "a1.txt", TEXT)
    _write(folder / "b2.txt", OTHER)
    claims = [evidence(FIRST), evidence(SECOND, start=TEXT.index(SECOND), polarity="negated")]
    praise = event("praised", article="b2", claims=[evidence(THIRD, article="b2", start=OTHER.index(THIRD))])
    articles = [Article(id="a1", text=TEXT), Article(id="b2", text=OTHER), Article(id="c3", text="Nothing.")]
    _write(folder / "c3.txt", "Nothing.")
    write_turtle(corpus(event(claims=claims), praise, articles=articles), tmp_path / "out" / "graph.ttl")
    return folder


def _write(path: Path, text: str) -> None:
    path.write_bytes(text.encode())


def _report(texts: Path) -> tuple[bool, str]:
    found = verify(texts.parent / "out" / "graph.ttl", read_articles(texts))
    return found.stands, to_text(found)


def _without_ids(text: str) -> list[str]:
    """Return the lines of a report with the ids of evidence, which are digests, left out."""
    return [
        f"  {line.split(maxsplit=1)[1]}" if line.startswith("  evd:") else line for line in text.splitlines()
    ]  # fmt: skip


def test_unchanged_files_stand(texts: Path) -> None:
    assert _report(texts) == (True, "articles: 3 stand; quotes: 3 stand\n")


def test_an_edit_behind_the_quotes_is_a_change_though_every_quote_stands(texts: Path) -> None:
    _write(texts / "a1.txt", TEXT + "More.")

    stands, text = _report(texts)

    assert not stands
    assert _without_ids(text) == [
        "a1: changed: its text has another digest; 2 of 2 quotes stand",
        "articles: 2 stand, 1 changed; quotes: 3 stand",
    ]


def test_quotes_that_moved_and_quotes_that_are_gone_are_told_apart(texts: Path) -> None:
    _write(texts / "a1.txt", "Update: " + TEXT.replace("Twice.", "Thrice."))

    stands, text = _report(texts)

    assert not stands
    assert _without_ids(text) == [
        "a1: changed: its text has another digest; 0 of 2 quotes stand",
        f"  0:18 moved to 8:26  “{FIRST}”",
        "  20:43 gone  “Seoul denied it. Twice.”",
        "articles: 2 stand, 1 changed; quotes: 1 stand, 1 moved, 1 gone",
    ]


def test_a_quote_that_stands_twice_moved_to_the_nearer_place(texts: Path) -> None:
    _write(texts / "b2.txt", f"{THIRD} Headline. {THIRD} {THIRD}")

    _, text = _report(texts)

    assert f"  9:27 moved to 0:18  “{THIRD}”" in _without_ids(text)


def test_a_deleted_file_is_missing_with_its_quotes_unchecked(texts: Path) -> None:
    (texts / "a1.txt").unlink()

    stands, text = _report(texts)

    assert not stands
    assert text.splitlines() == [
        "a1: missing: no such article was read, 2 quotes unchecked",
        "articles: 2 stand, 1 missing; quotes: 1 stand, 2 unchecked",
    ]


def test_a_renamed_file_is_missing_and_named_by_its_text(texts: Path) -> None:
    shutil.move(texts / "b2.txt", texts / "renamed.txt")

    stands, text = _report(texts)

    assert not stands
    assert text.splitlines() == [
        "b2: missing: no such article was read, 1 quote unchecked; renamed has the same text",
        "not in the graph: renamed",
        "articles: 2 stand, 1 missing, 1 not in the graph; quotes: 2 stand, 1 unchecked",
    ]


def test_a_new_file_is_told_and_does_no_harm(texts: Path) -> None:
    _write(texts / "d4.txt", "News.")

    assert _report(texts) == (
        True,
        "not in the graph: d4\narticles: 3 stand, 1 not in the graph; quotes: 3 stand\n",
    )


def test_other_line_ends_are_named_as_such(texts: Path) -> None:
    _write(texts / "a1.txt", TEXT.replace("\n", "\r\n"))

    stands, text = _report(texts)

    assert not stands
    assert _without_ids(text) == [
        "a1: changed in its line ends alone: its text has another digest; 1 of 2 quotes stand",
        "  20:43 gone  “Seoul denied it. Twice.”",
        "articles: 2 stand, 1 changed; quotes: 2 stand, 1 gone",
    ]


def test_a_digest_altered_in_the_graph_is_a_change(texts: Path) -> None:
    graph = texts.parent / "out" / "graph.ttl"
    digest = Article(id="b2", text=OTHER).sha256
    graph.write_text(graph.read_text("utf-8").replace(digest, "0" * 64), "utf-8")

    stands, text = _report(texts)

    assert not stands
    assert "b2: changed: its text has another digest; 1 of 1 quote stand\n" in text


def test_a_quote_altered_in_the_graph_contradicts_the_text(texts: Path) -> None:
    graph = texts.parent / "out" / "graph.ttl"
    graph.write_text(graph.read_text("utf-8").replace(THIRD, "Kim praises Putin."), "utf-8")

    stands, text = _report(texts)

    assert not stands
    assert _without_ids(text) == [
        "b2: altered in the graph: the text has its digest, but 1 of 1 quote are not in their place",
        "  9:27 gone  “Kim praises Putin.”",
        "articles: 2 stand, 1 altered in the graph; quotes: 2 stand, 1 gone",
    ]


def test_a_file_that_cannot_be_read_is_told_with_the_reason(texts: Path) -> None:
    (texts / "c3.odt").write_bytes(b"PK")

    _, text = _report(texts)

    assert "c3.odt: .odt files are not read; give .txt, " in text


@pytest.mark.parametrize("syntax", [ox.RdfFormat.N_TRIPLES, ox.RdfFormat.RDF_XML, ox.RdfFormat.JSON_LD])
def test_a_graph_in_another_syntax_is_known_by_its_suffix(syntax: ox.RdfFormat, texts: Path) -> None:
    turtle = texts.parent / "out" / "graph.ttl"
    other = turtle.with_suffix(f".{syntax.file_extension}")
    triples = (quad.triple for quad in ox.parse(turtle.read_bytes(), format=ox.RdfFormat.TURTLE))
    ox.serialize(triples, str(other), format=syntax)

    assert verify(other, read_articles(texts)).stands


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("ir:beginChar 0 ;", "", r"graph\.ttl: <.*evidence/.*>: 'beginChar' is not what tells where its quote stands"),
        ("ir:endChar 18", 'ir:endChar "x"', r"graph\.ttl: <.*evidence/.*>: .*'x' is not what tells where"),
        ('ir:articleId "a1" ;', "", r"graph\.ttl: <.*article/a1> has quotes but no ir:articleId"),
        ("@prefix ir:", "@prefix other:", r"graph\.ttl:\d+: not Turtle: "),
    ],
)
def test_a_graph_that_does_not_tell_where_quotes_stand_is_an_error(
    old: str, new: str, message: str, texts: Path
) -> None:
    graph = texts.parent / "out" / "graph.ttl"
    content = graph.read_text("utf-8")
    assert old in content
    graph.write_text(content.replace(old, new, 1), "utf-8")

    with pytest.raises(GraphFileError, match=message):
        verify(graph, read_articles(texts))


def test_a_graph_without_articles_is_an_error(tmp_path: Path) -> None:
    (tmp_path / "graph.ttl").write_text("<http://a/b> <http://a/c> 1 .", "utf-8")

    with pytest.raises(GraphFileError, match=r"graph\.ttl: no ir:Article; give the graph\.ttl of a kg build"):
        verify(tmp_path / "graph.ttl", [])


def test_the_command_takes_a_built_folder_and_its_exit_code_is_for_scripts(texts: Path, capsys: Out) -> None:
    out = str(texts.parent / "out")

    assert main(["verify", out, str(texts)]) == 0
    assert capsys.readouterr().out == "articles: 3 stand; quotes: 3 stand\n"
    (texts / "a1.txt").unlink()
    assert main(["verify", out, str(texts)]) == 1


def test_the_command_writes_json(texts: Path, capsys: Out) -> None:
    _write(texts / "b2.txt", "Update: " + OTHER)
    (texts / "a1.txt").unlink()

    code = main(["verify", str(texts.parent / "out"), str(texts), "--format", "json"])

    found = json.loads(capsys.readouterr().out)
    (lost,) = found["articles"][0].pop("lost")
    assert code == 1
    assert {key: lost[key] for key in ("begin", "end", "moved_to", "quote")} == {
        "begin": 9, "end": 27, "moved_to": 17, "quote": THIRD,
    }  # fmt: skip
    assert found == {
        "stands": False,
        "articles": [
            {"article": "b2", "status": "changed", "quotes": 1},
            {"article": "c3", "status": "stands", "quotes": 0},
            {"article": "a1", "status": "missing", "quotes": 2},
        ],
        "not_read": [],
    }


@pytest.mark.parametrize("missing", ["graph", "path"])
def test_a_wrong_path_is_an_error_that_names_it(missing: str, texts: Path, capsys: Out) -> None:
    paths = {"graph": str(texts.parent / "out"), "path": str(texts)} | {missing: str(texts / "none")}

    assert main(["verify", paths["graph"], paths["path"]]) == 2
    assert "none: no such file or folder" in capsys.readouterr().err


def test_of_two_articles_of_one_id_the_one_that_kg_build_could_read_is_looked_at(texts: Path, capsys: Out) -> None:
    (texts / "a0.jsonl").write_text('{"id": "a1", "text": "Etwas anderes.", "language": "de"}\n', encoding="utf-8")

    assert main(["verify", str(texts.parent / "out"), str(texts)]) == 0
    assert capsys.readouterr().out.endswith("articles: 3 stand; quotes: 3 stand\n")


def test_the_command_takes_the_languages_that_the_build_took(texts: Path, capsys: Out) -> None:
    out = str(texts.parent / "out")

    assert main(["verify", out, str(texts), "--languages", "en"]) == 0
    assert main(["verify", out, str(texts), "--languages", "fr"]) == 1
    assert "only French" in capsys.readouterr().out
    assert main(["verify", out, str(texts), "--languages", "xx"]) == 2
    assert capsys.readouterr().err == "kg: language 'xx': kg reads en, fr\n"
