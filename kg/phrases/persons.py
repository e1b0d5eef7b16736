"""A person of the tables and a day in; the role and the state on that day out."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import date

    from kg.reference import Person, Term

_CODES: Final = {
    "adviser": "GOV",
    "ambassador-to-un": "GOV",
    "armed-group-leader": "REB",
    "chair": "IGO",
    "commissioner": "IGO",
    "director-general": "IGO",
    "dissident": "OPP",
    "high-representative": "IGO",
    "intelligence-chief": "SPY",
    "lawmaker": "LEG",
    "managing-director": "IGO",
    "military-chief": "MIL",
    "opposition-leader": "OPP",
    "party-leader": "PTY",
    "pope": "REL",
    "prosecutor": "JUD",
    "secretary-general": "IGO",
    "speaker": "LEG",
}
_LASTING: Final = frozenset(("armed-group-leader", "dissident", "opposition-leader", "pope"))
"""Roles that end with no post: who had one is not of the elite because of it; the clergy stays clergy."""
_SECOND: Final = {"defence-minister": "MIL"}


def pick_person(persons: Iterable[Person], day: date | None) -> Person | None:
    """Return the one person in office on a day, else the only one there is; None where the name leaves it open."""
    found = tuple(persons)
    serving = [person for person in found if term_on(person, day) is not None]
    if len(serving) == 1:
        return serving[0]
    return found[0] if len(found) == 1 else None


def term_on(person: Person, day: date | None) -> Term | None:
    """Return the term on a day, the latest begun; without a day one that lasts as far as the tables know."""
    terms = [term for term in person.terms if (term.end is None if day is None else term.covers(day))]
    return terms[-1] if terms else None


def role_on(person: Person, day: date | None) -> tuple[str, str, Term, str]:
    """Return code, second code and term that give a person's role on a day, and the reason.

    Before the first term the first counts, after a term it leaves its holder in the elite (ELI).
    """
    term = term_on(person, day)
    if term is not None:
        when = f"since {term.start}" if day is None else f"on {day}"
        return code_of(term), _SECOND.get(term.office, ""), term, f"{term.office} of {term.of} {when}"
    past = [each for each in person.terms if day is None or each.end is None or each.end < day]
    if not past:
        first = person.terms[0]
        return code_of(first), "", first, f"later {first.office} of {first.of}, from {first.start}"
    last = past[-1]
    code = code_of(last)
    if last.office not in _LASTING:
        code = "ELI"
    return code, "", last, f"{last.office} of {last.of} until {last.end}"


def code_of(term: Term) -> str:
    """Return the role code of the holder of an office."""
    return _CODES.get(term.office, "GOV")


def holder(persons: Mapping[str, Person], office: str, state: str, day: date) -> Person | None:
    """Return the one holder of an office of a state on a day."""
    found = [
        person
        for person in persons.values()
        if any(term.office == office and term.of == state and term.covers(day) for term in person.terms)
    ]
    return found[0] if len(found) == 1 else None
