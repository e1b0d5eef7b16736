"""A corpus and its ties in; a pyvis network out, the strongest actors with fixed positions."""

from __future__ import annotations

import math
from collections import Counter
from typing import TYPE_CHECKING, Final

from pyvis.network import Network  # type: ignore[import-untyped]  # pyvis ships no types

from kg.graph import actors_of
from kg.page.layout import positions_of
from kg.page.pairs import opening_view, pairs_of, rank_actors
from kg.page.style import DASHES, SHAPES, edge_colour, edge_width

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kg.model import ActorId, Corpus
    from kg.page.pairs import Pair
    from kg.strength import Tie

OPENING_ACTORS: Final = 60

_SIGN_TEXT: Final = {1: "+", 0: "", -1: "\N{MINUS SIGN}"}


def to_pyvis(
    corpus: Corpus, ties: Sequence[Tie], *, limit: int = OPENING_ACTORS, symmetric: frozenset[str] = frozenset()
) -> Network:
    """Return a pyvis network of the ``limit`` strongest actors and about four strong ties of each.

    Node ids are actor ids and edge ids ``a|b``. The evidence stays outside, with `kg.page.to_html`.
    Positions are fixed and physics is off: the network is drawn at once and the same on every run.
    The network is always directed, because pyvis drops parallel edges otherwise; arrow heads are set by edge.
    """
    pairs = pairs_of(corpus, ties, symmetric=symmetric)
    actors, drawn = opening_view(pairs, limit=limit)
    by_id = {actor.id: actor for actor in actors_of(corpus)}
    names = {actor: by_id[actor].name for actor in by_id}
    positions = positions_of(rank_actors(pairs), pairs, names=names)
    told = events_by_actor(corpus)
    network = Network(height="720px", width="100%", directed=True, cdn_resources="in_line")
    network.options = {
        "physics": {"enabled": False},
        "interaction": {"hover": True, "keyboard": False, "tooltipDelay": 200},
        "edges": {"smooth": False},
    }
    for actor in actors:
        x, y = positions[actor]
        node: dict[str, object] = {
            "id": actor,
            "label": names[actor],
            "shape": SHAPES[by_id[actor].kind],
            "size": node_size(told[actor]),
            "x": x,
            "y": y,
        }
        network.nodes.append(node)
        network.node_ids.append(actor)
        network.node_map[actor] = node
    for pair in drawn:
        network.edges.append(_edge(pair))
    return network


def events_by_actor(corpus: Corpus) -> Counter[ActorId]:
    """Return how many events each actor takes part in."""
    return Counter(actor for event in corpus.events for actor in {event.source.id, event.target.id})


def node_size(events: int) -> float:
    """Return the radius of an actor's mark, growing with the root of its events."""
    return round(min(30.0, 8.0 + 2.6 * math.sqrt(events)), 1)


def _edge(pair: Pair) -> dict[str, object]:
    return {
        "id": f"{pair.a}|{pair.b}",
        "from": pair.a,
        "to": pair.b,
        "width": edge_width(pair),
        "color": edge_colour(pair),
        "dashes": DASHES[pair.line],
        "label": _SIGN_TEXT[pair.sign],
        "arrows": {1: "to", -1: "from", 0: ""}[pair.arrow],
    }
