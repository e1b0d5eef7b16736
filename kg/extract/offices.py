"""Named people with titles in, `leads` reports out: who holds an office of which state or organisation."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Final

from spacy.tokens import Span

from kg.extract.evidence import evidence_of
from kg.extract.found import Mentions
from kg.extract.merge import Report
from kg.extract.pipeline import Paragraph
from kg.extract.roles import PAST_QUALIFIERS, PERSON_ROLES
from kg.model import Article, RelationId
from kg.ontology import load_relations
from kg.reference import State

_LEADS: Final = RelationId("leads")
_TRUST: Final = 0.9
_FALLBACK_TRUST: Final = 0.7
_NO_OFFICE: Final = frozenset({"candidate", "nominee", "dissident", "warlord", "cleric", "prince", "princess", "sheikh", "ayatollah"})


def office_claims(
    article: Article, paragraph: Paragraph, sent: Span, mentions: Mentions, states: Mapping[str, State]
) -> Iterator[Report]:
    """Yield a report for each person of a sentence whose title is said with the name: "Chinese President Xi Jinping".

    A title without its state ("President Xi") counts for the state that the person is known to act for.
    ``states`` has the states by name.
    """
    relation = load_relations()[_LEADS]
    doc = paragraph.doc
    for found in mentions:
        if not sent.start <= found.start < sent.end or found.kind != "person" or found.form != "name":
            continue
        roles = [word for word in found.title if word in PERSON_ROLES and word not in _NO_OFFICE]
        if not roles or PAST_QUALIFIERS & set(found.title):
            continue
        if found.owner is not None:
            actor, trust, place = found.owner.actor, _TRUST, found.owner
        elif found.actor.state in states:
            actor, trust, place = states[found.actor.state].actor, _FALLBACK_TRUST, found
        else:
            continue
        yield Report(
            relation=relation,
            source=found.actor,
            target=actor,
            evidence=evidence_of(
                article, paragraph, sent, found, place, (found.start, found.end),
                confidence=trust, rule=f"leads/title: {' '.join(found.title)}",
            ),
        )  # fmt: skip
