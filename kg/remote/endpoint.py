"""A SPARQL query and the address of an endpoint in; the same kind of result as of a query over a built graph out."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from typing import Final

import pyoxigraph as ox

from kg.errors import QueryError, RemoteError
from kg.ontology import IR
from kg.query import is_ordered, prefixes_beside, run_query, to_bare, to_result
from kg.rdf.namespaces import QUERY_PREFIXES, XSD, Namespaces
from kg.remote.address import check_address, check_graph_iri, shown
from kg.remote.client import Client
from kg.remote.refusal import Answer
from kg.results import Cell, Kind, QueryResult, boolean

_ROWS: Final = "application/sparql-results+json"
_TRIPLES: Final = "application/n-triples, text/turtle;q=0.8"
_FORMATS: Final[Mapping[str, ox.RdfFormat]] = {
    "application/n-triples": ox.RdfFormat.N_TRIPLES,
    "application/x-turtle": ox.RdfFormat.TURTLE,
    "text/plain": ox.RdfFormat.N_TRIPLES,
    "text/turtle": ox.RdfFormat.TURTLE,
}
_BAD_REQUEST: Final = 400
_DECLARED: Final = re.compile(r"\bPREFIX\s+([\w.-]*)\s*:", re.IGNORECASE)
_USED: Final = re.compile(r"([A-Za-z][\w.-]*):")
_ANY_BASE: Final = "x:/"
_OF_THE_DATA: Final = frozenset(
    name for name, namespace in Namespaces(base=_ANY_BASE).prefixes.items() if namespace.startswith(_ANY_BASE)
)
_ARTICLE: Final = f"SELECT ?a WHERE {{ ?a a <{IR}Article> }} LIMIT 1"
_VIRTUOSO_ASK: Final = "__ASK_RETVAL"
_TRUTHS: Final[Mapping[str, str]] = {"1": "true", "0": "false"}


def query_endpoint(
    url: str, sparql: str, *, client: Client, graph: str | None = None, max_rows: int | None = None
) -> QueryResult:
    """Run a SELECT, ASK, CONSTRUCT or DESCRIBE at a SPARQL 1.1 endpoint.

    As with `kg.query.run_query`, kg's prefixes need no declaration, those of the data follow its base, and rows are
    sorted where the query asks for no order. A query that does not parse is not sent.

    Parameters
    ----------
    url
        The address at which the server answers queries.
    sparql
        The query.
    client
        Sends, with its login, and its limits of time and size.
    graph
        The named graph to ask; None asks the server's default graph, which on some servers is all graphs together.
    max_rows
        Most rows to give; the result says if there were more.

    Raises
    ------
    QueryError
        If the query does not parse (with its line and column), updates, calls a SERVICE, or the server refuses it.
    RemoteError
        If the server cannot be reached, does not answer in time, or answers what is no SPARQL result.
    """
    check_address(url)
    if graph is not None:
        check_graph_iri(graph)
    # Asked of no data, the query shows its errors and its form.
    kind = run_query(ox.Store(), sparql).kind
    names = _undeclared(sparql)
    prefixes = _prefixes_there(url, client, graph) if _OF_THE_DATA.intersection(names) else QUERY_PREFIXES
    head = "".join(f"PREFIX {name}: <{prefixes[name]}> " for name in names)
    found = _ask(url, head + sparql, kind, client, graph, max_rows)
    return replace(found, prefixes=prefixes)


def _undeclared(sparql: str) -> list[str]:
    """Return the prefixes of kg that a query may use without declaring them: one too many does no harm."""
    used, declared = set(_USED.findall(sparql)), set(_DECLARED.findall(to_bare(sparql)))
    return sorted(used.intersection(QUERY_PREFIXES) - declared)


def _prefixes_there(url: str, client: Client, graph: str | None) -> Mapping[str, str]:
    """Return the prefixes for the base of the data there, found by one of its articles."""
    found = _ask(url, _ARTICLE, "select", client, graph, None)
    cell = found.rows[0][0] if found.rows else None
    return prefixes_beside("" if cell is None else cell.value)


def _ask(url: str, sparql: str, kind: Kind, client: Client, graph: str | None, max_rows: int | None) -> QueryResult:
    accept = _TRIPLES if kind == "graph" else _ROWS
    answer = client.query(url, sparql, accept=accept, graph=graph, allow=(_BAD_REQUEST,))
    if answer.status == _BAD_REQUEST:
        raise QueryError(f"{shown(url)} refuses the query: {answer.message or 'it says no more'}")
    try:
        result = to_result(_parsed(url, answer, kind), ordered=is_ordered(sparql), max_rows=max_rows)
    except (SyntaxError, ValueError) as error:
        raise RemoteError(f"{shown(url)}: the answer is no whole SPARQL result ({error})") from error
    if kind == "ask" and result.columns == (_VIRTUOSO_ASK,):
        # Virtuoso answers with a row, 1 or 0 or none, where it is set to give a limited number of rows.
        truth = any(cell is not None and cell.value == "1" for row in result.rows for cell in row)
        return QueryResult(columns=("answer",), rows=((boolean(value=truth),),), kind="ask")
    if result.kind != kind:
        raise RemoteError(f"{shown(url)}: the answer is a result of another form than the query's")
    rows = tuple(tuple(map(_canonical, row)) for row in result.rows)
    return replace(result, rows=rows, truncated=result.truncated or answer.is_partial)


def _parsed(url: str, answer: Answer, kind: Kind) -> ox.QuerySolutions | ox.QueryBoolean | ox.QueryTriples:
    if kind != "graph":
        if answer.media_type in {_ROWS, "application/json"}:
            return ox.parse_query_results(answer.body, format=ox.QueryResultsFormat.JSON)
    elif answer.media_type in _FORMATS:
        store = ox.Store()
        store.load(answer.body, format=_FORMATS[answer.media_type])
        triples = store.query("CONSTRUCT WHERE { ?s ?p ?o }")
        if isinstance(triples, ox.QueryTriples):
            return triples
    what = "a page for people" if answer.is_page else answer.media_type or "something of no type"
    said = f" ({answer.message})" if answer.is_page else ""
    raise RemoteError(
        f"{shown(url)}: answers with {what}{said}, which is no SPARQL result; give a server's query address"
    )


def _canonical(cell: Cell | None) -> Cell | None:
    """Return a truth value as ``true`` or ``false``; Virtuoso says 1 and 0."""
    if cell is not None and cell.datatype == XSD + "boolean":
        return replace(cell, value=_TRUTHS.get(cell.value, cell.value))
    return cell
