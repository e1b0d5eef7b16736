"""Servers for the tests of this folder, one of each kind for all tests, and one for those that kill it."""

from __future__ import annotations

from itertools import count
from typing import TYPE_CHECKING

import pytest

from kg.remote.client import Client
from kg.remote.graph import Target
from tests.servers.running import OXIGRAPH, VIRTUOSO, Server

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from kg.remote.address import Protocol

    MakeTarget = Callable[[Protocol], Target]

_GRAPHS = count(1)


def _make(name: str, factory: pytest.TempPathFactory) -> Server:
    if name == "oxigraph" and OXIGRAPH is None:
        pytest.skip("the Oxigraph server is not installed (pip install oxigraph)")
    if name == "virtuoso" and VIRTUOSO is None:
        pytest.skip("Virtuoso is not installed (apt-get install virtuoso-opensource-7-bin)")
    return Server(name, factory.mktemp(name))


@pytest.fixture(scope="session", params=["oxigraph", "virtuoso"])
def server(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """Run a server for all tests, which use a graph each."""
    running = _make(request.param, tmp_path_factory)
    running.start()
    yield running
    running.kill()


@pytest.fixture(params=["oxigraph", "virtuoso"])
def mortal(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """Run a server for one test, which may kill and start it."""
    running = _make(request.param, tmp_path_factory)
    running.start()
    yield running
    running.kill()


@pytest.fixture
def client(server: Server) -> Iterator[Client]:
    """Give a client that is logged in."""
    with Client(login=server.login) as client:
        yield client


@pytest.fixture
def graph_iri() -> str:
    """Give a graph that no other test uses."""
    return f"https://example.org/graph/{next(_GRAPHS)}"


@pytest.fixture
def to(server: Server, graph_iri: str) -> MakeTarget:
    """Give what names the graph of the test by a protocol."""

    def target(protocol: Protocol) -> Target:
        return Target(url=server.url(protocol), protocol=protocol, graph=graph_iri)

    return target
