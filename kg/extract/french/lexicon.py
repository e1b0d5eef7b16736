"""French rules in, one index from word forms to rules out: what a token can trigger, found with one look-up."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Final

from kg.extract.french.inflect import adjective_forms, noun_forms, verb_forms
from kg.extract.lexicon import set_of, specificity
from kg.rules import Rule, load_rule_files

LANGUAGE: Final = "fr"


@dataclass(frozen=True, slots=True)
class FrenchLexicon:
    """Rules by the lower-case form of their trigger: of verbs, event nouns and predicates."""

    verbs: Mapping[str, tuple[Rule, ...]]
    nouns: Mapping[str, tuple[Rule, ...]]
    predicates: Mapping[str, tuple[Rule, ...]]


@cache
def load_lexicon() -> FrenchLexicon:
    """Return the index of the shipped French rules."""
    return build_lexicon(rule for file in load_rule_files(language=LANGUAGE) for rule in file.rules)


def build_lexicon(rules: Iterable[Rule]) -> FrenchLexicon:
    """Return the index of some rules, each list in a fixed order: the most specific patterns first."""
    tables: dict[str, dict[str, list[Rule]]] = {kind: defaultdict(list) for kind in ("verb", "noun", "predicate")}
    for rule in rules:
        for head in rule.frame.heads:
            first = head.partition("_")[0]
            for form in _FORMS[rule.frame.kind](first):
                tables[rule.frame.kind][form].append(rule)
    return FrenchLexicon(*(_ordered(tables[kind]) for kind in ("verb", "noun", "predicate")))


_FORMS: Final = {"verb": verb_forms, "noun": noun_forms, "predicate": adjective_forms}


def _ordered(table: Mapping[str, list[Rule]]) -> dict[str, tuple[Rule, ...]]:
    def rank(rule: Rule) -> tuple[int, str, str]:
        return (-specificity(rule), rule.relation.id, rule.pattern)

    return {form: tuple(sorted(set_of(rules), key=rank)) for form, rules in table.items()}


@cache
def word_forms(word: str) -> frozenset[str]:
    """Return the forms that a word of a pattern may stand in, whatever its part of speech."""
    forms = noun_forms(word) | adjective_forms(word)
    return forms | verb_forms(word) if word.endswith(("er", "ir", "re")) else forms
