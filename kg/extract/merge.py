"""Reports of single sentences in, events out: what is told several times in an article becomes one event."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from kg.extract.occurrence import Occurrence, Report
from kg.extract.occurrences import Occurrences
from kg.extract.scene import place_by_scene
from kg.extract.story import Story, date_by_story
from kg.model import MODALITIES, Actor, Article, Event, Evidence, Place, event_id, event_key

_Order = tuple[int, tuple[int, int], str, str, str, str, str]


def merge_reports(article: Article, reports: Iterable[Report], story: Story | None = None) -> tuple[Event, ...]:
    """Return the events of an article in the order of their first evidence."""
    by_pair: dict[tuple[str, str, str], Occurrences] = defaultdict(Occurrences)
    founded = (by_pair[_pair(report)].take(report) for report in sorted(reports, key=_dated_first))
    order = [occurrence for occurrence in founded if occurrence is not None]
    order.sort(key=lambda group: _in_text(min(group.reports, key=_in_text)))
    for group in order:
        group.reports.sort(key=_in_text)
    story = story or Story()
    date_by_story(order, story)
    for group in order:
        group.place = _best_place(group.reports)
    place_by_scene(order, story)
    events = [_event(article, group) for group in order]
    events.sort(key=lambda event: (event.evidence[0].start, event.evidence[0].trigger_span, event.relation, event.id))
    return _distinct(events)


def _dated_first(report: Report) -> tuple[bool, bool, *_Order]:
    """Dated reports found events of their own before undated ones join them."""
    return (report.date is None, report.occasion is None, *_in_text(report))


def _in_text(report: Report) -> _Order:
    """Return the place of a report in the order of the text, those of one trigger in a fixed order."""
    one = report.evidence
    sides = (str(report.source.id), str(report.target.id))
    return (one.start, one.trigger_span, str(report.relation.id), *sides, one.polarity, one.modality)


def _pair(report: Report) -> tuple[str, str, str]:
    a, b = report.source.id, report.target.id
    if report.relation.symmetric:
        a, b = min(a, b), max(a, b)
    return (report.relation.id, a, b)


def _event(article: Article, group: Occurrence) -> Event:
    reports = sorted(group.reports, key=_in_text)
    first = reports[0]
    evidence = _unique(report.evidence for report in reports)
    affirmed = [e for e in evidence if e.polarity == "affirmed"]
    modality = next(m for m in MODALITIES if any(e.modality == m for e in (affirmed or evidence)))
    doubt = 1.0
    for one in evidence:
        doubt *= 1.0 - one.confidence
    source, target = _fullest(r.source for r in reports), _fullest(r.target for r in reports)
    status = "planned" if modality != "actual" else ""
    scope = "" if group.date else article.id
    key = event_key(
        relation=first.relation.id, source=source.id, target=target.id, symmetric=first.relation.symmetric, when=group.date,
        scope="/".join(part for part in (scope, group.occasion or "", status, "" if affirmed else "negated") if part),
    )  # fmt: skip
    return Event(
        id=event_id(key),
        article=article.id,
        relation=first.relation.id,
        root=first.relation.root,
        quad=first.relation.quad,
        source=source,
        target=target,
        evidence=evidence,
        polarity="affirmed" if affirmed else "negated",
        modality=modality,
        attribution=_attribution(reports),
        date=group.date,
        place=group.place,
        occasion=group.occasion,
        confidence=round(min(0.99, 1.0 - doubt), 3),
    )


def _fullest(actors: Iterable[Actor]) -> Actor:
    """Return the first of the readings that say most: with the organ that acted, and with its state."""
    return max(actors, key=lambda actor: (bool(actor.state), bool(actor.organ)))


def _attribution(reports: list[Report]) -> str:
    """Return who says so, "" where the article itself does in one sentence; a headline leaves out who says so."""
    full = [report for report in reports if not report.headline] or reports
    speakers = [report.evidence.attribution for report in full]
    return "" if "" in speakers else speakers[0]


def _best_place(reports: Iterable[Report]) -> Place | None:
    places = [report.place for report in reports if report.place is not None]
    return max(places, key=lambda place: (bool(place.country), len(place.name)), default=None)


def _unique(evidence: Iterable[Evidence]) -> tuple[Evidence, ...]:
    """Return one piece of evidence per sentence and status: the most trusted one."""
    best: dict[tuple[int, str, str], Evidence] = {}
    for one in evidence:
        key = (one.start, one.polarity, one.modality)
        if key not in best or one.confidence > best[key].confidence:
            best[key] = one
    return tuple(best[key] for key in sorted(best))


def _distinct(events: list[Event]) -> tuple[Event, ...]:
    """Return the events with ids that differ: the rare clash is the same occurrence told twice, and one is kept."""
    seen: dict[str, Event] = {}
    for event in events:
        seen.setdefault(event.id, event)
    return tuple(seen.values())
