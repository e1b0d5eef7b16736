"""A graph of about a million triples in; a table with the time of each named query, by pyoxigraph and rdflib, out.

``python benchmarks/queries.py``: makes an invented graph, builds its store, opens it in a fresh process with a first
query, then runs every named query with values that are the worst case: the actors of whom most events tell.
``--rdflib 60`` adds rdflib, whose run of a query is given up after 60 seconds; loading alone takes it minutes.
"""

from __future__ import annotations

import argparse
import statistics
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Mapping
from multiprocessing import get_context
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Final

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

import pyoxigraph as ox
import rdflib

from benchmarks.invented_corpus import TRIPLES_PER_EVENT, invented_corpus
from kg.files import data_path
from kg.named_queries import NamedQuery, queries
from kg.ontology import IR
from kg.query import run_query
from kg.question import Value, to_sparql
from kg.rdf.turtle import write_turtle
from kg.store import open_built

RUNS: Final = 5
_OPEN: Final = """
import sys, time
begun = time.perf_counter()
from kg.query import run_query
from kg.store import open_built
found = run_query(open_built(sys.argv[1]), "SELECT (COUNT(*) AS ?n) { ?e a ir:Event }")
print(time.perf_counter() - begun)
"""


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--graph", type=Path, help="Turtle file to ask (default: an invented one)")
    parser.add_argument(
        "--triples", type=int, default=1_000_000, help="size of the invented graph (default: %(default)s)"
    )
    parser.add_argument(
        "--rdflib", type=float, metavar="SECONDS", help="time rdflib too, each query for so long at most"
    )
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        path = options.graph or Path(folder) / "graph.ttl"
        if options.graph is None:
            write_turtle(invented_corpus(options.triples // TRIPLES_PER_EVENT), path)
        begun = time.perf_counter()
        store = open_built(path)
        print(f"{len(store):,} triples; store ready after {time.perf_counter() - begun:.2f} s")
        opened = [
            float(
                subprocess.run([sys.executable, "-c", _OPEN, path], capture_output=True, text=True, check=True).stdout
            )
            for _ in range(RUNS)
        ]
        print(f"open and first query, in a fresh process: {statistics.median(opened):.3f} s")
        questions = worst_cases(store)
        ours = {name: _median(store, sparql) for name, sparql in questions.items()}
        theirs = by_rdflib(path, questions, options.rdflib) if options.rdflib else {}
        print(f"{'query':20} {'rows':>6} {'pyoxigraph':>12} {'rdflib':>12} {'ratio':>7}")
        for name, sparql in questions.items():
            other = theirs.get(name)
            shown = f"{1000 * other:9.0f} ms {other / ours[name]:7.0f}" if other else ""
            rows = len(run_query(store, sparql).rows)
            print(f"{name:20} {rows:6} {1000 * ours[name]:9.1f} ms {shown}")


def worst_cases(store: ox.Store) -> dict[str, str]:
    """Return the SPARQL of every named query about the actors and the outlet with most to find."""
    busiest = _most(store, "participant")
    values: Mapping[str, str] = {"outlet": _most(store, "sourceName")[0], "group": "MX", "code": "FRA", "top": "20"}
    return {
        name: to_sparql(query, _values(query, busiest, values), ask=lambda sparql: run_query(store, sparql))
        for name, query in queries().items()
    }


def _values(query: NamedQuery, busiest: list[str], values: Mapping[str, str]) -> dict[str, Value]:
    """Return the values of the example, with actors and texts that the graph has."""
    actors = iter(busiest)
    return {
        each.name: next(actors) if each.type == "actor" else values.get(each.name, query.example[each.name])
        for each in query.parameters
        if each.name in query.example
    }


def by_rdflib(path: Path, questions: Mapping[str, str], cap_seconds: float) -> dict[str, float]:
    """Return rdflib's seconds for each query; one that takes longer than the cap counts as the cap."""
    context = get_context("fork")  # the graph is loaded once, and each query has a process that can be ended
    graph = rdflib.Graph()
    begun = time.perf_counter()
    graph.parse(path)
    graph.parse(data_path("ontology", "ir.ttl"))
    print(f"rdflib loads in {time.perf_counter() - begun:.0f} s")
    found = {}
    for name, sparql in questions.items():
        receiver, sender = context.Pipe(duplex=False)
        process = context.Process(target=_time_rdflib, args=(graph, sparql, sender))
        process.start()
        found[name] = receiver.recv() if receiver.poll(cap_seconds) else cap_seconds
        process.kill()
        process.join()
    return found


def _time_rdflib(graph: rdflib.Graph, sparql: str, sender: Connection) -> None:
    begun = time.perf_counter()
    list(graph.query(sparql))
    sender.send(time.perf_counter() - begun)


def _most(store: ox.Store, predicate: str) -> list[str]:
    quads = store.quads_for_pattern(None, ox.NamedNode(IR + predicate), None, None)
    counted = Counter(str(quad.object.value) for quad in quads if not isinstance(quad.object, ox.Triple))
    return [value for value, _ in counted.most_common(3)]


def _median(store: ox.Store, sparql: str) -> float:
    seconds = []
    for _ in range(RUNS):
        begun = time.perf_counter()
        solutions = store.query(sparql)
        assert isinstance(solutions, ox.QuerySolutions)  # every named query is a SELECT
        for _solution in solutions:
            pass
        seconds.append(time.perf_counter() - begun)
    return statistics.median(seconds)


if __name__ == "__main__":
    main()
