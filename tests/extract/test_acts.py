"""Claims with their status in; what announcing or refusing a deed amounts to out."""

from __future__ import annotations

from dataclasses import replace

import pytest

from kg.extract.acts import speech_acts
from kg.extract.claims import Claim
from kg.extract.status import Status
from kg.frames import compile_pattern
from kg.model import Modality, Polarity, RelationId
from kg.ontology import load_relations
from kg.rules import Rule
from tests.extract.parses import FRANCE, RUSSIA, doc, found


def _claim(relation: str, *, polarity: Polarity = "affirmed", modality: Modality = "actual") -> Claim:
    parsed = doc("Russia/NNP/nsubj/1 hits/VBZ/ROOT/1 France/NNP/dobj/1")
    rule = Rule(
        relation=load_relations()[RelationId(relation)],
        pattern="A hit B",
        frame=compile_pattern("A hit B"),
        confidence=0.9,
        source_kinds=frozenset({"state"}),
        target_kinds=frozenset({"state"}),
        polarity=polarity,
        modality=modality,
    )
    return Claim(rule=rule, source=found(RUSSIA, 0), target=found(FRANCE, 2), trigger=parsed[1], trust=0.8)


def _acts(relation: str, status: Status) -> list[tuple[str, str, str]]:
    return [(one.rule.relation.id, said.polarity, said.modality) for one, said in speech_acts(_claim(relation), status)]


FACT = Status("affirmed", "actual")
PLAN = Status("affirmed", "planned")
DENIAL = Status("negated", "actual")
REFUSAL = Status("negated", "planned", refused=True)


@pytest.mark.parametrize("relation", sorted(load_relations()))
@pytest.mark.parametrize("status", [FACT, DENIAL, Status("affirmed", "possible"), Status("affirmed", "hypothetical")])
def test_what_is_fact_or_only_thought_of_is_no_further_act(relation: str, status: Status) -> None:
    assert _acts(relation, status) == [(relation, status.polarity, status.modality)]


def test_aid_that_is_announced_is_a_promise_and_not_yet_aid() -> None:
    assert _acts("aided", PLAN) == [("promised", "affirmed", "actual")]


def test_an_attack_that_is_announced_is_a_threat_and_a_planned_attack() -> None:
    assert _acts("attacked", PLAN) == [("threatened", "affirmed", "actual"), ("attacked", "affirmed", "planned")]


def test_a_meeting_that_is_announced_is_a_planned_meeting_only() -> None:
    assert _acts("met-with", PLAN) == [("met-with", "affirmed", "planned")]


def test_a_meeting_that_one_agrees_to_is_an_agreement_and_a_planned_meeting() -> None:
    parsed = doc("Russia/NNP/nsubj/1 agreed/VBD/ROOT/1 to/TO/aux/3 meet/VB/xcomp/1 France/NNP/dobj/3")
    claim = replace(_claim("met-with"), trigger=parsed[3])

    acts = [(one.rule.relation.id, said.modality) for one, said in speech_acts(claim, PLAN)]

    assert acts == [("agreed-with", "actual"), ("met-with", "planned")]


@pytest.mark.parametrize("relation", ["reduced-relations-with", "at-war-with"])
def test_a_break_that_is_announced_is_no_threat(relation: str) -> None:
    assert _acts(relation, PLAN) == [(relation, "affirmed", "planned")]


def test_a_meeting_that_is_refused_is_a_rejection_and_no_meeting() -> None:
    assert _acts("met-with", REFUSAL) == [("rejected", "affirmed", "actual"), ("met-with", "negated", "planned")]


def test_a_rejection_that_is_refused_is_not_rejected_again() -> None:
    assert [relation for relation, *_ in _acts("rejected", REFUSAL)] == ["rejected"]


def test_an_attack_that_is_refused_is_no_rejection() -> None:
    assert [relation for relation, *_ in _acts("attacked", REFUSAL)] == ["attacked"]


def test_the_deed_is_trusted_less_than_its_announcement() -> None:
    threat, deed = (claim for claim, _ in speech_acts(_claim("attacked"), PLAN))

    assert deed.trust < threat.trust == 0.8


def test_the_status_of_the_wording_does_not_reach_the_act_of_saying() -> None:
    claim = _claim("attacked", polarity="negated", modality="planned")

    threat, deed = (one for one, _ in speech_acts(claim, PLAN))

    assert (threat.rule.polarity, threat.rule.modality) == ("affirmed", "actual")
    assert (deed.rule.polarity, deed.rule.modality) == ("negated", "planned")


def test_the_pair_and_the_trigger_stay_those_of_the_claim() -> None:
    for claim, _ in speech_acts(_claim("attacked"), PLAN):
        assert (claim.source.actor, claim.target.actor, claim.trigger.text) == (RUSSIA, FRANCE, "hits")
