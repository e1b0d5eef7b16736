"""Where a graph lies on a SPARQL 1.1 server in; its triples added, replaced and counted out."""

from __future__ import annotations

import logging
from dataclasses import dataclass
from typing import Final

import pyoxigraph as ox

from kg.errors import RemoteError
from kg.rdf.namespaces import XSD
from kg.remote.address import Protocol, check_address, check_graph_iri, graph_address, query_address, shown
from kg.remote.client import Client
from kg.remote.refusal import Answer

_REPLACING_PATIENCE: Final = 10
"""How many times as long as another request one may take that removes a graph: Oxigraph needs a minute a million."""

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True, kw_only=True)
class Target:
    """Where a graph goes: an address, what is spoken there, and the graph, None for the default graph.

    ``query_url`` is where the server answers queries, by which triples are counted; None takes the usual place.

    Raises
    ------
    RemoteError
        If an address is none, or the graph is no IRI.
    """

    url: str
    protocol: Protocol
    graph: str | None = None
    query_url: str | None = None

    def __post_init__(self) -> None:
        check_address(self.url)
        if self.query_url is not None:
            check_address(self.query_url)
        if self.graph is not None:
            check_graph_iri(self.graph)


class RemoteGraph:
    """A graph on a server; every method may raise a `RemoteError`."""

    def __init__(self, target: Target, client: Client) -> None:
        self._target = target
        self._client = client

    def add(self, ntriples: bytes) -> None:
        """Add triples, those that are there already included."""
        if self._target.protocol == "gsp":
            self._put("POST", ntriples)
        else:
            self._update(f"INSERT DATA {{\n{self._inside(ntriples.decode())}}}")

    def replace(self, ntriples: bytes) -> None:
        """Remove what the graph holds, and add triples."""
        if self._target.protocol == "gsp":
            self._put("PUT", ntriples, patience=_REPLACING_PATIENCE)
        else:
            removal = "DROP SILENT DEFAULT" if self._target.graph is None else f"DROP SILENT GRAPH {self._iri}"
            self._update(removal, patience=_REPLACING_PATIENCE)
            # Virtuoso does not parse an insertion of nothing.
            if ntriples:
                self.add(ntriples)

    def count(self) -> int | None:
        """Return how many triples the graph holds; None where the server does not say at the usual place.

        Where the caller said where to ask, no answer is an error.
        """
        url = self._target.query_url or query_address(self._target.url)
        if url is None:
            return None
        try:
            return self._count_at(url)
        except RemoteError as error:
            if self._target.query_url is not None:
                raise
            log.info("%s", error)
            return None

    @property
    def _iri(self) -> str:
        return f"<{self._target.graph}>"

    def _inside(self, pattern: str) -> str:
        return pattern if self._target.graph is None else f"GRAPH {self._iri} {{\n{pattern}}}\n"

    def _put(self, method: str, ntriples: bytes, *, patience: int = 1) -> None:
        # N-Triples is Turtle, which every server takes.
        headers = {"Content-Type": "text/turtle"}
        url = graph_address(self._target.url, self._target.graph)
        answer = self._client.send(method, url, body=ntriples, headers=headers, patience=patience)
        self._check_no_page(answer)

    def _update(self, sparql: str, *, patience: int = 1) -> None:
        headers = {"Content-Type": "application/sparql-update"}
        url = self._target.url
        answer = self._client.send("POST", url, body=sparql.encode(), headers=headers, patience=patience)
        self._check_no_page(answer)

    def _check_no_page(self, answer: Answer) -> None:
        if answer.is_page:
            raise RemoteError(
                f"{shown(self._target.url)}: answers with a page for people ({answer.message}); "
                "give the address at which the server takes graphs or updates"
            )

    def _count_at(self, url: str) -> int:
        sparql = f"SELECT (COUNT(*) AS ?n) WHERE {{ {self._inside('?s ?p ?o')} }}"
        answer = self._client.query(url, sparql, accept="application/sparql-results+json")
        if answer.is_partial:
            raise RemoteError(f"{shown(url)}: gave up counting before its end; raise the server's limit of time")
        try:
            solutions = ox.parse_query_results(answer.body, format=ox.QueryResultsFormat.JSON)
            numbers = [row["n"] for row in solutions] if isinstance(solutions, ox.QuerySolutions) else []
        except (SyntaxError, ValueError, KeyError) as error:
            raise RemoteError(f"{shown(url)}: answers a count with what is no SPARQL result ({error})") from error
        for number in numbers:
            if isinstance(number, ox.Literal) and number.datatype.value == XSD + "integer":
                return int(number.value)
        raise RemoteError(
            f"{shown(url)}: answers a count with no number; give the address for queries with --query-url"
        )
