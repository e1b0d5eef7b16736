"""Files, plain or compressed, and folders in; the blocks of whole lines of each data file out, within bounds of size."""

from __future__ import annotations

import gzip
import zipfile
import zlib
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final, Protocol

from kg.model import Skipped

if TYPE_CHECKING:
    from collections.abc import Iterator

BLOCK: Final = 1 << 24
"""Bytes that are read at a time; what a block holds is in memory once as bytes and once as a table."""
LONGEST_LINE: Final = 1 << 26
"""Bytes after which a line that has not ended is no line of a table."""
LARGEST: Final = 1 << 37
"""Bytes that a compressed file may hold: more than all years of any of the data sets in one file."""
LARGEST_RATIO: Final = 150
"""How many times its size a compressed file may hold; tables of events are some 5 to 15 times smaller compressed."""
_GRACE: Final = 1 << 24
"""Bytes that a compressed file may hold whatever its ratio."""

_DAMAGE: Final = (EOFError, OSError, zlib.error, zipfile.BadZipFile, NotImplementedError, RuntimeError)
"""What the standard library raises where compressed data is cut short, damaged, encrypted or packed in a way it lacks."""


class DamagedError(Exception):
    """The rest of a file cannot be read; what came before stands."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DataFile:
    """A file of data: its place for messages, the name that leads back to it, its path, and the member of an archive."""

    where: str
    name: str
    path: Path
    member: str = ""
    packed: str = ""


def data_files(path: Path, *, name: str) -> Iterator[DataFile | Skipped]:
    """Yield the data files of a file: itself, or the members of a zip archive in the order of their names."""
    try:
        with path.open("rb") as handle:
            magic = handle.read(4)
    except OSError as error:
        yield Skipped(where=str(path), why=f"cannot be read ({error.strerror}); check its permissions")
        return
    if magic[:2] == b"\x1f\x8b":
        yield DataFile(where=str(path), name=name.removesuffix(".gz"), path=path, packed="gzip")
    elif magic == b"PK\x03\x04" or magic == b"PK\x05\x06":
        yield from _members(path, name)
    else:
        yield DataFile(where=str(path), name=name, path=path)


def _members(path: Path, name: str) -> Iterator[DataFile | Skipped]:
    try:
        with zipfile.ZipFile(path) as archive:
            members = sorted(each.filename for each in archive.infolist() if not each.is_dir())
    except (*_DAMAGE, ValueError) as error:
        yield Skipped(where=str(path), why=f"is a damaged zip archive ({error}); fetch it again")
        return
    if not members:
        yield Skipped(where=str(path), why="is a zip archive without files; fetch it again")
    for member in members:
        if any(part.startswith((".", "__MACOSX")) for part in Path(member).parts):
            continue
        alone = len(members) == 1
        yield DataFile(
            where=f"{path}" if alone else f"{path}:{member}",
            name=name.removesuffix(".zip") if alone else f"{name}:{member}",
            path=path,
            member=member,
            packed="zip",
        )


class _Readable(Protocol):
    def read(self, size: int, /) -> bytes: ...


@contextmanager
def _opened(file: DataFile) -> Iterator[_Readable]:
    """Open what the file holds, unpacked."""
    if file.packed == "gzip":
        with gzip.open(file.path) as handle:
            yield handle
    elif file.packed == "zip":
        with zipfile.ZipFile(file.path) as archive, archive.open(file.member) as member:
            yield member
    else:
        with file.path.open("rb") as plain:
            yield plain


def blocks(file: DataFile, *, before: bytes = b"", size: int | None = None) -> Iterator[bytes]:
    """Yield what a file holds in blocks of whole lines; only the last may end without a line break.

    ``before`` goes before each block: put in here, it costs no copy of its own.

    Raises
    ------
    DamagedError
        If it cannot be read on, holds more than it may, or has a line without end; the message says what to do.
    """
    rest, total = b"", 0
    packed_size = _size(file)
    try:
        with _opened(file) as handle:
            while True:
                read = handle.read(size or BLOCK)
                total += len(read)
                if file.packed and total > _GRACE:
                    _check_size(total, packed_size)
                if not read:
                    break
                end = read.rfind(b"\n") + 1
                if not end:
                    rest += read
                    if len(rest) > LONGEST_LINE:
                        raise DamagedError(f"has a line of more than {LONGEST_LINE >> 20} MB; give one event a line")
                    continue
                yield b"".join((before, rest, memoryview(read)[:end]))
                rest = read[end:]
    except _DAMAGE as error:
        why = getattr(error, "strerror", None) or error
        said = f"ends early or is damaged ({why})" if file.packed else f"cannot be read ({why})"
        raise DamagedError(f"{said}; fetch it again") from error
    if rest:
        yield before + rest


def head(file: DataFile, *, size: int = 1 << 16) -> bytes:
    """Return the first bytes of what a file holds, fewer where it is damaged."""
    try:
        with _opened(file) as handle:
            return handle.read(size)
    except _DAMAGE:
        return b""


def _size(file: DataFile) -> int:
    try:
        if file.packed == "zip":
            with zipfile.ZipFile(file.path) as archive:
                return archive.getinfo(file.member).compress_size
        return file.path.stat().st_size
    except (*_DAMAGE, KeyError) as error:
        raise DamagedError(f"cannot be read ({error}); fetch it again") from error


def _check_size(total: int, packed: int) -> None:
    if total > LARGEST:
        raise DamagedError(f"unpacks to more than {LARGEST >> 30} GB; unpack it yourself if that is meant")
    if total > LARGEST_RATIO * max(packed, 1):
        raise DamagedError(
            f"unpacks to more than {LARGEST_RATIO} times its size, as no table of events does; "
            "unpack it yourself if that is meant"
        )
