"""What a format must offer so that kg can write it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from kg.model import Corpus
    from kg.strength import Tie


class Exporter(Protocol):
    """Anything that can write a corpus with its ties as one file, the same bytes for the same input."""

    @property
    def name(self) -> str:
        """What users call the format."""

    @property
    def suffix(self) -> str:
        """The end of its file names, with the dot."""

    def write(self, corpus: Corpus, *, ties: Sequence[Tie], path: Path) -> None:
        """Write the file; raises OutputError where the place cannot be written to."""
