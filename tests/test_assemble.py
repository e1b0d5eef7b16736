"""Laws of what copies tell without a day: ids, bytes and claims, with and without the copies, and what people decide of it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kg.assemble import assemble
from kg.decision import Decision
from kg.model import Corpus, Event
from kg.rdf.from_rdf import read_turtle
from kg.rdf.turtle import to_turtle
from kg.strength import tie_strengths
from kg.validation import validate
from tests.decisions.deciding import about, dated, decide, judge
from tests.factories import actor, article, day, event, evidence

ACTORS = [actor(name, "organization") for name in ("UN", "NATO", "ASEAN")]
SENTENCES = [
    "The two met on the margins of the assembly to talk about the truce.",
    "They met on the margins of the assembly and talked about a truce.",
    "A spokesman denied reports of a rift over money for the mission.",
]
IDS = ["c-original", "a-copy", "d-copy", "b-other"]
COPIES = {"a-copy": "c-original", "d-copy": "c-original"}
ARTICLES = {key: article(key, published=date(2024, 5, 9)) for key in IDS}

Told = dict[str, tuple[Event, ...]]


@st.composite
def _told(draw: st.DrawFn) -> Told:
    """Draw what was read in each article, its events with ids that differ."""
    found: Told = {}
    for key in IDS:
        events: dict[str, Event] = {}
        for _ in range(draw(st.integers(0, 3))):
            source, target = draw(st.permutations(ACTORS))[:2]
            quote = draw(st.sampled_from(SENTENCES))
            made = event(
                draw(st.sampled_from(["met-with", "accused"])),
                source,
                target,
                article=key,
                when=draw(st.sampled_from([None, None, day("2024-05-09"), day("2024-05-08")])),
                claims=[evidence(quote, article=key, start=SENTENCES.index(quote) * 100)],
            )
            events.setdefault(made.id, made)
        found[key] = tuple(events.values())
    return found


def _built(told: Told, *decisions: Decision, among: list[str] = IDS, copies: bool = True) -> Corpus:
    read = [(ARTICLES[key], told[key]) for key in among]
    return assemble(read, copies={k: v for k, v in COPIES.items() if copies and k in among}, decisions=decisions)


def _ids_in(corpus: Corpus, key: str) -> set[str]:
    return {each.id for each in corpus.events for item in each.evidence if item.article == key}


def _claims(corpus: Corpus) -> list[tuple[str, str, int]]:
    return sorted((item.article, each.relation, item.start) for each in corpus.events for item in each.evidence)


@settings(deadline=None, max_examples=150)
@given(_told())
def test_the_events_of_an_original_have_the_same_ids_with_and_without_its_copies(told: Told) -> None:
    alone = _built(told, among=["c-original", "b-other"])

    with_copies = _built(told)

    assert _ids_in(with_copies, "c-original") == _ids_in(alone, "c-original")
    assert _ids_in(with_copies, "b-other") == _ids_in(alone, "b-other")


@settings(deadline=None, max_examples=150)
@given(_told(), st.permutations(IDS))
def test_the_order_of_the_articles_says_nothing(told: Told, order: list[str]) -> None:
    assert to_turtle(_built(told, among=order)) == to_turtle(_built(told))


@settings(deadline=None, max_examples=150)
@given(_told())
def test_no_claim_is_lost_or_told_twice(told: Told) -> None:
    assert _claims(_built(told)) == _claims(_built(told, copies=False))


@settings(deadline=None, max_examples=100)
@given(_told())
def test_an_undated_act_in_one_sentence_of_two_copies_is_one_event(told: Told) -> None:
    events = _built(told).events

    seen: set[tuple[object, ...]] = set()
    for each in events:
        for quote in {item.quote for item in each.evidence if item.article != "b-other"} if each.date is None else ():
            pair = frozenset((each.source.id, each.target.id))
            ends = pair if each.relation == "met-with" else (each.source.id, each.target.id)
            assert (each.relation, ends, quote) not in seen
            seen.add((each.relation, ends, quote))


@settings(deadline=None, max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(_told(), st.data())
def test_turtle_keeps_it_with_what_was_decided(tmp_path: Path, told: Told, data: st.DataObject) -> None:
    shown = _built(told).events
    decisions = []
    if shown:
        chosen = data.draw(st.sampled_from(shown))
        decisions.append(judge("affirm-event", chosen))
    built = _built(told, *decisions)
    path = tmp_path / "graph.ttl"
    path.write_text(to_turtle(built), encoding="utf-8")

    again = read_turtle(path)

    assert to_turtle(again) == path.read_text(encoding="utf-8")
    assert again.decisions == built.decisions
    if shown:
        (decided,) = again.decisions
        assert {(chosen.id, item.article, item.start) for item in chosen.evidence} <= {*decided.claims}


@settings(deadline=None, max_examples=150)
@given(_told(), st.data())
def test_who_rejects_an_event_rejects_all_of_it(told: Told, data: st.DataObject) -> None:
    shown = _built(told)
    if not shown.events:
        return
    chosen = data.draw(st.sampled_from(shown.events))
    claim = data.draw(st.sampled_from(chosen.evidence))
    about_it = replace(about(chosen)[0], article=claim.article, quote=claim.quote)

    left = _built(told, decide("reject-event", told=(about_it,)))

    gone = {(item.article, chosen.relation, item.start) for item in chosen.evidence}
    assert chosen.id not in {each.id for each in left.events}
    assert not [
        each
        for each in left.events
        if {each.source.id, each.target.id} == {chosen.source.id, chosen.target.id}
        and each.date == chosen.date
        and (each.relation != "accused" or each.source.id == chosen.source.id)
        and gone & {(item.article, each.relation, item.start) for item in each.evidence}
    ]


def _one(key: str, quote: str = SENTENCES[0], **fields: object) -> Event:
    return event("accused", *ACTORS[:2], article=key, claims=[evidence(quote, article=key)], **fields)  # type: ignore[arg-type]  # tests pass what event takes


TWICE: Told = {
    "c-original": (_one("c-original"),),
    "a-copy": (_one("a-copy", SENTENCES[1]),),
    "d-copy": (),
    "b-other": (),
}


def test_an_undated_act_of_a_copy_is_filed_under_its_original_with_the_evidence_of_both() -> None:
    (found,) = _built(TWICE).events

    assert (found.id, found.article) == (_one("c-original").id, "c-original")
    assert [each.article for each in found.evidence] == ["a-copy", "c-original"]


def test_an_event_can_be_named_by_the_id_that_it_had_in_the_copy() -> None:
    before = judge("correct-relation", _one("a-copy", SENTENCES[1]), relation="condemned")

    (found,) = _built(TWICE, before).events

    assert (found.relation, len(found.evidence)) == ("condemned", 2)


def test_an_event_that_only_its_id_names_is_corrected_in_the_copy_too() -> None:
    (shown,) = _built(TWICE).events
    by_hand = replace(dated(shown, "2024-05-01"), told=(replace(about(shown)[0], article="", quote=""),))

    built = _built(TWICE, by_hand)

    (found,) = built.events
    assert (found.date, len(found.evidence)) == (day("2024-05-01"), 2)
    assert built.decisions[0].events == (found.id,)


def test_an_act_that_a_decision_leaves_without_a_day_is_still_one() -> None:
    told: Told = {key: (_one(key, when=day("2024-05-09")),) if key != "b-other" else () for key in IDS}
    (shown,) = _built(told).events

    built = _built(told, judge("correct-date", shown))

    (found,) = built.events
    assert (found.id, len(found.evidence)) == (_one("c-original").id, 3)
    assert len(built.decisions[0].claims) == 3


def test_actors_that_a_decision_makes_one_make_their_undated_acts_in_copies_one() -> None:
    other = event(
        "accused", actor("N.A.T.O."), ACTORS[1], article="a-copy", claims=[evidence(SENTENCES[0], article="a-copy")]
    )
    told: Told = {**TWICE, "a-copy": (other,)}
    assert len(_built(told).events) == 2

    built = _built(told, decide("merge-actors", "n-a-t-o", into=ACTORS[0].id))

    assert [len(each.evidence) for each in built.events] == [2]


def test_the_graph_is_valid(tmp_path: Path) -> None:
    built = _built({**TWICE, "d-copy": (_one("d-copy"),)}, judge("affirm-event", _one("a-copy", SENTENCES[1])))

    path = tmp_path / "graph.ttl"
    path.write_text(to_turtle(built), encoding="utf-8")
    assert validate(path).findings == ()


def test_a_tie_is_as_strong_with_copies_of_an_undated_act_as_without_them() -> None:
    told: Told = {**TWICE, "d-copy": (_one("d-copy"),)}

    (with_copies,) = tie_strengths(_built(told))

    (alone,) = tie_strengths(_built(told, among=["c-original"]))
    assert (with_copies.events, with_copies.acts) == (1, 1)
    assert with_copies.strength == alone.strength
    assert [each.event for each in with_copies.contributions] == [_one("c-original").id]


def test_articles_that_know_of_each_other_through_a_third_are_one_group() -> None:
    chain = [article("a"), article("b", copy_of="a"), article("c", copy_of="b")]

    built = assemble([(each, (_one(each.id),)) for each in chain])

    assert [each.copy_of for each in built.articles] == [None, "a", "a"]
    assert [len(each.evidence) for each in built.events] == [3]
