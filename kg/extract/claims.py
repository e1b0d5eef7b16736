"""Fillers of a rule's slots in, claims out: who may act on whom, and one claim for one deed."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from itertools import combinations
from typing import Final, Literal

from spacy.tokens import Token

from kg.extract.fillers import Filler
from kg.extract.lexicon import specificity
from kg.extract.mentions import Mention
from kg.extract.slots import is_verb
from kg.extract.status import Status
from kg.model import Modality, Polarity
from kg.ontology import RelationType
from kg.rules import Rule

_ALSO_OWNED: Final = frozenset({"visited", "mediated-between"})
_MESSAGE: Final = "sent-message-to"
_BE: Final = frozenset({"be", "is", "are", "was", "were", "been", "being", "remains", "remain", "remained"})

Side = Literal["source", "target"]
Bar = Literal["kind", "owned", "modifier", "one actor", "one mention", "own state", "own people"]
"""Why a rule whose words fit makes no claim of an actor or of a pair."""


@dataclass(frozen=True, slots=True)
class LearnedRule:
    """The reason of a claim that only the learned reader makes; it stands where a rule stands in other claims."""

    relation: RelationType
    polarity: Polarity = "affirmed"
    modality: Modality = "actual"

    @property
    def name(self) -> str:
        """Return the name shown as the reason of an event."""
        return f"{self.relation.id}/learned"

    @property
    def pattern(self) -> str:
        """Return what stands for a pattern where claims are explained."""
        return "read by the learned reader"


@dataclass(frozen=True, slots=True)
class Claim:
    """What a sentence seems to say: why, who, whom, the word that told it and the share of such claims that are right.

    ``status`` is None where the words around the trigger tell it.
    """

    rule: Rule | LearnedRule
    source: Mention
    target: Mention
    trigger: Token
    trust: float
    status: Status | None = None


def pair_up(rule: Rule, trigger: Token, sources: list[Filler], targets: list[Filler]) -> Iterator[Claim]:
    """Yield a claim for each source and target that may interact; those of a symmetric relation among themselves."""
    sources = [f for f in sources if bar_of(f, rule, "source") is None]
    targets = [f for f in targets if bar_of(f, rule, "target") is None]
    if rule.relation.symmetric and rule.mutual and not targets:
        for a, b in combinations(sources, 2):
            if a.found.actor.id != b.found.actor.id:
                yield Claim(rule, a.found, b.found, trigger, rule.confidence * min(a.trust, b.trust))
        return
    for source in sources:
        for target in targets:
            if bar_between(source.found, target.found, rule.relation) is None:
                yield Claim(rule, source.found, target.found, trigger, rule.confidence * source.trust * target.trust)


def bar_of(filler: Filler, rule: Rule, side: Side) -> Bar | None:
    """Return what keeps an actor off a side of a rule, None where nothing does."""
    if filler.found.kind not in (rule.source_kinds if side == "source" else rule.target_kinds):
        return "kind"
    if filler.owned and rule.relation.root == "CONSULT" and rule.relation.id not in _ALSO_OWNED:
        return "owned"  # one meets actors, not what they own: "met the demands of Germany" is no meeting
    if filler.modifier and side == "target" and rule.relation.sign >= 0:
        # "supports the Cuba blacklist" is no support of Cuba; "condemned Israeli strikes" does condemn Israel.
        return "modifier"
    return None


def bar_between(source: Mention, target: Mention, relation: RelationType) -> Bar | None:
    """Return what keeps two mentions from being two sides, None where nothing does.

    One actor is not two sides, and a state and those who act for it are none either.
    """
    if "marked" in (source.form, target.form):
        return "one actor" if source.start == target.start else None
    if source.actor.id == target.actor.id:
        return "one actor"
    if source.actor.state and source.actor.state == target.actor.state and not relation.static:
        if target.kind == "state":
            # What officials do with their own state is no relation.
            return None if source.kind == "group" else "own state"
        if source.kind == "state" and target.kind == "person":
            return None if relation.sign < 0 else "own people"  # a state may jail its own people
    return "one mention" if (source.start, source.end) == (target.start, target.end) else None


def best_readings(claims: list[Claim], *, deed: Callable[[Token], Token] | None = None) -> list[Claim]:
    """Return the best readings of a sentence: one deed of a pair is one claim, whatever number of rules fit it.

    Rules that fit below one verb are readings of one deed; the most specific pattern wins. A message and what
    it says ("a letter of congratulation") are two. ``deed`` gives the verb of a trigger, None that of an English one.
    """
    chosen: list[Claim] = []
    for claim in sorted(claims, key=_rank):
        if not any(_is_same_deed(claim, other, deed or _deed) for other in chosen):
            chosen.append(claim)
    return sorted(chosen, key=lambda c: (c.trigger.i, *_rank(c)))


def beaten_by(claim: Claim, best: Iterable[Claim], *, deed: Callable[[Token], Token] | None = None) -> Claim:
    """Return which of the best readings a claim that is none of them lost against."""
    return next(other for other in sorted(best, key=_rank) if _is_same_deed(claim, other, deed or _deed))


def _rank(claim: Claim) -> tuple[int, float, str, str, int, int]:
    return (
        -_specificity(claim),
        -claim.trust,
        claim.rule.relation.id,
        claim.rule.name,
        claim.source.start,
        claim.target.start,
    )


def _specificity(claim: Claim) -> int:
    return specificity(claim.rule) if isinstance(claim.rule, Rule) else 0


def _is_same_deed(claim: Claim, other: Claim, deed: Callable[[Token], Token]) -> bool:
    if {claim.source.actor.id, claim.target.actor.id} != {other.source.actor.id, other.target.actor.id}:
        return False
    if deed(claim.trigger) != deed(other.trigger):
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
