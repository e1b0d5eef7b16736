"""The words that an attribution consists of in; the actor who speaks out, where the tables know one of that name."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from functools import cache
from typing import TYPE_CHECKING

from kg.reference import load_reference

if TYPE_CHECKING:
    from kg.model import Actor


def speakers(attributions: Iterable[str], actors: Iterable[Actor]) -> Mapping[str, Actor]:
    """Return who speaks, by attribution, for those that name an actor: one of the graph before one of the tables.

    "Kremlin" is Russia speaking, "South Korea unification ministry" is South Korea; a name that the tables give to
    several is nobody's.
    """
    ours = {actor.name: actor for actor in sorted(actors, key=lambda actor: actor.id, reverse=True)}
    found = {text: ours.get(text) or _known().get(text) for text in attributions}
    by_id = {actor.id: actor for actor in ours.values()}
    return {text: by_id.get(actor.id, actor) for text, actor in found.items() if actor is not None}


@cache
def _known() -> Mapping[str, Actor]:
    """Return the actors of the tables by the names under which texts quote them, where a name is of one only."""
    tables = load_reference()
    owners: dict[str, dict[str, Actor]] = defaultdict(dict)
    for state in tables.states.values():
        for name in (state.actor.name, *state.aliases, *state.capitals, *state.seats):
            owners[name][state.actor.id] = state.actor
    for body in tables.organisations.values():
        actor = tables.states[body.actor.id].actor if body.kind == "organ" else body.actor
        organ = (f"{actor.name} {body.actor.organ}",) if body.kind == "organ" else ()
        for name in (*body.aliases, *organ):
            owners[name][actor.id] = actor
    for person in tables.persons.values():
        owners[person.actor.name][person.actor.id] = person.actor
    return {name: next(iter(actors.values())) for name, actors in owners.items() if len(actors) == 1}
