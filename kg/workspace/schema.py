"""The tables of a workspace's SQLite file, and how it is opened so that what is committed is on the disk."""

from __future__ import annotations

import os
import sqlite3
from contextlib import contextmanager
from typing import TYPE_CHECKING, Final

from kg.errors import WorkspaceError
from kg.files import WORKSPACE_MARK

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

_APPLICATION: Final = 0x6B672D77
"""What marks the file as one of kg's ("kg-w"), see SQLite's ``application_id``."""

_VERSION: Final = 1
_TABLES: Final = """
CREATE TABLE article (
    id TEXT PRIMARY KEY,
    content TEXT NOT NULL,  -- the article as a row of a JSON Lines corpus
    digest TEXT NOT NULL,  -- of the content
    origin TEXT NOT NULL  -- the file it came from, '' where it was given as a value
) STRICT;
CREATE INDEX article_origin ON article (origin);
CREATE TABLE reading (
    article TEXT PRIMARY KEY REFERENCES article (id) ON DELETE CASCADE,
    reader TEXT NOT NULL,  -- the fingerprint of what read it
    events TEXT NOT NULL  -- JSON Lines, as in events.jsonl
) STRICT;
CREATE TABLE signature (
    article TEXT PRIMARY KEY REFERENCES article (id) ON DELETE CASCADE,
    value BLOB NOT NULL  -- what copies are found by, see kg.copies
) STRICT;
CREATE TABLE left_out (
    place TEXT NOT NULL,
    origin TEXT NOT NULL,
    why TEXT NOT NULL
) STRICT;
CREATE TABLE file (
    origin TEXT PRIMARY KEY,
    how TEXT NOT NULL  -- a kg.workspace.origins.FileRow
) STRICT;
CREATE TABLE built (article TEXT PRIMARY KEY, digest TEXT NOT NULL) STRICT;
CREATE TABLE note (key TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT;
"""


def is_workspace(folder: Path) -> bool:
    """Return whether the folder is a workspace."""
    return (folder / WORKSPACE_MARK).is_file()


def open_database(folder: Path, *, create: bool = False) -> sqlite3.Connection:
    """Return a connection to a workspace's file, which is made where there is none and ``create`` is set.

    A commit is on the disk when it returns (a write-ahead log, synchronised in full), and what is deleted is
    overwritten with zeros, so that nothing of a removed article remains.

    Raises
    ------
    WorkspaceError
        If there is none, it cannot be opened, or it is of another program or of a later version of kg.
    """
    path = folder / WORKSPACE_MARK
    if not create and not path.is_file():
        raise WorkspaceError(f"{folder}: is no workspace; make one with: kg add PATH --workspace {folder}")
    with told(path):
        if path.is_file() and not (os.access(path, os.W_OK) and os.access(folder, os.W_OK)):
            return _to_look_at(path)
        connection = sqlite3.connect(path, isolation_level=None, timeout=30.0)
        try:
            _prepare(connection, path)
        except BaseException:
            connection.close()
            raise
    return connection


@contextmanager
def told(path: Path) -> Iterator[None]:
    """Turn errors of SQLite into one that names the file and the fix."""
    try:
        yield
    except sqlite3.Error as error:
        raise WorkspaceError(
            f"{path}: cannot be used ({error}); check the disk and its permissions, or move the file away and add the "
            "articles again"
        ) from error


@contextmanager
def transaction(connection: sqlite3.Connection, path: Path) -> Iterator[None]:
    """Make everything that the body writes appear at once, or nothing of it."""
    with told(path):
        connection.execute("BEGIN IMMEDIATE")
        try:
            yield
        except BaseException:
            connection.execute("ROLLBACK")
            raise
        connection.execute("COMMIT")


def _to_look_at(path: Path) -> sqlite3.Connection:
    """Return a connection to a file that nobody here can write to, as on a disk that is read only."""
    connection = sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro&immutable=1", uri=True, isolation_level=None)
    _check(connection, path)
    return connection


def _prepare(connection: sqlite3.Connection, path: Path) -> None:
    for setting in ("journal_mode = WAL", "synchronous = FULL", "foreign_keys = ON", "secure_delete = ON"):
        connection.execute(f"PRAGMA {setting}")
    if connection.execute("PRAGMA user_version").fetchone()[0] == 0:
        with transaction(connection, path):
            # Another process may have made the tables since.
            if connection.execute("PRAGMA user_version").fetchone()[0] == 0:
                _make_tables(connection, path)
    _check(connection, path)


def _check(connection: sqlite3.Connection, path: Path) -> None:
    application = connection.execute("PRAGMA application_id").fetchone()[0]
    version = connection.execute("PRAGMA user_version").fetchone()[0]
    if application != _APPLICATION:
        raise WorkspaceError(f"{path}: is not kg's; choose another folder for the workspace")
    if version != _VERSION:
        raise WorkspaceError(f"{path}: was made by another version of kg ({version}, not {_VERSION}); use that one")


def _make_tables(connection: sqlite3.Connection, path: Path) -> None:
    if connection.execute("SELECT count(*) FROM sqlite_schema").fetchone()[0]:
        raise WorkspaceError(f"{path}: is not kg's; choose another folder for the workspace")
    # executescript would end the transaction.
    for statement in _TABLES.split(";\n"):
        if statement.strip():
            connection.execute(statement)
    connection.execute(f"PRAGMA application_id = {_APPLICATION}")
    connection.execute(f"PRAGMA user_version = {_VERSION}")
