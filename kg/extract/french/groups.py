"""The tokens of a French paragraph in, its actors as groups of tokens out: names, offices with and without one, bodies."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Final

from spacy.tokens import Doc, Token

from kg.extract.french.roles import (
    ADJECTIVES,
    AGAINST,
    BEFORE,
    BODIES,
    CONTRACTED,
    DETERMINERS,
    HEADS_OF_ROLES,
    PORTFOLIOS,
    offices_of,
)
from kg.extract.french.tables import FrenchNames, Named, surnames_of
from kg.extract.gazetteer import Gazetteer, surnames
from kg.extract.mentions import Form
from kg.model import Actor, ActorId, Article, slug
from kg.reference import Person

_CIVIL: Final = frozenset("m. mm. mme mmes".split())
_PARTICLES: Final = frozenset("al el ben bin von van der de la al- el- ibn".split())
_LONGEST_ROLE: Final = 14
_MOST_WORDS: Final = 4
_CAPITALISED: Final = re.compile(r"[A-ZÀ-ÖØ-Þ][\w'’-]*[\w]")
_BEFORE_PLACES: Final = frozenset("le la les l' du des de d' en au aux à".split())
_ALIGNED: Final = frozenset("pro anti ex non".split())
_FORMS: Final[dict[str, Form]] = {
    "name": "name", "adjective": "adjective", "people": "name", "capital": "place", "seat": "name", "person": "name",
}  # fmt: skip
_SMALL: Final = frozenset(
    "talibans taliban houthis chebab shebab shebabs rebelles groupe îles pape palais royaume".split()
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """Tokens ``start`` to ``end`` (exclusive) that stand for an actor, or for several ("les présidents russe et turc").

    ``name_start`` and ``name_end`` are the tokens that evidence points at. ``head`` is the word by which the parser
    is to see it, None for a name. ``owner`` is whose office it is and ``office`` what it is called.
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
    plural: bool = False
    place: str = ""


@dataclass(slots=True)
class Told:
    """What an article has told so far: the people by their last names."""

    article: Article
    people: dict[str, Actor] = field(default_factory=dict)

    def remember(self, name: str, actor: Actor) -> None:
        """Let the last names of somebody stand for the person first called so."""
        for short in surnames(name, actor.state):
            self.people.setdefault(short, actor)


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
        self._names: Final = names
        self._gazetteer: Final = gazetteer
        self._surnames: Final = surnames_of(names)
        self.persons: Final[Mapping[str, Person]] = {
            str(key): person for key, person in gazetteer.reference.persons.items()
        }

    def find(self, doc: Doc, told: Told) -> list[Group]:
        """Return the groups of a paragraph in order, none overlapping another."""
        named = self._named(doc, told)
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
        self._named(doc, told)

    # ---- names

    def _named(self, doc: Doc, told: Told) -> dict[int, tuple[int, Named]]:
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
                told.remember(doc[i:end].text, self._acting(named, told))
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
            not _CAPITALISED.fullmatch(word)
            or word in self._names.exact
            or (i + 1 < len(doc) and _is_capital(doc[i + 1]))
        ):
            return None
        if i > 0 and _is_capital(doc[i - 1]) and doc[i - 1].lower_ not in _CIVIL | HEADS_OF_ROLES:
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
            and bool(_CAPITALISED.fullmatch(after.text))
            and bool(doc[end - 1].whitespace_)
            and named.form in {"capital", "name"}
            and after.text not in self._names.exact
            and not _is_sentence_end(doc[end - 1])
        )

    def _acting(self, named: Named, told: Told) -> Actor:
        if named.person is None:
            return named.actor
        return self._gazetteer.acting(named.person, on=told.article.published)

    def _plain(self, doc: Doc, i: int, named: dict[int, tuple[int, Named]], told: Told) -> Group | None:
        """Return the group of a name that begins at a token, or of a body with its state: "l'armée russe"."""
        if i in named:
            end, found = named[i]
            actor = self._acting(found, told)
            office = self._apposed(doc, end, named, actor)
            if office is not None:
                return Group(
                    start=i, end=office[0], actors=(actor,), form="name", how="name with office", name_start=i,
                    name_end=end, office=office[1],
                )  # fmt: skip
            return Group(
                start=i, end=end, actors=(actor,), form=_FORMS[found.form], how=found.form, name_start=i, name_end=end,
                head=doc[i].text if found.form == "adjective" else None, plural=found.form == "people", place=found.place,
            )  # fmt: skip
        if doc[i].lower_ in _CIVIL and i + 1 in named and named[i + 1][1].form == "person":
            end, found = named[i + 1]
            actor = self._acting(found, told)
            return Group(start=i, end=end, actors=(actor,), form="name", how="name", name_start=i + 1, name_end=end)
        return self._body(doc, i, named)

    def _apposed(
        self, doc: Doc, i: int, named: dict[int, tuple[int, Named]], actor: Actor
    ) -> tuple[int, tuple[str, ...]] | None:
        """Return the end and the words of an office that follows a person between commas."""
        if actor.kind != "person" or i >= len(doc) or doc[i].text != ",":
            return None
        read = self._read_role(doc, i + 1, named)
        if read is None:
            return None
        end, words, _, _ = read
        if end < len(doc) and doc[end].text in {",", "."} | {"!", "?", ";"}:
            return (end + (doc[end].text == ","), words)
        return None

    def _body(self, doc: Doc, i: int, named: dict[int, tuple[int, Named]]) -> Group | None:
        organ = BODIES.get(doc[i].lower_)
        if organ is None:
            return None
        end, owners = i + 1, []
        while end < len(doc) and end - i < _LONGEST_ROLE:
            token = doc[end]
            if end in named:
                until, owner = named[end]
                if owner.form not in {"adjective", "name", "capital"} or owner.actor.kind != "state":
                    break
                if owner.form != "adjective" and doc[end - 1].lower_ not in {"de", "d'", "du", "des", "la", "l'"}:
                    break
                owners.append(owner.actor)
                end = until
                if end + 1 < len(doc) and doc[end].lower_ == "et" and end + 1 in named:
                    if named[end + 1][1].form != owner.form or owner.form != "adjective":
                        break
                    end += 1
                    continue
                if end < len(doc) and doc[end].lower_ in {"de", "des"} and self._is_portfolio(doc, end, named):
                    continue
                break
            if (
                token.lower_ in ADJECTIVES
                or self._is_portfolio(doc, end, named)
                or token.lower_ in {"armées", "pénitentiaires"}
            ):
                organ = organ or ("foreign ministry" if token.lower_ == "étrangères" else "")
                if doc[i].lower_ == "ministère" and "défense" in token.lower_:
                    organ = "defence ministry"
                elif doc[i].lower_ == "ministère" and token.lower_ == "étrangères":
                    organ = "foreign ministry"
                end += 1
                continue
            if token.lower_ in {"de", "d'", "du", "des", "la", "l'", "les"} and (
                end + 1 in named
                or self._is_portfolio(doc, end, named)
                or (end + 2 in named and doc[end + 1].lower_ in {"la", "l'"})
            ):
                end += 1
                continue
            break
        if not owners:
            return None
        while end > i + 1 and doc[end - 1].lower_ in {"de", "d'", "du", "des", "la", "l'", "les"}:
            end -= 1
        actors = tuple(replace(owner, organ=organ) for owner in dict.fromkeys(owners))
        return Group(
            start=i, end=end, actors=actors, form="organ", how="body of a state", name_start=i, name_end=end,
            head=doc[i].text, plural=doc[i].lower_.endswith("s"),
        )  # fmt: skip

    # ---- offices

    def _role(
        self, doc: Doc, i: int, named: dict[int, tuple[int, Named]], told: Told, offices: list[tuple[str, ...]]
    ) -> Group | None:
        """Return the group of an office that begins at a token, with or without the name of its holder."""
        start = i
        if doc[i].lower_ in DETERMINERS - CONTRACTED and i + 1 < len(doc):
            i += 1
        read = self._read_role(doc, i, named)
        if read is None:
            return self._beside(doc, start, named, told)
        end, words, owners, head = read
        title_end = end
        comma = end < len(doc) and doc[end].text == ","
        at = end + 1 if comma else end
        person = self._person_at(doc, at, named, told, owners, words)
        closed = person is not None and (not comma or (person[0] < len(doc) and doc[person[0]].text in {",", "."}))
        if person is not None and closed:
            until, actor = person
            begin = at
            if comma and until < len(doc) and doc[until].text == ",":
                return self._of_person(start, until + 1, begin, until, actor, words)
            return self._of_person(start, until, begin, until, actor, words)
        actors = self._holders(owners, words, told, offices)
        if not actors:
            return None
        first = head if len(actors) > 1 or start == i else None
        return Group(
            start=start if first is None else i, end=title_end, actors=actors, form="role", how="office", name_start=i,
            name_end=title_end, head=first, office=words, plural=len(actors) > 1,
        )  # fmt: skip

    @staticmethod
    def _of_person(start: int, end: int, begin: int, until: int, actor: Actor, words: tuple[str, ...]) -> Group:
        return Group(
            start=start, end=end, actors=(actor,), form="name", how="office with name", name_start=begin, name_end=until,
            office=words,
        )  # fmt: skip

    def _beside(self, doc: Doc, i: int, named: dict[int, tuple[int, Named]], told: Told) -> Group | None:
        """Return the group of "chinois Xi Jinping" in "les présidents russe ... et chinois Xi Jinping"."""
        if i in named and named[i][1].form == "adjective" and named[i][0] in named:
            end, found = named[named[i][0]]
            if found.form == "person" and i > 0 and doc[i - 1].lower_ in {"et", ","}:
                actor = self._acting(found, told)
                return Group(
                    start=i, end=end, actors=(actor,), form="name", how="name", name_start=named[i][0], name_end=end
                )
        return None

    def _read_role(
        self, doc: Doc, i: int, named: dict[int, tuple[int, Named]]
    ) -> tuple[int, tuple[str, ...], tuple[Actor, ...], str] | None:
        """Return the end, the words, the owners and the noun of an office that begins at a token."""
        words: list[str] = []
        while i < len(doc) and (doc[i].lower_ in DETERMINERS - CONTRACTED or doc[i].lower_ in BEFORE):
            if doc[i].lower_ in BEFORE:
                words.append(doc[i].lower_)
            i += 1
        if i >= len(doc) or doc[i].lower_ not in HEADS_OF_ROLES or i in named and named[i][1].form != "adjective":
            return None
        head = doc[i].text
        words.append(doc[i].lower_)
        owners: list[Actor] = []
        end = i + 1
        while end < len(doc) and end - i < _LONGEST_ROLE:
            token = doc[end]
            lower = token.lower_
            if end in named:
                until, owner = named[end]
                if owner.form == "adjective" or doc[end - 1].lower_ in {"de", "d'", "du", "des", "la", "l'", "les"}:
                    if owner.form in {"person"}:
                        break
                    owners.append(owner.actor)
                    end = until
                    if end + 1 < len(doc) and doc[end].lower_ == "et" and end + 1 in named:
                        beside = named[end + 1]
                        if (
                            beside[1].form == owner.form == "adjective"
                            and beside[0] not in named
                            and doc[i].lower_.endswith("s")
                        ):
                            end += 1
                    continue
                break
            if lower in ADJECTIVES or lower in HEADS_OF_ROLES - {"chef"} or self._is_portfolio(doc, end, named):
                words.append(lower)
                end += 1
                continue
            if lower in {"de", "d'", "du", "des", "la", "l'", "les", "aux", "à"} and self._goes_on(doc, end, named):
                words.append(lower)
                end += 1
                continue
            break
        while doc[end - 1].lower_ in {"de", "d'", "du", "des", "la", "l'", "les", "aux", "à"}:
            words.pop()
            end -= 1
        return end, tuple(words), tuple(dict.fromkeys(owners)), head

    @staticmethod
    def _is_portfolio(doc: Doc, i: int, named: dict[int, tuple[int, Named]]) -> bool:
        return i < len(doc) and i not in named and doc[i].lower_ in PORTFOLIOS

    def _goes_on(self, doc: Doc, i: int, named: dict[int, tuple[int, Named]]) -> bool:
        """Return whether after "de la" or the like there is what belongs to an office: a state or a portfolio."""
        j = i + 1
        if j < len(doc) and doc[j].lower_ in {"la", "l'", "les"}:
            j += 1
        if doc[i].lower_ in {"aux", "à"}:
            return self._is_portfolio(doc, j, named)
        if j in named:
            return named[j][1].form not in {"person", "adjective", "people"}
        return self._is_portfolio(doc, j, named)

    def _person_at(
        self,
        doc: Doc,
        i: int,
        named: dict[int, tuple[int, Named]],
        told: Told,
        owners: tuple[Actor, ...],
        words: tuple[str, ...],
    ) -> tuple[int, Actor] | None:
        """Return the end and the actor of a person's name at a token, one that no table has included."""
        if i in named:
            end, found = named[i]
            if found.form == "person":
                return end, self._acting(found, told)
            return None
        end = i
        while end < len(doc) and end - i < _MOST_WORDS + 2 and end not in named:
            word = doc[end]
            joined = word.text == "-" or (end > i and doc[end - 1].text == "-")
            if not (_CAPITALISED.fullmatch(word.text) or (end > i and (word.lower_ in _PARTICLES or joined))):
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
            owners = (self._gazetteer.reference.states["vatican"].actor,)
        found: list[Actor] = []
        for owner in owners:
            meant = offices_of(words, owner.id)
            person = self._gazetteer.holder(meant, owner.id, on=told.article.published) if meant else None
            if person is not None:
                found.append(self._gazetteer.acting(person, on=told.article.published))
            elif owner.kind == "state" or owner.state:
                found.append(owner)
        return tuple(dict.fromkeys(found))


def _is_capital(token: Token) -> bool:
    return bool(_CAPITALISED.fullmatch(token.text))


def _begins_sentence(doc: Doc, i: int) -> bool:
    """Return whether a token may have its capital from standing first: at the head, after a stop, or in quotes."""
    return i == 0 or doc[i - 1].is_space or doc[i - 1].text in {".", "!", "?", "…", ":", "«", '"', "»", "-", "–", "—"}


def _is_sentence_end(token: Token) -> bool:
    return token.text in {".", "!", "?"}


def groups_by_start(groups: list[Group]) -> Iterator[tuple[int, Group]]:
    """Yield the groups with the token at which each begins."""
    return ((group.start, group) for group in groups)
