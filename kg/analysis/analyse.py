"""A NetworkX graph of ties in; everything that is measured of it out, and a graph with the figures as attributes."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

import numpy as np

from kg.analysis.balance import KINDS, Balance, structural_balance
from kg.analysis.bridges import Bridges, find_bridges
from kg.analysis.brokerage import ROLES, brokerage_roles, structural_holes
from kg.analysis.communities import Communities, find_communities
from kg.analysis.frustration import Frustration, frustration
from kg.analysis.network import SignedNetwork
from kg.analysis.paths import betweenness
from kg.analysis.result import ActorFigures, Analysis, CommunityFigures, Overall, Pair, TieFigures, Triangle
from kg.analysis.similarity import Alike, similar_profiles
from kg.analysis.status import pagerank, signed_status
from kg.analysis.surprise import surprises
from kg.strength.measure import DEFAULT_MEASURE

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    import networkx as nx  # type: ignore[import-untyped]  # networkx ships no types
    from numpy.typing import NDArray

    from kg.strength.measure import Measure

    Floats = NDArray[np.float64]
    Flags = NDArray[np.bool_]

LISTED: Final = 100
_WHEN: Final = ("as_of", "since")
"""What the graph of `kg.measured.Measured.to_networkx` says of the days of the acts that count."""


class _Parts(NamedTuple):
    network: SignedNetwork
    communities: Communities
    balance: Balance
    frustration: Frustration
    bridges: Bridges
    certain: Flags


def analyse(
    graph: nx.Graph[str],
    *,
    measure: Measure = DEFAULT_MEASURE,
    resolution: float = 1.0,
    seed: int = 0,
    listed: int = LISTED,
) -> Analysis:
    """Return the communities, brokers, standing, balance, camps, likeness, bridges and surprises of a graph of ties.

    The same graph gives the same result, in whatever order its nodes and edges were added.

    Parameters
    ----------
    graph
        As `kg.graph.tie_graph` or ``kg.strengths(...).to_networkx()`` gives it. Every edge needs ``strength``; without the counts behind it (``observed``,
        ``expected``, ``cooperative``, ``hostile``, ``affinity``) nothing is a surprise, and without ``low`` and ``high``
        no tie is certain. Nodes may have ``name``, ``kind`` and ``state``. The graph is not changed.
    measure
        The parameters that the strengths were computed with; surprises need them.
    resolution
        More than 1 gives more and smaller communities.
    seed
        Of the orders, kicks and pivots that are tried; another one may find other communities and camps.
    listed
        How many unbalanced triangles, and how many alike and opposed pairs, are kept.

    Raises
    ------
    MeasureError
        If the graph has an edge for every event, or an edge without a finite strength.
    """
    network = SignedNetwork.of(graph)
    communities = find_communities(network, resolution=resolution, seed=seed)
    balance = structural_balance(network)
    low, high = network.figures["low"], network.figures["high"]
    parts = _Parts(
        network=network,
        communities=communities,
        balance=balance,
        frustration=frustration(network, balance, seed=seed),
        bridges=find_bridges(network, communities.label),
        certain=(low > 0.0) | (high < 0.0),
    )
    between = betweenness(network, seed=seed)
    alike, opposed = similar_profiles(network, keep=listed)
    return Analysis(
        parameters={
            "strength": {**{name: graph.graph[name] for name in _WHEN if name in graph.graph}, **measure.to_dict()},
            "resolution": resolution,
            "seed": seed,
        },
        overall=_overall(parts, betweenness_exact=between.exact),
        actors=_actors(parts, graph.nodes, between.value),
        ties=_ties(parts, measure),
        communities=_communities(parts),
        unbalanced=_unbalanced(parts, listed),
        alike=_pairs(network, alike),
        opposed=_pairs(network, opposed),
    )


def _overall(parts: _Parts, *, betweenness_exact: bool) -> Overall:
    network, balance, camps, bridges = parts.network, parts.balance, parts.frustration, parts.bridges
    return Overall(
        actors=network.size,
        ties=len(network.a),
        friendly_ties=int((network.strength > 0.0).sum()),
        hostile_ties=int((network.strength < 0.0).sum()),
        isolated=int((parts.frustration.camp == 0).sum()),
        components=int((np.bincount(network.components) > 1).sum()),
        communities=int((np.bincount(parts.communities.label) > 1).sum()),
        modularity=parts.communities.modularity,
        betweenness_exact=betweenness_exact,
        triangles=len(balance.ties),
        kinds=balance.counts,
        balance=balance.share,
        weighted_balance=balance.weighted_share,
        frustration=camps.weight,
        frustration_least=camps.least,
        frustration_exact=camps.exact,
        frustration_share=camps.share,
        frustrated_ties=int(camps.frustrated.sum()),
        bridges=int(bridges.bridge.sum()),
        local_bridges=int(bridges.local.sum()),
    )


def _actors(parts: _Parts, nodes: Mapping[str, Mapping[str, object]], between: Floats) -> tuple[ActorFigures, ...]:
    network, size = parts.network, np.abs(parts.network.strength)
    label = parts.communities.label
    holes, roles = structural_holes(network), brokerage_roles(network, label)
    whole = network.sums(size)
    columns: dict[str, Sequence[float | int | bool]] = {
        "component": (network.components + 1).tolist(),
        "community": (label + 1).tolist(),
        "camp": parts.frustration.camp.tolist(),
        "friends": network.sums(network.strength > 0.0).astype(np.int64).tolist(),
        "foes": network.sums(network.strength < 0.0).astype(np.int64).tolist(),
        "friendly": network.sums(np.maximum(network.strength, 0.0)).tolist(),
        "hostile": network.sums(np.maximum(-network.strength, 0.0)).tolist(),
        "betweenness": between.tolist(),
        "constraint": holes.constraint.tolist(),
        "effective_size": holes.effective_size.tolist(),
        **{role: roles[:, number].tolist() for number, role in enumerate(ROLES)},
        "cut": parts.bridges.cut.tolist(),
        "pagerank": pagerank(network).tolist(),
        "status": signed_status(network).tolist(),
        "triangles": parts.balance.triangles.tolist(),
        "local_balance": parts.balance.local.tolist(),
        "frustrated": np.divide(
            network.sums(size * parts.frustration.frustrated), whole, out=np.zeros(network.size), where=whole > 0.0
        ).tolist(),
    }
    return tuple(
        ActorFigures(
            id=actor,
            name=str(nodes[actor].get("name") or actor),
            kind=str(nodes[actor].get("kind") or ""),
            state=str(nodes[actor].get("state") or ""),
            **{name: values[place] for name, values in columns.items()},  # type: ignore[arg-type]  # each as declared
        )
        for place, actor in enumerate(network.actors)
    )


def _ties(parts: _Parts, measure: Measure) -> tuple[TieFigures, ...]:
    network, balance, bridges = parts.network, parts.balance, parts.bridges
    label, number = parts.communities.label, len(network.a)
    surprise = surprises(network, measure=measure)
    columns: dict[str, Sequence[float | int | bool]] = {
        "strength": network.strength.tolist(),
        "affinity": np.nan_to_num(network.figures["affinity"]).tolist(),
        "engagement": np.nan_to_num(network.figures["engagement"]).tolist(),
        "certain": parts.certain.tolist(),
        "between_communities": (label[network.a] != label[network.b]).tolist(),
        "frustrated": parts.frustration.frustrated.tolist(),
        "bridge": bridges.bridge.tolist(),
        "far_side": bridges.far_side.tolist(),
        "local_bridge": bridges.local.tolist(),
        "triangles": np.bincount(balance.ties.ravel(), minlength=number).tolist(),
        "unbalanced": np.bincount(balance.ties[~balance.balanced].ravel(), minlength=number).tolist(),
        "habit": surprise.habit.tolist(),
        "engagement_surprise": surprise.engagement.tolist(),
        "affinity_surprise": surprise.affinity.tolist(),
    }
    return tuple(
        TieFigures(
            a=network.actors[a],
            b=network.actors[b],
            **{name: values[place] for name, values in columns.items()},  # type: ignore[arg-type]  # each as declared
        )
        for place, (a, b) in enumerate(zip(network.a.tolist(), network.b.tolist(), strict=True))
    )


def _communities(parts: _Parts) -> tuple[CommunityFigures, ...]:
    network, label = parts.network, parts.communities.label
    groups = int(label.max(initial=-1)) + 1
    inside = label[network.a] == label[network.b]
    sums: list[Floats] = []
    for sign in (1.0, -1.0):
        sizes = np.maximum(sign * network.strength, 0.0)
        within = np.bincount(label[network.a[inside]], sizes[inside], groups).astype(np.float64)
        sums += [within, np.bincount(label, network.sums(sizes), groups) - 2.0 * within]
    own = network.sums(np.where(inside, np.maximum(network.strength, 0.0), 0.0))
    members: list[list[int]] = [[] for _ in range(groups)]
    for actor in np.lexsort((np.arange(network.size), -np.round(own, 9))).tolist():
        members[label[actor]].append(actor)
    return tuple(
        CommunityFigures(
            number=group + 1,
            members=tuple(network.actors[each] for each in members[group]),
            friendly_inside=float(sums[0][group]),
            friendly_outside=float(max(sums[1][group], 0.0)),
            hostile_inside=float(sums[2][group]),
            hostile_outside=float(max(sums[3][group], 0.0)),
        )
        for group in range(groups)
        if len(members[group]) > 1
    )


def _unbalanced(parts: _Parts, listed: int) -> tuple[Triangle, ...]:
    network, balance = parts.network, parts.balance
    found = []
    for row in balance.unbalanced()[:listed].tolist():
        a, b, c = (network.actors[each] for each in balance.actors[row].tolist())
        ab, ac, bc = network.strength[balance.ties[row]].tolist()
        found.append(
            Triangle(
                a=a, b=b, c=c, ab=ab, ac=ac, bc=bc,
                kind=KINDS[int(balance.hostile[row])],
                intensity=float(balance.intensity[row]),
                certain=bool(parts.certain[balance.ties[row]].all()),
            )
        )  # fmt: skip
    return tuple(found)


def _pairs(network: SignedNetwork, pairs: Alike) -> tuple[Pair, ...]:
    between = np.asarray(network.signed[pairs.a, pairs.b], np.float64).tolist() if len(pairs.a) else []
    return tuple(
        Pair(
            a=network.actors[a],
            b=network.actors[b],
            similarity=float(pairs.similarity[place]),
            shared=int(pairs.shared[place]),
            shrunk=float(pairs.shrunk[place]),
            strength=between[place],
        )
        for place, (a, b) in enumerate(zip(pairs.a.tolist(), pairs.b.tolist(), strict=True))
    )
