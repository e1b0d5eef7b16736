"""A parsed paragraph with its known names and people in, the organisations that no table has out, with their acronyms."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Final

from spacy.tokens import Doc, Span

from kg.extract.known import Known
from kg.extract.mentions import Mention, Mentions
from kg.extract.roles import ARMED_NOUNS, ORGAN_NOUNS, PERSON_ROLES, STORMS
from kg.model import Actor, ActorId, ActorKind, slug

_LABELS: Final = frozenset({"ORG"})
_SMALL_WORDS: Final = frozenset("of the for and in on to de la del des du".split())
_LONGEST_BODY: Final = 9


def find_bodies(mentions: Mentions, *, body: int) -> None:
    """Add the organisations that the recogniser saw and no table has."""
    doc = mentions.doc
    for ent in doc.ents:
        if ent.label_ in _LABELS and ent.start >= body:
            _add_organisation(mentions, ent)


def find_acronyms(mentions: Mentions, *, known: Known) -> None:
    """Learn the acronyms that a paragraph introduces, and let them stand for what they are short for from there on."""
    doc = mentions.doc
    for i, acronym in _introduced(doc):
        _learn_acronym(mentions, i, acronym, known)
    if known.bodies:
        for token in doc:
            named = known.bodies.get(token.text)
            at = mentions.at(token)
            if named is not None and (not at or (at[0].start, at[0].end) == (token.i, token.i + 1)):
                new = replace(named, start=token.i, end=token.i + 1, how="acronym")
                if at:
                    mentions.overrule(new)
                else:
                    mentions.add(new)


def _introduced(doc: Doc) -> Iterator[tuple[int, str]]:
    """Yield acronyms in brackets with the position of the bracket: "Rapid Support Forces (RSF)"."""
    if "(" not in doc.text:
        return
    for token in doc[1:-2]:
        if token.text == "(" and doc[token.i + 2].text == ")":
            inside = doc[token.i + 1]
            if inside.is_alpha and inside.text[:2].isupper():
                yield token.i, inside.text


def _learn_acronym(mentions: Mentions, i: int, acronym: str, known: Known) -> None:
    start = _run_start(mentions.doc, i, acronym)
    before = mentions.at(i - 1)
    if before and before[0].kind != "person" and (before[0].form == "organ" or before[0].kind != "state"):
        if start is not None:
            known.bodies[acronym] = before[0]
        return
    if start is None:
        return
    inside = [found for j in range(start, i) for found in mentions.at(j)]
    if any(found.kind != "state" or found.start < start for found in inside):
        return
    state = inside[0].actor.state if inside else ""
    name = mentions.doc[start:i].text
    words = {token.lower_ for token in mentions.doc[start:i]}
    kind: ActorKind = "group" if words & ARMED_NOUNS else "organization"
    actor = Actor(id=ActorId(slug(name)), name=name, kind=kind, state="" if kind == "group" else state)
    found = Mention(start=start, end=i, actor=actor, form="name", how="introduced")
    mentions.overrule(found)
    known.bodies[acronym] = found


def _run_start(doc: Doc, end: int, acronym: str) -> int | None:
    """Return where the name before a bracket begins whose capitals make the acronym, None where none does."""
    letters = [letter for letter in acronym if letter.isupper()]
    i = end
    while i > max(0, end - _LONGEST_BODY) and letters:
        i -= 1
        word = doc[i].text
        if word[0].isupper() and word[0] == letters[-1]:
            letters.pop()
        elif doc[i].lower_ not in _SMALL_WORDS and word != "-":
            return None
    return i if not letters and end - i > 1 else None


def _add_organisation(mentions: Mentions, ent: Span) -> None:
    start, end = ent.start, ent.end
    if ent.doc[start].lower_ in {"the", "a", "an"}:
        start += 1
    if start < end and ent.doc[end - 1].tag_ == "POS":
        end -= 1
    inside = [found for i in range(start, end) for found in mentions.at(i)]
    if start >= end or any(
        found.form not in {"adjective", "place", "name"} or found.kind != "state" for found in inside
    ):
        return
    last = ent.doc[end - 1]
    if inside and (last.lower_ in ORGAN_NOUNS or last.lower_ in PERSON_ROLES or inside[0].end >= end):
        return  # "the Russian Foreign Ministry" is read as an organ of its state
    if not inside and (end - start < 2 and not last.text.isupper()):
        return  # a single unknown word labelled ORG is most often a person or a place
    name = ent.doc[start:end].text
    if (
        "," in name
        or ent.doc[start].lower_ in STORMS
        or "-led" in name
        or not any(c.isupper() for c in name)
        or last.lower_ in PERSON_ROLES
        or last.lower_ in ORGAN_NOUNS
        or not slug(name)
    ):
        return
    state = inside[0].actor.state if inside else ""
    actor = Actor(id=ActorId(slug(name)), name=name, kind="organization", state=state)
    new = Mention(start=start, end=end, actor=actor, form="name", how="recognised")
    if inside:
        mentions.replace(inside[0], new)
    else:
        mentions.add(new)
