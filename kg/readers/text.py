"""A plain text file in; one article with the text exactly as it was read out."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from kg.model import Article, Skipped
from kg.readers.decode import NotText, decode, read_bytes
from kg.readers.published import published_of

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date
    from pathlib import Path


class TextReader:
    r"""Read ``.txt``; offsets refer to the text after a byte order mark, and ``\r\n`` stays two characters.

    The publication day is the one the user names, else that of the file name or of a header line
    (see `kg.readers.published`), else unknown.
    """

    suffixes: Final = (".txt",)

    def read(self, path: Path, *, identifier: str, published: date | None = None) -> Iterator[Article | Skipped]:
        """Yield the one article, or why there is none."""
        data = read_bytes(path)
        text = data if isinstance(data, NotText) else decode(data)
        if isinstance(text, NotText):
            yield Skipped(where=str(path), why=text.why)
        else:
            yield Article(id=identifier, text=text, published=published or published_of(path, text))
