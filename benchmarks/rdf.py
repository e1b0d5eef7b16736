"""Invented events in; a table with the cost of Turtle, by kg, pyoxigraph and rdflib, out.

``python benchmarks/rdf.py --triples 1000000``: every line runs alone in a fresh process, so that the memory of one is not
that of another. Making the events counts for none of them; rdflib's line may be left out, for it takes a minute.
"""

from __future__ import annotations

import argparse
import gc
import resource
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from multiprocessing import get_context
from pathlib import Path
from typing import Final

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

import pyoxigraph as ox

from benchmarks.invented_corpus import TRIPLES_PER_EVENT, invented_corpus
from kg.model import Corpus
from kg.rdf.to_rdf import to_rdf, to_triples
from kg.rdf.turtle import write_turtle

_MEGABYTE: Final = 1_000_000
_MAXRSS_UNIT: Final = 1 if sys.platform == "darwin" else 1024


@dataclass(frozen=True, slots=True, kw_only=True)
class Measured:
    """CPU seconds of all threads, the bytes written, and the most memory held before and after the work."""

    cpu_seconds: float
    bytes_written: int
    before_bytes: int
    peak_bytes: int


def by_kg(corpus: Corpus, path: Path) -> Callable[[], None]:
    """Return the work of kg: events to sorted Turtle."""
    return lambda: write_turtle(corpus, path)


def by_pyoxigraph(corpus: Corpus, path: Path) -> Callable[[], None]:
    """Return the work of pyoxigraph: a store filled with quads that are ready, then dumped as unsorted Turtle."""
    quads = list(_quads(path.with_suffix(".nt"), corpus))

    def work() -> None:
        store = ox.Store()
        store.extend(quads)
        store.dump(str(path), format=ox.RdfFormat.TURTLE, from_graph=ox.DefaultGraph())

    return work


def by_rdflib(corpus: Corpus, path: Path) -> Callable[[], None]:
    """Return the work of rdflib: a graph filled with the triples, then serialised as Turtle, which it sorts."""

    def work() -> None:
        to_rdf(corpus).serialize(path, format="turtle")

    return work


def triples_only(corpus: Corpus, path: Path) -> Callable[[], None]:  # noqa: ARG001  # of one form with the others
    """Return the part of the work that kg does for every form: the sorted triples as plain values."""

    def work() -> None:
        for _ in to_triples(corpus):
            pass

    return work


WORKS: Final[Mapping[str, Callable[[Corpus, Path], Callable[[], None]]]] = {
    "kg: events to sorted Turtle": by_kg,
    "pyoxigraph: build and dump": by_pyoxigraph,
    "rdflib: build and serialise": by_rdflib,
    "(kg: sorted triples alone)": triples_only,
}


def measure(name: str, events: int) -> Measured:
    """Return the cost of one line of the table, measured in this process."""
    corpus = invented_corpus(events)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "graph.ttl"
        work = WORKS[name](corpus, path)
        gc.collect()
        before, began = _peak(), time.process_time()
        work()
        spent = time.process_time() - began
        size = path.stat().st_size if path.exists() else 0
    return Measured(cpu_seconds=spent, bytes_written=size, before_bytes=before, peak_bytes=_peak())


def _quads(path: Path, corpus: Corpus) -> Iterator[ox.Quad]:
    write_turtle(corpus, path)
    yield from ox.parse(path=str(path), format=ox.RdfFormat.TURTLE)


def _peak() -> int:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * _MAXRSS_UNIT


def main() -> None:
    """Run the lines one after another and print the table."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--triples", type=int, default=1_000_000, help="about how many (default: %(default)s)")
    parser.add_argument("--without-rdflib", action="store_true", help="leave out the slowest line")
    options = parser.parse_args()
    events = options.triples // TRIPLES_PER_EVENT
    triples = sum(1 for _ in to_triples(invented_corpus(events)))
    print(f"{events:,} events, {triples:,} triples\n")
    print(f"{'':32}{'CPU s':>8}{'ratio':>8}{'MB written':>12}{'MB before':>11}{'MB peak':>9}")
    first = 0.0
    for name in WORKS:
        if options.without_rdflib and name.startswith("rdflib"):
            continue
        with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as pool:
            found = pool.submit(measure, name, events).result()
        first = first or found.cpu_seconds
        sizes = [found.bytes_written, found.before_bytes, found.peak_bytes]
        numbers = "".join(f"{size / _MEGABYTE:>{width}.0f}" for size, width in zip(sizes, (12, 11, 9), strict=True))
        print(f"{name:32}{found.cpu_seconds:>8.2f}{found.cpu_seconds / first:>8.2f}{numbers}", flush=True)


if __name__ == "__main__":
    main()
