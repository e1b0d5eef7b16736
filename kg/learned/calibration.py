"""How far rules and reader trust a claim in, the share of such claims that are right out."""

from __future__ import annotations

import json
import math
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import Final

from kg.files import data_path

_FLOOR: Final = 1e-3
"""The least and, from 1, the most that a share counts as, so that no single figure decides alone."""
_MOST: Final = 0.99


@dataclass(frozen=True, slots=True)
class Calibration:
    """Weights of two logistic regressions, fitted by ``benchmarks/calibrate.py`` on sentences the reader did not see.

    ``rule`` weighs 1 and the log-odds of the rule's trust and of the reader's support for the relation's root;
    ``reader`` weighs 1 and the log-odds of that support; ``marked`` does so for the only two actors of a
    sentence that somebody marked, who have a relation more often than two that stand in one sentence by chance.

    References
    ----------
    J. Platt: Probabilistic outputs for support vector machines. Advances in Large Margin Classifiers, 1999.
    """

    rule: tuple[float, float, float]
    reader: tuple[float, float]
    marked: tuple[float, float]

    def of_rule(self, trust: float, support: float) -> float:
        """Return the share of right claims among those that a rule trusts so far and the reader supports so far."""
        return _share(self.rule, (1.0, log_odds(trust), log_odds(support)))

    def of_reader(self, support: float, *, marked: bool = False) -> float:
        """Return the share of right claims among those that only the reader makes."""
        return _share(self.marked if marked else self.reader, (1.0, log_odds(support)))


@cache
def load_calibration() -> Calibration:
    """Return the shipped calibration."""
    content = json.loads(data_path("data", "learned", "calibration.json").read_text(encoding="utf-8"))
    one, trust, support = content["rule"]
    (a, b), (c, d) = content["reader"], content["marked"]
    return Calibration(rule=(one, trust, support), reader=(a, b), marked=(c, d))


def _share(weights: Sequence[float], features: Sequence[float]) -> float:
    total = sum(weight * feature for weight, feature in zip(weights, features, strict=True))
    return round(min(_MOST, 1.0 / (1.0 + math.exp(-total))), 3)


def log_odds(share: float) -> float:
    """Return the natural logarithm of a share against its rest, bounded where the share is 0 or 1."""
    bounded = min(1 - _FLOOR, max(_FLOOR, share))
    return math.log(bounded / (1 - bounded))
