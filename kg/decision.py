"""What a person decided about a graph: the value that the decisions file, sheets and Turtle all hold."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from datetime import date
from typing import Final, Literal, get_args

DecisionKind = Literal[
    "merge-actors",
    "split-actor",
    "rename-actor",
    "keep-apart",
    "correct-date",
    "correct-place",
    "correct-relation",
    "reject-event",
    "affirm-event",
    "leave-out-article",
]
DECISION_KINDS: Final[tuple[DecisionKind, ...]] = get_args(DecisionKind)
EVENT_KINDS: Final[tuple[DecisionKind, ...]] = (
    "correct-date",
    "correct-place",
    "correct-relation",
    "reject-event",
    "affirm-event",
)
"""The kinds that are about one event."""

Outcome = Literal["unmet", "partly", "overruled", "idle"]

_NAME: Final = re.compile(r"\w[\w.-]*")
_COMMON: Final = frozenset({"name", "kind", "who", "when", "why"})
_TAKEN: Final[Mapping[DecisionKind, frozenset[str]]] = {
    "merge-actors": frozenset({"actors", "into", "label"}),
    "split-actor": frozenset({"actors", "into", "label", "actor_kind", "state", "articles", "told"}),
    "rename-actor": frozenset({"actors", "label"}),
    "keep-apart": frozenset({"actors"}),
    "correct-date": frozenset({"told", "earliest", "latest"}),
    "correct-place": frozenset({"told", "place", "country"}),
    "correct-relation": frozenset({"told", "relation", "swap"}),
    "reject-event": frozenset({"told"}),
    "affirm-event": frozenset({"told"}),
    "leave-out-article": frozenset({"articles"}),
}
"""The fields beside the common ones that a decision of each kind may have."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """An event as a person saw it in a built graph, and what finds it again when its id has changed.

    ``article`` and ``quote`` are those of one piece of its evidence; ``relation``, ``source`` and ``target`` (actor
    ids) are as they were when the person decided. All but ``event`` are "" where they are not known.
    """

    event: str
    article: str = ""
    quote: str = ""
    relation: str = ""
    source: str = ""
    target: str = ""

    def __post_init__(self) -> None:
        if not self.event and not (self.article and self.quote):
            raise ValueError("event is missing; give the id of an event, or its article and quote")


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision:
    """One thing that a person decided, with who, when and why.

    Which of the other fields it has depends on its kind; those that it has not are empty, False or None.

    Parameters
    ----------
    name
        What it is undone by: letters, digits, ``-``, ``_`` and ``.``; "" before it stands in a file.
    who
        The person's name.
    why
        The reason; "" where the person gave none.
    actors
        Ids of the actors: those to be merged or kept apart, or the one to be split or renamed.
    into
        Id of the actor that those merged become, or of the new one that a split makes.
    label
        The name that the actor of ``into`` gets, or the renamed one; "" leaves a merged actor the name it has.
    actor_kind, state
        What the new actor of a split is and acts for; "" leaves it what the old one is.
    articles
        Ids of the articles in which mentions of the split actor are the new one, or of those that are left out.
    told
        The event that the decision is about; for a split, events in which the actor is the new one.
    relation
        The right relation; "" leaves it, where only the direction is wrong.
    swap
        Whether source and target change places.
    earliest, latest
        The right days; both None say that the date is not known.
    place, country
        Where the event was, and the state in which that is, "" where it is not known; without a place where is not known.
    """

    name: str = ""
    kind: DecisionKind
    who: str
    when: date
    why: str = ""
    actors: tuple[str, ...] = ()
    into: str = ""
    label: str = ""
    actor_kind: str = ""
    state: str = ""
    articles: tuple[str, ...] = ()
    told: tuple[Told, ...] = ()
    relation: str = ""
    swap: bool = False
    earliest: date | None = None
    latest: date | None = None
    place: str = ""
    country: str = ""

    def __post_init__(self) -> None:
        if self.kind not in DECISION_KINDS:
            raise ValueError(f"kind is {self.kind!r}; write one of {', '.join(DECISION_KINDS)}")
        if self.name and not _NAME.fullmatch(self.name):
            raise ValueError(f"name is {self.name!r}; write letters, digits, hyphens and dots, such as merge-un")
        if not self.who.strip():
            raise ValueError("who is missing; write the name of the person who decided")
        allowed = _TAKEN[self.kind] | _COMMON
        for each in fields(self):
            if each.name not in allowed and getattr(self, each.name):
                raise ValueError(f"a decision of kind {self.kind} has no {each.name}; take it out")
        problem = _CHECKS[self.kind](self)
        if problem:
            raise ValueError(problem)

    @property
    def event(self) -> Told | None:
        """Return the event that the decision is about, None for a decision about actors."""
        return self.told[0] if self.kind in EVENT_KINDS else None


@dataclass(frozen=True, slots=True, kw_only=True)
class Decided:
    """A decision that was applied, with what it changed in the graph that now is.

    ``claims`` are the pieces of evidence of events that it changed: event id, article id and start in its text.
    ``actors`` are ids of actors of the graph that it touches. ``before`` says what was there before, in words, sorted.
    """

    decision: Decision
    claims: tuple[tuple[str, str, int], ...] = ()
    actors: tuple[str, ...] = ()
    before: tuple[str, ...] = field(default=())

    @property
    def events(self) -> tuple[str, ...]:
        """Return the ids of the events that it changed, sorted."""
        return tuple(sorted({event for event, _, _ in self.claims}))


@dataclass(frozen=True, slots=True, kw_only=True)
class Unmet:
    """A decision that changes nothing in the graph, or not all that it says, and why.

    ``outcome`` is "unmet" where what it is about is not there any more, "partly" where some of it is not, and
    "overruled" where a later decision wins. It is "idle" where an article that is to be left out is not there: then the
    decision is applied as well, for the graph is without it.
    """

    decision: Decision
    outcome: Outcome
    why: str


def _merge(decision: Decision) -> str:
    if not decision.into:
        return "into is missing; write the id of the actor that the others become"
    if len({*decision.actors, decision.into}) < 2:
        return "actors names no other than into; write the ids of at least two actors"
    return _ids(decision)


def _split(decision: Decision) -> str:
    if len(decision.actors) != 1:
        return f"{_many(decision.actors)}; write the id of the one actor to split"
    if not decision.into or decision.into == decision.actors[0]:
        return "into must be the id of a new actor, other than the one to split"
    if not decision.label:
        return "label is missing; write the name of the new actor"
    if not decision.articles and not decision.told:
        return "articles and events are missing; write in which articles or events the actor is the new one"
    return _ids(decision)


def _rename(decision: Decision) -> str:
    if len(decision.actors) != 1:
        return f"{_many(decision.actors)}; write the id of the one actor to rename"
    return _ids(decision) if decision.label else "label is missing; write the new name"


def _apart(decision: Decision) -> str:
    if len(set(decision.actors)) < 2:
        return f"{_many(decision.actors)}; write the ids of at least two actors that are not the same"
    return _ids(decision)


def _date(decision: Decision) -> str:
    if (decision.earliest is None) != (decision.latest is None):
        return "only one of earliest and latest is given; give both, or none where the date is not known"
    if decision.earliest and decision.latest and decision.earliest > decision.latest:
        return f"earliest is {decision.earliest} and latest {decision.latest}; write the earlier day first"
    return _event(decision)


def _place(decision: Decision) -> str:
    if decision.place and not decision.place.strip():
        return "place is blank; write where the event was, or leave it out where that is not known"
    if decision.country and not decision.place.strip():
        return "country is given without place; write both, or none where the place is not known"
    return _event(decision)


def _relation(decision: Decision) -> str:
    if not decision.relation and not decision.swap:
        return "relation and swap are missing; write the right relation, or that source and target change places"
    return _event(decision)


def _leave_out(decision: Decision) -> str:
    if not decision.articles:
        return "articles is missing; write the ids of the articles to leave out"
    return (
        ""
        if all(map(str.strip, decision.articles))
        else "an id of articles is empty; write ids such as 2024-05-09-rome"
    )


def _event(decision: Decision) -> str:
    return "" if len(decision.told) == 1 else f"{len(decision.told)} events are given; write the one it is about"


def _ids(decision: Decision) -> str:
    return "" if all(map(str.strip, decision.actors)) else "an id of actors is empty; write ids such as russia"


def _many(actors: tuple[str, ...]) -> str:
    return f"actors has {len(set(actors))}" if actors else "actors is missing"


_CHECKS: Final = {
    "merge-actors": _merge,
    "split-actor": _split,
    "rename-actor": _rename,
    "keep-apart": _apart,
    "correct-date": _date,
    "correct-place": _place,
    "correct-relation": _relation,
    "reject-event": _event,
    "affirm-event": _event,
    "leave-out-article": _leave_out,
}
