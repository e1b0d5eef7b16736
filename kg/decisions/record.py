"""What decisions changed, noted while they are applied, in; what was applied and what was not, with the reasons, out."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from kg.decision import Decided, Unmet
from kg.decisions.former import LEFT_OUT
from kg.rdf.labels import event_label

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from kg.decision import Decision, DecisionKind
    from kg.decisions.state import Aspect, Item

ASPECTS: Final[Mapping[DecisionKind, tuple[Aspect, ...]]] = {
    "correct-date": ("date",),
    "correct-place": ("place",),
    "correct-relation": ("relation", "direction"),
    "reject-event": ("status",),
    "affirm-event": ("status",),
}
"""What of an event the decisions of a kind settle."""


@dataclass(slots=True)
class Record:
    """What one decision did: the events that it changed, each with what was there before, and the actors.

    ``missing`` says what of it is not there any more; with ``nothing`` that is all of it.
    ``idle`` says which articles that it leaves out are not there. ``overruled`` is the later decision that wins.
    """

    decision: Decision
    before: dict[Item, str] = field(default_factory=dict)
    actors: set[str] = field(default_factory=set)
    were: set[str] = field(default_factory=set)
    missing: list[str] = field(default_factory=list)
    nothing: bool = False
    idle: list[str] = field(default_factory=list)
    overruled: Decision | None = None


def outcomes(
    records: list[Record], current: Mapping[str, str], items: Iterable[Item]
) -> tuple[tuple[Decided, ...], tuple[Unmet, ...]]:
    """Return what was applied, and what was not or not wholly, each in the order of the file.

    ``current`` leads from the ids of actors that became others to those.
    """
    there = {str(actor.id) for item in items if item.kept for actor in (item.event.source, item.event.target)}
    decided: list[Decided] = []
    unmet: list[Unmet] = []
    for number, record in enumerate(records):
        winner = record.overruled or _winner(number, record, records)
        if winner is not None:
            unmet.append(Unmet(decision=record.decision, outcome="overruled", why=f"{winner.name} decides otherwise"))
            continue
        missing = record.missing
        if doubt := _doubt(record):
            missing = [f"kg trusts the event too little now (confidence {doubt:.2f}); affirm it too"]
        if record.nothing or doubt:
            unmet.append(Unmet(decision=record.decision, outcome="unmet", why="; ".join(missing)))
            continue
        if missing:
            unmet.append(Unmet(decision=record.decision, outcome="partly", why="; ".join(missing)))
        if record.idle:
            unmet.append(Unmet(decision=record.decision, outcome="idle", why="; ".join(record.idle)))
        decided.append(_decided(number, record, current, there))
    return tuple(decided), tuple(unmet)


def _doubt(record: Record) -> float | None:
    """Return the confidence of a corrected event that is in no graph because kg does not trust it; None for others."""
    if not record.decision.kind.startswith("correct-") or not record.before:
        return None
    if any(item.trusted or item.affirmed is not None for item in record.before):
        return None
    return max(item.event.confidence for item in record.before)


def _winner(number: int, record: Record, records: list[Record]) -> Decision | None:
    """Return the decision by which nothing is left of what this one settled, None where something is."""
    aspects = ASPECTS.get(record.decision.kind)
    if aspects is None or not record.before or any(_stands(item, number, aspects) for item in record.before):
        return None
    last = -1
    for item in record.before:
        rejected = -1 if item.rejected is None else item.rejected
        last = max(last, rejected, *(item.settled.get(each, -1) for each in aspects))
    return records[last].decision if last > number else None


def _stands(item: Item, number: int, aspects: Iterable[Aspect]) -> bool:
    if item.rejected is not None and item.rejected > number:
        return False
    return any(item.settled.get(each) == number for each in aspects)


def _decided(number: int, record: Record, current: Mapping[str, str], there: set[str]) -> Decided:
    aspects = ASPECTS.get(record.decision.kind)
    standing = [item for item in record.before if aspects is None or _stands(item, number, aspects)]
    before = {text for item in standing if (text := record.before[item])} | record.were
    before |= {
        f"{LEFT_OUT}: {event_label(item.event)}" for item in standing if item.joins_itself and item.moved == number
    }
    claims = {
        (item.event.id, claim.article, claim.start) for item in standing if item.kept for claim in item.event.evidence
    }
    actors = {current.get(actor, actor) for actor in record.actors}
    return Decided(
        decision=record.decision,
        claims=tuple(sorted(claims)),
        actors=tuple(sorted(actors & there)),
        before=tuple(sorted(before)),
    )
