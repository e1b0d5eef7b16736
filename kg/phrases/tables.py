"""The tables of words and names that only phrases are read with in; checked rows out."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import TYPE_CHECKING, Final

from kg.errors import ReferenceDataError
from kg.files import data_path
from kg.reference import load_reference, read_table

if TYPE_CHECKING:
    from pathlib import Path

CODES: Final = frozenset(
    "AGR BUD BUS CHR COP CRM CVL EDU ELI GOV HIN IGO IMG JEW JRN JUD LAB LEG MED MIL MNC MOS NGO OPP PRE PRM PTY REB "
    "REF REL SIK SOC SPY UAF UNK".split()
)
"""Role codes of PLOVER and NGEC that the tables use; ``data/README.md`` says what each means."""
WORD_KINDS: Final = frozenset("agent office title generic modifier faith turn".split())
REGION_KINDS: Final = frozenset("region people past partly-recognised".split())
WORLD: Final = frozenset(("UNO", "EUR", "IGO"))
"""What stands where a country stands for bodies of the United Nations, of the European Union and of several states."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Word:
    """A word, or several, for an agent; ``over`` holds the codes that a "turn" changes to its own."""

    words: str
    kind: str
    code: str
    second: str
    over: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Body:
    """A named body or figure with its role; ``state`` is an id, one of ``WORLD`` or "", dates None where open."""

    names: tuple[str, ...]
    code: str
    second: str
    state: str
    start: date | None
    end: date | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Region:
    """A region, people, past or partly recognised state with its demonyms and the state it counts to."""

    names: tuple[str, ...]
    kind: str
    state: str
    demonyms: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class PhraseTables:
    """The rows of ``agents.csv``, ``bodies.csv`` and ``figures.csv``, ``cities.csv`` and ``regions.csv``."""

    words: tuple[Word, ...]
    bodies: tuple[Body, ...]
    figures: tuple[Body, ...]
    cities: tuple[tuple[str, str], ...]
    regions: tuple[Region, ...]


def load_phrase_tables(folder: Path | None = None) -> PhraseTables:
    """Return the tables of a folder, the shipped ones by default.

    Raises
    ------
    ReferenceDataError
        If a table has another header, a row of another length, or an unknown code, kind or state.
    """
    return _load(folder or data_path("data", "reference"))


@cache
def _load(folder: Path) -> PhraseTables:
    words = []
    for row in read_table(folder / "agents.csv", ("words", "kind", "code", "second", "over")):
        over = _list(row["over"])
        _check("agents.csv", row["words"], "kind", row["kind"], WORD_KINDS)
        for code in filter(None, (row["code"], row["second"], *over)):
            _check("agents.csv", row["words"], "code", code, CODES)
        words.append(
            Word(words=row["words"], kind=row["kind"], code=row["code"], second=row["second"], over=over),
        )
    states = frozenset(load_reference(folder).states)
    cities = []
    for row in read_table(folder / "cities.csv", ("name", "state")):
        _check("cities.csv", row["name"], "state", row["state"], states)
        cities.append((row["name"], row["state"]))
    regions = []
    for row in read_table(folder / "regions.csv", ("name", "kind", "state", "demonyms")):
        _check("regions.csv", row["name"], "kind", row["kind"], REGION_KINDS)
        _check("regions.csv", row["name"], "state", row["state"], states | {""})
        regions.append(
            Region(names=(row["name"],), kind=row["kind"], state=row["state"], demonyms=_list(row["demonyms"]))
        )
    return PhraseTables(
        words=tuple(words),
        bodies=_bodies(folder / "bodies.csv", states),
        figures=_bodies(folder / "figures.csv", states),
        cities=tuple(cities),
        regions=tuple(regions),
    )


def _bodies(path: Path, states: frozenset[str]) -> tuple[Body, ...]:
    found = []
    for row in read_table(path, ("name", "aliases", "code", "second", "state", "from", "to")):
        _check(path.name, row["name"], "state", row["state"], states | WORLD | {""})
        for code in filter(None, (row["code"], row["second"])):
            _check(path.name, row["name"], "code", code, CODES)
        found.append(
            Body(
                names=(row["name"], *_list(row["aliases"])),
                code=row["code"],
                second=row["second"],
                state=row["state"],
                start=_day(path.name, row["name"], row["from"]),
                end=_day(path.name, row["name"], row["to"]),
            )
        )
    return tuple(found)


def _list(cell: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in cell.split("|") if part.strip())


def _check(file: str, row: str, column: str, value: str, allowed: frozenset[str]) -> None:
    if value not in allowed:
        some = ", ".join(sorted(allowed)[:40])
        raise ReferenceDataError(f"{file}: {row}: {column} {value!r} is unknown; write one of {some}")


def _day(file: str, row: str, text: str) -> date | None:
    try:
        return date.fromisoformat(text) if text else None
    except ValueError as error:
        raise ReferenceDataError(f"{file}: {row}: {text!r} is no day; write it as 2024-05-09") from error
