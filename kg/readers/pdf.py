"""A PDF in; one article with its text, in paragraphs as far as they can be told, out."""

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

_HEAD: Final = 1024
"""Bytes in which the mark of a PDF must stand; some servers put theirs before it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PdfReader:
    """Read ``.pdf`` in a process of its own, with bounds of time and memory; offsets refer to the mended text.

    The publication day is the one the user names, else that of the file name or of a first line, as for texts: the day
    on which a PDF was made is none. Its author is no news source, and so the source stays unknown.
    """

    bounds: Bounds = DEFAULT_BOUNDS
    suffixes: tuple[str, ...] = (".pdf",)

    def read(self, file: File, *, hints: Hints) -> Iterator[Article | Skipped]:
        """Yield the one article, or why there is none, and pages that cannot be read."""
        head = file.begins(_HEAD)
        if not head.strip():
            raise UnreadableError("is empty; remove it, or put the text in")
        if b"%PDF-" not in head:
            raise UnreadableError("is not a PDF; save it anew, or name it by what it is")
        with file.on_disk() as path, closing(APART.read("kg.readers.pdf_text:read", path, bounds=self.bounds)) as rows:
            for row in rows:
                if "text" not in row:
                    yield Skipped(where=file.where, why=str(row["skipped"]))
                    continue
                text = str(row["text"])
                yield Article(
                    id=file.identifier,
                    text=text,
                    title=cast("str | None", row["title"]),
                    published=hints.published or published_of(file.name, text),
                )
