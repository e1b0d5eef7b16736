"""A file is the same to its reader wherever its bytes lie."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from kg.model import Article, Skipped
from kg.readers import File, UnreadableError, read_file


def test_bytes_with_a_name_are_read_as_the_file_of_that_name_is(tmp_path: Path) -> None:
    path = tmp_path / "2024-05-09-a.TXT"
    path.write_bytes(b"Rome met Paris.\r\n")

    on_disk = list(read_file(File.of_path(path)))
    in_memory = list(read_file(File.of_bytes(path.read_bytes(), name=path.name)))

    assert on_disk == in_memory
    (found,) = on_disk
    assert isinstance(found, Article)
    assert (found.id, found.text, str(found.published)) == ("2024-05-09-a", "Rome met Paris.\r\n", "2024-05-09")


def test_messages_call_a_file_as_it_is_told_and_its_article_has_the_id_that_it_is_given() -> None:
    good = File.of_bytes(b"Rome met Paris.", name="a.txt", where="mail.mbox!a.txt", identifier="mail/a")
    bad = File.of_bytes(b"", name="a.txt", where="mail.mbox!a.txt", identifier="mail/a")

    assert [item.id for item in read_file(good) if isinstance(item, Article)] == ["mail/a"]
    assert list(read_file(bad)) == [Skipped(where="mail.mbox!a.txt", why="is empty; remove it, or put the text in")]


def test_a_file_above_the_limit_is_left_out_and_one_at_the_limit_is_read() -> None:
    def read(size: int) -> list[Article | Skipped]:
        return list(read_file(replace(File.of_bytes(b"x" * size, name="a.txt"), max_bytes=1_000_000)))

    assert [type(item) for item in read(1_000_000)] == [Article]
    assert read(1_000_001) == [
        Skipped(where="a.txt", why="is larger than 1 MB, the limit for one file; split it"),
    ]


def test_a_row_above_the_limit_ends_the_reading_of_its_file(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("kg.readers.jsonl.MAX_LINE", 100)
    rows = b'{"id": "r1", "text": "a"}\n{"id": "r2", "text": "' + b"x" * 100 + b'"}\n{"id": "r3", "text": "a"}\n'

    first, second = read_file(File.of_bytes(rows, name="a.jsonl"))

    assert isinstance(first, Article)
    assert first.id == "r1"
    assert second == Skipped(
        where="a.jsonl",
        why="line 2 has more than 0.0001 MB, the limit for one row; write one object a line",
    )


def test_a_file_that_fails_while_it_is_read_says_so(tmp_path: Path) -> None:
    with pytest.raises(UnreadableError, match=r"cannot be read \(No such file or directory\)"):
        File.of_path(tmp_path / "gone.txt").read_bytes()
