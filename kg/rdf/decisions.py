"""The decisions of people that were applied to a corpus in; their provenance out: who decided what, when and why."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Final

from kg.decisiontable import content_to_toml
from kg.rdf.entities import LABEL
from kg.rdf.labels import decision_label
from kg.rdf.namespaces import PROV, RDFS, XSD
from kg.rdf.terms import TYPE, Description, Iri, Literal, ir, present, to_date

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kg.decision import Decided
    from kg.model import Corpus
    from kg.rdf.namespaces import Namespaces

_ACTIVITY: Final = Iri(PROV + "Activity")
_AGENT: Final = Iri(PROV + "Agent")
_PERSON: Final = Iri(PROV + "Person")
_BY: Final = Iri(PROV + "wasAssociatedWith")
_COMMENT: Final = Iri(RDFS + "comment")


class Changes:
    """Which decisions changed an event, a piece of evidence or an actor, as IRIs in order."""

    def __init__(self, corpus: Corpus, names: Namespaces) -> None:
        self._of: dict[tuple[str | int, ...], set[Iri]] = defaultdict(set)
        for decided in corpus.decisions:
            iri = Iri(names.decision(decided.decision.name))
            for actor in decided.actors:
                self._of["actor", actor].add(iri)
            for event, article, start in decided.claims:
                self._of["event", event].add(iri)
                self._of[event, article, start].add(iri)

    def of_actor(self, actor: str) -> list[tuple[Iri, Iri]]:
        """Return predicate and object for each decision that touches an actor."""
        return self._pairs("actor", actor)

    def of_event(self, event: str) -> list[tuple[Iri, Iri]]:
        """Return predicate and object for each decision that changed an event."""
        return self._pairs("event", event)

    def of_evidence(self, event: str, article: str, start: int) -> list[tuple[Iri, Iri]]:
        """Return predicate and object for each decision that changed what a claim is evidence of."""
        return self._pairs(event, article, start)

    def _pairs(self, *key: str | int) -> list[tuple[Iri, Iri]]:
        return [(ir("changedBy"), iri) for iri in sorted(self._of.get(key, ()))]


def describe_decisions(corpus: Corpus, names: Namespaces) -> Iterator[Description]:
    """Yield those who decided, then the decisions, each sorted by IRI."""
    people = {names.agent(each.decision.who): each.decision.who for each in corpus.decisions}
    for iri in sorted(people):
        yield Iri(iri), [(TYPE, _AGENT), (TYPE, _PERSON), (LABEL, Literal(people[iri]))]
    order = {decided.decision.name: number for number, decided in enumerate(corpus.decisions, 1)}
    for decided in sorted(corpus.decisions, key=lambda each: names.decision(each.decision.name)):
        yield _decision(decided, order[decided.decision.name], names)


def _decision(decided: Decided, number: int, names: Namespaces) -> Description:
    decision = decided.decision
    return Iri(names.decision(decision.name)), [
        *present(
            (TYPE, ir("Decision")),
            (TYPE, _ACTIVITY),
            (LABEL, Literal(decision_label(decision))),
            (ir("decisionKind"), Literal(decision.kind)),
            (ir("decisionOrder"), Literal(str(number), XSD + "integer")),
            (_BY, Iri(names.agent(decision.who))),
            (ir("decidedOn"), to_date(decision.when)),
            (_COMMENT, Literal(decision.why) if decision.why else None),
            (ir("decisionTable"), Literal(content_to_toml(decision))),
        ),
        *((ir("before"), Literal(text)) for text in decided.before),
    ]
