"""A mail or a box of mails in; an article for each out, its subject as title and its sender's name as source."""

from __future__ import annotations

import hashlib
import re
from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace
from email import message_from_bytes
from email.errors import MessageError
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, Final

from kg.model import Article, Skipped, slug
from kg.readers.decode import NotText
from kg.readers.file import File
from kg.readers.message import (
    attachment_name,
    forwarded,
    header,
    is_shown,
    page_text,
    parts,
    payload,
    plain_text,
    sender,
    sent_on,
)

if TYPE_CHECKING:
    from email.message import Message
    from typing import BinaryIO

    from kg.readers.contract import Hints

MAX_MAIL_BYTES: Final = 50_000_000
"""Of one mail with what is attached to it."""

_LONGEST_LINE: Final = 1_000_000
_LONGEST_NAME: Final = 60
_MANY_KINDS: Final = 20
_DEEPEST: Final = 10
"""Mails in mails that are opened; deeper ones are counted."""

_FROM: Final = b"From "
_QUOTED_FROM: Final = re.compile(rb"^>(>*From )", re.MULTILINE)
_HEADER: Final = re.compile(rb"\s*[!-9;-~]{1,200}[ \t]*:")
_LONG_HEADER: Final = re.compile(
    rb"^content-(?:type|disposition)[ \t]*:(?:[^\n]|\n[ \t]){16000}", re.IGNORECASE | re.MULTILINE
)
"""One of those whose parts the library takes apart, in the square of their length."""

_BINARY: Final = 1024
"""Bytes in which a zero byte shows that a file is no mail; further on it may be in a careless mail."""

_Items = Iterator[Article | Skipped | File]


class MailReader:
    """Read ``.eml``: one mail; what is attached to it in a format that kg reads is read as well."""

    suffixes: Final = (".eml",)

    def read(self, file: File, *, hints: Hints) -> _Items:
        """Yield the mail and its attachments, or why they are left out; the mail's date goes before the user's."""
        data = replace(file, max_bytes=min(file.max_bytes, MAX_MAIL_BYTES)).read_bytes()
        passed: Counter[str] = Counter()
        yield from _read_mail(data, file, where=file.where, identifier=file.identifier, hints=hints, passed=passed)
        yield from _told(passed, file)


class MboxReader:
    """Read ``.mbox``: mails one after the other, each begun by a line with ``From``.

    An article is called after the file, the subject, and digits of the mail's own id, so that it keeps its name when
    others are taken out of the box.
    """

    suffixes: Final = (".mbox",)

    def read(self, file: File, *, hints: Hints) -> _Items:
        """Yield what `MailReader` yields for each mail."""
        passed: Counter[str] = Counter()
        number = 0
        with file.open() as stream:
            for number, data in enumerate(_mails(stream), 1):
                where = f"{file.where}, mail {number}"
                if isinstance(data, NotText):
                    yield Skipped(where=file.where if number == 1 else where, why=data.why)
                    continue
                for item in _read_mail(data, file, where=where, identifier=None, hints=hints, passed=passed):
                    yield replace(item, place=where) if isinstance(item, Article) else item
        if not number:
            yield Skipped(where=file.where, why="is empty; remove it, or put the text in")
        yield from _told(passed, file)


def _mails(stream: BinaryIO) -> Iterator[bytes | NotText]:
    """Yield the mails of a box without their first lines, in the memory of one of them."""
    mail: list[bytes] = []
    size, begun, blank = 0, False, True
    while line := stream.readline(_LONGEST_LINE):
        if blank and line.startswith(_FROM):
            if begun:
                yield _whole(mail, size)
            mail, size, begun = [], 0, True
        elif not begun:
            if line.strip():
                rest = line + stream.read(_BINARY)
                yield _no_mail(rest, "does not begin with 'From ', as a box of mails does; give one in the format mbox")
                return
        else:
            size += len(line)
            if size <= MAX_MAIL_BYTES:
                mail.append(line)
        blank = not line.strip(b"\r\n")
    if begun:
        yield _whole(mail, size)


def _whole(mail: list[bytes], size: int) -> bytes | NotText:
    if size > MAX_MAIL_BYTES:
        return NotText(
            why=f"is larger than {MAX_MAIL_BYTES / 1e6:g} MB, the limit for one mail; take its attachments out"
        )
    if mail and not mail[-1].strip(b"\r\n"):
        # Stands between two mails.
        mail = mail[:-1]
    # A line that began with "From " was given a > before it, to tell it from the first of a mail.
    return _QUOTED_FROM.sub(rb"\1", b"".join(mail))


def _no_mail(data: bytes, otherwise: str) -> NotText:
    if not data.strip():
        return NotText(why="is empty; remove it, or put the text in")
    at = data[:_BINARY].find(b"\0")
    return NotText(why=otherwise if at < 0 else f"is not text (a zero byte at {at}); give the mail itself")


def _read_mail(
    data: bytes, file: File, *, where: str, identifier: str | None, hints: Hints, passed: Counter[str]
) -> _Items:
    if b"\0" in data[:_BINARY] or not _HEADER.match(data):
        yield Skipped(where=where, why=_no_mail(data, "has no headers; give the mail as it was sent").why)
        return
    if _LONG_HEADER.search(data):
        yield Skipped(where=where, why="has a header longer than any mail needs; give its text as .txt")
        return
    try:
        message = message_from_bytes(data)
    except (RecursionError, MessageError, ValueError, LookupError) as error:
        yield Skipped(where=where, why=f"is no mail that can be read ({type(error).__name__}); give its text as .txt")
        return
    if identifier is None:
        named = header(message, "Message-ID").encode() or data
        title = slug(header(message, "Subject"))[:_LONGEST_NAME].strip("-") or "mail"
        identifier = f"{file.identifier}/{title}-{hashlib.sha256(named).hexdigest()[:12]}"
    place = {"where": where, "identifier": identifier}
    yield from _read_message(message, file, **place, hints=hints, passed=passed, depth=0)


def _read_message(
    message: Message,
    file: File,
    *,
    where: str,
    identifier: str,
    hints: Hints,
    passed: Counter[str],
    depth: int,
) -> _Items:
    found = list(parts(message))
    body, text = _body(found)
    if text:
        yield Article(
            id=identifier,
            text=text,
            title=header(message, "Subject") or None,
            published=sent_on(message) or hints.published,
            source=sender(message),
        )
    else:
        yield Skipped(where=where, why="has no text; save what is attached to it, or give the text as .txt")
    for number, part in enumerate(found, 1):
        place = {"where": f"{where}, part {number}", "identifier": f"{identifier}/{number}"}
        inner = forwarded(part)
        if inner is not None and depth < _DEEPEST:
            yield from _read_message(inner, file, **place, hints=hints, passed=passed, depth=depth + 1)
        elif (name := attachment_name(part)) and PurePosixPath(name).suffix.lower() in _readable():
            yield file.inner(payload(part), name=name, **place)
        elif inner is not None or (part is not body and payload(part).strip() and not _says_the_same(part, body)):
            passed[part.get_content_type()[:_LONGEST_NAME]] += 1


def _body(found: Sequence[Message]) -> tuple[Message | None, str]:
    """Return the part that holds the text, and the text: plain words before a page, which says the same."""
    for kind, read in (("text/plain", plain_text), ("text/html", page_text)):
        for part in found:
            if is_shown(part, kind) and (text := read(part)).strip():
                return part, text
    return None, ""


def _says_the_same(part: Message, body: Message | None) -> bool:
    """Return whether a part is the page beside plain words: of what is written twice, one is read."""
    return body is not None and is_shown(part, "text/html")


def _readable() -> Collection[str]:
    # Imported here, since the registry lists the readers of this module.
    from kg.readers.registry import BY_SUFFIX

    return BY_SUFFIX


def _told(passed: Counter[str], file: File) -> Iterator[Skipped]:
    """Say once what parts were not read, the most frequent first."""
    if passed:
        kinds = ", ".join(f"{kind} ({count:,})" for kind, count in passed.most_common(_MANY_KINDS))
        more = ", and others" if len(passed) > _MANY_KINDS else ""
        yield Skipped(where=file.where, why=f"parts of mails that are not read: {kinds}{more}", lost=False)
