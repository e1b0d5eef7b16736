"""Pushes that are cut short, by real kills of the pushing process and of the server."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
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

TRIPLES = 6000
SIZE = 20
BATCHES = TRIPLES // SIZE
SECONDS = 60


@pytest.fixture(name="turtle")
def _turtle(tmp_path: Path) -> Path:
    path = tmp_path / "graph.ttl"
    path.write_text("".join(f'<urn:s{n // 10}> <urn:p{n % 10}> "{n}" .\n' for n in range(TRIPLES)), encoding="utf-8")
    return path


def begin(turtle: Path, target: Target, server: Server, *more: str) -> subprocess.Popen[str]:
    """Push by the command line, as a process of its own."""
    login = ["--user", server.login.user] if server.login else []
    command = ["push", str(turtle), "--to", target.url, "--graph-iri", str(target.graph), "--batch", str(SIZE)]
    return subprocess.Popen(
        [sys.executable, "-m", "kg", *command, "--no-ontology", *login, *more],
        env={**os.environ, "KG_PASSWORD": server.login.password if server.login else ""},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )


def wait_for_batches(turtle: Path, batches: int, process: subprocess.Popen[str]) -> None:
    """Wait until the receipt beside the file says that so many batches are there."""
    deadline = time.monotonic() + SECONDS
    while time.monotonic() < deadline and process.poll() is None:
        for path in turtle.parent.glob(".graph.ttl.push-*.json"):
            if json.loads(path.read_text(encoding="utf-8"))["batches"] >= batches:
                return
        time.sleep(0.002)
    process.kill()
    raise AssertionError(process.communicate()[0])


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
    process = begin(turtle, to(protocol), server)
    wait_for_batches(turtle, 10, process)
    process.kill()
    process.communicate()
    there = RemoteGraph(to(protocol), client).count()

    pushed = push(turtle, to(protocol), client=client, batch_size=SIZE, ontology=False)

    assert process.returncode == -signal.SIGKILL
    assert there is not None
    assert 10 * SIZE <= there < TRIPLES
    assert 10 <= pushed.passed_over <= there // SIZE
    assert (pushed.sent, pushed.held) == (TRIPLES - pushed.passed_over * SIZE, TRIPLES)
    assert [path.name for path in turtle.parent.iterdir()] == ["graph.ttl"]


@BOTH
def test_a_replacing_push_that_was_killed_does_not_replace_what_it_sent(
    server: Server, client: Client, to: MakeTarget, turtle: Path, tmp_path: Path, protocol: Protocol
) -> None:
    old = tmp_path / "old.ttl"
    old.write_text("<urn:old> <urn:p> 1 .", encoding="utf-8")
    push(old, to(protocol), client=client, ontology=False)
    process = begin(turtle, to(protocol), server, "--replace")
    wait_for_batches(turtle, 10, process)
    process.kill()
    process.communicate()

    pushed = push(turtle, to(protocol), client=client, batch_size=SIZE, ontology=False, replace=True)

    assert pushed.passed_over >= 10
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
    process = begin(turtle, to(protocol), server)
    wait_for_batches(turtle, 10, process)
    process.kill()
    process.communicate()
    RemoteGraph(to(protocol), client).replace(b'<urn:s0> <urn:p0> "0" .\n')

    pushed = push(turtle, to(protocol), client=client, batch_size=SIZE, ontology=False)

    assert "has lost triples since the last push" in caplog.text
    assert (pushed.passed_over, pushed.sent, pushed.held) == (0, TRIPLES, TRIPLES)


@pytest.mark.parametrize("change", ["file", "size", "graph"])
def test_another_push_does_not_go_on_from_there(
    server: Server, client: Client, to: MakeTarget, turtle: Path, change: str
) -> None:
    process = begin(turtle, to("update"), server)
    wait_for_batches(turtle, 10, process)
    process.kill()
    process.communicate()
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
    target = Target(url=mortal.url("update"), protocol="update", graph="urn:g")
    process = begin(turtle, target, mortal)
    wait_for_batches(turtle, 10, process)

    mortal.kill()
    mortal.start()
    output, _ = process.communicate(timeout=SECONDS)

    assert process.returncode == 0
    assert output.endswith(f"The graph there holds {TRIPLES:,} triples\n")
