"""Bytes of a file in; its text out, or the reason why it is none."""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterable

_LATIN_PAGES: Final = ("cp1252", "cp1250", "cp1254", "cp1257")
"""The code pages of Windows for languages in Latin letters."""


def _agreed() -> bytes:
    found = []
    for byte in range(0x80, 0x100):
        readings = {bytes([byte]).decode(page, "ignore") for page in _LATIN_PAGES}
        if len(readings) == 1 and "" not in readings:
            found.append(byte)
    return bytes(found)


_SURE: Final = bytes(range(0x80)) + _agreed()
"""Bytes that mean the same in all of these pages: ASCII, curly quotes, dashes, e with acute ..."""

_FOREIGN_RUN: Final = re.compile(rb"[\xc0-\xff]{3}")
"""Three letters above ASCII in a row: a text in another alphabet."""

_NO_CHARSETS: Final = frozenset("idna mbcs oem punycode raw-unicode-escape undefined unicode-escape utf-7".split())
"""Codecs of Python for texts that no page is in; some take very long, or read words that are not shown."""


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
    encoding = find_encoding((data,))
    if isinstance(encoding, NotText):
        return encoding
    text = data.decode(encoding)
    return text if text.strip() else NotText(why=_EMPTY)


def decode_as(data: bytes, label: str) -> str:
    r"""Return the text of a page in the character set that it, or its server, names, as browsers read it.

    What calls itself Latin-1 or ASCII is Windows-1252, which has the curly quotes that such pages use
    (https://encoding.spec.whatwg.org/#names-and-labels).

    Raises
    ------
    LookupError
        If no such character set is known.
    UnicodeError
        If the bytes are not in it.

    >>> decode_as(b"\x93Ol\xe9\x94", "ISO-8859-1")
    '“Olé”'
    """
    name = codecs.lookup(label).name
    if name.replace("_", "-") in _NO_CHARSETS:
        raise LookupError(label)
    if name in {"iso8859-1", "ascii"}:
        try:
            return data.decode("cp1252")
        except UnicodeDecodeError:
            # Five bytes mean nothing there.
            return data.decode("latin-1")
    return data.decode(name)


def find_encoding(chunks: Iterable[bytes]) -> str | NotText:
    """Return in which encoding the bytes are text, see `decode`; they may come in parts of any size."""
    scan = _Scan()
    for chunk in chunks:
        scan.add(chunk)
    return scan.result()


_EMPTY: Final = "is empty; remove it, or put the text in"


class _Scan:
    """What bytes that were seen so far can be."""

    def __init__(self) -> None:
        self._utf_8 = codecs.getincrementaldecoder("utf-8")()
        self._seen = 0
        self._head = b""
        self._blank = True
        self._zero: int | None = None
        self._bad: tuple[int, int] | None = None
        """The first byte that is not UTF-8: its place and its value."""
        self._sure = True
        self._tail = b""

    def add(self, chunk: bytes) -> None:
        """Go on with the next bytes."""
        self._head = (self._head + chunk)[:2] if len(self._head) < 2 else self._head
        self._blank = self._blank and not chunk.strip()
        if self._zero is None and b"\0" in chunk:
            self._zero = self._seen + chunk.index(0)
        if self._sure:
            joined = self._tail + chunk
            # What is left after the sure ones are taken out is not sure.
            self._sure = not chunk.translate(None, _SURE) and not _FOREIGN_RUN.search(joined)
            self._tail = joined[-2:]
        self._decode(chunk, final=False)
        self._seen += len(chunk)

    def _decode(self, chunk: bytes, *, final: bool) -> None:
        if self._bad is not None:
            return
        waiting = self._utf_8.getstate()[0]
        try:
            self._utf_8.decode(chunk, final)
        except UnicodeDecodeError as error:
            self._bad = self._seen - len(waiting) + error.start, error.object[error.start]

    def result(self) -> str | NotText:
        """Return the encoding now that there are no more bytes."""
        self._decode(b"", final=True)
        if self._blank:
            return NotText(why=_EMPTY)
        if self._head in {codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE}:
            return NotText(why="is UTF-16 or UTF-32; save the file as UTF-8")
        if self._zero is not None:
            return NotText(why=f"is not text (a zero byte at {self._zero}); give the text itself")
        if self._bad is None:
            return "utf-8-sig"
        if self._sure:
            return "cp1252"
        at, byte = self._bad
        return NotText(
            why=f"byte {at + 1} (0x{byte:02X}) is not UTF-8, and what else it is cannot be told for sure; "
            "save the file as UTF-8"
        )
