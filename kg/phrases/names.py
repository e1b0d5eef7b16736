"""The reference tables in; an index of all names that a phrase may hold, with country and role, out."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Final

from kg.model import Actor, ActorId, slug
from kg.phrases.tables import WORLD, load_phrase_tables
from kg.phrases.words import key_of, singulars
from kg.reference import load_reference

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from datetime import date

    from kg.phrases.tables import Body, PhraseTables, Region, Word
    from kg.reference import Organisation, Person, Reference, State

PLACES: Final = frozenset("state demonym capital region people partly-recognised past city".split())
_CODES: Final = {
    "io": "IGO",
    "bloc": "IGO",
    "armed-group": "REB",
    "ngo": "NGO",
    "party": "PTY",
    "company": "BUS",
    "media": "JRN",
    "organ": "GOV",
}
_BODIES: Final = frozenset(("body", "organisation"))
_ORDER: Final = tuple(
    "state demonym capital seat body figure organisation past partly-recognised people region city".split()
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Name:
    """A name as the tables spell it: what kind it is, the state it counts to (id), country and role, or ""."""

    spelled: str
    kind: str
    state: str
    country: str
    code: str = ""
    second: str = ""
    actor: Actor | None = None
    start: date | None = None
    end: date | None = None

    def covers(self, day: date | None) -> bool:
        """Return whether the row holds on a day; None asks for the time up to which the tables know."""
        if day is None:
            return self.end is None
        return (self.start is None or self.start <= day) and (self.end is None or day <= self.end)


@dataclass(frozen=True, slots=True, kw_only=True)
class Index:
    """All words and names by key, the best first; ``local`` names count only where their state is named."""

    names: Mapping[str, tuple[Name, ...]]
    local: Mapping[str, tuple[Name, ...]]
    words: Mapping[str, Word]
    persons: Mapping[str, tuple[Person, ...]]
    surnames: Mapping[str, tuple[Person, ...]]
    countries: Mapping[str, str]
    organisations: Mapping[str, Name]
    longest: int


@cache
def load_index() -> Index:
    """Return the index of the shipped tables; it is made once."""
    return make_index(load_reference(), load_phrase_tables())


def make_index(reference: Reference, tables: PhraseTables) -> Index:
    """Return the index of some tables."""
    parents = {key_of(name): region for region in tables.regions for name in region.names}
    countries = {key: _country(state, parents, reference) for key, state in reference.states.items()}
    words = {key_of(word.words): word for word in tables.words}
    prefixes = {key: _prefixes(state) for key, state in reference.states.items()}
    names: dict[str, list[Name]] = defaultdict(list)
    local: dict[str, list[Name]] = defaultdict(list)
    served: dict[str, Name] = {}
    for organisation, name in _all_names(reference, tables, parents, countries, words):
        key = key_of(name.spelled)
        served.setdefault(organisation, name)
        # A name that is but common words ("Supreme Court") says nothing without its state.
        common = name.kind in _BODIES and any(each in words for each in singulars(tuple(key.split())))
        (local if common else names)[key].append(name)
        if name.kind == "body":
            for rest in _without_state(key, prefixes.get(name.state, ())):
                local[rest].append(name)
    persons, surnames = _persons(reference)
    return Index(
        names={key: tuple(sorted(each, key=lambda name: _ORDER.index(name.kind))) for key, each in names.items()},
        local={key: tuple(each) for key, each in local.items()},
        words=words,
        persons=persons,
        surnames=surnames,
        countries=countries,
        organisations=served,
        longest=max(key.count(" ") + 1 for table in (names, local, words, persons) for key in table),
    )


def _all_names(
    reference: Reference,
    tables: PhraseTables,
    parents: Mapping[str, Region],
    countries: Mapping[str, str],
    words: Mapping[str, Word],
) -> Iterator[tuple[str, Name]]:
    """Yield every name of the tables with the id of its organisation, "" for what is none."""
    actors = {key_of(alias): each.actor for each in reference.organisations.values() for alias in each.aliases}
    for state in reference.states.values():
        yield from (("", name) for name in _of_state(state, parents, countries))
    for region in tables.regions:
        yield from (("", name) for name in _of_region(region, countries))
    for city, home in tables.cities:
        yield "", Name(spelled=city, kind="city", state=home, country=countries[home], code="CVL")
    for kind, bodies in (("body", tables.bodies), ("figure", tables.figures)):
        for body in bodies:
            yield from (("", name) for name in _of_body(body, kind, countries, actors))
    homes = {state.actor.name: key for key, state in reference.states.items()}
    known = {key_of(each): body for body in tables.bodies for each in body.names if body.start is None}
    for key, organisation in reference.organisations.items():
        same = next((known[alias] for alias in map(key_of, organisation.aliases) if alias in known), None)
        if same is not None:
            found = _of_body(same, "organisation", countries, actors, spellings=organisation.aliases)
        else:
            found = _of_organisation(organisation, homes.get(organisation.actor.state, ""), countries, words)
        yield from ((key, name) for name in found)


def _persons(reference: Reference) -> tuple[Mapping[str, tuple[Person, ...]], Mapping[str, tuple[Person, ...]]]:
    names: dict[str, list[Person]] = defaultdict(list)
    surnames: dict[str, list[Person]] = defaultdict(list)
    for person in reference.persons.values():
        for key in dict.fromkeys(key_of(each) for each in (person.actor.name, *person.aliases)):
            names[key].append(person)
        surnames[key_of(person.actor.name).rpartition(" ")[2]].append(person)
    return {key: tuple(each) for key, each in names.items()}, {key: tuple(each) for key, each in surnames.items()}


def _of_region(region: Region, countries: Mapping[str, str]) -> Iterator[Name]:
    code = "PRE" if region.kind == "partly-recognised" else ""
    country = countries.get(region.state, "")
    for spelled in region.names:
        yield Name(spelled=spelled, kind=region.kind, state=region.state, country=country, code=code)
    for spelled in region.demonyms:
        yield Name(spelled=spelled, kind="people", state=region.state, country=country)


def _of_organisation(
    organisation: Organisation, home: str, countries: Mapping[str, str], words: Mapping[str, Word]
) -> Iterator[Name]:
    actor = organisation.actor
    code = _CODES[organisation.kind]
    if organisation.kind == "organ" and key_of(actor.organ) in words:
        code = words[key_of(actor.organ)].code or code
    world = _world(actor.name) if organisation.kind in {"io", "bloc"} else ""
    country = countries.get(home, world)
    for alias in organisation.aliases:
        yield Name(spelled=alias, kind="organisation", state=home, country=country, code=code, actor=actor)


def _country(state: State, parents: Mapping[str, Region], reference: Reference) -> str:
    """Return the ISO code of a state, else that of the state which the table of regions counts it to."""
    region = parents.get(key_of(state.actor.name))
    if state.iso3 or region is None:
        return state.iso3
    parent = reference.states.get(region.state)
    return parent.iso3 if parent else ""


def _of_state(state: State, parents: Mapping[str, Region], countries: Mapping[str, str]) -> Iterator[Name]:
    region = None if state.iso3 else parents.get(key_of(state.actor.name))
    kind = region.kind if region else "state"
    groups = (
        ((state.actor.name, *state.aliases), kind, "PRE" if kind == "partly-recognised" else ""),
        (state.demonyms, "demonym", ""),
        (state.capitals, "capital", "GOV"),
        (state.seats, "seat", "GOV"),
    )
    for spellings, each, code in groups:
        for spelled in spellings:
            yield Name(
                spelled=spelled,
                kind=each,
                state=state.actor.id,
                country=countries[state.actor.id],
                code=code,
                actor=state.actor,
            )


def _world(name: str) -> str:
    """Return what stands for the country of a body of several states."""
    if name.startswith(("United Nations", "UN ")):
        return "UNO"
    return "EUR" if name.startswith(("European Union", "EU ")) else "IGO"


def _of_body(
    body: Body,
    kind: str,
    countries: Mapping[str, str],
    actors: Mapping[str, Actor],
    *,
    spellings: tuple[str, ...] = (),
) -> Iterator[Name]:
    actor = next((actors[key] for key in map(key_of, (*spellings, *body.names)) if key in actors), None)
    if kind == "figure":
        actor = Actor(id=ActorId(slug(body.names[0])), name=body.names[0], kind="person")
    for spelled in spellings or body.names:
        yield Name(
            spelled=spelled,
            kind=kind,
            state=body.state,
            country=body.state if body.state in WORLD else countries.get(body.state, ""),
            code=body.code,
            second=body.second,
            actor=actor,
            start=body.start,
            end=body.end,
        )


def _prefixes(state: State) -> tuple[str, ...]:
    return tuple(key_of(each) for each in (state.actor.name, *state.aliases, *state.demonyms))


def _without_state(key: str, prefixes: Iterable[str]) -> Iterable[str]:
    for prefix in prefixes:
        if key.startswith(prefix + " "):
            yield key.removeprefix(prefix + " ")
        for joint in (" of the ", " of "):
            if key.endswith(joint + prefix):
                yield key.removesuffix(joint + prefix)
