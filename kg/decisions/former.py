"""What was decided about actors in; the names and ids that they had before out, by which people still ask for them."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from kg.decision import Decided

LEFT_OUT: Final = "left out, for it would join an actor with itself"
"""How it is told of an event that it is no more, since its two actors are one."""


def former_names(decisions: Iterable[Decided]) -> Mapping[str, tuple[str, ...]]:
    """Return, for each actor of the graph that was renamed or that others became, its old names, and their names and ids.

    >>> from datetime import date
    >>> from kg.decision import Decided, Decision
    >>> day = date(2026, 11, 26)
    >>> one = Decision(kind="merge-actors", who="Ana", when=day, actors=("un", "united-nations"), into="united-nations")
    >>> former_names([Decided(decision=one, actors=("united-nations",), before=("un: UN",))])
    {'united-nations': ('un', 'UN')}
    """
    found: dict[str, list[str]] = defaultdict(list)
    for decided in decisions:
        decision = decided.decision
        if len(decided.actors) != 1:
            continue
        (actor,) = decided.actors
        if decision.kind == "rename-actor":
            found[actor] += decided.before
        elif decision.kind == "merge-actors":
            ids = (each for each in (*decision.actors, decision.into) if each != actor)
            names = (each.partition(": ") for each in decided.before if not each.startswith(LEFT_OUT))
            found[actor] += [*ids, *(name for _, _, name in names)]
    return {actor: tuple(dict.fromkeys(names)) for actor, names in found.items()}
