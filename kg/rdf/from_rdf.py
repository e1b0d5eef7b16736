"""A file that kg wrote, in Turtle or another RDF syntax, in; its corpus out."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from pathlib import Path
from typing import Final, cast

import pyoxigraph as ox

from kg.errors import GraphFileError
from kg.model import (
    MODALITIES,
    POLARITIES,
    Actor,
    ActorId,
    ActorKind,
    Article,
    Corpus,
    DateRange,
    Event,
    Evidence,
    Modality,
    Place,
    Polarity,
    RelationId,
)
from kg.ontology import BASE, IR, REL, load_relations
from kg.rdf.canonical import canonical
from kg.rdf.entities import CLASS_OF_KIND
from kg.rdf.from_decisions import read_decided
from kg.rdf.namespaces import WIKIDATA, from_local
from kg.rdf.nodes import Node, checked, read_nodes, read_quads
from kg.rdf.sources import DATASET

_KIND_OF_CLASS: Final = {name: kind for kind, name in CLASS_OF_KIND.items()}


def read_turtle(path: Path | str) -> Corpus:
    """Return the corpus of a Turtle file, whatever the base of its IRIs.

    Other syntaxes of RDF are known by their suffix: .nt, .nq, .trig, .rdf, .xml, .jsonld; the named graphs of a data
    set are read as one.
    Its articles have the digest of their text instead of the text; everything else is as it was written
    (see ``kg.rdf.canonical``). Triples that kg does not write are passed over.

    Raises
    ------
    GraphFileError
        If the file is not in the syntax of its suffix, or lacks what kg writes.
    """
    nodes = read_nodes(path)
    by_class: dict[str, list[Node]] = defaultdict(list)
    for node in nodes.values():
        for name in node.values.get("type", ()):
            by_class[name.removeprefix(IR)].append(node)
    if not by_class.keys() & {"Article", "Event", DATASET} and any(read_quads(path)):
        raise GraphFileError(f"{path}: no ir:Event and no ir:Article; give the graph.ttl of a kg build")
    read = _Reader(nodes)
    return canonical(
        Corpus(
            articles=tuple(checked(read.article, node) for node in by_class["Article"]),
            events=tuple(checked(read.event, node) for node in by_class["Event"]),
            decisions=read_decided(by_class, nodes),
        )
    )


def read_base(path: Path | str) -> str:
    """Return what the IRIs of the data begin with, found by an article; kg's own base where there is none.

    Raises
    ------
    GraphFileError
        If the file cannot be read.
    """
    for quad in read_quads(path):
        if (
            isinstance(quad.object, ox.NamedNode)
            and quad.object.value == IR + "Article"
            and isinstance(quad.subject, ox.NamedNode)
        ):
            base, found, _ = quad.subject.value.rpartition("article/")
            if found:
                return base
    return BASE


class _Reader:
    """Makes values of the nodes of one file; an entity or place is made once."""

    def __init__(self, nodes: Mapping[str, Node]) -> None:
        self._nodes = nodes
        self._actors: dict[str, Actor] = {}

    def article(self, node: Node) -> Article:
        original = node.optional("copyOf")
        return Article(
            id=node.one("articleId"),
            text="",
            title=node.optional("title"),
            published=node.day("published"),
            source=node.optional("sourceName"),
            url=node.optional("url"),
            language=node.optional("language"),
            digest=node.one("textSha256"),
            copy_of=None if original is None else from_local(original),
        )

    def event(self, node: Node) -> Event:
        relation = RelationId(node.one("relationType").removeprefix(REL))
        kind = load_relations().get(relation)
        if kind is None:
            raise GraphFileError(f"{node.where}: ir:relationType {relation!r} is not in kg's ontology")
        first, second = ("firstNamed", "secondNamed") if kind.symmetric else ("initiator", "recipient")
        earliest, latest = node.day("earliest"), node.day("latest")
        if (earliest is None) != (latest is None):
            raise GraphFileError(f"{node.where}: has only one of ir:earliest and ir:latest; give both or none")
        when = DateRange(earliest=earliest, latest=latest, text=node.text("dateText")) if earliest and latest else None
        return Event(
            id=from_local(node.iri),
            article=from_local(node.one("filedUnder")),
            relation=relation,
            root=kind.root,
            quad=kind.quad,
            source=self._participant(node, first, "source"),
            target=self._participant(node, second, "target"),
            evidence=tuple(
                checked(self._evidence, self._linked(node, "evidence", iri)) for iri in node.values.get("evidence", ())
            ),
            polarity=cast(Polarity, node.listed("summaryPolarity", POLARITIES)),
            modality=cast(Modality, node.listed("summaryModality", MODALITIES)),
            attribution=node.text("summaryAttribution"),
            date=when,
            place=self._place(node),
            occasion=node.optional("occasion"),
            confidence=float(node.one("summaryConfidence")),
        )

    def _participant(self, event: Node, role: str, side: str) -> Actor:
        iri = event.one(role)
        if iri not in self._actors:
            self._actors[iri] = checked(self._entity, self._linked(event, role, iri))
        actor = self._actors[iri]
        state, organ = event.optional(f"{side}State"), event.text(f"{side}Organ")
        if state is None and not organ:
            return actor
        return Actor(
            id=actor.id,
            name=actor.name,
            kind=actor.kind,
            state=actor.state if state is None else state,
            organ=organ,
            wikidata=actor.wikidata,
        )

    def _entity(self, node: Node) -> Actor:
        classes = [name.removeprefix(IR) for name in node.values.get("type", ())]
        kinds = [_KIND_OF_CLASS[name] for name in classes if name in _KIND_OF_CLASS]
        if len(kinds) != 1:
            raise GraphFileError(f"{node.where}: must be one of {', '.join(map('ir:{}'.format, _KIND_OF_CLASS))}")
        return Actor(
            id=ActorId(from_local(node.iri)),
            name=node.one("label"),
            kind=cast(ActorKind, kinds[0]),
            state=node.text("stateName"),
            wikidata=node.text("wikidata").removeprefix(WIKIDATA),
        )

    def _evidence(self, node: Node) -> Evidence:
        return Evidence(
            article=from_local(node.one("article")),
            start=int(node.one("beginChar")),
            end=int(node.one("endChar")),
            quote=node.one("quote"),
            source_span=node.span("sourceSpan"),
            target_span=node.span("targetSpan"),
            trigger_span=node.span("triggerSpan"),
            polarity=cast(Polarity, node.listed("polarity", POLARITIES)),
            modality=cast(Modality, node.listed("modality", MODALITIES)),
            attribution=node.text("attribution"),
            confidence=float(node.one("confidence")),
            rule=node.text("rule"),
        )

    def _place(self, event: Node) -> Place | None:
        iri = event.optional("place")
        if iri is None:
            return None
        node = self._linked(event, "place", iri)
        return Place(name=node.one("label"), country=node.text("country"))

    def _linked(self, node: Node, name: str, iri: str) -> Node:
        if iri not in self._nodes:
            raise GraphFileError(f"{node.where}: ir:{name} points at <{iri}>, which the file does not describe")
        return self._nodes[iri]
