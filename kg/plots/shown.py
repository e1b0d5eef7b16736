"""A graph and a selection in; the actors and pairs that a picture draws, by the rules of the page, out."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from kg.errors import SelectionError
from kg.graph import actors_of
from kg.ontology import load_relations
from kg.page.pairs import TIES_EACH, pairs_of, rank_actors

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from kg.model import Actor, ActorId, Corpus
    from kg.page.pairs import Pair
    from kg.page.selection import Selection
    from kg.strength import Tie

_AROUND: Final = 8
"""How many ties of an actor that was brought in are drawn, as on the page."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """What a picture draws.

    ``corpus`` holds the events that pass. ``order`` are all actors of the graph, the strongest first, and ``everyone``
    the same by id; ``all_pairs`` are the pairs of the whole graph. ``passing`` are the pairs that
    pass, strongest first; ``inside`` the actors drawn, in their order, and ``drawn`` the pairs drawn, ``around``
    one actor if so.
    """

    corpus: Corpus
    everyone: Mapping[ActorId, Actor]
    order: tuple[ActorId, ...]
    all_pairs: tuple[Pair, ...]
    passing: tuple[Pair, ...]
    inside: tuple[ActorId, ...]
    drawn: tuple[Pair, ...]
    around: bool = False

    @property
    def tied(self) -> tuple[ActorId, ...]:
        """Return the actors that a pair drawn joins to another; a figure leaves out who stands alone."""
        ends = {end for pair in self.drawn for end in (pair.a, pair.b)}
        return tuple(actor for actor in self.inside if actor in ends)

    @property
    def able(self) -> int:
        """Return how many actors have a pair that passes."""
        return len({end for pair in self.passing for end in (pair.a, pair.b)})

    @property
    def names(self) -> dict[ActorId, str]:
        """Return the names of all actors by id."""
        return {key: actor.name for key, actor in self.everyone.items()}


def find_shown(corpus: Corpus, ties: Sequence[Tie], selection: Selection, *, limit: int) -> Shown:
    """Return what passes, and of it at most ``limit`` actors with those brought in, as the page would draw them.

    Drawn are about four strong ties of each actor; around one actor all ties.

    Raises
    ------
    SelectionError
        If nothing is left to draw, or the selection asks for what no event can have.
    UnknownActorError
        If the selection names an actor that the graph does not have.
    """
    symmetric = frozenset(str(key) for key, relation in load_relations().items() if relation.symmetric)
    selection.check(corpus)
    selected = selection.select(corpus)
    all_pairs = pairs_of(corpus, ties, symmetric=symmetric)
    passing = tuple(
        pair for pair in pairs_of(selected, ties, symmetric=symmetric) if _strength(pair) >= selection.least
    )
    everyone = {actor.id: actor for actor in actors_of(corpus)}
    ranked = rank_actors(all_pairs)
    order = (*ranked, *(each for each in everyone if each not in frozenset(ranked)))
    inside, drawn = (_around if selection.around else _strongest)(passing, order, selection, limit=limit)
    if not drawn:
        words = selection.in_words({key: actor.name for key, actor in everyone.items()})
        raise SelectionError(
            f"nothing to draw: no tie passes ({words}); leave a filter out"
            if words
            else "nothing to draw: no event joins two actors; build the graph from articles that tell of some"
        )
    return Shown(
        corpus=selected,
        everyone=everyone,
        order=order,
        all_pairs=all_pairs,
        passing=passing,
        inside=tuple(actor for actor in order if actor in inside),
        drawn=drawn,
        around=selection.around is not None,
    )


def _strength(pair: Pair) -> float:
    """Return |strength| with the four digits that the page has, so that both draw the line at the same ties."""
    return round(abs(pair.tie.strength), 4) if pair.tie else 0.0


def _strongest(
    passing: Sequence[Pair], order: Sequence[ActorId], selection: Selection, *, limit: int
) -> tuple[set[ActorId], tuple[Pair, ...]]:
    able = {end for pair in passing for end in (pair.a, pair.b)}
    inside = set([actor for actor in order if actor in able][:limit])
    always = {selection.tie}
    for actor in selection.brought:
        inside.add(actor)
        for pair in [each for each in passing if actor in (each.a, each.b)][:_AROUND]:
            inside |= {pair.a, pair.b}
            always.add((pair.a, pair.b))
    count: Counter[ActorId] = Counter()
    drawn = []
    for pair in passing:
        if not {pair.a, pair.b} <= inside:
            continue
        if min(count[pair.a], count[pair.b]) < TIES_EACH or (pair.a, pair.b) in always:
            count.update((pair.a, pair.b))
            drawn.append(pair)
    return inside, tuple(drawn)


def _around(
    passing: Sequence[Pair], order: Sequence[ActorId], selection: Selection, *, limit: int
) -> tuple[set[ActorId], tuple[Pair, ...]]:
    """Return the actor in the middle, who is one or two steps away by the strongest ties, and every tie between them."""
    inside = {selection.around} if selection.around in order else set()
    for _ in range(selection.steps):
        before = frozenset(inside)
        for pair in passing:
            if len(inside) >= limit:
                break
            if before & {pair.a, pair.b}:
                inside |= {pair.a, pair.b}
    found = {actor for actor in inside if actor}
    return found, tuple(pair for pair in passing if {pair.a, pair.b} <= found)
