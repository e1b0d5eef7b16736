"""Paths in; the files that they stand for, in order, each with the way in which Spark reads it, out."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final, Literal

from kg.model import Skipped
from kg.readers.file import File
from kg.readers.folder import identifiers_of, list_files
from kg.readers.registry import BY_SUFFIX

Way = Literal["lines", "table", "whole"]
_WAYS: Final[dict[str, Way]] = {".jsonl": "lines", ".ndjson": "lines", ".parquet": "table"}
_GLOB: Final = re.compile(r"([\\*?\[\]{}])")


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """A file, by its place in the order of all files.

    Spark divides ``lines`` and ``table`` into parts; what is ``whole`` is read by the reader of its suffix.
    """

    place: int
    path: str
    identifier: str
    way: Way
    size: int

    def file(self) -> File:
        """Return the file as kg's readers take it."""
        return File.of_path(self.path, identifier=self.identifier or None)


def find_sources(paths: Iterable[Path | str]) -> tuple[tuple[Source, ...], tuple[tuple[int, Skipped], ...]]:
    """Return the files, and what was left out with its place in their order.

    Raises
    ------
    InputError
        If a path does not exist.
    """
    given = list(paths)
    found = list_files(given)
    names = identifiers_of([path for path in found if isinstance(path, Path)], given)
    sources, skipped = [], []
    for place, path in enumerate(found):
        if isinstance(path, Skipped):
            skipped.append((place, path))
        elif path.suffix.lower() in BY_SUFFIX and not path.is_file():
            # As `kg.readers.read_articles` says it.
            why = "is not a file that can be read; give a regular file"
            skipped.append((place, Skipped(where=str(path), why=why)))
        else:
            size = path.stat().st_size if path.is_file() else 0
            sources.append(
                Source(place=place, path=str(path), identifier=names.get(path, ""), way=_way(path), size=size)
            )
    return tuple(sources), tuple(skipped)


def _way(path: Path) -> Way:
    way = _WAYS.get(path.suffix.lower(), "whole")
    if way == "whole" or path.suffix.lower() not in BY_SUFFIX:
        return "whole"
    # Spark passes over names that begin so, and Java has no letters for bytes that are no text.
    readable = not path.name.startswith(("_", ".")) and str(path.absolute()).isprintable()
    try:
        with path.open("rb"):
            return way if readable else "whole"
    except OSError:
        # The reader says why.
        return "whole"


def escaped(sources: Sequence[Source]) -> list[str]:
    """Return the paths of files as Spark takes them, for which some characters stand for others."""
    return [_GLOB.sub(r"\\\1", str(Path(source.path).absolute())) for source in sources]
