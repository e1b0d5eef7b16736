"""What people decide about a graph: kept in one readable file, applied on every build, undone by name."""

from kg.decision import DECISION_KINDS, EVENT_KINDS, Decided, Decision, DecisionKind, Told, Unmet
from kg.decisions.apply import Applied, apply_decisions
from kg.decisions.articles import left_out, skipped_by, without_articles
from kg.decisions.file import Added, Undone, add_decisions, read_decisions, undo_decision
from kg.decisions.former import former_names
from kg.decisions.sheet import SHEET_COLUMNS, decisions_of_sheet
from kg.decisions.standing import overruled, standing_marks

__all__ = [
    "DECISION_KINDS",
    "EVENT_KINDS",
    "SHEET_COLUMNS",
    "Added",
    "Applied",
    "Decided",
    "Decision",
    "DecisionKind",
    "Told",
    "Undone",
    "Unmet",
    "add_decisions",
    "apply_decisions",
    "decisions_of_sheet",
    "former_names",
    "left_out",
    "overruled",
    "read_decisions",
    "skipped_by",
    "standing_marks",
    "undo_decision",
    "without_articles",
]
