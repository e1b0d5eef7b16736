"""Events in; for every pair of actors a signed strength with its interval, its parts and its receipt out.

Two things are measured, because no single number does the work of both.
*Engagement* is how much more two actors deal with each other than their prominence predicts.
*Affinity* is the balance of their friendly over their hostile acts, pulled toward how each behaves with
everyone else where there is little evidence.
Strength is affinity times engagement.

One way: event table -> ledger (distinct reports as integers) -> sums of pairs -> figures -> ties with receipts.
"""

from kg.strength.kinds import ActType
from kg.strength.measure import DEFAULT_MEASURE, Measure
from kg.strength.receipt import Contribution
from kg.strength.ties import Tie, tie_strengths

__all__ = ["DEFAULT_MEASURE", "ActType", "Contribution", "Measure", "Tie", "tie_strengths"]
