"""Choices and addresses in; which events of a corpus pass, and the words for it, out."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.errors import SelectionError, UnknownActorError
from kg.model import ActorId, Corpus, Event
from kg.page.facets import NO_SOURCE
from kg.page.selection import Choice, Selection
from tests.factories import actor, article, corpus, day, event, evidence
from tests.page.invented import invented_corpus

FRANCE, IRAN, MACRON = actor("France", "state"), actor("Iran", "state"), actor("Emmanuel Macron")
CORPUS = invented_corpus(events=80)


def choices(*values: str) -> st.SearchStrategy[Choice]:
    some = st.frozensets(st.sampled_from(values))
    return st.builds(Choice, only=st.none() | some, out=some)


SELECTIONS = st.builds(
    Selection,
    groups=choices("VC", "MC", "XC", "MX", "ST"),
    relations=choices("met-with", "accused", "attacked", "aided"),
    kinds=choices("state", "person", "organization", "group"),
    statuses=choices("done", "planned", "denied"),
    sources=choices("The Morning Courier", "Agence Centrale"),
    since=st.none() | st.dates(date(2023, 1, 1), date(2023, 12, 31)),
    until=st.none() | st.dates(date(2024, 1, 1), date(2024, 12, 31)),
)


def passing(selection: Selection, *events: Event, **published: str) -> list[str]:
    articles = [
        article(key, published=date.fromisoformat(text) if text else None, source=key.upper())
        for key, text in {"a1": "2024-03-05", **published}.items()
    ]
    return [each.id for each in selection.select(corpus(*events, articles=articles)).events]


def test_with_nothing_left_out_everything_passes() -> None:
    assert Selection().select(CORPUS) == CORPUS


@given(SELECTIONS)
def test_selecting_twice_is_selecting_once(selection: Selection) -> None:
    once = selection.select(CORPUS)

    assert selection.select(once) == once
    assert [each for each in CORPUS.events if each in once.events] == list(once.events)
    assert once.articles == CORPUS.articles


@given(SELECTIONS, st.sampled_from(["VC", "MC", "XC", "MX", "ST"]))
def test_leaving_more_out_never_lets_more_through(selection: Selection, group: str) -> None:
    fewer = Selection(
        groups=Choice(only=selection.groups.only, out=selection.groups.out | {group}), kinds=selection.kinds
    )
    more = Selection(groups=selection.groups, kinds=selection.kinds)

    assert set(fewer.select(CORPUS).events) <= set(more.select(CORPUS).events)


def test_an_event_is_denied_before_it_is_planned_and_done_only_if_actual() -> None:
    done = event("accused", FRANCE, IRAN, scope="1")
    planned = event("accused", FRANCE, IRAN, modality="hypothetical", scope="2")
    denied = event("accused", FRANCE, IRAN, polarity="negated", modality="planned", scope="3")

    for status, one in (("done", done), ("planned", planned), ("denied", denied)):
        assert passing(Selection(statuses=Choice.of(status)), done, planned, denied) == [one.id]


def test_one_source_that_is_not_left_out_is_enough() -> None:
    told = event("accused", FRANCE, IRAN, claims=[evidence(article="a1"), evidence(article="a2")])

    assert passing(Selection(sources=Choice.without("A1")), told, a2="") == [told.id]
    assert passing(Selection(sources=Choice.without("A1", "A2")), told, a2="") == []


def test_an_article_that_names_no_source_has_one_to_be_left_out() -> None:
    told = corpus(event("accused", FRANCE, IRAN))

    assert Selection(sources=Choice.without(NO_SOURCE)).select(told).events == ()
    assert Selection(sources=Choice.of(NO_SOURCE)).select(told) == told


def test_an_article_that_names_no_source_can_be_left_out_or_chosen_by_its_id() -> None:
    one, other = (event("accused", FRANCE, IRAN, claims=[evidence(article=each)]) for each in ("a1", "a2"))

    told = corpus(one, other)
    but_one = Choice(only=frozenset({NO_SOURCE}), out=frozenset({"article a2"}))

    assert Selection(sources=Choice.without("article a1")).select(told).events == (other,)
    assert Selection(sources=Choice.of("article a1")).select(told).events == (one,)
    assert Selection(sources=but_one).select(told).events == (one,)
    Selection(sources=Choice.of("article a1")).check(told)


def test_both_actors_must_be_of_a_kind_that_passes() -> None:
    mixed = event("accused", MACRON, IRAN)
    states = event("accused", FRANCE, IRAN)

    assert passing(Selection(kinds=Choice.without("person")), mixed, states) == [states.id]


@pytest.mark.parametrize(
    ("since", "until", "passes"),
    [
        (None, None, True),
        ("2024-02-10", None, True),
        ("2024-02-11", None, False),
        (None, "2024-02-01", True),
        (None, "2024-01-31", False),
        ("2024-02-03", "2024-02-04", True),
    ],
)
def test_an_event_passes_if_its_range_of_days_touches_those_chosen(
    since: str | None, until: str | None, passes: bool
) -> None:
    told = event("accused", FRANCE, IRAN, when=day("2024-02-01", "2024-02-10"))
    chosen = Selection(
        since=date.fromisoformat(since) if since else None, until=date.fromisoformat(until) if until else None
    )

    assert passing(chosen, told) == ([told.id] if passes else [])


def test_an_undated_event_stands_at_the_day_of_its_first_report() -> None:
    told = event("accused", FRANCE, IRAN, claims=[evidence(article="a1"), evidence(article="a2")])

    first = Selection(since=date(2024, 3, 1), until=date(2024, 3, 1))
    assert passing(first, told, a2="2024-03-01") == [told.id]
    assert passing(Selection(since=date(2024, 3, 5)), told, a2="2024-03-01") == []


def test_an_event_whose_day_nobody_knows_lies_in_no_chosen_time() -> None:
    told = event("accused", FRANCE, IRAN)

    assert passing(Selection(), told, a1="") == [told.id]
    assert passing(Selection(since=date(1930, 1, 1)), told, a1="") == []


def test_an_address_of_the_page_says_what_is_left_out() -> None:
    address = (
        "file:///home/x/out/graph.html#view=matrix&ego=france%7E2&with=iran&with=oman&no-group=VC&no-group=XC"
        "&no-relation=met-with&no-kind=person&no-status=planned&no-source=The+Ledger+%26+Co&least=0.2"
        "&from=2024-01-01&to=2024-03-31&actors=40&tie=iran~france&actor=france&dance=wild"
    )

    assert Selection.from_address(address) == Selection(
        groups=Choice.without("VC", "XC"),
        relations=Choice.without("met-with"),
        kinds=Choice.without("person"),
        statuses=Choice.without("planned"),
        sources=Choice.without("The Ledger & Co"),
        since=date(2024, 1, 1),
        until=date(2024, 3, 31),
        least=0.2,
        around=ActorId("france"),
        steps=2,
        brought=(ActorId("iran"), ActorId("oman")),
        tie=(ActorId("france"), ActorId("iran")),
        actors=40,
    )


def test_two_days_of_an_address_in_the_wrong_order_change_places_as_on_the_page() -> None:
    assert Selection.from_address("#from=2024-02-01&to=2024-01-01") == Selection(
        since=date(2024, 1, 1), until=date(2024, 2, 1)
    )


@pytest.mark.parametrize("address", ["", "#", "file:///x/graph.html", "https://example.org/a?b=c#", "view=table"])
def test_an_address_that_chooses_nothing_shows_everything(address: str) -> None:
    assert Selection.from_address(address) == Selection()


@pytest.mark.parametrize(
    ("address", "words"),
    [
        ("France", "'France' is no address of the page"),
        ("#from=2024-02-30", "from=2024-02-30 in the address is no day"),
        ("#least=much", "least=much in the address is no number"),
        ("#least=nan", "least=nan in the address is no number"),
        ("#to=20240201", "to=20240201 in the address is no day"),
        ("#actors=7.5", "actors=7.5 in the address is no whole number from 1 to 1000"),
        ("#actors=0", "actors=0 in the address is no whole number from 1 to 1000"),
        ("#actors=1001", "actors=1001 in the address is no whole number from 1 to 1000"),
    ],
)
def test_an_address_that_cannot_be_read_says_why(address: str, words: str) -> None:
    with pytest.raises(SelectionError, match=words):
        Selection.from_address(address)


def test_ids_that_the_graph_does_not_have_are_named() -> None:
    told = corpus(event("accused", FRANCE, IRAN))

    with pytest.raises(UnknownActorError, match=r"no actor 'atlantis', 'mu'; the address is of the page of another"):
        Selection.from_address("#ego=atlantis~1&with=iran&with=mu").check(told)


@pytest.mark.parametrize(
    ("selection", "words"),
    [
        (Selection(relations=Choice.of("danced-with")), "no relation is called 'danced-with'; one of accused, "),
        (Selection(sources=Choice.of("Pravda")), "no news source is called 'Pravda'; one of Source not named"),
        (Selection(statuses=Choice.of("gone")), "no status is called 'gone'; one of denied, done, planned"),
    ],
)
def test_what_no_event_can_have_is_an_error_and_not_an_empty_picture(selection: Selection, words: str) -> None:
    with pytest.raises(SelectionError, match=words):
        selection.check(corpus(event("accused", FRANCE, IRAN)))


@pytest.mark.parametrize(
    ("fields", "words"),
    [({"least": -1.0}, "least is -1.0"), ({"steps": 3}, "steps is 3"), ({"actors": 0}, "actors is 0")],
)
def test_numbers_out_of_range_are_refused(fields: dict[str, float], words: str) -> None:
    with pytest.raises(SelectionError, match=words):
        Selection(**fields)  # type: ignore[arg-type]  # the table of a test mixes the types


def test_every_filter_is_said_in_words() -> None:
    chosen = Selection(
        groups=Choice.of("XC", "MX"),
        relations=Choice.without("met-with", "praised"),
        kinds=Choice.of("state"),
        statuses=Choice.without("denied", "planned"),
        sources=Choice.of("The Ledger"),
        since=date(2024, 1, 1),
        until=date(2024, 3, 31),
        least=0.25,
        around=ActorId("france"),
        steps=2,
    )

    assert chosen.in_words({ActorId("france"): "France"}) == (
        "only words of conflict and deeds of conflict; without the relations met with and praised; only states; "
        "without events that are planned or possible / denied; only the news source The Ledger; "
        "events from 2024-01-01 to 2024-03-31; |strength| at least 0.25; around France, 2 steps"
    )
    assert Selection().in_words({}) == ""
    assert Selection(brought=(ActorId("iran"),)).in_words({ActorId("iran"): "Iran"}) == "Iran brought in"
    assert Selection(since=date(2024, 1, 1)).in_words({}) == "events since 2024-01-01"
    assert Selection(until=date(2024, 1, 1)).in_words({}) == "events until 2024-01-01"


def test_the_empty_corpus_is_selected_as_it_is() -> None:
    assert Selection(until=date(2024, 1, 1)).select(Corpus()) == Corpus()
