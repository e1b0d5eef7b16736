"""Reports of one pair in, their occurrences out, the same that a comparison of all with all finds."""

from __future__ import annotations

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from kg.extract.occurrence import Occurrence, Report
from kg.extract.occurrences import Occurrences
from kg.model import DateRange, RelationId
from kg.ontology import load_relations
from tests.factories import actor, evidence


@st.composite
def _reports(draw: st.DrawFn) -> Report:
    start = draw(st.integers(0, 30)) * 10
    when = None
    if draw(st.booleans()):
        first = date(2024, 1, 1) + timedelta(days=draw(st.integers(0, 40)))
        when = DateRange(earliest=first, latest=first + timedelta(days=draw(st.sampled_from([0, 0, 6, 30]))))
    said = evidence(start=start, polarity=draw(st.sampled_from(["affirmed", "negated"])))
    return Report(
        relation=load_relations()[RelationId("met-with")],
        source=actor("A"), target=actor("B"), evidence=said, date=when,
        occasion=draw(st.sampled_from([None, "Summit", "Congress"])),
    )  # fmt: skip


def _takes(group: Occurrence, report: Report) -> bool:
    if group.reports[0].evidence.polarity != report.evidence.polarity:
        return False
    if group.date is not None and report.date is not None:
        return group.date.overlaps(report.date)
    return report.occasion is None or group.occasion is None or report.occasion == group.occasion


def _compared(reports: list[Report]) -> list[list[Report]]:
    groups: list[Occurrence] = []
    for report in reports:
        at = report.evidence.start

        def rank(group: Occurrence, report: Report = report, at: int = at) -> tuple[bool, int]:
            return not (report.occasion and group.occasion == report.occasion), abs(group.start - at)

        group = next((group for group in sorted(groups, key=rank) if _takes(group, report)), None)
        if group is None:
            groups.append(Occurrence(len(groups), [report], report.date, report.occasion))
            continue
        group.reports.append(report)
        group.occasion = group.occasion or report.occasion
        if (
            report.date
            and group.date
            and report.date.latest - report.date.earliest < group.date.latest - group.date.earliest
        ):
            group.date = report.date
    return [group.reports for group in groups]


@given(st.lists(_reports(), max_size=25))
def test_look_ups_find_what_a_comparison_of_all_with_all_finds(reports: list[Report]) -> None:
    dated_first = sorted(reports, key=lambda report: (report.date is None, report.occasion is None))
    found = Occurrences()

    founded = [found.take(report) for report in dated_first]

    assert [each.reports for each in founded if each is not None] == _compared(dated_first)
