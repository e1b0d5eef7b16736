"""The claim of a sentence in, where it happened out: a place said with the trigger, its verb, or as whom one visited."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Final

from spacy.tokens import Token

from kg.extract.claims import Claim
from kg.extract.mentions import Mention, Mentions
from kg.extract.roles import PERSON_ROLES
from kg.extract.slots import is_verb
from kg.model import Place

_EXACT: Final = frozenset({"in", "at", "near", "outside", "around", "inside", "off"})
_VAGUE: Final = frozenset({"from", "on"})
"""Prepositions that seldom tell of a place: "from Paris" does before the subject, "on" with a coast or border."""
_PLACE_LABELS: Final = frozenset({"GPE", "LOC", "FAC"})
_NO_PLACE: Final = frozenset({"DATE", "TIME", "PERSON", "CARDINAL", "NORP", "MONEY", "PERCENT", "ORDINAL"})
_SITES: Final = frozenset(
    "palace base spaceport cosmodrome embassy consulate airport port village town city capital border retreat resort "
    "headquarters region province district island islands sea strait gulf camp hotel castle compound house centre center "
    "ministry residence hall square peninsula coast".split()
)
_GATHERINGS: Final = frozenset("event meeting summit talks ceremony conference session gathering visit forum".split())
_OFF: Final = frozenset({"for", "about", "over", "to", "against"})
"""Prepositions whose object lies off the scene: "a call for talks in Geneva"."""
_DEEP: Final = 6
_HIGH: Final = 7


def place_at(claim: Claim, mentions: Mentions, capitals: Mapping[str, str]) -> Place | None:
    """Return where a claim happened: the town visited, or what its sentence says of the place."""
    relation = claim.rule.relation
    if relation.static:
        return None
    if relation.id == "visited" and (town := place_visited(claim.target, mentions, capitals)) is not None:
        return town
    return place_of(claim.trigger, mentions, capitals, target=None if relation.quad == "MX" else claim.target)


def place_of(
    trigger: Token, mentions: Mentions, capitals: Mapping[str, str], *, target: Mention | None = None
) -> Place | None:
    """Return where an event happened, None where its sentence does not say.

    A place stands after "in", "at" or "near" with the trigger or with its verb, be it below another noun ("at the
    summit in Paris"). The target of the claim itself is none: "lashed out at Canada" happened elsewhere.
    """
    node = trigger
    for _ in range(_HIGH):
        found = [place for prep in _preps_of(node) if (place := _place(prep, mentions, capitals, target)) is not None]
        if found:
            return next((place for place in found if place.country), found[0])
        if node.dep_ == "relcl" and any(child.lower_ == "where" for child in node.children):
            return _named(_described(node.head), mentions, capitals)
        if node.head == node or node.dep_ in {"ccomp", "relcl", "advcl", "acl"}:
            return None
        if node.dep_ == "pcomp" and is_verb(node.head.head):
            return None  # "thanked B in Paris for standing by": where B stood by is not said
        node = node.head
    return None


def _described(noun: Token) -> Token:
    """Return the town that a clause with "where" is about: "in Skopje, the capital of North Macedonia, where"."""
    if noun.dep_ == "pobj" and noun.head.lower_ == "of" and noun.head.head.dep_ == "appos":
        noun = noun.head.head
    return noun.head if noun.dep_ == "appos" else noun


def is_here(trigger: Token) -> bool:
    """Return whether a claim or its verb is told to have happened "here", in the town of the dateline."""
    nodes = (trigger, trigger.head) if is_verb(trigger.head) else (trigger,)
    return any(child.lower_ == "here" for node in nodes for child in node.children)


_TOWN: Final = re.compile(
    r"([A-Z][A-Z'’. -]+[A-Z])(?:, [A-Z][\w. ]+?)?(?: ?\(|,? (?:[A-Z][a-z]+\.? \d|\d)| ?--| ?[–—:] | - )"
)


def town_of(text: str, capitals: Mapping[str, str]) -> Place | None:
    """Return the town in capitals that stands before the text of a dispatch: "SEOUL (AP) -"."""
    head = _TOWN.match(text)
    if head is None:
        return None
    name = head[1].title()
    return Place(name=name, country=capitals.get(name, ""))


def place_visited(target: Mention, mentions: Mentions, capitals: Mapping[str, str]) -> Place | None:
    """Return the town that a visited state was named by: "flew to Hanoi"; the state itself is no place in it."""
    text = mentions.doc[target.start : target.end].text
    return Place(name=text, country=capitals[text]) if target.form == "place" and text in capitals else None


def _preps_of(node: Token, depth: int = 0) -> Iterator[Token]:
    """Yield the prepositions of place below a token, those of its objects after its own."""
    for child in node.children:
        if child.dep_ == "prep" and (
            child.lower_ in _EXACT or (child.lower_ in _VAGUE and child.i < node.i and is_verb(node))
        ):
            yield child
    if depth < _DEEP:
        for child in node.children:
            if _leads_on(child, node):
                yield from _preps_of(child, depth + 1)


def _leads_on(child: Token, node: Token) -> bool:
    """Return whether a place below a part of a clause is that of the clause: "at the summit in", "Speaking in"."""
    if child.dep_ in {"dobj", "pobj", "nsubjpass", "attr"} and not is_verb(child):
        return child.lower_ not in PERSON_ROLES and child.ent_type_ not in {"GPE", "NORP"}
    if child.dep_ == "nsubj":
        return child.lower_ in _GATHERINGS
    if child.dep_ == "advcl":
        return child.tag_ == "VBG" and child.i < node.i
    if child.dep_ == "prep":
        return child.lower_ not in _VAGUE | _OFF or any(obj.ent_type_ in {"TIME", "DATE"} for obj in child.children)
    return False


def _place(prep: Token, mentions: Mentions, capitals: Mapping[str, str], target: Mention | None) -> Place | None:
    for obj in prep.children:
        if obj.dep_ != "pobj":
            continue
        if target is not None and any(target.start <= one.i < target.end for one in (obj, *obj.conjuncts)):
            return None
        for deeper in (child for part in (obj, *_parts(obj)) for child in part.children):
            if deeper.dep_ == "prep" and deeper.lower_ in {"in", "near"}:
                place = _place(deeper, mentions, capitals, target)
                if place is not None and obj.ent_type_ not in {"GPE", "LOC"}:
                    return place
        return _named(obj, mentions, capitals)
    return None


def _parts(noun: Token) -> tuple[Token, ...]:
    return tuple(child for child in noun.children if child.dep_ == "appos")


def _named(noun: Token, mentions: Mentions, capitals: Mapping[str, str]) -> Place | None:
    at = mentions.at(noun)
    known = any(found.form in {"name", "place"} and found.kind == "state" for found in at)
    if not known and noun.ent_type_ not in _PLACE_LABELS:
        proper = noun.tag_ in {"NNP", "NNPS"} or any(child.tag_ == "NNP" for child in noun.children)
        if not proper or at or noun.ent_type_ in _NO_PLACE:
            return None
        if noun.tag_ not in {"NNP", "NNPS"} and noun.lower_ not in _SITES:
            return None
    name = _place_name(noun)
    country = capitals.get(name, "")
    for found in at:
        if found.kind == "state":
            country = found.actor.state
    if not country:
        country = next((f.actor.state for t in noun.subtree for f in mentions.at(t) if f.kind == "state"), "")
    return Place(name=name, country=country)


def _place_name(noun: Token) -> str:
    left = [t for t in noun.lefts if t.dep_ in {"compound", "nmod", "amod"} and t.tag_ in {"NNP", "NNPS"}]
    tokens = sorted([*(t for child in left for t in child.subtree), noun], key=lambda t: t.i)
    return noun.doc[tokens[0].i : tokens[-1].i + 1].text
