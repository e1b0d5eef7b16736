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
    """Reports that tell of one occurrence."""

    reports: list[Report] = field(default_factory=list)
    date: DateRange | None = None
    occasion: str | None = None
    place: Place | None = None

    def takes(self, report: Report) -> bool:
        """Return whether a report can be of the same occurrence: no clash of status, date or occasion."""
        first = self.reports[0].evidence
        if (first.polarity == "negated") != (report.evidence.polarity == "negated") or _is_fact(first) != _is_fact(
            report.evidence
        ):
            return False
        if self.date is not None and report.date is not None:
            return self.date.overlaps(report.date)
        if self.date is None and report.date is None:
            return self.occasion is None or report.occasion is None or self.occasion == report.occasion
        # One of the two is undated: the same occasion, or none said, makes them one.
        return report.occasion is None or self.occasion is None or report.occasion == self.occasion

    def add(self, report: Report) -> None:
        """Take a report in; the narrower date is that of the occurrence."""
        self.reports.append(report)
        self.occasion = self.occasion or report.occasion
        if report.date is not None and (self.date is None or days_of(report.date) < days_of(self.date)):
            self.date = report.date


def _is_fact(evidence: Evidence) -> bool:
    return evidence.modality == "actual"


def days_of(when: DateRange) -> int:
    """Return how many days lie between the first and the last day of a range."""
    return (when.latest - when.earliest).days
