"""The command line in; the libraries that its help waits for out."""

from __future__ import annotations

import subprocess
import sys

HEAVY = {
    *(
        "feedparser",
        "docx",
        "lxml",
        "matplotlib",
        "networkx",
        "numpy",
        "polars",
        "protego",
        "pypdf",
        "rdflib",
        "requests",
        "scipy",
    ),
    *("shacl", "spacy", "trafilatura", "warcio"),
}


def test_help_waits_for_no_library() -> None:
    code = "import sys, kg.cli; kg.cli.make_parser(); print(*sorted({name.partition('.')[0] for name in sys.modules}))"

    loaded = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout.split()

    assert HEAVY & set(loaded) == set()
