"""Laws of decisions: the order of articles says nothing, and Turtle keeps what was decided."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kg.assemble import assemble
from kg.decision import DECISION_KINDS, Decision
from kg.model import Event
from kg.rdf.canonical import canonical
from kg.rdf.from_rdf import read_turtle
from kg.rdf.turtle import to_turtle
from tests.decisions.deciding import about, decide
from tests.factories import actor, article, day, event, evidence

ACTORS = [actor(name, "organization") for name in ("UN", "United Nations", "NATO")] + [actor("Kim")]
ARTICLES = ["a1", "a2", "a3"]
QUOTES = ["They met.", "They fell out."]
RELATIONS = ["met-with", "attacked"]
DAYS = [None, day("2024-05-09"), day("2024-05-01", "2024-05-31")]


@st.composite
def _told_events(draw: st.DrawFn) -> dict[str, tuple[Event, ...]]:
    """Draw what was read in each article, its events with ids that differ."""
    found: dict[str, tuple[Event, ...]] = {}
    for identifier in ARTICLES:
        events: dict[str, Event] = {}
        for _ in range(draw(st.integers(0, 3))):
            source, target = draw(st.permutations(ACTORS))[:2]
            quote = draw(st.sampled_from(QUOTES))
            said = draw(st.sampled_from(["", "UN", "NATO"]))
            made = event(
                draw(st.sampled_from(RELATIONS)),
                replace(source, name=draw(st.sampled_from([source.name, "Other Name"]))),
                target,
                article=identifier,
                when=draw(st.sampled_from(DAYS)),
                claims=[evidence(quote, article=identifier, start=QUOTES.index(quote) * 50, attribution=said)],
                attribution=said,
                confidence=draw(st.sampled_from([0.3, 0.9])),
            )
            events.setdefault(made.id, made)
        found[identifier] = tuple(events.values())
    return found


@st.composite
def _decisions(draw: st.DrawFn, told: dict[str, tuple[Event, ...]]) -> tuple[Decision, ...]:
    events = [one for each in told.values() for one in each]
    ids = [str(one.id) for one in ACTORS]
    found: list[Decision] = []
    for number in range(draw(st.integers(1, 5))):
        kind = draw(st.sampled_from(DECISION_KINDS))
        name = f"d{number}"
        some = draw(st.permutations(ids))
        if kind == "merge-actors":
            label = draw(st.sampled_from(["", "One"]))
            found.append(decide(kind, *some[: draw(st.integers(2, 3))], into=some[0], label=label, name=name))
        elif kind == "split-actor":
            where = tuple(draw(st.permutations(ARTICLES))[:2])
            found.append(decide(kind, some[0], into="new", label="New", articles=where, name=name))
        elif kind == "rename-actor":
            found.append(decide(kind, some[0], label=draw(st.sampled_from(["This", "That"])), name=name))
        elif kind == "keep-apart":
            found.append(decide(kind, *some[:2], name=name))
        elif kind == "leave-out-article":
            found.append(decide(kind, articles=(draw(st.sampled_from(ARTICLES)),), name=name))
        elif events:
            about_it = about(draw(st.sampled_from(events)))
            if kind == "correct-date":
                when = draw(st.sampled_from([None, date(2024, 5, 9), date(2024, 6, 1)]))
                found.append(decide(kind, told=about_it, earliest=when, latest=when, name=name))
            elif kind == "correct-place":
                where = draw(st.sampled_from(["", "Geneva"]))
                found.append(decide(kind, told=about_it, place=where, name=name))
            elif kind == "correct-relation":
                to, swap = draw(st.sampled_from([("met-with", False), ("", True), ("attacked", True)]))
                found.append(decide(kind, told=about_it, relation=to, swap=swap, name=name))
            else:
                found.append(decide(kind, told=about_it, name=name))
    return tuple(found)


CASES = _told_events().flatmap(lambda told: st.tuples(st.just(told), _decisions(told), st.permutations(ARTICLES)))


@settings(deadline=None, max_examples=150)
@given(CASES)
def test_the_order_in_which_articles_come_says_nothing(
    case: tuple[dict[str, tuple[Event, ...]], tuple[Decision, ...], list[str]],
) -> None:
    told, decisions, order = case

    one = assemble([(article(each), told[each]) for each in ARTICLES], decisions=decisions)
    other = assemble([(article(each), tuple(reversed(told[each]))) for each in order], decisions=decisions)

    assert to_turtle(one) == to_turtle(other)
    assert one.unmet == other.unmet


@settings(deadline=None, max_examples=100, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(CASES)
def test_what_was_decided_comes_back_from_turtle(
    tmp_path: Path, case: tuple[dict[str, tuple[Event, ...]], tuple[Decision, ...], list[str]]
) -> None:
    told, decisions, _ = case
    built = assemble([(article(each), told[each]) for each in ARTICLES], decisions=decisions)
    path = tmp_path / "graph.ttl"
    path.write_text(to_turtle(built), encoding="utf-8")

    again = read_turtle(path)

    assert again.decisions == canonical(built).decisions
    assert again == canonical(built)
    assert to_turtle(again) == path.read_text(encoding="utf-8")


@settings(deadline=None, max_examples=100)
@given(CASES)
def test_every_decision_is_applied_or_reported(
    case: tuple[dict[str, tuple[Event, ...]], tuple[Decision, ...], list[str]],
) -> None:
    told, decisions, _ = case

    built = assemble([(article(each), told[each]) for each in ARTICLES], decisions=decisions)

    heard = {each.decision.name for each in built.decisions} | {each.decision.name for each in built.unmet}
    assert heard == {each.name for each in decisions}
    assert not any(one.source.id == one.target.id for one in built.events)


@settings(deadline=None, max_examples=150)
@given(CASES)
def test_an_article_that_is_left_out_leaves_the_graph_as_if_it_had_never_been_given(
    case: tuple[dict[str, tuple[Event, ...]], tuple[Decision, ...], list[str]],
) -> None:
    told, decisions, order = case
    gone = order[0]
    asked = (*decisions, decide("leave-out-article", articles=(gone,), name="gone"))

    given = assemble([(article(each), told[each]) for each in ARTICLES], decisions=asked)
    without = assemble([(article(each), told[each]) for each in ARTICLES if each != gone], decisions=asked)

    assert to_turtle(given) == to_turtle(without)
