"""The tokens of a French paragraph in, the names of the tables and the last names of people in them out."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final

from spacy.tokens import Doc, Token

from kg.extract.french.roles import HEADS_OF_ROLES
from kg.extract.french.tables import FrenchNames, Named, surnames_of
from kg.extract.gazetteer import Gazetteer, surnames
from kg.model import Actor, ActorId, Article

CIVIL: Final = frozenset("m. mm. mme mmes".split())
CAPITALISED: Final = re.compile(r"[A-ZÀ-ÖØ-Þ][\w'’-]*[\w]")
NamesAt = Mapping[int, tuple[int, Named]]
"""The names of a paragraph by the token at which they begin, each with its end."""
_BEFORE_PLACES: Final = frozenset("le la les l' du des de d' en au aux à".split())
_ALIGNED: Final = frozenset("pro anti ex non".split())
_SMALL: Final = frozenset(
    "talibans taliban houthis chebab shebab shebabs rebelles groupe îles pape palais royaume".split()
)


@dataclass(slots=True)
class Told:
    """What an article has told so far: the people by their last names."""

    article: Article
    people: dict[str, Actor] = field(default_factory=dict)

    def remember(self, name: str, actor: Actor) -> None:
        """Let the last names of somebody stand for the person first called so."""
        for short in surnames(name, actor.state):
            self.people.setdefault(short, actor)


class NameFinder:
    """Finds the names in French paragraphs.

    Parameters
    ----------
    names
        The French names of the tables' actors.
    gazetteer
        The tables: who held which office when.
    """

    def __init__(self, names: FrenchNames, gazetteer: Gazetteer) -> None:
        self._names: Final = names
        self._gazetteer: Final = gazetteer
        self._surnames: Final = surnames_of(names)

    def named(self, doc: Doc, told: Told) -> dict[int, tuple[int, Named]]:
        """Return the names of a paragraph by the token at which they begin, each with its end."""
        found: dict[int, tuple[int, Named]] = {}
        i = 0
        while i < len(doc):
            end, named = self._name_at(doc, i, told)
            if named is None:
                i += 1
                continue
            found[i] = (end, named)
            if named.person is not None and end - i > 1:
                told.remember(doc[i:end].text, self.acting(named, told))
            i = end
        return found

    def _name_at(self, doc: Doc, i: int, told: Told) -> tuple[int, Named | None]:
        token = doc[i]
        if not token.text[:1].isupper() and token.text not in self._names.exact and token.lower_ not in _SMALL:
            return i, None
        for end in range(min(len(doc), i + self._names.longest), i, -1):
            if end < len(doc) and doc[end].text == "-" and not doc[end - 1].whitespace_:
                continue  # "Kim Jong" of "Kim Jong-un"
            if not doc[end - 1].text[-1:].isalnum():
                continue
            named = self._names.find(doc[i:end].text)
            if named is not None and not self._is_part_of_a_name(doc, i, end, named):
                return end, named
        person = self._surname(doc, i, told) if token.text[:1].isupper() else None
        return (i + 1, person) if person is not None else (i, None)

    def _surname(self, doc: Doc, i: int, told: Told) -> Named | None:
        word = doc[i].text
        if word in told.people:
            return Named("person", told.people[word])
        if (
            not CAPITALISED.fullmatch(word)
            or word in self._names.exact
            or (i + 1 < len(doc) and _is_capital(doc[i + 1]))
        ):
            return None
        if i > 0 and _is_capital(doc[i - 1]) and doc[i - 1].lower_ not in CIVIL | HEADS_OF_ROLES:
            return None
        if not _begins_sentence(doc, i):
            known = self._surnames.get(word, frozenset())
            person = self._gazetteer.by_surname(word, on=told.article.published, heads_only=False)
            if person is None and len(known) == 1:
                person = self._gazetteer.reference.persons[ActorId(next(iter(known)))]
            if person is not None:
                return Named("person", person.actor, person)
        return None

    def _is_part_of_a_name(self, doc: Doc, start: int, end: int, named: Named) -> bool:
        """Return whether a name is part of a longer one that no table has: "Jordan Bardella", "rue de Paris"."""
        if named.form == "adjective":
            # "pro-russe" tells whose side someone is on; "le français" is a language
            return start > 1 and doc[start - 1].text == "-" and doc[start - 2].lower_ in _ALIGNED
        if named.form == "person" or end - start > 1:
            return False
        before = doc[start - 1] if start else None
        if before is not None and before.text == "-" and not before.whitespace_ and start > 1:
            return True
        if before is not None and before.lower_ in _BEFORE_PLACES:
            return False
        after = doc[end] if end < len(doc) else None
        return (
            after is not None
            and bool(CAPITALISED.fullmatch(after.text))
            and bool(doc[end - 1].whitespace_)
            and named.form in {"capital", "name"}
            and after.text not in self._names.exact
            and not _is_sentence_end(doc[end - 1])
        )

    def acting(self, named: Named, told: Told) -> Actor:
        """Return the actor of a name as he, she or it was on the day of the article."""
        if named.person is None:
            return named.actor
        return self._gazetteer.acting(named.person, on=told.article.published)


def _is_capital(token: Token) -> bool:
    return bool(CAPITALISED.fullmatch(token.text))


def _begins_sentence(doc: Doc, i: int) -> bool:
    """Return whether a token may have its capital from standing first: at the head, after a stop, or in quotes."""
    return i == 0 or doc[i - 1].is_space or doc[i - 1].text in {".", "!", "?", "…", ":", "«", '"', "»", "-", "–", "—"}


def _is_sentence_end(token: Token) -> bool:
    return token.text in {".", "!", "?"}
