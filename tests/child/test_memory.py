"""Limits of memory where the system knows them, and where it does not."""

from __future__ import annotations

import sys
import time
from pathlib import Path
from typing import cast

import pytest

from kg.child.memory import enforceable
from kg.child.process import Child

linux = pytest.mark.skipif(not Path("/proc/self/statm").exists(), reason="memory is limited on Linux only")
UNLIMITED = -1


@linux
def test_linux_can_enforce_a_limit() -> None:
    assert enforceable(300) == 300
    assert enforceable(None) is None


def test_windows_has_no_limits(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "resource", None)

    assert enforceable(300) is None


def test_macos_does_not_say_what_a_process_takes(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr("kg.child.memory._PAGES", tmp_path / "statm")

    assert enforceable(300) is None


@linux
def test_a_system_that_refuses_limits_enforces_none(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> None:
        raise ValueError("not allowed to raise maximum limit")

    monkeypatch.setattr("resource.setrlimit", refuse)

    assert enforceable(300) is None


def _limits(hard_mb: int | None) -> tuple[int, int, int]:
    with Child("tests.child.working:say_limits") as child:
        child.tell(hard_mb)
        taken, limited, lifted = cast("list[int]", child.hear(until=time.monotonic() + 60))
    return taken, limited, lifted


@linux
def test_a_limit_is_beyond_what_is_taken_and_can_be_lifted() -> None:
    taken, limited, lifted = _limits(None)

    assert 95 <= limited - taken <= 105
    assert lifted == UNLIMITED


@linux
def test_a_limit_that_who_started_kg_set_stays_and_does_not_keep_from_a_lower_one() -> None:
    taken, limited, lifted = _limits(4000)

    assert 95 <= limited - taken <= 105
    assert lifted == 4000
