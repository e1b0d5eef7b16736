"""What strength must know of a relation."""

from __future__ import annotations

from typing import Protocol


class ActType(Protocol):
    """The sign of a relation, and whether it is an act between two sides that differ."""

    @property
    def sign(self) -> int:
        """1 for a cooperative act, -1 for a hostile one, 0 for a neutral one."""

    @property
    def symmetric(self) -> bool:
        """Whether the order of the two actors says nothing."""

    @property
    def static(self) -> bool:
        """Whether it is a lasting state and not an act."""
