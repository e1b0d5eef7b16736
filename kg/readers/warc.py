"""A web archive (WARC) in; an article for each page that was answered with 200 out."""

from __future__ import annotations

import http.client
import io
import re
from collections import Counter
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, BinaryIO, Final

from kg.model import Article, Skipped
from kg.readers.address import article_id, plain_address, web_address
from kg.readers.file import File, UnreadableError
from kg.readers.html import HtmlReader
from kg.readers.served import PackedError, is_page, media_type, served_file, unpack

if TYPE_CHECKING:
    from collections.abc import Iterator
    from email.message import Message

    from kg.readers.contract import Hints

MAX_PAGE_BYTES: Final = 20_000_000
"""Of one record, and of the page in it once it is unpacked."""

_LONGEST_LINE: Final = 65_536
_PIECE: Final = 1_000_000
_MAX_BLANK: Final = 1_000
_MANY_KINDS: Final = 20
_GZIP: Final = b"\x1f\x8b"
_VERSION: Final = re.compile(rb"WARC/\d\.\d+\s*")
_STATUS: Final = re.compile(rb"HTTP/\d(?:\.\d)?[ \t]+(\d{3})\b[^\n]*\r?\n")
_CHUNK: Final = re.compile(rb"\r?\n?([0-9A-Fa-f]{1,8})[ \t]*(?:;[^\r\n]{0,1000})?\r?\n")


class _BrokenError(Exception):
    """Why the archive cannot be read on."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Record:
    """A record; ``block`` is None where it is larger than `MAX_PAGE_BYTES` or of a kind that holds no answer."""

    kind: str
    uri: str
    block: bytes | None


class WarcReader:
    """Read ``.warc``, packed with gzip or not: pages as a crawler got them, with their addresses.

    The day on which a page was captured is not the day on which it was published, which only the page can tell.
    A page that was captured twice is one article: the second is left out as one of the same id.
    """

    suffixes: Final = (".warc",)

    def read(self, file: File, *, hints: Hints) -> Iterator[Article | Skipped | File]:
        """Yield an article for each page, what was left out of the pages, and a count of all other records."""
        if file.begins(len(_GZIP)) == _GZIP:
            # Its name does not say so, but it is read as one that is packed, within the limits for those.
            yield replace(file, name=f"{file.name}.gz")
            return
        others: Counter[str] = Counter()
        number, broken = 0, ""
        try:
            with file.open() as stream:
                for number, record in enumerate(_records(stream), 1):  # told when it breaks off
                    yield from _read_record(record, number, file, hints, others)
        except (_BrokenError, http.client.HTTPException) as error:
            broken = f"breaks off: {error}" if number else f"is no web archive: {error}"
        except UnreadableError as error:
            broken = error.why.partition(";")[0]
        if others:
            kinds = [f"{kind} ({count:,})" for kind, count in others.most_common(_MANY_KINDS)]
            more = ", and others" if len(others) > _MANY_KINDS else ""
            yield Skipped(where=file.where, why=f"records that hold no page: {', '.join(kinds)}{more}", lost=False)
        if broken:
            read = f"what comes before, {number:,} records, was read; " if number else ""
            yield Skipped(where=file.where, why=f"{broken}; {read}give the whole file")
        elif not number:
            yield Skipped(where=file.where, why="is empty; remove it, or put the text in")


def _read_record(
    record: _Record, number: int, file: File, hints: Hints, others: Counter[str]
) -> Iterator[Article | Skipped]:
    where = f"{file.where}, record {number}"
    if record.kind != "response":
        others[record.kind] += 1
        return
    if record.block is None:
        yield Skipped(where=where, why=f"is larger than {MAX_PAGE_BYTES / 1e6:g} MB, the limit for one page")
        return
    address = web_address(record.uri)
    status = _STATUS.match(record.block)
    if address is None or status is None:
        others["response, not of a web server"] += 1
        return
    if status[1] != b"200":
        others[f"response {status[1].decode()}"] += 1
        return
    stream = io.BytesIO(record.block[status.end() :])
    headers = http.client.parse_headers(stream)
    body = _body(stream.read(), headers)
    if body is None:
        yield Skipped(
            where=where, why=f"is larger than {MAX_PAGE_BYTES / 1e6:g} MB when unpacked, the limit for one page"
        )
        return
    content_type = headers.get("content-type", "")
    page = served_file(body, content_type=content_type, where=where, identifier=article_id(address))
    if page is None or not is_page(body, content_type):
        others[f"response of {media_type(content_type)[:60] or 'no known type'}"] += 1
        return
    for item in HtmlReader().read(page, hints=hints):
        yield replace(item, url=plain_address(address)) if isinstance(item, Article) else item


def _records(stream: BinaryIO) -> Iterator[_Record]:
    while version := _first_line(stream):
        if not _VERSION.fullmatch(version):
            zero = version.find(b"\0")
            raise _BrokenError(f"a zero byte at {zero}" if zero >= 0 else f"no record begins with {version[:20]!r}")
        # Has limits of its own: 64 KiB a line, a hundred lines.
        headers = http.client.parse_headers(stream)
        said = headers.get("Content-Length", "").strip()
        if not (said.isascii() and said.isdigit() and len(said) < _MANY_KINDS):
            raise _BrokenError("a record does not say how long it is")
        kind, length = headers.get("WARC-Type", "").strip().lower(), int(said)
        if kind == "response" and length <= MAX_PAGE_BYTES:
            block = stream.read(length)
            got = len(block)
        else:
            block, got = None, _pass_over(stream, length)
        if got < length:
            raise _BrokenError(f"the last record has {got:,} bytes of {length:,}")
        uri = headers.get("WARC-Target-URI", "").strip().removeprefix("<").removesuffix(">")
        yield _Record(kind=kind[:60] or "of no kind", uri=uri, block=block)


def _first_line(stream: BinaryIO) -> bytes:
    """Return the first line of the next record, b"" at the end; records end in two blank lines."""
    for _ in range(_MAX_BLANK):
        line = stream.readline(_LONGEST_LINE)
        if not line or line.strip():
            return line
    raise _BrokenError("nothing but blank lines")


def _pass_over(stream: BinaryIO, length: int) -> int:
    """Read so many bytes in pieces and return how many there were."""
    got = 0
    while got < length and (piece := stream.read(min(_PIECE, length - got))):
        got += len(piece)
    return got


def _body(body: bytes, headers: Message) -> bytes | None:
    """Return the body without what it was sent in, None where it is too large; crawlers keep it in both ways."""
    if "chunked" in headers.get("Transfer-Encoding", "").lower():
        body = _joined(body)
    coding = headers.get("Content-Encoding", "")
    if not coding or len(body) > MAX_PAGE_BYTES:
        return body
    try:
        unpacked = unpack(body, coding, limit=MAX_PAGE_BYTES)
    except PackedError:
        # It was unpacked before it was kept, and the header stayed.
        return body
    return unpacked if len(unpacked) <= MAX_PAGE_BYTES else None


def _joined(body: bytes) -> bytes:
    """Return the chunks as one; what does not begin with one was joined before it was kept."""
    joined, at = bytearray(), 0
    while chunk := _CHUNK.match(body, at):
        size = int(chunk[1], 16)
        joined += body[chunk.end() : chunk.end() + size]
        at = chunk.end() + size
        if not size:
            break
    return bytes(joined) if at else body
