"""The values that flow through kg: articles in, mentions and actors between, events with evidence out."""

from __future__ import annotations

import hashlib
import unicodedata
from dataclasses import dataclass, field
from datetime import date
from typing import Final, Literal, NewType

from kg.decision import Decided, Unmet

ActorId = NewType("ActorId", str)
RelationId = NewType("RelationId", str)

ActorKind = Literal["person", "state", "organization", "group"]
Polarity = Literal["affirmed", "negated"]
Modality = Literal["actual", "planned", "possible", "hypothetical"]
Precision = Literal["day", "month", "year", "range"]

ACTOR_KINDS: Final[tuple[ActorKind, ...]] = ("person", "state", "organization", "group")
POLARITIES: Final[tuple[Polarity, ...]] = ("affirmed", "negated")
Readers = Literal["both", "rules", "learned"]
"""Who finds events: the rules and the learned reader together, or one of them alone."""
MODALITIES: Final[tuple[Modality, ...]] = ("actual", "planned", "possible", "hypothetical")

Span = tuple[int, int]
"""Start and end in characters (Unicode code points) of the article's text; the end is exclusive."""


@dataclass(frozen=True, slots=True, kw_only=True)
class MarkedSpan:
    """A span that a person or another system says is an actor, whatever the recogniser thinks.

    ``actor`` is the name or id it stands for, None where only the span is known.
    """

    start: int
    end: int
    actor: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Article:
    """One news text exactly as read; every offset in kg refers to ``text``.

    ``digest`` is given where the text itself was not loaded (an article read back from Turtle): the hex
    SHA-256 of the text that offsets refer to. ``text`` is then empty. ``copy_of`` is the id of the article that this one
    is a copy of, such as the agency text that an outlet printed; None where it is an original, as far as is known.
    ``place`` is where it was read, such as "news.csv:7", for messages; "" where that is not known, or the id tells it.
    """

    id: str
    text: str
    title: str | None = None
    published: date | None = None
    source: str | None = None
    url: str | None = None
    language: str | None = None
    mentions: tuple[MarkedSpan, ...] = ()
    digest: str | None = None
    copy_of: str | None = None
    place: str = field(default="", compare=False, repr=False)

    def __post_init__(self) -> None:
        if not self.id:
            raise ValueError("an article needs an id")
        if self.digest is not None and self.text:
            raise ValueError(f"article {self.id!r}: give its text or the digest of a text not loaded, not both")
        if self.copy_of is not None and self.copy_of in {"", self.id}:
            raise ValueError(
                f"article {self.id!r}: copy_of is {self.copy_of!r}; give the id of another article, or None"
            )

    @property
    def shown(self) -> str:
        """Return what messages call it: its id, and where it was read if the id does not tell."""
        return f"article {self.id} ({self.place})" if self.place else f"article {self.id}"

    @property
    def sha256(self) -> str:
        """Return the hex digest of the UTF-8 text that offsets refer to."""
        if self.digest is not None:
            return self.digest
        return hashlib.sha256(self.text.encode("utf-8", "surrogatepass")).hexdigest()


@dataclass(frozen=True, slots=True, kw_only=True)
class Actor:
    """A state, organisation, group or person, with the state it acts for.

    ``state`` is the English name of the state the actor is or acts for, "" where it acts for none.
    ``organ`` names the part of the state that acts ("foreign ministry"), "" for the state as such.
    ``wikidata`` is a Q id, "" where none is known.
    """

    id: ActorId
    name: str
    kind: ActorKind
    state: str = ""
    organ: str = ""
    wikidata: str = ""

    def __post_init__(self) -> None:
        if self.kind not in ACTOR_KINDS:
            raise ValueError(f"actor {self.id!r}: kind {self.kind!r} is not one of {ACTOR_KINDS}")


@dataclass(frozen=True, slots=True, kw_only=True)
class DateRange:
    """The inclusive range of days in which something happened, and the words that say so."""

    earliest: date
    latest: date
    text: str = ""

    def __post_init__(self) -> None:
        if self.earliest > self.latest:
            raise ValueError(f"date range {self.earliest} .. {self.latest} ends before it starts")

    @property
    def precision(self) -> Precision:
        """Return "day", "month" or "year" for exactly such a calendar unit, else "range"."""
        if self.earliest == self.latest:
            return "day"
        first, next_day = self.earliest, date.fromordinal(self.latest.toordinal() + 1)
        if first.day == 1 and next_day.day == 1:
            months = (next_day.year - first.year) * 12 + next_day.month - first.month
            if months == 1:
                return "month"
            if months == 12 and first.month == 1:
                return "year"
        return "range"

    def overlaps(self, other: DateRange) -> bool:
        """Return whether the two ranges share a day."""
        return self.earliest <= other.latest and other.earliest <= self.latest


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Where an event happened; ``country`` is "" where the text and the tables do not tell."""

    name: str
    country: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """One claim of one event by one sentence of one article.

    ``quote`` is the sentence, ``article.text[start:end]``. ``attribution`` names who says so, "" where the
    article itself does. ``confidence`` is between 0 and 1. ``rule`` names the pattern that fired.
    """

    article: str
    start: int
    end: int
    quote: str
    source_span: Span
    target_span: Span
    trigger_span: Span
    polarity: Polarity = "affirmed"
    modality: Modality = "actual"
    attribution: str = ""
    confidence: float = 1.0
    rule: str = ""

    def __post_init__(self) -> None:
        if self.polarity not in POLARITIES or self.modality not in MODALITIES:
            raise ValueError(f"evidence in {self.article!r}: {self.polarity!r} / {self.modality!r} is not a status")
        if not 0.0 <= self.confidence <= 1.0:
            raise ValueError(f"evidence in {self.article!r}: confidence {self.confidence} is not in [0, 1]")
        if self.end - self.start != len(self.quote):
            raise ValueError(f"evidence in {self.article!r}: quote does not fill {self.start}:{self.end}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """One occurrence of a relation between two actors, as told by its evidence (never empty).

    ``date``, ``place`` and ``occasion`` are None where no text says them. ``polarity``, ``modality`` and
    ``attribution`` sum up the evidence: the event is affirmed / actual where some evidence is.
    """

    id: str
    article: str
    relation: RelationId
    root: str
    quad: str
    source: Actor
    target: Actor
    evidence: tuple[Evidence, ...]
    polarity: Polarity = "affirmed"
    modality: Modality = "actual"
    attribution: str = ""
    date: DateRange | None = None
    place: Place | None = None
    occasion: str | None = None
    confidence: float = 1.0

    def __post_init__(self) -> None:
        if not self.evidence:
            raise ValueError(f"event {self.id!r} has no evidence")


@dataclass(frozen=True, slots=True, kw_only=True)
class Skipped:
    """One input that was left out, and why.

    ``lost`` is whether something may have stood there that nobody has read; it is False of what is read elsewhere,
    or holds no article.
    """

    where: str
    why: str
    lost: bool = field(default=True, compare=False, repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """What became of the events that were read: so many that are too doubtful, or that people decided away, are left out.

    The others are the events of the corpus, where those that tell the same act are one.
    """

    events: int
    doubtful: int = 0
    decided: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Corpus:
    """Articles with what was found in them: the value that RDF, graphs and pages are made of.

    ``decisions`` are those of people that were applied, in the order of their file; ``unmet`` are those that were not,
    or not wholly. ``reading`` says how many events were read, None where nobody knows. Neither ``skipped`` nor ``unmet`` nor
    ``reading`` is kept in Turtle.
    """

    articles: tuple[Article, ...] = ()
    events: tuple[Event, ...] = ()
    skipped: tuple[Skipped, ...] = field(default=())
    decisions: tuple[Decided, ...] = ()
    unmet: tuple[Unmet, ...] = ()
    reading: Reading | None = field(default=None, compare=False)


def slug(name: str) -> str:
    """Return an id made of the name: lower case, ASCII where possible, hyphens between words.

    >>> slug("Kim Jong Un"), slug("Côte d'Ivoire")
    ('kim-jong-un', 'cote-d-ivoire')
    """
    plain = unicodedata.normalize("NFKD", name)
    kept = "".join(c if c.isalnum() else " " for c in plain if not unicodedata.combining(c))
    return "-".join(kept.casefold().split())


def event_key(*, relation: str, source: str, target: str, symmetric: bool, when: DateRange | None, scope: str) -> str:
    """Return the identity of an event as text: what makes two reports tell of the same occurrence.

    Symmetric pairs are sorted first. ``scope`` is the article id where the event has no date, or a further
    mark that keeps two occurrences apart; it is used only when ``when`` is None or when it is not empty.
    """
    pair = sorted((source, target)) if symmetric else [source, target]
    day = f"{when.earliest.isoformat()}/{when.latest.isoformat()}" if when else "undated"
    return "|".join((day, relation, *pair, scope))


def event_id(key: str) -> str:
    """Return the event's id: its readable key parts and the first 16 hex digits of the key's SHA-256."""
    day, relation, a, b, *_ = key.split("|")
    digest = hashlib.sha256(key.encode()).hexdigest()[:16]
    return f"{day.split('/')[0]}-{relation}-{a}-{b}-{digest}"
