"""The body of a web page and its Content-Type, as a server sent them, in; a file that a reader can read out."""

from __future__ import annotations

import codecs
import re
import zlib
from typing import Final

from kg.readers.decode import decode_as
from kg.readers.file import File

_TYPES: Final = {"text/html": ".html", "application/xhtml+xml": ".html", "text/plain": ".txt"}
_CHARSET: Final = re.compile(r";\s*charset\s*=\s*[\"']?([\w.:-]{2,40})", re.IGNORECASE | re.ASCII)
_LOOKS_LIKE_PAGE: Final = re.compile(rb"\s*(?:<!doctype html|<html)", re.IGNORECASE)
_GZIP, _ZLIB, _RAW = 31, 15, -15
"""What zlib calls the forms of a packed body: with the head of gzip, with its own, with none."""

_MARKS: Final = (codecs.BOM_UTF8, codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)


class PackedError(ValueError):
    """Why a packed body cannot be unpacked."""


def unpack(body: bytes, coding: str, *, limit: int) -> bytes:
    """Return the body that a server packed as its Content-Encoding says, or more than ``limit`` bytes of it, not all.

    Raises
    ------
    PackedError
        If it is packed in another way, or broken, or does not come to its end.

    >>> import gzip
    >>> unpack(gzip.compress(b"Kim met Putin."), "gzip", limit=100)
    b'Kim met Putin.'
    """
    for name in reversed(coding.lower().replace("x-gzip", "gzip").split(",")):
        match name.strip():
            case "" | "identity":
                continue
            case "gzip":
                body = _inflated(body, _GZIP, limit)
            case "deflate":
                # The standard means the form with a head; some servers send the one without.
                body = _inflated(body, _ZLIB if _has_head(body) else _RAW, limit)
            case other:
                raise PackedError(f"its compression {other[:20]!r} is not one that is read")
        if len(body) > limit:
            break
    return body


def media_type(content_type: str) -> str:
    """Return the type alone, in lower case.

    >>> media_type("Text/HTML; charset=utf-8")
    'text/html'
    """
    return content_type.partition(";")[0].strip().lower()


def is_page(body: bytes, content_type: str) -> bool:
    """Return whether it is a page of HTML: by its type, and where that is not said, by how it begins."""
    return _suffix(body, content_type) == ".html"


def served_file(body: bytes, *, content_type: str, where: str, identifier: str) -> File | None:
    """Return a page or plain text as a file, None where it is neither.

    The character set that the server names goes before the one that the page declares, as HTML asks for: the body
    is then given in UTF-8 with a mark that says so. What is not in the set named is given as it came.
    """
    suffix = _suffix(body, content_type)
    if suffix is None:
        return None
    named = _CHARSET.search(content_type)
    if named and not body.startswith(_MARKS):
        try:
            text = decode_as(body, named[1])
        except (LookupError, UnicodeError):
            text = ""
        if text.strip():
            body = codecs.BOM_UTF8 + text.encode("utf-8", "replace")
    return File.of_bytes(body, name=f"page{suffix}", where=where, identifier=identifier)


def _suffix(body: bytes, content_type: str) -> str | None:
    kind = media_type(content_type)
    if not kind and _LOOKS_LIKE_PAGE.match(body.removeprefix(codecs.BOM_UTF8)):
        return ".html"
    return _TYPES.get(kind)


def _inflated(body: bytes, form: int, limit: int) -> bytes:
    found = bytearray()
    while True:
        inflater = zlib.decompressobj(form)
        try:
            found += inflater.decompress(body, limit + 1 - len(found))
        except zlib.error as error:
            raise PackedError("its compression is broken") from error
        if len(found) > limit:
            break
        if not inflater.eof:
            raise PackedError("its compression is broken")
        body = inflater.unused_data
        if form != _GZIP or not body.startswith(b"\x1f\x8b"):
            # What follows the last piece is padding.
            break
    return bytes(found)


def _has_head(body: bytes) -> bool:
    return len(body) > 1 and body[0] & 15 == 8 and int.from_bytes(body[:2], "big") % 31 == 0
