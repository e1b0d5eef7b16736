"""Tables of comma- or tab-separated values are read row by row, by the names of their columns."""

from __future__ import annotations

import csv
import io
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.errors import InputError
from kg.model import Article, MarkedSpan
from kg.readers import Hints
from kg.readers.contract import KEYS
from tests.readers.files import articles, ids, read, whys


def test_columns_that_have_the_names_of_keys_are_read_in_any_case() -> None:
    data = b"Id,TEXT, Published ,Title,source,url,language\nr1,Rome met Paris.,2024-05-09,Talks,Post,https://x.example/1,en\n"

    assert articles(data, "a.csv") == [
        Article(
            id="r1",
            text="Rome met Paris.",
            title="Talks",
            published=date(2024, 5, 9),
            source="Post",
            url="https://x.example/1",
            language="en",
        )
    ]


def test_columns_that_the_user_names_are_read_before_those_of_that_name() -> None:
    data = b"text,body,date\nshort,The whole article.,2024-05-09\n"

    (found,) = articles(data, "a.csv", columns={"text": "body", "published": "date"})

    assert (found.text, found.published) == ("The whole article.", date(2024, 5, 9))


def test_where_a_named_column_is_missing_the_key_itself_is_read() -> None:
    assert [item.text for item in articles(b"id,text\nr1,Rome\n", "a.csv", columns={"text": "body"})] == ["Rome"]


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_the_delimiter_is_the_one_that_makes_known_columns(delimiter: str) -> None:
    # More commas than delimiters, so that counting would mislead.
    head = delimiter.join(("id", "text", '"a, b, c, d, e, f"'))
    data = f"{head}\n{delimiter.join(('r1', 'Rome', 'x'))}\n"

    assert [item.id for item in articles(data.encode(), "a.csv")] == ["r1"]


def test_the_first_line_that_spreadsheets_write_says_the_delimiter() -> None:
    assert ids(articles(b"sep=|\r\nbody|x\r\nRome|1\r\n", "a.csv", columns={"text": "body"})) == ["a-#"]


def test_a_field_in_quotes_holds_delimiters_quotes_and_line_ends_as_they_are() -> None:
    data = b'text,id\r\n"Rome, ""met""\r\nParis\n",r1\r\n"x",\r\n'

    first, second = articles(data, "a.csv")

    assert first.text == 'Rome, "met"\r\nParis\n'
    assert second.place == "a.csv:5", "the place of a row is the line on which it begins"


def test_mentions_stand_in_a_cell_as_json() -> None:
    (found,) = articles(b'text;mentions\nRome met;"[{""start"": 0, ""end"": 4, ""actor"": ""italy""}]"\n', "a.csv")

    assert found.mentions == (MarkedSpan(start=0, end=4, actor="italy"),)


@pytest.mark.parametrize(
    ("row", "why"),
    [
        ('"",x', "has no text; give the article under the key 'text'"),
        (
            "Rome",
            "has 1 fields where the header has 2; put texts that hold the delimiter or a line break in double quotes",
        ),
        (
            "Rome,09/05/2024",
            "'published' is '09/05/2024'; write an ISO date such as 2024-05-09, or leave it out",
        ),
        (
            '"Rome"x,2024-05-09',
            "has text behind the double quote that closes a field; double the quotation marks within a field",
        ),
    ],
)
def test_a_bad_row_is_left_out_with_its_line_and_the_others_are_read(row: str, why: str) -> None:
    data = f"text,published\nFirst,2024-05-09\n{row}\nThird,20240509\n".encode()

    assert [item.place for item in articles(data, "a.csv")] == ["a.csv:2", "a.csv:4"]
    assert whys(data, "a.csv") == [("a.csv:3", why)]


def test_a_quotation_mark_that_is_not_closed_does_not_swallow_the_rows_below_it() -> None:
    data = b'id,text\nr1,Rome\nr2,"Paris\nr3,Lima\n'

    assert [item.id for item in articles(data, "a.csv")] == ["r1"]
    assert whys(data, "a.csv") == [("a.csv:3", "has a double quote that is not closed before the file ends; close it")]


def test_a_table_without_a_column_for_the_text_is_left_out_once_with_what_it_has() -> None:
    assert whys(b"date,body\n2024-05-09,Rome\n2024-05-10,Paris\n", "a.csv") == [
        (
            "a.csv",
            "has no column for the text; it has 'date', 'body'; name the one with the text by --columns text=COLUMN",
        )
    ]


def test_two_columns_of_one_name_are_told() -> None:
    assert whys(b"text,Text\nRome,Paris\n", "a.csv") == [
        ("a.csv", "has two columns that are called 'text'; give each its own name")
    ]


def test_columns_that_are_not_read_and_those_that_are_not_there_are_said_once() -> None:
    found = whys(
        b"text,date,author\nRome,2024-05-09,N\nParis,,N\n", "a.csv", columns={"published": "day", "title": "headline"}
    )

    assert found == [
        (
            "a.csv",
            f"keys that are not read, with their rows: 'author' (2), 'date' (2); known: {', '.join(KEYS)}",
        ),
        ("a.csv", "has no 'day', which is given for 'published'; check the spelling, or leave it out of the columns"),
        ("a.csv", "has no 'headline', which is given for 'title'; check the spelling, or leave it out of the columns"),
    ]


def test_windows_quotes_are_read_and_other_bytes_are_told() -> None:
    assert [item.text for item in articles(b"text\n\x93Ol\xe9\x94\n", "a.csv")] == ["“Olé”"]
    assert whys(b"text\nErdo\xf0an\n", "a.csv")[0][1].startswith("byte 10 (0xF0) is not UTF-8")


def test_a_field_above_the_limit_ends_the_reading(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("kg.readers.delimited._MAX_FIELD", 200_000)
    data = b'id,text\nr1,Rome\nr2,"' + b"x\n" * 150_000 + b'"\nr3,Lima\n'

    assert [item.id for item in articles(data, "a.csv")] == ["r1"]
    assert whys(data, "a.csv") == [
        ("a.csv", "line 3: a field has more than 200,000 characters; close the double quote before it")
    ]


def test_the_limit_of_the_library_stays_what_it_is_for_others() -> None:
    limit = csv.field_size_limit()
    long = "x" * (limit + 1)

    assert [item.text for item in articles(f"id,text\nr1,{long}\n".encode(), "a.csv")] == [long]
    assert csv.field_size_limit() == limit


def test_a_line_above_the_limit_is_not_taken_into_memory(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("kg.readers.delimited._MAX_FIELD", 1000)

    assert whys(b"id,text\nr1," + b"x" * 2000, "a.csv") == [
        ("a.csv", "line 2 has more than 1,000 characters; write one row a line")
    ]


def test_columns_hold_for_json_lines_too() -> None:
    data = b'{"body": "Rome", "date": "May 9, 2024", "n": 1}\n{"text": "Paris"}\n{"body": 3}\n'

    first, second, *left_out = read(data, "a.jsonl", columns={"text": "body", "published": "date"})

    assert isinstance(first, Article)
    assert isinstance(second, Article)
    assert (first.text, first.published, second.text) == ("Rome", date(2024, 5, 9), "Paris")
    assert [str(item).partition("why=")[2][:28] for item in left_out] == [
        "\"'body' is a number; write i",
        '"keys that are not read, wit',
    ]


def test_a_column_for_what_no_article_has_is_an_error_at_once() -> None:
    with pytest.raises(InputError, match=r"columns: 'txt' is not what an article has; it has id, text, title"):
        Hints(columns={"txt": "body"})
    with pytest.raises(InputError, match=r"no column is named for 'text'; write text=COLUMN"):
        Hints(columns={"text": ""})


TEXTS = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0\ufeff"), min_size=1).filter(str.strip)


@given(rows=st.lists(TEXTS, min_size=1, max_size=5), delimiter=st.sampled_from(",;\t|"))
def test_every_text_that_is_written_by_the_standard_library_is_read_as_it_is(rows: list[str], delimiter: str) -> None:
    out = io.StringIO(newline="")
    writer = csv.writer(out, delimiter=delimiter, quoting=csv.QUOTE_ALL)
    writer.writerow(("id", "text"))
    writer.writerows((f"r{number}", text) for number, text in enumerate(rows))

    found = articles(out.getvalue().encode(), "a.csv")

    assert [item.text for item in found] == rows
