"""Bytes of a file in; its text out, or the reason why it is none."""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass
from typing import Final

_LATIN_PAGES: Final = ("cp1252", "cp1250", "cp1254", "cp1257")
"""The code pages of Windows for languages in Latin letters."""


def _agreed() -> frozenset[int]:
    found = set()
    for byte in range(0x80, 0x100):
        readings = {bytes([byte]).decode(page, "ignore") for page in _LATIN_PAGES}
        if len(readings) == 1 and "" not in readings:
            found.add(byte)
    return frozenset(found)


_SURE: Final = _agreed()
"""Bytes above ASCII that mean the same in all of these pages: curly quotes, dashes, e with acute ..."""

_FOREIGN_RUN: Final = re.compile(rb"[\xc0-\xff]{3}")
"""Three letters above ASCII in a row: a text in another alphabet."""


@dataclass(frozen=True, slots=True, kw_only=True)
class NotText:
    """Why the bytes are not taken as text, and what to do about it."""

    why: str


def decode(data: bytes) -> str | NotText:
    r"""Return the text of the bytes with their line ends as they are, without a byte order mark.

    UTF-8 is tried first. Windows-1252 is taken only where it is sure: where every byte above ASCII means the same
    in the code pages for western, central European, Turkish and Baltic languages, and none of them are in a row
    as in another alphabet.

    >>> decode(b"\x93Ol\xe9\x94")
    '“Olé”'
    >>> decode(b"Erdo\xf0an").why
    'byte 5 (0xF0) is not UTF-8, and what else it is cannot be told for sure; save the file as UTF-8'
    """
    if not data.strip():
        return NotText(why="is empty; remove it, or put the text in")
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return NotText(why="is UTF-16 or UTF-32; save the file as UTF-8")
    if b"\0" in data:
        return NotText(why=f"is not text (a zero byte at {data.index(0)}); give the text itself")
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        return _windows(data, error.start)
    return text if text.strip() else NotText(why="is empty; remove it, or put the text in")


def _windows(data: bytes, at: int) -> str | NotText:
    high = {byte for byte in data if byte >= 0x80}
    if high <= _SURE and not _FOREIGN_RUN.search(data):
        return data.decode("cp1252")
    return NotText(
        why=f"byte {at + 1} (0x{data[at]:02X}) is not UTF-8, and what else it is cannot be told for sure; "
        "save the file as UTF-8"
    )
