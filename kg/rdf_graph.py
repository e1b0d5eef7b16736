"""A built graph in; an rdflib graph over its store out, to be read only, with SPARQL answered by the store."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn, TypeVar, cast

import rdflib
from oxrdflib import OxigraphStore
from rdflib.graph import DATASET_DEFAULT_GRAPH_ID
from rdflib.namespace import XSD
from rdflib.query import Result
from rdflib.term import Identifier, Node, Variable

from kg.built import turtle_of
from kg.errors import OutputError
from kg.query import prefixes_of
from kg.store import open_built

if TYPE_CHECKING:
    import pyoxigraph as ox
    from oxrdflib._type import _Triple, _TriplePattern
    from rdflib.plugins.sparql.sparql import Query

_Term = TypeVar("_Term", bound=Node)


def open_rdf(path: Path | str) -> rdflib.Graph:
    """Return a built graph with kg's ontology as an rdflib graph over its store, to be read only.

    The store of a large graph stays on disk, where `kg query` keeps it. SPARQL is answered by Oxigraph, not by
    rdflib's own engine, and the prefixes of kg need no declaration.

    Raises
    ------
    GraphFileError
        If there is no such file or folder, or the file is not Turtle.
    """
    store = open_built(turtle_of(path))
    graph = rdflib.Graph(store=_ReadOnlyStore(store=store), identifier=DATASET_DEFAULT_GRAPH_ID)
    for prefix, namespace in prefixes_of(store).items():
        graph.bind(prefix, namespace, override=True, replace=True)
    return graph


class _ReadOnlyStore(OxigraphStore):
    """An Oxigraph store whose plain strings are rdflib's, and which refuses to be changed.

    oxrdflib gives ``"x"^^xsd:string``, which RDF 1.1 holds equal to ``"x"`` and rdflib does not.
    """

    def __init__(self, *, store: ox.Store) -> None:
        super().__init__(store=store)
        self._size = len(store)

    def __len__(self, context: rdflib.Graph | None = None) -> int:  # type: ignore[explicit-override]  # typing.override needs Python 3.12
        """Return the number of triples, which all stand in one graph, and which the store need not count again."""
        return self._size

    def triples(  # type: ignore[explicit-override]  # as above
        self, triple_pattern: _TriplePattern, context: rdflib.Graph | None = None
    ) -> Iterator[tuple[_Triple, Iterator[rdflib.Graph | None]]]:
        """Yield the triples that match, each with its graph."""
        for (subject, predicate, value), contexts in super().triples(triple_pattern, context):
            yield (subject, predicate, _plain(value)), contexts

    def query(  # type: ignore[explicit-override]  # as above
        self,
        query: Query | str,
        initNs: Mapping[str, object],  # noqa: N803  # rdflib calls it so
        initBindings: Mapping[str, Identifier],  # noqa: N803  # as above
        queryGraph: str,  # noqa: N803  # as above
        **kwargs: object,
    ) -> Result:
        """Return the answer of Oxigraph."""
        result = super().query(query, initNs, initBindings, queryGraph, **kwargs)
        if result.type == "SELECT":
            result.bindings = [_bound(row) for row in result.bindings]
        elif result.graph is not None:
            plain = rdflib.Graph()
            plain += ((subject, predicate, _plain(value)) for subject, predicate, value in result.graph)
            result.graph = plain
        return result

    def _refuse(self, *_arguments: object, **_options: object) -> NoReturn:
        raise OutputError("the graph is open to be read only; copy it first: rdflib.Graph() + graph")

    add = addN = remove = update = add_graph = remove_graph = _refuse  # noqa: N815  # rdflib calls it so


def _bound(row: Mapping[Variable, Identifier]) -> dict[Variable, Identifier]:
    """Return the row without what is not bound, which oxrdflib gives as None in spite of its types."""
    return {name: _plain(term) for name, term in row.items() if isinstance(cast("object", term), Identifier)}


def _plain(term: _Term) -> _Term:
    if isinstance(term, rdflib.Literal) and term.datatype == XSD.string:
        # mypy cannot know that a node of some kind that is a literal may be another literal.
        return cast("_Term", rdflib.Literal(str(term)))
    return term
