"""Paths and names in; packaged data files, rows of JSON Lines and whole written files out."""

from __future__ import annotations

import io
import json
import os
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO, Final, TextIO

from kg.errors import InputError, OutputError
from kg.parts import held_part

_PACKAGE: Final = Path(__file__).resolve().parent
_ROOTS: Final = (_PACKAGE / "_data", _PACKAGE.parent)
"""Where ``ontology`` and ``data`` lie: inside an installed wheel, or beside ``kg`` in a source checkout."""

STORE_SUFFIX: Final = ".store"
STORE_MARK: Final = "kg-store"
"""The file by which a folder is known as a store that kg made of a Turtle file: no input, and safe to replace."""

BUILT_FILES: Final = ("events.jsonl", "graph.ttl", "graph.html", "graph.gexf", "graph.graphml")
"""What a build writes into a folder."""

DEFAULT_WORKSPACE: Final = "workspace"
"""The folder of a workspace where none is named."""

DECISIONS_FILE: Final = "decisions.toml"
"""What the file is called in which people's decisions are kept."""

WORKSPACE_MARK: Final = "kg-workspace.sqlite"
"""The file by which a folder is known as a workspace: no input."""


def data_path(*parts: str) -> Path:
    """Return the path of a file or folder that kg ships, such as ``data_path("ontology", "ir.ttl")``.

    Raises
    ------
    InputError
        If neither the installed package nor the source checkout has it.
    """
    for root in _ROOTS:
        path = root.joinpath(*parts)
        if path.exists():
            return path
    raise InputError(
        f"{'/'.join(parts)}: kg's own data file is missing; install kg again, or run from a complete checkout"
    )


def sample() -> Path:
    """Return the folder of the sample that kg ships, 103 short news texts on events of 2018 to 2025."""
    return data_path("data", "sample")


def check_output_folder(folder: Path) -> None:
    """Make the folder if need be, so that a build that could not be kept is not begun.

    Raises
    ------
    OutputError
        If it cannot be made or written to.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with held_part(folder / "kg"):
            pass
    except OSError as error:
        why = error.strerror or str(error)
        raise OutputError(f"{folder}: cannot be written ({why}); choose a folder that you may write to") from error


@contextmanager
def open_atomic(path: Path | str, *, durable: bool = False) -> Iterator[TextIO]:
    """Open a UTF-8 text file that appears under its name only when it was written to the end.

    The folder is made if need be. Where the body fails, the file of before stays as it was. A link that the user made
    under that name goes on leading where it led. A durable file is on the disk when the body ends, for what is then
    reported as done.

    Raises
    ------
    OutputError
        If the file cannot be written there.
    """
    with open_atomic_bytes(path, durable=durable) as binary:
        handle = io.TextIOWrapper(binary, encoding="utf-8", newline="\n")
        yield handle
        handle.flush()
        handle.detach()


@contextmanager
def open_atomic_bytes(path: Path | str, *, durable: bool = False) -> Iterator[BinaryIO]:
    """Open a file of bytes that appears under its name only when it was written to the end, see `open_atomic`.

    Raises
    ------
    OutputError
        If the file cannot be written there.
    """
    path = Path(path)
    if path.is_dir():
        raise OutputError(f"{path}: is a folder; name a file in it, such as {path / 'name'}")
    try:
        # A device or a pipe, such as /dev/null, is written to.
        if path.exists() and not path.is_file():
            with path.open("wb") as handle:
                yield handle
            return
        # A link goes on leading where it led.
        place = path.resolve() if path.is_symlink() else path
        place.parent.mkdir(parents=True, exist_ok=True)
        with held_part(place) as (part, handle):
            with handle:
                yield handle
                if durable:
                    handle.flush()
                    os.fsync(handle.fileno())
            part.replace(place)
        if durable:
            _sync_folder(place.parent)
    except OSError as error:
        raise OutputError(
            f"{path}: cannot be written ({error.strerror}); choose a folder that you may write to"
        ) from error


def write_text_atomic(path: Path | str, text: str, *, durable: bool = False) -> None:
    """Write the text as UTF-8, all of it or nothing; see `open_atomic`.

    Raises
    ------
    OutputError
        If the file cannot be written there.
    """
    with open_atomic(path, durable=durable) as handle:
        handle.write(text)


def read_jsonl(path: Path | str) -> Iterator[dict[str, object]]:
    """Yield the objects of a JSON Lines file in their order; blank lines are passed over.

    Raises
    ------
    InputError
        If the file cannot be read, or a line is not UTF-8, not JSON or not an object; it names the line.
    """
    for _, row in read_jsonl_numbered(path):
        yield row


def read_jsonl_numbered(path: Path | str) -> Iterator[tuple[int, dict[str, object]]]:
    """Yield the objects of a JSON Lines file, each with the number of its line, counted from 1."""
    try:
        with Path(path).open("rb") as handle:
            for number, raw in enumerate(handle, 1):
                line = raw.removeprefix(b"\xef\xbb\xbf") if number == 1 else raw
                if line.strip():
                    yield number, _object(line, f"{path}:{number}")
    except OSError as error:
        raise InputError(f"{path}: cannot be read ({error.strerror}); check the path and its permissions") from error


def write_jsonl(path: Path | str, rows: Iterable[Mapping[str, object]]) -> None:
    """Write one JSON object a line, keys in their given order, all of the file or nothing.

    Raises
    ------
    OutputError
        If the file cannot be written there.
    """
    with open_atomic(path) as handle:
        for row in rows:
            handle.write(to_json_line(row) + "\n")


def to_json_line(row: Mapping[str, object]) -> str:
    """Return the row as JSON without line breaks; a lone surrogate, which UTF-8 has no bytes for, is escaped."""
    line = json.dumps(row, ensure_ascii=False)
    try:
        line.encode()
    except UnicodeEncodeError:
        return json.dumps(row)
    return line


def _sync_folder(folder: Path) -> None:
    """Bring a new name to the disk, on systems that can open folders."""
    if os.name == "posix":
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def _object(raw: bytes, where: str) -> dict[str, object]:
    try:
        value = json.loads(raw.decode("utf-8"))
    except UnicodeDecodeError as error:
        raise InputError(f"{where}: byte {error.start + 1} is not UTF-8; save the file as UTF-8") from error
    except json.JSONDecodeError as error:
        raise InputError(f"{where}: column {error.colno}: not JSON ({error.msg}); write one object a line") from error
    except RecursionError as error:
        raise InputError(f"{where}: the JSON is nested too deeply; write one flat object a line") from error
    if not isinstance(value, dict):
        found = type(value).__name__
        raise InputError(f'{where}: found {found}, expected an object such as {{"id": "a1", "text": "…"}}')
    return value
