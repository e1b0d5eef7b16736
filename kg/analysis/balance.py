"""A signed network in; how far friends of friends are friends out: structural balance of its triangles."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import numpy as np

from kg.analysis.triads import find_triangles

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from kg.analysis.network import SignedNetwork

    Ints = NDArray[np.int64]
    Floats = NDArray[np.float64]

KINDS: Final = ("+++", "++-", "+--", "---")
"""The kinds of triangles by their signs; the first and the third are balanced."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Balance:
    """The triangles of a signed network and how many of them are balanced.

    ``actors`` and ``ties`` are rows of three places, ``hostile`` is the number of hostile ties of each triangle and
    ``intensity`` the geometric mean of the sizes of its three strengths.
    ``share`` is the share of triangles that are balanced, ``weighted_share`` that of their intensity, both 1 where there
    is no triangle. ``local`` and ``triangles`` are, for each actor, the weighted share among the triangles that it is
    in, and their number.
    """

    actors: Ints
    ties: Ints
    hostile: Ints
    intensity: Floats
    share: float
    weighted_share: float
    local: Floats
    triangles: Ints

    @property
    def balanced(self) -> NDArray[np.bool_]:
        """Return which triangles are balanced."""
        flags: NDArray[np.bool_] = self.hostile % 2 == 0
        return flags

    @property
    def counts(self) -> dict[str, int]:
        """Return the number of triangles of each of the four kinds."""
        number = np.bincount(self.hostile, minlength=4)
        return {kind: int(number[hostile]) for hostile, kind in enumerate(KINDS)}

    def unbalanced(self) -> Ints:
        """Return the unbalanced triangles, the most intense first, equal ones by their actors."""
        rows = np.flatnonzero(~self.balanced)
        return rows[np.argsort(-self.intensity[rows], kind="stable")]


def structural_balance(network: SignedNetwork) -> Balance:
    """Return the triangles of a network with the share of them that is balanced.

    A triangle is balanced where the product of its signs is positive: three friends, or two friends with a common foe.
    It is unbalanced where two foes have a common friend (++-), or all three are foes (---); Davis takes only the former
    as under strain, so the four kinds are counted apart. With s_t the product of the signs of triangle t::

        share           = #{t : s_t > 0} / #{t}
        I_t             = |T_ij T_jk T_ik|^(1/3)
        weighted share  = sum of I_t over t with s_t > 0  /  sum of I_t
        local share     = the same over the triangles of an actor

    Multiplying all strengths by a positive number changes no share; neither does turning round the signs of all ties
    that cross a cut (switching). A network without triangles holds no contradiction: its shares are 1, as are those of
    an actor in no triangle, so read them with the number of triangles. Ties of strength 0 are in none.

    References
    ----------
    .. [1] Cartwright and Harary (1956), Structural balance, Psychological Review 63(5), p. 277-293.
    .. [2] Davis (1967), Clustering and structural balance in graphs, Human Relations 20(2), p. 181-187.
    .. [3] Onnela, Saramaki, Kertesz and Kaski (2005), Physical Review E 71, 065103: the intensity of a subgraph.

    Examples
    --------
    Two foes with a common friend:

    >>> from kg.analysis.network import SignedNetwork
    >>> torn = SignedNetwork.of_ties("abc", [("a", "b", 1.0), ("a", "c", 1.0), ("b", "c", -1.0)])
    >>> structural_balance(torn).share, structural_balance(torn).counts["++-"]
    (0.0, 1)
    >>> structural_balance(SignedNetwork.of_ties("ab", [("a", "b", -1.0)])).share
    1.0
    """
    signed = np.flatnonzero(network.strength != 0.0)
    found = find_triangles(network.a[signed], network.b[signed], size=network.size)
    ties = signed[found.ties]
    strength = network.strength[ties]
    hostile = (strength < 0.0).sum(axis=1)
    # The third root of each factor first: a product of tiny strengths could be 0, one of huge ones infinite.
    intensity = np.cbrt(np.abs(strength)).prod(axis=1)
    balanced = hostile % 2 == 0
    corners = found.actors.ravel()
    whole = np.bincount(corners, np.repeat(intensity, 3), network.size)
    good = np.bincount(corners, np.repeat(intensity * balanced, 3), network.size)
    local = np.ones(network.size)
    np.divide(good, whole, out=local, where=whole > 0.0)
    total = float(intensity.sum())
    return Balance(
        actors=found.actors,
        ties=ties,
        hostile=hostile,
        intensity=intensity,
        share=float(balanced.mean()) if len(ties) else 1.0,
        weighted_share=float(intensity[balanced].sum()) / total if total else 1.0,
        local=np.minimum(local, 1.0),
        triangles=np.bincount(corners, minlength=network.size),
    )
