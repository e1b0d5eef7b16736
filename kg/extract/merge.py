"""Reports of single sentences in, events out: what is told several times in an article becomes one event."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from kg.extract.occurrences import Occurrence, Occurrences
from kg.model import MODALITIES, Actor, Article, DateRange, Event, Evidence, Place, event_id, event_key
from kg.ontology import RelationType


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """What one sentence tells: a relation between two actors, with its circumstances as far as it says them."""

    relation: RelationType
    source: Actor
    target: Actor
    evidence: Evidence
    date: DateRange | None = None
    place: Place | None = None
    occasion: str | None = None


def merge_reports(article: Article, reports: Iterable[Report]) -> tuple[Event, ...]:
    """Return the events of an article in the order of their first evidence."""
    by_pair: dict[tuple[str, str, str], Occurrences] = defaultdict(Occurrences)
    founded = (by_pair[_pair(report)].take(report) for report in sorted(reports, key=_dated_first))
    order = [occurrence for occurrence in founded if occurrence is not None]
    events = [_event(article, group) for group in order]
    events.sort(key=lambda event: (event.evidence[0].start, event.evidence[0].trigger_span, event.relation, event.id))
    return _distinct(events)


def _dated_first(report: Report) -> tuple[bool, bool, int, tuple[int, int], str, str]:
    """Dated reports found events of their own before undated ones join them; of one place, the occasion decides."""
    at = report.evidence
    return (
        report.date is None,
        report.occasion is None,
        at.start,
        at.trigger_span,
        report.occasion or "",
        at.modality,
    )


def _pair(report: Report) -> tuple[str, str, str]:
    a, b = report.source.id, report.target.id
    if report.relation.symmetric:
        a, b = min(a, b), max(a, b)
    return (report.relation.id, a, b)


def _event(article: Article, group: Occurrence) -> Event:
    reports = sorted(group.reports, key=lambda r: (r.evidence.start, r.evidence.trigger_span))
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
        attribution=next((e.attribution for e in evidence if e.attribution), ""),
        date=group.date,
        place=_best_place(reports),
        occasion=group.occasion,
        confidence=round(min(0.99, 1.0 - doubt), 3),
    )


def _fullest(actors: Iterable[Actor]) -> Actor:
    """Return the first of the readings that say most: with the organ that acted, and with its state."""
    return max(actors, key=lambda actor: (bool(actor.state), bool(actor.organ)))


def _best_place(reports: list[Report]) -> Place | None:
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
