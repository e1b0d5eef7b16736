"""A polars frame in; the same as a table that a notebook shows in kg's own look, out."""

from __future__ import annotations

import math
from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING, Final

import polars as pl

from kg.errors import InputError
from kg.notebook.parts import ROWS, Figure, Shown, Signed, Table, of_all

if TYPE_CHECKING:
    from kg.notebook.parts import Cell

_FRIENDLY_OR_HOSTILE: Final = frozenset({"strength", "affinity"})
"""Columns of these names are blue above zero and vermilion below."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FrameTable:
    """The first rows of a frame under a caption; it shows itself as HTML and as text."""

    frame: pl.DataFrame
    caption: str = ""
    decimals: int = 2

    def __post_init__(self) -> None:
        """Check what is to be shown.

        Raises
        ------
        InputError
            If it is no polars frame, or the number of decimals is negative.
        """
        if not isinstance(self.frame, pl.DataFrame):
            raise InputError(
                f"kg.table shows a polars DataFrame, and this is a {type(self.frame).__name__}; "
                "give pl.DataFrame(...) of it, or .collect() what is lazy"
            )
        if self.decimals < 0:
            raise InputError(f"decimals is {self.decimals}; give 0 or more")

    def _repr_html_(self) -> str:
        from kg.notebook.html import shown_html

        return shown_html(self._shown())

    def __repr__(self) -> str:  # type: ignore[explicit-override]  # typing.override needs Python 3.12
        """Return the table as lines of plain text."""
        from kg.notebook.text import shown_text

        return shown_text(self._shown())

    def _shown(self) -> Shown:
        count = of_all(self.frame.height, "row")
        cut = f"{self.caption} ({count[0].lower()}{count[1:]})" if self.frame.height > ROWS else self.caption
        names = tuple(self.frame.columns)
        rows = tuple(
            tuple(self._cell(name, value) for name, value in zip(names, row, strict=True))
            for row in self.frame.head(ROWS).iter_rows()
        )
        return Shown(title="", parts=(Table(caption=cut if self.caption else count, columns=names, rows=rows),))

    def _cell(self, name: str, value: object) -> Cell:
        if value is None or isinstance(value, str | int):
            return value
        if isinstance(value, float):
            known = None if math.isnan(value) else value
            if name in _FRIENDLY_OR_HOSTILE:
                return Signed(value=known, digits=self.decimals)
            return Figure(value=known, digits=self.decimals)
        if isinstance(value, date) and not isinstance(value, datetime):
            return value
        return ", ".join(map(str, value)) if isinstance(value, list) else str(value)


def table(frame: pl.DataFrame, caption: str = "", *, decimals: int = 2) -> FrameTable:
    """Return a frame as a table that shows itself, in a notebook's light theme as in its dark one.

    Parameters
    ----------
    frame
        Any polars frame; its first 20 rows are shown.
    caption
        What stands above; where it is "", how many rows there are.
    decimals
        Digits after the point of what is no whole number.

    Raises
    ------
    InputError
        If it is no polars frame, or ``decimals`` is negative.

    Examples
    --------
    >>> table(pl.DataFrame({"pair": ["Fiji, Iceland"], "strength": [0.5]}), "The warmest pair")
    The warmest pair
      pair           strength
      -------------  --------
      Fiji, Iceland     +0.50
    """
    return FrameTable(frame=frame, caption=caption, decimals=decimals)
