"""What an archive unpacks to, as it is read, in; an end to the reading where that is more than is allowed out."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from kg.readers.file import UnreadableError


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """What one archive may unpack to, with all archives in it.

    ``ratio`` is how many times its own size an archive may unpack to, beyond ``grace`` bytes; texts are packed to a
    tenth, tables that repeat themselves to a hundredth. ``depth`` is how deep archives may lie in archives.
    """

    size: int = 20_000_000_000
    members: int = 100_000
    ratio: int = 200
    grace: int = 20_000_000
    depth: int = 3


DEFAULT_LIMITS: Final = Limits()


class Allowance:
    """What is left of the limits of an archive and all that lie in it."""

    def __init__(self, limits: Limits) -> None:
        self.limits = limits
        self.used_up: str | None = None
        """Why nothing more is read, None while there is something left."""
        self._bytes = limits.size
        self._members = limits.members

    def take_bytes(self, number: int) -> None:
        """Count bytes that were unpacked.

        Raises
        ------
        UnreadableError
            If they are too many.
        """
        self._bytes -= number
        if self._bytes < 0:
            self._use_up(f"unpacks to more than {self.limits.size / 1e6:g} MB, the limit for one archive")

    def take_member(self) -> None:
        """Count a member.

        Raises
        ------
        UnreadableError
            If there are too many.
        """
        self._members -= 1
        if self._members < 0:
            self._use_up(f"has more than {self.limits.members:,} members, the limit for one archive")

    def check_ratio(self, *, unpacked: int, packed: int) -> None:
        """Tell whether a part of the archive unpacks to no more than is likely.

        Raises
        ------
        UnreadableError
            If it does; nothing more is read of the whole archive then.
        """
        if unpacked > self.limits.grace + self.limits.ratio * packed:
            self._use_up(f"unpacks to more than {self.limits.ratio} times its size, as no texts do")

    def _use_up(self, why: str) -> None:
        self.used_up = f"{why}; unpack it yourself, and give the folder"
        raise UnreadableError(self.used_up)


class Meter:
    """How much one packed stream or archive unpacked to; ``packed`` is its own size, as far as it was read."""

    def __init__(self, allowance: Allowance, *, packed: int = 0) -> None:
        self.packed = packed
        self._allowance = allowance
        self._unpacked = 0

    def add(self, number: int) -> None:
        """Count bytes that were unpacked; raises UnreadableError at a limit."""
        self._unpacked += number
        self._allowance.take_bytes(number)
        self._allowance.check_ratio(unpacked=self._unpacked, packed=self.packed)


class Once:
    """Bytes of one member that were counted: reading it a second time costs nothing."""

    def __init__(self, meter: Meter) -> None:
        self._meter = meter
        self._reached = 0

    def reach(self, position: int) -> None:
        """Count the bytes up to a position; raises UnreadableError at a limit."""
        if position > self._reached:
            number, self._reached = position - self._reached, position
            self._meter.add(number)
