"""An event noun in, the tokens around it that may be its two sides out: owners, light verbs, verbs that carry it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from spacy.tokens import Token

from kg.extract.lexicon import Modifiers
from kg.extract.slots import ASKING_NOUNS, agents, is_noun, is_verb, patients, prepositional, subjects

_ADVERBIAL: Final = frozenset({"after", "during", "in", "at", "before", "following", "for", "with", "through", "on"})
_BROKERING: Final = frozenset(
    "brokered mediated facilitated chaired sponsored convened organised organized backed supervised moderated".split()
)
_PATRONAGE: Final = frozenset("mediation auspices aegis offices facilitation chairmanship arbitration".split())
_MOVING: Final = frozenset(
    "reach reaches reached reaching come comes came coming go goes went gone going arrive arrives arrived arriving pour "
    "pours poured pouring flow flows flowed flowing flood flooded pass passed passes travelled traveled moved land lands "
    "landed sent handed delivered conveyed relayed transmitted forwarded addressed extended issued carried dispatched "
    "despatched wired cabled posted mailed faxed shipped flown airlifted given offered made expressed tendered read".split()
)
"""Verbs that bring what their subject names from one to another."""
_REACHING: Final = frozenset("reach reaches reached reaching".split())


def noun_sources(noun: Token, preps: frozenset[str]) -> Iterator[Token]:
    """Yield who may be the source of an event noun: its possessor, what modifies it, who made it."""
    for child in noun.children:
        if child.dep_ in {"poss", "amod", "compound", "nmod"}:
            yield child
    wanted = frozenset({"by", "from", "of"}) - preps
    yield from prepositional([noun], wanted)
    for child in noun.children:
        if child.dep_ == "acl" and child.tag_ == "VBN" and child.lower_ not in _BROKERING:
            # "the attack launched by A on B"; who brokers talks does not hold them
            yield from agents(child)


def governor(noun: Token, light: Modifiers) -> tuple[Token, float] | None:
    """Return the verb whose subject may be the source of an event noun, and how far that can be trusted."""
    node = noun
    while node.dep_ == "conj" and is_noun(node.head):
        node = node.head
    head = node.head
    if node.dep_ in {"dobj", "nsubjpass", "dative", "attr"} and is_verb(head):
        return (head, 1.0) if head.lower_ in light.verbs | light.receivers else None
    if node.dep_ == "pobj" and head.dep_ == "prep" and head.lower_ in _ADVERBIAL and is_verb(head.head):
        return head.head, 0.75
    if (
        node.dep_ == "pobj"
        and head.dep_ == "prep"
        and is_noun(head.head)
        and head.head.dep_ == "dobj"
        and head.head.head.lower_ in light.verbs | light.receivers
    ):
        return head.head.head, 0.8  # "held a round of talks with B"
    return None


def carrier(noun: Token) -> Token | None:
    """Return the verb that brings an event noun to somebody: "a letter from A reached B", "aid went from A to B"."""
    verb = noun.head
    return verb if noun.dep_ in {"nsubj", "nsubjpass"} and verb.lower_ in _MOVING and is_verb(verb) else None


def arrivals(verb: Token, preps: frozenset[str]) -> Iterator[Token]:
    """Yield where a verb of motion brings its subject."""
    if verb.lower_ in _REACHING:
        yield from patients(verb)
    yield from prepositional([verb], preps)


def invited(noun: Token) -> tuple[Token, ...]:
    """Return who acts at another's asking or with its help: "at the invitation of A, B came", "through A's mediation"."""
    prep = noun.head
    asked = noun.lower_ in ASKING_NOUNS and prep.lower_ in {"at", "on", "upon"}
    helped = noun.lower_ in _PATRONAGE and prep.lower_ in {"under", "through", "with", "by"}
    return subjects(prep.head) if (asked or helped) and noun.dep_ == "pobj" and is_verb(prep.head) else ()
