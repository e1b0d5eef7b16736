"""Samples that stay put, and what the judgements say of all events."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.audit import assess, carry_over, draw_sample, to_row
from kg.errors import InputError, KgError
from kg.intervals import wilson
from kg.model import Event
from kg.sheet import JUDGEMENTS, Judgement, SheetRow
from tests.factories import actor, day, event, evidence

RELATIONS = ("met-with", "praised", "visited")
pools = st.lists(st.tuples(st.integers(0, 60), st.sampled_from(RELATIONS)), min_size=1, max_size=40, unique=True)


def _events(pool: Sequence[tuple[int, str]]) -> list[Event]:
    return [event(relation, article=f"a{number}") for number, relation in pool]


def _many(relation: str, number: int) -> list[Event]:
    return _events([(each, relation) for each in range(number)])


def _row(identifier: str, right: Judgement | None = None, **fields: object) -> SheetRow:
    plain = SheetRow(id=identifier, relation="met-with", confidence=0.9, stratum="all", stratum_events=100, right=right)
    return replace(plain, **fields)  # type: ignore[arg-type]  # tests pass what SheetRow takes


def _judged(yes: int, no: int, arguable: int = 0, unjudged: int = 0, **fields: object) -> list[SheetRow]:
    words: list[Judgement | None] = [*["yes"] * yes, *["no"] * no, *["arguable"] * arguable, *[None] * unjudged]  # type: ignore[list-item]  # mypy widens the words to str
    return [_row(f"{fields.get('relation', '')}{number}", word, **fields) for number, word in enumerate(words)]


# ---- the sample


def test_a_row_says_who_did_what_to_whom_and_by_which_sentences() -> None:
    claims = [
        evidence("Kim met him."),
        evidence("Kim met him."),
        evidence("They talked."),
        evidence("C."),
        evidence("D."),
    ]
    seoul = actor("South Korea", "state", organ="unification ministry")
    told = event("criticised", seoul, when=day("2023-09-01", "2023-09-30"), claims=claims, attribution="KCNA")

    row = to_row(told, stratum="criticised", stratum_events=3)

    assert row == SheetRow(
        id=told.id, article="a1", date="2023-09-01/2023-09-30", relation="criticised",
        source="South Korea (unification ministry)", target="Vladimir Putin", polarity="affirmed", modality="actual",
        attribution="KCNA", quote="Kim met him. ¶ They talked. ¶ C.", confidence=0.9, stratum="criticised",
        stratum_events=3,
    )  # fmt: skip
    assert (to_row(event(when=day()), stratum_events=1).date, to_row(event(), stratum_events=1).date) == (
        "2023-09-13", "",
    )  # fmt: skip


def test_the_same_seed_draws_the_same_and_another_seed_others() -> None:
    events = _many("met-with", 50)

    first, again, other = (
        draw_sample(events, size=10),
        draw_sample(events, size=10),
        draw_sample(events, size=10, seed=2),
    )

    assert first == again
    assert first.rows != other.rows


def test_the_rank_of_an_event_is_the_digest_of_seed_id_and_article() -> None:
    events = [replace(event(), id=f"e{number}") for number in range(6)]

    # By sha256sum over "1", the id and "a1" with NUL between.
    assert [row.id for row in draw_sample(events, size=6, seed=1).rows] == ["e0", "e1", "e4", "e2", "e3", "e5"]


@given(pools, st.integers(1, 50), st.booleans(), st.randoms())
def test_the_order_of_the_events_does_not_matter(
    pool: list[tuple[int, str]], size: int, by_relation: bool, random: object
) -> None:
    size += len(RELATIONS)
    events = _events(pool)
    shuffled = list(events)
    random.shuffle(shuffled)  # type: ignore[attr-defined]  # hypothesis gives random.Random

    one = draw_sample(events, size=size, by_relation=by_relation)

    assert one == draw_sample(shuffled, size=size, by_relation=by_relation)
    assert len(one.rows) == min(size, len(events))


@given(pools, st.integers(1, 50))
def test_a_smaller_sample_is_the_beginning_of_a_larger_one(pool: list[tuple[int, str]], size: int) -> None:
    few, more = draw_sample(_events(pool), size=size), draw_sample(_events(pool), size=size + 5)

    assert more.rows[: len(few.rows)] == few.rows


@given(pools, pools, st.integers(3, 50), st.booleans())
def test_more_events_take_the_place_of_as_many_at_most(
    pool: list[tuple[int, str]], added: list[tuple[int, str]], size: int, by_relation: bool
) -> None:
    more = [(number + 100, relation) for number, relation in added]

    before = draw_sample(_events(pool), size=size, by_relation=by_relation)
    after = draw_sample(_events(pool + more), size=size, by_relation=by_relation)

    assert len({row.id for row in before.rows} - {row.id for row in after.rows}) <= len(added)


def test_every_event_has_the_same_chance() -> None:
    # 2,000 seeds, 3 of 12 drawn: each event 500 times, standard deviation 19; 5 of these are never reached by chance.
    events = _many("met-with", 12)

    drawn = Counter(row.article for seed in range(2000) for row in draw_sample(events, size=3, seed=seed).rows)

    assert all(abs(number - 500) < 5 * 19.4 for number in drawn.values())
    assert len(drawn) == 12


def test_by_relation_each_has_equally_many_and_what_is_left_goes_to_the_larger() -> None:
    events = [*_many("met-with", 50), *_many("praised", 2), *_many("visited", 20)]

    sample = draw_sample(events, size=15, by_relation=True)

    assert Counter(row.relation for row in sample.rows) == {"met-with": 7, "visited": 6, "praised": 2}
    assert sample.strata == {"met-with": 50, "praised": 2, "visited": 20}
    assert {(row.stratum, row.stratum_events) for row in sample.rows} == set(sample.strata.items())


def test_a_sample_larger_than_all_takes_all() -> None:
    sample = draw_sample(_many("met-with", 4), size=60)

    assert (len(sample.rows), sample.events) == (4, 4)
    assert {(row.stratum, row.stratum_events) for row in sample.rows} == {("all", 4)}


def test_an_event_that_stands_twice_is_drawn_once_and_counted() -> None:
    events = _many("met-with", 3)

    sample = draw_sample([*events, events[0]], size=60)

    assert (len(sample.rows), sample.events, sample.repeated) == (3, 3, 1)


def test_two_articles_that_tell_of_one_event_are_two_rows() -> None:
    told = [event(article=name, when=day()) for name in ("a1", "a2")]

    sample = draw_sample(told, size=60)

    assert told[0].id == told[1].id
    assert sorted(row.article for row in sample.rows) == ["a1", "a2"]


def test_a_sample_too_small_for_its_relations_and_one_from_nothing_are_refused() -> None:
    with pytest.raises(KgError, match="a sample of 1 cannot hold 2 relations; draw 2 or more, or not by relation"):
        draw_sample([*_many("met-with", 2), *_many("praised", 2)], size=1, by_relation=True)
    with pytest.raises(InputError, match="there is no event to draw from"):
        draw_sample([], size=1)


def test_judgements_are_carried_over_where_nothing_has_changed() -> None:
    old = [_row("e1", "no", quote="A b.", note="wrong man"), _row("e2", "yes", quote="C."), _row("e3", quote="D.")]
    new = [_row("e1", quote="A \n b."), _row("e2", quote="C. ¶ E."), _row("e3", quote="D."), _row("e4")]

    rows = carry_over(new, old)

    assert [(row.right, row.note) for row in rows] == [("no", "wrong man"), (None, ""), (None, ""), (None, "")]


# ---- the count


def test_precision_leaves_the_arguable_out_and_says_what_they_could_make_of_it() -> None:
    found = assess(_judged(6, 2, 2, unjudged=5))

    overall = found.overall
    assert (overall.yes, overall.no, overall.arguable) == (6, 2, 2)
    assert overall.share.value == pytest.approx(0.75)
    assert overall.share.interval == pytest.approx(wilson(6, 8))
    assert overall.strict.value == pytest.approx(0.6)
    assert overall.lenient.value == pytest.approx(0.8)
    assert (found.rows, found.unjudged, found.weighted) == (15, 5, False)


def test_each_relation_is_counted_the_most_judged_first() -> None:
    found = assess([*_judged(1, 1, relation="praised"), *_judged(3, 0, relation="visited"), *_judged(1, 1)])

    assert [(name, each.yes, each.no) for name, each in found.by_relation.items()] == [
        ("visited", 3, 0),
        ("met-with", 1, 1),
        ("praised", 1, 1),
    ]


def test_a_stratified_sample_is_weighted_back_to_all_events() -> None:
    # By hand: 90 events with 2 of 2 right, 10 events with 0 of 2: (90 * 1 + 10 * 0) / 100, not 2 of 4.
    # Weights 45, 45, 5, 5: 100^2 / (2 * 45^2 + 2 * 5^2) = 2.439 trials.
    rows = [
        *_judged(2, 0, relation="leads", stratum="leads", stratum_events=90, confidence=0.75),
        *_judged(0, 2, relation="praised", stratum="praised", stratum_events=10, confidence=0.75),
    ]

    found = assess(rows)

    assert found.weighted
    assert found.overall.share.value == pytest.approx(0.9)
    assert found.overall.share.size == pytest.approx(2.43902, abs=1e-5)
    assert found.by_relation["leads"].share.interval == pytest.approx(wilson(2, 2))
    assert found.reliability.error == pytest.approx(0.15)


def test_rows_not_judged_do_not_shrink_their_stratum() -> None:
    rows = [
        *_judged(1, 0, unjudged=4, relation="leads", stratum="leads", stratum_events=90),
        *_judged(0, 2, relation="praised", stratum="praised", stratum_events=10),
    ]

    assert assess(rows).overall.share.value == pytest.approx(0.9)


def test_a_stratum_without_any_judgement_is_named() -> None:
    rows = [
        *_judged(1, 0, relation="leads", stratum="leads", stratum_events=90),
        *_judged(0, 0, unjudged=2, relation="praised", stratum="praised", stratum_events=10),
    ]

    assert assess(rows).uncovered == {"praised": 10}


def test_nothing_judged_gives_no_share() -> None:
    found = assess(_judged(0, 0, unjudged=3))

    assert (found.unjudged, found.overall.share.value, found.reliability.error) == (3, None, None)


def test_confidence_is_held_against_the_yes_and_no_in_bands() -> None:
    rows = [*_judged(1, 1, 1, confidence=0.72), *_judged(4, 0, relation="praised", confidence=0.95)]

    bands = assess(rows).reliability.bands

    assert [(band.low, band.count, band.share.value) for band in bands] == [(0.7, 2, 0.5), (0.9, 4, 1.0)]


@given(st.dictionaries(st.sampled_from(["leads", "praised", "visited"]), st.tuples(st.integers(1, 9), st.floats(0, 1))))
def test_judging_everything_gives_the_share_of_everything(strata: dict[str, tuple[int, float]]) -> None:
    rows = [
        row
        for name, (number, share) in strata.items()
        for row in _judged(
            round(number * share), number - round(number * share), relation=name, stratum=name, stratum_events=number
        )
    ]

    found = assess(rows)

    right = sum(row.right == "yes" for row in rows)
    assert found.overall.share.value == (pytest.approx(right / len(rows)) if rows else None)
    assert sum(each.yes for each in found.by_relation.values()) == right
    assert set(JUDGEMENTS) == {"yes", "no", "arguable"}
