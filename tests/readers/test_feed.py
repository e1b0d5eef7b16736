"""Feeds on disk: an article for each entry, with the words that the feed shows and the day that it names."""

from __future__ import annotations

import time
from datetime import date
from pathlib import Path

import pytest

from kg.model import Article, Skipped
from kg.readers import File, read_file
from kg.readers.feed import is_feed, parse_feed
from kg.readers.markup import shown_text
from tests.readers.files import ids
from tests.readers.wire_seeds import ATOM, RDF, RSS


def read(data: bytes, name: str = "wire.rss") -> list[Article | Skipped]:
    return list(read_file(File.of_bytes(data, name=name)))


def item(inner: str) -> bytes:
    return f'<rss version="2.0"><channel><title>Wire</title><item>{inner}</item></channel></rss>'.encode()


def test_an_entry_gives_text_title_day_link_and_the_feed_as_source() -> None:
    first, second, third = read(RSS)

    assert isinstance(first, Article)
    assert first.text == "The ministers of Aland and Borduria met in Bern.\nBoth praised the café."
    assert (first.title, first.source, first.language) == ("Talks in Bern", "Harbour & Hill", "en")
    assert first.published == date(2024, 5, 10), "the day in the time zone that the feed writes"
    assert first.url == "https://wire.example/world/talks.html", "whole, and without what tracks readers"
    assert first.id.startswith("wire.example/talks-")
    assert isinstance(second, Article)
    assert (second.text, second.published) == ("Aland sent aid to Borduria: 3 < 4 ships.", date(2024, 5, 11))
    assert third == Skipped(
        where="wire.rss, entry 3", why="has no text, only a title or a link; get its page with kg fetch"
    )


def test_atom_gives_its_words_as_they_are_meant_and_the_source_that_an_entry_was_taken_from() -> None:
    first, second = read(ATOM, "wire.atom")

    assert isinstance(first, Article)
    assert isinstance(second, Article)
    assert (first.text, first.source) == ("Aland thanked Borduria.\nIt was late.", "Atom Wire")
    assert (first.url, first.published) == ("https://atom.example/x/first", date(2024, 2, 3))
    assert (second.text, second.source) == ("Here <p> is a word.", "Elsewhere")
    assert (second.url, second.published) == ("https://atom.example/second", date(2024, 2, 1))


def test_rss_1_is_read_under_the_suffix_of_xml() -> None:
    (found,) = read(RDF, "old.xml")

    assert isinstance(found, Article)
    assert (found.text, found.published, found.source) == ("Aland left the union.", date(2004, 3, 2), "Old Wire")


def test_an_article_has_the_same_id_in_every_feed_that_links_to_it() -> None:
    plain = item("<link>https://wire.example/a/talks.html</link><description>Met.</description>")
    tracked = item(
        "<link>http://wire.example/a/talks.html?utm_medium=feed#x</link><description>Met again.</description>"
    )

    ids = {found.id for data in (plain, tracked) for found in read(data) if isinstance(found, Article)}

    assert len(ids) == 1


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        (RSS, True),
        (ATOM, True),
        (RDF, True),
        (RSS.decode().replace("utf-8", "utf-16", 1).encode("utf-16"), True),
        (b"\xef\xbb\xbf  <!-- <html> --><?xml-stylesheet x?><rss>", True),
        (b"<atom:feed xmlns:atom='http://www.w3.org/2005/Atom'>", True),
        (b"<!DOCTYPE html><html><body><rss>", False),
        (b"<feedback>", False),
        (b"Words about an <rss> feed", False),
        (b"", False),
    ],
)
def test_a_feed_is_known_by_what_it_holds(data: bytes, expected: bool) -> None:
    assert is_feed(data) is expected


@pytest.mark.parametrize(
    ("data", "why"),
    [
        (b"<config><a/></config>", "is no RSS or Atom feed; give a feed, or save its articles as .html"),
        (b"<rss version='2.0'><channel/></rss>", "has no entries; give a feed with articles"),
        (b"  ", "is empty; remove it, or put the text in"),
    ],
)
def test_an_xml_file_without_articles_says_why(data: bytes, why: str) -> None:
    assert read(data, "a.xml") == [Skipped(where="a.xml", why=why)]


def test_no_file_is_read_that_a_feed_names_as_an_entity(tmp_path: Path) -> None:
    secret = tmp_path / "secret.txt"
    secret.write_text("the secret")
    data = f"""<?xml version="1.0"?><!DOCTYPE rss [<!ENTITY x SYSTEM "{secret.as_uri()}"> <!ENTITY % y SYSTEM "{secret.as_uri()}"> %y;]>
    <rss version="2.0"><channel><item><title>T &x;</title><description>Words &x; here</description></item></channel></rss>""".encode()

    found = read(data)

    assert "the secret" not in repr(found)
    assert "Words" in repr(found)


def test_entities_of_entities_are_not_laughed_at_a_billion_times() -> None:
    levels = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10))
    data = f"""<?xml version="1.0"?><!DOCTYPE rss [<!ENTITY l0 "ha">{levels}]>
    <rss version="2.0"><channel><item><title>T</title><description>Words &l9;</description></item></channel></rss>""".encode()

    started = time.process_time()
    found = read(data)

    assert len(repr(found)) < 10_000
    assert time.process_time() - started < 20


@pytest.mark.parametrize("piece", ["<!DOCTYPE ", "<!DOCTYPE a[", "<!--", "<?", " ", "<!DOCTYPE a>"])
def test_a_long_beginning_is_looked_through_once(piece: str) -> None:
    data = (piece + "a" * 70_000).encode() + piece.encode() * 20_000

    started = time.process_time()
    assert not is_feed(data)

    assert time.process_time() - started < 2, "a square of the length would take a minute"


@pytest.mark.parametrize("piece", ["<b>", "&lt;b&gt;", '<a href="', "<!--", "&#1;", "<![CDATA["])
def test_what_opens_and_never_closes_costs_no_more_than_its_length(piece: str) -> None:
    data = item(f"<title>T</title><description>{piece * 20_000}")

    started = time.process_time()
    read(data)

    assert time.process_time() - started < 20, "a square of the length would take minutes"


def test_links_that_are_no_web_addresses_are_no_urls_of_articles() -> None:
    found = read(item("<link>javascript:alert(1)</link><description>Words.</description>"))

    assert [one.url for one in found if isinstance(one, Article)] == [None]
    assert ids(found) == ["wire-#"]


def test_an_entry_without_a_link_keeps_its_id_when_others_go_and_is_read_once() -> None:
    entries = [f"<item><description>{words}</description></item>" for words in ("One.", "Two.", "One.", "Three.")]

    def feed(*parts: str) -> list[Article | Skipped]:
        return read(f'<rss version="2.0"><channel><title>Wire</title>{"".join(parts)}</channel></rss>'.encode())

    whole = feed(*entries)

    assert whole[2] == Skipped(where="wire.rss, entry 3", why="says the same as entry 1, and is read once")
    one, two, three = (each for each in whole if isinstance(each, Article))
    assert feed(*reversed(entries[1:])) == [three, one, two]


@pytest.mark.parametrize(
    ("written", "day"),
    [
        ("Fri, 10 May 2024 23:30:00 EDT", date(2024, 5, 10)),
        ("10 May 2024 08:00", date(2024, 5, 10)),
        ("2024-05-10", date(2024, 5, 10)),
        ("2024-05-10T23:30:00.000-0500", date(2024, 5, 10)),
        ("2024-05-10 08:00:00 CEST", date(2024, 5, 10)),
    ],
)
def test_dates_are_read_as_feeds_write_them(written: str, day: date) -> None:
    found = read(item(f"<pubDate>{written}</pubDate><description>Words.</description>"))

    assert [one.published for one in found if isinstance(one, Article)] == [day]


@pytest.mark.parametrize("written", ["sometime soon", "-0099-01-01T00:00:00Z", "31 Feb 2024", "99999-01-01", ""])
def test_a_date_that_is_none_is_unknown_and_not_today(written: str) -> None:
    found = read(item(f"<pubDate>{written}</pubDate><description>Words.</description>"))

    assert [one.published for one in found if isinstance(one, Article)] == [None]


def test_the_character_set_that_a_server_names_is_the_one_of_its_feed() -> None:
    data = '<rss version="2.0"><channel><title>Café</title></channel></rss>'.encode("latin-1")

    assert parse_feed(data, content_type="application/rss+xml; charset=iso-8859-1").title == "Café"


def test_shown_text_is_linear_and_whole_where_html_is_nested_too_deeply_for_the_parser() -> None:
    assert shown_text("<div>" * 5_000 + "The end &amp; all.") == "The end & all."


def test_blocks_are_lines_and_what_is_not_shown_is_left_out() -> None:
    markup = "<h1>A</h1>b <i>c</i><br>d<style>p{}</style><ul><li>e<li>f</ul><!-- g --><script>h</script>i\x00j"

    assert shown_text(markup) == "A\nb c\nd\ne\nf\ni j"
