"""What a process is to read with in; the loaded extractor out."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from kg.isolated import Extractor
from kg.model import Readers

Load = Callable[[], Extractor]
"""Loads an extractor in the process that is to use it; must be one that pickle can name."""


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnExtractor:
    """Loads kg's extractor; ``model`` None is the packaged small English pipeline, ``languages`` are codes."""

    model: str | None = None
    readers: Readers = "both"
    languages: tuple[str, ...] = ("en",)

    def __call__(self) -> Extractor:
        """Return the extractor.

        Raises
        ------
        ModelError
            If the spaCy pipeline is not installed or lacks a component.
        """
        from kg.extract.tongues import read_each

        return read_each(self.languages, model=self.model, readers=self.readers)
