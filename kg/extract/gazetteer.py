"""The reference tables in, look-ups for text out: names in a paragraph, surnames, and who held an office when."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import cached_property
from typing import Final, Literal

from spacy.language import Language
from spacy.matcher import PhraseMatcher
from spacy.tokens import Doc

from kg.model import Actor, ActorId, slug
from kg.reference import HEADS, Person, Reference, State, Term

EntryForm = Literal["name", "adjective", "capital", "seat", "organ", "medium", "context"]

FAMILY_NAME_FIRST: Final = frozenset(
    {"North Korea", "South Korea", "China", "Taiwan", "Vietnam", "Hungary", "Singapore", "Cambodia"}
)
"""States whose people are often named family name first in English news."""
_SHORT_DEMONYMS: Final = {"North Korean": "N. Korean", "South Korean": "S. Korean"}
_ORGANISATION_FORMS: Final[dict[str, EntryForm]] = {"organ": "organ", "media": "medium"}
_SHORTEST_NAME: Final = 3
_LEADING_OFFICES: Final = ("supreme-leader", "general-secretary", "de-facto-leader", "junta-leader", "chancellor")
"""Offices that outrank a president or prime minister beside them."""
_GRACE: Final = timedelta(days=200)
"""How long after a term its holder may still be meant by the surname alone."""
NAME_PARTICLES: Final = frozenset("al bin ibn ben von van der de la le da dos del di el abu".split())


@dataclass(frozen=True, slots=True)
class Entry:
    """One meaning of a name: how it names, and the actor. ``person`` is set for people."""

    form: EntryForm
    actor: Actor
    person: Person | None = None


class Gazetteer:
    """Finds the names of the reference tables in parsed text.

    Parameters
    ----------
    reference
        The tables.
    nlp
        The pipeline whose tokenizer and vocabulary the texts are made with.
    """

    def __init__(self, reference: Reference, nlp: Language) -> None:
        self.reference: Final = reference
        self._entries: dict[str, Entry] = {}
        self._contexts: dict[str, list[Entry]] = defaultdict(list)
        self._surnames: dict[str, list[Person]] = defaultdict(list)
        self._by_slug: dict[str, Person] = {}
        self._terms: dict[str, list[tuple[Person, Term]]] = defaultdict(list)
        self._genders: dict[str, Counter[str]] = defaultdict(Counter)
        self.by_state_name: Final[Mapping[str, State]] = {s.actor.name: s for s in reference.states.values()}
        self.countries_of_capitals: dict[str, str] = {}
        self._fill()
        self._nlp: Final = nlp

    @cached_property
    def _matcher(self) -> tuple[PhraseMatcher, Mapping[int, str]]:
        """Return what finds the names, with the name of each of its keys; who only asks for offices needs none."""
        matcher = PhraseMatcher(self._nlp.vocab, attr="ORTH")
        texts = sorted({*self._entries, *self._contexts})
        for text, doc in zip(texts, (self._nlp.make_doc(text) for text in texts), strict=True):
            matcher.add(text, [doc])
        return matcher, {self._nlp.vocab.strings[text]: text for text in texts}

    def _fill(self) -> None:
        # Later additions lose: states before organisations before people, names before metonyms.
        for state in self.reference.states.values():
            for name in (state.actor.name, *state.aliases):
                self._add(name, Entry("name", state.actor))
        for state in self.reference.states.values():
            self._fill_state(state)
        for organisation in self.reference.organisations.values():
            form = _ORGANISATION_FORMS.get(organisation.kind, "name")
            for alias in organisation.aliases:
                self._add(alias, Entry(form, organisation.actor))
        for state in self.reference.states.values():
            for capital in state.capitals:
                self._add(capital, Entry("capital", state.actor))
                self.countries_of_capitals.setdefault(capital, state.actor.name)
        for person in self.reference.persons.values():
            self._fill_person(person)

    def _fill_state(self, state: State) -> None:
        for demonym in state.demonyms:
            self._add(demonym, Entry("adjective", state.actor))
            if demonym in _SHORT_DEMONYMS:
                self._add(_SHORT_DEMONYMS[demonym], Entry("adjective", state.actor))
        for alias in state.context_aliases:
            self._contexts[alias.removeprefix("the ").removeprefix("The ")].append(Entry("context", state.actor))
        for seat in state.seats:
            self._add(seat, Entry("seat", state.actor))

    def _fill_person(self, person: Person) -> None:
        for name in (person.actor.name, *person.aliases):
            if " " in name or "-" in name or len(name) > _SHORTEST_NAME:
                self._add(name, Entry("name", person.actor, person))
            self._by_slug.setdefault(slug(name), person)
            for surname in surnames(name, person.actor.state):
                if person not in self._surnames[surname]:
                    self._surnames[surname].append(person)
        for term in person.terms:
            self._terms[term.of].append((person, term))
        if person.gender and person.actor.state not in FAMILY_NAME_FIRST:
            self._genders[person.actor.name.split()[0]][person.gender] += 1

    def _add(self, name: str, entry: Entry) -> None:
        self._entries.setdefault(name, entry)

    def entry(self, name: str) -> Entry | None:
        """Return what an exact name stands for, None if it is in no table."""
        return self._entries.get(name)

    def person_spelled(self, name: str) -> Person | None:
        """Return the known person of a full name whatever its accents, hyphens and capitals."""
        return self._by_slug.get(slug(name)) if " " in name else None

    def gender_of(self, name: str) -> str:
        """Return the gender that the people of the tables with the same first name all have, "" if unknown."""
        seen = self._genders.get(name.split()[0])
        return next(iter(seen)) if seen is not None and len(seen) == 1 else ""

    def in_office(self, person: ActorId, of: str, *, on: date | None) -> bool:
        """Return whether a person held an office of a state or organisation (by id) on a day."""
        known = self.reference.persons.get(person)
        return known is not None and on is not None and any(t.of == of and t.covers(on) for t in known.terms)

    def serves_another(self, person: ActorId, of: Actor) -> bool:
        """Return whether all known offices of a person are of other states than the one that an actor is of.

        Monarchs may reign in several states, and the officials of a territory or of a state that is no more
        are called by the state above or after it: of these nothing is sure.
        """
        known, there = self.reference.persons.get(person), self.by_state_name.get(of.state)
        if known is None or of.kind != "state" or there is None or not there.sovereign:
            return False
        homes = self._homes(known)
        sure = all(home in self.by_state_name and self.by_state_name[home].sovereign for home in homes)
        return bool(homes) and sure and of.state not in homes and all(t.office != "monarch" for t in known.terms)

    def _homes(self, person: Person) -> frozenset[str]:
        """Return the names of the states that a person is, or is known to have been, in office for."""
        states, bodies = self.reference.states, self.reference.organisations
        named = (states[t.of].actor.state if t.of in states else bodies[t.of].actor.state for t in person.terms)
        return frozenset(state for state in (person.actor.state, *named) if state)

    def find(self, doc: Doc) -> Iterator[tuple[int, int, tuple[Entry, ...]]]:
        """Yield token spans of known names with their meanings, the longest first where they overlap."""
        matcher, text_of_key = self._matcher
        spans = [(text_of_key[key], start, end) for key, start, end in matcher(doc)]
        spans.sort(key=lambda span: (span[1] - span[2], span[1]))
        taken: set[int] = set()
        for text, start, end in spans:
            if taken.isdisjoint(range(start, end)):
                entry = self._entries.get(text)
                if entry is None and (start == 0 or doc[start - 1].lower_ != "the"):
                    continue
                taken.update(range(start, end))
                yield start, end, ((entry,) if entry else tuple(self._contexts[text]))

    def acting(self, person: Person, *, on: date | None) -> Actor:
        """Return a person as the actor he or she was on a day: a secretary-general acts for no state."""
        now = [term for term in person.terms if on is not None and term.covers(on)]
        if not now:
            return person.actor
        states = [self.reference.states[term.of].actor.name for term in now if term.of in self.reference.states]
        organisations = [
            self.reference.organisations[term.of].actor.state for term in now if term.of in self.reference.organisations
        ]
        state = states[-1] if states else organisations[-1]
        return person.actor if state == person.actor.state else replace(person.actor, state=state)

    def by_surname(self, surname: str, *, on: date | None, heads_only: bool) -> Person | None:
        """Return the one person whom a surname alone can mean on a day, None where several or none can.

        ``heads_only`` leaves out everyone who was not a head of state or government; where several fit,
        the head of state or government wins.
        """
        people = [p for p in self._surnames.get(surname, ()) if in_office(p, on)]
        heads = [p for p in people if in_office(p, on, offices=HEADS)]
        if len(heads) == 1:
            return heads[0]
        if not people:
            # A former leader is still called by the surname alone, as long as only one can be meant.
            former = [
                p
                for p in self._surnames.get(surname, ())
                if any(t.office in HEADS and (on is None or t.start <= on) for t in p.terms)
            ]
            return former[0] if len(former) == 1 else None
        return people[0] if len(people) == 1 and not heads_only else None

    def holder(self, offices: frozenset[str], of: str, *, on: date | None) -> Person | None:
        """Return who held one of the offices of a state or organisation (by id) on a day, None if not exactly one."""
        if on is None:
            return None
        if offices == HEADS:
            # "the North Korean leader": the first of these offices that someone holds
            ranks = (self.holder(frozenset({office}), of, on=on) for office in _LEADING_OFFICES)
            return next((person for person in ranks if person is not None), self._only_holder(offices, of, on))
        return self._only_holder(offices, of, on)

    def holders(self, offices: frozenset[str], of: str, *, on: date | None) -> tuple[Person, ...]:
        """Return all who held one of the offices of a state or organisation (by id) on a day, in order of the tables."""
        found = {p.actor.id: p for p, t in self._terms.get(of, ()) if t.office in offices and on and t.covers(on)}
        return tuple(found.values())

    def _only_holder(self, offices: frozenset[str], of: str, on: date) -> Person | None:
        found = self.holders(offices, of, on=on)
        return found[0] if len(found) == 1 else None


def surnames(name: str, state: str) -> tuple[str, ...]:
    """Return the short forms by which news calls a person after the first mention.

    >>> surnames("Bashar al-Assad", "Syria"), surnames("Kim Jong Un", "North Korea")
    (('al-Assad', 'Assad'), ('Kim', 'Un'))
    """
    words = name.split()
    if len(words) < 2:
        return ()
    while len(words) > 2 and words[-1].strip(".").casefold() in {"jr", "sr", "ii", "iii", "iv"}:
        words.pop()
    last = words[-1]
    short = [last]
    if len(words) > 2 and words[-2].casefold() in NAME_PARTICLES:
        first = len(words) - 2
        while first > 1 and words[first - 1].casefold() in NAME_PARTICLES:
            first -= 1
        with_particle = " ".join(words[first:])
        short[:0] = [
            with_particle,
            with_particle[0].upper() + with_particle[1:],
        ]  # "bin Farhan", at a beginning "Bin Farhan"
    if last.casefold().startswith(("al-", "el-", "ul-")):
        short.append(last[3:])
    if state in FAMILY_NAME_FIRST and len(words) <= 3:
        short.insert(0, words[0])
    return tuple(dict.fromkeys(short))


def in_office(person: Person, on: date | None, *, offices: frozenset[str] | None = None) -> bool:
    """Return whether a person holds, or held until shortly before, an office on a day (any day if None)."""
    terms = [t for t in person.terms if offices is None or t.office in offices]
    if on is None:
        return bool(terms)
    return any(t.start <= on and (t.end is None or on <= t.end + _GRACE) for t in terms)
