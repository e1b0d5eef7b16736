"""A file in one of the RDF formats in; its triples, as text that keeps every literal as it is and as a store, out."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType
from typing import Final

import pyoxigraph as ox

from kg.errors import GraphFileError
from kg.files import data_path
from kg.ontology import IR
from kg.rdf.namespaces import QUERY_PREFIXES, Namespaces
from kg.rdf.terms import TYPE
from kg.rdf.wellformed import check_xml
from kg.visible import on_one_line

FORMATS: Final[Mapping[str, ox.RdfFormat]] = MappingProxyType(
    {
        ".ttl": ox.RdfFormat.TURTLE,
        ".turtle": ox.RdfFormat.TURTLE,
        ".nt": ox.RdfFormat.N_TRIPLES,
        ".nq": ox.RdfFormat.N_QUADS,
        ".trig": ox.RdfFormat.TRIG,
        ".rdf": ox.RdfFormat.RDF_XML,
        ".owl": ox.RdfFormat.RDF_XML,
        ".xml": ox.RdfFormat.RDF_XML,
        ".jsonld": ox.RdfFormat.JSON_LD,
        ".json": ox.RdfFormat.JSON_LD,
    }
)
"""The format of each end of a file name."""

_TURTLES: Final = (ox.RdfFormat.N_TRIPLES, ox.RdfFormat.TURTLE)
_CLASSES: Final = (
    "Article",
    "Entity",
    "Event",
    "Evidence",
    "Place",
    "OfficeTerm",
    "Dispute",
    "Decision",
    "RelationType",
)
_SPOTS: Final = (("Article", "article/"), ("Event", "event/"), ("Entity", "entity/"))
_WEB_CONTEXT: Final = "LoadDocumentCallback"
"""What pyoxigraph says when JSON-LD names a context that it would have to fetch."""
_BYTE_ORDER_MARK: Final = b"\xef\xbb\xbf"


@dataclass(frozen=True, slots=True, kw_only=True)
class Data:
    """A graph to be checked; named graphs are taken as one.

    ``turtle`` is for what looks at literals: a store makes ``0.90`` of the digits "0.9". ``store`` is for
    queries and has the ontology in the same graph. ``as_read`` says that ``turtle`` has the lines of the file.
    """

    path: str
    turtle: str
    as_read: bool
    store: ox.Store
    counts: Mapping[str, int]
    prefixes: Mapping[str, str]


def read_data(path: Path | str) -> Data:
    """Return the graph of a file, in the format that the end of its name tells.

    Raises
    ------
    GraphFileError
        If the file cannot be read, or its content is not in the format; the message has the line.
    """
    kind = FORMATS.get(Path(path).suffix.lower())
    if kind is None:
        raise GraphFileError(f"{path}: no RDF format has such a name; give a file ending in {', '.join(FORMATS)}")
    try:
        content = Path(path).read_bytes().removeprefix(_BYTE_ORDER_MARK)
        if kind == ox.RdfFormat.RDF_XML:
            check_xml(path)
    except OSError as error:
        raise GraphFileError(f"{path}: cannot be read ({error.strerror}); check the path") from error
    store = ox.Store()
    try:
        if kind not in _TURTLES:
            content = _to_n_triples(content, kind)
        store.bulk_load(content, format=kind if kind in _TURTLES else _TURTLES[0])
    except SyntaxError as error:
        where = f"{path}:{error.lineno}" if error.lineno else str(path)
        if _WEB_CONTEXT in error.msg:
            raise GraphFileError(f"{where}: its @context is on the web; write the context into the file") from error
        raise GraphFileError(f"{where}: not {kind.name}: {on_one_line(error.msg)}; mend the file there") from error
    except ValueError as error:
        raise GraphFileError(f"{path}: not {kind.name}: {error}; mend the file") from error
    counts = {name: found for name in _CLASSES if (found := _count(store, name))}
    prefixes = _prefixes(store)
    store.bulk_load(data_path("ontology", "ir.ttl").read_bytes(), format=ox.RdfFormat.TURTLE)
    return Data(
        path=str(path),
        turtle=content.decode("utf-8"),
        as_read=kind in _TURTLES,
        store=store,
        counts=counts,
        prefixes=prefixes,
    )


def _to_n_triples(content: bytes, kind: ox.RdfFormat) -> bytes:
    triples = (quad.triple for quad in ox.parse(content, format=kind))
    return ox.serialize(triples, format=ox.RdfFormat.N_TRIPLES) or b""


def _count(store: ox.Store, name: str) -> int:
    return sum(1 for _ in store.quads_for_pattern(None, ox.NamedNode(TYPE), ox.NamedNode(IR + name), None))


def _prefixes(store: ox.Store) -> Mapping[str, str]:
    """Return the prefixes for the base of the data, found by one of its nodes."""
    for name, folder in _SPOTS:
        for quad in store.quads_for_pattern(None, ox.NamedNode(TYPE), ox.NamedNode(IR + name), None):
            iri = quad.subject.value if isinstance(quad.subject, ox.NamedNode) else ""
            base, found, _ = iri.rpartition(folder)
            if found and base.endswith(("/", "#")):
                return {**QUERY_PREFIXES, **Namespaces(base=base).prefixes}
    return QUERY_PREFIXES
