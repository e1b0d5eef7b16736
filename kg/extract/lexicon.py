"""Compiled rules in, one index from word forms to rules out: what a token can trigger, found with one look-up."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Final, cast

from kg.errors import RuleError
from kg.extract.inflect import noun_forms, verb_forms
from kg.files import data_path
from kg.frames import ANYTHING
from kg.rules import Rule, load_rule_files, load_toml

MODIFIER_SECTIONS: Final = ("light", "negation", "planned", "possible", "hypothetical", "undone", "report")


@dataclass(frozen=True, slots=True)
class Modifiers:
    """The words of one section of ``_modifiers.toml`` by part of speech, in all their forms."""

    verbs: frozenset[str]
    nouns: frozenset[str]
    adjectives: frozenset[str]
    words: frozenset[str]
    receivers: frozenset[str]
    particles: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Lexicon:
    """Rules by the form of their trigger, and the base forms of every word that rules name.

    ``verbs``, ``nouns`` and ``predicates`` map a lower-case word form to the rules it can trigger;
    ``bases`` maps a form to the words of the rules it can stand for.
    """

    verbs: Mapping[str, tuple[Rule, ...]]
    nouns: Mapping[str, tuple[Rule, ...]]
    predicates: Mapping[str, tuple[Rule, ...]]
    bases: Mapping[str, frozenset[str]]
    modifiers: Mapping[str, Modifiers]

    def triggers(self) -> frozenset[str]:
        """Return every word form that can start a match."""
        return frozenset((*self.verbs, *self.nouns, *self.predicates))

    def hyphened(self) -> tuple[str, ...]:
        """Return every word form with a hyphen that a rule names, in a fixed order."""
        return tuple(sorted(form for form in self.bases if "-" in form))


@cache
def load_lexicon() -> Lexicon:
    """Return the index of the shipped rules."""
    return build_lexicon(rule for file in load_rule_files() for rule in file.rules)


def build_lexicon(rules: Iterable[Rule]) -> Lexicon:
    """Return the index of some rules, each list in a fixed order: the most specific patterns first."""
    tables: dict[str, dict[str, list[Rule]]] = {kind: defaultdict(list) for kind in ("verb", "noun", "predicate")}
    bases: dict[str, set[str]] = defaultdict(set)
    for rule in rules:
        frame = rule.frame
        for head in frame.heads:
            last = head.rsplit("_", 1)[-1]
            forms = (
                verb_forms(last)
                if frame.kind == "verb"
                else noun_forms(last)
                if frame.kind == "noun"
                else (*noun_forms(last),)
            )
            for form in forms:
                tables[frame.kind][form].append(rule)
                bases[form].add(last)
            _add_modifiers(head, bases)
        for word in (word for step in (*frame.path, frame.rest) if step for word in step.words):
            last = word.rsplit("_", 1)[-1]
            for form in (*noun_forms(last), *verb_forms(last)):
                bases[form].add(last)
            _add_modifiers(word, bases)
    return Lexicon(
        verbs=_ordered(tables["verb"]),
        nouns=_ordered(tables["noun"]),
        predicates=_ordered(tables["predicate"]),
        bases={form: frozenset(words) for form, words in bases.items()},
        modifiers=load_modifiers(),
    )


def _add_modifiers(word: str, bases: dict[str, set[str]]) -> None:
    for part in word.split("_")[:-1]:
        bases[part].add(part)


def specificity(rule: Rule) -> int:
    """Return how many places of the pattern are bound to words; the more specific reading wins."""
    frame = rule.frame
    compound = min(head.count("_") for head in frame.heads)
    steps = sum(1 + min(word.count("_") for word in step.words) for step in frame.path if step.words - {ANYTHING})
    return 1 + compound + steps + bool(frame.particle) + bool(frame.preps) + 2 * (frame.rest is not None)


def _ordered(table: Mapping[str, list[Rule]]) -> dict[str, tuple[Rule, ...]]:
    def rank(rule: Rule) -> tuple[int, str, str]:
        return (-specificity(rule), rule.relation.id, rule.pattern)

    return {form: tuple(sorted(set_of(rules), key=rank)) for form, rules in table.items()}


def set_of(rules: Iterable[Rule]) -> tuple[Rule, ...]:
    """Return the rules without doubles (a form can be reached from two alternatives of one pattern)."""
    return tuple({(rule.relation.id, rule.pattern): rule for rule in rules}.values())


@cache
def load_modifiers() -> Mapping[str, Modifiers]:
    """Return the sections of ``_modifiers.toml``.

    Raises
    ------
    RuleError
        If a section is missing or has an unknown key.
    """
    content = load_toml(data_path("ontology", "rules", "en", "_modifiers.toml"))
    missing = sorted(set(MODIFIER_SECTIONS) - set(content))
    if missing:
        raise RuleError(f"_modifiers.toml: section [{missing[0]}] is missing; add it")
    return {name: _section(name, cast("dict[str, object]", content[name])) for name in MODIFIER_SECTIONS}


def _section(name: str, table: dict[str, object]) -> Modifiers:
    known = {
        "verbs",
        "nouns",
        "adjectives",
        "words",
        "auxiliaries",
        "adverbs",
        "marks",
        "prepositions",
        "receivers",
        "particles",
    }
    unknown = sorted(set(table) - known)
    if unknown:
        raise RuleError(f"_modifiers.toml [{name}]: unknown key {unknown[0]!r}; allowed are {', '.join(sorted(known))}")

    def words(key: str) -> list[str]:
        return [str(word) for word in cast("list[object]", table.get(key, []))]

    plain = [word for key in ("words", "auxiliaries", "adverbs", "marks", "prepositions") for word in words(key)]
    return Modifiers(
        verbs=frozenset(form for word in words("verbs") for form in verb_forms(word)),
        nouns=frozenset(form for word in words("nouns") for form in noun_forms(word)),
        adjectives=frozenset(words("adjectives")),
        words=frozenset(plain),
        receivers=frozenset(form for word in words("receivers") for form in verb_forms(word)),
        particles={
            form: particle
            for verb, particle in cast("dict[str, str]", table.get("particles", {})).items()
            for form in verb_forms(verb)
        },
    )
