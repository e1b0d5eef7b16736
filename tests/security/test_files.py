"""Links that lie in wait, names that break lines, and who may read what kg writes."""

from __future__ import annotations

import ast
import os
import stat
import sys
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from kg.cli import main
from kg.files import check_output_folder, write_text_atomic

if TYPE_CHECKING:
    from collections.abc import Callable

ROOT = Path(__file__).resolve().parent.parent.parent
pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="links need rights there")


def count_up() -> Callable[[int], int]:
    """Return what gives 1, 2, 3 and so on for numbers that nobody foresees."""
    numbers = count(1)
    return lambda _below: next(numbers)


@pytest.mark.parametrize("target", ["dear", "not-there"])
def test_a_link_that_waits_where_an_output_is_begun_is_not_followed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, target: str
) -> None:
    (tmp_path / "dear").write_text("dear")
    (tmp_path / ".out.1.part").symlink_to(tmp_path / target)
    (tmp_path / ".kg.1.part").symlink_to(tmp_path / target)
    monkeypatch.setattr("secrets.randbelow", count_up())

    check_output_folder(tmp_path)
    monkeypatch.setattr("secrets.randbelow", count_up())
    write_text_atomic(tmp_path / "out", "new")

    assert (tmp_path / "dear").read_text() == "dear"
    assert sorted(path.name for path in tmp_path.iterdir()) == [".kg.1.part", ".out.1.part", "dear", "out"]


def test_a_folder_of_the_name_of_a_part_is_passed_over(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / ".out.1.part").mkdir()
    monkeypatch.setattr("secrets.randbelow", count_up())

    write_text_atomic(tmp_path / "out", "new")

    assert (tmp_path / "out").read_text() == "new"


def test_a_link_in_a_workspace_that_waits_for_the_lock_is_not_followed(tmp_path: Path) -> None:
    from kg.workspace import lock

    (tmp_path / "dear").write_text("dear")
    (tmp_path / lock._HOLDER).symlink_to(tmp_path / "dear")  # noqa: SLF001  # the name is what is attacked

    with lock.writing(tmp_path, "add"):
        pass

    assert (tmp_path / "dear").read_text() == "dear"


def test_files_are_as_open_as_the_user_lets_files_be(tmp_path: Path) -> None:
    before = os.umask(0o077)
    try:
        write_text_atomic(tmp_path / "out", "new")
    finally:
        os.umask(before)

    assert stat.S_IMODE((tmp_path / "out").stat().st_mode) == 0o600


def test_files_of_the_moment_lie_in_a_folder_that_nobody_else_opens() -> None:
    from kg.readers import File

    file = File.of_bytes(b"news", name="a.txt")

    with file.on_disk() as path:
        assert path.read_bytes() == b"news"
        assert stat.S_IMODE(path.parent.stat().st_mode) == 0o700


def test_a_name_that_breaks_lines_or_colours_them_is_one_plain_line(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "news").mkdir()
    (tmp_path / "news" / "a\nkg: all is well\x1b[31m.jsonl").write_text("[]\n")

    assert main(["extract", str(tmp_path / "news"), "-o", str(tmp_path / "events.jsonl")]) == 0

    _, err = capsys.readouterr()
    assert "\x1b" not in err
    assert not any(line.startswith("kg: all is well") for line in err.splitlines())


def test_a_link_that_leads_out_of_a_folder_of_news_is_a_file_the_user_gave(tmp_path: Path) -> None:
    """A folder of links is a way to choose files; a folder behind a link is not gone into, so that none leads round."""
    from kg.readers import read_articles

    (tmp_path / "news").mkdir()
    (tmp_path / "away").mkdir()
    (tmp_path / "away" / "b.txt").write_text("Rome met Paris.")
    (tmp_path / "news" / "folder").symlink_to(tmp_path / "away")
    (tmp_path / "news" / "a.txt").symlink_to(tmp_path / "away" / "b.txt")

    assert [getattr(each, "id", None) for each in read_articles([tmp_path / "news"])] == ["a"]


PICKLING = {"kg/child/process.py": {"pickle.dumps"}, "kg/child/serve.py": {"pickle.loads"}}
"""What a process tells one that it starts is pickled. What that one answers, having read what strangers wrote, is not."""

FORBIDDEN = {"marshal", "shelve", "dill", "cloudpickle", "joblib", "yaml"}


def test_nothing_but_what_the_own_parent_says_is_unpickled_and_no_text_is_run() -> None:
    pickling: dict[str, set[str]] = {}
    wrong = []
    for path in sorted((ROOT / "kg").rglob("*.py")):
        name = path.relative_to(ROOT).as_posix()
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            names = (
                [each.name for each in node.names]
                if isinstance(node, ast.Import)
                else [node.module or ""]
                if isinstance(node, ast.ImportFrom)
                else []
            )
            if "pickle" in names:
                pickling.setdefault(name, set())
            wrong += [f"{name}: {each}" for each in names if each.partition(".")[0] in FORBIDDEN]
            if isinstance(node, ast.Call):
                called = ast.unparse(node.func)
                if called.startswith("pickle."):
                    pickling.setdefault(name, set()).add(called)
                if called in {"eval", "exec", "os.system", "os.popen"}:
                    wrong.append(f"{name}: {called}")
                if any(each.arg == "shell" for each in node.keywords):
                    wrong.append(f"{name}: a shell")

    assert pickling == PICKLING
    assert wrong == []
