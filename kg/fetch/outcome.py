"""What became of each address that was to be fetched."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from kg.model import Article
    from kg.readers.feed import Entry


class NotGotError(Exception):
    """Why there is no answer; ``passing`` says that there may be one at the next try, ``host`` that all of it is meant."""

    def __init__(self, why: str, *, passing: bool = False, host: bool = False) -> None:
        super().__init__(why)
        self.why = why
        self.passing = passing
        self.host = host


@dataclass(frozen=True, slots=True, kw_only=True)
class Got:
    """An address that gave an article.

    ``final`` is where it led to. ``feed`` is the address of the feed that named it, with its ``entry``;
    None where the user did. ``page`` is false where the text is what the feed holds, and no page was asked for.
    """

    url: str
    final: str
    article: Article
    feed: str | None = None
    entry: Entry | None = None
    page: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Read:
    """A feed that was read; its entries are outcomes of their own."""

    url: str
    final: str
    title: str
    entries: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Left:
    """An address that gave no article, and why: the same words for the same reason, so that they can be counted."""

    url: str
    final: str
    why: str
    feed: str | None = None
    entry: Entry | None = None


Outcome = Got | Read | Left


@dataclass(frozen=True, slots=True, kw_only=True)
class Fetched:
    """What a fetch brought; ``new``, ``changed`` and ``same`` compare it to what the folder held before.

    ``held`` is how many articles the folder holds now.
    """

    got: tuple[Got, ...] = ()
    feeds: tuple[Read, ...] = ()
    left: tuple[Left, ...] = ()
    new: int = 0
    changed: int = 0
    same: int = 0
    held: int = 0
