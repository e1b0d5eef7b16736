"""A Turtle file in; a pyoxigraph store of it and of the ontology out, in memory or on disk."""

from __future__ import annotations

import hashlib
import shutil
from pathlib import Path
from typing import Final

import pyoxigraph as ox

from kg.errors import GraphFileError, OutputError
from kg.files import data_path, write_text_atomic

_STAMP: Final = "kg-store.sha256"
"""Beside the store's own files: the digest of what was loaded. Without it a folder is not ours to replace."""


def open_store(turtle_path: Path | str, *, location: Path | str | None = None, ontology: bool = True) -> ox.Store:
    """Return a store with the triples of the file, by default with the ontology's in the same graph.

    With a ``location``, the store is kept in that folder and opened again as long as the file is the same;
    when the file has changed, it is built anew. Without one, it is in memory.

    Raises
    ------
    GraphFileError
        If the file cannot be read or is not Turtle.
    OutputError
        If the folder holds something else, is used by another process or cannot be written.
    """
    sources = [Path(turtle_path), *([data_path("ontology", "ir.ttl")] if ontology else [])]
    if location is None:
        return _loaded(ox.Store(), sources)
    return _on_disk(Path(location), sources)


def _on_disk(folder: Path, sources: list[Path]) -> ox.Store:
    stamp, digest = folder / _STAMP, _digest(sources)
    try:
        if stamp.is_file() and stamp.read_text(encoding="utf-8") == digest:
            return ox.Store(str(folder / "store"))
        if folder.exists() and any(folder.iterdir()) and not stamp.is_file():
            raise OutputError(f"{folder}: holds files that are not kg's store; choose an empty or new folder")
        # The stamp goes first and comes last, so that a build cut short is never taken for a whole one.
        if folder.exists():
            write_text_atomic(stamp, "incomplete")
            shutil.rmtree(folder / "store", ignore_errors=True)
        folder.mkdir(parents=True, exist_ok=True)
        write_text_atomic(stamp, "incomplete")
        store = ox.Store(str(folder / "store"))
        _loaded(store, sources)
        store.flush()
        write_text_atomic(stamp, digest)
    except OSError as error:
        raise OutputError(f"{folder}: the store cannot be opened ({error}); close other uses of it") from error
    return store


def _loaded(store: ox.Store, sources: list[Path]) -> ox.Store:
    for path in sources:
        try:
            # Read first: pyoxigraph names no position when it reads a file by its path.
            store.bulk_load(path.read_bytes(), format=ox.RdfFormat.TURTLE)
        except SyntaxError as error:
            raise GraphFileError(f"{path}:{error.lineno}: not Turtle: {error.msg}") from error
        except OSError as error:
            raise GraphFileError(f"{path}: cannot be read ({error.strerror}); check the path") from error
    return store


def _digest(sources: list[Path]) -> str:
    digest = hashlib.sha256(ox.__version__.encode())
    for path in sources:
        try:
            with path.open("rb") as handle:
                digest.update(hashlib.file_digest(handle, "sha256").digest())
        except OSError as error:
            raise GraphFileError(f"{path}: cannot be read ({error.strerror}); check the path") from error
    return digest.hexdigest()
