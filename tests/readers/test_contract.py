"""What every reader keeps, whatever it is given: articles that hold, a reason for all that is left out, no exception."""

from __future__ import annotations

import contextlib
from pathlib import Path
from random import Random

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from benchmarks.fuzz import mutated
from benchmarks.fuzz_kinds import check
from kg.model import Article, Skipped
from kg.readers import READERS, File, Hints, UnreadableError, read_articles, read_file
from kg.readers.registry import BY_SUFFIX
from tests.readers.files import read, whole

SUFFIXES = sorted(BY_SUFFIX)
INNER = {".gz": ".txt.gz", ".bz2": ".txt.bz2", ".xz": ".txt.xz"}
"""A file that is packed is read by the name that goes before."""
APART = {".pdf", ".docx", ".parquet"}
"""What is read in a process apart, which takes longer."""


def name_of(suffix: str, stem: str = "a") -> str:
    return stem + INNER.get(suffix, suffix)


def test_suffixes_belong_to_one_reader_and_are_lower_case_with_a_dot() -> None:
    suffixes = [suffix for reader in READERS for suffix in reader.suffixes]

    assert len(suffixes) == len(set(suffixes))
    assert all(suffix == suffix.lower() and suffix.startswith(".") for suffix in suffixes)


@pytest.mark.parametrize("suffix", SUFFIXES)
def test_a_whole_file_gives_the_same_articles_from_disk_as_from_memory(tmp_path: Path, suffix: str) -> None:
    path = tmp_path / name_of(suffix, "Größe 中文 “x”")
    path.write_bytes(whole(suffix))

    on_disk = [item for item in read_articles(path) if isinstance(item, Article)]
    in_memory = [item for item in read(whole(suffix), path.name) if isinstance(item, Article)]

    assert on_disk == in_memory
    assert check(iter(on_disk))
    assert len({item.id for item in on_disk}) == len(on_disk)


@pytest.mark.parametrize("suffix", SUFFIXES)
@pytest.mark.parametrize("data", [b"", b" \n\n"])
def test_an_empty_file_is_called_empty(suffix: str, data: bytes) -> None:
    name = name_of(suffix)

    assert read(data, name) == [Skipped(where=name, why="is empty; remove it, or put the text in")]


@pytest.mark.parametrize("suffix", SUFFIXES)
def test_a_file_that_is_gone_when_it_is_to_be_read_is_left_out(tmp_path: Path, suffix: str) -> None:
    path = tmp_path / name_of(suffix)

    assert list(read_file(File.of_path(path))) == [
        Skipped(where=str(path), why="cannot be read (No such file or directory); check its permissions")
    ]


@pytest.mark.parametrize("suffix", SUFFIXES)
def test_bytes_without_sense_are_left_out_with_a_reason(suffix: str) -> None:
    found = read(Random(7).randbytes(3000), name_of(suffix))

    assert found
    assert all(isinstance(item, Skipped) for item in found)


@pytest.mark.parametrize("suffix", SUFFIXES)
def test_a_file_that_is_cut_short_is_read_as_far_as_it_goes_or_left_out(suffix: str) -> None:
    data = whole(suffix)

    for size in (1, len(data) // 2, len(data) - 1):
        found = read(data[:size], name_of(suffix))
        assert found
        check(iter(found))


@pytest.mark.parametrize("suffix", SUFFIXES)
def test_a_file_of_another_kind_than_its_name_says_is_told_from_a_whole_one(suffix: str) -> None:
    for other in SUFFIXES:
        found = read(whole(other), name_of(suffix))
        assert found
        check(iter(found))


@pytest.mark.parametrize("suffix", sorted({".pdf", ".docx", ".parquet", ".zip", ".tar", ".gz", ".tgz", ".bz2", ".xz"}))
def test_a_text_with_the_name_of_a_binary_format_is_no_article(suffix: str) -> None:
    (found,) = read(b"Kim Jong Un met Vladimir Putin.", name_of(suffix))

    assert isinstance(found, Skipped)
    assert found.why.endswith("name it by what it is") or "is damaged" in found.why


@pytest.mark.parametrize("reader", READERS, ids=lambda reader: type(reader).__name__)
def test_a_reader_raises_nothing_but_that_a_file_cannot_be_read(reader: object) -> None:
    for suffix, known in BY_SUFFIX.items():
        if known is reader:
            with contextlib.suppress(UnreadableError):
                assert list(known.read(File.of_bytes(b"\0\xff\n\0", name=name_of(suffix)), hints=Hints()))


@settings(max_examples=300, deadline=None)
@given(data=st.binary(max_size=400), suffix=st.sampled_from(sorted(BY_SUFFIX.keys() - APART)))
def test_any_bytes_are_articles_that_hold_or_a_reason(data: bytes, suffix: str) -> None:
    found = read(data, name_of(suffix))

    assert found
    check(iter(found))


@settings(max_examples=200, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(seed=st.integers(0, 2**32), suffix=st.sampled_from(sorted(BY_SUFFIX.keys() - APART)))
def test_a_damaged_file_is_read_the_same_every_time(seed: int, suffix: str) -> None:
    data = mutated(whole(suffix), whole(suffix), Random(seed))

    found = read(data, name_of(suffix))

    assert found == read(data, name_of(suffix))
    check(iter(found))


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(seed=st.integers(0, 2**32), suffix=st.sampled_from(sorted(APART)))
def test_a_damaged_file_that_is_read_apart_harms_nobody(seed: int, suffix: str) -> None:
    found = read(mutated(whole(suffix), whole(suffix), Random(seed)), name_of(suffix))

    assert found
    check(iter(found))
