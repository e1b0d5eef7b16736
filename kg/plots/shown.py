"""A graph and a selection in; the actors and pairs that a picture draws, by the rules of the page, out."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from kg.errors import SelectionError
from kg.eventtable import last_day
from kg.ontology import load_relations
from kg.page.network import AROUND
from kg.page.pairs import TIES_EACH, pairs_of
from kg.page.picture import picture_of
from kg.rounding import cut, rounded
from kg.strength import tie_strengths

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date

    from kg.built import Graph
    from kg.model import Actor, ActorId, Corpus
    from kg.page.pairs import Pair
    from kg.page.picture import Picture
    from kg.page.selection import Selection
    from kg.strength import Tie


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """What a picture draws.

    ``picture`` is that of the whole graph, ``corpus`` holds the events that pass. ``passing`` are the pairs that pass,
    strongest first; ``inside`` the actors drawn, by rank, and ``drawn`` the pairs drawn, ``around`` one actor if so.
    """

    picture: Picture
    corpus: Corpus
    passing: tuple[Pair, ...]
    inside: tuple[ActorId, ...]
    drawn: tuple[Pair, ...]
    around: bool

    @property
    def everyone(self) -> Mapping[ActorId, Actor]:
        """Return all actors of the graph by id."""
        return self.picture.actors

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


def find_shown(
    corpus: Corpus, ties: Sequence[Tie], selection: Selection, *, limit: int, standing: Sequence[Tie] | None = None
) -> Shown:
    """Return what passes, and of it at most ``limit`` actors with those brought in, as the page would draw them.

    Drawn are about four strong ties of each actor; around one actor all ties. Who the strongest actors are, and where they
    stand, is told by the ``ties`` of the whole graph; the pairs are drawn as of another day with the ties of ``standing``.

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
    picture = picture_of(corpus, ties, symmetric=symmetric)
    found = pairs_of(selected, ties if standing is None else standing, symmetric=symmetric)
    past = standing is not None
    passing = tuple(pair for pair in found if _strength(pair, past=past) >= selection.least)
    if past:
        place = {(pair.a, pair.b): number for number, pair in enumerate(picture.pairs)}
        passing = tuple(sorted(passing, key=lambda pair: (-_strength(pair, past=True), place[pair.a, pair.b])))
    inside, drawn = (_around if selection.around else _strongest)(passing, picture.order, selection, limit=limit)
    if not drawn:
        words = selection.in_words({key: actor.name for key, actor in picture.actors.items()})
        raise SelectionError(
            f"nothing to draw: no tie passes ({words}); leave a filter out"
            if words
            else "nothing to draw: no event joins two actors; build the graph from articles that tell of some"
        )
    return Shown(
        picture=picture,
        corpus=selected,
        passing=passing,
        inside=tuple(actor for actor in picture.order if actor in inside),
        drawn=drawn,
        around=selection.around is not None,
    )


def latest_day_of(graph: Graph) -> date:
    """Return the day that the strengths of a graph, and of its page, are as of."""
    return graph.today or last_day(graph.corpus)


def ties_as_of(graph: Graph, day: date) -> tuple[Tie, ...] | None:
    """Return the ties of a graph as of a day, None for the day that its ties are as of anyway.

    Acts of which nobody knows the day have no part in a past one, which they may have come after.
    """
    return None if day == latest_day_of(graph) else tie_strengths(_dated(graph.corpus), today=day)


def _dated(corpus: Corpus) -> Corpus:
    """Return the corpus without the events that have no day in its event table."""
    published = {article.id for article in corpus.articles if article.published}
    return replace(corpus, events=tuple(each for each in corpus.events if each.date or each.article in published))


def _strength(pair: Pair, *, past: bool) -> float:
    """Return |strength| as the page has it, so that both draw the line at the same ties: in millionths, hundredths of the past."""
    if pair.tie is None:
        return 0.0
    return abs(rounded(pair.tie.strength, 2)) / 100 if past else abs(cut(pair.tie.strength, 6)) / 1e6


def _strongest(
    passing: Sequence[Pair], order: Sequence[ActorId], selection: Selection, *, limit: int
) -> tuple[set[ActorId], tuple[Pair, ...]]:
    able = {end for pair in passing for end in (pair.a, pair.b)}
    inside = set([actor for actor in order if actor in able][:limit])
    always = {selection.tie}
    for actor in selection.brought:
        inside.add(actor)
        for pair in [each for each in passing if actor in (each.a, each.b)][:AROUND]:
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
