"""A zip or tar archive in; its members as files, each to be read by the reader of its own suffix, out."""

from __future__ import annotations

import io
import stat
import struct
import tarfile
import zipfile
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import dataclass, replace
from functools import partial
from typing import TYPE_CHECKING, BinaryIO, Final, cast

from kg.model import Skipped
from kg.readers.file import File, UnreadableError
from kg.readers.limits import DEFAULT_LIMITS, Allowance, Limits, Meter, Once
from kg.readers.members import Chosen, Kind, Member, choose
from kg.readers.streams import Copy, damage, ending, seekable, unpacked

if TYPE_CHECKING:
    from kg.readers.contract import Hints

_TAIL: Final = 66_000
"""Bytes at the end of a zip archive in which the size of its directory stands."""
_ENTRY: Final = 500
"""Bytes that an entry of the directory takes at most, on average."""
_PASSWORD: Final = 0x1


@dataclass(frozen=True, slots=True, kw_only=True)
class ZipReader:
    """Read ``.zip``: its members in their order, within limits that hold for all that lies in it together."""

    limits: Limits = DEFAULT_LIMITS
    suffixes: tuple[str, ...] = (".zip",)

    def read(self, file: File, *, hints: Hints) -> Iterator[File | Skipped]:  # noqa: ARG002  # as all readers
        """Yield each member that is a file, and what is passed over."""
        first = file.begins(2)
        if not first.strip():
            raise UnreadableError("is empty; remove it, or put the text in")
        if first != b"PK":
            raise UnreadableError("is not a zip archive; pack it anew, or name it by what it is")
        allowance = _allowance(file, self.limits)
        with file.open() as opened, seekable(opened) as stream:
            meter = Meter(allowance, packed=stream.seek(0, io.SEEK_END))
            _check_directory(stream, allowance)
            with damage():
                archive = zipfile.ZipFile(stream)
            members = archive.infolist()
            for _ in members:
                allowance.take_member()
            chosen = choose(
                (Member(name=each.filename, kind=_zip_kind(each)) for each in members),
                where=file.where,
                identifier=file.identifier,
            )
            yield from chosen.skipped
            for number in chosen.paths:
                if members[number].flag_bits & _PASSWORD:
                    where = f"{file.where}!{chosen.paths[number]}"
                    yield Skipped(where=where, why="has a password; unpack it, and give what it holds")
                    continue
                yield _member(file, chosen, number, allowance, _zip_opener(archive, members[number], meter))
                if allowance.used_up:
                    raise UnreadableError(allowance.used_up)


@dataclass(frozen=True, slots=True, kw_only=True)
class TarReader:
    """Read ``.tar``, packed or not: its members in their order, within limits that hold for all that lies in it together.

    It is read twice from beginning to end, for the names first.
    """

    limits: Limits = DEFAULT_LIMITS
    suffixes: tuple[str, ...] = (".tar",)

    def read(self, file: File, *, hints: Hints) -> Iterator[File | Skipped]:  # noqa: ARG002  # as all readers
        """Yield each member that is a file, and what is passed over."""
        if not file.begins(tarfile.BLOCKSIZE).strip():
            raise UnreadableError("is empty; remove it, or put the text in")
        allowance = _allowance(file, self.limits)
        declared: list[Member] = []
        cut: str | None = None
        try:
            for info, _ in _tar_members(file):
                allowance.take_member()
                declared.append(Member(name=info.name, kind=_tar_kind(info)))
        except UnreadableError as error:
            # What stands before the damage is read.
            cut = error.why
        chosen = choose(declared, where=file.where, identifier=file.identifier)
        yield from chosen.skipped
        if chosen.paths:
            for number, (_, opened) in zip(range(len(declared)), _tar_members(file), strict=False):
                if number in chosen.paths:
                    with closing(Copy(opened)) as copy:
                        yield _member(file, chosen, number, allowance, copy.open)
                if allowance.used_up:
                    break
        if cut or allowance.used_up:
            raise UnreadableError(allowance.used_up or cut or "")


def _allowance(file: File, limits: Limits) -> Allowance:
    allowance = file.allowance or Allowance(limits)
    if file.depth >= allowance.limits.depth:
        raise UnreadableError(f"lies {file.depth} archives deep; unpack it, and give what it holds")
    return allowance


def _member(file: File, chosen: Chosen, number: int, allowance: Allowance, opener: Callable[[], BinaryIO]) -> File:
    path = chosen.paths[number]
    return replace(
        file,
        name=path.rsplit("/", 1)[-1],
        where=f"{file.where}!{path}",
        identifier=chosen.identifiers[number],
        opener=opener,
        path=None,
        depth=file.depth + 1,
        allowance=allowance,
    )


def _check_directory(stream: BinaryIO, allowance: Allowance) -> None:
    """Refuse a directory that is larger than one of the members that are allowed: it is read into memory whole."""
    end = stream.seek(0, io.SEEK_END)
    stream.seek(max(0, end - _TAIL))
    tail = stream.read(_TAIL)
    size = 0
    for mark, offset, form in ((b"PK\x05\x06", 12, "<L"), (b"PK\x06\x06", 40, "<Q")):
        at = tail.rfind(mark)
        if at >= 0 and len(tail) >= at + offset + struct.calcsize(form):
            (declared,) = struct.unpack_from(form, tail, at + offset)
            size = max(size, declared if declared <= end else 0)
    if size > allowance.limits.members * _ENTRY:
        raise UnreadableError(
            f"has more than {allowance.limits.members:,} members, the limit for one archive; "
            "unpack it yourself, and give the folder"
        )


def _zip_kind(member: zipfile.ZipInfo) -> Kind:
    # Not is_dir(), which fails at a member without a name.
    if member.filename.endswith("/"):
        return "folder"
    mode = member.external_attr >> 16
    if stat.S_ISLNK(mode):
        return "link"
    return "file" if stat.S_IFMT(mode) in {0, stat.S_IFREG} else "device"


def _tar_kind(member: tarfile.TarInfo) -> Kind:
    if member.isdir():
        return "folder"
    if member.issym() or member.islnk():
        return "link"
    # A sparse file is a few bytes that stand for as many zeros as it likes.
    return "file" if member.isreg() and not member.issparse() else "device"


def _zip_opener(archive: zipfile.ZipFile, member: zipfile.ZipInfo, meter: Meter) -> Callable[[], BinaryIO]:
    once = Once(meter)

    def open_member() -> BinaryIO:
        with damage():
            inner = archive.open(member)
        return unpacked(cast("BinaryIO", inner), once)

    return open_member


def _tar_members(file: File) -> Iterator[tuple[tarfile.TarInfo, Callable[[], BinaryIO | None]]]:
    """Yield the members, each with what opens it before the next is asked for."""
    with file.open() as stream:
        with damage():
            # As a stream, in which nothing can lead back and be read for ever.
            opened = tarfile.open(fileobj=ending(stream), mode="r|")  # noqa: SIM115  # closed below
        with opened as archive:
            while True:
                with damage():
                    member = archive.next()
                if member is None:
                    return
                yield member, partial(_extract, archive, member)
                # It keeps all that it has seen, which nobody asks for here.
                archive.members = []  # type: ignore[attr-defined]  # has it all the same


def _extract(archive: tarfile.TarFile, member: tarfile.TarInfo) -> BinaryIO | None:
    with damage():
        return cast("BinaryIO | None", archive.extractfile(member))
