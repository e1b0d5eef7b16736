"""A text in, whether it can be English out."""

from __future__ import annotations

from kg.extract.languages import other_language


def looks_english(text: str) -> bool:
    """Return whether a text may be English; a few words may always be.

    >>> looks_english("Rome and Paris agreed on a plan."), looks_english("Rom und Paris sind sich nicht einig mit der EU.")
    (True, False)
    """
    return other_language(text) is None
