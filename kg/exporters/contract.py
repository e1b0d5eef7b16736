"""What is to be written, and what a format must offer so that kg can write it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final, TypeVar

from kg.ontology import BASE

if TYPE_CHECKING:
    from kg.model import Corpus
    from kg.strength import Tie

_Item = TypeVar("_Item")
_STRIDE: Final = 1000
"""Told of so many items at a time: a bar that is drawn for each would take longer than the work."""

Progress = Callable[[int, int], None]
"""Called with how many rows or triples are written and how many there are, 0 where that is not known before."""

Notes = tuple[str, ...]
"""What who reads the file should know, a sentence each: what the format could not hold, how it is loaded."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Export:
    """What is written: a corpus, its ties (worked out only for formats that show them), and the base of its IRIs."""

    corpus: Corpus
    ties: Callable[[], Sequence[Tie]] = tuple
    base: str = BASE
    progress: Progress | None = None

    def told(self, items: Iterable[_Item], *, total: int = 0) -> Iterator[_Item]:
        """Yield the items, and tell of them as they go by."""
        if self.progress is None:
            yield from items
            return
        done = 0
        for done, item in enumerate(items, 1):
            yield item
            if done % _STRIDE == 0:
                self.progress(done, total)
        self.progress(done, total)


@dataclass(frozen=True, slots=True, kw_only=True)
class Exporter:
    """A format, and what writes a corpus in it: whole or not at all, the same bytes for the same input.

    ``name`` is what users call the format, ``about`` a line on it. ``suffix`` is the end of its file names, with the
    dot, and ``others`` are ends that it shares with other formats or other tools use. ``stem`` is how its file is
    called beside the others. ``unit`` is what progress counts. A ``folder`` holds several files under fixed names;
    ``text`` says that a terminal can show it. A build writes the formats that are ``built``.

    ``write`` raises OutputError where the place cannot be written to.
    """

    name: str
    suffix: str
    about: str
    write: Callable[[Export, Path], Notes]
    others: tuple[str, ...] = ()
    stem: str = "graph"
    unit: str = "event"
    folder: bool = False
    text: bool = True
    built: bool = False

    @property
    def file_name(self) -> str:
        """Return what its file is called in the folder of a build."""
        return self.stem + self.suffix
