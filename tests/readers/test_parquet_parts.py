"""A table read in parts: the rows and numbers of the whole, whichever part is asked for."""

from __future__ import annotations

from pathlib import Path

import polars as pl
import pytest

from kg.readers.contract import Hints
from kg.readers.file import File, UnreadableError
from kg.readers.parquet import count_rows, numbered_rows


@pytest.fixture
def table(tmp_path: Path) -> File:
    path = tmp_path / "news.parquet"
    pl.DataFrame({"id": [f"i{n}" for n in range(2500)], "text": ["Rome."] * 2500}).write_parquet(path)
    return File.of_path(path)


@pytest.mark.parametrize(
    ("first", "most"), [(0, 10), (990, 20), (0, 1000), (0, 2000), (2490, 100), (2500, 5), (7, None)]
)
def test_a_part_is_the_rows_of_the_whole_with_their_numbers(table: File, first: int, most: int | None) -> None:
    whole = list(numbered_rows(table, hints=Hints()))

    part = list(numbered_rows(table, hints=Hints(), first=first, most=most))

    assert part == whole[first : None if most is None else first + most]


def test_the_rows_are_counted_without_reading_them(table: File) -> None:
    assert count_rows(table) == 2500


def test_rows_of_a_damaged_file_cannot_be_counted(table: File) -> None:
    assert table.path is not None
    table.path.write_bytes(table.path.read_bytes()[:100])

    with pytest.raises(UnreadableError):
        count_rows(table)
