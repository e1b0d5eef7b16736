"""The offices of a French sentence in, `leads` reports out: who holds an office of which state or organisation."""

from __future__ import annotations

from collections.abc import Container, Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from spacy.tokens import Span, Token

from kg.extract.french.groups import Group
from kg.extract.french.roles import AGAINST, PAST
from kg.extract.french.slots import is_verb, patients, subjects
from kg.extract.french.status import FrenchWords, read_status
from kg.extract.french.telling import FrenchParagraph, quoted
from kg.extract.gazetteer import Gazetteer
from kg.extract.occurrence import Report
from kg.model import Actor, Article, Evidence, RelationId
from kg.ontology import load_relations

_LEADS: Final = RelationId("leads")
_TRUST: Final = 0.9
_FALLBACK_TRUST: Final = 0.7
_NO_OFFICE: Final = AGAINST | {"homologue", "ayatollah", "prince", "futur", "future", "élu", "élue"}
"""Words of roles that are no office, not one yet, or another's: "le futur chancelier", "son homologue chinois"."""
_BECOMING: Final = frozenset("devenu devenue devient deviendra reste resté restée".split())
_MADE: Final = frozenset("élu élue réélu réélue nommé nommée désigné désignée".split())
_PREDICATED: Final = frozenset({"xcomp", "obj", "obl:mod", "obl:arg", "ccomp", "advmod"})
"""How the small parser sees "président" in "a été élu président du Chili"."""
_Held = tuple[int, Actor, Actor, Group, float]
"""Where a person stands in the parse, the person, the owner of the office, the group that tells it, and how far to trust it."""


@dataclass(frozen=True, slots=True)
class HolderFinder:
    """Finds who holds an office in the sentences of an article.

    ``named`` has the ids of the people whom the article calls by name: of them "le président russe" says the office too.
    """

    article: Article
    gazetteer: Gazetteer
    modifiers: Mapping[str, FrenchWords]
    named: Container[str]

    def reports(self, paragraph: FrenchParagraph, sent: Span) -> Iterator[Report]:
        """Yield a report for each person of a sentence who is said with an office: "le président chinois Xi Jinping"."""
        start, quote = quoted(self.article, paragraph, sent)
        for at, person, owner, group, trust in (*self._titled(paragraph, sent), *self._predicated(paragraph, sent)):
            if person.id == owner.id or self.gazetteer.serves_another(person.id, owner):
                continue
            place = paragraph.span(at, at + 1)
            evidence = Evidence(
                article=self.article.id,
                start=start,
                end=start + len(quote),
                quote=quote,
                source_span=place,
                target_span=place,
                trigger_span=place,
                confidence=trust,
                rule=f"leads/title: {' '.join(group.office)}",
            )
            yield Report(relation=load_relations()[_LEADS], source=person, target=owner, evidence=evidence)

    def _titled(self, paragraph: FrenchParagraph, sent: Span) -> Iterator[_Held]:
        for i, group in _groups(paragraph, sent):
            if not _is_office(group.office) or len(group.actors) != 1 or group.actors[0].kind != "person":
                continue
            person = group.actors[0]
            if group.form == "role" and len(group.owners) == 1 and person.id in self.named:
                if not _is_predicate(paragraph.parsed.doc[i]):
                    yield i, person, group.owners[0], group, _FALLBACK_TRUST
            elif group.form == "name" and len(group.owners) == 1:
                yield i, person, group.owners[0], group, _TRUST
            elif group.form == "name" and not group.owners and person.id in self.gazetteer.reference.persons:
                state = self.gazetteer.by_state_name.get(person.state)
                if state is not None:
                    yield i, person, state.actor, group, _FALLBACK_TRUST

    def _predicated(self, paragraph: FrenchParagraph, sent: Span) -> Iterator[_Held]:
        """Yield offices said by a verb: "Mottley est la Première ministre de la Barbade", "a été élu président du Chili"."""
        for i, group in _groups(paragraph, sent):
            token = paragraph.parsed.doc[i]
            if group.form != "role" or not _is_office(group.office) or len(group.owners) != 1:
                continue
            verb = token if _is_predicate(token) else token.head
            status = read_status(verb, self.modifiers)
            if (status.polarity, status.modality) != ("affirmed", "actual"):
                continue
            for holder in _holders(token, verb):
                for found in paragraph.mentions.at(holder):
                    if found.kind == "person" and found.form == "name":
                        yield found.start, found.actor, group.owners[0], group, _TRUST


def _groups(paragraph: FrenchParagraph, sent: Span) -> Iterator[tuple[int, Group]]:
    for i in range(sent.start, sent.end):
        group = paragraph.parsed.groups.get(i)
        if group is not None and group.office:
            yield i, group


def _holders(office: Token, verb: Token) -> tuple[Token, ...]:
    """Return the tokens that stand for who is said to be, become, or be made what an office's token says."""
    if verb == office:
        return tuple(child for child in office.children if child.dep_.startswith("nsubj"))
    if not is_verb(verb) or office.dep_ not in _PREDICATED:
        return ()
    if verb.lower_ in _MADE:
        return subjects(verb) or tuple(token for token in patients(verb) if token != office)
    return subjects(verb) if verb.lower_ in _BECOMING else ()


def _is_predicate(token: Token) -> bool:
    return any(child.dep_ == "cop" for child in token.children)


def _is_office(words: tuple[str, ...]) -> bool:
    return bool(words) and not PAST & set(words) and (not _NO_OFFICE & set(words) or "héritier" in words)
