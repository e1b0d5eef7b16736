"""Packaged files, atomic writes and JSON Lines."""

from __future__ import annotations

import os
import threading
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.errors import InputError, OutputError
from kg.files import data_path, open_atomic, read_jsonl, to_json_line, write_jsonl, write_text_atomic


def test_the_ontology_is_found_in_a_source_checkout() -> None:
    assert data_path("ontology", "ir.ttl").is_file()


def test_an_installed_copy_is_preferred_to_whatever_lies_beside_the_package(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for root in ("installed", "checkout"):
        (tmp_path / root / "ontology").mkdir(parents=True)
        (tmp_path / root / "ontology" / "x.ttl").write_text(root, encoding="utf-8")
    monkeypatch.setattr("kg.files._ROOTS", (tmp_path / "installed", tmp_path / "checkout"))

    found = data_path("ontology", "x.ttl")

    assert found.read_text(encoding="utf-8") == "installed"


def test_a_missing_data_file_is_named() -> None:
    with pytest.raises(InputError, match=r"data/nothing\.csv: kg's own data file is missing"):
        data_path("data", "nothing.csv")


def test_a_text_is_written_with_its_folder_and_line_ends_as_given(tmp_path: Path) -> None:
    path = tmp_path / "new" / "x.txt"

    write_text_atomic(path, "é\n\n")

    assert path.read_bytes() == b"\xc3\xa9\n\n"


def test_a_write_that_fails_leaves_the_old_file_and_nothing_else(tmp_path: Path) -> None:
    path = tmp_path / "x.txt"
    path.write_text("old", encoding="utf-8")

    def fail() -> None:
        with open_atomic(path) as handle:
            handle.write("half")
            raise RuntimeError

    with pytest.raises(RuntimeError):
        fail()

    assert path.read_text(encoding="utf-8") == "old"
    assert list(tmp_path.iterdir()) == [path]


def test_a_folder_that_cannot_be_made_is_an_output_error(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("", encoding="utf-8")

    with pytest.raises(OutputError, match="cannot be written"):
        write_text_atomic(tmp_path / "file" / "x.txt", "text")


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (b'{"id": 1}\n{"id": \n', r"x\.jsonl:2: column \d+: not JSON"),
        (b'{"id": 1}\n\n[1]\n', r"x\.jsonl:3: found list, expected an object"),
        (b'{"id": "\xff"}\n', r"x\.jsonl:1: byte 9 is not UTF-8"),
        (b"[" * 100_000, r"x\.jsonl:1: (the JSON is nested too deeply|column)"),
    ],
)
def test_a_broken_line_is_named(tmp_path: Path, text: bytes, message: str) -> None:
    path = tmp_path / "x.jsonl"
    path.write_bytes(text)

    with pytest.raises(InputError, match=message):
        list(read_jsonl(path))


def test_a_file_that_is_not_there_is_an_input_error(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="cannot be read"):
        list(read_jsonl(tmp_path / "x.jsonl"))


def test_a_byte_order_mark_blank_lines_and_windows_line_ends_are_read_over(tmp_path: Path) -> None:
    path = tmp_path / "x.jsonl"
    path.write_bytes(b'\xef\xbb\xbf{"id": 1}\r\n\r\n{"id": 2}')

    assert list(read_jsonl(path)) == [{"id": 1}, {"id": 2}]


def test_letters_stay_readable_and_lone_surrogates_are_escaped() -> None:
    assert to_json_line({"a": "é"}) == '{"a": "é"}'
    assert to_json_line({"a": "\ud800"}) == r'{"a": "\ud800"}'


@given(rows=st.lists(st.dictionaries(st.text(), st.text() | st.integers() | st.none())))
def test_rows_come_back_as_they_were_written(
    tmp_path_factory: pytest.TempPathFactory, rows: list[dict[str, object]]
) -> None:
    path = tmp_path_factory.getbasetemp() / "rows.jsonl"

    write_jsonl(path, rows)

    assert list(read_jsonl(path)) == rows


@pytest.mark.parametrize("name", ["/", ".", "..", ""])
def test_a_folder_is_no_place_for_a_file(name: str) -> None:
    with pytest.raises(OutputError, match=r": is a folder; name a file in it, such as "):
        write_text_atomic(name, "x")


def test_a_folder_in_the_place_of_a_file_is_named_before_anything_is_written(tmp_path: Path) -> None:
    (tmp_path / "x.txt").mkdir()
    begun = False

    def write() -> None:
        nonlocal begun
        with open_atomic(tmp_path / "x.txt"):
            begun = True

    with pytest.raises(OutputError, match=r"x\.txt: is a folder"):
        write()

    assert not begun
    assert [path.name for path in tmp_path.iterdir()] == ["x.txt"]


def test_a_link_stays_one_and_what_it_leads_to_is_written(tmp_path: Path) -> None:
    (tmp_path / "kept").mkdir()
    target, link = tmp_path / "kept" / "decisions.toml", tmp_path / "decisions.toml"
    target.write_text("old", encoding="utf-8")
    link.symlink_to(target)

    write_text_atomic(link, "new")

    assert link.is_symlink()
    assert target.read_text(encoding="utf-8") == "new"


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this system has no named pipes")
def test_what_is_no_file_is_written_to_and_not_replaced_by_one(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    read: list[str] = []
    reader = threading.Thread(target=lambda: read.append(pipe.read_text(encoding="utf-8")), daemon=True)
    reader.start()

    write_text_atomic(pipe, "text")

    reader.join(timeout=10)
    assert read == ["text"]
    assert pipe.is_fifo()
