"""Names that a person types in; the actor, the pair and its days out, or an error that says what there is instead."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

import numpy as np
import polars as pl

from kg.errors import MeasureError
from kg.lookup import find_actor

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date

    from kg.series.acts import Acts
    from kg.strength.measure import Level
    from kg.tables import EventSource


def actor_id(name: str, events: EventSource, *, level: Level) -> str:
    """Return the id of who acts under a name: at the level of states, the state that an actor acts for.

    Raises
    ------
    UnknownActorError
        If no actor has the name, or several do; the message has the nearest names.
    """
    found = find_actor(name, events.actors, former=events.former).id
    if level == "actor":
        return found
    for side in ("source", "target"):
        state = pl.col(f"{side}_state")
        states = events.table.filter(pl.col(side) == found, state != "")[f"{side}_state"]
        if len(states):
            return str(states.min())
    return found


def pair_of(acts: Acts, a: str, b: str, *, name: Callable[[str], str]) -> int:
    """Return the place of the pair of two actors.

    Raises
    ------
    MeasureError
        If no act joins the two; the message says with whom each has most acts.
    """
    pair = acts.pair_of(a, b)
    if pair is not None:
        return pair
    lines = []
    for actor in (a, b):
        most = ", ".join(f"{name(other)} ({number})" for other, number in _partners(acts, actor).most_common(3))
        lines.append(f"{name(actor)} has acts with {most}" if most else f"{name(actor)} has none at all")
    raise MeasureError(f"no act that counts joins {name(a)} and {name(b)}; {'; '.join(lines)}")


def span_of(acts: Acts, pair: int, *, name: Callable[[str], str]) -> tuple[date, date]:
    """Return the days of the first and last act of a pair.

    Raises
    ------
    MeasureError
        If it has none whose day is known.
    """
    days = acts.span(pair)
    if days is None:
        number = int(acts.undated[pair])
        one, other = acts.ends(pair)
        raise MeasureError(
            f"nobody knows the day of the {number} {'act' if number == 1 else 'acts'} of {name(one)} and {name(other)}; "
            "a course needs days"
        )
    return days


def _partners(acts: Acts, actor: str) -> Counter[str]:
    numbers = np.bincount(acts.pair, minlength=len(acts.a))
    found: Counter[str] = Counter()
    if actor not in acts.actors:
        return found
    place = acts.actors.index(actor)
    for pair in np.flatnonzero((numbers > 0) & ((acts.a == place) | (acts.b == place))):
        one, other = acts.ends(int(pair))
        found[other if actor == one else one] = int(numbers[pair])
    return found
