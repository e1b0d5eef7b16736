"""Explanations made by hand in; the lines that people read out."""

from __future__ import annotations

from dataclasses import replace
from typing import get_args

import pytest

from kg.extract.explanation import ActorFound, Explanation, Fired, NearMiss, Sentence, Suggestion, Trigger, Why, Word
from kg.extract.segment import Segment
from kg.model import Place, RelationId
from kg.reasons import explanation_text
from tests.factories import actor, day, evidence

TEXT = "Kim Jong Un met Vladimir Putin."
NEAR = NearMiss(
    relation=RelationId("praised"),
    pattern="A tip hat to B",
    trigger="tipped",
    trigger_span=(0, 6),
    why="word",
    words=("hat",),
    sources=("Rome",),
    targets=("Canada", "Chile"),
)
FIRED = Fired(
    relation=RelationId("met-with"),
    rule_of=RelationId("met-with"),
    pattern="A meet B",
    source=actor(),
    target=actor("Vladimir Putin"),
    trigger="met",
    evidence=evidence(TEXT),
)


def _lines(**fields: object) -> list[str]:
    """Return the lines below the words of a sentence."""
    sentence = Sentence(number=1, start=0, end=len(TEXT), text=TEXT, segment=Segment(0, len(TEXT), "body"))
    sentence = replace(sentence, **fields)  # type: ignore[arg-type]  # tests pass what Sentence takes
    return _text(sentence).splitlines()[2:]


def _text(*sentences: Sentence, parse: bool = False) -> str:
    explanation = Explanation(text=TEXT, published=None, notes=(), unread=(), sentences=sentences)
    return explanation_text(explanation, parse=parse)


REASONS: list[tuple[Why, tuple[str, ...], str]] = [
    ("word", ("hat", "lid"), 'the sentence has no "hat" or "lid"'),
    ("word", tuple("abcdef"), 'the sentence has no "a" or "b" or "c" or "d", ...'),
    ("preposition", ("to",), 'the sentence has no "to"'),
    ("particle", ("off",), '"tipped" has no "off"'),
    ("path", ("hat",), '"hat" and what leads to them are there, but do not hang together as in the pattern'),
    ("rest", ("for",), 'behind B there is no "for"'),
    ("head", ("peace",), '"tipped" has no "peace" before it'),
    ("without", ("trade",), 'with "trade" it means something else'),
    ("undone", ("lifted",), '"lifted" takes it back'),
    ("source", (), "no actor stands where A should; B would be Canada, Chile"),
    ("target", (), "no actor stands where B should; A would be Rome"),
    ("both", (), "no actor stands where A or B should"),
    ("kind", ("source", "group", "person"), "Rome cannot be source: the rule takes group, person"),
    ("kind", ("target", "person"), "Canada, Chile cannot be target: the rule takes person"),
    ("owned", ("target",), "what stands there belongs to Canada, Chile; one meets actors, not what is theirs"),
    ("modifier", ("target",), "Canada, Chile only tells what kind of thing is meant"),
    ("one actor", (), "A and B would both be Rome"),
    ("one mention", (), "A and B would be the same words, for Rome and Canada, Chile"),
    ("own state", (), "Rome would act on Canada, Chile, its own state"),
    ("own people", (), "Rome would act on Canada, Chile, one of its own people"),
]


@pytest.mark.parametrize(("why", "words", "text"), REASONS)
def test_a_near_miss_says_why_in_words(why: Why, words: tuple[str, ...], text: str) -> None:
    lines = _lines(near=(replace(NEAR, why=why, words=words),), missed=7)

    assert lines[-3:] == [
        "  nearly fired, the nearest 1 of 7 rules tried in vain",
        '    praised by "tipped": A tip hat to B',
        f"      {text}",
    ]


def test_every_reason_has_words() -> None:
    reasons = {reason for part in get_args(Why) for reason in (get_args(part) or (part,))}

    assert {why for why, _, _ in REASONS} == reasons


def test_what_stands_in_the_place_of_a_missing_word_is_named() -> None:
    lines = _lines(near=(replace(NEAR, instead="cap"),), missed=1)

    assert lines[-1] == '      the sentence has no "hat"; the object of "tipped" is "cap"'


def test_what_fired_is_shown_with_its_status_speaker_date_place_and_occasion() -> None:
    said = evidence(TEXT, polarity="negated", modality="planned", attribution="Chile", confidence=0.3)
    fired = replace(
        FIRED,
        evidence=said,
        status_words=("will", "not"),
        date=day("2024-05-01", "2024-05-31", words="in May"),
        place=Place(name="Oslo", country="Norway"),
        occasion="Victory Day",
    )

    assert _lines(fired=(fired,))[-4:] == [
        "  fired",
        "    Kim Jong Un met-with Vladimir Putin  (trust 0.30; kg leaves out what has less than 0.5)",
        '      by "met": A meet B',
        (
            '      negated and planned: "will", "not"; according to Chile; date 2024-05-01 to 2024-05-31 ("in May"); '
            "place Oslo, Norway; occasion Victory Day"
        ),
    ]


def test_a_status_that_no_word_gives_is_that_of_the_pattern() -> None:
    fired = replace(FIRED, evidence=evidence(TEXT, polarity="negated"))

    assert _lines(fired=(fired,))[-1] == "      negated, as the pattern says"


@pytest.mark.parametrize(
    ("relation", "text"),
    [
        ("promised", 'a rule of met-with, which is announced here: "will"'),
        ("rejected", 'a rule of met-with, which is refused here: "will"'),
    ],
)
def test_a_deed_that_counts_as_an_announcement_or_refusal_says_so(relation: str, text: str) -> None:
    fired = replace(FIRED, relation=RelationId(relation), status_words=("will",))

    assert _lines(fired=(fired,))[-1] == f"      {text}"


def test_a_long_list_of_alternatives_is_cut_to_those_in_the_sentence_or_to_the_first() -> None:
    here = replace(FIRED, pattern="A greet|hug|meet|see|visit B")
    elsewhere = replace(NEAR, pattern="A tip hat|cap|lid|bonnet|beret to B")

    lines = _lines(fired=(here,), near=(elsewhere,), missed=1)

    assert '      by "met": A meet|... B' in lines
    assert '    praised by "tipped": A tip hat|cap|lid|... to B' in lines


def test_the_kinds_of_a_trigger_stand_on_one_line_those_that_were_tried_first() -> None:
    cap = Trigger(start=0, end=3, text="cap", kind="verb", rules=2, unread="the parser tags it NN")

    lines = _lines(triggers=(cap, replace(cap, kind="noun", rules=1, unread="")))

    assert lines[2] == '    "cap"  1 rule as noun; 2 rules as verb not tried, the parser tags it NN'


def test_an_actor_has_its_kind_state_and_organ() -> None:
    ministry = actor("Chile", "state", organ="foreign ministry")
    actors = (
        ActorFound(start=0, end=3, text="Kim", actor=actor(state="North Korea"), form="name", how="surname"),
        ActorFound(start=4, end=7, text="Its ministry", actor=ministry, form="organ", how="organ"),
    )

    assert _lines(actors=actors)[1:3] == [
        '    "Kim"           Kim Jong Un  (person, of North Korea)   name, by: surname',
        '    "Its ministry"  Chile        (state, foreign ministry)  organ',
    ]


def test_the_parse_tells_words_that_stand_twice_by_their_place() -> None:
    words = (
        Word(text="Kim", tag="NNP", dep="nsubj", head=1),
        Word(text="met", tag="VBD", dep="ROOT", head=1),
        Word(text="Kim", tag="NNP", dep="dobj", head=1),
        Word(text="of", tag="IN", dep="prep", head=2),
    )
    sentence = Sentence(number=1, start=0, end=5, text="Kim met Kim of", segment=Segment(0, 5, "body"), words=words)

    assert _text(sentence, parse=True).splitlines()[2:4] == [
        "  parse (word/tag dependency>head)",
        "    Kim#0/NNP nsubj>met   met/VBD ROOT   Kim#2/NNP dobj>met   of/IN prep>Kim#2",
    ]
    assert "parse" not in _text(sentence)


def test_a_long_sentence_is_cut() -> None:
    sentence = Sentence(number=1, start=0, end=5, text="word " * 500, segment=Segment(0, 5, "body"))

    assert max(map(len, _text(sentence).splitlines())) < 310


def test_suggestions_of_all_sentences_stand_at_the_end() -> None:
    suggestion = Suggestion(pattern="A hail B", source="Rome", target="Oslo", sentence='Rome "hailed" Oslo.')
    first = Sentence(number=1, start=0, end=5, text="one", segment=Segment(0, 5, "body"), suggestion=suggestion)
    known = replace(suggestion, relation=RelationId("praised"), like="A greet B")

    lines = _text(first, replace(first, number=2, suggestion=known)).splitlines()

    assert lines[-2:] == [
        (
            'To add a trigger: ontology/rules/en/RELATION.toml: "A hail B", with the example '
            '["Rome \\"hailed\\" Oslo.", "Rome", "Oslo"] (kg ontology lists the relations)'
        ),
        (
            'To add a trigger: ontology/rules/en/praised.toml: "A hail B", with the example '
            '["Rome \\"hailed\\" Oslo.", "Rome", "Oslo"] (as in "A greet B"; if it means another relation, see kg ontology)'
        ),
    ]
