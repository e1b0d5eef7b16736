"""What decisions make of events: each kind, what survives, what no longer applies, and who wins."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from kg.decision import Told
from kg.model import Actor, Event
from tests.decisions.deciding import NATIONS, RUSSIA, UKRAINE, UN, apply, dated, decide, graph_of, judge
from tests.factories import actor, article, day, event, evidence


def ends(*events: Event) -> list[tuple[str, str]]:
    return [(each.source.id, each.target.id) for each in events]


def why_not(*decided: object) -> list[tuple[str, str]]:
    return [(each.outcome, each.why) for each in decided]  # type: ignore[attr-defined]  # they are Unmet


MERGE = decide("merge-actors", "un", "united-nations", into="united-nations")


# Merging


def test_merged_actors_are_one_with_the_events_of_both() -> None:
    events = event("condemned", UN, RUSSIA), event("condemned", NATIONS, RUSSIA, article="a2")

    found = apply(events, MERGE)

    assert ends(*found.events) == [("united-nations", "russia")] * 2
    assert {each.source.name for each in found.events} == {"United Nations"}


def test_events_that_a_merge_makes_alike_become_one_with_the_evidence_of_both() -> None:
    events = (
        event("condemned", UN, RUSSIA, when=day("2024-05-09")),
        event("condemned", NATIONS, RUSSIA, article="a2", when=day("2024-05-09")),
    )

    (one,) = graph_of(apply(events, MERGE)).events

    assert one.id == events[1].id
    assert [each.article for each in one.evidence] == ["a1", "a2"]


def test_a_merge_says_which_actor_went_and_which_events_it_changed() -> None:
    events = event("condemned", UN, RUSSIA), event("condemned", NATIONS, RUSSIA, article="a2")

    applied = apply(events, MERGE)

    (decided,) = applied.decided
    assert decided.before == ("un: UN",)
    assert decided.actors == ("united-nations",)
    assert decided.claims == ((applied.events[0].id, "a1", 0),)


def test_a_merge_that_makes_an_event_join_an_actor_with_itself_drops_the_event_and_says_so() -> None:
    applied = apply([event("praised", UN, NATIONS), event("praised", UN, RUSSIA, article="a2")], MERGE)

    assert ends(*applied.events) == [("united-nations", "russia")]
    assert applied.decided[0].before == (
        "left out, for it would join an actor with itself: United Nations praised United Nations",
        "un: UN",
    )


def test_a_merged_speaker_speaks_under_the_name_of_the_one_it_became() -> None:
    said = event("condemned", UKRAINE, RUSSIA, attribution="UN", article="a3")

    applied = apply([said, event("praised", UN, RUSSIA), event("praised", NATIONS, RUSSIA, article="a2")], MERGE)

    assert (applied.events[0].attribution, applied.events[0].evidence[0].attribution) == ("United Nations",) * 2


def test_a_speaker_whose_name_another_actor_shares_stays() -> None:
    other = actor("UN", "organization", id="un-of-elsewhere")
    said = event("condemned", UKRAINE, RUSSIA, attribution="UN", article="a3")

    applied = apply([said, event("praised", UN, RUSSIA), event("praised", other, RUSSIA, article="a2")], MERGE)

    assert applied.events[0].attribution == "UN"


def test_actors_can_be_merged_into_one_that_only_the_tables_know() -> None:
    applied = apply([event("condemned", UN, RUSSIA)], decide("merge-actors", "un", into="united-nations"))

    assert applied.events[0].source.name == "United Nations"


def test_actors_can_be_merged_under_a_new_name() -> None:
    merge = decide("merge-actors", "un", "united-nations", into="united-nations", label="the United Nations")

    applied = apply([event("condemned", UN, RUSSIA), event("praised", NATIONS, RUSSIA)], merge)

    assert {each.source.name for each in applied.events} == {"the United Nations"}


def test_actors_can_be_merged_into_one_that_the_tables_know_as_an_organ_of_a_state_only() -> None:
    wagner = actor("Wagner Group", "group")

    applied = apply([event("aided", wagner, UN)], decide("merge-actors", wagner.id, into="africa-corps", label="Corps"))

    assert (applied.events[0].source.id, applied.events[0].source.name) == ("africa-corps", "Corps")


def test_an_organ_of_a_merged_actor_stays() -> None:
    ministry = replace(actor("Moscow", "state", id="moscow"), organ="foreign ministry")

    applied = apply(
        [event("condemned", ministry, UKRAINE), event("praised", RUSSIA, UKRAINE)],
        decide("merge-actors", "moscow", into="russia"),
    )

    assert applied.events[0].source == replace(RUSSIA, organ="foreign ministry")


def test_who_acts_for_a_merged_state_acts_for_the_one_it_became() -> None:
    swaziland, eswatini = actor("Swaziland", "state"), actor("Eswatini", "state")
    king = Actor(id="mswati", name="Mswati", kind="person", state="Swaziland")  # type: ignore[arg-type]  # an id

    applied = apply(
        [event("met-with", king, RUSSIA), event("praised", swaziland, RUSSIA), event("praised", eswatini, RUSSIA)],
        decide("merge-actors", "swaziland", into="eswatini"),
    )

    assert applied.events[0].source.state == "Eswatini"


def test_merges_follow_one_another() -> None:
    un2 = actor("U.N.", "organization", id="u-n")
    first = decide("merge-actors", "u-n", into="un", name="first")

    applied = apply([event("condemned", un2, RUSSIA), event("praised", UN, RUSSIA)], first, MERGE)

    assert ends(*applied.events) == [("united-nations", "russia")] * 2
    assert [each.actors for each in applied.decided] == [("united-nations",), ("united-nations",)]


def test_of_two_merges_in_opposite_directions_the_later_wins() -> None:
    back = decide("merge-actors", "united-nations", into="un", name="back")

    applied = apply([event("condemned", UN, RUSSIA), event("praised", NATIONS, RUSSIA)], MERGE, back)

    assert {(each.source.id, each.source.name) for each in applied.events} == {("un", "UN")}


def test_a_decision_about_an_actor_that_was_merged_is_about_the_one_it_became() -> None:
    rename = decide("rename-actor", "un", label="the UN")

    applied = apply([event("condemned", UN, RUSSIA), event("praised", NATIONS, RUSSIA)], MERGE, rename)

    assert {each.source.name for each in applied.events} == {"the UN"}


# Splitting, renaming, keeping apart

SPLIT = decide("split-actor", "john-smith", into="john-smith-2", label="John Smith (senator)", articles=("a2",))
SMITH = actor("John Smith")


def test_an_actor_is_another_one_in_the_articles_named() -> None:
    applied = apply([event("praised", SMITH, RUSSIA), event("praised", SMITH, RUSSIA, article="a2")], SPLIT)

    assert ends(*applied.events) == [("john-smith", "russia"), ("john-smith-2", "russia")]
    assert applied.events[1].source.name == "John Smith (senator)"
    assert applied.decided[0].actors == ("john-smith", "john-smith-2")


def test_an_actor_is_another_one_in_the_events_named() -> None:
    events = event("praised", SMITH, RUSSIA), event("condemned", SMITH, RUSSIA)
    split = decide("split-actor", "john-smith", into="s", label="S", told=(Told(event=events[1].id),))

    assert ends(*apply(events, split).events) == [("john-smith", "russia"), ("s", "russia")]


def test_the_new_actor_of_a_split_can_be_of_another_kind_and_state() -> None:
    split = replace(SPLIT, actor_kind="organization", state="Peru")
    told = event("praised", replace(SMITH, state="Chile"), RUSSIA, article="a2")

    applied = apply([told], split)

    assert (applied.events[0].source.kind, applied.events[0].source.state) == ("organization", "Peru")


def test_a_new_actor_of_the_same_kind_acts_for_the_state_that_the_person_names() -> None:
    told = event("praised", replace(SMITH, state="Chile"), RUSSIA, article="a2")

    assert apply([told], replace(SPLIT, state="Peru")).events[0].source.state == "Peru"


def test_a_split_speaker_speaks_under_the_new_name_in_those_articles_only() -> None:
    events = (
        event("praised", SMITH, RUSSIA, article="a2", attribution="John Smith"),
        event("praised", SMITH, RUSSIA, attribution="John Smith"),
    )

    applied = apply(events, SPLIT)

    assert [each.attribution for each in applied.events] == ["John Smith (senator)", "John Smith"]


def test_a_split_of_which_some_articles_are_gone_is_applied_to_the_rest_and_says_so() -> None:
    applied = apply([event("praised", SMITH, RUSSIA, article="a2")], replace(SPLIT, articles=("a2", "a9")))

    assert applied.events[0].source.id == "john-smith-2"
    assert why_not(*applied.unmet) == [("partly", "article a9 is not among the articles any more")]


def test_a_new_name_wins_against_the_one_that_is_used_most() -> None:
    long = replace(UN, name="United Nations")
    events = [event("praised", long, RUSSIA, article=f"a{number}") for number in range(3)]

    found = graph_of(apply([*events, event("condemned", UN, RUSSIA)], decide("rename-actor", "un", label="the UN")))

    assert {each.source.name for each in found.events} == {"the UN"}
    assert found.decisions[0].before == ("United Nations",)


def test_a_renamed_speaker_speaks_under_the_new_name() -> None:
    events = event("praised", UN, RUSSIA), event("praised", UKRAINE, RUSSIA, attribution="UN")

    applied = apply(events, decide("rename-actor", "un", label="the UN"))

    assert applied.events[1].attribution == "the UN"


def test_of_two_names_the_later_wins_and_the_earlier_is_reported() -> None:
    first, second = (decide("rename-actor", "un", name=name, label=name) for name in ("one", "two"))

    applied = apply([event("praised", UN, RUSSIA)], first, second)

    assert applied.events[0].source.name == "two"
    assert why_not(*applied.unmet) == [("overruled", "two decides otherwise")]
    assert [each.decision.name for each in applied.decided] == ["two"]


def test_actors_that_are_kept_apart_after_a_merge_are_not_merged() -> None:
    apart = decide("keep-apart", "un", "united-nations")

    applied = apply([event("condemned", UN, RUSSIA), event("praised", NATIONS, RUSSIA)], MERGE, apart)

    assert ends(*applied.events) == [("un", "russia"), ("united-nations", "russia")]
    assert [(each.decision.kind, each.outcome) for each in applied.unmet] == [("merge-actors", "overruled")]


def test_a_merge_after_actors_were_kept_apart_wins() -> None:
    apart = decide("keep-apart", "un", "united-nations")

    applied = apply([event("condemned", UN, RUSSIA), event("praised", NATIONS, RUSSIA)], apart, MERGE)

    assert ends(*applied.events) == [("united-nations", "russia")] * 2
    assert [(each.decision.kind, each.outcome) for each in applied.unmet] == [("keep-apart", "overruled")]


# Events


def test_an_event_whose_date_is_corrected_becomes_one_with_the_same_event_told_elsewhere() -> None:
    wrong = event("attacked", RUSSIA, UKRAINE, when=day("2024-05-01", "2024-05-31"))
    right = event("attacked", RUSSIA, UKRAINE, when=day("2024-05-09"), article="a2")

    (one,) = graph_of(apply([wrong, right], dated(wrong, "2024-05-09"))).events

    assert one.id == right.id
    assert {each.article for each in one.evidence} == {"a1", "a2"}


def test_a_corrected_date_says_what_stood_there_before() -> None:
    wrong = event("attacked", RUSSIA, UKRAINE, when=day("2024-05-01", "2024-05-31"))

    (decided,) = apply([wrong], dated(wrong, "2024-05-09")).decided

    assert decided.before == ("2024-05-01 to 2024-05-31",)


def test_an_event_without_a_date_gets_one() -> None:
    undated = event("attacked", RUSSIA, UKRAINE)
    right = event("attacked", RUSSIA, UKRAINE, when=day("2024-05-09"), article="a2")

    (one,) = graph_of(apply([undated, right], dated(undated, "2024-05-09"))).events

    assert one.id == right.id


def test_a_date_that_is_wrong_can_be_taken_away() -> None:
    wrong = event("attacked", RUSSIA, UKRAINE, when=day("2024-05-09"))
    undated = event("attacked", RUSSIA, UKRAINE)

    (found,) = apply([wrong], judge("correct-date", wrong)).events

    assert (found.date, found.id) == (None, undated.id)


def test_an_occasion_and_a_status_stay_in_the_id_of_a_changed_event() -> None:
    scope = "summit/planned/negated"
    wrong = event("met-with", RUSSIA, UKRAINE, when=day("2024-05-01"), occasion="summit", scope=scope)
    right = event("met-with", RUSSIA, UKRAINE, when=day("2024-05-09"), occasion="summit", scope=scope)

    assert apply([wrong], dated(wrong, "2024-05-09")).events[0].id == right.id


def test_an_id_that_kg_did_not_make_is_changed_into_one_that_clashes_with_none() -> None:
    made = event("met-with", RUSSIA, UKRAINE, when=day("2024-05-01"))
    others = [replace(made, id="other-coder-1"), replace(made, id="other-coder-2")]

    applied = apply(others, dated(others[0], "2024-05-09"), dated(others[1], "2024-05-09", name="second"))

    assert len({each.id for each in applied.events}) == 2


def test_an_id_that_kg_did_not_make_stays_where_only_a_name_changes() -> None:
    foreign = replace(event("met-with", UN, UKRAINE), id="other-coder-1")

    assert apply([foreign], decide("rename-actor", "un", label="the UN")).events[0].id == "other-coder-1"


def test_a_relation_is_corrected_with_its_root_and_group() -> None:
    wrong = event("attacked", RUSSIA, UKRAINE)

    (found,) = apply([wrong], judge("correct-relation", wrong, relation="met-with")).events

    assert (found.relation, found.root, found.quad) == ("met-with", "CONSULT", "VC")
    assert found.id == event("met-with", RUSSIA, UKRAINE).id


def test_a_direction_is_corrected_with_the_spans_of_the_evidence() -> None:
    wrong = event("attacked", RUSSIA, UKRAINE)

    (found,) = apply([wrong], judge("correct-relation", wrong, swap=True)).events

    assert ends(found) == [("ukraine", "russia")]
    assert found.evidence[0].source_span == wrong.evidence[0].target_span


def test_a_direction_that_kg_now_reads_aright_is_not_turned_back() -> None:
    wrong, right = event("attacked", RUSSIA, UKRAINE), event("attacked", UKRAINE, RUSSIA)

    applied = apply([right], judge("correct-relation", wrong, swap=True))

    assert ends(*applied.events) == [("ukraine", "russia")]
    assert applied.unmet == ()


def test_two_persons_who_turn_an_event_one_after_the_other_turn_it_back() -> None:
    wrong = event("attacked", RUSSIA, UKRAINE)
    turned = event("attacked", UKRAINE, RUSSIA)

    applied = apply(
        [wrong],
        judge("correct-relation", wrong, swap=True, name="one"),
        judge("correct-relation", turned, swap=True, name="two"),
    )

    assert ends(*applied.events) == [("russia", "ukraine")]
    assert [(each.decision.name, each.outcome) for each in applied.unmet] == [("one", "overruled")]


def test_a_rejected_event_is_gone_and_the_decision_says_what_it_was() -> None:
    wrong = event("attacked", RUSSIA, UKRAINE, when=day("2024-05-09"))

    applied = apply([wrong], judge("reject-event", wrong))

    assert applied.events == ()
    assert applied.decided[0].before == ("Russia attacked Ukraine, 2024-05-09",)
    assert applied.decided[0].claims == ()


def test_an_event_is_rejected_with_what_every_article_says_of_it() -> None:
    when = day("2024-05-09")
    events = [event("attacked", RUSSIA, UKRAINE, when=when, article=each) for each in ("a1", "a2")]

    assert apply(events, judge("reject-event", events[0])).events == ()


def test_an_affirmed_event_is_certain() -> None:
    unsure = event("attacked", RUSSIA, UKRAINE, confidence=0.55)

    applied = apply([unsure], judge("affirm-event", unsure))

    assert applied.events[0].confidence == 1.0
    assert applied.decided[0].before == ("confidence 0.55",)


def test_an_affirmed_event_is_kept_whatever_the_threshold() -> None:
    unsure = event("attacked", RUSSIA, UKRAINE, confidence=0.1)

    assert apply([], judge("affirm-event", unsure), doubted=[unsure]).events[0].confidence == 1.0


def test_an_event_that_nobody_affirmed_stays_below_the_threshold() -> None:
    unsure, other = event("attacked", RUSSIA, UKRAINE), event("praised", RUSSIA, UKRAINE)

    assert apply([other], judge("affirm-event", other), doubted=[unsure]).events == (replace(other, confidence=1.0),)


def test_a_correction_of_an_event_that_kg_trusts_too_little_now_says_so() -> None:
    unsure = event("attacked", RUSSIA, UKRAINE, confidence=0.31)

    applied = apply([], dated(unsure, "2024-05-09"), doubted=[unsure])

    assert applied.events == ()
    assert why_not(*applied.unmet) == [("unmet", "kg trusts the event too little now (confidence 0.31); affirm it too")]


def test_a_correction_and_an_affirmation_go_together() -> None:
    unsure = event("attacked", RUSSIA, UKRAINE, confidence=0.31)

    applied = apply([], dated(unsure, "2024-05-09"), judge("affirm-event", unsure), doubted=[unsure])

    assert [(each.date, each.confidence) for each in applied.events] == [(day("2024-05-09"), 1.0)]
    assert applied.unmet == ()


# Contradictions


def test_of_reject_and_affirm_the_later_wins_and_the_earlier_is_reported() -> None:
    told = event("attacked", RUSSIA, UKRAINE)
    no, yes = judge("reject-event", told, name="no"), judge("affirm-event", told, name="yes")

    first, second = apply([told], no, yes), apply([told], yes, no)

    assert [each.confidence for each in first.events] == [1.0]
    assert why_not(*first.unmet) == [("overruled", "yes decides otherwise")]
    assert second.events == ()
    assert why_not(*second.unmet) == [("overruled", "no decides otherwise")]


def test_of_two_dates_the_later_wins_and_the_earlier_is_reported() -> None:
    told = event("attacked", RUSSIA, UKRAINE)

    applied = apply([told], dated(told, "2024-05-09", name="one"), dated(told, "2024-05-10", name="two"))

    assert applied.events[0].date == day("2024-05-10")
    assert why_not(*applied.unmet) == [("overruled", "two decides otherwise")]


def test_a_correction_of_an_event_that_is_rejected_later_is_overruled() -> None:
    told = event("attacked", RUSSIA, UKRAINE)

    applied = apply([told], dated(told, "2024-05-09"), judge("reject-event", told, name="no"))

    assert why_not(*applied.unmet) == [("overruled", "no decides otherwise")]


def test_a_correction_of_an_event_that_was_rejected_before_says_so() -> None:
    told = event("attacked", RUSSIA, UKRAINE)

    applied = apply([told], judge("reject-event", told), dated(told, "2024-05-09"))

    assert why_not(*applied.unmet) == [("unmet", "a decision before it rejects the event")]


def test_decisions_on_different_sides_of_an_event_all_stand() -> None:
    told = event("attacked", RUSSIA, UKRAINE)

    applied = apply(
        [told],
        dated(told, "2024-05-09"),
        judge("correct-relation", told, relation="threatened"),
        judge("affirm-event", told),
    )

    (found,) = applied.events
    assert (found.date, found.relation, found.confidence) == (day("2024-05-09"), "threatened", 1.0)
    assert [each.events for each in applied.decided] == [(found.id,)] * 3
    assert applied.unmet == ()


# What survives, and what no longer applies


def test_an_event_is_found_by_the_id_that_it_has_after_earlier_decisions() -> None:
    told = event("condemned", UN, RUSSIA)
    seen = event("condemned", NATIONS, RUSSIA)

    applied = apply([told, event("praised", NATIONS, RUSSIA)], MERGE, judge("reject-event", seen))

    assert [each.relation for each in applied.events] == ["praised"]


def test_an_event_is_found_by_its_sentence_where_kg_dates_it_otherwise_now() -> None:
    then = event("attacked", RUSSIA, UKRAINE, when=day("2024-05-01"))
    now = event("attacked", RUSSIA, UKRAINE, when=day("2024-05-02"))

    applied = apply([now], dated(then, "2024-05-09"))

    assert applied.events[0].date == day("2024-05-09")
    assert applied.unmet == ()


def test_an_event_is_found_by_its_sentence_where_kg_knows_its_actor_by_an_earlier_decision_only() -> None:
    seen = event("condemned", NATIONS, RUSSIA, when=day("2024-05-01"))
    now = event("condemned", UN, RUSSIA, when=day("2024-05-02"))

    applied = apply([now], decide("merge-actors", "un", into="united-nations"), judge("reject-event", seen))

    assert applied.events == ()


def test_a_sentence_with_other_line_breaks_is_the_same() -> None:
    told = event("attacked", RUSSIA, UKRAINE, claims=[evidence("Russia\n attacked Ukraine.")])
    seen = replace(judge("reject-event", told).told[0], event="an-old-id", quote="Russia attacked Ukraine.")

    assert apply([told], decide("reject-event", told=(seen,))).events == ()


def test_the_same_relation_the_other_way_round_is_another_event() -> None:
    seen, now = event("attacked", RUSSIA, UKRAINE), event("attacked", UKRAINE, RUSSIA)

    applied = apply([now], judge("reject-event", seen))

    assert len(applied.events) == 1
    assert why_not(*applied.unmet) == [("unmet", "kg finds no such event in its sentence of article a1 any more")]


def test_where_several_events_fit_a_sentence_none_is_changed() -> None:
    events = [event("attacked", RUSSIA, UKRAINE, when=day(each)) for each in ("2024-05-01", "2024-05-02")]
    seen = event("attacked", RUSSIA, UKRAINE, when=day("2024-05-03"))

    applied = apply(events, judge("reject-event", seen))

    assert len(applied.events) == 2
    assert why_not(*applied.unmet) == [("unmet", "2 events of article a1 fit its sentence; give the event's id")]


def test_what_a_copy_of_the_article_tells_in_the_same_sentence_is_the_same_event() -> None:
    events = [event("attacked", RUSSIA, UKRAINE, article=each) for each in ("a1", "a2", "a3")]
    articles = [article("a1"), article("a2", copy_of="a1"), article("a3")]

    applied = apply(events, judge("reject-event", events[1]), articles=articles)

    assert [each.article for each in applied.events] == ["a3"]


def test_an_actor_is_split_in_the_copies_of_an_article_too() -> None:
    events = [event("praised", SMITH, RUSSIA, article=each) for each in ("a2", "a3")]
    articles = [article("a2"), article("a3", copy_of="a2")]

    applied = apply(events, SPLIT, articles=articles)

    assert {each.source.id for each in applied.events} == {"john-smith-2"}


def test_a_decision_about_an_article_that_was_removed_is_reported() -> None:
    gone = event("attacked", RUSSIA, UKRAINE, article="a9")

    applied = apply([event("praised", RUSSIA, UKRAINE)], judge("reject-event", gone))

    assert applied.decided == ()
    assert why_not(*applied.unmet) == [("unmet", "article a9 is not among the articles any more")]


def test_a_decision_about_a_sentence_that_was_edited_away_is_reported() -> None:
    gone = event("attacked", RUSSIA, UKRAINE)

    applied = apply([], judge("reject-event", gone), articles=[article("a1", "Something else now.")])

    assert why_not(*applied.unmet) == [("unmet", "article a1 does not hold its sentence any more")]


def test_a_merge_of_actors_that_are_gone_is_reported() -> None:
    applied = apply([event("praised", NATIONS, RUSSIA)], MERGE)

    assert why_not(*applied.unmet) == [("unmet", "no event has the actor un any more")]


def test_a_merge_of_which_one_actor_is_gone_is_applied_to_the_rest_and_says_so() -> None:
    merge = decide("merge-actors", "un", "u-n", into="united-nations")

    applied = apply([event("praised", UN, RUSSIA)], merge)

    assert applied.events[0].source.id == "united-nations"
    assert why_not(*applied.unmet) == [("partly", "no event has the actor u-n any more")]


def test_without_decisions_the_events_are_as_they_were_read() -> None:
    events = event("praised", UN, RUSSIA), event("attacked", RUSSIA, UKRAINE)

    assert apply(events).events == events


def test_a_decision_keeps_its_day() -> None:
    told = event("attacked", RUSSIA, UKRAINE)

    assert apply([told], judge("affirm-event", told)).decided[0].decision.when == date(2026, 11, 26)


def test_a_state_is_not_given_the_name_of_another_by_a_file_that_a_person_wrote() -> None:
    """Actors act for states by their names, so that two states of one name would be one."""
    shelled = event("attacked", RUSSIA, UKRAINE)

    applied = apply([shelled], decide("rename-actor", "russia", label="Ukraine"))

    assert applied.events == (shelled,)
    why = (
        "Ukraine is the name of ukraine, and states are known by their names; if the two are one, decide that: "
        "kg decide merge russia --into ukraine"
    )
    assert why_not(*applied.unmet) == [("unmet", why)]


def test_a_name_that_a_state_no_longer_has_is_free() -> None:
    first = decide("rename-actor", "ukraine", label="Old Rus", name="first")
    second = decide("rename-actor", "russia", label="Ukraine", name="second")

    applied = apply([event("attacked", RUSSIA, UKRAINE)], first, second)

    assert [each.decision.name for each in applied.decided] == ["first", "second"]
