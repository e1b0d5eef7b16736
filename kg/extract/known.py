"""Names and titles as an article tells them in, what it has told so far out: who a surname or a title stands for."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from datetime import date

from spacy.tokens import Doc

from kg.extract.gazetteer import surnames
from kg.extract.mentions import Mention
from kg.extract.roles import PAST_QUALIFIERS
from kg.model import Article


@dataclass(slots=True)
class Known:
    """What an article has told so far: people by short name, states by how often named, bodies by acronym.

    ``named`` has the ids of these people, for a look-up that does not go through all of them.
    ``homes`` has the states of officials, by id, that the article took for granted, ``group`` is the armed
    group named last.
    """

    article: Article
    people: dict[str, Mention] = field(default_factory=dict)
    named: set[str] = field(default_factory=set)
    states: Counter[str] = field(default_factory=Counter)
    titles: dict[tuple[str, ...], Mention] = field(default_factory=dict)
    bodies: dict[str, Mention] = field(default_factory=dict)
    homes: dict[str, str] = field(default_factory=dict)
    group: Mention | None = None

    @property
    def published(self) -> date | None:
        """Return the day of the article, by which offices and relative dates are read."""
        return self.article.published

    def remember(self, found: Mention, doc: Doc) -> None:
        """Let the short forms of a name stand for the person first called so."""
        for short in _short_forms(found, doc):
            if self.people.setdefault(short, found) is found:
                self.named.add(found.actor.id)

    def learn_title(self, new: Mention, doc: Doc, old: Mention) -> None:
        """Remember a person together with the title now read: the same person, and "the envoy" from here on."""
        for short in _short_forms(old, doc):
            if short not in self.people or self.people[short].actor.id == new.actor.id:
                self.people[short] = new
                self.named.add(new.actor.id)
        self.titles[(new.owner.actor.id if new.owner else "", *plain_title(new.title))] = new


def _short_forms(found: Mention, doc: Doc) -> tuple[str, ...]:
    name = doc[found.start : found.end].text
    forms = (name, *surnames(name, found.actor.state), found.actor.name, *surnames(found.actor.name, found.actor.state))
    return tuple(dict.fromkeys(forms))


def plain_title(words: tuple[str, ...]) -> tuple[str, ...]:
    """Return the words of a title without those that say it is over."""
    return tuple(word for word in words if word not in PAST_QUALIFIERS)
