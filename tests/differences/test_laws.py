"""What holds of the difference of any two graphs: nothing differs from itself, and back is forth the other way round."""

from __future__ import annotations

import json
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings

import kg
from kg.built import Graph
from kg.differences import Difference, FieldChange, Reason, diff
from kg.model import Corpus
from kg.rdf.turtle import write_turtle
from kg.strength import Measure
from tests.differences.invented import both, graphs

_TURNED: dict[str, str] = {"came": "gone", "gone": "came", "changed": "changed", "merged": "split", "split": "merged"}

pairs = given(graphs(), graphs())


def turned(changes: tuple[FieldChange, ...], *, back: bool) -> frozenset[FieldChange]:
    return frozenset(
        FieldChange(name=each.name, before=each.after, after=each.before) if back else each for each in changes
    )


def entries(found: Difference, *, back: bool) -> list[frozenset[object]]:
    """Return what differs in each section, in no order; turned round with ``back``."""

    def ends(each: object, *names: str) -> tuple[object, ...]:
        values = tuple(getattr(each, name) for name in names)
        return values[::-1] if back else values

    def kind(each: object) -> str:
        word = str(getattr(each, "kind", ""))
        return _TURNED[word] if back else word

    ids = [(str(a.before.id), str(a.after.id)) for a in found.actors if a.kind == "changed" and a.before and a.after]
    spelt = {after: before for before, after in ids} if back else {}
    return [
        frozenset((kind(a), *ends(a, "before", "after"), turned(a.changes, back=back)) for a in found.articles),
        frozenset((kind(d), *ends(d, "before", "after"), turned(d.changes, back=back)) for d in found.decisions),
        frozenset((kind(a), *ends(a, "before", "after"), turned(a.changes, back=back)) for a in found.actors),
        frozenset(
            (kind(e), *ends(e, "before", "after"), *ends(e, "gone", "new"), turned(e.changes, back=back), e.follows, e.other)
            for e in found.events
        ),
        frozenset(
            (
                kind(t),
                frozenset(spelt.get(each, each) for each in (t.a, t.b)),
                *ends(t, "before", "after"),
                -t.change if back else t.change,
                frozenset((kind(c), c.quote, c.day if c.kind != "changed" else None, turned(c.changes, back=back)) for c in t.claims),
                frozenset((_TURNED.get(r.cause, r.cause) if back else r.cause, turned_part(r, back=back)) for r in t.reasons),
            )
            for t in found.ties
        ),
    ]  # fmt: skip


def turned_part(reason: Reason, *, back: bool) -> float | None:
    if reason.part is None:
        return None
    # Rounded, for sums of three numbers in another order differ in the last digit.
    return round(-reason.part if back else reason.part, 9) + 0.0


@given(graphs())
@settings(deadline=None)
def test_nothing_differs_from_itself(one: Graph) -> None:
    found = diff(one, one, least=0.0)

    assert found.same
    assert found.smaller == 0


@pairs
@settings(deadline=None)
def test_the_difference_back_is_the_one_forth_the_other_way_round(one: Graph, other: Graph) -> None:
    forth, back = diff(one, other, least=0.0), diff(other, one, least=0.0)

    assert entries(back, back=True) == entries(forth, back=False)
    assert (back.smaller, back.before, back.after) == (forth.smaller, _named(forth.after), _named(forth.before))


def _named(side: kg.differences.Side) -> kg.differences.Side:
    from dataclasses import replace

    return replace(side, name="after" if side.name == "before" else "before")


@pairs
@settings(deadline=None)
def test_the_events_of_the_first_without_those_gone_and_with_those_that_came_are_those_of_the_second(
    one: Graph, other: Graph
) -> None:
    found = diff(one, other, only=["events"])

    ids = {event.id for event in one.events}
    for each in found.events:
        ids -= {each.before.id} if each.before else set()
    for each in found.events:
        ids |= {each.after.id} if each.after else set()
    assert ids == {event.id for event in other.events}
    assert len(one.events) - tally(found, "gone") + tally(found, "came") == len(other.events)


def tally(found: Difference, kind: str) -> int:
    return sum(each.kind == kind for each in found.events)


@pairs
@settings(deadline=None)
def test_the_ties_of_the_first_without_those_gone_and_with_those_that_came_are_as_many_as_in_the_second(
    one: Graph, other: Graph
) -> None:
    found = diff(one, other, only=["ties"])

    kinds = [tie.kind for tie in found.ties]
    assert (found.before.ties, found.after.ties) == (len(one.ties), len(other.ties))
    assert len(one.ties) - kinds.count("gone") + kinds.count("came") == len(other.ties)


@pairs
@settings(deadline=None)
def test_every_change_of_strength_has_its_sentences_or_its_reason(one: Graph, other: Graph) -> None:
    found = diff(one, other, least=0.0)

    assert [tie for tie in found.ties if not tie.claims and not tie.reasons] == []


@pairs
@settings(deadline=None, max_examples=30)
def test_the_order_of_events_and_articles_makes_no_difference(one: Graph, other: Graph) -> None:
    upside_down = (
        Graph(corpus=Corpus(articles=each.corpus.articles[::-1], events=each.corpus.events[::-1]))
        for each in (one, other)
    )

    assert diff(*upside_down, least=1e-6).to_json() == diff(one, other, least=1e-6).to_json()


@pairs
@settings(deadline=None, max_examples=20)
def test_a_graph_read_back_differs_in_nothing_from_the_one_built(one: Graph, other: Graph) -> None:
    with TemporaryDirectory() as folder:
        path = Path(folder) / "graph.ttl"
        write_turtle(other.corpus, path)

        assert diff(other, path).same
        read, built = diff(one, path).to_dict(), diff(one, other).to_dict()

    assert {**read, "after": None} == {**built, "after": None}


@pytest.mark.parametrize("level", ["actor", "state"])
def test_the_two_invented_graphs_differ_the_other_way_round_at_each_level(level: str) -> None:
    one, other = both()
    measure = Measure(level=level)  # type: ignore[arg-type]  # any text is passed

    forth, back = diff(one, other, measure=measure, least=0.0), diff(other, one, measure=measure, least=0.0)

    assert entries(back, back=True) == entries(forth, back=False)
    assert json.loads(forth.to_json())["same"] is False
