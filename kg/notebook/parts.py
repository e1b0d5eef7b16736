"""What a value tells, as parts that know nothing of a medium: cells, tables, facts, charts and frames."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Final, Literal, TypeAlias

from kg.model import DateRange
from kg.notebook.words import plural

Role = Literal["source", "target", "actor", "trigger"]
"""What a stretch of a sentence is."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Signed:
    """A number with its sign, which tells friendly from hostile unless ``tells`` is False; None is unknown."""

    value: float | None
    digits: int = 2
    tells: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """A number; None is unknown. Whole ones have no digits after the point."""

    value: float | None
    digits: int = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class Interval:
    """A number with its interval, drawn on a line from ``least``, at most 0, to ``most``, at least 0; None is unknown."""

    at: float
    low: float | None
    high: float | None
    least: float
    most: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Status:
    """Whether something was done, is to be done or is denied; ``note`` adds a word, such as "disputed"."""

    polarity: str
    modality: str
    note: str = ""

    @property
    def line(self) -> Literal["solid", "dashed", "dotted"]:
        """Return how it is drawn, as on the page: dotted is denied, dashed not done or not yet."""
        if self.polarity != "affirmed":
            return "dotted"
        return "solid" if self.modality == "actual" else "dashed"

    @property
    def words(self) -> str:
        """Return it in words."""
        word = "done" if self.modality == "actual" else self.modality
        if self.polarity != "affirmed":
            word = "denied" if self.modality == "actual" else f"denied, {self.modality}"
        return f"{word}, {self.note}" if self.note else word


@dataclass(frozen=True, slots=True, kw_only=True)
class Act:
    """A relation in words with its sign: 1 friendly, -1 hostile, 0 neither."""

    words: str
    sign: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """Words that lead to an address; they lead nowhere if it is none of the web."""

    words: str
    url: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Marked:
    """A sentence with stretches that are marked: start, end (exclusive) and role; overlapping ones lose to earlier ones."""

    text: str
    marks: tuple[tuple[int, int, Role], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Code:
    """Text in which blanks and lines matter, such as a query."""

    text: str


Cell: TypeAlias = (
    str
    | int
    | date
    | DateRange
    | Signed
    | Figure
    | Interval
    | Status
    | Act
    | Link
    | Marked
    | Code
    | tuple["Cell", ...]
    | None
)
"""What stands in a table; a tuple stands on lines of its own, None is unknown."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """Rows under the names of their columns; ``caption`` says what they are, and how many of how many.

    Plain text has the first cell of a ``full`` one in full, on a line of its own.
    """

    caption: str
    columns: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]
    full: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """Names with what they stand for; those of which nothing is known are left out where it is shown."""

    rows: tuple[tuple[str, Cell], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """A line of words and other cells."""

    cells: tuple[Cell, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Chart:
    """A picture as SVG without ids, and the same in words."""

    svg: str
    words: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Frame:
    """A document with scripts, which a sandbox keeps apart from the notebook."""

    title: str
    document: str
    height: int


Part: TypeAlias = Table | Facts | Line | Chart | Frame


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """What a value tells: a title, "" where the parts need none, and the parts in order."""

    title: str
    parts: tuple[Part, ...]


ROWS: Final = 20
"""How many rows of a table are shown."""


def of_all(number: int, noun: str, *, rows: int = ROWS, which: str = "First ") -> str:
    """Return how many are shown of how many there are.

    >>> of_all(2, "event"), of_all(586, "event")
    ('2 events', 'First 20 of 586 events')
    """
    return plural(number, noun) if number <= rows else f"{which}{rows} of {plural(number, noun)}"
