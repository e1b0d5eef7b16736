"""Two graphs in; the articles, decisions, actors, events and ties that came, went or changed, with the sentences that did it, out.

One way: graphs -> the same articles and events on both sides, whatever their ids -> what differs in each -> text, JSON,
CSV. Everything holds the other way round as well: what came is then gone, and a change has the other sign.
"""

from kg.differences.find import Difference, diff
from kg.differences.values import (
    ActorDifference,
    ArticleDifference,
    ClaimDifference,
    DecisionDifference,
    EventDifference,
    FieldChange,
    Reason,
    Side,
    Standing,
    TieDifference,
)

__all__ = [
    "ActorDifference",
    "ArticleDifference",
    "ClaimDifference",
    "DecisionDifference",
    "Difference",
    "EventDifference",
    "FieldChange",
    "Reason",
    "Side",
    "Standing",
    "TieDifference",
    "diff",
]
