"""A saved web page in; one article with the main text, title, date, site and address of the page out."""

from __future__ import annotations

import codecs
import re
from typing import TYPE_CHECKING, Final

from kg.model import Article, Skipped
from kg.readers.decode import NotText, decode, decode_as
from kg.readers.published import to_day

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kg.readers.contract import Hints
    from kg.readers.file import File

_CHARSET: Final = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([A-Za-z0-9_:.-]{2,40})", re.IGNORECASE)
_HEAD: Final = 4096
"""Bytes in which a page must declare its character set; HTML asks for the first 1024."""

_DATES: Final = {
    "extensive_search": False,
    "original_date": True,
    "outputformat": "%Y-%m-%d",
    # Without a bound of ours, today's date would be one and the same page could read differently tomorrow.
    "min_date": "1900-01-01",
    "max_date": "2999-12-31",
}
"""Only what the page declares: no search for something like a date in the running text."""


class HtmlReader:
    """Read ``.html``; the text is what trafilatura takes for the article, and offsets refer to it."""

    suffixes: Final = (".html", ".htm", ".xhtml")

    def read(self, file: File, *, hints: Hints) -> Iterator[Article | Skipped]:
        """Yield the one article, or why there is none; the page's own date goes before the one that the user names."""
        page = _decode(file.read_bytes())
        if isinstance(page, NotText):
            yield Skipped(where=file.where, why=page.why)
            return
        # Imported here, because it takes longer than reading a folder of plain texts.
        import trafilatura

        found = trafilatura.bare_extraction(
            page,
            include_comments=False,
            include_tables=False,
            with_metadata=True,
            date_extraction_params=dict(_DATES),
        )
        text = found.text if found is not None and not isinstance(found, dict) else None
        if found is None or isinstance(found, dict) or not text or not text.strip():
            yield Skipped(where=file.where, why="has no article text; save the article itself, or give it as .txt")
            return
        yield Article(
            id=file.identifier,
            text=text,
            title=found.title or None,
            published=(to_day(found.date) if found.date else None) or hints.published,
            source=found.sitename or None,
            url=found.url or None,
            language=found.language or None,
        )


def _decode(data: bytes) -> str | NotText:
    """Return the page in the character set that it declares, else as any text."""
    declared = _CHARSET.search(data[:_HEAD])
    # A byte order mark goes before what the page says.
    if declared and b"\0" not in data and not data.startswith(codecs.BOM_UTF8):
        name = declared[1].decode("ascii").lower()
        if name not in {"utf-8", "utf8"}:
            try:
                return decode_as(data, name)
            except LookupError:
                return NotText(why=f"declares the unknown character set {name!r}; save the page as UTF-8")
            except UnicodeDecodeError as error:
                return NotText(why=f"byte {error.start + 1} is not {name}, which it declares; save the page as UTF-8")
            except UnicodeError:
                return NotText(why=f"is not {name}, which it declares; save the page as UTF-8")
    return decode(data)
