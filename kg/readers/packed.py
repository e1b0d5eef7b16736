"""A file that is packed by itself in; the file within, unpacked as it is read, out."""

from __future__ import annotations

import bz2
import gzip
import lzma
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from types import MappingProxyType
from typing import TYPE_CHECKING, BinaryIO, Final, cast

from kg.readers.file import File, UnreadableError
from kg.readers.limits import DEFAULT_LIMITS, Allowance, Limits, Meter, Once
from kg.readers.streams import counted, damage, unpacked

if TYPE_CHECKING:
    from kg.readers.contract import Hints


@dataclass(frozen=True, slots=True, kw_only=True)
class _Form:
    name: str
    magic: bytes
    unpack: Callable[[BinaryIO], object]


_GZIP: Final = _Form(name="gzip", magic=b"\x1f\x8b", unpack=lambda raw: gzip.GzipFile(fileobj=raw))
_BZIP2: Final = _Form(name="bzip2", magic=b"BZh", unpack=bz2.BZ2File)
_XZ: Final = _Form(name="xz", magic=b"\xfd7zXZ\0", unpack=lzma.LZMAFile)
_FORMS: Final[Mapping[str, _Form]] = MappingProxyType({".gz": _GZIP, ".tgz": _GZIP, ".bz2": _BZIP2, ".xz": _XZ})
_TAR: Final = ".tar"


@dataclass(frozen=True, slots=True, kw_only=True)
class PackedReader:
    """Read ``.gz``, ``.bz2`` and ``.xz`` as the file that they hold, and ``.tgz`` as the archive that it holds.

    What unpacks to more than the limits allow is read up to there.
    """

    limits: Limits = DEFAULT_LIMITS
    suffixes: tuple[str, ...] = tuple(_FORMS)

    def read(self, file: File, *, hints: Hints) -> Iterator[File]:  # noqa: ARG002  # as all readers
        """Yield the file within, which goes by the same name in messages."""
        form = _FORMS[file.suffix]
        first = file.begins(len(form.magic))
        if not first.strip():
            raise UnreadableError("is empty; remove it, or put the text in")
        if first != form.magic:
            raise UnreadableError(f"is not packed by {form.name}; pack it anew, or name it by what it is")
        allowance = file.allowance or Allowance(self.limits)
        name = file.name[: -len(file.suffix)] + (_TAR if file.suffix == ".tgz" else "")
        tar = name.lower().endswith(_TAR)
        if file.depth >= allowance.limits.depth:
            raise UnreadableError(f"lies {file.depth} archives deep; unpack it, and give what it holds")
        # One layer over a .tar is the usual way to pack archives, and counts as one with it.
        depth = file.depth + (not tar)
        opener = _opener(file, form, allowance)
        yield replace(file, name=name, opener=opener, path=None, allowance=allowance, depth=depth)


def _opener(file: File, form: _Form, allowance: Allowance) -> Callable[[], BinaryIO]:
    meter = Meter(allowance)
    once = Once(meter)

    def open_unpacked() -> BinaryIO:
        source = counted(file.opener(), meter)
        with damage():
            inner = cast("BinaryIO", form.unpack(source))
        return unpacked(inner, once, source=source)

    return open_unpacked
