"""An invented graph in; CPU seconds of kg's validation and of pyshacl's over it, and their ratio, out.

``python benchmarks/validation.py``: both judge the shapes, kg also the checks across nodes. pyshacl's leg includes the
reading by rdflib, as kg's includes its own. ``--small`` gives pyshacl fewer events, and the ratio is then per event.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import pyshacl
import rdflib

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from benchmarks.invented_corpus import invented_corpus
from kg.files import data_path
from kg.rdf.turtle import write_turtle
from kg.validation import validate


def main() -> None:
    """Print the CPU seconds of both, and the ratio."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--events", metavar="N", type=int, default=10_000, help="events for kg (default: %(default)s)")
    parser.add_argument("--small", metavar="N", type=int, help="events for pyshacl (default: as many)")
    options = parser.parse_args()
    few = options.small or options.events
    with tempfile.TemporaryDirectory() as folder:
        graph, smaller = Path(folder) / "graph.ttl", Path(folder) / "small.ttl"
        write_turtle(invented_corpus(options.events), graph)
        write_turtle(invented_corpus(few), smaller)
        ours = _seconds(lambda: _validate(graph))
        theirs = _seconds(lambda: _pyshacl(smaller))
    ratio = theirs / few / (ours / options.events)
    print(f"kg validate  {options.events:>7} events  {ours:7.2f} s")
    print(f"pyshacl      {few:>7} events  {theirs:7.2f} s")
    print(f"pyshacl / kg, per event  {ratio:.1f}")


def _validate(path: Path) -> None:
    found = validate(path)
    if not found.conforms:
        raise ValueError(f"the invented graph is wrong: {found.findings[0]}")


def _pyshacl(path: Path) -> None:
    shapes = rdflib.Graph().parse(data_path("ontology", "shapes.ttl"))
    conforms, _, text = pyshacl.validate(rdflib.Graph().parse(path), shacl_graph=shapes)
    if not conforms:
        raise ValueError(f"the invented graph is wrong: {text}")


def _seconds(run: Callable[[], None]) -> float:
    begin = time.process_time()
    run()
    return time.process_time() - begin


if __name__ == "__main__":
    main()
