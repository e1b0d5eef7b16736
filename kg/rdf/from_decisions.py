"""The nodes of decisions in a file in; the decisions that were applied, with what they changed, out."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from kg.decision import Decided
from kg.decisiontable import content_from_toml
from kg.errors import DecisionError, GraphFileError
from kg.rdf.namespaces import from_local
from kg.rdf.nodes import Node, checked

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

Claim = tuple[str, str, int]


def read_decided(by_class: Mapping[str, Iterable[Node]], nodes: Mapping[str, Node]) -> tuple[Decided, ...]:
    """Return the decisions in the order in which they were made.

    Raises
    ------
    GraphFileError
        If a node lacks what kg writes, or its table is none of a decision.
    """
    found = list(by_class.get("Decision", ()))
    if not found:
        return ()
    actors: dict[str, list[str]] = defaultdict(list)
    for entity in by_class.get("Entity", ()):
        for decision in entity.values.get("changedBy", ()):
            actors[decision].append(from_local(entity.iri))
    claims: dict[str, list[Claim]] = defaultdict(list)
    for event in by_class.get("Event", ()):
        for iri in event.values.get("evidence", ()):
            claim = nodes.get(iri)
            for decision in claim.values.get("changedBy", ()) if claim else ():
                claims[decision].append(checked(lambda node, event=event: _claim(event, node), nodes[iri]))  # type: ignore[misc]  # the default binds the event of this round

    def decided(node: Node) -> tuple[int, Decided]:
        return int(node.one("decisionOrder")), _decided(node, nodes, claims[node.iri], actors[node.iri])

    return tuple(each for _, each in sorted((checked(decided, node) for node in found), key=lambda pair: pair[0]))


def _claim(event: Node, claim: Node) -> Claim:
    return from_local(event.iri), from_local(claim.one("article")), int(claim.one("beginChar"))


def _decided(node: Node, nodes: Mapping[str, Node], claims: list[Claim], actors: list[str]) -> Decided:
    person = node.one("wasAssociatedWith")
    if person not in nodes:
        raise GraphFileError(
            f"{node.where}: prov:wasAssociatedWith points at <{person}>, which the file does not describe"
        )
    common = {
        "name": from_local(node.iri),
        "kind": node.one("decisionKind"),
        "who": nodes[person].one("label"),
        "when": node.day("decidedOn"),
        "why": node.text("comment"),
    }
    try:
        decision = content_from_toml(node.one("decisionTable"), common)
    except DecisionError as error:
        raise GraphFileError(f"{node.where}: {error}; build the graph again, or mend it") from error
    return Decided(
        decision=decision,
        claims=tuple(sorted(set(claims))),
        actors=tuple(sorted(actors)),
        before=tuple(sorted(node.values.get("before", ()))),
    )
