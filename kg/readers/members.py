"""What an archive says of its members in; those that are read, with their ids, and what is passed over, out."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import PurePosixPath
from types import MappingProxyType
from typing import Final, Literal

from kg.model import Skipped
from kg.readers.built import WHY, built_files
from kg.readers.file import readable, stem_of

Kind = Literal["file", "folder", "link", "device"]

_DRIVE: Final = re.compile(r"[A-Za-z]:")
_Odd = tuple[str, str]
"""What is odd about one member, and about several."""
_LEADS_OUT: Final = ("whose name leads out of the archive", "whose names lead out of the archive")
_KINDS: Final[Mapping[Kind, _Odd]] = MappingProxyType(
    {
        "link": ("that is a link", "that are links"),
        "device": ("that is a device or sparse", "that are devices or sparse"),
    }
)
_OF_A_SYSTEM: Final = "__MACOSX"
"""The folder of what one system keeps beside the files."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Member:
    """A member as the archive declares it; ``name`` can be anything."""

    name: str
    kind: Kind = "file"


@dataclass(frozen=True, slots=True, kw_only=True)
class Chosen:
    """The members that are read: for the number of each, its path within the archive and its id; and what is not."""

    paths: Mapping[int, str]
    identifiers: Mapping[int, str]
    skipped: tuple[Skipped, ...]


def choose(members: Iterable[Member], *, where: str, identifier: str) -> Chosen:
    """Return which members are read as which files.

    Nothing is ever written under a member's name, but a name that leads out of the archive (``..``, an absolute path) is
    a sign that somebody wants it to be, and is passed over; so are links and devices, with their number. Hidden files
    and those that kg built are passed over as in folders.
    """
    parts: dict[int, tuple[str, ...]] = {}
    odd: Counter[_Odd] = Counter()
    for number, member in enumerate(members):
        if member.kind == "folder":
            continue
        found = _parts(member.name)
        if found is None:
            odd[_LEADS_OUT] += 1
        elif member.kind != "file":
            odd[_KINDS[member.kind]] += 1
        elif found and not any(part.startswith(".") or part == _OF_A_SYSTEM for part in found):
            parts[number] = found
    skipped = [*_odd(odd, where), *_drop_built(parts, where)]
    return Chosen(
        paths={number: "/".join(each) for number, each in parts.items()},
        identifiers=_identifiers(parts, identifier),
        skipped=tuple(skipped),
    )


def _parts(name: str) -> tuple[str, ...] | None:
    """Return the folders and the name of a member, None where they lead out of the archive."""
    # Some systems part folders by the other slash, and some tools read it so on every system.
    plain = name.replace("\\", "/")
    if plain.startswith("/") or _DRIVE.match(plain):
        return None
    parts = tuple(part for part in plain.split("/") if part not in {"", "."})
    return None if ".." in parts else tuple(readable(part) for part in parts)


def _odd(odd: Counter[_Odd], where: str) -> Iterator[Skipped]:
    for kind, number in sorted(odd.items()):
        why = f"1 member {kind[0]} is passed over" if number == 1 else f"{number} members {kind[1]} are passed over"
        yield Skipped(where=where, why=f"{why}; pack the files themselves, by paths within one folder")


def _drop_built(parts: dict[int, tuple[str, ...]], where: str) -> Iterator[Skipped]:
    folders: dict[tuple[str, ...], dict[str, int]] = defaultdict(dict)
    for number, each in parts.items():
        folders[each[:-1]][each[-1]] = number
    for folder, names in folders.items():
        built = built_files(names.keys())
        if built:
            yield Skipped(where="!".join((where, *(["/".join(folder)] if folder else []))), why=WHY)
        for name in built & names.keys():
            del parts[names[name]]


def _identifiers(parts: Mapping[int, tuple[str, ...]], identifier: str) -> dict[int, str]:
    """Return the archive's id and the path without its suffix, or with it where two files differ in it only."""
    without = {number: "/".join((identifier, *each[:-1], stem_of(each[-1]))) for number, each in parts.items()}
    names: dict[str, set[str]] = defaultdict(set)
    for number, each in parts.items():
        names[without[number]].add(each[-1])
    return {
        number: short if len(names[short]) == 1 else str(PurePosixPath(identifier, *parts[number]))
        for number, short in without.items()
    }
