"""A name that a person types in; the actor of a graph that it stands for out."""

from __future__ import annotations

import difflib
from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING

from kg.errors import UnknownActorError
from kg.reference import load_reference

if TYPE_CHECKING:
    from kg.model import Actor, ActorId
    from kg.reference import Reference


def find_actor(name: str, actors: Iterable[Actor], *, reference: Reference | None = None) -> Actor:
    """Return the actor with an id, a name, an alias or, for one person only, a last name; upper or lower case.

    Raises
    ------
    UnknownActorError
        If no actor has the name, or several do; the message lists the nearest names.
    """
    by_id: dict[ActorId, Actor] = {actor.id: actor for actor in actors}
    exact: dict[str, set[ActorId]] = defaultdict(set)
    for actor in by_id.values():
        exact[_plain(actor.id)].add(actor.id)
        exact[_plain(actor.name)].add(actor.id)
    wanted = _plain(name)
    if len(exact.get(wanted, ())) == 1:
        # The reference tables, which take a moment to read, are not needed.
        return by_id[next(iter(exact[wanted]))]
    also: dict[str, set[ActorId]] = defaultdict(set)
    last: dict[str, set[ActorId]] = defaultdict(set)
    aliases = aliases_of(by_id.values(), reference=reference)
    for actor in by_id.values():
        for alias in aliases.get(actor.id, ()):
            also[_plain(alias)].add(actor.id)
        if actor.kind == "person":
            last[_plain(actor.name).rpartition(" ")[2]].add(actor.id)
    for table in (exact, also, last):
        found = sorted(table.get(wanted, ()))
        if len(found) == 1:
            return by_id[found[0]]
        if found:
            names = ", ".join(f"{by_id[each].name} ({each})" for each in found)
            raise UnknownActorError(f"actor {name!r} can be {names}; give one of these ids")
    raise UnknownActorError(_unknown(name, by_id, (exact, also, last)))


def aliases_of(actors: Iterable[Actor], *, reference: Reference | None = None) -> Mapping[str, tuple[str, ...]]:
    """Return the other names that the reference tables have for the actors, by actor id; seats of power too."""
    tables = reference or load_reference()
    organs: dict[str, list[str]] = defaultdict(list)
    for organisation in tables.organisations.values():
        if organisation.kind == "organ":
            organs[organisation.actor.id] += organisation.aliases
    found: dict[str, tuple[str, ...]] = {}
    for actor in actors:
        names: list[str] = []
        if actor.id in tables.states:
            state = tables.states[actor.id]
            names += [*state.aliases, *state.context_aliases, *state.capitals, *state.seats, *organs[actor.id]]
        elif actor.id in tables.organisations:
            names += tables.organisations[actor.id].aliases
        elif actor.id in tables.persons:
            names += tables.persons[actor.id].aliases
        others = tuple(dict.fromkeys(name for name in names if name != actor.name))
        if others:
            found[actor.id] = others
    return found


def _unknown(name: str, by_id: Mapping[ActorId, Actor], tables: Iterable[Mapping[str, set[ActorId]]]) -> str:
    if not by_id:
        return f"actor {name!r}: the graph has no actors; build it from articles that tell of some"
    owners: dict[str, set[ActorId]] = defaultdict(set)
    for table in tables:
        for key, ids in table.items():
            owners[key] |= ids
    near = difflib.get_close_matches(_plain(name), sorted(owners), n=5, cutoff=0.6)
    names = dict.fromkeys(by_id[each].name for key in near for each in sorted(owners[key]))
    if names:
        return f"actor {name!r} is not in the graph; did you mean {', '.join(list(names)[:3])}?"
    some = sorted(actor.name for actor in by_id.values())
    more = f" and {len(some) - 8} more" if len(some) > 8 else ""
    return f"actor {name!r} is not in the graph; it has {', '.join(some[:8])}{more}"


def _plain(name: str) -> str:
    text = " ".join(name.casefold().replace("\N{RIGHT SINGLE QUOTATION MARK}", "'").split())
    return text.removeprefix("the ")
