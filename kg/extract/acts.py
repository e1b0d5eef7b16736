"""A claim with its status in, the claims it amounts to out: announcing aid is a promise, announcing war a threat."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Final

from spacy.tokens import Token

from kg.extract.claims import Claim
from kg.extract.status import Status
from kg.extract.status_cases import is_presupposed
from kg.model import RelationId
from kg.ontology import load_relations

_PROMISED: Final = RelationId("promised")
_THREATENED: Final = RelationId("threatened")
_REJECTED: Final = RelationId("rejected")
_AGREED: Final = RelationId("agreed-with")
_AGREEING: Final = frozenset(
    "agree agrees agreed agreeing accept accepts accepted accepting consent consents consented consenting".split()
)
_NOT_THREATENED: Final = frozenset({"at-war-with", "reduced-relations-with"})
_REACH: Final = 4
"""Words upwards from a plan among which a verb of agreeing may be its own."""
_LESS_SURE: Final = 0.85
"""What is left of the trust in a planned deed where the announcement itself is the event."""


def speech_acts(claim: Claim, status: Status) -> Iterator[tuple[Claim, Status]]:
    """Yield a claim and what its announcement or refusal amounts to, after the codebook.

    Aid that is only offered or announced is a promise ("offered aid" is `promised`); a deed of material
    conflict announced by its actor is a threat too; a meeting that is agreed to is an agreement too; a cooperation
    that is refused is a rejection too.
    """
    relation = claim.rule.relation
    said = Status("affirmed", "actual")
    if relation.quad == "MC" and status == Status("affirmed", "planned"):
        yield _as(claim, _PROMISED), said
        if relation.root == "AID":
            return
        claim = replace(claim, trust=claim.trust * _LESS_SURE)
    elif relation.quad == "MX" and relation.id not in _NOT_THREATENED and status == Status("affirmed", "planned"):
        yield _as(claim, _THREATENED), said
        claim = replace(claim, trust=claim.trust * _LESS_SURE)
    elif relation.root == "CONSULT" and status == Status("affirmed", "planned") and _is_agreed(claim.trigger):
        yield _as(claim, _AGREED), said
        claim = replace(claim, trust=claim.trust * _LESS_SURE)
    elif relation.quad in {"VC", "MC"} and status.refused and relation.id != _REJECTED:
        yield _as(claim, _REJECTED), said
        claim = replace(claim, trust=claim.trust * _LESS_SURE)
    yield claim, status


def _is_agreed(trigger: Token) -> bool:
    """Return whether a verb of agreeing governs a plan: "agreed to hold talks", "accepted an invitation to visit"."""
    line = (trigger, *trigger.ancestors)[:_REACH]
    return any(token.lower_ in _AGREEING for token in line)


def is_given(claim: Claim) -> bool:
    """Return whether a claim is of a war that its sentence takes for granted."""
    return claim.rule.relation.id == "at-war-with" and is_presupposed(claim.trigger)


def _as(claim: Claim, relation: RelationId) -> Claim:
    return replace(
        claim, rule=replace(claim.rule, relation=load_relations()[relation], polarity="affirmed", modality="actual")
    )
