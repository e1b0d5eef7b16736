"""Turtle cut into batches."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from kg.errors import GraphFileError
from kg.remote.batches import count_distinct, read_batches

if TYPE_CHECKING:
    from pathlib import Path


def file(folder: Path, text: str, name: str = "graph.ttl") -> Path:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


def sizes(path: Path, size: int) -> list[int]:
    return [len(batch.triples) for batch in read_batches([path], size=size)]


def test_a_batch_ends_where_a_subject_does(tmp_path: Path) -> None:
    path = file(tmp_path, "<a:a> <a:p> 1, 2 . <a:b> <a:p> 1, 2 . <a:c> <a:p> 1 .")

    assert sizes(path, 2) == [2, 2, 1]
    assert sizes(path, 3) == [2, 3]
    assert sizes(path, 4) == [4, 1]
    assert sizes(path, 5) == [5]


def test_only_a_subject_with_more_triples_than_a_batch_is_cut(tmp_path: Path) -> None:
    path = file(tmp_path, "<a:a> <a:p> 1 . <a:b> <a:p> 1, 2, 3, 4, 5 .")

    assert sizes(path, 2) == [1, 2, 2, 1]


def test_a_triple_comes_once_in_a_batch(tmp_path: Path) -> None:
    path = file(tmp_path, "<a:a> <a:p> 1, 1, 2 .")

    assert [batch.to_ntriples().count(b"\n") for batch in read_batches([path], size=10)] == [2]
    assert count_distinct([path, path]) == 2


def test_files_follow_each_other_and_share_no_batch(tmp_path: Path) -> None:
    first = file(tmp_path, "<a:a> <a:p> 1 .")
    second = file(tmp_path, "<a:a> <a:p> 2 .", "more.ttl")

    found = list(read_batches([first, second], size=10))

    assert [(batch.number, len(batch.triples), batch.read_bytes) for batch in found] == [(1, 1, 15), (2, 1, 30)]


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("<a:a> <a:b> 1 .\n<a:a> <a:b .\n", r"graph\.ttl:2: not Turtle"),
        ("<a:a> <a:b> [ <a:c> 1 ] .", "has blank nodes, as in .*double them at every push"),
        ("<a:a> <a:b> <<( <a:a> <a:b> 1 )>> .", "has a triple as a term"),
    ],
)
def test_what_cannot_be_pushed_is_named(tmp_path: Path, text: str, message: str) -> None:
    with pytest.raises(GraphFileError, match=message):
        sizes(file(tmp_path, text), 10)


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(GraphFileError, match=r"none\.ttl: cannot be read"):
        sizes(tmp_path / "none.ttl", 10)
