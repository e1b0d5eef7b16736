"""A trigger in, the tokens of its wider surroundings out: slots that the parser leaves in unusual places."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from spacy.tokens import Token

from kg.extract.lexicon import Modifiers
from kg.extract.slots import is_verb, patients, prepositional, subjects

_QUANTITIES: Final = frozenset(
    "dozens hundreds thousands millions billions tons tonnes barrels pieces shipment shipments round rounds series number "
    "string batch package couple pair amount amounts wave raft spate set lot lots host array range dose doses litres bags "
    "cargo load loads consignment kilograms million billion trillion metres meters cubic kilos truckload truckloads "
    "lorries trucks crate crates bottles share half third quarter percent cent worth rest most bulk tranche stock "
    "pair trio dollars euros pounds".split()
)
_ADVERBIAL: Final = frozenset({"after", "during", "in", "at", "before", "following", "for", "with", "through", "on"})
_BROKERING: Final = frozenset(
    "brokered mediated facilitated chaired sponsored convened organised organized backed supervised moderated".split()
)
_AIMS: Final = frozenset({"against", "with", "to", "on", "from", "for", "at"})


def may_be_verb(token: Token) -> bool:
    """Return whether a headline's verb was taken for a noun or adjective: it has objects or a subject of its own."""
    return token.tag_ in {"NNS", "NN", "JJ", "NNPS", "NNP"} and (
        token.dep_ == "ROOT" or any(child.dep_ in {"nsubj", "dobj", "nsubjpass"} for child in token.children)
    )


def objects(verb: Token, particle: str) -> Iterator[Token]:
    """Yield what a verb acts on, adverbs included, and what follows a particle that was taken for a preposition."""
    yield from patients(verb)
    for child in verb.children:
        if child.dep_ == "advmod" or child.dep_ == "dobj":  # a passive with two objects: "was sent a letter"
            yield child
        elif particle and child.dep_ == "prep" and child.lower_ == particle and child.i == verb.i + 1:
            yield from (inner for inner in child.children if inner.dep_ == "pobj")


def partners(verb: Token) -> Iterator[Token]:
    """Yield everything that an infinitive can be aimed at: its objects, or what its prepositions lead to."""
    objects = patients(verb)
    yield from objects
    yield from prepositional((verb, *objects), _AIMS)


def has_particle(verb: Token, particle: str) -> bool:
    """Return whether a particle belongs to a verb: marked so by the parser, or right behind it."""
    if verb.i + 1 < len(verb.doc) and verb.doc[verb.i + 1].lower_ == particle:
        return True
    return any(child.lower_ == particle and child.dep_ in {"prt", "advmod"} for child in verb.children)


def possessors(noun: Token) -> Iterator[Token]:
    """Yield what may name the possessor of a noun: "B's invitation", "the Russian invitation", "the invitation of B"."""
    for child in noun.children:
        if child.dep_ == "poss":
            yield child
    for child in noun.children:
        if child.dep_ in {"amod", "compound", "nmod"}:
            yield child
    yield from prepositional([noun], frozenset({"of", "by", "from"}))


def is_undone(noun: Token, undone: Modifiers) -> bool:
    """Return whether the verb above takes an event back: "lifted the sanctions", "ended its siege"."""
    return noun.dep_ in {"dobj", "nsubjpass"} and noun.head.lower_ in undone.verbs


def has_modifier(noun: Token, words: frozenset[str]) -> bool:
    """Return whether one of the words hangs on a noun."""
    return any(child.lower_ in words for child in noun.children)


def predicate_subjects(word: Token) -> Iterator[Token]:
    """Yield what an adjective or predicate noun is said of: "A is an ally of B", "A, an ally of B, ..."."""
    head = word.head
    if word.dep_ in {"acomp", "attr", "oprd", "xcomp", "advcl"} and is_verb(head):
        yield from subjects(head)
        if word.dep_ == "oprd":
            yield from (child for child in head.children if child.dep_ == "dobj")
    elif word.dep_ in {"appos", "amod", "acl", "relcl"}:
        yield head
    elif word.dep_ == "conj" and head != word:
        yield from predicate_subjects(head)
    elif word.dep_ in {"nsubj", "nsubjpass", "dobj", "pobj"}:
        yield from (child for child in word.children if child.dep_ == "appos")
    if is_verb(word):
        yield from subjects(word)


def is_mutual(verb: Token, preps: frozenset[str], target: str) -> bool:
    """Return whether the subjects of a verb without a second side act on each other: "A and B met", not "both ran"."""
    if target != "object" and preps.isdisjoint({"with", "against"}):
        return False
    return not any(
        (child.dep_ == "dobj" and child.tag_ in {"NN", "NNS"} and child.lower_ not in {"other", "another"})
        or (child.dep_ == "prep" and child.lower_ == "of")
        for child in verb.children
    )


def measured(noun: Token) -> tuple[Token, ...]:
    """Return what a noun of quantity counts: "dozens of artifacts", "a string of penalties", "$2 million in aid"."""
    if noun.lower_ not in _QUANTITIES:
        return ()
    return tuple(prepositional([noun], frozenset({"of", "in"})))
