"""What is proposed, in which order, and what is not proposed again."""

from __future__ import annotations

from datetime import date

import pytest

from kg.built import Graph
from kg.decision import Decided, Decision, Told
from kg.model import Corpus
from kg.review.doubts import Doubt
from kg.review.merges import Likeness
from kg.review.propose import Proposal, propose
from kg.review.words import review_text
from tests.review.invented import LONG, SHORT, graph

DAY = date(2026, 11, 26)


def subjects(proposals: tuple[Proposal, ...]) -> list[str]:
    return [
        f"{each.about.drop.id} = {each.about.keep.id}"
        if isinstance(each.about, Likeness)
        else each.about.event.relation
        for each in proposals
    ]


def test_merges_and_events_come_together_those_that_change_most_first() -> None:
    found = propose(graph())

    gains = [each.gain for each in found]
    assert gains == sorted(gains, reverse=True)
    assert "le-marchand = jean-yves-le-marchand" in subjects(found)
    assert {"agreed-with", "met-with", "warned"} < set(subjects(found))


def test_a_merge_moves_what_the_ties_of_the_smaller_actor_weigh() -> None:
    (found,) = propose(graph(), only="merges")

    own = [tie for tie in graph().ties if SHORT.id in {tie.a, tie.b}]
    assert isinstance(found.about, Likeness)
    assert found.moved == pytest.approx(max(0.1, sum(abs(tie.strength) for tie in own)))
    assert found.gain == pytest.approx(found.about.chance * found.moved)
    assert (found.events, len(found.ties), found.joined) == (1, 1, 1)
    assert {each.names for each in found.sentences} == {LONG.name, SHORT.name}


def test_the_doubtful_event_comes_before_sure_ones_of_like_weight() -> None:
    found = propose(graph(), only="events")

    assert subjects(found)[0] == "agreed-with"
    assert all(isinstance(each.about, Doubt) for each in found)


def test_no_more_are_proposed_than_asked_for() -> None:
    assert subjects(propose(graph(), most=2)) == subjects(propose(graph()))[:2]


@pytest.mark.parametrize("kind", ["affirm-event", "reject-event"])
def test_an_event_that_was_judged_is_not_proposed_again(kind: str) -> None:
    first = propose(graph(), only="events")[0]
    assert isinstance(first.about, Doubt)
    told = Told(event="an-id-of-before", article="a3", quote="q")
    judged = Decision(kind=kind, who="Ana", when=DAY, told=(told,))  # type: ignore[arg-type]  # a kind

    applied = Decided(decision=judged, claims=((first.about.event.id, "a3", 0),))

    assert "agreed-with" not in subjects(propose(graph(applied), only="events"))


def test_a_pair_that_was_kept_apart_is_not_proposed_again() -> None:
    apart = Decision(kind="keep-apart", who="Ana", when=DAY, actors=(SHORT.id, LONG.id))

    assert propose(graph(Decided(decision=apart)), only="merges") == ()
    assert propose(graph(), only="merges", decisions=[apart]) == ()


def test_what_was_decided_since_the_build_is_not_proposed_again() -> None:
    merged = Decision(kind="merge-actors", who="Ana", when=DAY, actors=(SHORT.id,), into=LONG.id)

    assert propose(graph(), only="merges", decisions=[merged]) == ()


def test_the_text_has_the_question_the_reasons_the_sentences_and_both_commands() -> None:
    text = review_text(propose(graph(), only="merges"), most=30)

    assert "Are Jean-Yves Le Marchand (person, Norland) and Le Marchand (person) one actor?" in text
    assert "+4.5  All words of one name are words of the other, or spellings of them" in text
    assert 'Le Marchand: "Le Marchand criticised Vesteria." (Paper 2, article a2, 2024-05-09)' in text
    assert (
        "yes: 1 event and 1 tie of Le Marchand go to Jean-Yves Le Marchand, 1 tie of them to others that both have"
        in text
    )
    assert "kg decide " in text


def test_where_there_is_nothing_to_settle_it_says_so() -> None:
    found = propose(Graph(corpus=Corpus()))

    assert found == ()
    assert review_text(found, most=30).startswith("Nothing to settle")
