"""The command line with several jobs, and with articles that cannot be read."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from pathlib import Path

import pytest

from kg.cli import main
from kg.files import sample
from kg.model import Article, Event
from tests.factories import actor, event

Out = pytest.CaptureFixture[str]


@pytest.fixture
def news(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return a file of three articles, of which the second is poison for a stand-in for spaCy."""

    def extractor(articles: Iterable[Article]) -> Iterator[tuple[Article, tuple[Event, ...]]]:
        for each in articles:
            if each.id == "a2":
                raise ValueError("poison")
            yield each, (event("met-with", actor(), actor("Vladimir Putin"), article=each.id),)

    monkeypatch.setattr("kg.pipeline._extractor", lambda _own, _given: extractor)
    path = tmp_path / "news.jsonl"
    rows = [{"id": f"a{number}", "text": "Kim Jong Un met Vladimir Putin."} for number in (1, 2, 3)]
    path.write_text("".join(f"{json.dumps(row)}\n" for row in rows), encoding="utf-8")
    return path


def test_an_article_on_which_kg_fails_is_left_out_said_and_written_to_the_file_of_errors(
    news: Path, capsys: Out
) -> None:
    errors = news.with_name("errors.jsonl")

    code = main(["extract", str(news), "--errors", str(errors)])

    out, err = capsys.readouterr()
    assert code == 0
    assert [json.loads(line)["article"] for line in out.splitlines()] == ["a1", "a3"]
    assert err == "Left out: 1 input\n  article a2: could not be read: ValueError: poison\n"
    (row,) = map(json.loads, errors.read_text(encoding="utf-8").splitlines())
    assert (row["id"], row["error"], row["message"]) == ("a2", "ValueError", "poison")
    assert row["where"].startswith("tests/workers/test_jobs_command.py:")


def test_a_build_is_made_of_the_articles_that_could_be_read(news: Path, capsys: Out) -> None:
    out, errors = news.with_name("out"), news.with_name("errors.jsonl")

    code = main(["build", str(news), "--out", str(out), "--errors", str(errors)])

    said = capsys.readouterr().out
    assert code == 0
    assert said.startswith("2 articles, ")
    assert "  article a2: could not be read: ValueError: poison" in said
    assert errors.read_text(encoding="utf-8").count("\n") == 1


def test_the_file_of_errors_is_empty_where_nothing_failed(news: Path, capsys: Out) -> None:
    rows = news.read_text(encoding="utf-8").replace("a2", "b2")
    news.write_text(rows, encoding="utf-8")
    errors = news.with_name("errors.jsonl")
    errors.write_text("of before\n", encoding="utf-8")

    main(["extract", str(news), "--errors", str(errors)])

    assert errors.read_text(encoding="utf-8") == ""
    assert capsys.readouterr().err == ""


def test_no_jobs_are_refused(capsys: Out) -> None:
    with pytest.raises(SystemExit):
        main(["build", "x", "--jobs", "0"])

    assert "argument --jobs: '0' is not a whole number above 0" in capsys.readouterr().err


@pytest.mark.model
def test_a_build_with_two_jobs_writes_the_same_bytes(tmp_path: Path, capsys: Out) -> None:
    texts, said = tmp_path / "texts.jsonl", []
    lines = (sample() / "dispatches.jsonl").read_bytes().splitlines(keepends=True)
    texts.write_bytes(b"".join(lines[:30]))
    for jobs in ("1", "2"):
        assert main(["build", str(texts), "--out", str(tmp_path / jobs), "--jobs", jobs]) == 0
        said.append(capsys.readouterr().out.replace(str(tmp_path / jobs), "OUT"))

    one, two = (sorted((tmp_path / jobs).iterdir()) for jobs in ("1", "2"))
    assert [path.name for path in one] == [path.name for path in two]
    assert [path.read_bytes() for path in one] == [path.read_bytes() for path in two]
    assert said[0] == said[1]
