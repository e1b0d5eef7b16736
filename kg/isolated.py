"""An extractor in; one for which an article that cannot be read is a failure that is told, and never the end, out."""

from __future__ import annotations

import traceback
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from kg.errors import KgError
from kg.model import Article, Event, Skipped

Extractor = Callable[[Iterable[Article]], Iterator[tuple[Article, tuple[Event, ...]]]]
"""Yields each article with its events, in the order of the input."""

_HOME: Final = Path(__file__).resolve().parent.parent
_LONGEST: Final = 300
"""Characters of a message that are kept."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Failure:
    """An article that could not be read, through no fault of its form.

    ``place`` is where it was read, "" where its id tells. ``where`` is the innermost place in kg's code that was reached, "" where a process died and nothing is known.
    ``error`` is the name of the error's type.
    """

    id: str
    where: str
    error: str
    message: str
    place: str = ""

    @property
    def skipped(self) -> Skipped:
        """Return the article as one of the inputs that were left out."""
        why = f"{self.error}: {self.message}" if self.message else self.error
        shown = Article(id=self.id, text="", place=self.place).shown
        return Skipped(where=shown, why=f"could not be read: {why}")

    def to_dict(self) -> dict[str, object]:
        """Return the failure as a row of the table of errors."""
        return {
            "id": self.id,
            "place": self.place,
            "where": self.where,
            "error": self.error,
            "message": self.message,
        }


OnFailed = Callable[[Failure], None]


def isolated(extractor: Extractor, *, on_failed: OnFailed) -> Extractor:
    """Return an extractor that reads each article alone and leaves out, and tells of, those that raise an error.

    An error that a user can fix, such as a model that is not installed, is raised as it is: it is not the article's.
    """

    def extract(articles: Iterable[Article]) -> Iterator[tuple[Article, tuple[Event, ...]]]:
        for article in articles:
            found = read_alone(extractor, article)
            if isinstance(found, Failure):
                on_failed(found)
            else:
                yield article, found

    return extract


def read_alone(extractor: Extractor, article: Article) -> tuple[Event, ...] | Failure:
    """Return the events of one article, or why they cannot be found.

    Raises
    ------
    KgError
        If the extractor raises one.
    """
    try:
        return tuple(event for _, events in extractor([article]) for event in events)
    except KgError:
        raise
    except Exception as error:  # noqa: BLE001  # whatever it is, the other articles are still to be read
        message = " ".join(str(error).split())
        return Failure(
            id=article.id,
            where=_place(error),
            error=type(error).__name__,
            message=message[:_LONGEST],
            place=article.place,
        )


def _place(error: BaseException) -> str:
    """Return the innermost place below kg's own folder that an error came through, such as "kg/model.py:88"."""
    for frame in reversed(traceback.extract_tb(error.__traceback__)):
        path = Path(frame.filename)
        if (
            path.is_relative_to(_HOME)
            and path != Path(__file__)
            and "site-packages" not in path.relative_to(_HOME).parts
        ):
            return f"{path.relative_to(_HOME).as_posix()}:{frame.lineno}"
    return ""
