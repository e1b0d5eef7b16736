"""Whatever else kg is asked to do, it opens no connection, not even for what its inputs name."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from kg.files import data_path
from tests.fetch.site import article, site
from tests.readers.wire_seeds import page, seeds

GUARD = """
import os, socket, sys

def _hook(event, args):
    # Pipes between processes of this machine are no network.
    inner = event in {"socket.connect", "socket.sendto"} and args[0].family == socket.AF_UNIX
    if event in {"socket.connect", "socket.sendto", "socket.getaddrinfo", "socket.gethostbyname"} and not inner:
        with open(os.environ["KG_TEST_CONNECTIONS"], "a") as log:
            print(event, args[1:], file=log)
        raise PermissionError(event)

sys.addaudithook(_hook)
"""
"""Run at the start of every Python process, those that kg starts too; nothing can take a hook of this kind off."""

RUN = """
import shlex, sys
from kg.cli import main
for line in sys.stdin:
    print("--- exit", main(shlex.split(line)))
"""

COMMANDS = """
build news --out g
extract news -o events.jsonl
add news
build
status
show 'Vladimir Putin' --graph g
strength g
why 'Kim Jong Un' 'Vladimir Putin' g
course --all g
query 'ASK {}' --graph g
analyse g
export g --to csv -o edges.csv
view g --print
validate g
verify g news
ontology --html vocabulary.html
who 'Russian president'
explain 'Kim Jong Un met Vladimir Putin.'
diff g g
"""

TEXTS = {
    "2023-09-13-a.txt": "Russian President Vladimir Putin met North Korean leader Kim Jong Un in Vladivostok. https://example.org/",
    "b.html": page(head='<link rel="canonical" href="https://example.org/x"><img src="http://example.org/i.png">'),
    "c.xml": '<?xml version="1.0"?><!DOCTYPE rss SYSTEM "http://example.org/rss.dtd" [<!ENTITY x SYSTEM "http://example.org/x">]>'
    "<rss version='2.0'><channel><item><link>http://example.org/1</link><description>Words &x;</description></item></channel></rss>",
}


@pytest.fixture
def guarded(tmp_path: Path) -> dict[str, str]:
    """Return an environment in which every connection of a Python process is refused and written down."""
    (tmp_path / "guard").mkdir()
    (tmp_path / "guard" / "sitecustomize.py").write_text(GUARD)
    paths = os.pathsep.join([str(tmp_path / "guard"), str(data_path("ontology").parent)])
    return os.environ | {"PYTHONPATH": paths, "KG_TEST_CONNECTIONS": str(tmp_path / "connections.txt")}


@pytest.mark.model
def test_no_other_command_opens_a_connection(tmp_path: Path, guarded: dict[str, str]) -> None:
    news = tmp_path / "news"
    news.mkdir()
    for name, text in TEXTS.items():
        (news / name).write_text(text, encoding="utf-8")
    for name, data in seeds().items():
        (news / name).write_bytes(data)

    done = subprocess.run(
        [sys.executable, "-c", RUN],
        input=COMMANDS.strip(),
        capture_output=True,
        text=True,
        env=guarded,
        cwd=tmp_path,
        check=False,
    )

    assert done.returncode == 0, done.stderr
    assert done.stdout.count("--- exit 0") == len(COMMANDS.split("\n")) - 2, "each of them is carried out"
    assert not (tmp_path / "connections.txt").exists()
    assert "2023-09-13-a" in (tmp_path / "g" / "graph.ttl").read_text(encoding="utf-8")


def test_the_guard_sees_a_fetch(tmp_path: Path, guarded: dict[str, str]) -> None:
    with site({"/a": article()}) as running:
        done = subprocess.run(
            [sys.executable, "-m", "kg", "fetch", f"{running.url}/a", "--retries", "0"],
            capture_output=True,
            text=True,
            env=guarded,
            cwd=tmp_path,
            check=False,
        )

    assert done.returncode == 1
    assert "socket." in (tmp_path / "connections.txt").read_text()
    assert running.requests == []
