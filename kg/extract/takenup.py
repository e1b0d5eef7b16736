"""A noun that names nobody by itself in, the actor it takes up out: "the court", "the rebels", "its foreign ministry"."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from spacy.tokens import Token

from kg.extract.collectives import clause_subject, is_definite
from kg.extract.discourse import Discourse
from kg.extract.mentions import Mention, Mentions
from kg.extract.organs import resolve_organ
from kg.extract.roles import GROUP_NOUNS, ORGAN_NOUNS, PERSON_ROLES, QUALIFIERS

_STATE_NOUNS: Final = frozenset({"country", "nation"})
_FIGHTERS: Final = frozenset(
    "rebels militants guerrillas fighters insurgents gunmen extremists jihadists jihadis separatists militia militiamen "
    "paramilitaries rebel insurgency islamists".split()
)
_COMPANIES: Final = frozenset(
    "company firm corporation giant carrier airline manufacturer automaker bank startup".split()
)
_COMPANY_NAMES: Final = frozenset(
    "inc inc. corp corp. co co. ltd ltd. llc plc ag group holdings airlines airways".split()
)
_UNIONS: Final = frozenset("bloc alliance grouping union organisation organization body coalition forum".split())
_BODIES: Final = frozenset(
    "court tribunal council commission agency fund bank church foundation university union forum league organisation "
    "organization party front movement brigade army corps committee authority federation institute society network".split()
)
"""Nouns that take up the body whose name has them: "the court" after "the International Criminal Court"."""
_KINDS: Final[tuple[tuple[frozenset[str], frozenset[str]], ...]] = (
    (_FIGHTERS, frozenset({"armed-group", "group"})),
    (_COMPANIES, frozenset({"company"})),
    (_UNIONS, frozenset({"io", "bloc"})),
    (frozenset({"party"}), frozenset({"party"})),
    (frozenset({"group", "movement", "militia", "faction", "network"}), frozenset({"armed-group", "group", "ngo"})),
)
_OF_A_LEADER: Final = frozenset(
    "government administration cabinet regime army military navy troops forces soldiers ministry minister ministers embassy "
    "ambassador envoy officials spokesman spokeswoman spokesperson parliament delegation diplomats country nation "
    "premier".split()
)
"""What is a state's where it is called a person's: "his government", "her spokesman"."""
_REACH: Final = 12
_SOCIETIES: Final = frozenset({"group", "organization"})


def take_up(token: Token, mentions: Mentions, discourse: Discourse) -> tuple[Mention | None, str]:
    """Return the actor that a noun takes up, and the sieve that found it; (None, "") where it takes up nobody."""
    lower = token.lower_
    if lower in ORGAN_NOUNS or lower in PERSON_ROLES or lower in _STATE_NOUNS:
        found = _belonging(token, mentions, discourse)
        if found is not None:
            return found, "belonging"
    if lower in GROUP_NOUNS or lower in _COMPANIES:
        named = next(
            (one for c in token.children if c.dep_ == "compound" for one in mentions.at(c) if one.kind in _SOCIETIES),
            None,
        )
        if named is not None:
            return named, "noun after the name"  # "the Wagner group"
    if not any(child.lower_ in {"the", "that", "this"} for child in token.children) or _is_told_apart(token, mentions):
        return None, ""
    if lower in ORGAN_NOUNS and is_definite(token):
        organ = _same_organ(token, discourse)
        if organ is not None:
            return organ, "the organ"
    body = _of_kind(token, mentions, discourse) or _with_noun(token, mentions, discourse)
    if body is not None:
        return body, "the body"
    if lower in GROUP_NOUNS:
        group = next((f for f in reversed(discourse.states[-6:]) if f.kind in {"group", "organization"}), None)
        return group, "the group"
    if lower in _STATE_NOUNS and is_definite(token):
        return _other_state(token, mentions, discourse), "the country"
    return None, ""


def _same_organ(token: Token, discourse: Discourse) -> Mention | None:
    """Return the organ that was last called by the noun: "the ministry" after "India's foreign ministry"."""
    return next(
        (
            f
            for f in reversed(discourse.states[-_REACH:])
            if f.form == "organ" and token.lower_ in f.actor.organ.split()
        ),
        None,
    )


def _is_told_apart(token: Token, mentions: Mentions) -> bool:
    """Return whether a noun's own words say which one is meant: "the rebels of Chad", "the Dutch court"."""
    return any(
        child.dep_ in {"relcl", "poss"}
        or (child.dep_ == "prep" and child.lower_ == "of")
        or (child.dep_ in {"amod", "compound", "nmod", "appos"} and (mentions.at(child) or child.tag_ == "NNP"))
        for child in token.children
    )


def _of_kind(token: Token, mentions: Mentions, discourse: Discourse) -> Mention | None:
    lower = token.lower_
    for nouns, kinds in _KINDS:
        if lower in nouns:
            for found in _latest(token, mentions, discourse):
                if discourse.kind_of(found) in kinds or (
                    lower in _COMPANIES and found.actor.name.split()[-1].casefold() in _COMPANY_NAMES
                ):
                    return found
    return None


def _with_noun(token: Token, mentions: Mentions, discourse: Discourse) -> Mention | None:
    lower = token.lower_
    if lower not in _BODIES:
        return None
    return next((f for f in _latest(token, mentions, discourse) if lower in f.actor.name.casefold().split()), None)


def _latest(token: Token, mentions: Mentions, discourse: Discourse) -> list[Mention]:
    """Return the organisations and groups spoken of, the latest first, without who acts upon the noun."""
    subject = clause_subject(token)
    acting = {one.actor.id for one in mentions.at(subject)} if subject is not None and subject != token else set()
    pile = discourse.states[-_REACH:]
    return [f for f in reversed(pile) if f.kind in _SOCIETIES and f.actor.id not in acting]


def _belonging(token: Token, mentions: Mentions, discourse: Discourse) -> Mention | None:
    """Read "its foreign ministry", "his government" and "our country" as the state, or as who holds the office."""
    gazetteer, known = discourse.gazetteer, discourse.known
    owner = next((c for c in token.children if c.dep_ == "poss" and c.tag_ == "PRP$"), None)
    if gazetteer is None or known is None or owner is None:
        return None
    owners = {one.actor.id: one for one in mentions.at(owner)}
    if len(owners) != 1:
        return None
    (whose,) = owners.values()
    state = gazetteer.by_state_name.get(whose.actor.state)
    if state is None or (whose.kind != "state" and token.lower_ not in _OF_A_LEADER):
        return None
    if whose.kind not in {"state", "person"}:
        return None
    here = replace(whose, start=token.i, end=token.i + 1, actor=state.actor, form="organ", how="belonging", gender="")
    if token.lower_ in _STATE_NOUNS:
        return here
    words = [t.lower_ for t in token.doc[owner.i + 1 : token.i] if t.lower_ in QUALIFIERS or t.lower_ in PERSON_ROLES]
    return resolve_organ(
        (*words, token.lower_), here, token.i, token.i + 1, token.lower_, gazetteer=gazetteer, known=known
    )


def _other_state(token: Token, mentions: Mentions, discourse: Discourse) -> Mention | None:
    """Return the state that "the country" takes up: the last one spoken of that does not act in this clause."""
    subject = clause_subject(token)
    acting = (
        {found.actor.state for found in mentions.at(subject)} if subject is not None and subject != token else set()
    )
    states = [found for found in discourse.states[-4:] if found.kind == "state" and found.actor.state not in acting]
    return states[-1] if states else None
