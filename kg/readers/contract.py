"""What an input format must offer so that kg can read it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final, Protocol

from kg.errors import InputError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from kg.model import Article, Skipped
    from kg.readers.file import File

KEYS: Final = ("id", "text", "title", "published", "source", "url", "language", "mentions")
"""What a row of a table may hold; ``text`` must be there."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Hints:
    """What the user says of all inputs.

    ``published`` is the day of publication, None where it is not said; texts, which have no place for a date of their
    own, take it before what their name or first line says, formats that carry a date put it behind.
    ``columns`` gives for keys of an article (text, title ...) the columns of a table that hold them; a table without
    such a column is asked for the key itself.

    Raises
    ------
    InputError
        If a column is given for what is no key of an article.
    """

    published: date | None = None
    columns: Mapping[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        for key, column in self.columns.items():
            if key not in KEYS:
                raise InputError(f"columns: {key!r} is not what an article has; it has {', '.join(KEYS)}")
            if not column:
                raise InputError(f"columns: no column is named for {key!r}; write {key}=COLUMN, or leave it out")


class Reader(Protocol):
    """Anything that can read the articles of one file, the same ones every time."""

    @property
    def suffixes(self) -> tuple[str, ...]:
        """The ends of its file names, lower case, with the dot."""

    def read(self, file: File, *, hints: Hints) -> Iterator[Article | Skipped | File]:
        """Yield the articles of the file in its order, and what was left out.

        A file that lies in this one is yielded as a `File`, and read in its turn by the reader of its suffix, before
        the next is asked for.

        Raises
        ------
        UnreadableError
            If the file cannot be read, or not read on; what came before stands. Nothing else is raised, whatever
            the content is.
        """
