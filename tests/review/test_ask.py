"""Questions asked one by one, by a script of answers and by a person at a terminal."""

from __future__ import annotations

import os
import pty
import subprocess
import sys
import time
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from kg.decisions import read_decisions
from kg.review.ask import HELP, Asked, ask
from kg.review.propose import propose
from tests.review.invented import graph

if TYPE_CHECKING:
    from collections.abc import Callable

DAY = date(2026, 11, 26)
ROOT = Path(__file__).parents[2]


def answering(*lines: str) -> Callable[[str], str]:
    """Return what gives the lines one after another, and then ends as an input does."""
    left = list(lines)

    def read(_: str) -> str:
        if not left:
            raise EOFError
        return left.pop(0)

    return read


def asked(file: Path, *lines: str) -> tuple[Asked, str]:
    heard: list[str] = []
    tally = ask(
        propose(graph(), only="events"), file=file, who="Ana", when=DAY, read=answering(*lines), say=heard.append
    )
    return tally, "\n".join(heard)


def test_an_answer_is_written_with_who_when_and_why(tmp_path: Path) -> None:
    file = tmp_path / "decisions.toml"

    tally, heard = asked(file, "n they spoke of another accord", "quit")

    (decision,) = read_decisions(file)
    assert (decision.kind, decision.who, decision.when) == ("reject-event", "Ana", DAY)
    assert decision.why == "they spoke of another accord"
    assert (tally.yes, tally.no, tally.skipped) == (0, 1, 0)
    assert f"written: {decision.name}" in heard


def test_every_answer_is_in_the_file_before_the_next_question(tmp_path: Path) -> None:
    file = tmp_path / "decisions.toml"
    seen: list[int] = []

    def read(_: str) -> str:
        seen.append(len(read_decisions(file, missing_ok=True)))
        return "y" if len(seen) < 4 else "q"

    ask(propose(graph(), only="events"), file=file, who="Ana", when=DAY, read=read, say=lambda _: None)

    assert seen == [0, 1, 2, 3]


def test_going_back_takes_the_last_answer_out_and_asks_again(tmp_path: Path) -> None:
    file = tmp_path / "decisions.toml"

    tally, heard = asked(file, "y", "back", "n", "q")

    assert [each.kind for each in read_decisions(file)] == ["reject-event"]
    assert (tally.yes, tally.no) == (0, 1)
    assert "taken out: affirm-" in heard


def test_what_is_skipped_decides_nothing_and_the_end_of_the_input_stops(tmp_path: Path) -> None:
    file = tmp_path / "decisions.toml"

    tally, heard = asked(file, "skip", "s")

    assert not file.exists()
    assert (tally.skipped, tally.yes + tally.no) == (2, 0)
    assert f"{tally.all} questions left open" in heard


def test_a_word_that_is_no_answer_is_explained_and_asked_again(tmp_path: Path) -> None:
    file = tmp_path / "decisions.toml"

    _, heard = asked(file, "perhaps", "YES.", "q")

    assert heard.count(HELP) == 1
    assert [each.kind for each in read_decisions(file)] == ["affirm-event"]


def test_there_is_nothing_before_the_first_question_to_go_back_to(tmp_path: Path) -> None:
    _, heard = asked(tmp_path / "decisions.toml", "b", "q")

    assert "This is the first question." in heard


def test_a_person_at_a_terminal_is_asked_and_heard(tmp_path: Path) -> None:
    out = tmp_path / "out"
    graph().write(out)
    ours, theirs = pty.openpty()
    told = ("--interactive", "--only", "events", "--who", "Ana", "--file", str(tmp_path / "decisions.toml"))
    person = subprocess.Popen(
        [sys.executable, "-m", "kg", "review", str(out), *told],
        stdin=theirs, stdout=theirs, stderr=theirs, cwd=ROOT, close_fds=True,
    )  # fmt: skip
    os.close(theirs)
    seen = _until(ours, "quit? ")
    os.write(ours, b"n not so\n")
    seen += _until(ours, "quit? ")
    os.write(ours, b"q\n")
    seen += _until(ours, "next build on.")

    assert person.wait(timeout=60) == 0
    os.close(ours)
    assert "written: reject-" in seen
    assert [each.why for each in read_decisions(tmp_path / "decisions.toml")] == ["not so"]


def _until(handle: int, words: str) -> str:
    """Return what a terminal shows up to the words."""
    seen = ""
    end = time.monotonic() + 120
    while words not in seen:
        assert time.monotonic() < end, f"the terminal never showed {words!r}: {seen}"
        seen += os.read(handle, 4096).decode("utf-8", "replace")
    return seen
