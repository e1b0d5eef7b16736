"""The actors of a corpus in; what the page says of each out: its names, its offices by date, its place in the picture."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, Final

from kg.page.picture import node_size
from kg.page.world import state_of
from kg.reference import load_reference

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from kg.model import Actor, Corpus, Event, Evidence, Span
    from kg.page.plain import Plain
    from kg.reference import Term

_SAYS_NO_NAME: Final = frozenset(
    "he she it they him her them his hers its their theirs who whom whose which that i we you us our both".split()
)
_LONGEST_NAME: Final = 60
_MOST_NAMES: Final = 24
_Q_ID: Final = re.compile(r"Q[1-9][0-9]*")


def actor_row(
    actor: Actor, *, told: int, place: tuple[float, float], aliases: Iterable[str], in_texts: Iterable[str]
) -> Plain:
    """Return what the page knows of an actor; what is empty is left out.

    ``also`` are the words that the texts use for it, ``aliases`` the other names that the reference tables have.
    ``offices`` are office, body, first and last day, the latter "" where unknown or lasting.
    """
    texts = sorted(set(in_texts) - {actor.name})[:_MOST_NAMES]
    row: Plain = {
        "id": actor.id,
        "name": actor.name,
        "kind": actor.kind,
        "state": actor.state if actor.state != actor.name else "",
        "iso3": state_of(actor),
        "wikidata": actor.wikidata if _Q_ID.fullmatch(actor.wikidata) else "",
        "also": texts,
        "aliases": sorted(set(aliases) - {actor.name, *texts}),
        "offices": _offices(actor),
        "told": told,
        "size": node_size(told),
        "x": int(place[0]),
        "y": int(place[1]),
    }
    return {name: value for name, value in row.items() if value not in ("", [])}


def names_in_texts(corpus: Corpus) -> Mapping[str, frozenset[str]]:
    """Return the words that the evidence uses for each actor, by id; pronouns, common nouns and overlong ones are left out.

    So are the names of persons for the states they act for: "President Jair Bolsonaro" is no name of Brazil.
    """
    found: dict[str, set[str]] = {}
    people = {
        actor.name.split()[-1].casefold()
        for event in corpus.events
        for actor in (event.source, event.target)
        if actor.kind == "person" and actor.name.strip()
    }
    for event in corpus.events:
        for each in event.evidence:
            for actor, span in _named(event, each):
                words = " ".join(each.quote[span[0] - each.start : span[1] - each.start].split())
                # "men" and "leaders" name nobody; scripts without capitals differ from their own lower case nowhere.
                if (
                    words
                    and len(words) <= _LONGEST_NAME
                    and not (words.isascii() and words.islower())
                    and words.casefold() not in _SAYS_NO_NAME
                    and (actor.kind == "person" or people.isdisjoint(words.casefold().split()))
                ):
                    found.setdefault(actor.id, set()).add(words)
    return {actor: frozenset(names) for actor, names in found.items()}


def _named(event: Event, evidence: Evidence) -> Iterator[tuple[Actor, Span]]:
    """Yield the actors that the quote itself names; others are named elsewhere in the article."""
    for actor, span in ((event.source, evidence.source_span), (event.target, evidence.target_span)):
        if evidence.start <= span[0] < span[1] <= evidence.end:
            yield actor, span


def _offices(actor: Actor) -> list[list[str]]:
    known = load_reference().persons.get(actor.id) if actor.kind == "person" else None
    return [] if known is None else [_office(term) for term in known.terms]


def _office(term: Term) -> list[str]:
    begun = "" if term.start.year <= 1 else _day(term.start.isoformat(), term.start_precision)
    ended = "" if term.end is None else _day(term.end.isoformat(), term.end_precision)
    return [term.office.replace("-", " "), _body_name(term.of), begun, ended]


def _day(iso: str, precision: str) -> str:
    return {"year": iso[:4], "month": iso[:7]}.get(precision, iso)


@cache
def _body_name(identifier: str) -> str:
    tables = load_reference()
    body = tables.states.get(identifier) or tables.organisations.get(identifier)
    return body.actor.name if body else identifier
