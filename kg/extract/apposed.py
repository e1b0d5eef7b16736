"""A named person in, what a noun beside the name in the parse says out: title and whose office it is."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from spacy.tokens import Token

from kg.extract.gazetteer import Gazetteer
from kg.extract.known import Known
from kg.extract.mentions import Mention, Mentions
from kg.extract.roles import PERSON_ROLES

Title = tuple[tuple[str, ...], Mention | None]

_OWNER_FORMS: Final = frozenset({"adjective", "name", "organ", "place"})
_OF: Final = frozenset({"of", "at", "for", "from", "with"})
_LEFT: Final = frozenset({"poss", "amod", "compound", "nmod"})
_DEEP: Final = 3
_ANYBODY: Final = frozenset({"official", "diplomat", "candidate", "nominee"})
_FELLOWS: Final = frozenset({"counterpart", "colleague", "homologue"})
_PLURAL_ROLES: Final = frozenset(
    "presidents leaders ministers counterparts colleagues premiers chancellors heads envoys ambassadors secretaries "
    "kings monarchs chiefs rulers negotiators spokesmen".split()
)
_NO_STATE: Final = frozenset({"counterpart", "colleague", "candidate", "nominee", "former", "ex"})
_ORDERING: Final = frozenset(
    "told tells sent sends send ordered orders instructed dispatched asked tasked appointed appoints named names sacked fired "
    "dismissed replaced swore".split()
)


def apposed_title(mentions: Mentions, found: Mention) -> Title:
    """Read "the head of Colombia's armed forces, General X" and "X, a top executive at Huawei" by the parse.

    ``found`` begins with its title or honorific.
    """
    head = mentions.head(found)
    beside = _above(head.head) if head.dep_ == "appos" else _before_comma(mentions, found)
    for noun in (*beside, *(child for child in head.children if child.dep_ == "appos")):
        if noun.lower_ in _FELLOWS and found.actor.state:
            return (noun.lower_,), None
        if noun.lower_ in PERSON_ROLES - _ANYBODY and not any(at.kind == "person" for at in mentions.at(noun)):
            owner = owner_of(noun, mentions)
            if owner is not None:
                words = [c.lower_ for c in noun.lefts if c.dep_ in {"amod", "compound"} and not mentions.at(c)]
                return (*words, noun.lower_), owner
    return (), None


def _above(noun: Token) -> list[Token]:
    """Return the nouns that a name is beside: in "the head of the army, X" the parser may take the army."""
    nouns = [noun]
    while noun.dep_ == "pobj" and noun.head.dep_ == "prep" and len(nouns) <= _DEEP:
        before = noun.doc[max(0, noun.head.i - 1)]
        # "the envoy to Afghanistan, X": the parser may hang "to" on the verb
        noun = before if before.lower_ in PERSON_ROLES else noun.head.head
        nouns.append(noun)
    return nouns


def _before_comma(mentions: Mentions, found: Mention) -> list[Token]:
    """Return the nouns of a phrase that a comma parts from the name, where the parser saw no apposition."""
    doc = mentions.doc
    closed = found.end >= len(doc) or doc[found.end].text in {",", ".", ";", ")"}
    if found.start < _DEEP or doc[found.start - 1].text != "," or not closed:
        return []
    noun = doc[found.start - 2]
    return _above(noun) if noun.tag_.startswith("NN") and not any(o.kind == "person" for o in mentions.at(noun)) else []


def owner_of(noun: Token, mentions: Mentions, *, depth: int = 0) -> Mention | None:
    """Return whose a role or organ is by the parse: beside the noun, or after "of" and down the chain."""
    for child in noun.children:
        if child.dep_ in _LEFT:
            at = [one for one in mentions.at(child) if one.form in _OWNER_FORMS and one.kind != "person"]
            if at:
                return at[0]
    if depth < _DEEP:
        for prep in noun.children:
            if prep.dep_ == "prep" and prep.lower_ in _OF:
                for child in prep.children:
                    if child.dep_ == "pobj":
                        at = [one for one in mentions.at(child) if one.form in _OWNER_FORMS and one.kind != "person"]
                        return (
                            at[0]
                            if at
                            else _apposed_body(child, mentions) or owner_of(child, mentions, depth=depth + 1)
                        )
    return None


def _apposed_body(noun: Token, mentions: Mentions) -> Mention | None:
    """Return the organisation named after a noun for its kind: "at the carmaker Volkswagen"."""
    named = [one for c in noun.children if c.dep_ == "appos" for one in mentions.at(c)]
    return next((one for one in named if one.kind in {"organization", "group"} and one.form == "name"), None)


def named_of_state(mentions: Mentions, found: Mention, *, gazetteer: Gazetteer, known: Known) -> Title:
    """Read "Sadyr Japarov of Kyrgyzstan": a known holder of an office there, or one of "the presidents, X of A and Y of B"."""
    doc, i = mentions.doc, found.end
    if doc[found.start - 1].tag_ == "POS" and found.start > 1:
        # "France's Macron", "the Kremlin's Dmitry Peskov"
        whose = next((one for one in mentions.at(found.start - 2) if one.kind == "state"), None)
        if whose is not None and gazetteer.in_office(found.actor.id, whose.actor.id, on=known.published):
            return ("leader",), whose
    if i + 2 >= len(doc) or doc[i].lower_ != "of":
        return (), None
    i += 2 if doc[i + 1].lower_ == "the" else 1
    owner = next((one for one in mentions.at(i) if one.form in {"name", "place"}), None)
    if owner is None or owner.kind == "person":
        return (), None
    if gazetteer.in_office(found.actor.id, owner.actor.id, on=known.published):
        return ("leader",), owner
    head = mentions.head(found)
    while head.dep_ == "conj":
        head = head.head
    nouns = ([head.head] if head.dep_ == "appos" else []) + [c for c in head.children if c.dep_ == "appos"]
    return (("leader",), owner) if any(noun.lower_ in _PLURAL_ROLES for noun in nouns) else ((), None)


def state_taken_for_granted(mentions: Mentions, found: Mention, title: tuple[str, ...]) -> Mention | None:
    """Return who says by standing before whose office a bare title is.

    In "Canadian Foreign Minister X, Development Minister Y and Z" it is the state of the person before in the list,
    in "Honduran President X told Foreign Minister Y" that of the one who gives the order.
    """
    if _NO_STATE & set(title):
        return None
    doc = mentions.doc
    if found.start and doc[found.start - 1].lower_ in {",", "and"}:
        for before in mentions.at(found.start - 2):
            if before.kind == "person" and before.owner is not None and before.title:
                return before.owner
    head = mentions.head(found)
    verb = head.head
    if head.dep_ in {"dobj", "dative"} and verb.lower_ in _ORDERING:
        for person in _subjects(verb, mentions):
            if person.owner is not None and person.title:
                return person.owner
    return None


def _subjects(verb: Token, mentions: Mentions) -> Iterator[Mention]:
    for child in verb.children:
        if child.dep_ == "nsubj":
            yield from (one for one in mentions.at(child) if one.kind == "person")
