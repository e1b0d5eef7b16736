"""Fillers of a rule's slots in, claims out: who may act on whom, and one claim for one deed."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import combinations
from typing import Final

from spacy.tokens import Token

from kg.extract.fillers import Filler
from kg.extract.lexicon import specificity
from kg.extract.mentions import Mention
from kg.extract.slots import is_verb
from kg.ontology import RelationType
from kg.rules import Rule

_ALSO_OWNED: Final = frozenset({"visited", "mediated-between"})
_MESSAGE: Final = "sent-message-to"
_BE: Final = frozenset({"be", "is", "are", "was", "were", "been", "being", "remains", "remain", "remained"})


@dataclass(frozen=True, slots=True)
class Claim:
    """One fit of a rule: who, whom, the tokens that triggered it and how far the fit can be trusted (0..1)."""

    rule: Rule
    source: Mention
    target: Mention
    trigger: Token
    trust: float


def pair_up(rule: Rule, trigger: Token, sources: list[Filler], targets: list[Filler]) -> Iterator[Claim]:
    """Yield a claim for each source and target that may interact; those of a symmetric relation among themselves."""
    sources = [f for f in sources if f.found.kind in rule.source_kinds]
    targets = [f for f in targets if f.found.kind in rule.target_kinds]
    if rule.relation.root == "CONSULT" and rule.relation.id not in _ALSO_OWNED:
        # One meets and writes to actors, not to what they own: "met the demands of Germany" is no meeting.
        sources, targets = [f for f in sources if not f.owned], [f for f in targets if not f.owned]
    if rule.relation.sign >= 0:
        # "supports the Cuba blacklist" is no support of Cuba; "condemned Israeli strikes" does condemn Israel.
        targets = [f for f in targets if not f.modifier]
    if rule.relation.symmetric and rule.mutual and not targets:
        for a, b in combinations(sources, 2):
            if a.found.actor.id != b.found.actor.id:
                yield Claim(rule, a.found, b.found, trigger, rule.confidence * min(a.trust, b.trust))
        return
    for source in sources:
        for target in targets:
            if _may_interact(source.found, target.found, rule.relation):
                yield Claim(rule, source.found, target.found, trigger, rule.confidence * source.trust * target.trust)


def _may_interact(source: Mention, target: Mention, relation: RelationType) -> bool:
    """Return whether two mentions can be two sides: not one actor, not a state and those who act for it."""
    if "marked" in (source.form, target.form):
        return source.start != target.start
    if source.actor.id == target.actor.id:
        return False
    if source.actor.state and source.actor.state == target.actor.state and not relation.static:
        if target.kind == "state":
            return source.kind == "group"  # what officials do with their own state is no relation
        if source.kind == "state" and target.kind == "person":
            return relation.sign < 0  # a state may jail its own people
    return source.start != target.start or source.end != target.end


def best_readings(claims: list[Claim]) -> list[Claim]:
    """Return the best readings of a sentence: one deed of a pair is one claim, whatever number of rules fit it.

    Rules that fit below one verb are readings of one deed; the most specific pattern wins. A message and what
    it says ("a letter of congratulation") are two.
    """
    chosen: list[Claim] = []
    for claim in sorted(claims, key=_rank):
        if not any(_is_same_deed(claim, other) for other in chosen):
            chosen.append(claim)
    return sorted(chosen, key=lambda c: (c.trigger.i, *_rank(c)))


def _rank(claim: Claim) -> tuple[int, float, str, str, int, int]:
    return (
        -specificity(claim.rule),
        -claim.trust,
        claim.rule.relation.id,
        claim.rule.pattern,
        claim.source.start,
        claim.target.start,
    )


def _is_same_deed(claim: Claim, other: Claim) -> bool:
    if {claim.source.actor.id, claim.target.actor.id} != {other.source.actor.id, other.target.actor.id}:
        return False
    if _deed(claim.trigger) != _deed(other.trigger):
        return False
    one, two = claim.rule.relation, other.rule.relation
    if one.id == two.id or one.quad != two.quad:
        return True
    return one.root == two.root or (claim.trigger == other.trigger and _MESSAGE not in {one.id, two.id})


def _deed(trigger: Token) -> Token:
    """Return the verb that an event noun is the object of, else the trigger itself."""
    node = trigger
    while not is_verb(node) and node.dep_ in {"dobj", "nsubjpass", "conj", "attr"}:
        node = node.head
    if node.dep_ == "pobj" and node.head.head.lower_ in _BE:
        node = node.head.head  # "is at war with B"
    return node if is_verb(node) else trigger
