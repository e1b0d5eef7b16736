"""Events in; for every pair of actors a signed strength with its interval, its parts and its receipt out.

Two things are measured, because no single number does the work of both.
*Engagement* is how much more two actors deal with each other than their prominence predicts: the log2 of the lift.
*Affinity* is the balance of their friendly over their hostile acts, pulled toward how each behaves with
everyone else where there is little evidence.
Strength is affinity times log2(1 + lift), so that who deals less than predicted has little of either sign.

One way: event table -> ledger (distinct reports as integers) -> sums of pairs -> figures -> ties with receipts.
"""

from __future__ import annotations

from importlib import import_module
from types import MappingProxyType
from typing import TYPE_CHECKING, Final

from kg.strength.measure import DEFAULT_MEASURE, Measure

if TYPE_CHECKING:
    from kg.strength.kinds import ActType
    from kg.strength.receipt import Contribution
    from kg.strength.ties import Tie, tie_strengths

__all__ = ["DEFAULT_MEASURE", "ActType", "Contribution", "Measure", "Tie", "tie_strengths"]

_HOME: Final = MappingProxyType(
    {
        "ActType": "kg.strength.kinds",
        "Contribution": "kg.strength.receipt",
        "Tie": "kg.strength.ties",
        "tie_strengths": "kg.strength.ties",
    }
)
"""The module of each name that needs scipy and polars, for which the help of a command does not wait."""


def __getattr__(name: str) -> object:
    if name not in _HOME:
        raise AttributeError(f"module 'kg.strength' has no attribute {name!r}")
    value: object = getattr(import_module(_HOME[name]), name)
    globals()[name] = value
    return value
