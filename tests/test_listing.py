"""Tuples of values in; listings that say what they hold, out."""

from __future__ import annotations

import copy
import pickle
from datetime import date

from kg.built import Graph
from kg.listing import Listing
from kg.model import Event
from tests.factories import corpus, day, event

NAMES = Listing(("a", "b", "c"), noun="letter", as_of=date(2024, 1, 2))


def _days(value: date) -> tuple[date, date] | None:
    return (value, value) if value.year > 1 else None


def test_a_listing_equals_the_tuple_of_its_values_and_hashes_like_it() -> None:
    assert NAMES == ("a", "b", "c")
    assert hash(NAMES) == hash(("a", "b", "c"))
    assert isinstance(NAMES, tuple)
    assert NAMES[1] == "b"


def test_a_slice_is_a_listing_of_the_same_things() -> None:
    part = NAMES[:1]

    assert isinstance(part, Listing)
    assert (part, part.noun, part.as_of) == (("a",), "letter", date(2024, 1, 2))


def test_a_listing_says_how_many_there_are_and_from_when() -> None:
    days = Listing((date(2024, 5, 1), date(1, 1, 1), date(2023, 5, 1)), noun="day", days=_days)

    assert repr(days) == "<3 days, 2023-05-01 to 2024-05-01>"
    assert repr(NAMES[:1]) == "<1 letter, as of 2024-01-02>"
    assert repr(Listing((), noun="day", days=_days)) == "<0 days>"


def test_a_listing_survives_pickling_and_copying() -> None:
    for made in (pickle.loads(pickle.dumps(NAMES)), copy.deepcopy(NAMES)):  # our own bytes
        assert (made, made.noun, made.as_of) == (NAMES, "letter", date(2024, 1, 2))


def test_the_events_of_a_graph_are_a_tuple_of_events() -> None:
    graph = Graph(corpus=corpus(event(when=day()), event("accused")))

    events: tuple[Event, ...] = graph.events

    assert events == graph.corpus.events
    assert repr(events) == "<2 events, 2023-09-13 to 2023-09-13>"
    assert repr(graph.ties).startswith("<1 tie, as of ")
    assert pickle.loads(pickle.dumps(graph)) == graph  # our own bytes
