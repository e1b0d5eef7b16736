"""Articles that could not be read in; the file of errors that a user asked for out."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from kg.isolated import Failure


@contextmanager
def errors_file(path: Path | None) -> Iterator[Callable[[Failure], None]]:
    """Give what takes in a failure; the file is written at the end, with no row where nothing failed.

    Raises
    ------
    OutputError
        If the file cannot be written there.
    """
    from kg.files import open_atomic, to_json_line

    if path is None:
        yield lambda _failure: None
        return
    with open_atomic(path) as file:
        yield lambda failure: print(to_json_line(failure.to_dict()), file=file)
