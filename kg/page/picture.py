"""A corpus and its ties in; what every drawing of it starts from out: its pairs, its actors by rank, and their places."""

from __future__ import annotations

import math
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from kg.graph import actors_of
from kg.page.layout import positions_of
from kg.page.pairs import pairs_of, rank_actors

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from kg.model import Actor, ActorId, Corpus
    from kg.page.layout import Positions
    from kg.page.pairs import Pair
    from kg.strength import Tie


@dataclass(frozen=True, slots=True, kw_only=True)
class Picture:
    """A corpus as it is drawn.

    ``pairs`` are strongest first, ``order`` the actors, those with the strongest ties and most events first; actors that
    only deal with themselves join no pair and come last. ``told`` counts the events of each.
    """

    pairs: tuple[Pair, ...]
    actors: Mapping[ActorId, Actor]
    order: tuple[ActorId, ...]
    positions: Positions
    told: Mapping[ActorId, int]

    @property
    def ranked(self) -> tuple[ActorId, ...]:
        """Return the actors that some pair joins, by rank."""
        return rank_actors(self.pairs)


def picture_of(corpus: Corpus, ties: Sequence[Tie], *, symmetric: frozenset[str] = frozenset()) -> Picture:
    """Return the picture of a corpus; ``symmetric`` are the relations whose order of actors says nothing."""
    pairs = pairs_of(corpus, ties, symmetric=symmetric)
    actors = {actor.id: actor for actor in actors_of(corpus)}
    ranked = rank_actors(pairs)
    met = frozenset(ranked)
    order = (*ranked, *(each for each in actors if each not in met))
    return Picture(
        pairs=pairs,
        actors=actors,
        order=order,
        positions=positions_of(order, pairs, names={each: actor.name for each, actor in actors.items()}),
        told=Counter(actor for event in corpus.events for actor in {event.source.id, event.target.id}),
    )


def node_size(events: int) -> float:
    """Return the radius of an actor's mark, growing with the root of its events."""
    return round(min(30.0, 8.0 + 2.6 * math.sqrt(events)), 1)
