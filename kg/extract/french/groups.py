"""The tokens of a French paragraph in, its actors as groups of tokens out: names, offices with and without one, bodies."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from spacy.tokens import Doc

from kg.extract.french.names import CAPITALISED, CIVIL, NameFinder, NamesAt, Told
from kg.extract.french.offices import Office, read_body, read_office
from kg.extract.french.roles import AGAINST, CONTRACTED, DETERMINERS, offices_of
from kg.extract.french.tables import FrenchNames
from kg.extract.gazetteer import Gazetteer
from kg.extract.mentions import Form
from kg.model import Actor, ActorId, slug
from kg.reference import Person

_PARTICLES: Final = frozenset("al el ben bin von van der de la al- el- ibn".split())
_MOST_WORDS: Final = 6
"""Tokens of the longest name of a person whom no table knows; a hyphen is one."""
_STOPS: Final = frozenset(",.!?;")
_FORMS: Final[dict[str, Form]] = {
    "name": "name", "adjective": "adjective", "people": "name", "capital": "place", "seat": "name", "person": "name",
}  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """Tokens ``start`` to ``end`` (exclusive) that stand for an actor, or for several ("les présidents russe et turc").

    ``name_start`` and ``name_end`` are the tokens that evidence points at. ``head`` is the word by which the parser
    is to see it, None for a name. ``office`` is what an office is called, ``owners`` are the states and organisations that
    it is said with, and ``place`` is the English name of a town.
    """

    start: int
    end: int
    actors: tuple[Actor, ...]
    form: Form
    how: str
    name_start: int
    name_end: int
    head: str | None = None
    office: tuple[str, ...] = ()
    owners: tuple[Actor, ...] = ()
    plural: bool = False
    place: str = ""


class GroupFinder:
    """Finds the actors of French paragraphs.

    Parameters
    ----------
    names
        The French names of the tables' actors.
    gazetteer
        The tables: who held which office when.
    """

    def __init__(self, names: FrenchNames, gazetteer: Gazetteer) -> None:
        self._names: Final = NameFinder(names, gazetteer)
        self.gazetteer: Final = gazetteer
        self.persons: Final[Mapping[str, Person]] = {
            str(key): person for key, person in gazetteer.reference.persons.items()
        }

    def find(self, doc: Doc, told: Told) -> list[Group]:
        """Return the groups of a paragraph in order, none overlapping another."""
        named = self._names.named(doc, told)
        groups: list[Group] = []
        offices: list[tuple[str, ...]] = []
        i = 0
        while i < len(doc):
            group = self._role(doc, i, named, told, offices) or self._plain(doc, i, named, told)
            if group is None:
                i += 1
                continue
            if group.office:
                offices.append(group.office)
            groups.append(group)
            i = group.end
        return groups

    def learn(self, doc: Doc, told: Told) -> None:
        """Let an article tell whom it names in full, before it calls them by their last names."""
        self._names.named(doc, told)

    def _plain(self, doc: Doc, i: int, named: NamesAt, told: Told) -> Group | None:
        """Return the group of a name that begins at a token, or of a body with its state: "l'armée russe"."""
        if i in named:
            end, found = named[i]
            actor = self._names.acting(found, told)
            office = self._apposed(doc, end, named, actor)
            if office is not None:
                comma = doc[office.end].text == ","
                return Group(
                    start=i, end=office.end + comma, actors=(actor,), form="name", how="name with office", name_start=i,
                    name_end=end, office=office.words, owners=office.owners,
                )  # fmt: skip
            return Group(
                start=i, end=end, actors=(actor,), form=_FORMS[found.form], how=found.form, name_start=i, name_end=end,
                head=doc[i].text if found.form == "adjective" else None, plural=found.form == "people", place=found.place,
            )  # fmt: skip
        if doc[i].lower_ in CIVIL and i + 1 in named and named[i + 1][1].form == "person":
            end, found = named[i + 1]
            actor = self._names.acting(found, told)
            return Group(start=i, end=end, actors=(actor,), form="name", how="name", name_start=i + 1, name_end=end)
        body = read_body(doc, i, named)
        if body is None:
            return None
        return Group(
            start=i, end=body.end, actors=body.owners, form="organ", how="body of a state", name_start=i,
            name_end=body.end, head=body.head, plural=body.head.endswith("s"),
        )  # fmt: skip

    @staticmethod
    def _apposed(doc: Doc, i: int, named: NamesAt, actor: Actor) -> Office | None:
        """Return the office that follows a person between commas."""
        if actor.kind != "person" or i >= len(doc) or doc[i].text != ",":
            return None
        office = read_office(doc, i + 1, named)
        if office is None or office.end >= len(doc) or doc[office.end].text not in _STOPS:
            return None
        return office

    # ---- offices

    def _role(self, doc: Doc, i: int, named: NamesAt, told: Told, offices: list[tuple[str, ...]]) -> Group | None:
        """Return the group of an office that begins at a token, with or without the name of its holder."""
        start = i
        if doc[i].lower_ in DETERMINERS - CONTRACTED and i + 1 < len(doc):
            i += 1
        office = read_office(doc, i, named)
        if office is None:
            return self._beside(doc, start, named, told)
        end, words, owners, head = office.end, office.words, office.owners, office.head
        comma = end < len(doc) and doc[end].text == ","
        at = end + 1 if comma else end
        person = self._person_at(doc, at, named, told, owners, words)
        closed = person is not None and (not comma or (person[0] < len(doc) and doc[person[0]].text in {",", "."}))
        if person is not None and closed:
            until, actor = person
            end = until + (comma and until < len(doc) and doc[until].text == ",")
            return Group(
                start=start, end=end, actors=(actor,), form="name", how="office with name", name_start=at, name_end=until,
                office=words, owners=owners,
            )  # fmt: skip
        actors = self._holders(owners, words, told, offices)
        if not actors:
            return None
        first = head if len(actors) > 1 or start == i else None
        return Group(
            start=start if first is None else i, end=end, actors=actors, form="role", how="office", name_start=i,
            name_end=end, head=first, office=words, owners=owners, plural=len(actors) > 1,
        )  # fmt: skip

    def _beside(self, doc: Doc, i: int, named: NamesAt, told: Told) -> Group | None:
        """Return the group of "chinois Xi Jinping" in "les présidents russe ... et chinois Xi Jinping"."""
        if i in named and named[i][1].form == "adjective" and named[i][0] in named:
            end, found = named[named[i][0]]
            if found.form == "person" and i > 0 and doc[i - 1].lower_ in {"et", ","}:
                actor = self._names.acting(found, told)
                return Group(
                    start=i, end=end, actors=(actor,), form="name", how="name", name_start=named[i][0], name_end=end
                )
        return None

    def _person_at(
        self,
        doc: Doc,
        i: int,
        named: NamesAt,
        told: Told,
        owners: tuple[Actor, ...],
        words: tuple[str, ...],
    ) -> tuple[int, Actor] | None:
        """Return the end and the actor of a person's name at a token, one that no table has included."""
        if i in named:
            end, found = named[i]
            if found.form == "person":
                return end, self._names.acting(found, told)
            return None
        end = i
        while end < len(doc) and end - i < _MOST_WORDS and end not in named:
            word = doc[end]
            joined = word.text == "-" or (end > i and doc[end - 1].text == "-")
            if not (CAPITALISED.fullmatch(word.text) or (end > i and (word.lower_ in _PARTICLES or joined))):
                break
            end += 1
        while end > i and doc[end - 1].lower_ in _PARTICLES:
            end -= 1
        if end - i < 2 or not owners or set(words) & AGAINST:
            return None
        name = doc[i:end].text
        owner = owners[0]
        actor = Actor(id=ActorId(slug(name)), name=name, kind="person", state=owner.state)
        told.remember(name, actor)
        return end, actor

    def _holders(
        self, owners: tuple[Actor, ...], words: tuple[str, ...], told: Told, offices: list[tuple[str, ...]]
    ) -> tuple[Actor, ...]:
        """Return who held an office of each owner on the day of the article, else the state that it is an office of."""
        if set(words) & AGAINST:
            return ()
        if "homologue" in words:
            words = next((earlier for earlier in reversed(offices) if "homologue" not in earlier), words)
        if "pape" in words and not owners:
            owners = (self.gazetteer.reference.states["vatican"].actor,)
        found: list[Actor] = []
        for owner in owners:
            meant = offices_of(words, owner.id)
            person = self.gazetteer.holder(meant, owner.id, on=told.article.published) if meant else None
            if person is not None:
                found.append(self.gazetteer.acting(person, on=told.article.published))
            elif owner.kind == "state" or owner.state:
                found.append(owner)
        return tuple(dict.fromkeys(found))
