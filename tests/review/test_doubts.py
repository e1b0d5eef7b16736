"""What rejecting an event would change, and which events are worth a person's look."""

from __future__ import annotations

from datetime import date

import pytest

from kg.review.doubts import doubts_of
from kg.strength import tie_strengths
from kg.strength.measure import DEFAULT_MEASURE
from tests.factories import actor, article, corpus, day, event, evidence

NORLAND, SUDMARK, VESTERIA = (actor(name, "state") for name in ("Norland", "Sudmark", "Vesteria"))
TODAY = date(2024, 6, 1)


def told(relation: str, source: object, target: object, when: str, confidence: float = 0.8) -> object:
    claim = evidence(article=when, confidence=confidence)
    return event(relation, source, target, when=day(when), claims=[claim], article=when, confidence=confidence)  # type: ignore[arg-type]  # actors


def doubts(*events: object, disputed: tuple[str, ...] = ()) -> dict[str, object]:
    whole = corpus(
        *events,  # type: ignore[arg-type]  # events
        articles=[article(each.article, source=f"Paper {each.article}") for each in events],  # type: ignore[attr-defined]  # events
    )
    ties = tie_strengths(whole, today=TODAY)
    return {each.event.id: each for each in doubts_of(whole.events, ties, disputed=disputed)}


def test_an_event_that_carries_a_tie_alone_moves_all_of_it() -> None:
    only = told("met-with", NORLAND, SUDMARK, "2024-05-01")

    (found,) = doubts(only).values()

    assert found.without is None  # type: ignore[attr-defined]  # a doubt
    assert found.moved == pytest.approx(abs(found.tie.strength))  # type: ignore[attr-defined]  # a doubt
    assert found.gain == pytest.approx(0.2 * abs(found.tie.strength))  # type: ignore[attr-defined]  # a doubt


def test_the_strength_without_an_event_is_that_of_the_formula_with_its_weight_taken_off() -> None:
    met = told("met-with", NORLAND, SUDMARK, "2024-05-01")
    warned = told("warned", NORLAND, SUDMARK, "2024-04-01")

    found = doubts(met, warned)[warned.id]  # type: ignore[attr-defined]  # an event

    # By hand: with h and the weight of the warning gone, p and E as they were.
    import math

    tie, k, a = found.tie, DEFAULT_MEASURE.balance_prior, DEFAULT_MEASURE.lift_prior  # type: ignore[attr-defined]  # a doubt
    p = ((tie.affinity + 1) / 2 * (tie.cooperative + tie.hostile + k) - tie.cooperative) / k
    q = (tie.cooperative + k * p) / (tie.cooperative + k)
    left = tie.observed - tie.hostile
    assert found.without == pytest.approx((2 * q - 1) * math.log2(1 + (left + a) / (tie.expected + a)))  # type: ignore[attr-defined]  # a doubt
    assert found.without > tie.strength  # type: ignore[attr-defined]  # a doubt


def test_taking_nothing_off_leaves_the_strength_as_it_is() -> None:
    from kg.review.doubts import strength_without

    whole = corpus(told("met-with", NORLAND, SUDMARK, "2024-05-01"), told("warned", NORLAND, VESTERIA, "2024-05-02"))  # type: ignore[arg-type]  # events

    for tie in tie_strengths(whole, today=TODAY):
        assert strength_without(tie, []) == pytest.approx(tie.strength)


def test_the_less_sure_of_two_like_events_comes_first() -> None:
    sure = told("met-with", NORLAND, SUDMARK, "2024-05-01", 0.9)
    unsure = told("met-with", NORLAND, VESTERIA, "2024-05-01", 0.6)

    assert list(doubts(sure, unsure)) == [unsure.id, sure.id]  # type: ignore[attr-defined]  # events


def test_of_an_event_that_some_deny_a_half_is_open_at_least() -> None:
    met = told("met-with", NORLAND, SUDMARK, "2024-05-01", 0.95)

    (found,) = doubts(met, disputed=(met.id,)).values()  # type: ignore[attr-defined]  # an event

    assert found.chance == 0.5  # type: ignore[attr-defined]  # a doubt


def test_what_does_not_count_for_strength_is_not_doubted() -> None:
    planned = event("met-with", NORLAND, SUDMARK, when=day("2024-05-01"), modality="planned")

    assert doubts(planned) == {}
