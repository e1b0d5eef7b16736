"""Words with tags, dependencies and heads, or a few names, in; parsed `Doc`s, mentions and small tables out."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from functools import cache
from typing import TYPE_CHECKING, Final

import spacy
from spacy.tokens import Doc, Span

from kg.extract.gazetteer import Gazetteer
from kg.extract.mentions import Form, Mention, Mentions
from kg.frames import compile_pattern
from kg.model import ACTOR_KINDS, Actor, ActorId, ActorKind, RelationId
from kg.ontology import load_relations
from kg.reference import Organisation, Person, Reference, State, Term
from kg.rules import Rule
from tests.factories import actor

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Token

_NO_SPACE_BEFORE: Final = frozenset({",", ".", ":", ";", ")", "'s", "'", "n't", "%"})


@cache
def blank() -> Language:
    """Return the English tokenizer and vocabulary without any trained part."""
    return spacy.blank("en")


def doc(text: str, *, ents: Iterable[tuple[int, int, str]] = ()) -> Doc:
    """Return a parse written as ``word/TAG/dependency/head`` with heads counted from 0.

    ``ents`` are spans of tokens with their labels.
    """
    rows = [cell.rsplit("/", 3) for cell in text.split()]
    words = [row[0] for row in rows]
    spaces = [after not in _NO_SPACE_BEFORE for after in words[1:]] + [False]
    parsed = Doc(
        blank().vocab,
        words=words,
        spaces=spaces,
        tags=[row[1] for row in rows],
        deps=[row[2] for row in rows],
        heads=[int(row[3]) for row in rows],
    )
    parsed.ents = [Span(parsed, start, end, label) for start, end, label in ents]
    return parsed


def sentence(parsed: Doc) -> Span:
    """Return the only sentence of a parse."""
    (only,) = parsed.sents
    return only


def token(parsed: Doc, word: str) -> Token:
    """Return the first token with a text."""
    return next(each for each in parsed if each.text == word)


def found(
    who: Actor,
    start: int,
    end: int | None = None,
    *,
    form: Form = "name",
    how: str = "name",
    gender: str = "",
    title: tuple[str, ...] = (),
    owner: Mention | None = None,
) -> Mention:
    """Return a mention of one token unless an end is given."""
    return Mention(
        start=start,
        end=end or start + 1,
        actor=who,
        form=form,
        how=how,
        gender=gender,
        title=title,
        owner=owner,
    )


def mentions(parsed: Doc, *all_found: Mention) -> Mentions:
    """Return the mentions of a parse, each at its own tokens."""
    result = Mentions(parsed)
    for one in all_found:
        result.add(one)
    return result


def rule(
    pattern: str,
    relation: str = "criticised",
    *,
    confidence: float = 0.9,
    source: Iterable[ActorKind] = ACTOR_KINDS,
    target: Iterable[ActorKind] = ACTOR_KINDS,
    without: Iterable[str] = (),
) -> Rule:
    """Return a rule that any kind of actor may fill, unless kinds are given."""
    return Rule(
        relation=load_relations()[RelationId(relation)],
        pattern=pattern,
        frame=compile_pattern(pattern),
        confidence=confidence,
        source_kinds=frozenset(source),
        target_kinds=frozenset(target),
        polarity="affirmed",
        modality="actual",
        without=frozenset(without),
    )


KIM: Final = actor("Kim Jong Un", state="North Korea")
PUTIN: Final = actor("Vladimir Putin", state="Russia")
MERKEL: Final = actor("Angela Merkel", state="Germany")
RUSSIA: Final = actor("Russia", "state")
NORTH_KOREA: Final = actor("North Korea", "state")
UKRAINE: Final = actor("Ukraine", "state")
FRANCE: Final = actor("France", "state")
NATO: Final = actor("NATO", "organization")


def state(
    name: str,
    *,
    aliases: tuple[str, ...] = (),
    context: tuple[str, ...] = (),
    demonyms: tuple[str, ...] = (),
    capitals: tuple[str, ...] = (),
    seats: tuple[str, ...] = (),
) -> State:
    """Return a state of the tables without codes."""
    return State(
        actor=actor(name, "state"),
        aliases=aliases,
        context_aliases=context,
        demonyms=demonyms,
        capitals=capitals,
        seats=seats,
        iso3="",
        cow="",
    )


def person(
    name: str,
    of: str,
    office: str,
    start: str,
    end: str | None = None,
    *,
    state: str = "",
    gender: str = "m",
    aliases: tuple[str, ...] = (),
) -> Person:
    """Return a person with one term of office."""
    who = actor(name, state=state)
    term = Term(
        person=who.id,
        office=office,
        of=of,
        start=date.fromisoformat(start),
        end=date.fromisoformat(end) if end else None,
    )
    return Person(actor=who, aliases=aliases, gender=gender, terms=(term,))


def organisation(
    name: str, kind: str = "international", *, organ_of: State | None = None, organ: str = ""
) -> Organisation:
    """Return an organisation, a medium, or an organ of a state."""
    who = actor(name, "organization")
    if organ_of is not None:
        home: ActorKind = "state"
        who = Actor(
            id=ActorId(organ_of.actor.id), name=organ_of.actor.name, kind=home, state=organ_of.actor.name, organ=organ
        )
    return Organisation(actor=who, kind=kind, aliases=(name,))


@cache
def small_gazetteer() -> Gazetteer:
    """Return look-ups for a handful of states, organisations and people."""
    russia = state(
        "Russia",
        aliases=("Russian Federation",),
        demonyms=("Russian", "Russians"),
        capitals=("Moscow",),
        seats=("Kremlin",),
    )
    states = (
        russia,
        state(
            "North Korea",
            aliases=("DPRK", "N. Korea"),
            context=("the North",),
            demonyms=("North Korean",),
            capitals=("Pyongyang",),
        ),
        state("South Korea", context=("the South",), demonyms=("South Korean",), capitals=("Seoul",)),
        state("North Macedonia", context=("the North",), capitals=("Skopje",)),
        state("France", demonyms=("French",), capitals=("Paris",)),
        state("Ukraine", demonyms=("Ukrainian",), capitals=("Kyiv",)),
        state("Chad", demonyms=("Chadian",)),
    )
    organisations = (
        organisation("NATO"),
        organisation("Duma", "organ", organ_of=russia, organ="parliament"),
        organisation("Yonhap", "media"),
    )
    people = (
        person("Vladimir Putin", "russia", "president", "2012-05-07", state="Russia"),
        person(
            "Kim Jong Un", "north-korea", "supreme-leader", "2011-12-17", state="North Korea", aliases=("Kim Jong-un",)
        ),
        person("Emmanuel Macron", "france", "president", "2017-05-14", state="France"),
        person("Nicolas Sarkozy", "france", "president", "2007-05-16", "2012-05-15", state="France"),
        person("Sergei Lavrov", "russia", "foreign-minister", "2004-03-09", state="Russia"),
        person("Jens Stoltenberg", "nato", "secretary-general", "2014-10-01", "2024-10-01"),
    )
    reference = Reference(
        states={one.actor.id: one for one in states},
        organisations={str(name): one for name, one in zip(("nato", "duma", "yonhap"), organisations, strict=True)},
        persons={one.actor.id: one for one in people},
    )
    return Gazetteer(reference, blank())
