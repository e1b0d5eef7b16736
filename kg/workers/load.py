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
    """Loads kg's extractor; ``model`` None is the packaged small English pipeline."""

    model: str | None = None
    readers: Readers = "both"

    def __call__(self) -> Extractor:
        """Return the extractor.

        Raises
        ------
        ModelError
            If the spaCy pipeline is not installed or lacks a component.
        """
        from kg.extract.find import load_extractor
        from kg.extract.pipeline import DEFAULT_MODEL

        return load_extractor(self.model or DEFAULT_MODEL, self.readers).events
