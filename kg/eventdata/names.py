"""Names of actors in; the states, bodies and people that kg's tables know by them out."""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from functools import cache
from types import MappingProxyType
from typing import TYPE_CHECKING, Final, NamedTuple

from kg.eventdata.codes import actor_codes
from kg.eventtable import acting_for
from kg.model import slug
from kg.phrases.answer import who
from kg.phrases.tables import load_phrase_tables
from kg.reference import load_reference

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from kg.model import Actor

OFFICIAL: Final = frozenset("GOV MIL COP JUD SPY LEG".split())
"""The roles that act for their state: government, armed forces, police, courts, intelligence and parliament."""

_ORGAN_WORDS: Final = re.compile(
    r"\b(?:air force|armed forces?|army|assembly|cabinet|coast guard|congress|courts?|defen[cs]e forces?|forces|"
    r"government|guards?|high command|intelligence|military|ministry|navy|parliament|police|security council|senate|"
    r"supreme court|troops)$|^(?:armed forces|government|military|national assembly|parliament) of\b",
    re.IGNORECASE,
)
"""What a part of a state is called: with the name of a state before or behind it, the state acts."""
_ORGAN_ROLES: Final = OFFICIAL | {"PRM", "UNK"}


class Known(NamedTuple):
    """An actor as event tables have it: id, name, the id of its state or "", and whether it acts for that state."""

    id: str
    name: str
    state: str
    official: bool


def fold(name: str) -> str:
    """Return a name without accents, case and punctuation.

    >>> fold("Côte d'Ivoire"), fold("Kim Jong-Un")
    ('cote d ivoire', 'kim jong un')
    """
    plain = "".join(each for each in unicodedata.normalize("NFKD", name) if not unicodedata.combining(each))
    return " ".join(re.findall(r"\w+", plain.casefold()))


def state_named(name: str) -> str:
    """Return the id of the state of a name, ISO3 code or CAMEO country code, "" where there is none.

    >>> state_named("Russian Federation"), state_named("ROM"), state_named("Atlantis")
    ('russia', 'romania', '')
    """
    return _states().get(fold(name), "")


def state_of_code(code: str) -> str:
    """Return the id of the state of an ISO3 or CAMEO country code in capitals, "" where there is none."""
    return _state_codes().get(code, "")


def body_named(name: str) -> Known | None:
    """Return the state, body or person that kg's tables know by a name, None where they know none."""
    if state := state_named(name):
        return as_state(state)
    wanted = fold(name)
    found = _names().get(wanted) or _short_names().get(wanted)
    if found is None and len(words := wanted.split()) > 2:
        # Middle names and patronymics: "Sergey Viktorovich Lavrov" is whom the table calls Sergey Lavrov.
        found = _people().get(f"{words[0]} {words[-1]}")
    return found or _organ(name)


def as_state(state: str) -> Known:
    """Return the state itself as an actor, which is what its ministries and forces are too."""
    return Known(state, load_reference().states[state].actor.name, state, official=True)


def as_body(identifier: str) -> Known:
    """Return an organisation of the tables as an actor, by its id there; an organ is its state."""
    return _known(load_reference().organisations[identifier].actor)


@cache
def _states() -> Mapping[str, str]:
    found: dict[str, str] = {}
    for state in load_reference().states.values():
        for name in (state.actor.name, *state.aliases, *state.seats):
            found.setdefault(fold(name), state.actor.id)
    found |= {fold(name): to for name, to in actor_codes("icews", "country").items()}
    for code, to in _state_codes().items():
        found.setdefault(fold(code), to)
    return MappingProxyType(found)


@cache
def _state_codes() -> Mapping[str, str]:
    iso = {state.iso3: state.actor.id for state in load_reference().states.values() if state.iso3}
    return MappingProxyType({**iso, **actor_codes("cameo", "country")})


@cache
def _names() -> Mapping[str, Known]:
    reference, tables = load_reference(), load_phrase_tables()
    found: dict[str, Known] = {}
    for organisation in reference.organisations.values():
        for name in (organisation.actor.name, *organisation.aliases):
            if not (organisation.kind == "organ" and name == organisation.actor.name):
                found.setdefault(fold(name), _known(organisation.actor))
    for person in reference.persons.values():
        for name in (person.actor.name, *person.aliases):
            found.setdefault(fold(name), _known(person.actor))
    for body in (*tables.bodies, *tables.figures):
        state = body.state if body.state in reference.states else ""
        first = body.names[0]
        known = Known(slug(first), first, state, official=not state or body.code in OFFICIAL)
        for name in body.names:
            found.setdefault(fold(name), known)
    return MappingProxyType(found)


@cache
def _short_names() -> Mapping[str, Known]:
    """Return regions and peoples, which act for no state though they count to one."""
    found: dict[str, Known] = {}
    for region in load_phrase_tables().regions:
        state = region.state if region.state in load_reference().states else ""
        for name in region.names:
            found.setdefault(fold(name), Known(slug(region.names[0]), region.names[0], state, official=False))
    return MappingProxyType(found)


@cache
def _people() -> Mapping[str, Known]:
    """Return the people of the tables by first and last name, where these are one person's only."""
    found: dict[str, set[Known]] = defaultdict(set)
    for person in load_reference().persons.values():
        for name in (person.actor.name, *person.aliases):
            words = fold(name).split()
            if len(words) > 1:
                found[f"{words[0]} {words[-1]}"].add(_known(person.actor))
    return MappingProxyType({name: next(iter(known)) for name, known in found.items() if len(known) == 1})


def _known(actor: Actor) -> Known:
    return Known(actor.id, actor.name, *acting_for(actor))


def _organ(name: str) -> Known | None:
    """Return the state whose organ a name is by its words, such as "Lithuanian Armed Forces"."""
    if not _ORGAN_WORDS.search(name):
        return None
    answer = who(name)
    state = state_of_code(answer.country)
    if not state or answer.code not in _ORGAN_ROLES or not any(word in fold(name) for word in _words_for(state)):
        return None
    return as_state(state) if answer.code in OFFICIAL else None


@cache
def _words_for(state: str) -> tuple[str, ...]:
    row = load_reference().states[state]
    return tuple(dict.fromkeys(_folded((row.actor.name, *row.aliases, *row.demonyms))))


def _folded(names: tuple[str, ...]) -> Iterator[str]:
    for name in names:
        if len(name) > 2:
            yield fold(name)
