"""Reports of one relation between two actors in, groups of them out: each group tells of one occurrence."""

from __future__ import annotations

from bisect import bisect_left, insort
from collections import defaultdict
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING

from kg.extract.occurrence import Occurrence, days_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kg.extract.occurrence import Report
    from kg.model import DateRange, Evidence


class Occurrences:
    """The occurrences that reports of one relation between two actors tell of; dated reports are to come first.

    A report joins an occurrence with which it does not clash in status (denied or not, fact or plan), date or
    occasion: of those with the same occasion, and then of the others, the one that begins nearest to it.
    Look-ups go by date or place in the text, so that thousands of reports are not compared in pairs.
    """

    def __init__(self) -> None:
        self._number = 0
        self._by_status: dict[tuple[bool, bool], _OneStatus] = defaultdict(_OneStatus)

    def take(self, report: Report) -> Occurrence | None:
        """Add a report; return the occurrence that it founds, None if it joins an earlier one."""
        group = self._by_status[_status(report.evidence)]
        found = group.match(report)
        if found is not None:
            group.join(found, report)
            return None
        new = Occurrence(self._number, [report], report.date, report.occasion)
        self._number += 1
        group.found(new)
        return new


@dataclass(slots=True)
class _OneStatus:
    """Occurrences of one status: by the days of those that are dated, which never overlap, and by place and occasion."""

    days: list[tuple[date, date, int]] = field(default_factory=list)
    places: dict[str | None, list[tuple[int, int]]] = field(default_factory=lambda: defaultdict(list))
    all: dict[int, Occurrence] = field(default_factory=dict)

    def found(self, new: Occurrence) -> None:
        self.all[new.number] = new
        insort(self.places[new.occasion], (new.start, new.number))
        if new.date is not None:
            insort(self.days, (new.date.earliest, new.date.latest, new.number))

    def match(self, report: Report) -> Occurrence | None:
        if report.date is not None:
            fits = list(self._on(report.date))
            return min(fits, key=lambda one: _rank(one, report), default=None)
        if report.occasion is not None:
            return self._nearest(report.occasion, report) or self._nearest(None, report)
        nearest = [self._nearest(occasion, report) for occasion in self.places]
        return min(filter(None, nearest), key=lambda one: _rank(one, report), default=None)

    def join(self, occurrence: Occurrence, report: Report) -> None:
        if occurrence.occasion is None and report.occasion is not None:
            at = (occurrence.start, occurrence.number)
            self.places[None].remove(at)
            insort(self.places[report.occasion], at)
            occurrence.occasion = report.occasion
        if report.date is not None and occurrence.date is not None and days_of(report.date) < days_of(occurrence.date):
            at_days = (occurrence.date.earliest, occurrence.date.latest, occurrence.number)
            self.days[bisect_left(self.days, at_days)] = (report.date.earliest, report.date.latest, occurrence.number)
            occurrence.date = report.date
        occurrence.reports.append(report)

    def _on(self, when: DateRange) -> Iterator[Occurrence]:
        """Yield the occurrences that share a day with a range: as none overlaps another, they stand side by side."""
        i = bisect_left(self.days, (when.earliest,))
        if i and self.days[i - 1][1] >= when.earliest:
            i -= 1
        while i < len(self.days) and self.days[i][0] <= when.latest:
            yield self.all[self.days[i][2]]
            i += 1

    def _nearest(self, occasion: str | None, report: Report) -> Occurrence | None:
        places = self.places.get(occasion)
        if not places:
            return None
        start = report.evidence.start
        i = bisect_left(places, (start,))
        around = [places[i]] if i < len(places) else []
        if i:
            around.append(places[bisect_left(places, (places[i - 1][0],))])
        return min((self.all[number] for _, number in around), key=lambda one: _rank(one, report))


def _rank(one: Occurrence, report: Report) -> tuple[bool, int, int]:
    same = report.occasion is not None and one.occasion == report.occasion
    return not same, abs(one.start - report.evidence.start), one.number


def _status(evidence: Evidence) -> tuple[bool, bool]:
    return evidence.polarity == "negated", evidence.modality == "actual"
