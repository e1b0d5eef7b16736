"""Passages in, what was found and tried in each sentence out: laws that hold for any text, and one table a question."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from typing import Final

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from kg.extract.explain import explain_article
from kg.extract.explanation import Explanation, Sentence
from kg.extract.find import Extractor, load_extractor
from kg.extract.lexicon import build_lexicon
from kg.files import data_path
from kg.model import Article
from kg.readers import read_articles
from kg.rules import Rule
from tests.extract.parses import rule

pytestmark = pytest.mark.model

PUBLISHED: Final = date(2024, 5, 9)
RULES: Final = (
    rule("A meet B", "met-with"),
    rule("A meet B in", "met-with"),
    rule("A boycott B", "sanctioned"),
    rule("A doff hat to B", "praised"),
    rule("A's boycott of B", "sanctioned"),
    rule("A send aid to B", "aided"),
)


def _extractor(rules: Iterable[Rule] = RULES) -> Extractor:
    return replace(load_extractor(readers="rules"), lexicon=build_lexicon(rules))


def _explained(text: str, *, near: int = 5, rules: Iterable[Rule] = RULES) -> Explanation:
    article = Article(id="a1", text=text, published=PUBLISHED)
    return explain_article(article, extractor=_extractor(rules), near=near)


def _sentence(text: str, *, near: int = 5, rules: Iterable[Rule] = RULES) -> Sentence:
    (only,) = _explained(text, near=near, rules=rules).sentences
    return only


# ---- laws

pieces = st.one_of(
    st.sampled_from(
        [
            "Kim Jong Un met Vladimir Putin in Moscow on Tuesday.",
            "He praised China’s “kind” leader, and the two leaders agreed.",
            "PUTIN VISITS CHINA",
            "Norway’s boycott of Peru, Chile said, won’t end.",
            "Sign up for our newsletter",
        ]
    ),
    st.text(max_size=30),
)
glue = st.sampled_from([" ", "\n", "\r\n", "\n\n", "\u00a0", " 😀 ", "\x00", "(", "’", ""])
texts = st.lists(st.tuples(pieces, glue), max_size=5).map(lambda parts: "".join(map("".join, parts)))


@settings(deadline=None, max_examples=40)
@given(texts)
@example("")
@example("\x00")
@example("Russia and Ukraine and " * 300 + "Russia met France")
@example("Norway’s boycott of Peru\r\nmet “Chile”.")
def test_every_span_is_that_of_the_text_as_it_is(text: str) -> None:
    for sentence in _explained(text).sentences:
        assert text[sentence.start : sentence.end] == sentence.text
        spans = [(one.start, one.end, one.text) for one in sentence.actors]
        spans += [(one.start, one.end, one.text) for one in sentence.triggers]
        names = [one.stands_for for one in sentence.actors if one.stands_for is not None]
        for start, end, words in (*spans, *((name.start, name.end, name.text) for name in names)):
            assert text[start:end] == words != ""


@settings(deadline=None, max_examples=20)
@given(texts)
def test_the_same_text_gives_the_same_explanation(text: str) -> None:
    assert _explained(text) == _explained(text)


def test_what_the_events_of_the_sample_rest_on_is_what_fired() -> None:
    extractor = load_extractor(readers="rules")
    articles = [item for item in read_articles([data_path("data", "sample")]) if isinstance(item, Article)][:25]
    events = dict(extractor.events(articles))
    assert sum(map(len, events.values())) > 50

    for article, found in events.items():
        fired = [one for each in explain_article(article, extractor=extractor, near=0).sentences for one in each.fired]

        assert {one for event in found for one in event.evidence} <= {one.evidence for one in fired}
        assert {event.relation for event in found} == {one.relation for one in fired}


# ---- actors


def test_an_actor_is_shown_with_its_identity_form_and_sieve() -> None:
    (oslo, putin, ministry) = _sentence("Oslo met Putin and the Chilean foreign ministry.").actors

    assert (oslo.text, oslo.actor.name, oslo.form, oslo.how) == ("Oslo", "Norway", "place", "capital")
    assert (putin.actor.name, putin.actor.state, putin.how) == (
        "Vladimir Putin",
        "Russia",
        "surname of an office holder",
    )
    assert (ministry.text, ministry.actor.organ, ministry.form) == (
        "Chilean foreign ministry",
        "foreign ministry",
        "organ",
    )
    assert {one.stands_for for one in (oslo, putin, ministry)} == {None}


def test_a_pronoun_is_shown_with_the_name_that_it_takes_up_and_where_that_stands() -> None:
    first, second = _explained("Putin met Xi Jinping. He said he liked China.").sentences
    takers = [one for one in second.actors if one.form == "pronoun"]

    assert first.actors[0].stands_for is None
    assert [(one.actor.name, one.text) for one in takers] == [("Vladimir Putin", "He"), ("Vladimir Putin", "he")]
    for one in takers:
        assert one.stands_for is not None
        assert (one.stands_for.text, one.stands_for.sentence, one.stands_for.subject) == ("Putin", 1, True)


def test_a_collective_is_shown_once_for_each_actor_it_stands_for() -> None:
    _, second = _explained("Putin met Xi Jinping. The two leaders smiled.").sentences

    assert [(one.text, one.actor.name, one.how, one.stands_for and one.stands_for.text) for one in second.actors] == [
        ("leaders", "Vladimir Putin", "collective", "Putin"),
        ("leaders", "Xi Jinping", "collective", "Xi Jinping"),
    ]


# ---- triggers and what fired


def test_a_trigger_is_shown_with_the_number_of_rules_it_can_start() -> None:
    (met,) = _sentence("Putin met Xi Jinping.").triggers

    assert (met.text, met.kind, met.rules, met.unread) == ("met", "verb", 2, "")


def test_a_trigger_that_was_not_tried_says_why() -> None:
    triggers = {one.kind: one for one in _sentence("Norway will boycott Peru.").triggers}

    assert triggers["verb"].unread == ""
    assert triggers["noun"].unread == "the parser tags it VB"


def test_a_word_of_a_name_is_no_trigger_noun() -> None:
    triggers = _sentence("Chilean envoys met Putin.", rules=[rule("A's envoy to B", "visited")]).triggers

    assert [(one.text, one.unread) for one in triggers] == [("envoys", "it stands for Chile")]


def test_what_fired_has_its_pattern_status_words_speaker_date_and_place() -> None:
    text = "Norway said on Tuesday that Putin had refused to meet Xi Jinping in Oslo."
    (fired,) = [one for one in _sentence(text).fired if one.relation == "met-with"]

    assert (fired.source.name, fired.target.name, fired.trigger) == ("Vladimir Putin", "Xi Jinping", "meet")
    assert fired.pattern == "A meet B in"
    assert (fired.evidence.polarity, fired.status_words) == ("negated", ("refused",))
    assert fired.evidence.attribution == "Norway"
    assert fired.place is not None
    assert fired.place.country == "Norway"


def test_a_reading_that_lost_names_the_better_one() -> None:
    sentence = _sentence("Putin met Xi Jinping in Oslo.")

    assert [one.pattern for one in sentence.fired] == ["A meet B in"]
    assert [(one.pattern, one.by_pattern, one.trust) for one in sentence.beaten] == [("A meet B", "A meet B in", 0.9)]


def test_an_announced_deed_that_counts_as_a_promise_says_of_what_relation_its_rule_is() -> None:
    (fired,) = _sentence("Norway will send aid to Peru.").fired

    assert (fired.relation, fired.rule_of, fired.status_words) == ("promised", "aided", ("will",))


def test_who_holds_an_office_fires_without_a_pattern_of_the_rules() -> None:
    (fired,) = _sentence("Russian President Vladimir Putin slept.").fired

    assert (fired.relation, fired.rule_of, fired.pattern) == ("leads", "leads", "president")


# ---- what nearly fired


def test_no_more_near_misses_are_kept_than_asked_for_but_all_are_counted() -> None:
    rules = [rule(f"A meet B {word}", relation) for word, relation in (("after", "warned"), ("amid", "praised"))]

    sentences = [_sentence("Putin met Xi Jinping.", near=near, rules=rules) for near in (0, 1, 5)]

    assert [len(each.near) for each in sentences] == [0, 1, 2]
    assert {each.missed for each in sentences} == {2}


def test_a_sentence_too_long_to_be_matched_says_so() -> None:
    sentence = _sentence("Russia and Ukraine and " * 500 + "Russia met France.")

    assert sentence.unread == "2,004 words; one of more than 400 is taken for a list or table, so split it"
    assert (sentence.fired, sentence.near, sentence.suggestion) == ((), (), None)


# ---- what was left unread


def test_segments_that_were_not_parsed_are_kept_with_their_reason() -> None:
    explained = _explained("Putin met Xi Jinping.\n\nSign up for our newsletter\n\nPutin met Xi Jinping.")

    assert [(part.kind, part.why) for part in explained.unread] == [
        ("boilerplate", "a site's notice to its readers"),
        ("repeated", "the same words stand further up"),
    ]
    assert len(explained.sentences) == 1


def test_a_headline_is_a_sentence_with_its_segment() -> None:
    sentence = _sentence("Putin meets Xi")

    assert sentence.segment.kind == "headline"
    assert sentence.segment.why == "it stands before the first sentence and does not end like one"


def test_text_in_another_language_is_noted() -> None:
    text = "Der Präsident hat den Minister in der Hauptstadt empfangen und ist mit ihm nicht einig."

    assert _explained(text).notes == ("this does not look like English; it is explained as if it were",)
    assert _explained("Putin met Xi Jinping.").notes == ()


# ---- what to add

SUGGESTED: Final = [
    ("Norway lampooned Hungary.", "A lampoon B"),
    ("Hungary was lampooned by Norway.", "A lampoon B"),
    ("Rome doffed its cap to Canada.", "A doff cap to B"),
    ("Norway snubbed Hungary's proposals.", "A snub B's proposal"),
    ("Kenya rolled out the carpet for Uganda.", "A roll out carpet for B"),
    ("Chile quarrelled with Peru.", "A quarrel with B"),
    ("Kenya gave a nod to Uganda.", "A give nod to B"),
    ("Vladimir Putin, who had lampooned Norway, slept.", "A lampoon B"),
]


@pytest.mark.parametrize(("text", "pattern"), SUGGESTED)
def test_a_pattern_is_suggested_for_two_actors_whom_no_rule_joins(text: str, pattern: str) -> None:
    suggestion = _sentence(text).suggestion

    assert suggestion is not None
    assert suggestion.pattern == pattern


@pytest.mark.parametrize(("text", "pattern"), SUGGESTED)
def test_a_suggested_pattern_fires_when_it_is_added(text: str, pattern: str) -> None:
    suggestion = _sentence(text).suggestion
    assert suggestion is not None

    fired = _sentence(text, rules=[*RULES, rule(pattern)]).fired

    assert (suggestion.source, suggestion.target) in {(one.source.name, one.target.name) for one in fired}


@pytest.mark.parametrize(
    "text",
    [
        "Putin met Xi Jinping.",  # a rule fires
        "Norway lampooned farmers.",  # one actor
        "Norway lampooned Oslo.",  # two names of one
        "Norway slept in Lima.",  # a place, and no deed
        "Norway said that Peru slept.",  # saying is no deed of itself
        "Norway and Peru.",  # no verb
        "Norway slept after Peru won.",  # each in a clause of its own
    ],
)
def test_nothing_is_suggested_where_there_is_nothing_to_add(text: str) -> None:
    assert _sentence(text).suggestion is None


def test_nothing_is_suggested_where_the_words_fit_already() -> None:
    sentence = _sentence("Norway boycotted Peru.", rules=[rule("A boycott B", "sanctioned", target=["person"])])

    assert [one.why for one in sentence.near] == ["kind"]
    assert sentence.suggestion is None


def test_the_relation_of_a_suggestion_is_that_of_the_rule_which_lacks_the_least() -> None:
    suggestion = _sentence("Rome doffed its cap to Canada.").suggestion

    assert suggestion is not None
    assert (suggestion.relation, suggestion.like) == ("praised", "A doff hat to B")


def test_the_relation_of_a_suggestion_is_that_of_most_rules_with_its_noun() -> None:
    rules = [rule("A's probe of B", "investigated"), rule("A open probe into B", "investigated")]

    suggestion = _sentence(
        "Chile began a probe of Peru.", rules=rules[1:] + [rule("A end probe into B", "investigated")]
    ).suggestion

    assert suggestion is not None
    assert (suggestion.relation, suggestion.like) == ("investigated", "A end probe into B")


def test_a_suggestion_without_a_rule_that_is_like_it_leaves_the_relation_open() -> None:
    suggestion = _sentence("Norway lampooned Hungary.").suggestion

    assert suggestion is not None
    assert (suggestion.relation, suggestion.like) == (None, "")
