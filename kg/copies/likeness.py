"""Two signatures in; how alike the texts are out, and the rule by which one is a copy of the other."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from kg.copies.signature import Signature


@dataclass(frozen=True, slots=True, kw_only=True)
class Likeness:
    """How much two texts share: numbers of shingles of the smaller, the larger and both, and of the figures of either.

    ``figures`` is the part of the figures of the one with fewer that the other has too, None where it has fewer than
    `FEW_FIGURES`.
    """

    shared: int
    smaller: int
    larger: int
    figures: float | None

    @property
    def jaccard(self) -> float:
        """Return the shared part of all shingles of both [1]_; 0 where there are none.

        References
        ----------
        .. [1] Broder, A. Z. (1997), On the resemblance and containment of documents.
        """
        either = self.smaller + self.larger - self.shared
        return self.shared / either if either else 0.0

    @property
    def containment(self) -> float:
        """Return the part of the smaller text that is in the larger, 1 where it was only shortened; 0 for an empty text."""
        return self.shared / self.smaller if self.smaller else 0.0

    @property
    def share(self) -> float:
        """Return the part of the larger text that is in the smaller."""
        return self.shared / self.larger if self.larger else 0.0


FEW_FIGURES: Final = 4
"""With fewer figures, two texts that differ in them may still be one."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """When a text is a copy of another.

    ``containment`` of the smaller in the larger is asked for at least; of texts with fewer shingles than ``short``, that they
    are the same, and have ``least`` of them. Texts in one frame whose ``figures`` agree in a smaller part are reports of
    different days. Where the two share ``whole`` of the larger, they are one text as a whole, and two different texts cannot
    both be that of a third; else one is in the other in part. A later and larger text of which the part makes up less than
    ``share`` is a story of its own that quotes.
    """

    containment: float = 0.5
    short: int = 25
    least: int = 8
    figures: float = 0.5
    whole: float = 0.6
    share: float = 0.25

    def holds(self, alike: Likeness) -> bool:
        """Return whether two texts are so alike that one was made of the other, or both of a third."""
        if alike.smaller < self.short:
            return alike.smaller >= self.least and alike.jaccard == 1.0
        if alike.figures is not None and alike.figures < self.figures:
            return False
        return alike.containment >= self.containment

    def is_whole(self, alike: Likeness) -> bool:
        """Return whether two texts that are alike are so as a whole, and not in a part."""
        return alike.share >= self.whole


DEFAULT_RULE: Final = Rule()
"""The least containment that takes no other pair for a copy on half of the texts of ``benchmarks/copies.py``, which also
measures it on the other half."""


def likeness(one: Signature, other: Signature) -> Likeness:
    """Return how alike two texts are; it is the same either way round."""
    smaller, larger = sorted((len(one.shingles), len(other.shingles)))
    fewer = min(len(one.figures), len(other.figures))
    return Likeness(
        shared=_shared(one.shingles, other.shingles),
        smaller=smaller,
        larger=larger,
        figures=_shared(one.figures, other.figures) / fewer if fewer >= FEW_FIGURES else None,
    )


def _shared(one: NDArray[np.uint32], other: NDArray[np.uint32]) -> int:
    return len(np.intersect1d(one, other, assume_unique=True))
