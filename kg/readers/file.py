"""A path, or bytes with a name, in; a file that every reader can open, wherever its bytes lie, out."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath
from typing import BinaryIO, Final

MAX_BYTES: Final = 200_000_000
"""How large a file may be that is read at one go."""


class UnreadableError(Exception):
    """Why a file cannot be read, or not read on, and what to do about it."""

    def __init__(self, why: str) -> None:
        super().__init__(why)
        self.why = why


@dataclass(frozen=True, slots=True, kw_only=True)
class File:
    """A file on disk, a member of an archive, or bytes that came in another way; it can be opened again and again.

    ``name`` is its file name, by which its reader is found. ``where`` is what messages call it.
    ``identifier`` is the id of the article where the file holds one only, and begins those of rows without an id.
    ``path`` is None where the file does not lie on disk as it is.
    """

    name: str
    where: str
    identifier: str
    opener: Callable[[], BinaryIO] = field(repr=False, compare=False)
    path: Path | None = None
    max_bytes: int = MAX_BYTES

    @classmethod
    def of_path(cls, path: Path | str, *, identifier: str | None = None) -> File:
        """Return the file that lies there; its id is its stem where none is given."""
        path = Path(path)
        return cls(
            name=path.name,
            where=str(path),
            identifier=path.stem if identifier is None else identifier,
            opener=lambda: path.open("rb"),
            path=path,
        )

    @classmethod
    def of_bytes(cls, data: bytes, *, name: str, where: str | None = None, identifier: str | None = None) -> File:
        """Return the bytes as a file of that name; messages call it by the name, and its id is its stem, if not told."""
        return cls(
            name=name,
            where=name if where is None else where,
            identifier=PurePosixPath(name).stem if identifier is None else identifier,
            opener=lambda: io.BytesIO(data),
        )

    @property
    def suffix(self) -> str:
        """Its end from the last dot on, lower case; "" where it has none."""
        return PurePosixPath(self.name).suffix.lower()

    @property
    def stem(self) -> str:
        """Its name without the suffix."""
        return PurePosixPath(self.name).stem

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

    def read_bytes(self) -> bytes:
        """Return its content.

        Raises
        ------
        UnreadableError
            If it cannot be read or is larger than ``max_bytes``.
        """
        with self.open() as stream:
            # What a header or a folder says of the size is not trusted, only what is there.
            data = stream.read(self.max_bytes + 1)
        if len(data) > self.max_bytes:
            raise UnreadableError(f"is larger than {self.max_bytes / 1e6:g} MB, the limit for one file; split it")
        return data
