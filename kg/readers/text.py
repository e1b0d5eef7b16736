"""A plain text file in; one article with the text exactly as it was read out."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from kg.model import Article, Skipped
from kg.readers.decode import NotText, decode
from kg.readers.published import published_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kg.readers.contract import Hints
    from kg.readers.file import File


class TextReader:
    r"""Read ``.txt``; offsets refer to the text after a byte order mark, and ``\r\n`` stays two characters.

    The publication day is the one the user names, else that of the file name or of a header line
    (see `kg.readers.published`), else unknown.
    """

    suffixes: Final = (".txt",)

    def read(self, file: File, *, hints: Hints) -> Iterator[Article | Skipped]:
        """Yield the one article, or why there is none."""
        text = decode(file.read_bytes())
        if isinstance(text, NotText):
            yield Skipped(where=file.where, why=text.why)
        else:
            yield Article(id=file.identifier, text=text, published=hints.published or published_of(file.name, text))
