"""Crawls on disk: the pages, with the addresses they were got from; everything else is counted."""

from __future__ import annotations

import gzip
import io

import pytest
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from kg.model import Article, Skipped
from kg.readers import File, read_file
from kg.readers.warc import MAX_PAGE_BYTES
from tests.readers.wire_seeds import archive, page, record


def read(data: bytes) -> list[Article | Skipped]:
    return list(read_file(File.of_bytes(data, name="crawl.warc")))


def urls(items: list[Article | Skipped]) -> list[str | None]:
    return [one.url for one in items if isinstance(one, Article)]


def whys(items: list[Article | Skipped]) -> list[tuple[str, str]]:
    return [(one.where, one.why) for one in items if isinstance(one, Skipped)]


@pytest.mark.parametrize("pack", [bytes, gzip.compress])
def test_pages_are_articles_at_their_addresses_and_other_records_are_counted(pack: type[bytes]) -> None:
    found = read(pack(archive()))

    assert urls(found) == ["https://wire.example/talks", "https://wire.example/packed"]
    assert whys(found) == [
        (
            "crawl.warc",
            "records that hold no page: warcinfo (1), request (1), response 404 (1), response of image/png (1)",
        )
    ]


def test_the_day_of_capture_is_not_the_day_of_publication() -> None:
    dated = page(head='<meta property="article:published_time" content="2023-08-18T22:14:00Z">')
    found = read(record("https://a.example/1", page().encode()) + record("https://a.example/2", dated.encode()))

    assert [str(one.published) for one in found if isinstance(one, Article)] == ["None", "2023-08-18"]


@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")  # warcio leaves temporary files open
@pytest.mark.parametrize("packed", [False, True])
def test_what_another_tool_wrote_is_read(packed: bool) -> None:
    written = io.BytesIO()
    writer = WARCWriter(written, gzip=packed)
    writer.write_record(writer.create_warcinfo_record("crawl", {"software": "warcio"}))
    for name in ("one", "two"):
        headers = StatusAndHeaders("200 OK", [("Content-Type", "text/html; charset=utf-8")], protocol="HTTP/1.1")
        body = io.BytesIO(page(title=name).encode())
        writer.write_record(
            writer.create_warc_record(f"https://a.example/{name}", "response", body, http_headers=headers)
        )

    found = read(written.getvalue())

    assert urls(found) == ["https://a.example/one", "https://a.example/two"]
    assert whys(found) == [("crawl.warc", "records that hold no page: warcinfo (1)")]


@pytest.mark.parametrize("pack", [bytes, gzip.compress])
def test_a_file_that_was_cut_off_is_read_up_to_the_break_and_says_so(pack: type[bytes]) -> None:
    whole = b"".join(pack(record(f"https://a.example/{n}", page(title=f"Page {n}").encode())) for n in range(5))

    found = read(whole[: len(whole) - len(whole) // 10])

    assert urls(found) == [f"https://a.example/{n}" for n in range(4)]
    ((where, why),) = whys(found)
    assert where == "crawl.warc"
    assert why.endswith("; what comes before, 4 records, was read; give the whole file")


def test_chunks_and_packing_are_undone_also_where_the_crawler_had_done_so_already() -> None:
    body = page().encode()
    chunked = b"%x\r\n%b\r\n%x;name=value\r\n%b\r\n0\r\n\r\n" % (100, body[:100], len(body) - 100, body[100:])
    said = "Content-Type: text/html\r\n"
    data = [
        record("https://a.example/1", chunked, headers=f"{said}Transfer-Encoding: chunked"),
        record("https://a.example/2", body, headers=f"{said}Transfer-Encoding: chunked\r\nContent-Encoding: gzip"),
        record("https://a.example/3", gzip.compress(body), headers=f"{said}Content-Encoding: gzip"),
    ]

    texts = {one.text for one in read(b"".join(data)) if isinstance(one, Article)}

    assert len(texts) == 1
    assert "café" in texts.pop()


def test_the_character_set_that_the_server_named_goes_before_that_of_the_page() -> None:
    body = page(charset="utf-8").replace("café", "“café”").encode("cp1252")

    (found,) = read(record("https://a.example/1", body, headers="Content-Type: text/html; charset=ISO-8859-1"))

    assert isinstance(found, Article)
    assert "“café”" in found.text


def test_a_page_that_unpacks_to_more_than_the_limit_is_left_out_and_the_next_one_read() -> None:
    bomb = gzip.compress(b"<p>" + b" " * (MAX_PAGE_BYTES + 1))
    headers = "Content-Type: text/html\r\nContent-Encoding: gzip"

    found = read(record("https://a.example/1", bomb, headers=headers) + record("https://a.example/2", page().encode()))

    assert urls(found) == ["https://a.example/2"]
    assert whys(found) == [("crawl.warc, record 1", "is larger than 20 MB when unpacked, the limit for one page")]


def test_a_record_larger_than_the_limit_is_passed_over_without_being_held() -> None:
    large = record("https://a.example/1", b" " * (MAX_PAGE_BYTES + 1))

    found = read(large + record("https://a.example/2", page().encode()))

    assert urls(found) == ["https://a.example/2"]
    assert whys(found) == [("crawl.warc, record 1", "is larger than 20 MB, the limit for one page")]


@pytest.mark.parametrize(
    ("data", "why"),
    [
        (b"<html>", "is no web archive: no record begins with b'<html>'; give the whole file"),
        (
            b"WARC/1.0\r\nWARC-Type: response\r\n\r\n",
            "is no web archive: a record does not say how long it is; give the whole file",
        ),
        (
            b"WARC/1.0\r\nContent-Length: -1\r\n\r\n",
            "is no web archive: a record does not say how long it is; give the whole file",
        ),
        (
            b"WARC/1.0\r\n" + b"x" * 100_000,
            "is no web archive: got more than 65536 bytes when reading header line; give the whole file",
        ),
        (b"\n" * 5_000, "is no web archive: nothing but blank lines; give the whole file"),
    ],
)
def test_what_is_no_archive_says_so(data: bytes, why: str) -> None:
    assert whys(read(data)) == [("crawl.warc", why)]


def test_a_line_without_end_in_a_packed_file_does_not_fill_the_memory() -> None:
    bomb = gzip.compress(b"WARC/1.0\r\nX: " + b"x" * 50_000_000)

    ((_, why),) = whys(read(bomb))

    assert "65536" in why
