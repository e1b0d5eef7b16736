"""What was left out, as it is come upon, in; counts by reason with a place and examples out."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field

_DISTINCT = 10_000
"""Values kept for a reason; a hostile file could have a new one in each row."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Left:
    """How many rows were left out for a reason, where the first stands, and the most frequent values behind it."""

    why: str
    rows: int
    first: str
    values: tuple[tuple[str, int], ...] = ()


@dataclass(slots=True)
class Tally:
    """Counts of rows left out, added to block by block."""

    _rows: Counter[str] = field(default_factory=Counter)
    _first: dict[str, str] = field(default_factory=dict)
    _values: dict[str, Counter[str]] = field(default_factory=dict)

    def add(self, why: str, rows: int, *, first: str, values: Counter[str] | None = None) -> None:
        """Count rows left out for a reason; ``first`` is the place of one of them, kept if it is the first of all."""
        self._rows[why] += rows
        self._first.setdefault(why, first)
        known = self._values.setdefault(why, Counter())
        for value, number in (values or Counter()).items():
            if value in known or len(known) < _DISTINCT:
                known[value] += number

    def left(self, *, values: int = 5) -> tuple[Left, ...]:
        """Return what was left out, the most frequent reason first."""
        return tuple(
            Left(
                why=why,
                rows=rows,
                first=self._first[why],
                values=tuple(sorted(self._values[why].items(), key=lambda item: (-item[1], item[0]))[:values]),
            )
            for why, rows in sorted(self._rows.items(), key=lambda item: (-item[1], item[0]))
        )
