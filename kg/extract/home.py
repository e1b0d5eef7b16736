"""Reports of an article in, the same with the state filled in for officials whose state the article takes for granted."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import Final

from kg.extract.known import Known
from kg.extract.occurrence import Report
from kg.extract.roles import PERSON_ROLES
from kg.model import Actor
from kg.reference import load_reference

_SHARE: Final = 0.4
"""Share of all mentions of states that the article's own state needs at least."""
_FOREIGN: Final = frozenset({"counterpart", "colleague", "candidate"})


def settle_states(reports: Iterable[Report], known: Known) -> tuple[Report, ...]:
    """Return the reports with stateless officials acting for the state that the article is about.

    A national paper writes "Foreign Minister Joseph Wu" and never says of which country. The state is filled in
    where the person has a title without an owner and one state leads the article's mentions clearly. Who the tables know
    to serve an organisation, as its secretary-general or prosecutor, acts for no state.
    """
    home = home_state(known)
    settled = {person: state for person, state in known.homes.items() if not _serves_organisation(person)}
    if home is not None:
        for found in known.people.values():
            if (
                found.owner is None
                and not found.actor.state
                and _has_office(found.title)
                and not _serves_organisation(found.actor.id)
            ):
                settled.setdefault(found.actor.id, home)

    def settle(actor: Actor) -> Actor:
        return replace(actor, state=settled[actor.id]) if actor.id in settled and not actor.state else actor

    return tuple(replace(report, source=settle(report.source), target=settle(report.target)) for report in reports)


def home_state(known: Known, *, lead: float = 1.0) -> str | None:
    """Return the name of the state that leads an article's mentions, None where none leads clearly.

    ``lead`` is how many times as often as the next one it is to be named at least.
    """
    ranked = sorted(known.states.items(), key=lambda item: (-item[1], item[0]))
    total = sum(known.states.values())
    if not ranked or ranked[0][1] < _SHARE * total or (len(ranked) > 1 and ranked[0][1] == ranked[1][1]):
        return None
    if len(ranked) > 1 and ranked[0][1] < lead * ranked[1][1]:
        return None
    return ranked[0][0]


def _has_office(title: tuple[str, ...]) -> bool:
    return any(word in PERSON_ROLES for word in title) and not _FOREIGN & set(title)


def _serves_organisation(person: str) -> bool:
    """Return whether the tables give a person an office of a body that belongs to no state, and of no state later."""
    tables = load_reference()
    known = tables.persons.get(person)
    if known is None or not known.terms:
        return False
    latest = max(known.terms, key=lambda term: term.start)
    body = tables.organisations.get(latest.of)
    return body is not None and not body.actor.state
