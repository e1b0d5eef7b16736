"""What two graphs differ in: articles, actors, events and ties that came, went or changed, as frozen values."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Final, Literal

from kg.decision import Decided
from kg.model import Actor, Article, Event, Evidence

Section = Literal["articles", "decisions", "actors", "events", "ties"]
SECTIONS: Final[tuple[Section, ...]] = ("articles", "decisions", "actors", "events", "ties")

Kind = Literal["came", "gone", "changed", "merged", "split"]
"""What became of something: ``merged`` is an actor all of whose events are now another's, ``split`` is its mirror."""

Told = Literal["came", "gone", "changed"]

Cause = Literal["day", "prominence", "habits", "merged", "split"]
"""Why a tie changed: the day that strengths are as of, how much its actors deal with others, how they behave toward
others, or that an actor of it became another."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FieldChange:
    """One particular of something, before and after; None is unknown."""

    name: str
    before: str | float | None
    after: str | float | None


@dataclass(frozen=True, slots=True, kw_only=True)
class ArticleDifference:
    """An article that came, went or changed; of one that changed, ``changes`` says what.

    A change of "text" gives the digests, a change of "id" is an article with the same text under another id.
    """

    kind: Told
    before: Article | None
    after: Article | None
    changes: tuple[FieldChange, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class DecisionDifference:
    """A decision of a person that is applied in one graph alone, or otherwise in the other."""

    kind: Told
    before: Decided | None
    after: Decided | None
    changes: tuple[FieldChange, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ActorDifference:
    """An actor that came, went, changed, or became another; the actors are as most of their events have them.

    ``merged``: ``before`` is the one that is gone, ``after`` the one to which all its events went. ``split``: ``after``
    is new, and all its events of before were those of ``before``. ``events`` is how many went over, or what it has.
    """

    kind: Kind
    before: Actor | None
    after: Actor | None
    changes: tuple[FieldChange, ...] = ()
    events: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Quoted:
    """A sentence that tells of an event, with the news source of its article, "" where unknown, and its day."""

    evidence: Evidence
    source: str
    published: date | None


@dataclass(frozen=True, slots=True, kw_only=True)
class EventDifference:
    """An event that came, went or changed; one that was told by the same sentence is the same, whatever its id.

    ``new`` and ``gone`` are sentences that tell of it in one graph alone. ``follows`` is True where it only has other
    ids for actors or an article that changed theirs. ``other`` is of an event that came or went the id of the one that
    its sentence tells of in the other graph, "" where there is none: two that became one, or one that became two.
    """

    kind: Told
    before: Event | None
    after: Event | None
    changes: tuple[FieldChange, ...] = ()
    new: tuple[Quoted, ...] = ()
    gone: tuple[Quoted, ...] = ()
    follows: bool = False
    other: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """The strength of a pair in one graph, see `kg.Tie`."""

    strength: float
    low: float
    high: float
    affinity: float
    engagement: float
    expected: float
    acts: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ClaimDifference:
    """A sentence of a pair that counts in one graph alone, or otherwise than in the other.

    ``kind`` is "came" for one that is new among those that count. ``sign`` is that of its relation: 1 friendly,
    -1 hostile, 0 neither. ``day`` is the day from which the act ages, None where nobody knows it. ``outlet`` is the news
    source of the article in which the sentence stands, "" where none is named, and ``teller`` the one that counts: of a
    copy that of its original. ``changes`` says in what a sentence counts otherwise.
    """

    kind: Told
    source: str
    relation: str
    target: str
    sign: int
    day: date | None
    quote: str
    article: str
    outlet: str
    teller: str
    published: date | None
    changes: tuple[FieldChange, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Reason:
    """A cause of a change other than sentences of the pair, with the part of the change that it makes, None if unknown."""

    cause: Cause
    part: float | None


@dataclass(frozen=True, slots=True, kw_only=True)
class TieDifference:
    """A tie that came, went or changed in strength; a strength that is not there counts as 0 in ``change``.

    ``a`` and ``b`` are the ids of the second graph where it has the pair.
    """

    kind: Told
    a: str
    b: str
    a_name: str
    b_name: str
    before: Standing | None
    after: Standing | None
    change: float
    claims: tuple[ClaimDifference, ...]
    reasons: tuple[Reason, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Side:
    """One of the two graphs: what it is called, how much there is in it, and the day that its strengths are as of.

    ``articles`` is None of an events file, which has none; ``ties`` where strengths were not asked for.
    """

    name: str
    articles: int | None
    actors: int
    events: int
    ties: int | None
    as_of: date
