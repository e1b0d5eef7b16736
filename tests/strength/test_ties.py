"""Strength of ties: hand-computed figures, and laws that hold for any events."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.errors import MeasureError
from kg.model import Actor, ActorId, Article, Corpus, DateRange, Event, Evidence, Modality, Polarity, RelationId
from kg.strength import DEFAULT_MEASURE, ActType, Measure, Tie, tie_strengths
from kg.strength.posterior import expected_counts, habit_balance
from kg.strength.receipt import PairFigures, parts_of
from kg.strength.sums import PairSums

DAY = date(2024, 1, 1)


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


def ties_of(
    events: list[Event],
    *,
    published: dict[str, date] | None = None,
    sources: dict[str, str] | None = None,
    today: date | None = None,
    measure: Measure = DEFAULT_MEASURE,
    relations: Mapping[RelationId, ActType] = RELATIONS,
) -> tuple[Tie, ...]:
    """Return the ties of events in articles with the days and sources given."""
    names = sorted({each.article for each in events})
    articles = tuple(
        Article(id=name, text="", published=(published or {}).get(name), source=(sources or {}).get(name))
        for name in names
    )
    found = Corpus(articles=articles, events=tuple(events))
    return tie_strengths(found, today=today, measure=measure, relations=relations)


def sums_of(signed: dict[tuple[str, str], tuple[float, float]], neutral: float = 0.0) -> PairSums:
    """Return the sums of pairs with cooperative and hostile acts, and as many neutral ones each."""
    actors = sorted({name for pair in signed for name in pair})
    a, b = (np.array([actors.index(pair[side]) for pair in sorted(signed)]) for side in (0, 1))
    friendly, hostile = (np.array([signed[pair][side] for pair in sorted(signed)]) for side in (0, 1))
    ones = np.ones(len(signed), np.int64)
    return PairSums(
        actors=tuple(actors), a=a, b=b, observed=friendly + hostile + neutral, cooperative=friendly, hostile=hostile,
        acts=ones, last=ones,
    )  # fmt: skip


def counts_of(counts: dict[tuple[str, str], float], **steps: int) -> dict[tuple[str, str], float]:
    expected = expected_counts(sums_of({pair: (count, 0.0) for pair, count in counts.items()}), **steps)
    return dict(zip(sorted(counts), expected.tolist(), strict=True))


def only(ties: tuple[Tie, ...]) -> Tie:
    assert len(ties) == 1
    return ties[0]


def test_one_friendly_act_gives_the_strength_that_the_formulas_give_by_hand() -> None:
    tie = only(ties_of([told("a", "supports", "b")]))

    # w = 0.7; two actors who deal only with each other are expected to, so lift = 1 and T = A.
    # global share (0.7 + 1) / (0.7 + 2) = 0.62963; own share of both (0.7 + 5 * 0.62963) / 5.7 = 0.67511;
    # g = 0.5 and equal habits: p = 0.67511; q = (0.7 + 4 p) / 4.7 = 0.72350; A = 2 q - 1.
    assert tie.cooperative == pytest.approx(0.7)
    assert tie.engagement == pytest.approx(0.0)
    assert tie.affinity == pytest.approx(0.44700, abs=1e-4)
    assert tie.strength == pytest.approx(tie.affinity)
    assert tie.prior_share == pytest.approx(4 / 4.7)


def test_expected_counts_of_a_triangle_are_its_counts() -> None:
    counts = {("a", "b"): 1.0, ("a", "c"): 2.0, ("b", "c"): 3.0}

    # Three actors without self-ties: three row sums fix the three expectations, so E = n.
    assert counts_of(counts, steps=400) == pytest.approx(counts, abs=1e-3)


def test_expected_counts_keep_the_activity_of_each_actor() -> None:
    counts = {("a", "b"): 5.0, ("c", "d"): 5.0, ("a", "c"): 1.0, ("b", "d"): 1.0, ("a", "d"): 1.0, ("b", "c"): 1.0}

    expected = counts_of(counts)

    # All four actors are equally active (7), so by symmetry each of the six pairs is expected 14 / 6 times.
    assert list(expected.values()) == pytest.approx([14 / 6] * 6)


def test_pairs_that_deal_more_than_their_prominence_predicts_are_engaged() -> None:
    events = [told("a", "met-with", "b", number=n, day=DAY - timedelta(n)) for n in range(5)]
    events += [told("c", "met-with", "d", number=n, day=DAY - timedelta(n)) for n in range(5)]
    events += [told(x, "met-with", y) for x in "ab" for y in "cd"]

    ties = {tie.a + tie.b: tie for tie in ties_of(events)}

    assert ties["ab"].engagement > 0.5
    assert ties["ac"].engagement < -0.5


def test_a_report_one_half_life_old_counts_half() -> None:
    events = [told("a", "supports", "b", day=DAY - timedelta(100))]

    tie = only(ties_of(events, today=DAY, measure=Measure(half_life_days=100)))

    assert tie.cooperative == pytest.approx(0.35)


def test_two_sources_of_one_act_make_it_more_credible_but_not_two_acts() -> None:
    events = [told("a", "supports", "b", article="a1"), told("a", "supports", "b", article="a2")]

    same = only(ties_of(events, sources={"a1": "wire", "a2": "wire"}))
    two = only(ties_of(events, sources={"a1": "wire", "a2": "paper"}))

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

    assert ties_of([left_out], today=DAY) == ()
    assert ties_of([done, left_out], today=DAY) == ties_of([done], today=DAY)


def test_neutral_acts_are_engagement_and_no_affinity() -> None:
    tie = only(ties_of([told("a", "appealed-to", "b")]))

    assert tie.observed == pytest.approx(0.7)
    assert tie.cooperative == tie.hostile == 0.0
    assert tie.affinity == pytest.approx(0.0)


def test_an_undated_event_ages_from_the_publication_of_its_article() -> None:
    events = [told("a", "supports", "b", day=None)]

    tie = only(ties_of(events, published={"a1": DAY - timedelta(365)}, today=DAY, measure=Measure(half_life_days=365)))

    assert tie.cooperative == pytest.approx(0.35)


def test_a_year_that_is_not_over_ends_with_the_publication() -> None:
    events = [told("a", "supports", "b", day=date(2024, 1, 1), until=date(2024, 12, 31))]

    tie = only(ties_of(events, published={"a1": date(2024, 5, 9)}))

    assert tie.last == date(2024, 5, 9)


def test_without_any_date_nothing_ages_and_all_figures_are_finite() -> None:
    tie = only(ties_of([told("a", "supports", "b", day=None)]))

    assert tie.cooperative == pytest.approx(0.7)
    assert tie.last is None


def test_no_events_make_no_ties() -> None:
    assert ties_of([]) == ()


@pytest.mark.parametrize("half_life", [0, -1, math.nan])
def test_a_half_life_that_is_not_positive_is_refused(half_life: float) -> None:
    with pytest.raises(MeasureError, match="half_life_days is .*; give a number above 0"):
        Measure(half_life_days=half_life)


def test_the_receipt_names_each_event_and_what_it_makes() -> None:
    events = [
        told("a", "supports", "b"),
        told("a", "condemned", "b", day=DAY - timedelta(5)),
        told("b", "met-with", "c"),
    ]

    tie = next(tie for tie in ties_of(events) if tie.b == "b")

    shares = {each.event: each.share for each in tie.contributions}
    assert shares[events[0].id] > 0 > shares[events[1].id]


def test_reports_of_one_act_share_its_part_alike() -> None:
    events = [told("a", "supports", "b", number=n) for n in (1, 2)]

    tie = only(ties_of(events, sources={"a1": "wire"}))

    first, second = (each.share for each in tie.contributions)
    assert first == second > 0
    assert sum(each.weight for each in tie.contributions) == pytest.approx(0.7)


def test_one_attack_among_friendly_news_is_not_friendship() -> None:
    events = [told("a", "supports", "b", day=DAY - timedelta(n)) for n in range(20)]
    events.append(told("a", "condemned", "c"))

    kept = next(tie for tie in ties_of(events) if tie.b == "c")
    overruled = next(tie for tie in ties_of(events, measure=Measure(habits_overrule=True)) if tie.b == "c")

    # Kept at p = 0.5: q = 4 * 0.5 / 4.7, A = 2 q - 1.
    assert kept.affinity == pytest.approx(4 / 4.7 - 1)
    assert overruled.affinity > 0


def test_habits_that_are_well_known_outweigh_one_hostile_act() -> None:
    events = [told("a", "supports", "b", day=DAY - timedelta(n)) for n in range(20)]
    events += [told("d", "supports", "c", day=DAY - timedelta(n)) for n in range(20)]
    events.append(told("a", "condemned", "c"))

    tie = next(tie for tie in ties_of(events) if (tie.a, tie.b) == ("a", "c"))

    assert tie.affinity > 0


def test_habits_pull_a_pair_without_acts_of_its_own() -> None:
    signed = {("a", "b"): (0.0, 10.0), ("a", "c"): (0.0, 0.0), ("c", "d"): (0.0, 0.0), ("d", "e"): (10.0, 0.0)}

    predicted: list[float] = habit_balance(sums_of(signed), DEFAULT_MEASURE).tolist()
    balance = dict(zip(sorted(signed), predicted, strict=True))

    def pull(one: str, other: str) -> float:
        return balance[one, other]

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
    for tie in ties_of(events_of(acts), today=DAY):
        assert -1 < tie.affinity < 1
        assert tie.a < tie.b
        assert tie.low <= tie.high
        assert all(map(math.isfinite, (tie.strength, tie.engagement, tie.low, tie.high, tie.expected)))


@settings(max_examples=40, deadline=None)
@given(acts=ACTS)
def test_who_of_the_two_acts_does_not_matter(acts: list[tuple[str, str, str, int]]) -> None:
    turned = [(t, r, s, age) for s, r, t, age in acts]

    here = ties_of(events_of(acts), today=DAY)
    there = ties_of(events_of(turned), today=DAY)

    assert [tie.strength for tie in here] == pytest.approx([tie.strength for tie in there])


@settings(max_examples=40, deadline=None)
@given(acts=ACTS)
def test_turning_every_sign_turns_every_strength(acts: list[tuple[str, str, str, int]]) -> None:
    here = ties_of(events_of(acts), today=DAY)
    there = ties_of(events_of(acts), relations=FLIPPED, today=DAY)

    assert [tie.strength for tie in here] == pytest.approx([-tie.strength for tie in there])


@settings(max_examples=40, deadline=None)
@given(acts=ACTS, age=st.integers(0, 900))
def test_more_friendly_evidence_never_lowers_the_affinity(acts: list[tuple[str, str, str, int]], age: int) -> None:
    before = [told("a", "appealed-to", "b", number=-1), *events_of(acts)]
    after = [*before, told("a", "supports", "b", day=DAY - timedelta(age), number=99)]

    def affinity(events: list[Event]) -> float:
        return next(t.affinity for t in ties_of(events, today=DAY) if t.b == "b")

    assert affinity(after) >= affinity(before) - 1e-12


@settings(max_examples=30, deadline=None)
@given(acts=ACTS, days=st.integers(1, 2000))
def test_what_is_older_counts_less(acts: list[tuple[str, str, str, int]], days: int) -> None:
    now = ties_of(events_of(acts), today=DAY)
    later = ties_of(events_of(acts), today=DAY + timedelta(days))

    for young, old in zip(now, later, strict=True):
        assert old.observed == pytest.approx(young.observed * 2 ** (-days / 365))
        assert old.prior_share >= young.prior_share


@settings(max_examples=30, deadline=None)
@given(acts=ACTS)
def test_the_order_of_the_events_does_not_matter(acts: list[tuple[str, str, str, int]]) -> None:
    events = events_of(acts)

    assert ties_of(events) == ties_of(events[::-1])


@settings(max_examples=60, deadline=None)
@given(acts=ACTS, half_life=st.floats(1, 5000))
def test_the_parts_of_a_receipt_add_up_to_the_strength(acts: list[tuple[str, str, str, int]], half_life: float) -> None:
    for tie in ties_of(events_of(acts), today=DAY, measure=Measure(half_life_days=half_life)):
        whole = tie.assumption + math.fsum(each.share for each in tie.contributions)
        assert whole == pytest.approx(tie.strength, abs=1e-9)
        assert math.fsum(each.weight for each in tie.contributions) == pytest.approx(tie.observed, abs=1e-9)


def test_the_parts_add_up_where_there_is_very_much_evidence_too() -> None:
    pair = PairFigures(observed=90_000.0, cooperative=60_000.0, hostile=500.0, expected=3.0, habit=0.4)

    parts = parts_of(pair, DEFAULT_MEASURE)

    share = (60_000 + 4 * 0.4) / (60_504)
    whole = (2 * share - 1) * math.log2(1 + 90_000.1 / 3.1)
    told_of = parts.share(60_000.0, 1) + parts.share(500.0, -1) + parts.share(29_500.0, 0)
    assert parts.assumption + told_of == pytest.approx(whole, abs=1e-9)
