"""What every reader keeps: the text as it is, dates that are said, and a reason for all that is left out."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.errors import InputError
from kg.model import Article, MarkedSpan, Skipped
from kg.readers import read_articles
from kg.readers.decode import NotText, decode
from kg.readers.registry import SUFFIXES
from tests.readers.files import ids

PAGE = """<!DOCTYPE html><html lang="en"><head><meta charset="{charset}"><title>Talks | Hill Post</title>
<meta property="og:site_name" content="Hill Post"><meta property="og:title" content="Talks in Bern">
{date}<link rel="canonical" href="https://example.org/talks"></head>
<body><nav><a href="/">Home</a> <a href="/w">World</a></nav><article><h1>Talks in Bern</h1>
<p>The foreign ministers of Aland and Borduria met in Bern on Friday and spoke for more than two hours about a ceasefire.</p>
<p>Both praised the café where the talks took place, and agreed that their deputies would meet again before the summer.</p>
</article><footer><p>All rights reserved.</p></footer></body></html>"""


def put(folder: Path, name: str, content: str | bytes) -> Path:
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return path


def articles(*paths: Path, published: date | None = None) -> list[Article]:
    return [item for item in read_articles(paths, published=published) if isinstance(item, Article)]


def skipped(*paths: Path) -> list[tuple[str, str]]:
    found = [item for item in read_articles(paths) if isinstance(item, Skipped)]
    return [(Path(item.where).name, item.why) for item in found]


def rows(folder: Path, *values: object) -> Path:
    return put(folder, "rows.jsonl", "".join(json.dumps(value) + "\n" for value in values))


def test_line_ends_and_spaces_of_a_text_stay_and_a_byte_order_mark_goes(tmp_path: Path) -> None:
    path = put(tmp_path, "a.TXT", b"\xef\xbb\xbfFirst\r\n\r\n  S\xc3\xa9oul \r\n")

    assert [item.text for item in articles(path)] == ["First\r\n\r\n  Séoul \r\n"]


def test_quotes_of_windows_are_read_where_all_latin_code_pages_agree(tmp_path: Path) -> None:
    path = put(tmp_path, "a.txt", b"\x93We agree,\x94 said the caf\xe9\x92s owner \x96 twice.")

    assert [item.text for item in articles(path)] == ["“We agree,” said the café’s owner – twice."]


@pytest.mark.parametrize(
    ("data", "why"),
    [
        (b"Erdo\xf0an", "byte 5 (0xF0) is not UTF-8, and what else it is cannot be told for sure"),
        ("Путин и Ким".encode("cp1251"), "byte 1 (0xCF) is not UTF-8"),
        ("Ankara".encode("utf-16"), "is UTF-16 or UTF-32; save the file as UTF-8"),
        (b"%PDF\0", "is not text (a zero byte at 4)"),
    ],
)
def test_a_text_in_a_doubtful_encoding_is_left_out_with_the_fix(tmp_path: Path, data: bytes, why: str) -> None:
    path = put(tmp_path, "a.txt", data)

    assert articles(path) == []
    (found,) = skipped(path)
    assert found[0] == "a.txt"
    assert found[1].startswith(why)
    assert "save the file as UTF-8" in found[1] or "give the text itself" in found[1]


@given(st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0\ufeff")))
def test_every_utf_8_text_that_is_not_blank_is_read_as_it_is(text: str) -> None:
    found = decode(text.encode())

    assert isinstance(found, NotText) if not text.strip() else found == text


@pytest.mark.parametrize(
    ("name", "text", "expected"),
    [
        ("2024-05-09-message.txt", "Kim wrote.", date(2024, 5, 9)),
        ("a.txt", "Published: 2024-05-09\nKim wrote.", date(2024, 5, 9)),
        ("a.txt", "date: 2024-05-09T08:00:00+09:00\r\nKim wrote.", date(2024, 5, 9)),
        ("2024-05-09.txt", "Date: 2020-01-01\nKim wrote.", date(2024, 5, 9)),
        ("2024-13-40-x.txt", "Kim wrote.", None),
        ("20240509.txt", "Kim wrote.", None),
        ("x-2024-05-09.txt", "Kim wrote.", None),
        ("a.txt", "Kim wrote.\nPublished: 2024-05-09", None),
        ("a.txt", "Published: yesterday\nKim wrote.", None),
        ("a.txt", "Published: 2024-05-09 in Seoul\nKim wrote.", None),
    ],
)
def test_the_day_of_a_text_is_the_one_in_its_name_or_header_or_unknown(
    tmp_path: Path, name: str, text: str, expected: date | None
) -> None:
    path = put(tmp_path, name, text)

    (found,) = articles(path)

    assert found.published == expected
    assert found.text == text


def test_the_day_that_the_user_names_goes_before_that_of_a_text_and_behind_that_of_a_row(tmp_path: Path) -> None:
    text = put(tmp_path, "2024-05-09-x.txt", "Kim wrote.")
    table = rows(tmp_path, {"id": "r1", "text": "a", "published": "2020-01-02"}, {"id": "r2", "text": "a"})

    found = articles(text, table, published=date(2021, 1, 1))

    assert [item.published for item in found] == [date(2021, 1, 1), date(2020, 1, 2), date(2021, 1, 1)]


def test_a_page_gives_its_article_without_the_site_around_it(tmp_path: Path) -> None:
    stamp = '<meta property="article:published_time" content="2023-08-18T22:14:00Z">'
    path = put(tmp_path, "talks.html", PAGE.format(charset="utf-8", date=stamp))

    (found,) = articles(path)

    assert "met in Bern on Friday" in found.text
    assert "café" in found.text
    assert "rights reserved" not in found.text
    assert (found.id, found.title, found.published) == ("talks", "Talks in Bern", date(2023, 8, 18))
    assert (found.source, found.url) == ("Hill Post", "https://example.org/talks")


def test_a_page_without_a_date_gets_none_and_one_in_a_declared_character_set_is_read_in_it(tmp_path: Path) -> None:
    path = put(tmp_path, "talks.htm", PAGE.format(charset="iso-8859-2", date="").encode("iso-8859-2"))

    (found,) = articles(path)

    assert found.published is None
    assert "café" in found.text


def test_a_page_without_an_article_is_left_out(tmp_path: Path) -> None:
    path = put(tmp_path, "x.html", "<html><body></body></html>")

    assert skipped(path) == [("x.html", "has no article text; save the article itself, or give it as .txt")]


def test_a_page_in_an_unknown_character_set_is_left_out(tmp_path: Path) -> None:
    path = put(tmp_path, "x.html", PAGE.format(charset="klingon", date=""))

    assert skipped(path) == [("x.html", "declares the unknown character set 'klingon'; save the page as UTF-8")]


def test_a_row_gives_all_its_fields(tmp_path: Path) -> None:
    row = {
        "id": "r1",
        "text": "Kim met Putin.\r\n",
        "title": "Summit",
        "published": "2023-09-13",
        "source": "Hill Post",
        "url": "https://example.org/1",
        "language": "en",
        "mentions": [{"start": 0, "end": 3, "actor": "kim-jong-un"}, {"start": 8, "end": 13}],
    }

    found = articles(rows(tmp_path, row))

    assert found == [
        Article(
            id="r1",
            text="Kim met Putin.\r\n",
            title="Summit",
            published=date(2023, 9, 13),
            source="Hill Post",
            url="https://example.org/1",
            language="en",
            mentions=(MarkedSpan(start=0, end=3, actor="kim-jong-un"), MarkedSpan(start=8, end=13)),
        )
    ]


def test_a_row_without_an_id_is_called_after_file_and_content_and_a_number_is_an_id(tmp_path: Path) -> None:
    path = put(tmp_path, "rows.jsonl", '{"id": 7, "text": "a"}\n\n{"text": "b"}\n')

    assert ids(articles(path)) == ["7", "rows-#"]


@pytest.mark.parametrize(
    ("line", "why"),
    [
        ('{"id": "b", "text": ', "column 21: not JSON (Expecting value); write one object a line"),
        ('["b"]', 'found a list, expected an object such as {"id": "a1", "text": "..."}'),
        ('{"id": "b"}', "has no text; give the article under the key 'text'"),
        ('{"id": "b", "text": "  "}', "has no text; give the article under the key 'text'"),
        ('{"id": "b", "text": 3}', "'text' is a number; write it as a string, or leave it out"),
        (
            '{"id": "b", "text": "x", "published": "9 May"}',
            "'published' is '9 May'; write an ISO date such as 2024-05-09, or leave it out",
        ),
        ('{"id": "a", "text": "x"}', "id 'a' was read before, in line 1; give each row its own id"),
        (
            '{"id": "b", "text": "x\\ud800"}',
            "character 1 of the text is half of a surrogate pair; write it whole",
        ),
        (
            '{"id": "b", "text": "x", "mentions": [{"start": 0, "end": 2}]}',
            "mention 1 goes from 0 to 2; the text has 1 characters, counted from 0",
        ),
        (
            '{"id": "b", "text": "x", "mentions": [{"start": 0, "end": 1, "name": "K"}]}',
            "mention 1 is {'start': 0, 'end': 1, 'name': 'K'}; write an object with start, end and perhaps actor",
        ),
    ],
)
def test_a_bad_row_is_left_out_with_its_line_and_the_others_are_read(tmp_path: Path, line: str, why: str) -> None:
    path = put(tmp_path, "rows.jsonl", f'{{"id": "a", "text": "one"}}\n{line}\n{{"id": "c", "text": "three"}}\n')

    assert [item.id for item in articles(path)] == ["a", "c"]
    assert skipped(path) == [("rows.jsonl:2", why)]


def test_a_row_that_is_not_utf_8_is_left_out(tmp_path: Path) -> None:
    path = put(tmp_path, "rows.jsonl", b'{"id": "a", "text": "caf\xe9"}\n')

    assert skipped(path) == [("rows.jsonl:1", "byte 25 is not UTF-8; save the file as UTF-8")]


def test_keys_that_are_not_read_are_said_once_a_file(tmp_path: Path) -> None:
    path = rows(tmp_path, {"id": "a", "text": "x", "author": "N"}, {"id": "b", "text": "x", "author": "N", "tags": []})

    assert len(articles(path)) == 2
    ((where, why),) = skipped(path)
    assert where == "rows.jsonl"
    assert why.startswith("keys that are not read, with their rows: 'author' (2), 'tags' (1); known: id, text, title")


def test_a_folder_is_read_to_its_depth_in_the_order_of_names_without_hidden_files(tmp_path: Path) -> None:
    for name in ("b.txt", "a/z.txt", "a/c/y.txt", ".hidden.txt", ".git/x.txt", "c.jsonl"):
        put(tmp_path, name, '{"id": "row", "text": "x"}' if name.endswith("l") else "text")

    assert [item.id for item in articles(tmp_path)] == ["a/c/y", "a/z", "b", "row"]


def test_files_of_one_stem_are_told_apart_by_folders_and_then_by_suffix(tmp_path: Path) -> None:
    for name in ("x/1/report.txt", "y/1/report.txt", "one.txt", "same.txt"):
        put(tmp_path, name, "text")
    put(tmp_path, "same.html", PAGE.format(charset="utf-8", date=""))

    found = [item.id for item in articles(tmp_path)]

    assert found == ["one", "same.html", "same.txt", "x/1/report", "y/1/report"]


def test_a_file_named_twice_is_read_once(tmp_path: Path) -> None:
    path = put(tmp_path, "a.txt", "text")

    assert [item.id for item in articles(path, tmp_path)] == ["a"]
    assert skipped(path, tmp_path) == []


def test_an_id_of_another_file_is_left_out_and_names_that_file(tmp_path: Path) -> None:
    first, second = put(tmp_path, "a.txt", "text"), rows(tmp_path, {"id": "a", "text": "x"})

    assert skipped(first, second) == [
        ("rows.jsonl", f"id 'a' was read before, from {first}; give each article its own id")
    ]


def test_files_of_other_kinds_are_counted(tmp_path: Path) -> None:
    put(tmp_path, "notes.md", "x")
    put(tmp_path, "LICENSE", "x")

    assert skipped(tmp_path) == [
        ("LICENSE", f"files without a suffix are not read; give {SUFFIXES}"),
        ("notes.md", f".md files are not read; give {SUFFIXES}"),
    ]


def test_a_path_that_does_not_exist_is_an_error_before_anything_is_read(tmp_path: Path) -> None:
    gone = tmp_path / "gone"

    with pytest.raises(InputError, match=r"gone: no such file or folder; check the spelling"):
        read_articles([put(tmp_path, "a.txt", "text"), gone])


def test_a_link_to_a_folder_above_is_not_followed(tmp_path: Path) -> None:
    put(tmp_path, "a.txt", "text")
    (tmp_path / "loop").symlink_to(tmp_path, target_is_directory=True)

    assert [item.id for item in articles(tmp_path)] == ["a"]


def test_what_kg_built_into_a_folder_below_is_not_read_and_that_is_said_once(tmp_path: Path) -> None:
    put(tmp_path, "a.txt", "Rome met Paris.")
    for name in ("events.jsonl", "graph.ttl", "graph.html", "graph.gexf", "graph.graphml"):
        put(tmp_path, f"out/{name}", PAGE)
    put(tmp_path, "out/mine.txt", "Paris met Rome.")

    assert [each.id for each in articles(tmp_path)] == ["a", "out/mine"]
    assert skipped(tmp_path) == [("out", "holds a graph that kg built; its files are no news and are not read")]


def test_files_called_as_those_of_a_built_graph_are_read_where_the_others_are_missing(tmp_path: Path) -> None:
    put(tmp_path, "graph.html", PAGE.format(charset="utf-8", date=""))

    assert [each.id for each in articles(tmp_path)] == ["graph"]
