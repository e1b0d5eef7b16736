"""A few rules in; what each word form can trigger, and in which order, out."""

from __future__ import annotations

from pathlib import Path

import pytest

from kg.errors import RuleError
from kg.extract import lexicon as module
from kg.extract.lexicon import MODIFIER_SECTIONS, build_lexicon, load_lexicon, load_modifiers, set_of, specificity
from kg.frames import compile_pattern
from kg.model import RelationId
from kg.ontology import load_relations
from kg.rules import Rule


def _rule(pattern: str, relation: str = "met-with") -> Rule:
    return Rule(
        relation=load_relations()[RelationId(relation)],
        pattern=pattern,
        frame=compile_pattern(pattern),
        confidence=0.9,
        source_kinds=frozenset({"person"}),
        target_kinds=frozenset({"person"}),
        polarity="affirmed",
        modality="actual",
    )


@pytest.mark.parametrize("form", ["meet", "meets", "met", "meeting"])
def test_a_verb_is_found_by_each_of_its_forms(form: str) -> None:
    assert [rule.pattern for rule in build_lexicon([_rule("A meet B")]).verbs[form]] == ["A meet B"]


@pytest.mark.parametrize("form", ["visit", "visits"])
def test_an_event_noun_is_found_by_singular_and_plural(form: str) -> None:
    lexicon = build_lexicon([_rule("A's visit to B", "visited")])

    assert form in lexicon.nouns
    assert form not in lexicon.verbs


def test_an_adjective_is_found_as_a_predicate() -> None:
    lexicon = build_lexicon([_rule("A be critical of B", "criticised")])

    assert "critical" in lexicon.predicates
    assert "be" not in lexicon.triggers()


def test_a_compound_trigger_is_found_by_its_last_word() -> None:
    lexicon = build_lexicon([_rule("A's peace_talk with B", "negotiated-with")])

    assert lexicon.triggers() == {"talk", "talks"}
    assert lexicon.bases["peace"] == {"peace"}


def test_the_words_on_the_way_to_the_target_are_known_in_all_forms_but_trigger_nothing() -> None:
    lexicon = build_lexicon([_rule("A impose sanction on B", "sanctioned")])

    assert lexicon.bases["sanctions"] == {"sanction"}
    assert "sanctions" not in lexicon.triggers()


def test_alternatives_are_each_a_trigger_and_a_rule_is_listed_once_per_form() -> None:
    lexicon = build_lexicon([_rule("A denounce|condemn B", "condemned"), _rule("A denounce|condemn B", "condemned")])

    assert len(lexicon.verbs["denounced"]) == len(lexicon.verbs["condemned"]) == 1


def test_the_most_specific_pattern_comes_first_whatever_the_order_of_the_rules() -> None:
    patterns = ("A hold talk with B", "A hold B", "A hold B responsible", "A hold peace_talk with B")

    orders = [
        [rule.pattern for rule in build_lexicon(map(_rule, given)).verbs["held"]]
        for given in (patterns, patterns[::-1])
    ]

    assert orders[0] == orders[1]
    assert orders[0][0] == "A hold peace_talk with B"
    assert orders[0][-1] == "A hold B"


# Worked out by hand: one for the trigger, one for each bound place, two for what must follow B.
@pytest.mark.parametrize(
    ("pattern", "places"),
    [
        ("A meet B", 1),
        ("A meet with B", 2),
        ("A hit back at B", 3),
        ("A hold talk with B", 3),
        ("A hold peace_talk with B", 4),
        ("A hold B responsible", 3),
        ("A accuse B of terrorism", 3),
        ("A accept B's invitation", 2),
        ("A's peace_talk with B", 3),
    ],
)
def test_specificity_counts_the_bound_places(pattern: str, places: int) -> None:
    assert specificity(_rule(pattern)) == places


def test_rules_of_the_same_pattern_are_one_and_of_other_patterns_are_kept() -> None:
    assert [rule.pattern for rule in set_of([_rule("A meet B"), _rule("A see B"), _rule("A meet B")])] == [
        "A meet B",
        "A see B",
    ]


def test_the_shipped_lexicon_has_all_modifiers_and_well_known_triggers() -> None:
    lexicon = load_lexicon()

    assert set(lexicon.modifiers) == set(MODIFIER_SECTIONS)
    assert {"met", "condemned", "visit", "sanctions"} <= lexicon.triggers()


def test_the_shipped_triggers_are_in_lower_case() -> None:
    assert [form for form in sorted(load_lexicon().triggers()) if form != form.lower()] == []


@pytest.mark.parametrize(
    ("section", "part", "word"),
    [
        ("negation", "words", "not"),
        ("negation", "verbs", "refused"),
        ("negation", "nouns", "refusals"),
        ("planned", "words", "will"),
        ("planned", "adjectives", "upcoming"),
        ("possible", "words", "reportedly"),
        ("hypothetical", "verbs", "urging"),
        ("hypothetical", "words", "if"),
        ("report", "verbs", "said"),
        ("report", "words", "according"),
        ("light", "verbs", "paid"),
        ("light", "receivers", "received"),
    ],
)
def test_a_modifier_is_known_in_its_forms(section: str, part: str, word: str) -> None:
    assert word in getattr(load_modifiers()[section], part)


def test_a_verb_with_its_particle_negates_in_all_its_forms() -> None:
    assert {
        form: particle
        for form, particle in load_modifiers()["negation"].particles.items()
        if form in {"ruled", "calling"}
    } == {
        "ruled": "out",
        "calling": "off",
    }


@pytest.mark.parametrize(
    ("content", "message"),
    [
        ("[light]\n", "_modifiers.toml: section [hypothetical] is missing; add it"),
        (
            "".join(f"[{name}]\nwrods = []\n" for name in MODIFIER_SECTIONS),
            "_modifiers.toml [light]: unknown key 'wrods'; allowed are adjectives, adverbs,",
        ),
    ],
)
def test_wrong_modifiers_are_refused_with_section_and_key(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, content: str, message: str
) -> None:
    path = tmp_path / "_modifiers.toml"
    path.write_text(content, encoding="utf-8")
    monkeypatch.setattr(module, "data_path", lambda *_parts: path)

    with pytest.raises(RuleError) as error:
        load_modifiers.__wrapped__()

    assert str(error.value).startswith(message)
