"""A file with the decisions of months: what it costs to add one, and to take one back, does not grow out of hand."""

from __future__ import annotations

import tomllib
import tracemalloc
from typing import TYPE_CHECKING

import kg.decisions.file
from kg.decision import Decision, Told
from kg.decisions import add_decisions, read_decisions, undo_decision
from kg.decisions.naming import name_of
from tests.decisions.deciding import decide

if TYPE_CHECKING:
    from pathlib import Path

    import pytest

MANY = 200


def _rejected(number: int) -> Decision:
    told = Told(event=f"2024-05-01-attacked-a-b-{number:016x}", article=f"a{number}", quote=f"Sentence {number}.")
    return decide("reject-event", name="", told=(told,))


def test_a_name_is_found_without_making_all_that_it_could_be() -> None:
    decision = _rejected(1)

    tracemalloc.start()
    name_of(decision, {"reject-2024-05-01-attacked-a-b"})
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()

    assert peak < 1_000_000


def test_undoing_one_of_many_reads_the_file_a_few_times_and_not_once_for_each(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "decisions.toml"
    add_decisions(path, map(_rejected, range(MANY)))
    last = read_decisions(path)[-1].name
    size = len(path.read_text(encoding="utf-8"))
    read: list[int] = []
    loads = tomllib.loads

    def counted(text: str) -> dict[str, object]:
        read.append(len(text))
        return loads(text)

    monkeypatch.setattr(tomllib, "loads", counted)
    undo_decision(path, last)

    assert len(read_decisions(path)) == MANY - 1
    assert sum(read) < 6 * size


def test_adding_one_to_many_compares_it_with_those_about_the_same_alone(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "decisions.toml"
    compared: list[Decision] = []
    content = kg.decisions.file._content  # noqa: SLF001  # what is counted has no public name

    def counted(decision: Decision) -> object:
        compared.append(decision)
        return content(decision)

    monkeypatch.setattr(kg.decisions.file, "_content", counted)
    added = add_decisions(path, [*map(_rejected, range(MANY)), _rejected(7)])

    assert [each.new for each in added] == [*[True] * MANY, False]
    assert len(compared) <= 2 * MANY
