"""A part of the rows or files in; their articles, and what is to be kept of each, out: what runs on Spark's workers."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final, Literal

from kg.assemble import trusted
from kg.exporters.events import event_to_dict
from kg.files import to_json_line
from kg.inputs import in_languages
from kg.isolated import Extractor, Failure, OnFailed, isolated
from kg.model import Article, Skipped
from kg.readers.file import UnreadableError
from kg.readers.jsonl import row_of_line
from kg.readers.registry import read_with_origin
from kg.readers.rows import BadRowError, Row, Tally, article_of_row, repeated_row
from kg.workers import Load, read_in_workers

if TYPE_CHECKING:
    from kg.cluster.sources import Source
    from kg.readers.contract import Hints

Line = tuple[int, int, bytes | Row | UnreadableError]
"""The place of a file, the number of a row of it, and the row as it is written, or why no more can be read."""
Key = tuple[int, int, int]
"""The place of a file, the number of a row or article in it, and the number of an event, from 0."""
Kind = Literal["event", "skipped", "failed", "tally"]
Record = tuple[Key, tuple[Kind, object]]
Rejected = Mapping[tuple[int, int], "int | str"]
"""For the rows whose id was read before, the row of the same file that has it, or the other file."""

END: Final = 2**62
"""The number of what is said of a file after its last row."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Work:
    """What every worker is told.

    Articles in other ``languages`` are left out; ``least`` is how sure an event must be, None for kg's own thresholds.
    """

    sources: Mapping[int, Source]
    hints: Hints
    load: Load
    languages: tuple[str, ...]
    least: float | None = None
    rejected: Rejected = field(default_factory=dict)

    def identifiers(self, lines: Iterable[Line]) -> Iterator[tuple[str, int, int, bool, str]]:
        """Yield the id of each article, where it is, whether it is of use, and the file in a file that it is from."""
        screen = in_languages(self.languages)
        for item in self._of_lines(lines, {}):
            if isinstance(item.found, Article):
                yield item.found.id, *item.place, isinstance(screen(item.found), Article), ""

    def identifiers_of_files(self, places: Iterable[int]) -> Iterator[tuple[str, int, int, bool, str]]:
        """Yield the same for files that are read whole."""
        screen = in_languages(self.languages)
        for item in self._of_files(places):
            if isinstance(item.found, Article):
                yield item.found.id, *item.place, isinstance(screen(item.found), Article), item.origin

    def read(self, lines: Iterable[Line], *, attempt: int) -> Iterator[Record]:
        """Yield what is to be kept of some rows; at a second attempt, a process of its own reads each article."""
        tallies: dict[int, Tally] = defaultdict(Tally)
        yield from self._read(self._of_lines(lines, tallies), attempt)
        for place, tally in tallies.items():
            yield (place, END, 0), ("tally", (tally.count, dict(tally.names)))

    def read_files(self, places: Iterable[int], *, attempt: int) -> Iterator[Record]:
        """Yield the same for files that are read whole."""
        yield from self._read(self._of_files(places), attempt)

    def _of_lines(self, lines: Iterable[Line], tallies: dict[int, Tally]) -> Iterator[_Item]:
        for place, number, raw in lines:
            if isinstance(raw, UnreadableError):
                yield _Item(place=(place, number), found=Skipped(where=self.sources[place].file().where, why=raw.why))
                continue
            given = row_of_line(raw, number=number) if isinstance(raw, bytes) else raw
            if given is None:
                continue
            item = self._row(place, number, given)
            if place not in tallies:
                tallies[place] = Tally()
            tallies[place].add(given, kept=isinstance(item.found, Article) or item.elsewhere)
            yield item

    def _row(self, place: int, number: int, given: Row | BadRowError) -> _Item:
        file = self.sources[place].file()
        found = article_of_row(given, number=number, file=file, hints=self.hints)
        first = self.rejected.get((place, number)) if isinstance(found, Article) else None
        if isinstance(found, Skipped) or first is None:
            return _Item(place=(place, number), found=found)
        if isinstance(first, int):
            return _Item(place=(place, number), found=repeated_row(found, number=number, first=first, file=file))
        return _Item(place=(place, number), found=read_before(found, first, where=file.where), elsewhere=True)

    def _of_files(self, places: Iterable[int]) -> Iterator[_Item]:
        for place in places:
            for number, (file, found) in enumerate(read_with_origin(self.sources[place].file(), hints=self.hints), 1):
                first = self.rejected.get((place, number))
                if isinstance(found, Article) and isinstance(first, str):
                    found = read_before(found, first, where=file.where)
                yield _Item(place=(place, number), found=found, origin=file.where)

    def _read(self, items: Iterable[_Item], attempt: int) -> Iterator[Record]:
        """Yield the events of each article, and what was left out; which of them comes first is of no matter."""
        aside: list[Record] = []
        places: dict[str, tuple[int, int]] = {}

        screen = in_languages(self.languages)

        def articles() -> Iterator[Article]:
            for item in items:
                found = screen(item.found) if isinstance(item.found, Article) else item.found
                if isinstance(found, Article):
                    places[found.id] = item.place
                    yield found
                else:
                    aside.append(((*item.place, 0), ("skipped", (found.where, found.why))))

        def on_failed(failure: Failure) -> None:
            if failure.error == MemoryError.__name__ and not attempt:
                raise MemoryError(failure.message)
            aside.append(((*places.pop(failure.id), 0), ("failed", failure.to_dict())))

        for article, events in self._extractor(attempt, on_failed)(articles()):
            place = places.pop(article.id)
            for number, event in enumerate(trusted(article, events, min_confidence=self.least)):
                yield (*place, number), ("event", to_json_line(event_to_dict(event)))
            yield from aside
            aside.clear()
        yield from aside

    def _extractor(self, attempt: int, on_failed: OnFailed) -> Extractor:
        if not attempt:
            return isolated(self.load(), on_failed=on_failed)
        # Something ended the first attempt. If it was an article, it ends no more than the process that reads it.
        return lambda articles: read_in_workers(articles, load=self.load, jobs=1, on_failed=on_failed)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Item:
    """What one row or file gave; ``elsewhere`` where another file has its id, ``origin`` the file that it is from."""

    place: tuple[int, int]
    found: Article | Skipped
    elsewhere: bool = False
    origin: str = ""


def read_before(article: Article, first: str, *, where: str) -> Skipped:
    """Return what is said of an article whose id another file has."""
    why = f"id {article.id!r} was read before, from {first}; give each article its own id"
    return Skipped(where=where, why=why)
