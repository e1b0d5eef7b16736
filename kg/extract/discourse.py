"""Mentions in the order of the text in, who was spoken of last out: the memory that references are resolved with."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Final

from kg.extract.gazetteer import Gazetteer
from kg.extract.known import Known
from kg.extract.mentions import Mention

_STANDS_OUT: Final = 2
"""How many times as often as the third the second state of an article is named where it is about two."""
_OFTEN: Final = 3


@dataclass(slots=True)
class Discourse:
    """Who was spoken of, the latest last.

    ``subjects`` are those who acted, ``joint`` those who last acted together, ``speaker`` is who spoke last,
    ``present`` are the people named in the sentence being read and ``before`` those of the sentence before.
    The tables and what the article has told tell what an organisation is and who held an office; without them
    nothing is looked up.
    """

    persons: list[Mention] = field(default_factory=list)
    subjects: list[Mention] = field(default_factory=list)
    states: list[Mention] = field(default_factory=list)
    joint: tuple[Mention, ...] = ()
    speaker: Mention | None = None
    present: list[Mention] = field(default_factory=list)
    before: list[Mention] = field(default_factory=list)
    gazetteer: Gazetteer | None = None
    known: Known | None = None

    def next_sentence(self) -> None:
        """Let what was present be what was before; a sentence without people leaves the last ones in place."""
        if self.present:
            self.before, self.present = self.present, []

    def topics(self) -> tuple[Mention, ...]:
        """Return the two states that the article is about as mentions without a place, nothing where no two stand out."""
        if self.known is None or self.gazetteer is None:
            return ()
        ranked = self.known.states.most_common(3)
        if len(ranked) < 2 or ranked[1][1] < (_OFTEN if len(ranked) > 2 else 2):
            return ()
        if len(ranked) > 2 and ranked[1][1] < _STANDS_OUT * ranked[2][1]:
            return ()
        tables = self.gazetteer.by_state_name
        return tuple(
            Mention(start=0, end=1, actor=tables[name].actor, form="name", how="topic")
            for name, _ in ranked[:2]
            if name in tables
        )

    def holds(self, found: Mention, office: str) -> bool:
        """Return whether a person's title or the tables say an office whose name has the word given."""
        if not office:
            return False
        if office in found.title:
            return True
        person = self.gazetteer.reference.persons.get(found.actor.id) if self.gazetteer else None
        day = self.known.published if self.known else None
        return person is not None and any(office in t.office and (day is None or t.covers(day)) for t in person.terms)

    def kind_of(self, found: Mention) -> str:
        """Return the kind of an organisation by the tables, the kind of the actor where they have it not."""
        listed = self.gazetteer.reference.organisations.get(found.actor.id) if self.gazetteer else None
        return listed.kind if listed is not None else str(found.kind)

    def note(self, found: Mention, *, subject: bool) -> None:
        """Remember a mention."""
        if found.form in {"medium", "adjective", "people"}:
            return
        pile = self.persons if found.kind == "person" else self.states
        pile.append(found)
        if found.kind == "person":
            self.present.append(found)
        if subject:
            self.subjects.append(found)
