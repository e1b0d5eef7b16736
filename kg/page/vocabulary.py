"""The ontology file in; its terms, with all that is said of each and links between them, out."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from types import MappingProxyType
from typing import Final

import pyoxigraph as ox

from kg.errors import OntologyError
from kg.ontology import IR, REL, read_triples

RDF_TYPE: Final = "rdf:type"
_KINDS: Final[Mapping[str, str]] = MappingProxyType(
    {
        "owl:Class": "class",
        "owl:ObjectProperty": "object property",
        "owl:DatatypeProperty": "datatype property",
        "owl:AnnotationProperty": "annotation property",
        "skos:ConceptScheme": "concept scheme",
        "ir:RelationType": "relation type",
        "ir:RootType": "root",
        "ir:QuadGroup": "quad group",
    }
)
"""What the page calls a term of a type; whatever else kg declares is a member of a closed list."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Value:
    """What a term has for a predicate: a text, or something with an address.

    ``href`` is None for a text, ``#name`` for a term of kg and an IRI for anything else; ``name`` is its short form.
    """

    text: str
    name: str | None = None
    href: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Term:
    """A term that kg declares; ``said`` holds its values by the short form of the predicate, in file order."""

    name: str
    anchor: str
    kind: str
    said: Mapping[str, tuple[Value, ...]]

    def values(self, predicate: str) -> tuple[Value, ...]:
        """Return the values of a predicate such as ``rdfs:domain``; none if nothing is said."""
        return self.said.get(predicate, ())

    def text(self, *predicates: str) -> str:
        """Return the first text of the first predicate that has one, or nothing."""
        return next((value.text for each in predicates for value in self.values(each)), "")

    def has(self, predicate: str, name: str) -> bool:
        """Tell whether a value of the predicate is the term of that name."""
        return any(value.name == name for value in self.values(predicate))

    @property
    def label(self) -> str:
        """Return what people call it."""
        return self.text("skos:prefLabel", "rdfs:label")


@dataclass(frozen=True, kw_only=True)
class Vocabulary:
    """All terms by short name in file order, the head of the file, and the namespaces by prefix."""

    head: Term
    terms: Mapping[str, Term]
    prefixes: Mapping[str, str]

    def of_kind(self, *kinds: str) -> tuple[Term, ...]:
        """Return the terms of these kinds, in file order."""
        return tuple(term for term in self.terms.values() if term.kind in kinds)

    def where(self, predicate: str, name: str) -> tuple[Term, ...]:
        """Return the terms that have the named term for a value of the predicate, in file order."""
        return tuple(term for term in self.terms.values() if term.has(predicate, name))

    @cached_property
    def properties(self) -> tuple[Term, ...]:
        """Return the properties that data or the ontology itself use, without the derived direct ones."""
        kinds = ("object property", "datatype property", "annotation property")
        return tuple(term for term in self.of_kind(*kinds) if not term.has("rdfs:subPropertyOf", "ir:directRelation"))


def read_vocabulary(path: Path | str) -> Vocabulary:
    """Return the terms of an ontology file in the namespaces of kg.

    Raises
    ------
    OntologyError
        If the file is not Turtle, or has no ``owl:Ontology``.
    """
    triples, prefixes = read_triples(path)
    said: dict[str, dict[str, list[Value]]] = defaultdict(lambda: defaultdict(list))
    for triple in triples:
        if isinstance(triple.subject, ox.NamedNode):
            said[triple.subject.value][_short(triple.predicate.value, prefixes)].append(_value(triple.object, prefixes))
    heads = [iri for iri, stanza in said.items() if any(each.name == "owl:Ontology" for each in stanza[RDF_TYPE])]
    if not heads:
        raise OntologyError(f"{path}: nothing is an owl:Ontology; is this kg's ontology?")
    terms = (_term(iri, stanza, prefixes) for iri, stanza in said.items() if iri.startswith((IR, REL)))
    return Vocabulary(
        head=_term(heads[0], said[heads[0]], prefixes),
        terms=MappingProxyType({term.name: term for term in terms}),
        prefixes=MappingProxyType(dict(sorted(prefixes.items()))),
    )


def _term(iri: str, stanza: Mapping[str, Iterable[Value]], prefixes: Mapping[str, str]) -> Term:
    types = [value.name for value in stanza[RDF_TYPE]]
    kind = next((kind for name, kind in _KINDS.items() if name in types), "member of a closed list")
    said = MappingProxyType({predicate: tuple(values) for predicate, values in stanza.items()})
    return Term(name=_short(iri, prefixes), anchor=_anchor(iri), kind=kind, said=said)


def _value(node: object, prefixes: Mapping[str, str]) -> Value:
    if isinstance(node, ox.NamedNode):
        name = _short(node.value, prefixes)
        href = f"#{_anchor(node.value)}" if node.value.startswith((IR, REL)) else node.value
        return Value(text=node.value, name=name, href=href)
    return Value(text=node.value if isinstance(node, ox.Literal) else "")


def _anchor(iri: str) -> str:
    """Return the part of the page that a term of kg is at: what stands after # in its IRI, so that both links work."""
    return iri.rpartition("#")[2]


def _short(iri: str, prefixes: Mapping[str, str]) -> str:
    """Return an IRI with its prefix, or without its scheme where no prefix fits."""
    fitting = [(len(space), prefix, space) for prefix, space in prefixes.items() if iri.startswith(space)]
    if not fitting:
        return iri.partition("://")[2].rstrip("/") or iri
    _, prefix, space = max(fitting)
    return f"{prefix}:{iri.removeprefix(space)}" if len(iri) > len(space) else space.partition("://")[2].rstrip("/#")
