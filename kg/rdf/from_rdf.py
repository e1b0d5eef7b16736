"""A file that kg wrote, in Turtle or another RDF syntax, in; its corpus out."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date
from pathlib import Path
from typing import Final, TypeVar, cast

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
    Span,
)
from kg.ontology import BASE, IR, REL, load_relations
from kg.rdf.canonical import canonical
from kg.rdf.entities import CLASS_OF_KIND
from kg.rdf.namespaces import RDF, RDFS, WIKIDATA, from_local
from kg.rdf.sources import DATASET

_KIND_OF_CLASS: Final = {name: kind for kind, name in CLASS_OF_KIND.items()}
_Value = TypeVar("_Value")


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
    nodes = _nodes(path)
    by_class: dict[str, list[_Node]] = defaultdict(list)
    for node in nodes.values():
        for name in node.values.get("type", ()):
            by_class[name.removeprefix(IR)].append(node)
    if not by_class.keys() & {"Article", "Event", DATASET} and any(_quads(path)):
        raise GraphFileError(f"{path}: no ir:Event and no ir:Article; give the graph.ttl of a kg build")
    read = _Reader(nodes)
    return canonical(
        Corpus(
            articles=tuple(_checked(read.article, node) for node in by_class["Article"]),
            events=tuple(_checked(read.event, node) for node in by_class["Event"]),
        )
    )


def read_base(path: Path | str) -> str:
    """Return what the IRIs of the data begin with, found by an article; kg's own base where there is none.

    Raises
    ------
    GraphFileError
        If the file cannot be read.
    """
    for quad in _quads(path):
        if (
            isinstance(quad.object, ox.NamedNode)
            and quad.object.value == IR + "Article"
            and isinstance(quad.subject, ox.NamedNode)
        ):
            base, found, _ = quad.subject.value.rpartition("article/")
            if found:
                return base
    return BASE


class _Node:
    """A subject with the values of each predicate, by local name."""

    __slots__ = ("iri", "values", "where")

    def __init__(self, iri: str, where: str) -> None:
        self.iri = iri
        self.where = f"{where}: <{iri}>"
        self.values: dict[str, list[str]] = {}

    def optional(self, name: str) -> str | None:
        """Return the one value, None where there is none."""
        values = self.values.get(name, ())
        if len(values) > 1:
            raise GraphFileError(f"{self.where}: ir:{name} is given {len(values)} times; keep one")
        return values[0] if values else None

    def one(self, name: str) -> str:
        """Return the one value."""
        value = self.optional(name)
        if value is None:
            raise GraphFileError(f"{self.where}: ir:{name} is missing; build the graph again, or add it")
        return value

    def text(self, name: str) -> str:
        """Return the one value, "" where there is none."""
        return self.optional(name) or ""

    def listed(self, name: str, allowed: Iterable[str]) -> str:
        """Return the one value, a term of a closed list."""
        value = self.one(name).removeprefix(IR)
        if value not in allowed:
            raise GraphFileError(f"{self.where}: ir:{name} is {value!r}; choose one of {', '.join(allowed)}")
        return value

    def span(self, name: str) -> Span:
        """Return begin and end, written as in "812:815"."""
        start, _, end = self.one(name).partition(":")
        return int(start), int(end)

    def day(self, name: str) -> date | None:
        """Return the one date, None where there is none."""
        value = self.optional(name)
        return None if value is None else date.fromisoformat(value)


class _Reader:
    """Makes values of the nodes of one file; an entity or place is made once."""

    def __init__(self, nodes: Mapping[str, _Node]) -> None:
        self._nodes = nodes
        self._actors: dict[str, Actor] = {}

    def article(self, node: _Node) -> Article:
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

    def event(self, node: _Node) -> Event:
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
                _checked(self._evidence, self._linked(node, "evidence", iri)) for iri in node.values.get("evidence", ())
            ),
            polarity=cast(Polarity, node.listed("summaryPolarity", POLARITIES)),
            modality=cast(Modality, node.listed("summaryModality", MODALITIES)),
            attribution=node.text("summaryAttribution"),
            date=when,
            place=self._place(node),
            occasion=node.optional("occasion"),
            confidence=float(node.one("summaryConfidence")),
        )

    def _participant(self, event: _Node, role: str, side: str) -> Actor:
        iri = event.one(role)
        if iri not in self._actors:
            self._actors[iri] = _checked(self._entity, self._linked(event, role, iri))
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

    def _entity(self, node: _Node) -> Actor:
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

    def _evidence(self, node: _Node) -> Evidence:
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

    def _place(self, event: _Node) -> Place | None:
        iri = event.optional("place")
        if iri is None:
            return None
        node = self._linked(event, "place", iri)
        return Place(name=node.one("label"), country=node.text("country"))

    def _linked(self, node: _Node, name: str, iri: str) -> _Node:
        if iri not in self._nodes:
            raise GraphFileError(f"{node.where}: ir:{name} points at <{iri}>, which the file does not describe")
        return self._nodes[iri]


def _nodes(path: Path | str) -> dict[str, _Node]:
    nodes: dict[str, _Node] = {}
    keep = (IR, RDF + "type", RDFS + "label")
    for quad in _quads(path):
        subject, predicate, value = quad.subject, quad.predicate.value, quad.object
        if (
            predicate.startswith(keep)
            and isinstance(subject, ox.NamedNode)
            and isinstance(value, ox.NamedNode | ox.Literal)
        ):
            iri = subject.value
            if iri not in nodes:
                nodes[iri] = _Node(iri, str(path))
            # A triple may stand in several graphs of a data set.
            values = nodes[iri].values.setdefault(predicate.rpartition("#")[2], [])
            if value.value not in values:
                values.append(value.value)
    return nodes


def _quads(path: Path | str) -> Iterator[ox.Quad]:
    syntax = ox.RdfFormat.from_extension(Path(path).suffix[1:]) or ox.RdfFormat.TURTLE
    try:
        yield from ox.parse(path=str(path), format=syntax)
    except SyntaxError as error:
        where = f"{path}:{error.lineno}" if error.lineno else str(path)
        raise GraphFileError(f"{where}: not {syntax.name}: {error.msg}") from error
    except (OSError, ValueError) as error:
        raise GraphFileError(f"{path}: cannot be read ({error}); give the graph.ttl of a kg build") from error


def _checked(make: Callable[[_Node], _Value], node: _Node) -> _Value:
    try:
        return make(node)
    except ValueError as error:
        raise GraphFileError(f"{node.where}: {error}; build the graph again, or mend it") from error
