"""An event before and after a change in; the id that the changed one has by the rules by which it was read out."""

from __future__ import annotations

from itertools import product
from typing import TYPE_CHECKING

from kg.model import event_id, event_key
from kg.ontology import load_relations

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kg.model import Event

_DIGEST: int = 16
"""Hex digits at the end of an event's id, see `kg.model.event_id`."""


def new_id(before: Event, after: Event) -> str:
    """Return the id of a changed event, such that it is that of the same event told elsewhere.

    What keeps the old event apart from others of the same pair and days is found by trying what ``kg.extract.merge``
    puts into a key: the article where there is no date, the occasion, and that it is planned or denied. An id that is
    made otherwise (events of other coders) goes into the new one whole.
    """
    if _told(before) == _told(after):
        return before.id
    kept = next((parts for parts in _parts(before) if _made(before, _scope(before, parts)) == before.id), None)
    scope = before.id.rpartition("-")[2][-_DIGEST:] if kept is None else _scope(after, kept)
    return _made(after, scope)


def _told(event: Event) -> tuple[object, ...]:
    when = event.date
    return event.relation, event.source.id, event.target.id, when and (when.earliest, when.latest)


def _parts(event: Event) -> Iterator[tuple[str, ...]]:
    """Yield what may keep an event apart, beside its article, in the order in which a key has it."""
    occasions = (event.occasion, "") if event.occasion else ("",)
    for occasion, status, denied in product(occasions, ("", "planned"), ("", "negated")):
        yield tuple(part for part in (occasion, status, denied) if part)


def _scope(event: Event, parts: tuple[str, ...]) -> str:
    return "/".join(parts if event.date else (event.article, *parts))


def _made(event: Event, scope: str) -> str:
    relation = load_relations().get(event.relation)
    return event_id(
        event_key(
            relation=event.relation,
            source=event.source.id,
            target=event.target.id,
            symmetric=relation is not None and relation.symmetric,
            when=event.date,
            scope=scope,
        )
    )
