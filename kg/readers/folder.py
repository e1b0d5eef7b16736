"""Paths of files and folders in; their articles in a fixed order, and what was left out, out."""

from __future__ import annotations

import os
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from kg.errors import InputError
from kg.files import STORE_MARK, STORE_SUFFIX, WORKSPACE_MARK
from kg.model import Article, Skipped
from kg.readers.apart import APART
from kg.readers.built import WHY, built_files
from kg.readers.contract import Hints
from kg.readers.file import File, readable, stem_of
from kg.readers.registry import BY_SUFFIX, read_with_origin

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import date

Screen = Callable[[Article], Article | Skipped]
"""Tells which articles are of use: returns one, or why it is left out."""


def read_articles(
    paths: Iterable[Path | str] | Path | str,
    *,
    published: date | None = None,
    columns: Mapping[str, str] | None = None,
    screen: Screen | None = None,
) -> Iterator[Article | Skipped]:
    """Return an iterator over the articles of the files and folders, and over what was left out.

    Paths are read in the order given, folders with all they hold, sorted by path. Hidden files and folders (a dot
    first) and the stores of `kg query` are passed over, and so is a file that was named before. What cannot be used
    is a `Skipped`, and so are, together, the files that `kg build` wrote into a folder; one that is named itself is
    read.
    ``published`` and ``columns`` are what the user says of the inputs, see `Hints`.
    An article that ``screen`` makes a `Skipped` keeps no id, so that another file can have an article of that id.
    A file of one article is called by its path below the folder that was given, without the suffix, see `identifiers_of`.

    Raises
    ------
    InputError
        At once, if a path does not exist.
    """
    given = [paths] if isinstance(paths, Path | str) else list(paths)
    found = list_files(given)
    names = identifiers_of([path for path in found if isinstance(path, Path)], given)
    return _read(found, names, Hints(published=published, columns=columns or {}), screen or (lambda article: article))


def list_files(paths: Iterable[Path | str] | Path | str) -> tuple[Path | Skipped, ...]:
    """Return the files that the paths stand for, each once, and the folders that cannot be listed.

    Raises
    ------
    InputError
        If a path does not exist.
    """
    given = [Path(paths)] if isinstance(paths, Path | str) else [Path(path) for path in paths]
    for path in given:
        if not path.exists():
            raise InputError(f"{path}: no such file or folder; check the spelling")
    seen: set[Path] = set()
    files: list[Path | Skipped] = []
    for path in given:
        for file in _walk(path) if path.is_dir() else (path,):
            if isinstance(file, Skipped):
                files.append(file)
            elif file.resolve() not in seen:
                seen.add(file.resolve())
                files.append(file)
    return tuple(files)


def _walk(folder: Path) -> Iterator[Path | Skipped]:
    try:
        entries = sorted(os.scandir(folder), key=lambda entry: entry.name)
    except OSError as error:
        yield Skipped(where=str(folder), why=f"cannot be listed ({error.strerror}); check its permissions")
        return
    names = frozenset(entry.name for entry in entries)
    if WORKSPACE_MARK in names:
        yield Skipped(where=str(folder), why="is a workspace of kg; build it with: kg build --workspace DIR")
        return
    built = built_files(names)
    if built:
        yield Skipped(where=str(folder), why=WHY)
    for entry in entries:
        if entry.name.startswith(".") or entry.name in built:
            continue
        # A link to a folder is not followed: it could lead back to where we are.
        if entry.is_dir(follow_symlinks=False):
            if entry.name.endswith(STORE_SUFFIX) and Path(entry.path, STORE_MARK).is_file():
                continue
            yield from _walk(Path(entry.path))
        elif not entry.is_dir():
            yield Path(entry.path)


def _read(
    files: Sequence[Path | Skipped], names: Mapping[Path, str], hints: Hints, screen: Screen
) -> Iterator[Article | Skipped]:
    try:
        yield from _read_each(files, names, hints, screen)
    finally:
        # Who reads again starts them again; who does not is not left with processes that wait.
        APART.close()


def _read_each(
    files: Sequence[Path | Skipped], names: Mapping[Path, str], hints: Hints, screen: Screen
) -> Iterator[Article | Skipped]:
    origin: dict[str, str] = {}
    for path in files:
        if isinstance(path, Skipped):
            yield path
            continue
        if path.suffix.lower() in BY_SUFFIX and not path.is_file():
            yield Skipped(where=str(path), why="is not a file that can be read; give a regular file")
            continue
        for file, read in read_with_origin(File.of_path(path, identifier=names.get(path)), hints=hints):
            item = screen(read) if isinstance(read, Article) else read
            if isinstance(item, Article):
                if item.id in origin:
                    why = f"id {item.id!r} was read before, from {origin[item.id]}; give each article its own id"
                    yield Skipped(where=file.where, why=why)
                    continue
                origin[item.id] = file.where
            yield item


def identifiers_of(files: Sequence[Path], roots: Iterable[Path | str]) -> Mapping[Path, str]:
    """Return an id for each file: its path below the folder that was given, without the suffix.

    So the id of a file hangs on no other file; of two that would have the same, each keeps its suffix, and where that
    does not tell them apart, as many folders as needed go before.
    """
    folders = [path for path in map(Path, roots) if path.is_dir()]
    places = {file: _below(file, folders) for file in files if file.suffix.lower() in BY_SUFFIX}
    groups: dict[str, list[Path]] = defaultdict(list)
    for file, place in places.items():
        groups[place.with_name(stem_of(place.name)).as_posix()].append(file)
    names: dict[Path, str] = {}
    for stem, group in groups.items():
        whole = [places[file].as_posix() for file in group]
        if len(group) == 1:
            names[group[0]] = readable(stem)
        else:
            told = whole if len(set(whole)) == len(whole) else _told_apart(group)
            names |= {file: readable(name) for file, name in zip(group, told, strict=True)}
    return names


def _below(file: Path, folders: Sequence[Path]) -> Path:
    """Return the path of a file below the first of some folders that it lies in, its name where it lies in none."""
    return next((file.relative_to(folder) for folder in folders if file.is_relative_to(folder)), Path(file.name))


def _told_apart(group: Sequence[Path]) -> list[str]:
    folders = [file.resolve().parts[:-1] for file in group]
    for depth in range(max(map(len, folders)) + 1):
        for names in ([stem_of(file.name) for file in group], [file.name for file in group]):
            found = ["/".join((*parts[len(parts) - depth :], name)) for parts, name in zip(folders, names, strict=True)]
            if len(set(found)) == len(found):
                return found
    return [str(file) for file in group]
