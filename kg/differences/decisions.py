"""The decisions of people that two graphs were built with in; those that came, went or changed out."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import fields

from kg.decision import Decided, Decision
from kg.differences.values import DecisionDifference, FieldChange


def decision_differences(before: Iterable[Decided], after: Iterable[Decided]) -> tuple[DecisionDifference, ...]:
    """Return the decisions that came, those that were undone, and those that changed, each sorted by name.

    A decision is the same that has the same name.
    """
    old = {each.decision.name: each for each in before}
    new = {each.decision.name: each for each in after}
    came = [DecisionDifference(kind="came", before=None, after=new[name]) for name in sorted(new) if name not in old]
    gone = [DecisionDifference(kind="gone", before=old[name], after=None) for name in sorted(old) if name not in new]
    changed = [
        DecisionDifference(kind="changed", before=old[name], after=new[name], changes=changes)
        for name in sorted(old.keys() & new.keys())
        if (changes := _changes(old[name].decision, new[name].decision))
    ]
    return (*came, *gone, *changed)


def about(decided: Decided) -> frozenset[str]:
    """Return the ids of the actors that a decision is about, or had to do with its events."""
    decision = decided.decision
    ends = (end for told in decision.told for end in (told.source, told.target))
    return frozenset(filter(None, (*decided.actors, *decision.actors, decision.into, *ends)))


def _changes(one: Decision, other: Decision) -> tuple[FieldChange, ...]:
    values = (
        (each.name, _words(getattr(one, each.name)), _words(getattr(other, each.name))) for each in fields(Decision)
    )
    return tuple(FieldChange(name=name, before=old, after=new) for name, old, new in values if old != new)


def _words(value: object) -> str | None:
    if value is None or isinstance(value, str):
        return value
    return ", ".join(map(str, value)) if isinstance(value, tuple) else str(value)
