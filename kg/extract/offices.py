"""Named people with titles in, `leads` reports out: who holds an office of which state or organisation."""

from __future__ import annotations

from collections.abc import Container, Iterator, Mapping
from typing import Final

from spacy.tokens import Span

from kg.extract.evidence import evidence_of
from kg.extract.mentions import Mention, Mentions
from kg.extract.occurrence import Report
from kg.extract.pipeline import Paragraph
from kg.extract.roles import PAST_QUALIFIERS, PERSON_ROLES
from kg.extract.slots import patients, subjects
from kg.model import Article, RelationId
from kg.ontology import load_relations
from kg.reference import State

_LEADS: Final = RelationId("leads")
_TRUST: Final = 0.9
_FALLBACK_TRUST: Final = 0.7
_MADE: Final = frozenset({"elected", "appointed", "named", "made", "sworn"})
_HOLDING: Final = _MADE | {
    "is",
    "becomes",
    "became",
    "become",
    "remains",
    "serves",
    "served",
    "serving",
    "stays",
    "acts",
}
_NO_OFFICE: Final = frozenset(
    {"candidate", "nominee", "dissident", "warlord", "cleric", "prince", "princess", "sheikh", "ayatollah"}
)


def office_claims(
    article: Article,
    paragraph: Paragraph,
    sent: Span,
    mentions: Mentions,
    states: Mapping[str, State],
    named: Container[str] = frozenset(),
) -> Iterator[Report]:
    """Yield a report for each person of a sentence whose title is said with the name: "Chinese President Xi Jinping".

    A title without its state ("President Xi") counts for the state that the person is known to act for.
    ``states`` has the states by name, ``named`` the ids of the people whom the article calls by name: of them
    "the Russian president" says the office too.
    """
    relation = load_relations()[_LEADS]
    for person, owner, words, trust in (
        *_titled(sent, mentions, states),
        *_described(sent, mentions, named),
        *_predicated(sent, mentions),
    ):
        place = owner if isinstance(owner, Mention) else person
        yield Report(
            relation=relation,
            source=person.actor,
            target=owner.actor,
            evidence=evidence_of(
                article, paragraph, sent, person, place, (person.start, person.end),
                confidence=trust, rule=f"leads/title: {' '.join(words)}",
            ),
        )  # fmt: skip


_Office = tuple[Mention, Mention | State, tuple[str, ...], float]


def _titled(sent: Span, mentions: Mentions, states: Mapping[str, State]) -> Iterator[_Office]:
    for found in mentions:
        if (
            not sent.start <= found.start < sent.end
            or found.kind != "person"
            or found.form != "name"
            or not _is_office(found.title)
        ):
            continue
        if found.owner is not None:
            yield found, found.owner, found.title, _TRUST
        elif found.actor.state in states:
            yield found, states[found.actor.state], found.title, _FALLBACK_TRUST


def _described(sent: Span, mentions: Mentions, named: Container[str]) -> Iterator[_Office]:
    for found in mentions:
        if (
            sent.start <= found.start < sent.end
            and found.form == "role"
            and found.owner is not None
            and found.actor.id in named
        ):
            yield found, found.owner, ("office",), _FALLBACK_TRUST


def _predicated(sent: Span, mentions: Mentions) -> Iterator[_Office]:
    """Yield offices said by a verb: "Mottley is prime minister of Barbados", "Putin became president of Russia"."""
    for found in mentions:
        if not sent.start <= found.start < sent.end or found.owner is None or found.form not in {"role", "organ"}:
            continue
        words = found.title or ("office",)
        head = mentions.head(found)
        verb = head.head
        if head.dep_ == "pobj" and verb.lower_ == "as":
            verb = verb.head
        elif head.dep_ not in {"attr", "oprd"}:
            continue
        if verb.lower_ in _HOLDING and (found.kind == "person" or _is_office(found.title)):
            for subject in (*subjects(verb), *(patients(verb) if verb.lower_ in _MADE else ())):
                yield from (
                    (person, found.owner, words, _TRUST) for person in mentions.at(subject) if person.kind == "person"
                )


def _is_office(title: tuple[str, ...]) -> bool:
    return any(word in PERSON_ROLES and word not in _NO_OFFICE for word in title) and not PAST_QUALIFIERS & set(title)
