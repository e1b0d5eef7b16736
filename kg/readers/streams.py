"""Streams of packed bytes in; streams that count what they give and say what is wrong with it, and copies of them, out."""
# mypy: disable-error-code="explicit-override"
# (typing has "override" from Python 3.12 on)

from __future__ import annotations

import io
import lzma
import shutil
import struct
import tarfile
import tempfile
import zipfile
import zlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, BinaryIO, Final, cast

from kg.readers.file import UnreadableError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from typing_extensions import Buffer  # in collections.abc from Python 3.12 on

    from kg.readers.limits import Meter, Once

_DAMAGE: Final = (
    EOFError,
    MemoryError,
    OSError,
    OverflowError,
    RuntimeError,
    ValueError,
    lzma.LZMAError,
    struct.error,
    tarfile.TarError,
    zipfile.BadZipFile,
    zlib.error,
)
"""What the libraries raise where packed data is cut short, damaged, encrypted or packed in a way that they lack."""
_SHOWN: Final = 120
_BUFFER: Final = 1 << 16
_CHUNK: Final = 1 << 20
_ENDS: Final = 100
_IN_MEMORY: Final = 8_000_000
"""Bytes above which a copy lies on disk, without a name."""


@contextmanager
def damage() -> Iterator[None]:
    """Make what libraries raise at damaged data an UnreadableError."""
    try:
        yield
    except _DAMAGE as error:
        said = " ".join(str(error).split())[:_SHOWN] or type(error).__name__
        raise UnreadableError(f"is damaged ({said}); pack it anew") from error


def unpacked(inner: BinaryIO, once: Once, *, source: BinaryIO | None = None) -> BinaryIO:
    """Return a stream of unpacked bytes that are counted; ``source`` is closed with it."""
    position = 0
    # What there is, so that all that stands before damage is given before it is told.
    read = cast("Callable[[int], bytes]", getattr(inner, "read1", inner.read))

    def take(size: int) -> bytes:
        nonlocal position
        with damage():
            data = read(size)
        position += len(data)
        once.reach(position)
        return data

    return _buffered(_Stream(take, closed_with=[inner] if source is None else [inner, source]))


def counted(inner: BinaryIO, meter: Meter) -> BinaryIO:
    """Return a stream of packed bytes whose number a meter is told."""
    position = 0

    def take(size: int) -> bytes:
        nonlocal position
        data = inner.read(size)
        position += len(data)
        meter.packed = max(meter.packed, position)
        return data

    return _buffered(_Stream(take, closed_with=[inner]))


def ending(inner: BinaryIO) -> BinaryIO:
    """Return a stream that does not give nothing for ever at its end, where tarfile would go on to a place far behind it."""
    nothing = 0

    def take(size: int) -> bytes:
        nonlocal nothing
        data = inner.read(size)
        nothing += not data
        if nothing > _ENDS:
            raise EOFError("unexpected end of data")
        return data

    return _buffered(_Stream(take))


@contextmanager
def seekable(stream: BinaryIO) -> Iterator[BinaryIO]:
    """Give a stream, or a copy of it, in which reading can begin at any place."""
    if stream.seekable():
        yield stream
        return
    with tempfile.SpooledTemporaryFile(max_size=_IN_MEMORY) as copy:
        shutil.copyfileobj(stream, copy, _CHUNK)
        yield cast("BinaryIO", copy)


class Copy:
    """A stream, copied when it is first opened, so that it can be opened again and read from any place."""

    def __init__(self, opened: Callable[[], BinaryIO | None]) -> None:
        self._opened = opened
        self._copy: tempfile.SpooledTemporaryFile[bytes] | None = None

    def open(self) -> BinaryIO:
        """Open it from its beginning."""
        if self._copy is None:
            self._copy = tempfile.SpooledTemporaryFile(max_size=_IN_MEMORY)  # noqa: SIM115  # closed by close
            source = self._opened()
            if source is not None:
                with damage():
                    shutil.copyfileobj(source, self._copy, _CHUNK)
        return _buffered(_Window(self._copy))

    def close(self) -> None:
        """Forget it."""
        if self._copy is not None:
            self._copy.close()


class _Stream(io.RawIOBase):
    """A stream of what a function gives that is told how many bytes to give at most."""

    def __init__(self, take: Callable[[int], bytes], *, closed_with: Sequence[BinaryIO] = ()) -> None:
        self._take = take
        self._closed_with = closed_with

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Buffer, /) -> int:
        view = memoryview(buffer).cast("B")
        data = self._take(len(view))
        view[: len(data)] = data
        return len(data)

    def close(self) -> None:
        if not self.closed:
            for each in self._closed_with:
                each.close()
        super().close()


class _Window(_Stream):
    """A view of a copy with a place of its own; closing it leaves the copy open."""

    def __init__(self, copy: tempfile.SpooledTemporaryFile[bytes]) -> None:
        super().__init__(self._next)
        self._copy = copy
        self._position = 0

    def seekable(self) -> bool:
        return True

    def tell(self) -> int:
        return self._position

    def seek(self, offset: int, whence: int = io.SEEK_SET, /) -> int:
        if whence == io.SEEK_CUR:
            offset += self._position
        elif whence == io.SEEK_END:
            offset += self._copy.seek(0, io.SEEK_END)
        self._position = max(0, offset)
        return self._position

    def _next(self, size: int) -> bytes:
        self._copy.seek(self._position)
        data = self._copy.read(size)
        self._position += len(data)
        return data


def _buffered(raw: io.RawIOBase) -> BinaryIO:
    return cast("BinaryIO", io.BufferedReader(raw, buffer_size=_BUFFER))
