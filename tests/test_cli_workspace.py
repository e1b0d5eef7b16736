"""The commands of a workspace as a user gives them, with what they print; a stand-in finds the events."""

from __future__ import annotations

from pathlib import Path

import pytest

from kg.cli import main
from tests.workspace.standin import read_lines

MET = "Ana met-with Ben on 2024-05-09"
BLAMED = "Ana accused Cleo on 2024-05-10"


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr("kg.pipeline._extractor", lambda _own, _given: read_lines)
    monkeypatch.chdir(tmp_path)
    texts = tmp_path / "texts"
    texts.mkdir()
    (texts / "a.txt").write_text(MET)
    (texts / "b.txt").write_text(BLAMED)
    return texts


def said(capsys: pytest.CaptureFixture[str], *arguments: str, code: int = 0) -> str:
    assert main(arguments) == code
    captured = capsys.readouterr()
    return captured.err if code and captured.err else captured.out


def test_a_day_in_the_life_of_a_workspace(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert said(capsys, "add", "texts") == "2 articles added (2 events read, doubtful ones and repeats included)\n"
    assert said(capsys, "status") == (
        "workspace: 2 articles, 2 events read (doubtful ones and repeats included), 0 decisions\nNever built; build it with: kg build\n"
    )
    built = said(capsys, "build")
    assert built.startswith("2 articles, 3 actors, 2 events, 2 ties\n")
    assert built.endswith("Written to out: events.jsonl, graph.ttl, graph.html, graph.gexf, graph.graphml\n")
    assert said(capsys, "status", "--check") == (
        "workspace: 2 articles, 2 events read (doubtful ones and repeats included), 0 decisions\nBuilt: out is up to date\n"
    )
    (here / "a.txt").write_text(BLAMED)
    (here / "c.txt").write_text(MET)
    (here / "b.txt").unlink()
    assert said(capsys, "status") == (
        "workspace: 2 articles, 2 events read (doubtful ones and repeats included), 0 decisions\n"
        "Built: out is up to date\n"
        "\n"
        "Files that have changed since they were added: 1; take them in with: kg update\n"
        "  texts/a.txt\n"
        "\n"
        "Files that are no longer there: articles 1; remove them with: kg update --prune\n"
        "  b (texts/b.txt)\n"
    )
    assert said(capsys, "add", "texts") == (
        "1 article added (1 event read, doubtful ones and repeats included)\n"
        "\n"
        "Left out: 1 input\n"
        "  article a: is kept already with another text or date; take the new one with: kg update\n"
    )
    assert said(capsys, "update", "--prune") == (
        "1 article updated, 1 article removed (1 event read, doubtful ones and repeats included)\n"
    )
    assert said(capsys, "status", "--check", code=1) == (
        "workspace: 2 articles, 2 events read (doubtful ones and repeats included), 0 decisions\n"
        "Since out was built: 1 article added, 1 article changed, 1 article removed; build it with: kg build\n"
    )
    assert said(capsys, "status", "--articles") == "a\t\ttexts/a.txt\nc\t\ttexts/c.txt\n"
    assert said(capsys, "remove", "texts/c.txt") == (
        "1 article removed\n"
        "Their files stay: kg add takes them in again, unless you say: "
        "kg decide leave-out ARTICLE --removed --why TEXT\n"
    )
    assert said(capsys, "update") == "Nothing was changed: no file was edited since it was read\n"


def test_what_is_removed_and_left_out_is_not_said_to_come_back(capsys: pytest.CaptureFixture[str]) -> None:
    said(capsys, "add", "texts")
    said(capsys, "build")
    said(capsys, "decide", "leave-out", "a", "--why", "withdrawn", "--who", "Ana")

    assert said(capsys, "remove", "a") == "1 article removed\n"
    assert "article a: is left out by the decision leave-out-a of Ana" in said(capsys, "add", "texts")


def test_an_article_is_removed_though_the_decisions_cannot_be_read(capsys: pytest.CaptureFixture[str]) -> None:
    said(capsys, "add", "texts")
    Path("workspace/decisions.toml").write_text("[[decision", encoding="utf-8")

    assert said(capsys, "remove", "a").startswith("1 article removed\n")


def test_each_article_is_printed_when_it_is_kept(capsys: pytest.CaptureFixture[str]) -> None:
    assert said(capsys, "add", "texts", "-v", "--prefix", "x/").splitlines()[:2] == ["x/a", "x/b"]


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["status"], "workspace: is no workspace; make one with: kg add PATH --workspace workspace"),
        (["build"], "no PATH is given, and there is no workspace here (workspace); give files or folders to build, or"),
        (["build", "-w", "elsewhere"], "elsewhere: is no workspace; make one with: kg add PATH --workspace elsewhere"),
        (["build", "texts", "-w", "w"], "give PATH or --workspace, not both; a workspace takes in texts with: kg add"),
        (["add", "texts", "-w", "texts"], "texts: holds files and is no workspace; name a new folder for it"),
        (["add", "nowhere"], "nowhere: no such file or folder; check the spelling"),
        (["remove", "a"], "workspace: is no workspace; make one with"),
    ],
)
def test_what_cannot_be_done_is_one_line_with_the_fix(
    capsys: pytest.CaptureFixture[str], arguments: list[str], message: str
) -> None:
    told = said(capsys, *arguments, code=2)

    assert told.startswith(f"kg: {message}")
    assert told.count("\n") == 1


def test_how_texts_are_read_is_a_matter_of_adding_them(capsys: pytest.CaptureFixture[str]) -> None:
    said(capsys, "add", "texts")

    told = said(capsys, "build", "-w", "workspace", "--readers", "rules", code=2)

    assert told.startswith(
        "kg: --readers is for texts given with PATH; a workspace was told of it when they were added"
    )
    assert said(capsys, "add", "texts", "--readers", "rules", code=2).startswith(
        "kg: workspace: reads with other settings than those given; leave --model, --readers and --languages out, or change"
    )


def test_a_build_without_the_options_of_the_last_one_says_so(capsys: pytest.CaptureFixture[str]) -> None:
    said(capsys, "add", "texts")
    said(capsys, "build")
    assert "Built without" not in said(capsys, "build", "--copies", "off", "--min-confidence", "0.9")
    assert said(capsys, "status", "--check", code=1) == (
        "workspace: 2 articles, 2 events read (doubtful ones and repeats included), 0 decisions\n"
        "Built: out is up to date, with --min-confidence 0.9 --copies off\n"
        "A plain kg build would change that:\n"
        "  it takes events of the confidence that kg asks for by itself, not of 0.9 and more\n"
        "  it counts copies of one text as one source, where now every outlet is one\n"
    )

    told = said(capsys, "build", "--copies", "off")

    assert told.endswith(
        "Built without --min-confidence 0.9, which the build before had; to have that again: "
        "kg build --min-confidence 0.9 --copies off\n"
    )
    assert "Built without --copies off" in said(capsys, "build")
    assert "Built without" not in said(capsys, "build")
    assert said(capsys, "status", "--check").endswith("Built: out is up to date\n")


def test_a_one_off_build_in_the_place_of_the_workspace_s_is_not_up_to_date(capsys: pytest.CaptureFixture[str]) -> None:
    said(capsys, "add", "texts")
    said(capsys, "build")

    said(capsys, "build", "texts/a.txt")

    assert "Replaced: out holds another graph than this workspace wrote there; build it with: kg build" in said(
        capsys, "status", "--check", code=1
    )


def test_who_decides_decides_about_what_was_built_last(capsys: pytest.CaptureFixture[str]) -> None:
    said(capsys, "add", "texts")
    said(capsys, "build", "--out", "elsewhere")

    told = said(capsys, "decide", "rename", "Cleo", "Cleopatra", "--why", "her name", "--who", "Ana")

    assert told.startswith("workspace/decisions.toml: rename-cleo, by Ana: rename cleo: Cleopatra\n")
    assert "Ana" in said(capsys, "review", "--most", "1")


def test_where_nothing_was_taken_in_the_exit_code_is_1_and_says_why(
    here: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (here.parent / "empty").mkdir()
    (here.parent / "odd").mkdir()
    (here.parent / "odd" / "letter.pdf").write_text("Rome met Paris.")

    empty = said(capsys, "add", "empty", code=1)
    odd = said(capsys, "add", "odd", code=1)

    assert empty.startswith("Nothing was taken in: no file was found in empty; give a file or folder with .txt, ")
    assert odd.startswith("Nothing was taken in: 1 input was left out\n\nLeft out: 1 input\n  odd/letter.pdf: ")
    assert said(capsys, "update", "empty", code=1) == empty
    assert said(capsys, "update", "odd", code=1) == odd
    said(capsys, "add", "texts", "odd")
    assert said(capsys, "add", "texts") == "2 articles as before\n", "what is there already came in once"


def test_the_build_says_what_became_of_the_events_that_status_counts(
    here: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (here / "c.txt").write_text(f"{MET}\nCleo praised Ben on 2024-05-11")
    said(capsys, "add", "texts")
    assert "3 articles, 4 events read (doubtful ones and repeats included)" in said(capsys, "status")

    told = said(capsys, "build").splitlines()[:2]
    said(capsys, "decide", "reject", "2024-05-10-accused-ana-cleo", "--why", "not so")
    decided = said(capsys, "build").splitlines()[:2]
    doubted = said(capsys, "build", "--min-confidence", "0.95").splitlines()[1]

    assert told == [
        "3 articles, 3 actors, 3 events, 3 ties",
        "3 events of 4 that were read: without 1 repeat of an act",
    ]
    assert decided == [
        "3 articles, 3 actors, 2 events, 2 ties",
        "2 events of 4 that were read: without 1 left out by decisions, 1 repeat of an act",
    ]
    assert doubted == "0 events of 4 that were read: without 3 doubtful, 1 left out by decisions"


def test_a_file_that_is_gone_from_the_build_is_missed(capsys: pytest.CaptureFixture[str]) -> None:
    said(capsys, "add", "texts")
    said(capsys, "build")
    Path("out/graph.html").unlink()

    assert "Missing: out no longer has graph.html; build it with: kg build" in said(capsys, "status", "--check", code=1)

    said(capsys, "build")
    assert "up to date" in said(capsys, "status", "--check")
