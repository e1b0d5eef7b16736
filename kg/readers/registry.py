"""A file in; its articles, by the reader of the end of its name, and what was left out, out."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING, Final

from kg.model import Article, Skipped
from kg.readers.archive import TarReader, ZipReader
from kg.readers.contract import Hints
from kg.readers.delimited import DelimitedReader
from kg.readers.docx import DocxReader
from kg.readers.feed import FeedReader
from kg.readers.file import File, UnreadableError
from kg.readers.html import HtmlReader
from kg.readers.jsonl import JsonlReader
from kg.readers.mail import MailReader, MboxReader
from kg.readers.packed import PackedReader
from kg.readers.parquet import ParquetReader
from kg.readers.pdf import PdfReader
from kg.readers.text import TextReader
from kg.readers.warc import WarcReader

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from kg.readers.contract import Reader

READERS: Final[tuple[Reader, ...]] = (
    TextReader(),
    HtmlReader(),
    PdfReader(),
    DocxReader(),
    JsonlReader(),
    DelimitedReader(),
    ParquetReader(),
    FeedReader(),
    MailReader(),
    MboxReader(),
    WarcReader(),
    ZipReader(),
    TarReader(),
    PackedReader(),
)
"""Every reader; a new one is a module and one entry here, and the contract tests cover it."""

BY_SUFFIX: Final[Mapping[str, Reader]] = MappingProxyType(
    {suffix: reader for reader in READERS for suffix in reader.suffixes}
)
"""The reader of each end of a file name."""

SUFFIXES: Final = ", ".join(BY_SUFFIX)
"""The ends of the file names that are read, for messages."""


def read_file(file: File, *, hints: Hints | None = None) -> Iterator[Article | Skipped]:
    """Yield the articles of a file in its order, and what was left out of it; nothing is raised for its content."""
    for _, item in read_with_origin(file, hints=hints or Hints()):
        yield item


def read_with_origin(file: File, *, hints: Hints) -> Iterator[tuple[File, Article | Skipped]]:
    """Yield what `read_file` yields, each with the file that it comes from: this one, or one that lies in it."""
    reader = BY_SUFFIX.get(file.suffix)
    if reader is None:
        kind = f"{file.suffix} files are" if file.suffix else "files without a suffix are"
        yield file, Skipped(where=file.where, why=f"{kind} not read; give {SUFFIXES}")
        return
    try:
        for item in reader.read(file, hints=hints):
            if isinstance(item, File):
                yield from read_with_origin(item, hints=hints)
            else:
                yield file, item
    except UnreadableError as error:
        yield file, Skipped(where=file.where, why=error.why)
