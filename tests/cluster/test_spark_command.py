"""The command line with Spark: files, folders, what is said, and what is refused."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import pytest

from kg.cli import main
from kg.cluster.session import open_session
from kg.errors import EngineError

Out = pytest.CaptureFixture[str]


@pytest.fixture
def news(tmp_path: Path) -> Path:
    """Return a folder with two files, in which an id comes twice."""
    folder = tmp_path / "news"
    folder.mkdir()
    for name, ids in (("a", ("a1", "a2")), ("b", ("a2", "b1"))):
        rows = [{"id": each, "text": "Kim Jong Un met Vladimir Putin.", "published": "2023-09-13"} for each in ids]
        (folder / f"{name}.jsonl").write_text("".join(f"{json.dumps(row)}\n" for row in rows), encoding="utf-8")
    return folder


@pytest.mark.spark
@pytest.mark.model
@pytest.mark.usefixtures("spark")
def test_spark_writes_the_file_and_says_what_one_process_does(news: Path, tmp_path: Path, capsys: Out) -> None:
    said = []
    for engine in ("local", "spark"):
        out = tmp_path / f"{engine}.jsonl"
        command = ["extract", str(news), "--engine", engine, "--readers", "rules", "-o", str(out)]
        assert main([*command, "--errors", str(tmp_path / f"{engine}-errors.jsonl")]) == 0
        said.append(capsys.readouterr())

    here, there = ((tmp_path / f"{engine}.jsonl").read_bytes() for engine in ("local", "spark"))
    assert here.count(b"\n") == 3
    assert there == here
    assert said[0].err.startswith("Left out: 1 input\n")
    assert said[1].err.endswith(said[0].err)
    assert (tmp_path / "spark-errors.jsonl").read_bytes() == b""


@pytest.mark.spark
@pytest.mark.model
@pytest.mark.usefixtures("spark")
def test_spark_writes_a_folder_of_tables(news: Path, tmp_path: Path, capsys: Out) -> None:
    out = tmp_path / "tables"

    code = main(["extract", str(news), "--engine", "spark", "--readers", "rules", "-o", str(out)])

    assert code == 0
    assert capsys.readouterr().err.endswith(f"Left out: 1 input, told in {out / 'skipped'}\n")
    assert sorted(path.name for path in out.iterdir() if not path.name.startswith(".")) == [
        "_SUCCESS", "errors", "events", "skipped",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("more", "why"),
    [
        (["--master", "local[2]"], "kg: --master is for --engine spark; add that, or leave it out\n"),
        (
            ["--engine", "spark", "--jobs", "2"],
            "kg: --jobs is for the local engine; tell Spark how many cores by --master, such as local[2]\n",
        ),
    ],
)
def test_options_of_the_other_engine_are_refused(news: Path, capsys: Out, more: list[str], why: str) -> None:
    assert main(["extract", str(news), *more]) == 2
    assert capsys.readouterr().err == why


def test_where_pyspark_is_not_installed_it_is_said_how_to_install_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pyspark.sql", None)

    with pytest.raises(EngineError, match="PySpark is not installed; run: pip install"), open_session():
        pass


def test_where_java_is_not_installed_it_is_said(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    pytest.importorskip("pyspark")
    monkeypatch.setattr("kg.cluster.session._active", lambda: None)
    monkeypatch.setenv("JAVA_HOME", str(tmp_path))

    with (
        pytest.raises(EngineError, match="needs Java, and none is installed; install Java 17 or later"),
        open_session(),
    ):
        pass
