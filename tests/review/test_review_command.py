"""kg review on the command line."""

from __future__ import annotations

import shlex
from pathlib import Path

import pytest

from kg.cli import main
from kg.commands import review
from kg.decisions import decisions_of_sheet, read_decisions
from kg.review.propose import DEFAULT_MOST
from tests.review.invented import graph


@pytest.fixture
def built(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return the folder of a built graph; the working folder is empty, so that no decisions lie there."""
    monkeypatch.chdir(tmp_path)
    graph().write(tmp_path / "out")
    return tmp_path / "out"


def test_the_questions_are_printed_with_their_reasons(built: Path, capsys: pytest.CaptureFixture[str]) -> None:
    code = main(["review", str(built)])

    shown = capsys.readouterr().out
    assert code == 0
    assert "Are Jean-Yves Le Marchand (person, Norland) and Le Marchand (person) one actor?" in shown
    assert (
        "Is it right: Sudmark agreed with Vesteria, 2024-04-01?  [45% that it is wrong, the tie stands on it alone]"
        in shown
    )


def test_only_merges_are_asked_where_only_those_are_wanted(built: Path, capsys: pytest.CaptureFixture[str]) -> None:
    main(["review", str(built), "--only", "merges", "--most", "1"])

    shown = capsys.readouterr().out
    assert "one actor?" in shown
    assert "Is it right" not in shown


def test_a_sheet_is_written_and_the_next_step_said(built: Path, capsys: pytest.CaptureFixture[str]) -> None:
    sheet = built.parent / "review.csv"

    code = main(["review", str(built), "--sheet", str(sheet)])

    assert code == 0
    assert f"then: kg decide --sheet {sheet} --graph {built}" in capsys.readouterr().out
    assert decisions_of_sheet(sheet) == ((), ())


def test_a_sheet_that_cannot_be_written_is_said_in_one_line(built: Path, capsys: pytest.CaptureFixture[str]) -> None:
    code = main(["review", str(built), "--sheet", str(built / "graph.ttl")])

    assert code == 2
    assert "choose another name" in capsys.readouterr().err


def test_answers_come_through_a_pipe(
    built: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    answers = iter(["y", "q"])
    monkeypatch.setattr("builtins.input", lambda _: next(answers))

    code = main(["review", str(built), "--interactive", "--who", "Ana", "--file", "decisions.toml"])
    shown = capsys.readouterr().out
    main(["review", str(built), "--file", "decisions.toml"])

    assert code == 0
    assert "1 answer in decisions.toml: 1 yes, 0 no" in shown
    asked_first = next(line for line in shown.splitlines() if line.startswith("  1."))
    assert asked_first.removeprefix("  1.") not in capsys.readouterr().out, "what was answered is asked again"


def test_answers_that_no_file_would_keep_are_not_asked_for(built: Path, capsys: pytest.CaptureFixture[str]) -> None:
    code = main(["review", str(built), "--interactive"])

    assert code == 2
    assert "there is no workspace here (workspace); name a file with --file decisions.toml" in capsys.readouterr().err


@pytest.mark.parametrize(("only", "kinds"), [("merges", {"keep-apart"}), ("events", {"reject-event"})])
def test_the_printed_commands_decide_what_they_say(
    built: Path, capsys: pytest.CaptureFixture[str], only: str, kinds: set[str]
) -> None:
    main(["review", str(built), "--only", only, "--file", "my decisions.toml"])
    commands = [line.strip() for line in capsys.readouterr().out.splitlines() if line.strip().startswith("kg decide")]

    codes = [main([*shlex.split(command)[1:], "--who", "Ana"]) for command in commands[1::2]]

    assert set(codes) == {0}
    assert {each.kind for each in read_decisions("my decisions.toml")} == kinds


def test_a_filled_sheet_is_taken_over_by_decide(built: Path, capsys: pytest.CaptureFixture[str]) -> None:
    main(["review", str(built), "--sheet", "review.csv"])
    rows = Path("review.csv").read_text(encoding="utf-8-sig").splitlines(keepends=True)
    Path("review.csv").write_text(rows[0] + "".join(f"yes{row}" for row in rows[1:]), encoding="utf-8")

    code = main(["decide", "--sheet", "review.csv", "--graph", str(built), "--file", "decisions.toml", "--who", "Ana"])

    assert code == 0
    assert {each.kind for each in read_decisions("decisions.toml")} == {"merge-actors", "affirm-event"}
    assert f"{len(rows) - 1} decisions added" in capsys.readouterr().out


def test_the_help_tells_the_number_that_is_proposed() -> None:
    assert review._MOST == DEFAULT_MOST  # noqa: SLF001  # kept apart so that help need not wait
