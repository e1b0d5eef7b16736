"""Files, folders and articles in; their articles with the file of each, called the same whenever they are read, out."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from kg.inputs import in_languages
from kg.model import Article, Skipped
from kg.readers import File, Hints, list_files, read_with_origin
from kg.readers.file import stem_of
from kg.workspace.intake import Located
from kg.workspace.origins import FileRow, origin_of

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
            self.read[origin] = row.as_it_is(path)
            for file, item in read_with_origin(File.of_path(path, identifier=row.identifier), hints=row.hints):
                named = isinstance(item, Article) and not item.id.startswith(file.identifier)
                found = readable(item) if isinstance(item, Article) else item
                yield Located(origin, found, named=named, prefix=row.prefix)


def sources_of(given: Inputs, manner: Manner, *, folder: Path, known: Mapping[str, FileRow]) -> Sources:
    """Return what is to be read.

    Raises
    ------
    InputError
        If a path does not exist.
    """
    every = [given] if isinstance(given, Path | str) else list(given)
    roots = [Path(each) for each in every if not isinstance(each, Article)]
    list_files(roots)  # says at once which of them does not exist
    seen: set[Path] = set()
    paths: list[tuple[Path | Skipped, Path]] = []
    for root in roots:
        for path in list_files([root]):
            if isinstance(path, Skipped):
                paths.append((path, Path()))
            elif (place := path.resolve()) not in seen:
                seen.add(place)
                paths.append((path, path.relative_to(root) if root.is_dir() else Path(path.name)))
    articles = [each for each in every if isinstance(each, Article)]
    return Sources(folder=folder, known=known, manner=manner, paths=_told_apart(paths), articles=articles)


def _told_apart(paths: Sequence[tuple[Path | Skipped, Path]]) -> list[tuple[Path | Skipped, str]]:
    """Return what each file is called: its place without the suffix, or with it where that alone tells it from another."""
    stems = [place.with_name(stem_of(place.name)).as_posix() if place.name else "" for _, place in paths]
    counts = Counter(stems)
    return [
        (path, stem if counts[stem] == 1 else place.as_posix())
        for (path, place), stem in zip(paths, stems, strict=True)
    ]
