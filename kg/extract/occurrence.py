"""Reports of single sentences, and what several of them tell of one occurrence, before it is an event."""

from __future__ import annotations

from dataclasses import dataclass, field

from kg.extract.tense import Tense
from kg.model import Actor, DateRange, Evidence, Place
from kg.ontology import RelationType


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """What one sentence tells: a relation between two actors, with its circumstances as far as it says them.

    ``days_back`` counts from the day of the story ("a day earlier": 1, "on the same day": 0), None where the sentence
    does not count from it. ``here`` tells that it happened in the town of the dateline.
    """

    relation: RelationType
    source: Actor
    target: Actor
    evidence: Evidence
    date: DateRange | None = None
    place: Place | None = None
    occasion: str | None = None
    tense: Tense = "none"
    days_back: int | None = None
    here: bool = False
    headline: bool = False


@dataclass(slots=True)
class Occurrence:
    """Reports that tell of one occurrence; ``number`` counts those of one pair and relation as they were founded."""

    number: int = 0
    reports: list[Report] = field(default_factory=list)
    date: DateRange | None = None
    occasion: str | None = None
    place: Place | None = None

    @property
    def start(self) -> int:
        """Return where the first report stands, in characters."""
        return self.reports[0].evidence.start


def days_of(when: DateRange) -> int:
    """Return how many days lie between the first and the last day of a range."""
    return (when.latest - when.earliest).days
