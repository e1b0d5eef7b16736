"""A difference in; JSON for other programs out.

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
``articles``, ``decisions``, ``actors``, ``events``, ``ties``
    What differs, see `kg.differences.values`: each has ``kind``, ``before`` and ``after`` (null where it is not there),
    and ``changes`` with ``name``, ``before`` and ``after``. Events also have ``follows``, ``other``, and ``new`` and
    ``gone`` sentences; ties ``a``, ``b``, ``a_name``, ``b_name``, ``change``, ``claims`` and ``reasons``.
``smaller``
    How many ties changed by less than ``least``.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import asdict
from datetime import date
from typing import TYPE_CHECKING, Final

from kg.differences.text import reason_words
from kg.exporters.events import event_to_dict

if TYPE_CHECKING:
    from kg.decision import Decided
    from kg.differences.find import Difference
    from kg.differences.values import ClaimDifference, EventDifference, FieldChange, Quoted, Side, TieDifference
    from kg.model import Actor, Article, Event

FORMAT: Final = "kg-diff/1"

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
        "decisions": [
            {
                "kind": each.kind,
                "before": _decided(each.before),
                "after": _decided(each.after),
                "changes": _changes(each.changes),
            }
            for each in found.decisions
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


def _decided(decided: Decided | None) -> Row | None:
    if decided is None:
        return None
    decision = decided.decision
    return {
        "name": decision.name,
        "kind": decision.kind,
        "who": decision.who,
        "when": _plain(decision.when),
        "why": decision.why,
        "events": list(decided.events),
        "actors": list(decided.actors),
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
