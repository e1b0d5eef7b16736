"""Events in; which claims deny what others affirm, out."""

from __future__ import annotations

from datetime import date

import pytest

from kg.disputes import Dispute, find_disputes
from kg.model import Corpus, DateRange, Event
from tests.factories import actor, article, corpus, day, event, evidence

RUSSIA = actor("Russia", "state")
UKRAINE = actor("Ukraine", "state")


def _attack(
    identifier: str, *, denied_by: str | None = None, when: DateRange | None = None, modality: str = "actual"
) -> Event:
    """Return an attack that an article tells of, or somebody's denial of one; an empty name is the narrator's."""
    negated = denied_by is not None
    return event(
        "attacked",
        RUSSIA,
        UKRAINE,
        article=identifier,
        when=when,
        polarity="negated" if negated else "affirmed",
        modality=modality,  # type: ignore[arg-type]  # the table of a test gives a string
        attribution=denied_by or "",
        scope=f"{identifier}/{'negated' if negated else ''}",
    )


def _found(*events: Event, published: dict[str, str] | None = None) -> tuple[Dispute, ...]:
    articles = [
        article(key, published=date.fromisoformat(text) if text else None)
        for key, text in {"a1": "", "a2": "", "a3": "", **(published or {})}.items()
    ]
    return find_disputes(Corpus(articles=tuple(articles), events=events))


def test_a_claim_and_its_denial_at_one_event_are_a_dispute() -> None:
    both = event("attacked", RUSSIA, UKRAINE, claims=[evidence(), evidence(start=40, polarity="negated")])

    (found,) = find_disputes(corpus(both))

    assert found.events == (both.id,)
    assert [claim.evidence for claim in found.assertions] == [both.evidence[0]]
    assert [claim.evidence for claim in found.denials] == [both.evidence[1]]
    assert (found.relation, found.source, found.target) == ("attacked", "russia", "ukraine")


def test_one_side_alone_is_no_dispute() -> None:
    assert _found(_attack("a1"), _attack("a2")) == ()
    assert _found(_attack("a1", denied_by="Kremlin")) == ()


def test_events_of_two_articles_whose_dates_overlap_are_disputed_together() -> None:
    told, denied = (
        _attack("a1", when=day("2024-05-09")),
        _attack("a2", denied_by="", when=day("2024-05-09", "2024-05-12")),
    )

    (found,) = _found(told, denied)

    assert found.events == tuple(sorted((told.id, denied.id)))


@pytest.mark.parametrize("until", ["2024-05-08", "2024-12-31"], ids=["another day", "a year says little"])
def test_dates_that_do_not_say_it_was_one_act_join_nothing(until: str) -> None:
    denied = _attack("a2", denied_by="", when=day("2024-01-01" if until.endswith("31") else until, until))

    assert _found(_attack("a1", when=day("2024-05-09")), denied) == ()


def test_a_denial_without_a_date_answers_its_own_article_before_others() -> None:
    here, elsewhere = _attack("a1"), _attack("a2")

    (found,) = _found(
        here, elsewhere, _attack("a1", denied_by="Kremlin"), published={"a1": "2024-05-09", "a2": "2024-05-09"}
    )

    assert [claim.event.id for claim in found.assertions] == [here.id]


def test_a_denial_without_a_date_answers_the_nearest_of_the_last_thirty_days() -> None:
    old, near = _attack("a1", when=day("2024-05-01")), _attack("a2", when=day("2024-05-08"))
    days = {"a1": "2024-05-02", "a2": "2024-05-09", "a3": "2024-05-10"}

    (found,) = _found(old, near, _attack("a3", denied_by="Kremlin"), published=days)

    assert [claim.event.id for claim in found.assertions] == [near.id]


@pytest.mark.parametrize("second", ["", "2024-06-09"], ids=["publication unknown", "31 days later"])
def test_a_denial_in_an_article_of_another_time_answers_nothing(second: str) -> None:
    days = {"a1": "2024-05-09", "a2": second}

    assert _found(_attack("a1"), _attack("a2", denied_by="Kremlin"), published=days) == ()


def test_a_narrators_denial_without_a_date_answers_no_other_event() -> None:
    assert _found(_attack("a1"), _attack("a1", denied_by="")) == ()


def test_a_plan_that_is_called_off_does_not_deny_a_deed() -> None:
    assert _found(_attack("a1", modality="actual"), _attack("a1", denied_by="Kremlin", modality="planned")) == ()
    assert _found(_attack("a1", modality="possible"), _attack("a1", denied_by="Kremlin", modality="planned")) != ()


def test_direction_matters_unless_the_relation_is_symmetric() -> None:
    def told(relation: str) -> Corpus:
        denial = event(relation, UKRAINE, RUSSIA, polarity="negated", attribution="Kremlin", scope="denied")
        return corpus(event(relation, RUSSIA, UKRAINE), denial)

    assert find_disputes(told("attacked")) == ()
    assert len(find_disputes(told("met-with"))) == 1


def test_denials_of_one_claim_are_one_dispute_and_others_another() -> None:
    first = [_attack("a1"), _attack("a1", denied_by="Kremlin"), _attack("a1", denied_by="Moscow")]
    second = [_attack("a2"), _attack("a2", denied_by="Kremlin")]

    found = _found(*first, *second)

    assert sorted((len(each.assertions), len(each.denials)) for each in found) == [(1, 1), (1, 2)]


def test_the_order_of_the_events_does_not_matter() -> None:
    events = [_attack("a1"), _attack("a1", denied_by="Kremlin"), _attack("a2"), _attack("a2", denied_by="Kremlin")]

    assert _found(*events) == _found(*reversed(events))
