"""kg's plain triples in; the bytes of pyoxigraph's serialisers out, in the order given."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, Final
from typing import Literal as OneOf

import pyoxigraph as ox

from kg.rdf.terms import Iri, Literal

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping
    from typing import BinaryIO

    from kg.rdf.terms import Term, Triple

Syntax = OneOf["ntriples", "trig", "jsonld", "rdfxml"]
Located = tuple[Iri | None, "Triple"]
"""A triple and the graph it stands in, None for the default graph."""

_FORMATS: Final = {
    "ntriples": ox.RdfFormat.N_TRIPLES,
    "trig": ox.RdfFormat.TRIG,
    "jsonld": ox.RdfFormat.JSON_LD,
    "rdfxml": ox.RdfFormat.RDF_XML,
}
_SURROGATE: Final = re.compile("[\ud800-\udfff]")
_PLAIN: Final = ox.DefaultGraph()


def write_triples(
    triples: Iterable[Triple],
    out: BinaryIO,
    *,
    syntax: Syntax,
    prefixes: Mapping[str, str] | None = None,
) -> None:
    """Write the triples as they come; those of one subject should follow one another."""
    _serialise((ox.Triple(*_to_terms(triple)) for triple in triples), out, syntax, prefixes)


def write_located(triples: Iterable[Located], out: BinaryIO, *, prefixes: Mapping[str, str]) -> None:
    """Write triples with their graphs as TriG; those of one graph should follow one another."""

    def quads() -> Iterator[ox.Quad]:
        for graph, triple in triples:
            yield ox.Quad(*_to_terms(triple), _PLAIN if graph is None else _node(graph))

    _serialise(quads(), out, "trig", prefixes)


def to_lines(triples: Iterable[Triple]) -> list[bytes]:
    """Return the line of each triple in N-Triples, with its line end."""
    text = ox.serialize((ox.Triple(*_to_terms(triple)) for triple in triples), format=ox.RdfFormat.N_TRIPLES)
    return (text or b"").splitlines(keepends=True)


def _serialise(
    items: Iterable[ox.Triple] | Iterable[ox.Quad], out: BinaryIO, syntax: Syntax, prefixes: Mapping[str, str] | None
) -> None:
    target: BinaryIO | _CarriageReturns = _CarriageReturns(out.write) if syntax == "rdfxml" else out
    ox.serialize(items, target, format=_FORMATS[syntax], prefixes=dict(prefixes or {}))  # type: ignore[arg-type]  # write and flush are all that is called


def _to_terms(triple: Triple) -> tuple[ox.NamedNode, ox.NamedNode, ox.NamedNode | ox.Literal]:
    subject, predicate, value = triple
    return _node(subject), _node(predicate), _to_term(value)


def _to_term(term: Term) -> ox.NamedNode | ox.Literal:
    if isinstance(term, Iri):
        return _node(term)
    return _literal(term)


@lru_cache(maxsize=10_000)
def _node(iri: str) -> ox.NamedNode:
    return ox.NamedNode(iri)


def _literal(literal: Literal) -> ox.Literal:
    value, datatype, language = literal
    if not value.isascii():
        value = _SURROGATE.sub("\ufffd", value)
    if language:
        return ox.Literal(value, language=language)
    return ox.Literal(value, datatype=_node(datatype)) if datatype else ox.Literal(value)


class _CarriageReturns:
    """Writes carriage returns of literals as references: an XML reader takes a bare one for a line feed.

    Every byte 0D of what the serialiser writes is one of a literal: its own line ends are line feeds.
    """

    def __init__(self, write: Callable[[bytes], int]) -> None:
        self._write = write

    def write(self, data: bytes) -> int:
        self._write(bytes(data).replace(b"\r", b"&#13;"))
        return len(data)

    def flush(self) -> None:
        """Do nothing: who opened the file closes it."""
