"""A mail that was parsed in; what its headers say, and the parts that it shows and carries, out."""

from __future__ import annotations

import re
from email.errors import MessageError
from email.header import decode_header, make_header
from email.message import Message
from email.utils import parseaddr, parsedate_to_datetime
from typing import TYPE_CHECKING, Final

from kg.model import Article
from kg.readers.contract import Hints
from kg.readers.decode import decode, decode_as
from kg.readers.file import File
from kg.readers.html import HtmlReader
from kg.readers.markup import shown_text
from kg.readers.published import to_day

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

_NOT_WRITTEN: Final = re.compile("[\x00-\x1f\x7f\ud800-\udfff]+")
_NO_CHARSETS: Final = frozenset({"", "ascii", "us-ascii", "unknown-8bit", "utf-8", "utf8"})
"""What mails name that hold all sorts of bytes; these are looked at instead."""

_LONGEST_HEADER: Final = 4_000
"""Characters of a header that are looked at; the library takes minutes for some of a few hundred thousand."""

_BAD_HEADER: Final = (MessageError, LookupError, ValueError, TypeError, RecursionError)
"""What the library raises for headers that are broken."""


def parts(message: Message) -> Iterator[Message]:
    """Yield the parts that hold something, in their order; a mail in the mail is one, and is not opened."""
    waiting = [message]
    while waiting:
        part = waiting.pop()
        inner = part.get_payload()
        if part.get_content_maintype() == "multipart" and isinstance(inner, list):
            waiting.extend(one for one in reversed(inner) if isinstance(one, Message))
        else:
            yield part


def header(message: Message, name: str) -> str:
    """Return the header on one line with its encoded words read, "" where there is none."""
    written = _written(message, name)
    try:
        return _on_one_line(_words(written))
    except _BAD_HEADER:
        # Its words are in a character set that nobody knows, or broken.
        return _on_one_line(written)


def sender(message: Message) -> str | None:
    """Return the name of the sender, None where only the address is known, which is nobody's business."""
    try:
        # The address is taken out before words are decoded: a decoded name may hold commas and brackets.
        name = _words(parseaddr(_written(message, "From"))[0])
    except _BAD_HEADER:
        return None
    name = _on_one_line(name).strip("'\"")
    return name if name and "@" not in name else None


def sent_on(message: Message) -> date | None:
    """Return the day of the Date header, in the time zone of the sender."""
    written = header(message, "Date")
    try:
        return parsedate_to_datetime(written).date()
    except (ValueError, IndexError, TypeError, OverflowError):
        return to_day(written)


def is_shown(part: Message, kind: str) -> bool:
    """Return whether a part is of that type and is no attachment."""
    return part.get_content_type() == kind and part.get_content_disposition() != "attachment"


def plain_text(part: Message) -> str:
    """Return the text of a part in the character set that it names, else as any text; "" where it is none."""
    data = payload(part)
    label = (part.get_content_charset() or "").lower()
    if label not in _NO_CHARSETS:
        try:
            return decode_as(data, label).replace("\0", "\ufffd")
        except (LookupError, UnicodeError):
            pass
    text = decode(data.replace(b"\0", b" "))
    # The mail says itself that it is text: what cannot be told is shown as such.
    return text if isinstance(text, str) else data.decode("utf-8", "replace").strip()


def page_text(part: Message) -> str:
    """Return the article of a part in HTML; of a newsletter, which has none, all that it shows."""
    data = payload(part)
    if part.get_content_charset():
        data = b"\xef\xbb\xbf" + plain_text(part).encode("utf-8", "replace")
    for item in HtmlReader().read(File.of_bytes(data, name="page.html"), hints=Hints()):
        if isinstance(item, Article):
            return item.text
    return shown_text(plain_text(part))


def forwarded(part: Message) -> Message | None:
    """Return the mail that is carried in a part, None where the part is something else."""
    inner = part.get_payload() if part.get_content_type() == "message/rfc822" else None
    first = inner[0] if isinstance(inner, list) and inner else None
    return first if isinstance(first, Message) else None


def attachment_name(part: Message) -> str:
    """Return the file name of an attachment without folders, "" where the part is none or has no name."""
    if part.get_content_disposition() != "attachment":
        return ""
    try:
        name = _words((part.get_filename() or "")[:_LONGEST_HEADER])
    except _BAD_HEADER:
        return ""
    return _on_one_line(name.replace("\\", "/").rpartition("/")[2])


def payload(part: Message) -> bytes:
    """Return the bytes of a part, out of the form in which mails carry them."""
    data = part.get_payload(decode=True)
    return data if isinstance(data, bytes) else b""


def _written(message: Message, name: str) -> str:
    """Return the header as it was sent; bytes above ASCII, which should not be there, are mostly UTF-8."""
    found = next((str(value) for key, value in message.raw_items() if key.lower() == name.lower()), "")
    data = found[:_LONGEST_HEADER].encode("utf-8", "surrogateescape")
    text = decode(data)
    return text if isinstance(text, str) else data.decode("utf-8", "replace")


def _words(text: str) -> str:
    return str(make_header(decode_header(text)))


def _on_one_line(text: str) -> str:
    return " ".join(_NOT_WRITTEN.sub(" ", text).split())
