"""What people decide about a graph: kept in one readable file, applied on every build, undone by name."""

from kg.decision import DECISION_KINDS, EVENT_KINDS, Decided, Decision, DecisionKind, Told
from kg.decisions.sheet import SHEET_COLUMNS, decisions_of_sheet

__all__ = [
    "DECISION_KINDS",
    "EVENT_KINDS",
    "SHEET_COLUMNS",
    "Decided",
    "Decision",
    "DecisionKind",
    "Told",
    "decisions_of_sheet",
]
