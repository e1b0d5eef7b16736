"""A JSON Lines corpus in; one article for each row out."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Final

from kg.readers.file import UnreadableError
from kg.readers.rows import BadRowError, Row, name_of, read_rows

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kg.model import Article, Skipped
    from kg.readers.contract import Hints
    from kg.readers.file import File

MAX_LINE: Final = 50_000_000
"""How many bytes a row may have: a file without line breaks is not taken into memory whole."""


class JsonlReader:
    """Read ``.jsonl``: one object a line, with the keys of an article or columns that stand for them.

    A row without an id is called after its file and by what it says. Further keys are not read; that is said once a file.
    ``published`` is an ISO date or date and time; ``mentions`` marks spans that are actors.
    """

    suffixes: Final = (".jsonl", ".ndjson")

    def read(self, file: File, *, hints: Hints) -> Iterator[Article | Skipped]:
        """Yield an article or a reason for every line that is not blank."""
        yield from read_rows(_rows(file), file=file, hints=hints)


def _rows(file: File) -> Iterator[tuple[int, Row | BadRowError]]:
    """Yield the lines that are not blank, each with its number, counted from 1."""
    with file.open() as stream:
        number = 0
        while raw := stream.readline(MAX_LINE + 1):
            number += 1
            if len(raw) > MAX_LINE:
                raise UnreadableError(
                    f"line {number} has more than {MAX_LINE / 1e6:g} MB, the limit for one row; write one object a line"
                )
            row = row_of_line(raw, number=number)
            if row is not None:
                yield number, row


def row_of_line(raw: bytes, *, number: int) -> Row | BadRowError | None:
    """Return the row of a line, counted from 1, or why there is none; None where the line is blank."""
    line = raw.removeprefix(b"\xef\xbb\xbf") if number == 1 else raw
    return _parse(line) if line.strip() else None


def _parse(line: bytes) -> Row | BadRowError:
    if b"\0" in line:
        return BadRowError("is not text (it holds a zero byte); save the file as UTF-8")
    try:
        row = json.loads(line.rstrip(b"\r\n").decode("utf-8"))
    except UnicodeDecodeError as error:
        return BadRowError(f"byte {error.start + 1} is not UTF-8; save the file as UTF-8")
    except json.JSONDecodeError as error:
        return BadRowError(f"column {error.colno}: not JSON ({error.msg}); write one object a line")
    except (RecursionError, ValueError) as error:
        return BadRowError(f"not JSON that can be read ({error}); write one flat object a line")
    if not isinstance(row, dict):
        return BadRowError(f'found {name_of(row)}, expected an object such as {{"id": "a1", "text": "..."}}')
    return row
