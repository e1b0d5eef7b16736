"""A Word document in; one article with its paragraphs and tables in order out."""

from __future__ import annotations

from contextlib import closing
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, cast

from kg.model import Article, Skipped
from kg.readers.apart import APART, DEFAULT_BOUNDS, Bounds
from kg.readers.file import UnreadableError
from kg.readers.published import published_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kg.readers.contract import Hints
    from kg.readers.file import File

_ZIP: Final = b"PK\x03\x04"
_OLE: Final = b"\xd0\xcf\x11\xe0"
"""How files of old versions begin, and documents with a password."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DocxReader:
    """Read ``.docx`` in a process of its own, with bounds of time and memory.

    The publication day is the one the user names, else that of the file name or of a first line, as for texts: the day
    on which a document was made or changed is none. Its author is no news source, and so the source stays unknown.
    """

    bounds: Bounds = DEFAULT_BOUNDS
    suffixes: tuple[str, ...] = (".docx",)

    def read(self, file: File, *, hints: Hints) -> Iterator[Article | Skipped]:
        """Yield the one article, or why there is none."""
        head = file.begins(len(_ZIP))
        if not head.strip():
            raise UnreadableError("is empty; remove it, or put the text in")
        if head == _OLE:
            raise UnreadableError("has a password or is of an old version; save it as .docx without a password")
        if head != _ZIP:
            raise UnreadableError("is not a Word document; save it as .docx, or name it by what it is")
        with file.on_disk() as path, closing(APART.read("kg.readers.docx_text:read", path, bounds=self.bounds)) as rows:
            for row in rows:
                text = str(row["text"])
                yield Article(
                    id=file.identifier,
                    text=text,
                    title=cast("str | None", row["title"]),
                    published=hints.published or published_of(file.name, text),
                )
