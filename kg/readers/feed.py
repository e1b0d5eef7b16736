"""An RSS or Atom file in; an article for each entry that has a text out."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import date
from email.utils import parsedate_to_datetime
from io import BytesIO
from typing import TYPE_CHECKING, Any, Final

from kg.model import Article, Skipped
from kg.readers.address import article_id, linked_address, plain_address
from kg.readers.called import called_by_content
from kg.readers.file import UnreadableError
from kg.readers.markup import shown_text
from kg.readers.published import to_day

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from kg.readers.contract import Hints
    from kg.readers.file import File

MAX_FEED_BYTES: Final = 10_000_000
"""A feed of a thousand full articles has half of that; parsing takes a tenth of a millisecond for each tag."""

_HEAD: Final = 65_536
"""Bytes in which the first element of a feed must begin."""

_BEFORE_ROOT: Final = re.compile(
    r"\s+|<\?[^>]*>|<!--.*?-->|<!DOCTYPE[^>\[]*+(?:\[[^\]]*+\])?+[^>]*+>", re.DOTALL | re.IGNORECASE
)
_ISO_DAY: Final = re.compile(r"(\d{4}-\d{2}-\d{2})(?![\d-])")
_ROOT: Final = re.compile(r"<(?:[\w.-]+:)?(rss|feed|rdf)[\s>/]", re.IGNORECASE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """What a feed says of one article; "" and None where it says nothing.

    ``text`` is all that the feed has of the article, from a teaser to the whole, as it would be shown.
    ``published`` is the day in the time zone that the feed writes; where an entry has no such date, that of its
    last change. ``source`` is the name of the feed, or of the one that the entry was taken over from.
    """

    title: str = ""
    text: str = ""
    link: str | None = None
    published: date | None = None
    source: str = ""
    language: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Feed:
    """A feed with its entries in their order."""

    title: str
    entries: tuple[Entry, ...]


def is_feed(data: bytes) -> bool:
    """Return whether the bytes begin as RSS or Atom does, whatever they are called.

    >>> is_feed(b'<?xml version="1.0"?><rss version="2.0">'), is_feed(b"<html><body>")
    (True, False)
    """
    head = data[:_HEAD]
    wide = head.startswith((b"\xff\xfe", b"\xfe\xff"))
    text = head.decode("utf-16" if wide else "utf-8", "replace").lstrip("\ufeff")
    at = 0
    while skipped := _BEFORE_ROOT.match(text, at):
        at = skipped.end()
    return _ROOT.match(text, at) is not None


def parse_feed(data: bytes, *, address: str | None = None, content_type: str | None = None) -> Feed:
    """Return the feed; what is no feed has no entries.

    ``address`` is where it was found, for links that leave out the host; else the site that it names stands for it. ``content_type`` is the header of that name.

    Raises
    ------
    UnreadableError
        If it cannot be parsed at all.
    """
    # Imported here, because it takes longer than reading a folder of plain texts.
    import feedparser

    headers = {"content-location": address} if address else {}
    if content_type and "charset" in content_type.lower():
        headers["content-type"] = content_type
    # A stream, since a text would be taken for the address of a feed or the path of a file, and got from there.
    try:
        found = feedparser.parse(
            BytesIO(data), response_headers=headers, sanitize_html=False, resolve_relative_uris=False
        )
    except (ValueError, LookupError, TypeError, AttributeError, AssertionError, RecursionError) as error:
        # Found by changing single bytes of feeds: it does not get over all of them.
        raise UnreadableError(f"is a feed too broken to be read ({type(error).__name__}); get it again") from error
    title = _line(found.feed.get("title_detail"))
    language = _text(found.feed, "language") or None
    base = address or _text(found.feed, "link")
    return Feed(title=title, entries=tuple(_entry(entry, title, language, base) for entry in found.entries))


class FeedReader:
    """Read ``.rss``, ``.atom`` and the ``.xml`` of feeds; the text of an article is what the feed shows of it."""

    suffixes: Final = (".rss", ".atom", ".xml")

    def read(self, file: File, *, hints: Hints) -> Iterator[Article | Skipped]:
        """Yield an article for each entry with a text; its own date goes before the one that the user names."""
        data = replace(file, max_bytes=min(file.max_bytes, MAX_FEED_BYTES)).read_bytes()
        if not data.strip():
            yield Skipped(where=file.where, why="is empty; remove it, or put the text in")
            return
        if b"\0" in data and not data.startswith((b"\xff\xfe", b"\xfe\xff")):
            yield Skipped(where=file.where, why=f"is not text (a zero byte at {data.index(0)}); give the feed itself")
            return
        if not is_feed(data):
            yield Skipped(where=file.where, why="is no RSS or Atom feed; give a feed, or save its articles as .html")
            return
        entries = parse_feed(data).entries
        if not entries:
            yield Skipped(where=file.where, why="has no entries; give a feed with articles")
        first: dict[str, int] = {}
        for number, entry in enumerate(entries, 1):
            where = f"{file.where}, entry {number}"
            found = entry_article(entry, where, within=file.identifier, hints=hints)
            if isinstance(found, Article) and found.place and first.setdefault(found.id, number) != number:
                why = f"says the same as entry {first[found.id]}, and is read once"
                found = Skipped(where=where, why=why, lost=False)
            yield found


def entry_article(entry: Entry, where: str, *, within: str, hints: Hints) -> Article | Skipped:
    """Return the article that an entry holds itself; where it has no link, its id is ``within`` and what it says."""
    if not entry.text:
        return Skipped(where=where, why="has no text, only a title or a link; get its page with kg fetch")
    article = Article(
        id=article_id(entry.link) if entry.link else within,
        text=entry.text,
        title=entry.title or None,
        published=entry.published,
        source=entry.source or None,
        url=plain_address(entry.link) if entry.link else None,
        language=entry.language,
    )
    if not entry.link:
        article = replace(article, id=called_by_content(article, within=within), place=where)
    return article if article.published else replace(article, published=hints.published)


def _entry(entry: Mapping[str, Any], feed: str, language: str | None, base: str) -> Entry:
    contents = [_shown(content) for content in entry.get("content") or ()]
    source = entry.get("source")
    return Entry(
        title=_line(entry.get("title_detail")),
        text=next(filter(None, (*contents, _shown(entry.get("summary_detail")))), ""),
        link=linked_address(base, _text(entry, "link")),
        published=_day(entry, "published") or _day(entry, "updated"),
        source=(_line(source.get("title_detail")) if isinstance(source, dict) else "") or feed,
        language=language,
    )


def _line(detail: object) -> str:
    return _shown(detail).replace("\n", " ")


def _shown(detail: object) -> str:
    """Return what a value of the feed shows; whether it is HTML is said beside it."""
    value = _text(detail, "value")
    if _text(detail, "type") == "text/plain":
        return "\n".join(line.strip() for line in value.splitlines() if line.strip())
    return shown_text(value)


def _day(entry: Mapping[str, Any], key: str) -> date | None:
    # Asked for first, since feedparser gives the one for the other and warns. What it makes of dates itself is not
    # taken: it fills what is missing from the day on which it is run.
    written = _text(entry, key).strip() if key in entry else ""
    begins = _ISO_DAY.match(written)
    if begins:
        return to_day(begins[1])
    try:
        return parsedate_to_datetime(written).date()
    except (ValueError, IndexError, TypeError, OverflowError):
        return None


def _text(values: object, key: str) -> str:
    value = values.get(key) if isinstance(values, dict) else None
    return value if isinstance(value, str) else ""
