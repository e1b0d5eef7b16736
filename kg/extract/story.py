"""Occurrences of an article in, the same with the day of the story where they tell on without naming one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Final

from kg.extract.occurrence import Occurrence, Report
from kg.model import DateRange, Place

_NEWS: Final = timedelta(days=7)
"""How long before its publication the day of a story may lie; what is older is its background."""
_LASTING: Final = frozenset({"cooperates-with", "traded-with", "at-war-with"})
"""Relations that last: telling of them in the past tense dates nothing."""
_NEAR: Final = 500
"""Characters within which "a day earlier" goes on to hold for what the same actor did."""
_LONGEST: Final = timedelta(days=1)
"""A story may take two days: "on Monday and Tuesday"."""


@dataclass(slots=True)
class Story:
    """The days on which an article says that what it reports took place, by where it says so.

    ``lead`` is where its first sentences end: what is told up to there "has happened" on the day of the story.
    ``dateline`` is the day that stands before the text ("MOSCOW, June 27 (UPI)"), ``town`` the place, and ``named``
    are all days of the news that its sentences name: if it is one, it is that of the story.
    """

    published: date | None = None
    dateline: DateRange | None = None
    named: list[DateRange] = field(default_factory=list)
    lead: int = 0
    town: Place | None = None
    paragraphs: int = 0
    sentences: int = 0
    _told: list[tuple[int, DateRange | None]] = field(default_factory=list)

    def begin(self, start: int) -> None:
        """Return to the day of the news where a paragraph begins: a look back ends with its paragraph."""
        if self._told and self._told[-1][1] is None:
            self._told.append((start, next((day for _, day in reversed(self._told) if day is not None), None)))

    def note(self, start: int, when: DateRange | None) -> None:
        """Remember the day that a sentence at a character of the article names for what it tells.

        A day long past is no news, and what follows in its paragraph has no day ("In 2016 it cut ties. It later ...").
        """
        if when is None:
            return
        if self.published is not None and self.published - when.latest > _NEWS:
            self._told.append((start, None))
        elif when.latest - when.earliest <= _LONGEST and (self.published is None or when.latest <= self.published):
            self._told.append((start, when))

    def day_at(self, start: int) -> DateRange | None:
        """Return the day of which the text tells at a character: the last one named, else the first one to come."""
        before = [(at, n) for n, (at, _) in enumerate(self._told) if at <= start]
        if before:
            return self._told[max(before)[1]][1]
        days = [(at, n) for n, (at, day) in enumerate(self._told) if day is not None]
        if days:
            return self._told[min(days)[1]][1]
        return self.dateline or (self.named[0] if len({day.earliest for day in self.named}) == 1 else None)


def date_by_story(found: Sequence[Occurrence], story: Story) -> None:
    """Give the undated occurrences that tell on a story the day that it has reached.

    That is what the past tense tells of single deeds ("On Friday the two met. Kim thanked Putin."), and at the head
    of an article what "has happened". Plans, background ("had met") and what goes on are left without a date.
    """
    for one in found:
        for report in one.reports:
            if report.date is not None and report.evidence.modality == "actual" and report.tense == "past":
                story.note(report.evidence.start, report.date)
    told: dict[str, tuple[int, DateRange]] = {}
    for one in sorted(found, key=lambda one: min(report.evidence.start for report in one.reports)):
        if one.date is not None:
            continue
        for report in one.reports:
            side = report.source.state or report.source.name
            at, before = told.get(side, (-_NEAR, None))
            near = before if 0 < report.evidence.start - at < _NEAR else None
            day = _day(report, story, near)
            if day is not None and one.date is None:
                one.date = day
                if report.days_back:
                    told[side] = (report.evidence.start, day)


def _day(report: Report, story: Story, near: DateRange | None) -> DateRange | None:
    """Return the day that a report tells of; ``near`` is the earlier one of which its actor was told just before."""
    evidence = report.evidence
    if report.relation.static or report.relation.id in _LASTING or evidence.modality not in {"actual", "possible"}:
        return None
    day = near or story.day_at(evidence.start)
    if day is None:
        return None
    if report.days_back is not None:
        earlier = timedelta(days=report.days_back)
        return DateRange(earliest=day.earliest - earlier, latest=day.latest - earlier, text=day.text)
    is_lead = report.tense == "perfect" and evidence.start <= story.lead
    return day if report.tense == "past" or is_lead else None
