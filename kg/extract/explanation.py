"""What kg saw in a passage, sentence by sentence, as values: actors, triggers, what fired, what nearly fired and why not."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal

from kg.extract.claims import Bar
from kg.extract.mentions import Form
from kg.extract.segment import Segment
from kg.frames import FrameKind
from kg.model import Actor, DateRange, Evidence, Place, RelationId, Span

Why = (
    Literal["word", "preposition", "particle", "path", "rest", "head", "without", "undone", "source", "target", "both"]
    | Bar
)
"""What kept a rule from firing.

In the order of the matcher: no such "word" or "preposition" in the sentence, no "particle" behind the verb, a "path" of
words that are there but do not hang together, no "rest" behind the target, no modifier before the "head", a modifier that
the rule is "without", an event that is "undone" by the verb above; nobody as "source", as "target" or as "both"; else a
`Bar` of the actors that are there.
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Word:
    """One token of the parse; ``head`` is the position in the sentence of what it hangs on, counted from 0."""

    text: str
    tag: str
    dep: str
    head: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Antecedent:
    """The name that a pronoun or collective takes up: its words, place, sentence, and whether it is its subject."""

    start: int
    end: int
    text: str
    sentence: int
    subject: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class ActorFound:
    """Words that stand for an actor; ``how`` names the sieve that found it, ``stands_for`` is None for a name."""

    start: int
    end: int
    text: str
    actor: Actor
    form: Form
    how: str
    stands_for: Antecedent | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Trigger:
    """A word that rules of one kind can start from; ``unread`` says why none was tried, "" where they were."""

    start: int
    end: int
    text: str
    kind: FrameKind
    rules: int
    unread: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Fired:
    """A rule that fired, as evidence with its circumstances.

    ``rule_of`` is the relation whose rule it is: an announced deed fires as a promise or threat too.
    ``status_words`` are the words without which the status would be another one.
    """

    relation: RelationId
    rule_of: RelationId
    pattern: str
    source: Actor
    target: Actor
    trigger: str
    evidence: Evidence
    status_words: tuple[str, ...] = ()
    date: DateRange | None = None
    place: Place | None = None
    occasion: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Beaten:
    """A reading of a deed that lost against a better one: ``by_pattern`` of ``by_relation``."""

    relation: RelationId
    pattern: str
    source: Actor
    target: Actor
    trigger: str
    trust: float
    by_relation: RelationId
    by_pattern: str


@dataclass(frozen=True, slots=True, kw_only=True)
class NearMiss:
    """A rule that a word could start and that did not fire.

    ``words`` are what ``why`` is about: the words that are missing or in the way, or the kinds that are allowed.
    ``instead`` is what stands where a missing word would, "" where nothing does. ``sources`` and ``targets`` are
    the names of who was found, as far as it was looked for. ``steps`` counts from 1 how far it is from firing.
    """

    relation: RelationId
    pattern: str
    trigger: str
    trigger_span: Span
    why: Why
    words: tuple[str, ...] = ()
    instead: str = ""
    sources: tuple[str, ...] = ()
    targets: tuple[str, ...] = ()
    steps: int = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Suggestion:
    """A pattern that would fire for two actors of a sentence whom no rule joins.

    ``relation`` is that of the rule ``like``, the nearest one of the same trigger; None and "" where there is none,
    or several of them differ, and the reader has to choose.
    """

    pattern: str
    source: str
    target: str
    sentence: str
    relation: RelationId | None = None
    like: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Sentence:
    """What was found in one sentence, numbered from 1 over the passage.

    ``unread`` says why no rule was tried, "" where rules were. ``near`` holds the nearest of the ``missed`` rules.
    """

    number: int
    start: int
    end: int
    text: str
    segment: Segment
    unread: str = ""
    words: tuple[Word, ...] = ()
    actors: tuple[ActorFound, ...] = ()
    triggers: tuple[Trigger, ...] = ()
    fired: tuple[Fired, ...] = ()
    beaten: tuple[Beaten, ...] = ()
    near: tuple[NearMiss, ...] = ()
    missed: int = 0
    suggestion: Suggestion | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Explanation:
    """A passage with its sentences; ``unread`` are the segments that were not parsed, ``notes`` warn about the text.

    All spans are characters of ``text``. ``published`` is None where the day is not known: relative dates are then unknown.
    """

    text: str
    published: date | None
    notes: tuple[str, ...]
    unread: tuple[Segment, ...]
    sentences: tuple[Sentence, ...]
