"""A difference in; JSON and CSV for other programs out.

JSON is an object with these members; those of an earlier ``format`` are kept as long as it has this name:

``format``
    "kg-diff/1".
``same``
    Whether nothing of what was compared differs.
``before``, ``after``
    The graphs: ``name``, the numbers of ``articles`` (null of an events file), ``actors``, ``events`` and ``ties`` (null
    where not compared), and ``as_of``, the day of the strengths.
``parameters``
    ``sections`` that were compared, ``actor`` that was asked about ("" for all), ``least``, ``tolerance``, ``since``
    and ``measure`` with every parameter of strength.
``notes``
    Sentences on what the two cannot be compared in.
``articles``, ``actors``, ``events``, ``ties``
    What differs, see `kg.differences.values`: each has ``kind``, ``before`` and ``after`` (null where it is not there),
    and ``changes`` with ``name``, ``before`` and ``after``. Events also have ``follows``, ``other``, and ``new`` and
    ``gone`` sentences; ties ``a``, ``b``, ``a_name``, ``b_name``, ``change``, ``claims`` and ``reasons``.
``smaller``
    How many ties changed by less than ``least``.

CSV has a row for what came or went, for each particular that changed, for each sentence, and for each reason.
"""

from __future__ import annotations

import io
import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict
from datetime import date
from typing import TYPE_CHECKING, Final

from kg.differences.text import reason_words
from kg.exporters.events import event_to_dict
from kg.exporters.plain import FORMULA, utf8_text
from kg.exporters.rows import write_csv

if TYPE_CHECKING:
    from kg.differences.find import Difference
    from kg.differences.values import ClaimDifference, EventDifference, FieldChange, Quoted, Side, TieDifference
    from kg.exporters.rows import Value
    from kg.model import Actor, Article, Event

FORMAT: Final = "kg-diff/1"

COLUMNS: Final = (
    "section", "kind", "id", "other", "name", "what", "before", "after", "change", "low_before", "high_before",
    "low_after", "high_after", "relation", "day", "source", "published", "article", "quote",
)  # fmt: skip
"""The columns of the CSV: ``id`` and ``other`` are the two ids of what has another id, or of the two of a tie;
``what`` is the particular that changed, "strength", "sentence" or "reason", and empty of what came or went."""

Row = dict[str, object]


def difference_to_dict(found: Difference) -> Mapping[str, object]:
    """Return all that differs as plain JSON values."""
    return {
        "format": FORMAT,
        "same": found.same,
        "before": _side(found.before),
        "after": _side(found.after),
        "parameters": {
            "sections": list(found.sections),
            "actor": found.actor,
            "least": found.least,
            "tolerance": found.tolerance,
            "since": _plain(found.since),
            "measure": dict(found.measure.to_dict()),
        },
        "notes": list(found.notes),
        "articles": [
            {
                "kind": each.kind,
                "before": _article(each.before),
                "after": _article(each.after),
                "changes": _changes(each.changes),
            }
            for each in found.articles
        ],
        "actors": [
            {
                "kind": each.kind,
                "before": _actor(each.before),
                "after": _actor(each.after),
                "changes": _changes(each.changes),
                "events": each.events,
            }
            for each in found.actors
        ],
        "events": [_event_difference(each) for each in found.events],
        "ties": [_tie(each, found) for each in found.ties],
        "smaller": found.smaller,
    }


def difference_to_json(found: Difference) -> str:
    """Return all that differs as JSON; a lone surrogate, which UTF-8 has no bytes for, is escaped."""
    text = json.dumps(difference_to_dict(found), ensure_ascii=False, indent=2, allow_nan=False)
    if not text.isascii():
        try:
            text.encode()
        except UnicodeEncodeError:
            text = json.dumps(difference_to_dict(found), indent=2, allow_nan=False)
    return text + "\n"


def difference_to_csv(found: Difference) -> str:
    """Return the rows as CSV; a text that a spreadsheet would run as a formula gets an apostrophe before it."""
    out = io.StringIO()
    rows = (row for rows in (_article_rows, _actor_rows, _event_rows, _tie_rows) for row in rows(found))
    write_csv(out, COLUMNS, ([row.get(name) for name in COLUMNS] for row in rows), text=_guarded)
    return out.getvalue()


def _guarded(text: str) -> str:
    return utf8_text(f"'{text}" if text.startswith(FORMULA) else text)


def _side(side: Side) -> Row:
    return {name: _plain(value) for name, value in asdict(side).items()}


def _changes(changes: Iterable[FieldChange]) -> list[Row]:
    return [asdict(change) for change in changes]


def _article(article: Article | None) -> Row | None:
    if article is None:
        return None
    return {
        "id": article.id,
        "title": article.title,
        "source": article.source,
        "published": _plain(article.published),
        "url": article.url,
        "language": article.language,
        "sha256": article.sha256,
    }


def _actor(actor: Actor | None) -> Row | None:
    return None if actor is None else {name: value for name, value in asdict(actor).items() if name != "organ"}


def _event(event: Event | None) -> Row | None:
    return None if event is None else {k: v for k, v in event_to_dict(event).items() if k != "evidence"}


def _event_difference(each: EventDifference) -> Row:
    return {
        "kind": each.kind,
        "before": _event(each.before),
        "after": _event(each.after),
        "changes": _changes(each.changes),
        "follows": each.follows,
        "other": each.other,
        "new": [_sentence(quoted) for quoted in each.new],
        "gone": [_sentence(quoted) for quoted in each.gone],
    }


def _sentence(quoted: Quoted) -> Row:
    evidence = quoted.evidence
    return {
        "quote": evidence.quote,
        "article": evidence.article,
        "start": evidence.start,
        "end": evidence.end,
        "polarity": evidence.polarity,
        "modality": evidence.modality,
        "attribution": evidence.attribution,
        "source": quoted.source,
        "published": _plain(quoted.published),
    }


def _tie(tie: TieDifference, found: Difference) -> Row:
    return {
        "kind": tie.kind,
        "a": tie.a,
        "b": tie.b,
        "a_name": tie.a_name,
        "b_name": tie.b_name,
        "before": asdict(tie.before) if tie.before else None,
        "after": asdict(tie.after) if tie.after else None,
        "change": tie.change,
        "claims": [_claim(each) for each in tie.claims],
        "reasons": [
            {"cause": each.cause, "part": each.part, "words": reason_words(each, tie, found)} for each in tie.reasons
        ],
    }


def _claim(claim: ClaimDifference) -> Row:
    row = {name: _plain(value) for name, value in asdict(claim).items()}
    return {**row, "changes": _changes(claim.changes)}


def _plain(value: object) -> object:
    return value.isoformat() if isinstance(value, date) else value


Cells = dict[str, "Value"]


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
                "source": claim.teller,
                "published": _iso(claim.published),
                "article": claim.article,
                "quote": " ".join(claim.quote.split()),
            }
        for reason in tie.reasons:
            yield {**head, "what": "reason", "change": reason.part, "after": reason_words(reason, tie, found)}
