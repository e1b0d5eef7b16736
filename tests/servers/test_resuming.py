"""Pushes that are cut short, by real kills of the pushing process and of the server."""

from __future__ import annotations

import signal
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from kg.errors import RemoteError
from kg.remote.client import Client
from kg.remote.graph import RemoteGraph, Target
from kg.remote.push import push

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from kg.remote.address import Protocol
    from tests.servers.conftest import MakeTarget
    from tests.servers.running import Server

pytestmark = pytest.mark.server
BOTH = pytest.mark.parametrize("protocol", ["gsp", "update"])

TRIPLES = 2000
SIZE = 20
BATCHES = TRIPLES // SIZE
KILLED_AT = BATCHES // 2


@pytest.fixture(name="turtle")
def _turtle(tmp_path: Path) -> Path:
    path = tmp_path / "graph.ttl"
    path.write_text("".join(f'<urn:s{n // 10}> <urn:p{n % 10}> "{n}" .\n' for n in range(TRIPLES)), encoding="utf-8")
    return path


KILLED_PUSH = f"""
import itertools, os, signal, sys
from kg.remote.client import Client, Login
from kg.remote.graph import Target
from kg.remote.push import push

turtle, url, protocol, graph, user, password, replace = sys.argv[1:]
batches = itertools.count(1)

def on_progress(_read, _total):
    if next(batches) == {KILLED_AT}:
        os.kill(os.getpid(), signal.SIGKILL)

push(
    turtle,
    Target(url=url, protocol=protocol, graph=graph),
    client=Client(login=Login(user=user, password=password)),
    batch_size={SIZE},
    ontology=False,
    replace=bool(replace),
    on_progress=on_progress,
)
"""


def push_killed(turtle: Path, target: Target, server: Server, *, replace: bool = False) -> None:
    """Push by a process of its own, which is killed halfway."""
    login = [server.login.user, server.login.password] if server.login else ["", ""]
    words = [str(turtle), target.url, target.protocol, str(target.graph), *login, "yes" if replace else ""]
    ended = subprocess.run([sys.executable, "-c", KILLED_PUSH, *words], timeout=60, check=False)
    assert ended.returncode == -signal.SIGKILL
    assert len(list(turtle.parent.glob(".graph.ttl.push-*.json"))) == 1


def stop_after(batches: int, action: Callable[[], None]) -> Callable[[int, int], None]:
    """Give what does something once so many batches were sent."""
    done = 0

    def on_progress(_read: int, _total: int) -> None:
        nonlocal done
        done += 1
        if done == batches:
            action()

    return on_progress


@BOTH
def test_a_push_that_was_killed_goes_on_where_it_stopped(
    server: Server, client: Client, to: MakeTarget, turtle: Path, protocol: Protocol
) -> None:
    push_killed(turtle, to(protocol), server)
    there = RemoteGraph(to(protocol), client).count()

    pushed = push(turtle, to(protocol), client=client, batch_size=SIZE, ontology=False)

    assert there == KILLED_AT * SIZE
    assert 1 <= pushed.passed_over <= KILLED_AT
    assert (pushed.sent, pushed.held) == (TRIPLES - pushed.passed_over * SIZE, TRIPLES)
    assert [path.name for path in turtle.parent.iterdir()] == ["graph.ttl"]


@BOTH
def test_a_replacing_push_that_was_killed_does_not_replace_what_it_sent(
    server: Server, client: Client, to: MakeTarget, turtle: Path, tmp_path: Path, protocol: Protocol
) -> None:
    old = tmp_path / "old.ttl"
    old.write_text("<urn:old> <urn:p> 1 .", encoding="utf-8")
    push(old, to(protocol), client=client, ontology=False)
    push_killed(turtle, to(protocol), server, replace=True)

    pushed = push(turtle, to(protocol), client=client, batch_size=SIZE, ontology=False, replace=True)

    assert pushed.passed_over >= 1
    assert pushed.held == TRIPLES


@BOTH
def test_all_is_sent_again_to_a_server_that_lost_some(
    server: Server,
    client: Client,
    to: MakeTarget,
    turtle: Path,
    protocol: Protocol,
    caplog: pytest.LogCaptureFixture,
) -> None:
    push_killed(turtle, to(protocol), server)
    RemoteGraph(to(protocol), client).replace(b'<urn:s0> <urn:p0> "0" .\n')

    pushed = push(turtle, to(protocol), client=client, batch_size=SIZE, ontology=False)

    assert "has lost triples since the last push" in caplog.text
    assert (pushed.passed_over, pushed.sent, pushed.held) == (0, TRIPLES, TRIPLES)


@pytest.mark.parametrize("change", ["file", "size", "graph"])
def test_another_push_does_not_go_on_from_there(
    server: Server, client: Client, to: MakeTarget, turtle: Path, change: str
) -> None:
    push_killed(turtle, to("update"), server)
    if change == "file":
        with turtle.open("a", encoding="utf-8") as handle:
            handle.write("<urn:more> <urn:p> 1 .\n")
    target = to("update")
    if change == "graph":
        target = Target(url=target.url, protocol="update", graph=f"{target.graph}/other")

    pushed = push(turtle, target, client=client, batch_size=SIZE + (change == "size"), ontology=False)

    assert (pushed.passed_over, pushed.held) == (0, TRIPLES + (change == "file"))


@BOTH
def test_a_server_that_was_killed_and_comes_back_gets_the_rest(
    mortal: Server, turtle: Path, protocol: Protocol
) -> None:
    target = Target(url=mortal.url(protocol), protocol=protocol, graph="urn:g")
    with Client(login=mortal.login, retries=0) as client:
        with pytest.raises(RemoteError, match="the connection broke"):
            push(
                turtle,
                target,
                client=client,
                batch_size=SIZE,
                ontology=False,
                on_progress=stop_after(BATCHES // 2, mortal.kill),
            )
        assert list(turtle.parent.glob(".graph.ttl.push-*.json"))
        mortal.start()

        pushed = push(turtle, target, client=client, batch_size=SIZE, ontology=False)

    # Both servers keep every batch that they said they took, though they were killed.
    assert 0 < pushed.passed_over <= BATCHES // 2
    assert pushed.held == TRIPLES


def test_a_server_that_comes_back_soon_is_no_interruption(mortal: Server, turtle: Path) -> None:
    def restart() -> None:
        mortal.kill()
        mortal.start()

    target = Target(url=mortal.url("update"), protocol="update", graph="urn:g")
    with Client(login=mortal.login) as client:
        pushed = push(
            turtle,
            target,
            client=client,
            batch_size=SIZE,
            ontology=False,
            on_progress=stop_after(BATCHES // 2, restart),
        )

    assert (pushed.sent, pushed.passed_over, pushed.held) == (TRIPLES, 0, TRIPLES)
