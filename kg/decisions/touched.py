"""Decisions that were applied in; for each event, claim and actor those that changed it out, and how flat formats tell them."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Final

from kg.decisions.words import decided_text

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from kg.decision import Decided

FLAT: Final = ("decisions", "decided_by", "decided_on", "decided")
"""What a node, an edge or a row says of the decisions that changed it, see `flat`."""


class Touched:
    """Which decisions changed an event, a piece of evidence or an actor, in the order in which they were made."""

    def __init__(self, decisions: Iterable[Decided]) -> None:
        self._of: dict[tuple[str | int, ...], dict[str, Decided]] = defaultdict(dict)
        for decided in decisions:
            name = decided.decision.name
            for actor in decided.actors:
                self._of["actor", actor][name] = decided
            for event, article, start in decided.claims:
                self._of["event", event][name] = decided
                self._of[event, article, start][name] = decided

    def actor(self, actor: str) -> tuple[Decided, ...]:
        """Return the decisions that touch an actor."""
        return tuple(self._of.get(("actor", actor), {}).values())

    def event(self, event: str) -> tuple[Decided, ...]:
        """Return the decisions that changed an event, or a piece of its evidence."""
        return tuple(self._of.get(("event", event), {}).values())

    def claim(self, event: str, article: str, start: int) -> tuple[Decided, ...]:
        """Return the decisions that changed what a piece of evidence tells, known by where its quote begins."""
        return tuple(self._of.get((event, article, start), {}).values())


def flat(decided: Iterable[Decided]) -> Mapping[str, str | None]:
    """Return decisions as plain texts by the names of `FLAT`, None where there are none.

    ``decisions`` are their names and ``decided_by`` those of the people, with ``; `` between; ``decided_on`` is the day of
    the latest; ``decided`` has a line for each: its name, what was done, by whom, when, what was there before, and why.
    """
    told = tuple(decided)
    if not told:
        return dict.fromkeys(FLAT)
    return {
        "decisions": "; ".join(each.decision.name for each in told),
        "decided_by": "; ".join(dict.fromkeys(each.decision.who for each in told)),
        "decided_on": max(each.decision.when for each in told).isoformat(),
        "decided": decided_lines(told),
    }


def decided_lines(decided: Iterable[Decided]) -> str:
    """Return a line for each decision, its name first."""
    return "\n".join(f"{each.decision.name}: {decided_text(each)}" for each in decided)
