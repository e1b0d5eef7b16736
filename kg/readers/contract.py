"""What an input format must offer so that kg can read it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date
    from pathlib import Path

    from kg.model import Article, Skipped


class Reader(Protocol):
    """Anything that can read the articles of one file, the same ones every time."""

    @property
    def suffixes(self) -> tuple[str, ...]:
        """The ends of its file names, lower case, with the dot."""

    def read(self, path: Path, *, identifier: str, published: date | None = None) -> Iterator[Article | Skipped]:
        """Yield the articles of the file in its order, and what was left out; nothing is raised for bad content.

        ``identifier`` is the id of the article where the file holds one only.
        ``published`` is the day that the user names; ``kg.readers.text`` puts it before what the file says,
        formats that carry a date of their own put it behind.
        """
