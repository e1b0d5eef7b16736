"""Whatever else kg is asked to do, it opens no connection, not even for what its inputs name."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from benchmarks.fuzz_seeds import DOCX_PARTS, pdf, zipped
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
audit g --sheet audit.csv
review g --sheet review.csv
decide -w workspace rename vladimir-putin 'V. Putin' --who 'N. N.' --why 'shorter'
decide -w workspace list
build
export g --to neo4j -o neo
remove b
update news
"""

_REMOTE = "http://example.org/"


def _docx() -> bytes:
    """Return a Word document whose template, picture and link lie elsewhere."""
    kinds = ("attachedTemplate", "image", "hyperlink", "oleObject", "subDocument")
    relations = "".join(
        f'<Relationship Id="r{kind}" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/{kind}"'
        f' Target="{_REMOTE}{kind}" TargetMode="External"/>'
        for kind in kinds
    )
    parts = {
        **DOCX_PARTS,
        "word/_rels/document.xml.rels": f'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        f"{relations}</Relationships>".encode(),
    }
    return zipped(parts)


def _pdf() -> bytes:
    """Return a PDF that asks to open an address, run a script and embed what lies elsewhere."""
    actions = f"/OpenAction << /S /URI /URI ({_REMOTE}open) >> /AA << /WC << /S /JavaScript /JS (app.launchURL('{_REMOTE}')) >> >>"
    return pdf().replace(b"/Type /Catalog", f"/Type /Catalog {actions}".encode(), 1)


TEXTS = {
    "2023-09-13-a.txt": "Russian President Vladimir Putin met North Korean leader Kim Jong Un in Vladivostok. https://example.org/",
    "b.html": page(
        head='<link rel="canonical" href="https://example.org/x"><img src="http://example.org/i.png">'
        '<link rel="stylesheet" href="http://example.org/s.css"><script src="http://example.org/s.js"></script>'
        '<meta http-equiv="refresh" content="0;url=http://example.org/r"><base href="http://example.org/base/">'
        '<iframe src="http://example.org/f"></iframe><object data="http://example.org/o"></object>'
    ),
    "c.xml": '<?xml version="1.0"?><!DOCTYPE rss SYSTEM "http://example.org/rss.dtd" [<!ENTITY x SYSTEM "http://example.org/x">]>'
    "<rss version='2.0'><channel><item><link>http://example.org/1</link><description>Words &x;</description>"
    "<enclosure url='http://example.org/e.mp3' type='audio/mpeg' length='1'/></item></channel></rss>",
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
    (news / "d.docx").write_bytes(_docx())
    (news / "e.pdf").write_bytes(_pdf())

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
