"""Reads ``data/reference/*.csv``: the states, organisations and office holders that kg knows by name."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Final

from kg.errors import ReferenceDataError
from kg.files import data_path
from kg.model import Actor, ActorId, ActorKind, Precision

STATE_COLUMNS: Final = tuple("id name status aliases context_aliases demonyms capital seats iso3 cow wikidata".split())
ORGANISATION_COLUMNS: Final = tuple("id name kind state organ aliases wikidata".split())
PERSON_COLUMNS: Final = tuple("person name aliases gender office of from to wikidata".split())
PERSON_FILES: Final = ("leaders.csv", "ministers.csv", "officials.csv")
HEADS: Final = frozenset(
    "president prime-minister chancellor monarch supreme-leader crown-prince general-secretary chairman pope "
    "interim-president interim-prime-minister junta-leader de-facto-leader premier".split()
)
"""Offices whose holder is "the leader" of a state."""


@dataclass(frozen=True, slots=True, kw_only=True)
class State:
    """A state or state-like actor with its names and codes; empty codes are unknown.

    ``sovereign`` is false for territories, breakaway regions and states that are no more.
    """

    actor: Actor
    aliases: tuple[str, ...]
    context_aliases: tuple[str, ...]
    demonyms: tuple[str, ...]
    capitals: tuple[str, ...]
    seats: tuple[str, ...]
    iso3: str
    cow: str
    sovereign: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Organisation:
    """An organisation, group, company, state organ or news medium with its names."""

    actor: Actor
    kind: str
    aliases: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Term:
    """One term of office; ``end`` is None while it lasts, partial dates span their whole month or year.

    ``start_precision`` and ``end_precision`` say how much of the day is known; that of an end that is None says nothing.
    """

    person: ActorId
    office: str
    of: str
    start: date
    end: date | None
    start_precision: Precision = "day"
    end_precision: Precision = "day"

    def covers(self, day: date) -> bool:
        """Return whether the office was held on a day."""
        return self.start <= day and (self.end is None or day <= self.end)


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """A known person with other spellings, gender ("m", "f", "") and terms of office in order of time."""

    actor: Actor
    aliases: tuple[str, ...]
    gender: str
    terms: tuple[Term, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Reference:
    """All tables: states, organisations and persons by id, each in the order of the ids."""

    states: Mapping[str, State]
    organisations: Mapping[str, Organisation]
    persons: Mapping[str, Person]


def load_reference(folder: Path | None = None) -> Reference:
    """Return the reference tables of a folder, the shipped ones by default.

    Raises
    ------
    ReferenceDataError
        If a table has another header, a row of another length, a double id or an unknown reference.
    """
    return _load(folder or data_path("data", "reference"))


def read_table(path: Path, columns: tuple[str, ...]) -> Iterator[dict[str, str]]:
    """Yield the rows of a table, whose header must be the columns and whose rows must be as long.

    Raises
    ------
    ReferenceDataError
        If the file is missing or not UTF-8, the header is another or a row has another length.
    """
    try:
        text = path.read_text(encoding="utf-8")
    except FileNotFoundError as error:
        raise ReferenceDataError(f"{path.name}: the table is missing in {path.parent}; restore it") from error
    except UnicodeDecodeError as error:
        raise ReferenceDataError(f"{path.name}: not UTF-8 at byte {error.start}; save the table as UTF-8") from error
    reader = csv.DictReader(io.StringIO(text, newline=""))
    if tuple(reader.fieldnames or ()) != columns:
        raise ReferenceDataError(f"{path.name}: header is {reader.fieldnames}; it must be {','.join(columns)}")
    for row in reader:
        if None in row or None in row.values():
            raise ReferenceDataError(f"{path.name} line {reader.line_num}: has not {len(columns)} fields")
        yield row


@cache
def _load(folder: Path) -> Reference:
    states = {row["id"]: _state(row) for row in _unique_rows(folder / "states.csv", STATE_COLUMNS)}
    organisations = {
        row["id"]: _organisation(row, states)
        for row in _unique_rows(folder / "organisations.csv", ORGANISATION_COLUMNS)
    }
    rows: dict[str, list[dict[str, str]]] = {}
    for file in PERSON_FILES:
        for row in read_table(folder / file, PERSON_COLUMNS):
            if row["of"] not in states and row["of"] not in organisations:
                raise ReferenceDataError(
                    f"{file}: {row['person']}: office of {row['of']!r}, which is in neither states.csv nor "
                    "organisations.csv; add it there or mend the row"
                )
            _check_day(row["from"], file, row["person"])
            _check_day(row["to"], file, row["person"])
            rows.setdefault(row["person"], []).append(row)
    persons = {key: _person(rows[key], states, organisations) for key in sorted(rows)}
    return Reference(states=states, organisations=organisations, persons=persons)


def _unique_rows(path: Path, columns: tuple[str, ...]) -> Iterator[dict[str, str]]:
    seen: set[str] = set()
    for row in read_table(path, columns):
        if row["id"] in seen:
            raise ReferenceDataError(f"{path.name}: id {row['id']!r} stands twice; keep one of the rows")
        seen.add(row["id"])
        yield row


def _check_day(text: str, file: str, person: str) -> None:
    try:
        _day(text, last=True)
    except ValueError as error:
        raise ReferenceDataError(
            f"{file}: {person}: {text!r} is no date; write YYYY, YYYY-MM or YYYY-MM-DD ({error})"
        ) from error


def _list(cell: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in cell.split("|") if part.strip())


def _state(row: dict[str, str]) -> State:
    actor = Actor(id=ActorId(row["id"]), name=row["name"], kind="state", state=row["name"], wikidata=row["wikidata"])
    return State(
        actor=actor,
        aliases=_list(row["aliases"]),
        context_aliases=_list(row["context_aliases"]),
        demonyms=_list(row["demonyms"]),
        capitals=_list(row["capital"]),
        seats=_list(row["seats"]),
        iso3=row["iso3"],
        cow=row["cow"],
        sovereign=row["status"] != "other",
    )


def _organisation(row: dict[str, str], states: Mapping[str, State]) -> Organisation:
    if row["state"] and row["state"] not in states:
        raise ReferenceDataError(f"organisations.csv: {row['id']}: state {row['state']!r} is not in states.csv")
    aliases = _list(row["aliases"])
    if row["kind"] == "organ" and not row["state"]:
        raise ReferenceDataError(f"organisations.csv: {row['id']}: an organ needs the state it acts for")
    if row["kind"] == "organ":
        # An organ acts for its state: the actor is the state, the organ is kept beside it.
        state = states[row["state"]].actor
        actor = Actor(
            id=state.id, name=state.name, kind="state", state=state.name, organ=row["organ"], wikidata=state.wikidata
        )
        return Organisation(actor=actor, kind="organ", aliases=(row["name"], *aliases))
    kind: ActorKind = "group" if row["kind"] == "armed-group" else "organization"
    state_name = states[row["state"]].actor.name if row["state"] else ""
    actor = Actor(id=ActorId(row["id"]), name=row["name"], kind=kind, state=state_name, wikidata=row["wikidata"])
    return Organisation(actor=actor, kind=row["kind"], aliases=(row["name"], *aliases))


def _person(
    rows: list[dict[str, str]], states: Mapping[str, State], organisations: Mapping[str, Organisation]
) -> Person:
    first = rows[0]
    aliases = tuple(dict.fromkeys(alias for row in rows for alias in _list(row["aliases"])))
    terms = sorted((_term(row) for row in rows), key=lambda term: (term.start, term.of, term.office))
    state = _state_of(terms, states, organisations)
    wikidata = next((row["wikidata"] for row in rows if row["wikidata"]), "")
    actor = Actor(id=ActorId(first["person"]), name=first["name"], kind="person", state=state, wikidata=wikidata)
    return Person(actor=actor, aliases=aliases, gender=first["gender"], terms=tuple(terms))


def _state_of(terms: list[Term], states: Mapping[str, State], organisations: Mapping[str, Organisation]) -> str:
    """Return the state of the latest term for a state, "" for persons who only served organisations."""
    for term in reversed(terms):
        if term.of in states:
            return states[term.of].actor.name
        if organisations[term.of].actor.state:
            return organisations[term.of].actor.state
    return ""


def _term(row: dict[str, str]) -> Term:
    return Term(
        person=ActorId(row["person"]),
        office=row["office"],
        of=row["of"],
        start=_day(row["from"], last=False) or date.min,
        end=_day(row["to"], last=True),
        start_precision=_precision(row["from"]),
        end_precision=_precision(row["to"]),
    )


def _precision(text: str) -> Precision:
    """Return what a partial ISO date tells."""
    return ("year", "month", "day")[text.count("-")] if text else "day"


def _day(text: str, *, last: bool) -> date | None:
    """Return the first or last day of a partial ISO date, None for an empty one."""
    if not text:
        return None
    parts = [int(part) for part in text.split("-")]
    if len(parts) == 3:
        return date(*parts)
    year, month = parts[0], parts[1] if len(parts) == 2 else (12 if last else 1)
    if not last:
        return date(year, month, 1)
    following = date(year + month // 12, month % 12 + 1, 1)
    return date.fromordinal(following.toordinal() - 1)
