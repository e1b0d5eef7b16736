"""A path, or bytes with a name, in; a file that every reader can open, wherever its bytes lie, out."""

from __future__ import annotations

import io
import shutil
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING, BinaryIO, Final

if TYPE_CHECKING:
    from kg.readers.limits import Allowance

MAX_BYTES: Final = 200_000_000
"""How large a file may be that is read at one go."""
PACKED: Final = frozenset({".gz", ".bz2", ".xz"})
"""The ends of the names of files that hold one other file, whose name goes before."""
_CHUNK: Final = 1 << 20


class UnreadableError(Exception):
    """Why a file cannot be read, or not read on, and what to do about it."""

    def __init__(self, why: str) -> None:
        super().__init__(why)
        self.why = why


def readable(name: str) -> str:
    """Return a file name with marks in place of bytes that are no UTF-8, which no id can hold."""
    return name.encode("utf-8", "surrogateescape").decode("utf-8", "replace")


def stem_of(name: str) -> str:
    """Return a file name without its suffix, and without the one before where the file is packed.

    >>> stem_of("talks.txt"), stem_of("news.jsonl.gz"), stem_of("2024.05.tar.xz")
    ('talks', 'news', '2024.05')
    """
    path = PurePosixPath(name)
    return PurePosixPath(path.stem).stem if path.suffix.lower() in PACKED else path.stem


@dataclass(frozen=True, slots=True, kw_only=True)
class File:
    """A file on disk, a member of an archive, or bytes that came in another way; it can be opened again and again.

    ``name`` is its file name, by which its reader is found. ``where`` is what messages call it.
    ``identifier`` is the id of the article where the file holds one only, and begins those of rows without an id.
    ``path`` is None where the file does not lie on disk as it is. ``depth`` is in how many archives it lies, and
    ``allowance`` what is left of the limits of the outermost, None where it lies in none.
    """

    name: str
    where: str
    identifier: str
    opener: Callable[[], BinaryIO] = field(repr=False, compare=False)
    path: Path | None = None
    max_bytes: int = MAX_BYTES
    depth: int = 0
    allowance: Allowance | None = field(default=None, repr=False, compare=False)

    @classmethod
    def of_path(cls, path: Path | str, *, identifier: str | None = None) -> File:
        """Return the file that lies there; its id is its stem where none is given."""
        path = Path(path)
        return cls(
            name=path.name,
            where=str(path),
            identifier=readable(stem_of(path.name)) if identifier is None else identifier,
            opener=lambda: path.open("rb"),
            path=path,
        )

    @classmethod
    def of_bytes(cls, data: bytes, *, name: str, where: str | None = None, identifier: str | None = None) -> File:
        """Return the bytes as a file of that name; messages call it by the name, and its id is its stem, if not told."""
        return cls(
            name=name,
            where=name if where is None else where,
            identifier=stem_of(name) if identifier is None else identifier,
            opener=lambda: io.BytesIO(data),
        )

    def inner(self, data: bytes, *, name: str, where: str, identifier: str) -> File:
        """Return bytes that lie in this file as a file, under the same limits."""
        return replace(self, name=name, where=where, identifier=identifier, opener=lambda: io.BytesIO(data), path=None)

    @property
    def suffix(self) -> str:
        """Its end from the last dot on, lower case; "" where it has none."""
        return PurePosixPath(self.name).suffix.lower()

    @property
    def stem(self) -> str:
        """Its name without the suffix, and without the one before where the file is packed."""
        return stem_of(self.name)

    @contextmanager
    def open(self) -> Iterator[BinaryIO]:
        """Open it as a stream of bytes, however large it is.

        Raises
        ------
        UnreadableError
            If it cannot be opened or read on, in the body too.
        """
        try:
            with self.opener() as stream:
                yield stream
        except OSError as error:
            why = error.strerror or str(error)
            raise UnreadableError(f"cannot be read ({why}); check its permissions") from error

    @contextmanager
    def on_disk(self) -> Iterator[Path]:
        """Give the path where it lies, or where a copy lies for as long as it is used; it has a name of our own.

        Raises
        ------
        UnreadableError
            If it cannot be opened or read on.
        """
        if self.path is not None:
            yield self.path
            return
        with tempfile.TemporaryDirectory(prefix="kg-") as folder:
            copy = Path(folder, "file")
            with self.open() as stream, copy.open("wb") as out:
                shutil.copyfileobj(stream, out, _CHUNK)
            yield copy

    def begins(self, size: int) -> bytes:
        """Return its first bytes, as many as there are.

        Raises
        ------
        UnreadableError
            If it cannot be opened or read.
        """
        with self.open() as stream:
            return stream.read(size)

    def read_bytes(self) -> bytes:
        """Return its content.

        Raises
        ------
        UnreadableError
            If it cannot be read or is larger than ``max_bytes``.
        """
        # What a header or a folder says of the size is not trusted, only what is there.
        parts: list[bytes] = []
        size = 0
        with self.open() as stream:
            while part := stream.read(_CHUNK):
                parts.append(part)
                size += len(part)
                if size > self.max_bytes:
                    raise UnreadableError(
                        f"is larger than {self.max_bytes / 1e6:g} MB, the limit for one file; split it"
                    )
        return b"".join(parts)
