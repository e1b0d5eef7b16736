"""A difference in; CSV out: a row for what came or went, each particular that changed, each sentence and each reason."""

from __future__ import annotations

import io
from collections.abc import Iterable, Iterator
from datetime import date
from typing import TYPE_CHECKING, Final

from kg.cells import guard
from kg.differences.text import reason_words
from kg.exporters.plain import utf8_text
from kg.exporters.rows import Value, write_csv

if TYPE_CHECKING:
    from kg.differences.find import Difference
    from kg.differences.values import FieldChange

COLUMNS: Final = (
    "section", "kind", "id", "other", "name", "what", "before", "after", "change", "low_before", "high_before",
    "low_after", "high_after", "relation", "day", "source", "published", "article", "quote",
)  # fmt: skip
"""The columns of the CSV: ``id`` and ``other`` are the two ids of what has another id, or of the two of a tie;
``what`` is the particular that changed, "strength", "sentence" or "reason", and empty of what came or went."""

Cells = dict[str, Value]


def difference_to_csv(found: Difference) -> str:
    """Return the rows as CSV; a text that a spreadsheet would run as a formula gets an apostrophe before it."""
    out = io.StringIO()
    rows = (row for rows in (_article_rows, _decision_rows, _actor_rows, _event_rows, _tie_rows) for row in rows(found))
    write_csv(out, COLUMNS, ([row.get(name) for name in COLUMNS] for row in rows), text=_guarded)
    return out.getvalue()


def _guarded(text: str) -> str:
    return utf8_text(guard(text))


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None


def _of_changes(head: Cells, changes: Iterable[FieldChange]) -> Iterator[Cells]:
    for change in changes:
        yield {**head, "what": change.name, "before": change.before, "after": change.after}


def _article_rows(found: Difference) -> Iterator[Cells]:
    for each in found.articles:
        article = each.after or each.before
        if article is None:
            continue
        head: Cells = {
            "section": "articles",
            "kind": each.kind,
            "id": (each.before or article).id,
            "other": (each.after or article).id,
            "name": article.title,
            "source": article.source,
            "published": _iso(article.published),
            "article": article.id,
        }
        yield from _of_changes(head, each.changes) if each.changes else (head,)


def _decision_rows(found: Difference) -> Iterator[Cells]:
    for each in found.decisions:
        decided = each.after or each.before
        if decided is None:
            continue
        decision = decided.decision
        head: Cells = {
            "section": "decisions",
            "kind": each.kind,
            "id": decision.name,
            "other": decision.name,
            "name": decision.kind,
            "day": _iso(decision.when),
            "source": decision.who,
            "quote": decision.why,
        }
        yield from _of_changes(head, each.changes) if each.changes else (head,)


def _actor_rows(found: Difference) -> Iterator[Cells]:
    for each in found.actors:
        actor = each.after or each.before
        if actor is None:
            continue
        head: Cells = {
            "section": "actors",
            "kind": each.kind,
            "id": (each.before or actor).id,
            "other": (each.after or actor).id,
            "name": actor.name,
        }
        yield from _of_changes(head, each.changes) if each.changes else (head,)


def _event_rows(found: Difference) -> Iterator[Cells]:
    for each in found.events:
        event = each.after or each.before
        if event is None:
            continue
        head: Cells = {
            "section": "events",
            "kind": each.kind,
            "id": (each.before or event).id,
            "other": (each.after or event).id,
            "name": f"{event.source.name} {event.relation} {event.target.name}",
            "relation": event.relation,
            "day": _iso(event.date.latest) if event.date else None,
        }
        yield from _of_changes(head, each.changes) if each.changes else (head,)
        for kind, quotes in (("came", each.new), ("gone", each.gone)):
            for quoted in quotes:
                yield {
                    **head,
                    "kind": kind,
                    "what": "sentence",
                    "source": quoted.source,
                    "published": _iso(quoted.published),
                    "article": quoted.evidence.article,
                    "quote": " ".join(quoted.evidence.quote.split()),
                }


def _tie_rows(found: Difference) -> Iterator[Cells]:
    for tie in found.ties:
        head: Cells = {"section": "ties", "kind": tie.kind, "id": tie.a, "other": tie.b}
        head["name"] = f"{tie.a_name} - {tie.b_name}"
        strength: Cells = {**head, "what": "strength", "change": tie.change}
        for side, standing in (("before", tie.before), ("after", tie.after)):
            if standing is not None:
                strength |= {side: standing.strength, f"low_{side}": standing.low, f"high_{side}": standing.high}
        yield strength
        for claim in tie.claims:
            yield {
                **head,
                "kind": claim.kind,
                "what": "sentence",
                "name": f"{claim.source} {claim.relation} {claim.target}",
                "relation": claim.relation,
                "day": _iso(claim.day),
                "source": claim.outlet,
                "published": _iso(claim.published),
                "article": claim.article,
                "quote": " ".join(claim.quote.split()),
            }
        for reason in tie.reasons:
            yield {**head, "what": "reason", "change": reason.part, "after": reason_words(reason, tie, found)}
