"""Reports in; what is one event and what are two, and laws of merging, out."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.extract.merge import merge_reports
from kg.extract.occurrence import Report
from kg.model import Actor, Article, DateRange, Event, Modality, Place, Polarity, RelationId
from kg.ontology import load_relations
from tests.extract.parses import FRANCE, KIM, PUTIN, RUSSIA
from tests.factories import article, day, evidence

ARTICLE: Article = article()


def _report(
    relation: str = "sent-message-to",
    source: Actor = KIM,
    target: Actor = PUTIN,
    *,
    at: int = 0,
    when: DateRange | None = None,
    polarity: Polarity = "affirmed",
    modality: Modality = "actual",
    attribution: str = "",
    confidence: float = 0.9,
    place: Place | None = None,
    occasion: str | None = None,
) -> Report:
    return Report(
        relation=load_relations()[RelationId(relation)],
        source=source,
        target=target,
        evidence=evidence(
            start=at, polarity=polarity, modality=modality, attribution=attribution, confidence=confidence
        ),
        date=when,
        place=place,
        occasion=occasion,
    )


def _merged(*reports: Report) -> tuple[Event, ...]:
    return merge_reports(ARTICLE, reports)


def test_no_report_makes_no_event() -> None:
    assert _merged() == ()


MAY_9, MAY_6_TO_8, MAY = day("2024-05-09"), day("2024-05-06", "2024-05-08"), day("2024-05-01", "2024-05-31")

ONE = [
    pytest.param(_report(), _report(at=50), id="both-undated"),
    pytest.param(_report(when=MAY_9), _report(at=50, when=MAY_9), id="same-day"),
    pytest.param(_report(when=MAY), _report(at=50, when=MAY_9), id="day-in-month"),
    pytest.param(_report(when=MAY_9), _report(at=50), id="one-undated"),
    pytest.param(_report(at=50, when=MAY_9), _report(), id="the-first-undated"),
    pytest.param(_report(occasion="Victory Day"), _report(at=50, occasion="Victory Day"), id="same-occasion"),
    pytest.param(_report(occasion="Victory Day"), _report(at=50), id="one-without-occasion"),
    pytest.param(_report("met-with"), _report("met-with", PUTIN, KIM, at=50), id="symmetric"),
    pytest.param(_report(modality="planned"), _report(at=50, modality="possible"), id="both-not-yet-fact"),
    pytest.param(
        _report(source=RUSSIA, target=FRANCE),
        _report(source=replace(RUSSIA, organ="army"), target=FRANCE, at=50),
        id="organ",
    ),
]


@pytest.mark.parametrize(("first", "second"), ONE)
def test_two_reports_of_one_occurrence_are_one_event_with_both_as_evidence(first: Report, second: Report) -> None:
    (event,) = _merged(first, second)

    assert [one.start for one in event.evidence] == [0, 50]


TWO = [
    pytest.param(_report(), _report("congratulated", at=50), id="relation"),
    pytest.param(_report(), _report(source=PUTIN, target=KIM, at=50), id="direction"),
    pytest.param(_report(), _report(target=RUSSIA, at=50), id="target"),
    pytest.param(_report(when=MAY_9), _report(at=50, when=MAY_6_TO_8), id="days"),
    pytest.param(_report(occasion="Victory Day"), _report(at=50, occasion="New Year"), id="occasion"),
    pytest.param(
        _report(when=MAY_9, occasion="Victory Day"), _report(at=50, occasion="New Year"), id="occasion-one-undated"
    ),
    pytest.param(_report(), _report(at=50, polarity="negated"), id="denial"),
    pytest.param(_report(), _report(at=50, modality="planned"), id="plan"),
    pytest.param(_report(when=MAY_9), _report(at=50, when=MAY_9, polarity="negated"), id="denial-of-the-same-day"),
    pytest.param(_report(when=MAY_9), _report(at=50, when=MAY_9, modality="planned"), id="plan-of-the-same-day"),
]


@pytest.mark.parametrize(("first", "second"), TWO)
def test_two_reports_of_two_occurrences_are_two_events_with_ids_of_their_own(first: Report, second: Report) -> None:
    one, two = _merged(first, second)

    assert one.id != two.id


def test_an_event_has_the_narrowest_date_that_was_said() -> None:
    (event,) = _merged(_report(when=MAY), _report(at=50, when=MAY_9))

    assert event.date == MAY_9


def test_an_undated_report_with_an_occasion_joins_the_event_of_that_occasion() -> None:
    events = _merged(
        _report(when=MAY_6_TO_8, at=0),
        _report(when=MAY_9, occasion="Victory Day", at=50),
        _report(occasion="Victory Day", at=100),
    )

    assert [[one.start for one in event.evidence] for event in events] == [[0], [50, 100]]


def test_an_undated_report_joins_the_nearest_event() -> None:
    events = _merged(_report(when=MAY_6_TO_8), _report(when=MAY_9, at=500), _report(at=450))

    assert [[one.start for one in event.evidence] for event in events] == [[0], [450, 500]]


def test_an_event_is_attributed_to_the_first_who_says_so() -> None:
    (event,) = _merged(_report(attribution="KCNA"), _report(at=90, attribution="Kremlin"))

    assert event.attribution == "KCNA"


def test_what_the_article_says_itself_in_one_sentence_is_not_attributed() -> None:
    (event,) = _merged(_report(attribution="KCNA"), _report(at=50))

    assert event.attribution == ""


def test_a_headline_without_a_speaker_does_not_speak_for_the_article() -> None:
    (event,) = _merged(replace(_report(), headline=True), _report(at=50, attribution="KCNA"))

    assert event.attribution == "KCNA"


def test_an_event_takes_the_place_whose_country_is_known() -> None:
    (event,) = _merged(
        _report(place=Place(name="Vostochny cosmodrome")),
        _report(at=50, place=Place(name="Vostochny", country="Russia")),
    )

    assert event.place == Place(name="Vostochny", country="Russia")


def test_an_event_without_a_said_date_has_none() -> None:
    (event,) = _merged(_report())

    assert (event.date, event.place, event.occasion) == (None, None, None)


def test_evidence_adds_up_to_more_confidence_but_never_to_certainty() -> None:
    # Two independent claims of 0.5 and 0.6 leave a doubt of 0.5 * 0.4 = 0.2.
    (event,) = _merged(_report(confidence=0.5), _report(at=50, confidence=0.6))
    (sure,) = _merged(_report(confidence=1.0), _report(at=50, confidence=1.0))

    assert event.confidence == pytest.approx(0.8)
    assert sure.confidence == 0.99


def test_one_sentence_is_one_piece_of_evidence_the_most_trusted() -> None:
    (event,) = _merged(_report(confidence=0.6), _report(confidence=0.8))

    assert [one.confidence for one in event.evidence] == [0.8]
    assert event.confidence == pytest.approx(0.8)


def test_the_reading_with_the_organ_that_acted_is_kept() -> None:
    army = replace(RUSSIA, organ="army")

    (event,) = _merged(_report(source=RUSSIA, target=FRANCE), _report(source=army, target=FRANCE, at=50))

    assert event.source == army


def test_the_modality_of_the_firmest_evidence_is_that_of_the_event() -> None:
    (event,) = _merged(_report(modality="hypothetical"), _report(at=50, modality="planned"))

    assert event.modality == "planned"


# ---- laws

dates = st.sampled_from([None, MAY_9, MAY_6_TO_8, MAY])
reports = st.builds(
    _report,
    st.sampled_from(["sent-message-to", "met-with", "leads"]),
    st.sampled_from([KIM, RUSSIA]),
    st.sampled_from([PUTIN, FRANCE]),
    at=st.integers(0, 6).map(lambda sentence: 50 * sentence),
    when=dates,
    polarity=st.sampled_from(["affirmed", "negated"]),
    modality=st.sampled_from(["actual", "planned", "possible"]),
    occasion=st.sampled_from([None, "Victory Day", "New Year"]),
)


def _unlike(all_reports: list[Report]) -> list[Report]:
    """Return reports of which no two differ in trust or circumstances only: a sentence tells a thing once."""
    kept: dict[tuple[object, ...], Report] = {}
    for one in all_reports:
        kept.setdefault(
            (
                one.relation.id,
                one.source.id,
                one.target.id,
                one.evidence.start,
                one.evidence.polarity,
                one.evidence.modality,
            ),
            one,
        )
    return list(kept.values())


@given(st.lists(reports, max_size=6).map(_unlike), st.randoms(use_true_random=False))
def test_the_order_of_the_reports_does_not_matter(all_reports: list[Report], random: object) -> None:
    shuffled = list(all_reports)
    random.shuffle(shuffled)  # type: ignore[attr-defined]  # hypothesis gives a random.Random

    assert merge_reports(ARTICLE, shuffled) == merge_reports(ARTICLE, all_reports)


@given(st.lists(reports, max_size=6))
def test_no_two_events_have_one_id(all_reports: list[Report]) -> None:
    ids = [event.id for event in merge_reports(ARTICLE, all_reports)]

    assert len(ids) == len(set(ids))


@given(st.lists(reports, max_size=6))
def test_a_report_told_twice_adds_nothing(all_reports: list[Report]) -> None:
    assert merge_reports(ARTICLE, all_reports + all_reports) == merge_reports(ARTICLE, all_reports)


@given(st.lists(reports, max_size=6).map(_unlike))
def test_no_evidence_is_lost_and_none_is_made(all_reports: list[Report]) -> None:
    events = merge_reports(ARTICLE, all_reports)

    kept = {(event.relation, one.start, one.polarity, one.modality) for event in events for one in event.evidence}
    given_ = {
        (one.relation.id, one.evidence.start, one.evidence.polarity, one.evidence.modality) for one in all_reports
    }
    assert kept == given_


@given(st.lists(reports, min_size=1, max_size=6))
def test_paragraphs_repeated_further_down_add_no_event(all_reports: list[Report]) -> None:
    again = [
        replace(one, evidence=replace(one.evidence, start=one.evidence.start + 5000, end=one.evidence.end + 5000))
        for one in all_reports
    ]

    assert len(merge_reports(ARTICLE, [*all_reports, *again])) == len(merge_reports(ARTICLE, all_reports))
