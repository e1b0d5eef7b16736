"""The address of a SPARQL server in; checked, shown without secrets, and the addresses that belong to it out."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final, Literal
from urllib.parse import quote, urlsplit, urlunsplit

import pyoxigraph as ox

from kg.errors import RemoteError

Protocol = Literal["gsp", "update"]

USUAL_PATHS: Final = (
    "Oxigraph /store, /update, /query; Fuseki /DATASET/data, /DATASET/update, /DATASET/query; "
    "GraphDB /repositories/NAME/rdf-graphs/service, /repositories/NAME/statements, /repositories/NAME; "
    "Virtuoso /sparql-graph-crud-auth, /sparql-auth, /sparql"
)
"""For writing by Graph Store Protocol, for writing by update, and for queries, in this order."""

_UPDATE_ENDS: Final = ("update", "statements", "sparql", "sparql-auth")
_QUERY_PATHS: Final[Mapping[str, str]] = {
    "/rdf-graphs/service": "",
    "/statements": "",
    "/store": "/query",
    "/data": "/query",
    "/update": "/query",
    "/sparql-graph-crud-auth": "/sparql-auth",
    "/sparql-auth": "/sparql-auth",
    "/sparql-graph-crud": "/sparql",
    "/sparql": "/sparql",
}
"""Where a server that is written to at the first path answers queries."""


def check_address(url: str) -> str:
    """Return the address as it is.

    Raises
    ------
    RemoteError
        If it is no http or https address of a host, or holds a user or password.
    """
    example = "give one such as http://localhost:7878/store"
    if "@" in url.partition("://")[2].partition("/")[0]:
        # The address is shown in messages and seen in lists of processes; it must hold no secret.
        raise RemoteError("the address holds a user or password; give --user NAME, and the password in KG_PASSWORD")
    if any(char.isspace() or not char.isprintable() for char in url):
        raise RemoteError(f"{url!r} holds a space or a sign that no address has; {example}")
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError as error:
        raise RemoteError(f"{url!r} is no address ({error}); {example}") from error
    if parts.scheme not in {"http", "https"} or not parts.hostname or port == 0:
        raise RemoteError(f"{url!r} is no http or https address; {example}")
    return url


def check_graph_iri(iri: str) -> str:
    """Return the IRI of a named graph as it is.

    Raises
    ------
    RemoteError
        If it is no absolute IRI.
    """
    try:
        ox.NamedNode(iri)
    except ValueError as error:
        raise RemoteError(f"{iri!r} cannot name a graph ({error}); give one such as https://example.org/kg") from error
    return iri


def shown(url: str) -> str:
    """Return the address for messages: without its query, which may hold a key.

    >>> shown("https://example.org/data?key=secret")
    'https://example.org/data'
    """
    parts = urlsplit(url)
    return urlunsplit((parts.scheme, parts.netloc, parts.path, "", ""))


def is_loopback(url: str) -> bool:
    """Return whether the address is one of this machine, so that nobody listens on the way."""
    host = urlsplit(url).hostname or ""
    return host in {"localhost", "::1"} or host.startswith("127.")


def protocol_of(url: str) -> Protocol:
    """Return the protocol that the last part of the path of a checked address speaks of.

    >>> protocol_of("http://localhost:7878/update"), protocol_of("http://localhost:7878/store")
    ('update', 'gsp')
    """
    return "update" if urlsplit(url).path.rstrip("/").rpartition("/")[2] in _UPDATE_ENDS else "gsp"


def query_address(url: str) -> str | None:
    """Return where the server answers queries, if the path is one that a known server has.

    >>> query_address("http://localhost:3030/ds/data")
    'http://localhost:3030/ds/query'
    """
    parts = urlsplit(url)
    path = parts.path.rstrip("/")
    for end, instead in _QUERY_PATHS.items():
        if path.endswith(end):
            return urlunsplit((parts.scheme, parts.netloc, path.removesuffix(end) + instead, parts.query, ""))
    return None


def graph_address(url: str, graph: str | None) -> str:
    """Return where the Graph Store Protocol keeps a named graph, or the default graph for None.

    >>> graph_address("http://localhost:7878/store", "urn:a&b")
    'http://localhost:7878/store?graph=urn%3Aa%26b'
    """
    parts = urlsplit(url)
    asked = "default" if graph is None else f"graph={quote(graph, safe='')}"
    return urlunsplit((parts.scheme, parts.netloc, parts.path, f"{parts.query}&{asked}".lstrip("&"), ""))
