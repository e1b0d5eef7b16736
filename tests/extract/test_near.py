"""Sentences parsed by hand and one rule each in; why the rule did not fire, as the matcher told its trace, out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

import pytest
from spacy.tokens import Doc, Token

from kg.extract.claims import Claim
from kg.extract.explanation import NearMiss
from kg.extract.fillers import Filler
from kg.extract.lexicon import build_lexicon
from kg.extract.match import Matcher
from kg.extract.mentions import Mention, Mentions
from kg.extract.near import Try, near_misses
from kg.extract.trace import Miss
from kg.rules import Rule
from tests.extract.parses import (
    FRANCE,
    KIM,
    NATO,
    NORTH_KOREA,
    PUTIN,
    RUSSIA,
    UKRAINE,
    doc,
    found,
    mentions,
    rule,
    sentence,
)


@dataclass
class Heard:
    """A trace that keeps what it is told."""

    tries: list[Try] = field(default_factory=list)
    best: Sequence[Claim] = ()
    found: Sequence[Claim] = ()

    def missed(self, rule: Rule, trigger: Token, why: Miss) -> None:
        self.tries.append(Try(rule, trigger, why))

    def filled(self, rule: Rule, trigger: Token, sources: Sequence[Filler], targets: Sequence[Filler]) -> None:
        self.tries.append(Try(rule, trigger, None, sources, targets))

    def chose(self, best: Sequence[Claim], found: Sequence[Claim]) -> None:
        self.best, self.found = best, found

    def ended(self, *_: object, **__: object) -> None:
        raise AssertionError("a matcher knows no paragraphs")


ACTORS = {
    "Kim": KIM,
    "Putin": PUTIN,
    "Russia": RUSSIA,
    "Ukraine": UKRAINE,
    "France": FRANCE,
    "NATO": NATO,
    "Korea": NORTH_KOREA,
}


def _named(parsed: Doc) -> Mentions:
    return mentions(parsed, *(found(ACTORS[each.text], each.i) for each in parsed if each.text in ACTORS))


def _heard(parsed: Doc, rules: Sequence[Rule], named: Mentions | None = None) -> Heard:
    heard = Heard()
    Matcher(build_lexicon(rules), heard).claims(sentence(parsed), named or _named(parsed))
    return heard


def _near(parse: str, *rules: Rule, also: Sequence[Mention] = ()) -> list[NearMiss]:
    parsed = doc(parse)
    named = _named(parsed)
    named.add(*also) if also else None
    heard = _heard(parsed, rules, named)
    claimed = {(claim.rule.pattern, claim.trigger.i) for claim in heard.found}
    tries = [one for one in heard.tries if (one.rule.pattern, one.trigger.i) not in claimed]
    return near_misses(
        tries,
        named,
        claims=heard.found,
        lexicon=build_lexicon(rules),
        sent=sentence(parsed),
        place=lambda start, end: (start + 100, end + 100),
    )


RUSSIA_FINED_FRANCE = "Russia/NNP/nsubj/1 fined/VBD/ROOT/1 France/NNP/dobj/1"
TIPPED_CAP = "Russia/NNP/nsubj/1 tipped/VBD/ROOT/1 its/PRP$/poss/3 cap/NN/dobj/1 to/IN/prep/1 France/NNP/pobj/4"
TALKS = "Russia/NNP/nsubj/1 held/VBD/ROOT/1 talks/NNS/dobj/1 with/IN/prep/2 France/NNP/pobj/3"
WHY = [
    (TIPPED_CAP, rule("A tip hat to B", "praised"), "word", ("hat",)),
    (RUSSIA_FINED_FRANCE, rule("A fine out of B"), "preposition", ("of",)),
    (RUSSIA_FINED_FRANCE, rule("A fine off report against B"), "word", ("report",)),
    (RUSSIA_FINED_FRANCE, rule("A fine out B"), "particle", ("out",)),
    (TALKS, rule("A hold with talk B"), "path", ("talk",)),
    (RUSSIA_FINED_FRANCE, rule("A fine B for"), "rest", ("for",)),
    (TALKS, rule("A's peace_talk|arms_talk with B"), "head", ("arms", "peace")),
    (
        "the/DT/det/2 trade/NN/compound/2 war/NN/ROOT/2 of/IN/prep/2 Russia/NNP/pobj/3 against/IN/prep/2 France/NNP/pobj/5",
        rule("A's war against B", without=["trade"]),
        "without",
        ("trade",),
    ),
    (
        "Russia/NNP/nsubj/1 lifted/VBD/ROOT/1 sanctions/NNS/dobj/1 on/IN/prep/2 France/NNP/pobj/3",
        rule("A's sanction on B", "sanctioned"),
        "undone",
        ("lifted",),
    ),
    ("rain/NN/nsubj/1 fined/VBD/ROOT/1 France/NNP/dobj/1", rule("A fine B"), "source", ()),
    ("Russia/NNP/nsubj/1 fined/VBD/ROOT/1 drivers/NNS/dobj/1", rule("A fine B"), "target", ()),
    ("rain/NN/nsubj/1 fined/VBD/ROOT/1 drivers/NNS/dobj/1", rule("A fine B"), "both", ()),
    (RUSSIA_FINED_FRANCE, rule("A fine B", source=["person", "group"]), "kind", ("source", "group", "person")),
    (RUSSIA_FINED_FRANCE, rule("A fine B", target=["person"]), "kind", ("target", "person")),
    (
        "Kim/NNP/nsubj/1 met/VBD/ROOT/1 demands/NNS/dobj/1 of/IN/prep/2 France/NNP/pobj/3",
        rule("A meet B", "met-with"),
        "owned",
        ("target",),
    ),
    (
        "Russia/NNP/nsubj/1 backed/VBD/ROOT/1 France/NNP/compound/3 blacklist/NN/dobj/1",
        rule("A back B", "supports"),
        "modifier",
        ("target",),
    ),
    ("Russia/NNP/nsubj/1 fined/VBD/ROOT/1 Russia/NNP/dobj/1", rule("A fine B"), "one actor", ()),
    ("Putin/NNP/nsubj/1 fined/VBD/ROOT/1 Russia/NNP/dobj/1", rule("A fine B"), "own state", ()),
    ("Korea/NNP/nsubj/1 thanked/VBD/ROOT/1 Kim/NNP/dobj/1", rule("A thank B", "thanked"), "own people", ()),
]  # fmt: skip


@pytest.mark.parametrize(("parse", "one", "why", "words"), WHY)
def test_a_rule_that_did_not_fire_says_why(parse: str, one: Rule, why: str, words: tuple[str, ...]) -> None:
    (near,) = _near(parse, one)

    assert (near.why, near.words) == (why, words)
    assert (near.relation, near.pattern) == (one.relation.id, one.pattern)


def test_two_actors_of_the_same_words_are_not_two_sides() -> None:
    parse = "visits/NNS/nsubj/1 irked/VBD/ROOT/1 both/DT/dobj/1"
    both = (found(KIM, 2, form="pronoun", how="collective"), found(PUTIN, 2, form="pronoun", how="collective"))
    parsed = doc(parse)
    named = mentions(parsed)
    named.add(*both)
    one = rule("A irk B")
    filler = [Filler(each, 1.0) for each in both]
    tried = Try(one, parsed[1], None, filler[:1], filler[1:])

    (near,) = near_misses(
        [tried],
        named,
        claims=(),
        lexicon=build_lexicon([one]),
        sent=sentence(parsed),
        place=lambda start, end: (start, end),
    )

    assert near.why == "one mention"


def test_the_trigger_of_a_miss_has_its_place_in_the_text() -> None:
    (near,) = _near(RUSSIA_FINED_FRANCE, rule("A fine B for"))

    # "Russia " is 7 characters, the paragraph begins at 100.
    assert (near.trigger, near.trigger_span) == ("fined", (107, 112))


def test_what_stands_in_the_place_of_a_missing_word_is_told() -> None:
    (near,) = _near(TIPPED_CAP, rule("A tip hat to B", "praised"))

    assert near.instead == "cap"


def test_who_was_found_is_named() -> None:
    (near,) = _near(RUSSIA_FINED_FRANCE, rule("A fine B", target=["person"]))

    assert (near.sources, near.targets) == (("Russia",), ("France",))


def test_a_rule_that_fired_is_no_miss_and_neither_are_others_of_its_relation_at_that_word() -> None:
    near = _near(RUSSIA_FINED_FRANCE, rule("A fine B"), rule("A fine B for"), rule("A fine B after", "warned"))

    assert [each.pattern for each in near] == ["A fine B after"]


def test_the_nearest_miss_comes_first() -> None:
    near = _near(
        RUSSIA_FINED_FRANCE,
        rule("A fine hat off cap to B", "praised"),  # two words are missing
        rule("A fine B for", "warned"),  # one is
        rule("A fine B", "criticised", target=["person"]),  # the words fit, and both sides are there
    )

    assert [each.relation for each in near] == ["criticised", "warned", "praised"]
    assert [each.steps for each in near] == sorted(each.steps for each in near)


@pytest.mark.parametrize(
    ("pattern", "steps"),
    [
        ("A fine B for", 3),
        ("A fine out B", 3),
        ("A fine hat of B", 4),
        ("A fine off hat of B", 5),
        ("A fine B for hat", 3),
    ],
)
def test_each_place_that_has_no_word_is_one_step_and_counted_once(pattern: str, steps: int) -> None:
    (near,) = _near(RUSSIA_FINED_FRANCE, rule(pattern))

    # A rule that lacks one word is at 3: at 1 its sides may not be, at 2 one of them is missing.
    assert near.steps == steps


def test_a_word_with_two_actors_around_it_comes_before_one_with_fewer() -> None:
    near = _near(
        "it/PRP/nsubj/1 fell/VBD/ROOT/1 as/IN/mark/4 Russia/NNP/nsubj/4 fined/VBD/advcl/1 France/NNP/dobj/4",
        rule("A fall for B"),
        rule("A fine B for hat", "warned"),
    )

    assert [each.trigger for each in near] == ["fined", "fell"]


def test_misses_of_one_word_relation_and_reason_are_one() -> None:
    near = _near(TIPPED_CAP, rule("A tip hat to B", "praised"), rule("A tip hat before B", "praised"))

    assert [each.pattern for each in near] == ["A tip hat to B"]


def test_a_matcher_without_a_trace_finds_the_same_claims() -> None:
    parsed = doc(TALKS)
    rules = [rule("A hold talk with B", "met-with"), rule("A's talk with B", "met-with"), rule("A hold B")]

    heard = _heard(parsed, rules)
    quiet = Matcher(build_lexicon(rules)).claims(sentence(parsed), _named(parsed))

    assert [claim.rule.pattern for claim in quiet] == ["A hold talk with B"]
    assert heard.best == quiet
    assert {claim.rule.pattern for claim in heard.found} == {"A hold talk with B", "A's talk with B"}


def test_every_rule_that_a_word_can_start_is_told_of() -> None:
    rules = [rule("A fine B"), rule("A fine B for"), rule("A fine hat to B"), rule("A fine out B")]

    heard = _heard(doc(RUSSIA_FINED_FRANCE), rules)

    assert {(one.rule.pattern, one.miss) for one in heard.tries} == {
        ("A fine B", None),
        ("A fine B for", "rest"),
        ("A fine hat to B", "words"),
        ("A fine out B", "particle"),
    }
