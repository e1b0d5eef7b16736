"""A decision in; the name by which it is undone out."""

from __future__ import annotations

from itertools import chain, count
from typing import TYPE_CHECKING, Final

from kg.model import slug

if TYPE_CHECKING:
    from collections.abc import Container

    from kg.decision import Decision

_LONGEST: Final = 60


def name_of(decision: Decision, taken: Container[str] = ()) -> str:
    """Return a name made of what the decision says, with -2, -3 and so on where others have it.

    >>> from datetime import date
    >>> from kg.decision import Decision
    >>> day = date(2026, 11, 26)
    >>> name_of(Decision(kind="merge-actors", who="Ana", when=day, actors=("un", "united-nations"), into="united-nations"))
    'merge-un-united-nations'
    """
    name = f"{decision.kind.partition('-')[0]}-{_content(decision)}"
    if decision.kind in {"correct-date", "correct-place", "correct-relation"}:
        name = f"{decision.kind.partition('-')[2]}-{_content(decision)}"
    if decision.kind == "leave-out-article":
        name = f"leave-out-{' '.join(dict.fromkeys(decision.articles))}"
    if decision.kind == "keep-apart":
        name = f"apart-{_content(decision)}"
    whole = slug(name)
    short = whole if len(whole) <= _LONGEST else whole[:_LONGEST].rpartition("-")[0]
    names = chain((short,), (f"{short}-{number}" for number in count(2)))
    return next(each for each in names if each not in taken)


def _content(decision: Decision) -> str:
    told = decision.event
    if told is None:
        others = dict.fromkeys(actor for actor in decision.actors if actor != decision.into)
        return " ".join((*others, decision.into))
    # The last part of an event's id is a digest.
    return told.event.rpartition("-")[0] or told.event or told.quote
