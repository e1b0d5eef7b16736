"""Strength of ties: hand-computed figures, and laws that hold for any events."""

from __future__ import annotations

import math
from dataclasses import dataclass
from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.expected import expected_counts
from kg.model import Actor, ActorId, DateRange, Event, Evidence, Modality, Polarity, RelationId
from kg.strength import Measure, Tie, habit_balance, tie_strengths

DAY = date(2024, 1, 1)
FAST = Measure(draws=200)


@dataclass(frozen=True)
class Kind:
    sign: int
    symmetric: bool = False
    static: bool = False


RELATIONS = {
    RelationId("supports"): Kind(1),
    RelationId("met-with"): Kind(1, symmetric=True),
    RelationId("condemned"): Kind(-1),
    RelationId("appealed-to"): Kind(0),
    RelationId("leads"): Kind(0, static=True),
}
FLIPPED = {name: Kind(-kind.sign, kind.symmetric, kind.static) for name, kind in RELATIONS.items()}


def told(
    source: str,
    relation: str,
    target: str,
    *,
    day: date | None = DAY,
    until: date | None = None,
    article: str = "a1",
    number: int = 0,
    polarity: Polarity = "affirmed",
    modality: Modality = "actual",
) -> Event:
    def state(name: str) -> Actor:
        return Actor(id=ActorId(name), name=name, kind="state")

    return Event(
        id=f"{source}-{relation}-{target}-{day}-{article}-{number}",
        article=article,
        relation=RelationId(relation),
        root="",
        quad="",
        source=state(source),
        target=state(target),
        date=DateRange(earliest=day, latest=until or day) if day else None,
        evidence=(
            Evidence(
                article=article,
                start=0,
                end=1,
                quote="q",
                source_span=(0, 1),
                target_span=(0, 1),
                trigger_span=(0, 1),
                polarity=polarity,
                modality=modality,
            ),
        ),
        polarity=polarity,
        modality=modality,
    )


def by_actors(counts: dict[tuple[str, str], float]) -> dict[tuple[ActorId, ActorId], float]:
    return {(ActorId(a), ActorId(b)): count for (a, b), count in counts.items()}


def only(ties: tuple[Tie, ...]) -> Tie:
    assert len(ties) == 1
    return ties[0]


def test_one_friendly_act_gives_the_strength_that_the_formulas_give_by_hand() -> None:
    tie = only(tie_strengths([told("a", "supports", "b")], relations=RELATIONS))

    # w = 0.7; two actors who deal only with each other are expected to, so lift = 1 and T = A.
    # global share (0.7 + 1) / (0.7 + 2) = 0.62963; own share of both (0.7 + 5 * 0.62963) / 5.7 = 0.67511;
    # g = 0.5 and equal habits: p = 0.67511; q = (0.7 + 4 p) / 4.7 = 0.72350; A = 2 q - 1.
    assert tie.cooperative == pytest.approx(0.7)
    assert tie.engagement == pytest.approx(0.0)
    assert tie.affinity == pytest.approx(0.44700, abs=1e-4)
    assert tie.strength == pytest.approx(tie.affinity)
    assert tie.prior_share == pytest.approx(4 / 4.7)


def test_expected_counts_of_a_triangle_are_its_counts() -> None:
    counts = by_actors({("a", "b"): 1.0, ("a", "c"): 2.0, ("b", "c"): 3.0})

    # Three actors without self-ties: three row sums fix the three expectations, so E = n.
    assert expected_counts(counts, steps=400) == pytest.approx(counts, abs=1e-3)


def test_expected_counts_keep_the_activity_of_each_actor() -> None:
    counts = by_actors(
        {("a", "b"): 5.0, ("c", "d"): 5.0, ("a", "c"): 1.0, ("b", "d"): 1.0, ("a", "d"): 1.0, ("b", "c"): 1.0}
    )

    expected = expected_counts(counts)

    # All four actors are equally active (7), so by symmetry each of the six pairs is expected 14 / 6 times.
    assert list(expected.values()) == pytest.approx([14 / 6] * 6)


def test_pairs_that_deal_more_than_their_prominence_predicts_are_engaged() -> None:
    events = [told("a", "met-with", "b", number=n, day=DAY - timedelta(n)) for n in range(5)]
    events += [told("c", "met-with", "d", number=n, day=DAY - timedelta(n)) for n in range(5)]
    events += [told(x, "met-with", y) for x in "ab" for y in "cd"]

    ties = {tie.a + tie.b: tie for tie in tie_strengths(events, relations=RELATIONS)}

    assert ties["ab"].engagement > 0.5
    assert ties["ac"].engagement < -0.5


def test_a_report_one_half_life_old_counts_half() -> None:
    events = [told("a", "supports", "b", day=DAY - timedelta(100))]

    tie = only(tie_strengths(events, relations=RELATIONS, today=DAY, half_life_days=100))

    assert tie.cooperative == pytest.approx(0.35)


def test_two_sources_of_one_act_make_it_more_credible_but_not_two_acts() -> None:
    events = [told("a", "supports", "b", article="a1"), told("a", "supports", "b", article="a2")]

    same = only(tie_strengths(events, relations=RELATIONS, sources={"a1": "wire", "a2": "wire"}))
    two = only(tie_strengths(events, relations=RELATIONS, sources={"a1": "wire", "a2": "paper"}))

    assert same.cooperative == pytest.approx(0.7)
    assert two.cooperative == pytest.approx(1 - 0.3**2)


@pytest.mark.parametrize(
    "left_out",
    [
        told("a", "condemned", "b", polarity="negated"),
        told("a", "condemned", "b", modality="planned"),
        told("a", "condemned", "b", modality="hypothetical"),
        told("a", "leads", "b"),
        told("a", "condemned", "a"),
        told("a", "condemned", "b", day=DAY + timedelta(1)),
    ],
    ids=["negated", "planned", "hypothetical", "static", "self", "later than today"],
)
def test_what_is_no_act_of_two_actors_by_today_does_not_count(left_out: Event) -> None:
    done = told("a", "supports", "b")

    assert tie_strengths([left_out], relations=RELATIONS, today=DAY) == ()
    assert tie_strengths([done, left_out], relations=RELATIONS, today=DAY) == tie_strengths(
        [done], relations=RELATIONS, today=DAY
    )


def test_neutral_acts_are_engagement_and_no_affinity() -> None:
    tie = only(tie_strengths([told("a", "appealed-to", "b")], relations=RELATIONS))

    assert tie.observed == pytest.approx(0.7)
    assert tie.cooperative == tie.hostile == 0.0
    assert tie.affinity == pytest.approx(0.0)


def test_an_undated_event_ages_from_the_publication_of_its_article() -> None:
    events = [told("a", "supports", "b", day=None)]

    tie = only(
        tie_strengths(
            events, relations=RELATIONS, published={"a1": DAY - timedelta(365)}, today=DAY, half_life_days=365
        )
    )

    assert tie.cooperative == pytest.approx(0.35)


def test_a_year_that_is_not_over_ends_with_the_publication() -> None:
    events = [told("a", "supports", "b", day=date(2024, 1, 1), until=date(2024, 12, 31))]

    tie = only(tie_strengths(events, relations=RELATIONS, published={"a1": date(2024, 5, 9)}))

    assert tie.last == date(2024, 5, 9)


def test_without_any_date_nothing_ages_and_all_figures_are_finite() -> None:
    tie = only(tie_strengths([told("a", "supports", "b", day=None)], relations=RELATIONS))

    assert tie.cooperative == pytest.approx(0.7)
    assert tie.last is None


def test_no_events_make_no_ties() -> None:
    assert tie_strengths([], relations=RELATIONS) == ()


@pytest.mark.parametrize("half_life", [0, -1, math.nan])
def test_a_half_life_that_is_not_positive_is_refused(half_life: float) -> None:
    with pytest.raises(ValueError, match="half_life_days"):
        tie_strengths([], relations=RELATIONS, half_life_days=half_life)


def test_the_receipt_names_each_event_and_what_goes_without_it() -> None:
    events = [
        told("a", "supports", "b"),
        told("a", "condemned", "b", day=DAY - timedelta(5)),
        told("b", "met-with", "c"),
    ]

    tie = next(tie for tie in tie_strengths(events, relations=RELATIONS) if tie.b == "b")

    shares = {each.event: each.share for each in tie.contributions}
    assert shares[events[0].id] > 0 > shares[events[1].id]


def test_a_second_report_by_the_same_source_adds_nothing_to_the_receipt() -> None:
    events = [told("a", "supports", "b", number=n) for n in (1, 2)]

    tie = only(tie_strengths(events, relations=RELATIONS, sources={"a1": "wire"}))

    assert [each.share for each in tie.contributions] == [0.0, 0.0]


def test_one_attack_among_friendly_news_is_not_friendship() -> None:
    events = [told("a", "supports", "b", day=DAY - timedelta(n)) for n in range(20)]
    events.append(told("a", "condemned", "c"))

    kept = next(tie for tie in tie_strengths(events, relations=RELATIONS) if tie.b == "c")
    overruled = next(
        tie for tie in tie_strengths(events, relations=RELATIONS, measure=Measure(habits_overrule=True)) if tie.b == "c"
    )

    # Kept at p = 0.5: q = 4 * 0.5 / 4.7, A = 2 q - 1.
    assert kept.affinity == pytest.approx(4 / 4.7 - 1)
    assert overruled.affinity > 0


def test_habits_pull_a_pair_without_acts_of_its_own() -> None:
    signed = {("a", "b"): (0.0, 10.0), ("a", "c"): (0.0, 0.0), ("c", "d"): (0.0, 0.0), ("d", "e"): (10.0, 0.0)}

    balance = habit_balance({(ActorId(a), ActorId(b)): sums for (a, b), sums in signed.items()})

    def pull(one: str, other: str) -> float:
        return balance[ActorId(one), ActorId(other)]

    assert pull("a", "c") < 0.5 < pull("d", "e")
    # Shares are 10 to 10, so l_0 = 0; a's own share is 5 * 0.5 / 15 = 1/6, c's 0.5: p = sigmoid(logit(1/6) / 2).
    assert pull("a", "c") == pytest.approx(1 / (1 + math.sqrt(5)))


ACTS = st.lists(
    st.tuples(
        st.sampled_from(["a", "b", "c", "d"]),
        st.sampled_from(["supports", "met-with", "condemned", "appealed-to"]),
        st.sampled_from(["a", "b", "c", "d"]),
        st.integers(0, 900),
    ).filter(lambda act: act[0] != act[2]),
    min_size=1,
    max_size=12,
)


def events_of(acts: list[tuple[str, str, str, int]]) -> list[Event]:
    return [told(s, r, t, day=DAY - timedelta(age), number=n) for n, (s, r, t, age) in enumerate(acts)]


@settings(max_examples=40, deadline=None)
@given(acts=ACTS)
def test_figures_are_finite_and_in_range_and_the_interval_holds_its_order(
    acts: list[tuple[str, str, str, int]],
) -> None:
    for tie in tie_strengths(events_of(acts), relations=RELATIONS, today=DAY, measure=FAST):
        assert -1 < tie.affinity < 1
        assert tie.a < tie.b
        assert tie.low <= tie.high
        assert all(map(math.isfinite, (tie.strength, tie.engagement, tie.low, tie.high, tie.expected)))


@settings(max_examples=40, deadline=None)
@given(acts=ACTS)
def test_who_of_the_two_acts_does_not_matter(acts: list[tuple[str, str, str, int]]) -> None:
    turned = [(t, r, s, age) for s, r, t, age in acts]

    here = tie_strengths(events_of(acts), relations=RELATIONS, today=DAY, measure=FAST)
    there = tie_strengths(events_of(turned), relations=RELATIONS, today=DAY, measure=FAST)

    assert [tie.strength for tie in here] == pytest.approx([tie.strength for tie in there])


@settings(max_examples=40, deadline=None)
@given(acts=ACTS)
def test_turning_every_sign_turns_every_strength(acts: list[tuple[str, str, str, int]]) -> None:
    here = tie_strengths(events_of(acts), relations=RELATIONS, today=DAY, measure=FAST)
    there = tie_strengths(events_of(acts), relations=FLIPPED, today=DAY, measure=FAST)

    assert [tie.strength for tie in here] == pytest.approx([-tie.strength for tie in there])


@settings(max_examples=40, deadline=None)
@given(acts=ACTS, age=st.integers(0, 900))
def test_more_friendly_evidence_never_lowers_the_affinity(acts: list[tuple[str, str, str, int]], age: int) -> None:
    before = [told("a", "appealed-to", "b", number=-1), *events_of(acts)]
    after = [*before, told("a", "supports", "b", day=DAY - timedelta(age), number=99)]

    def affinity(events: list[Event]) -> float:
        return next(
            t.affinity for t in tie_strengths(events, relations=RELATIONS, today=DAY, measure=FAST) if t.b == "b"
        )

    assert affinity(after) >= affinity(before) - 1e-12


@settings(max_examples=30, deadline=None)
@given(acts=ACTS, days=st.integers(1, 2000))
def test_what_is_older_counts_less(acts: list[tuple[str, str, str, int]], days: int) -> None:
    now = tie_strengths(events_of(acts), relations=RELATIONS, today=DAY, measure=FAST)
    later = tie_strengths(events_of(acts), relations=RELATIONS, today=DAY + timedelta(days), measure=FAST)

    for young, old in zip(now, later, strict=True):
        assert old.observed == pytest.approx(young.observed * 2 ** (-days / 365))
        assert old.prior_share >= young.prior_share


@settings(max_examples=30, deadline=None)
@given(acts=ACTS)
def test_the_order_of_the_events_does_not_matter(acts: list[tuple[str, str, str, int]]) -> None:
    events = events_of(acts)

    assert tie_strengths(events, relations=RELATIONS, measure=FAST) == tie_strengths(
        events[::-1], relations=RELATIONS, measure=FAST
    )
