"""A file in a syntax of RDF in; its subjects with their values, by local name, out."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from datetime import date
from pathlib import Path
from typing import TypeVar

import pyoxigraph as ox

from kg.errors import GraphFileError
from kg.model import Span
from kg.ontology import IR
from kg.rdf.namespaces import PROV, RDF, RDFS
from kg.rdf.wellformed import check_xml

Value = TypeVar("Value")


class Node:
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


def read_nodes(path: Path | str) -> dict[str, Node]:
    """Return the subjects of a file by IRI, with what kg writes of them.

    Raises
    ------
    GraphFileError
        If the file cannot be read or is not in the syntax of its suffix.
    """
    nodes: dict[str, Node] = {}
    keep = (IR, RDF + "type", RDFS + "label", RDFS + "comment", PROV + "wasAssociatedWith")
    for quad in read_quads(path):
        subject, predicate, value = quad.subject, quad.predicate.value, quad.object
        if (
            predicate.startswith(keep)
            and isinstance(subject, ox.NamedNode)
            and isinstance(value, ox.NamedNode | ox.Literal)
        ):
            iri = subject.value
            if iri not in nodes:
                nodes[iri] = Node(iri, str(path))
            # A triple may stand in several graphs of a data set.
            values = nodes[iri].values.setdefault(predicate.rpartition("#")[2], [])
            if value.value not in values:
                values.append(value.value)
    return nodes


def read_quads(path: Path | str) -> Iterator[ox.Quad]:
    """Yield the triples of a file, with their graphs, as they come."""
    syntax = ox.RdfFormat.from_extension(Path(path).suffix[1:]) or ox.RdfFormat.TURTLE
    try:
        if syntax == ox.RdfFormat.RDF_XML:
            check_xml(path)
        yield from ox.parse(path=str(path), format=syntax)
    except SyntaxError as error:
        where = f"{path}:{error.lineno}" if error.lineno else str(path)
        raise GraphFileError(f"{where}: not {syntax.name}: {error.msg}") from error
    except (OSError, ValueError) as error:
        raise GraphFileError(f"{path}: cannot be read ({error}); give the graph.ttl of a kg build") from error


def checked(make: Callable[[Node], Value], node: Node) -> Value:
    """Return what is made of a node; where that fails, the error names the node."""
    try:
        return make(node)
    except ValueError as error:
        raise GraphFileError(f"{node.where}: {error}; build the graph again, or mend it") from error
