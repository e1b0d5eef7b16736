"""How long validation takes: invented events in; CPU seconds of kg's validation and of pyshacl on the same graph out.

Run from the top of the checkout: ``python -m benchmarks.validation``. pyshacl judges the shapes alone, kg the shapes
and the checks across nodes.
"""

from __future__ import annotations

import argparse
import tempfile
import time
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path
from typing import Final

from kg.files import data_path
from kg.model import Actor, ActorId, Article, Corpus, DateRange, Event, Evidence, RelationId, event_id, event_key, slug
from kg.ontology import load_relations
from kg.rdf.turtle import write_turtle
from kg.validation import validate

_STATES: Final = 60
_PERSONS: Final = 240
_FIRST_DAY: Final = date(2020, 1, 1)


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--events", metavar="N", type=int, default=10_000, help="events of the graph")
    parser.add_argument("--small", metavar="N", type=int, default=None, help="events for pyshacl (default: the same)")
    options = parser.parse_args()
    small = options.small or options.events
    with tempfile.TemporaryDirectory() as folder:
        graph, smaller = Path(folder) / "graph.ttl", Path(folder) / "small.ttl"
        write_turtle(invented_corpus(options.events), graph)
        write_turtle(invented_corpus(small), smaller)
        ours = _seconds(lambda: _validate(graph))
        theirs = _seconds(lambda: _pyshacl(smaller))
    print(f"kg validate: {options.events} events, {ours:.2f} s of CPU")
    print(f"pyshacl:     {small} events, {theirs:.2f} s of CPU")
    print(f"per event, pyshacl takes {theirs / small / (ours / options.events):.1f} times as long")


def invented_corpus(events: int) -> Corpus:
    """Return so many events, each dated and with one or two claims, four to an article; always the same ones."""
    relations = [RelationId(each) for each in load_relations()]
    states = [_actor(f"State {number}", number) for number in range(_STATES)]
    persons = [_actor(f"Person {number}", number) for number in range(_PERSONS)]
    actors = [*states, *persons]
    found = [
        _event(number, relations[number % len(relations)], actors[number * 7 % 300], actors[(number * 11 + 5) % 300])
        for number in range(events)
    ]
    articles = [Article(id=f"a{number}", text=f"Text {number}.") for number in range((events + 3) // 4)]
    return Corpus(articles=tuple(articles), events=tuple(found))


def _actor(name: str, number: int) -> Actor:
    state = f"State {number % _STATES}"
    kind = "state" if name == state else "person"
    return Actor(id=ActorId(slug(name)), name=name, kind=kind, state=state)  # type: ignore[arg-type]  # one of the kinds


def _event(number: int, relation: RelationId, source: Actor, target: Actor) -> Event:
    kind = load_relations()[relation]
    day = _FIRST_DAY + timedelta(days=number % 2000)
    when = DateRange(earliest=day, latest=day)
    key = event_key(
        relation=relation, source=source.id, target=target.id, symmetric=kind.symmetric, when=when, scope=f"{number}"
    )
    article = f"a{number // 4}"
    claims = [_claim(article, number, source, target, 0)]
    if number % 3 == 0:
        claims.append(_claim(article, number, source, target, 500))
    return Event(
        id=event_id(key),
        article=article,
        relation=relation,
        root=kind.root,
        quad=kind.quad,
        source=source,
        target=target,
        evidence=tuple(claims),
        polarity="negated" if number % 10 == 0 else "affirmed",
        date=when,
        confidence=0.9,
    )


def _claim(article: str, number: int, source: Actor, target: Actor, offset: int) -> Evidence:
    quote = f"{source.name} acted upon {target.name} in the matter of the paper numbered {number}."
    start = offset + number % 4 * 1000
    return Evidence(
        article=article,
        start=start,
        end=start + len(quote),
        quote=quote,
        source_span=(start, start + len(source.name)),
        target_span=(start + quote.index(target.name), start + quote.index(target.name) + len(target.name)),
        trigger_span=(start + len(source.name) + 1, start + len(source.name) + 6),
        polarity="negated" if number % 10 == 0 else "affirmed",
        confidence=0.9,
        rule="invented/pattern",
    )


def _validate(path: Path) -> None:
    found = validate(path)
    if not found.conforms:
        raise ValueError(f"the invented graph is wrong: {found.findings[0]}")


def _pyshacl(path: Path) -> None:
    import pyshacl
    import rdflib

    data = rdflib.Graph().parse(path, format="turtle")
    conforms, _, text = pyshacl.validate(data, shacl_graph=rdflib.Graph().parse(data_path("ontology", "shapes.ttl")))
    if not conforms:
        raise ValueError(text)


def _seconds(run: Callable[[], None]) -> float:
    begin = time.process_time()
    run()
    return time.process_time() - begin


if __name__ == "__main__":
    main()
