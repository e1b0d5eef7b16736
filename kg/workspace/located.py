"""Files, folders and articles in; their articles with the file of each, called the same whenever they are read, out."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING

from kg.inputs import in_languages
from kg.model import Article, Skipped
from kg.readers import File, Hints, list_files, read_with_origin
from kg.readers.folder import identifiers_of
from kg.workspace.intake import Located
from kg.workspace.origins import FileRow, origin_of, path_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from kg.inputs import Inputs


@dataclass(frozen=True, slots=True, kw_only=True)
class Manner:
    """What a user says of all that is given: hints for the readers, the languages to read, and what goes before ids."""

    hints: Hints
    languages: tuple[str, ...]
    prefix: str = ""


@dataclass(slots=True, kw_only=True)
class Sources:
    """What is to be read: files and articles, with how the workspace in ``folder`` read its files before.

    A file is called by its path in the folder that is given, without its suffix, and keeps what it was called when it
    was first read; so the ids of its articles hang neither on other files nor on the order in which they come.
    """

    folder: Path
    known: Mapping[str, FileRow]
    manner: Manner
    paths: Sequence[tuple[Path | Skipped, str]] = ()
    """Each file with what it is called where it is new."""
    articles: Sequence[Article] = ()
    at: str = ""
    """The file that is being read."""
    read: dict[str, FileRow] = field(default_factory=dict)
    """The files that were read so far, as the workspace keeps them."""

    def located(self) -> Iterator[Located]:
        """Yield the articles and what is left out, in the order given, articles first."""
        readable = in_languages(self.manner.languages)
        for article in self.articles:
            yield Located("", readable(article), prefix=self.manner.prefix)
        for path, name in self.paths:
            if isinstance(path, Skipped):
                yield Located("", path)
                continue
            origin = origin_of(path, self.folder)
            row = self.known.get(origin) or FileRow(identifier=name, prefix=self.manner.prefix, hints=self.manner.hints)
            row = row.told(hints=self.manner.hints, prefix=self.manner.prefix)
            self.at = origin
            self.read[origin] = row.as_it_is(path)
            for file, item in read_with_origin(File.of_path(path, identifier=row.identifier), hints=row.hints):
                named = isinstance(item, Article) and not item.id.startswith(file.identifier)
                found = readable(item) if isinstance(item, Article) else item
                yield Located(
                    origin, found, named=named, prefix=row.prefix, unread=isinstance(item, Skipped) and item.lost
                )


def sources_of(given: Inputs, manner: Manner, *, folder: Path, known: Mapping[str, FileRow]) -> Sources:
    """Return what is to be read.

    Raises
    ------
    InputError
        If a path does not exist.
    """
    every = [given] if isinstance(given, Path | str) else list(given)
    roots = [Path(each) for each in every if not isinstance(each, Article)]
    found = list_files(roots)
    names = identifiers_of([path for path in found if isinstance(path, Path)], roots)
    paths = [(path, "" if isinstance(path, Skipped) else names.get(path, path.stem)) for path in found]
    articles = [each for each in every if isinstance(each, Article)]
    return Sources(folder=folder, known=known, manner=manner, paths=paths, articles=articles)


def as_they_are(
    given: Sequence[Article], known: Mapping[str, FileRow], manner: Manner, *, folder: Path
) -> Iterator[Article | Skipped]:
    """Yield articles that are given, and those of known files that are there, with their ids; see `Workspace.as_they_are`."""
    yield from given
    there = [path for origin in known if (path := path_of(origin, folder)).is_file()]
    for each in sources_of(there, manner, folder=folder, known=known).located():
        item = each.item
        yield item if isinstance(item, Skipped) else replace(item, id=each.prefix + item.id)
