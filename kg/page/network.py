"""A corpus and its ties in; a pyvis network of the strongest actors, with fixed positions and no physics, out."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from pyvis.network import Network  # type: ignore[import-untyped]  # pyvis ships no types

from kg.page.pairs import opening_view
from kg.page.picture import node_size, picture_of
from kg.page.style import DASHES, SHAPES, edge_colour, edge_width

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kg.model import Corpus
    from kg.page.pairs import Pair
    from kg.page.picture import Picture
    from kg.strength import Tie

OPENING_ACTORS: Final = 60

_SIGN_TEXT: Final = {1: "+", 0: "", -1: "\N{MINUS SIGN}"}
_OPTIONS: Final = {
    "physics": {"enabled": False},
    "layout": {"improvedLayout": False},
    "interaction": {"hover": True, "keyboard": False, "selectConnectedEdges": False, "multiselect": False},
    "nodes": {"chosen": False, "scaling": {"label": {"drawThreshold": 5, "maxVisible": 19}}},
    "edges": {"smooth": False, "hoverWidth": 1.5, "selectionWidth": 0},
}


def to_pyvis(
    corpus: Corpus, ties: Sequence[Tie], *, limit: int | None = None, symmetric: frozenset[str] = frozenset()
) -> Network:
    """Return a pyvis network of the ``limit`` strongest actors, `OPENING_ACTORS` by default, and about four ties of each.

    Node ids are actor ids and edge ids ``a|b``. The evidence stays outside, with `kg.page.to_html`.
    Positions are fixed and physics is off: the network is drawn at once and the same on every run.
    The network is always directed, because pyvis drops parallel edges otherwise; arrow heads are set by edge.
    """
    return network_of(picture_of(corpus, ties, symmetric=symmetric), limit=OPENING_ACTORS if limit is None else limit)


def network_of(picture: Picture, *, limit: int) -> Network:
    """Return the pyvis network of a picture, see `to_pyvis`."""
    actors, drawn = opening_view(picture.pairs, limit=limit)
    network = Network(height="720px", width="100%", directed=True, cdn_resources="in_line")
    network.options = _OPTIONS
    for key in actors:
        actor, (x, y) = picture.actors[key], picture.positions[key]
        node: dict[str, object] = {
            "id": key,
            "label": actor.name,
            "shape": SHAPES[actor.kind],
            "size": node_size(picture.told[key]),
            "x": x,
            "y": y,
        }
        network.nodes.append(node)
        network.node_ids.append(key)
        network.node_map[key] = node
    for pair in drawn:
        network.edges.append(_edge(pair))
    return network


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
