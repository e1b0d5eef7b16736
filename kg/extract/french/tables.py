"""``data/reference/names_fr.csv`` in, what a French name stands for out: the actors of the English tables."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Final, Literal, cast

from kg.errors import ReferenceDataError
from kg.files import data_path
from kg.model import Actor, slug
from kg.reference import Person, Reference, load_reference, read_table

COLUMNS: Final = ("id", "form", "names", "source")
FORMS: Final = ("name", "adjective", "people", "capital", "seat", "person")
SOURCES: Final = ("babel", "own")
NameForm = Literal["name", "adjective", "people", "capital", "seat", "person"]
_LONGEST: Final = 9
"""Tokens of the longest name that is looked for."""
_SHORTEST: Final = 4
"""Letters that a person's name of one word has at least."""


@dataclass(frozen=True, slots=True)
class Named:
    """What a name stands for; ``person`` is set for people, ``place`` is the English name of a capital's town."""

    form: NameForm
    actor: Actor
    person: Person | None = None
    place: str = ""


@dataclass(frozen=True, slots=True)
class FrenchNames:
    """Names as they are written, and names of several words whatever their accents, hyphens and capitals."""

    exact: Mapping[str, Named]
    spelled: Mapping[str, Named]
    longest: int = _LONGEST

    def find(self, text: str) -> Named | None:
        """Return what a name stands for, None if it is in no table."""
        found = self.exact.get(text)
        if found is None and text[:1].isupper() and (" " in text or "-" in text):
            found = self.spelled.get(slug(text))
        return found


@cache
def load_names(folder: Path | None = None) -> FrenchNames:
    """Return the French names of a folder's table over the actors of the shipped ones.

    Raises
    ------
    ReferenceDataError
        If the table has another header, an unknown id, form or source, or gives one name to two actors.
    """
    reference = load_reference()
    exact: dict[str, Named] = {}
    for row in read_table((folder or data_path("data", "reference")) / "names_fr.csv", COLUMNS):
        for name, named in _named(row, reference):
            other = exact.setdefault(name, named)
            if (other.actor.id, other.form) != (named.actor.id, named.form):
                raise ReferenceDataError(
                    f"names_fr.csv: {name!r} is a {other.form} of {other.actor.id} and a {named.form} of "
                    f"{named.actor.id}; keep one of them"
                )
    spelled = {slug(name): named for name, named in exact.items() if named.form not in {"adjective", "people"}}
    for person in reference.persons.values():
        for name in (person.actor.name, *person.aliases):
            named = Named("person", person.actor, person)
            if " " in name or "-" in name:
                spelled.setdefault(slug(name), named)
            elif len(name) >= _SHORTEST:
                exact.setdefault(name, named)
    for organisation in reference.organisations.values():
        for name in (organisation.actor.name, *organisation.aliases):
            # Acronyms and proper names are mostly the same in both languages; organs and media are named in English.
            same = name.isupper() or name == organisation.actor.name
            if same and organisation.kind not in {"organ", "media"}:
                exact.setdefault(name, Named("name", organisation.actor))
    return FrenchNames(exact=exact, spelled=spelled)


def _named(row: Mapping[str, str], reference: Reference) -> Iterator[tuple[str, Named]]:
    form, where = row["form"], row["id"]
    if form not in FORMS or row["source"] not in SOURCES:
        raise ReferenceDataError(
            f"names_fr.csv: {where}: form {form!r} with source {row['source']!r}; forms are {', '.join(FORMS)}, "
            f"sources {', '.join(SOURCES)}"
        )
    person = reference.persons.get(where)
    state, organisation = reference.states.get(where), reference.organisations.get(where)
    if (person is None) if form == "person" else (state is None and organisation is None):
        raise ReferenceDataError(
            f"names_fr.csv: {where!r} is no {form} of the other tables; add it there or mend the row"
        )
    holder = person or state or organisation
    if holder is None:
        raise ValueError(where)
    town = state.capitals[0] if form == "capital" and state is not None and state.capitals else ""
    for name in row["names"].split("|"):
        yield name, Named(cast("NameForm", form), holder.actor, person, town)


def surnames_of(names: FrenchNames) -> Mapping[str, frozenset[str]]:
    """Return the ids of the people of the French table by the last word of their names: "Poutine"."""
    found: dict[str, set[str]] = defaultdict(set)
    for name, named in names.exact.items():
        if named.person is not None and " " in name:
            found[name.rsplit(" ", 1)[-1]].add(named.actor.id)
    return {name: frozenset(ids) for name, ids in found.items()}
