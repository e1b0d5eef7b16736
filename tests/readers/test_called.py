"""What rows without an id are called: by what they say, wherever they stand and whatever stands beside them."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable, Sequence
from datetime import date
from io import BytesIO

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.model import Article, Skipped
from kg.readers import File, Hints, read_file
from kg.readers.called import called_by_content, is_called_by_content
from tests.readers.files import articles, read, whys

COLUMNS = ("text", "title", "published", "source")
Row = tuple[str, ...]


def delimited(rows: Sequence[Row], delimiter: str = ",") -> bytes:
    out = io.StringIO()
    csv.writer(out, delimiter=delimiter).writerows([COLUMNS, *rows])
    return out.getvalue().encode()


def jsonl(rows: Sequence[Row]) -> bytes:
    return "".join(json.dumps(dict(zip(COLUMNS, row, strict=True))) + "\n" for row in rows).encode()


def parquet(rows: Sequence[Row]) -> bytes:
    out = BytesIO()
    schema = dict.fromkeys(COLUMNS, pl.String)
    pl.DataFrame([dict(zip(COLUMNS, row, strict=True)) for row in rows], schema=schema).write_parquet(out)
    return out.getvalue()


WRITERS: dict[str, Callable[[Sequence[Row]], bytes]] = {
    "t.csv": delimited,
    "t.tsv": lambda rows: delimited(rows, "\t"),
    "t.jsonl": jsonl,
    "t.parquet": parquet,
}

WORDS = st.text(st.characters(codec="utf-8", exclude_categories=("Cc", "Zl", "Zp")), min_size=1, max_size=8)
ROWS = st.lists(
    st.tuples(
        WORDS.map(lambda words: f"x{words}"),
        st.one_of(st.just(""), WORDS),
        st.sampled_from(("", "2024-05-09", "2024-05-10")),
        st.sampled_from(("", "Hill Post")),
    ),
    max_size=6,
)


def by_content(items: Sequence[Article]) -> dict[tuple[object, ...], str]:
    return {(each.text, each.title, each.published, each.source): each.id for each in items}


@pytest.mark.parametrize("name", ["t.csv", "t.tsv", "t.jsonl"])
@given(data=st.data(), rows=ROWS, others=ROWS)
def test_what_a_row_is_called_hangs_on_no_other_row(
    name: str, data: st.DataObject, rows: list[Row], others: list[Row]
) -> None:
    mixed = data.draw(st.permutations([*rows, *others]))

    alone, among = (by_content(articles(WRITERS[name](each), name)) for each in (rows, mixed))

    assert len(set(among.values())) == len(among) == len({*rows, *others})
    assert among.items() >= alone.items()


@pytest.mark.parametrize("name", WRITERS)
def test_a_row_keeps_its_id_when_others_are_taken_out_put_in_or_moved(name: str) -> None:
    rows = [(f"Text {number}.", "", "", "") for number in range(5)]
    found = {each.text: each.id for each in articles(WRITERS[name](rows), name)}

    changed = [rows[4], ("New.", "", "", ""), rows[1], rows[3]]

    after = {each.text: each.id for each in articles(WRITERS[name](changed), name)}
    assert after == {key: found.get(key, after["New."]) for key in ("Text 4.", "New.", "Text 1.", "Text 3.")}
    assert after["New."] not in found.values()


@pytest.mark.parametrize("name", WRITERS)
def test_of_rows_that_say_the_same_the_first_is_read_and_the_others_are_told_with_their_place(name: str) -> None:
    rows = [("Rome.", "", "", ""), ("Oslo.", "", "", ""), ("Rome.", "", "", ""), ("Rome.", "", "2024-05-09", "")]
    first = 1 if name in {"t.jsonl", "t.parquet"} else 2

    found = read(WRITERS[name](rows), name)

    texts = [(each.text, each.place) for each in found if isinstance(each, Article)]
    assert texts == [("Rome.", f"{name}:{first}"), ("Oslo.", f"{name}:{first + 1}"), ("Rome.", f"{name}:{first + 3}")]
    (told,) = (each for each in found if isinstance(each, Skipped))
    assert (told.where, told.why) == (f"{name}:{first + 2}", f"says the same as line {first}, and is read once")
    assert not told.lost, "it is read elsewhere"


def test_the_day_that_a_user_names_and_columns_that_are_not_read_rename_nothing() -> None:
    bare, more = (File.of_bytes(each, name="t.csv") for each in (b"text\nRome.\n", b"text,seen\nRome.,yes\n"))

    found = [
        item
        for file, hints in ((bare, Hints()), (bare, Hints(published=date(2024, 5, 9))), (more, Hints()))
        for item in read_file(file, hints=hints)
        if isinstance(item, Article)
    ]

    assert [each.published for each in found] == [None, date(2024, 5, 9), None]
    assert len({each.id for each in found}) == 1


def test_a_row_with_an_id_keeps_it_and_is_told_as_before_where_another_has_it() -> None:
    data = b"id,text\nr1,Rome\nr1,Oslo\n"

    assert [(each.id, each.place) for each in articles(data, "t.csv")] == [("r1", "")]
    assert whys(data, "t.csv") == [("t.csv:3", "id 'r1' was read before, in line 2; give each row its own id")]


@pytest.mark.parametrize(
    "other",
    [
        Article(id="x", text="Rome"),
        Article(id="x", text="Rome met.", title=""),
        Article(id="x", text="Rome met.", source="Hill Post"),
        Article(id="x", text="Rome met.", url="https://a.example/1"),
        Article(id="x", text="Rome met.", language="en"),
        Article(id="x", text="Rome met.", published=date(2024, 5, 9)),
    ],
)
def test_whatever_an_article_says_tells_it_from_others(other: Article) -> None:
    one = called_by_content(Article(id="x", text="Rome met."), within="t")

    assert one != called_by_content(other, within="t")
    assert is_called_by_content(one, within="t")


@pytest.mark.parametrize("identifier", ["t-7", "t-3f2a", "s-0123456789abcdef", "t-0123456789ABCDEF", "t", ""])
def test_other_ids_are_not_taken_for_such(identifier: str) -> None:
    assert not is_called_by_content(identifier, within="t")


def test_a_row_that_gives_an_id_like_those_of_kg_twice_is_not_said_to_say_the_same() -> None:
    rows = [{"id": "t-0123456789abcdef", "text": text} for text in ("Rome met Paris.", "Rome accused Paris.")]

    found = read("".join(json.dumps(row) + "\n" for row in rows).encode(), "t.jsonl")

    (repeat,) = (each for each in found if isinstance(each, Skipped))
    assert repeat.why == "id 't-0123456789abcdef' was read before, in line 1; give each row its own id"
    assert repeat.lost
