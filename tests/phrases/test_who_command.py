"""`kg who` in-process: what it prints, word for word."""

from __future__ import annotations

import io
import json

import pytest

from kg.cli import main

Out = pytest.CaptureFixture[str]


def test_a_phrase_is_answered_with_country_role_actor_and_reason(capsys: Out) -> None:
    assert main(["who", "the French president", "--on", "2015-03-01"]) == 0

    assert capsys.readouterr().out == (
        "the French president: FRA (France), GOV, Francois Hollande (francois-hollande)\n"
        "  because 'president' is GOV; 'French' is of FRA\n"
    )


def test_an_unknown_phrase_is_no_error_and_says_what_was_tried(capsys: Out) -> None:
    assert main(["who", "the zorbl frump", "soldiers"]) == 0

    assert capsys.readouterr().out == (
        "the zorbl frump: unknown\n  tried: zorbl, frump\nsoldiers: -, MIL\n  because 'soldiers' is MIL\n"
    )


def test_a_dash_reads_phrases_from_standard_input(capsys: Out, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stdin", io.StringIO("Pakistani Army\n\nFSB\n"))

    assert main(["who", "-", "--format", "json"]) == 0

    rows = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert [(row["phrase"], row["country"], row["code"]) for row in rows] == [
        ("Pakistani Army", "PAK", "MIL"),
        ("FSB", "RUS", "SPY"),
    ]


def test_a_wrong_day_is_wrong_usage(capsys: Out) -> None:
    with pytest.raises(SystemExit) as stop:
        main(["who", "soldiers", "--on", "yesterday"])

    assert stop.value.code == 2
    assert "'yesterday' is not a day such as 2024-05-09" in capsys.readouterr().err
