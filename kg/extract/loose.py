"""A trigger in, the tokens of its wider surroundings out: slots that the parser leaves in unusual places."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Final

from spacy.tokens import Token

from kg.extract.lexicon import Modifiers
from kg.extract.slots import (
    RELATIVES,
    agents,
    infinitives,
    is_noun,
    is_passive,
    is_verb,
    objects_of,
    patients,
    prepositional,
    subjects,
)

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
_AUTHORING: Final = frozenset(
    "made issued proposed offered presented tabled submitted filed drafted written put brought forwarded sent "
    "published released demanded requested sought imposed introduced launched lodged levelled leveled raised "
    "drawn negotiated wanted sponsored authored advanced committed perpetrated staged announced declared adopted passed "
    "signed enacted decreed ordered conducted carried held organised organized mounted waged".split()
)
"""Participles after a noun by which the one who made the thing is told: "the plan offered by B"."""
_SUFFERED: Final = frozenset(
    f"{noun}{end}"
    for noun in "invasion killing murder assassination bombing bombardment shelling massacre slaughter execution arrest "
    "detention jailing imprisonment abduction kidnapping beheading poisoning occupation annexation persecution "
    "harassment torture treatment mistreatment expulsion deportation encirclement siege blockade destruction storming "
    "shooting downing sinking seizure targeting ambush hacking stabbing rape genocide hanging lynching".split()
    for end in ("", "s")
)
"""Deeds whose "of" names the one who suffers them: the invasion of B is not B's doing."""
_PARTS: Final = frozenset({"one", "two", "three", "some", "many", "most", "closest", "among", "part"})
_ONCE: Final = frozenset({"former", "ex", "late", "then", "onetime", "erstwhile", "one-time", "would", "ousted"})
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
        if child.dep_ in {"advmod", "intj", "dobj"}:  # "said no to B"; a passive with two objects: "was sent a letter"
            yield child
        elif particle and child.dep_ == "prep" and child.lower_ == particle and child.i == verb.i + 1:
            yield from (inner for inner in child.children if inner.dep_ == "pobj")


def partners(verb: Token) -> Iterator[Token]:
    """Yield everything that an infinitive can be aimed at: its objects, or what its prepositions lead to."""
    objects = patients(verb)
    yield from objects
    yield from prepositional((verb, *objects), _AIMS)


def steps(nodes: list[Token], preps: frozenset[str]) -> Iterator[Token]:
    """Yield what prepositions lead to from any of the nodes, and with "to" their infinitives: "sent ships to deter B"."""
    yield from prepositional(nodes, preps)
    if "to" in preps:
        yield from (inner for node in nodes for inner in infinitives(node) if inner.tag_ == "VB")


def purposes(nodes: list[Token]) -> Iterator[Token]:
    """Yield what the infinitives on the way of a pattern act on: "sent ships to deter B"."""
    for node in nodes[1:]:
        if node.tag_ == "VB":
            yield from patients(node)


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
    yield from prepositional([noun], frozenset({"of", "by", "from"}) - _suffers(noun))


def _suffers(noun: Token) -> frozenset[str]:
    """Return the prepositions that lead from a deed to its victim and not to its doer."""
    return frozenset({"of"}) if noun.lower_ in _SUFFERED else frozenset()


def owners(noun: Token) -> Iterator[Token]:
    """Yield the tokens that may name whom a noun belongs to, the likeliest first."""
    suffered = _suffers(noun)
    for child in noun.children:
        if child.dep_ == "poss":
            yield child
    for child in noun.children:
        if child.dep_ in {"amod", "compound", "nmod", "nummod", "appos"}:
            yield child
    for child in noun.children:
        if child.dep_ == "acl":  # "a tanker flying its flag"
            yield from (
                possessor
                for thing in child.children
                if thing.dep_ == "dobj"
                for possessor in thing.children
                if possessor.dep_ == "poss"
            )
    for child in noun.children:
        if child.dep_ in {"acl", "relcl"} and child.lower_ in _AUTHORING:
            yield from _authors(child)
    for child in noun.children:
        if (
            child.dep_ in {"prep", "agent"}
            and child.lower_ not in suffered
            and child.lower_
            in {
                "of",
                "by",
                "in",
                "from",
                "at",
                "against",
                "near",
                "inside",
                "among",
            }
        ):
            yield from objects_of(child)


def _authors(verb: Token) -> Iterator[Token]:
    """Yield who made a thing: "the plan offered by B", "the plan (that) B offered"."""
    if verb.dep_ == "acl" or is_passive(verb):
        yield from agents(verb)
    else:
        yield from (child for child in verb.children if child.dep_ == "nsubj" and child.lower_ not in RELATIVES)


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
    elif word.dep_ == "compound" and (bearer := _bearer(word)) is not None:
        yield bearer  # "Moscow's old ally Havana"
    elif word.dep_ == "conj" and head != word and not _names(word):
        yield from predicate_subjects(head)
    elif word.dep_ == "pobj" and head.lower_ in {"of", "among"} and head.head.lower_ in _PARTS:
        yield from predicate_subjects(head.head)  # "A, one of B's allies"
    elif word.dep_ in {"nsubj", "nsubjpass", "dobj", "pobj", "conj", "poss"}:
        yield from _names(word)
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


def _names(noun: Token) -> list[Token]:
    """Return the names put behind a noun: "its ally Abu Dhabi"."""
    return [child for child in noun.children if child.dep_ == "appos"]


def _bearer(noun: Token) -> Token | None:
    """Return the name that a noun stands before as its title, unless it was so only once."""
    name = noun.head
    while name.dep_ == "compound":
        name = name.head
    if name.tag_[:3] != "NNP" or any(child.lower_ in _ONCE for child in name.children):
        return None
    return name


def titled(noun: Token) -> Token:
    """Return the token whose owners own a predicate noun: the name that it is the title of, else the noun."""
    return (_bearer(noun) if noun.dep_ == "compound" else None) or noun


def has_partner(nodes: Iterable[Token], preps: frozenset[str]) -> bool:
    """Return whether somebody unknown stands where the other side would: "A and B met with reporters"."""
    return any(is_noun(token) for token in prepositional(nodes, (preps | {"with"}) - {"to", "in", "on"}))


def measured(noun: Token) -> tuple[Token, ...]:
    """Return what a noun of quantity counts: "dozens of artifacts", "a string of penalties", "$2 million in aid"."""
    if noun.lower_ not in _QUANTITIES:
        return ()
    return tuple(prepositional([noun], frozenset({"of", "in"})))
