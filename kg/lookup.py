"""A name that a person types in; the actor of a graph that it stands for out."""

from __future__ import annotations

import difflib
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from types import MappingProxyType
from typing import TYPE_CHECKING, Final

from kg.errors import UnknownActorError
from kg.reference import load_reference

if TYPE_CHECKING:
    from kg.model import Actor
    from kg.reference import Reference

NOTHING: Final[Mapping[str, Iterable[str]]] = MappingProxyType({})
_SHOWN: Final = 5


def find_actor(
    name: str,
    actors: Iterable[Actor],
    *,
    former: Mapping[str, Iterable[str]] = NOTHING,
    reference: Reference | None = None,
) -> Actor:
    """Return the actor with an id, a name, an alias or, for one person only, a last name; upper or lower case.

    An id as it is written wins over names, so that an actor is never out of reach because another has its id as name.
    ``former`` are names that actors had before people decided otherwise, by actor id, see `former_names`.

    Raises
    ------
    UnknownActorError
        If no actor has the name, or several do; the message lists the nearest names.
    """
    by_id, tables = _tables(name, actors, former=former, reference=reference)
    found = _first(name, by_id, tables)
    if len(found) == 1:
        return found[0]
    if found:
        more = f" and {len(found) - _SHOWN} more" if len(found) > _SHOWN else ""
        names = ", ".join(f"{each.name} ({each.id})" for each in found[:_SHOWN])
        raise UnknownActorError(f"actor {name!r} can be {names}{more}; give one of these ids")
    raise UnknownActorError(_unknown(name, by_id, tables))


def actors_called(
    name: str,
    actors: Iterable[Actor],
    *,
    former: Mapping[str, Iterable[str]] = NOTHING,
    reference: Reference | None = None,
) -> tuple[Actor, ...]:
    """Return the actors that `find_actor` takes a name for, sorted by id: none, one, or several."""
    return _first(name, *_tables(name, actors, former=former, reference=reference))


def _first(name: str, by_id: Mapping[str, Actor], tables: Iterable[Mapping[str, set[str]]]) -> tuple[Actor, ...]:
    if name in by_id:
        return (by_id[name],)
    wanted = _plain(name)
    found = next((found for table in tables if (found := table.get(wanted))), set())
    return tuple(by_id[each] for each in sorted(found))


def _tables(
    name: str, actors: Iterable[Actor], *, former: Mapping[str, Iterable[str]], reference: Reference | None
) -> tuple[dict[str, Actor], list[dict[str, set[str]]]]:
    """Return the actors by id, and the tables of names in the order in which they count."""
    by_id: dict[str, Actor] = {actor.id: actor for actor in actors}
    exact: dict[str, set[str]] = defaultdict(set)
    for actor in by_id.values():
        exact[_plain(actor.id)].add(actor.id)
        exact[_plain(actor.name)].add(actor.id)
    if name in by_id or len(exact.get(_plain(name), ())) == 1:
        # The reference tables, which take a moment to read, are not needed.
        return by_id, [exact]
    also: dict[str, set[str]] = defaultdict(set)
    last: dict[str, set[str]] = defaultdict(set)
    aliases = aliases_of(by_id.values(), former=former, reference=reference)
    for actor in by_id.values():
        for alias in aliases.get(actor.id, ()):
            also[_plain(alias)].add(actor.id)
        if actor.kind == "person":
            for each in (actor.name, *former.get(actor.id, ())):
                last[_plain(each).rpartition(" ")[2]].add(actor.id)
    return by_id, [exact, also, last]


def aliases_of(
    actors: Iterable[Actor], *, former: Mapping[str, Iterable[str]] = NOTHING, reference: Reference | None = None
) -> Mapping[str, tuple[str, ...]]:
    """Return the other names that the reference tables have for the actors, by actor id; seats of power too.

    With ``former``, the names that actors had before people decided otherwise are among them.
    """
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
            # The name of the tables is another one where a person has given the actor a new one.
            names.append(state.actor.name)
            names += [*state.aliases, *state.context_aliases, *state.capitals, *state.seats, *organs[actor.id]]
        elif actor.id in tables.organisations:
            names += tables.organisations[actor.id].aliases
        elif actor.id in tables.persons:
            names += [tables.persons[actor.id].actor.name, *tables.persons[actor.id].aliases]
        names += former.get(actor.id, ())
        others = tuple(dict.fromkeys(name for name in names if name != actor.name))
        if others:
            found[actor.id] = others
    return found


def actors_of_tables(reference: Reference | None = None) -> tuple[Actor, ...]:
    """Return the actors that the reference tables have, sorted by id; an organ of a state is that state."""
    tables = reference or load_reference()
    found = {
        str(entry.actor.id): entry.actor
        for table in (tables.states, tables.organisations, tables.persons)
        for key, entry in table.items()
        if entry.actor.id == key
    }
    return tuple(found[each] for each in sorted(found))


def namesakes(
    name: str, actors: Iterable[Actor], *, of: Collection[str], former: Mapping[str, Iterable[str]] = NOTHING
) -> tuple[Actor, ...]:
    """Return the actors that have a name as id, name or alias, sorted by id, but for those ``of`` these ids.

    An alias that one of these has too is theirs. Last names do not count.
    """
    by_id, (exact, *others) = _tables(name, actors, former=former, reference=None)
    wanted = _plain(name)
    owners = exact.get(wanted, set())
    if not owners and others:
        also = others[0].get(wanted, set())
        owners = also if also.isdisjoint(of) else set()
    return tuple(by_id[each] for each in sorted(owners) if each not in of)


def nearest(name: str, actors: Iterable[Actor]) -> list[str]:
    """Return the names of up to three actors whose name, alias or last name is nearest to one that none has."""
    return _nearest(name, *_tables(name, actors, former=NOTHING, reference=None))


def _unknown(name: str, by_id: Mapping[str, Actor], tables: Iterable[Mapping[str, set[str]]]) -> str:
    if not by_id:
        return f"actor {name!r}: the graph has no actors; build it from articles that tell of some"
    if near := _nearest(name, by_id, tables):
        return f"actor {name!r} is not in the graph; did you mean {', '.join(near)}?"
    some = sorted(actor.name for actor in by_id.values())
    more = f" and {len(some) - 8} more" if len(some) > 8 else ""
    return f"actor {name!r} is not in the graph; it has {', '.join(some[:8])}{more}"


def _nearest(name: str, by_id: Mapping[str, Actor], tables: Iterable[Mapping[str, set[str]]]) -> list[str]:
    owners: dict[str, set[str]] = defaultdict(set)
    for table in tables:
        for key, ids in table.items():
            owners[key] |= ids
    near = difflib.get_close_matches(_plain(name), sorted(owners), n=5, cutoff=0.6)
    return list(dict.fromkeys(by_id[each].name for key in near for each in sorted(owners[key])))[:3]


def _plain(name: str) -> str:
    text = " ".join(name.casefold().replace("\N{RIGHT SINGLE QUOTATION MARK}", "'").split())
    return text.removeprefix("the ")
