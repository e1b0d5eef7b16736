"""Parquet is read in parts, by the names of its columns, in a process that damage can bring down alone."""

from __future__ import annotations

import io
from datetime import date, datetime

import polars as pl
import pytest

from benchmarks.fuzz_seeds import parquet
from kg.model import Article, MarkedSpan
from kg.readers import File, Hints, UnreadableError
from kg.readers.apart import Bounds
from kg.readers.contract import KEYS
from kg.readers.parquet import ParquetReader
from tests.readers.files import articles, read, whys


def written(group: int | None = None, **columns: object) -> bytes:
    out = io.BytesIO()
    pl.DataFrame(columns).write_parquet(out, row_group_size=group)
    return out.getvalue()


def test_a_row_gives_all_its_fields() -> None:
    data = written(
        key=["r1"],
        Text=["Kim met Putin."],
        title=["Summit"],
        when=[datetime(2023, 9, 13, 22, 30)],
        source=["Hill Post"],
        url=["https://example.org/1"],
        language=["en"],
        mentions=[[{"start": 0, "end": 3, "actor": "kim-jong-un"}]],
    )

    assert articles(data, "a.parquet", columns={"id": "key", "published": "when"}) == [
        Article(
            id="r1",
            text="Kim met Putin.",
            title="Summit",
            published=date(2023, 9, 13),
            source="Hill Post",
            url="https://example.org/1",
            language="en",
            mentions=(MarkedSpan(start=0, end=3, actor="kim-jong-un"),),
        )
    ]


@pytest.mark.parametrize("rows", [1, 999, 1000, 1001, 2500])
def test_every_row_is_read_once_whatever_the_parts(rows: int) -> None:
    data = written(group=700, id=range(rows), text=[f"Text {number}" for number in range(rows)])

    found = articles(data, "a.parquet")

    assert [(item.id, item.text) for item in found] == [(str(number), f"Text {number}") for number in range(rows)]


def test_the_place_of_a_row_is_its_number_and_bad_ones_are_left_out() -> None:
    data = written(text=["Rome", None, "Paris"], published=["2024-05-09", None, "someday"], extra=[1, 2, 3])

    assert [item.place for item in articles(data, "a.parquet")] == ["a.parquet:1"]
    assert whys(data, "a.parquet") == [
        ("a.parquet:2", "has no text; give the article under the key 'text'"),
        ("a.parquet:3", "'published' is 'someday'; write an ISO date such as 2024-05-09, or leave it out"),
        (
            "a.parquet",
            f"keys that are not read, with their rows: 'extra' (1); known: {', '.join(KEYS)}",
        ),
    ]


def test_a_column_of_bytes_is_not_guessed_at() -> None:
    assert whys(written(text=[b"Rome"]), "a.parquet") == [("a.parquet", "column 'text' holds bytes; write it as text")]


def test_a_table_without_a_text_is_told_with_its_columns() -> None:
    ((_, why),) = whys(written(body=["Rome"]), "a.parquet")

    assert why.startswith("has no column for the text; it has 'body'; name the one with the text")


def test_a_footer_that_declares_more_than_there_is_is_damage() -> None:
    data = parquet()

    ((_, why),) = whys(data[:-8] + b"\xff\xff\xff\x7f" + data[-4:], "a.parquet")

    assert why.startswith("is damaged (")


def test_files_that_end_the_library_do_not_end_kg() -> None:
    # Bytes in the middle of a page, of which some made polars 2.1 abort.
    data = parquet()
    for at in range(4, len(data) - 8, 37):
        found = read(data[:at] + b"\xff\xff\xff" + data[at + 3 :], "a.parquet")
        assert found


def test_a_table_that_takes_too_long_is_given_up() -> None:
    reader = ParquetReader(bounds=Bounds(seconds=0.0))

    with pytest.raises(UnreadableError, match=r"was given up after 0 seconds; give its text, or split it"):
        list(reader.read(File.of_bytes(parquet(), name="a.parquet"), hints=Hints()))
