"""A word for several in, the actors it stands for out: "the two leaders", "both sides", "the pair", "their talks"."""

from __future__ import annotations

from dataclasses import replace
from itertools import islice
from typing import Final

from spacy.tokens import Token

from kg.extract.discourse import Discourse
from kg.extract.mentions import Mention, Mentions

_COUNTS: Final = frozenset({"two", "both", "three"})
_PEOPLE: Final = frozenset(
    "leaders presidents ministers diplomats counterparts heads envoys premiers statesmen men women politicians officials "
    "chiefs".split()
)
_STATES: Final = frozenset(
    "countries sides nations states neighbours neighbors governments parties capitals allies rivals powers armies "
    "militaries foes koreas peoples".split()
)
_BARE: Final = frozenset({"neighbours", "neighbors", "rivals", "sides"})
"""Nouns that "the" alone makes a collective of: "the sides agreed"."""
_PEERS: Final = frozenset({"ministers", "presidents", "premiers", "statesmen"})
"""People whom "the" alone takes up where two were named in the sentence before; "the leaders" may be many."""
_OFFICE_OF: Final = {
    "presidents": "president",
    "ministers": "minister",
    "premiers": "minister",
    "chancellors": "chancellor",
}
"""Nouns that only those who hold such an office are called by."""
_STANDING_ALONE: Final = frozenset({"both", "two", "pair", "duo", "trio"})
_SHARED: Final = frozenset(
    "talks meeting meetings summit conversation call discussions negotiations letters encounter handshake".split()
)
"""What several have together: "their talks" were held by the last two spoken of."""

_REACH: Final = 10
"""Mentions that a word for several looks back."""


def find_collective(token: Token, mentions: Mentions, discourse: Discourse) -> tuple[Mention, ...]:
    """Return the actors that a word stands for together, nothing where it names no group spoken of before."""
    lower = token.lower_
    if lower == "their" and token.head.lower_ in _SHARED:
        return _joint_subject(token, mentions) or _last(2, token, mentions, discourse, people=None)
    if lower == "their":
        return _plural_subject(token, mentions)
    if mentions.at(token):
        return ()
    if lower == "they" and token.dep_ in {"nsubj", "nsubjpass"}:
        return (
            joint_of_sentence(token, mentions)
            or _speaker_above(token, mentions)
            or discourse.joint
            or _several(discourse)
        )
    if lower == "them" and token.dep_ in {"dobj", "pobj", "dative"}:
        subject = clause_subject(token)
        acting = {f.actor.id for f in mentions.at(subject)} if subject is not None else set()
        return () if acting & {f.actor.id for f in discourse.joint} else discourse.joint
    if lower in _STANDING_ALONE and token.dep_ in {"nsubj", "nsubjpass", "dobj", "pobj"} and not _has_of(token):
        return _last(3 if lower == "trio" else 2, token, mentions, discourse, people=None)
    if token.tag_ == "NNS" and (lower in _PEOPLE or lower in _STATES):
        before = {child.lower_ for child in token.children}
        if before & _COUNTS or ("the" in before and lower in _BARE):
            return _last(3 if "three" in before else 2, token, mentions, discourse, people=lower in _PEOPLE)
        if lower == "heads" and [t.lower_ for t in token.doc[token.i + 1 : token.i + 3]] == ["of", "state"]:
            return _both_before(discourse)
        if lower in _PEERS and token.dep_ in {"nsubj", "nsubjpass"} and is_definite(token):
            return _both_before(discourse)
    return ()


def is_definite(noun: Token) -> bool:
    """Return whether a noun has "the" or "that" before it and nothing that tells which one is meant."""
    children = list(noun.children)
    return any(child.lower_ in {"the", "that"} for child in children) and not any(
        child.dep_ in {"amod", "compound", "poss", "relcl", "prep", "nummod"} for child in children
    )


def clause_subject(token: Token) -> Token | None:
    """Return the subject of the clause that a token stands in, None where it has none of its own."""
    verb = token.head
    while verb.tag_[:2] != "VB" and verb.head != verb:
        verb = verb.head
    subject = next((child for child in verb.children if child.dep_ in {"nsubj", "nsubjpass"}), None)
    if subject is not None and verb.dep_ == "relcl" and subject.lower_ in {"which", "who", "that"}:
        return verb.head
    return subject


def _has_of(token: Token) -> bool:
    """Return whether the group is named right after it: "both of the ministers", "a pair of jets"."""
    return any(child.dep_ == "prep" and child.lower_ == "of" for child in token.children)


def joint_of_sentence(token: Token, mentions: Mentions) -> tuple[Mention, ...]:
    """Return those who act together in a clause above: "Kenya and Somalia say they have agreed"."""
    verb = token.head
    while verb.head != verb:
        verb = verb.head
        for child in verb.children:
            if child.dep_ in {"nsubj", "nsubjpass"} and child.i < token.i:
                return together(child, mentions)
    return ()


def _speaker_above(token: Token, mentions: Mentions) -> tuple[Mention, ...]:
    """Return who says what "they" do: "the rebels said they would release ..."."""
    clause = token.head
    if clause.dep_ != "ccomp":
        return ()
    for child in clause.head.children:
        if child.dep_ == "nsubj" and child.tag_ in {"NNS", "NNPS", "NNP"}:
            return tuple(found for found in mentions.at(child) if found.kind != "person" and found.form != "medium")
    return ()


def together(subject: Token, mentions: Mentions) -> tuple[Mention, ...]:
    """Return the actors of a coordinated subject, nothing where it is a single one."""
    found = tuple(one for node in (subject, *subject.conjuncts) for one in mentions.at(node) if one.form != "medium")
    return found if len(found) >= 2 else ()


def _joint_subject(token: Token, mentions: Mentions) -> tuple[Mention, ...]:
    """Return the two or more who are the subject of the clause: "Trump and Kim cut short their summit"."""
    subject = clause_subject(token)
    if subject is None:
        return ()
    return together(subject, mentions)


def _plural_subject(token: Token, mentions: Mentions) -> tuple[Mention, ...]:
    """Return the group or the plural organ that is the subject of the clause: "the rebels and their leader"."""
    subject = clause_subject(token)
    if subject is None or subject.i > token.i:
        return ()
    return tuple(
        f for f in mentions.at(subject) if f.form != "medium" and (f.plural or f.kind in {"group", "organization"})
    )


def _several(discourse: Discourse) -> tuple[Mention, ...]:
    """Return who acted last where that is a plural: "Turkish troops entered Syria. They ..."."""
    last = discourse.subjects[-1:]
    return tuple(found for found in last if found.plural or found.kind in {"group", "organization"})


def _both_before(discourse: Discourse) -> tuple[Mention, ...]:
    """Return the two people of the sentence before: "Lavrov met Kerry. The ministers discussed ..."."""
    people = {found.actor.id: found for found in discourse.before}
    return tuple(people.values()) if len(people) == 2 else ()


def _last(
    size: int, token: Token, mentions: Mentions, discourse: Discourse, *, people: bool | None
) -> tuple[Mention, ...]:
    """Return the last distinct people or states spoken of, in the order in which they were named.

    ``people`` None takes people where enough were named of late, else states. Who acts in the clause is not
    among those acted upon: "Putin urged the two leaders" means two others.
    """
    if people is None:
        return _last(size, token, mentions, discourse, people=True) or _last(
            size, token, mentions, discourse, people=False
        )
    subject = clause_subject(token)
    barred = {f.actor.id for f in mentions.at(subject)} if subject is not None and subject != token else set()
    if not people and size == 2:
        pair = _states_of_joint(subject, mentions, discourse)
        if pair:
            return pair
        home = {f.actor.state for f in mentions.at(subject)} if subject is not None and subject != token else set()
        topics = [f for f in discourse.topics() if f.actor.state not in home]
        if len(topics) == 2:
            return tuple(topics)
    pile = reversed(discourse.persons if people else discourse.states)
    latest = list(islice((f for f in pile if people or f.kind == "state"), _REACH))
    open_to = [f for f in reversed(latest) if f.actor.id not in barred]
    holders = [f for f in open_to if discourse.holds(f, _OFFICE_OF.get(token.lower_, ""))] if people else []
    return _latest_distinct(holders, size) or _latest_distinct(open_to, size)


def _latest_distinct(pile: list[Mention], size: int) -> tuple[Mention, ...]:
    latest: dict[str, Mention] = {}
    for found in reversed(pile):
        if len(latest) < size:
            latest.setdefault(found.actor.id, found)
    return tuple(reversed(latest.values())) if len(latest) == size else ()


def _states_of_joint(subject: Token | None, mentions: Mentions, discourse: Discourse) -> tuple[Mention, ...]:
    """Return the two states of those who act together: "Park and Kamikawa welcomed the two sides' dialogue"."""
    joint = together(subject, mentions) if subject is not None else ()
    states = dict.fromkeys(found.actor.state for found in joint if found.actor.state)
    if len(states) != 2 or discourse.gazetteer is None:
        return ()
    tables = discourse.gazetteer.by_state_name
    return tuple(
        replace(joint[0], actor=tables[name].actor, form="name", gender="") for name in states if name in tables
    )
