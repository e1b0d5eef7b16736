"""A table of comma- or tab-separated values in; one article for each row out."""

from __future__ import annotations

import csv
import io
from contextlib import contextmanager
from typing import TYPE_CHECKING, BinaryIO, Final

from kg.readers.contract import KEYS
from kg.readers.decode import NotText, find_encoding
from kg.readers.file import UnreadableError
from kg.readers.rows import BadRowError, Row, check_header, column_name, read_rows

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from kg.model import Article, Skipped
    from kg.readers.contract import Hints
    from kg.readers.file import File

_DELIMITERS: Final = (",", ";", "\t", "|")
_MAX_FIELD: Final = 10_000_000
"""How many characters a field or a line may have; the library by itself allows 131,072, a long report has more."""
_CHUNK: Final = 1 << 20
_DECLARATION: Final = "sep="
"""How the first line that some spreadsheets ask for begins."""


class DelimitedReader:
    """Read ``.csv`` and ``.tsv`` with a header, whose columns are the keys of an article or stand for them.

    The delimiter is the one with which the header has the most of these columns. Fields that hold it, line breaks or
    quotation marks stand in double quotes. The place of a row is the line on which it begins.
    """

    suffixes: Final = (".csv", ".tsv")

    def read(self, file: File, *, hints: Hints) -> Iterator[Article | Skipped]:
        """Yield an article or a reason for every row."""
        with file.open() as stream:
            encoding = find_encoding(iter(lambda: stream.read(_CHUNK), b""))
        if isinstance(encoding, NotText):
            raise UnreadableError(encoding.why)
        with file.open() as stream, _lines(stream, encoding) as lines:
            yield from read_rows(
                _rows(lines, tabs=file.suffix == ".tsv", columns=hints.columns), file=file, hints=hints
            )


@contextmanager
def _lines(stream: BinaryIO, encoding: str) -> Iterator[Iterator[str]]:
    """Open a stream of bytes as lines of text with their ends as they are."""
    text = io.TextIOWrapper(stream, encoding=encoding, newline="")

    def lines() -> Iterator[str]:
        number = 0
        while line := text.readline(_MAX_FIELD + 1):
            number += 1
            if len(line) > _MAX_FIELD:
                raise UnreadableError(f"line {number} has more than {_MAX_FIELD:,} characters; write one row a line")
            yield line

    try:
        yield lines()
    except UnicodeDecodeError as error:
        raise UnreadableError("has changed while it was read; read it again") from error
    finally:
        text.detach()


def _rows(lines: Iterator[str], *, tabs: bool, columns: Mapping[str, str]) -> Iterator[tuple[int, Row | BadRowError]]:
    """Yield the rows below the header, each with the number of the line on which it begins."""
    before, first, delimiter = _opening(lines, tabs=tabs, columns=columns)
    header: list[str] | None = None
    for number, fields in _records(first, lines, delimiter):
        place = before + number
        if header is None:
            if isinstance(fields, BadRowError):
                raise UnreadableError(f"line {place}, the header, {fields}")
            header = [column_name(name, columns=columns) for name in fields]
            check_header(header, columns=columns)
        elif isinstance(fields, BadRowError):
            yield place, fields
        elif len(fields) != len(header):
            yield (
                place,
                BadRowError(
                    f"has {len(fields)} fields where the header has {len(header)}; "
                    "put texts that hold the delimiter or a line break in double quotes"
                ),
            )
        else:
            yield place, dict(zip(header, fields, strict=True))


def _opening(lines: Iterator[str], *, tabs: bool, columns: Mapping[str, str]) -> tuple[int, str, str]:
    """Return the number of lines before the header, its first line, and the delimiter."""
    declared = ""
    for before, line in enumerate(lines):
        if line.lower().startswith(_DECLARATION) and len(line.strip()) == len(_DECLARATION) + 1:
            declared = line.strip()[-1]
        elif line.strip():
            return before, line, declared or _delimiter(line, tabs=tabs, columns=columns)
    return 0, "", ","


def _delimiter(header: str, *, tabs: bool, columns: Mapping[str, str]) -> str:
    wanted = {*KEYS, *columns.values()}

    def fitness(delimiter: str) -> tuple[int, bool, int]:
        # Not the library's way: names that it cannot read are nobody's here.
        names = [column_name(name.strip().strip('"'), columns=columns) for name in header.split(delimiter)]
        return len(wanted.intersection(names)), tabs and delimiter == "\t", len(names)

    return max(_DELIMITERS, key=fitness)


def _records(first: str, rest: Iterator[str], delimiter: str) -> Iterator[tuple[int, list[str] | BadRowError]]:
    def lines() -> Iterator[str]:
        if first:
            yield first
        yield from rest

    # Strictly, because a quotation mark that is not closed would swallow the rows below it as text.
    table = csv.reader(lines(), delimiter=delimiter, strict=True)
    while True:
        number = table.line_num + 1
        try:
            fields = _next(table)
        except StopIteration:
            return
        except csv.Error as error:
            if "field larger" in str(error):
                why = (
                    f"line {number}: a field has more than {_MAX_FIELD:,} characters; close the double quote before it"
                )
                raise UnreadableError(why) from error
            yield number, BadRowError(_reason(str(error)))
        else:
            if fields:
                yield number, fields


def _next(table: Iterator[list[str]]) -> list[str]:
    """Return the next row; the limit of fields, which the library has for all its readers, is put back for the others."""
    limit = csv.field_size_limit(_MAX_FIELD)
    try:
        return next(table)
    finally:
        csv.field_size_limit(limit)


def _reason(error: str) -> str:
    if "unexpected end" in error:
        return "has a double quote that is not closed before the file ends; close it"
    if "expected after" in error:
        return "has text behind the double quote that closes a field; double the quotation marks within a field"
    return f"cannot be read ({error}); put texts that hold line breaks in double quotes"
