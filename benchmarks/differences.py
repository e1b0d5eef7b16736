"""Invented events in; a table with the cost of comparing two graphs of them out.

``python benchmarks/differences.py --events 100000``: the second graph lacks one event in fifty, and one in fifty has its date
corrected. Times are CPU seconds of all threads; reading the graphs from files counts for none of them.
"""

from __future__ import annotations

import argparse
import sys
import time
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from benchmarks.invented_corpus import invented_corpus
from kg.built import Graph
from kg.differences import Difference, diff
from kg.differences.values import SECTIONS, Section
from kg.model import Corpus, DateRange, Event, event_id, event_key
from kg.ontology import load_relations
from kg.rdf.canonical import canonical

_ONE_IN = 50


def edited(corpus: Corpus) -> Corpus:
    """Return the corpus without one event in fifty, and with the date of one in fifty a day later."""
    events = [
        _later(event) if number % _ONE_IN == 1 and event.date else event
        for number, event in enumerate(corpus.events)
        if number % _ONE_IN
    ]
    return canonical(replace(corpus, events=tuple(events)))


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--events", type=int, default=100_000)
    options = parser.parse_args()
    corpus = canonical(invented_corpus(options.events))
    before, after = Graph(corpus=corpus), Graph(corpus=edited(corpus))
    print(f"{len(before.events):,} events in {len(before.articles):,} articles, against {len(after.events):,}")
    _line("the same graph", before, before, SECTIONS)
    found = _line("the edited graph", before, after, SECTIONS)
    for section in SECTIONS:
        _line(f"the edited graph, {section} alone", before, after, (section,))
    started = time.process_time()
    size = len(found.to_json()) + len(found.to_csv()) + len(found.to_text())
    print(f"{time.process_time() - started:8.2f} s  JSON, CSV and text, {size:,} characters")


def _line(title: str, before: Graph, after: Graph, only: tuple[Section, ...]) -> Difference:
    started = time.process_time()
    found = diff(before, after, only=only)
    print(f"{time.process_time() - started:8.2f} s  {title}: {repr(found)[1:-1].removeprefix('kg.Difference: ')}")
    return found


def _later(event: Event) -> Event:
    if event.date is None:
        return event
    days = [day + timedelta(days=1) for day in (event.date.earliest, event.date.latest)]
    when = DateRange(earliest=days[0], latest=days[1], text=event.date.text)
    key = event_key(
        relation=event.relation,
        source=event.source.id,
        target=event.target.id,
        symmetric=load_relations()[event.relation].symmetric,
        when=when,
        scope="",
    )
    return replace(event, id=event_id(key), date=when)


if __name__ == "__main__":
    main()
