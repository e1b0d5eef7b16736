"""Decisions in; lines for people out: what was decided, by whom, when and why, what it changed and what no longer applies."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Final

from kg.rdf.labels import decision_label
from kg.visible import on_one_line

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from kg.decision import Decided, Decision, DecisionKind, Unmet
    from kg.decisions.apply import Applied

_DONE: Final[Mapping[DecisionKind, str]] = {
    "merge-actors": "actors made one",
    "split-actor": "actor split",
    "rename-actor": "name given",
    "keep-apart": "actors kept apart",
    "correct-date": "date corrected",
    "correct-place": "place corrected",
    "correct-relation": "relation corrected",
    "reject-event": "rejected",
    "affirm-event": "affirmed",
    "leave-out-article": "article left out",
}
_LISTED: Final = 20
"""So many of those applied are told one by one; those that are not, all."""
_OUTCOME: Final = {"unmet": "does not apply", "partly": "applies in part", "overruled": "is overruled"}


def decided_text(decided: Decided) -> str:
    """Return what a person did to something, for the place where it is shown.

    >>> from datetime import date
    >>> from kg.decision import Decided, Decision, Told
    >>> told = Told(event="2024-05-01-attacked-russia-ukraine-0")
    >>> wrong = Decision(kind="correct-date", who="Ana", when=date(2026, 11, 26), why="a misprint", told=(told,))
    >>> decided_text(Decided(decision=wrong, before=("2024-05-01",)))
    'date corrected by Ana on 2026-11-26 (before: 2024-05-01): a misprint'
    """
    decision = decided.decision
    done = _DONE[decision.kind]
    if decision.kind == "correct-relation" and not decision.relation:
        done = "direction corrected"
    before = f" (before: {'; '.join(decided.before)})" if decided.before else ""
    return on_one_line(f"{done} by {decision.who} on {decision.when.isoformat()}{before}{_because(decision)}")


def texts_of_events(decisions: Iterable[Decided]) -> dict[str, list[str]]:
    """Return for each event what people did to it, in the order in which they decided.

    That its actor is one of several merged is said of the actor, see `texts_of_actors`.
    """
    found: dict[str, list[str]] = defaultdict(list)
    for decided in decisions:
        for event in decided.events if decided.decision.kind != "merge-actors" else ():
            found[event].append(decided_text(decided))
    return found


def texts_of_actors(decisions: Iterable[Decided]) -> dict[str, list[str]]:
    """Return for each actor what people did to it, in the order in which they decided."""
    found: dict[str, list[str]] = defaultdict(list)
    for decided in decisions:
        for actor in decided.actors:
            found[actor].append(decided_text(decided))
    return found


def decision_line(decision: Decision) -> str:
    """Return a decision as it stands in the file, on one line, its name first."""
    said = f"{decision.name}  {decision.when.isoformat()}  {decision.who}: {decision_label(decision)}"
    return on_one_line(f"{said}{f' ({decision.why})' if decision.why else ''}")


def applied_lines(decided: Sequence[Decided], unmet: Sequence[Unmet]) -> list[str]:
    """Return what a build made of decisions, with a head; nothing where there are none."""
    if not decided and not unmet:
        return []
    idle = {each.decision.name: each.why for each in unmet if each.outcome == "idle"}
    failed = [each for each in unmet if each.outcome != "idle"]
    lines = ["", f"Decisions: {len(decided):,} applied, {len(failed):,} not or not wholly"]
    for each in decided[:_LISTED]:
        why = idle.get(each.decision.name)
        lines.append(f"  {_applied(each)}{f' ({why})' if why else ''}")
    lines += [f"  and {len(decided) - _LISTED:,} more"] if len(decided) > _LISTED else []
    lines += [f"  {each.decision.name} {_OUTCOME[each.outcome]}: {each.why}" for each in failed]
    return [on_one_line(line) for line in lines]


def changed_lines(applied: Applied) -> list[str]:
    """Return what decisions would change, a line for each thing that was there before, and how many events."""
    lines: list[str] = []
    for decided in applied.decided:
        number = len(decided.events)
        if number:
            lines.append(f"  changes {number:,} event{'' if number == 1 else 's'}")
        lines += [f"  before: {each}" for each in decided.before]
    return [on_one_line(line) for line in lines]


def _applied(decided: Decided) -> str:
    number = len(decided.events)
    parts = [f"{number:,} event{'' if number == 1 else 's'}"] if number else []
    parts += [f"before: {'; '.join(decided.before)}"] if decided.before else []
    changed = f" ({'; '.join(parts)})" if parts else ""
    return f"{decided.decision.name}: {decision_label(decided.decision)}{changed}"


def _because(decision: Decision) -> str:
    return f": {decision.why}" if decision.why else ""
