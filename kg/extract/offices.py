"""Named people with titles in, `leads` reports out: who holds an office of which state or organisation."""

from __future__ import annotations

from collections.abc import Container, Iterator
from dataclasses import replace
from typing import Final

from spacy.tokens import Span

from kg.extract.evidence import evidence_of
from kg.extract.gazetteer import Gazetteer
from kg.extract.home import home_state
from kg.extract.known import Known
from kg.extract.mentions import Mention, Mentions
from kg.extract.occurrence import Report
from kg.extract.pipeline import Paragraph
from kg.extract.roles import PAST_QUALIFIERS, PERSON_ROLES, offices_of
from kg.extract.slots import patients, subjects
from kg.model import Article, RelationId
from kg.ontology import load_relations
from kg.reference import Organisation, State

_LEADS: Final = RelationId("leads")
_TRUST: Final = 0.9
_FALLBACK_TRUST: Final = 0.7
_GUESS_TRUST: Final = 0.6
_MADE: Final = frozenset({"elected", "appointed", "named", "made", "sworn", "chosen", "picked", "installed"})
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
_YET_TO_COME: Final = frozenset({"incoming", "elect", "designate", "future"})
"""Words by which an office is not held yet: "President-elect Trump", "the incoming chancellor"."""
_FOREIGN: Final = frozenset({"counterpart", "colleague"})
_GOVERNMENTS: Final = frozenset({"government", "administration", "regime", "cabinet", "junta"})
_CLEAR_LEAD: Final = 2.0
_NATIONAL: Final = frozenset(
    "minister president premier chancellor secretary spokesman spokeswoman spokesperson senator congressman congresswoman "
    "lawmaker legislator mp speaker prosecutor attorney general king queen".split()
)
"""Titles that a paper gives without the country where it means its own."""
_REBEL: Final = frozenset({"rebel", "guerrilla"})
_LED_KINDS: Final = frozenset({"party", "armed-group"})


def office_claims(
    article: Article,
    paragraph: Paragraph,
    sent: Span,
    mentions: Mentions,
    gazetteer: Gazetteer,
    known: Known,
    named: Container[str] = frozenset(),
) -> Iterator[Report]:
    """Yield a report for each person of a sentence whose title is said with the name: "Chinese President Xi Jinping".

    A title without its state ("President Xi") counts for the state that the person is known to act for, else for
    the state that the article is about. ``named`` has the ids of the people whom the article calls by name: of
    them "the Russian president" says the office too.
    """
    relation = load_relations()[_LEADS]
    for person, owner, words, trust in (
        *_titled(sent, mentions, gazetteer, known),
        *_described(sent, mentions, named),
        *_predicated(sent, mentions),
        *_predicated_of(sent, mentions),
        *_possessed(sent, mentions, gazetteer, known),
    ):
        if gazetteer.serves_another(person.actor.id, owner.actor):
            continue
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


def is_known_false(report: Report, gazetteer: Gazetteer) -> bool:
    """Return whether a report gives a person an office of a state although all that are known are of others."""
    leads = report.relation.id == _LEADS and report.evidence.polarity == "affirmed"
    return leads and gazetteer.serves_another(report.source.id, report.target)


_Office = tuple[Mention, Mention | State | Organisation, tuple[str, ...], float]


def _titled(sent: Span, mentions: Mentions, gazetteer: Gazetteer, known: Known) -> Iterator[_Office]:
    home, states = home_state(known, lead=_CLEAR_LEAD), gazetteer.by_state_name
    for found in mentions.within(sent.start, sent.end):
        if found.kind != "person" or found.form != "name" or not _is_office(found.title):
            continue
        if found.start and mentions.doc[found.start - 1].lower_ in _YET_TO_COME:
            continue  # "incoming German Chancellor Friedrich Merz"
        if found.owner is not None:
            yield found, found.owner, found.title, _TRUST
        elif _REBEL & set(found.title):
            if known.group is not None:  # "rebel spokesman X" speaks for the group named last
                group = replace(known.group, start=found.start, end=found.end)
                yield found, group, found.title, _GUESS_TRUST
        elif found.actor.state in states:
            yield found, states[found.actor.state], found.title, _FALLBACK_TRUST
        elif (body := _body_of_holder(found, gazetteer, known)) is not None:
            yield found, body, found.title, _FALLBACK_TRUST
        elif found.actor.id not in gazetteer.reference.persons and not _FOREIGN & set(found.title):
            holder = _state_of_holder(found, mentions) or (home if _NATIONAL & set(found.title) else None)
            if holder is not None and holder in states:
                known.homes[found.actor.id] = holder
                yield found, states[holder], found.title, _GUESS_TRUST


def _body_of_holder(found: Mention, gazetteer: Gazetteer, known: Known) -> Organisation | None:
    """Return the organisation in which a known person holds the office said on the day: "Guterres, the secretary-general"."""
    person, day = gazetteer.reference.persons.get(found.actor.id), known.published
    if person is None or day is None:
        return None
    offices = offices_of(found.title)
    bodies = {term.of for term in person.terms if term.office in offices and term.covers(day)}
    return gazetteer.reference.organisations.get(next(iter(bodies))) if len(bodies) == 1 else None


def _state_of_holder(found: Mention, mentions: Mentions) -> str | None:
    """Return the state of the person whose minister or envoy someone is: "his foreign minister, X"."""
    i = found.start - 1
    if i < 0 or mentions.doc[i].tag_ != "PRP$":
        return None
    return next((one.actor.state for one in mentions.at(i) if one.actor.state), None)


def _possessed(sent: Span, mentions: Mentions, gazetteer: Gazetteer, known: Known) -> Iterator[_Office]:
    """Yield who leads what a name stands before: "the Karzai government", "Imran Khan's PTI", "the regime of Assad"."""
    for found in mentions.within(sent.start, sent.end):
        if found.kind != "person" or found.form != "name":
            continue
        noun = mentions.head(found).head
        dep = mentions.head(found).dep_
        if dep == "pobj" and noun.lower_ == "of":
            noun, dep = noun.head, "of"
        if dep not in {"poss", "compound", "nmod", "of"} or noun.i >= sent.end:
            continue
        if noun.lower_ in _GOVERNMENTS and found.actor.state in gazetteer.by_state_name:
            state = gazetteer.by_state_name[found.actor.state]
            if known.published is None or gazetteer.in_office(found.actor.id, state.actor.id, on=known.published):
                yield found, state, (noun.lower_,), _FALLBACK_TRUST
        elif dep == "poss":
            for body in mentions.at(noun):
                listed = gazetteer.reference.organisations.get(body.actor.id)
                if body.form == "name" and listed is not None and listed.kind in _LED_KINDS:
                    yield found, body, ("'s",), _FALLBACK_TRUST


def _described(sent: Span, mentions: Mentions, named: Container[str]) -> Iterator[_Office]:
    for found in mentions.within(sent.start, sent.end):
        if found.form == "role" and found.owner is not None and found.actor.id in named:
            yield found, found.owner, ("office",), _FALLBACK_TRUST


def _predicated(sent: Span, mentions: Mentions) -> Iterator[_Office]:
    """Yield offices said by a verb: "Mottley is prime minister of Barbados", "Putin became president of Russia"."""
    for found in mentions.within(sent.start, sent.end):
        if found.owner is None or found.form not in {"role", "organ"}:
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


def _predicated_of(sent: Span, mentions: Mentions) -> Iterator[_Office]:
    """Yield offices whose owner is a word taken up: "she was chosen as the bloc's president", "he is its leader"."""
    for token in sent:
        if (
            token.lower_ not in PERSON_ROLES
            or mentions.at(token)
            or {c.lower_ for c in token.children} & PAST_QUALIFIERS
        ):
            continue
        verb = token.head
        if token.dep_ == "pobj" and verb.lower_ == "as":
            verb = verb.head
        elif token.dep_ not in {"attr", "oprd"}:
            continue
        owners = [one for c in token.children if c.dep_ == "poss" for one in mentions.at(c) if one.kind != "person"]
        if not owners or verb.lower_ not in _HOLDING:
            continue
        for subject in (*subjects(verb), *(patients(verb) if verb.lower_ in _MADE else ())):
            for person in mentions.at(subject):
                if person.kind == "person":
                    yield person, owners[0], (token.lower_,), _FALLBACK_TRUST


def _is_office(title: tuple[str, ...]) -> bool:
    if (PAST_QUALIFIERS | _YET_TO_COME) & set(title) or any(word.endswith(("-elect", "-designate")) for word in title):
        return False
    return "crown" in title or any(word in PERSON_ROLES and word not in _NO_OFFICE for word in title)
