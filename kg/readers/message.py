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

_BAD_HEADER: Final = (MessageError, LookupError, ValueError, TypeError)
"""What the library raises for encoded words that are broken."""


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
    value = message.get(name)
    if value is None:
        return ""
    try:
        text = str(make_header(decode_header(value)))
    except _BAD_HEADER:
        # Its words are in a character set that nobody knows, or broken.
        text = str(value)
    return " ".join(_NOT_WRITTEN.sub(" ", text).split())


def sender(message: Message) -> str | None:
    """Return the name of the sender, None where only the address is known, which is nobody's business."""
    value = message.get("From")
    try:
        # The address is taken out before words are decoded: a decoded name may hold commas and brackets.
        name = parseaddr(str(value))[0] if value is not None else ""
        name = str(make_header(decode_header(name)))
    except _BAD_HEADER:
        return None
    name = " ".join(_NOT_WRITTEN.sub(" ", name).split()).strip("'\"")
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
        name = part.get_filename() or ""
        name = str(make_header(decode_header(name)))
    except _BAD_HEADER:
        return ""
    return " ".join(_NOT_WRITTEN.sub(" ", name).replace("\\", "/").rpartition("/")[2].split())


def payload(part: Message) -> bytes:
    """Return the bytes of a part, out of the form in which mails carry them."""
    data = part.get_payload(decode=True)
    return data if isinstance(data, bytes) else b""
