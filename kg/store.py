"""A Turtle file in; a pyoxigraph store of it and of the ontology out, in memory or on disk beside the file."""

from __future__ import annotations

import hashlib
import logging
import os
import shutil
import time
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Final

import pyoxigraph as ox

from kg.errors import GraphFileError, OutputError
from kg.files import STORE_MARK, STORE_SUFFIX, data_path, write_text_atomic

FORMAT: Final = "1"
"""Changes when a store of before can no longer be used."""

SMALL_BYTES: Final = 2_000_000
"""A Turtle file up to this size is loaded into memory within 0.1 s, and needs no store on disk."""

_ABANDONED_SECONDS: Final = 3600
"""A build into which nothing was written for so long was cut short."""

_README: Final = "A store that kg made of a Turtle file to answer queries fast; it can be deleted at any time.\n"
_ATTEMPTS: Final = 3

log = logging.getLogger(__name__)

OnBuild = Callable[[Path], None]
"""Called with the Turtle file before a store on disk is built of it, which takes some 6 s a million triples."""


def open_store(turtle_path: Path | str, *, ontology: bool = True) -> ox.Store:
    """Return a store in memory with the triples of the file, by default with the ontology's in the same graph.

    Raises
    ------
    GraphFileError
        If the file cannot be read or is not Turtle.
    """
    return _loaded(ox.Store(), _sources(turtle_path, ontology=ontology))


def open_built(
    turtle_path: Path | str,
    *,
    location: Path | str | None = None,
    small_bytes: int = SMALL_BYTES,
    on_build: OnBuild | None = None,
) -> ox.Store:
    """Return a store of a Turtle file and the ontology, from disk and to be read only where the file is large.

    The store lies in a folder beside the file, called as `store_folder` says. It is built where there is none of
    exactly this file, and opened by any number of processes at once. Where that folder cannot be written, the store
    is in memory, and a warning says so.

    Parameters
    ----------
    turtle_path
        The Turtle file of a built graph.
    location
        Folder of the store; None takes the one beside the file.
    small_bytes
        A file up to this size is loaded into memory instead.
    on_build
        Called before a store is built.

    Raises
    ------
    GraphFileError
        If the file cannot be read or is not Turtle.
    OutputError
        If the folder holds something else.
    """
    path = Path(turtle_path)
    sources = _sources(path, ontology=True)
    folder = store_folder(path) if location is None else Path(location)
    if _size(path) <= small_bytes:
        return _loaded(ox.Store(), sources)
    found = _opened(folder / _name(map(_file_digest, sources)))
    if found is not None:
        return found
    if on_build is not None:
        on_build(path)
    try:
        return _built(folder, sources)
    except OSError as error:
        log.warning("%s: cannot be written (%s); the graph is read into memory for this query", folder, error)
        return _loaded(ox.Store(), sources)


def store_folder(turtle_path: Path | str) -> Path:
    """Return the folder in which the store of a Turtle file is kept: ``graph.store`` for ``graph.ttl``."""
    return Path(turtle_path).with_suffix(STORE_SUFFIX)


def drop_part(turtle_path: Path | str, pid: int) -> None:
    """Remove what a process that was stopped while it built the store of a Turtle file left behind."""
    for part in store_folder(turtle_path).glob(f".*.{pid}.part"):
        shutil.rmtree(part, ignore_errors=True)


def _sources(turtle_path: Path | str, *, ontology: bool) -> list[Path]:
    return [Path(turtle_path), *([data_path("ontology", "ir.ttl")] if ontology else [])]


def _opened(whole: Path) -> ox.Store | None:
    """Return a store that was built to its end, if it is there and sound."""
    if not whole.is_dir():
        return None
    try:
        return ox.Store.read_only(str(whole))
    except (OSError, RuntimeError) as error:
        # Another process may just have put a newer one in its place; if it is damaged, it is built anew.
        log.info("%s: cannot be opened (%s); it is built anew", whole, error)
        return None


def _built(folder: Path, sources: list[Path]) -> ox.Store:
    """Build a store under a name of its own, and give it its name when it is whole; return it opened anew.

    Two processes can do so at once: the first to finish gives the name, the other takes what it finds.
    """
    if folder.is_dir() and not (folder / STORE_MARK).is_file() and any(folder.iterdir()):
        raise OutputError(f"{folder}: holds files that are not kg's store; move them elsewhere")
    # The name is that of the bytes that are loaded: the file may have changed since it was looked for.
    texts = {path: _bytes(path) for path in sources}
    whole = folder / _name(hashlib.sha256(text).digest() for text in texts.values())
    folder.mkdir(parents=True, exist_ok=True)
    part = folder / f".{whole.name}.{os.getpid()}.part"
    try:
        _mark(folder)
        shutil.rmtree(part, ignore_errors=True)
        store = ox.Store(str(part))
        for path, text in texts.items():
            _load(store, path, text)
        store.flush()
        del store
        return _named(part, whole)
    finally:
        shutil.rmtree(part, ignore_errors=True)


def _named(part: Path, whole: Path) -> ox.Store:
    """Give a built store its name, unless another process has done so, and open it under that name."""
    for _ in range(_ATTEMPTS):
        try:
            part.rename(whole)
        except OSError:
            if not whole.is_dir():
                raise
        found = _opened(whole)
        if found is not None:
            _drop_others(whole.parent, keep=whole)
            return found
        if not part.is_dir():
            break
        # What bears the name is damaged.
        shutil.rmtree(whole, ignore_errors=True)
    raise OSError(f"{whole.name} cannot be opened after it was built")


def _mark(folder: Path) -> None:
    try:
        write_text_atomic(folder / STORE_MARK, _README)
    except OutputError as error:
        raise OSError(str(error.__cause__ or error)) from error


def _drop_others(folder: Path, *, keep: Path) -> None:
    """Remove the stores of earlier files, and builds that were cut short; another process may be building one now.

    A process that reads one of them has its files open, and can go on.
    """
    for entry in folder.iterdir():
        if entry == keep or not entry.is_dir():
            continue
        if not entry.name.endswith(".part") or _idle_seconds(entry) > _ABANDONED_SECONDS:
            shutil.rmtree(entry, ignore_errors=True)


def _idle_seconds(folder: Path) -> float:
    try:
        return time.time() - folder.stat().st_mtime
    except OSError:
        return 0.0


def _loaded(store: ox.Store, sources: list[Path]) -> ox.Store:
    for path in sources:
        _load(store, path, _bytes(path))
    return store


def _load(store: ox.Store, path: Path, text: bytes) -> None:
    # Not by its path, for which pyoxigraph names no position of an error.
    try:
        store.bulk_load(text, format=ox.RdfFormat.TURTLE)
    except SyntaxError as error:
        raise GraphFileError(f"{path}:{error.lineno}: not Turtle: {error.msg}") from error


def _bytes(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise GraphFileError(f"{path}: cannot be read ({error.strerror}); check the path") from error


def _size(path: Path) -> int:
    try:
        return path.stat().st_size
    except OSError as error:
        raise GraphFileError(f"{path}: cannot be read ({error.strerror}); check the path") from error


def _file_digest(path: Path) -> bytes:
    try:
        with path.open("rb") as handle:
            return hashlib.file_digest(handle, "sha256").digest()
    except OSError as error:
        raise GraphFileError(f"{path}: cannot be read ({error.strerror}); check the path") from error


def _name(digests: Iterable[bytes]) -> str:
    """Return the name of the store of files with these digests."""
    digest = hashlib.sha256(f"{FORMAT} {ox.__version__}".encode())
    for each in digests:
        digest.update(each)
    return digest.hexdigest()[:32]
