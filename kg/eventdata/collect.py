"""Files and folders of any kind in; one event table of all of them, and a count of what was left out, out."""

from __future__ import annotations

from collections import defaultdict
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Final

import polars as pl

from kg.errors import InputError
from kg.eventdata.contract import Options, head_of
from kg.eventdata.mapping import AFTER, AGAIN, BEFORE, KEPT, Mapper, event_rows
from kg.eventdata.registry import FORMATS, format_named, recognised
from kg.eventdata.rows import RECODED, guard, quoted_rows, tab_rows
from kg.eventdata.streams import DamagedError, DataFile, blocks, data_files, head
from kg.eventdata.tally import Left, Tally
from kg.eventdata.text import is_text, text_table
from kg.eventtable import SCHEMA
from kg.model import Skipped

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from kg.eventdata.contract import EventFormat, Head, Layout
    from kg.eventdata.rows import Rows

_UTF16: Final = (b"\xff\xfe", b"\xfe\xff")


@dataclass(frozen=True, slots=True, kw_only=True)
class Imported:
    """An event table, how many rows were read for it from how many files, and what was left out or changed."""

    table: pl.DataFrame
    rows: int
    files: int
    left: tuple[Left, ...] = ()
    changed: tuple[Left, ...] = ()
    skipped: tuple[Skipped, ...] = ()

    def to_text(self) -> str:
        """Return how much was read, and what was left out and why, as lines for people."""
        from kg.eventdata.report import import_text

        return import_text(self)


def import_events(
    paths: Iterable[Path | str] | Path | str, *, format: str | None = None, options: Options | None = None
) -> Imported:
    """Return the events of files and folders, in the order given, folders sorted by path.

    Parameters
    ----------
    paths
        Files of event data, plain, gzip or zip; folders with them; graphs that kg built and their files; event tables.
    format
        Name of the format of all of them; None looks at each file.
    options
        What else the user asks for.

    Raises
    ------
    InputError
        If a path does not exist, a format is not known, a column named is missing, or nothing could be read.
    """
    wanted = options or Options()
    if format is not None:
        format_named(format)
    given = [Path(paths)] if isinstance(paths, Path | str) else [Path(path) for path in paths]
    work = _Collection(options=wanted, format=format)
    for file in _walk(given):
        if isinstance(file, Skipped):
            work.skipped.append(file)
        else:
            work.read(*file)
    return work.result()


@dataclass(slots=True)
class _Collection:
    """The events read so far."""

    options: Options
    format: str | None
    tally: Tally = field(default_factory=Tally)
    changed: Tally = field(default_factory=Tally)
    skipped: list[Skipped] = field(default_factory=list)
    rows: int = 0
    files: int = 0
    mappers: dict[str, Mapper] = field(default_factory=dict)
    kept: defaultdict[str, list[pl.DataFrame]] = field(default_factory=lambda: defaultdict(list))
    tables: list[pl.DataFrame] = field(default_factory=list)

    def read(self, path: Path, name: str) -> None:
        """Read a file, or the files of an archive."""
        if self.format is None and is_text(path):
            table = text_table(path)
            self.files += 1
            self.rows += table.height
            self.tables.append(self._within(table, path))
            return
        for file in data_files(path, name=name):
            if isinstance(file, Skipped):
                self.skipped.append(file)
                continue
            try:
                self._read(file)
            except DamagedError as error:
                self.skipped.append(Skipped(where=file.where, why=str(error)))

    def _within(self, table: pl.DataFrame, path: Path) -> pl.DataFrame:
        """Return the rows of the days asked for, those without a day among them, and count the others."""
        for why, out in (
            (BEFORE, table["day"] < (self.options.since or date.min)),
            (AFTER, table["day"] > (self.options.until or date.max)),
        ):
            if gone := int(out.sum()):
                self.tally.add(why, gone, first=str(path))
        days = pl.col("day").is_between(self.options.since or date.min, self.options.until or date.max)
        return table.filter(days.fill_null(value=True))

    def _read(self, file: DataFile) -> None:
        start = head(file)
        if start.startswith(_UTF16):
            raise DamagedError("is UTF-16; save it as UTF-8")
        first = head_of(start)
        if not first.rows:
            next(blocks(file), None)  # tells of damage, where that is why
            raise DamagedError("is empty")
        found = self._format(first, file)
        if found is None:
            raise DamagedError(
                f"is no event data that kg knows; say what it is with --format ({', '.join(FORMATS)}) or --columns"
            )
        each, layout = found
        mapper = self.mappers.setdefault(each.name, Mapper(each, self.options))
        self.files += 1
        if first.separator == "\t":
            parts = tab_rows(blocks(file, before=guard(layout)), layout)
        else:
            parts = quoted_rows(blocks(file), layout, first.separator)
        before = self.rows
        try:
            for part in ahead(parts):
                self._add(part, mapper, file)
        except DamagedError as error:
            raise DamagedError(f"{error} (kept are the {self.rows - before:,} rows before)") from error

    def _format(self, first: Head, file: DataFile) -> tuple[EventFormat, Layout] | None:
        if self.format is None:
            return recognised(first, self.options)
        each = format_named(self.format)
        layout = each.layout(first, self.options)
        if layout is None:
            raise InputError(
                f"{file.where}: is not {each.name} ({each.about}); leave out --format to have it recognised"
            )
        return each, layout

    def _add(self, part: Rows, mapper: Mapper, file: DataFile) -> None:
        for why, lines in part.left.items():
            self.tally.add(why, len(lines), first=f"{file.where}:{lines[0]}")
        if part.recoded:
            self.changed.add(RECODED, part.recoded, first=file.where)
        self.rows += part.table.height + sum(map(len, part.left.values()))
        if part.table.height:
            events = mapper.map(part.table, name=file.name, where=file.where, tally=self.tally)
            self.kept[mapper.format.name].append(events)

    def result(self) -> Imported:
        """Return what was read, each row once."""
        if not self.files:
            raise InputError(_nothing(self.skipped))
        tables = [*self.tables]
        for name, parts in self.kept.items():
            mapper = self.mappers[name]
            kept = pl.concat([pl.DataFrame(schema=KEPT), *parts])
            own = ["event"] if mapper.format.own_ids else None
            once = kept.unique(subset=own, keep="first", maintain_order=True)
            if again := kept.height - once.height:
                twice = kept["event"].is_duplicated() if own else kept.is_duplicated()
                self.tally.add(AGAIN, again, first=kept["event"].filter(twice)[0])
            dataset = self.options.dataset or mapper.format.dataset
            tables.append(event_rows(once, mapper.actors, dataset=dataset))
        table = pl.concat(tables) if tables else pl.DataFrame(schema=SCHEMA)
        return Imported(
            table=table, rows=self.rows, files=self.files, left=self.tally.left(), changed=self.changed.left(),
            skipped=tuple(self.skipped),
        )  # fmt: skip


def ahead(parts: Iterator[Rows]) -> Iterator[Rows]:
    """Yield the parts, while the next one is being read in another thread."""
    with ThreadPoolExecutor(max_workers=1) as worker:
        coming = worker.submit(next, parts, None)
        while (part := coming.result()) is not None:
            coming = worker.submit(next, parts, None)
            yield part


def _walk(given: Iterable[Path]) -> Iterator[tuple[Path, str] | Skipped]:
    """Yield each file once, with the name that its rows without an id are called by, and what cannot be listed."""
    seen: set[Path] = set()
    names: set[str] = set()
    for path in given:
        if not path.exists():
            raise InputError(f"{path}: no such file or folder; check the spelling")
        for file in _files(path):
            if isinstance(file, Skipped):
                yield file
                continue
            if file.resolve() in seen:
                continue
            seen.add(file.resolve())
            inside = path.is_dir() and file != path
            name = file.relative_to(path).as_posix() if inside else file.name
            number = 2
            told = name
            while told in names:
                told, number = f"{number}/{name}", number + 1
            names.add(told)
            yield file, told


def _files(path: Path) -> Iterator[Path | Skipped]:
    """Yield the files of a folder, hidden ones left out; a folder with a built graph is one thing."""
    if not path.is_dir() or is_text(path):
        usable = path.is_dir() or path.is_file()
        yield path if usable else Skipped(where=str(path), why="is not a file that can be read; give a regular file")
        return
    try:
        entries = sorted(path.iterdir(), key=lambda entry: entry.name)
    except OSError as error:
        yield Skipped(where=str(path), why=f"cannot be listed ({error.strerror}); check its permissions")
        return
    for entry in entries:
        if entry.name.startswith(".") or (entry.is_symlink() and entry.is_dir()):
            continue
        if entry.is_dir():
            yield from _files(entry)
        elif entry.is_file():
            yield entry
        elif entry.exists():
            yield Skipped(where=str(entry), why="is not a file that can be read; give a regular file")


def _nothing(skipped: Iterable[Skipped]) -> str:
    first: Mapping[str, str] = {each.where: each.why for each in skipped}
    if not first:
        return "no files to import; give files of event data, or folders that hold some"
    where, why = next(iter(first.items()))
    more = f" ({len(first) - 1:,} more files could not be read either)" if len(first) > 1 else ""
    return f"{where}: {why}{more}"
