"""Hidden files that outputs are written to before they have their names, and processes that are killed over them."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from typing import BinaryIO

import pytest

from kg.files import check_output_folder, open_atomic, write_text_atomic
from kg.parts import held_part

_WRITES = """
import sys
from kg.files import open_atomic
with open_atomic(sys.argv[1]) as out:
    out.write("half of it")
    print("writing", flush=True)
    sys.stdin.read()
"""


def _writer(path: Path) -> subprocess.Popen[str]:
    process = subprocess.Popen(
        [sys.executable, "-c", _WRITES, str(path)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    )
    assert process.stdout is not None
    assert process.stdout.readline() == "writing\n"
    return process


def _names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def test_what_a_killed_process_left_goes_with_the_next_writing_of_the_same_output(tmp_path: Path) -> None:
    with _writer(tmp_path / "graph.ttl") as process:
        process.kill()
    (left,) = _names(tmp_path)
    assert left.startswith(".graph.ttl.")

    write_text_atomic(tmp_path / "events.jsonl", "another output")
    write_text_atomic(tmp_path / "graph.ttl", "whole")

    assert _names(tmp_path) == ["events.jsonl", "graph.ttl"]


def test_what_another_process_is_writing_stays_and_is_written_to_its_end(tmp_path: Path) -> None:
    with _writer(tmp_path / "graph.ttl") as process:
        write_text_atomic(tmp_path / "graph.ttl", "ours, meanwhile")
        assert len(_names(tmp_path)) == 2
        process.communicate("")

    assert process.returncode == 0
    assert _names(tmp_path) == ["graph.ttl"]
    assert (tmp_path / "graph.ttl").read_text() == "half of it"


def test_a_check_of_a_folder_that_was_killed_leaves_nothing_either(tmp_path: Path) -> None:
    (tmp_path / ".kg.4711.part").touch()

    check_output_folder(tmp_path)

    assert _names(tmp_path) == []


@pytest.mark.parametrize("name", [".out.part", ".out.x.part", ".out.4711.partly", "out.4711.part", ".other.4711.part"])
def test_files_of_other_names_stay(tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_text("dear")

    write_text_atomic(tmp_path / "out", "new")

    assert (tmp_path / name).read_text() == "dear"


@pytest.mark.skipif(sys.platform == "win32", reason="links need rights there, and named pipes are others")
def test_links_folders_and_pipes_that_lie_in_wait_are_neither_followed_nor_waited_for(tmp_path: Path) -> None:
    (tmp_path / "dear").write_text("dear")
    (tmp_path / ".out.1.part").symlink_to(tmp_path / "dear")
    (tmp_path / ".out.2.part").mkdir()
    os.mkfifo(tmp_path / ".out.3.part")

    write_text_atomic(tmp_path / "out", "new")

    assert _names(tmp_path) == [".out.1.part", ".out.2.part", ".out.3.part", "dear", "out"]
    assert (tmp_path / "dear").read_text() == "dear"


@pytest.mark.skipif(sys.platform == "win32", reason="a file that is open cannot be removed there")
def test_a_part_that_is_taken_for_abandoned_before_it_is_locked_is_begun_anew(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from kg import parts

    lock = parts._locked  # noqa: SLF001  # the instant before it is what is tested
    taken: list[Path] = []

    def slow(handle: BinaryIO) -> int | None:
        if not taken:
            taken.extend(tmp_path.glob(".out.*.part"))
            taken[0].unlink()
        return lock(handle)

    monkeypatch.setattr(parts, "_locked", slow)

    write_text_atomic(tmp_path / "out", "new")

    assert taken
    assert (tmp_path / "out").read_text() == "new"


def test_processes_that_write_one_output_never_fail_each_other(tmp_path: Path) -> None:
    """Each sweeps before it writes, so that a sweep meets parts at every instant of their lives."""
    code = "import sys; from kg.files import write_text_atomic as w; [w(sys.argv[1], 'x' * 9) for _ in range(300)]"
    command = [sys.executable, "-c", code, str(tmp_path / "out")]

    processes = [subprocess.Popen(command, stderr=subprocess.PIPE, text=True) for _ in range(3)]
    errors = [process.communicate()[1] for process in processes]

    assert errors == ["", "", ""]
    assert _names(tmp_path) == ["out"]


def test_two_threads_that_write_one_output_each_write_it_to_its_end(tmp_path: Path) -> None:
    """As do two processes of one number, of containers that share a disk."""
    with open_atomic(tmp_path / "out") as first:
        first.write("of the first")
        with open_atomic(tmp_path / "out") as second:
            second.write("of the second")
        assert (tmp_path / "out").read_text() == "of the second"

    assert (tmp_path / "out").read_text() == "of the first"
    assert _names(tmp_path) == ["out"]


def test_a_part_is_gone_when_the_body_fails(tmp_path: Path) -> None:
    with pytest.raises(ZeroDivisionError), open_atomic(tmp_path / "out") as handle:
        handle.write(str(1 // 0))

    assert _names(tmp_path) == []


@pytest.mark.skipif(not Path("/proc/self/fd").exists(), reason="the system does not tell which files are open")
def test_locks_are_given_back(tmp_path: Path) -> None:
    before = _names(Path("/proc/self/fd"))

    for _ in range(20):
        with held_part(tmp_path / "out"):
            pass

    assert _names(Path("/proc/self/fd")) == before
